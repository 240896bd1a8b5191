"""Rows that follow from the rules' rows for whole numbers, not for fractions: they bring the relaxation nearer to the truth.

No plan that keeps the rules breaks one, so a model with them has the same plans and a better bound.
"""

from __future__ import annotations

from okoce_opt.domain.problem import Problem
from okoce_opt.model.columns import Columns
from okoce_opt.rows import Terms, times

SESSION_CUT = "session_cut"


def session_cuts(problem: Problem, columns: Columns) -> None:
    """n people in rooms of S take ceil(n / S) whole sessions; the last of them is not had for a part of its price.

    For each kecamatan and activity attended once: let X people of the kecamatan sit in Y of its own
    sessions to come, n of them at most, S the largest such session, c = ceil(n / S), r = n - S (c - 1). Then

        X <= n - r (c - Y).

    Proof. Y >= c: the right side is n or more. Y = c - j with j >= 1: X <= S Y = n - r - S (j - 1)
    <= n - r j, since S >= r. (A mixed-integer rounding of X <= n and X <= S Y: Nemhauser and Wolsey, 1990.)
    """
    for code in problem.kecamatan:
        for activity in problem.activities.values():
            sessions = [
                s
                for s in problem.open_to(code, activity.id)
                if s.kecamatan and s.id not in problem.settled and not columns.is_closed(s)
            ]
            if activity.times > 1 or not sessions:
                continue
            people = 0
            seats: Terms = []
            for stratum in columns.strata:
                if stratum.one.kecamatan == code and activity in problem.still_to_do(stratum.one):
                    mine = [term for session in sessions for term in columns.seats(stratum, session)]
                    seats += mine
                    people += stratum.size if mine and not problem.has_attended(stratum.one, activity.id) else 0
            largest = max(session.seats for session in sessions)
            if not people or not largest or not people % largest:
                continue
            least = -(-people // largest)
            rest = people - largest * (least - 1)
            held = [term for session in sessions for term in columns.held(session)]
            columns.require(
                [*seats, *times(-rest, held)], hi=people - rest * least, rule=SESSION_CUT, subject=f"{code}|{activity.id}"
            )
