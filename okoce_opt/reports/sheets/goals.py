"""What the plan is worth: goals and levels, with what is proved."""

from __future__ import annotations

from itertools import zip_longest

from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import Table, plain_table

_PROVED = "terbukti terbaik"


def write(book: Book, schedule: Schedule) -> None:
    """One line a goal, and one a level with what was reached against what is proved."""
    scenario, outcome = schedule.scenario, schedule.outcome
    note = "Tingkat 1 diselesaikan dahulu; tingkat berikutnya tidak boleh memperburuknya."
    about = f"Sasaran; {scenario.title}"
    sheet = titled_sheet(book, labels.GOALS, "Sasaran", note, about=about)
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
        Table(titles, [60, 235, 80, 185, 60, 75, 95, 70, 110, 80, 330], rows),
        share_format="0.00%",
    )


def _level_cells(level: SettledLevel) -> list[object]:
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
