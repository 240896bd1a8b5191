"""A plan as pandas frames, for notebooks and for whoever likes to count for themselves.

Ids, places and days only: no name, NIK or phone ever comes here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from okoce_opt.counting import Summary
from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.calendar import open_days
from okoce_opt.domain.difference import Difference
from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.reports.comparison import Comparison, readable
from okoce_opt.scenario import Scenario

CITY = Words("Tingkat kota", "City")


_TEXTS = ("session", "activity", "title", "kecamatan", "venue", "part")
"""Columns of text, which they are in a frame without rows too."""


def sessions_frame(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row for each held session, in order of time.

    Columns: `session` (id), `activity` (id), `title`, `kecamatan` (name; empty for the city's),
    `venue` (name), `first_day` and `last_day` (dates), `part`, `people`, `seats` (most people it
    may have).
    """
    problem = scenario.problem
    sessions = sorted(
        (s for sid in plan.held if (s := problem.session(sid)) is not None),
        key=lambda s: (s.starts, s.id),
    )
    people = plan.attendance()
    return pd.DataFrame(
        {
            "session": [s.id for s in sessions],
            "activity": [s.activity for s in sessions],
            "title": [problem.activities[s.activity].title for s in sessions],
            "kecamatan": [
                problem.kecamatan[s.kecamatan].name if s.kecamatan else "" for s in sessions
            ],
            "venue": [problem.venues[s.venue].name for s in sessions],
            "first_day": pd.to_datetime([s.first_day for s in sessions]),
            "last_day": pd.to_datetime([s.last_day for s in sessions]),
            "part": [s.part for s in sessions],
            "people": [people[s.id] for s in sessions],
            "seats": [s.seats for s in sessions],
        }
    ).astype({**dict.fromkeys(_TEXTS, "str"), "people": "int64", "seats": "int64"})


def seats_frame(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row for each seat, by registrant and time.

    Columns: `registrant` (id), `kecamatan` and `kelurahan` (names, where the person lives), then
    those of the session as `sessions_frame` has them, less its people, seats and kecamatan.
    """
    problem = scenario.problem
    people = [
        (rid, sid, problem.registrants[rid])
        for rid, sid in sorted(plan.seats)
        if rid in problem.registrants
    ]
    seats = pd.DataFrame(
        {
            "registrant": [rid for rid, _, _ in people],
            "session": [sid for _, sid, _ in people],
            "kecamatan": [problem.kecamatan[r.kecamatan].name for _, _, r in people],
            "kelurahan": [problem.kelurahan[r.kelurahan].name for _, _, r in people],
        },
        dtype="str",
    )
    sessions = sessions_frame(scenario, plan).drop(columns=["kecamatan", "people", "seats"])
    joined = seats.merge(sessions, on="session", how="left", validate="many_to_one")
    order = [
        "registrant",
        "kecamatan",
        "kelurahan",
        "session",
        "activity",
        "title",
        "venue",
        "first_day",
        "last_day",
        "part",
    ]
    return joined[order].sort_values(
        ["registrant", "first_day", "part"], kind="stable", ignore_index=True
    )


Meetings = Mapping[tuple[str, date], tuple[str, ...]]
"""(kecamatan code, empty for the city; day) -> activities (ids) that meet there, by time."""


def meetings(scenario: Scenario, plan: Plan) -> Meetings:
    """What meets where on which day."""
    problem = scenario.problem
    sessions = [s for sid in plan.held if (s := problem.session(sid)) is not None]
    found: dict[tuple[str, date], dict[str, None]] = {}
    for session in sorted(sessions, key=lambda s: (s.starts, s.id)):
        for day in session.days:
            found.setdefault((session.kecamatan, day), {})[session.activity] = None
    return {place: tuple(activities) for place, activities in found.items()}


def places_of(scenario: Scenario, found: Meetings) -> dict[str, str]:
    """The lines of a calendar, code -> name: kecamatan by group and name; the city last, if it has
    sessions.
    """
    offices = scenario.problem.kecamatan.values()
    rows = {k.code: k.name for k in sorted(offices, key=lambda k: (k.group, k.name, k.code))}
    return rows | ({"": str(CITY)} if any(not code for code, _ in found) else {})


def days_of(scenario: Scenario) -> list[date]:
    """The days of a calendar: those of the weekdays in use, open or closed."""
    calendar = scenario.problem.calendar
    used = calendar.weekdays | {day.weekday() for day in calendar.open_days}
    span = (calendar.first + timedelta(n) for n in range((calendar.last - calendar.first).days + 1))
    return [day for day in span if day.weekday() in used]


def calendar_frame(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row a kecamatan (by group and name; the city last, if it has sessions), one column a day.

    A cell holds the titles of the activities that meet there that day, nothing ("") where none
    does, and NA where the day is closed. Days are those of the weekdays in use.
    """
    problem, activities = scenario.problem, scenario.problem.activities
    found, ahead = meetings(scenario, plan), {*open_days(problem.calendar, problem.obstacles)}
    rows, days = places_of(scenario, found), days_of(scenario)

    def cell(code: str, day: date) -> object:
        if here := found.get((code, day)):
            return ", ".join(activities[one].title for one in here)
        return "" if day in ahead else pd.NA

    return pd.DataFrame(
        [[cell(code, day) for day in days] for code in rows],
        index=pd.Index(rows.values(), name="kecamatan"),
        columns=pd.DatetimeIndex(days, name="day"),
        dtype=object,
    )


def left_over_frame(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row for each required activity that somebody has no seat in, by registrant.

    Columns: `registrant` (id), `kecamatan` and `kelurahan` (names), `activity` (id), `title`,
    `reason` (in the language that is spoken).
    """
    problem = scenario.problem
    rows = [
        (
            one.registrant.id,
            problem.kecamatan[one.registrant.kecamatan].name,
            problem.kelurahan[one.registrant.kelurahan].name,
            one.activity.id,
            one.activity.title,
            str(one.reason),
        )
        for one in find_left_over(problem, plan, scenario.rules)
    ]
    columns = ["registrant", "kecamatan", "kelurahan", "activity", "title", "reason"]
    return pd.DataFrame(rows, columns=columns)


def goals_frame(scenario: Scenario, levels: Sequence[SettledLevel]) -> pd.DataFrame:
    """One row for each goal: `level`, `goal` (its kind), `title`, `measure` and `unit`, then of its
    level `value`, `bound` (no plan goes below it) and `gap` (a share of the value).
    """
    known = {goal.kind: goal for goal in scenario.goals}
    rows = [
        (
            *(number, kind, str(known[kind].title), measure, str(known[kind].unit)),
            *(level.value, level.bound, level.gap),
        )
        for number, level in enumerate(levels, start=1)
        for kind, measure in level.measures.items()
    ]
    columns = ["level", "goal", "title", "measure", "unit", "value", "bound", "gap"]
    return pd.DataFrame(rows, columns=columns)


def summary_frame(summary: Summary) -> pd.DataFrame:
    """One row a kecamatan, what counting says of it (`counting.summary.Figures`): `kecamatan`
    (name), `group`, `people`, `seats` and `sessions` needed, `turns` (sessions that its days hold),
    `smallest` kelurahan and its `smallest_people`.
    """
    columns = ["kecamatan", "group", "people", "seats", "sessions", "turns"]
    rows = [
        (f.name, f.group, f.people, f.seats, f.sessions, f.turns, f.smallest, f.smallest_people)
        for f in summary
    ]
    return pd.DataFrame(rows, columns=[*columns, "smallest", "smallest_people"])


def told_frame(scenario: Scenario, changed: Difference) -> pd.DataFrame:
    """One row for each person still on the list whose seats change: `registrant`, `kecamatan`
    (name), and the sessions `old` and `new` (ids, one a line) that only one of the plans gives.
    """
    problem = scenario.problem
    listed = (
        (person, problem.registrants[person], *sides)
        for person, sides in sorted(changed.moved.items())
        if person in problem.registrants
    )
    rows = [
        (person, problem.kecamatan[one.kecamatan].name, "\n".join(gone), "\n".join(come))
        for person, one, gone, come in listed
    ]
    return pd.DataFrame(rows, columns=["registrant", "kecamatan", "old", "new"])


def comparison_frame(compared: Comparison) -> pd.DataFrame:
    """The figures of two plans side by side: one row a figure (named in the language that is
    spoken), columns `old` and `new` with numbers, dates, and None where a plan has no such figure.
    """
    rows = [(str(name), _figure(old), _figure(new)) for name, old, new in compared.figures]
    frame = pd.DataFrame(rows, columns=["figure", "old", "new"], dtype=object)
    return frame.set_index("figure")


def _figure(said: str) -> object:
    return None if said == "-" else readable(said)


def beside_frame(plans: Mapping[str, Mapping[str, object]]) -> pd.DataFrame:
    """One row a plan by its name: `registrants`, `placed`, `unplaced`, `seats`, `sessions`,
    `meeting_days`, `first_day`, `last_day`, a column for each goal (its kind), and `told`.
    """
    frame = pd.DataFrame(list(plans.values()), index=pd.Index(list(plans), name="plan"))
    days = [column for column in ("first_day", "last_day") if column in frame]
    frame[days] = frame[days].apply(pd.to_datetime)
    order = [column for column in frame if column != "told"] + ["told"]
    return frame[order].convert_dtypes()


def complaints_frame(error: InputError) -> pd.DataFrame:
    """One row a mistake: `where` (file, sheet or frame), `row`, `column`, `found`, `allowed` and
    `advice`.
    """
    rows = [
        (c.file or c.table, str(c.row or ""), c.column, c.found, str(c.allowed), str(c.advice))
        for c in error.complaints
    ]
    return pd.DataFrame(rows, columns=["where", "row", "column", "found", "allowed", "advice"])
