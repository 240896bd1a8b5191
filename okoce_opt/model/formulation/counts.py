"""What the model decided, without its columns: how many of each stratum sit where, and what is
held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from okoce_opt.model.formulation.build import Model


@dataclass(frozen=True, slots=True)
class Counts:
    """People by (stratum id, session id), the sessions held, and the levels' values they were found
    with.

    `choices` are the rules' own (`Columns.choose`), those that are not zero.
    """

    people: Mapping[tuple[str, str], int]
    held: tuple[str, ...]
    values: tuple[int, ...]
    choices: Mapping[tuple[str, ...], int] = field(default_factory=dict)


def teams_in(choices: Mapping[tuple[str, ...], int]) -> dict[str, str]:
    """Session -> team, as the rule `teams` has chosen."""
    return {name[1]: name[2] for name, chosen in choices.items() if name[0] == "team" and chosen}


def teams_counted(teams: Mapping[str, str]) -> dict[tuple[str, ...], int]:
    """A plan's teams as the rule's choices: `teams_in` the other way round."""
    return {("team", session, team): 1 for session, team in teams.items()}


def counts_in(model: Model, values: Sequence[int], reached: Sequence[int]) -> Counts:
    """The counts of a solution; sessions are held where their column says so."""
    people = {key: values[column] for key, column in model.seats.items() if values[column]}
    held = tuple(sorted(sid for sid, column in model.held.items() if values[column]))
    choices = {name: values[column] for name, column in model.choices.items() if values[column]}
    return Counts(people, held, tuple(reached), choices)
