"""What a planner could change: each lever of its own kind, pulled one step further at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import combinations
from typing import Any, TypeVar

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import WEEKDAYS, Words, same
from okoce_opt.goals.goal import Level, PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.reasons.change import Change
from okoce_opt.reasons.item import weekdays
from okoce_opt.reasons.needs import Need, SeatsFor
from okoce_opt.rules.rule import Rule

T = TypeVar("T")


@dataclass(frozen=True)
class Scope:
    """What the reason is about: kecamatan (empty code: the city) and activities, those that come
    before them included; `itself` are the activities without those.
    """

    kecamatan: frozenset[str]
    activities: frozenset[str]
    persons: frozenset[str] = frozenset()
    itself: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, problem: Problem, needs: Sequence[Need], persons: frozenset[str] = frozenset()
    ) -> Scope:
        """Of these needs; of everything where there are none."""
        itself = frozenset(name for _, name in needs) or frozenset(problem.activities)
        activities = set(itself)
        # what comes before is in it too
        for order in problem.orders:
            if order.activity in activities:
                activities.add(order.after)
        codes = {code for code, _ in needs} or set(problem.kecamatan)
        named = (problem.activities[name] for name in activities)
        if any(activity.city or activity.everywhere for activity in named):
            codes.add("")
        return cls(frozenset(codes), frozenset(activities), persons, itself)


@dataclass(frozen=True)
class Lever:
    """A ladder of changes of one kind: step n (1 is the first) of `steps` loosens more than n - 1.

    `words(n)` say what is done. With `days` the steps are which of these days, as few as can be:
    `of_days(chosen)` is the change. Where a step is no looser than the one before, `sizes` say how
    much each is, and each is tried (`is_sample`: of each size some of what there is).
    What is done in several places can be left undone in some: `parts` are how many, `of_parts` is
    the lever of those alone. A lever is `needless` where one of these kinds does.
    """

    kind: str
    steps: int
    change: Callable[[int], Change]
    words: Callable[[int], Words]
    sizes: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    of_days: Callable[[Sequence[date]], Change] | None = field(default=None, repr=False)
    of_days_words: Callable[[Sequence[date]], Words] | None = field(default=None, repr=False)
    is_sample: bool = False
    parts: int = 1
    of_parts: Callable[[Sequence[int]], Lever] | None = field(default=None, repr=False)
    needless: frozenset[str] = frozenset()


def in_parts(those: Sequence[T], lever_of: Callable[[Sequence[T]], Lever]) -> Lever:
    """One lever for all of `those`; its `of_parts` makes the lever for some of them, by number."""
    return replace(
        lever_of(those),
        parts=len(those),
        of_parts=lambda kept: lever_of([those[n] for n in kept]),
    )


def once(kind: str, tables: dict[str, Any], words: Words) -> Lever:
    """A lever of one step."""
    return Lever(kind, 1, lambda n: Change(tables), lambda n: words)


NAMED = 4
"""Halls, households, quotas, ... that are named; of more the first, and that there are more."""


def some_of(names: Sequence[str | Words]) -> list[Words]:
    """The first few names, and a sign that there are more."""
    first = [one if isinstance(one, Words) else same(one) for one in names[:NAMED]]
    return [*first, *([same("...")] if len(names) > NAMED else [])]


def more_weekdays(
    kind: str, table: str, row: str, words: Words, works: frozenset[int], problem: Problem
) -> Iterator[Lever]:
    """One weekday more, whichever it is; then two, and so on."""
    used = sorted({day.weekday() for day in problem.calendar.open_days} - works)
    sets = [frozenset(more) for n in range(len(used)) for more in combinations(used, n + 1)]

    def change(n: int) -> Change:
        days = ", ".join(WEEKDAYS["id"][day] for day in sorted(works | sets[n - 1]))
        return Change({table: [{"id": row, "hari": days}]})

    if sets:
        yield Lever(
            kind,
            len(sets),
            change,
            lambda n: words.fill(days=weekdays(sets[n - 1])),
            tuple(map(len, sets)),
        )


def levers_of_rules(instance: Instance) -> Iterator[Lever]:
    """Rules loosened step by step, then left out; or people left over."""
    problem = instance.problem
    for rule in instance.rules:
        if isinstance(rule, SeatsFor):
            continue
        if rule.seats_everyone:
            if all(order.max_gap_days is None for order in problem.orders):
                yield _left_over(rule, instance.levels)
            continue
        for number, ladder in enumerate(rule.looser(problem)):
            if ladder:
                yield _looser(rule, number, list(ladder))
        if not rule.always_on:
            yield _without(rule)


def _without(rule: Rule) -> Lever:
    words = Words("tanpa aturan {title}", "without the rule {title}").fill(title=rule.title)
    return Lever(f"no_{rule.kind}", 1, lambda n: Change(rules={rule.kind: None}), lambda n: words)


def _looser(rule: Rule, number: int, ladder: Sequence[Rule]) -> Lever:
    def words(n: int) -> Words:
        to = ladder[n - 1]
        each = Words("{name} {before} -> {after}", "{name} {before} -> {after}")
        said = [
            each.fill(
                name=one.name,
                before=_said(getattr(rule, one.name)),
                after=_said(getattr(to, one.name)),
            )
            for one in fields(rule)  # type: ignore[arg-type]
            if getattr(rule, one.name) != getattr(to, one.name)
        ]
        text = Words("aturan {title}: {said}", "the rule {title}: {said}")
        return text.fill(title=rule.title, said=said)

    return Lever(
        rule.kind if not number else f"{rule.kind}_{number + 1}",
        len(ladder),
        lambda n: Change(rules={rule.kind: ladder[n - 1]}),
        words,
    )


def _said(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "-"
    return value if isinstance(value, date) else str(value).lower()


def _left_over(rule: Rule, levels: Sequence[Level]) -> Lever:
    def change(n: int) -> Change:
        return Change(rules={rule.kind: None}, levels=((PricedGoal(MostPlaced()),), *levels))

    words = Words(
        "tidak semua orang mendapat semua kursinya (sasaran most_placed, bukan aturan {kind})",
        "not everyone gets all their seats (goal most_placed in place of the rule {kind})",
    ).fill(kind=rule.kind)
    return Lever(LEFT_OVER, 1, change, lambda n: words)


LEFT_OVER = "left_over"
"""The kind of the lever by which people are left over."""
