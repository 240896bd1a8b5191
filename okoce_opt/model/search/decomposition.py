"""From a problem to counts and a joint bound: the algorithm from top to bottom.

1. A small problem (`SMALL`) is settled by one exact model, level by level (`whole.plan_whole`);
   what that leaves open is planned apart too.
2. A larger one, or a change, is split into its kecamatan when they share nothing (a single one is
   a part too). When only the number that meet on a day, or teams, are shared, days are dealt out
   first (`shared_days.deal_shared_days`), and so are seats in the city's sessions
   (`city_seats.CitySeats`). It cannot be split where
   - a session of the city may be held or not and is required or needs a team, or those told to be
     held cannot be filled (`CitySeats.of` is None);
   - rows tie kecamatan otherwise, or days cannot be dealt (`deal_shared_days` is None).
   Where parts are blind (a goal holds kecamatan against one another, a session of the city that
   might be held is left out) they get less time (`BLIND`), and where days were dealt they are a
   quick beginning: what they do not see is left to step 6.
   What cannot be split has step 6 alone, if a quick plan stands.
3. Each kecamatan is planned in a child process, round by round (`rounds`): calendars on coarse
   strata, exact counts for each (`part.plan_part`). Those that a change does not touch stay as they
   were announced (`as_announced`); where they share nothing with the others, these alone are
   searched (`untouched`), as if there was nothing else.
4. The joint bound of a level is the sum (or the greatest) of the kecamatan's bounds on *all* their
   days. Dropping what they share only loosens the problem, so it is a bound of the joint problem
   too. Where they share the city's sessions it would be no good (each had all seats to itself, and
   paid for all of it): then the relaxation of all of them together is the bound. A goal that holds
   kecamatan against one another is left out of the parts (`joint.levels_of_part`). The bounds come
   together in `bounds.joint_bounds`.
5. A kecamatan left without counts gets what the others did not need. If it still has none and no
   quick plan stands, the whole model, unless it is too large, gets what remains of the budget. Only
   it can say *impossible*.
6. What there is then is improved, on the coarse problem of everything where that is much smaller,
   then on the exact rows (`improvement.improve_together`).

Each of these is as long whatever the budget is, and what the budget does not suffice for is left
out at the end: a search with less of it is the beginning of one with more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.search.improvement import improve_together
from okoce_opt.model.search.open_parts import put_together, values_together
from okoce_opt.model.search.relaxed_bounds import bound_whole
from okoce_opt.model.search.rounds import Apart, begin, listen, take
from okoce_opt.model.search.state import WHOLE, Search, Work, result_of
from okoce_opt.model.search.untouched import counts_of_rest, find_untouched, with_untouched
from okoce_opt.model.search.whole import plan_whole, second_opinion
from okoce_opt.model.sharing.city_seats import CitySeats
from okoce_opt.model.sharing.joint import compares_kecamatan
from okoce_opt.model.sharing.linking import seat_columns, skeleton
from okoce_opt.model.sharing.shared_days import deal_shared_days
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.processes.pool import Pool
from okoce_opt.rows.stratum import Stratum

SMALL = 20_000
"""A problem of at most so many seat columns is settled whole."""

LARGE = 200_000
"""One of more seat columns is given to one exact model only where nothing else has a plan, and is
improved on its exact rows only where it cannot be taken apart.
"""

APART, BLIND, TOGETHER = 40.0, 12.0, 6.0
"""Deterministic seconds for parts, for those that do not see all, and for one model of everything
(twice as many each time that it finds nothing), before what there is is improved together.
"""

PATIENCE = 1.0
"""Deterministic seconds for one model of everything, however small the effort."""


def warm_up() -> None:
    """Nothing; a process that has done it has loaded what the other tasks need."""


def search(
    instance: Instance,
    strata: Sequence[Stratum],
    pool: Pool,
    effort: Effort,
    *,
    found: Callable[[Search], None] = lambda search: None,
    small: int = SMALL,
    quick: Callable[[], Counts | None] = lambda: None,
) -> Search:
    """Counts for every registrant and bounds, as good as the effort allows.

    `found(search)` is told of each better part. Up to `small` seat columns are settled by one
    model; `quick()` are the counts of a plan that is there already, if there is one.
    """
    problem = instance.problem
    columns = skeleton(problem, instance.rules)
    city_seats = CitySeats.of(problem, columns)
    if same := find_untouched(instance, strata, city_seats):

        def search_rest(rest: Problem, heard: Callable[[Search], None]) -> Search:
            mine = [stratum for stratum in strata if stratum.one.kecamatan in rest.kecamatan]
            return search(
                *(replace(instance, problem=rest), mine, pool, effort),
                found=heard,
                small=small,
                quick=lambda: counts_of_rest(quick(), rest, same),
            )

        return with_untouched(problem, same, search_rest, found)
    size = seat_columns(problem, columns, strata)
    # parts are blind to what holds kecamatan against one another, and to the city's sessions that
    # might be held; of very many columns only these are looked for afterwards
    across = compares_kecamatan(instance.levels)
    left_out = city_seats is not None and city_seats.leaves_out
    blind = across or left_out if size <= LARGE else left_out and not across
    work, together, whole = None, size <= LARGE, False
    # a change of a small problem too goes on from what was announced, and is not settled anew
    if city_seats is not None and (size > small or problem.announced.seats):
        dealt_days = deal_shared_days(problem, instance.rules)
        if dealt_days is not None:
            begun = begin(problem, city_seats, dealt_days)
            work = Work(instance, strata, pool, begun, found)
            if city_seats.shares:
                begun.whole = pool.submit(bound_whole, instance)
            brief = together and dealt_days.is_less_than(problem)
            length = BLIND if blind or brief else APART if together else float("inf")
            Apart(work, city_seats, dealt_days, together, brief).plan(effort, length)
    if work is None or not (
        pool.stopped or size > LARGE or not work.is_missing or quick() is not None
    ):
        state = Search() if work is None else work.state.begun_anew()
        work, whole = Work(instance, strata, pool, state, found), True
        if size <= small or quick() is None:
            _plan_whole(work, effort.less(state.spent), quick)
        if size <= small and city_seats is not None and not across:
            _plan_apart_too(work, city_seats, effort)
    exactly = whole or together
    if not (work.state.infeasible or pool.stopped) and (exactly or blind):
        improve_together(work, effort.less(work.state.spent), quick(), exactly=exactly)
    return work.state


def _plan_apart_too(work: Work, city_seats: CitySeats, effort: Effort) -> None:
    """The kecamatan of a small problem planned apart as well, if one model of everything did not
    settle it, and kept where together they come to less.
    """
    problem, levels = work.instance.problem, work.instance.levels
    state, best = work.state, work.state.parts.get(WHOLE)
    settled = best is not None and best.values == state.bounds[WHOLE]
    if settled or state.infeasible or work.pool.stopped or len(problem.kecamatan) < 2:
        return
    dealt_days = deal_shared_days(problem, work.instance.rules)
    effort = effort.less(state.spent)
    if dealt_days is None or effort.deterministic <= 0:
        return
    own = begin(problem, city_seats, dealt_days)
    apart = replace(work, state=own, found=lambda state: None)
    Apart(apart, city_seats, dealt_days, together=True, brief=True).plan(effort, TOGETHER)
    state.spent += own.spent
    state.deaths += own.deaths
    state.reproducible &= own.reproducible
    if not own.missing(problem):
        counts = replace(put_together(own), values=values_together(levels, own))
        if best is None or counts.values < best.values:
            state.parts[WHOLE] = counts
            work.found(state)


def _plan_whole(work: Work, effort: Effort, quick: Callable[[], Counts | None]) -> None:
    """The whole problem in one child, longer and longer where there is no plan at all."""
    state, pool, seconds, left = work.state, work.pool, TOGETHER, effort.deterministic
    while True:
        before = state.spent
        # a tiny effort alone would say nothing at all
        own = max(min(seconds, left), PATIENCE)
        _settle_whole(work, replace(effort, deterministic=own))
        left -= state.spent - before
        seconds *= 2
        more = work.is_missing and not (state.infeasible or pool.stopped) and quick() is None
        if not more or left <= 0 or state.spent == before:
            return


def _settle_whole(work: Work, effort: Effort) -> None:
    """The whole problem by one exact model, as long as the effort lasts."""
    state, pool, instance = work.state, work.pool, work.instance
    listen(work)
    answer = result_of(pool.submit(plan_whole, WHOLE, instance, effort), state)
    if answer is not None:
        part, infeasible = answer
        state.spent += part.spent
        # one solver's word is not a proof that a planner should act on
        second = infeasible and result_of(
            pool.submit(second_opinion, instance.problem, instance.rules, effort), state
        )
        state.infeasible = bool(second)
        take(WHOLE, part, state)
        work.found(state)
