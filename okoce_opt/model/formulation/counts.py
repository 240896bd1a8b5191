"""What the model decided, without its columns: how many of each stratum sit where, and what is
held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.model.formulation.build import Model
from okoce_opt.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Counts:
    """People by (stratum id, session id), the sessions held, and the levels' values they were found
    with.

    `choices` are the rules' own (`Columns.choose`), those that are not zero.
    """

    people: Mapping[tuple[str, SessionId], int]
    held: tuple[SessionId, ...]
    values: tuple[int, ...]
    choices: Mapping[tuple[str, ...], int] = field(default_factory=dict)


def choices_in(problem: Problem, rules: Sequence[Rule], plan: Plan) -> dict[tuple[str, ...], int]:
    """What a plan of the problem says of the rules' own decisions."""
    return {name: n for rule in rules for name, n in rule.chosen(problem, plan).items()}


def counts_in(model: Model, values: Sequence[int], reached: Sequence[int]) -> Counts:
    """The counts of a solution; sessions are held where their column says so."""
    people = {key: values[column] for key, column in model.seats.items() if values[column]}
    held = tuple(sorted(sid for sid, column in model.held.items() if values[column]))
    choices = {name: values[column] for name, column in model.choices.items() if values[column]}
    return Counts(people, held, tuple(reached), choices)
