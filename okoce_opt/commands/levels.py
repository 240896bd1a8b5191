"""Levels of goals: value, bound, floor and gap, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from okoce_opt.domain.outcome import Level
from okoce_opt.domain.words import Words, number_words

if TYPE_CHECKING:
    from okoce_opt.goals.goal import Goal


def level_lines(levels: Iterable[Level], goals: Iterable[Goal]) -> Iterator[Words]:
    """One sentence a level, then one line for each of its goals."""
    known = {goal.kind: goal for goal in goals}
    for number, level in enumerate(levels, start=1):
        yield Words(
            "Tingkat {n}: nilai {value}, terbukti tidak bisa di bawah {bound} ({gap}); menurut hitungan paling sedikit {floor}.",
            "Level {n}: value {value}, proved not to go below {bound} ({gap}); at least {floor} by counting.",
        ).fill(
            n=number,
            value="-" if level.value is None else level.value,
            bound=level.bound,
            floor=level.floor,
            gap=gap_words(level),
        )
        for goal, measure in level.measures.items():
            yield measure_line(known[goal], measure)


def measure_line(goal: Goal, measure: int) -> Words:
    """A goal's measure with its unit."""
    line = Words("  {title}: {n} {unit}", "  {title}: {n} {unit}")
    return line.fill(title=goal.title, n=measure, unit=goal.unit)


def gap_words(level: Level) -> Words:
    """How far the value may be from the best, in words."""
    if level.value is None or level.gap is None or level.gap_above_floor is None:
        return Words("belum ada rencana", "no plan yet")
    if level.value <= level.bound:
        return Words("terbukti terbaik", "proved best")
    return Words(
        "selisih {away}, yaitu {gap}; di atas hitungan {above}",
        "{away} away, that is {gap}; above the floor {above}",
    ).fill(away=level.value - level.bound, gap=percent(level.gap), above=percent(level.gap_above_floor))


def percent(share: float) -> Words:
    """A share as per cent with two digits, with the comma or point of the language."""
    text = f"{share * 100:.2f}"
    whole, _, part = text.partition(".")
    return Words(f"{number_words(int(whole), 'id')},{part} %", f"{number_words(int(whole), 'en')}.{part} %")
