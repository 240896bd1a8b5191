"""Moves by hand as a new plan: pins in an overlay beside it, verified, written like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from okoce_opt.change import change_of
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import Planned, SettledLevel
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError
from okoce_opt.handmade.planned import read_planned
from okoce_opt.io import OpenScenario, load_scenario
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw_order
from okoce_opt.moves.choices import is_settled
from okoce_opt.moves.move import Step
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.plan_files.swap import check_out
from okoce_opt.reports.plan_folder import WriteOptions, write_plan
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, verify

OVERLAY = "skenario"


def overlay_of(out: Path) -> Path:
    """Where the pins of a plan are written: beside its folder."""
    return out.with_name(f"{out.name}_{OVERLAY}")


def refuse_bad_target(out: Path, folder: Path) -> None:
    """Refuse, before any work, where the new plan cannot be written. Raises PlanFilesError."""
    beside = overlay_of(out)
    taken = [path for path in (out, beside) if path.exists()]
    if taken or out.resolve() == folder.resolve():
        words = Words("{name} sudah ada. Pilih nama lain.", "{name} is there. Choose another name.")
        raise PlanFilesError(words.fill(name=str((taken or [out])[0])))
    check_out(out, None)


def write_by_hand(
    folder: Path,
    scenario_path: Path | None,
    plan: Plan,
    steps: Sequence[Step],
    out: Path,
) -> Sequence[Violation]:
    """Write `plan`, which differs from that of `folder` by these steps, into `out`, and its pins
    into an overlay beside it. Nothing is written when it breaks a rule: those are the answer.

    Raises PlanFilesError for a target that is there, or a seat that is held, past or pinned.
    """
    refuse_bad_target(out, folder)
    scenario, judging, files = read_planned(folder, scenario_path)
    _refuse_settled(judging, steps)
    if violations := verify(judging.problem, judging.rules, plan):
        return violations
    if not isinstance(scenario, OpenScenario):
        raise TypeError("a scenario that was read from files")
    overlay = overlay_of(out)
    rows = [{"no_peserta": who, **pins} for who, pins in sorted(_pins(steps).items())]
    scenario.what_if(pendaftar=rows, name=overlay.name).save(overlay)
    again: Scenario = load_scenario(overlay)
    if files.before is not None:
        again = _as_change(again, files)
    if violations := verify(again.problem, again.rules, plan):
        return violations
    outcome = outcome_by_hand(again, plan, steps)
    run = {"scenario_path": str(overlay.resolve()), "by_hand": len(steps)}
    write_plan(again, outcome, out, options=WriteOptions(run=run))
    return ()


def _as_change(scenario: Scenario, files: PlanFolder) -> Scenario:
    return scenario if files.before is None else change_of(scenario, files.before)


def _refuse_settled(scenario: Scenario, steps: Sequence[Step]) -> None:
    problem = scenario.problem
    for step in steps:
        for sid in (step.old, step.new):
            session = None if sid is None else problem.session(sid)
            over = session is not None and problem.past.is_over(session)
            if sid is not None and (over or is_settled(problem, step.person, sid)):
                words = Words(
                    "Kursi {person} di {sid} dipatok atau sudah lewat; tidak dipindah.",
                    "The seat of {person} in {sid} is pinned or past; it is not moved.",
                )
                raise PlanFilesError(words.fill(person=same(step.person), sid=same(sid)))


def _pins(steps: Sequence[Step]) -> Mapping[PersonId, Mapping[str, str]]:
    found: dict[PersonId, dict[str, str]] = {}
    for step in steps:
        found.setdefault(step.person, {})[f"pin_{activity_of(step.new)}"] = step.new
    return found


def outcome_by_hand(scenario: Scenario, plan: Plan, steps: Sequence[Step]) -> Planned:
    """The plan with its levels: values measured, and as bounds what counting makes unavoidable."""
    measured = measures(scenario.problem, scenario.goals, plan)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in scenario.levels)
    counted = floors(scenario.instance, values)
    levels = tuple(
        SettledLevel(
            {p.goal.kind: measured[p.goal.kind] for p in level}, value, min(value, floor), floor
        )
        for level, value, floor in zip(scenario.levels, values, counted, strict=True)
    )
    strata = stratify(scenario.instance)
    of = {member: stratum.id for stratum in strata for member in stratum.members}
    counts: dict[tuple[str, SessionId], int] = {}
    for person, sid in plan.seats:
        # who has done everything is of no stratum, and keeps the seats they had
        if person in of:
            counts[of[person], sid] = counts.get((of[person], sid), 0) + 1
    return Planned(
        plan=plan,
        levels=levels,
        counts=dict(sorted(counts.items())),
        strata={
            stratum.id: tuple(draw_order(stratum.members, scenario.draw_seed)) for stratum in strata
        },
        notes=tuple(map(said_by_hand, steps)),
    )


def said_by_hand(step: Step) -> Words:
    """One move in a sentence that names nobody but by number."""
    old = Words("tanpa kursi", "no seat") if step.old is None else same(step.old)
    words = Words(
        "Dipindah tangan, bukan oleh undian: {person}, {old} -> {new}.",
        "Moved by hand, not by the draw: {person}, {old} -> {new}.",
    )
    return words.fill(person=same(step.person), old=old, new=same(step.new))


def steps_between(old: Plan, new: Plan) -> list[Step]:
    """Who has another seat in the newer plan, activity by activity."""
    steps = []
    for person, sid in sorted(new.seats - old.seats):
        gone = [s for p, s in old.seats - new.seats if p == person]
        mine = [s for s in gone if activity_of(s) == activity_of(sid)]
        steps.append(Step(person, mine[0] if mine else None, sid))
    return steps
