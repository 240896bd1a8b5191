"""A scenario: a problem with the rules and goals that judge its plans, and what its papers say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from okoce_opt.domain.people import Person
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal, Level
from okoce_opt.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Signer:
    """One block of signatures at the foot of a roster.

    `office`, `name` and `nip` may hold `{kecamatan}`, `{camat}` and `{nip}`, filled in for each
    office.
    """

    office: str
    name: str = field(default="", repr=False)
    nip: str = field(default="", repr=False)
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """What stands on rosters and plays no part in planning."""

    letterhead: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    town: str = ""
    revision: str = ""
    revision_date: date | None = None
    paper: str = "A4"


@dataclass(frozen=True)
class Scenario:
    """Everything that one run of `okoce plan` is about.

    `path` is where it was read from, None if it stands in no file.
    `rules` are the active ones in the order of the book; `levels` the goals in the planner's order.
    `people` holds name, NIK and phone by registrant id, for rosters only. `digest` is that of the
    problem with its rules, goals and draw seed (`domain.digest`). `notices` say what can be planned
    and is perhaps not meant. `extends` are the files of the scenarios that it changes, the base
    first. `places` maps table and key of the planner's orders (pins, told sessions) to file and
    row.
    """

    name: str
    path: Path | None
    title: str
    story: str
    problem: Problem
    rules: tuple[Rule, ...]
    levels: tuple[Level, ...]
    draw_seed: str
    digest: str
    people: Mapping[str, Person] = field(default_factory=dict)
    papers: Papers = field(default_factory=Papers)
    notices: tuple[Words, ...] = ()
    extends: tuple[str, ...] = ()
    places: Mapping[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Scenario({self.name}: {self.problem!r})"

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All goals, level after level."""
        return tuple(priced.goal for level in self.levels for priced in level)
