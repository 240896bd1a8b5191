"""`penempatan.csv` held against the attendance sheets, seat by seat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.plan_files.seats_csv import NOBODY, SeatRow, read_rows
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.contradictions import HELD, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.sheets.people import compare_mentor_of


def compare_seats(problem: Problem, path: Path, plan: Plan, found: Evidence) -> None:
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
    there: dict[PersonId, list[SessionId]] = {}
    for person, sid in extra:
        there.setdefault(person, []).append(sid)
    here: dict[PersonId, list[SessionId]] = {}
    for person, sid in missing:
        here.setdefault(person, []).append(sid)
    groups: dict[tuple[tuple[SessionId, ...], tuple[SessionId, ...]], list[PersonId]] = {}
    for person in sorted(there.keys() | here.keys()):
        groups.setdefault((tuple(there.get(person, ())), tuple(here.get(person, ()))), []).append(
            person
        )
    for (said, says), people in groups.items():
        first = people[0]
        lines = [f"{path.name} baris {rows[first, sid]}" for sid in said] or [path.name]
        sheets = [found.cells[first, sid] for sid in says]
        # whoever is on no sheet any more was on the sheet of the session that the table names
        sheets += [found.heads[sid][labels.DAY] for sid in said if not says and sid in found.heads]
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


def _nobody(name: str, table: Sequence[SeatRow], plan: Plan, found: Evidence) -> None:
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
            where = [name, *([found.heads[sid][labels.DAY]] if sid in found.heads else [])]
            found.disagree(sid, NOTHING, HELD, *where, about=name, sessions=(sid,))


def _teams(name: str, table: Sequence[SeatRow], plan: Plan, found: Evidence) -> None:
    """The team of each session, where the table says another than the sheets."""
    teams = {row.session: (number, row.team) for number, row in enumerate(table, start=2)}
    for sid, (number, said) in sorted(teams.items()):
        says = plan.teams.get(sid, "")
        if sid in found.heads and said != says:
            where = [f"{name} baris {number}", found.heads[sid][labels.DAY]]
            found.disagree(
                sid, said or NOTHING, says or NOTHING, *where, about=labels.TEAM, sessions=(sid,)
            )


def compare_mentors_of_seats(
    problem: Problem, name: str, table: Sequence[SeatRow], plan: Plan, found: Evidence
) -> None:
    """The mentors of `penempatan.csv`, once for each person of an office that could be read."""
    told: set[PersonId] = set()
    for number, row in enumerate(table, start=2):
        person = row.registrant
        home = problem.registrants[person].kecamatan if person in problem.registrants else None
        if (
            row.mentor != plan.mentors.get(person, "")
            and person not in told
            and home not in (None, *found.unread)
        ):
            told.add(person)
            compare_mentor_of(problem, plan, person, row.mentor, f"{name} baris {number}", found)
