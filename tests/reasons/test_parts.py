"""Kecamatan that share nothing are asked one after the other: the answer is that of the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from okoce_opt.reasons import court
from okoce_opt.reasons.why_not import why_not
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.verify import verify
from tests.counting.tiny import tiny_world
from tests.reasons.enumerated import always_on, has_plan
from tests.reasons.stories import (
    a_kelurahan_that_stays_together,
    one_team,
    plain,
    too_few_days,
)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few people there are."""
    monkeypatch.setattr(court, "QUICK", 0)


@pytest.mark.usefixtures("in_parts")
def test_parts_answer_as_enumeration_does() -> None:
    said: Counter[object] = Counter()
    for seed in range(1000):
        problem, rules = tiny_world(seed)
        rules = [*always_on(), *rules, EveryonePlaced()]
        if any(True for rule in rules for _ in rule.validate(problem)):
            continue
        asked = court.Court(2.0)
        alone = asked.without_plan(problem, rules)
        if not asked.parts:
            continue
        answer, truth = asked.is_solved(problem, rules), has_plan(problem, rules)
        assert truth is None or answer is None or answer == truth, seed
        assert not alone or truth is not True, seed
        if answer:
            assert asked.plan is not None
            assert not verify(problem, rules, asked.plan)
        said[answer] += 1
    assert said[True] > 20
    assert said[False] > 20


@pytest.mark.usefixtures("in_parts")
def test_what_is_the_same_as_before_is_not_asked_again() -> None:
    scenario = plain("dua", 3, 6, 3, 4, "P").made()
    problem, rules = scenario.problem, scenario.rules
    asked = court.Court()
    assert asked.has_plan(problem, rules)
    assert (asked.asked, len(asked.parts)) == (3, 3)
    small = {
        name: replace(hall, seats=1) if name == "aula-K2" else hall
        for name, hall in problem.venues.items()
    }
    # it stood in the way, and is asked first from now on
    assert asked.is_solved(replace(problem, venues=small), rules) is False
    before = asked.asked
    assert asked.is_solved(replace(problem, venues=small), rules) is False
    assert asked.asked == before


@pytest.mark.usefixtures("in_parts")
def test_other_kecamatan_without_a_plan_are_named_and_the_ways_out_are_for_all() -> None:
    """The reason named one kecamatan; whoever mended it found the next one as impossible."""
    story = a_kelurahan_that_stays_together(3, 30)
    story.tables["pendaftar"] = [
        row | {"keluarga": ""} if row["kecamatan"] == "K2" else row
        for row in story.tables["pendaftar"]
    ]
    heard = []
    found = why_not(story.made(), known=heard.append)
    assert found.also == {"K3"}
    said = "\n".join(line.en for line in found.lines())
    assert "By themselves there is no plan in Kecamatan K3 either." in said
    assert found.ways
    # the reason is heard while ways out are looked for
    (reason,) = heard
    assert (reason.conflict, reason.ways) == (found.conflict, ())


@pytest.mark.usefixtures("in_parts")
@pytest.mark.parametrize("story", [one_team, too_few_days], ids=lambda story: story.__name__)
def test_what_is_shared_is_asked_as_a_whole(story) -> None:
    scenario = story(2).made()
    asked = court.Court()
    assert asked.is_solved(scenario.problem, scenario.rules) is False
    assert bool(asked.parts) == (story is too_few_days)
