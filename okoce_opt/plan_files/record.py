"""`rencana.json`, and what is read back of a plan's folder: counts, levels, proofs, old seats."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.outcome import Planned, SettledLevel
from okoce_opt.domain.plan import Plan, digest_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import Refused, read_bytes
from okoce_opt.plan_files.announced import announce, announced_of, announced_record
from okoce_opt.plan_files.proofs import CERTIFICATE, certificate_record
from okoce_opt.plan_files.record_shape import is_whole
from okoce_opt.plan_files.seats_csv import OLD_SEATS, SEATS, read_seats, seats_bytes
from okoce_opt.plan_files.year import year_remedy
from okoce_opt.scenario import Scenario

RECORD = "rencana.json"
SCENARIO = "skenario"
"""The folder of a scenario that stood in no file when it was planned."""

FORMAT = 1
SEAL = "seal"
BEFORE = "before"


@dataclass(frozen=True)
class PlanFolder:
    """A plan's folder as it is now.

    `record` is `rencana.json`; `changed` names files whose bytes differ from the record or that are
    gone; `old` is the plan it changed, None when it was made afresh.
    """

    path: Path
    record: Mapping[str, Any]
    plan: Plan
    problem_digest: str
    plan_digest: str
    changed: tuple[str, ...]
    old: Plan | None = None

    def __repr__(self) -> str:
        return f"PlanFolder({self.path}: {self.plan!r})"

    @property
    def announced(self) -> Announced:
        """The plan as people know it."""
        return _announced(self.record, self.plan)

    @property
    def before(self) -> Announced | None:
        """The plan that it changed, None when it was made afresh."""
        return None if self.old is None else _announced(self.record.get(BEFORE, {}), self.old)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of `changed` that are gone."""
        return tuple(name for name in self.changed if not (self.path / name).is_file())

    @property
    def scenario_path(self) -> Path | None:
        """Where the scenario was when the plan was made, or beside the plan."""
        path = self.record.get("run", {}).get("scenario_path")
        if isinstance(path, str):
            return Path(path)
        return self.path / SCENARIO if (self.path / SCENARIO).is_dir() else None


def figures(problem: Problem, plan: Plan) -> dict[str, object]:
    """The figures of a plan: people placed and left over, sessions, days."""
    unplaced = 0
    for registrant in problem.registrants.values():
        seated = {activity_of(sid) for sid in plan.sessions_of.get(registrant.id, ())}
        unplaced += any(activity.id not in seated for activity in problem.needed(registrant))
    held = [session for sid in plan.held if (session := problem.session(sid)) is not None]
    days = sorted({day for session in held for day in session.days})
    return {
        "registrants": len(problem.registrants),
        "placed": len(problem.registrants) - unplaced,
        "unplaced": unplaced,
        "seats": len(plan.seats),
        "sessions": len(plan.held),
        "meeting_days": len(days),
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[-1].isoformat() if days else None,
    }


def level_record(level: SettledLevel) -> dict[str, object]:
    """One level as it stands in `rencana.json` and in `--json`."""
    return {
        "goals": dict(level.measures),
        "value": level.value,
        "bound": level.bound,
        "floor": level.floor,
        "gap": level.gap,
        "gap_above_floor": level.gap_above_floor,
    }


def record_bytes(
    scenario: Scenario,
    outcome: Planned,
    origin: Mapping[str, object],
    files: Mapping[str, str],
    run: Mapping[str, object],
) -> bytes:
    """`rencana.json`. `origin` is the plan's `provenance`, `files` maps a relative name to its
    digest; only `run` may differ between two runs.
    """
    counts: dict[str, dict[str, int]] = {}
    for (stratum, session), people in sorted(outcome.counts.items()):
        if people:
            counts.setdefault(stratum, {})[session] = people
    record: dict[str, object] = {
        "format": FORMAT,
        **origin,
        **figures(scenario.problem, outcome.plan),
        **announced_record(announce(scenario.problem, outcome.plan)),
        **_before(scenario.problem),
        "levels": [level_record(level) for level in outcome.levels],
        "gap": outcome.gap,
        CERTIFICATE: certificate_record(outcome.levels),
        "counts": counts,
        **_mentors(scenario.problem, outcome.plan),
        "files": [{"name": name, "sha256": digest} for name, digest in sorted(files.items())],
    }
    record[SEAL] = seal_of(record)
    record["run"] = dict(run)
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _before(problem: Problem) -> dict[str, object]:
    """Of the plan being changed what judging this one again needs."""
    if not problem.announced.exists:
        return {}
    return {BEFORE: announced_record(problem.announced)}


def _mentors(problem: Problem, plan: Plan) -> dict[str, object]:
    """People by kelurahan, old mentor and mentor, from which the draw named them; nothing where
    nobody has a mentor.
    """
    mentors: dict[str, dict[str, Counter[str]]] = {}
    for person, mentor in sorted(plan.mentors.items()):
        home = problem.registrants[person].kelurahan
        mentors.setdefault(home, {}).setdefault(
            problem.announced.mentors.get(person, ""), Counter()
        )[mentor] += 1
    return {"mentors": mentors} if mentors else {}


def read_record(folder: Path) -> dict[str, Any]:
    """`rencana.json` of a folder. Raises `PlanFilesError` when it is missing or none of ours."""
    try:
        record = json.loads(read_bytes(folder / RECORD).decode("utf-8"))
    except (Refused, ValueError, RecursionError) as error:
        raise _no_plan(folder) from error
    if isinstance(record, dict) and record.get("format") == FORMAT and is_whole(record):
        return record
    raise _no_plan(folder)


def changed_files(folder: Path, record: Mapping[str, Any]) -> list[str]:
    """Files of the record that are gone or have other bytes, and the record itself when it was
    edited.
    """
    changed = [] if record.get(SEAL) == seal_of(record) else [RECORD]
    for entry in record["files"]:
        path = folder / entry["name"]
        if not path.is_file() or digest_of(path.read_bytes()) != entry["sha256"]:
            changed.append(str(entry["name"]))
    return changed


def read_plan(folder: Path) -> PlanFolder:
    """A plan's folder. The plan is that of `penempatan.csv`; the attendance sheets are read by
    `reports`.

    Raises `PlanFilesError` when the folder holds no plan of ours or its table of seats is
    unreadable.
    """
    record = read_record(folder)
    plan, _ = read_seats(folder / SEATS)
    old = read_seats(folder / OLD_SEATS)[0] if (folder / OLD_SEATS).is_file() else None
    changed = tuple(changed_files(folder, record))
    digest = digest_of((folder / SEATS).read_bytes())
    return PlanFolder(
        folder, record, plan, str(record.get("problem_digest", "")), digest, changed, old
    )


def _announced(record: Mapping[str, Any], plan: Plan) -> Announced:
    try:
        return announced_of(record, plan)
    except ValueError as error:
        words = Words(
            "{record} tidak terbaca; berkas itu disunting sejak ditulis.",
            "{record} cannot be read; the file has been edited since it was written.",
        )
        raise PlanFilesError(words.fill(record=RECORD)) from error


def folder_of(scenario: Scenario, outcome: Planned) -> PlanFolder:
    """A plan in memory, as its folder would be read."""
    problem, plan = scenario.problem, outcome.plan
    record = {
        **figures(problem, plan),
        "levels": [level_record(level) for level in outcome.levels],
        **announced_record(announce(problem, plan)),
    }
    digest = digest_of(seats_bytes(problem, plan))
    return PlanFolder(Path(scenario.name), record, plan, scenario.digest, digest, ())


def seal_of(record: Mapping[str, Any]) -> str:
    """The digest of a record but for its run."""
    kept = {name: said for name, said in record.items() if name not in (SEAL, "run")}
    return digest_of(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode())


def _no_plan(folder: Path) -> PlanFilesError:
    if folder.is_dir():
        why = Words(
            "{folder} bukan folder rencana: {record} tidak ada atau tidak terbaca. {remedy}",
            "{folder} is no plan's folder: {record} is missing or cannot be read. {remedy}",
        )
    else:
        why = Words("Tidak ada folder {folder}. {remedy}", "There is no folder {folder}. {remedy}")
    remedy = year_remedy(folder, "--plan") or Words(
        "Sebutkan folder yang ditulis dengan --out.", "Name the folder that --out has written."
    )
    return PlanFilesError(why.fill(folder=folder.name or str(folder), record=RECORD, remedy=remedy))
