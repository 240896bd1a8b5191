"""A plan as machines keep it: its tables and its record, without any paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.plan import digest_of
from okoce_opt.plan_files.provenance import provenance
from okoce_opt.plan_files.record import RECORD, SEAL, PlanFolder, record_bytes, seal_of
from okoce_opt.plan_files.seats_csv import DRAW, OLD_SEATS, SEATS, draw_bytes, seats_bytes
from okoce_opt.scenario import Scenario

RUN = "run"


def tables_of(scenario: Scenario, outcome: Planned) -> dict[str, bytes]:
    """The tables of a plan by file name: seats, draw, and the seats that it changes if any."""
    problem = scenario.problem
    tables = {SEATS: seats_bytes(problem, outcome.plan), DRAW: draw_bytes(outcome.strata)}
    if problem.announced.exists:
        tables[OLD_SEATS] = seats_bytes(problem, problem.announced.plan)
    return tables


def plan_of(scenario: Scenario, outcome: Planned) -> dict[str, bytes]:
    """A plan just made, as machines keep it."""
    tables = tables_of(scenario, outcome)
    origin = provenance(scenario, outcome, digest_of(tables[SEATS]))
    return {**tables, RECORD: record_bytes(scenario, outcome, origin, _digests(tables), {})}


def plan_in(files: PlanFolder) -> dict[str, bytes]:
    """The plan of a folder, as machines keep it: its papers, and where and when it was made, are
    left out. What the record says of it stays.
    """
    names = [name for name in (SEATS, DRAW, OLD_SEATS) if (files.path / name).is_file()]
    tables = {name: (files.path / name).read_bytes() for name in names}
    return {**tables, RECORD: recorded(files.record, tables, {})}


def recorded(
    record: Mapping[str, object], files: Mapping[str, bytes], run: Mapping[str, object]
) -> bytes:
    """`rencana.json` of a folder that holds these files, saying of the plan what `record` says."""
    digests = [{"name": name, "sha256": one} for name, one in sorted(_digests(files).items())]
    kept = {name: value for name, value in record.items() if name not in (SEAL, RUN)}
    kept["files"] = digests
    kept[SEAL] = seal_of(kept)
    return (json.dumps({**kept, RUN: dict(run)}, ensure_ascii=False, indent=1) + "\n").encode()


def write_tables(files: Mapping[str, bytes], folder: Path) -> None:
    """Write them into a folder that is there."""
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: digest_of(data) for name, data in files.items()}
