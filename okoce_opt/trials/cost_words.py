"""What comes of a change, level by level and in sentences: how much less or more is proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from okoce_opt.domain.words import Words, capital, same
from okoce_opt.goals.goal import Goal
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.rule import Rule
from okoce_opt.trials.answer import Trial
from okoce_opt.trials.result import PLANNED, LevelReached, Result

LEFT_OUT = "aturan yang dilepas"
"""Among the values of a trial: the rule that it is without."""


@dataclass(frozen=True)
class LevelChange:
    """How much the best of level `number` (from 1) changes: proved to be `at_least` and `at_most`
    so much more (below 0: less). `measures` are the changes found of its goals.
    """

    number: int
    at_least: int
    at_most: int
    measures: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_proved(self) -> bool:
        """Whether the change is known exactly."""
        return self.at_least == self.at_most


def as_priced(base: Result, prices: Mapping[str, int]) -> Result:
    """The plan as it is under other prices. Where it is best no more is known of it than that."""
    levels = []
    for level in base.levels:
        value = sum(prices.get(kind, 1) * n for kind, n in level.measures.items())
        levels.append(LevelReached(level.measures, value, value))
    return replace(base, levels=tuple(levels))


def changes_between(before: Result, after: Result, *, loosens: bool) -> Iterator[LevelChange]:
    """The change of each level. That of a level says something only where those before it are
    settled on both sides: it is the best given what they come to.
    """
    known = {tuple(level.measures): level for level in before.levels}
    free = loosens
    for number, level in enumerate(after.levels, start=1):
        # a level that was not there is that of a rule: it stood at 0
        old = known.get(tuple(level.measures), LevelReached(dict.fromkeys(level.measures, 0), 0, 0))
        if old.value is None or level.value is None:
            return
        least, most = level.bound - old.value, level.value - old.bound
        if free:
            # what is looser is never worse
            most = min(most, 0)
            least = min(least, most)
        found = {k: level.measures[k] - n for k, n in old.measures.items() if k in level.measures}
        yield LevelChange(number, least, most, found)
        if not (old.is_best and level.is_best):
            return
        free = free and least == most == 0


_NOTHING = Words("{what}: tidak mengubah apa-apa (terbukti).", "{what}: changes nothing (proved).")
_COSTS_NOTHING = Words(
    "Aturan {rule}: tanpa aturan ini pun hasilnya sama (terbukti).",
    "The rule {rule} costs nothing (proved).",
)
_COSTS = Words("Aturan {rule}: harganya {said}.", "The rule {rule} costs {said}.")
_NOT_SETTLED = Words("{what}: belum terjawab ({why}).", "{what}: not settled ({why}).")
_COMES = Words("{what}: {said}.", "{what}: {said}.")
_OPEN = Words(
    "tingkat {n} dan sesudahnya belum terbukti", "of level {n} and those after it nothing is proved"
)


def said_of_change(
    trial: Trial, changes: tuple[LevelChange, ...], goals: Mapping[str, Goal]
) -> Words:
    """The change in a sentence; of a rule that is left out what it costs."""
    what, result = capital(trial.words), trial.result
    assert result is not None
    if result.status != PLANNED:
        return _NOT_SETTLED.fill(what=what, why=list(result.reasons) or result.words)
    rule = _rule_left_out(trial)
    less = [one for one in changes if one.at_least or one.at_most]
    costs_only = rule is not None and all(one.at_most <= 0 for one in less)
    said = []
    for one in less:
        priced = trial.scenario.levels[one.number - 1]
        low, high, unit, detail = one.at_least, one.at_most, _POINTS, _found(one, goals)
        if len(priced) == 1:
            # a whole number of the goal's units
            price = priced[0].price
            low, high, detail = -(-low // price), high // price, Words("", "")
            unit = goals[priced[0].goal.kind].unit
        number = _amount(low, high, unit) if costs_only else more_or_less(low, high, unit)
        level = Words("", "")
        if len(priced) > 1:
            level = Words(" di tingkat {n}", " on level {n}").fill(n=one.number)
        text = Words("{number}{level}{detail}", "{number}{level}{detail}")
        said.append(text.fill(number=number, level=level, detail=detail))
    if len(changes) < len(result.levels):
        said.append(_OPEN.fill(n=len(changes) + 1))
    if rule is not None and costs_only:
        return (_COSTS if said else _COSTS_NOTHING).fill(rule=rule.title, said=said)
    return _COMES.fill(what=what, said=said) if said else _NOTHING.fill(what=what)


_POINTS = Words("poin", "points")


def _rule_left_out(trial: Trial) -> Rule | type[Rule] | None:
    """The rule that the trial is without, where that is all that it changes."""
    kind = trial.values.get(LEFT_OUT)
    return next((rule for rule in RULE_BOOK if rule.kind == kind), None)


def _amount(low: int, high: int, unit: Words) -> Words:
    """So many units, or between two numbers of them, whatever the sign."""
    if low == high:
        return Words("{n} {unit}", "{n} {unit}").fill(n=abs(low), unit=unit)
    text = Words("antara {a} dan {b} {unit}", "between {a} and {b} {unit}")
    return text.fill(a=-high, b=-low, unit=unit)


def more_or_less(low: int, high: int, unit: Words) -> Words:
    """From `low` to `high` more of a unit; below 0 fewer."""
    if low == high:
        text = (
            Words("{n} {unit} lebih sedikit", "{n} {unit} fewer")
            if low < 0
            else Words("{n} {unit} lebih banyak", "{n} {unit} more")
        )
        return text.fill(n=abs(low), unit=unit)
    if high <= 0:
        text = Words("antara {a} dan {b} {unit} lebih sedikit", "between {a} and {b} {unit} fewer")
        return text.fill(a=-high, b=-low, unit=unit)
    if low >= 0:
        text = Words("antara {a} dan {b} {unit} lebih banyak", "between {a} and {b} {unit} more")
        return text.fill(a=low, b=high, unit=unit)
    text = Words(
        "antara {a} {unit} lebih sedikit dan {b} lebih banyak",
        "between {a} {unit} fewer and {b} more",
    )
    return text.fill(a=-low, b=high, unit=unit)


def _found(one: LevelChange, goals: Mapping[str, Goal]) -> Words:
    """The goals that differ in the plans that were found."""
    said = [
        Words("{n} {unit}", "{n} {unit}").fill(n=same(f"{n:+d}"), unit=goals[kind].unit)
        for kind, n in one.measures.items()
        if n
    ]
    if not said:
        return Words("", "")
    words = Words(" (rencana yang ditemukan: {s})", " (in the plans found: {s})")
    return words.fill(s=said)


def said_of_price(
    trial: Trial, changes: tuple[LevelChange, ...], goals: Mapping[str, Goal]
) -> Words:
    """What another price changes: nothing where the plan as it is stays best, else what differs."""
    what, result = capital(trial.words), trial.result
    assert result is not None
    if result.status != PLANNED:
        return _NOT_SETTLED.fill(what=what, why=list(result.reasons) or result.words)
    if all(one.at_least == one.at_most == 0 for one in changes) and result.is_best:
        words = Words(
            "{what}: rencana apa adanya tetap terbaik (terbukti).",
            "{what}: the plan as it is stays best (proved).",
        )
        return words.fill(what=what)
    better = [_found(one, goals) for one in changes if one.at_most < 0]
    most = -min((one.at_least for one in changes), default=0)
    least = max(0, -max((one.at_most for one in changes if one.at_least), default=0))
    words = Words(
        "{what}: rencana lain lebih baik {n} poin{how}.",
        "{what}: another plan is better by {n} points{how}.",
    )
    n = same(least) if least == most else _BETWEEN.fill(a=least, b=most)
    return words.fill(what=what, n=n, how=better[0] if better else Words("", ""))


_BETWEEN = Words("antara {a} dan {b}", "between {a} and {b}")
