"""What an answer rests on: a quick plan counts only when the verifier is silent, and *ran out* says
no more than the parts have proved.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import answer
from okoce_opt.model.search.state import Search
from okoce_opt.scenario import Scenario
from tests.hands import sid
from tests.model.search.test_decomposition import two


def scenario() -> Scenario:
    """Two kecamatan, a person each, both on Monday or Tuesday, one kecamatan a day."""
    those = two([Registrant("X", "K1", "a"), Registrant("Y", "K2", "b")])
    rest = (those.problem, those.rules, those.levels, "undian", "d" * 64)
    return Scenario("dunia", Path("dunia"), "", "", *rest)


def test_a_quick_plan_that_breaks_a_rule_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both kecamatan on Monday: one too many. Only what the verifier is silent about is shown."""
    both = {"X": sid("P", "5"), "Y": sid("P", "5", venue="balai")}
    broken = Plan.of(both.items(), set(both.values()))
    kept = Plan.of([("X", both["X"])], {both["X"]})
    those = scenario()
    strata = stratify(those.problem, those.rules, those.goals)
    monkeypatch.setattr(answer, "greedy", lambda problem, rules: broken)
    assert answer.quick_candidate(those, strata) is None
    monkeypatch.setattr(answer, "greedy", lambda problem, rules: kept)
    found = answer.quick_candidate(those, strata)
    assert found is not None
    assert found.values[0] == 1


def test_ran_out_tells_the_bound_that_the_parts_have_proved_and_no_more() -> None:
    those = scenario()
    state = Search(bounds={("K1",): (2, 9), ("K2",): (3, 9)})
    assert answer.bounds_so_far(those, state) == [5, 0, 0]
    # days were dealt out: what bounds the parts bounds nothing but them
    state.narrowed = True
    assert answer.bounds_so_far(those, state) == [0, 0, 0]
    assert answer.bounds_so_far(those, Search()) == [0, 0, 0]
