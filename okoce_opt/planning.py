"""The verbs: read, check, plan, write, verify, compare. Commands and notebooks call these and
nothing below them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okoce_opt.change import Old, change_notes, change_of
from okoce_opt.counting import Ground, count, count_on, summarize, weigh_both_sides
from okoce_opt.counting.offered import describe_offers
from okoce_opt.counting.shortfall import in_reading_order
from okoce_opt.domain.outcome import Impossible, Outcome, Planned
from okoce_opt.domain.words import Words
from okoce_opt.errors import NoPlanOfIt, PlanFilesError
from okoce_opt.handmade.edited import adopt
from okoce_opt.handmade.here import why_here
from okoce_opt.handmade.suggested import apply, suggest
from okoce_opt.io import load_scenario
from okoce_opt.notebook.answers import PlansCompared, Report, compared
from okoce_opt.notebook.outcome import PlannedScenario, planned_for
from okoce_opt.notebook.progress import telling, watching
from okoce_opt.options import Options, Progress, StopSwitch, options_of, path_of
from okoce_opt.plan_files.record import folder_of, read_plan
from okoce_opt.plan_files.swap import check_out as refuse_bad_out
from okoce_opt.printing import papers
from okoce_opt.processes.pool import ChildPool
from okoce_opt.reports.comparison import compare as compare_folders
from okoce_opt.reports.office_workbooks import AHEAD
from okoce_opt.reports.plan_folder import WriteOptions, write_plan
from okoce_opt.reports.side_by_side import SideBySide
from okoce_opt.reports.side_by_side import side_by_side as plans_side_by_side
from okoce_opt.rules import RULE_BOOK
from okoce_opt.scenario import Scenario
from okoce_opt.trials.costs import costs
from okoce_opt.trials.sweep import sweep
from okoce_opt.verdict import Verdict, planned_scenario, verify

if TYPE_CHECKING:
    from okoce_opt.counting.simulation import Simulated
    from okoce_opt.reasons.answer import WhyNot

__all__ = [
    "Options",
    "Progress",
    "Report",
    "StopSwitch",
    "Verdict",
    "about_old_plan",
    "adopt",
    "apply",
    "check",
    "check_out",
    "compare",
    "costs",
    "papers",
    "plan",
    "read_scenario",
    "side_by_side",
    "simulate",
    "suggest",
    "sweep",
    "verify",
    "why",
    "why_here",
    "write",
]


MANY = 3_000
"""With fewer registrants than this the workbooks are written sooner than processes for them have
started.
"""


PATIENCE = 300.0
"""Seconds for one office's workbook; a process that takes longer hangs, and its workbook is written
here.
"""


_IDLE = Words(
    "Sasaran {goal} tidak berpengaruh: aturan yang membuat apa yang dihitungnya tidak dipakai.",
    "Goal {goal} is without effect: the rule that makes what it counts is not on.",
)


def read_scenario(path: Path | str, old: Path | str | None = None) -> Scenario:
    """The scenario at `path`, planned as a change of the plan in folder `old` if given.

    Raises InputError with every complaint, PlanFilesError when `old` is no plan's folder.
    """
    try:
        scenario = load_scenario(path_of(path))
    except NoPlanOfIt as error:
        if old is None:
            raise
        # what stands in the way of the change may be less, or more
        scenario = error.scenario
    return scenario if old is None else change_of(scenario, old)


def about_old_plan(scenario: Scenario, old: Path | str) -> tuple[Words, ...]:
    """What a planner should know of the plan in folder `old` before it is changed."""
    return change_notes(scenario, read_plan(path_of(old)))


def _refuse_others(scenario: object) -> None:
    """Raises TypeError for what is no scenario: its path, or a plan."""
    if not isinstance(scenario, Scenario):
        raise TypeError(f"a Scenario, not {type(scenario).__name__}; read_scenario(path) reads one")


def check(scenario: Scenario) -> Report:
    """Everything that counting alone can say, and the scenario's notices: what may not be meant."""
    _refuse_others(scenario)
    problem, rules = scenario.problem, scenario.rules
    active = {type(rule) for rule in rules}
    ground = Ground.of(problem, rules, scenario.places)
    return Report(
        tuple(in_reading_order(count_on(ground))),
        summarize(ground),
        (
            *scenario.notices,
            *describe_offers(ground),
            *(note for rule in rules for note in rule.notes(problem)),
            *(note for rule in RULE_BOOK if rule not in active for note in rule.unused(problem)),
            *(_IDLE.fill(goal=goal.kind) for goal in scenario.goals if goal.is_idle(rules)),
        ),
        no_shows=weigh_both_sides(problem),
    )


def plan(
    scenario: Scenario,
    options: Options | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: StopSwitch | None = None,
    old: Old | None = None,
    **chosen: Any,
) -> Outcome:
    """Planned (and verified), impossible (and proved), or ran out.

    With `old`, a plan that people know already or its folder, it is planned as a change of that:
    as few seats move as can be, and what has happened stays. In a notebook a live line shows where
    the search is, and the stop button ends it with its best plan; elsewhere `progress` is told.
    Single options may be given by name: `plan(scenario, budget=30)`.

    Raises `Stopped` when `stop` was set before the first plan, `InternalDisagreement` when the
    model's plan does not stand before the verifier.
    """
    _refuse_others(scenario)
    if old is not None:
        scenario = change_of(scenario, old)
    counted = in_reading_order(count(scenario.problem, scenario.rules, scenario.places))
    proofs = tuple(shortfall.words for shortfall in counted if shortfall.hard)
    if proofs:
        return Impossible(proofs)
    # the solver is loaded only when there is something to solve
    from okoce_opt.model.search.finding import find_plan

    with watching(progress, stop) as (tell, switch):
        outcome = find_plan(scenario, options_of(options, chosen), tell, switch)
    return planned_for(scenario, outcome) if isinstance(outcome, Planned) else outcome


def why(
    scenario: Scenario,
    time_limit: float | None = None,
    tell: Callable[[Words], None] | None = None,
    *,
    out: Path | str | None = None,
    known: Callable[[WhyNot], None] = lambda reason: None,
) -> WhyNot:
    """Why the scenario has no plan (or leaves people over), and the ways out of it, within
    `time_limit` wall seconds; `tell` hears what is done, in a notebook else a live line, and
    `known` the reason, while ways out are still looked for.

    *Impossible* is said only of what is proved, *possible* where a plan was made and verified. With
    `out` each way out is written there as a scenario that extends this one. Raises PlanFilesError
    when there is something at `out`.
    """
    # the solver is loaded only when there is something to solve
    from okoce_opt.reasons.why_not import why_not
    from okoce_opt.reasons.written import refuse_bad_folder, write_ways

    _refuse_others(scenario)
    if out is not None:
        refuse_bad_folder(scenario, path_of(out))
    with telling(tell) as (hear, _):
        found = why_not(scenario, time_limit, hear, known=known)
    if out is not None:
        found = replace(found, folders=write_ways(scenario, found.ways, path_of(out)))
    return found


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
    **also: Any,
) -> list[str]:
    """Write the plan's folder and swap it in; the names of its files. Single options may be given
    by name: `show_nik=True`.

    A scenario that stands in no file is written beside the plan as `skenario/`, where `verify`
    finds it; NIK and phones are left out there unless the options show them.
    """
    _refuse_others(scenario)
    if not isinstance(outcome, Planned):
        raise TypeError(f"a plan, not {type(outcome).__name__}")
    chosen, out = options_of(options, also), path_of(out)
    if isinstance(outcome, PlannedScenario):
        if outcome.scenario.digest != scenario.digest:
            raise ValueError(
                f"this plan was made for another scenario ({outcome.scenario.name}, not "
                f"{scenario.name}): write(outcome.scenario, outcome, ...) writes it"
            )
        scenario = outcome.scenario
    run = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "scenario_path": None if scenario.path is None else str(scenario.path.resolve()),
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


def compare(
    scenario: Scenario, old: Planned | Path | str, new: Planned | Path | str
) -> PlansCompared:
    """Two plans of the people in `scenario`, or the folders they are in, side by side."""
    _refuse_others(scenario)
    before, after = (
        folder_of(one.scenario if isinstance(one, PlannedScenario) else scenario, one)
        if isinstance(one, Planned)
        else read_plan(path_of(one, "a plan or the folder of one"))
        for one in (old, new)
    )
    return compared(compare_folders(scenario, before, after))


def side_by_side(scenario: Scenario, folders: Sequence[Path | str]) -> SideBySide:
    """Plans of the people in `scenario`, by their folders: figures, levels, moves from each to the
    next, what differs in each kecamatan. Raises PlanFilesError where a folder holds no plan.
    """
    return plans_side_by_side(scenario, [read_plan(path_of(folder)) for folder in folders])


def simulate(
    folder: Path | str, scenario_path: Path | str | None, runs: int, seed: int
) -> tuple[Scenario, tuple[Simulated, ...]]:
    """Draw who comes to the plan in `folder`, `runs` times; seats and sessions are those of its
    table of seats.

    Raises PlanFilesError or InputError as `verify` does.
    """
    # numpy is loaded only when there is something to draw
    from okoce_opt.counting.simulation import simulate as drawn

    folder = path_of(folder)
    files = read_plan(folder)
    scenario = planned_scenario(files, folder, scenario_path)
    days = (rule.make_up_days for rule in scenario.rules)
    gap = next((n for n in days if n is not None), 1)
    return scenario, drawn(scenario.problem, files.plan, runs, seed, gap)
