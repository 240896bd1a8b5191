"""A plan as pandas frames, for notebooks and for whoever likes to count for themselves.

Ids, places and days only: no name, NIK or phone ever comes here.
"""

from __future__ import annotations

import pandas as pd

from okoce_opt.domain.plan import Plan
from okoce_opt.scenario import Scenario


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
    )


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
        }
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
