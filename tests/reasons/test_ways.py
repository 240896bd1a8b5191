"""Ways out: each works, none smaller does where that is said, and none of a kind that exists is
missing, held against every plan of tiny worlds.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from okoce_opt import PlanFilesError, planning
from okoce_opt.instance import Instance
from okoce_opt.reasons.court import Court
from okoce_opt.reasons.levers import LEFT_OVER, Scope
from okoce_opt.reasons.ways import Ways, all_levers
from okoce_opt.reasons.why_not import why_not
from okoce_opt.scenario import digest_of
from okoce_opt.verify import verify
from tests.reasons.enumerated import has_plan, impossible_worlds, tightened_worlds
from tests.reasons.stories import EIGHT, household_and_absence, too_few_days, too_few_seats

MANY, TENTH = 420, 14
MOST = 400
"""Choices that are enumerated for one change."""
WEEKLY = ("meeting_days", "team_days")
"""Rules that the enumeration knows in one week only."""


def enumerated(change, problem, rules):
    """What enumeration says of the world with a change."""
    if change.last is not None and any(rule.kind in WEEKLY for rule in rules):
        return None
    changed = change.tried(Instance(problem, rules))
    if any(True for rule in changed.rules for _ in rule.validate(changed.problem)):
        return None  # such a scenario is not read
    return has_plan(changed.problem, changed.rules, most=MOST)


def is_smaller_possible(lever, amount, problem, rules):
    """Whether less of the lever does: any fewer of its days, any step of less."""
    if lever.of_days is not None:
        return any(
            enumerated(lever.of_days(days), problem, rules)
            for n in range(amount)
            for days in combinations(lever.days, n)
        )
    steps = range(1, lever.steps + 1)
    size = (lambda n: lever.sizes[n - 1]) if lever.sizes else (lambda n: n)
    return any(enumerated(lever.change(n), problem, rules) for n in steps if size(n) < amount)


def hold_ways_against_every_plan(those) -> tuple[int, int]:
    """The number of worlds and of ways that were looked at."""
    worlds = ways = 0
    for seed, problem, rules in those:
        scope = Scope.of(problem, ())
        search = Ways(Instance(problem, rules), Court(2.0))
        found = {way.kind: way for way in search.found(scope)}
        levers = all_levers(Instance(problem, rules), scope)
        for way in found.values():
            assert enumerated(way.change, problem, rules) is not False, (seed, way.words.en)
            changed = way.change.tried(Instance(problem, rules))
            assert not verify(changed.problem, changed.rules, way.plan)
            mine = [lever for lever in levers if lever.kind == way.kind]
            if way.kind != LEFT_OVER and way.is_least and len(mine) == 1 and way.amount < 5:
                less = is_smaller_possible(mine[0], way.amount, problem, rules)
                assert not less, (seed, way.words.en)
            ways += 1
        for lever in levers:
            if lever.kind not in found and lever.steps < 30:
                last = lever.of_days(lever.days) if lever.of_days else lever.change(lever.steps)
                said = enumerated(last, problem, rules)
                assert not said, (seed, lever.kind, "helps and is not shown")
        worlds += 1
    return worlds, ways


def test_ways_work_are_least_and_none_is_missing():
    worlds, ways = hold_ways_against_every_plan(impossible_worlds(range(0, MANY, TENTH)))
    assert worlds > 20
    assert ways > worlds // 2
    # where little is wrong, much helps
    worlds, ways = hold_ways_against_every_plan(tightened_worlds(range(0, 4 * MANY, TENTH)))
    assert worlds > 3
    assert ways > 2 * worlds


@pytest.mark.slow
def test_the_same_of_three_hundred_worlds():
    seeds = [n for n in range(MANY) if n % TENTH]
    worlds, _ = hold_ways_against_every_plan(impossible_worlds(seeds))
    assert worlds > 270
    seeds = [n for n in range(4 * MANY) if n % TENTH]
    worlds, ways = hold_ways_against_every_plan(tightened_worlds(seeds))
    assert worlds > 40
    assert ways > 2 * worlds


@pytest.mark.parametrize("story", EIGHT, ids=lambda story: story.__name__)
def test_what_is_tried_is_what_is_written(story):
    """A change in memory and the what-if of the same rows are one problem, by its digest."""
    scenario = story().made()
    seen = set()
    for lever in all_levers(scenario.instance, Scope.of(scenario.problem, ())):
        if lever.kind in seen:
            continue
        seen.add(lever.kind)
        change = lever.change(1)
        changed = change.tried(scenario.instance)
        written = scenario.what_if(**change.given(scenario.rules))
        mine = digest_of(changed, scenario.draw_seed)
        assert written.digest == mine, lever.kind
    assert len(seen) >= 4


def test_each_story_has_three_ways_of_different_kinds():
    for story in EIGHT:
        found = why_not(story().made())
        assert len({way.kind for way in found.ways}) >= 3, story.__name__
        ranks = [way.rank for way in found.ways]
        assert ranks == sorted(ranks)


def test_ways_are_written_as_scenarios_that_can_be_planned(tmp_path):
    scenario = too_few_days().made()
    base = scenario.save(tmp_path / "dasar")
    found = planning.why(planning.read_scenario(base), out=tmp_path / "jalan")
    assert len(found.folders) == len(found.ways)
    first = planning.read_scenario(found.folders[0])
    assert "extends" in (found.folders[0] / "scenario.toml").read_text(encoding="utf-8")
    outcome = planning.plan(first, budget=2)
    values = tuple(level.value for level in outcome.levels)
    assert values <= found.ways[0].price.values
    with pytest.raises(PlanFilesError):
        planning.why(planning.read_scenario(base), out=tmp_path / "jalan")


def test_two_causes_get_two_changes_written_as_one_scenario(tmp_path):
    """Two of a household are never there on the same day, and the quota is one too small: neither
    change is enough alone, and nobody wants to leave people over.
    """
    story = household_and_absence()
    story.rules["quota"] = True
    story.tables["jatah"] = [{"kegiatan": "P", "kecamatan": "K1", "orang": 7}]
    base = story.made().save(tmp_path / "dasar")
    found = planning.why(planning.read_scenario(base), out=tmp_path / "jalan")
    pairs = [way for way in found.ways if "_and_" in way.kind]
    assert any({*way.change.tables} >= {"jatah"} for way in pairs)
    for way, folder in zip(found.ways, found.folders, strict=True):
        again = planning.read_scenario(folder)
        assert not verify(again.problem, again.rules, way.plan)


def test_who_is_left_over_is_explained_as_far_as_it_is_proved():
    """Thirteen people for twelve seats: one is left over, and larger halls would seat them."""
    story = too_few_seats()
    del story.rules["everyone_placed"]
    story.levels.insert(0, "most_placed")
    found = why_not(story.made())
    assert (found.status, found.left.found, found.left.proved) == ("short", 1, 1)
    causes = {cause.items[0].table: cause.at_least for cause in found.causes}
    # without the hall's seats a session is as large as the activity allows, which is six too
    assert causes == {} or set(causes.values()) == {1}
    assert {way.kind for way in found.ways} >= {"more_seats", "another_hall", "later_end"}
    assert all(way.price.measures["most_placed"] == 0 for way in found.ways)
