"""activity_order in worlds made for it: several people of one kind, gaps both ways, long sessions,
done dates, several times.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.rules.activity_order import ActivityOrder
from okoce_opt.rules.everyone_once import EveryoneOnce
from okoce_opt.testing import Decided, counts_of, silent_namings
from okoce_opt.verify import verify
from tests.hands import day, people, world

WORLDS = int(os.environ.get("OKOCE_LAW_WORLDS", "200"))
RULES = [ActivityOrder(), EveryoneOnce()]


def gaps(rng: random.Random, *, times: bool) -> Problem:
    """P, then Z, sometimes then M, over some days of a week; 1 to 4 people who are all alike."""
    parts = rng.choice([("sehari",), ("pagi", "siang")])
    names = ["P", "Z", "M"][: rng.choice([2, 2, 3])]
    count = 1 if times else rng.randint(1, 4)
    done = (("P", day("5") - timedelta(rng.randint(1, 3))),) if rng.random() < 0.15 else ()
    orders = []
    for name, after in zip(names[1:], names, strict=False):
        least = rng.choice([0, 0, 1, 1, 2])
        orders.append(Order(name, after, least, rng.choice([None, least, least, least + 1])))
    return world(
        activities=[
            Activity(
                name,
                name,
                days=rng.choice([1, 1, 2]),
                times=rng.choice([1, 2]) if times else 1,
                fields=frozenset(rng.choice(["", "", "k"])),
            )
            for name in names
        ],
        orders=orders,
        parts=parts,
        last=str(rng.randint(7, 13 if len(parts) == 1 else 9)),
        venues=[
            Venue("aula", "K1", "Aula", 9, rng.choice([None, frozenset({0, 2, 3})])),
            Venue("balai", "K1", "Balai", 9),
        ][: rng.choice([1, 1, 2])],
        registrants=people(*(f"X{n}" for n in range(count)), done=done),
    )


def seats(rng: random.Random, problem: Problem) -> list[tuple[str, str]]:
    """Seats one after the other, each likely one that fits the person's earlier ones; then one is
    moved, sometimes.
    """
    taken: set[tuple[str, str]] = set()
    chain = ["P", "Z", "M"][: len(problem.activities)]
    for person in problem.registrants:
        for name in chain:
            for _ in range(
                rng.randint(0 if rng.random() < 0.3 else 1, problem.activities[name].times)
            ):
                options = [s.id for s in problem.open_to("K1", name)]
                fitting = [
                    sid
                    for sid in options
                    if not verify(
                        problem,
                        RULES,
                        Plan.of([*(t for t in taken if t[0] == person), (person, sid)]),
                    )
                ]
                if fitting or (options and rng.random() < 0.2):
                    taken.add((person, rng.choice(fitting or options)))
    made = sorted(taken)
    if made and rng.random() < 0.6:
        person, old = made.pop(rng.randrange(len(made)))
        made.append((person, rng.choice([s.id for s in problem.open_to("K1", old.split("|")[0])])))
    return sorted(set(made))


@pytest.mark.parametrize("times", [False, True])
def test_windows(times: bool) -> None:
    rng = random.Random(f"windows {times}")
    kept = broken = 0
    for _ in range(4 * WORLDS):
        problem = gaps(rng, times=times)
        strata = stratify(Instance(problem, RULES))
        plan = Plan.of(seats(rng, problem))
        counts = counts_of(plan, strata)
        silent = silent_namings(problem, RULES, strata, counts, plan.held, most=600)
        if silent is None:
            continue
        decided = Decided(problem, RULES, strata, counts, plan.held)
        assert decided.met == bool(silent), f"{counts} {problem.orders} {problem.activities}"
        if silent and not any(activity.fields for activity in problem.activities.values()):
            # (with a link of the chain missing, its ends could collide, which is for
            # one_place_one_time to bar)
            drawn = draw(problem, strata, Counts(counts, tuple(sorted(plan.held)), ()), "benih")
            assert not verify(problem, RULES, drawn)
        busy = len({session.split("|")[0] for _, session in counts}) > 1
        kept += busy and bool(silent)
        broken += busy and not silent
    assert min(kept, broken) >= WORLDS // 4, (kept, broken)


def test_people_told_apart_by_done_dates_only_where_it_matters() -> None:
    """Alike exactly when the same candidates come too early."""
    rng = random.Random("done")
    rule = ActivityOrder()
    for _ in range(WORLDS):
        problem = gaps(rng, times=False)
        one, other = (
            people("X", done=(("P", day("5") - timedelta(rng.randint(0, 4))),))[0] for _ in range(2)
        )
        early = []
        for person in (one, other):
            alone = replace(problem, registrants={"X": person})
            strata = stratify(Instance(alone, [rule]))
            early.append(
                [
                    s.id
                    for s in problem.open_to("K1", "Z")
                    if not Decided(alone, [rule], strata, {(strata[0].id, s.id): 1}, [s.id]).met
                ]
            )
        assert (early[0] == early[1]) == (
            rule.distinguishes(problem, one) == rule.distinguishes(problem, other)
        )
