"""What others would do with the same rules: one model of all people by name, given to a solver as
it is.

The rows are okoce's own with every registrant a stratum of their own, its cuts among them; all
levels are added up in one objective, an earlier level far dearer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ortools.linear_solver.python import model_builder_helper as milp
from ortools.sat.python import cp_model

from okoce_opt.bench.figures import Moment
from okoce_opt.domain.plan import Plan
from okoce_opt.model.days.calendars import STRICT
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.coarse import combine_levels, combined_value
from okoce_opt.model.solvers.cpsat import to_cpsat
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows
from okoce_opt.scenario import Scenario
from okoce_opt.testing import everyone_apart

Solve = Callable[[Rows, Priced, float, int, Callable[[float, float], None]], "Answer"]
"""(rows, objective, seconds, workers, heard(value, bound)) -> answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Values of all columns (None: no plan was found) and the objective's bound (None: none was
    proved).
    """

    values: list[int] | None
    bound: float | None
    infeasible: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The plan of a model by name, its levels' bounds, and how it came about."""

    plan: Plan | None
    bounds: tuple[int | None, ...]
    moments: tuple[Moment, ...]
    infeasible: bool


def by_name(scenario: Scenario, solve: Solve, seconds: float, workers: int, begun: float) -> Named:
    """Solve the model of everyone by name for so many seconds; making the model is not counted
    among them.
    """
    problem = scenario.problem
    model = build(scenario.instance, everyone_apart(problem))
    objective = combine_levels(model, STRICT)
    moments: list[Moment] = []

    def heard(value: float, bound: float) -> None:
        moments.append(Moment(time.time() - begun, round(value), max(0, round(bound))))

    answer = solve(model.rows, objective, seconds, workers, heard)
    if answer.values is None:
        return Named(None, tuple(None for _ in scenario.levels), (), answer.infeasible)
    reached = [
        level.constant + sum(c * answer.values[j] for c, j in level.terms)
        for level in model.objectives
    ]
    before = combined_value(model, STRICT, [*reached[:-1], 0]) if reached else 0
    last = None if answer.bound is None else max(0, round(answer.bound) - before)
    # what is proved of the sum is proved of its last level alone only where the earlier ones are at
    # 0
    bounds = (*(0 for _ in reached[:-1]), last)[: len(reached)]
    told = tuple(
        Moment(m.seconds, (m.value or 0) - before, max(0, (m.bound or 0) - before)) for m in moments
    )
    return Named(_plan(model, answer.values), bounds, told, False)


def _plan(model: Model, values: list[int]) -> Plan:
    person = {stratum.id: stratum.members[0] for stratum in model.strata}
    seats = [
        (person[who], session) for (who, session), column in model.seats.items() if values[column]
    ]
    return Plan.of(seats, [session for session, column in model.held.items() if values[column]])


def cpsat(
    rows: Rows,
    objective: Priced,
    seconds: float,
    workers: int,
    heard: Callable[[float, float], None],
) -> Answer:
    """CP-SAT as it comes, with as many workers as okoce has processes."""

    class Better(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            heard(self.objective_value, self.best_objective_bound)

    model = cp_model.CpModel(to_cpsat(rows, objective))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model, Better())
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, None, status == cp_model.INFEASIBLE)
    response = solver.response_proto
    heard(response.objective_value, response.best_objective_bound)
    return Answer([int(value) for value in response.solution], response.best_objective_bound)


def highs(
    rows: Rows,
    objective: Priced,
    seconds: float,
    workers: int,
    heard: Callable[[float, float], None],
) -> Answer:
    """The MILP by HiGHS as the ortools wheel carries it.

    It says nothing on the way, takes its own number of threads, and looks at its time limit only
    now and then.
    """
    helper = milp.ModelBuilderHelper()
    for lo, hi in zip(rows.lower, rows.upper, strict=True):
        column = helper.add_var()
        helper.set_var_lower_bound(column, lo)
        helper.set_var_upper_bound(column, hi)
        helper.set_var_integrality(column, True)
    for row, (lo, hi) in enumerate(zip(rows.row_lo, rows.row_hi, strict=True)):
        helper.add_linear_constraint()
        helper.set_constraint_lower_bound(row, lo if lo > -NO_LIMIT else -float("inf"))
        helper.set_constraint_upper_bound(row, hi if hi < NO_LIMIT else float("inf"))
        for coefficient, column in rows.terms_of(row):
            helper.add_term_to_constraint(row, column, coefficient)
    cost: dict[int, int] = {}
    for coefficient, column in objective.terms:
        cost[column] = cost.get(column, 0) + coefficient
    for column, coefficient in cost.items():
        helper.set_var_objective_coefficient(column, coefficient)
    helper.set_objective_offset(objective.constant)
    helper.set_maximize(False)
    engine = milp.ModelSolverHelper("highs")
    engine.set_time_limit_in_seconds(seconds)
    engine.solve(helper)
    if engine.status() not in (milp.SolveStatus.OPTIMAL, milp.SolveStatus.FEASIBLE):
        return Answer(None, None, engine.status() == milp.SolveStatus.INFEASIBLE)
    heard(engine.objective_value(), engine.best_objective_bound())
    return Answer(
        [round(value) for value in engine.variable_values()], engine.best_objective_bound()
    )
