"""Who is left without room, and whom to blame: against every set of kinds there is (Hall's
condition).
"""

from __future__ import annotations

import itertools
import random

import pytest

from okoce_opt.counting.flow import find_greatest_flow


def draw(seed):
    """A few kinds of people, the slots each reaches in any order, and rooms; with kinds of nobody
    and full slots among them.
    """
    dice = random.Random(seed)
    room = [dice.randrange(7) for _ in range(dice.randint(1, 5))]
    people = [dice.randrange(9) for _ in range(dice.randint(1, 5))]
    reach = [dice.sample(range(len(room)), dice.randint(0, min(3, len(room)))) for _ in people]
    return people, reach, room


def lacking(kinds, people, reach, room):
    """People of these kinds beyond the room of the slots they reach."""
    return sum(people[k] for k in kinds) - sum(
        room[s] for s in {s for k in kinds for s in reach[k]}
    )


def sets_of(people):
    return [
        set(those)
        for n in range(len(people) + 1)
        for those in itertools.combinations(range(len(people)), n)
    ]


@pytest.mark.parametrize("first", range(0, 1200, 300))
def test_missing_is_what_the_worst_off_kinds_lack_and_nobody_else_is_blamed(first):
    """The least set of kinds that lacks most is in every other such set, so there is one answer."""
    for seed in range(first, first + 300):
        people, reach, room = draw(seed)
        most = max(lacking(those, people, reach, room) for those in sets_of(people))
        worst = [those for those in sets_of(people) if lacking(those, people, reach, room) == most]
        assert find_greatest_flow(people, reach, room) == (
            most,
            sorted(set.intersection(*worst)),
        ), seed


def test_flow_moves_people_along():
    """Kind 0 reaches slots 0 and 1, kind 1 only slot 0: filling slot 0 with kind 0 first must be
    undone.
    """
    assert find_greatest_flow([5, 5], [[0, 1], [0]], [5, 5]) == (0, [])
    assert find_greatest_flow([5, 6], [[0, 1], [0]], [5, 5]) == (1, [1])
    assert find_greatest_flow([3, 3, 3], [[0, 1], [1, 2], [0, 2]], [3, 3, 2]) == (1, [0, 1, 2])


def test_a_row_of_kinds_moves_over_by_one():
    """The only room left is at the far end of a row of seven slots: everyone between moves one on
    for the last kind.
    """
    row = [[n, n + 1] for n in range(6)]
    assert find_greatest_flow([4] * 7, [*row, [0, 1]], [4] * 7) == (0, [])
    assert find_greatest_flow([4] * 6 + [5], [*row, [0, 1]], [4] * 7) == (1, [0, 6])


def test_nobody_is_moved_on_who_is_not_there():
    """One of kind 0 makes room for kind 1 and takes the only chair of slot 1; moved on from there,
    it frees that one, not two.

    Kinds 2 and 3 are four people for the three chairs of slots 5 and 1; slots 3 and 4 have none.
    """
    reach = [[0, 1, 2], [0, 3, 4], [5, 1, 4], [5, 3, 4]]
    assert find_greatest_flow([3, 1, 2, 2], reach, [3, 1, 5, 0, 0, 2]) == (1, [2, 3])
    assert find_greatest_flow([3, 1, 2, 1], reach, [3, 1, 5, 0, 0, 2]) == (0, [])
