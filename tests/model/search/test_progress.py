"""What is told while a plan is looked for."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.search import finding
from okoce_opt.model.search.progress import SEARCHING, Telling, joint
from okoce_opt.model.search.state import Search
from okoce_opt.options import Options, Progress, StopSwitch
from okoce_opt.scenario import Scenario
from tests.hands import world
from tests.oracle import HerePool
from tests.worlds import ALWAYS_ON

PLACED, FEW, EARLY = PricedGoal(MostPlaced()), PricedGoal(FewSessions()), PricedGoal(FinishEarly())


def scenario(*levels) -> Scenario:
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
        venues=[Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)],
    )
    return Scenario("dunia", Path("dunia"), "", "", problem, ALWAYS_ON, levels, "undian", "d" * 64)


@pytest.mark.parametrize(
    ("levels", "values"),
    [
        ([(PLACED,), (FEW,)], (0, 8)),
        ([(PLACED,), (PLACED, FEW)], (0, 8)),
        ([(PLACED,), (EARLY,)], (0, 5)),
        # 3 and 5 may be 1 + 2 and 3 + 2, which come to 1 + 3 + 2 together, or something else
        ([(PLACED,), (FEW, EARLY)], ()),
    ],
)
def test_the_joint_value_is_told_where_the_parts_values_say_it(levels, values):
    search = Search({("K1",): Counts({}, (), (0, 3)), ("K2",): Counts({}, (), (0, 5))})
    assert joint(scenario(*levels), search) == (values, None)
    whole = Search({(): Counts({}, (), (0, 5))})
    assert joint(scenario(*levels), whole) == ((0, 5), None)


def test_the_kecamatan_whose_tasks_run_are_named():
    running, waiting, heard = Future(), Future(), []
    running.set_running_or_notify_cancel()
    tell = Telling(scenario((PLACED,)), heard.append)
    tell.found(Search(tasks=[(("K1",), running), (("K2",), waiting)]))
    running.set_result(None)
    waiting.set_running_or_notify_cancel()
    tell.again()
    assert [progress.working for progress in heard] == [("Satu",), ("Dua",)]


def test_the_last_that_is_told_is_what_the_plan_came_to(monkeypatch):
    monkeypatch.setattr(finding, "ChildPool", HerePool)
    heard = []
    outcome = finding.find_plan(
        scenario((PLACED,), (FEW, EARLY)), Options(workers=1, budget=30), heard.append, StopSwitch()
    )
    assert isinstance(outcome, Planned)
    assert (heard[-1].value, heard[-1].bound) == (
        outcome.levels[-1].value,
        outcome.levels[-1].bound,
    )
    assert heard[-1].stage == finding.CHECKING


def test_a_line_says_what_is_counted_how_far_it_is_and_what_is_left() -> None:
    """Seats that are missing, the unit of the last level, parts that are done, seconds left."""
    heard: list[Progress] = []
    tell = Telling(scenario((PLACED,)), heard.append, 600.0)
    done, waiting = Future(), Future()
    done.set_result(None)
    state = Search(tasks=(((), done), (("K1",), waiting)))
    tell.found(state)
    tell(SEARCHING, (7,), 3)
    assert heard[-1].parts == (1, 2)
    assert heard[-1].short == 7
    assert heard[-1].unit == PLACED.goal.unit
    assert (heard[-1].value, heard[-1].bound) == (7, 3)
    assert heard[-1].left is not None
    assert 0 <= heard[-1].left <= 600
    tell(finding.CHECKING)
    assert heard[-1].parts is None
