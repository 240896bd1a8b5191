"""What each planner came to on a problem, and how two of them compare, level by level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

PLANNED, IMPOSSIBLE, RAN_OUT, SILENT = "planned", "impossible", "ran_out", "not_understood"
NONE_BEFORE = "no_plan_before"
"""Of a change: what is changed has no plan that could have been announced."""
OKOCE, WHOLE, CPSAT, HIGHS = "okoce", "whole", "cpsat", "highs"
PLAIN = (CPSAT, HIGHS)
VALUE_TOLERANCE, BOUND_TOLERANCE = 0.001, 0.01
"""How much worse a later level, and how much lower a bound, may be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One planner on one problem.

    `outcome` is `planned` (the verifier was silent), `broken` with the rules that the plan breaks,
    `impossible`, `ran_out`, `died`, `no_plan_before`, or `not_understood` with the kinds. `values`
    and `bounds` are those of the levels; a bound None = nothing was proved; `sources` say what each
    of okoce's bounds rests on. Seconds are of the wall, `load` that of the machine at the
    beginning.
    """

    planner: str
    outcome: str
    values: tuple[int, ...] = ()
    bounds: tuple[int | None, ...] = ()
    sources: tuple[str, ...] = ()
    seconds: float = 0.0
    load: float | None = None

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> Entry:
        """An entry as it was kept in JSON."""
        given: dict[str, Any] = dict(kept)
        lists = {name: tuple(given[name]) for name in ("values", "bounds", "sources")}
        return cls(**{**given, **lists})

    @property
    def closed(self) -> bool:
        """Whether everything is proved: nothing is better, or nothing is possible."""
        return self.outcome == IMPOSSIBLE or (
            self.outcome == PLANNED
            and len(self.bounds) == len(self.values)
            and self.bounds == self.values
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A problem of the zoo with all entries so far."""

    name: str
    story: str
    people: int
    kecamatan: int
    sessions: int
    budget: float
    entries: tuple[Entry, ...] = ()

    def by(self, planner: str) -> Entry | None:
        """What a planner came to; None if it has not planned yet."""
        return next((entry for entry in self.entries if entry.planner == planner), None)

    @property
    def has_no_plan_before(self) -> bool:
        """Whether nothing could be announced, so that there is no change of it to plan."""
        ours = self.by(OKOCE)
        return ours is not None and ours.outcome == NONE_BEFORE

    def with_entry(self, entry: Entry) -> Kept:
        """The same with one more entry."""
        others = tuple(e for e in self.entries if e.planner != entry.planner)
        return replace(self, entries=(*others, entry))

    def as_json(self) -> dict[str, object]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> Kept:
        """As it was kept in JSON."""
        given: dict[str, Any] = dict(kept)
        return cls(**{**given, "entries": tuple(Entry.of(entry) for entry in given["entries"])})


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """Where okoce is worse than another, the worst last when sorted.

    `grade`: 0 nothing, 1 a bound, 2 a later level, 3 the first level, 4 no plan or no proof, 5 one
    of the two must be
    wrong. `size` is relative (people for the first level), `level` counts from 1.
    """

    grade: int = 0
    size: float = 0.0
    level: int = 0
    than: str = field(default="", compare=False)
    ours: int | None = field(default=None, compare=False)
    theirs: int | None = field(default=None, compare=False)

    @property
    def counts(self) -> bool:
        """Whether it is more than the goal allows."""
        allowed = {0: 1.0, 1: BOUND_TOLERANCE, 2: VALUE_TOLERANCE}
        return self.size > allowed.get(self.grade, -1.0)


def losses(ours: Entry, other: Entry) -> list[Loss]:
    """Everything in which `other` is better, and what cannot be."""
    if other.outcome == IMPOSSIBLE and ours.outcome != IMPOSSIBLE:
        return [Loss(5 if ours.outcome == PLANNED else 4, 1.0, 0, other.planner)]
    if other.outcome != PLANNED:
        return []
    if ours.outcome != PLANNED:
        return [Loss(5 if ours.outcome == IMPOSSIBLE else 4, 1.0, 0, other.planner)]
    found = []
    for number, (mine, theirs) in enumerate(zip(ours.values, other.values, strict=True)):
        my_bound, their_bound = (
            entry.bounds[number] if number < len(entry.bounds) else None for entry in (ours, other)
        )
        if (my_bound is not None and my_bound > theirs) or (
            their_bound is not None and their_bound > mine
        ):
            found.append(Loss(5, 1.0, number + 1, other.planner, my_bound, their_bound))
        elif their_bound is not None and my_bound is not None and my_bound < their_bound:
            size = (their_bound - my_bound) / max(1, abs(their_bound))
            found.append(Loss(1, size, number + 1, other.planner, my_bound, their_bound))
        if mine > theirs:
            size = float(mine - theirs) if number == 0 else (mine - theirs) / max(1, abs(theirs))
            found.append(
                Loss(3 if number == 0 else 2, size, number + 1, other.planner, mine, theirs)
            )
        if mine != theirs:
            break
    return found


def worst(kept: Kept) -> Loss:
    """The worst of all losses of a problem."""
    ours = kept.by(OKOCE)
    others: Sequence[Entry] = [entry for entry in kept.entries if entry.planner != OKOCE]
    if ours is None:
        return Loss()
    found = [loss for other in others for loss in losses(ours, other)]
    # a bound next to nothing lower is no news beside a plan that is worse
    return max(found, key=lambda loss: (loss.counts, loss), default=Loss())
