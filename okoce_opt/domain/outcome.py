"""The three answers: planned, impossible, ran out. Never a sentinel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from okoce_opt.domain.html import bullets, paragraph, table_html
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.proof import Proof
from okoce_opt.domain.words import Words

_IMPOSSIBLE = Words(
    "Mustahil: tidak ada rencana yang menepati semua aturan.",
    "Impossible: no plan keeps every rule.",
)
_ASK_WHY = Words(
    "Sebab yang lebih rinci dan jalan keluarnya: why(skenario).",
    "Closer reasons, and ways out: why(scenario).",
)
_NO_PLAN_YET = Words(
    "Dalam batas waktu ini belum ada rencana; belum terbukti mustahil.",
    "No plan within these limits, and not proved impossible.",
)
_BOUNDS = (Words("Tingkat", "Level"), Words("Batas", "Bound"))


class Ended(StrEnum):
    """What ended a search."""

    PROVED = "proved"
    NOTHING_LEFT = "nothing_left"
    BUDGET = "budget"
    TIME = "time"
    STOPPED = "stopped"

    @property
    def words(self) -> Words:
        """The same as a sentence."""
        return _ENDED[self]


_ENDED = {
    Ended.PROVED: Words(
        "Pencarian selesai: setiap tingkat terbukti terbaik.",
        "The search is done: every level is proved best.",
    ),
    Ended.NOTHING_LEFT: Words(
        "Pencarian selesai sebelum budget habis: yang masih dapat dicoba tidak membawa perbaikan "
        "lagi.",
        "The search ended before its budget did: what could still be tried brought nothing more.",
    ),
    Ended.BUDGET: Words(
        "Pencarian berhenti karena budget habis.", "The search ended with its budget."
    ),
    Ended.TIME: Words(
        "Pencarian berhenti karena batas waktunya habis.",
        "The search ended at its time limit.",
    ),
    Ended.STOPPED: Words("Pencarian dihentikan dari luar.", "The search was stopped."),
}


def gap_between(value: int | None, bound: int | None) -> float | None:
    """(value - bound) / max(1, |value|) once both are known."""
    return None if value is None or bound is None else (value - bound) / max(1, abs(value))


@dataclass(frozen=True, slots=True)
class SettledLevel:
    """One level of goals, settled: what was reached and what is proved.

    `measures` are the goals' own units; `value` = their sum with the planner's prices; `bound` =
    proved for the joint problem, given the earlier levels; `floor` = what counting alone makes
    unavoidable. `value` is None when there is no plan. `proof` lets anyone check the bound again.
    """

    measures: Mapping[str, int]
    value: int | None
    bound: int
    floor: int = 0
    proof: Proof = field(default_factory=Proof, repr=False)

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best."""
        return gap_between(self.value, self.bound)

    @property
    def gap_above_floor(self) -> float | None:
        """(value - bound) / max(1, value - floor): a small gap on a big constant does not
        flatter.
        """
        return (
            None
            if self.value is None
            else (self.value - self.bound) / max(1, self.value - self.floor)
        )

    @property
    def only_counted(self) -> bool:
        """Whether nothing is proved beyond what counting says: the gap above the floor is then
        always the whole.
        """
        return self.bound <= self.floor


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that the verifier was silent about, with its levels.

    `counts` maps (stratum id, session id) to people: what the model decided, from which the draw
    named `plan`; `strata` maps a stratum id to its registrants in draw order. `reproducible` is
    False when a wall limit or a signal shaped the counts; `notes` say what else the planner should
    know. `ended` says what ended the search (None: the plan was not searched for here).
    """

    plan: Plan
    levels: tuple[SettledLevel, ...]
    counts: Mapping[tuple[str, SessionId], int] = field(default_factory=dict)
    strata: Mapping[str, tuple[PersonId, ...]] = field(default_factory=dict)
    reproducible: bool = True
    notes: tuple[Words, ...] = ()
    ended: Ended | None = None

    def __repr__(self) -> str:
        return f"Planned({self.plan!r}; {_reached(self.levels)}{_ended_by(self.ended)})"

    @property
    def gap(self) -> float:
        """The largest gap of the levels."""
        return max((level.gap or 0.0 for level in self.levels), default=0.0)


@dataclass(frozen=True, slots=True)
class Impossible:
    """Proved: no plan keeps every rule. `reasons` say why, in the planner's words."""

    reasons: Sequence[Words]

    def __repr__(self) -> str:
        return f"Impossible({'; '.join(map(str, self.reasons))})"

    def _repr_html_(self) -> str:
        return paragraph(_IMPOSSIBLE) + bullets(self.reasons) + paragraph(_ASK_WHY)


@dataclass(frozen=True, slots=True)
class RanOut:
    """No plan found within the limits; the bounds so far, and what `ended` the search."""

    levels: tuple[SettledLevel, ...] = ()
    notes: tuple[Words, ...] = ()
    ended: Ended | None = None

    def __repr__(self) -> str:
        return f"RanOut({_reached(self.levels)}{_ended_by(self.ended)})"

    def _repr_html_(self) -> str:
        levels = ((n, level.bound) for n, level in enumerate(self.levels, start=1))
        bounds = table_html(_BOUNDS, levels) if self.levels else ""
        ended = () if self.ended is None else (self.ended.words,)
        return paragraph(_NO_PLAN_YET) + bounds + bullets((*ended, *self.notes))


def _reached(levels: Sequence[SettledLevel]) -> str:
    """The levels' values and bounds, first level first."""
    values = " / ".join("-" if level.value is None else str(level.value) for level in levels)
    return f"value {values}, bound {' / '.join(str(level.bound) for level in levels)}"


def _ended_by(ended: Ended | None) -> str:
    return "" if ended is None else f"; ended: {ended}"


Outcome = Planned | Impossible | RanOut
