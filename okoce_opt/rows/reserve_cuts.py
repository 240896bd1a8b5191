"""Reserve sessions are held whole: rows that follow from `make_up` for whole numbers, not for
fractions (see `cuts`).
"""

from __future__ import annotations

from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.problem import Problem
from okoce_opt.rows.columns import Columns
from okoce_opt.rows.linear import times

RESERVE_CUT = "reserve_cut"


def reserve_cuts(problem: Problem, columns: Columns) -> None:
    """n people of whom q thousandths stay away take ceil(n q / 1000 S) reserve sessions of S seats.

    For each kecamatan and activity with reserves, attended once: let X people of the kecamatan sit
    in its own sessions, n of them at most, Y reserve sessions be held, S the seats of the largest.
    One reserve does for k = 1000 S / q people, so that X <= k Y. With c = ceil(n / k) and r = min(n
    - floor(k (c - 1)), floor(k)):

        X <= n - r (c - Y).

    Proof. Y >= c: the right side is n or more. Y = c - j with j >= 1: X <= floor(k (c - j)) <=
    floor(k (c - 1))
    - (j - 1) floor(k) <= n - r - (j - 1) r, since floor(a - b) <= floor(a) - floor(b). (As
      `cuts.session_cuts`.)
    """
    names = sorted({activity.reserve_for for activity in problem.activities.values()} - {""})
    for code in problem.kecamatan:
        for name in names:
            turnout = turnout_of(name, code, problem.turnouts)
            left = [s for s in problem.sessions_in[code] if not columns.is_closed(s)]
            sessions = [s for s in left if s.activity == name]
            reserves = [s for s in left if problem.activities[s.activity].reserve_for == name]
            if (
                turnout is None
                or turnout.per_thousand >= 1000
                or not reserves
                or problem.activities[name].times > 1
            ):
                continue
            absent, largest = (
                1000 - turnout.per_thousand,
                max(session.seats for session in reserves),
            )
            people = sum(
                one.size
                for one in {one.id: one for s in sessions for one in columns.sitters(s)}.values()
                if one.one.done_on(name) is None
            )
            least = -(-people * absent // (1000 * largest))
            rest = min(people - 1000 * largest * (least - 1) // absent, 1000 * largest // absent)
            if people:
                seats = [
                    term
                    for session in sessions
                    for one in columns.sitters(session)
                    if one.one.done_on(name) is None
                    for term in columns.seats(one, session)
                ]
                held = [term for session in reserves for term in columns.held(session)]
                subject = f"{code}|{name}"
                columns.require(
                    [*seats, *times(-rest, held)],
                    hi=people - rest * least,
                    rule=RESERVE_CUT,
                    subject=subject,
                )
