"""No count says impossible of a world that has a plan, or more people left over than must be."""

from __future__ import annotations

from collections import Counter

import pytest

from okoce_opt.counting import COUNTS, count
from okoce_opt.counting.shortfall import Shortfall, least_missing
from okoce_opt.domain.words import same
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.rule import Rule
from tests.counting.tiny import least_left_over, tiny_change

WORLDS = 1200


@pytest.fixture(scope="module")
def worlds():
    made = []
    for seed in range(WORLDS):
        problem, rules = tiny_change(seed)
        least = least_left_over(problem, rules, most=3_000)
        if least != -1:
            made.append((seed, problem, rules, least))
    assert len(made) > WORLDS // 2
    return made


def test_impossible_is_never_said_of_what_can_be_planned(worlds):
    for seed, problem, rules, least in worlds:
        for shortfall in count(problem, [*rules, EveryonePlaced()]):
            assert not (shortfall.hard and least == 0), (seed, shortfall.words.en)


def test_no_more_people_are_left_over_than_must_be(worlds):
    for seed, problem, rules, least in worlds:
        for shortfall in count(problem, rules):
            if shortfall.hard:
                assert least is None, (seed, shortfall.words.en)
            elif least is not None:
                assert 0 < shortfall.missing <= least, (seed, shortfall.words.en)
        if least is not None:
            assert least_missing(count(problem, rules)) <= least, seed


@pytest.mark.parametrize(
    ("found", "least"),
    [
        ([], 0),
        ([("", "", 7), ("K1", "P", 3), ("K2", "P", 5)], 8),
        ([("", "P", 9), ("K1", "P", 3), ("K2", "P", 5)], 9),
        ([("K1", "P", 3), ("K1", "Q", 5), ("K1", "", 4)], 5),
    ],
)
def test_what_falls_short_apart_adds_up(found, least):
    """Only kecamatan have different people for certain; a household of two of them is of none."""
    told = [Shortfall("", same(""), False, missing, *place) for *place, missing in found]
    assert least_missing(told) == least


@pytest.mark.parametrize("seed", [5025, 5380])
def test_nobody_is_counted_twice(seed):
    """A household of two kecamatan fell short in one and one by one in the other; who has no room
    in what comes first has none in what comes after it either.
    """
    problem, rules = tiny_change(seed)
    found = count(problem, rules)
    assert max(one.missing for one in found) < sum(one.missing for one in found)
    assert 0 < least_missing(found) <= least_left_over(problem, rules)


def test_worlds_are_of_every_kind_and_counts_see_most_of_what_is_wrong(worlds):
    """Half the worlds with somebody left over are told by counting, and each count speaks
    somewhere.
    """
    told = Counter()
    wrong = seen = 0
    for _, problem, rules, least in worlds:
        kinds = {shortfall.kind for shortfall in count(problem, [*rules, EveryonePlaced()])}
        told.update(kinds)
        wrong += least != 0
        seen += bool(kinds)
    speaking = [rule for rule in RULE_BOOK if rule.counts is not Rule.counts]
    assert len(told) == len(COUNTS) + len(speaking), told
    assert wrong > 100
    assert len(worlds) - wrong > 100
    assert seen > wrong / 2, (seen, wrong, told)
