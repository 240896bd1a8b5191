"""A search of what a change touches, and what it does not touch beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.search.as_announced import as_announced
from okoce_opt.model.search.results import Name, PartResult
from okoce_opt.model.search.state import WHOLE, Search
from okoce_opt.model.sharing.city_seats import CitySeats
from okoce_opt.model.sharing.joint import compares_kecamatan, is_summed
from okoce_opt.model.sharing.linking import find_groups
from okoce_opt.model.sharing.shared_days import deal_shared_days
from okoce_opt.rows.stratum import Stratum

Heard = Callable[[Search], None]


def find_untouched(
    instance: Instance, strata: Sequence[Stratum], city_seats: CitySeats | None
) -> dict[Name, PartResult]:
    """What a change does not touch, where what the others do is nothing to it."""
    problem, levels = instance.problem, instance.levels
    if not problem.announced.seats or city_seats is None or problem.sessions_in[""]:
        return {}
    if compares_kecamatan(levels) or not all(is_summed(level) for level in levels):
        return {}
    dealt_days = deal_shared_days(problem, instance.rules)
    if dealt_days is None or dealt_days.is_less_than(problem) or city_seats.shares:
        return {}
    names = find_groups(dealt_days.problem, dealt_days.ties)
    parts = city_seats.parts(dealt_days, names)
    found = {
        name: as_announced(replace(instance, problem=part), strata) for name, part in parts.items()
    }
    return {name: same for name, same in found.items() if same is not None}


def with_untouched(
    problem: Problem,
    same: Mapping[Name, PartResult],
    search_rest: Callable[[Problem, Heard], Search],
    found: Heard,
) -> Search:
    """The parts that stay the `same`, and what `search_rest` finds for all others; `found` hears of
    both.
    """
    state = Search(
        parts={name: one.counts for name, one in same.items() if one.counts is not None},
        bounds={name: one.bounds for name, one in same.items()},
    )
    begun = replace(state)
    codes = tuple(code for code in problem.kecamatan if not any(code in name for name in same))
    if not codes:
        found(state)
        return state

    def heard(rest: Search) -> None:
        _put_beside(state, begun, rest, codes)
        found(state)

    rest = search_rest(narrowed(problem, codes), heard)
    _put_beside(state, begun, rest, codes)
    return state


def _put_beside(state: Search, begun: Search, rest: Search, codes: Name) -> None:
    """What the search of these kecamatan has so far, beside what stays the same."""

    def name_of(name: Name) -> Name:
        return codes if name == WHOLE else name

    # made anew and put in at once: a live line may be reading
    state.parts = begun.parts | {name_of(name): one for name, one in rest.parts.items()}
    state.bounds = begun.bounds | {name_of(name): one for name, one in rest.bounds.items()}
    state.proofs = {name_of(name): one for name, one in rest.proofs.items()}
    state.infeasible, state.narrowed = rest.infeasible, rest.narrowed
    state.reproducible, state.deaths, state.spent = rest.reproducible, rest.deaths, rest.spent
    state.tasks = [(name_of(name), task) for name, task in rest.tasks]


def counts_of_rest(
    counts: Counts | None, rest: Problem, same: Mapping[Name, PartResult]
) -> Counts | None:
    """A plan's counts in the rest; None where it is another than the announced one elsewhere, so
    that nobody knows what it comes to here.
    """
    if counts is None:
        return None
    known = [one.counts for one in same.values() if one.counts is not None]
    elsewhere = {key: n for one in known for key, n in one.people.items()}
    here = {key: n for key, n in counts.people.items() if key[0].split("/")[0] in rest.kecamatan}
    if {key: n for key, n in counts.people.items() if key not in here} != elsewhere:
        return None
    choices = {name for one in known for name in one.choices}
    return Counts(
        here,
        tuple(sid for sid in counts.held if sid in rest.sessions),
        tuple(
            value - sum(one.values[number] for one in known)
            for number, value in enumerate(counts.values)
        ),
        {name: n for name, n in counts.choices.items() if name not in choices},
    )
