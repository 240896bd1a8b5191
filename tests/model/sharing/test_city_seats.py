"""Seats of the city's sessions dealt out to kecamatan: never more than there are, what is left is
dealt again.
"""

from __future__ import annotations

import random
from dataclasses import replace

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.shares import Share
from okoce_opt.goals.fair_shares import FairShares
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.coarse import coarse_model, keep_middle_levels
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.bounds import joint_bounds
from okoce_opt.model.search.decomposition import search
from okoce_opt.model.search.state import WHOLE
from okoce_opt.model.sharing.city_seats import CitySeats
from okoce_opt.model.sharing.linking import skeleton
from okoce_opt.model.sharing.shared_days import DealtDays
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.verify import verify
from tests.hands import sid, world
from tests.oracle import HerePool, World, every_plan
from tests.worlds import ALWAYS_ON

EARLY, LATE = sid("B", "7", venue="kota"), sid("B", "9", venue="kota")


def city(stalls=4, least=1, people=(3, 3, 3), **said):
    """P in three kecamatan, then a bazaar in the city on the 7th and the 9th, both told to be
    held.
    """
    codes = ["K1", "K2", "K3"]
    rows = dict(
        kecamatan=[Kecamatan(code, code, "1") for code in codes],
        kelurahan=[Kelurahan(code.lower(), code, code) for code in codes],
        venues=[
            *(Venue(f"aula{code}", code, "Aula", 3) for code in codes),
            Venue("kota", "", "Alun-alun", stalls),
        ],
        activities=[
            Activity("P", "P", max_people=3),
            Activity(
                "B",
                "B",
                required=False,
                city=True,
                max_people=stalls,
                min_people=least,
                weekdays=frozenset({2, 4}),
            ),
        ],
        orders=[Order("B", "P", 1)],
        registrants=[
            Registrant(f"{code}x{n}", code, code.lower())
            for code, m in zip(codes, people, strict=True)
            for n in range(m)
        ],
        told=[(EARLY, True), (LATE, True)],
        first="5",
        last="9",
    )
    return world(**{**rows, **said})


def dealt(problem):
    return CitySeats.of(problem, skeleton(problem, ALWAYS_ON))


def test_seats_go_round_and_nobody_gets_more_than_people_who_can_come():
    """Four stalls twice among 3, 3 and 1 people: 2, 1, 1, then the one of K3 has been; K2 is
    behind, then K1.
    """
    seats = dealt(city(people=(3, 3, 1))).deal.seats
    assert [seats.get((code, EARLY), 0) for code in ("K1", "K2", "K3")] == [2, 1, 1]
    assert sum(seats[code, LATE] for code in ("K1", "K2", "K3")) == 4
    assert seats[("K3", LATE)] <= 1
    assert (
        abs(
            sum(seats[("K1", s)] for s in (EARLY, LATE))
            - sum(seats[("K2", s)] for s in (EARLY, LATE))
        )
        <= 1
    )


def test_promises_and_pins_come_first():
    promised = dealt(city(shares=[Share("B", "K3", "", 3)])).deal.seats
    assert [promised.get((code, EARLY), 0) for code in ("K1", "K2", "K3")] == [1, 0, 3]
    pinned = [
        replace(r, pins=(EARLY,)) if r.kecamatan == "K2" else r for r in city().registrants.values()
    ]
    seats = dealt(city(registrants=pinned)).deal.seats
    assert seats["K2", EARLY] == 3
    assert sum(n for (_, s), n in seats.items() if s == EARLY) == 4


def test_each_part_owes_its_share_of_the_least_number():
    dealing = dealt(city(least=3))
    least = dealing.deal.least
    assert sum(n for (_, s), n in least.items() if s == EARLY) == 3
    part = dealing.parts(DealtDays(city(least=3)), [("K1",)])[("K1",)]
    assert part.sessions[EARLY].seats == dealing.deal.seats["K1", EARLY]
    assert part.least_people(part.sessions[EARLY]) == least["K1", EARLY]
    assert part.unnarrowed.sessions[EARLY].seats == 4
    # nobody has time for P before a bazaar on the 5th: it cannot be filled by dealing
    nobody = city(
        told=[(sid("B", "5", venue="kota"), True)],
        activities=[Activity("P", "P"), Activity("B", "B", False, city=True)],
    )
    assert dealt(nobody) is None


def test_sessions_that_might_be_held_are_told():
    some = dealt(city(told=[(EARLY, True)]))
    assert some.leaves_out
    assert not dealt(city()).leaves_out
    required = city(
        activities=[
            Activity("P", "P", max_people=3),
            Activity("B", "B", city=True, weekdays=frozenset({2, 4})),
        ],
        told=[],
    )
    assert dealt(required) is None


def test_what_is_left_is_dealt_again():
    """Six stalls: two each. K1 comes with one, so one more goes to those who filled theirs; K1
    keeps what it took.
    """
    problem = city(stalls=6)
    taken = {("K1/x", EARLY): 1, ("K2/x", EARLY): 2, ("K3/x", EARLY): 2}
    found = {
        (stratum[:2],): Counts({(stratum, session): n}, (), ())
        for (stratum, session), n in taken.items()
    }
    again, hungry = dealt(problem).again(found, [])
    seats = [again.deal.seats[code, EARLY] for code in ("K1", "K2", "K3")]
    assert sorted(seats) == [1, 2, 3]
    assert seats[0] == 1
    assert "K1" not in hungry
    # a kecamatan without a plan may have some of it, and owes only what the others leave of the
    # least number
    again, hungry = dealt(city(stalls=6, least=5)).again(
        {name: found[name] for name in found if name != ("K3",)}, ["K3"]
    )
    assert hungry >= {"K3"}
    assert [again.deal.least[code, EARLY] for code in ("K1", "K2", "K3")] == [1, 2, 2]
    assert sum(again.deal.seats[code, EARLY] for code in ("K1", "K2", "K3")) <= 6


def look(world, plans):
    strata = stratify(world.instance)
    pool = HerePool()
    state = search(
        world.instance,
        strata,
        pool,
        Effort(deterministic=20),
        small=0,
    )
    best = min(map(world.values, plans))
    counts = {key: n for part in state.parts.values() for key, n in part.people.items()}
    held = tuple(sorted({s for part in state.parts.values() for s in part.held}))
    choices = {name: n for part in state.parts.values() for name, n in part.choices.items()}
    made = draw(world.problem, strata, Counts(counts, held, (), choices), "undian", world.rules)
    assert verify(world.problem, world.rules, made) == []
    values = world.values(made)
    assert values >= best
    for number, joint in enumerate(joint_bounds(world.instance, state, values, pool)):
        least = min(
            v[number]
            for v in map(world.values, plans)
            if all(v[n] <= values[n] for n in range(number))
        )
        assert joint.bound <= least, (number, joint, least)
    return WHOLE not in state.bounds, values == best


def test_split_over_the_citys_sessions_against_every_plan():
    """Two kecamatan, bazaars told to be held: plans stand, and no bound is above the best that
    keeps the levels before.
    """
    rng = random.Random("stalls")
    seen = [0, 0, 0]
    while seen[0] < 25:
        stalls = rng.choice([1, 2, 3])
        problem = city(
            stalls=stalls,
            least=min(stalls, rng.choice([1, 1, 2])),
            people=(rng.randint(0, 2), rng.randint(1, 2), 0),
            told=[(EARLY, True)] if rng.random() < 0.6 else [(EARLY, True), (LATE, True)],
            weekdays=frozenset({0, 2, 4}),
            shares=[Share("B", "K1", "", 1)] if rng.random() < 0.3 else [],
        )
        problem = narrowed(problem, ["K1", "K2"])
        levels = [
            (PricedGoal(MostPlaced()),),
            (PricedGoal(FewSessions(), 3), PricedGoal(ManyServed(), 5)),
            (PricedGoal(FairShares()),),
        ]
        if rng.random() < 0.3:
            levels[1:] = [
                (PricedGoal(ManyServed()), PricedGoal(FairShares(), 2)),
                (PricedGoal(FewSessions()),),
            ]
        those = World(problem, ALWAYS_ON, tuple(levels))
        plans = every_plan(those, 20_000)
        if not plans:
            continue
        apart, good = look(those, plans)
        seen = [seen[0] + 1, seen[1] + apart, seen[2] + good]
    assert seen[1] > 10, seen
    assert seen[2] > 10, seen


def test_a_level_that_a_calendar_does_not_see_is_not_the_last():
    """The level before it is still priced, not kept at its bound: else people were left over to
    reach it.
    """
    problem = city()
    levels = [(PricedGoal(MostPlaced()),), (PricedGoal(FewSessions()),), ()]
    model = coarse_model(Instance(problem, ALWAYS_ON, levels))
    assert keep_middle_levels(model, (0, 0, 0)) is model
