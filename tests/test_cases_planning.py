"""Cases from people who do this job: small worlds whose right answer is arithmetic, planned from
end to end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.counting.left_over import FULL, NO_SESSION, find_left_over
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.difference import difference
from okoce_opt.domain.outcome import Impossible, Planned
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.even_attendance import EvenAttendance
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import Goal, PricedGoal
from okoce_opt.goals.kelurahan_share import KelurahanShare
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.rule import Rule
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, verify
from tests.hands import day, people, sid, world
from tests.oracle import HerePool
from tests.worlds import ALWAYS_ON

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def scenario(problem: Problem, *judges: Rule | Goal, seed: str = "undian") -> Scenario:
    """The problem with the always-on rules, these besides, and a level for each of these goals."""
    rules = [judge for judge in judges if hasattr(judge, "encode") and hasattr(judge, "verify")]
    levels = [(PricedGoal(judge),) for judge in judges if judge not in rules]
    made = Scenario(
        "kasus", Path("kasus"), "", "", problem, (*ALWAYS_ON, *rules), tuple(levels), seed, "d" * 64
    )
    assert not [c for judge in (*made.rules, *made.goals) for c in judge.validate(problem)]
    return made


def planned(made: Scenario) -> Planned:
    """The plan, every level proved."""
    outcome = planning.plan(made, Options(workers=1, budget=30))
    assert isinstance(outcome, Planned)
    assert not verify(made.problem, made.rules, outcome.plan)
    assert [level.value for level in outcome.levels] == [level.bound for level in outcome.levels]
    return outcome


def values(outcome: Planned) -> list[int | None]:
    return [level.value for level in outcome.levels]


def ids(first: int, last: int) -> list[str]:
    return [f"P{n:03}" for n in range(first, last + 1)]


def attendance(plan: Plan) -> dict[str, int]:
    """People by first day, as `5` for 5 January."""
    return {str(int(session.split("|")[2][-2:])): n for session, n in plan.attendance().items()}


def hall(seats: int, name: str = "aula", **said) -> Venue:
    return Venue(name, "K1", name, seats, **said)


# -- C02 -------------------------------------------------------------------------------------------


def late_students(*judges):
    problem = world(
        registrants=people(*ids(1, 130)),
        activities=[Activity("P", "P", min_people=20, max_people=60)],
        first="5",
        last="6",
    )
    return scenario(problem, *judges)


def test_c02_seats_run_out_and_everyone_must_be_placed():
    made = late_students(EveryonePlaced())
    report = planning.check(made)
    assert report.impossible
    assert any(
        "120" in words and "130" in words for words in (s.words.en for s in report.shortfalls)
    )
    assert any(s.hard and s.missing == 10 for s in report.shortfalls)
    assert isinstance(planning.plan(made), Impossible)


def test_c02_seats_run_out_and_ten_are_left_over():
    made = late_students(MostPlaced())
    assert not planning.check(made).impossible
    outcome = planned(made)
    left = find_left_over(made.problem, outcome.plan)
    assert values(outcome) == [10]
    assert (len(outcome.plan.seats), len(left)) == (120, 10)
    assert {one.reason for one in left} == {FULL}
    assert not {one.registrant.id for one in left} & outcome.plan.sessions_of.keys()


# -- C05 -------------------------------------------------------------------------------------------


def three_day_class(*judges):
    return scenario(
        world(
            registrants=people(*ids(1, 42)),
            activities=[Activity("P", "P", max_people=50, days=3)],
            venues=[hall(50, "A"), hall(40, "B")],
            obstacles=[Obstacle("tempat", "A", day("14"), day("14"))],
            first="12",
            last="14",
        ),
        *judges,
    )


def test_c05_a_class_of_three_days_in_a_room_for_forty():
    outcome = planned(three_day_class(MostPlaced()))
    assert values(outcome) == [2]
    assert outcome.plan.attendance() == {sid("P", "12", venue="B"): 40}
    assert isinstance(planning.plan(three_day_class(EveryonePlaced())), Impossible)


# -- C09 -------------------------------------------------------------------------------------------


def by_days(any_day: int, two_days: int, monday: int) -> list[Registrant]:
    """First in the list who can come any day, then who can on two, then on Monday only."""
    first, second = any_day, any_day + two_days
    return [
        *people(*ids(1, first)),
        *people(*ids(first + 1, second), weekdays=frozenset({MONDAY, TUESDAY})),
        *people(*ids(second + 1, second + monday), weekdays=frozenset({MONDAY})),
    ]


def test_c09_filling_in_list_order_would_strand_twenty():
    activity = Activity("P", "P", min_people=20, max_people=20)
    problem = world(
        registrants=by_days(20, 20, 20),
        activities=[activity],
        venues=[hall(20)],
        first="5",
        last="7",
    )
    made = scenario(problem, EveryonePlaced())
    assert not planning.check(made).shortfalls
    plan = planned(made).plan
    assert set(plan.people[sid("P", "5")]) == set(ids(41, 60))
    assert set(plan.people[sid("P", "6")]) == set(ids(21, 40))
    assert set(plan.people[sid("P", "7")]) == set(ids(1, 20))


def test_c09_one_more_who_can_on_monday_only_is_one_too_many():
    activity = Activity("P", "P", min_people=20, max_people=20)
    problem = world(
        registrants=by_days(20, 19, 21),
        activities=[activity],
        venues=[hall(20)],
        first="5",
        last="7",
    )
    made = scenario(problem, EveryonePlaced())
    assert planning.check(made).impossible
    assert isinstance(planning.plan(made), Impossible)
    # the solver alone comes to the same
    assert isinstance(
        finding.find_plan(made, Options(workers=1), lambda progress: None, planning.StopSwitch()),
        Impossible,
    )


def test_c09_no_one_left_over_has_a_free_seat_they_may_take():
    registrants = [
        *people("A-Y", weekdays=frozenset({MONDAY, TUESDAY})),
        *people("B-X", weekdays=frozenset({MONDAY})),
    ]
    problem = world(
        registrants=registrants,
        activities=[Activity("P", "P", max_people=1)],
        venues=[hall(1)],
        first="5",
        last="6",
    )
    outcome = planned(scenario(problem, MostPlaced()))
    assert values(outcome) == [0]
    assert outcome.plan.seats == {("B-X", sid("P", "5")), ("A-Y", sid("P", "6"))}


# -- C13 -------------------------------------------------------------------------------------------


def guitar_teacher(last: str) -> Scenario:
    """Six pupils by two a day; the second can no longer come on Mondays."""
    registrants = [
        replace(r, weekdays=frozenset({1, 2, 3, 4})) if r.id == "2" else r
        for r in people(*"123456")
    ]
    problem = world(
        registrants=registrants,
        activities=[Activity("P", "P", max_people=2)],
        venues=[hall(2)],
        first="5",
        last=last,
    )
    return scenario(problem, EveryonePlaced(), FewSessions())


GUITAR = Plan.of([(str(n), sid("P", on)) for n, on in zip(range(1, 7), "556677", strict=True)])


def test_c13_six_seats_for_six_people_need_a_swap():
    outcome = planned(change_of(guitar_teacher("7"), GUITAR))
    assert values(outcome) == [2, 3]
    assert difference(GUITAR, outcome.plan).lost == 2


def test_c13_keeping_comes_before_saving():
    outcome = planned(change_of(guitar_teacher("8"), GUITAR))
    assert values(outcome) == [1, 4]
    assert GUITAR.seats - outcome.plan.seats == {("2", sid("P", "5"))}
    assert ("2", sid("P", "8")) in outcome.plan.seats


# -- C14 -------------------------------------------------------------------------------------------

FIRST_LIST = Plan.of([(person, sid("P", "5")) for person in ids(1, 95)])


def listed(registrants: list[Registrant], *judges) -> Scenario:
    problem = world(
        registrants=registrants,
        activities=[Activity("P", "P", min_people=50, max_people=100)],
        venues=[hall(100)],
        first="5",
        last="6",
    )
    return scenario(problem, EveryonePlaced(), *judges)


@pytest.mark.parametrize(
    ("more", "moved", "present"),
    [(3, 0, {"5": 98}), (5, 0, {"5": 100}), (8, 42, {"5": 53, "6": 50})],
)
def test_c14_late_registrants(more, moved, present):
    outcome = planned(change_of(listed(people(*ids(1, 95 + more)), FewSessions()), FIRST_LIST))
    assert values(outcome) == [moved, len(present)]
    assert attendance(outcome.plan) == present
    assert len(FIRST_LIST.seats - outcome.plan.seats) == moved


def test_c14_who_withdrew_is_nowhere_and_has_not_moved():
    outcome = planned(change_of(listed(people(*ids(3, 95)), FewSessions()), FIRST_LIST))
    assert values(outcome) == [0, 1]
    assert attendance(outcome.plan) == {"5": 93}
    everywhere = {
        *outcome.plan.sessions_of,
        *(member for members in outcome.strata.values() for member in members),
    }
    assert not everywhere & set(ids(1, 2))


def test_c14_planned_again_unchanged_three_times():
    made = listed(people(*ids(1, 103)), FewSessions())
    plan = planned(change_of(made, FIRST_LIST)).plan
    for _ in range(3):
        again = planned(change_of(made, plan))
        assert again.plan == plan
        assert values(again)[0] == 0


# -- C17 -------------------------------------------------------------------------------------------

HUNDRED_AND_SIXTY = Plan.of(
    [(person, sid("P", "5" if n < 100 else "6")) for n, person in enumerate(ids(1, 160))]
)


def lower_limit(last: str, *judges) -> Scenario:
    problem = world(
        registrants=people(*ids(1, 160)),
        activities=[Activity("P", "P", min_people=50, max_people=100)],
        venues=[hall(80)],
        first="5",
        last=last,
    )
    return scenario(problem, *judges)


def test_c17_twenty_move_by_the_announced_draw_and_nobody_from_tuesday():
    made = change_of(lower_limit("6", EveryonePlaced(), FewSessions()), HUNDRED_AND_SIXTY)
    outcome = planned(made)
    assert values(outcome) == [20, 2]
    assert attendance(outcome.plan) == {"5": 80, "6": 80}
    moved = HUNDRED_AND_SIXTY.seats - outcome.plan.seats
    assert len(moved) == 20
    assert {session for _, session in moved} == {sid("P", "5")}
    assert planned(made).plan == outcome.plan
    assert planned(replace(made, draw_seed="lain")).plan != outcome.plan


def test_c17_without_another_day():
    assert isinstance(planning.plan(lower_limit("5", EveryonePlaced())), Impossible)
    made = lower_limit("5", MostPlaced())
    monday = Plan.of(seat for seat in HUNDRED_AND_SIXTY.seats if seat[1] == sid("P", "5"))
    made = replace(
        made,
        problem=replace(
            made.problem, registrants={k: made.problem.registrants[k] for k in ids(1, 100)}
        ),
    )
    outcome = planned(change_of(made, monday))
    assert values(outcome) == [20, 20]
    assert [one.reason for one in find_left_over(made.problem, outcome.plan)] == [FULL] * 20


# -- C19 -------------------------------------------------------------------------------------------


def test_c19_two_seats_move_and_the_people_to_be_told_are_counted_apart():
    old = Plan.of(
        [
            *(
                ("1", sid("P", "5", venue="A")),
                ("2", sid("P", "5", venue="A")),
                ("3", sid("P", "6", venue="B")),
            ),
            *(
                ("1", sid("Z", "7", venue="A")),
                ("2", sid("Z", "7", venue="A")),
                ("3", sid("Z", "8", venue="B")),
            ),
        ]
    )
    problem = world(
        registrants=people(*"123"),
        activities=[Activity("P", "P", max_people=2), Activity("Z", "Z", max_people=2)],
        venues=[
            hall(1, "A", weekdays=frozenset({MONDAY, WEDNESDAY})),
            hall(2, "B", weekdays=frozenset({TUESDAY, THURSDAY})),
        ],
        first="5",
        last="9",
    )
    outcome = planned(change_of(scenario(problem, EveryonePlaced()), old))
    changes = difference(old, outcome.plan)
    assert values(outcome) == [2]
    assert changes.lost == 2
    assert len(changes.moved) in (1, 2)


# -- C30 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "sessions", "most", "sizes"),
    [(4, 3, 4, [1, 1, 2]), (10, 4, 3, [2, 2, 3, 3]), (9, 3, 4, [3, 3, 3])],
)
def test_c30_sections_as_even_as_can_be(number, sessions, most, sizes):
    problem = world(
        registrants=people(*ids(1, number)),
        activities=[Activity("P", "P", max_people=most)],
        told=[(sid("P", str(5 + n)), True) for n in range(sessions)],
        last="8",
    )
    outcome = planned(scenario(problem, EveryonePlaced(), FewSessions(), EvenAttendance()))
    assert sorted(outcome.plan.attendance().values()) == sizes
    assert values(outcome) == [sessions, 0 if number % sessions == 0 else 1]


# -- C33 -------------------------------------------------------------------------------------------


def mirror(*judges) -> Scenario:
    registrants = [*people(*ids(1, 60)), *people(*ids(61, 100), kelurahan="b")]
    problem = world(
        registrants=registrants,
        activities=[Activity("P", "P", min_people=50, max_people=50)],
        venues=[hall(50)],
        first="5",
        last="6",
    )
    return scenario(problem, EveryonePlaced(), *judges)


def mirrored(of_a: int) -> Plan:
    """The plan whose first session holds so many of a."""
    a, b = ids(1, 60), ids(61, 100)
    first = [*a[:of_a], *b[: 50 - of_a]]
    return Plan.of((person, sid("P", "5" if person in first else "6")) for person in (*a, *b))


@pytest.mark.parametrize(
    ("of_a", "short"), [(49, 13), (50, 15), (10, 15), (20, 0), (40, 0), (30, 0), (19, 1), (41, 1)]
)
def test_c33_people_short_of_their_share(of_a, short):
    made = mirror(KelurahanShare(50))
    assert measures(made.problem, made.goals, mirrored(of_a)) == {"kelurahan_share": short}


def test_c33_the_best_mirror_is_whole():
    made = mirror(EveryKelurahanPresent(1), KelurahanShare(50))
    outcome = planned(made)
    assert values(outcome) == [0]
    homes = Counter(
        made.problem.registrants[person].kelurahan for person in outcome.plan.people[sid("P", "5")]
    )
    assert 20 <= homes["a"] <= 40


# -- dates -----------------------------------------------------------------------------------------


def test_c37_a_person_whose_only_day_is_never_open_is_told_so():
    """C37 (4): the week goes from Sunday to Thursday; Fridays only is no day at all."""
    registrants = [*people("X"), *people("Y", weekdays=frozenset({FRIDAY}))]
    problem = world(
        registrants=registrants,
        weekdays=frozenset({6, 0, 1, 2, 3}),
        first="2026-01-04",
        last="2026-01-10",
    )
    assert [d.isoformat() for d in problem.calendar.open_days] == [
        f"2026-01-{n:02}" for n in range(4, 9)
    ]
    made = scenario(problem, MostPlaced())
    assert any("Y" in shortfall.words.en for shortfall in planning.check(made).shortfalls)
    outcome = planned(made)
    assert [(one.registrant.id, one.reason) for one in find_left_over(problem, outcome.plan)] == [
        ("Y", NO_SESSION)
    ]
    assert date(2026, 1, 9) not in {problem.sessions[held].first_day for held in outcome.plan.held}
