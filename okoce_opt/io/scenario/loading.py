"""The whole way from a path to a `Scenario`, collecting every complaint on the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from okoce_opt.domain.calendar import Calendar, allot_turns, carry_turns, sort_groups
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Person
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.tables import Tables
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, NoPlanOfIt
from okoce_opt.goals.goal import Goal
from okoce_opt.instance import Instance
from okoce_opt.io.files.layers import PROGRAM, Layer, read_layers
from okoce_opt.io.files.settings import TABLE, Settings, merge_settings
from okoce_opt.io.scenario import entities as e
from okoce_opt.io.scenario.advice import as_typed
from okoce_opt.io.scenario.chosen import check_placing, read_levels, read_rules
from okoce_opt.io.scenario.locating import Locator, places_of_rows
from okoce_opt.io.scenario.notices import notices_about
from okoce_opt.io.scenario.program import Program, Taker, read_settings
from okoce_opt.io.scenario.reading import Reading, read_tables
from okoce_opt.io.tables.records import Record
from okoce_opt.io.tables.times import with_examples
from okoce_opt.rules.rule import Rule
from okoce_opt.scenario import Scenario, digest_of

RULES = "aturan"
"""The table of rules in the settings."""

_OF_JUDGES_ONLY = (
    "always_on",
    "everyone_or_most",
    "goal_too_early",
    "goal_twice",
    "goal_without_level",
    "unknown_goal",
    "unknown_key",
)
"""Complaints that leave the problem as it is: rules can still say what they have against it."""


def load(path: Path, rule_book: Sequence[type[Rule]], goal_book: Sequence[type[Goal]]) -> Scenario:
    """The scenario at `path`, judged by rules and goals of these books. Raises `InputError` with
    every complaint.
    """
    complaints: list[Complaint] = []
    path = path.parent if path.name == PROGRAM else path
    with _nothing_collected():
        layers = read_layers(path, complaints)
        if not layers:
            raise InputError(complaints)
        return scenario_of(layers, complaints, (rule_book, goal_book), name_of(path), path)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Rows of people make no circles, and to look for some among very many takes a fifth of the
    reading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


Books = tuple[Sequence[type[Rule]], Sequence[type[Goal]]]
"""Of rules and of goals."""


def scenario_of(
    layers: Sequence[Layer],
    complaints: list[Complaint],
    books: Books,
    name: str,
    path: Path | None = None,
) -> Scenario:
    """The scenario in these layers, the base first, wherever their cells come from; `complaints`
    are what is known against them already. Raises `InputError` with every complaint, `NoPlanOfIt`
    where all that is wrong is a fact.
    """
    steps = _settings_of(layers, complaints)
    taker = Taker(steps[-1], layers[-1].file, complaints)
    program = read_settings(taker)
    rules, levels = read_rules(taker, books[0]), read_levels(taker, books[1])
    everyone = check_placing(taker, books[0])
    reading = read_tables(layers, complaints)
    if not everyone:
        _refuse_greatest_gaps(reading, complaints)
    locator = Locator(reading, layers, taker)
    problem, people, found = _problem(reading, program, steps)
    complaints += locator.locate(found, complaints)
    if problem is not None and all(c.code in _OF_JUDGES_ONLY for c in complaints):
        judges: tuple[Rule | Goal, ...] = (
            *rules,
            *(priced.goal for level in levels for priced in level),
        )
        complaints += locator.locate(
            [c for judge in judges for c in judge.validate(problem)], complaints
        )
    if any((c.code, c.table) == ("missing_table", TABLE) for c in complaints):
        # what the sheet would say is not missing besides
        complaints = [c for c in complaints if c.table != TABLE or c.code not in _OF_NO_SHEET]
    if problem is None or not all(complaint.is_fact for complaint in complaints):
        raise InputError(_as_typed(complaints, reading, program, layers[-1]))
    made = Scenario(
        *(name, path, program.title or name, program.story),
        problem=problem,
        rules=rules,
        levels=levels,
        draw_seed=program.draw_seed,
        digest=digest_of(Instance(problem, rules, levels), program.draw_seed),
        people=people,
        papers=program.papers,
        notices=notices_about(reading, program, problem.calendar, layers, rules),
        extends=tuple(layer.file for layer in layers[:-1]),
        places=places_of_rows(reading)
        | {(RULES, one.kind): taker.spot(f"{RULES}.{one.kind}") for one in rules},
    )
    if complaints:
        raise NoPlanOfIt(_as_typed(complaints, reading, program, layers[-1]), made)
    return made


def _as_typed(
    complaints: Sequence[Complaint], reading: Reading, program: Program, layer: Layer
) -> list[Complaint]:
    """The complaints in the planner's own words, in the order in which they are mended."""
    example = program.first or program.last or _SOME_DAY
    where = (TABLE in layer.grids, layer.of_frames)
    return in_order(
        [
            replace(
                c,
                allowed=as_typed(with_examples(c.allowed, example), *where),
                advice=as_typed(c.advice, *where),
            )
            for c in map(reading.as_written, complaints)
        ]
    )


_OF_NO_SHEET = ("missing_key", "everyone_or_most", "empty_list")
"""What is said of settings where nothing is said."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list of scenarios shows of one."""

    name: str
    title: str
    story: str


def read_heading(path: Path) -> Heading:
    """Name, title and story of a scenario, whether or not its tables can be read. Raises
    `InputError` if it cannot be opened.
    """
    complaints: list[Complaint] = []
    path = path.parent if path.name == PROGRAM else path
    layers = read_layers(path, complaints, tables=False)
    if not layers:
        raise InputError(complaints)
    program = read_settings(
        Taker(_settings_of(layers, complaints)[-1], layers[-1].file, complaints)
    )
    return Heading(name_of(path), program.title or name_of(path), program.story)


def name_of(path: Path) -> str:
    """A scenario is called like its folder, or like its workbook."""
    return path.stem if path.is_file() else path.resolve().name


def in_order(complaints: Sequence[Complaint]) -> list[Complaint]:
    """Sorted as a planner mends them: file by file, row by row."""
    return sorted(complaints, key=lambda c: (c.file, c.row, c.column, c.code))


def _settings_of(layers: Sequence[Layer], complaints: list[Complaint]) -> list[Settings]:
    """The settings as each layer has them, those below merged in."""
    steps = [layers[0].settings]
    for layer in layers[1:]:
        steps.append(merge_settings(steps[-1], layer.settings, complaints))
    return steps


def _refuse_greatest_gaps(reading: Reading, complaints: list[Complaint]) -> None:
    for record in reading.records["urutan"]:
        if isinstance(record.values.get("jeda_maks"), int):
            complaints.append(
                Complaint(
                    "needs_everyone_placed",
                    "urutan",
                    column="jeda_maks",
                    found=str(record.values["jeda_maks"]),
                    allowed=Words(
                        "kosong, atau dengan aturan everyone_placed",
                        "empty, or with the rule everyone_placed",
                    ),
                    advice=Words(
                        "Kosongkan, atau aktifkan everyone_placed.",
                        "Clear it, or name everyone_placed.",
                    ),
                    file=record.spots["jeda_maks"][0],
                    row=record.spots["jeda_maks"][1],
                )
            )


_SOME_DAY = date(2000, 1, 3)


def _problem(
    reading: Reading, program: Program, steps: Sequence[Settings]
) -> tuple[Problem | None, dict[str, Person], list[Complaint]]:
    """The problem, the people beside it, and what the domain says against them.

    Where a date could not be read, a stand-in calendar lets the other checks go on; its complaints
    are dropped.
    """
    records = reading.records
    registrants, people = e.registrants_of(records, reading.families)
    dated = program.first is not None and program.last is not None
    calendar = _calendar(reading, program, steps) if dated else None
    stand_in = _calendar_of(program, _SOME_DAY, _SOME_DAY, records["kalender"])
    try:
        problem = Problem.of(
            Tables(
                kecamatan=e.kecamatan_of(records),
                kelurahan=e.kelurahan_of(records),
                venues=e.venues_of(records),
                activities=e.activities_of(records),
                calendar=calendar or stand_in,
                registrants=registrants,
                orders=e.orders_of(records),
                obstacles=e.obstacles_of(records),
                teams=e.teams_of(records),
                told=e.told_of(records),
                today=program.today,
                households=e.households_of(records),
                shares=e.shares_of(records),
                fares=e.fares_of(records),
                turnouts=e.turnouts_of(records),
                changing=e.changing_of(records),
                notice=program.notice,
            )
        )
    except InputError as error:
        found = [
            c
            for c in error.complaints
            if calendar or c.code not in ("dates_reversed", "done_in_future")
        ]
        return None, people, found
    return problem, people, []


def _calendar(reading: Reading, program: Program, steps: Sequence[Settings]) -> Calendar | None:
    """The calendar with the turns of the base, carried through each what-if."""
    calendar: Calendar | None = None
    for settings, (days, kecamatan) in zip(steps, reading.calendars, strict=True):
        step = read_settings(Taker(settings, "", []))
        if step.first is None or step.last is None:
            continue
        records = {"kecamatan": kecamatan}
        groups = sort_groups(k.group for k in e.kecamatan_of(records))
        now = _calendar_of(step, step.first, step.last, days)
        if not groups:
            turns = {}
        elif calendar is None or not calendar.turns:
            turns = allot_turns(now, groups)
        else:
            turns = carry_turns(calendar.turns, calendar.last, now, groups)
        calendar = replace(now, turns=turns)
    return calendar


def _calendar_of(program: Program, first: date, last: date, days: Sequence[Record]) -> Calendar:
    """The calendar from `first` to `last` as settings and table `kalender` have it, without
    turns.
    """
    return Calendar(
        *(first, last, program.weekdays, e.days_of(days), program.parts),
        weekday_parts=program.weekday_parts,
        soft_parts=program.soft_parts,
    )
