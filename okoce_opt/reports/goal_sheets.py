"""What the plan is worth and where it comes from: the sheets `Sasaran` and `Asal-usul`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import zip_longest

from okoce_opt.domain.outcome import Level, Planned
from okoce_opt.domain.words import number_words
from okoce_opt.reports import layout
from okoce_opt.reports.style import Book, plain_table, print_wide
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.scenario import Scenario

_PROVED = "terbukti terbaik"
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
}


def write_goals(book: Book, scenario: Scenario, outcome: Planned) -> None:
    """One line a goal, and one a level with what was reached against what is proved."""
    sheet = book.sheet(layout.GOALS)
    sheet.write_string(0, 0, "Sasaran", book.format(bold=True, font_size=14))
    sheet.write_string(
        1,
        0,
        "Tingkat 1 diselesaikan dahulu; tingkat berikutnya tidak boleh memperburuknya.",
        book.format(font_size=9),
    )
    rows: list[list[object]] = []
    for number, (goals, level) in enumerate(zip_longest(scenario.levels, outcome.levels), start=1):
        if level is None:
            continue
        priced = {p.goal.kind: p for p in goals or ()}
        for kind, measure in level.measures.items():
            known = priced.get(kind)
            price = known.price if known else 1
            name, unit = (known.goal.title.id, known.goal.unit.id) if known else (kind, "")
            rows.append([number, name, measure, unit, price, measure * price, "", "", "", "", ""])
        rows.append([number, f"TINGKAT {number}", "", "", "", *_level_cells(level)])
    titles = [
        "Tingkat",
        "Sasaran",
        "Banyaknya",
        "Satuan",
        "Harga",
        "Nilai",
        "Terbukti paling rendah",
        "Selisih",
        "Tak terhindarkan",
        "Selisih di atasnya",
        "Artinya",
    ]
    plain_table(
        book,
        sheet,
        3,
        titles,
        [60, 235, 80, 185, 60, 75, 95, 70, 110, 80, 330],
        rows,
        share_format="0.00%",
    )
    print_wide(sheet)


def _level_cells(level: Level) -> list[object]:
    if level.value is None:
        return ["", level.bound, "", level.floor, "", ""]
    gap = level.value - level.bound
    above: object = "" if gap > 0 and level.only_counted else float(level.gap_above_floor or 0.0)
    if gap <= 0:
        meaning = (
            f"{_PROVED}: tidak ada rencana dengan nilai di bawah {number_words(level.bound, 'id')}"
        )
    elif level.only_counted:
        meaning = (
            f"belum terbukti terbaik; paling banyak {number_words(gap, 'id')} masih dapat dihemat"
        )
    else:
        meaning = (
            f"tidak ada rencana di bawah {number_words(level.bound, 'id')}; "
            f"paling banyak {number_words(gap, 'id')} masih dapat dihemat"
        )
    return [level.value, level.bound, float(level.gap or 0.0), level.floor, above, meaning]


def write_origin(book: Book, scenario: Scenario, provenance: Mapping[str, object]) -> None:
    """What the plan was made from: digests, versions, rules with parameters, exemptions."""
    sheet = book.sheet(layout.ORIGIN)
    sheet.write_string(0, 0, "Asal-usul", book.format(bold=True, font_size=14))
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
    rows += [["Dikecualikan dari setiap kelurahan hadir", text] for text in _exemptions(scenario)]
    plain_table(book, sheet, 2, ["Hal", "Isi"], [210, 640], rows)
    print_wide(sheet)


def _exemptions(scenario: Scenario) -> list[str]:
    """The kelurahan that cannot be in every session, where the rule lets them off."""
    problem = scenario.problem
    return [
        f"{problem.kelurahan[case.kelurahan].name}, {problem.activities[case.activity].title}: "
        f"{case.people} orang, dapat hadir di {case.reach} sesi; perlu {case.sessions} sesi"
        for rule in scenario.rules
        if isinstance(rule, EveryKelurahanPresent) and rule.where_possible
        for case in rule.exempt(problem)
    ]


def _entry(scenario: Scenario, entry: object) -> str:
    """A rule or goal with its parameters as scenario.toml names them."""
    if not isinstance(entry, dict):
        return _plain(entry)
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
