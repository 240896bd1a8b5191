"""Seats that a withdrawal has freed, and who may have them: people of the same kelurahan, who have
waited longest first, then in the order of the draw, each with what it comes to.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.priority import weigh_waiting
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.domain.words import Words
from okoce_opt.model.naming.draw import draw_order
from okoce_opt.moves.choices import seat_in, why_barred
from okoce_opt.moves.move import Effect, Judge, Step
from okoce_opt.scenario import Scenario
from okoce_opt.verify import verify

JUDGED = 10
"""Of those who could come so many are judged on the whole plan; the others are named."""

NOT_JUDGED = Words("belum dinilai", "not judged yet")


@dataclass(frozen=True, slots=True)
class FreeSeat:
    """A seat ahead that somebody who has left the list had, and the kelurahan they were of (empty
    where it is not known).
    """

    session: SessionId
    kelurahan: str
    left: PersonId


@dataclass(frozen=True)
class Candidate:
    """Somebody of the kelurahan who needs the activity and has no seat in it. `waited` weighs how
    long (`domain.priority`); `effect` is what the seat comes to, `why` says why they cannot have it
    (or that nobody has looked yet).
    """

    person: PersonId
    waited: int
    effect: Effect | None = None
    why: tuple[Words, ...] = ()


def free_seats(
    problem: Problem, plan: Plan, homes: Mapping[PersonId, Registrant], today: date
) -> list[FreeSeat]:
    """Seats of the plan from `today` on whose people are on the list no more, by day and session;
    `homes` are those who were on it when the plan was made.
    """
    found = []
    days = {sid: session_name(sid).first_day for _, sid in plan.seats}
    for person, session in sorted(plan.seats, key=lambda seat: (days[seat[1]], seat[1], seat[0])):
        if person not in problem.registrants and days[session] >= today:
            then = homes.get(person)
            found.append(FreeSeat(session, then.kelurahan if then is not None else "", person))
    return found


def find_candidates(
    scenario: Scenario,
    plan: Plan,
    session: SessionId,
    kelurahan: str,
    passed_over: Collection[PersonId] = (),
) -> list[Candidate]:
    """Who may have a free seat of the session, in the order in which it is offered; after them who
    cannot have it, with the reason. `plan` seats people of the list only; those `passed_over` have
    been asked already.

    A candidate is judged by what the seat adds: what the plan breaks beforehand is held against
    nobody.
    """
    problem, activity = scenario.problem, activity_of(session)
    there = problem.session(session)
    if there is None or session not in plan.held:
        return []
    waiting = [
        registrant
        for registrant in problem.registrants.values()
        if registrant.kelurahan == kelurahan
        and registrant.id not in passed_over
        and any(a.id == activity for a in problem.needed(registrant))
        and seat_in(plan, registrant.id, activity) is None
    ]
    ids = [registrant.id for registrant in waiting]
    drawn = {person: n for n, person in enumerate(draw_order(ids, scenario.draw_seed))}
    weights = {r.id: weigh_waiting(problem, r, activity) for r in waiting}
    waiting.sort(key=lambda r: (-weights[r.id], drawn[r.id]))
    judge = Judge(scenario, plan, there.kecamatan or problem.kelurahan[kelurahan].kecamatan)
    before = set(verify(problem, scenario.rules, plan))
    able: list[Candidate] = []
    unable: list[Candidate] = []
    for registrant in waiting:
        one = Candidate(registrant.id, weights[registrant.id])
        barred = why_barred(problem, plan, registrant, there)
        if barred is not None:
            unable.append(replace(one, why=(barred,)))
        elif len(able) >= JUDGED:
            unable.append(replace(one, why=(NOT_JUDGED,)))
        else:
            effect = judge.effect((Step(registrant.id, None, session),))
            broken = [v for v in effect.violations if v not in before]
            if broken:
                unable.append(replace(one, why=_said(scenario, broken)))
            else:
                able.append(replace(one, effect=effect))
    return [*able, *unable]


def _said(scenario: Scenario, broken: list[Violation]) -> tuple[Words, ...]:
    rules = {rule.kind: rule for rule in scenario.rules}
    return tuple(
        rules[one.rule].explain_named(scenario.problem, one) for one in broken if one.rule in rules
    )
