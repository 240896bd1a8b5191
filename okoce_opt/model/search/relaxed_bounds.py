"""Bounds of levels by the relaxation of the coarse problem, of a part or of all; each proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.proof import PartProof
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.coarse import (
    coarse_model,
    keep_level,
)
from okoce_opt.model.formulation.links import add_links, broken_links
from okoce_opt.model.search.independent_levels import independent_bounds
from okoce_opt.model.solvers.relaxation import LONGEST, Relaxed, name_multipliers, relax
from okoce_opt.rows.linear import Rows

FEW, ROUNDS = 10_000, 5
"""Columns up to which single strata are tied to sessions, and how often rows are added for it."""


def bound_part(instance: Instance, number: int, rooms: Sequence[int]) -> tuple[int, PartProof]:
    """A bound for level `number` (from 0) on one part, each earlier level at most at its room, and
    what rows prove of it.
    """
    model = coarse_model(instance)
    rows = model.rows
    for earlier, most in enumerate(rooms):
        keep_level(model, rows, earlier, most)
    proof = _shown(instance.problem, rows, relax(rows, model.objectives[number]))
    return max(proof.bound, independent_bounds(instance)[number]), proof


def bound_with_links(instance: Instance) -> tuple[int, PartProof] | None:
    """A bound for the first level of an instance as a whole, by a relaxation that ties each stratum
    to each session where it has to; None where there are many columns.
    """
    model = coarse_model(replace(instance, levels=instance.levels[:1]))
    objective = model.objectives[0]
    if len(model.rows.names) > FEW:
        return None
    relaxed = relax(model.rows, objective)
    for _ in range(ROUNDS):
        broken = broken_links(model, relaxed.values.tolist()) if relaxed.feasible else []
        if not broken:
            break
        add_links(model, broken)
        again = relax(model.rows, objective)
        if again.bound is None:
            # its multipliers are none of these rows'
            return None
        relaxed = again
    proof = _shown(instance.problem, model.rows, relaxed)
    return proof.bound, proof


def bound_whole(instance: Instance, seconds: float = LONGEST) -> tuple[tuple[int, PartProof], ...]:
    """`bound_part` for each level of an instance as a whole, earlier levels at their bounds: all
    kecamatan in one relaxation, which may take so many deterministic `seconds`.

    The first level is bounded by itself: where later ones tell everyone apart, a relaxation that
    looks at all of them may not end in time.
    """
    problem, levels = instance.problem, instance.levels
    first = coarse_model(replace(instance, levels=levels[:1]))
    proofs = bounds_given(problem, first, (), seconds=seconds)
    if len(levels) > 1:
        every = coarse_model(instance)
        proofs = bounds_given(problem, every, (), proofs, seconds)
    aside = independent_bounds(instance)
    return tuple(
        (max(proof.bound, least), proof) for proof, least in zip(proofs, aside, strict=True)
    )


def bounds_given(
    problem: Problem,
    model: Model,
    reached: Sequence[int],
    ideal: Sequence[PartProof] = (),
    seconds: float = LONGEST,
) -> tuple[PartProof, ...]:
    """A bound for each level by relaxation, earlier levels kept at `reached` (at their bounds where
    nothing is reached yet).

    `ideal` are those with nothing reached; as long as what is reached is at them they are the
    answer too. A relaxation that is not solved within `seconds` proves nothing.
    """
    rows = model.rows.copy()
    proofs: list[PartProof] = []
    for number, objective in enumerate(model.objectives):
        same = number < len(ideal) and tuple(reached[:number]) == bounds_of(ideal[:number])
        proofs.append(
            ideal[number] if same else _shown(problem, rows, relax(rows, objective, seconds))
        )
        keep_level(
            model, rows, number, reached[number] if number < len(reached) else proofs[-1].bound
        )
    return tuple(proofs)


def bounds_of(proofs: Sequence[PartProof]) -> tuple[int, ...]:
    """What the proofs of the levels come to."""
    return tuple(proof.bound for proof in proofs)


def _shown(problem: Problem, rows: Rows, relaxed: Relaxed) -> PartProof:
    """A solved relaxation of the coarse problem as a proof; no goal is ever below 0."""
    return PartProof.of(
        tuple(problem.kecamatan), True, max(0, relaxed.bound or 0), name_multipliers(rows, relaxed)
    )
