from __future__ import annotations

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.rules.activity_order import ActivityOrder
from okoce_opt.testing import Decided, everyone_apart
from tests.hands import day, people, plan, sid, verdict, world

RULE = ActivityOrder()
P, Z = Activity("P", "P", max_people=60), Activity("Z", "Z", max_people=60)


def saturday(gap: int, most: int | None = None, length: int = 1, **said):
    """P and Z in the summer of 2021, every day of the week in use."""
    first = Activity("P", "P", max_people=60, days=length)
    orders = [Order("Z", "P", gap, most)]
    return world(
        activities=[first, Z],
        orders=orders,
        first="2021-05-29",
        last="2021-07-10",
        weekdays=frozenset(range(7)),
        **said,
    )


def test_second_dose_28_days_after_the_first() -> None:
    """The 28th day was booked, and the hospital held it was a day too early."""
    dose = {sid("P", "2021-05-29"): "X"}
    assert verdict(RULE, saturday(28), plan({**dose, sid("Z", "2021-06-26"): "X"})) == []
    assert verdict(RULE, saturday(28), plan({**dose, sid("Z", "2021-06-25"): "X"})) == [
        "Registrant X, session Z|aula|2021-06-25|sehari: "
        "Friday, 25 June 2021, while P ends Saturday, 29 May 2021 (gap 27 < 28 days)."
    ]
    # with a greatest gap of 28 as well only one date is left
    assert verdict(RULE, saturday(28, 28), plan({**dose, sid("Z", "2021-06-26"): "X"})) == []
    assert verdict(RULE, saturday(28, 28), plan({**dose, sid("Z", "2021-06-27"): "X"})) == [
        "Registrant X, session Z|aula|2021-06-27|sehari: "
        "Sunday, 27 June 2021, while P ends Saturday, 29 May 2021 (gap 29 > 28 days)."
    ]


def test_counting_starts_at_the_last_day_of_a_class() -> None:
    """P takes 29, 30 and 31 May: 28 days later is 28 June."""
    three = {sid("P", "2021-05-29"): "X"}
    assert verdict(RULE, saturday(28, length=3), plan({**three, sid("Z", "2021-06-28"): "X"})) == []
    assert (
        "27 < 28"
        in verdict(RULE, saturday(28, length=3), plan({**three, sid("Z", "2021-06-27"): "X"}))[0]
    )


def test_across_the_end_of_february() -> None:
    """2028 has a 29 February: two days after Monday the 28th is Wednesday 1 March; in 2026 the 27th
    plus two is 1 March.
    """
    leap = world(
        activities=[P, Z], orders=[Order("Z", "P", 2)], first="2028-02-28", last="2028-03-03"
    )
    assert (
        verdict(RULE, leap, plan({sid("P", "2028-02-28"): "X", sid("Z", "2028-03-01"): "X"})) == []
    )
    assert (
        "1 < 2"
        in verdict(RULE, leap, plan({sid("P", "2028-02-28"): "X", sid("Z", "2028-02-29"): "X"}))[0]
    )
    common = world(
        activities=[P, Z], orders=[Order("Z", "P", 2)], first="2026-02-27", last="2026-03-03"
    )
    assert (
        verdict(RULE, common, plan({sid("P", "2026-02-27"): "X", sid("Z", "2026-03-02"): "X"}))
        == []
    )


def test_without_the_activity_before_it() -> None:
    both = world(activities=[P, Z], orders=[Order("Z", "P", 0)], registrants=people("X", "Y"))
    made = plan({sid("P", "5"): "Y", sid("Z", "6"): "X Y"})
    assert verdict(RULE, both, made) == [
        "Registrant X, session Z|aula|2026-01-06|sehari: without P before it."
    ]
    assert "tanpa P sebelumnya" in RULE.explain(next(iter(RULE.verify(both, made)))).id


def test_gap_0_is_a_later_part_of_the_day() -> None:
    parts = world(activities=[P, Z], orders=[Order("Z", "P", 0)], parts=("pagi", "siang"))
    assert (
        verdict(RULE, parts, plan({sid("P", "5", "pagi"): "X", sid("Z", "5", "siang"): "X"})) == []
    )
    assert (
        len(verdict(RULE, parts, plan({sid("P", "5", "siang"): "X", sid("Z", "5", "pagi"): "X"})))
        == 1
    )
    assert (
        len(verdict(RULE, parts, plan({sid("P", "5", "pagi"): "X", sid("Z", "5", "pagi"): "X"})))
        == 1
    )
    same_day = world(activities=[P, Z], orders=[Order("Z", "P", 0, 0)])
    assert "gap 0 < 1" in verdict(RULE, same_day, plan({sid("P", "5"): "X", sid("Z", "5"): "X"}))[0]


def test_done_before_planning() -> None:
    """P done on Sunday the 4th. Gap 2: Monday is too early, Tuesday not; gap 0: any later day. No
    greatest gap.
    """
    done = people("X", done=(("P", day("4")),))
    two = world(activities=[P, Z], orders=[Order("Z", "P", 2, 2)], registrants=done, today=day("5"))
    assert "1 < 2" in verdict(RULE, two, plan({sid("Z", "5"): "X"}))[0]
    assert verdict(RULE, two, plan({sid("Z", "6"): "X"})) == []
    assert verdict(RULE, two, plan({sid("Z", "16"): "X"})) == []
    zero = world(activities=[P, Z], orders=[Order("Z", "P", 0)], registrants=done)
    assert verdict(RULE, zero, plan({sid("Z", "5"): "X"})) == []
    # done on Tuesday the 6th, planned on Wednesday: the day itself is too early
    tuesday = people("X", done=(("P", day("6")),))
    late = world(
        activities=[P, Z], orders=[Order("Z", "P", 0)], registrants=tuesday, today=day("7")
    )
    assert [len(verdict(RULE, late, plan({sid("Z", on): "X"}))) for on in ("5", "6", "7")] == [
        1,
        1,
        0,
    ]
    strata = everyone_apart(late)
    assert [
        Decided(late, [RULE], strata, {("K1/X", sid("Z", on)): 1}, ()).met for on in ("5", "6", "7")
    ] == [False, False, True]


def test_of_several_seats_the_latest_is_told() -> None:
    """P twice, on the 5th and the 6th; two days after the 6th is the 8th, and the 7th is two days
    after the 5th.
    """
    twice = Activity("P", "P", max_people=60, times=2)
    problem = world(activities=[twice, Z], orders=[Order("Z", "P", 2)])
    made = {sid("P", "5"): "X", sid("P", "6"): "X"}
    assert verdict(RULE, problem, plan({**made, sid("Z", "7"): "X"})) == []
    three = world(activities=[twice, Z], orders=[Order("Z", "P", 3)])
    assert (
        "while P ends Tuesday, 6 January 2026 (gap 1 < 3 days)"
        in verdict(RULE, three, plan({**made, sid("Z", "7"): "X"}))[0]
    )


def test_the_activity_before_is_not_for_them() -> None:
    """P is for cooks; X is no cook and needs no P."""
    cooks = Activity("P", "P", max_people=60, fields=frozenset({"kuliner"}))
    fields = world(
        activities=[cooks, Z],
        orders=[Order("Z", "P", 1)],
        registrants=[*people("X"), *people("Y", field="kuliner")],
    )
    assert verdict(RULE, fields, plan({sid("Z", "6"): "X Y"})) == [
        "Registrant Y, session Z|aula|2026-01-06|sehari: without P before it."
    ]


def test_forks_and_repeated_activities_keep_the_person() -> None:
    """A before both B and C: counts would fit where no naming does, so each person stands alone."""
    names = [Activity(name, name) for name in "ABC"]
    x = people("X")[0]
    chain = world(activities=names, orders=[Order("B", "A"), Order("C", "B")])
    assert RULE.distinguishes(chain, x) == (("B", "A", "open"), ("C", "B", "open"))
    fork = world(activities=names, orders=[Order("B", "A"), Order("C", "A")])
    join = world(activities=names, orders=[Order("C", "A"), Order("C", "B")])
    twice = world(activities=[Activity("A", "A", times=2), *names[1:]], orders=[Order("B", "A")])
    assert [RULE.distinguishes(p, x) for p in (fork, join, twice)] == ["X", "X", "X"]
