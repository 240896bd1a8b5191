"""One layer of a scenario as it is given from Python: tables as frames, settings as mappings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, TypeGuard

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.io.files.layers import EXTENDS, Layer
from okoce_opt.io.files.settings import TABLE, Settings, settings_of
from okoce_opt.io.frames.grids import Tabular, cell_of, grid_of_frame
from okoce_opt.io.tables.cells import Grid, plain, shown
from okoce_opt.io.tables.declared import TABLES, given_twice, table_named
from okoce_opt.io.tables.headers import REMOVE
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.rule import Rule

Tree = dict[str, Any]

Rules = Mapping[str, object] | Iterable[Rule | str]
"""Kind -> parameters (a mapping, or the first one alone), True (none) or False (not this rule); or
rules themselves.
"""

Goals = Mapping[str, Mapping[str, object]]
"""Kind -> parameters, `harga` among them."""

Levels = Iterable[object]
"""One item a level: a goal's kind, a goal, several of these, or a mapping of kind -> price."""


@dataclass(frozen=True)
class Given:
    """What was given from Python: tables by name, settings, rules, goals and levels; None is not
    said. `changes`: those of another scenario.
    """

    tables: Mapping[str, Tabular | None]
    program: Mapping[str, object] | None = None
    rules: Rules | None = None
    goals: Goals | None = None
    levels: Levels | None = None
    changes: bool = False


def layer_given(given: Given, called: str, complaints: list[Complaint]) -> Layer:
    """All of it as one layer. `called` is how complaints call a table, with `{table}` in it; a
    table that nobody knows is a complaint.
    """
    grids: dict[str, Grid] = {}
    first: dict[str, str] = {}
    for said, rows in given.tables.items():
        name = table_named(said)
        if name is None:
            allowed, advice = same(", ".join(TABLES)), nearest(said.casefold(), TABLES)
            found = shown(said)
            complaints.append(
                Complaint("unknown_table", TABLE, "", "", found, allowed, advice, found)
            )
        elif rows is not None and name in first:
            complaints.append(given_twice(said, first[name], called.format(table=said)))
        elif rows is not None:
            first[name] = said
            grids[name] = grid_of_frame(TABLES[name], called.format(table=said), rows)
    file = called.format(table=TABLE)
    settings = _settings(given, file, complaints)
    if EXTENDS in settings:
        advice = Words(
            "Pakai skenario.what_if(...) untuk mengubah skenario lain.",
            "Use scenario.what_if(...) to change another scenario.",
        )
        complaints.append(
            Complaint("unknown_key", TABLE, EXTENDS, EXTENDS, EXTENDS, NOTHING, advice, file)
        )
    return Layer(file, grids, settings, called)


def _settings(given: Given, file: str, complaints: list[Complaint]) -> Settings:
    more: Tree = {}
    if given.rules is not None:
        more["aturan"] = _rules(given.rules, given.changes)
    if given.goals is not None:
        more["sasaran"] = {kind: _tree(said) for kind, said in given.goals.items()}
    if given.levels is not None:
        more["tingkat"], priced = _levels(given.levels)
        for kind, said in priced.items():
            more.setdefault("sasaran", {}).setdefault(kind, {}).update(said)
    return settings_of(
        [_tree({} if given.program is None else given.program), more], file, complaints
    )


def _rules(rules: object, changes: bool) -> Tree:
    if isinstance(rules, Mapping):
        named = {kind: said for kind, said in rules.items() if changes or said is not False}
        return {kind: _parameters(kind, said) for kind, said in named.items()}
    if not _holds_several(rules):
        return {} if getattr(rules, "always_on", False) else {_kind(rules): _of(rules)}
    return {kind: said for rule in rules for kind, said in _rules(rule, changes).items()}


def _parameters(kind: str, said: object) -> Tree:
    """What is said of a rule: its parameters, the first of them alone, or only whether it is on."""
    if isinstance(said, Mapping):
        return _tree(said)
    if said is None or isinstance(said, bool):
        return {REMOVE: True} if said is False else {}
    rule = next((rule for rule in RULE_BOOK if rule.kind == kind), None)
    first = next(iter(fields(rule)), None) if rule is not None else None  # type: ignore[arg-type]
    return {} if first is None else {first.name: _plain(said)}


def _levels(levels: Levels) -> tuple[list[list[str]], dict[str, Tree]]:
    """The kinds of each level, and what was said of the goals besides."""
    alone = isinstance(levels, Mapping) or not _holds_several(levels)
    if isinstance(levels, Mapping) and len(levels) > 1:
        # one level of all, or one each? the order of a mapping is no order of levels
        raise TypeError('levels: one item a level, as in ["most_placed", {"few_sessions": 200}]')
    named: list[list[str]] = []
    said: dict[str, Tree] = {}
    for level in [levels] if alone else levels:
        kinds: list[str] = []
        for one, price in _priced(level):
            kinds.append(_kind(one))
            known = {**_of(one), **({} if price is None else {"harga": price})}
            if known:
                said[kinds[-1]] = known
        named.append(kinds)
    return named, said


def _holds_several(said: object) -> TypeGuard[Iterable[object]]:
    return isinstance(said, Iterable) and not isinstance(said, (str, type))


def _priced(level: object) -> list[tuple[object, object]]:
    """The goals of a level, each with its price where one is given."""
    if isinstance(level, Mapping):
        return list(level.items())
    if isinstance(level, PricedGoal):
        return [(level.goal, level.price)]
    if not _holds_several(level):
        return [(level, None)]
    return [one for item in level for one in _priced(item)]


def _kind(one: object) -> str:
    return one if isinstance(one, str) else str(getattr(one, "kind", type(one).__name__))


def _of(one: object) -> Tree:
    """The parameters of a rule or goal; of a class, its defaults."""
    if not is_dataclass(one):
        return {}
    made = one() if isinstance(one, type) else one
    said = {f.name: getattr(made, f.name) for f in fields(made)}
    return _tree(said)


def _tree(given: Mapping[str, object]) -> Tree:
    """A mapping as TOML would hold it; what is None is not said. Raises TypeError for others."""
    if not isinstance(given, Mapping):
        raise TypeError(f"program: a mapping such as {{'mulai': ...}}, not {type(given).__name__}")
    return {str(key): _plain(value) for key, value in given.items() if value is not None}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return _tree(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(item) for item in value), key=str)
    cell = cell_of(value)
    return cell if isinstance(cell, (str, int, float, date)) else plain(cell)
