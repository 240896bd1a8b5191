"""Everything in a plan's folder that says who sits where, held against the attendance sheets.

Many people told wrong in the same way make one contradiction: a changed date is one mistake, not a hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.io.seats_csv import SEATS, read_rows
from okoce_opt.reports import layout
from okoce_opt.reports.calendar_grid import CITY, CITY_NAME, Grid, people_by_day
from okoce_opt.reports.cells import Cells, read_date, read_workbook
from okoce_opt.reports.found import Found
from okoce_opt.scenario import Scenario

NOTHING = Words("tidak ada", "nothing")
NOT_LISTED = Words("tidak tercantum", "not listed")
NOT_KNOWN = Words("tidak ada di daftar pendaftar", "not on the list of registrants")


def compare_tables(scenario: Scenario, folder: Path, plan: Plan, others: Sequence[Cells], found: Found) -> None:
    """Add to `found` what the rosters' own lists, `jadwal.xlsx` and `penempatan.csv` say otherwise.

    Raises `PlanFilesError` when one of these files is missing or unreadable.
    """
    problem = scenario.problem
    files = layout.file_names(problem)
    for cells in others:
        if cells.name == layout.PEOPLE:
            mine = [r for code, name in files.items() if name == cells.file for r in (p.id for p in problem.people_of[code])]
            _people(problem, plan, cells, mine, found)
    for cells in read_workbook(folder / layout.SCHEDULE):
        if cells.name == layout.PEOPLE:
            _people(problem, plan, cells, list(problem.registrants), found)
        elif cells.name == layout.CALENDAR:
            _calendar(problem, plan, cells, found)
        elif cells.name == layout.SESSIONS:
            _sessions(plan, cells, found)
    _seats(folder / SEATS, plan, found)


def _people(problem: Problem, plan: Plan, cells: Cells, expected: Sequence[str], found: Found) -> None:
    """A table of people: each date must be the one of the sheets, and everyone must be there once."""
    header = next((r for r in range(min(len(cells.rows), 12)) if cells.text(r, 0) == layout.REGISTRANT), None)
    if header is None:
        return
    titles = {cells.text(header, c): c for c in range(len(cells.rows[header]))}
    columns = [(a, titles[title]) for a, title in layout.activity_columns(problem) if title in titles]
    known: dict[str, Session] = {s.id: s for sid in plan.people if (s := problem.session(sid)) is not None}
    groups: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    seen: set[str] = set()
    for row in range(header + 1, len(cells.rows)):
        person = cells.text(row, 0)
        if not person:
            continue
        registrant = problem.registrants.get(person)
        if registrant is None:
            found.disagree(person, person, NOT_KNOWN, cells.at(row, 0))
            continue
        seen.add(person)
        mine = [known[sid] for sid in plan.sessions_of.get(person, ()) if sid in known]
        for activity, column in columns:
            sessions = [s for s in mine if s.activity == activity.id]
            says, said = layout.seats_words(problem, registrant, activity, sessions), cells.text(row, column)
            raw = cells.raw(row, column)
            dated = len(sessions) == 1 and not isinstance(raw, str) and read_date(raw) == sessions[0].first_day
            if said != " ".join(says.split()) and not dated:
                groups.setdefault((activity.title, said, says), []).append((person, cells.at(row, column)))
    for (title, said, says), those in groups.items():
        people = tuple(person for person, _ in those)
        found.disagree(
            _subject(title, people), said or NOTHING, says, those[0][1], *_sheet_cell(plan, people[0], found), who=people
        )
    for person in expected:
        if person not in seen:
            found.disagree(
                person, NOT_LISTED, person, f"{cells.file} [{cells.name}]", *_sheet_cell(plan, person, found), who=(person,)
            )


def _subject(title: str, people: Sequence[str]) -> str:
    more = f" +{len(people) - 1}" if len(people) > 1 else ""
    return f"{people[0]}{more}, {title}"


def _sheet_cell(plan: Plan, person: str, found: Found) -> list[str]:
    """The cells of a person in the attendance sheets."""
    return [found.cells[person, sid] for sid in plan.sessions_of.get(person, ()) if (person, sid) in found.cells]


def _calendar(problem: Problem, plan: Plan, cells: Cells, found: Found) -> None:
    """The number of people of each kecamatan and day."""
    grid, people = Grid(problem), people_by_day(problem, plan)
    names = {code: k.name for code, k in problem.kecamatan.items()} | {CITY: CITY_NAME}
    for day in grid.days:
        for line in grid.lines:
            counts = people.get((line, day))
            says = str(counts.total()) if counts else ""
            row, column = grid.row(line, day), grid.column(day)
            said = cells.text(row, column)
            if said != says:
                heads = [
                    found.heads[sid][layout.DAY]
                    for sid in plan.people
                    if (s := problem.session(sid)) is not None and s.kecamatan == line and day in s.days and sid in found.heads
                ]
                subject = f"{names[line]}, {layout.short_date(day)}"
                found.disagree(subject, said or NOTHING, says or NOTHING, cells.at(row, column), *heads)


def _sessions(plan: Plan, cells: Cells, found: Found) -> None:
    """The list of sessions: the same sessions with as many people."""
    code = layout.CODE.rstrip(":")
    rows = ([cells.text(r, c) for c in range(len(cells.rows[r]))] for r in range(min(len(cells.rows), 12)))
    header, titles = next(((r, titles) for r, titles in enumerate(rows) if code in titles), (None, []))
    if header is None:
        return
    column = titles.index(layout.PEOPLE) if layout.PEOPLE in titles else len(titles)
    attendance, seen = plan.attendance(), set()
    for row in range(header + 1, len(cells.rows)):
        sid, said = cells.text(row, titles.index(code)), cells.text(row, column)
        if sid:
            seen.add(sid)
            if str(attendance.get(sid, NOTHING.id)) != said:
                heads = [found.heads[sid][layout.DAY]] if sid in found.heads else []
                found.disagree(sid, said, attendance.get(sid, NOTHING), cells.at(row, column), *heads)
    for sid in sorted(attendance.keys() - seen):
        heads = [found.heads[sid][layout.DAY]] if sid in found.heads else []
        found.disagree(sid, NOT_LISTED, attendance[sid], f"{cells.file} [{cells.name}]", *heads)


def _seats(path: Path, plan: Plan, found: Found) -> None:
    """`penempatan.csv`, seat by seat; people who differ in the same way are told together."""
    rows = {(row["registrant"], row["session"]): number for number, row in enumerate(read_rows(path), start=2)}
    extra, missing = sorted(rows.keys() - plan.seats), sorted(plan.seats - rows.keys())
    there: dict[str, list[str]] = {}
    for person, sid in extra:
        there.setdefault(person, []).append(sid)
    here: dict[str, list[str]] = {}
    for person, sid in missing:
        here.setdefault(person, []).append(sid)
    groups: dict[tuple[str, str], list[str]] = {}
    for person in sorted(there.keys() | here.keys()):
        groups.setdefault((", ".join(there.get(person, ())), ", ".join(here.get(person, ()))), []).append(person)
    for (said, says), people in groups.items():
        first = people[0]
        lines = [f"{path.name} baris {rows[first, sid]}" for sid in there.get(first, ())] or [path.name]
        sheets = [found.cells[first, sid] for sid in here.get(first, ())]
        found.disagree(_subject(path.name, people), said or NOTHING, says or NOTHING, *lines, *sheets, who=tuple(people))
