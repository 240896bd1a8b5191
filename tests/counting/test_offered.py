"""People who could come to a bazaar, and stalls: by hand, and never more people without than must
be.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

from okoce_opt.counting import Ground
from okoce_opt.counting.offered import describe_offers, find_offers
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Printed
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.restoring import restore_held
from okoce_opt.domain.shares import Share
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.rows.columns import Columns
from okoce_opt.rules.quota import Quota
from okoce_opt.testing import everyone_apart
from tests.counting.tiny import reserves, stands, tiny_world, ways
from tests.hands import day, people, plan, sid, world


def test_by_hand() -> None:
    """Four of K1 and one of K2; Y never has time for P before, Z has no day. Three stalls in K1,
    two in the city.
    """
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")],
        venues=[
            Venue("aula", "K1", "Aula", 60, frozenset({0}), activities=frozenset({"P"})),
            Venue("tenda", "K1", "Tenda", 3, frozenset({1}), activities=frozenset({"B"})),
            Venue("gedung", "K2", "Gedung", 60, frozenset({0})),
            Venue("kota", "", "Alun-alun", 2, frozenset({1})),
        ],
        activities=[
            Activity("P", "P", max_people=60),
            Activity("B", "Bazar", required=False, everywhere=True, max_people=9),
        ],
        orders=[Order("B", "P", 1)],
        registrants=[
            *people("X", "W"),
            *people("Y", weekdays=frozenset({1})),
            *people("Z", weekdays=frozenset({4})),
            Registrant("V", "K2", "c"),
        ],
        first="5",
        last="9",
    )
    (offer,) = find_offers(Ground.of(problem, []))
    assert (offer.meant, offer.away, offer.late, offer.people) == (5, 1, 1, 3)
    assert (offer.seats, offer.sessions, offer.without) == (5, 2, 2)
    assert [words.en for words in describe_offers(Ground.of(problem, []))] == [
        "Bazar (offered) for 5 people (1 cannot on its days, by their column hari or obstacles, 1 "
        "cannot finish in time "
        "what comes before); there are at most 5 seats, in 2 sessions, so at least 2 people get "
        "none."
    ]
    small = replace(
        problem, sessions={sid: s for sid, s in problem.sessions.items() if s.venue != "tenda"}
    )
    assert find_offers(Ground.of(small, []))[0].without == 3
    assert describe_offers(Ground.of(small, []))[0].en.endswith("so at least 3 people get none.")


def test_no_more_are_without_than_must_be() -> None:
    worlds = told = 0
    for seed in range(900):
        problem, rules = tiny_world(seed)
        found = [offer for offer in find_offers(Ground.of(problem, rules)) if offer.people]
        everybody = list(problem.registrants.values())
        each = [ways(problem, person) for person in everybody] if found else []
        if not found or math.prod(map(len, each)) * 2 ** len(reserves(problem)) > 1_500:
            continue
        for chosen in itertools.product(*each):
            if stands(problem, rules, everybody, chosen):
                worlds += 1
                for offer in found:
                    could = sum(
                        problem.activities[offer.activity] in problem.still_to_do(person)
                        and not problem.past.attended(person, offer.activity)
                        for person in everybody
                    )
                    served = sum(offer.activity in {s.activity for s in taken} for taken in chosen)
                    assert offer.meant == could, (seed, offer)
                    assert served <= offer.meant - offer.without, (seed, offer)
                    told += served < could
    assert worlds > 200
    assert told > 50


def test_no_more_can_come_than_quotas_let() -> None:
    """Three of kelurahan a, two of b; the quota of a is one, that of the kecamatan two."""
    problem = world(
        registrants=[*people("U", "V", "W"), *people("X", "Y", kelurahan="b")],
        activities=[Activity("P", "Bazar", required=False, max_people=60)],
        shares=[Share("P", "K1", "a", 1)],
    )
    assert [offer.without for offer in find_offers(Ground.of(problem, []))] == [0]
    assert [offer.without for offer in find_offers(Ground.of(problem, [Quota()]))] == [2]
    assert describe_offers(Ground.of(problem, [Quota()]))[0].en.endswith(
        "in 10 sessions; the rules allow at most 3 people, so at least 2 people get none."
    )
    both = replace(problem, shares=(*problem.shares, Share("P", "K1", "", 2)))
    assert [offer.allowed for offer in find_offers(Ground.of(both, [Quota()]))] == [2]


def test_what_no_table_has_any_more_is_not_offered() -> None:
    """P has been held on Monday and is gone from today's tables."""
    before = world(registrants=people("X", "Y"), today=day("6"))
    monday = before.sessions[sid("P", "5")]
    today = replace(before, activities={}, sessions={}, orders=())
    problem = restore_held(today, [Printed(monday, "Aula", "Pelatihan", "08.00-15.00")])
    assert problem.activities.keys() == {"P"}
    assert describe_offers(Ground.of(problem, [])) == []
    assert ManyServed().measure(problem, plan({sid("P", "5"): "X"})) == 0
    assert not ManyServed().encode(problem, Columns(problem, everyone_apart(problem))).constant
