"""What a plan was made from, as its record and its workbooks say it: scenario, rules, goals and
versions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from okoce_opt import __version__
from okoce_opt.domain.outcome import Planned
from okoce_opt.scenario import Scenario


def provenance(scenario: Scenario, outcome: Planned, digest: str) -> dict[str, object]:
    """What a plan of that digest was made from and how it was judged; the same for the same plan on
    every run.
    """
    return {
        "scenario": scenario.name,
        "extends": list(scenario.extends),
        "problem_digest": scenario.digest,
        "plan_digest": digest,
        "draw_seed": scenario.draw_seed,
        "reproducible": outcome.reproducible,
        "changes_a_plan": scenario.problem.announced.exists,
        "versions": {"okoce_opt": __version__, "ortools": _version("ortools")},
        "rules": [{"kind": rule.kind, **_parameters(rule)} for rule in scenario.rules],
        "goals": [
            {
                "level": number,
                "kind": priced.goal.kind,
                "price": priced.price,
                **_parameters(priced.goal),
            }
            for number, level in enumerate(scenario.levels, start=1)
            for priced in level
        ],
        "notes": [{"id": note.id, "en": note.en} for note in outcome.notes],
    }


def _parameters(of: object) -> dict[str, object]:
    """The parameters of a rule or goal, as JSON takes them."""
    if not is_dataclass(of):
        return {}
    return {f.name: _json_value(getattr(of, f.name)) for f in fields(of)}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _json_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (frozenset, set)):
        return sorted(str(item) for item in value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_json_value(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _json_value(inner) for key, inner in sorted(value.items())}
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
