"""A plain plan: one level after the other, each earlier one kept at what it came to."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from okoce_opt.bench.plain import cpsat, highs
from okoce_opt.bench.plain.aside import WANTING
from okoce_opt.bench.plain.bettered import bettered
from okoce_opt.bench.plain.kept import UNDERSTOOD, written
from okoce_opt.bench.plain.lines import Terms, by, value_of
from okoce_opt.bench.plain.naming import named
from okoce_opt.bench.plain.paper import Paper
from okoce_opt.bench.plain.who import World
from okoce_opt.bench.plain.wished import MEASURES, measured
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import activity_of
from okoce_opt.goals.goal import Level
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, verify

CPSAT, HIGHS = "cpsat", "highs"
SOLVERS = {CPSAT: cpsat.solve, HIGHS: highs.solve}
FIRST = 0.6
"""Part of the time that is left which a level may take while others are to come."""
WHOLE = 0.5
"""Part of a level's time for everything at once; the rest is for making it better in pieces."""


@dataclass
class PlainAnswer:
    """What is known so far: the plan, the bound of each level given what the earlier ones came to,
    and how it ended.

    `not_understood` are the kinds of rules and goals for which there are no lines: there is no plan
    then.
    """

    plan: Plan | None = None
    bounds: list[int | None] = field(default_factory=list)
    infeasible: bool = False
    not_understood: tuple[str, ...] = ()
    built: float = 0.0
    columns: int = 0


def understood(scenario: Scenario) -> tuple[str, ...]:
    """Kinds of rules and goals that are not understood."""
    rules = [rule.kind for rule in scenario.rules if rule.kind not in UNDERSTOOD]
    goals = [goal.kind for goal in scenario.goals if goal.kind not in MEASURES]
    return (*rules, *goals)


def plain_plan(
    scenario: Scenario,
    solver: str,
    seconds: float,
    workers: int,
    heard: Callable[[PlainAnswer], None] = lambda answer: None,
) -> PlainAnswer:
    """The plan that a plain model comes to in so many seconds of the wall, the making of the model
    included.
    """
    until = time.monotonic() + seconds
    answer = PlainAnswer(not_understood=understood(scenario))
    reached: list[int] = []
    aside: frozenset[str] = frozenset()
    known = _announced(scenario)
    _begin(scenario, known, answer, heard)
    for number in range(max(1, len(scenario.levels))) if not answer.not_understood else ():
        begun = time.monotonic()
        looked_at = scenario.levels[: number + 1]
        world = World(
            scenario.problem, scenario.rules, {p.goal.kind for lv in looked_at for p in lv}
        )
        paper = written(world)
        objectives = [_objective(paper, level) for level in looked_at]
        for (terms, constant), value in zip(objectives, reached, strict=False):
            paper.lines.line(terms, None, value - constant)
        answer.built += time.monotonic() - begun
        answer.columns = len(paper.lines.lower)
        if paper.lines.impossible:
            answer.infeasible = not reached
            break
        left = until - time.monotonic()
        if left <= 0:
            break
        share = left if number + 1 >= len(scenario.levels) else left * FIRST
        # where nothing is found there is nothing that a later level could make better
        most = share if reached else left
        terms, constant = objectives[-1] if objectives else ([], 0)
        hint = _hint(paper, _with_offers(answer.plan or known, known, aside - world.aside))
        aside = world.aside

        def better(values: list[int], paper: Paper = paper) -> None:
            answer.plan = named(paper, values)
            heard(answer)

        whole = share if solver == HIGHS else share * WHOLE
        begun = time.monotonic()
        solved = SOLVERS[solver](
            paper.lines, terms, hint, (whole, max(whole, most)), workers, better
        )
        left = share - (time.monotonic() - begun)
        if solved.values is not None and solver != HIGHS and left > 1 and not solved.closed(terms):
            values = bettered(paper, terms, solved.values, left, workers, better)
            solved = replace(solved, values=values)
        answer.infeasible = solved.infeasible and not reached
        if solved.values is None:
            break
        answer.plan = named(paper, solved.values)
        if objectives:
            # helping columns may stand above what they must: the plan itself says what was reached
            counted = measures(scenario.problem, [p.goal for p in looked_at[-1]], answer.plan)
            value = sum(p.price * counted[p.goal.kind] for p in looked_at[-1])
            assert value <= value_of(terms, solved.values) + constant
            reached.append(value)
            least = None if solved.bound is None else math.ceil(solved.bound - 1e-6) + constant
            # a goal's measure is never below nothing, however little a solver has proved
            answer.bounds.append(None if least is None else max(0, min(value, least)))
        heard(answer)
    return answer


def _begin(
    scenario: Scenario, known: Plan, answer: PlainAnswer, heard: Callable[[PlainAnswer], None]
) -> None:
    """Answer with what is known already, or what is settled, where that stands."""
    for plan in (known, _settled(scenario)) if not answer.not_understood else ():
        if answer.plan is None and not verify(scenario.problem, scenario.rules, plan):
            answer.plan = plan
            heard(answer)


def _announced(scenario: Scenario) -> Plan:
    """What is settled, and of the announced plan all that can still be; rules apart."""
    problem, settled = scenario.problem, _settled(scenario)
    world = World(problem, scenario.rules, WANTING)
    seats = set(settled.seats)
    for person, sid in problem.announced.seats:
        one = problem.registrants.get(person)
        if one is not None and sid in world.options_of(one).get(activity_of(sid), ()):
            seats.add((person, sid))
    held = settled.held | {sid for _, sid in seats} | (problem.announced.held & world.open.keys())
    teams = {sid: team for sid, team in problem.announced.teams.items() if sid in held}
    return Plan.of(seats, held, teams, problem.announced.mentors)


def _with_offers(plan: Plan, known: Plan, offers: Collection[str]) -> Plan:
    """The plan with the seats of another in these offers, which it had left aside."""
    seats = {(person, sid) for person, sid in known.seats if activity_of(sid) in offers}
    return replace(plan, seats=plan.seats | seats, held=plan.held | {sid for _, sid in seats})


def _settled(scenario: Scenario) -> Plan:
    """The plan that is nothing but what is settled already: pins, sessions told to be held."""
    problem = scenario.problem
    pins = [(one.id, pin) for one in problem.registrants.values() for pin in one.pins]
    told = {sid for sid, held in problem.told.items() if held} | {sid for _, sid in pins}
    return Plan.of(pins, told, problem.announced.teams)


def _objective(paper: Paper, level: Level) -> tuple[Terms, int]:
    terms, constant = Terms(), 0
    for priced in level:
        more, least = measured(paper, priced.goal)
        terms, constant = terms + by(priced.price, more), constant + priced.price * least
    return terms, constant


def _hint(paper: Paper, plan: Plan) -> dict[int, int]:
    """The decisions of a plan as values of the columns, those that are settled as they must be."""
    home = {person: number for number, group in enumerate(paper.groups) for person in group.people}
    values = dict.fromkeys(paper.seats.values(), 0)
    for person, session in plan.seats:
        if (home[person], session) in paper.seats:
            values[paper.seats[home[person], session]] += 1
    values |= {column: int(sid in plan.held) for sid, column in paper.held.items()}
    values |= {
        column: int(plan.teams.get(sid) == team) for (sid, team), column in paper.teams.items()
    }
    lines = paper.lines
    return {c: min(max(n, lines.lower[c]), lines.upper[c]) for c, n in values.items()}
