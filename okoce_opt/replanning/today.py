"""The scenario as it is today: with what has changed, who has done what, and who missed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from okoce_opt.change import Old, announced_in, change_of
from okoce_opt.domain.attended import Attendance, days_of
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.io import OpenScenario
from okoce_opt.io.tables.records import ERASE
from okoce_opt.replanning.overlay import overlay_of
from okoce_opt.replanning.pins import without_lost_pins
from okoce_opt.replanning.rows import Change
from okoce_opt.replanning.state import Tables
from okoce_opt.scenario import Scenario, parameters

Cells = dict[str, Any]
"""Header -> what it says now."""
_MISSED = "absen_"
"""How columns begin that say when an activity was missed."""


def scenario_today(
    scenario: OpenScenario,
    old: Old,
    attendance: Attendance,
    changes: Iterable[Change],
    today: date,
    notice: int | None = None,
) -> OpenScenario:
    """The scenario with these changes, done dates and missed seats in its tables, and `hari_ini`;
    people are told `notice` days beforehand (None: as the scenario has it).

    Who finished an activity has done it on that day; who missed a seat of `old`, the plan that
    people know, needs the activity again, and is pinned nowhere that comes after it. A session
    whose sheet never came back stays as it was:
    nobody came to it and nobody missed it. Raises InputError with every complaint at once.
    """
    announced = announced_in(old)
    tables = overlay_of(changes, scenario.problem, announced.plan, today)
    gone = {row["no_peserta"] for row in tables.get("pendaftar", ()) if row.get("hapus")}
    known = replace(scenario.problem, announced=announced)
    for person, cells in _attended(known, attendance, today).items():
        if person not in gone:
            tables.setdefault("pendaftar", []).append({"no_peserta": person, **cells})
    program = {"hari_ini": today} | ({} if notice is None else {"pemberitahuan_hari": notice})
    rules = once_begun(scenario) if attendance.marks else None
    return without_lost_pins(
        lambda rows: scenario.what_if(
            name=scenario.name, program=program, rules=rules, **_joined(tables, rows)
        )
    )


def once_begun(scenario: Scenario) -> dict[str, dict[str, object]]:
    """Parameters of rules that are asked less of those who are left."""
    found = {}
    for rule in scenario.rules:
        before, after = parameters(rule), parameters(rule.once_begun())
        if differing := {name: said for name, said in after.items() if said != before[name]}:
            found[rule.kind] = differing
    return found


def with_changes(
    scenario: OpenScenario,
    plan: Plan,
    changes: Iterable[Change],
    today: date,
    *,
    push: bool = False,
    ease: bool = False,
    known: Mapping[str, str] = MappingProxyType({}),
) -> OpenScenario:
    """The scenario with these changes alone, whose people know `plan`; they were made on `today`,
    which is its `hari_ini` where a change speaks of a session that is past.
    `push` = turns that new holidays take away push the rotation on, `ease` = from now on rules are
    asked as of those who are left (`once_begun`), `known` are numbers that people had before, with
    their names (`overlay_of`).

    Raises InputError with every complaint at once.
    """
    tables = overlay_of(changes, scenario.problem, plan, today, push=push, known=known)
    rules = once_begun(scenario) if ease else None
    was = scenario.problem.today
    is_past = any(
        name.startswith(_MISSED) and cell != ERASE
        for row in tables.get("pendaftar", ())
        for name, cell in row.items()
    )
    program = {"hari_ini": today} if is_past and (was is None or was < today) else None
    return without_lost_pins(
        lambda rows: scenario.what_if(
            name=scenario.name, program=program, rules=rules, **_joined(tables, rows)
        )
    )


def _joined(tables: Tables, more: Iterable[Mapping[str, Any]]) -> Tables:
    """The tables with one row for each person, `more` of them besides."""
    people: dict[str, dict[str, Any]] = {}
    for row in (*tables.get("pendaftar", ()), *more):
        people.setdefault(row["no_peserta"], {}).update(row)
    return {**tables, "pendaftar": [*people.values()]} if people else tables


def _attended(problem: Problem, attendance: Attendance, today: date) -> dict[PersonId, Cells]:
    """Cells of people who have finished an activity, or missed their seat in it; what an earlier
    reading said otherwise is taken back.
    """
    cells: dict[PersonId, Cells] = {}
    done = {key: day for key, day in attendance.finished(problem).items() if day < today}
    for (person, activity), day in done.items():
        one = problem.registrants.get(person)
        if one is None or activity not in problem.activities:
            continue
        said: Cells = {}
        if one.done_on(activity) is None:
            said[f"selesai_{activity}"] = day
        if any(name == activity for name, _ in one.missed):
            said[f"absen_{activity}"] = ERASE
        if said:
            cells.setdefault(person, {}).update(said)
    # nobody was at a session that was called off, though its day has come and gone
    off = {sid for sid, held in problem.told.items() if not held}
    seats = problem.announced.plan.seats
    empty = {(person, sid) for person, sid in seats if sid in off}
    for person, sid in sorted(attendance.missed(problem, problem.announced.plan) | empty):
        one, days = problem.registrants.get(person), days_of(problem, sid)
        activity = activity_of(sid)
        over = days and days[0 if sid in off else -1] < today
        if one is None or (person, activity) in done or not over:
            continue
        said = {f"absen_{activity}": days[0]}
        recorded = one.done_on(activity)
        if recorded is not None and days[0] <= recorded <= days[-1]:
            said[f"selesai_{activity}"] = ERASE
        if recorded is None or len(said) > 1:
            cells.setdefault(person, {}).update(said)
    return cells


def next_scenario(
    scenario: OpenScenario,
    old: Old,
    attendance: Attendance,
    changes: Iterable[Change],
    today: date,
) -> Scenario:
    """The scenario as it is today, as a change of the plan that people know: ready to be planned.

    Raises InputError as `scenario_today` and `change_of` do.
    """
    return change_of(scenario_today(scenario, old, attendance, changes, today), old)
