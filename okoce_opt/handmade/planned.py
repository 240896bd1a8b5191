"""A plan's folder with its scenario, as it was planned."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.change import change_of
from okoce_opt.plan_files.record import PlanFolder, read_plan
from okoce_opt.scenario import Scenario
from okoce_opt.verdict import planned_scenario


def read_planned(folder: Path, scenario_path: Path | None) -> tuple[Scenario, Scenario, PlanFolder]:
    """The scenario that was read, the same as it judges the plan (as a change of an older one,
    where it is one), and the folder.

    Raises PlanFilesError or InputError as `verify` does.
    """
    files = read_plan(folder)
    scenario = planned_scenario(files, folder, scenario_path)
    judging = scenario if files.before is None else change_of(scenario, files.before)
    return scenario, judging, files
