"""Moves for one person: into a free seat, a swap, a chain of at most three people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.moves.choices import BARRED, FREE, HERE, choices, is_settled, seat_in
from okoce_opt.moves.move import Effect, Judge, Move, Step
from okoce_opt.scenario import Scenario

MOST = 6
"""Moves that are listed."""

ALIKE = 3
"""Of people who are alike in all that bars them so many are tried."""

JUDGED = 60
"""Moves of one question that the verifier reads."""

LOOKED_AT = 20_000
"""Steps of chains that are looked at."""

LONGEST = 3
"""People in one chain."""


@dataclass(frozen=True)
class Moves:
    """Moves of a person in an activity, those that cost least first; where there is none, `why`."""

    person: PersonId
    activity: str
    effects: tuple[Effect, ...]
    why: tuple[Words, ...] = ()
    whole: bool = field(default=True, repr=False)


def find_moves(
    scenario: Scenario,
    plan: Plan,
    person: PersonId,
    activity: str,
    wanted: Callable[[Session], bool] = lambda session: True,
) -> Moves:
    """Moves into the sessions that are `wanted`, each judged by the verifier on the whole plan.

    A seat that is pinned, held or past is not moved. `whole` is False where there were more to
    look at than were looked at.
    """
    problem = scenario.problem
    mine = seat_in(plan, person, activity)
    if mine is not None and is_settled(problem, person, mine):
        return Moves(person, activity, (), (_SETTLED,))
    judge = Judge(scenario, plan, problem.registrants[person].kecamatan)
    search = _Search(problem, plan, person, activity, wanted)
    found: list[Move] = []
    why: dict[Words, None] = {}
    judged = 0
    for length in range(1, LONGEST + 1):
        for move in search.chains(length) if len(found) < MOST else ():
            if len(found) >= MOST or judged >= JUDGED:
                break
            judged += 1
            broken = judge.breaks(move)
            if not broken:
                found.append(move)
            elif length == 1:
                rule = next(rule for rule in scenario.rules if rule.kind == broken[0].rule)
                why.setdefault(rule.explain_named(scenario.problem, broken[0]))
    whole = judged < JUDGED and search.left > 0
    effects = [effect for move in found if not (effect := judge.effect(move)).violations]
    effects.sort(key=lambda effect: (effect.after, len(effect.move)))
    if effects:
        return Moves(person, activity, tuple(effects[:MOST]), whole=whole)
    reasons = [*_whys(problem, plan, person, activity, wanted), *why]
    return Moves(person, activity, (), tuple(reasons) or (_NOTHING,), whole)


_SETTLED = Words(
    "kursi itu dipatok atau sudah lewat, jadi tidak dipindah",
    "that seat is pinned or past, so it is not moved",
)
_NOTHING = Words(
    "rencana ini tidak mengadakan sesi lain dari kegiatan itu, atau tidak pada hari atau di tempat "
    "yang diminta (sebabnya: okoce why dengan --date)",
    "the plan holds no other session of that activity, or not on the day or in the place asked for "
    "(why: okoce why with --date)",
)


def _whys(
    problem: Problem,
    plan: Plan,
    person: PersonId,
    activity: str,
    wanted: Callable[[Session], bool],
) -> Iterator[Words]:
    """Why each session that is wanted will not do, the same reason once."""
    found: dict[Words, int] = {}
    full = Words("penuh, dan tidak seorang pun di sana dapat bertukar", "full, and nobody can swap")
    for choice in choices(problem, plan, person, activity):
        if choice.status != HERE and wanted(choice.session):
            why = choice.why if choice.status == BARRED else full
            if choice.status != FREE:
                found[why] = found.get(why, 0) + 1
    for why, n in found.items():
        yield Words("{n} sesi: {why}", "{n} sessions: {why}").fill(n=n, why=why)


class _Search:
    """Moves that nobody's own days and seats forbid, whoever else has something against them;
    `left` steps may still be looked at.
    """

    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        person: PersonId,
        activity: str,
        wanted: Callable[[Session], bool],
    ) -> None:
        self.problem, self.plan = problem, plan
        self.person, self.activity, self.wanted = person, activity, wanted
        self.left = LOOKED_AT

    def chains(self, length: int) -> Iterator[Move]:
        """Those of so many people."""
        mine = seat_in(self.plan, self.person, self.activity)
        for choice in choices(self.problem, self.plan, self.person, self.activity):
            if choice.status in (HERE, BARRED) or not self.wanted(choice.session):
                continue
            step = Step(self.person, mine, choice.session.id)
            if choice.status == FREE and length == 1:
                yield (step,)
            elif choice.status != FREE and length > 1:
                yield from self._making_room((step,), length)

    def _making_room(self, move: Move, length: int) -> Iterator[Move]:
        """The move with somebody of the session that is entered last going elsewhere: into the
        seat that was left first, into a free one, or into that of a third.
        """
        entered, freed = move[-1].new, move[0].old
        for other in self._sitters(move):
            for choice in choices(self.problem, self.plan, other, self.activity):
                self.left -= 1
                if self.left <= 0:
                    return
                if choice.status in (HERE, BARRED):
                    continue
                longer = (*move, Step(other, entered, choice.session.id))
                open_seat = choice.status == FREE or choice.session.id == freed
                if len(longer) == length and open_seat:
                    yield longer
                elif len(longer) < length and not open_seat:
                    yield from self._making_room(longer, length)

    def _sitters(self, move: Move) -> Iterator[PersonId]:
        """Who sits in the session that is entered last and may go: of those alike, a few."""
        entered, moving = move[-1].new, {step.person for step in move}
        seen: Counter[object] = Counter()
        for other in self.plan.people.get(entered, ()):
            registrant = self.problem.registrants[other]
            kind = (
                registrant.kelurahan,
                registrant.household,
                self.problem.days_known_by(registrant),
                self.plan.sessions_of.get(other, ()),
            )
            seen[kind] += 1
            free = other not in moving and not is_settled(self.problem, other, entered)
            if free and seen[kind] <= ALIKE:
                yield other
