"""One attendance sheet (*daftar hadir*): letterhead, head, zig-zag table, signatures, one session.

Row heights and page breaks are computed, with slack, so that it prints the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from okoce_opt.domain.people import Person
from okoce_opt.reports.attendance.columns import BLANK_ROWS, Column, roster_papers, table_columns
from okoce_opt.reports.attendance.head import Attendance, head_lines, strip_words
from okoce_opt.reports.attendance.signatures import Line, signature_lines
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import day_of_birth
from okoce_opt.reports.style.book import FAINT, RULE, Book
from okoce_opt.reports.style.pages import fewest_pages
from okoce_opt.reports.style.paper import MARGIN_INCHES, Paper
from okoce_opt.reports.style.text_size import INDENT_PX, line_count, row_points

ROW_PT, LEAST_ROW_PT = 24.0, 18.0
"""Height of a person's row in points, and what it may shrink to where that saves a sheet of paper:
6.35 mm, with the neighbour's half of the zig-zag free.
"""


CODE_PT, STRIP_PT, HEADER_PT, PAGE_LINE_PT = 9.75, 14.25, 24.0, 14.25


_BODY, _SMALL, _DATED = 10, 9, 7
_LINE_PT = 13.5
LABEL_PT = 15.75
_RIGHT, _RIGHT_VALUE = 3, 5
"""Columns of the right half of the head: its labels, and what stands behind them."""


_INDENTED = (labels.NAME, labels.KELURAHAN)


class _Sheet:
    """A worksheet that is filled from top to bottom."""

    def __init__(self, book: Book, worksheet: Any, columns: Sequence[Column]) -> None:
        self.book, self.sheet, self.columns = book, worksheet, columns
        self.row, self.last = 0, len(columns) - 1
        for number, column in enumerate(columns):
            self.sheet.set_column_pixels(number, number, column.width)

    def width(self, first: int, last: int) -> int:
        return sum(column.width for column in self.columns[first : last + 1])

    def down(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1

    def across(self, first: int, last: int, text: str, form: Any) -> None:
        if first == last:
            self.sheet.write_string(self.row, first, text, form)
        else:
            # merge_range writes by type, which would turn text into a number or a formula
            self.sheet.merge_range(self.row, first, self.row, last, "", form)
            self.sheet.write_string(self.row, first, text, form)


class _Nothing:
    """A worksheet that keeps nothing, to see how many pages a sheet would take."""

    def __getattr__(self, _: str) -> Callable[..., None]:
        return lambda *_, **__: None


def write_attendance(book: Book, name: str, what: Attendance) -> None:
    """Add the sheet `name` to the workbook, on the paper that takes the fewest pages."""
    shown = {"show_nik": what.show_nik, "show_phone": what.show_phone}
    papers = roster_papers(what.papers.paper, len(what.session.days), **shown)
    best = papers[0]
    if len(papers) > 1:
        best = min(papers, key=lambda paper: _write(book, _Nothing(), what, paper))
    _write(book, book.sheet(name), what, best)


def _write(book: Book, worksheet: Any, what: Attendance, paper: Paper) -> int:
    """Fill a sheet; the pages it takes."""
    texts = _table_texts(what)
    columns = table_columns(
        paper,
        what.session.days,
        len(texts),
        show_nik=what.show_nik,
        show_phone=what.show_phone,
    )
    sheet = _Sheet(book, worksheet, columns)
    used = _letterhead(sheet, what) + _head(sheet, what)
    used += _strip_and_header(sheet, what)
    foot = signature_lines(what.papers, what.office, what.session.last_day, sheet.width(0, 2))
    room = paper.height_pt - PAGE_LINE_PT
    heights, counts = fewest_pages(
        lambda row: _row_heights(texts, columns, row),
        most=ROW_PT,
        least=LEAST_ROW_PT,
        first=room - used,
        later=room - STRIP_PT - _header_pt(sheet.columns),
        foot=sum(line.height for line in foot),
    )
    breaks = _table(sheet, what, list(zip(heights, texts, strict=True)), counts, foot)
    _printing(sheet, paper, breaks)
    return len(counts)


def _letterhead(sheet: _Sheet, what: Attendance) -> float:
    """Its height in points."""
    lines = what.papers.letterhead
    used = 0.0
    for number, text in enumerate(lines):
        final = number == len(lines) - 1
        size = 12 if number < 3 and not (final and len(lines) > 2) else 9
        # 6 = a double rule under the last line
        form = sheet.book.format(
            bold=size == 12,
            font_size=size,
            align="center",
            text_wrap=True,
            bottom=6 if final else 0,
        )
        height = row_points(
            line_count(text, sheet.width(0, sheet.last), size, bold=size == 12), size, size + 5
        )
        sheet.across(0, sheet.last, text, form)
        sheet.down(height)
        used += height
    return used


def _head(sheet: _Sheet, what: Attendance) -> float:
    """Title and labelled lines; their height in points."""
    start = 8.25
    sheet.down(start)
    reserve = what.problem.activities[what.session.activity].reserve_for
    sheet.across(
        0,
        sheet.last,
        labels.RESERVE_TITLE if reserve else labels.TITLE,
        sheet.book.format(bold=True, font_size=14, align="center"),
    )
    sheet.down(21)
    sheet.across(
        0,
        sheet.last,
        what.title,
        sheet.book.format(font_size=_BODY, align="center", text_wrap=True),
    )
    title = row_points(line_count(what.title, sheet.width(0, sheet.last), _BODY), _BODY, 16)
    sheet.down(title)
    sheet.down(6)
    used = start + 21 + title + 6
    label = sheet.book.format(font_size=_BODY, valign="top")
    value = sheet.book.format(font_size=_BODY, text_wrap=True, valign="top")

    def fits(line: tuple[str, str]) -> bool:
        return line_count(f": {line[1]}", sheet.width(2, 2), _BODY) == 1

    for left, right in head_lines(what, fits):
        last = 2 if right else sheet.last
        lines = line_count(f": {left[1]}", sheet.width(2, last), _BODY) if left else 1
        if left:
            sheet.sheet.write_string(sheet.row, 0, left[0], label)
            sheet.across(2, last, f": {left[1]}", value)
        if right:
            sheet.across(_RIGHT, _RIGHT_VALUE - 1, right[0], label)
            sheet.across(_RIGHT_VALUE, sheet.last, f": {right[1]}", value)
        height = max(LABEL_PT, lines * _LINE_PT)
        sheet.down(height)
        used += height
    sheet.down(5.25)
    return used + 5.25


def _strip_and_header(sheet: _Sheet, what: Attendance) -> float:
    """The session's small code, then the two rows that are repeated on each page: activity, day
    and kecamatan, and the table's header.
    """
    code = sheet.book.format(font_size=7, font_color=FAINT)
    sheet.sheet.write_string(sheet.row, 0, f"{labels.CODE} {what.session.id}", code)
    sheet.down(CODE_PT)
    strip = sheet.book.format(font_size=8, bold=True, shrink=True)
    sheet.across(0, sheet.last, strip_words(what), strip)
    sheet.down(STRIP_PT)
    for number, column in enumerate(sheet.columns):
        form = sheet.book.heading(font_size=_header_size(column))
        sheet.sheet.write_string(sheet.row, number, column.title.upper(), form)
    if len(what.session.days) == 1:
        sheet.across(sheet.last - 1, sheet.last, labels.SIGNATURE.upper(), sheet.book.heading())
    sheet.sheet.repeat_rows(sheet.row - 1, sheet.row)
    sheet.down(_header_pt(sheet.columns))
    return CODE_PT + STRIP_PT + _header_pt(sheet.columns)


def _header_pt(columns: Sequence[Column]) -> float:
    return max(
        row_points(
            line_count(c.title.upper(), c.width, _header_size(c), bold=True),
            _header_size(c),
            HEADER_PT,
        )
        for c in columns
    )


def _header_size(column: Column) -> int:
    """Letters of a column's title: small where a date has to go into a narrow one."""
    return _DATED if column.title.startswith(f"{labels.SIGNATURE} ") else _SMALL


def _table_texts(what: Attendance) -> list[list[str]]:
    """What stands in each person's row, then the blank ones for who comes unannounced."""
    rows = []
    for registrant in what.registrants:
        person = what.people.get(registrant.id, Person())
        kelurahan = what.problem.kelurahan.get(registrant.kelurahan)
        texts = [
            registrant.id,
            person.name,
            person.nik if what.show_nik else day_of_birth(person.nik),
            kelurahan.name if kelurahan else registrant.kelurahan,
        ]
        rows.append([*texts, person.phone] if what.show_phone else texts)
    reserve = what.problem.activities[what.session.activity].reserve_for
    blank = what.session.seats if reserve else BLANK_ROWS
    return rows + [[""] * (4 + what.show_phone)] * blank


def _row_heights(
    rows: Sequence[Sequence[str]], columns: Sequence[Column], least: float
) -> list[float]:
    """Height in points of each row, in which long names wrap."""
    inside = [
        column.width - (INDENT_PX if column.title in _INDENTED else 0) for column in columns[1:]
    ]
    return [
        row_points(
            max(
                line_count(text, width, _SMALL) for text, width in zip(texts, inside, strict=False)
            ),
            _SMALL,
            least,
        )
        for texts in rows
    ]


def _table(
    sheet: _Sheet,
    what: Attendance,
    rows: Sequence[tuple[float, list[str]]],
    counts: Sequence[int],
    foot: Sequence[Line],
) -> list[int]:
    """Rows with a line "Lembar k dari n" at the end of each page; the rows before which a page
    begins.
    """
    indented = sheet.book.cell(text_wrap=True, indent=1)
    centre = sheet.book.cell(text_wrap=True, align="center")
    forms = [indented if column.title in _INDENTED else centre for column in sheet.columns]
    left = sheet.book.format(font_size=_SMALL, top=1, bottom=1, left=1, border_color=RULE, indent=1)
    right = sheet.book.format(font_size=_SMALL, top=1, bottom=1, right=1, border_color=RULE)
    line = sheet.book.format(font_size=8, italic=True, align="right", font_color=FAINT)
    breaks: list[int] = []
    number = 0
    for page, count in enumerate(counts, start=1):
        for height, texts in rows[number : number + count]:
            number += 1
            sheet.sheet.write_number(sheet.row, 0, number, centre)
            for column, text in enumerate(texts, start=1):
                sheet.sheet.write_string(sheet.row, column, text, forms[column])
            if len(what.session.days) == 1:
                odd = number % 2
                sheet.sheet.write_string(
                    sheet.row, sheet.last - 1, f"{number}. ......" if odd else "", left
                )
                sheet.sheet.write_string(
                    sheet.row, sheet.last, "" if odd else f"{number}. ......", right
                )
            for column in (
                range(len(texts) + 1, sheet.last + 1) if len(what.session.days) > 1 else ()
            ):
                sheet.sheet.write_blank(sheet.row, column, None, centre)
            sheet.down(height)
        final = page == len(counts)
        if final:
            _foot(sheet, foot)
        onward = "" if final else f" \u2013 bersambung ke lembar {page + 1}"
        sheet.across(0, sheet.last, f"Lembar {page} dari {len(counts)}{onward}", line)
        sheet.down(PAGE_LINE_PT)
        if not final:
            breaks.append(sheet.row)
    return breaks


def _foot(sheet: _Sheet, foot: Sequence[Line]) -> None:
    """Signatures: the left block under number, id and name, the right one from the kelurahan on."""
    for line in foot:
        form = sheet.book.format(
            font_size=_BODY,
            align="center",
            text_wrap=True,
            bold=line.bold,
            underline=int(line.underlined),
        )
        if line.left:
            sheet.across(0, 2, line.left, form)
        if line.right:
            sheet.across(3, sheet.last, line.right, form)
        sheet.down(line.height)


def _printing(sheet: _Sheet, paper: Paper, breaks: list[int]) -> None:
    page = sheet.sheet
    page.set_paper(paper.number)
    if paper.landscape:
        page.set_landscape()
    page.set_margins(
        left=MARGIN_INCHES,
        right=MARGIN_INCHES,
        top=MARGIN_INCHES,
        bottom=MARGIN_INCHES,
    )
    page.center_horizontally()
    page.print_area(0, 0, sheet.row - 1, sheet.last)
    if breaks:
        page.set_h_pagebreaks(breaks)
    page.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + sheet.last)}{sheet.row}"})
    page.hide_gridlines(2)
