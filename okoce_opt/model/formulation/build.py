"""Rows of a problem: every rule encodes itself, every goal adds its priced measure to its level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okoce_opt.domain.ids import SessionId
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.cuts import clique_cuts, session_cuts
from okoce_opt.rows.columns import Columns
from okoce_opt.rows.linear import Priced, Rows, times
from okoce_opt.rows.stratum import Stratum


@dataclass(frozen=True, slots=True)
class Model:
    """Rows, the priced objective of each level, and which column is which decision.

    `measures` holds each goal's own measure by its kind, so that a solution can be told in the
    goals' units.
    """

    rows: Rows
    objectives: tuple[Priced, ...]
    measures: Mapping[str, Priced]
    strata: tuple[Stratum, ...]
    seats: Mapping[tuple[str, SessionId], int]
    held: Mapping[SessionId, int]
    choices: Mapping[tuple[str, ...], int]


def build(
    instance: Instance,
    strata: Sequence[Stratum],
    allowed: Mapping[str, frozenset[SessionId]] | None = None,
) -> Model:
    """The model of an instance, people counted by strata.

    With `allowed`, each stratum (by id) sits in these sessions only.
    """
    problem, rules = instance.problem, instance.rules
    columns = Columns(problem, strata)
    for stratum in columns.strata if allowed is not None else ():
        for session in columns.options(stratum):
            if allowed is not None and session.id not in allowed[stratum.id]:
                columns.bar(stratum, session)
    for rule in rules:
        rule.encode(problem, columns)
    session_cuts(problem, columns)
    for rule in rules:
        rule.cut(problem, columns)
    objectives, measures = [], {}
    for level in instance.levels:
        terms, constant = [], 0
        for priced in level:
            measure = priced.goal.encode(problem, columns)
            measures[priced.goal.kind] = measure
            terms += times(priced.price, measure.terms)
            constant += priced.price * measure.constant
        objectives.append(Priced(terms, constant))
    clique_cuts(problem, columns)
    return Model(
        *(columns.rows, tuple(objectives), measures, columns.strata),
        *(columns.seat_columns, columns.held_columns, columns.choice_columns),
    )
