"""Who has no seat in a required activity, and why."""

from __future__ import annotations

from collections import Counter

from okoce_opt.counting.left_over import left_over
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table
from okoce_opt.scenario import Scenario


def write_unseated(book: Book, scenario: Scenario, plan: Plan) -> None:
    """One line a person and activity that they have no seat in."""
    problem = scenario.problem
    missing = left_over(problem, plan, scenario.rules)
    people = len({entry.registrant.id for entry in missing})
    rows: list[list[object]] = [
        [
            entry.registrant.id,
            scenario.people.get(entry.registrant.id, Person()).name,
            problem.kecamatan[entry.registrant.kecamatan].name,
            problem.kelurahan[entry.registrant.kelurahan].name,
            entry.activity.title,
            entry.reason.id,
        ]
        for entry in missing
    ]
    note = (
        f"{number_words(people, 'id')} orang, {number_words(len(missing), 'id')} kursi kurang"
        if missing
        else "Semua mendapat kursi di setiap kegiatan wajib."
    )
    sheet = titled_sheet(book, labels.UNSEATED, "Tanpa kursi", note)
    if not missing:
        return
    titles = [labels.REGISTRANT, labels.NAME, "Kecamatan", "Kelurahan", "Kegiatan", "Sebab"]
    plain_table(book, sheet, 3, titles, [80, 200, 140, 150, 190, 290], rows)
    by_reason = Counter(entry.reason.id for entry in missing)
    summary = "; ".join(f"{count} {reason}" for reason, count in sorted(by_reason.items()))
    sheet.write_string(2, 0, summary, book.format(font_size=9))  # type: ignore[attr-defined]
