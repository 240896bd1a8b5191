"""Who has no seat in a required activity, and why."""

from __future__ import annotations

from collections import Counter

from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import ComparedTable, Subject, compare_table
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table
from okoce_opt.scenario import Scenario

REASON = "Sebab"


def write(book: Book, schedule: Schedule) -> None:
    """One line a person and activity that they have no seat in; a sentence where there is none."""
    table = table_of(schedule.scenario, schedule.plan)
    people = len({row[0] for row in table.rows})
    reasons = Counter(str(row[-1]) for row in table.rows)
    notes = ["Semua mendapat kursi di setiap kegiatan wajib."]
    if table.rows:
        missing = number_words(len(table.rows), "id")
        notes = [
            f"{number_words(people, 'id')} orang, {missing} kursi kurang",
            "; ".join(
                f"{number_words(count, 'id')} {reason}" for reason, count in sorted(reasons.items())
            ),
        ]
    about = f"Tanpa kursi; {schedule.scenario.title}"
    sheet = titled_sheet(book, labels.UNSEATED, "Tanpa kursi", *notes, about=about)
    if table.rows:
        plain_table(book, sheet, 3, table)


def compare(back: Readback, cells: Cells) -> None:
    """The same people and activities; why is told by the plan as a whole."""
    table = table_of(back.scenario, back.plan)

    def subject(key: tuple[str, ...]) -> Subject:
        person = key[0]
        return Subject(person, people=(PersonId(person),) if person in back.scenario.people else ())

    if table.rows or len(cells.rows) > 3:
        compare_table(cells, table, back.found, subject)


def table_of(scenario: Scenario, plan: Plan) -> ComparedTable:
    """Everyone who misses a required activity."""
    problem = scenario.problem
    rows = [
        [
            entry.registrant.id,
            scenario.people.get(entry.registrant.id, Person()).name,
            problem.kecamatan[entry.registrant.kecamatan].name,
            problem.kelurahan[entry.registrant.kelurahan].name,
            entry.activity.title,
            entry.reason.id,
        ]
        for entry in find_left_over(problem, plan, scenario.rules)
    ]
    widths = {
        **{labels.REGISTRANT: 80, labels.NAME: 200, labels.KECAMATAN: 140, labels.KELURAHAN: 150},
        **{labels.ACTIVITY: 190, REASON: 290},
    }
    key = (labels.REGISTRANT, labels.ACTIVITY)
    return ComparedTable(list(widths), list(widths.values()), rows, key, (REASON, labels.NAME))
