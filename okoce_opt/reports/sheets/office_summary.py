"""An office's first sheet: sessions, totals, and how many registrants each kelurahan has."""

from __future__ import annotations

from collections import Counter
from typing import Any

from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.content.sessions import people_in, session_words, total_words
from okoce_opt.reports.content.subjects import OfficeBook
from okoce_opt.reports.reading.contradictions import LIST_SAYS, NO_SHEET, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.session_lines import compare_line, header_of, not_here
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import (
    NUMBERS,
    link_sheets,
    plain_table,
    wide_enough,
)
from okoce_opt.reports.style.text_size import column_px

SAID = (labels.DAY, labels.ACTIVITY, labels.HOURS, labels.PLACE)
TOP = 4
"""The row of the sessions' header, from 0."""


def write(book: Book, shown: OfficeBook) -> None:
    """What this office will host, and how many people each kelurahan sends."""
    scenario, office = shown.scenario, shown.office.kecamatan
    problem = scenario.problem
    seats = sum(len(people) for _, people in shown.rosters)
    sheet = titled_sheet(
        *(book, labels.SUMMARY, f"Kecamatan {office.name}", scenario.title),
        total_words(len(shown.rosters), seats, len(problem.people_of[office.code])),
        about=f"{labels.SUMMARY}, Kecamatan {office.name}; {scenario.title}",
        folio=is_folio(scenario.papers.paper),
    )
    rows: list[list[object]] = []
    for name, (session, people) in zip(shown.sheet_names, shown.rosters, strict=True):
        words = session_words(problem, session)
        said = [words[title] for title in SAID]
        rows.append([*said, people_in(problem, session, len(people)), name])
    titles = [*SAID, labels.PEOPLE, labels.SHEET]
    widths = [165, 205, 140, 215, 72, 215]
    plain_table(book, sheet, TOP, titles, widths, rows, filtered=False, one_line=True)
    link_sheets(book, sheet, TOP + 1, len(SAID) + 1, shown.sheet_names)
    _write_kelurahan(book, sheet, shown, len(titles) + 1)


def _write_kelurahan(book: Book, sheet: Any, shown: OfficeBook, left: int) -> None:
    """The small table beside the sessions: below them it would begin a page under their header."""
    problem, office = shown.scenario.problem, shown.office.kecamatan
    counts = Counter(r.kelurahan for r in problem.people_of[office.code])
    inside = sorted(
        (k for k in problem.kelurahan.values() if k.kecamatan == office.code),
        key=lambda k: k.name.casefold(),
    )
    sheet.set_column_pixels(left - 1, left - 1, 30)
    sheet.set_column_pixels(left, left, column_px((k.name for k in inside), 9, 135, 220))
    (width,) = wide_enough([75], [[counts[k.code]] for k in inside])
    sheet.set_column_pixels(left + 1, left + 1, width)
    sheet.write_string(TOP, left, labels.KELURAHAN, book.heading())
    sheet.write_string(TOP, left + 1, labels.REGISTERED, book.heading())
    number = book.cell(align="center", num_format=NUMBERS)
    for offset, kelurahan in enumerate(inside, start=TOP + 1):
        sheet.write_string(offset, left, kelurahan.name, book.cell(indent=1))
        sheet.write_number(offset, left + 1, counts[kelurahan.code], number)


def compare(back: Readback, cells: Cells) -> None:
    """Its sessions, its totals, and how many registrants each kelurahan has."""
    problem, found = back.scenario.problem, back.found
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
