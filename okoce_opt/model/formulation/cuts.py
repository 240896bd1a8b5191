"""Rows that follow from the rules' rows for whole numbers, not for fractions: they bring the
relaxation nearer to the truth.

No plan that keeps the rules breaks one, so a model with them has the same plans and a better bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.rows.columns import Columns
from okoce_opt.rows.linear import Terms, times

SESSION_CUT, CLIQUE_CUT = "session_cut", "clique_cut"


def session_cuts(problem: Problem, columns: Columns) -> None:
    """n people in rooms of S take ceil(n / S) whole sessions; the last of them is not had for a
    part of its price.

    For each kecamatan and activity attended once: let X people of the kecamatan sit in Y of its own
    sessions to come, n of them at most, S the largest such session, c = ceil(n / S), r = n - S (c -
    1). Then

        X <= n - r (c - Y).

    Proof. Y >= c: the right side is n or more. Y = c - j with j >= 1: X <= S Y = n - r - S (j - 1)
    <= n - r j, since S >= r. (A mixed-integer rounding of X <= n and X <= S Y: Nemhauser and
    Wolsey, 1990.)
    """
    for code in problem.kecamatan:
        for activity in problem.activities.values():
            sessions = [
                s
                for s in problem.open_to(code, activity.id)
                if s.kecamatan and s.id not in problem.past.sessions and not columns.is_closed(s)
            ]
            if activity.times > 1 or not sessions:
                continue
            people = 0
            seats: Terms = []
            for stratum in columns.strata:
                if stratum.one.kecamatan == code and activity in problem.still_to_do(stratum.one):
                    mine = [
                        term for session in sessions for term in columns.seats(stratum, session)
                    ]
                    seats += mine
                    people += (
                        stratum.size
                        if mine and not problem.past.attended(stratum.one, activity.id)
                        else 0
                    )
            largest = max(session.seats for session in sessions)
            if not people or not largest or not people % largest:
                continue
            least = -(-people // largest)
            rest = people - largest * (least - 1)
            held = [term for session in sessions for term in columns.held(session)]
            columns.require(
                [*seats, *times(-rest, held)],
                hi=people - rest * least,
                rule=SESSION_CUT,
                subject=f"{code}|{activity.id}",
            )


def clique_cuts(problem: Problem, columns: Columns) -> None:
    """A flag that is up with any of several sessions is up with all of those in one venue at one
    time together.

    Where rows say z >= held(s) for each s of a set C, and at most one of C is held
    (`one_place_one_time`), then

        z >= sum of held(s) over C.

    Proof: the sum is 0, or it is held(s) = 1 of the one s that is held. (Clique lifting: Nemhauser
    and Wolsey, 1990.)
    """
    rows = columns.rows
    session_of = {column: problem.sessions[sid] for sid, column in columns.held_columns.items()}
    raised: dict[int, dict[str, Session]] = {}
    for row, (low, start, end) in enumerate(
        zip(rows.row_lo, rows.starts, rows.starts[1:], strict=False)
    ):
        if low == 0 and end - start == 2:
            one, other = rows.terms_of(row)
            for (up, flag), (down, held) in ((one, other), (other, one)):
                if (
                    (up, down) == (1, -1)
                    and held in session_of
                    and flag not in session_of
                    and rows.upper[flag] == 1
                ):
                    raised.setdefault(flag, {})[session_of[held].id] = session_of[held]
    for flag, sessions in raised.items():
        for where, those in _at_once(list(sessions.values())):
            row_terms = [
                (1, flag),
                *times(-1, [term for session in those for term in columns.held(session)]),
            ]
            columns.require(
                row_terms, lo=0, rule=CLIQUE_CUT, subject="|".join((*rows.names[flag], where))
            )


def _at_once(sessions: Sequence[Session]) -> Iterator[tuple[str, list[Session]]]:
    """Sets of several sessions in one venue that all take one half-day, each set once."""
    at: dict[tuple[str, int], list[Session]] = {}
    for session in sessions:
        for slot in sorted(session.slots):
            at.setdefault((session.venue, slot), []).append(session)
    seen: set[frozenset[str]] = set()
    for (venue, slot), those in at.items():
        names = frozenset(session.id for session in those)
        if len(those) > 1 and names not in seen:
            seen.add(names)
            yield f"{venue}|{slot}", those
