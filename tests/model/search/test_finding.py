"""What an answer rests on: a quick plan counts only when the verifier is silent, and *ran out* says
no more than the parts have proved.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt.domain.outcome import Ended, Planned, RanOut, SettledLevel
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import answer, finding
from okoce_opt.model.search.state import Search
from okoce_opt.options import Options, StopSwitch
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.scenario import Scenario
from okoce_opt.verify import verify
from tests.hands import sid
from tests.model.search.test_decomposition import two
from tests.oracle import HerePool


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


@pytest.mark.parametrize(
    ("bound", "spent", "stopped", "signal", "ended"),
    [
        (7, 1.0, False, None, Ended.PROVED),
        (5, 10.0, False, None, Ended.BUDGET),
        (5, 9.0, False, None, Ended.NOTHING_LEFT),
        (5, 9.0, True, None, Ended.TIME),
        (5, 9.0, True, 2, Ended.STOPPED),
    ],
)
def test_what_ended_the_search_is_said(bound, spent, stopped, signal, ended, monkeypatch) -> None:
    """A search that ended after eight seconds, with most of its budget left, looked like one that
    had used it up.
    """
    stop, pool = StopSwitch(), HerePool()
    if signal:
        stop.set(signal)
    pool.stopped = stopped
    planned = Planned(Plan.of((), ()), (SettledLevel({}, 7, bound),))
    monkeypatch.setattr(finding, "answer", lambda *_: planned)
    monkeypatch.setattr(finding, "search", lambda *_, **__: Search(spent=spent))
    options = Options(workers=1, budget=10.0)
    outcome = finding.find_plan(scenario(), options, lambda progress: None, stop, pool)
    assert isinstance(outcome, Planned)
    assert outcome.ended is ended
    assert str(ended) in repr(outcome)
    assert outcome.ended.words.en


def test_a_budget_that_is_used_up_but_for_rounding_ended_the_search() -> None:
    """Ten solves of 0.1 add up to less than 1."""
    spent = sum([0.1] * 10)
    assert spent < 1.0
    pool, stop = HerePool(), StopSwitch()
    ran_out = RanOut((), ())
    assert finding._ended(ran_out, spent, 1.0, pool, stop) is Ended.BUDGET
    assert finding._ended(ran_out, 0.99, 1.0, pool, stop) is Ended.NOTHING_LEFT


def test_a_search_that_begins_anew_remembers_what_it_suffered() -> None:
    """Else a plan that a killed process shaped would be called one that can be made again."""
    state = Search(parts={("K1",): Counts({}, (), (0,))}, deaths=1, spent=3.0, reproducible=False)
    assert state.begun_anew() == Search(deaths=1, spent=3.0, reproducible=False)
