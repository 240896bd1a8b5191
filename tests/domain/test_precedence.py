"""Who can go on to the next activity, and when: against the days between each two sessions, one
pair at a time.
"""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import zip_longest

import pytest

from okoce_opt.domain.activities import Order
from okoce_opt.domain.precedence import Precedence
from okoce_opt.domain.sessions import Session
from tests.hands import PARTS, day


def session(activity: str, first: int, length: int, part: str, venue: str = "aula") -> Session:
    """A session that begins so many days after Monday 5 January 2026."""
    days = tuple(day("5") + timedelta(first + n) for n in range(length))
    return Session(activity, venue, part, days, PARTS[part].halves, "K1", 60)


def drawn(rng: random.Random, activity: str, length: int) -> list[Session]:
    """Up to seven sessions of one activity over nine days, in order of time."""
    made = [
        session(activity, rng.randrange(9), length, rng.choice(list(PARTS)), rng.choice("ab"))
        for _ in range(rng.randint(0, 7))
    ]
    return sorted({s.id: s for s in made}.values(), key=lambda s: (s.starts, s.id))


def ready(order: Order, before: Session, after: Session) -> bool:
    """Whether the later session does not begin too early."""
    gap = (after.first_day - before.last_day).days
    return gap >= order.min_gap_days and (gap > 0 or min(after.halves) > max(before.halves))


def fresh(order: Order, before: Session, after: Session) -> bool:
    """Whether it does not begin too late."""
    return (
        order.max_gap_days is None or (after.first_day - before.last_day).days <= order.max_gap_days
    )


@pytest.mark.parametrize("greatest", [None, 0, 1, 2, 5])
@pytest.mark.parametrize("least", [0, 1, 2])
def test_every_pair_of_sessions(least: int, greatest: int | None) -> None:
    order = Order("Z", "P", least, greatest)
    rng = random.Random(f"waiting {least} {greatest}")
    for _ in range(60):
        earlier, later = drawn(rng, "P", rng.choice([1, 1, 2])), drawn(rng, "Z", 1)
        waiting = Precedence(order, earlier, later)
        fits = {
            z.id: {p.id for p in earlier if ready(order, p, z) and fresh(order, p, z)}
            for z in later
        }
        assert [z.id for z in waiting.later] == [z.id for z in later if fits[z.id]]
        assert [z.id for z in waiting.useless] == [z.id for z in later if not fits[z.id]]
        assert {p.id for p in waiting.earlier} == set().union(*fits.values())
        for z in waiting.later:
            assert {p.id for p in waiting.fitting(z.starts)} == fits[z.id]
        _steps(order, waiting)


def _steps(order: Order, waiting: Precedence) -> None:
    """Nobody becomes ready or too late within a step; each earlier session arrives once, when it is
    first ready.
    """
    steps = list(waiting.steps())
    assert [z for step in steps for z in step.leaving] == waiting.later
    come: set[str] = set()
    for step, following in zip_longest(steps, steps[1:]):
        first = step.leaving[0]
        assert step.start == first.starts
        assert len({frozenset(p.id for p in waiting.fitting(z.starts)) for z in step.leaving}) == 1
        assert not come & {p.id for p in step.arriving}
        come |= {p.id for p in step.arriving}
        assert come == {p.id for p in waiting.earlier if ready(order, p, first)}
        if order.max_gap_days is None or following is None:
            assert step.fresh is None
        else:
            still = {
                p.id
                for p in waiting.earlier
                if p.id in come and fresh(order, p, following.leaving[0])
            }
            assert step.fresh is not None
            assert {p.id for p in step.fresh} == still


def test_steps_are_as_few_as_the_days_on_which_somebody_becomes_ready() -> None:
    """P on the 5th and the 8th, Z on the 6th, 7th, 9th and 10th. Without a greatest gap two steps
    are enough; with one, four.
    """
    earlier = [session("P", n, 1, "sehari") for n in (0, 3)]
    later = [session("Z", n, 1, "sehari") for n in (1, 2, 4, 5)]
    sizes = {
        most: [
            len(step.leaving)
            for step in Precedence(Order("Z", "P", 1, most), earlier, later).steps()
        ]
        for most in (None, 9)
    }
    assert sizes == {None: [2, 2], 9: [1, 1, 1, 1]}
