"""Who comes, drawn: the figures of a plan small enough to know them."""

from __future__ import annotations

import pytest

from okoce_opt.counting.simulation import simulate
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.places import Venue
from okoce_opt.domain.turnout import Turnout
from tests.hands import people, plan, sid, world

P, S = Activity("P", "P", max_people=60), Activity("S", "S", required=False, reserve_for="P")
RUNS = 20_000


def drawn(per_thousand, reserves=(), seed=1, seats=1):
    problem = world(
        venues=[Venue("aula", "K1", "Aula", seats)],
        activities=[P, S],
        turnouts=[Turnout("P", "", per_thousand, 4)],
        registrants=people("X", "Y"),
    )
    (found,) = simulate(problem, plan({sid("P", "5"): "X Y"}, held=reserves), RUNS, seed, 1)
    return found


def test_two_people_for_one_chair():
    """Half come: both with 1/4 (one is turned away), neither with 1/4 (two are absent), 1 of 2
    absent on average.
    """
    found = drawn(500)
    assert (found.sessions, found.invited, found.allowed, found.places) == (1, 2, 0.25, 1)
    assert found.overflows / RUNS == pytest.approx(0.25, abs=0.012)
    assert found.turned_away == found.overflows / RUNS
    assert found.worst_overflows == found.overflows
    assert found.absent == pytest.approx(1, abs=0.02)
    # whoever comes, one of the two has no seat or was not there
    assert (found.reserve_seats, found.too_small) == (0, RUNS)


def test_a_reserve_counts_when_it_is_late_enough():
    """One seat after: too few only when both are absent, 1/4. On the same day or before it is no
    use.
    """
    after = drawn(500, [sid("S", "6")])
    assert after.reserve_seats == 1
    assert after.too_small / RUNS == pytest.approx(0.25, abs=0.012)
    assert drawn(500, [sid("S", "5")]).too_small == RUNS
    assert drawn(500, [sid("S", "6"), sid("S", "7")]).too_small == 0


def test_the_seed_says_every_figure():
    """The raw stream of PCG64 is the same everywhere: so are these counts."""
    assert drawn(500) == drawn(500)
    assert drawn(500).overflows != drawn(500, seed=2).overflows
    assert drawn(630).overflows == 8046


def test_everyone_comes():
    found = drawn(1000, seats=2)
    assert (found.overflows, found.turned_away, found.absent, found.too_small) == (0, 0, 0, 0)
