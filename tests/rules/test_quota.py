"""The rule quota, drawn by hand: whose seats count in which row, and what is said."""

from __future__ import annotations

from okoce_opt.counting import left_over as reasons
from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.places import Kecamatan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.shares import Share
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import greedy
from okoce_opt.model.search.whole import plan_whole
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.rules.quota import USED_UP, Quota
from okoce_opt.testing import Decided, counts_of, everyone_apart
from tests.hands import day, people, plan, sid, verdict, world
from tests.worlds import ALWAYS_ON

A2 = Share("P", "K1", "a", 2)


def four(*shares: Share, **said: object) -> Problem:
    """W, X and Y of kelurahan a, Z of b."""
    return world(
        registrants=[*people("W", "X", "Y"), *people("Z", kelurahan="b")], shares=shares, **said
    )


def rows_met(rule: Quota, problem: Problem, made) -> bool:
    strata = everyone_apart(problem)
    return Decided(problem, [rule], strata, counts_of(made, strata), made.held).met


def test_no_more_of_a_kecamatan_in_all_its_sessions_together() -> None:
    problem = four(Share("P", "K1", "", 3))
    assert verdict(Quota(), problem, plan({sid("P", "5"): "W X", sid("P", "6"): "Z"})) == []
    (said,) = verdict(Quota(), problem, plan({sid("P", "5"): "W X", sid("P", "6"): "Y Z"}))
    assert said == "Quota Pelatihan, Kecamatan Satu: 4 seats, at most 3."


def test_a_kelurahan_has_its_own_number_and_the_rest_is_free() -> None:
    problem = four(A2)
    assert verdict(Quota(), problem, plan({sid("P", "5"): "W X Z"})) == []
    assert verdict(Quota(), problem, plan({sid("P", "5"): "W X Y"})) == [
        "Quota Pelatihan, A: 3 seats, at most 2."
    ]
    both = four(A2, Share("P", "K1", "", 2))
    assert verdict(Quota(), both, plan({sid("P", "5"): "W X Z"})) == [
        "Quota Pelatihan, Kecamatan Satu: 3 seats, at most 2."
    ]


def test_an_activity_without_rows_is_free() -> None:
    problem = four(A2, activities=[Activity("P", "P"), Activity("Z", "Z")])
    assert verdict(Quota(), problem, plan({sid("Z", "5"): "W X Y Z"})) == []


def test_at_least_is_as_far_as_there_are_people() -> None:
    """2 of 2; five promised to four people are four; who has done it is nobody who could come."""
    problem = four(A2)
    assert verdict(Quota(True), problem, plan({sid("P", "5"): "W X"})) == []
    assert verdict(Quota(True), problem, plan({sid("P", "5"): "W Z"})) == [
        "Quota Pelatihan, A: 1 seat, at least 2."
    ]
    five = four(Share("P", "K1", "", 5))
    assert verdict(Quota(True), five, plan({sid("P", "5"): "W X Y Z"})) == []
    assert verdict(Quota(True), five, plan({sid("P", "5"): "W X Y"})) == [
        "Quota Pelatihan, Kecamatan Satu: 3 seats, at least 4."
    ]
    done = world(registrants=[*people("W"), *people("X", done=(("P", day("2")),))], shares=[A2])
    assert verdict(Quota(True), done, plan({sid("P", "5"): "W"})) == []


def test_what_was_attended_counts_and_is_never_too_much() -> None:
    """W and X sat on Monday: with 2 nobody can be added; with 1 the two are no mistake, and a third
    is.
    """
    told = {"told": [(sid("P", "5"), True)], "today": day("6")}
    been = [*people("W", "X", pins=(sid("P", "5"),)), *people("Y")]
    for number in (2, 1):
        problem = world(registrants=been, shares=[Share("P", "K1", "a", number)], **told)
        stands, broken = (
            plan({sid("P", "5"): "W X"}),
            plan({sid("P", "5"): "W X", sid("P", "7"): "Y"}),
        )
        assert verdict(Quota(), problem, stands) == []
        assert verdict(Quota(), problem, broken) == ["Quota Pelatihan, A: 3 seats, at most 2."]
        assert rows_met(Quota(), problem, stands)
        assert not rows_met(Quota(), problem, broken)


def test_who_moved_counts_where_they_live_now() -> None:
    """W lives in K1 and keeps a seat in K2's hall: it is one of K1's."""
    two = [Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")]
    venues = [Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)]
    afar = sid("P", "5", venue="balai")
    been = [*people("W", pins=(afar,)), *people("X", "Y")]
    problem = world(
        kecamatan=two,
        venues=venues,
        registrants=been,
        shares=[A2, Share("P", "K2", "", 0)],
        told=[(afar, True)],
        today=day("6"),
    )
    assert verdict(Quota(), problem, plan({afar: "W", sid("P", "7"): "X"})) == []
    broken = plan({afar: "W", sid("P", "7"): "X Y"})
    assert verdict(Quota(), problem, broken) == ["Quota Pelatihan, A: 3 seats, at most 2."]
    assert not rows_met(Quota(), problem, broken)


def test_a_seat_in_the_city_is_one_too() -> None:
    venues = [Venue("kota", "", "Balai Kota", 60)]
    problem = four(A2, venues=venues, activities=[Activity("P", "Pelatihan", city=True)])
    assert len(verdict(Quota(), problem, plan({sid("P", "5", venue="kota"): "W X Y"}))) == 1


def test_the_best_plan_and_the_quick_one_keep_to_it_and_say_why() -> None:
    """3 of a need P, 2 may: 1 is left over, for the quota; Z sits."""
    problem, rules = four(A2), [*ALWAYS_ON, Quota()]
    part, _ = plan_whole(
        (), Instance(problem, rules, [(PricedGoal(MostPlaced()),)]), Effort(deterministic=5)
    )
    assert part.counts is not None
    assert part.counts.values == (1,)
    quick = greedy(problem, rules)
    assert verdict(Quota(), problem, quick) == []
    assert len(quick.seats) == 3
    assert [one.reason for one in find_left_over(problem, quick, rules)] == [USED_UP]
    assert [one.reason for one in find_left_over(problem, quick)] == [reasons.OTHER]


def test_without_a_row_the_rule_says_nothing_and_is_refused() -> None:
    (complaint,) = Quota().validate(world())
    assert (complaint.code, complaint.table) == ("empty_list", "jatah")
    assert complaint.advice.id == "Isi tabel jatah, atau hapus aturan.quota dari program."
    assert list(Quota().validate(four(A2))) == []
