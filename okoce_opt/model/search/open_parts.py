"""Parts as one plan, and those of them that are not at their bounds as a search of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Level
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.search.results import Name
from okoce_opt.model.search.state import WHOLE, Search
from okoce_opt.model.sharing.joint import compares_kecamatan, is_summed, join_bounds

Kept = TypeVar("Kept")


def put_together(state: Search) -> Counts:
    """The parts' counts as those of one plan; its values are known once its columns are."""
    people: dict[tuple[str, SessionId], int] = {}
    choices: dict[tuple[str, ...], int] = {}
    held: set[SessionId] = set()
    for part in state.parts.values():
        people.update(part.people)
        choices.update(part.choices)
        held.update(part.held)
    return Counts(people, tuple(sorted(held)), (), choices)


def values_together(levels: Sequence[Level], state: Search) -> tuple[int, ...]:
    """The levels' values of the parts together."""
    each = [part.values for part in state.parts.values()]
    return tuple(
        join_bounds(level, [one[number] for one in each]) for number, level in enumerate(levels)
    )


def for_each_level(bounds: Sequence[int], levels: Sequence[Level]) -> tuple[int, ...]:
    """A search that was stopped has not come to every level: no goal is ever below 0."""
    return tuple(max(0, bound) for bound in (*bounds, *(0 for _ in levels[len(bounds) :])))


def open_codes(
    problem: Problem, levels: Sequence[Level], state: Search, quick: Counts | None
) -> Name | None:
    """The kecamatan of parts that are not at their bounds, where what the others do is nothing to
    them; None where everything must be looked at together, or the `quick` plan is the better one.
    """
    shared = state.narrowed or problem.sessions_in[""] or compares_kecamatan(levels)
    if shared or WHOLE in state.parts or state.missing(problem):
        return None
    better = quick is not None and quick.values < values_together(levels, state)
    if better or not all(is_summed(level) for level in levels):
        return None
    return tuple(
        sorted(
            code
            for name, part in state.parts.items()
            if part.values > for_each_level(state.bounds.get(name, ()), levels)
            for code in name
        )
    )


def taken_out(state: Search, levels: Sequence[Level], codes: Name) -> Search:
    """The parts of these kecamatan as a search of their own, of which they are the whole."""
    mine = [name for name in state.parts if {*name} <= {*codes}]
    own = Search(parts={name: state.parts[name] for name in mine})
    bounds = [for_each_level(state.bounds.get(name, ()), levels) for name in mine]
    together = replace(put_together(own), values=values_together(levels, own))
    return Search(
        parts={WHOLE: together},
        bounds={
            WHOLE: tuple(
                join_bounds(level, [one[number] for one in bounds])
                for number, level in enumerate(levels)
            )
        },
    )


def put_back(state: Search, own: Search, codes: Name) -> None:
    """What a search of these kecamatan has, as one part of them."""

    def rest(of: Mapping[Name, Kept]) -> dict[Name, Kept]:
        return {name: one for name, one in of.items() if not {*name} <= {*codes}}

    # made anew and put in at once: a live line may be reading
    state.bounds = rest(state.bounds) | {codes: own.bounds[WHOLE]}
    state.parts = rest(state.parts) | {codes: own.parts[WHOLE]}
