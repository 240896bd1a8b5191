"""An office's first sheet: sessions, totals, and how many registrants each kelurahan has."""

from __future__ import annotations

from collections import Counter

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.content.sessions import people_in, session_words, total_words
from okoce_opt.reports.reading.contradictions import LIST_SAYS, NO_SHEET, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.session_lines import compare_line, header_of, not_here
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.paper import F4, paper_named
from okoce_opt.reports.style.tables import plain_table, print_wide
from okoce_opt.reports.style.text_size import column_px
from okoce_opt.scenario import Scenario


def write_summary(
    book: Book,
    scenario: Scenario,
    office: Kecamatan,
    rosters: list[tuple[Session, tuple[Registrant, ...]]],
    names: list[str],
) -> None:
    """What this office will host, and how many people each kelurahan sends."""
    problem = scenario.problem
    sheet = book.sheet(labels.SUMMARY)
    sheet.write_string(0, 0, f"Kecamatan {office.name}", book.format(bold=True, font_size=14))
    sheet.write_string(1, 0, scenario.title, book.format())
    seats = sum(len(people) for _, people in rosters)
    total = total_words(len(rosters), seats, len(problem.people_of[office.code]))
    sheet.write_string(2, 0, total, book.format())
    said = [labels.DAY, labels.ACTIVITY, labels.HOURS, labels.PLACE]
    rows: list[list[object]] = []
    for name, (session, people) in zip(names, rosters, strict=True):
        words = session_words(problem, session)
        rows.append(
            [
                *(words[title] for title in said),
                people_in(problem, session, len(people)),
                name,
            ]
        )
    titles = [*said, labels.PEOPLE, labels.SHEET]
    place = column_px((str(row[3]) for row in rows), 9, 215, 300)
    plain_table(book, sheet, 4, titles, [165, 205, 140, place, 72, 215], rows, filtered=False)
    for offset, name in enumerate(names, start=5):
        sheet.write_url(
            offset, 5, f"internal:'{name}'!A1", book.cell(font_color="#0B5394", indent=1), name
        )
    counts = Counter(r.kelurahan for r in problem.people_of[office.code])
    # beside the sessions: below them the table would begin a page under the sessions' header
    top, left = 4, len(titles) + 1
    sheet.set_column_pixels(left - 1, left - 1, 30)
    sheet.set_column_pixels(left, left, 135)
    sheet.set_column_pixels(left + 1, left + 1, 75)
    sheet.write_string(top, left, labels.KELURAHAN, book.heading())
    sheet.write_string(top, left + 1, labels.REGISTERED, book.heading())
    inside = [k for k in problem.kelurahan.values() if k.kecamatan == office.code]
    for offset, kelurahan in enumerate(
        sorted(inside, key=lambda k: k.name.casefold()), start=top + 1
    ):
        sheet.write_string(offset, left, kelurahan.name, book.cell(indent=1))
        sheet.write_number(
            offset, left + 1, counts[kelurahan.code], book.cell(align="center", num_format="#,##0")
        )
    print_wide(sheet, folio=paper_named(scenario.papers.paper) is F4)


def compare_summary(problem: Problem, cells: Cells, found: Evidence) -> None:
    """An office's `Ringkasan`: its sessions, its totals, and how many registrants each kelurahan
    has.
    """
    sheets = {name: read for (file, name), read in found.sheets.items() if file == cells.file}
    header, titles = header_of(cells, labels.SHEET)
    seen = set()
    for row in range(header + 1, len(cells.rows)) if titles else ():
        name = cells.text(row, titles[labels.SHEET])
        if name and name not in sheets:
            found.disagree(
                labels.SUMMARY, name, "", cells.at(row, titles[labels.SHEET]), sentence=NO_SHEET
            )
        elif name:
            seen.add(name)
            sid, people = sheets[name]
            session = problem.session(sid)
            shown = people if session is None else people_in(problem, session, people)
            compare_line(problem, cells, row, titles, sid, {labels.PEOPLE: str(shown)}, found)
    for name in sorted(sheets.keys() - seen):
        not_here(sheets[name][0], cells, found)
    office = next((code for code, file in file_names(problem).items() if file == cells.file), None)
    if office is not None:
        seats = sum(counted for _, counted in sheets.values())
        says, said = (
            total_words(len(sheets), seats, len(problem.people_of[office])),
            cells.text(2, 0),
        )
        if said != says:
            found.disagree(labels.SUMMARY, said or NOTHING, says, cells.at(2, 0))
        _kelurahan(problem, cells, office, found)


def _kelurahan(problem: Problem, cells: Cells, office: str, found: Evidence) -> None:
    """The small table beside the sessions."""
    header, titles = header_of(cells, labels.REGISTERED)
    counts = Counter(r.kelurahan for r in problem.people_of[office])
    expected = {
        k.name: str(counts[k.code]) for k in problem.kelurahan.values() if k.kecamatan == office
    }
    for row in range(header + 1, len(cells.rows)) if titles else ():
        name, said = (
            cells.text(row, titles[title]) for title in (labels.KELURAHAN, labels.REGISTERED)
        )
        if (name or said) and expected.get(name) != said:
            cell = cells.at(
                row, titles[labels.REGISTERED if name in expected else labels.KELURAHAN]
            )
            about, says = f"{labels.KELURAHAN} {name}", expected.get(name, NOTHING)
            found.disagree(
                labels.SUMMARY, said or NOTHING, says, cell, about=about, sentence=LIST_SAYS
            )
