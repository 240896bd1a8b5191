"""Meeting days, judged by hand; January 2026, Monday 5 to Friday 16."""

from __future__ import annotations

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.goals.few_days import FewDays
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.search.whole import plan_whole
from okoce_opt.model.solvers.cpsat import Effort
from tests.hands import people, plan, sid, world
from tests.worlds import ALWAYS_ON

HALLS = [Venue("aula", "K1", "Aula", 10), Venue("balai", "K1", "Balai", 10)]


def test_a_day_counts_once_for_each_kecamatan() -> None:
    """Two sessions of K1 on Monday and one of K2: two; a class of two days: two more; the city's
    none.
    """
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
        venues=[*HALLS, Venue("gedung", "K2", "Gedung", 9), Venue("kota", "", "Kota", 9)],
        activities=[
            Activity("P", "P"),
            Activity("Z", "Z", days=2),
            Activity("B", "B", city=True),
        ],
    )
    made = plan(
        {
            sid("P", "5"): "X",
            sid("P", "5", venue="balai"): "Y",
            sid("P", "5", venue="gedung"): "W",
            sid("Z", "7"): "X",
            sid("B", "12", venue="kota"): "X",
        }
    )
    assert FewDays().measure(problem, made) == 4


def test_two_halls_on_one_day_are_better_than_two_days() -> None:
    """Twenty people, two halls of ten: one day."""
    problem = world(venues=HALLS, registrants=people(*(f"P{n:02}" for n in range(20))))
    levels = [(PricedGoal(MostPlaced()),), (PricedGoal(FewDays()),)]
    part, _ = plan_whole((), Instance(problem, ALWAYS_ON, levels), Effort(deterministic=5))
    assert part.counts is not None
    assert part.counts.values == part.bounds == (0, 1)
    assert len(part.counts.held) == 2


def test_what_counting_forces() -> None:
    """25 people of two activities, 20 seats a day: three days; 10 left over make it two, 30 one."""
    problem = world(
        venues=HALLS,
        activities=[Activity("P", "P"), Activity("Z", "Z")],
        registrants=people(*(f"P{n:02}" for n in range(25))),
    )
    floors = [FewDays().floor(problem, unplaced) for unplaced in (0, 9, 10, 29, 30, 50)]
    assert floors == [3, 3, 2, 2, 1, 0]


def test_one_left_over_frees_all_days_of_a_long_class() -> None:
    """Three people, a class of three days, two seats: nobody left over takes two runs, five days
    by count; with one left over the others take three days (four was said, above the plan's own).
    """
    problem = world(
        venues=HALLS,
        activities=[Activity("P", "P", days=3, max_people=1)],
        registrants=people("P1", "P2", "P3"),
    )
    assert [FewDays().floor(problem, unplaced) for unplaced in (0, 1, 2, 3)] == [5, 3, 2, 0]


def test_a_seat_that_is_missing_may_be_the_longest() -> None:
    """X needs a class of three days and a talk of one, in a hall for one: without the class a day
    is enough.
    """
    problem = world(
        venues=[Venue("aula", "K1", "Aula", 1)],
        activities=[Activity("P", "P", days=3), Activity("Z", "Z")],
        registrants=people("X"),
    )
    assert [FewDays().floor(problem, unplaced) for unplaced in (0, 1, 2)] == [4, 1, 0]
