"""Days of a week on which a kecamatan meets, judged by hand: Monday 5 to Friday 16 January 2026."""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.model.days.quick_plan import greedy
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.meeting_days import MeetingDays
from okoce_opt.testing import Decided, counts_of, everyone_apart
from okoce_opt.verify import verify
from tests.hands import day, people, plan, sid, verdict, world
from tests.worlds import ALWAYS_ON

TWO = {
    "kecamatan": [Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
    "kelurahan": [Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
    "venues": [Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)],
}


def test_days_of_one_week_are_counted_from_monday_to_sunday() -> None:
    """Friday 9 and Monday 12 are two weeks; two sessions on a day are one day; others' days are
    their own.
    """
    problem = world(
        **TWO, activities=[Activity("P", "P"), Activity("Z", "Z")], registrants=people("X", "Y")
    )
    rule = MeetingDays(1)
    assert verdict(rule, problem, plan({sid("P", "9"): "X", sid("P", "12"): "Y"})) == []
    assert verdict(rule, problem, plan({sid("P", "9"): "X", sid("Z", "9"): "Y"})) == []
    assert (
        verdict(rule, problem, plan({sid("P", "9"): "X", sid("P", "5", venue="balai"): "Y"})) == []
    )
    three = plan({sid("P", "5"): "X", sid("P", "7"): "Y", sid("Z", "9"): "X"})
    assert verdict(MeetingDays(2), problem, three) == [
        "K1: sessions on 3 days (Monday, 5 January 2026 to Friday, 9 January 2026), at most 2 days "
        "a week."
    ]
    assert verdict(MeetingDays(3), problem, three) == []
    assert [c.code for c in MeetingDays(0).validate(problem)] == ["out_of_range"]
    assert not list(rule.validate(problem))


def test_each_day_of_a_long_session_counts() -> None:
    problem = world(activities=[Activity("P", "P", days=3)])
    made = plan({sid("P", "6"): "X"})
    assert len(verdict(MeetingDays(2), problem, made)) == 1
    assert verdict(MeetingDays(3), problem, made) == []


def begun() -> Problem:
    """A class of three days began on Monday, today is Tuesday; two days a week are allowed."""
    pin = sid("P", "5")
    return world(
        activities=[Activity("P", "P", days=3), Activity("Z", "Z")],
        registrants=[*people("X", pins=(pin,)), *people("Y")],
        today=day("6"),
    )


def test_what_has_begun_goes_on_and_no_day_is_added() -> None:
    """Monday to Wednesday are three already: Z on Wednesday is no new day, on Thursday it is."""
    problem, rule, strata = begun(), MeetingDays(2), everyone_apart(begun())
    for on, stands in (("7", True), ("8", False), ("12", True)):
        made = plan({sid("P", "5"): "X", sid("Z", on): "Y"})
        assert (verdict(rule, problem, made) == []) == stands
        counts = counts_of(made, strata)
        assert Decided(problem, [rule], strata, counts, made.held).met == stands
        filling = rule.fill(problem)
        assert filling.may_hold(problem.sessions[sid("Z", on)]) == stands
    assert rule.most_days(problem, "K1", [day(n) for n in ("5", "6", "7", "8", "12", "13")]) == 5


def test_counting_says_how_many_days_are_missing() -> None:
    """Five sessions of 60, two days a week, two weeks: four days."""
    crowd = people(*(f"P{n:03}" for n in range(300)))
    problem = world(registrants=crowd)
    said = [s.words.en for s in count(problem, [*ALWAYS_ON, MeetingDays(2)])]
    why = "5 days needed, 4 there (4 days; rule Meeting days a week): 1 short"
    assert any(why in words for words in said), said
    assert [s.missing for s in count(problem, [*ALWAYS_ON, MeetingDays(2)])] == [60]
    assert all(s.hard for s in count(problem, [*ALWAYS_ON, EveryonePlaced(), MeetingDays(2)]))
    assert count(problem, [*ALWAYS_ON, MeetingDays(3)]) == []


def test_the_quick_plan_keeps_to_it() -> None:
    crowd = people(*(f"P{n:03}" for n in range(300)))
    problem, rules = world(registrants=crowd), [*ALWAYS_ON, MeetingDays(2)]
    made = greedy(problem, rules)
    assert verify(problem, rules, made) == []
    assert (len(made.held), len(made.seats)) == (4, 240)
    told = replace(problem, told={sid("P", "9"): True})
    assert sid("P", "9") in greedy(told, rules).held
    assert verify(told, rules, greedy(told, rules)) == []
