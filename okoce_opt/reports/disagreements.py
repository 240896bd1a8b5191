"""Everything in a plan's folder that says who sits where, held against the attendance sheets.

Many people told wrong in the same way make one contradiction: a changed date is one mistake, not a
hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.plan_files.seats_csv import NOBODY, SEATS, SeatRow, read_rows
from okoce_opt.reports import layout
from okoce_opt.reports.calendar_grid import CITY, CITY_NAME, Grid, people_by_day
from okoce_opt.reports.cells import Cells, read_date, read_workbook
from okoce_opt.reports.found import HELD, NO_TABLE, NOT_HERE, NOT_ON_THE_LIST, NOTHING, Found
from okoce_opt.reports.identities import compare_identities
from okoce_opt.reports.mentor_files import compare_mentor, compare_mentors, compare_mentors_of_seats
from okoce_opt.reports.stall_reader import compare_stalls
from okoce_opt.reports.summaries import compare_sessions, compare_summary
from okoce_opt.scenario import Scenario


def compare_tables(
    scenario: Scenario, folder: Path, plan: Plan, others: Sequence[Cells], found: Found
) -> None:
    """Add to `found` what the rosters' own lists, `jadwal.xlsx` and `penempatan.csv` say otherwise.

    Raises `PlanFilesError` when one of these files is unreadable or the last is missing.
    """
    problem = scenario.problem
    files = layout.file_names(problem)
    for cells in others:
        if cells.name == layout.PEOPLE:
            mine = [
                r
                for code, name in files.items()
                if name == cells.file
                for r in (p.id for p in problem.people_of[code])
            ]
            _people(scenario, plan, cells, mine, found)
        elif cells.name == layout.SUMMARY:
            compare_summary(problem, cells, found)
    schedule = folder / layout.SCHEDULE
    if not schedule.is_file():
        found.file(layout.SCHEDULE, NO_TABLE)
    for cells in read_workbook(schedule) if schedule.is_file() else ():
        if cells.name == layout.PEOPLE:
            _people(scenario, plan, cells, list(problem.registrants), found)
        elif cells.name == layout.CALENDAR:
            _calendar(problem, plan, cells, found)
        elif cells.name == layout.SESSIONS:
            compare_sessions(problem, plan, cells, found)
    compare_stalls(scenario, folder, plan, found)
    compare_mentors(problem, folder, plan, found)
    _seats(problem, folder / SEATS, plan, found)


def _people(
    scenario: Scenario, plan: Plan, cells: Cells, expected: Sequence[str], found: Found
) -> None:
    """A table of people: each date must be the one of the sheets, and everyone must be there
    once.
    """
    problem = scenario.problem
    header = next(
        (r for r in range(min(len(cells.rows), 12)) if cells.text(r, 0) == layout.REGISTRANT), None
    )
    if header is None:
        return
    titles = {cells.text(header, c): c for c in range(len(cells.rows[header]))}
    columns = [
        (a, titles[title]) for a, title in layout.activity_columns(problem) if title in titles
    ]
    seat_words = cache(partial(layout.seat_words, problem))
    known: dict[str, Session] = {
        s.id: s for sid in plan.people if (s := problem.session(sid)) is not None
    }
    groups: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    rows: list[tuple[int, str]] = []
    for row in range(header + 1, len(cells.rows)):
        person = cells.text(row, 0)
        if not person:
            continue
        registrant = problem.registrants.get(person)
        if registrant is None:
            found.disagree(person, person, "", cells.at(row, 0), sentence=NOT_ON_THE_LIST)
            continue
        rows.append((row, person))
        if (column := titles.get(layout.MENTOR)) is not None:
            compare_mentor(
                problem, plan, person, cells.text(row, column), cells.at(row, column), found
            )
        mine = [known[sid] for sid in plan.sessions_of.get(person, ()) if sid in known]
        for activity, column in columns:
            sessions = [s for s in mine if s.activity == activity.id]
            says, said = (
                layout.seats_words(problem, registrant, activity, sessions, seat_words),
                cells.text(row, column),
            )
            raw = cells.raw(row, column)
            dated = (
                len(sessions) == 1
                and not isinstance(raw, str)
                and read_date(raw) == sessions[0].first_day
            )
            if said != " ".join(says.split()) and not dated:
                groups.setdefault((activity.title, said, says), []).append(
                    (person, cells.at(row, column))
                )
    for (title, said, says), those in groups.items():
        people = tuple(person for person, _ in those)
        where = [those[0][1], *_sheet_cell(plan, people[0], found)]
        found.disagree(people[0], said or NOTHING, says, *where, about=title, who=people)
    compare_identities(scenario, cells, header, rows, found)
    seen = {person for _, person in rows}
    for person in expected:
        if person not in seen:
            where = [f"{cells.file} [{cells.name}]", *_sheet_cell(plan, person, found)]
            found.disagree(person, "", "", *where, sentence=NOT_HERE, who=(person,))


def _sheet_cell(plan: Plan, person: str, found: Found) -> list[str]:
    """The cells of a person in the attendance sheets."""
    return [
        found.cells[person, sid]
        for sid in plan.sessions_of.get(person, ())
        if (person, sid) in found.cells
    ]


def _calendar(problem: Problem, plan: Plan, cells: Cells, found: Found) -> None:
    """The number of people of each kecamatan and day."""
    grid, people = Grid(problem), people_by_day(problem, plan)
    names = {code: k.name for code, k in problem.kecamatan.items()} | {CITY: CITY_NAME}
    for day in grid.days:
        for line in (line for line in grid.lines if line not in found.unread):
            counts = people.get((line, day))
            says = str(counts.total()) if counts else ""
            row, column = grid.row(line, day), grid.column(day)
            said = cells.text(row, column)
            if said != says:
                here = [
                    sid
                    for sid in plan.people
                    if (s := problem.session(sid)) is not None
                    and s.kecamatan == line
                    and day in s.days
                    and sid in found.heads
                ]
                where = [cells.at(row, column), *(found.heads[sid][layout.DAY] for sid in here)]
                subject = f"{names[line]}, {layout.short_date(day)}"
                found.disagree(
                    subject,
                    said or NOTHING,
                    says or NOTHING,
                    *where,
                    about=layout.PEOPLE,
                    sessions=tuple(here),
                )


def _seats(problem: Problem, path: Path, plan: Plan, found: Found) -> None:
    """`penempatan.csv`, seat by seat; people who differ in the same way are told together."""
    table = read_rows(path)
    rows = {
        (row.registrant, row.session): number
        for number, row in enumerate(table, start=2)
        if row.session
    }
    compare_mentors_of_seats(problem, path.name, table, plan, found)
    _teams(path.name, table, plan, found)
    _nobody(path.name, table, plan, found)
    rows = {seat: number for seat, number in rows.items() if seat[0] != NOBODY}
    extra, missing = sorted(rows.keys() - plan.seats), sorted(plan.seats - rows.keys())
    there: dict[str, list[str]] = {}
    for person, sid in extra:
        there.setdefault(person, []).append(sid)
    here: dict[str, list[str]] = {}
    for person, sid in missing:
        here.setdefault(person, []).append(sid)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for person in sorted(there.keys() | here.keys()):
        groups.setdefault((tuple(there.get(person, ())), tuple(here.get(person, ()))), []).append(
            person
        )
    for (said, says), people in groups.items():
        first = people[0]
        lines = [f"{path.name} baris {rows[first, sid]}" for sid in said] or [path.name]
        sheets = [found.cells[first, sid] for sid in says]
        # whoever is on no sheet any more was on the sheet of the session that the table names
        sheets += [found.heads[sid][layout.DAY] for sid in said if not says and sid in found.heads]
        found.disagree(
            first,
            said or NOTHING,
            says or NOTHING,
            *lines,
            *sheets,
            about=path.name,
            who=tuple(people),
            sessions=(*said, *says),
        )


def _nobody(name: str, table: Sequence[SeatRow], plan: Plan, found: Found) -> None:
    """Sessions held without named people: each has a sheet, and a row with nobody in it."""
    listed = {row.session for row in table}
    for number, row in enumerate(table, start=2):
        sid = row.session
        if row.registrant == NOBODY and sid not in plan.held:
            found.disagree(
                sid, HELD, NOTHING, f"{name} baris {number}", about=name, sessions=(sid,)
            )
    for sid, people in plan.people.items():
        if not people and sid not in listed:
            where = [name, *([found.heads[sid][layout.DAY]] if sid in found.heads else [])]
            found.disagree(sid, NOTHING, HELD, *where, about=name, sessions=(sid,))


def _teams(name: str, table: Sequence[SeatRow], plan: Plan, found: Found) -> None:
    """The team of each session, where the table says another than the sheets."""
    teams = {row.session: (number, row.team) for number, row in enumerate(table, start=2)}
    for sid, (number, said) in sorted(teams.items()):
        says = plan.teams.get(sid, "")
        if sid in found.heads and said != says:
            where = [f"{name} baris {number}", found.heads[sid][layout.DAY]]
            found.disagree(
                sid, said or NOTHING, says or NOTHING, *where, about=layout.TEAM, sessions=(sid,)
            )
