from __future__ import annotations

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.places import Venue
from okoce_opt.rules.one_place_one_time import OnePlaceOneTime
from okoce_opt.testing import Decided, everyone_apart
from tests.hands import people, plan, sid, verdict, world

RULE = OnePlaceOneTime()
HALLS = [Venue("aula", "K1", "Aula", 60), Venue("balai", "K1", "Balai", 60)]
COURSES = [
    Activity("P", "P", parts=("sehari",)),
    Activity("Z", "Z", parts=("pagi",)),
    Activity("M", "M", parts=("siang",)),
]


def courses(**said):
    return world(activities=COURSES, venues=HALLS, parts=("pagi", "siang", "sehari"), **said)


def test_a_whole_day_and_a_half() -> None:
    """Courses of a day, a morning or an afternoon; the head's sheet could not stop a whole day and
    a half.
    """
    z_and_m = plan({sid("P", "6"): "X", sid("Z", "5", "pagi"): "X", sid("M", "5", "siang"): "X"})
    assert verdict(RULE, courses(), z_and_m) == []
    p_and_z = plan(
        {sid("P", "5"): "X", sid("Z", "5", "pagi", "balai"): "X", sid("M", "6", "siang"): "X"}
    )
    assert verdict(RULE, courses(), p_and_z) == [
        "X is in two sessions at the same time: P|aula|2026-01-05|sehari and "
        "Z|balai|2026-01-05|pagi."
    ]
    assert [v.registrants for v in RULE.verify(courses(), p_and_z)] == [("X",)]


def test_one_hall() -> None:
    """A morning and an afternoon may follow each other; a whole day excludes both."""
    two = courses(registrants=people("X", "Y"))
    assert verdict(RULE, two, plan({sid("Z", "5", "pagi"): "X", sid("M", "5", "siang"): "Y"})) == []
    clash = plan({sid("P", "5"): "X", sid("M", "5", "siang"): "Y"})
    assert verdict(RULE, two, clash) == [
        "aula is in two sessions at the same time: M|aula|2026-01-05|siang and "
        "P|aula|2026-01-05|sehari."
    ]


def test_a_class_of_two_days_takes_both() -> None:
    long = world(
        activities=[Activity("P", "P", days=2), Activity("Z", "Z")], registrants=people("X", "Y")
    )
    assert len(verdict(RULE, long, plan({sid("P", "5"): "X", sid("Z", "6"): "Y"}))) == 1
    assert verdict(RULE, long, plan({sid("P", "5"): "X", sid("Z", "7"): "Y"})) == []


def test_when_people_are_alike() -> None:
    """No order and one kind of day: counting is exact. Whole days and halves mixed, or a part of an
    order: it is not.
    """
    x = people("X")[0]
    plain = [Activity(name, name) for name in "ABC"]
    assert RULE.distinguishes(world(activities=plain), x) is None
    assert RULE.distinguishes(courses(), x) == "X"
    assert RULE.distinguishes(world(activities=plain, orders=[Order("B", "A")]), x) == "X"
    assert (
        RULE.distinguishes(world(activities=plain, orders=[Order("B", "A"), Order("C", "B")]), x)
        is None
    )
    assert RULE.distinguishes(world(activities=[plain[0], Activity("L", "L", days=2)]), x) == "X"
    # mornings and afternoons never meet, so that counting stays exact; whatever is attended several
    # times keeps the person
    halves = ("pagi", "siang")
    assert RULE.distinguishes(world(activities=plain, parts=halves), x) is None
    long = [
        Activity("A", "A", days=2, parts=("pagi",)),
        Activity("B", "B", days=2, parts=("siang",)),
    ]
    assert RULE.distinguishes(world(activities=long, parts=halves), x) is None
    assert RULE.distinguishes(world(activities=[Activity("A", "A", times=2), plain[1]]), x) == "X"
    assert RULE.distinguishes(world(activities=plain[:2], orders=[Order("B", "A")]), x) is None


def test_the_rows_of_two_halls_at_once() -> None:
    """A twice, at the same time in both halls; A and an ordered B need no row of their own."""
    twice = world(
        activities=[Activity("A", "A", times=2), Activity("B", "B")],
        orders=[Order("B", "A")],
        venues=HALLS,
    )
    strata = everyone_apart(twice)
    both = {("K1/X", sid("A", "5")): 1, ("K1/X", sid("A", "5", venue="balai")): 1}
    assert not Decided(twice, [RULE], strata, both, ()).met
    ordered = world(
        activities=[Activity("A", "A"), Activity("B", "B")], orders=[Order("B", "A")], venues=HALLS
    )
    rows = Decided(ordered, [RULE], everyone_apart(ordered), {}, ()).rows
    assert {subject.split("|")[0] for _, subject in rows.row_names} == {"aula", "balai"}
    # sessions of a whole day take two half-days and get one row a day: 10 days, 2 halls
    assert len(rows.row_names) == 20
