"""`okoce rules`: the rule book and the goal book, with parameters and one sentence each."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words, say

if TYPE_CHECKING:
    from okoce_opt.goals.goal import Goal
    from okoce_opt.rules.rule import Rule


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Nothing but the common options."""


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print both books."""
    from okoce_opt.goals import GOAL_BOOK
    from okoce_opt.rules import RULE_BOOK

    screen.say(Words("ATURAN - tidak boleh dilanggar", "RULES - never broken"))
    for rule in RULE_BOOK:
        when = (
            Words("selalu berlaku", "always on")
            if rule.always_on
            else Words("bila program menyebut aturan.{kind}", "if program names aturan.{kind}")
        )
        _say_entry(rule, when.fill(kind=rule.kind), screen)
    screen.say()
    screen.say(
        Words(
            "SASARAN - makin kecil makin baik, tingkat demi tingkat",
            "GOALS - the smaller the better, level by level",
        )
    )
    for goal in GOAL_BOOK:
        _say_entry(goal, Words("satuan: {unit}", "unit: {unit}").fill(unit=goal.unit), screen)
    screen.answer(
        {
            "outcome": "ok",
            "rules": [
                {**_as_json(rule, screen), "always_on": rule.always_on} for rule in RULE_BOOK
            ],
            "goals": [
                {**_as_json(goal, screen), "unit": screen.said(goal.unit)} for goal in GOAL_BOOK
            ],
        }
    )
    return DONE


def _say_entry(entry: type[Rule] | type[Goal], when: Words, screen: Screen) -> None:
    screen.say(f"\n{entry.kind} - {screen.said(entry.title)} ({screen.said(when)})")
    screen.say(f"  {screen.said(entry.sentence)}")
    for name, value in parameters(entry).items():
        if value is None:
            screen.say(Words("  {name}: wajib diisi", "  {name}: required").fill(name=name))
        elif value == ():
            screen.say(
                Words(
                    "  {name} = [] bila tidak disebut, yaitu semua yang dimaksud kalimat di atas",
                    "  {name} = [] by default, that is all that the sentence above speaks of",
                ).fill(name=name)
            )
        else:
            screen.say(
                Words(
                    "  {name} = {value} bila tidak disebut", "  {name} = {value} by default"
                ).fill(name=name, value=_shown(value))
            )


def parameters(entry: type[Rule] | type[Goal]) -> dict[str, object]:
    """The parameters of a rule or goal with their defaults; None where one must be given."""
    found: dict[str, object] = {}
    for field in dataclasses.fields(entry):  # type: ignore[arg-type]
        if field.default is not dataclasses.MISSING:
            found[field.name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            found[field.name] = field.default_factory()
        else:
            found[field.name] = None
    return found


def _shown(value: object) -> str:
    """A default as scenario.toml has it: true, 1, "..." or a list."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[" + ", ".join(f'"{item}"' for item in sorted(value)) + "]"
    return say(value, "en")


def _as_json(entry: type[Rule] | type[Goal], screen: Screen) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "title": screen.said(entry.title),
        "sentence": screen.said(entry.sentence),
        "parameters": {
            name: value if value is None else _shown(value)
            for name, value in parameters(entry).items()
        },
    }


COMMAND = Command(
    "rules", Words("buku aturan dan sasaran", "the rule book and the goals"), arguments, run
)
