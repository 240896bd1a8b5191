"""A plan with its scenario, as it was planned: its folder, or what `plan` returned."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.change import change_of
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.options import path_of
from okoce_opt.plan_files.record import PlanFolder, folder_of, read_plan
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.scenario import Scenario
from okoce_opt.verdict import planned_scenario
from okoce_opt.verify import verify

PlanOrFolder = PlannedScenario | Path | str
"""A plan as `plan` returns it, or the folder it was written to."""


def read_planned(
    folder: PlanOrFolder, scenario_path: Path | str | None
) -> tuple[Scenario, Scenario, PlanFolder]:
    """The scenario that was read, the same as it judges the plan (as a change of an older one,
    where it is one), and the folder. A plan in memory knows its scenario.

    Raises PlanFilesError or InputError as `verify` does, TypeError for what is no plan, and for a
    scenario given with a plan in memory.
    """
    if isinstance(folder, PlannedScenario):
        if scenario_path is not None:
            raise TypeError(
                "what plan() returned knows its scenario, which is named for a folder only; a "
                "person is asked for by name: person='P00012'"
            )
        return folder.scenario, folder.scenario, folder_of(folder.scenario, folder)
    folder = path_of(folder, "a plan or the folder of one")
    files = read_plan(folder)
    scenario = planned_scenario(files, folder, scenario_path)
    judging = scenario if files.before is None else change_of(scenario, files.before)
    return scenario, judging, files


def refuse_broken(judging: Scenario, files: PlanFolder) -> None:
    """Raises PlanFilesError for a plan whose seats were edited since and break a rule: every move
    in it would seem to break that rule, and everybody would seem to sit where they do for a reason.
    """
    if SEATS not in files.changed:
        return
    broken = verify(judging.problem, judging.rules, files.plan)
    for one in broken[:1]:
        rule = next(rule for rule in judging.rules if rule.kind == one.rule)
        words = Words(
            "{file} di {folder} sudah disunting, dan rencananya kini melanggar aturan ({n}), "
            "misalnya: {why} Lihat semuanya: okoce verify {folder}",
            "{file} in {folder} has been edited, and the plan now breaks rules ({n}), for one: "
            "{why} See all: okoce verify {folder}",
        )
        said = words.fill(
            file=SEATS,
            folder=str(files.path),
            n=len(broken),
            why=rule.explain_named(judging.problem, one),
        )
        raise PlanFilesError(said)
