"""Any number of plans side by side: figures and levels of each, moves from each to the next, and
what differs in each kecamatan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from okoce_opt.domain.announced import Printed
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.words import LANGUAGES, Words, same, say
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.reports.comparison import FIGURES, Comparison, compare, printed_in, readable
from okoce_opt.reports.places_side_by_side import THIN, PlaceChange, compare_places, find_thin
from okoce_opt.scenario import Scenario

_Recorded = Sequence[Mapping[tuple[str, ...], Mapping[str, Any]]]
"""The levels of each plan as recorded, by their goals."""


class Reached(NamedTuple):
    """A level of one plan: its value, the bound below which no plan goes, and the gap (a share of
    the value).
    """

    value: int
    bound: int
    gap: float | None

    @property
    def words(self) -> Words:
        """The value, and the bound where it is not reached."""
        if self.value <= self.bound:
            return Words("{n} (terbukti terbaik)", "{n} (proved best)").fill(n=self.value)
        return Words("{n} (batas {b})", "{n} (bound {b})").fill(n=self.value, b=self.bound)


@dataclass(frozen=True)
class LevelRow:
    """One level of all plans: its goals, what each plan reached (None: it has no such level), and
    whether prices or parameters of its goals are the same in all of them.
    """

    kinds: tuple[str, ...]
    reached: tuple[Reached | None, ...]
    alike: bool

    @property
    def title(self) -> Words:
        """Its goals by name."""
        titles = {goal.kind: goal.title for goal in GOAL_BOOK}
        named = [titles.get(kind, same(kind)) for kind in self.kinds]
        return Words("{named}", "{named}").fill(named=named)


@dataclass(frozen=True)
class SideBySide:
    """Plans of the people in `scenario`, in the order given; `moves` compares each with the
    next.
    """

    scenario: Scenario
    plans: tuple[PlanFolder, ...]
    moves: tuple[Comparison, ...]

    def __repr__(self) -> str:
        return f"SideBySide({', '.join(self.names)})"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The plans' folders; by their whole path where two have one name."""
        short = [plan.path.resolve().name for plan in self.plans]
        return tuple(
            name if short.count(name) == 1 else str(plan.path)
            for name, plan in zip(short, self.plans, strict=True)
        )

    @cached_property
    def printed(self) -> tuple[Mapping[SessionId, Printed], ...]:
        """The sessions of each plan as they are printed."""
        return tuple(printed_in(self.scenario.problem, plan) for plan in self.plans)

    @cached_property
    def thin(self) -> tuple[frozenset[SessionId], ...]:
        """Of each plan the sessions that are less than well filled."""
        plans = [plan.plan for plan in self.plans]
        return find_thin(self.scenario.problem, plans, self.printed)

    @cached_property
    def figures(self) -> tuple[tuple[Words, tuple[object, ...]], ...]:
        """(name, its value in each plan)."""
        rows: list[tuple[Words, tuple[object, ...]]] = [
            (name, tuple(plan.record.get(key) for plan in self.plans)) for key, name in FIGURES
        ]
        return (*rows, (THIN, tuple(map(len, self.thin))))

    @cached_property
    def levels(self) -> tuple[LevelRow, ...]:
        """Levels with the same goals in one row, in the order of the plans that have them."""
        recorded: _Recorded = [
            {tuple(entry["goals"]): entry for entry in plan.record.get("levels", ())}
            for plan in self.plans
        ]
        order: list[tuple[str, ...]] = []
        for levels in recorded:
            at = 0
            for kinds in levels:
                if kinds in order:
                    at = order.index(kinds) + 1
                else:
                    order.insert(at, kinds)
                    at += 1
        return tuple(self._level(kinds, recorded) for kinds in order)

    def _level(self, kinds: tuple[str, ...], recorded: _Recorded) -> LevelRow:
        reached = tuple(_reached(levels.get(kinds)) for levels in recorded)
        said = [
            sorted(
                repr(sorted((k, v) for k, v in goal.items() if k != "level"))
                for goal in plan.record.get("goals", ())
                if goal.get("kind") in kinds
            )
            for plan, one in zip(self.plans, reached, strict=True)
            if one is not None
        ]
        return LevelRow(kinds, reached, all(one == said[0] for one in said))

    @cached_property
    def places(self) -> tuple[PlaceChange, ...]:
        """What differs in each kecamatan by name, and last among the city's sessions."""
        plans = [plan.plan for plan in self.plans]
        return compare_places(self.scenario.problem, plans, self.printed, self.thin)

    def lines(self) -> Iterator[Words]:
        """All of it in sentences, without persons."""
        bar = Words("{name}: {values}", "{name}: {values}")
        yield bar.fill(name=Words("Rencana", "Plans"), values=_in_row(self.names))
        for name, values in self.figures:
            yield bar.fill(name=name, values=_in_row(_shown(value) for value in values))
        for number, level in enumerate(self.levels, start=1):
            head = Words("Tingkat {n}, {title}", "Level {n}, {title}")
            said = _in_row(same("-") if one is None else one.words for one in level.reached)
            yield bar.fill(name=head.fill(n=number, title=level.title), values=said)
        for (old, new), move in zip(pairwise(self.names), self.moves, strict=True):
            yield _MOVE.fill(
                old=old,
                new=new,
                dropped=len(move.difference.dropped),
                added=len(move.difference.added),
                seats=move.seats_moved,
                told=len(move.told),
            )
        for place in self.places:
            if place.differs:
                home = self.scenario.problem.kecamatan.get(place.code)
                name = Words("Tingkat kota", "City") if home is None else same(home.name)
                yield _PLACE.fill(name=name, sessions=len(place.sessions), people=len(place.people))


def side_by_side(scenario: Scenario, plans: Sequence[PlanFolder]) -> SideBySide:
    """Two plans or more of the people in `scenario`, in the order given; of people who are on no
    list any more nothing is told.
    """
    moves = tuple(compare(scenario, *pair) for pair in pairwise(plans))
    return SideBySide(scenario, tuple(plans), moves)


_MOVE = Words(
    "{old} ke {new}: sesi dihapus {dropped}, ditambah {added}; kursi pindah {seats}; orang yang "
    "perlu diberi tahu {told}.",
    "{old} to {new}: sessions dropped {dropped}, added {added}; seats moved {seats}; people to be "
    "told {told}.",
)
_PLACE = Words(
    "{name}: {sessions} sesi berbeda, {people} orang duduk di tempat lain.",
    "{name}: {sessions} sessions differ, {people} people sit elsewhere.",
)


def _shown(value: object) -> object:
    return "-" if value is None else readable(str(value))


def _in_row(values: Iterable[object]) -> Words:
    """Values of the plans in their order."""
    listed = list(values)
    return Words(*(" | ".join(say(value, lang) for value in listed) for lang in LANGUAGES))


def _reached(entry: Mapping[str, Any] | None) -> Reached | None:
    if entry is None or entry.get("value") is None:
        return None
    return Reached(entry["value"], entry["bound"], entry.get("gap"))
