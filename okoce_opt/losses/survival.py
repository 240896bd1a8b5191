"""Does a plan survive a loss? Yes, where a plan made anew from it is verified; no, where that is
proved; else nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from okoce_opt.counting import count
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.losses.loss import Loss
from okoce_opt.losses.repair import repaired
from okoce_opt.model.sharing.linking import find_groups
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.plan_files.announced import find_missing_seats
from okoce_opt.reasons.court import SOME, Court
from okoce_opt.reasons.needs import SeatsFor
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import verify

SURVIVES, BREAKS, OPEN = "survives", "breaks", "unsettled"
UNTOUCHED, REPLANNED, COUNTED, SOLVED = "untouched", "replanned", "counted", "solved"

_SOLVED = Words(
    "sudah dicari dengan dua cara, dan terbukti tidak ada rencana",
    "looked for in two ways, and proved that there is no plan",
)


@dataclass(frozen=True)
class Survival:
    """What became of a plan: `status`, `how` it is known, `where` (kecamatan codes) it breaks or is
    not settled, `why`, and the plan that shows that it survives.
    """

    status: str
    how: str = ""
    where: tuple[str, ...] = ()
    why: Words = field(default_factory=lambda: Words("", ""))
    plan: Plan | None = field(default=None, repr=False, compare=False)


def seated_rules(problem: Problem, rules: Sequence[Rule], plan: Plan) -> list[Rule]:
    """The rules, and that whoever has a seat in the plan has one again."""
    if any(rule.seats_everyone for rule in rules):
        return list(rules)
    missing = find_missing_seats(problem, plan)
    if not missing:
        return [*rules, *(rule() for rule in RULE_BOOK if rule.seats_everyone)]
    persons: dict[tuple[str, str], set[str]] = {}
    for registrant in problem.registrants.values():
        for activity in problem.needed(registrant):
            having = persons.setdefault((registrant.kecamatan, activity.id), set())
            if (registrant.id, activity.id) not in missing:
                having.add(registrant.id)
    needs = {need: frozenset(those) for need, those in persons.items() if those}
    return [*rules, SeatsFor(frozenset(needs), needs)]


def _as_it_is(problem: Problem) -> Problem:
    return problem


@dataclass
class Judge:
    """Whether `plan`, which keeps `rules` on `problem`, can be made anew once something is lost.

    Only kecamatan that lose a session are planned again, each by itself as far as they share no
    people; the others keep their seats. `problem` has all its candidates, and `again` puts what has
    happened of the plan into a problem made of it.
    """

    problem: Problem
    rules: Sequence[Rule]
    plan: Plan
    court: Court = field(default_factory=Court)
    again: Callable[[Problem], Problem] = _as_it_is

    @cached_property
    def apart(self) -> bool:
        """Whether kecamatan can be planned apart: nothing is held for the whole city."""
        return not self.problem.sessions_in[""]

    def survives(self, loss: Loss) -> Survival:
        """What becomes of the plan when this is lost."""
        after, lost = self.without(loss)
        return self.replanned(after, lost)

    def without(self, loss: Loss) -> tuple[Problem, frozenset[SessionId]]:
        """The problem once this is lost, and the sessions of the plan that are lost with it."""
        after, lost = loss.after(self.problem, self.plan)
        return self.again(after), lost

    def replanned(self, after: Problem, lost: Collection[SessionId]) -> Survival:
        """What becomes of the plan on the problem `after`, of which these sessions are lost."""
        if not lost and not verify(after, self.rules, self.plan):
            return Survival(SURVIVES, UNTOUCHED, plan=self.plan)
        homes = {s.kecamatan for sid in lost if (s := self.problem.session(sid)) is not None}
        return self.planned_again(after, homes or set(after.kecamatan))

    def planned_again(self, after: Problem, homes: Collection[str]) -> Survival:
        """What becomes of the plan where these kecamatan must be planned again."""
        whole = tuple(sorted(after.kecamatan))
        groups = find_groups(after) if self.apart else [whole]
        made: dict[tuple[str, ...], Plan] = {}
        unsettled: list[str] = []
        for codes in sorted(codes for codes in groups if {*homes} & {*codes} or "" in homes):
            found = self.planned(after, codes)
            if found.status == BREAKS:
                return found
            if found.plan is None:
                unsettled += codes
            else:
                made[codes] = found.plan
        if unsettled:
            return Survival(OPEN, where=tuple(unsettled))
        plan = self._joined(made)
        if not verify(after, self.rules, plan):
            return Survival(SURVIVES, REPLANNED, plan=plan)
        # what kecamatan share (teams, days on which so many may meet) was not looked at so far
        return self.planned(after, whole) if [*made] != [whole] else Survival(OPEN, where=whole)

    def planned(self, after: Problem, codes: tuple[str, ...]) -> Survival:
        """Whether these kecamatan alone can be planned; no plan of the whole then exists either."""
        part = after if len(codes) == len(after.kecamatan) else narrowed(after, codes)
        hard = [shortfall for shortfall in count(part, self.rules) if shortfall.hard]
        if hard:
            homes = tuple(sorted({s.kecamatan for s in hard if s.kecamatan})) or codes
            return Survival(BREAKS, COUNTED, homes, hard[0].words)
        # of a few people a search knows as soon
        if len(part.registrants) >= SOME:
            near = repaired(part, self.rules, self.plan, Effort(self.court.deterministic))
            if near is not None:
                return Survival(SURVIVES, REPLANNED, codes, plan=near)
        self.court.plan = None
        answer = self.court.is_solved(part, self.rules)
        if answer is False:
            return Survival(BREAKS, SOLVED, codes, _SOLVED)
        if answer is None:
            return Survival(OPEN, where=codes)
        return Survival(SURVIVES, REPLANNED, codes, plan=self.court.plan)

    def _joined(self, made: Mapping[tuple[str, ...], Plan]) -> Plan:
        """The plan, in which these kecamatan have another."""
        again = {code for codes in made for code in codes}
        if len(again) == len(self.problem.kecamatan) and len(made) == 1:
            return next(iter(made.values()))
        old, homes = self.plan, self.problem.registrants

        def stays(sid: SessionId) -> bool:
            session = self.problem.session(sid)
            return session is None or session.kecamatan not in again

        seats = {seat for seat in old.seats if homes[seat[0]].kecamatan not in again}
        held = {sid for sid in old.held if stays(sid)}
        teams = {sid: team for sid, team in old.teams.items() if sid in held}
        mentors: dict[PersonId, str] = {
            person: one
            for person, one in old.mentors.items()
            if homes[person].kecamatan not in again
        }
        for plan in made.values():
            seats |= plan.seats
            held |= plan.held
            teams |= plan.teams
            mentors |= plan.mentors
        return Plan.of(seats, held, teams, mentors)
