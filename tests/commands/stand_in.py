"""A stand-in for `okoce_opt.planning`: the commands are tried without a solver, on an invented
office.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import okoce_opt
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.outcome import Outcome, Planned
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.options import Options, Progress, StopSwitch
from okoce_opt.reports.plan_folder import WriteOptions, write_plan
from okoce_opt.scenario import Scenario
from tests.office import office

_WITHOUT_GOALS, PLANNED = office()
SCENARIO = replace(_WITHOUT_GOALS, levels=((PricedGoal(MostPlaced()),),))
NIK = SCENARIO.people["P00001"].nik

Plan = Callable[[Scenario, Options, Callable[[Progress], None], StopSwitch], Outcome]


def at_once(
    scenario: Scenario, options: Options, progress: Callable[[Progress], None], stop: StopSwitch
) -> Planned:
    """The invented office's plan, after two lines of progress."""
    progress(Progress(0.1, Words("mulai", "begin")))
    progress(Progress(1.0, Words("cari", "search"), 12, 10))
    return PLANNED


def stand_in(
    plan: Plan = at_once, *, shortfalls: Sequence[Shortfall] = (), notes: Sequence[Words] = ()
) -> Any:
    """A module with the verbs that `plan` and `check` call."""
    module: Any = types.ModuleType("okoce_opt.planning")

    def write(
        scenario: Scenario, outcome: Planned, out: Path, options: Options, seconds: float
    ) -> list[str]:
        return write_plan(
            scenario, outcome, out, options=WriteOptions(options.show_nik, options.show_phone, {})
        )

    module.read_scenario = lambda path, old=None: SCENARIO
    module.check_out = lambda out, scenario, old=None: None
    module.about_old_plan = lambda scenario, old: ()
    module.check = lambda scenario: types.SimpleNamespace(
        impossible=any(s.hard for s in shortfalls),
        shortfalls=tuple(shortfalls),
        summary=(),
        notes=tuple(notes),
        no_shows=(),
    )
    module.plan = plan
    module.write = write
    return module


def install(module: Any) -> None:
    """Put it in the place of the real one for the rest of this process; only for a process of its
    own.
    """
    sys.modules["okoce_opt.planning"] = module
    okoce_opt.planning = module  # type: ignore[attr-defined]
