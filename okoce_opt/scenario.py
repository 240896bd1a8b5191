"""A scenario: an instance with the names of its people, what its papers say, and its digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from okoce_opt.domain.calendar import open_days
from okoce_opt.domain.digest import problem_digest
from okoce_opt.domain.html import bullets, paragraph, table_html
from okoce_opt.domain.people import Person
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same
from okoce_opt.goals.goal import Goal, Level
from okoce_opt.instance import Instance
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


class Digest(str):
    """The digest of these parts of a scenario: problem, rules, levels and draw seed."""

    parts: tuple[object, ...]

    def __new__(cls, text: str, *parts: object) -> Digest:
        """The text, and what it is the digest of."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made

    def __getnewargs__(self) -> tuple[str]:
        return (str(self),)


def digest_of(instance: Instance, draw_seed: str) -> Digest:
    """The digest of a scenario with these parts."""
    problem, rules, levels = instance.problem, instance.rules, instance.levels
    price = "harga"
    text = problem_digest(
        problem,
        {rule.kind: parameters(rule) for rule in rules},
        [
            {priced.goal.kind: parameters(priced.goal) | {price: priced.price} for priced in level}
            for level in levels
        ],
        draw_seed,
    )
    return Digest(text, problem, rules, levels, draw_seed)


def parameters(judge: Rule | Goal) -> dict[str, object]:
    """The parameters of a rule or goal, by name."""
    return {one.name: getattr(judge, one.name) for one in fields(judge)}  # type: ignore[arg-type]


_PEOPLE, _PLACES = Words("Pendaftar", "Registrants"), same("Kecamatan")
_VENUES, _ACTIVITIES = Words("Tempat", "Venues"), Words("Kegiatan", "Activities")
_DAYS, _RULES = Words("Hari", "Days"), Words("Aturan pilihan", "Rules chosen")
_LEVEL = Words("Sasaran tingkat {n}", "Goals of level {n}")
_OF_SEATS = Words("{n}, bersama {seats} kursi", "{n}, of {seats} seats together")
_OPEN = Words("{n} hari buka, {first} s.d. {last}", "{n} open days, {first} to {last}")
_LEFT = "left"


@dataclass(frozen=True)
class Scenario:
    """Everything that one run of `okoce plan` is about.

    `path` is where it was read from, None if it stands in no file.
    `rules` are the active ones in the order of the book; `levels` the goals in the planner's order.
    `people` holds name, NIK and phone by registrant id, for rosters only. `digest` is that of the
    problem with its rules, goals and draw seed (`domain.digest`). `notices` say what can be planned
    and is perhaps not meant. `extends` are the files of the scenarios that it changes, the base
    first. `places` maps table and key of the planner's rows (of people: their pins; of rules:
    `aturan` and the kind) to file and row.
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

    def __post_init__(self) -> None:
        """A digest goes with what it is of: where a part was replaced, it is another. Given as
        plain text it stays (that of the whole for a part of it, of the scenario for a change).
        """
        parts = (self.problem, self.rules, self.levels, self.draw_seed)
        of = self.digest.parts if isinstance(self.digest, Digest) else ()
        if any(old is not new for old, new in zip(of, parts, strict=False)):
            object.__setattr__(self, "digest", digest_of(self.instance, self.draw_seed))

    def __repr__(self) -> str:
        return f"Scenario({self.name}: {self.problem!r})"

    def _repr_html_(self) -> str:
        problem, calendar = self.problem, self.problem.calendar
        named = [rule.title for rule in self.rules if not rule.always_on]
        ahead = open_days(calendar, problem.obstacles)
        seats = sum(venue.seats for venue in problem.venues.values())
        rows = (
            (_PEOPLE, len(problem.registrants)),
            (_PLACES, sorted(k.name for k in problem.kecamatan.values())),
            (_VENUES, _OF_SEATS.fill(n=len(problem.venues), seats=seats)),
            (_ACTIVITIES, [activity.title for activity in problem.activities.values()]),
            (
                _DAYS,
                _OPEN.fill(n=len(ahead), first=calendar.first, last=calendar.last),
            ),
            (_RULES, named or "-"),
            *(
                (_LEVEL.fill(n=number), [priced.goal.title for priced in level])
                for number, level in enumerate(self.levels, start=1)
            ),
        )
        return paragraph(self.title) + table_html((), rows, (_LEFT, _LEFT)) + bullets(self.notices)

    @property
    def instance(self) -> Instance:
        """What a search is given of it."""
        return Instance(self.problem, self.rules, self.levels)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All goals, level after level."""
        return self.instance.goals
