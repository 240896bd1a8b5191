"""Day first or month first? 03/04/1985 can be read both ways; a column of dates mostly tells which
way it was written, a NIK beside it too. Where some are written month first it is asked, once for
the layout; so it is of 01-02-90, which can be read a third way. Else the day stands first, as it
does in Indonesia, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.words import Words
from okoce_opt.gate import Cell
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.questions import Answers, Choice, Question, Scope, question_id

_PARTS = re.compile(r"(?<![\d/.\-])(\d{1,2})(\s*[-/. ]\s*)(\d{1,2})(\s*[-/. ]\s*)(\d{4}|\d{2})\s*$")
_MONTHS, _WOMAN, _SHORT, _MANY, _NIK = 12, 40, 2, 3, re.compile(r"\d{16}")
DAY_FIRST = Choice("hari", Words("hari dahulu: 03/04 adalah 3 April", "day first: 3 April"))
MONTH_FIRST = Choice("bulan", Words("bulan dahulu: 03/04 adalah 4 Maret", "month first: 4 March"))


@dataclass
class DateOrder:
    """How the dates of one table are written. `waits` is the open question of those that read both
    ways (`short`: only of those with a year of two digits); `swaps` if the month stands first;
    `taken` are so many that nothing but custom tells.
    """

    swaps: bool = False
    waits: str = ""
    short: bool = False
    taken: int = 0
    known: dict[int, bool] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        rows: Sequence[Sequence[Cell]],
        people: Iterable[int],
        columns: Columns,
        where: str,
        answers: Answers,
    ) -> DateOrder:
        """What the dates of these rows (from 0) say; asked where they do not."""
        made = cls()
        places = [columns.fields[n] for n in ("tanggal_lahir", "ttl") if n in columns.fields]
        if not places:
            return made
        day_first = month_first = 0
        open_: list[bool] = []
        for row in people:
            line = rows[row]
            said = next((p for c in places if c < len(line) and (p := _parts(line[c]))), None)
            if said is None or said[0] == said[1]:
                continue
            first, second, _ = said
            told = _told_by(_nik(line, columns.fields.get("nik")), said)
            if first > _MONTHS or second > _MONTHS:
                day_first += first > _MONTHS >= second
                month_first += second > _MONTHS >= first
                if told:
                    made.known[row] = True
                continue
            if told is None:
                open_.append(said[2])
            else:
                made.known[row] = told
                month_first += told
                day_first += not told
        made.short = not month_first
        # dates of which none can be read with the day first are no slips of the pen
        made.swaps = month_first >= _MANY and not day_first and not open_
        if open_ and month_first:
            made._ask(len(open_), columns, where, answers)
        elif any(open_) and not day_first:
            made._ask(sum(open_), columns, where, answers)
        made.taken = 0 if day_first or month_first else len(open_) - sum(open_)
        return made

    def _ask(self, count: int, columns: Columns, where: str, answers: Answers) -> None:
        question = Question(
            question_id("dates", columns.block.fingerprint),
            Scope.SHEET,
            where,
            Words(
                "Tanggal lahir di lembar ini dapat dibaca dua cara (03/04/1985: 3 April atau 4 "
                "Maret). Mana yang ditulis dahulu, hari atau bulan?",
                "Dates of birth in this sheet can be read two ways (03/04/1985: 3 April or 4 "
                "March). Which is written first, hari (the day) or bulan (the month)?",
            ),
            (DAY_FIRST, MONTH_FIRST),
            count,
        )
        answer = answers.ask(question)
        if answer is None:
            self.waits = question.id
        self.swaps = answer == MONTH_FIRST.word

    def read(self, row: int, cell: Cell) -> tuple[Cell, str]:
        """A date of a row as it is to be read, the day first, and the question it waits for."""
        said = _parts(cell) if self.waits or self.swaps or self.known else None
        if said is None or said[0] == said[1] or said[0] > _MONTHS:
            return cell, ""
        swaps = self.known.get(row, self.swaps and (said[2] or not self.short))
        if said[1] > _MONTHS and not swaps:
            return cell, ""
        if self.waits and row not in self.known and (said[2] or not self.short):
            return cell, self.waits
        return (_PARTS.sub(r"\3\2\1\4\5", cell) if swaps else cell), ""  # type: ignore[arg-type]


def _parts(cell: Cell) -> tuple[int, int, bool] | None:
    """The first two numbers of a date that is written in numbers, the year last, and whether that
    has two digits.
    """
    if type(cell) is not str or not (match := _PARTS.search(cell)):
        return None
    return int(match[1]), int(match[3]), len(match[5]) == _SHORT


def _nik(line: Sequence[Cell], column: int | None) -> str:
    cell = line[column] if column is not None and column < len(line) else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    digits = re.sub(r"\D", "", str(cell)) if isinstance(cell, (str, int)) else ""
    return digits if _NIK.fullmatch(digits) else ""


def _told_by(nik: str, said: tuple[int, int, bool]) -> bool | None:
    """Whether a NIK says that the month stands first; None if it says nothing."""
    if not nik:
        return None
    day, month = int(nik[6:8]) % _WOMAN, int(nik[8:10])
    if said[:2] == (day, month):
        return False
    return True if said[:2] == (month, day) else None
