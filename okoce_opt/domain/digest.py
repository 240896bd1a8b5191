"""The fingerprint of what is to be planned: equal for scenarios that mean the same, however they
are written down.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.teams import Team

_LEFT_OUT = {
    # derived from the rest, and the seats of an older plan, which are no part of the scenario
    Problem: {"sessions", "announced"},
    Kecamatan: {"camat", "nip"},
    Team: {"name"},
}


def problem_digest(
    problem: Problem,
    rules: Mapping[str, Mapping[str, object]],
    levels: Sequence[Mapping[str, Mapping[str, object]]],
    draw_seed: str,
) -> str:
    """SHA-256 of the resolved problem, its rules and goals with their parameters, and the draw
    seed, as 64 hex digits.

    `rules` maps the kind of each active rule to its parameters; each level maps the kinds of its
    goals to theirs, the price among them. Rows and lists are sorted, the levels keep their order;
    text is NFC and trimmed. Names, NIK and phones of people, the camat and the letterhead are not
    part of it.
    """
    whole = {
        "problem": canonical(problem),
        "rules": canonical(rules),
        "levels": [canonical(level) for level in levels],
        "draw_seed": canonical(draw_seed),
    }
    return hashlib.sha256(_json(whole).encode()).hexdigest()


def canonical(value: object) -> object:
    """A value as JSON can hold it, the same for every way of writing it: lists and sets sorted,
    dates ISO, text NFC.

    What stands at its default is left out, so that a column that is added later changes no older
    digest.
    """
    if isinstance(value, str):
        return (value if value.isascii() else unicodedata.normalize("NFC", value)).strip()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: canonical(what)
            for name, usual in _defaults(type(value))
            if (what := getattr(value, name)) != usual
        }
    if isinstance(value, Mapping):
        return {str(canonical(key)): canonical(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [canonical(item) for item in value]
        return sorted(items, key=_json) if len(items) > 1 else items
    return value


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """What a digest says of such a value: each field, and where it stands if nothing is said."""
    left_out = _LEFT_OUT.get(kind, set())
    return tuple(
        (one.name, one.default if one.default_factory is MISSING else one.default_factory())
        for one in fields(kind)
        if one.name not in left_out
    )


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
