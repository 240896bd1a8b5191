"""A plan with its scenario, as it was planned: its folder, or what `plan` returned."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.change import change_of
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.options import path_of
from okoce_opt.plan_files.record import PlanFolder, folder_of, read_plan
from okoce_opt.scenario import Scenario
from okoce_opt.verdict import planned_scenario

PlanOrFolder = PlannedScenario | Path | str
"""A plan as `plan` returns it, or the folder it was written to."""


def read_planned(
    folder: PlanOrFolder, scenario_path: Path | str | None
) -> tuple[Scenario, Scenario, PlanFolder]:
    """The scenario that was read, the same as it judges the plan (as a change of an older one,
    where it is one), and the folder. A plan in memory knows its scenario.

    Raises PlanFilesError or InputError as `verify` does, TypeError for what is no plan.
    """
    if isinstance(folder, PlannedScenario):
        return folder.scenario, folder.scenario, folder_of(folder.scenario, folder)
    folder = path_of(folder, "a plan or the folder of one")
    files = read_plan(folder)
    scenario = planned_scenario(files, folder, scenario_path)
    judging = scenario if files.before is None else change_of(scenario, files.before)
    return scenario, judging, files
