"""The rows of an attendance sheet: people, blank lines, the end of each page, signatures."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.people import Person
from okoce_opt.reports.attendance.columns import BLANK_ROWS, Column
from okoce_opt.reports.attendance.head import Attendance
from okoce_opt.reports.attendance.signatures import Line
from okoce_opt.reports.attendance.worksheet import BODY, SMALL, Worksheet
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import day_of_birth
from okoce_opt.reports.style.book import FAINT, RULE
from okoce_opt.reports.style.text_size import INDENT_PX, line_count, row_points

PAGE_LINE_PT = 14.25
"""Height in points of the line "Lembar k dari n"."""
_INDENTED = (labels.NAME, labels.KELURAHAN)


def row_texts(what: Attendance) -> list[list[str]]:
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


def row_heights(
    rows: Sequence[Sequence[str]], columns: Sequence[Column], least: float
) -> list[float]:
    """Height in points of each row, in which long names wrap."""
    inside = [
        column.width - (INDENT_PX if column.title in _INDENTED else 0) for column in columns[1:]
    ]
    return [
        row_points(
            max(line_count(text, width, SMALL) for text, width in zip(texts, inside, strict=False)),
            SMALL,
            least,
        )
        for texts in rows
    ]


def write_rows(
    sheet: Worksheet,
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
    left = sheet.book.format(font_size=SMALL, top=1, bottom=1, left=1, border_color=RULE, indent=1)
    right = sheet.book.format(font_size=SMALL, top=1, bottom=1, right=1, border_color=RULE)
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


def _foot(sheet: Worksheet, foot: Sequence[Line]) -> None:
    """Signatures: the left block under number, id and name, the right one from the kelurahan on."""
    for line in foot:
        form = sheet.book.format(
            font_size=BODY,
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
