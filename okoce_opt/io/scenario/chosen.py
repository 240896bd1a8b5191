"""Rules and goals as the settings name them: which are active, with which parameters, on which
level, at what price.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.words import Words, same
from okoce_opt.goals.goal import Goal, Level, PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.io.files.settings import under
from okoce_opt.io.scenario.program import Taker
from okoce_opt.io.tables import parsers as p
from okoce_opt.io.tables import times as t
from okoce_opt.io.tables.cells import Cell, plain
from okoce_opt.rules.rule import ENGLISH, Rule

PRICE = "harga"

DEAREST_GOAL = 100_000
"""Times the dearest way and everyone's seats, that is still a number whose last digit counts."""


def read_rules(taker: Taker, book: Sequence[type[Rule]]) -> tuple[Rule, ...]:
    """The active rules in the order of the book: those always on, and those with a table
    `[aturan.<kind>]`.
    """
    kinds = {rule.kind: rule for rule in book}
    named = under(taker.settings, "aturan")
    for name in named:
        if name not in kinds:
            taker.unknown(
                f"aturan.{name}", [kind for kind, rule in kinds.items() if not rule.always_on]
            )
        elif kinds[name].always_on:
            taker.complain(
                "always_on",
                f"aturan.{name}",
                name,
                Words("aturan yang dapat dipilih", "a rule that can be chosen"),
                Words(
                    "Aturan ini selalu berlaku; hapus dari skenario.",
                    "This rule always holds; take it out of the scenario.",
                ),
            )
    made = []
    for rule in book:
        if rule.always_on:
            made.append(rule())
        elif rule.kind in named and (one := _make(taker, rule, f"aturan.{rule.kind}")) is not None:
            made.append(one)
    return tuple(made)


def read_levels(taker: Taker, book: Sequence[type[Goal]]) -> tuple[Level, ...]:
    """The levels of `tingkat` in order, each goal with its price (1 unless given)."""
    kinds = {goal.kind: goal for goal in book}
    levels: list[Level] = []
    placed: set[str] = set()
    for number in sorted(
        under(taker.settings, "tingkat"), key=lambda n: int(n) if n.isdecimal() else 0
    ):
        level, before = [], set(placed)
        for name in taker.take(f"tingkat.{number}", p.words) or ():
            if name not in kinds:
                advice = nearest(name, kinds)
                taker.complain(
                    "unknown_goal", f"tingkat.{number}", name, same(", ".join(kinds)), advice
                )
            elif name in placed:
                one = Words("satu tingkat saja", "one level only")
                taker.complain("goal_twice", f"tingkat.{number}", name, one)
            elif (goal := _make(taker, kinds[name], f"sasaran.{name}", PRICE)) is not None:
                level.append(PricedGoal(goal, _price(taker, name)))
                if (first := goal.only_after) and first not in before:
                    words = Words("di tingkat sesudah {first}", "on a level after {first}").fill(
                        first=first
                    )
                    advice = Words(
                        "Tulis {first} di tingkat sebelumnya.", "Put {first} on a level before it."
                    ).fill(first=first)
                    taker.complain("goal_too_early", f"tingkat.{number}", name, words, advice)
            placed.add(name)
        if level:
            levels.append(tuple(level))
    for name in under(taker.settings, "sasaran"):
        if name not in kinds:
            taker.unknown(f"sasaran.{name}", kinds)
        elif name not in placed:
            taker.complain(
                "goal_without_level",
                f"sasaran.{name}",
                name,
                Words("sasaran yang ada di tingkat", "a goal that tingkat names"),
                Words(
                    "Tambahkan {name} ke tingkat, atau hapus tabel ini.",
                    "Add {name} to tingkat, or remove this table.",
                ).fill(name=name),
            )
    return tuple(levels)


def check_placing(taker: Taker, book: Sequence[type[Rule]]) -> bool:
    """Whether everyone must be placed. Exactly one of `everyone_placed` and `most_placed` is a
    complaint otherwise.
    """
    named = {*under(taker.settings, "aturan")}
    everyone = any(rule.seats_everyone and rule.kind in named for rule in book)
    levels = [
        taker.settings[f"tingkat.{n}"].value
        for n in under(taker.settings, "tingkat")
        if f"tingkat.{n}" in taker.settings
    ]
    most = any(MostPlaced.kind in plain(value).replace(" ", "").split(",") for value in levels)
    if everyone == most:
        taker.complain(
            "everyone_or_most",
            "aturan.everyone_placed" if everyone else "tingkat",
            "everyone_placed, most_placed" if everyone else "",
            Words(
                "tepat satu: aturan everyone_placed atau sasaran most_placed",
                "exactly one: the rule everyone_placed or the goal most_placed",
            ),
            Words("Hapus salah satu.", "Remove one of them.")
            if everyone
            else Words("Tambahkan salah satu.", "Add one of them."),
        )
    return everyone


def _price(taker: Taker, name: str) -> int:
    path = f"sasaran.{name}.{PRICE}"
    price = taker.take(path, p.up_to(DEAREST_GOAL))
    if price is not None and price < 0:
        taker.complain("out_of_range", path, str(price), Words("0 atau lebih", "0 or more"))
    return 1 if price is None else price


def _make(taker: Taker, judge: type[Any], path: str, *also: str) -> Any:
    """A rule or goal with its parameters; None with complaints if one is missing or cannot be
    read.
    """
    fields = {field.name: field for field in dataclasses.fields(judge)}
    hints = get_type_hints(judge)
    before = len(taker.complaints)
    values = {}
    for name in under(taker.settings, path):
        if name not in fields and name not in also:
            taker.unknown(f"{path}.{name}", (*fields, *also))
    for name, field in fields.items():
        required = (
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        )
        value = taker.take(f"{path}.{name}", _parser(hints[name], field), required=required)
        if value is not None:
            values[name] = value
    return judge(**values) if len(taker.complaints) == before else None


_PARSERS: Mapping[Any, Callable[[Cell], object]] = {
    int: p.whole,
    bool: p.yes_no,
    date: t.day,
    str: p.text,
    tuple: p.words,
    frozenset: lambda cell: frozenset(p.words(cell)),
}


def _parser(hint: Any, field: dataclasses.Field[Any]) -> Callable[[Cell], object]:
    """The parser for the type of a parameter, or for its few words; `int | None` is read as
    `int`.
    """
    if (english := field.metadata.get(ENGLISH)) is not None:
        return p.one_of(*english.values(), english=english)
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    return _PARSERS[get_origin(hint) or hint]
