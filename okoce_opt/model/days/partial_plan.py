"""What stands of a quick plan so far, put before the verdict of rules that cannot be asked
otherwise.

Such a rule is asked about the people of one kecamatan at a time, and how often is limited by what
it costs; what it was not asked about, `giving_up` sets right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import verify

WORTH = 20_000_000
"""Seats and sessions that may be read for it in all, so that a quick plan stays quick."""


class PartialPlan:
    """Seats and held sessions so far, by the kecamatan where people live."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self._problem = problem
        self._rules = rules
        self._seats: dict[str, list[Seat]] = {}
        self._held: set[SessionId] = set()
        self._refused: set[str] = set()
        self._known: dict[str, tuple[int, int, int]] = {}
        self._left = WORTH if rules else 0

    def seat(self, person: Registrant, session: Session) -> None:
        """The person sits in the session, which is held."""
        if self._rules:
            self._seats.setdefault(person.kecamatan, []).append((person.id, session.id))
            self._held.add(session.id)

    def refuses(self, session: Session) -> bool:
        """Whether the session was refused before; what is refused once is not asked again."""
        return session.id in self._refused

    def without_misfits(
        self, session: Session, people: Sequence[Registrant]
    ) -> Sequence[Registrant]:
        """`people` without everybody who breaks a rule in this session by themselves."""
        if self._left <= 0:
            return people
        found = self._found(session, people)
        alone = {v.registrants[0] for v in found if len(v.registrants) == 1}
        return [person for person in people if person.id not in alone] if alone else people

    def allows(self, session: Session, people: Sequence[Registrant]) -> bool:
        """Whether the session with these people breaks nothing that was not broken before."""
        if self._left <= 0:
            return True
        before = self._before(session.kecamatan)
        found = self._found(session, people)
        if len(found) <= before:
            return True
        names = {person.id for person in people}
        if not any(names & {*violation.registrants} for violation in found):
            self._refused.add(session.id)
        return False

    def _before(self, code: str) -> int:
        seats = self._of(code)
        known = self._known.get(code)
        if known is None or known[:2] != (len(seats), len(self._held)):
            known = len(seats), len(self._held), len(self._judged(seats, self._held))
            self._known[code] = known
        return known[2]

    def _found(self, session: Session, people: Iterable[Registrant]) -> list[Violation]:
        seats = [*self._of(session.kecamatan), *((person.id, session.id) for person in people)]
        return self._judged(seats, self._held | {session.id})

    def _of(self, code: str) -> Sequence[Seat]:
        """The seats of a kecamatan's people; of all of them for a session of the city."""
        if code:
            return self._seats.get(code, ())
        return [seat for seats in self._seats.values() for seat in seats]

    def _judged(self, seats: Sequence[Seat], held: set[SessionId]) -> list[Violation]:
        self._left -= len(seats) + len(held) + 1
        return verify(self._problem, self._rules, Plan.of(seats, held))
