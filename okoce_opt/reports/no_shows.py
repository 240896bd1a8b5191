"""What the planner's list of sessions says where not everyone who is invited comes."""

from __future__ import annotations

from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports import layout

TITLES, WIDTHS = ["Boleh diundang", "Diperkirakan datang", layout.RESERVED], [70, 85, 65]


def expected_cells(problem: Problem, session: Session, people: int) -> list[object]:
    """One session's cells under `TITLES`: people that may be invited, that are expected to come,
    and seats kept for later.
    """
    if problem.activities[session.activity].reserve_for:
        return ["", "", session.seats]
    turnout = turnout_of(session.activity, session.kecamatan, problem.turnouts)
    come = people if turnout is None else (people * turnout.per_thousand + 500) // 1000
    return [session.seats, come, ""]
