"""Levels of goals: value, bound, floor and gap, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.words import Words, number_words

if TYPE_CHECKING:
    from okoce_opt.goals.goal import Goal


def level_lines(levels: Iterable[SettledLevel], goals: Iterable[Goal]) -> Iterator[Words]:
    """One sentence a level, then one line for each of its goals."""
    known = {goal.kind: goal for goal in goals}
    for number, level in enumerate(levels, start=1):
        yield Words("Tingkat {n}: {said}.", "Level {n}: {said}.").fill(
            n=number, said=level_words(level)
        )
        for goal, measure in level.measures.items():
            yield measure_line(known[goal], measure)


def measure_line(goal: Goal, measure: int) -> Words:
    """A goal's measure with its unit."""
    line = Words("  {title}: {n} {unit}", "  {title}: {n} {unit}")
    return line.fill(title=goal.title, n=measure, unit=goal.unit)


def level_words(level: SettledLevel) -> Words:
    """What was reached, below which value no plan can go, and how much could still be saved."""
    if level.value is None or level.gap is None or level.gap_above_floor is None:
        return Words(
            "belum ada rencana; nilainya tidak mungkin di bawah {bound}",
            "no plan yet; none can go below {bound}",
        ).fill(bound=level.bound)
    if level.value <= level.bound:
        return Words("nilai {value}, terbukti terbaik", "value {value}, proved best").fill(
            value=level.value
        )
    if level.only_counted:
        words = Words(
            "nilai {value}, belum terbukti terbaik; di bawah {bound} tidak mungkin, jadi paling "
            "banyak {away} dapat dihemat",
            "value {value}, not proved best; below {bound} none can go, so at most {away} can "
            "still be saved",
        )
        return words.fill(value=level.value, bound=level.bound, away=level.value - level.bound)
    words = Words(
        "nilai {value}; terbukti tidak ada rencana di bawah {bound}. Selisihnya {away}, yaitu "
        "{gap} dari nilai, "
        "atau {above} dari bagian yang dapat dihemat ({floor} tidak terhindarkan)",
        "value {value}; proved that no plan goes below {bound}. The gap is {away}, that is {gap} "
        "of the value, "
        "or {above} of what can be saved ({floor} is unavoidable)",
    )
    return words.fill(
        value=level.value,
        bound=level.bound,
        away=level.value - level.bound,
        gap=percent(level.gap),
        above=percent(level.gap_above_floor),
        floor=level.floor,
    )


def percent(share: float) -> Words:
    """A share as per cent with two digits, with the comma or point of the language."""
    text = f"{share * 100:.2f}"
    whole, _, part = text.partition(".")
    return Words(
        f"{number_words(int(whole), 'id')},{part} %", f"{number_words(int(whole), 'en')}.{part} %"
    )
