"""People counted together though a plan must know each of them: everybody takes what they can."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from okoce_opt.counting.flow import find_greatest_flow
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.places import Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import counts_of, greedy, standing
from okoce_opt.model.days.seating import match, seat_each
from okoce_opt.model.formulation.counts import Counts, choices_in
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.verify import verify
from tests.hands import people, world
from tests.worlds import ALWAYS_ON, random_plan, small_problem


def with_an_offer(seed: int, everybody: int = 30, **said: object) -> Problem:
    """P, then three days of Z, and an advice hour K that fits in anywhere: each person must be
    known, and all are alike but for weekdays.
    """
    rng = random.Random(seed)
    weekdays = [None, None, None, frozenset({0, 1, 2, 3})]
    return world(
        parts=("pagi", "siang"),
        venues=[Venue("aula", "K1", "", 6), Venue("balai", "K1", "", 6)],
        activities=[
            Activity("P", "P", max_people=6, parts=("pagi", "siang")),
            Activity("Z", "Z", max_people=6, days=3, parts=("pagi",)),
            Activity("K", "K", max_people=4, parts=("pagi", "siang"), required=False),
        ],
        orders=[Order("Z", "P", 1)],
        registrants=[
            one
            for n in range(everybody)
            for one in people(f"X{n:03d}", weekdays=rng.choice(weekdays))
        ],
        **said,
    )


@pytest.mark.parametrize("seed", range(6))
def test_whoever_is_counted_together_is_named_without_losing_a_seat(seed: int) -> None:
    """Zoo 1.2: an offer in no order made a stratum of each of 1,137 people."""
    problem = with_an_offer(seed)
    assert len(stratify(Instance(problem, ALWAYS_ON))) == 30
    loose = stratify(Instance(problem, ALWAYS_ON), loosely=True)
    assert len(loose) <= 2
    made = standing(problem, ALWAYS_ON, greedy(problem, ALWAYS_ON))
    counts = Counts(counts_of(made, loose), tuple(sorted(made.held)), ())
    named = seat_each(problem, ALWAYS_ON, loose, counts)
    assert verify(problem, ALWAYS_ON, named) == []
    assert counts_of(named, loose) == counts.people


@pytest.mark.parametrize("seed", range(6))
def test_whoever_has_a_seat_already_keeps_it(seed: int) -> None:
    """Zoo 91.12: where everyone is told apart, days on which nobody had to move moved 290 of 475
    seats, for people were named as if nobody had one.
    """
    problem = with_an_offer(seed)
    made = standing(problem, ALWAYS_ON, greedy(problem, ALWAYS_ON))
    known = replace(problem, announced=Announced.of(made.seats))
    loose = stratify(Instance(known, ALWAYS_ON), loosely=True)
    assert len(loose) < 30
    counts = Counts(counts_of(made, loose), tuple(sorted(made.held)), ())
    assert seat_each(known, ALWAYS_ON, loose, counts).seats == made.seats


@pytest.mark.parametrize("seed", range(40))
def test_in_any_world_nobody_sits_where_no_seat_was_counted(seed: int) -> None:
    rng = random.Random(seed)
    problem = small_problem(rng, people=8)
    made = standing(problem, ALWAYS_ON, random_plan(rng, problem, ALWAYS_ON, 60))
    if verify(problem, ALWAYS_ON, made):
        return
    loose = stratify(Instance(problem, ALWAYS_ON), loosely=True)
    choices = choices_in(problem, ALWAYS_ON, made)
    counts = Counts(counts_of(made, loose), tuple(sorted(made.held)), (), choices)
    named = seat_each(problem, ALWAYS_ON, loose, counts)
    assert not Counter(counts_of(named, loose)) - Counter(counts.people)
    assert verify(problem, ALWAYS_ON, named) == []


@pytest.mark.parametrize("seed", range(30))
def test_as_many_are_matched_as_can_be(seed: int) -> None:
    rng = random.Random(seed)
    room = {f"s{n}": rng.randint(0, 3) for n in range(5)}
    reach = [[sid for sid in room if rng.random() < 0.4] for _ in range(9)]
    # from whatever seats some of them have
    some = [those[:1] if rng.random() < 0.5 else [] for those in reach]
    matched = match(reach, room, match(some, room))
    assert all(sid in reach[number] for number, sid in matched.items())
    assert not Counter(matched.values()) - Counter(room)
    slots = list(room)
    without, _ = find_greatest_flow(
        [1] * len(reach), [[slots.index(sid) for sid in those] for those in reach], [*room.values()]
    )
    assert len(matched) == len(reach) - without
