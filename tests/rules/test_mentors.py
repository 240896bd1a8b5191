"""The rule mentors and its goals, drawn by hand: who has which mentor, how many a mentor carries,
who must change.
"""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.teams import Team
from okoce_opt.goals.few_mentors import FewMentors
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.keep_mentors import KeepMentors
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.search.whole import plan_whole
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.rules.mentors import Mentors, quick_mentors
from tests.hands import day, people, plan, verdict, world
from tests.worlds import ALWAYS_ON

TWO = [Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")]


def mentor(name: str, carries: int | None, *kecamatan: str) -> Team:
    return Team(name, "pendamping", people=carries, kecamatan=frozenset(kecamatan))


def mentored(problem: Problem, **who: str) -> list[str]:
    """What the rule says when each mentor has these people."""
    pairs = {person: name for name, those in who.items() for person in those.split()}
    return verdict(Mentors(), problem, replace(plan({}), mentors=pairs))


def test_everyone_has_one_who_can_carry_them() -> None:
    problem = world(teams=[mentor("A", 2), mentor("B", 1)], registrants=people("X", "Y", "Z"))
    assert mentored(problem, A="X Y", B="Z") == []
    assert mentored(problem, A="X", B="Z") == ["Registrant Y: without a mentor."]
    assert mentored(problem, A="X", B="Y Z") == ["Mentor B: 2 people, can carry 1."]
    assert mentored(problem, A="X Y", C="Z") == ["Registrant Z: C is no pendamping."]


def test_a_mentor_of_another_kecamatan_or_another_kind() -> None:
    problem = world(
        teams=[mentor("A", 9), mentor("B", 9, "K2"), Team("agen", "agen")],
        registrants=people("X"),
        kecamatan=TWO,
    )
    assert mentored(problem, B="X") == ["Registrant X: B does not serve their kecamatan."]
    assert mentored(problem, agen="X") == ["Registrant X: agen is no pendamping."]


def test_who_is_done_needs_none() -> None:
    problem = world(
        teams=[mentor("A", 1)], registrants=[*people("X"), *people("Y", done=(("P", day("2")),))]
    )
    assert mentored(problem, A="X") == []


def test_a_kind_that_is_not_there_is_told() -> None:
    problem = world(teams=[Team("agen", "agen")])
    (complaint,) = Mentors("pendampin").validate(problem)
    assert (complaint.code, complaint.found, complaint.allowed.en) == (
        "unknown_id",
        "pendampin",
        "agen",
    )


def test_few_mentors_counts_those_beyond_one() -> None:
    """a: A and B, b: A alone. 1 beyond one; with 5 of a and nobody who carries more than 2, three
    are needed: 2 at least.
    """
    problem = world(
        teams=[mentor("A", 9), mentor("B", 9)],
        registrants=[*people("X", "Y"), *people("Z", kelurahan="b")],
    )
    made = replace(plan({}), mentors={"X": "A", "Y": "B", "Z": "A"})
    assert FewMentors().measure(problem, made) == 1
    assert FewMentors().floor(problem, 0) == 0
    five = world(teams=[mentor(name, 2) for name in "ABC"], registrants=people(*"PQRST"))
    assert FewMentors().floor(five, 0) == 2


def test_few_mentors_counts_nothing_where_no_rule_gives_mentors() -> None:
    """The rule off (what does it cost?), or on for another kind of team: the floor said a mentor
    beyond one where nobody has any, above the plan's own value.
    """
    assistant = Team("Z", "asisten", people=9)
    five = world(
        teams=[*(mentor(name, 2) for name in "ABC"), assistant], registrants=people(*"PQRST")
    )
    levels = [(PricedGoal(FewMentors()),)]
    for rules, floor in (((), 0), ((Mentors("asisten"),), 0), ((Mentors(),), 2)):
        assert floors(Instance(five, [*ALWAYS_ON, *rules], levels), (3,)) == (floor,)
        assert FewMentors().is_idle(rules) == (not floor)
    with_assistants = replace(plan({}), mentors={"P": "Z", "Q": "A"})
    assert FewMentors().measure(five, with_assistants) == 0


def leaving(carries: int) -> Problem:
    """C21: A, B and C had 35, 35 and 30 of 100 people; C leaves."""
    names = [f"P{n:03}" for n in range(100)]
    old = {name: "A" if n < 35 else "B" if n < 70 else "C" for n, name in enumerate(names)}
    return replace(
        world(teams=[mentor("A", carries), mentor("B", carries)], registrants=people(*names)),
        announced=Announced(mentors=old),
    )


def test_c21_a_mentor_leaves_and_only_their_people_move() -> None:
    """50 each: C's 30 go to the 15 + 15 free places, nobody else changes, in the quick plan and in
    the best.
    """
    problem = leaving(50)
    levels = [
        (PricedGoal(MostPlaced()),),
        (PricedGoal(KeepMentors()),),
        (PricedGoal(FewMentors()),),
    ]
    part, _ = plan_whole(
        (), Instance(problem, [*ALWAYS_ON, Mentors()], levels), Effort(deterministic=5)
    )
    assert part.counts is not None
    assert part.counts.values[1] == KeepMentors().floor(problem, 0) == 30
    people = sorted(problem.registrants)
    named = Mentors().named(problem, plan({}), part.counts.choices, people).mentors
    for mentors in (named, quick_mentors(problem, "pendamping")):
        old = problem.announced.mentors
        moved = {person for person, one in mentors.items() if one != old[person]}
        assert moved == {f"P{n:03}" for n in range(70, 100)}
        assert [sum(one == name for one in mentors.values()) for name in "AB"] == [50, 50]
        assert verdict(Mentors(), problem, replace(plan({}), mentors=mentors)) == []


def test_the_quick_plan_never_gives_more_than_can_be_carried() -> None:
    mentors = quick_mentors(leaving(40), "pendamping")
    assert [sum(one == name for one in mentors.values()) for name in "AB"] == [40, 40]
    assert len(mentors) == 80
    counted = Mentors().chosen(leaving(40), replace(plan({}), mentors=mentors))
    assert counted["mentor", "a", "A", "A"] == 35
