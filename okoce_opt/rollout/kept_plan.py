"""A plan as the files that a version keeps, and back."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.plan_files.record import RECORD, PlanFolder, read_plan
from okoce_opt.plan_files.seats_csv import DRAW, OLD_SEATS, SEATS
from okoce_opt.plan_files.tables import plan_in, plan_of, write_tables
from okoce_opt.rollout.refusals import RolloutError


def files_of(plan: PlannedScenario | PlanFolder) -> dict[str, bytes]:
    """The files of a plan, without papers. Raises `RolloutError` for a folder whose tables were
    edited.
    """
    if isinstance(plan, PlannedScenario):
        return plan_of(plan.scenario, plan)
    edited = sorted({RECORD, SEATS, OLD_SEATS, DRAW} & {*plan.changed})
    if edited:
        words = Words(
            "{names} di {folder} disunting sejak ditulis; rencananya tidak diambil. Suntingan di "
            "daftar hadir diambil dengan: okoce rollout adopt",
            "{names} in {folder} were edited since they were written; the plan is not taken. Edits "
            "in attendance sheets are taken over by: okoce rollout adopt",
        )
        raise RolloutError(words.fill(names=edited, folder=str(plan.path)))
    return plan_in(plan)


def plan_from(files: Mapping[str, bytes], path: Path) -> PlanFolder:
    """The plan in these files, called `path`, where nothing need be."""
    with tempfile.TemporaryDirectory(prefix="okoce_") as place:
        write_tables(files, Path(place))
        return replace(read_plan(Path(place)), path=path)
