"""The best plan of a tiny world by looking at every plan there is, person by person.

It knows no strata, rows or solver: what a plan may be comes from the tables, what it is worth from
the verifier and the goals' own measures.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.alike_finish import AlikeFinish
from okoce_opt.goals.even_attendance import EvenAttendance
from okoce_opt.goals.fair_shares import FairShares
from okoce_opt.goals.few_days import FewDays
from okoce_opt.goals.few_mentors import FewMentors
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import Goal, Level, PricedGoal
from okoce_opt.goals.keep_mentors import KeepMentors
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.kelurahan_share import KelurahanShare
from okoce_opt.goals.longest_waiting import LongestWaiting
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.preferred_days import PreferredDays
from okoce_opt.goals.soft_days import SoftDays
from okoce_opt.goals.travel import Travel
from okoce_opt.goals.venue_rent import VenueRent
from okoce_opt.instance import Instance
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.rule import Rule
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, stands, verify
from tests.worlds import ALWAYS_ON, MONDAY, aside, random_plan, rule_of, small_problem

OPTIONAL = (
    "turns",
    "deadline",
    "simultaneous_phase",
    "every_kelurahan_present",
    "make_up",
    "mentors",
)
ALONE = (
    "own_kecamatan",
    "own_kelurahan",
    "available_days",
    "everyone_once",
    "everyone_placed",
    "activity_order",
)
"""Rules that a person's own seats keep or break, whatever the others do."""
BY_TEAMS = ("teams", "team_days")
"""Rules that ask who comes to teach; no other rule looks at the teams of a plan."""
ONE_PERSON = 5_000
"""Sets of sessions of one person that are looked at."""


@dataclass(frozen=True)
class World:
    """A problem with the rules and levels that judge it."""

    problem: Problem
    rules: tuple[Rule, ...]
    levels: tuple[Level, ...]

    @property
    def instance(self) -> Instance:
        return Instance(self.problem, self.rules, self.levels)

    @property
    def scenario(self) -> Scenario:
        """The world as a scenario of its own."""
        return Scenario(
            *("dunia", Path("dunia"), "", ""),
            *(self.problem, self.rules, self.levels, "undian", "d" * 64),
        )

    @property
    def goals(self):
        return list(self.instance.goals)

    def values(self, plan: Plan) -> tuple[int, ...]:
        """The levels' values of a plan, measured."""
        measured = measures(self.problem, self.goals, plan)
        return tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in self.levels)


def random_world(rng: random.Random, people: int = 4, *, wide: bool = False) -> World:
    """A world without complaints; everyone is to be placed, or as many as can be. In a `wide` one
    there may be limits of days and of changes, and more goals, all else being the same.
    """
    while True:
        problem = small_problem(rng, people=people, plain=rng.random() < 0.8)
        kinds = [kind for kind in OPTIONAL if rng.random() < 0.35]
        if not any(activity.reserve_for for activity in problem.activities.values()):
            kinds = [kind for kind in kinds if kind != "make_up"]
        everyone = any(o.max_gap_days is not None for o in problem.orders) or rng.random() < 0.3
        if rng.random() < 0.3 and not problem.announced.seats:
            problem = replace(
                problem,
                announced=replace(problem.announced, seats=random_plan(rng, problem, (), 0).seats),
            )
        rules = [
            *ALWAYS_ON,
            *(rule_of(kind, rng) for kind in kinds),
            *([EveryonePlaced()] if everyone else []),
        ]
        if problem.shares and (dice := aside(rng)).random() < 0.6:
            rules.append(rule_of("quota", dice))
        # dice of its own, so that all else is as it would be without
        other = aside(rng)
        more = _also(problem) if wide else ()
        rules += [rule_of(kind, other) for kind in more if other.random() < 0.12]
        order = [
            "open_days",
            "turns",
            "deadline",
            "own_kecamatan",
            "own_kelurahan",
            "available_days",
            "pinned",
        ]
        rules.sort(key=lambda rule: order.index(rule.kind) if rule.kind in order else len(order))
        goals = [
            FinishEarly(rng.random() < 0.5),
            FewSessions(),
            KelurahanShare(),
            PreferredDays(),
            EvenAttendance(),
            SoftDays(),
        ]
        goals += [
            ManyServed(),
            VenueRent(),
            Travel(),
            FairShares(rng.choice(["kecamatan", "kelurahan"])),
            AlikeFinish(),
        ]
        chosen = rng.sample(goals, rng.randint(1, 3)) + (
            [FewMentors()] if "mentors" in kinds else []
        )
        levels: list[Level] = [] if everyone else [(PricedGoal(MostPlaced()),)]
        if problem.announced.seats and rng.random() < 0.7:
            levels.append((PricedGoal(KeepThePlan()),))
        if "mentors" in kinds and problem.announced.mentors:
            levels.append((PricedGoal(KeepMentors()),))
        while chosen:
            size = rng.randint(1, len(chosen))
            levels.append(tuple(PricedGoal(goal, rng.choice([1, 2, 5])) for goal in chosen[:size]))
            chosen = chosen[size:]
        world = World(problem, tuple(rules), tuple(levels))
        world = replace(world, levels=_with_more(world.levels, other)) if wide else world
        judges = [*world.rules, *world.goals]
        if not any(complaint for judge in judges for complaint in judge.validate(problem)):
            return world


def _also(problem: Problem) -> Iterator[str]:
    """Rules that make sense in this world besides."""
    yield "meeting_days"
    if any(activity.team for activity in problem.activities.values()):
        yield "team_days"
    if problem.announced.seats:
        yield from ("changes_per_person", "changes_in_all")


def _with_more(levels: Sequence[Level], rng: random.Random) -> tuple[Level, ...]:
    """The levels, now and then with another goal beside those of one of them or on its own."""
    more: list[Goal] = [goal for goal in (FewDays(), LongestWaiting()) if rng.random() < 0.15]
    made = list(levels)
    for goal in more:
        at = rng.randint(1, len(made)) if made else 0
        level = (PricedGoal(goal, rng.choice([1, 2, 5])),)
        if at < len(made) and rng.random() < 0.5:
            made[at] = (*made[at], *level)
        else:
            made.insert(at, level)
    return tuple(made)


def crowded(world: World) -> World:
    """The world with one kecamatan a day and no turns, so that its kecamatan share their days and
    little else.
    """
    rules = [rule for rule in world.rules if rule.kind not in ("turns", "simultaneous_phase")]
    return replace(world, rules=(*rules, SimultaneousPhase(1)))


def moved_house(world: World, rng: random.Random) -> World | None:
    """The world some days on: people keep a seat they had, some of them in a kecamatan they have
    left; None if nobody has.
    """
    problem = world.problem
    today = MONDAY + timedelta(rng.choice([1, 2, 3]))
    people, told = dict(problem.registrants), dict(problem.told)
    for person in problem.registrants.values():
        todo = {activity.id for activity in problem.still_to_do(person)}
        past = [
            s
            for s in problem.sessions.values()
            if s.kecamatan and s.first_day < today and s.activity in todo
        ]
        past = [s for s in past if s.kecamatan != person.kecamatan or rng.random() < 0.3]
        if past and rng.random() < 0.4:
            session = rng.choice(past)
            people[person.id] = replace(person, pins=tuple(sorted({*person.pins, session.id})))
            told[session.id] = True
    seats = {(person.id, pin) for person in people.values() for pin in person.pins}
    later = replace(
        problem,
        registrants=people,
        told=dict(sorted(told.items())),
        today=today,
        announced=replace(problem.announced, seats=problem.announced.seats | seats),
    )
    afar = any(
        later.sessions[pin].kecamatan != r.kecamatan for r in people.values() for pin in r.pins
    )
    complaints = [c for judge in (*world.rules, *world.goals) for c in judge.validate(later)]
    return replace(world, problem=later) if afar and not complaints else None


def every_plan(world: World, most: int) -> list[Plan] | None:
    """All plans that keep every rule; None when there are more than `most` to look at, or too many
    for one person.
    """
    problem = world.problem
    alone = [rule for rule in world.rules if rule.kind in (*ALONE, "one_place_one_time")]
    choices: list[list[tuple[tuple[str, str], ...]]] = []
    size = 1
    for person in problem.registrants.values():
        sessions = {
            *(
                s.id
                for a in problem.activities.values()
                for s in problem.open_to(person.kecamatan, a.id)
            ),
            *person.pins,
        }
        per_activity = []
        for activity in problem.activities.values():
            own = sorted(sid for sid in sessions if sid.split("|")[0] == activity.id)
            most_times = min(activity.times, len(own))
            per_activity.append(
                [c for n in range(most_times + 1) for c in itertools.combinations(own, n)]
            )
        if math.prod(map(len, per_activity)) > ONE_PERSON:
            return None
        lonely = replace(problem, registrants={person.id: person})
        mine = []
        for parts in itertools.product(*per_activity):
            seats = tuple((person.id, sid) for part in parts for sid in part)
            if keeps_all(lonely, alone, Plan.of(seats)):
                mine.append(seats)
        choices.append(mine)
        size *= max(1, len(mine))
        if size > most:
            return None
    told = {sid for sid, held in problem.told.items() if held}
    reserves = [
        s.id for s in problem.sessions.values() if problem.activities[s.activity].reserve_for
    ]
    if size * 2 ** len(reserves) > most:
        return None
    judging = [rule for rule in world.rules if rule.kind != "mentors"]
    of_teams = [rule for rule in judging if rule.kind in BY_TEAMS]
    # what everyone keeps alone all keep together, so it is asked of each once
    others = [rule for rule in judging if rule.kind not in (*ALONE, *BY_TEAMS)]
    mentored = every_mentoring(world)
    plans = []
    for *seats, empty in itertools.product(*choices, every_subset(reserves)):
        taken = [seat for mine in seats for seat in mine]
        held = {sid for _, sid in taken} | told | empty
        if not keeps_all(problem, others, Plan(frozenset(taken), frozenset(held), NOBODY_YET)):
            continue
        served = with_teams(problem, Plan.of(taken, held))
        for plan in itertools.islice((p for p in served if keeps_all(problem, of_teams, p)), 1):
            assert not verify(problem, judging, plan)
            plans += [replace(plan, mentors=mentors) for mentors in mentored]
    return plans


class _NobodyYet(Mapping[SessionId, str]):
    """The teams of a plan before any are chosen: whoever looks at them is told that they cannot."""

    def __getitem__(self, session: SessionId) -> str:
        raise AssertionError(f"BY_TEAMS lacks a rule that asks for the team of {session}")

    def __iter__(self) -> Iterator[SessionId]:
        raise AssertionError("BY_TEAMS lacks a rule that looks at teams")

    def __len__(self) -> int:
        raise AssertionError("BY_TEAMS lacks a rule that counts teams")


NOBODY_YET = _NobodyYet()


def keeps_all(problem: Problem, rules: list[Rule], plan: Plan) -> bool:
    """Whether the plan breaks no rule; the rule that it breaks is asked first next time (the list
    is put in another order): most of the thousands of plans break the same few.
    """
    for number, rule in enumerate(rules):
        if not stands(problem, [rule], plan):
            rules.insert(0, rules.pop(number))
            return False
    return True


def every_subset(ids):
    """Every set of these sessions."""
    return [set(chosen) for n in range(len(ids) + 1) for chosen in itertools.combinations(ids, n)]


def every_mentoring(world: World) -> list[dict[str, str]]:
    """Everyone's mentors in every way that keeps the rule, one for each value of the goals that
    look at them.
    """
    rules = [rule for rule in world.rules if rule.kind == "mentors"]
    goals = [goal for goal in world.goals if goal.kind in ("few_mentors", "keep_mentors")]
    if not rules:
        return [{}]
    names, people = list(world.problem.teams), list(world.problem.registrants)
    found: dict[tuple[int, ...], dict[str, str]] = {}
    for chosen in itertools.product(
        [name for name in names if name.startswith("M")], repeat=len(people)
    ):
        plan = Plan.of((), mentors=dict(zip(people, chosen, strict=True)))
        if not verify(world.problem, rules, plan):
            found.setdefault(
                tuple(measures(world.problem, goals, plan).values()), dict(plan.mentors)
            )
    return list(found.values())


def with_teams(problem: Problem, plan: Plan) -> Iterator[Plan]:
    """The plan with every choice of teams for the sessions that need one; whichever it is, the plan
    is worth the same.
    """
    needy = [sid for sid in sorted(plan.held) if problem.activities[sid.split("|")[0]].team]
    for chosen in itertools.product([t for t in problem.teams if t[0] == "T"], repeat=len(needy)):
        yield replace(plan, teams=dict(zip(needy, chosen, strict=True)))


class HerePool:
    """A pool that carries tasks out at once, here."""

    stopped = False

    def __init__(self, *_, **__):
        self.on_progress = lambda value: None

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_result(fn(*args, **kwargs))
        return future

    def shutdown(self):
        """Nothing runs here once `submit` has returned."""
