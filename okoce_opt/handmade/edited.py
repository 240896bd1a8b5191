"""Rosters that were edited by hand, taken over as the plan where they verify."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.handmade.pinned import refuse_bad_target, steps_between, write_by_hand
from okoce_opt.handmade.planned import read_planned
from okoce_opt.moves.move import Step
from okoce_opt.plan_files.record import read_plan
from okoce_opt.reports.plan_reader import Reading, read_rosters
from okoce_opt.reports.reading.contradictions import Disagreement
from okoce_opt.scenario import Scenario
from okoce_opt.verify import verify


@dataclass(frozen=True)
class Adopted:
    """What adopting came to: the moves that the rosters say, or what they break (`violations`).
    Nothing was written where there are violations.
    """

    scenario: Scenario
    violations: tuple[Violation, ...]
    steps: tuple[Step, ...]

    def __repr__(self) -> str:
        return f"Adopted({len(self.steps)} moves, {len(self.violations)} violations)"

    @property
    def stands(self) -> bool:
        """Whether the rosters verify, so that the plan was written."""
        return not self.violations


def adopt(folder: Path, files: Sequence[Path], scenario: Path | None, out: Path) -> Adopted:
    """Take over the rosters `files` of the plan in `folder` as they are now; the new plan is
    written into `out`, its pins into an overlay beside it.

    A file stands for that of the same name in the folder. Raises PlanFilesError where a file is
    none of the plan's, or nothing has been moved.
    """
    refuse_bad_target(out, folder)
    before = read_plan(folder)
    known = {Path(entry["name"]).name: entry["name"] for entry in before.record["files"]}
    for file in files:
        if file.name not in known or not file.is_file():
            words = Words(
                "{name} bukan berkas rencana itu, atau tidak ada. Beri nama seperti waktu "
                "dibagikan: {names}.",
                "{name} is no file of that plan, or is not there. Name it as it was handed out: "
                "{names}.",
            )
            names = sorted(one for one in known if one.endswith(".xlsx"))
            raise PlanFilesError(words.fill(name=str(file), names=names))
    path = scenario or before.scenario_path
    with tempfile.TemporaryDirectory(prefix="okoce_") as place:
        copy = Path(place) / folder.resolve().name
        shutil.copytree(folder, copy)
        for file in files:
            if file.resolve() != (folder / known[file.name]).resolve():
                shutil.copyfile(file, copy / known[file.name])
        _, judging, _ = read_planned(copy, path)
        reading = read_rosters(judging, copy)
    problem = judging.problem
    new = _with_choices(reading.plan, before.plan)
    wrong = [
        *reading.files,
        *verify(problem, judging.rules, new),
        *(one for one in reading.disagreements if not _follows(one, reading)),
    ]
    if wrong:
        return Adopted(judging, tuple(wrong), ())
    steps = tuple(steps_between(before.plan, new))
    if not steps:
        words = Words(
            "Tidak ada kursi yang dipindah di berkas-berkas itu; tidak ada yang ditulis.",
            "No seat was moved in these files; nothing was written.",
        )
        raise PlanFilesError(words)
    return Adopted(judging, tuple(write_by_hand(folder, path, new, steps, out)), steps)


def _follows(one: Disagreement, reading: Reading) -> bool:
    """Whether a contradiction is only that somebody sits elsewhere now, which other sheets and
    tables do not know yet. One in a row of an attendance sheet is about who that is.
    """
    file, _, rest = one.cells[0].partition(" [") if one.cells else ("", "", "")
    on_attendance = (file, rest.partition("]")[0]) in reading.attendance
    return bool(one.sessions) or not on_attendance


def _with_choices(read: Plan, before: Plan) -> Plan:
    """The plan that was read, with teams and mentors of the one before where sheets are silent."""
    teams = {sid: team for sid, team in before.teams.items() if sid in read.held}
    return replace(read, teams=read.teams or teams, mentors=read.mentors or before.mentors)
