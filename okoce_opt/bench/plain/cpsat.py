"""Lines to CP-SAT as it comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from ortools.sat.python import cp_model

from okoce_opt.bench.plain.lines import Lines, Terms
from okoce_opt.bench.plain.solved import Solved

FOR_EVER = 1 << 40


def solve(
    lines: Lines,
    objective: Terms,
    hint: Mapping[int, int],
    seconds: float,
    workers: int,
    heard: Callable[[list[int]], None],
) -> Solved:
    """The least of the objective, as far as the time goes; `heard` is told of every better
    solution.
    """
    until = time.monotonic() + seconds
    model = cp_model.CpModel()
    columns = [
        model.new_int_var(low, high, "") for low, high in zip(lines.lower, lines.upper, strict=True)
    ]
    for terms, low, high in lines.lines:
        expression = cp_model.LinearExpr.weighted_sum(
            [columns[column] for _, column in terms], [times for times, _ in terms]
        )
        least, most = (-FOR_EVER if low is None else low), (FOR_EVER if high is None else high)
        model.add_linear_constraint(expression, least, most)
    for spans in lines.apart:
        model.add_no_overlap(
            model.new_optional_fixed_size_interval_var(start, end - start, columns[column], "")
            for start, end, column in spans
        )
    model.minimize(
        cp_model.LinearExpr.weighted_sum(
            [columns[column] for _, column in objective], [times for times, _ in objective]
        )
    )
    for column, value in hint.items():
        model.add_hint(columns[column], value)

    class Better(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            heard([int(value) for value in self.response_proto.solution])

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = max(0.1, until - time.monotonic())
    status = solver.solve(model, Better())
    if status == cp_model.INFEASIBLE:
        return Solved(None, None, infeasible=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(None, None)
    response = solver.response_proto
    return Solved([int(value) for value in response.solution], response.best_objective_bound)
