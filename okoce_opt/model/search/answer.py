"""The answer: of the plans that stand the best, named, verified, with a bound for each level."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.outcome import Impossible, Outcome, Planned, RanOut, SettledLevel
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.proof import COUNTING, ROWS, SEARCH, Proof
from okoce_opt.domain.words import Words
from okoce_opt.errors import InternalDisagreement, Stopped
from okoce_opt.model.days.quick_plan import counts_of, greedy, standing, unmoved
from okoce_opt.model.formulation.counts import Counts, choices_in
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.naming.draw import draw, draw_order, with_old_choices
from okoce_opt.model.search.artefacts import saved
from okoce_opt.model.search.as_announced import announced_plan
from okoce_opt.model.search.bounds import JointBound, joint_bounds
from okoce_opt.model.search.drawn_between import contested, deal_between
from okoce_opt.model.search.other_end import other_end
from okoce_opt.model.search.state import Search, result_of
from okoce_opt.model.sharing.joint import join_bounds, resting_on
from okoce_opt.options import StopSwitch
from okoce_opt.plan_files.announced import find_missing_seats
from okoce_opt.processes.pool import Pool
from okoce_opt.rows.stratum import Stratum
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, stands, verify

PROVED_BY_SOLVER = Words(
    "Dua penghitungan yang berbeda membuktikan: tidak ada rencana yang memenuhi semua aturan "
    "sekaligus. "
    "Longgarkan satu aturan, tambah hari atau kursi, lalu coba lagi.",
    "Two different solves prove it: no plan keeps all rules at once. Loosen a rule, add days or "
    "seats, and try again.",
)
DIED = Words(
    "Proses penghitung berhenti sendiri {n} kali (mungkin kehabisan memori); yang terbaik sampai "
    "saat itu dipakai. Coba lagi dengan --workers 1, atau periksa klaster kalau memakai --cluster.",
    "A solver process died {n} times (perhaps out of memory); the best until then was kept. "
    "Try again with --workers 1, or look at the cluster where there is --cluster.",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A named plan that the verifier was silent about.

    A quick one of a change in which nobody moves who need not has that plan before the draw too
    (`kept`).
    """

    plan: Plan
    counts: Mapping[tuple[str, SessionId], int]
    values: tuple[int, ...]
    measures: Mapping[str, int] = field(default_factory=dict)
    kept: Plan | None = None


def values_of(done: Future[Candidate | None]) -> tuple[int, ...]:
    """The levels' values of a finished quick plan, if there is one."""
    candidate = None if done.cancelled() or done.exception() else done.result()
    return candidate.values if candidate else ()


def counts_of_candidate(candidate: Candidate | None, scenario: Scenario) -> Counts | None:
    """A plan that stands as counts."""
    if candidate is None:
        return None
    choices = choices_in(scenario.problem, scenario.rules, candidate.plan)
    held = tuple(sorted(candidate.plan.held))
    return Counts(candidate.counts, held, candidate.values, choices)


def _candidate(
    scenario: Scenario, plan: Plan, counts: Mapping[tuple[str, SessionId], int]
) -> Candidate:
    measured = measures(scenario.problem, scenario.goals, plan)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in scenario.levels)
    return Candidate(plan, counts, values, measured)


def quick_candidate(scenario: Scenario, strata: tuple[Stratum, ...]) -> Candidate | None:
    """The plan being changed where it stands, seats everybody and leaves nothing to wish on the
    first level, or what can be kept of it, whichever is better; where neither stands a quick one.
    Named by the draw like any other.
    """
    problem, rules = scenario.problem, scenario.rules
    announced = announced_plan(problem)
    found: list[Candidate] = []
    kept = None
    # a change begins with what was announced: other quick plans move nearly everybody
    makers: tuple[Callable[[], Plan], ...] = (
        lambda: with_old_choices(problem, rules, announced),
        lambda: unmoved(problem, rules),
    )
    for make in makers if announced.seats else ():
        plan = make()
        if stands(problem, rules, plan):
            kept = plan
            found.append(_drawn(scenario, strata, plan))
            if not any(found[-1].values[:1]) and not find_missing_seats(problem, plan):
                break
    if not found:
        plan = standing(problem, rules, greedy(problem, rules))
        found += [_drawn(scenario, strata, plan)] if stands(problem, rules, plan) else []
    best = min(found, key=lambda candidate: candidate.values, default=None)
    return best and replace(best, kept=kept)


def _drawn(scenario: Scenario, strata: tuple[Stratum, ...], plan: Plan) -> Candidate:
    """A plan that stands, its seats dealt again by the draw; judged again only where the draw has
    dealt them otherwise.
    """
    problem, rules = scenario.problem, scenario.rules
    choices = choices_in(problem, rules, plan)
    counts = Counts(counts_of(plan, strata), tuple(sorted(plan.held)), (), choices)
    return _by_name(scenario, strata, counts, plan)


def _by_name(
    scenario: Scenario, strata: tuple[Stratum, ...], counts: Counts, judged: Plan | None = None
) -> Candidate:
    """Counts named by the draw; what they come to must stand, as a plan does that was `judged`."""
    problem, rules, seed = scenario.problem, scenario.rules, scenario.draw_seed
    plan = draw(problem, strata, counts, seed, rules)
    if plan == judged:
        return _candidate(scenario, plan, counts.people)
    if violations := verify(problem, rules, plan):
        raise InternalDisagreement(violations, saved(scenario, plan, violations))
    return _candidate(scenario, plan, counts.people)


def answer(
    scenario: Scenario,
    strata: tuple[Stratum, ...],
    state: Search,
    quick: Candidate | None,
    pool: Pool,
    stop: StopSwitch,
) -> Outcome:
    """What the search came to, beside the quick plan. Raises `InternalDisagreement` where a plan
    does not stand, `Stopped` where a signal came before the first one.
    """
    if state.infeasible:
        if quick is not None:
            raise InternalDisagreement(
                [Violation("infeasible", "quick plan")], saved(scenario, quick.plan, [])
            )
        return Impossible((PROVED_BY_SOLVER,))
    best = _named(scenario, strata, state, quick) or quick
    # where a search comes to no less than the plan that people know already, nobody is told
    # anything new
    if (
        quick is not None
        and best is not None
        and (quick.values, not scenario.problem.announced.seats) < (best.values, True)
    ):
        best = quick
    best = best and _dealt_between(scenario, strata, best, state, pool)
    notes = (DIED.fill(n=state.deaths),) if state.deaths else ()
    if best is None:
        if stop.signum is not None:
            raise Stopped(stop.signum)
        so_far = zip(scenario.levels, bounds_so_far(scenario, state), strict=True)
        return RanOut(tuple(SettledLevel({}, None, bound) for _, bound in so_far), notes)
    counted = floors(scenario.instance, best.values)
    bounds = joint_bounds(scenario.instance, state, best.values, pool, counted)
    levels = _levels(scenario, best, bounds, counted)
    if any(level.bound > value for level, value in zip(levels, best.values, strict=True)):
        raise InternalDisagreement(
            [Violation("bound", "level", best.values, [level.bound for level in levels])],
            saved(scenario, best.plan, []),
        )
    ends = other_end(scenario, best.plan, quick.kept if quick else None)
    return Planned(
        plan=best.plan,
        levels=levels,
        counts=best.counts,
        strata={
            stratum.id: tuple(draw_order(stratum.members, scenario.draw_seed)) for stratum in strata
        },
        reproducible=state.reproducible,
        notes=notes if ends is None else (*notes, ends),
    )


def _named(
    scenario: Scenario, strata: tuple[Stratum, ...], state: Search, quick: Candidate | None
) -> Candidate | None:
    """The search's counts with names, kecamatan that it did not reach filled from the quick plan;
    None if some are left open.
    """
    problem = scenario.problem
    parts = dict(state.parts)
    missing = state.missing(problem)
    if missing and quick is None:
        return None
    counts: dict[tuple[str, SessionId], int] = {}
    held: set[SessionId] = set()
    choices: dict[tuple[str, ...], int] = {}
    for part in parts.values():
        counts.update(part.people)
        held.update(part.held)
        choices.update(part.choices)
    if missing and quick is not None:
        counts.update(
            {key: n for key, n in quick.counts.items() if key[0].split("/")[0] in missing}
        )
        held.update(sid for sid in quick.plan.held if problem.sessions[sid].kecamatan in missing)
        choices.update(choices_in(narrowed(problem, missing), scenario.rules, quick.plan))
    together = Counts(counts, tuple(sorted(held)), (), choices)
    plan = draw(problem, strata, together, scenario.draw_seed, scenario.rules)
    violations = verify(problem, scenario.rules, plan)
    if violations:
        if missing:
            return None  # parts of two plans need not fit together; the quick plan stands
        raise InternalDisagreement(violations, saved(scenario, plan, violations))
    return _kept(scenario, _candidate(scenario, plan, dict(sorted(counts.items()))))


def _kept(scenario: Scenario, best: Candidate) -> Candidate:
    """The plan with more of the announced teams, where all rules and levels let it."""
    plan = with_old_choices(scenario.problem, scenario.rules, best.plan)
    if plan == best.plan or verify(scenario.problem, scenario.rules, plan):
        return best
    other = _candidate(scenario, plan, best.counts)
    return min(other, best, key=lambda one: one.values)


def _dealt_between(
    scenario: Scenario, strata: tuple[Stratum, ...], best: Candidate, state: Search, pool: Pool
) -> Candidate:
    """The plan with those left over whom the draw puts last of all who compete, where every level
    stays as it is.
    """
    counts = counts_of_candidate(best, scenario)
    if counts is None or pool.stopped or not contested(scenario.problem, strata, counts):
        return best
    dealt = result_of(
        pool.submit(deal_between, scenario.instance, strata, counts, scenario.draw_seed), state
    )
    if dealt is None:
        return best
    candidate = _by_name(scenario, strata, dealt)
    return candidate if candidate.values <= best.values else best


def _levels(
    scenario: Scenario, best: Candidate, bounds: Sequence[JointBound], counted: Sequence[int]
) -> tuple[SettledLevel, ...]:
    """The levels with their bounds, and of each bound the shortest proof."""
    levels: list[SettledLevel] = []
    needed = False
    for number, (level, joint, floor) in reversed(
        list(enumerate(zip(scenario.levels, bounds, counted, strict=True)))
    ):
        # what counting makes unavoidable is a bound too; a search that was cut short may not have
        # reached it
        if joint.bound <= floor:
            by = COUNTING
        else:
            by = (
                ROWS
                if join_bounds(level, [part.bound for part in joint.proofs]) >= joint.bound
                else SEARCH
            )
            needed = True
        # a later level that is proved by rows rests on what each part needs of this one
        parts = resting_on(level, joint.proofs) if needed else ()
        measures = {p.goal.kind: best.measures[p.goal.kind] for p in level}
        levels.insert(
            0,
            SettledLevel(
                measures, best.values[number], max(joint.bound, floor), floor, Proof(by, parts)
            ),
        )
    return tuple(levels)


def bounds_so_far(scenario: Scenario, state: Search) -> list[int]:
    """Bounds of the levels when there is no plan: the first level's holds by itself, the others'
    only once it is settled.
    """
    firsts = [bounds[0] for bounds in state.bounds.values() if bounds]
    first = (
        join_bounds(scenario.levels[0], firsts)
        if firsts and scenario.levels and not state.narrowed
        else 0
    )
    return [max(0, first), *(0 for _ in scenario.levels[1:])][: len(scenario.levels)]
