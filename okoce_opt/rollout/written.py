"""The plan of a version as the folder that it is: tables and record as they were kept, papers
written anew, with the revision that they are of.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from okoce_opt.change import change_of
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import Planned, SettledLevel
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import RECORD, PlanFolder, read_record
from okoce_opt.plan_files.seats_csv import DRAW
from okoce_opt.plan_files.swap import check_out, replace_folder
from okoce_opt.plan_files.tables import RUN, recorded
from okoce_opt.reports.plan_folder import WriteOptions, write_plan
from okoce_opt.rollout.reading import Kept
from okoce_opt.rollout.version import Version
from okoce_opt.scenario import Scenario


def planned_for(rollout: Kept, version: Version) -> Scenario:
    """The scenario that the plan of a version was made for, as it was planned, with the people that
    the version knows.
    """
    made = next(one for one in rollout.history() if one.plan == version.plan)
    scenario = rollout.scenario(made)
    scenario = replace(scenario, people=rollout.scenario(version).people)
    before = rollout.plan(version).before
    return scenario if before is None else change_of(scenario, before)


def check_place(rollout: Kept, version: Version, out: Path) -> None:
    """Refuse a folder that must not be written over: besides what `check_out` says, one that holds
    another plan or was written for another revision, for what offices were given is theirs to look
    up. Raises `PlanFilesError`.
    """
    check_out(out, None)
    if not version.plan or not (out / RECORD).is_file():
        return
    there = read_record(out)
    if there.get("plan_digest") != rollout.plan_digest(version):
        raise PlanFilesError(_OTHER_PLAN.fill(out=str(out)))
    written_for = there.get(RUN, {}).get(_REVISION)
    if written_for is not None and written_for != rollout.revision(version):
        raise PlanFilesError(_OTHER_REVISION.fill(out=str(out), n=written_for))


_REVISION = "revision"
"""In the record of a folder, among what is said of the run: the revision on its sheets."""
_OTHER_PLAN = Words(
    "--out ditolak: {out} berisi rencana lain, mungkin revisi yang sudah dibagikan. Pilih folder "
    "lain.",
    "--out refused: {out} holds another plan, perhaps a revision that was handed out. Choose "
    "another folder.",
)
_OTHER_REVISION = Words(
    "--out ditolak: {out} berisi lembar revisi {n} yang sudah dibagikan. Pilih folder lain.",
    "--out refused: {out} holds the sheets of revision {n}, which were handed out. Choose another "
    "folder.",
)


def write_folder(
    rollout: Kept,
    version: Version,
    out: Path,
    *,
    revision: tuple[int, date] | None = None,
    show_nik: bool = False,
    show_phone: bool = False,
) -> list[str]:
    """Write the plan of a version into a folder, its scenario beside it; the names of its files.

    `revision` and its day are printed on every sheet. Raises PlanFilesError where there is
    something else at `out`, or the version has no plan.
    """
    check_place(rollout, version, out)
    files = rollout.plan(version)
    tables = rollout.plan_tables(version)
    scenario = planned_for(rollout, version)
    if revision is not None:
        number, day = revision
        printed = replace(scenario.papers, revision=str(number), revision_date=day)
        scenario = replace(scenario, papers=printed)
    outcome = _outcome(files, tables[DRAW])
    options = WriteOptions(show_nik, show_phone)

    def fill(folder: Path) -> list[str]:
        inner = folder / "isi"
        write_plan(scenario, outcome, inner, options=options)
        for one in [*inner.iterdir()]:
            one.rename(folder / one.name)
        inner.rmdir()
        for name, data in tables.items():
            (folder / name).write_bytes(data)
        names = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()]
        written = {name: (folder / name).read_bytes() for name in names if name != RECORD}
        run = {} if revision is None else {_REVISION: revision[0]}
        (folder / RECORD).write_bytes(recorded(files.record, written, run))
        return sorted(names)

    return replace_folder(out, fill)


def _outcome(files: PlanFolder, draw: bytes) -> Planned:
    """What planning had come to, as far as papers show it."""
    record: Mapping[str, Any] = files.record
    levels = (
        SettledLevel(level["goals"], level["value"], level["bound"], int(level.get("floor", 0)))
        for level in record["levels"]
    )
    counts = {
        (stratum, SessionId(session)): people
        for stratum, those in record.get("counts", {}).items()
        for session, people in those.items()
    }
    strata: dict[str, list[PersonId]] = {}
    for row in csv.DictReader(io.StringIO(draw.decode("utf-8-sig"))):
        strata.setdefault(row["stratum"], []).append(PersonId(row["registrant"]))
    return Planned(
        plan=files.plan,
        levels=tuple(levels),
        counts=counts,
        strata={stratum: tuple(people) for stratum, people in strata.items()},
        reproducible=bool(record.get("reproducible", True)),
        notes=tuple(Words(note["id"], note["en"]) for note in record.get("notes", ())),
    )
