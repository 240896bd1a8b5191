"""Households: together in one session of each activity, or never two on one day."""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.days.quick_plan import greedy
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.part import plan_whole
from okoce_opt.model.sharing.linking import linked
from okoce_opt.model.solvers.cpsat import Effort
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


def house(together: bool, *ids: str, others: str = "W", **said: object):
    """The people `ids` are household H; `others` belong to none."""
    registrants = [*people(*ids, household="H"), *people(*others.split())]
    rows = {
        "activities": ACTIVITIES,
        "registrants": registrants,
        "parts": ("pagi", "siang", "sehari"),
    }
    return world(**{**rows, "households": [Household("H", together)], **said})


def met(problem, made) -> bool:
    counts = {(f"K1/{person}", session): 1 for person, session in made.seats}
    return Decided(problem, [RULE], everyone_apart(problem), counts, made.held).met


def both(problem, made) -> list[str]:
    """What is said; the rows must say the same."""
    said = verdict(RULE, problem, made)
    assert met(problem, made) is not bool(said)
    return said


def test_together() -> None:
    """One session of each activity for all who sit in it; who is left over, or has done it, breaks
    nothing.
    """
    problem = house(True, "X", "Y", "V")
    assert (
        both(problem, plan({sid("P", "5"): "X Y V W", sid("Z", "6"): "X Y", sid("Z", "7"): "W"}))
        == []
    )
    assert both(problem, plan({sid("P", "5"): "X Y", sid("P", "6"): "V"})) == [
        "Household H asks to sit together: V, X, Y are in 2 sessions of P, at most 1."
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
    assert [s.size for s in stratify(problem, [RULE], [])] == [1, 2]


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
    assert linked(in_city) == [("K1", "K2")]
    assert list(RULE.validate(world(**{**rows, "households": [Household("H", False)]}))) == []


def settled(problem, rules):
    levels = [(PricedGoal(MostPlaced()),)]
    part, _ = plan_whole((), problem, rules, levels, Effort(deterministic=10))
    made = draw(
        problem,
        stratify(problem, rules, [MostPlaced()]),
        part.counts.people,
        "undian",
        part.counts.held,
    )
    assert verify(problem, rules, made) == []
    return part.counts.values, made


def test_a_cooperative_of_thirty() -> None:
    """It fits a hall of 30 whole, beside nobody; in one of 25 five are left over, and counting says
    so.
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
    fits = replace(
        fits,
        activities={"P": fits.activities["P"]},
        sessions={k: s for k, s in fits.sessions.items() if s.activity == "P"},
    )
    assert settled(fits, ALWAYS_ON)[0] == (0,)
    quick = greedy(fits, ALWAYS_ON)
    assert verify(fits, ALWAYS_ON, quick) == []
    assert len({s for p, s in quick.seats if p in names}) == 1
    small = replace(fits, sessions={key: replace(s, seats=25) for key, s in fits.sessions.items()})
    small = replace(small, venues={"aula": Venue("aula", "K1", "Aula", 25)})
    assert settled(small, ALWAYS_ON)[0] == (5,)
    (told,) = count(small, ALWAYS_ON)
    assert (told.kind, told.hard, told.missing) == ("households", False, 5)
    assert [s.hard for s in count(small, [*ALWAYS_ON, EveryonePlaced()])] == [True]


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
