"""One attendance sheet as it came back: which plan, office and session it is of, its days, and
where its columns stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.attending.asked import (
    NO_SESSION,
    NO_TABLE,
    NOT_HELD,
    NOTHING,
    OTHER_DAY,
    OTHER_PLAN,
    Asked,
)
from okoce_opt.attending.desk import Desk
from okoce_opt.attending.legend import Legend, legend_in
from okoce_opt.attending.looks import PLAIN, Looks
from okoce_opt.domain.attended import days_of
from okoce_opt.domain.findings import shown
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import is_session_id
from okoce_opt.domain.words import Words
from okoce_opt.gate import Cell, Sheet
from okoce_opt.reports.attendance.head_reader import code_of, labelled
from okoce_opt.reports.attendance.nameless import by_code, sheet_code_in
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.codes import code_in
from okoce_opt.reports.reading.named import Named, as_ours
from okoce_opt.reports.reading.workbook import Cells, read_date, rows_of

_NOTES = re.compile(r"ket\.?|keterangan|catatan|alasan")


_OTHERS = tuple(
    title.casefold()
    for title in (
        *(labels.NUMBER, labels.REGISTRANT, labels.NAME, labels.NIK_TITLE),
        *(labels.BORN, labels.KELURAHAN, labels.PHONE),
    )
)
"""Columns that say who somebody is."""


@dataclass(frozen=True)
class Form:
    """A sheet that is known. `plan` is the one that it was printed from, `days` those that it is
    about; `came` the column Hadir, `signed` the columns of each day's signatures, `notes` a column
    of remarks that somebody has added.
    """

    cells: Cells
    sheet: Sheet
    looks: Looks
    header: int
    code: str
    office: str
    plan: Plan
    session: SessionId
    days: tuple[date, ...]
    ids: int
    names: int
    came: int | None
    signed: Mapping[date, tuple[int, ...]]
    notes: int | None = None
    legend: Legend = field(default_factory=Legend)

    @property
    def is_class(self) -> bool:
        """Whether it has a column for each of several days."""
        return len(self.days) > 1

    @property
    def title(self) -> int:
        """The column whose title gets the questions about the whole sheet."""
        return self.ids if self.came is None else self.came

    @property
    def own_columns(self) -> list[int]:
        """Columns that somebody has added; of an office's own template nobody knows them."""
        if isinstance(self.cells, Named):
            return []
        known = {self.came, self.notes, *(c for those in self.signed.values() for c in those)}
        titles = _titles(self.cells, self.header)
        width = max(len(row) for row in self.cells.rows)
        return [
            n
            for n in range(width)
            if n not in known
            and (n >= len(titles) or titles[n] not in _OTHERS)
            and not (n < len(titles) and titles[n].startswith(labels.SIGNATURE.casefold()))
        ]

    @property
    def untitled(self) -> list[int]:
        """Columns of nobody's beside the table, without a title: remarks stand there."""
        return [n for n in self.own_columns if not self.cells.text(self.header, n)]

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in the file: an office's own template has its table elsewhere."""
        if not isinstance(self.cells, Named):
            return row, column
        places = self.cells.places
        if row == self.header and (first := places.get((row + 1, column))):
            return max(0, first[0] - 1), first[1]
        return places.get((row, column), (row, column))

    def has(self, row: int, column: int) -> bool:
        """Whether the file has such a cell: an office's own template may lack a column of ours."""
        return not isinstance(self.cells, Named) or (row, column) in self.cells.places

    def raw(self, row: int, column: int) -> Cell:
        """What stands in a cell, as the file has it, and as it is seen."""
        if not self.has(row, column):
            return None
        row, column = self.place(row, column)
        rows = self.sheet.rows
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        return self.looks.seen(row, column, value)  # type: ignore[return-value]

    def where(self, row: int, column: int) -> str:
        """The address of a cell that a person finds."""
        return Asked(self.cells.file, self.cells.name, *self.place(row, column), NOTHING).where

    def ask(self, row: int, column: int, words: Words, *, is_blank: bool = False) -> Asked:
        """A question about a cell, or about blank cells."""
        place = self.place(row, column)
        return Asked(self.cells.file, self.cells.name, *place, words, is_blank)


def find_form(desk: Desk, file: str, sheet: Sheet, looks: Looks = PLAIN) -> Form | Asked | None:
    """The attendance sheet in a sheet; None where it is another one (a summary, notes), a question
    where nobody can tell which attendance sheet it was.
    """
    cells = _as_ours(desk, Cells(file, sheet.name, rows_of(sheet), sheet.names))
    header = table_header(cells)
    if header is None:
        return _without_table(cells)
    texts = [
        cells.text(row, column) for row in range(header) for column in range(len(cells.rows[row]))
    ]
    code = next((found for text in texts if (found := code_in(text))), ("", ""))
    row, _ = code_of(cells, header)
    session = cells.text(row, 0).removeprefix(labels.CODE).strip() if row < header else ""
    if not is_session_id(session):
        return Asked(file, sheet.name, row, 0, NO_SESSION.fill(found=shown(session) or NOTHING))
    plan = desk.plans.get(code[1]) if code[0] else desk.now
    if plan is None:
        return Asked(file, sheet.name, row, 0, OTHER_PLAN.fill(code=code[0]))
    if session not in plan.held:
        return Asked(file, sheet.name, row, 0, NOT_HELD.fill(session=session))
    days = _days(desk, cells, header, session)
    if isinstance(days, str):
        line = labelled(cells, header)[labels.DAY.casefold()]
        words = OTHER_DAY.fill(found=shown(days), day=days_of(desk.scenario.problem, session)[0])
        return Asked(file, sheet.name, line[0], line[1], words)
    printed = _Printed(code[0] or session, plan, session, days)
    return _form(cells, sheet, looks, header, printed)


def _as_ours(desk: Desk, cells: Cells) -> Cells:
    """The sheet laid out as ours, by the names of its places; of one that has neither names nor a
    session any more, by its code.
    """
    named = as_ours(cells)
    if isinstance(named, Named):
        return named
    header = table_header(cells)
    if header is not None and (
        code_of(cells, header)[0] < header or len(_signed(cells, header)) > 1
    ):
        return cells
    coded = sheet_code_in(cells)
    plan = desk.plans.get(coded[0].partition("-")[0]) if coded else None
    return cells if plan is None else by_code(desk.scenario.problem, plan, cells)


def _without_table(cells: Cells) -> Asked | None:
    """A question where a sheet has the code of an attendance sheet and no table any more."""
    for row in range(min(len(cells.rows), 80)):
        for column in range(len(cells.rows[row])):
            if cells.text(row, column).startswith((labels.CODE, labels.SHEET_CODE)):
                return Asked(cells.file, cells.name, row, column, NO_TABLE)
    return None


def table_header(cells: Cells) -> int | None:
    """The row with the header of an attendance table, whatever the clerk has done to the columns
    beside *No. peserta*.
    """
    for row in range(min(len(cells.rows), 80)):
        titles = _titles(cells, row)
        if labels.REGISTRANT.casefold() in titles and any(
            title.startswith((labels.PRESENT.casefold(), labels.SIGNATURE.casefold()))
            for title in titles
        ):
            return row
    return None


def _titles(cells: Cells, row: int) -> list[str]:
    return [cells.text(row, column).casefold() for column in range(len(cells.rows[row]))]


def _days(desk: Desk, cells: Cells, header: int, session: SessionId) -> tuple[date, ...] | str:
    """The days that a sheet is about, or what its head says if that cannot be.

    Columns of several days have their dates printed. A clerk may have copied the sheet for each of
    them and changed the date in its head.
    """
    printed = days_of(desk.scenario.problem, session)
    row, column, said = labelled(cells, header).get(labels.DAY.casefold(), (0, 0, ""))
    raw = cells.raw(row, column) if said else ""
    day = read_date(said if isinstance(raw, str) else raw) if said else None
    if day is None and said.strip(": ."):
        return said
    if day is not None and day not in printed:
        return said
    of_columns = _signed(cells, header)
    if len(of_columns) > 1 and (day is None or day == printed[0]):
        several = "s.d." in said or day is None
        return tuple(of_columns) if several else (printed[0],)
    return (day or printed[0],)


def _signed(cells: Cells, header: int) -> dict[date, tuple[int, ...]]:
    """Day -> the columns of its signatures, where each day has its own."""
    found: dict[date, tuple[int, ...]] = {}
    for column, title in enumerate(_titles(cells, header)):
        if title.startswith(labels.SIGNATURE.casefold()) and (day := read_date(title)):
            found[day] = (*found.get(day, ()), column)
    return found


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the head of a sheet says: its code, the plan that this is of, the session, its days."""

    code: str
    plan: Plan
    session: SessionId
    days: tuple[date, ...]


def _form(cells: Cells, sheet: Sheet, looks: Looks, header: int, printed: _Printed) -> Form:
    code = printed.code
    titles = _titles(cells, header)
    ids = titles.index(labels.REGISTRANT.casefold())
    came = _came(titles)
    of_days = _signed(cells, header)
    plain_ones = [
        n
        for n, title in enumerate(titles)
        if title.startswith((labels.SIGNATURE.casefold(), "paraf")) and not read_date(title)
    ]
    if plain_ones and not cells.text(header, plain_ones[0] + 1):
        # one day is signed for left and right in turn
        plain_ones.append(plain_ones[0] + 1)
    # wherever somebody has written it: an office's own template has no head like ours
    texts = [value for row in sheet.rows for value in row if isinstance(value, str)]
    return Form(
        cells,
        sheet,
        looks,
        header,
        code,
        code.split("-")[2] if code.count("-") == 3 and "|" not in code else "",
        printed.plan,
        printed.session,
        printed.days,
        ids,
        titles.index(labels.NAME.casefold()) if labels.NAME.casefold() in titles else ids,
        came,
        {day: of_days.get(day, ()) if of_days else tuple(plain_ones) for day in printed.days},
        next((n for n, title in enumerate(titles) if _NOTES.fullmatch(title)), None),
        legend_in(texts),
    )


def _came(titles: list[str]) -> int | None:
    """The column *Hadir*, under whatever title: it stands before the first signature."""
    named = (n for n, title in enumerate(titles) if title.startswith(labels.PRESENT.casefold()))
    if (found := next(named, None)) is not None:
        return found
    signs = (n for n, title in enumerate(titles) if title.startswith(labels.SIGNATURE.casefold()))
    before = next(signs, 0) - 1
    return before if before > 0 and titles[before] not in _OTHERS else None
