"""Whose announced seats move only so that more people get one, and who would wait without that."""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.domain.begun import has_lost_its_team
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.may_change import cannot_stay, changing_of
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.states import Freedom
from okoce_opt.moves.forced import lost_seats
from okoce_opt.plan_files.announced import find_missing_seats


@dataclass(frozen=True, slots=True)
class Trade:
    """What a plan that moves others has beyond one that does not: the announced seats that only it
    `moved`, and the (person, activity) that only it `seated`.
    """

    moved: tuple[Seat, ...]
    seated: tuple[tuple[PersonId, str], ...]

    @property
    def people(self) -> list[PersonId]:
        """Whose seats move."""
        return sorted({person for person, _ in self.moved})

    @property
    def waiting(self) -> list[PersonId]:
        """Who would go without."""
        return sorted({person for person, _ in self.seated})

    @property
    def pays(self) -> bool:
        """Whether no more people are moved than get a seat by it."""
        return len(self.people) <= len(self.waiting)


def moved_by_choice(problem: Problem, plan: Plan) -> list[Seat]:
    """Seats that people know and that the plan gives up though their holders could have kept them,
    but for those that may change freely.
    """
    return [
        (person, sid)
        for person, sid in lost_seats(problem, plan)
        if _is_promised(problem, sid)
        and not cannot_stay(problem, problem.registrants[person], sid)
        and not has_lost_its_team(problem, problem.announced, sid)
    ]


def trade_between(problem: Problem, moving: Plan, keeping: Plan) -> Trade:
    """What `moving` has beyond `keeping`, two plans that change the same announced one."""
    moved = {*lost_seats(problem, moving)} - {*lost_seats(problem, keeping)}
    seated = find_missing_seats(problem, keeping) - find_missing_seats(problem, moving)
    promised = (seat for seat in moved if _is_promised(problem, seat[1]))
    return Trade(tuple(sorted(promised)), tuple(sorted(seated)))


def _is_promised(problem: Problem, sid: SessionId) -> bool:
    """Whether people know of the session and may rely on it."""
    freedom = changing_of(problem, sid).freedom
    return sid not in problem.announced.drafts and freedom is not Freedom.FREE
