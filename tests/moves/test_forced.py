"""What forced each seat to move, in words: P in the hall on Monday 5, Z on Thursday 8."""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.moves.forced import by_cause, find_forced
from okoce_opt.replanning.figures import figures_of_change
from okoce_opt.replanning.others import moved_by_choice
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from tests.hands import day, people, sid, world
from tests.test_cases_planning import scenario

P5, Z8 = sid("P", "5"), sid("Z", "8")
OLD = Plan.of([("X", P5), ("Y", P5), ("X", Z8), ("Y", Z8)])
TWO = [Activity("P", "Pelatihan", max_people=60), Activity("Z", "Perizinan", max_people=60)]
BALAI = Venue("balai", "K1", "Balai", 60)


def why(seats: dict[str, str], *rules: object, **said: object) -> dict[tuple[str, str], str]:
    """Seat that moved -> what forced it, in English; `seats` are the new ones."""
    rows = {"registrants": people("X", "Y"), "activities": TWO, **said}
    changed = change_of(scenario(world(**rows), *rules, MostPlaced(), FewSessions()), OLD)
    new = Plan.of([(who, s) for s, those in seats.items() for who in those.split()])
    return {seat: words.en for seat, words in find_forced(changed, new).items()}


def test_a_day_that_is_closed_and_a_hall_that_is() -> None:
    elsewhere = {sid("P", "6"): "X Y", Z8: "X Y"}
    holiday = CalendarDay(day("5"), is_open=False, note="cuti bersama")
    assert set(why(elsewhere, days=[holiday]).values()) == {
        "Monday, 5 January 2026 is closed (cuti bersama)"
    }
    burnt = Obstacle("tempat", "aula", day("5"), day("7"), "kebakaran")
    assert set(
        why(
            {sid("P", "5", venue="balai"): "X Y", Z8: "X Y"},
            obstacles=[burnt],
            venues=[Venue("aula", "K1", "Aula", 60), BALAI],
        ).values()
    ) == {"Aula is closed Monday, 5 January 2026 to Wednesday, 7 January 2026 (kebakaran)"}
    gone = why(
        {sid("P", "5", venue="balai"): "X Y", sid("Z", "8", venue="balai"): "X Y"}, venues=[BALAI]
    )
    assert len(gone) == 4
    assert set(gone.values()) == {"aula is no more"}


def test_a_draft_of_which_nobody_was_told_is_not_moved() -> None:
    """It was said of a first plan made once more that 299 seats move that people know."""
    rows = {"registrants": people("X", "Y"), "activities": TWO}
    changed = change_of(
        scenario(world(**rows), MostPlaced()),
        replace(Announced.of_plan(OLD), drafts=frozenset({P5})),
    )
    new = Plan.of([("X", sid("P", "6")), ("Y", sid("P", "6")), ("X", Z8), ("Y", sid("Z", "9"))])
    assert [*find_forced(changed, new)] == [("Y", Z8)]
    said = figures_of_change(changed.problem, OLD, new)
    assert (said["moved"], said["people"], said["drafted"], said["released"]) == (1, 1, 2, 0)


def test_who_registered_late_and_gets_a_seat_is_to_be_told() -> None:
    """Three newcomers got their seats, and "0 people to tell" was said."""
    rows = {"registrants": people("X", "Y", "W"), "activities": TWO}
    changed = change_of(scenario(world(**rows), MostPlaced()), OLD)
    said = figures_of_change(changed.problem, OLD, Plan.of([*OLD.seats, ("W", P5), ("W", Z8)]))
    assert (said["moved"], said["first"], said["people"]) == (0, 2, 1)


def test_the_person_who_is_away_or_lives_elsewhere() -> None:
    away = Obstacle("pendaftar", "X", day("5"), day("5"), "")
    assert why({sid("P", "6"): "X", P5: "Y", Z8: "X Y"}, obstacles=[away]) == {
        ("X", P5): "they are away that day"
    }
    moved = why(
        {sid("P", "5", venue="gedung"): "X", sid("Z", "8", venue="gedung"): "X", P5: "Y", Z8: "Y"},
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")],
        venues=[Venue("aula", "K1", "Aula", 60), Venue("gedung", "K2", "Gedung", 60)],
        registrants=[Registrant("X", "K2", "c"), *people("Y")],
    )
    assert set(moved.values()) == {"now of kecamatan Dua"}


def test_a_session_that_is_full_or_off_or_called_off() -> None:
    small = [Venue("aula", "K1", "Aula", 1)]
    assert why({P5: "X", sid("P", "6"): "Y", Z8: "X", sid("Z", "9"): "Y"}, venues=small) == {
        ("Y", P5): "the session is full (1 seat)",
        ("Y", Z8): "the session is full (1 seat)",
    }
    least = [replace(TWO[0], min_people=3), TWO[1]]
    assert set(why({sid("P", "6"): "X Y", Z8: "X Y"}, activities=least).values()) == {
        "the session is off: 2 people are left, at least 3 are needed"
    }
    told = why({sid("P", "6"): "X Y", Z8: "X Y"}, told=[(P5, False)])
    assert set(told.values()) == {
        "the session was called off (sesi P|aula|2026-01-05|sehari: tidak)"
    }


def test_who_missed_the_first_goes_on_later() -> None:
    absent = people("X", missed=(("P", day("5")),))
    found = why(
        {sid("P", "9"): "X", P5: "Y", sid("Z", "12"): "X", Z8: "Y"},
        registrants=[*absent, *people("Y")],
        orders=[Order("Z", "P")],
        today=day("6"),
    )
    assert found == {
        ("X", Z8): "against the order and gap after Pelatihan (Friday, 9 January 2026)"
    }


def test_a_rule_or_a_level_that_would_lose() -> None:
    late = why({P5: "X Y", sid("Z", "6"): "X Y"}, Deadline(day("7")))
    assert len(late) == 2
    assert all("8 January" in words or "7 January" in words for words in late.values())
    better = why({P5: "X Y", sid("Z", "6"): "X Y"})
    assert set(better.values()) == {"together with other moves, for rules or an earlier level"}
    rows = {"registrants": people("X", "Y"), "activities": TWO}
    goals = MostPlaced(), FinishEarly(), KeepThePlan()
    changed = change_of(scenario(world(**rows), *goals), OLD)
    earlier = Plan.of([("X", P5), ("Y", P5), ("X", sid("Z", "7")), ("Y", sid("Z", "7"))])
    assert {str(words.en) for words in find_forced(changed, earlier).values()} == {
        f"for level 2 ({FinishEarly.title.en})"
    }


def test_seats_are_given_up_by_choice_where_they_could_have_stayed() -> None:
    """A draft may change freely, and who is away that day cannot stay."""
    rows = {"registrants": people("X", "Y"), "activities": TWO}
    moved = Plan.of([("X", sid("P", "6")), ("Y", sid("P", "6")), ("X", Z8), ("Y", Z8)])
    away = Obstacle("pendaftar", "X", day("5"), day("5"), "")
    for obstacles, drafts, chosen in (
        ((), (), ["X", "Y"]),
        ([away], (), ["Y"]),
        ((), (P5,), []),
    ):
        announced = replace(Announced.of_plan(OLD), drafts=frozenset(drafts))
        problem = replace(world(**rows, obstacles=obstacles), announced=announced)
        assert sorted(who for who, _ in moved_by_choice(problem, moved)) == chosen


def test_a_rule_speaks_of_a_kelurahan_by_its_name() -> None:
    """Y sits with nobody of Bakung in the old place: that was said of kelurahan "b"."""
    homes = [Kelurahan("a", "Anggrek", "K1"), Kelurahan("b", "Bakung", "K1")]
    registrants = [Registrant("X", "K1", "b"), Registrant("Y", "K1", "a")]
    seats = {sid("P", "6"): "X Y", Z8: "X Y"}
    found = why(seats, EveryKelurahanPresent(), registrants=registrants, kelurahan=homes)
    assert {words.split(":")[1] for words in found.values()} == {
        " Kelurahan Anggrek",
        " Kelurahan Bakung",
    }


def test_causes_are_counted() -> None:
    burnt = Obstacle("tempat", "aula", day("5"), day("5"), "kebakaran")
    changed = change_of(
        scenario(
            world(registrants=people("X", "Y"), activities=TWO, obstacles=[burnt]), MostPlaced()
        ),
        OLD,
    )
    new = Plan.of([(who, s) for who in "XY" for s in (sid("P", "6"), Z8)])
    ((cause, number),) = by_cause(find_forced(changed, new))
    assert (number, "kebakaran" in cause.id) == (2, True)
    assert by_cause({}) == []


def test_nothing_moved() -> None:
    assert why({P5: "X Y", Z8: "X Y"}) == {}
