"""Takes the plan back out of the attendance sheets, with every place that says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import reading
from okoce_opt.plan_files.record import read_record
from okoce_opt.reports.attendance.reader import header_row, read_sheet
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.other_sheets import compare_other_sheets
from okoce_opt.reports.reading.contradictions import GONE, NOT_OURS, Disagreement
from okoce_opt.reports.reading.evidence import Evidence, NotCompared
from okoce_opt.reports.reading.workbook import read_workbook
from okoce_opt.reports.sheets.people import read_mentors
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.scenario import Scenario


@dataclass(frozen=True)
class Reading:
    """What the attendance sheets say.

    `cells` maps a seat to the cell of its No. Peserta, `heads` a session to the cell of each label
    of its head, `disagreements` are all places that contradict the sheets, or a sheet itself.
    `files` are workbooks that are missing or none of this plan's; `unread` the kecamatan whose
    people are therefore on no sheet; `unknown` the columns of which the lists know nothing; `aside`
    what stands on sheets and was not compared.
    """

    plan: Plan
    cells: Mapping[Seat, str]
    heads: Mapping[str, Mapping[str, str]]
    disagreements: tuple[Disagreement, ...]
    files: tuple[Disagreement, ...] = ()
    unread: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    aside: NotCompared = field(default_factory=NotCompared)

    def all_of(self, problem: Problem, broken: Iterable[Violation]) -> tuple[Violation, ...]:
        """Files first, then broken rules with their cells, then contradictions; without what only a
        missing file brings.
        """
        rest = [*(self.cite(violation) for violation in broken), *self.disagreements]
        return (
            *self.files,
            *(violation for violation in rest if not self._follows(problem, violation)),
        )

    def _follows(self, problem: Problem, violation: Violation) -> bool:
        """Whether all that it is about stands in a workbook that is missing."""
        sessions = [problem.session(sid) for sid in violation.sessions]
        people = [problem.registrants.get(person) for person in violation.registrants]
        homes = [one.kecamatan if one is not None else None for one in sessions or people]
        return bool(homes) and all(home in self.unread for home in homes)

    def cite(self, violation: Violation) -> Violation:
        """The violation with the cells where its people and sessions stand, first those of the
        people.
        """
        pairs = [(r, s) for r in violation.registrants for s in violation.sessions]
        if violation.registrants and not violation.sessions:
            pairs = [
                (r, s)
                for r in violation.registrants
                for s in ("", *self.plan.sessions_of.get(r, ()))
            ]
        seats = [self.cells[pair] for pair in pairs if pair in self.cells]
        heads = [self.heads[s][labels.DAY] for s in violation.sessions if s in self.heads]
        return (
            violation
            if violation.cells
            else replace(violation, cells=tuple(dict.fromkeys([*seats, *heads])))
        )


@reading()
def read_rosters(scenario: Scenario, folder: Path) -> Reading:
    """Read the workbooks of `folder/daftar_hadir` and hold every other table of the folder against
    them.

    Raises `PlanFilesError` when there is no roster, a workbook cannot be read, or an attendance
    sheet no longer says which session it is.
    """
    there = {
        p.name: p
        for p in sorted((folder / labels.FOLDER).glob("*.xlsx"))
        if not p.name.startswith("~$")
    }
    if not there:
        raise PlanFilesError(
            Words(
                "Tidak ada daftar hadir di {name}.", "There are no attendance workbooks in {name}."
            ).fill(name=f"{folder.name}/{labels.FOLDER}")
        )
    found = Evidence()
    ours = {
        Path(entry["name"]).name
        for entry in read_record(folder)["files"]
        if Path(entry["name"]).parent.name == labels.FOLDER
    }
    for name in sorted(ours - there.keys()):
        found.file(f"{labels.FOLDER}/{name}", GONE)
        found.unread |= {
            code for code, file in file_names(scenario.problem).items() if file == name
        }
    for name in sorted(there.keys() - ours):
        found.file(f"{labels.FOLDER}/{name}", NOT_OURS)
    others = []
    for name in sorted(ours & there.keys()):
        for cells in read_workbook(there[name]):
            header = header_row(cells)
            if header is None:
                others.append(cells)
                if cells.name == labels.PEOPLE:
                    read_mentors(scenario.problem, cells, found)
            else:
                read_sheet(scenario, cells, header, found)
    plan = Plan.of(found.seats, found.held, found.teams, found.mentors)
    compare_other_sheets(Readback(scenario, plan, found), folder, others)
    return Reading(
        *(plan, found.cells, found.heads, tuple(found.wrong), tuple(found.files)),
        unread=frozenset(found.unread),
        unknown=tuple(sorted(found.unknown)),
        aside=found.aside,
    )
