"""What one trial came to, as it is kept in a file: figures and sentences, nothing of a person but
the number.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import Impossible, Outcome, Planned, SettledLevel
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.proof import COUNTING
from okoce_opt.domain.words import Words
from okoce_opt.plan_files.record import figures
from okoce_opt.rules import RULE_BOOK
from okoce_opt.scenario import Scenario

PLANNED, IMPOSSIBLE, RAN_OUT = "planned", "impossible", "ran_out"
WRONG, DIED = "wrong", "died"

FEW = 60
"""Per cent of its seats below which a session is called poorly filled."""

FORMAT = 1


@dataclass(frozen=True)
class LevelReached:
    """A level of goals: the measure of each, value (None: no plan) and bound."""

    measures: Mapping[str, int]
    value: int | None
    bound: int

    @property
    def is_best(self) -> bool:
        """Whether the value is proved best."""
        return self.value is not None and self.value <= self.bound

    @classmethod
    def of(cls, level: SettledLevel) -> LevelReached:
        """What is kept of a settled level."""
        return cls(dict(level.measures), level.value, level.bound)


@dataclass(frozen=True)
class Result:
    """What a trial came to.

    `status` is planned, impossible, ran_out, wrong (no scenario can be so: `reasons` are the
    complaints), or died (its process ended by itself). The last two are never kept.
    `first_day` and `last_day` of meetings are ISO dates, `few` counts sessions that are less than
    `FEW` % full, `moved` people whose seats are others than in the plan of the scenario as it is
    (None: there is none). `binding` are kinds of the rules by whose rows the bounds are proved,
    `reasons` why there is no plan. `seats`, `held`, `teams` and `mentors` are the plan of the
    scenario as it is; of trials they are not kept.
    """

    status: str
    levels: tuple[LevelReached, ...] = ()
    unplaced: int | None = None
    sessions: int | None = None
    meeting_days: int | None = None
    first_day: str | None = None
    last_day: str | None = None
    few: int | None = None
    moved: int | None = None
    binding: tuple[str, ...] = ()
    reasons: tuple[Words, ...] = ()
    reproducible: bool = True
    seats: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    held: tuple[str, ...] = field(default=(), repr=False)
    teams: Mapping[str, str] = field(default_factory=dict, repr=False)
    mentors: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def plan(self) -> Plan | None:
        """The plan that is kept, if one is."""
        if self.status != PLANNED or not self.held:
            return None
        seats = [(PersonId(person), SessionId(session)) for person, session in self.seats]
        teams = {SessionId(session): team for session, team in self.teams.items()}
        mentors = {PersonId(person): mentor for person, mentor in self.mentors.items()}
        return Plan.of(seats, map(SessionId, self.held), teams, mentors)

    @property
    def measures(self) -> dict[str, int]:
        """The measure of each goal."""
        return {kind: n for level in self.levels for kind, n in level.measures.items()}

    @property
    def is_best(self) -> bool:
        """Whether every level is proved best."""
        return self.status == PLANNED and all(level.is_best for level in self.levels)

    @property
    def words(self) -> Words:
        """The answer in a word or two."""
        if self.status == PLANNED:
            return _BEST if self.is_best else _PLANNED
        return _ANSWERS[self.status]

    @property
    def first(self) -> date | None:
        """The first day of meetings."""
        return None if self.first_day is None else date.fromisoformat(self.first_day)

    @property
    def last(self) -> date | None:
        """The last day of meetings."""
        return None if self.last_day is None else date.fromisoformat(self.last_day)


_BEST = Words("ada rencana, terbukti terbaik", "planned, proved best")
_PLANNED = Words("ada rencana", "planned")
_ANSWERS = {
    IMPOSSIBLE: Words("mustahil", "impossible"),
    RAN_OUT: Words("belum terjawab", "not settled"),
    WRONG: Words("bukan skenario yang sah", "not a valid scenario"),
    DIED: Words("gagal", "failed"),
}


def result_of(
    scenario: Scenario, outcome: Outcome, base: Plan | None = None, *, with_plan: bool = False
) -> Result:
    """What is kept of an outcome; people are counted as moved against the plan `base`."""
    if isinstance(outcome, Impossible):
        return Result(IMPOSSIBLE, reasons=tuple(outcome.reasons))
    levels = tuple(LevelReached.of(level) for level in outcome.levels)
    if not isinstance(outcome, Planned):
        return Result(RAN_OUT, levels, reasons=(_OUT, *outcome.notes), reproducible=False)
    problem, plan = scenario.problem, outcome.plan
    said: dict[str, Any] = figures(problem, plan)
    people = plan.attendance()
    held = [s for sid in plan.held if (s := problem.session(sid)) is not None]
    few = sum(100 * people[s.id] < FEW * s.seats for s in held)
    moved = None if base is None else _moved(base, plan)
    kept: dict[str, Any] = {}
    if with_plan:
        kept = {
            "seats": tuple(sorted(plan.seats)),
            "held": tuple(sorted(plan.held)),
            "teams": dict(plan.teams),
            "mentors": dict(plan.mentors),
        }
    names = ("unplaced", "sessions", "meeting_days", "first_day", "last_day")
    return Result(
        PLANNED,
        levels,
        **{name: said[name] for name in names},
        few=few,
        moved=moved,
        binding=_binding(outcome.levels),
        reproducible=outcome.reproducible,
        **kept,
    )


_OUT = Words(
    "Waktu atau budget habis sebelum ada rencana; belum terbukti mustahil.",
    "Time or budget was used up before there was a plan; not proved impossible.",
)


def _moved(base: Plan, plan: Plan) -> int:
    """People of both plans whose seats are others."""
    both = base.sessions_of.keys() & plan.sessions_of.keys()
    return sum(base.sessions_of[one] != plan.sessions_of[one] for one in both)


def _binding(levels: Sequence[SettledLevel]) -> tuple[str, ...]:
    """The rules whose rows have a part in the proofs of the bounds; none where counting people and
    seats is enough.
    """
    known = [rule.kind for rule in RULE_BOOK]
    used = {
        rule
        for level in levels
        if level.bound > 0 and level.proof.by != COUNTING
        for part in level.proof.parts
        for rule, _ in part.multipliers
    }
    return tuple(kind for kind in known if kind in used)


def keep(result: Result, key: str, path: Path) -> None:
    """Write a result to its file, which is there whole or not at all."""
    said = asdict(result)
    said["reasons"] = [[words.id, words.en] for words in result.reasons]
    text = json.dumps({"format": FORMAT, "key": key, **said}, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    # what a run that was killed here left half written
    for half in path.parent.glob(f".{path.name}.*"):
        half.unlink(missing_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def kept(path: Path, key: str) -> Result | None:
    """The result in a file, if it is one of the very same trial."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said.pop("format") != FORMAT or said.pop("key") != key:
            return None
        said["levels"] = tuple(LevelReached(**level) for level in said["levels"])
        said["reasons"] = tuple(Words(*pair) for pair in said["reasons"])
        said["seats"] = tuple((person, session) for person, session in said["seats"])
        said["held"], said["binding"] = tuple(said["held"]), tuple(said["binding"])
        return Result(**said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
