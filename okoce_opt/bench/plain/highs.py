"""Lines to HiGHS, as the ortools wheel carries it.

It says nothing on the way and looks at its time limit only now and then, so whoever asks must be
able to end it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ortools.linear_solver.python import model_builder_helper as milp

from okoce_opt.bench.plain.lines import Lines, Terms
from okoce_opt.bench.plain.solved import Solved


def solve(
    lines: Lines,
    objective: Terms,
    hint: Mapping[int, int],
    seconds: tuple[float, float],
    workers: int,
    heard: Callable[[list[int]], None],
) -> Solved:
    """The least of the objective: in so many seconds, or in so many when there is no solution yet.

    It knows neither hint nor workers, and tells nothing on the way.

    (A hint for some of the columns alone makes it crash in this wheel.)"""
    model = milp.ModelBuilderHelper()
    for low, high in zip(lines.lower, lines.upper, strict=True):
        column = model.add_var()
        model.set_var_lower_bound(column, low)
        model.set_var_upper_bound(column, high)
        model.set_var_integrality(column, True)
    for terms, least, most in lines.lines:
        row = model.add_linear_constraint()
        model.set_constraint_lower_bound(row, -float("inf") if least is None else least)
        model.set_constraint_upper_bound(row, float("inf") if most is None else most)
        for times, column in _added(terms):
            model.add_term_to_constraint(row, column, times)
    for times, column in _added(objective):
        model.set_var_objective_coefficient(column, times)
    model.set_maximize(False)
    engine = milp.ModelSolverHelper("highs")
    for limit in (seconds[0], seconds[1] - seconds[0]):
        # the second time only where nothing was found in the first
        if limit > 0.1 and engine.status() not in _FOUND:
            engine.set_time_limit_in_seconds(limit)
            engine.solve(model)
    if engine.status() == milp.SolveStatus.INFEASIBLE:
        return Solved(None, None, infeasible=True)
    if engine.status() not in (milp.SolveStatus.OPTIMAL, milp.SolveStatus.FEASIBLE):
        return Solved(None, None)
    return Solved([round(v) for v in engine.variable_values()], engine.best_objective_bound())


_FOUND = (milp.SolveStatus.OPTIMAL, milp.SolveStatus.FEASIBLE, milp.SolveStatus.INFEASIBLE)


def _added(terms: Terms) -> list[tuple[int, int]]:
    total: dict[int, int] = {}
    for times, column in terms:
        total[column] = total.get(column, 0) + times
    return [(times, column) for column, times in total.items()]
