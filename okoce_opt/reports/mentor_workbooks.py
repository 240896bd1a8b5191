"""`pendamping/Pendamping_<id>.xlsx`: each mentor's people and the sessions they attend; no NIK, no
phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import mentor_file_name
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.content.people import people_table
from okoce_opt.reports.content.seats import mentor_words
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.sheets.mentor_people import people_of_mentors
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.tables import plain_table, print_wide
from okoce_opt.scenario import Scenario


def write_mentors(scenario: Scenario, plan: Plan, folder: Path) -> None:
    """One workbook for each mentor who has people; none where nobody has a mentor."""
    for mentor, people in people_of_mentors(scenario.problem, plan).items():
        (folder / labels.MENTORS).mkdir(parents=True, exist_ok=True)
        _write(
            scenario,
            plan,
            mentor,
            people,
            folder / labels.MENTORS / mentor_file_name(scenario.problem, mentor),
        )


def _write(
    scenario: Scenario, plan: Plan, mentor: str, people: Sequence[Registrant], path: Path
) -> None:
    problem = scenario.problem
    said = mentor_words(problem, mentor)
    with Book(path, f"Pendamping {said}", problem.calendar.first) as book:
        titles, widths, rows = people_table(
            scenario, plan, tuple(people), by_office=True, mentored=True
        )
        sheet = book.sheet(labels.PEOPLE)
        sheet.write_string(0, 0, f"Pendamping: {said}", book.format(bold=True, font_size=14))
        note = f"{number_words(len(people), 'id')} orang; urut kecamatan, kelurahan, nama"
        sheet.write_string(1, 0, note, book.format(font_size=9))
        plain_table(book, sheet, 3, titles, widths, rows)
        print_wide(sheet)
        served = [s for s in held_sessions(problem, plan) if plan.teams.get(s.id) == mentor]
        if not served:
            return
        sheet = book.sheet(labels.SESSIONS)
        sheet.write_string(0, 0, f"Sesi yang dihadiri {said}", book.format(bold=True, font_size=14))
        keys = (labels.DAY, labels.HOURS, labels.ACTIVITY, labels.PLACE)
        words = [session_words(problem, session) for session in served]
        lines: list[list[object]] = [[line[key] for key in keys] for line in words]
        plain_table(book, sheet, 3, list(keys), [165, 140, 200, 260], lines)
        print_wide(sheet)
