"""Days on which a team is out, judged by hand; January 2026, Monday 5 to Friday 16."""

from __future__ import annotations

from dataclasses import replace

import pytest

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.teams import Team
from okoce_opt.model.days.quick_plan import greedy
from okoce_opt.model.sharing.shared_days import deal_shared_days
from okoce_opt.rules.team_days import TeamDays
from okoce_opt.verify import verify
from tests.hands import day, people, plan, sid, verdict, world
from tests.worlds import ALWAYS_ON


def sent(days: dict[str, str], venue: str = "aula") -> Plan:
    """A session with X on each day, with its team."""
    ids = {sid("P", on, venue=venue): team for on, team in days.items()}
    return replace(plan(dict.fromkeys(ids, "X")), teams=ids)


def two(**said: object) -> Problem:
    """K1 and K2 of one person each, and two teams for both."""
    return world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
        venues=[Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)],
        activities=[Activity("P", "P", max_people=60, team="mitra")],
        teams=[Team("t1", "mitra", at_once=2), Team("t2", "mitra")],
        registrants=[*people("X"), Registrant("Y", "K2", "b")],
        **said,
    )


@pytest.mark.parametrize(
    ("rule", "days", "says"),
    [
        (TeamDays(1), {"9": "t1", "12": "t1"}, ""),
        (TeamDays(1), {"5": "t1", "9": "t1"}, "out on 2 days"),
        (TeamDays(1), {"5": "t1", "9": "t2"}, ""),
        (TeamDays(1, "bulan"), {"9": "t1", "12": "t1"}, "at most 1 day a month"),
        (TeamDays(1, "semua"), {"9": "t1", "12": "t1"}, "at most 1 day in all"),
        (TeamDays(1, "semua", "pendamping"), {"9": "t1", "12": "t1"}, ""),
        (TeamDays(2, "semua"), {"9": "t1", "12": "t1"}, ""),
    ],
)
def test_days_of_a_period(rule: TeamDays, days: dict[str, str], says: str) -> None:
    said = verdict(rule, two(), sent(days))
    assert (said == []) == (says == "")
    assert all(says in sentence and sentence.startswith("Team t1: ") for sentence in said), said


def test_two_sessions_on_one_day_are_one_day() -> None:
    both = replace(
        plan({sid("P", "5"): "X", sid("P", "5", venue="balai"): "Y"}),
        teams={sid("P", "5"): "t1", sid("P", "5", venue="balai"): "t1"},
    )
    assert verdict(TeamDays(1), two(), both) == []


def test_what_has_begun_counts_and_is_not_taken_back() -> None:
    """t1 was out on Monday and Tuesday; one day a week is allowed: no other day this week."""
    pin = sid("P", "5")
    problem = replace(
        world(
            activities=[Activity("P", "P", max_people=60, team="mitra", days=2)],
            teams=[Team("t1", "mitra")],
            registrants=[*people("X", pins=(pin,)), *people("Y")],
            today=day("6"),
        ),
        announced=Announced(teams={pin: "t1"}),
    )
    rule = TeamDays(1)
    assert verdict(rule, problem, plan({pin: "X"})) == []
    for on, stands in (("8", False), ("12", False), ("15", False)):
        later = sid("P", on)
        made = replace(plan({pin: "X", later: "Y"}), teams={later: "t1"})
        assert (verdict(rule, problem, made) == []) == stands
    assert verdict(TeamDays(2), problem, replace(made, teams={later: "t1"})) == []


def test_numbers_periods_and_kinds() -> None:
    codes = [c.code for c in TeamDays(0, "tahun", "mobil").validate(two())]
    assert codes == ["out_of_range", "unknown_value", "unknown_id"]
    assert not list(TeamDays(1, "bulan", "mitra").validate(two()))


def test_counting_says_how_many_team_days_are_missing() -> None:
    """Five sessions of 60 and one team that may be out on four days."""
    problem = world(
        activities=[Activity("P", "P", max_people=60, team="mitra")],
        teams=[Team("t1", "mitra")],
        registrants=people(*(f"P{n:03}" for n in range(300))),
    )
    (short,) = count(problem, [*ALWAYS_ON, TeamDays(2)])
    assert short.words.en == "mitra: 5 team-days needed, 4 allowed (Team days): 1 short."
    assert short.missing == 60
    assert count(problem, [*ALWAYS_ON, TeamDays(3)]) == []


def test_the_quick_plan_sends_no_team_out_too_often() -> None:
    problem = world(
        activities=[Activity("P", "P", max_people=60, team="mitra")],
        teams=[Team("t1", "mitra"), Team("t2", "mitra")],
        registrants=people(*(f"P{n:03}" for n in range(300))),
    )
    rules = [*ALWAYS_ON, TeamDays(1)]
    made = greedy(problem, rules)
    assert verify(problem, rules, made) == []
    assert len(made.held) == 4


def test_days_of_teams_are_dealt_out_so_that_no_team_is_out_too_often() -> None:
    """Whoever uses which of the days given: t1 is out on one of this week's, t2 too."""
    problem = two()
    offer = deal_shared_days(problem, [*ALWAYS_ON, TeamDays(1)])
    assert offer is not None
    days = {(team, on) for those in offer.given.values() for team, on in those}
    weeks = [(team, on.isocalendar().week) for team, on in days]
    assert len(weeks) == len(set(weeks)) == 4


def test_a_rule_about_teams_that_nobody_needs_is_said_to_be_without_effect() -> None:
    """On, and no activity with a team (or none with that kind): nothing was said."""
    assert not list(TeamDays(1).notes(two()))
    assert not list(TeamDays(1, team="mitra").notes(two()))
    (other,) = TeamDays(1, team="lain").notes(two())
    assert "no activity needs a team lain" in other.en
    (none,) = TeamDays(1).notes(world(registrants=people("X")))
    assert "no activity needs a team (" in none.en
