"""Any number of plans side by side as a workbook, with a page for each camat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from okoce_opt.domain.people import Person
from okoce_opt.domain.sessions import activity_of
from okoce_opt.reports.comparison_workbook import (
    KINDS,
    figure_cell,
    office_name,
    place_words,
    seats_words,
)
from okoce_opt.reports.content import labels
from okoce_opt.reports.places_side_by_side import PlaceChange
from okoce_opt.reports.side_by_side import LevelRow, SideBySide
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import NUMBERS, Table, link_sheets, plain_table
from okoce_opt.reports.style.text_size import INDENT_PX, line_count, row_points

FIGURES, MOVES, OFFICES = "Angka", "Pindah", "Kecamatan"
_PLAN_PX, _LEAD_PX, _NAME_PX = 270, 90, 190
_SAME = "Di kecamatan lain tidak ada yang berbeda."
_PRICES = "Harga atau parameter sasaran ini tidak sama di semua rencana; nilainya tidak sebanding."


def write_side_by_side(found: SideBySide, path: Path) -> None:
    """Write figures, moves from each plan to the next, and a page for each kecamatan in which
    anything differs (the city's sessions last).
    """
    scenario = found.scenario
    about = f"Perbandingan {', '.join(found.names)}"
    pages = _page_names(found)
    with Book(path, f"Perbandingan {scenario.title}", scenario.problem.calendar.first) as book:
        _write_figures(book, found, about)
        _write_moves(book, found, about)
        _write_offices(book, found, about, pages)
        for place in found.places:
            if place.differs:
                _write_page(book, found, place, pages[place.code])


def _page_names(found: SideBySide) -> dict[str, str]:
    """Place code -> the name of its sheet, of those that have one."""
    taken = {name.casefold() for name in (FIGURES, MOVES, OFFICES)}
    names = {}
    for place in found.places:
        if place.differs:
            said = office_name(found.scenario.problem, place.code)
            name = " ".join(re.sub(r"[\[\]:*?/\\']", " ", said).split())[:31]
            if not name or name.casefold() in taken:
                name = f"{name[: 30 - len(place.code)]} {place.code}".strip()
            taken.add(name.casefold())
            names[place.code] = name
    return names


def _write_figures(book: Book, found: SideBySide, about: str) -> None:
    rows: list[list[object]] = [[name.id, *map(_cell, values)] for name, values in found.figures]
    notes = []
    for number, level in enumerate(found.levels, start=1):
        rows += _level_rows(number, level)
        if not level.alike:
            notes.append(f"Tingkat {number}: {_PRICES}")
    widths = [_NAME_PX + 90, *[_PLAN_PX - 100] * len(found.plans)]
    wide = sum(widths) > 760
    sheet = titled_sheet(book, FIGURES, about, *notes[:1], about=about, landscape=wide)
    titles = ["Angka", *found.names]
    plain_table(book, sheet, 2, Table(titles, widths, rows), filtered=False, share_format="0.00%")
    for row, note in enumerate(notes[1:], start=len(rows) + 4):
        sheet.write_string(row, 0, note, book.format(font_size=9))


def _level_rows(number: int, level: LevelRow) -> list[list[object]]:
    """Value, bound and gap of a level in each plan."""
    sides = ("nilai", "batas", "selisih")
    columns = [
        ("-", "-", "-")
        if one is None
        else (one.value, one.bound, "-" if one.gap is None else float(one.gap))
        for one in level.reached
    ]
    head = f"Tingkat {number}, {level.title.id}"
    return [[f"{head}: {side}", *(column[k] for column in columns)] for k, side in enumerate(sides)]


def _write_moves(book: Book, found: SideBySide, about: str) -> None:
    pairs = [f"{one} ke {other}" for one, other in pairwise(found.names)]
    counted: list[tuple[str, list[int]]] = [
        ("Sesi dihapus", [len(move.difference.dropped) for move in found.moves]),
        ("Sesi ditambah", [len(move.difference.added) for move in found.moves]),
        ("Kursi pindah", [move.seats_moved for move in found.moves]),
        *((f"  {name}", [m.by_kind[kind] for m in found.moves]) for kind, name in KINDS.items()),
        ("Orang yang perlu diberi tahu", [len(move.told) for move in found.moves]),
        ("Kursi tetap, lembarnya lain", [len(move.same_seat) for move in found.moves]),
        ("Orang yang berganti pendamping", [len(m.difference.mentors) for m in found.moves]),
    ]
    note = "Orang: yang ada di daftar pendaftar rencana terakhir."
    widths = [_NAME_PX + 90, *[_PLAN_PX - 70] * len(pairs)]
    sheet = titled_sheet(
        book, MOVES, f"{MOVES}: dari tiap rencana ke rencana berikutnya", note, about=about
    )
    rows = [[name, *values] for name, values in counted]
    plain_table(book, sheet, 2, Table(["Yang berubah", *pairs], widths, rows), filtered=False)


def _write_offices(book: Book, found: SideBySide, about: str, pages: dict[str, str]) -> None:
    places = [place for place in found.places if place.code in pages]
    titles = ["Kecamatan", "Sesi berbeda", "Orang berbeda"]
    for one, other in pairwise(found.names):
        titles += [f"Kursi pindah, {one} ke {other}"]
    moved = [{office.code: office.seats for office in move.offices} for move in found.moves]
    rows: list[list[object]] = [
        [
            pages[place.code],
            len(place.sessions),
            len(place.people),
            *(seats.get(place.code, 0) for seats in moved),
        ]
        for place in places
    ]
    note = "Klik nama kecamatan untuk membuka lembarnya."
    notes = [f"{note} {_SAME}"] if rows else ["Tidak ada yang berbeda di kecamatan mana pun."]
    widths = [_NAME_PX, 90, 90, *[150] * len(moved)]
    sheet = titled_sheet(book, OFFICES, OFFICES, *notes, about=about, landscape=sum(widths) > 760)
    plain_table(book, sheet, 2, Table(titles, widths, rows), filtered=False)
    link_sheets(book, sheet, 3, 0, [pages[place.code] for place in places])


def _write_page(book: Book, found: SideBySide, place: PlaceChange, name: str) -> None:
    """What differs in one place: figures, sessions, people; everything for this office only."""
    office = office_name(found.scenario.problem, place.code)
    title = f"Kecamatan {office}" if place.code else f"Sesi tingkat {office.lower()}"
    about = f"{title}; {', '.join(found.names)}"
    sheet = titled_sheet(
        book, name, title, f"Hanya yang berbeda antara {', '.join(found.names)}.", about=about
    )
    page = _Page(book, sheet, len(found.plans))
    if place.figures:
        page.table(
            ["Angka", "", *found.names],
            [[name.id, "", *map(_cell, values)] for name, values in place.figures],
        )
    if place.sessions:
        page.table(
            ["Sesi", "", *found.names],
            [
                [activity, "", *("-" if one is None else place_words(one) for one in row)]
                for activity, row in place.sessions
            ],
        )
    if place.people:
        page.table([labels.REGISTRANT, labels.NAME, *found.names], _people_rows(found, place))


def _people_rows(found: SideBySide, place: PlaceChange) -> list[list[object]]:
    scenario = found.scenario
    rows: list[list[object]] = []
    for person, activities in place.people.items():
        kinds = {
            change.kind
            for move in found.moves
            for change in move.difference.changes.get(person, ())
        }
        seats = (
            [
                printed[sid]
                for sid in plan.plan.sessions_of.get(person, ())
                if activity_of(sid) in activities and sid in printed
            ]
            for plan, printed in zip(found.plans, found.printed, strict=True)
        )
        said = [seats_words(scenario.problem, those, kinds, "\n") for those in seats]
        rows.append([person, scenario.people.get(person, Person()).name, *said])
    return rows


def _cell(value: object) -> object:
    return "-" if value is None else figure_cell(str(value))


class _Page:
    """A sheet on which tables stand below one another, on the same columns."""

    def __init__(self, book: Book, sheet: Any, plans: int) -> None:
        self._book, self._sheet = book, sheet
        self._widths = [_LEAD_PX, _NAME_PX, *[_PLAN_PX] * plans]
        self._row = 3
        for column, width in enumerate(self._widths):
            sheet.set_column_pixels(column, column, width)

    def table(self, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A head and its rows; the second column belongs to the first where its title is empty."""
        joined = not titles[1]
        self._line(titles, self._book.heading(), self._book.heading(), joined, bold=True)
        text = self._book.cell(text_wrap=True, indent=1)
        number = self._book.cell(align="center", num_format=NUMBERS)
        for row in rows:
            self._line(row, text, number, joined)
        self._row += 1

    def _line(
        self,
        cells: Sequence[object],
        text: object,
        number: object,
        joined: bool,
        *,
        bold: bool = False,
    ) -> None:
        sheet, widths = self._sheet, list(self._widths)
        if joined:
            widths[0] += widths[1]
            sheet.merge_range(self._row, 0, self._row, 1, str(cells[0]), text)
        for column, value in enumerate(cells):
            if joined and column < 2:
                continue
            if isinstance(value, int):
                sheet.write_number(self._row, column, value, number)
            else:
                sheet.write_string(self._row, column, str(value), text)
        lines = max(
            line_count(str(value), width - INDENT_PX, 9, bold=bold)
            for value, width in zip(cells, widths, strict=True)
        )
        sheet.set_row(self._row, row_points(lines, 9, 18 if bold else 15))
        self._row += 1
