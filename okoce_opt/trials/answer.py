"""What a sweep answers: the scenario as it is, every trial, and what is to be seen of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from okoce_opt.domain.html import paragraph, table_html
from okoce_opt.domain.words import LANGUAGES, Words, same
from okoce_opt.goals.goal import Goal
from okoce_opt.io import OpenScenario
from okoce_opt.io.tables.cells import plain
from okoce_opt.rules import RULE_BOOK
from okoce_opt.trials.asked import GRID, Variation
from okoce_opt.trials.result import Result


@dataclass(frozen=True)
class Trial:
    """One what-if: its name, what it changes in words and as address -> value, and its result
    (None: a stop came before); what the planner `called` it, if anything.
    """

    name: str
    words: Words
    values: Mapping[str, str]
    scenario: OpenScenario = field(repr=False)
    seed: int = 1
    result: Result | None = None
    called: str = ""

    @property
    def title(self) -> str:
        """Its name, and what the planner called it."""
        return f"{self.name}: {self.called}" if self.called else self.name


@dataclass(frozen=True)
class OneWay:
    """Trials in which one address takes its values and all else stays: `fixed` says at what."""

    address: str
    values: tuple[str, ...]
    results: tuple[Result, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TwoWay:
    """Trials in which two addresses take their values: `results[row][column]`."""

    down: str
    across: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    results: tuple[tuple[Result, ...], ...]
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sweep:
    """The scenario as it is (`base`), and each trial; the `folder` and the workbook they are in."""

    scenario: OpenScenario = field(repr=False)
    base: Result
    trials: tuple[Trial, ...]
    variations: tuple[Variation, ...] = field(default=(), repr=False)
    manner: str = GRID
    folder: Path | None = None
    book: Path | None = None

    def __repr__(self) -> str:
        return f"Sweep({len(self.trials)} trials)"

    @property
    def is_whole(self) -> bool:
        """Whether every trial has its result."""
        return all(trial.result is not None for trial in self.trials)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the scenario and of its trials, in the order of their levels."""
        those = [self.scenario, *(trial.scenario for trial in self.trials)]
        known = {goal.kind: goal for one in reversed(those) for goal in one.goals}
        order = dict.fromkeys(goal.kind for one in those for goal in one.goals)
        return tuple(known[kind] for kind in order)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All that is changed, in the order of the trials."""
        return tuple(dict.fromkeys(said for trial in self.trials for said in trial.values))

    @property
    def depth(self) -> int:
        """The most levels that there are."""
        results = [self.base, *(t.result for t in self.trials if t.result is not None)]
        return max((len(result.levels) for result in results), default=0)

    def one_ways(self) -> Iterator[OneWay]:
        """For each address that takes several values, the trials of these values alone."""
        fixed = {v.address.said: plain(v.values[0]) for v in self.variations}
        for one in self.variations:
            said = one.address.said
            others = {k: v for k, v in fixed.items() if k != said} if self.manner == GRID else {}
            values = tuple(map(plain, one.values))
            results = [self._at({said: value, **others}) for value in values]
            if len(values) > 1 and all(result is not None for result in results):
                yield OneWay(said, values, tuple(r for r in results if r is not None), others)

    def two_ways(self) -> Iterator[TwoWay]:
        """For each two addresses of a grid, all their values against one another."""
        if self.manner != GRID:
            return
        fixed = {v.address.said: plain(v.values[0]) for v in self.variations}
        several = [v for v in self.variations if len(v.values) > 1]
        for number, down in enumerate(several):
            for across in several[number + 1 :]:
                names = (down.address.said, across.address.said)
                others = {k: v for k, v in fixed.items() if k not in names}
                rows, columns = (tuple(map(plain, one.values)) for one in (down, across))
                found = [
                    [self._at({names[0]: row, names[1]: column, **others}) for column in columns]
                    for row in rows
                ]
                whole = tuple(tuple(r for r in line if r is not None) for line in found)
                if all(len(line) == len(columns) for line in whole):
                    yield TwoWay(*names, rows, columns, whole, others)

    def _at(self, values: Mapping[str, str]) -> Result | None:
        return next((t.result for t in self.trials if dict(t.values) == dict(values)), None)

    def lines(self) -> list[Sequence[object]]:
        """One row a trial, the scenario as it is first: changes, answer, levels, figures."""
        rows: list[Sequence[object]] = [self._line(_AS_IS, {}, self.base)]
        rows += [
            self._line(trial.title, trial.values, trial.result)
            for trial in self.trials
            if trial.result is not None
        ]
        return rows

    def titles(self) -> list[Words]:
        """What stands over the columns of `lines`."""
        levels = [
            text.fill(n=n + 1)
            for n in range(self.depth)
            for text in (Words("Tingkat {n}", "Level {n}"), Words("Batas {n}", "Bound {n}"))
        ]
        return [_TRIAL, *map(same, self.addresses), _ANSWER, *levels, *FIGURES, _BINDING, _WHY]

    def _line(self, name: object, values: Mapping[str, str], result: Result) -> list[object]:
        levels: list[object] = []
        for number in range(self.depth):
            level = result.levels[number] if number < len(result.levels) else None
            levels += [level and level.value, level and level.bound]
        titles = {rule.kind: rule.title for rule in RULE_BOOK}
        binding = [titles.get(kind, kind) for kind in result.binding]
        return [
            name,
            *(values.get(said) for said in self.addresses),
            result.words,
            *levels,
            *figures_of(result),
            Words("{b}", "{b}").fill(b=binding),
            Words(*(" ".join(w.said(lang) for w in result.reasons) for lang in LANGUAGES)),
        ]

    def frame(self) -> Any:
        """A DataFrame, one row a trial (the first: the scenario as it is), columns as in the
        workbook.
        """
        from okoce_opt.notebook.trial_frames import trials_frame

        return trials_frame([str(title) for title in self.titles()], self.lines())

    def plot(self) -> Any:
        """A figure: sessions, last day and people without a seat of each trial (extra
        `notebook`).
        """
        from okoce_opt.notebook.trial_pictures import bars_picture

        those = [(_AS_IS, self.base), *((t.words, t.result) for t in self.trials if t.result)]
        return bars_picture(
            [str(words) for words, _ in those],
            {
                str(title): [number_of(figures_of(result)[n]) for _, result in those]
                for n, title in enumerate(FIGURES)
                if n in SHOWN
            },
        )

    def _repr_html_(self) -> str:
        rows = [["" if cell is None else cell for cell in row] for row in self.lines()]
        return paragraph(self.summary()) + table_html(self.titles(), rows)

    def summary(self) -> Words:
        """How many there are, and what came of them."""
        done = [trial.result for trial in self.trials if trial.result is not None]
        best = sum(result.is_best for result in done)
        kinds = [result.status for result in done]
        words = Words(
            "{n} percobaan: {planned} ada rencananya ({best} terbukti terbaik), {no} mustahil, "
            "{wrong} tidak sah, {rest} belum terjawab.",
            "{n} trials: {planned} planned ({best} proved best), {no} impossible, {wrong} not "
            "valid, {rest} not settled.",
        )
        planned, no = kinds.count("planned"), kinds.count("impossible")
        wrong = kinds.count("wrong")
        counted = {"planned": planned, "best": best, "no": no, "wrong": wrong}
        rest = len(self.trials) - planned - no - wrong
        return words.fill(n=len(self.trials), rest=rest, **counted)

    def told(self) -> Iterator[Words]:
        """The summary, then a line a trial: what it changes, the answer, the figures or why not."""
        yield self.summary()
        trials = [(same(trial.name), trial.words, trial.result) for trial in self.trials]
        for name, words, result in [(_AS_IS, Words("", ""), self.base), *trials]:
            if result is None:
                continue
            those = [(FIGURES[n], figures_of(result)[n]) for n in SHOWN]
            said = [_FIGURE.fill(title=t, value=v) for t, v in those if v is not None]
            what = _CHANGED.fill(name=name, what=words) if words.id else name
            each = said or result.reasons
            both = Words(*("; ".join(one.said(lang) for one in each) for lang in LANGUAGES))
            yield _TOLD.fill(what=what, answer=result.words, said=both)

    def __str__(self) -> str:
        return "\n".join(map(str, self.told()))


FIGURES = (
    Words("Tanpa kursi", "Without a seat"),
    Words("Sesi", "Sessions"),
    Words("Hari pertemuan", "Meeting days"),
    Words("Hari pertama", "First day"),
    Words("Hari terakhir", "Last day"),
    Words("Sesi terisi < 60 %", "Sessions < 60 % full"),
    Words("Orang pindah", "People moved"),
)
"""The figures of a result, in the order of `figures_of`."""

SHOWN = (0, 1, 4, 5)
"""Those of them that are drawn and tabulated one by one."""

_FIGURE = Words("{title}: {value}", "{title}: {value}")
_CHANGED = Words("{name} ({what})", "{name} ({what})")
_TOLD = Words("  - {what}: {answer}. {said}", "  - {what}: {answer}. {said}")
_AS_IS = Words("apa adanya", "as it is")
_TRIAL, _ANSWER = Words("Coba", "Trial"), Words("Jawaban", "Answer")
_BINDING, _WHY = Words("Aturan yang menahan", "Binding rules"), Words("Sebab", "Reason")


def figures_of(result: Result) -> list[object]:
    """The figures, None where there is no plan."""
    return [
        *(result.unplaced, result.sessions, result.meeting_days),
        *(result.first, result.last, result.few, result.moved),
    ]


def number_of(value: object) -> float | None:
    """A figure as a number; a date as its ordinal."""
    if value is None:
        return None
    return float(value) if isinstance(value, (int, float)) else float(value.toordinal())  # type: ignore[attr-defined]
