"""What an answer rests on: a quick plan counts only when the verifier is silent, and *ran out* says
no more than the parts have proved.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import answer
from okoce_opt.model.search.state import Search
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.scenario import Scenario
from okoce_opt.verify import verify
from tests.hands import sid
from tests.model.search.test_decomposition import two


def scenario() -> Scenario:
    """Two kecamatan, a person each, both on Monday or Tuesday, one kecamatan a day."""
    those = two([Registrant("X", "K1", "a"), Registrant("Y", "K2", "b")])
    rest = (those.problem, those.rules, those.levels, "undian", "d" * 64)
    return Scenario("dunia", Path("dunia"), "", "", *rest)


def test_a_quick_plan_that_breaks_a_rule_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both kecamatan on Monday: one too many. Only what the verifier is silent about counts, so a
    seat is given up; where nobody may be left over there is no quick plan.
    """
    both = {"X": sid("P", "5"), "Y": sid("P", "5", venue="balai")}
    broken = Plan.of(both.items(), set(both.values()))
    those = scenario()
    strata = stratify(those.instance)
    monkeypatch.setattr(answer, "greedy", lambda problem, rules: broken)
    assert verify(those.problem, those.rules, broken)
    found = answer.quick_candidate(those, strata)
    assert found is not None
    assert verify(those.problem, those.rules, found.plan) == []
    assert found.values[0] == 1
    strict = replace(those, rules=(*those.rules, EveryonePlaced()), levels=those.levels[1:])
    assert answer.quick_candidate(strict, strata) is None


def test_ran_out_tells_the_bound_that_the_parts_have_proved_and_no_more() -> None:
    those = scenario()
    state = Search(bounds={("K1",): (2, 9), ("K2",): (3, 9)})
    assert answer.bounds_so_far(those, state) == [5, 0, 0]
    # days were dealt out: what bounds the parts bounds nothing but them
    state.narrowed = True
    assert answer.bounds_so_far(those, state) == [0, 0, 0]
    assert answer.bounds_so_far(those, Search()) == [0, 0, 0]
