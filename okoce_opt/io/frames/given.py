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
from okoce_opt.io.tables.english import is_setting
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
            if is_setting(said):
                advice = Words("Tulis {it}.", "Write {it}.").fill(
                    it=same(f"program={{{said!r}: ...}}")
                )
            found = shown(said)
            complaints.append(
                Complaint("unknown_table", TABLE, "", "", found, allowed, advice, found)
            )
        elif rows is not None and name in first:
            complaints.append(given_twice(said, first[name], called.format(table=said)))
        elif rows is not None:
            first[name] = said
            grid = grid_of_frame(TABLES[name], called.format(table=said), rows)
            _, headers = grid.rows[0]
            # a frame of nothing at all changes nothing
            if headers or not given.changes:
                grids[name] = grid
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
        goals = _mapping("goals", given.goals)
        more["sasaran"] = {kind: _tree(said, f"goals[{kind!r}]") for kind, said in goals.items()}
    if given.levels is not None:
        more["tingkat"], priced = _levels(given.levels)
        for kind, said in priced.items():
            more.setdefault("sasaran", {}).setdefault(kind, {}).update(said)
    program = {} if given.program is None else given.program
    return settings_of([_tree(program, "program"), more], file, complaints)


def _rules(rules: object, changes: bool) -> Tree:
    if isinstance(rules, Mapping):
        named = {k: said for k, said in rules.items() if changes or said is not False or _always(k)}
        return {kind: _parameters(kind, said) for kind, said in named.items()}
    if isinstance(rules, bool | int | float):
        raise TypeError(f"rules: {_SUCH_RULES}, not {type(rules).__name__}")
    if not _holds_several(rules):
        return {} if getattr(rules, "always_on", False) else {_kind(rules): _of(rules)}
    return {kind: said for rule in rules for kind, said in _rules(rule, changes).items()}


def _parameters(kind: str, said: object) -> Tree:
    """What is said of a rule: its parameters, the first of them alone, or only whether it is on."""
    if isinstance(said, Mapping):
        return _tree(said, kind)
    if isinstance(said, Rule):
        return _of(said)
    if said is None or isinstance(said, bool):
        return {REMOVE: True} if said is False else {}
    rule = _rule(kind)
    first = next(iter(fields(rule)), None) if rule is not None else None  # type: ignore[arg-type]
    return {} if first is None else {first.name: _plain(said)}


def _rule(kind: str) -> type[Rule] | None:
    return next((rule for rule in RULE_BOOK if rule.kind == kind), None)


def _always(kind: str) -> bool:
    """Whether it is a rule that always holds: that it is not to is a complaint, told elsewhere."""
    rule = _rule(kind)
    return rule is not None and rule.always_on


def _levels(levels: Levels) -> tuple[list[list[str]], dict[str, Tree]]:
    """The kinds of each level, and what was said of the goals besides."""
    if isinstance(levels, bool | int | float):
        raise TypeError(f"levels: {_SUCH_LEVELS}, not {type(levels).__name__}")
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
    return _tree(said, _kind(one))


def _tree(given: object, called: str) -> Tree:
    """A mapping as TOML would hold it; what is None is not said. Raises TypeError for others."""
    named = _mapping(called, given)
    return {str(key): _plain(value) for key, value in named.items() if value is not None}


def _mapping(called: str, given: object) -> Mapping[Any, Any]:
    """A mapping. Raises TypeError for others, and says what is meant."""
    if not isinstance(given, Mapping):
        such = _SUCH.get(called, "{'harga': 200}")
        raise TypeError(f"{called}: a mapping such as {such}, not {type(given).__name__}")
    return given


_SUCH = {"program": "{'mulai': ...}", "goals": "{'few_sessions': {'harga': 200}}"}
_SUCH_RULES = "a mapping such as {'deadline': {'day': ...}}, or rules"
_SUCH_LEVELS = "one item a level, as in ['most_placed', {'few_sessions': 200}]"


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return _tree(value, "")
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(item) for item in value), key=str)
    cell = cell_of(value)
    return cell if isinstance(cell, (str, int, float, date)) else plain(cell)
