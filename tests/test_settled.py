"""What has happened is not judged by what the lists say now: a plan is changed on Thursday 8
January 2026.

The old plan: 1 to 6 on Monday, 7 to 12 on Tuesday, 13 to 18 on Monday the 12th, ten chairs, at
least six.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.outcome import Impossible, Planned
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.states import Changing, Freedom, State
from okoce_opt.domain.teams import Team
from okoce_opt.errors import InputError
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from okoce_opt.replanning.others import moved_by_choice
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.meeting_days import MeetingDays
from okoce_opt.rules.pinned import Pinned
from okoce_opt.rules.rule import Rule
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.teams import Teams
from okoce_opt.rules.turns import Turns
from okoce_opt.verify import verify
from tests.hands import day, people, sid, world
from tests.oracle import HerePool
from tests.test_cases_planning import scenario

IDS = [str(n) for n in range(1, 19)]
DAYS = {"5": IDS[:6], "6": IDS[6:12], "12": IDS[12:]}
OLD_SESSIONS = [sid("P", on) for on in DAYS]
OLD = Plan.of((person, sid("P", on)) for on, those in DAYS.items() for person in those)


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def later(ids: Sequence[str] = IDS, **said: object) -> Problem:
    rows = {
        "registrants": people(*ids),
        "activities": [Activity("P", "Pelatihan", min_people=6, max_people=10)],
        "venues": [Venue("aula", "K1", "Aula", 10)],
        "today": day("8"),
    }
    return world(**{**rows, **said})


def moved(problem: Problem, *rules: Rule, old: Plan = OLD) -> int:
    """Seats moved when the old plan is changed into one for this problem; what has happened
    stays.
    """
    changed = change_of(scenario(problem, EveryonePlaced(), *rules), old)
    outcome = planning.plan(changed, Options(workers=1, budget=30))
    assert isinstance(outcome, Planned), outcome
    assert not verify(changed.problem, changed.rules, outcome.plan)
    happened = {
        seat
        for seat in old.seats
        if seat[1].split("|")[2] < "2026-01-08" and seat[0] in problem.registrants
    }
    done = {person for person, registrant in problem.registrants.items() if registrant.done}
    assert {seat for seat in happened if seat[0] not in done} <= outcome.plan.seats
    assert not {s for s in outcome.plan.held if s.split("|")[2] < "2026-01-08"} - old.held
    (level,) = outcome.levels
    assert level.bound == level.value
    return level.value


def test_someone_who_came_withdraws():
    """Five people are left of Monday's six; six were needed."""
    assert moved(later(IDS[1:])) == 0


def test_the_hall_is_smaller_now():
    assert moved(later(venues=[Venue("aula", "K1", "Aula", 6)])) == 0
    small = [Venue("aula", "K1", "Aula", 4)]
    assert (
        moved(
            later(
                venues=small, activities=[Activity("P", "Pelatihan", min_people=2, max_people=10)]
            )
        )
        == 2
    )


def test_turns_are_dealt_out_anew():
    turns = {day(str(n)): "2" if n < 8 else "1" for n in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)}
    assert moved(later(turns=turns), Turns()) == 0


def test_a_deadline_that_was_too_early_for_what_has_been():
    made = later([n for n in IDS if n not in DAYS["12"]])
    assert moved(made, Deadline(day("5"))) == 0


def test_a_longer_gap_binds_only_what_is_to_come():
    """For six, Z came a day after P; for six more it is to come two days after. Now four days are
    asked.
    """
    activities = [
        Activity("P", "Pelatihan", max_people=10),
        Activity("Z", "Perizinan", max_people=10),
    ]
    came = {
        sid("P", "5"): IDS[:6],
        sid("Z", "6"): IDS[:6],
        sid("P", "7"): IDS[6:12],
        sid("Z", "9"): IDS[6:12],
    }
    old = Plan.of((person, session) for session, those in came.items() for person in those)
    assert moved(later(IDS[:12], activities=activities, orders=[Order("Z", "P", 4)]), old=old) == 6


def test_fewer_may_meet_at_the_same_time():
    """Two kecamatan met on Monday; now one may."""
    both = [Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")]
    halls = [Venue("aula", "K1", "Aula", 10), Venue("balai", "K2", "Balai", 10)]
    listed = [*people(*IDS[:6]), *(Registrant(n, "K2", "c") for n in IDS[6:12])]
    homes = [Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")]
    old = Plan.of(
        [
            *((n, sid("P", "5")) for n in IDS[:6]),
            *((n, sid("P", "5", venue="balai")) for n in IDS[6:12]),
        ]
    )
    made = later(kecamatan=both, venues=halls, registrants=listed, kelurahan=homes)
    assert moved(made, SimultaneousPhase(1), old=old) == 0


def test_a_kelurahan_whose_people_have_left():
    """Kelurahan b was there on Monday and Tuesday with one person each; Tuesday's has left, and one
    is still to come.
    """
    b = {"6", "18"}
    made = later(
        registrants=[*people(*(n for n in IDS if n not in b)), *people("6", "18", kelurahan="b")]
    )
    assert moved(made, EveryKelurahanPresent()) == 0


def test_who_came_is_recorded_as_done():
    """The attendance of Monday was typed into the list; nobody is seated there again, and nothing
    has moved.
    """
    recorded = [*people(*DAYS["5"], done=(("P", day("5")),)), *people(*IDS[6:])]
    assert moved(later(registrants=recorded)) == 0
    changed = change_of(scenario(later(registrants=recorded), EveryonePlaced()), OLD)
    assert changed.problem.past.seats == {s for s in OLD.seats if s[1] in OLD_SESSIONS[:2]}


def test_a_day_of_which_the_attendance_is_known_still_counts_in_its_week():
    """Monday and Tuesday were held and typed in: of at most two days of that week none is left.

    Once what was done had never been held, and the week began anew.
    """
    recorded = [
        *people(*DAYS["5"], done=(("P", day("5")),)),
        *people(*DAYS["6"], done=(("P", day("6")),)),
        *people(*DAYS["12"], *(f"N{n}" for n in range(30))),
    ]
    changed = change_of(scenario(later(registrants=recorded), MostPlaced(), MeetingDays(2)), OLD)
    outcome = planning.plan(changed, Options(workers=1, budget=30))
    assert isinstance(outcome, Planned)
    days = {sid.split("|")[2] for sid in outcome.plan.held}
    assert {day for day in days if day < "2026-01-12"} == {"2026-01-05", "2026-01-06"}


def test_who_missed_needs_a_seat_again():
    """3 of Monday's six stayed away: with the others held fast, they sit in the session of the
    12th, which has room; nobody else moves.
    """
    absent = people(*IDS[:3], missed=(("P", day("5")),))
    made = later(registrants=[*absent, *people(*IDS[3:])])
    changed = change_of(scenario(made, EveryonePlaced(), FewSessions()), OLD)
    outcome = planning.plan(changed, Options(workers=1, budget=30))
    assert isinstance(outcome, Planned)
    assert not verify(changed.problem, changed.rules, outcome.plan)
    again = {(person, sid("P", "12")) for person in IDS[:3]}
    came = {(person, sid("P", "5")) for person in IDS[3:6]}
    assert outcome.plan.seats == {s for s in OLD.seats if s[1] in OLD_SESSIONS[1:]} | again | came


def test_a_pin_in_a_session_that_was_missed_is_named():
    """F18: it was *impossible* without a word."""
    missed = people("1", pins=(sid("P", "5"),), missed=(("P", day("5")),))
    (complaint,) = Pinned().validate(later(registrants=missed))
    assert (complaint.code, complaint.column) == ("pin_missed", "pin_P")


def test_what_is_to_come_is_judged():
    """One of Monday the 12th withdraws: five are left, and six are needed."""
    changed = change_of(scenario(later(IDS[:17]), EveryonePlaced()), OLD)
    assert not isinstance(planning.plan(changed, Options(workers=1, budget=5)), Planned)


def test_without_an_old_plan_nothing_is_planned_before_today_either():
    made = scenario(later(), EveryonePlaced())
    outcome = planning.plan(made, Options(workers=1, budget=30))
    assert isinstance(outcome, Planned)
    assert min(session.split("|")[2] for session in outcome.plan.held) >= "2026-01-08"
    too_late = scenario(later(today=day("16")), EveryonePlaced())
    assert isinstance(planning.plan(too_late), Impossible)


def test_a_session_known_by_its_id_alone_has_happened_on_a_day_that_suits_no_more():
    """A bare plan says nothing of how its sessions were printed, and the hall is free on other
    weekdays now: a KeyError.
    """
    no_mondays = Venue("aula", "K1", "Aula", 10, frozenset({1, 2, 3, 4}))
    changed = change_of(scenario(later(venues=[no_mondays]), MostPlaced()), OLD)
    assert sid("P", "5") in changed.problem.past.sessions
    outcome = planning.plan(changed, Options(workers=1, budget=1))
    assert isinstance(outcome, Planned)
    assert {(person, sid("P", "5")) for person in IDS[:6]} <= outcome.plan.seats


def _today(notice: int | None, *, told: bool = True, **said: object) -> Plan:
    """The plan changed on the morning of Monday 12, with one more person on the list."""
    made = later([*IDS, "19"], **{"today": day("12"), "notice": notice, **said})
    if not told:
        made = replace(made, told={sid("P", "12"): False})
    changed = change_of(scenario(made, MostPlaced()), OLD)
    outcome = planning.plan(changed, Options(workers=1, budget=10))
    assert isinstance(outcome, Planned), outcome
    assert not verify(changed.problem, changed.rules, outcome.plan)
    return outcome.plan


def test_nobody_is_invited_for_this_morning():
    """A planner made a plan on the 15th, and somebody was a seat at eight that day."""
    assert ("19", sid("P", "12")) in _today(0).seats
    assert _today(1) == OLD
    assert "19" not in _today(1).sessions_of
    assert ("19", sid("P", "12")) in _today(1, today=day("9")).seats


def test_whoever_cannot_come_today_leaves_a_session_that_stays():
    """Five are left of six who are needed: it is too late to call it off."""
    away = Obstacle("pendaftar", "13", day("12"), day("12"))
    plan = _today(1, obstacles=[away])
    assert {*plan.people[sid("P", "12")]} == {*IDS[13:]}


def test_a_session_that_cannot_be_held_today_moves():
    for plan in (
        _today(1, told=False),
        _today(1, obstacles=[Obstacle("tempat", "aula", day("12"), day("12"))]),
    ):
        assert sid("P", "12") not in plan.held
        assert all(plan.sessions_of[person] > (sid("P", "12"),) for person in DAYS["12"])


@pytest.mark.parametrize("teams", [["t1"], ["t1", "t2"]])
def test_a_session_whose_trainer_is_away_today_moves(teams: list[str]):
    """It stayed, without a word: everybody would have come to a hall without a trainer. Another
    trainer, who is free, cannot be told any more.
    """
    made = later(
        [*IDS, "19"],
        today=day("12"),
        notice=1,
        activities=[Activity("P", "Pelatihan", min_people=6, max_people=10, team="pelatih")],
        teams=[Team(one, "pelatih") for one in teams],
        obstacles=[Obstacle("tim", "t1", day("12"), day("13"))],
    )
    given = dict.fromkeys(OLD.held, "t1")
    old = Plan.of(OLD.seats, OLD.held, given)
    changed = change_of(scenario(made, Teams(), MostPlaced()), old)
    outcome = planning.plan(changed, Options(workers=1, budget=10))
    assert isinstance(outcome, Planned), outcome
    assert sid("P", "12") not in outcome.plan.held
    assert all(outcome.plan.sessions_of[person] > (sid("P", "12"),) for person in DAYS["12"])
    assert moved_by_choice(changed.problem, outcome.plan) == []
    there = change_of(scenario(replace(made, obstacles=()), Teams(), MostPlaced()), old)
    assert sid("P", "12") in there.problem.past.sessions
    never = replace(made, changing=(Changing(State.ANNOUNCED, None, Freedom.NEVER),))
    with pytest.raises(InputError, match="tidak dapat dipertahankan"):
        change_of(scenario(never, Teams(), MostPlaced()), old)
