"""Households: all or nobody in a session of each activity, together as far as can be, or never
two on one day.
"""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import greedy
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.whole import plan_whole
from okoce_opt.model.sharing.linking import find_groups
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.rules.available_days import AvailableDays
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.households import Households
from okoce_opt.testing import Decided, everyone_apart
from okoce_opt.verify import verify
from tests.hands import day, people, plan, sid, verdict, world
from tests.worlds import ALWAYS_ON

RULE = Households()
ACTIVITIES = [
    Activity("P", "P", max_people=60),
    Activity("Z", "Z", max_people=60),
    Activity("B", "B", required=False, times=2),
]


def house(together: bool, *ids: str, others: str = "W", whole: bool = True, **said: object):
    """The people `ids` are household H; `others` belong to none."""
    registrants = [*people(*ids, household="H"), *people(*others.split())]
    rows = {
        "activities": ACTIVITIES,
        "registrants": registrants,
        "parts": ("pagi", "siang", "sehari"),
    }
    return world(**{**rows, "households": [Household("H", together, whole)], **said})


def met(problem, made) -> bool:
    counts = {(f"K1/{person}", session): 1 for person, session in made.seats}
    return Decided(problem, [RULE], everyone_apart(problem), counts, made.held).met


def both(problem, made) -> list[str]:
    """What is said; the rows must say the same."""
    said = verdict(RULE, problem, made)
    assert met(problem, made) is not bool(said)
    return said


def test_all_or_nobody() -> None:
    """Whoever needs an activity, offered ones too, sits in a session with all the others who do."""
    problem = house(True, "X", "Y", "V")
    assert both(problem, plan({sid("P", "5"): "X Y V W", sid("Z", "6"): "W"})) == []
    assert both(problem, plan({sid("P", "5"): "X Y", sid("P", "6"): "V"})) == [
        "Household H asks to sit together: X, Y sit in a session of P, but not V.",
        "Household H asks to sit together: V sit in a session of P, but not X, Y.",
    ]
    assert len(both(problem, plan({sid("P", "5"): "X W"}))) == 1
    # what is offered, and what may be attended twice
    assert len(both(problem, plan({sid("B", "5"): "X Y"}))) == 1
    assert both(problem, plan({sid("B", "5"): "X Y V", sid("B", "6"): "V X Y"})) == []
    assert len(both(problem, plan({sid("B", "5"): "X Y V", sid("B", "6"): "X"}))) == 1


def test_who_has_done_it_or_is_not_meant_is_no_part_of_all() -> None:
    done = [
        *people("X", "Y", household="H"),
        *people("V", household="H", done=(("P", day("1")),)),
        *people("U", household="H", field="kue"),
    ]
    fields = [replace(ACTIVITIES[0], fields=frozenset({""})), *ACTIVITIES[1:]]
    problem = house(True, registrants=done, activities=fields)
    assert both(problem, plan({sid("P", "5"): "X Y"})) == []
    assert len(both(problem, plan({sid("P", "5"): "X"}))) == 1
    assert len(both(problem, plan({sid("Z", "5"): "X Y V"}))) == 1
    assert both(problem, plan({sid("Z", "5"): "X Y V U"})) == []


def test_a_day_on_which_one_of_them_cannot_come_is_nobodys() -> None:
    mixed = [*people("X", household="H"), *people("Y", household="H", weekdays=frozenset({1}))]
    problem = house(True, registrants=mixed)
    rules = [AvailableDays(), RULE]
    counts = {("K1/X", sid("P", "5")): 1}
    assert not Decided(problem, rules, everyone_apart(problem), counts, {sid("P", "5")}).met
    both_there = {("K1/X", sid("P", "6")): 1, ("K1/Y", sid("P", "6")): 1}
    assert Decided(problem, rules, everyone_apart(problem), both_there, {sid("P", "6")}).met


def test_more_of_them_than_any_session_holds() -> None:
    """Six need P, five Z: the halls hold five. Offers too; who has done it does not count."""
    names = [*people(*"ABCDE", household="H"), *people("F", household="H", field="kue")]
    halls = [Venue("aula", "K1", "Aula", 5), Venue("balai", "K1", "Balai", 3)]
    fields = [ACTIVITIES[0], replace(ACTIVITIES[1], fields=frozenset({""})), ACTIVITIES[2]]
    rows = {"registrants": names, "venues": halls, "activities": fields}
    found = list(RULE.validate(house(True, **rows)))
    assert [(c.code, c.table, c.key, c.column) for c in found] == [
        ("household_too_large", "keluarga", "H", "cara")
    ] * 2
    assert found[0].found == "bersama (6)"
    assert found[1].allowed.en == "at most 5 people, as the largest session of P has seats"
    assert list(RULE.validate(house(True, whole=False, **rows))) == []
    done = [replace(one, done=(("P", day("1")), ("B", day("1")))) for one in names[:1]]
    assert list(RULE.validate(house(True, **{**rows, "registrants": [*done, *names[1:]]}))) == []


def test_one_of_six_is_not_seated_alone() -> None:
    """Households of 6, 5 and 4, one session of ten: 6 and 4 sit, or 5 and 4, but 6 and 4 are more;
    nobody of the five.
    """
    them = [
        *people(*"ABCDEF", household="H6"),
        *people(*"GHIJK", household="H5"),
        *people(*"LMNO", household="H4"),
    ]
    problem = world(
        registrants=them,
        households=[Household(f"H{n}", True) for n in (6, 5, 4)],
        venues=[Venue("aula", "K1", "Aula", 10)],
        activities=[Activity("P", "P", max_people=60)],
        last="5",
    )
    value, made = settled(problem, ALWAYS_ON)
    assert value == (5,)
    assert {person for person, _ in made.seats} == set("ABCDEFLMNO")
    quick = greedy(problem, ALWAYS_ON)
    assert verify(problem, ALWAYS_ON, quick) == []
    # today's way, where the planner wants it
    soft = replace(
        problem, households={n: replace(h, whole=False) for n, h in problem.households.items()}
    )
    assert settled(soft, ALWAYS_ON)[0] == (5,)


def test_as_far_as_can_be() -> None:
    """One session of each activity for all who sit in it; who is left over, or has done it, breaks
    nothing.
    """
    problem = house(True, "X", "Y", "V", whole=False)
    assert (
        both(problem, plan({sid("P", "5"): "X Y V W", sid("Z", "6"): "X Y", sid("Z", "7"): "W"}))
        == []
    )
    assert both(problem, plan({sid("P", "5"): "X Y", sid("P", "6"): "V"})) == [
        "Household H asks to sit together as far as can be: V, X, Y are in 2 sessions of P, at "
        "most 1."
    ]
    assert len(both(problem, plan({sid("P", "5", "pagi"): "X", sid("P", "5", "siang"): "Y"}))) == 1
    # what may be attended twice is attended in two sessions at most
    assert both(problem, plan({sid("B", "5"): "X Y", sid("B", "6"): "X Y"})) == []
    assert (
        len(both(problem, plan({sid("B", "5"): "X", sid("B", "6"): "Y", sid("B", "7"): "V"}))) == 1
    )


def test_in_turns() -> None:
    """Never two of them on a day, whatever they attend; one may be there all day."""
    problem = house(False, "X", "Y")
    assert (
        both(
            problem,
            plan({sid("P", "5", "pagi"): "X W", sid("Z", "5", "siang"): "X", sid("P", "6"): "Y"}),
        )
        == []
    )
    assert both(problem, plan({sid("P", "5", "pagi"): "X", sid("Z", "5", "siang"): "Y"})) == [
        "Household H asks to come in turns: X, Y are seated on the same day, Monday, 5 January "
        "2026."
    ]
    long = house(False, "X", "Y", activities=[Activity("P", "P", days=2), Activity("Z", "Z")])
    assert len(both(long, plan({sid("P", "5"): "X", sid("Z", "6"): "Y"}))) == 1


def test_who_is_told_apart() -> None:
    problem = house(True, "X", "Y")
    assert [RULE.distinguishes(problem, r) for r in problem.registrants.values()] == ["", "H", "H"]
    assert [
        RULE.distinguishes(house(False, "X", "Y"), r) for r in problem.registrants.values()
    ] == ["", "X", "Y"]
    assert RULE.distinguishes(house(True, "X"), problem.registrants["X"]) == ""
    assert [s.size for s in stratify(Instance(problem, [RULE]))] == [1, 2]


def test_what_has_happened_is_not_judged() -> None:
    pinned = [
        *people("X", household="H", pins=(sid("P", "5"),)),
        *people("Y", household="H", pins=(sid("P", "6"),)),
        *people("V", household="H"),
    ]
    problem = house(True, registrants=pinned, today=day("7"))
    assert both(problem, plan({sid("P", "5"): "X", sid("P", "6"): "Y", sid("P", "8"): "V"})) == []


def test_people_of_two_kecamatan() -> None:
    """They can sit together in the city only; planned apart they are not."""
    rows = {
        "kecamatan": [Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
        "kelurahan": [Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")],
        "venues": [
            Venue("aula", "K1", "Aula", 9),
            Venue("balai", "K2", "Balai", 9),
            Venue("kota", "", "Kota", 9),
        ],
        "registrants": [*people("X", household="H"), Registrant("Y", "K2", "c", household="H")],
        "households": [Household("H", True)],
    }
    assert [(c.code, c.key) for c in RULE.validate(world(**rows))] == [("household_far_apart", "Y")]
    in_city = world(**rows, activities=[Activity("P", "P", city=True)])
    assert list(RULE.validate(in_city)) == []
    assert find_groups(in_city) == [("K1", "K2")]
    assert list(RULE.validate(world(**{**rows, "households": [Household("H", False)]}))) == []


def settled(problem, rules):
    instance = Instance(problem, rules, [(PricedGoal(MostPlaced()),)])
    part, _ = plan_whole((), instance, Effort(deterministic=10))
    made = draw(problem, stratify(instance), part.counts, "undian")
    assert verify(problem, rules, made) == []
    return part.counts.values, made


def test_a_cooperative_of_thirty() -> None:
    """It fits a hall of 30 whole, beside nobody; in one of 25 five are left over as far as can be,
    and counting says so; all or nobody, nobody sits.
    """
    names = [f"A{n}" for n in range(30)]
    fits = house(
        True,
        *names,
        others="W V",
        venues=[Venue("aula", "K1", "Aula", 30)],
        parts=("sehari",),
        last="9",
    )
    fits = replace(fits, activities={"P": fits.activities["P"]})
    assert settled(fits, ALWAYS_ON)[0] == (0,)
    quick = greedy(fits, ALWAYS_ON)
    assert verify(fits, ALWAYS_ON, quick) == []
    assert len({s for p, s in quick.seats if p in names}) == 1
    small = replace(fits, venues={"aula": Venue("aula", "K1", "Aula", 25)})
    assert settled(small, ALWAYS_ON)[0] == (30,)
    (told,) = count(small, ALWAYS_ON)
    assert (told.kind, told.hard, told.missing) == ("households", False, 30)
    assert {s.hard for s in count(small, [*ALWAYS_ON, EveryonePlaced()])} == {True}
    small = replace(small, households={"H": Household("H", True, False)})
    assert settled(small, ALWAYS_ON)[0] == (5,)
    (told,) = count(small, ALWAYS_ON)
    assert (told.kind, told.hard, told.missing) == ("households", False, 5)
    assert {s.hard for s in count(small, [*ALWAYS_ON, EveryonePlaced()])} == {True}


def test_a_couple_in_turns_needs_as_many_days() -> None:
    """Both need P; there is one day: one of them, and counting says so."""
    problem = house(False, "X", "Y", activities=[Activity("P", "P")], last="5", parts=("sehari",))
    assert settled(problem, ALWAYS_ON)[0] == (1,)
    assert [s.kind for s in count(problem, ALWAYS_ON)] == ["households"]
    two = house(False, "X", "Y", activities=[Activity("P", "P")], last="6", parts=("sehari",))
    value, made = settled(two, ALWAYS_ON)
    assert value == (0,)
    assert {
        len([p for p, s in made.seats if s == session and p in "XY"]) for session in made.held
    } <= {0, 1}
