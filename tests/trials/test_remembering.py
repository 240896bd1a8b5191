"""Parts that what-ifs share are solved once, and what comes of it is what solving all of them
gives: values, bounds and proofs.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt.domain.narrowing import narrowed
from okoce_opt.instance import Instance
from okoce_opt.io import load_scenario
from okoce_opt.model.days.calendars import Looked
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search.decomposition import search
from okoce_opt.model.search.part import plan_part
from okoce_opt.model.search.results import Begun, PartResult
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.processes.here import HerePool
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.trials import remembering
from okoce_opt.trials.remembering import RememberingPool, key_of
from tests.exported import small_story

PEOPLE = "no_peserta,kecamatan,kelurahan,suka\n" + "\n".join(
    f"P{n:02},{'K1' if n < 7 else 'K2'},{'ab'[n % 2] if n < 7 else 'c'},"
    f"{('senin', 'selasa', '')[n % 3]}"
    for n in range(12)
)
apart = functools.partial(search, small=0)


@pytest.fixture
def story(tmp_path: Path):
    rules = ["deadline\nday = 2026-01-16", "everyone_placed"]
    levels = '[["few_sessions"], ["preferred_days"]]'
    made = small_story(tmp_path / "cerita", PEOPLE, rules=rules, levels=levels)
    return load_scenario(made)


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """How often each part was really planned."""
    counted: Counter = Counter()

    def counting(name, *given, **how):
        counted[name] += 1
        return plan_part(name, *given, **how)

    counting.__qualname__ = plan_part.__qualname__
    monkeypatch.setattr("okoce_opt.model.search.rounds.plan_part", counting)
    monkeypatch.setattr(remembering, "REMEMBERED", (counting,))
    return counted


def found_by(scenario, pool):
    strata = stratify(scenario.instance)
    state = apart(scenario.instance, strata, pool, Effort(5))
    return state.parts, state.bounds, state.proofs, state.spent


def test_a_change_of_one_kecamatan_plans_that_one_again_and_comes_to_the_same(
    story, solved: Counter, tmp_path: Path
) -> None:
    smaller = story.what_if(tempat=[{"id": "gedung", "kursi": 3}])
    shut = story.what_if(
        halangan=[{"jenis": "tempat", "id": "aula", "dari": "2026-01-05", "sampai": "2026-01-06"}]
    )
    cold = {one.digest: found_by(one, HerePool()) for one in (story, smaller, shut)}
    solved.clear()
    for scenario in (story, smaller, shut, story):
        warm = found_by(scenario, RememberingPool(HerePool(), tmp_path))
        assert warm == cold[scenario.digest]
    assert solved == {("K1",): 2, ("K2",): 2}


def test_whatever_a_part_is_planned_from_tells_it_from_another(story) -> None:
    base = story.instance
    given = (("K1",), base, Effort(5))
    smaller = story.what_if(tempat=[{"id": "gedung", "kursi": 3}]).problem
    keys = {
        key_of(plan_part, one)
        for one in (
            given,
            (("K2",), *given[1:]),
            (("K1",), replace(base, rules=base.rules[:-1]), Effort(5)),
            (("K1",), replace(base, levels=base.levels[::-1]), Effort(5)),
            (*given[:2], Effort(5, seed=7)),
            (*given, Begun(looked=Looked(1))),
            (("K1",), replace(base, problem=smaller), Effort(5)),
        )
    }
    assert len(keys) == 7
    assert key_of(plan_part, given) == key_of(plan_part, given)
    brief, whole = (key_of(plan_part, (*given, ("brief", said))) for said in (True, False))
    assert brief != whole


def test_what_a_stop_cut_short_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run would take it for the best there is."""
    for task in (_cut_short, _whole):
        monkeypatch.setattr(remembering, "REMEMBERED", (task,))
        RememberingPool(HerePool(), tmp_path).submit(task).result()
        assert bool([*tmp_path.iterdir()]) == (task is _whole)


def _cut_short() -> PartResult:
    return PartResult(None, (), 1.0, stopped=True)


def _whole() -> PartResult:
    return PartResult(None, (), 1.0, stopped=False)


def test_what_a_rule_says_of_all_kecamatan_is_nothing_to_one_of_them(story) -> None:
    part = narrowed(story.problem, ["K1"])

    def keys(problem):
        rules = [[SimultaneousPhase(n), *story.rules] for n in (1, 2, 3)]
        given = [Instance(problem, those, story.levels) for those in rules]
        return [key_of(plan_part, ("K1", one)) for one in given]

    assert len({*keys(part)}) == 1
    one, two, three = keys(story.problem)
    assert one != two == three


@pytest.mark.parametrize("at_most", [1, 2, 3])
def test_a_rule_as_it_acts_on_a_part_gives_the_same_rows(at_most: int, story) -> None:
    rule = SimultaneousPhase(at_most)
    for codes in (["K1"], ["K2"], ["K1", "K2"]):
        part = narrowed(story.problem, codes)
        strata = stratify(Instance(part, [rule]))
        rows, same = (build(Instance(part, [one]), strata).rows for one in (rule, rule.here(part)))
        assert rows.names == same.names
        assert str(rows.arrays()) == str(same.arrays())
