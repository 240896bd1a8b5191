"""`costs`: what each rule, limit and price costs. The scenario is planned without each rule, with
each rule one step looser, with a seat more in every session, with each price halved and doubled;
of every level the proved change is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from okoce_opt.domain.html import paragraph, table_html
from okoce_opt.domain.words import Words, capital
from okoce_opt.io import OpenScenario
from okoce_opt.io.scenario.chosen import PRICE
from okoce_opt.options import Options, StopSwitch, options_of, path_of
from okoce_opt.reasons.levers import levers_of_rules
from okoce_opt.scenario import Scenario
from okoce_opt.trials.answer import Sweep, Trial
from okoce_opt.trials.cost_words import (
    LEFT_OUT,
    LevelChange,
    as_priced,
    changes_between,
    said_of_change,
    said_of_price,
)
from okoce_opt.trials.result import PLANNED, Result
from okoce_opt.trials.sweep import Change, Tell, opened, tried
from okoce_opt.trials.workbook import BOOK, write_trials

RULE, STEP, LIMIT, PRICE_OF = "rule", "step", "limit", "price"
"""What a cost is of: a rule left out, one step looser, a limit raised by one, a price changed."""

_CHANGED = "yang diubah"


@dataclass(frozen=True)
class Cost:
    """One change and what comes of it: `changes` of the levels as far as anything is proved; a
    level that rests on an open one is not there.
    """

    kind: str
    words: Words
    changes: tuple[LevelChange, ...]
    sentence: Words
    result: Result | None = None

    @property
    def is_proved(self) -> bool:
        """Whether the change of every level is known exactly."""
        levels = len(self.result.levels) if self.result is not None else 0
        return levels == len(self.changes) and all(one.is_proved for one in self.changes)


@dataclass(frozen=True)
class Costs:
    """What each rule, limit and price of a scenario costs, what helps most first."""

    sweep: Sweep = field(repr=False)
    rows: tuple[Cost, ...]

    def lines(self) -> Iterator[Words]:
        """One sentence a change; what there is to say where the scenario itself has no plan."""
        base = self.sweep.base
        if base.status != PLANNED:
            yield _NO_PLAN
            yield from base.reasons
            tried_all = self.sweep.trials
            those = [one for one in tried_all if one.result and one.result.status == PLANNED]
            if those:
                yield _WITH_THIS
            for one in those:
                yield Words("  - {s}", "  - {s}").fill(s=capital(one.words))
            return
        yield _HEAD if base.is_best else _HEAD_OPEN
        for cost in self.rows:
            yield Words("  - {s}", "  - {s}").fill(s=cost.sentence)

    def frame(self) -> Any:
        """A DataFrame, one row a change: `change`, `kind`, `answer` (the sentence), `proved`, and
        for each level the least and the most by which it changes.
        """
        from okoce_opt.notebook.trial_frames import trials_frame

        depth = range(1, 1 + max((len(cost.changes) for cost in self.rows), default=0))
        titles = ["change", "kind", "answer", "proved"]
        titles += [f"level {n} {side}" for n in depth for side in ("at least", "at most")]
        rows = []
        for cost in self.rows:
            known = {one.number: one for one in cost.changes}
            sides = [
                side
                for n in depth
                for side in ((known[n].at_least, known[n].at_most) if n in known else (None, None))
            ]
            rows.append([cost.words, cost.kind, cost.sentence, cost.is_proved, *sides])
        return trials_frame(titles, rows)

    def __repr__(self) -> str:
        return f"Costs({len(self.rows)} changes)"

    def _repr_html_(self) -> str:
        head, *_ = self.lines()
        titles = (Words("Akibatnya", "What comes of it"), Words("Terbukti", "Proved"))
        rows = [(cost.sentence, _YES if cost.is_proved else _NO) for cost in self.rows]
        return paragraph(head) + (table_html(titles, rows) if rows else "")

    def __str__(self) -> str:
        return "\n".join(str(line) for line in self.lines())


_YES, _NO = Words("ya", "yes"), Words("tidak", "no")
_HEAD = Words(
    "Harga tiap aturan, batas dan harga sasaran (dihitung ulang satu per satu, terbukti kecuali "
    "disebut lain):",
    "What each rule, limit and price costs (each solved again, proved unless said otherwise):",
)
_HEAD_OPEN = Words(
    "Harga tiap aturan, batas dan harga sasaran (dihitung ulang satu per satu; rencana apa adanya "
    "belum terbukti terbaik, jadi banyak yang hanya dapat disebut di antara dua angka):",
    "What each rule, limit and price costs (each solved again; the plan as it is was not proved "
    "best, so that much can only be said to lie between two figures):",
)
_NO_PLAN = Words(
    "Skenario apa adanya tidak punya rencana, jadi belum ada yang dapat dibandingkan. Tanyakan "
    "dulu: okoce why.",
    "The scenario as it is has no plan, so there is nothing to compare with. Ask first: okoce why.",
)


_WITH_THIS = Words("Dengan satu dari ini ada rencana:", "With any one of these there is a plan:")


def costs(
    scenario: Scenario,
    out: Path | str | None = None,
    options: Options | None = None,
    *,
    tell: Tell | None = None,
    stop: StopSwitch | None = None,
    **chosen: Any,
) -> Costs:
    """What each rule, limit and price of the scenario costs; each change is solved again. With
    `out` what is finished is kept there, the same call goes on after a stop.

    Raises as `sweep` does.
    """
    base, how = opened(scenario), options_of(options, chosen)
    asked = changes_of_costs(base)
    folder = None if out is None else path_of(out)
    changes = [change for _, change in asked]
    found = tried(base, changes, how, folder, tell, stop, only_possible=True)
    kinds = {change.words: kind for kind, change in asked}
    rows = [_cost(kinds[trial.words], trial, found) for trial in found.trials if trial.result]
    if found.base.status != PLANNED:
        rows = []
    if folder is not None and found.is_whole:
        write_trials(found, folder)
        found = replace(found, book=folder / BOOK)
    return Costs(found, tuple(sorted(rows, key=_rank)))


def _rank(cost: Cost) -> tuple[bool, bool, list[int]]:
    """What helps most comes first, prices last."""
    changes = [one.at_most for one in cost.changes]
    return cost.kind == PRICE_OF, not any(changes), changes


def changes_of_costs(base: OpenScenario) -> list[tuple[str, Change]]:
    """Each change that is tried, with what it is of."""
    problem = base.problem
    found = []
    for lever in levers_of_rules(base.instance):
        kind = RULE if lever.kind.startswith("no_") else STEP
        change = _change(lever.change(1).given(base.rules), lever.words(1))
        if kind == RULE:
            left_out = {LEFT_OUT: lever.kind.removeprefix("no_")}
            change = replace(change, values={**change.values, **left_out})
        found.append((kind, change))
    one_more = Words("satu kursi lagi di setiap sesi", "one more seat in every session")
    seats = {
        "tempat": [{"id": v.id, "kursi": v.seats + 1} for v in problem.venues.values()],
        "kegiatan": [{"id": a.id, "maks": a.max_people + 1} for a in problem.activities.values()],
    }
    found.append((LIMIT, _change(seats, one_more)))
    for level in base.levels:
        # the price of a goal that is alone on its level decides nothing
        for priced in level if len(level) > 1 else ():
            for price in dict.fromkeys((-(-priced.price // 2), 2 * priced.price)):
                if price == priced.price:
                    continue
                words = Words("harga {goal}: {old} -> {new}", "the price of {goal}: {old} -> {new}")
                said = words.fill(goal=priced.goal.title, old=priced.price, new=price)
                given = {"goals": {priced.goal.kind: {PRICE: price}}}
                found.append((PRICE_OF, _change(given, said)))
    return found


def _change(given: dict[str, Any], words: Words) -> Change:
    return Change(given, words, {_CHANGED: words.id})


def _cost(kind: str, trial: Trial, found: Sweep) -> Cost:
    result = trial.result
    assert result is not None
    goals = {goal.kind: goal for goal in found.goals}
    prices = {p.goal.kind: p.price for level in trial.scenario.levels for p in level}
    before = as_priced(found.base, prices) if kind == PRICE_OF else found.base
    changes = tuple(changes_between(before, result, loosens=kind != PRICE_OF))
    said = said_of_price if kind == PRICE_OF else said_of_change
    return Cost(kind, trial.words, changes, said(trial, changes, goals), result)
