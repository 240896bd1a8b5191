"""Ways out of an impossible scenario: the least step of each lever that helps, solved again, with a
plan behind it and its price on the planner's own goals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from okoce_opt.counting import count
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.goals.goal import Goal
from okoce_opt.instance import Instance
from okoce_opt.io import OpenScenario
from okoce_opt.reasons.change import Change
from okoce_opt.reasons.court import LARGE, QUICK, Court
from okoce_opt.reasons.days_needed import fewest_days
from okoce_opt.reasons.levers import LEFT_OVER, Lever, Scope, levers_of_rules
from okoce_opt.reasons.levers_of_days import LATER_END, levers_of_days, levers_of_series
from okoce_opt.reasons.levers_of_kept_seats import levers_of_kept_seats
from okoce_opt.reasons.levers_of_orders import levers_of_orders
from okoce_opt.reasons.levers_of_places import levers_of_places
from okoce_opt.reasons.levers_of_teams import levers_of_teams
from okoce_opt.reasons.pairs import pairs_that_help
from okoce_opt.reasons.pricing import Price, price_of
from okoce_opt.rules.rule import Rule

Answer = Callable[[Change], bool | None]


@dataclass(frozen=True)
class Way:
    """One way out. `amount` steps of its kind do; fewer than `at_least` are proved not to.

    `price` is what its plan is worth on the planner's levels; `plan` keeps every rule. There are so
    many `steps` of its kind. It does for all `but` those people.
    """

    kind: str
    words: Words
    amount: int
    at_least: int
    change: Change = field(repr=False)
    price: Price = field(repr=False)
    steps: int = field(repr=False)
    plan: Plan = field(repr=False)
    but: tuple[str, ...] = ()

    @property
    def is_least(self) -> bool:
        """Whether no smaller step of this kind helps, which is proved."""
        return self.amount == self.at_least

    def scenario(self, base: OpenScenario) -> OpenScenario:
        """The scenario `base`, which the way is out of, with its change."""
        return base.what_if(**self.change.given(base.rules))

    @property
    def rank(self) -> tuple[int, ...]:
        """Seats left over, then the levels' values: the less the better."""
        left = () if self.kind == LEFT_OVER else (len(self.but),)
        return (*left, *self.price.values)


def all_levers(instance: Instance, scope: Scope) -> list[Lever]:
    """Every lever that there is, in the order in which they are tried."""
    problem = instance.problem
    levers = [
        *levers_of_rules(instance),
        *levers_of_days(problem, instance.rules),
        *levers_of_series(problem, scope),
        *levers_of_places(problem, scope),
        *levers_of_teams(problem, scope),
        *levers_of_orders(problem, instance.rules, scope),
        *levers_of_kept_seats(problem),
    ]
    return sorted(levers, key=_trouble)


FEW_STEPS = 3

MANY_STEPS = 30
"""Of a longer ladder the last step is tried early: where that is of no use, no other is."""


def _trouble(lever: Lever) -> int:
    """What is answered soonest comes first; to drop a rule comes last."""
    if lever.kind.startswith("no_"):
        return 3
    if lever.kind == LEFT_OVER:
        return 1
    if lever.needless:
        return 3
    return 0 if lever.steps <= FEW_STEPS or lever.kind == LATER_END else 2


MANY_PARTS = 12
"""Of more places it is not tried which of them can be left as they are."""

SETTLED_AT_ONCE = 4_000
"""Up to so many seat columns a way is priced as well as can be as soon as it is found."""


@dataclass
class Ways:
    """The search for ways out of one impossible scenario. `kinds` have been found; `untried` levers
    were left when time was up; of the kinds in `unsettled` nobody could say whether they would do;
    with `only` no other kinds are tried. `refused`: nothing can be planned of it as it is, a fact
    of the input stands in the way. What changes a table or rule that the reason is `about` is tried
    first.
    """

    instance: Instance
    court: Court
    kinds: set[str] = field(default_factory=set)
    untried: int = 0
    unsettled: set[str] = field(default_factory=set)
    only: frozenset[str] | None = None
    refused: bool = False
    about: frozenset[str] = frozenset()

    def found(self, scope: Scope) -> Iterator[Way]:
        """The ways, as they are found; of one kind the first that helps."""
        levers = all_levers(self.instance, scope)
        for lever in sorted(levers, key=lambda lever: not self.about & lever.change(1).touched):
            if lever.kind in self.kinds or (self.only is not None and lever.kind not in self.only):
                continue
            if lever.needless & self.kinds:
                continue
            if self.court.is_over:
                self.untried += 1
                continue
            way = self._pulled(lever)
            if way is not None:
                self.kinds.add(lever.kind)
                yield way

    def found_in_pairs(self, scope: Scope) -> Iterator[Way]:
        """Ways of two changes at once, or three, none of a kind that does alone, as they are
        found.
        """

        def helps(change: Change) -> bool | None:
            return None if self.court.is_over else self.is_possible(change)

        levers = [one for one in all_levers(self.instance, scope) if one.kind not in self.kinds]
        for lever, change in pairs_that_help(levers, helps, self.missing):
            way = self._priced(lever, lever.words(1), change, 1, 1)
            if way is not None:
                yield way
        if self.court.is_over:
            self.unsettled.add("_and_")

    def improved(self, way: Way) -> Way:
        """The way with a better plan or better bounds, where there is time for it."""
        if self.court.is_over or way.but or way.price.values == way.price.bounds:
            return way
        self.court.plan = way.plan
        found = price_of(way.change.tried(self.instance), self.court, LARGE)
        if found is None:
            return way
        price, plan = found
        better = replace(way, price=price, plan=plan)
        if way.kind == LEFT_OVER:
            least = max(way.at_least, price.bounds[0])
            better = replace(better, amount=price.values[0], at_least=least)
        return better

    def is_possible(self, change: Change) -> bool | None:
        """Whether the scenario with the change has a plan; no, where it could not be read."""
        changed = self._with(change)
        return changed is not None and self.court.has_plan(changed.problem, changed.rules)

    def _with(self, change: Change) -> Instance | None:
        """The instance with the change; None where nothing can be planned of it."""
        try:
            changed = change.tried(self.instance)
        except (InputError, ValueError):
            return None
        judges: list[Rule | Goal] = [*changed.rules, *changed.goals]
        if any(True for judge in judges for _ in judge.validate(changed.problem)):
            return None
        return changed

    def _is_no_answer(self, lever: Lever) -> bool:
        """Whether a fact that stands in the way stands there still when the lever is pulled all the
        way: of many people each step would take as long to be refused.
        """
        if not self.refused:
            return False
        return self._with(lever.change(lever.steps)) is None

    def missing(self, change: Change) -> float:
        """Seats that counting says are missing with the change; endless where that cannot be, and
        when the time is up.
        """
        changed = None if self.court.is_over else self._with(change)
        if changed is None:
            return float("inf")
        short = count(changed.problem, changed.rules)
        return sum(max(1, one.missing) for one in short if one.hard)

    def _pulled(self, lever: Lever) -> Way | None:
        """The least step that helps, with its price; None where none was found."""
        if self._is_no_answer(lever):
            return None
        if lever.of_days is not None:
            found = fewest_days(self.instance, lever, self.court, self.is_possible)
            if found is not None:
                days, at_least = found
                change, words = lever.of_days(days), lever.of_days_words
                said = lever.words(len(days)) if words is None else words(days)
                return self._priced(lever, said, change, len(days), at_least)
        step = self._least_step(lever)
        if step is None:
            return None
        n, at_least = step
        lever = self._where_needed(lever, n)
        # which of the days are taken was not tried in every way
        if lever.of_days is not None or lever.is_sample:
            at_least = min(at_least, 1)
        amount = lever.sizes[n - 1] if lever.sizes else n
        return self._priced(lever, lever.words(n), lever.change(n), amount, at_least)

    def _where_needed(self, lever: Lever, step: int) -> Lever:
        """The lever of those parts alone without any one of which this step does not do. Of very
        many people counting says which, and it is asked once whether those will do.
        """
        kept = list(range(lever.parts))
        are_many = len(self.instance.problem.registrants) >= QUICK
        if lever.of_parts is None or lever.parts > MANY_PARTS:
            return lever
        for part in reversed(range(lever.parts)):
            rest = [one for one in kept if one != part]
            change = lever.of_parts(rest).change(step) if rest else None
            if change and (not self.missing(change) if are_many else self.is_possible(change)):
                kept = rest
        if len(kept) == lever.parts:
            return lever
        fewer = lever.of_parts(kept)
        return fewer if not are_many or self.is_possible(fewer.change(step)) else lever

    def _least_step(self, lever: Lever) -> tuple[int, int] | None:
        """The least step that helps and the least that is not proved to fail."""
        known: dict[int, bool | None] = {}

        def helps(n: int) -> bool:
            if n not in known:
                known[n] = self.is_possible(lever.change(n))
            return known[n] is True

        if lever.sizes:
            high = next((n for n in range(1, lever.steps + 1) if helps(n)), None)
            if high is None:
                if any(known[n] is None for n in known):
                    self.unsettled.add(lever.kind)
                return None
            # no smaller step may have been left open
            open_steps = [lever.sizes[n - 1] for n in range(1, high) if known[n] is not False]
            return high, min([lever.sizes[high - 1], *open_steps])
        high = 1
        is_long = lever.steps > MANY_STEPS
        if is_long and not helps(1) and not helps(lever.steps) and known[lever.steps] is False:
            return None
        while not helps(high):
            if high == lever.steps or self.court.is_over:
                # whoever pulls it all the way has all that there is of it
                if known.get(lever.steps) is not False:
                    self.unsettled.add(lever.kind)
                return None
            high = min(2 * high, lever.steps)
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if helps(middle) else (middle, high)
        return high, max((n for n in range(1, high) if known.get(n) is False), default=0) + 1

    def _priced(
        self, lever: Lever, words: Words, change: Change, amount: int, at_least: int
    ) -> Way | None:
        changed = change.tried(self.instance)
        found = price_of(changed, self.court, SETTLED_AT_ONCE)
        if found is None:
            self.unsettled.add(lever.kind)
            return None
        price, plan = found
        if lever.kind == LEFT_OVER:
            short = count(changed.problem, changed.rules)
            counted = max((s.missing for s in short if not s.hard), default=0)
            amount, at_least = price.values[0], max(price.bounds[0], counted)
        return Way(lever.kind, words, amount, at_least, change, price, lever.steps, plan)
