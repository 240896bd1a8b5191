"""The smallest reason, held against every plan there is of tiny impossible worlds."""

from __future__ import annotations

import pytest

from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.reasons.conflict import find_conflict
from okoce_opt.reasons.court import Court
from okoce_opt.reasons.why_not import why_not
from tests.counting.tiny import tiny_world
from tests.reasons.enumerated import always_on, has_plan, impossible_worlds
from tests.reasons.stories import EIGHT

MANY, TENTH = 460, 12


def hold_against_every_plan(seeds) -> int:
    """The number of worlds of which a reason was found and looked at."""
    looked_at = 0
    for seed, problem, rules in impossible_worlds(seeds):
        conflict = find_conflict(problem, rules, Court(), proved=True)
        assert conflict is not None, seed
        assert conflict.irreducible, seed
        items = conflict.items
        assert has_plan(*conflict.made(items)) is not True, (seed, "the named set has a plan")
        for spared in items:
            rest = [item for item in items if item is not spared]
            assert has_plan(*conflict.made(rest)) is not False, (seed, spared.words.en)
        looked_at += 1
    return looked_at


def test_what_is_named_is_impossible_and_possible_without_any_one_of_it():
    assert hold_against_every_plan(range(0, MANY, TENTH)) > 25


@pytest.mark.slow
def test_the_same_of_three_hundred_worlds():
    seeds = [seed for seed in range(MANY) if seed % TENTH]
    assert hold_against_every_plan(seeds) > 280


def test_no_reason_is_given_for_a_world_that_has_a_plan():
    seen = 0
    for seed in range(0, 120, 3):
        problem, rules = tiny_world(seed)
        rules = [*always_on(), *rules]
        if has_plan(problem, rules):
            seen += 1
            assert find_conflict(problem, rules, Court()) is None, seed
    assert seen > 15


@pytest.mark.parametrize("story", EIGHT, ids=lambda story: story.__name__)
def test_each_story_has_its_reason(story):
    """What the story was made for is among what is named, and where it stands."""
    found = why_not(story().made())
    assert found.status == "impossible"
    assert found.conflict is not None
    assert found.conflict.irreducible
    named = {(item.table, item.column) for item in found.conflict.items}
    assert MEANT[story.__name__] <= named
    for line in found.lines():
        assert "{" not in line.id + line.en
        assert line.id != line.en or line.id.startswith("  - [")


MEANT = {
    "too_few_days": {("pendaftar", ""), ("tempat", "kursi")},
    "too_few_seats": {("pendaftar", ""), ("tempat", "kursi")},
    "a_kelurahan_that_stays_together": {("keluarga", "cara"), ("tempat", "kursi")},
    "one_team": {("tim", "hari"), ("kegiatan", "tim")},
    "deadline_and_gap": {("urutan", ""), ("aturan", "day = 2026-01-12")},
    "household_and_absence": {("keluarga", "cara"), ("pendaftar", "hari")},
    "too_small_a_quota": {("jatah", "orang")},
    "city_sessions": {("tempat", "hari"), ("tempat", "kursi")},
}
"""Table and column of what the planner would have to touch."""


def test_a_question_that_nobody_could_answer_is_not_called_impossible():
    """Time is up before anything is settled, in a world that counting finds nothing against."""
    story = EIGHT[2]().made()
    found = why_not(story, time_limit=1e-6)
    assert found.status == "unsettled"
    assert not any(isinstance(one, Shortfall) for one in found.shortfalls)
    assert "mustahil." in str(found)
    assert "Mustahil:" not in str(found)
