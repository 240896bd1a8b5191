"""An import as a whole: what would become of a scenario if these files were taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.gate import Refused, Sheet, reading
from okoce_opt.importing.account import Entry, Ignored, SheetAccount
from okoce_opt.importing.against import Matcher, Outcome
from okoce_opt.importing.cell_faults import ask_together
from okoce_opt.importing.mended import drop_mended, without_originals
from okoce_opt.importing.missing import missing
from okoce_opt.importing.questions import Answers, Question
from okoce_opt.importing.reading import read_sheet
from okoce_opt.importing.regions import Place
from okoce_opt.importing.remarks import remarks
from okoce_opt.importing.sheet_questions import Desk
from okoce_opt.importing.sources import REPORT_SHEET, Passed, Source, gather, sheets_in
from okoce_opt.importing.target import Target, next_numbers, open_target
from okoce_opt.importing.trades import ask_about_trades
from okoce_opt.importing.twice import ask_about_twice, drop_twins
from okoce_opt.importing.words import OWN, dictionary


@dataclass
class Lists:
    """The files that were given, read: of each its sheets, and those that are no lists."""

    files: list[tuple[Source, list[Sheet]]]
    passed: list[Passed]


@dataclass
class Import:
    """What an import understood and would do. `numbers` are those that newcomers get, in order;
    `regions` those that the scenario's tables lack; `settled` answers that others imply.
    """

    target: Target
    lists: Lists
    accounts: list[SheetAccount]
    outcome: Outcome
    questions: list[Question]
    numbers: list[str] = field(default_factory=list)
    regions: list[Place] = field(default_factory=list)
    settled: Mapping[str, str] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether something waits for an answer."""
        return bool(self.questions)

    @property
    def unreadable(self) -> bool:
        """Whether a file could not be read."""
        return any(one.fault for one in self.lists.passed)

    @property
    def nobody(self) -> list[str]:
        """The files that were read and have no row with anybody in it."""
        peopled = {account.file for account in self.accounts if account.people}
        return [one.label for one, _ in self.lists.files if one.label not in peopled]

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.outcome.added or self.outcome.changed or self.outcome.dropped)


def read_lists(paths: Sequence[Path]) -> Lists:
    """Read all files; what cannot be read is told, the rest goes on."""
    sources, passed = gather(paths)
    files: list[tuple[Source, list[Sheet]]] = []
    with reading():
        for source in sources:
            try:
                sheets = sheets_in(source)
            except Refused as refused:
                passed.append(Passed(source.label, refused.advice, fault=True))
                continue
            if any(sheet.name == REPORT_SHEET for sheet in sheets):
                why = Words("laporan impor okoce, bukan daftar", "a report of okoce, not a list")
                passed.append(Passed(source.label, why, fault=False))
            else:
                files.append((source, sheets))
    return Lists(without_originals(files, passed), passed)


def understand(lists: Lists, into: Path, given: Mapping[str, str]) -> Import:
    """What taking these lists into the scenario at `into` would do, with the answers given so far.

    Raises `InputError` or `PlanFilesError` when the scenario cannot be read or written to.
    """
    words = dictionary()
    target = open_target(into, words)
    if (target.desk / OWN).is_file():
        words = dictionary(target.desk / OWN)
        target = open_target(into, words)
    answers = Answers(given)
    desk = Desk(target, words, answers)
    accounts: list[SheetAccount] = []
    for source, sheets in lists.files:
        mine = [one for sheet in sheets if (one := read_sheet(source, sheet, desk)).read]
        people = {entry.spot.row for account in mine for entry in account.entries}
        for account in mine[:1]:
            account.notes += remarks(source, sheets, people)
        accounts += mine
    drop_mended(accounts, target.members, answers)
    ask_together(accounts, answers)
    ask_about_trades(accounts, answers, words)
    _remove(accounts, drop_twins)
    _remove(accounts, lambda entries: ask_about_twice(entries, answers, target.gazetteer))
    matcher = Matcher(target, answers)
    _remove(accounts, lambda entries: matcher.match(entries).ignored)
    outcome = matcher.outcome
    outcome.dropped = missing(target, accounts, outcome, answers)
    outcome.settle()
    asked = list(answers.asked.values())
    made = Import(target, lists, accounts, outcome, asked, settled=answers.settled)
    made.numbers = _numbers(made)
    made.regions = list(_lacking(made))
    return made


_Find = Callable[[Sequence[Entry]], Mapping[int, Ignored]]


def _remove(accounts: Sequence[SheetAccount], find: _Find) -> None:
    """Turn the entries that `find` names, by place among all of them, into ignored rows."""
    everyone = [(account, entry) for account in accounts for entry in account.entries]
    found = find([entry for _, entry in everyone])
    gone = {id(everyone[n][1]) for n in found}
    for n, ignored in found.items():
        everyone[n][0].ignored.append(ignored)
    for account in accounts:
        account.entries = [entry for entry in account.entries if id(entry) not in gone]


def _numbers(made: Import) -> list[str]:
    """The numbers of newcomers: those that a list gives them where nobody has them, else the next
    of the scenario's series.
    """
    taken = {member.number for member in made.target.members}
    own = [str(entry.values.get("no_peserta") or "") for entry in made.outcome.added]
    usable = {number for number, times in Counter(own).items() if times == 1} - taken - {""}
    series = next_numbers(taken | usable)
    return [number if number in usable else next(series) for number in own]


def _lacking(made: Import) -> Iterator[Place]:
    """Regions that newcomers live in and the scenario's tables have not: kecamatan first."""
    by_code = made.target.gazetteer.by_code
    codes = [
        str(values.get(kind, ""))
        for kind in ("kecamatan", "kelurahan")
        for values in (
            *(entry.values for entry in made.outcome.added),
            *(change.values for change in made.outcome.changed),
        )
    ]
    for code in dict.fromkeys(codes):
        place = by_code.get(code)
        if place is not None and not place.known:
            yield place
