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
   might be held is left out, days were dealt) they get a share of the effort (`BLIND`): what they
   do not see is left to step 6. Where days were dealt a part is a quick beginning (`BEGINNING`).
   What cannot be split has step 6 alone, if a quick plan stands.
3. Each kecamatan is planned in a child process: calendars on coarse strata, exact counts for each
   (`part.plan_part`). Those that a change does not touch stay as they were announced
   (`as_announced`); where they share nothing with the others, these alone are searched
   (`untouched`), as if there was nothing else.
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
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.days.calendars import FIRST_SHARE
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.search.as_announced import as_announced
from okoce_opt.model.search.improvement import improve_together
from okoce_opt.model.search.open_parts import put_together, values_together
from okoce_opt.model.search.part import plan_part
from okoce_opt.model.search.relaxed_bounds import bound_whole
from okoce_opt.model.search.results import Incumbent, Name, PartResult
from okoce_opt.model.search.state import WHOLE, Search, Work, result_of
from okoce_opt.model.search.untouched import counts_of_rest, find_untouched, with_untouched
from okoce_opt.model.search.whole import plan_whole, second_opinion
from okoce_opt.model.sharing.city_seats import CitySeats
from okoce_opt.model.sharing.joint import compares_kecamatan, levels_of_part
from okoce_opt.model.sharing.linking import find_groups, seat_columns, skeleton
from okoce_opt.model.sharing.shared_days import DealtDays, deal_shared_days
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.lexicographic import RELAXING
from okoce_opt.processes.pool import Pool
from okoce_opt.rows.stratum import Stratum

SMALL = 20_000
"""A problem of at most so many seat columns is settled whole."""

LARGE = 200_000
"""One of more seat columns is given to one exact model only where nothing else has a plan, and is
improved on its exact rows only where it cannot be taken apart.
"""

APART, TOGETHER = 40.0, 6.0
"""Deterministic seconds for parts, and for one model of everything, before what there is is
improved together.
"""

BESIDE = 0.5
"""Share of what one model of everything leaves that a small problem's parts may take."""

BLIND = 0.5
"""Share of the effort that parts may take where they do not see all, or have dealt days only."""

BEGINNING = 0.6
"""Deterministic seconds that a part may take the first time, where it is a beginning only."""


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
            first = effort if size > LARGE else effort.at_most(APART)
            brief = size <= LARGE and dealt_days.is_less_than(problem)
            if blind or brief:
                first = first.at_most(BLIND * effort.deterministic)
            begun = _begun(problem, city_seats, dealt_days)
            work = Work(instance, strata, pool, begun, found)
            if city_seats.shares:
                seconds = max(RELAXING, effort.deterministic)
                begun.whole = pool.submit(bound_whole, instance, seconds)
            _plan_apart(_Round(work, together, brief), city_seats, dealt_days, first)
            effort = effort.less(begun.spent)
    if work is None or not (
        pool.stopped or size > LARGE or not work.is_missing or quick() is not None
    ):
        work, whole = Work(instance, strata, pool, Search(), found), True
        if size <= small or quick() is None:
            _plan_whole(work, effort.at_most(TOGETHER))
        effort = effort.less(work.state.spent)
        if work.is_missing and not (work.state.infeasible or pool.stopped or quick() is not None):
            _plan_whole(work, effort)
            effort = effort.less(work.state.spent)
        if size <= small and city_seats is not None and not across:
            effort = effort.less(_plan_apart_too(work, city_seats, effort))
    exactly = whole or together
    if not (work.state.infeasible or pool.stopped) and (exactly or blind):
        improve_together(work, effort, quick(), exactly=exactly)
    return work.state


def _plan_apart_too(work: Work, city_seats: CitySeats, effort: Effort) -> float:
    """The kecamatan of a small problem planned apart as well, if one model of everything did not
    settle it, and kept where together they come to less; what that cost.
    """
    problem, levels = work.instance.problem, work.instance.levels
    state, best = work.state, work.state.parts.get(WHOLE)
    settled = best is not None and best.values == state.bounds[WHOLE]
    if settled or state.infeasible or work.pool.stopped or len(problem.kecamatan) < 2:
        return 0.0
    dealt_days = deal_shared_days(problem, work.instance.rules)
    if dealt_days is None:
        return 0.0
    effort = effort.at_most(min(TOGETHER, BESIDE * effort.deterministic))
    own = _begun(problem, city_seats, dealt_days)
    apart = replace(work, state=own, found=lambda state: None)
    beside = _Round(apart, together=True, brief=True, patience=0.0)
    _plan_apart(beside, city_seats, dealt_days, effort)
    state.spent += own.spent
    state.deaths += own.deaths
    state.reproducible &= own.reproducible
    if not own.missing(problem):
        counts = replace(put_together(own), values=values_together(levels, own))
        if best is None or counts.values < best.values:
            state.parts[WHOLE] = counts
            work.found(state)
    return own.spent


def _begun(problem: Problem, city_seats: CitySeats, dealt_days: DealtDays) -> Search:
    """A search of parts; what was dealt out to them bounds nothing but the parts."""
    return Search(narrowed=dealt_days.is_less_than(problem) or city_seats.shares)


def _plan_apart(
    parts: _Round, city_seats: CitySeats, dealt_days: DealtDays, effort: Effort
) -> None:
    """Every kecamatan planned by itself, twice where that is worth it."""
    state, pool, problem = parts.work.state, parts.work.pool, parts.work.instance.problem
    names = find_groups(dealt_days.problem, dealt_days.ties)
    every = city_seats.parts(dealt_days, names)
    touched = parts.touched(every) if problem.announced.seats else every
    # what the untouched do not need is left: a change is wanted soon
    share = len(touched) / max(1, len(every))
    parts.plan(touched, replace(effort, deterministic=effort.deterministic * share))
    city_seats, hungry = city_seats.again(state.parts, state.missing(problem))
    wanting = state.wanting(names, only_missing=bool(problem.announced.seats) or parts.brief)
    again = [name for name in names if name in wanting or hungry & {*name}]
    if again and not pool.stopped and state.spent < effort.deterministic:
        parts.plan(city_seats.parts(dealt_days, again), effort.less(state.spent), again=1)


@dataclass(frozen=True)
class _Round:
    """Parts planned in children at once. `together`: what there is will be improved together
    afterwards; `brief`: the parts do not see all, and are a beginning of that only; `patience`:
    seconds of the first search of each, however small the effort.
    """

    work: Work
    together: bool
    brief: bool = False
    patience: float = FIRST_SHARE

    def _below(self, part: Problem) -> Instance:
        """What a part is planned under."""
        whole = self.work.instance
        return Instance(part, whole.rules, levels_of_part(whole.levels))

    def touched(self, parts: Mapping[Name, Problem]) -> dict[Name, Problem]:
        """Parts that a change touches; the others stay as they were announced."""
        found: dict[Name, Problem] = {}
        for name, part in parts.items():
            same = as_announced(self._below(part), self.work.strata)
            if same is None:
                found[name] = part
            else:
                _take(name, same, self.work.state)
        self.work.found(self.work.state)
        return found

    def plan(self, parts: Mapping[Name, Problem], effort: Effort, again: int = 0) -> None:
        """Plan these parts in children, in this order, searched `again` times before."""
        state, pool = self.work.state, self.work.pool
        share = replace(effort, deterministic=effort.deterministic / max(1, len(parts)))
        hasty = self.brief and not again
        # a tiny effort alone would find no plan at all
        first = BEGINNING if share.deterministic < BEGINNING else 0.0
        patience = min(self.patience, first) if hasty else self.patience
        share = share.at_most(BEGINNING) if hasty else share
        _listen(self.work)
        state.tasks = [
            (
                name,
                pool.submit(
                    plan_part,
                    *(name, self._below(part), share, again, self.together),
                    patience=patience,
                    brief=self.brief,
                ),
            )
            for name, part in parts.items()
        ]
        self.work.found(state)
        for name, future in state.tasks:
            part = result_of(future, state)
            if part is not None:
                state.spent += part.spent
                _take(name, part, state)
        self.work.found(state)


def _plan_whole(work: Work, effort: Effort) -> None:
    """The whole problem in one child."""
    state, pool, instance = work.state, work.pool, work.instance
    _listen(work)
    answer = result_of(pool.submit(plan_whole, WHOLE, instance, effort), state)
    if answer is not None:
        part, infeasible = answer
        state.spent += part.spent
        # one solver's word is not a proof that a planner should act on
        second = infeasible and result_of(
            pool.submit(second_opinion, instance.problem, instance.rules, effort), state
        )
        state.infeasible = bool(second)
        _take(WHOLE, part, state)
        work.found(state)


def _listen(work: Work) -> None:
    """Keep what running tasks report, so that a stop or a dead process loses nothing."""

    def heard(message: Incumbent) -> None:
        work.state.keep(message.part, message.counts, message.bounds, message.proofs)
        work.found(work.state)

    work.pool.on_progress = heard


def _take(name: Name, part: PartResult, state: Search) -> None:
    """A finished part's counts and bounds."""
    state.keep(name, part.counts, part.bounds, part.proofs)
    state.reproducible &= not part.stopped
