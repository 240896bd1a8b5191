"""The verbs: read, check, plan, write, verify, compare. Commands and notebooks call these and
nothing below them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt import certificate
from okoce_opt.certificate import Checked
from okoce_opt.change import change_notes, change_of
from okoce_opt.counting import BothSides, Shortfall, Summary, both_sides, count, summary
from okoce_opt.counting.offered import offered
from okoce_opt.counting.presence import presence_notes
from okoce_opt.counting.quota import quota_notes
from okoce_opt.counting.shortfall import in_reading_order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.outcome import Impossible, Outcome, Planned
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.io import load_scenario
from okoce_opt.options import Options, Progress, StopSwitch
from okoce_opt.plan_files.proofs import proved_levels
from okoce_opt.plan_files.record import RECORD, PlanFolder, read_plan
from okoce_opt.plan_files.swap import check_out as refuse_bad_out
from okoce_opt.processes.pool import ChildPool
from okoce_opt.reports.comparison import Comparison
from okoce_opt.reports.comparison import compare as compare_folders
from okoce_opt.reports.office_workbooks import AHEAD
from okoce_opt.reports.plan_folder import WriteOptions, write_plan
from okoce_opt.reports.plan_reader import read_rosters
from okoce_opt.rules.make_up import MakeUp
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures
from okoce_opt.verify import verify as violations_of

if TYPE_CHECKING:
    from okoce_opt.counting.simulation import Simulated

__all__ = [
    "Options",
    "Progress",
    "Report",
    "StopSwitch",
    "Verdict",
    "about_old_plan",
    "check",
    "check_out",
    "compare",
    "plan",
    "read_scenario",
    "simulate",
    "verify",
    "write",
]


NO_CERTIFICATE = Words(
    "Rencana ini dibuat oleh okoce yang lebih lama, tanpa sertifikat; batasnya tidak diperiksa "
    "ulang.",
    "An older okoce made this plan, without a certificate; its bounds are not checked again.",
)
UNREADABLE = Words(
    "Sertifikat di {name} tidak terbaca; berkas itu disunting sejak ditulis.",
    "The certificate in {name} cannot be read; the file has been edited since it was written.",
)


MANY = 3_000
"""With fewer registrants than this the workbooks are written sooner than processes for them have
started.
"""


PATIENCE = 300.0
"""Seconds for one office's workbook; a process that takes longer hangs, and its workbook is written
here.
"""


_FEW = 3
"""Shortfalls that a repr names."""


@dataclass(frozen=True, slots=True)
class Report:
    """What counting says before any solver runs."""

    shortfalls: tuple[Shortfall, ...]
    summary: Summary
    notes: tuple[Words, ...] = ()
    no_shows: tuple[BothSides, ...] = ()

    def __repr__(self) -> str:
        said = "; ".join(str(shortfall.words) for shortfall in self.shortfalls[:_FEW])
        rest = len(self.shortfalls) - _FEW
        return f"Report({said or 'nothing is short'}{f'; {rest} more' if rest > 0 else ''})"

    @property
    def impossible(self) -> bool:
        """Whether a shortfall proves that no plan exists."""
        return any(shortfall.hard for shortfall in self.shortfalls)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading the workbooks of a plan again came to.

    `violations` name rule, sheet and cell; `notices` are no violations; `values` pairs each level's
    goals, counted again, with the value on record; `unknown` are columns of people of which the
    list of registrants says nothing, so that they were not compared. `bounds` are the levels'
    bounds on record, proved again by the plan's certificate; none for a plan that has no
    certificate.
    """

    scenario: Scenario
    plan: Plan
    violations: tuple[Violation, ...]
    notices: tuple[Words, ...]
    values: tuple[tuple[dict[str, int], int, int], ...]
    unknown: tuple[str, ...] = ()
    bounds: tuple[Checked, ...] = ()

    def __repr__(self) -> str:
        bounds = f"{sum(bound.holds for bound in self.bounds)} of {len(self.bounds)}"
        return f"Verdict({len(self.violations)} violations, {bounds} bounds proved)"

    @property
    def stands(self) -> bool:
        """Whether every rule is kept."""
        return not self.violations

    @property
    def proved(self) -> bool:
        """Whether every bound on record holds as far as its proof goes."""
        return all(bound.holds for bound in self.bounds)


def read_scenario(path: Path | str, old: Path | str | None = None) -> Scenario:
    """The scenario at `path`, planned as a change of the plan in folder `old` if given.

    Raises InputError with every complaint, PlanFilesError when `old` is no plan's folder.
    """
    scenario = load_scenario(Path(path))
    return scenario if old is None else change_of(scenario, read_plan(Path(old)).announced)


def about_old_plan(scenario: Scenario, old: Path | str) -> tuple[Words, ...]:
    """What a planner should know of the plan in folder `old` before it is changed."""
    return change_notes(scenario, read_plan(Path(old)))


def check(scenario: Scenario) -> Report:
    """Everything that counting alone can say."""
    problem, rules = scenario.problem, scenario.rules
    return Report(
        tuple(in_reading_order(count(problem, rules, scenario.places))),
        summary(problem, rules),
        (
            *offered(problem, rules),
            *quota_notes(problem, rules),
            *presence_notes(problem, rules),
        ),
        no_shows=both_sides(problem),
    )


def plan(
    scenario: Scenario,
    options: Options | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
    stop: StopSwitch | None = None,
) -> Outcome:
    """Planned (and verified), impossible (and proved), or ran out.

    Raises `Stopped` when `stop` was set before the first plan, `InternalDisagreement` when the
    model's plan does not stand before the verifier.
    """
    proofs = tuple(shortfall.words for shortfall in check(scenario).shortfalls if shortfall.hard)
    if proofs:
        return Impossible(proofs)
    # the solver is loaded only when there is something to solve
    from okoce_opt.model.search.finding import find_plan

    return find_plan(scenario, options or Options(), progress, stop or StopSwitch())


def check_out(out: Path, scenario: Scenario, old: Path | None = None) -> None:
    """Refuse, before any work, a folder that must not be written over: that of the plan being
    changed, say.

    Raises PlanFilesError with the reason.
    """
    if old is not None and out.resolve().exists() and out.resolve().samefile(old):
        raise PlanFilesError(
            Words(
                "--out ditolak: sama dengan --from: {name}. Rencana lama itu sudah diumumkan; "
                "pilih folder lain.",
                "--out refused: the same as --from: {name}. That plan has been announced; choose "
                "another folder.",
            ).fill(name=str(out))
        )
    refuse_bad_out(out, scenario.path)


def write(
    scenario: Scenario,
    outcome: Planned,
    out: Path | str,
    options: Options | None = None,
    seconds: float = 0.0,
) -> list[str]:
    """Write the plan's folder and swap it in; the names of its files."""
    chosen, out = options or Options(), Path(out)
    run = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "scenario_path": str(scenario.path.resolve()),
        "workers": chosen.workers,
        "seed": chosen.seed,
        "budget": chosen.budget,
        "time_limit": chosen.time_limit,
        "seconds": round(seconds, 1),
    }
    papers = WriteOptions(chosen.show_nik, chosen.show_phone, run)
    if chosen.workers < 2 or len(scenario.problem.registrants) < MANY:
        return write_plan(scenario, outcome, out, options=papers)
    pool = ChildPool(min(chosen.workers, AHEAD), patience=PATIENCE)
    try:
        return write_plan(scenario, outcome, out, options=papers, executor=pool)
    finally:
        pool.shutdown()


def verify(folder: Path | str, scenario_path: Path | str | None = None) -> Verdict:
    """Read the attendance sheets of a plan again and prove every rule on them, and its bounds,
    without any solver.

    Raises PlanFilesError or InputError when the folder or its scenario cannot be read, or is
    another problem's.
    """
    folder = Path(folder)
    files = read_plan(folder)
    scenario = _planned_scenario(files, folder, scenario_path)
    # a plan changed for people who have all left the list has no old seats, and yet a level for
    # them
    keeps = any("keep_the_plan" in entry["goals"] for entry in files.record.get("levels", []))
    if keeps or files.old is not None:
        scenario = change_of(scenario, files.before or Announced())
    reading = read_rosters(scenario, folder)
    broken = violations_of(scenario.problem, scenario.rules, reading.plan)
    changed = Words(
        "{name}: isinya berubah sejak ditulis.",
        "{name}: its bytes have changed since it was written.",
    )
    gone = Words("{name}: berkasnya tidak ada.", "{name}: the file is missing.")
    told = {violation.subject for violation in reading.files}
    notices = [
        (gone if name in files.missing else changed).fill(name=name)
        for name in files.changed
        if name not in told
    ]
    bounds = _bounds(scenario, files)
    if bounds is None:
        notices.append(NO_CERTIFICATE)
    return Verdict(
        scenario,
        reading.plan,
        reading.all_of(scenario.problem, broken),
        tuple(notices),
        # a plan of which a part cannot be read has no values
        () if reading.unread else _values(scenario, files, reading.plan),
        reading.unknown,
        bounds or (),
    )


def _planned_scenario(
    files: PlanFolder, folder: Path, scenario_path: Path | str | None
) -> Scenario:
    """The scenario of a plan as it was planned. Raises PlanFilesError when it is gone or has
    changed since.
    """
    path = files.scenario_path if scenario_path is None else Path(scenario_path)
    if path is None or not path.exists():
        raise PlanFilesError(
            Words(
                "Skenario rencana ini tidak ditemukan di {path}; tunjukkan dengan --scenario.",
                "This plan's scenario is not at {path}; name it with --scenario.",
            ).fill(path=str(path))
        )
    scenario = load_scenario(path)
    if scenario.digest != files.problem_digest:
        raise PlanFilesError(
            Words(
                "{path} sudah bukan persoalan yang direncanakan di {folder}: isinya berubah sejak "
                "itu. "
                "Rencanakan ulang, atau tunjukkan skenario yang lama dengan --scenario.",
                "{path} is no longer the problem planned in {folder}: it has changed since. "
                "Plan again, or name the old scenario with --scenario.",
            ).fill(path=str(path), folder=folder.name)
        )
    return scenario


def _bounds(scenario: Scenario, files: PlanFolder) -> tuple[Checked, ...] | None:
    """The bounds on record, proved again; None if the plan is older than certificates."""
    try:
        levels = proved_levels(files.record)
        return None if levels is None else certificate.check(scenario, levels)
    except ValueError as error:
        raise PlanFilesError(UNREADABLE.fill(name=RECORD)) from error


def _values(
    scenario: Scenario, files: PlanFolder, read: Plan
) -> tuple[tuple[dict[str, int], int, int], ...]:
    measured = measures(scenario.problem, scenario.goals, read)
    recorded = {
        frozenset(entry["goals"]): entry["value"] for entry in files.record.get("levels", [])
    }
    goals = [{p.goal.kind: measured[p.goal.kind] for p in level} for level in scenario.levels]
    values = [sum(p.price * measured[p.goal.kind] for p in level) for level in scenario.levels]
    return tuple(
        (kinds, value, recorded[frozenset(kinds)])
        for kinds, value in zip(goals, values, strict=True)
        if frozenset(kinds) in recorded
    )


def compare(scenario: Scenario, old: Path | str, new: Path | str) -> Comparison:
    """Two plans of the people in `scenario`, side by side."""
    return compare_folders(scenario, read_plan(Path(old)), read_plan(Path(new)))


def simulate(
    folder: Path | str, scenario_path: Path | str | None, runs: int, seed: int
) -> tuple[Scenario, tuple[Simulated, ...]]:
    """Draw who comes to the plan in `folder`, `runs` times; seats and sessions are those of its
    table of seats.

    Raises PlanFilesError or InputError as `verify` does.
    """
    # numpy is loaded only when there is something to draw
    from okoce_opt.counting.simulation import simulate as drawn

    folder = Path(folder)
    files = read_plan(folder)
    scenario = _planned_scenario(files, folder, scenario_path)
    gap = next((rule.min_gap_days for rule in scenario.rules if isinstance(rule, MakeUp)), 1)
    return scenario, drawn(scenario.problem, files.plan, runs, seed, gap)
