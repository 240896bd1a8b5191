"""One attendance sheet (*daftar hadir*): letterhead, head, zig-zag table, signatures, one session.

Row heights and page breaks are computed, with slack, so that it prints the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import date_words
from okoce_opt.reports import layout
from okoce_opt.reports.pages import paginate
from okoce_opt.reports.signatures import Line, signature_lines
from okoce_opt.reports.style import FAINT, RULE, Book
from okoce_opt.reports.textsize import INDENT_PX, line_count, row_points
from okoce_opt.scenario import Papers

ROW_PT = 24.0
STRIP_PT, HEADER_PT, DATED_HEADER_PT, PAGE_LINE_PT = 13.0, 24.0, 50.0, 14.0
_BODY, _SMALL = 10, 9
_INDENTED = (layout.NAME, layout.KELURAHAN)


@dataclass(frozen=True)
class Attendance:
    """What one sheet is about: a session, the people of one office in it, sorted as printed."""

    problem: Problem
    papers: Papers
    title: str
    office: Kecamatan
    session: Session
    batch: int
    registrants: tuple[Registrant, ...]
    people: Mapping[str, Person]
    team: Team | None = None
    show_nik: bool = False
    show_phone: bool = False


class _Sheet:
    """A worksheet that is filled from top to bottom."""

    def __init__(self, book: Book, name: str, columns: Sequence[layout.Column]) -> None:
        self.book, self.sheet, self.columns = book, book.sheet(name), columns
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


def write_attendance(book: Book, name: str, what: Attendance) -> None:
    """Add the sheet `name` to the workbook."""
    days = what.session.days
    paper = layout.roster_paper(
        what.papers.paper, len(days), show_nik=what.show_nik, show_phone=what.show_phone
    )
    columns = layout.columns(paper, days, show_nik=what.show_nik, show_phone=what.show_phone)
    sheet = _Sheet(book, name, columns)
    used = _letterhead(sheet, what) + _head(sheet, what)
    used += _strip_and_header(sheet, what)
    rows = _table_rows(what, columns)
    heights = [height for height, _ in rows]
    foot = signature_lines(what.papers, what.office, what.session.last_day, sheet.width(0, 2))
    room = paper.height_pt - PAGE_LINE_PT
    counts = paginate(
        heights,
        first=room - used,
        later=room - STRIP_PT - _header_pt(what),
        foot=sum(line.height for line in foot),
    )
    breaks = _table(sheet, what, rows, counts, foot)
    _printing(sheet, paper, breaks)


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
    start = 8.0
    sheet.down(start)
    reserve = what.problem.activities[what.session.activity].reserve_for
    sheet.across(
        0,
        sheet.last,
        layout.RESERVE_TITLE if reserve else layout.TITLE,
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
    room = sheet.width(2, sheet.last)
    for name, text in head_lines(what):
        height = row_points(line_count(f": {text}", room, _BODY), _BODY, 15.5)
        sheet.sheet.write_string(sheet.row, 0, name, label)
        sheet.across(2, sheet.last, f": {text}", value)
        sheet.down(height)
        used += height
    sheet.down(5)
    return used + 5


def head_lines(what: Attendance) -> list[tuple[str, str]]:
    """Labels and what stands behind them, from top to bottom."""
    problem, session = what.problem, what.session
    activity = problem.activities[session.activity]
    count = len(what.registrants)
    lines = [
        *layout.session_words(problem, session).items(),
        *([(layout.TEAM, layout.team_words(what.team))] if activity.team else []),
        (layout.BATCH, str(what.batch)),
    ]
    if activity.reserve_for:
        missed = problem.activities[activity.reserve_for].title
        lines.append(
            (
                layout.RESERVED,
                f"{session.seats}, tanpa nama: bagi yang belum sempat hadir di {missed}",
            )
        )
        lines.append((layout.PRESENT, f".......... dari {session.seats} kursi"))
    else:
        lines.append((layout.HEADCOUNT, str(count)))
        lines += (
            [(layout.INVITED, words)] if (words := layout.invited_words(problem, session)) else []
        )
        lines.append((layout.PRESENT, f".......... dari {count} peserta"))
    if activity.notes:
        lines.append((layout.BRING, activity.notes))
    if what.papers.revision:
        told = [what.papers.revision]
        told += (
            [date_words(what.papers.revision_date, "id", weekday=False)]
            if what.papers.revision_date
            else []
        )
        lines.append((layout.REVISION, " / ".join(told)))
    return lines


def _strip_and_header(sheet: _Sheet, what: Attendance) -> float:
    """The two rows that are repeated on each page: which session this is, and the table's
    header.
    """
    strip = sheet.book.format(font_size=7, font_color=FAINT)
    sheet.sheet.write_string(sheet.row, 0, f"{layout.CODE} {what.session.id}", strip)
    sheet.down(STRIP_PT)
    for number, column in enumerate(sheet.columns):
        sheet.sheet.write_string(sheet.row, number, column.title.upper(), sheet.book.heading())
    if len(what.session.days) == 1:
        sheet.across(sheet.last - 1, sheet.last, layout.SIGNATURE.upper(), sheet.book.heading())
    sheet.sheet.repeat_rows(sheet.row - 1, sheet.row)
    sheet.down(_header_pt(what))
    return STRIP_PT + _header_pt(what)


def _header_pt(what: Attendance) -> float:
    return HEADER_PT if len(what.session.days) == 1 else DATED_HEADER_PT


def _table_rows(
    what: Attendance, columns: Sequence[layout.Column]
) -> list[tuple[float, list[str]]]:
    """Height and texts of each person's row, then the blank ones for who comes unannounced."""
    rows = []
    for registrant in what.registrants:
        person = what.people.get(registrant.id, Person())
        kelurahan = what.problem.kelurahan.get(registrant.kelurahan)
        texts = [
            registrant.id,
            person.name,
            person.nik if what.show_nik else layout.masked_nik(person.nik),
            kelurahan.name if kelurahan else registrant.kelurahan,
        ]
        texts += [person.phone] if what.show_phone else []
        inside = [
            column.width - (INDENT_PX if column.title in _INDENTED else 0) for column in columns[1:]
        ]
        lines = max(
            line_count(text, width, _SMALL) for text, width in zip(texts, inside, strict=False)
        )
        rows.append((row_points(lines, _SMALL, ROW_PT), texts))
    reserve = what.problem.activities[what.session.activity].reserve_for
    blank = what.session.seats if reserve else layout.BLANK_ROWS
    return rows + [(ROW_PT, [""] * (4 + what.show_phone))] * blank


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
            sheet.sheet.write_string(sheet.row, 0, str(number), centre)
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


def _printing(sheet: _Sheet, paper: layout.Paper, breaks: list[int]) -> None:
    page = sheet.sheet
    page.set_paper(paper.number)
    if paper.landscape:
        page.set_landscape()
    page.set_margins(
        left=layout.MARGIN_INCHES,
        right=layout.MARGIN_INCHES,
        top=layout.MARGIN_INCHES,
        bottom=layout.MARGIN_INCHES,
    )
    page.center_horizontally()
    page.print_area(0, 0, sheet.row - 1, sheet.last)
    if breaks:
        page.set_h_pagebreaks(breaks)
    page.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + sheet.last)}{sheet.row}"})
    page.hide_gridlines(2)
