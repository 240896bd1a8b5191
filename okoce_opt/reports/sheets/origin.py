"""Where the plan comes from: digests, versions, rules with parameters, exemptions."""

from __future__ import annotations

import json

from okoce_opt.reports.content import labels
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import Table, plain_table
from okoce_opt.scenario import Scenario

_LABELS = {
    "scenario": "Skenario",
    "extends": "Mengubah skenario",
    "problem_digest": "Sidik persoalan",
    "plan_digest": "Sidik rencana",
    "draw_seed": "Benih undian",
    "reproducible": "Dapat diulang persis",
    "changes_a_plan": "Mengubah rencana lama",
    "versions": "Versi",
    "rules": "Aturan",
    "goals": "Sasaran",
    "notes": "Catatan",
}


def write(book: Book, schedule: Schedule) -> None:
    """What the plan was made from: digests, versions, rules with parameters, exemptions."""
    scenario, provenance = schedule.scenario, schedule.provenance
    about = f"Asal-usul; {scenario.title}"
    sheet = titled_sheet(book, labels.ORIGIN, "Asal-usul", about=about)
    rows: list[list[object]] = [["Cerita", scenario.title]]
    rows += [
        [_LABELS.get(key, key), _plain(value)]
        for key, value in provenance.items()
        if not isinstance(value, (list, dict))
    ]
    for key, value in provenance.items():
        if isinstance(value, dict):
            rows += [
                [f"{_LABELS.get(key, key)} {name}", _plain(inner)] for name, inner in value.items()
            ]
        elif isinstance(value, list):
            rows += [[_LABELS.get(key, key), _entry(scenario, inner)] for inner in value]
    for rule in scenario.rules:
        rows += [[rule.title.id, said.id] for _, said in rule.lets_off(scenario.problem)]
    plain_table(book, sheet, 2, Table(["Hal", "Isi"], [210, 640], rows))


def _entry(scenario: Scenario, entry: object) -> str:
    """A rule or goal with its parameters as scenario.toml names them."""
    if not isinstance(entry, dict):
        return _plain(entry)
    if "kind" not in entry:
        return str(entry.get("id", ""))
    titles = {rule.kind: rule.title.id for rule in scenario.rules} | {
        goal.kind: goal.title.id for goal in scenario.goals
    }
    kind = str(entry.get("kind", ""))
    rest = ", ".join(f"{key} = {_plain(value)}" for key, value in entry.items() if key != "kind")
    return f"{titles.get(kind, kind)} ({kind})" + (f": {rest}" if rest else "")


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    )
