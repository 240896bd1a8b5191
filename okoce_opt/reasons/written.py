"""Ways out as folders: each a what-if that extends the scenario and can be planned as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.change import change_of
from okoce_opt.domain.words import Words
from okoce_opt.errors import InternalDisagreement, PlanFilesError
from okoce_opt.io import OpenScenario, load_scenario
from okoce_opt.reasons.ways import Way
from okoce_opt.scenario import Scenario
from okoce_opt.verify import verify

_NOT_OPEN = Words(
    "Skenario ini tidak dibaca dari berkas atau tabel; jalan keluarnya tidak dapat ditulis.",
    "This scenario was not read from files or tables; its ways out cannot be written.",
)


def refuse_bad_folder(scenario: Scenario, out: Path) -> None:
    """Refuse, before any work, where the ways out cannot be written. Raises PlanFilesError."""
    if not isinstance(scenario, OpenScenario):
        raise PlanFilesError(_NOT_OPEN)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PlanFilesError(
            Words(
                "{name} sudah ada dan tidak kosong. Pilih nama lain.",
                "{name} is there and not empty. Choose another name.",
            ).fill(name=str(out))
        )


def write_ways(scenario: Scenario, ways: Sequence[Way], out: Path) -> tuple[Path, ...]:
    """Write each way into a folder of its own under `out`; their paths.

    What was written is read again, as a change of the old plan if this is one, and the way's plan
    is held against it. Raises PlanFilesError
    when there is something at `out`.
    """
    refuse_bad_folder(scenario, out)
    written = []
    for number, way in enumerate(ways, start=1):
        given = way.change.given(scenario.rules)
        given["program"] = {
            **given.get("program", {}),
            "title": f"{scenario.title}: {way.words}",
            "story": str(way.words),
        }
        folder = out / f"{number}_{way.kind}"
        changed = scenario.what_if(**given, name=folder.name)  # type: ignore[attr-defined]
        changed.save(folder)
        again: Scenario = load_scenario(folder)
        if scenario.problem.announced.exists:
            again = change_of(again, scenario.problem.announced)
        if violations := verify(again.problem, again.rules, way.plan):
            raise InternalDisagreement(violations)
        written.append(folder)
    return tuple(written)
