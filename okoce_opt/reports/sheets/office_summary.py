"""An office's first sheet: sessions, totals, and how many registrants each kelurahan has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names, sheet_name
from okoce_opt.reports.content.news import News
from okoce_opt.reports.content.sessions import people_in, session_words, total_words
from okoce_opt.reports.content.subjects import OfficeBook
from okoce_opt.reports.reading.contradictions import LIST_SAYS, NO_SHEET, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.session_lines import (
    SessionLine,
    compare_line,
    header_of,
    not_here,
)
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import ComparedTable, Subject, compare_table
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import (
    NUMBERS,
    Table,
    link_sheets,
    plain_table,
    wide_enough,
)
from okoce_opt.reports.style.text_size import column_px, line_count, row_points

SAID = (labels.DAY, labels.ACTIVITY, labels.HOURS, labels.PLACE)
WITHOUT, REASON = "Tanpa kursi di", "Sebab"
CHANGED, HOW = "Berubah di", "Semula dan menjadi"
WORDS_PX = 205
"""Width of the narrowest column in which such a sentence may stand."""
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
        headline(shown.office.news),
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
    plain_table(book, sheet, TOP, Table(titles, widths, rows), filtered=False, one_line=True)
    link_sheets(book, sheet, TOP + 1, len(SAID) + 1, shown.sheet_names)
    _write_kelurahan(book, sheet, shown, len(titles) + 1)
    _write_news(book, sheet, shown.office.news, TOP + 1 + max(len(rows), 1))


def headline(news: News) -> str:
    """The line above the sessions: how many have no seat, how many have another one."""
    without = len({line[0] for line in news.without_seat})
    said = ["Semua mendapat kursi di setiap kegiatan wajib"]
    if without:
        said = [f"{number_words(without, 'id')} orang belum mendapat semua kursinya"]
    if news.changed is not None:
        people = len({line[0] for line in news.changed})
        said.append(f"{number_words(people, 'id')} orang berubah jadwal sejak rencana sebelumnya")
    if news.kelurahan:
        said.append(f"{number_words(len(news.kelurahan), 'id')} pengecualian kelurahan")
    more = any((news.without_seat, news.changed, news.kelurahan))
    return "; ".join(said) + (" (rincian di bawah)" if more else "")


def news_tables(news: News) -> list[tuple[str, ComparedTable]]:
    """The tables below the sessions, with their headings."""
    people = (labels.REGISTRANT, labels.NAME)
    both = [
        ("Belum mendapat kursi", (*people, WITHOUT, REASON), news.without_seat, WITHOUT),
        ("Berubah sejak rencana sebelumnya", (*people, CHANGED, HOW), news.changed or (), CHANGED),
    ]
    return [
        (
            heading,
            ComparedTable(titles, [0] * 4, rows, (labels.REGISTRANT, key), (labels.NAME, REASON)),
        )
        for heading, titles, rows, key in both
    ]


def _write_news(book: Book, sheet: Any, news: News, row: int) -> None:
    """What has to be told of people and kelurahan, in the columns of the sessions."""
    heading = book.format(bold=True, font_size=11)
    text = book.cell(text_wrap=True, indent=1)
    begun = row
    for title, table in news_tables(news):
        if not table.rows:
            continue
        sheet.write_string(row + 1, 0, title, heading)
        for column, head in enumerate(table.titles):
            sheet.write_string(row + 2, column, head, book.heading())
        row += 3
        for line in table.rows:
            for column, said in enumerate(line):
                sheet.write_string(row, column, str(said), text)
            sheet.set_row(row, row_points(line_count(str(line[-1]), WORDS_PX, 9), 9, 15))
            row += 1
    if news.kelurahan:
        sheet.write_string(row + 1, 0, "Kelurahan yang dikecualikan", heading)
        for line in news.kelurahan:
            sheet.write_string(row + 2, 0, line, book.format(font_size=9))
            row += 1
    if row > begun:
        # the header of the sessions would stand above other tables on the pages that follow
        sheet.repeat_rows(0)


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
        if (
            name
            and name not in sheets
            and (now := _renamed(back, cells, row, titles, sheets, name))
        ):
            notice = RENAMED.fill(file=cells.file, title=name, name=now)
            found.notices += [] if notice in found.notices else [notice]
            name = now
        if (cells.file, name) in found.headless:
            # that is said where its title is missing
            continue
        if name and name not in sheets:
            found.disagree(
                labels.SUMMARY, name, "", cells.at(row, titles[labels.SHEET]), sentence=NO_SHEET
            )
        elif name:
            seen.add(name)
            sid, people = sheets[name]
            session = problem.session(sid)
            shown = people if session is None else people_in(problem, session, people)
            line = SessionLine(cells, row, titles)
            compare_line(problem, line, sid, {labels.PEOPLE: str(shown)}, found)
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
        _compare_news(back, cells, office)


RENAMED = Words(
    "{file}: lembar \u201c{title}\u201d kini bernama \u201c{name}\u201d.",
    "{file}: the sheet \u201c{title}\u201d is now called \u201c{name}\u201d.",
)


def _renamed(
    back: Readback,
    cells: Cells,
    row: int,
    titles: Mapping[str, int],
    sheets: Mapping[str, tuple[str, int]],
    was: str,
) -> str:
    """The tab that now holds the session of a line, where the line names the tab that was written
    for it; else empty.
    """
    problem = back.scenario.problem
    said = {title: cells.text(row, titles[title]) for title in SAID if title in titles}
    for name, (sid, _) in sheets.items():
        session = problem.session(sid)
        words = {} if session is None else session_words(problem, session)
        if session is None or not was[:2].isdecimal():
            continue
        title = problem.activities[session.activity].title
        if was != sheet_name(int(was.split()[0]), title, session.first_day):
            continue
        if said and all(said[title] == " ".join(words.get(title, "").split()) for title in said):
            return name
    return ""


def _compare_news(back: Readback, cells: Cells, office: str) -> None:
    """Who has no seat and whose has changed, while every workbook is there to say so."""
    if back.found.unread:
        return
    for _, table in news_tables(back.news(office)):
        compare_table(
            *(cells, table, back.found),
            lambda key: Subject(key[0], people=(PersonId(key[0]),)),
            below=True,
        )


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
