"""The rows of an attendance sheet: people, blank lines, signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from okoce_opt.domain.people import Person
from okoce_opt.reports.attendance.columns import BLANK_ROWS, Column
from okoce_opt.reports.attendance.head import Attendance
from okoce_opt.reports.attendance.signatures import Line
from okoce_opt.reports.attendance.worksheet import BODY, SMALL, Worksheet
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import day_of_birth
from okoce_opt.reports.style.book import RULE
from okoce_opt.reports.style.text_size import INDENT_PX, line_count, row_points

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
            person.nik if what.show_nik else day_of_birth(person),
            kelurahan.name if kelurahan else registrant.kelurahan,
        ]
        rows.append([*texts, person.phone] if what.show_phone else texts)
    reserve = what.problem.activities[what.session.activity].reserve_for
    blank = what.session.seats if reserve else BLANK_ROWS
    return rows + [[""] * (4 + what.show_phone)] * blank


def row_heights(
    rows: Sequence[Sequence[str]], columns: Sequence[Column]
) -> Callable[[float], list[float]]:
    """Height in points of each row, in which long names wrap, where a plain row has the height that
    is asked for.
    """
    inside = [
        column.width - (INDENT_PX if column.title in _INDENTED else 0) for column in columns[1:]
    ]
    lines = [
        max(line_count(text, width, SMALL) for text, width in zip(texts, inside, strict=False))
        for texts in rows
    ]
    # most rows have one line: pages are tried with many heights
    kinds = {*lines}

    def heights(least: float) -> list[float]:
        points = {count: row_points(count, SMALL, least) for count in kinds}
        return [points[count] for count in lines]

    return heights


def write_rows(sheet: Worksheet, what: Attendance, rows: Sequence[tuple[float, list[str]]]) -> None:
    """A row a person, nothing between them: a table with lines of another kind in it cannot be
    sorted.
    """
    indented = sheet.book.cell(text_wrap=True, indent=1, locked=0)
    centre = sheet.book.cell(text_wrap=True, align="center", locked=0)
    forms = [indented if column.title in _INDENTED else centre for column in sheet.columns]
    half: dict[str, object] = {"font_size": SMALL, "border_color": RULE, "locked": 0}
    left = sheet.book.format(**half, top=1, bottom=1, left=1, indent=1)
    right = sheet.book.format(**half, top=1, bottom=1, right=1)
    for number, (height, texts) in enumerate(rows, start=1):
        sheet.sheet.write_number(sheet.row, 0, number, centre)
        for column, text in enumerate(texts, start=1):
            sheet.sheet.write_string(sheet.row, column, text, forms[column])
        attended = len(texts) + 1
        sheet.sheet.write_blank(sheet.row, attended, None, centre)
        if len(what.session.days) == 1:
            odd = number % 2
            sheet.sheet.write_string(
                sheet.row, sheet.last - 1, f"{number}. ......" if odd else "", left
            )
            sheet.sheet.write_string(
                sheet.row, sheet.last, "" if odd else f"{number}. ......", right
            )
        else:
            for column in range(attended + 1, sheet.last + 1):
                sheet.sheet.write_blank(sheet.row, column, None, centre)
        sheet.down(height)


def write_foot(sheet: Worksheet, foot: Sequence[Line]) -> None:
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
