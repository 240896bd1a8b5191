"""Takes the plan back out of the attendance sheets, with every place that says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import NO_SESSION, SessionId
from okoce_opt.domain.plan import Plan, Seat, digest_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.gate import reading
from okoce_opt.plan_files.record import read_record
from okoce_opt.plan_files.seats_csv import SEATS, read_seats
from okoce_opt.reports.attendance.head_reader import code_of
from okoce_opt.reports.attendance.nameless import by_code
from okoce_opt.reports.attendance.reader import header_row, note_lost_header, read_sheet
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.codes import plan_code
from okoce_opt.reports.edits import Edits, edits_of, untitled
from okoce_opt.reports.office_files import printed_of, rosters_of, workbooks_in
from okoce_opt.reports.other_sheets import compare_other_sheets
from okoce_opt.reports.reading.contradictions import Disagreement
from okoce_opt.reports.reading.evidence import Evidence, NotCompared
from okoce_opt.reports.reading.named import as_ours
from okoce_opt.reports.reading.workbook import Cells, read_workbook
from okoce_opt.reports.sheets.people import is_people, read_mentors
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.scenario import Scenario


@dataclass(frozen=True)
class Reading:
    """What the attendance sheets say.

    `cells` maps a seat to the cell of its No. Peserta, `heads` a session to the cell of each label
    of its head, `disagreements` are all places that contradict the sheets, or a sheet itself.
    `files` are workbooks that are missing or none of this plan's; `unread` the kecamatan whose
    people are therefore on no sheet; `unknown` the columns of which the lists know nothing; `aside`
    what stands on sheets and was not compared. `edits` are what people changed on attendance sheets
    (`attendance`: file, sheet) since, `stale` the places that still say what was before;
    `notices` are nothing wrong; `attended` is who came, where a sheet has been filled in.
    """

    plan: Plan
    cells: Mapping[Seat, str]
    heads: Mapping[SessionId, Mapping[str, str]]
    disagreements: tuple[Disagreement, ...]
    files: tuple[Disagreement, ...] = ()
    unread: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    aside: NotCompared = field(default_factory=NotCompared)
    notices: tuple[Words, ...] = ()
    attendance: frozenset[tuple[str, str]] = frozenset()
    edits: Edits = field(default_factory=Edits)
    stale: frozenset[tuple[str, str]] = frozenset()
    attended: Mapping[Seat, str] = field(default_factory=dict)

    def all_of(self, problem: Problem, broken: Iterable[Violation]) -> tuple[Violation, ...]:
        """Files first, then each edit of the attendance sheets with what follows from it, then
        broken rules with their cells and contradictions that follow from none; without what only a
        missing file brings.
        """
        with_edits, rest = self.by_edit(problem, broken)
        return (
            *self.files,
            *(one for edit, those in with_edits for one in (edit, *those)),
            *rest,
        )

    def by_edit(
        self, problem: Problem, broken: Iterable[Violation]
    ) -> tuple[list[tuple[Violation, list[Violation]]], list[Violation]]:
        """Each edit with its consequences, and what is no edit's consequence."""
        those: dict[int, list[Violation]] = {n: [] for n in range(len(self.edits.told))}
        rest: list[Violation] = []
        for violation in (*(self.cite(one) for one in broken), *self.disagreements):
            if self._follows(problem, violation) or violation in self.edits.told:
                continue
            edit = self.edits.behind(violation)
            if edit is None and self._is_stale(violation):
                edit = self.edits.told[0]
            if edit is None or self._stands_alone(violation):
                rest.append(violation)
            else:
                those[self.edits.told.index(edit)].append(violation)
        return [(edit, those[n]) for n, edit in enumerate(self.edits.told)], rest

    def _is_stale(self, violation: Violation) -> bool:
        """Whether a place says what was right before the sheets were edited."""
        return isinstance(violation, Disagreement) and key_of(violation) in self.stale

    def _stands_alone(self, violation: Violation) -> bool:
        """Whether another sheet is wrong whichever way the edits are taken."""
        others = isinstance(violation, Disagreement) and violation.cells
        return bool(others) and not self._is_stale(violation) and not self._on_attendance(violation)

    def _on_attendance(self, violation: Violation) -> bool:
        sheet = violation.cells[0].partition("]")[0] + "]"
        return sheet in {f"{file} [{name}]" for file, name in self.attendance}

    def _follows(self, problem: Problem, violation: Violation) -> bool:
        """Whether all that it is about stands in a workbook that is missing."""
        sessions = [problem.session(sid) for sid in violation.sessions]
        people = [problem.registrants.get(person) for person in violation.registrants]
        homes = [one.kecamatan if one is not None else None for one in sessions or people]
        return bool(homes) and all(home in self.unread for home in homes)

    def cite(self, violation: Violation) -> Violation:
        """The violation with the cells where its people and sessions stand, first those of the
        people: of those who are too many in a session, whoever was added to it.
        """
        if violation.cells:
            return violation
        added = [(r, s) for s in violation.sessions for r in self.edits.added.get(s, ())]
        pairs = [(r, s) for r in violation.registrants for s in violation.sessions]
        if added and pairs and not {*added} & {*pairs}:
            pairs = added[: len(pairs)]
            violation = replace(violation, registrants=tuple(dict.fromkeys(r for r, _ in pairs)))
        if violation.registrants and not violation.sessions:
            pairs = [
                (r, s)
                for r in violation.registrants
                for s in (NO_SESSION, *self.plan.sessions_of.get(r, ()))
            ]
        seats = [self.cells[pair] for pair in pairs if pair in self.cells]
        heads = [self.heads[s][labels.DAY] for s in violation.sessions if s in self.heads]
        return replace(violation, cells=tuple(dict.fromkeys([*seats, *heads])))


def key_of(contradiction: Disagreement) -> tuple[str, str]:
    """What tells a contradiction apart from others: where it stands and what it says."""
    return (contradiction.cells[0] if contradiction.cells else "", str(contradiction.found))


@reading()
def read_rosters(scenario: Scenario, folder: Path, papers: Path | None = None) -> Reading:
    """Read the workbooks of `folder/daftar_hadir` and hold every other table of the folder against
    them. With `papers`, a folder that `okoce papers` has written, attendance sheets are read there.

    Raises `PlanFilesError` when there is no roster, a workbook cannot be read, or an attendance
    sheet no longer says which session it is.
    """
    there = workbooks_in(folder)
    found = Evidence(plan_code=plan_code(str(read_record(folder).get("plan_digest", ""))))
    others = []
    rosters = rosters_of(scenario, folder, there, found)
    printed = {} if papers is None else printed_of(scenario, rosters.keys(), papers, found)
    seated = read_seats(folder / SEATS)[0] if printed else Plan.of(())
    for name, path in rosters.items():
        sheets = read_workbook(path, name)
        listed = any(cells.name == labels.PEOPLE for cells in sheets)
        attendance = []
        for cells in map(as_ours, sheets):
            if header_row(cells) is not None:
                attendance.append(cells)
                continue
            others.append(cells)
            note_lost_header(cells, found)
            if cells.name == labels.PEOPLE or (not listed and is_people(cells)):
                read_mentors(scenario.problem, cells, found)
        if name in printed:
            attendance = [
                _laid_out(scenario, seated, cells) for cells in read_workbook(printed[name], name)
            ]
        for cells in _once(attendance, found):
            if (header := header_row(cells)) is not None:
                read_sheet(scenario, cells, header, found)
    plan = Plan.of(found.seats, found.held, found.teams, found.mentors)
    compare_other_sheets(Readback(scenario, plan, found), folder, others)
    announced = _announced(folder, found)
    if announced is not None:
        edits = edits_of(scenario.problem, announced, found)
    else:
        edits = Edits(tuple(untitled(found, Plan.of(()))))
    stale: set[tuple[str, str]] = set()
    if edits.told and announced is not None:
        # what other sheets would still say otherwise if nobody had edited
        before = replace(
            found, wrong=[], files=[], notices=[], listed=set(), sheets=dict(edits.sheets)
        )
        as_announced = replace(announced, mentors=plan.mentors)
        compare_other_sheets(Readback(scenario, as_announced, before), folder, others)
        wrong = {key_of(one) for one in before.wrong}
        stale = {key_of(one) for one in found.wrong} - wrong
    return Reading(
        *(plan, found.cells, found.heads, tuple(found.wrong), tuple(found.files)),
        unread=frozenset(found.unread),
        unknown=tuple(sorted(found.unknown)),
        aside=found.aside,
        notices=tuple(found.notices),
        attendance=frozenset(found.sheets),
        edits=edits,
        stale=frozenset(stale),
        attended=dict(found.attended),
    )


def _laid_out(scenario: Scenario, plan: Plan, cells: Cells) -> Cells:
    """A sheet among papers laid out as ours: by the names of its places, or by its code where it
    has lost them.
    """
    ours = as_ours(cells)
    header = header_row(ours)
    if header is not None and code_of(ours, header)[0] < header:
        return ours
    return by_code(scenario.problem, plan, cells)


def _once(sheets: Iterable[Cells], found: Evidence) -> list[Cells]:
    """The sheets without those that say the very same as one before: a copy within the workbook."""
    kept: list[Cells] = []
    for cells in sheets:
        original = next((one for one in kept if one.rows == cells.rows), None)
        if original is None:
            kept.append(cells)
        else:
            words = SAME_SHEET.fill(file=cells.file, copy=cells.name, name=original.name)
            found.notices.append(words)
    return kept


def _announced(folder: Path, found: Evidence) -> Plan | None:
    """The plan as it was written, from the table of seats; None where that has been edited too, or
    a workbook is missing.
    """
    path = folder / SEATS
    digests = {entry["name"]: entry.get("sha256") for entry in read_record(folder)["files"]}
    if found.unread or digest_of(path.read_bytes()) != digests.get(SEATS):
        return None
    return read_seats(path)[0]


SAME_SHEET = Words(
    "{file}: lembar {copy} sama dengan lembar {name} dan tidak dibaca.",
    "{file}: the sheet {copy} is the same as the sheet {name} and was not read.",
)
