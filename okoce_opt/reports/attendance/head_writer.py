"""The upper part of an attendance sheet: letterhead, title, labelled lines, table header."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.reports.attendance.columns import Column
from okoce_opt.reports.attendance.head import Attendance, head_lines, strip_words
from okoce_opt.reports.attendance.worksheet import BODY, SMALL, Worksheet
from okoce_opt.reports.content import labels
from okoce_opt.reports.style.book import FAINT
from okoce_opt.reports.style.text_size import line_count, row_points

CODE_PT, STRIP_PT, HEADER_PT = 9.75, 14.25, 24.0
LABEL_PT, _LINE_PT = 15.75, 13.5
_DATED = 7
_RIGHT, _RIGHT_VALUE = 3, 5
"""Columns of the right half of the head: its labels, and what stands behind them."""


def write_letterhead(sheet: Worksheet, what: Attendance) -> float:
    """The lines of the letterhead; their height in points."""
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


def write_head(sheet: Worksheet, what: Attendance) -> float:
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
        sheet.book.format(font_size=BODY, align="center", text_wrap=True),
    )
    title = row_points(line_count(what.title, sheet.width(0, sheet.last), BODY), BODY, 16)
    sheet.down(title)
    sheet.down(6)
    used = start + 21 + title + 6
    label = sheet.book.format(font_size=BODY, valign="top")
    value = sheet.book.format(font_size=BODY, text_wrap=True, valign="top")

    def fits(line: tuple[str, str]) -> bool:
        return line_count(f": {line[1]}", sheet.width(2, 2), BODY) == 1

    for left, right in head_lines(what, fits):
        last = 2 if right else sheet.last
        lines = line_count(f": {left[1]}", sheet.width(2, last), BODY) if left else 1
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


def write_table_header(sheet: Worksheet, what: Attendance) -> float:
    """The small codes of session and sheet, then the two rows that are repeated on each page:
    activity, day and kecamatan, and the table's header.
    """
    code = sheet.book.format(font_size=7, font_color=FAINT)
    sheet.sheet.write_string(sheet.row, 0, f"{labels.CODE} {what.session.id}", code)
    small = sheet.book.format(font_size=7, font_color=FAINT, align="right")
    sheet.across(_RIGHT_VALUE, sheet.last, f"{labels.SHEET_CODE} {what.code}", small)
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
    sheet.down(header_pt(sheet.columns))
    return CODE_PT + STRIP_PT + header_pt(sheet.columns)


def header_pt(columns: Sequence[Column]) -> float:
    """Height in points of the table's header."""
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
    return _DATED if column.title.startswith(f"{labels.SIGNATURE} ") else SMALL
