"""What the book says of each rule and goal beside its faces."""

from __future__ import annotations

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.verify import measures, verify
from tests.hands import day, plan, sid, world

NAMED = {
    *(
        "everyone_placed",
        "simultaneous_phase",
        "turns",
        "meeting_days",
        "team_days",
        "every_kelurahan_present",
        "deadline",
        "make_up",
        "mentors",
        "quota",
        "changes_per_person",
        "changes_in_all",
    ),
}


def test_which_rules_are_always_on_and_which_the_calendar_knows() -> None:
    assert {rule.kind for rule in RULE_BOOK if not rule.always_on} == NAMED
    assert {entry.kind for entry in (*RULE_BOOK, *GOAL_BOOK) if not entry.in_calendar} == {
        "every_kelurahan_present",
        "kelurahan_share",
        "fair_shares",
        "households",
        "mentors",
        "few_mentors",
        "keep_mentors",
    }


def test_sentences_are_in_both_languages() -> None:
    for entry in (*RULE_BOOK, *GOAL_BOOK):
        assert entry.title.id != entry.title.en
        assert entry.sentence.id.endswith(".")
        assert entry.sentence.en.endswith(".")


def test_any_plan_that_can_be_written_is_judged() -> None:
    """Ids of nobody and of no session are told by everyone_once and open_days, and nobody
    stumbles.
    """
    own = ("deadline", "simultaneous_phase")
    rules = [one for rule in RULE_BOOK if rule.kind not in own for one in rule.samples()]
    rules += [Deadline(day("9")), SimultaneousPhase(1), EveryKelurahanPresent(where_possible=True)]
    made = plan(
        {
            "apa saja": "X",
            "P|gudang|2026-01-05|sehari": "X",
            sid("Z", "5"): "stranger",
            "P|aula|besok|sehari": "stranger",
        }
    )
    problem = world(activities=[Activity("P", "P"), Activity("Z", "Z")], orders=[Order("Z", "P")])
    found = {violation.rule for violation in verify(problem, rules, made)}
    assert {"open_days", "everyone_once"} <= found
    assert measures(problem, [goal() for goal in GOAL_BOOK], made) == {
        "most_placed": 1,
        "many_served": 0,
        "keep_the_plan": 0,
        "keep_mentors": 0,
        "finish_early": 0,
        "few_sessions": 4,
        "few_days": 1,
        "longest_waiting": 0,
        "near_moves": 0,
        "venue_rent": 0,
        "travel": 0,
        "kelurahan_share": 30,
        "preferred_days": 0,
        "even_attendance": 0,
        "soft_days": 0,
        "fair_shares": 0,
        "alike_finish": 0,
        "few_mentors": 0,
    }
