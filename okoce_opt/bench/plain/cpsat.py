"""Lines to CP-SAT as it comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from itertools import islice
from threading import Timer

from ortools.sat.python import cp_model

from okoce_opt.bench.plain.lines import Lines, Terms
from okoce_opt.bench.plain.solved import Solved

FOR_EVER = 1 << 40


class _Better(cp_model.CpSolverSolutionCallback):
    """Hands better solutions on, and ends the search once there is one and it is late."""

    def __init__(self, heard: Callable[[list[int]], None], late: float, columns: int) -> None:
        super().__init__()
        self._heard, self._late, self._columns = heard, late, columns
        self._found = False

    def on_solution_callback(self) -> None:
        self._found = True
        self._heard([int(value) for value in islice(self.response_proto.solution, self._columns)])
        self.end()

    def end(self) -> None:
        if self._found and time.monotonic() > self._late - 0.1:
            self.stop_search()


def solve(
    lines: Lines,
    objective: Terms,
    hint: Mapping[int, int],
    seconds: tuple[float, float],
    workers: int,
    heard: Callable[[list[int]], None],
) -> Solved:
    """The least of the objective: in so many seconds, or in so many when there is no solution yet.

    `heard` is told of every better solution.
    """
    begun = time.monotonic()
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
    for terms, least, most, column in lines.filled:
        domain = cp_model.Domain.from_intervals([[0, 0], [least, max(least, most)]])
        number = model.new_int_var_from_domain(domain, "")
        model.add(number == sum(columns[one] for _, one in terms))
        model.add(number >= least).only_enforce_if(columns[column])
        model.add(number == 0).only_enforce_if(~columns[column])
    model.minimize(
        cp_model.LinearExpr.weighted_sum(
            [columns[column] for _, column in objective], [times for times, _ in objective]
        )
    )
    for column, value in hint.items():
        model.add_hint(columns[column], value)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = max(0.1, begun + seconds[1] - time.monotonic())
    better = _Better(heard, begun + seconds[0], len(columns))
    timer = Timer(max(0.1, begun + seconds[0] - time.monotonic()), better.end)
    timer.start()
    try:
        status = solver.solve(model, better)
    finally:
        timer.cancel()
    if status == cp_model.INFEASIBLE:
        return Solved(None, None, infeasible=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(None, None)
    response = solver.response_proto
    values = [int(value) for value in islice(response.solution, len(columns))]
    return Solved(values, response.best_objective_bound)
