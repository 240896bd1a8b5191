"""The calendar that the schedule opens on: who meets when, for what, with how many people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from okoce_opt.domain.calendar import ANY_TURN
from okoce_opt.domain.words import MONTHS, number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.calendar_grid import (
    CITY,
    CITY_NAME,
    LEGEND_SPAN,
    TOP,
    Grid,
    people_by_day,
)
from okoce_opt.reports.content.dates import LETTER_DAYS, short_date
from okoce_opt.reports.content.seats import activities_in_order
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.reading.contradictions import NOTHING
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.style.book import ACTIVITY_COLOURS, CLOSED, GREY, RULE, SEVERAL, SOFT, Book
from okoce_opt.reports.style.printing import footer
from okoce_opt.reports.style.text_size import line_count, number_px, row_points
from okoce_opt.scenario import Scenario

_NAME_PX, _WIDE_PX = 150, 900


_UPRIGHT_PT = (525.0, 755.0)


_ACROSS_PT, _PAGE_PT = 750.0, 480.0
"""Points across and down an upright A4 sheet, and one on its side, with slack."""


_SMALLEST = 68
"""Per cent below which one sheet for the whole calendar is too small to read."""


_ROW_PT = 14.0


People = Mapping[tuple[str, date], Counter[str]]
"""(kecamatan, day) -> people by activity."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The sheet that is drawn on: of which scenario, where each day stands, and the activities'
    colours (ground and letters).
    """

    book: Book
    sheet: Any
    scenario: Scenario
    grid: Grid
    colours: Mapping[str, tuple[str, str]]


def write(book: Book, schedule: Schedule) -> None:
    """One block a month."""
    scenario, plan = schedule.scenario, schedule.plan
    grid = Grid(scenario.problem)
    sheet = book.sheet(labels.CALENDAR)
    people = people_by_day(scenario.problem, plan)
    most = max((counts.total() for counts in people.values()), default=0)
    per_day = max(
        number_px(str(most), 9, bold=True), min(28, (_WIDE_PX - _NAME_PX) // grid.last_column)
    )
    sheet.set_default_row(_ROW_PT)
    sheet.set_column_pixels(0, 0, _NAME_PX)
    sheet.set_column_pixels(1, grid.last_column, per_day)
    sheet.write_string(0, 0, scenario.title, book.format(bold=True, font_size=14))
    note = f"{number_words(len(plan.held), 'id')} sesi; angka = orang yang hadir hari itu"
    turns = _turns(scenario)
    note += f"; angka kecil di atas hari = giliran kelompok, {_FREE} = bebas" if turns else ""
    sheet.write_string(1, 0, note, book.format(font_size=9))
    colours = {
        a.id: ACTIVITY_COLOURS[n % len(ACTIVITY_COLOURS)]
        for n, a in enumerate(activities_in_order(scenario.problem))
    }
    drawing = _Drawing(book, sheet, scenario, grid, colours)
    _legend(drawing)
    extra = _blocks(drawing, people, per_day)
    small = book.format(font_size=7, align="center", font_color="#666666", bottom=2, shrink=True)
    for day, turn in turns.items():
        sheet.write_string(grid.block_top((day.year, day.month)), grid.column(day), turn, small)
    sheet.set_footer(footer(f"{labels.CALENDAR}; {scenario.title}"), {"margin": 0.2})
    _printing(sheet, grid, 0.75 * (_NAME_PX + grid.last_column * per_day), extra)


_FREE = "b"


def _turns(scenario: Scenario) -> dict[date, str]:
    """The group whose turn each open day is, where the plan keeps turns."""
    calendar = scenario.problem.calendar
    if not any(rule.groups_days for rule in scenario.rules):
        return {}
    turns = {day: calendar.turn(day) for day in calendar.open_days}
    return {day: _FREE if turn == ANY_TURN else turn for day, turn in turns.items()}


def _legend(drawing: _Drawing) -> None:
    book, sheet, grid, colours = drawing.book, drawing.sheet, drawing.grid, drawing.colours
    entries = [(a.title, *colours[a.id]) for a in activities_in_order(drawing.scenario.problem)]
    entries += [
        ("beberapa kegiatan", SEVERAL, "#FFFFFF"),
        ("tutup", CLOSED, "#000000"),
        ("sebaiknya dihindari", SOFT, "#000000"),
    ]
    per_row = grid.last_column // LEGEND_SPAN
    for number, (title, fill, ink) in enumerate(entries):
        row, column = TOP + number // per_row, 1 + number % per_row * LEGEND_SPAN
        form = book.format(
            font_size=8,
            align="center",
            bg_color=fill,
            font_color=ink,
            border=1,
            border_color="#FFFFFF",
            shrink=True,
        )
        sheet.merge_range(row, column, row, column + LEGEND_SPAN - 1, "", form)
        sheet.write_string(row, column, title, form)


def _blocks(drawing: _Drawing, people: People, per_day: int) -> float:
    """One block a month, a day `per_day` pixels wide; the points that closings need besides."""
    book, sheet, scenario, grid = drawing.book, drawing.sheet, drawing.scenario, drawing.grid
    extra = 0.0
    grouped = bool(_turns(scenario))
    names = {
        code: f"{k.name} ({k.group})" if grouped else k.name
        for code, k in scenario.problem.kecamatan.items()
    } | {CITY: CITY_NAME}
    head = book.format(font_size=8, align="center", bg_color=GREY, font_color="#444444")
    for month in grid.months:
        top = grid.block_top(month)
        title = f"{MONTHS['id'][month[1] - 1]} {month[0]}"
        sheet.write_string(top, 0, title, book.format(bold=True, font_size=12, bottom=2))
        for column in range(1, grid.last_column + 1):
            sheet.write_blank(top, column, None, book.format(bottom=2))
        sheet.write_string(
            top + 2, 0, "Kecamatan", book.format(bold=True, font_size=9, bg_color=GREY)
        )
        sheet.write_blank(top + 1, 0, None, head)
        for line in grid.lines:
            row = top + 3 + grid.lines.index(line)
            sheet.write_string(
                row, 0, names[line], book.format(font_size=9, bottom=4, bottom_color=RULE)
            )
        after = top + 3 + len(grid.lines)
        sheet.write_string(
            after,
            0,
            "kecamatan bertemu",
            book.format(font_size=8, italic=True, font_color="#666666"),
        )
        days = [day for day in grid.days if (day.year, day.month) == month]
        for day in days:
            _day(drawing, day, people)
        if closings := grid.closings(month):
            text = "Tutup: " + "; ".join(closings)
            form = book.format(font_size=8, font_color="#444444", text_wrap=True)
            sheet.merge_range(after + 1, 1, after + 1, grid.last_column, "", form)
            sheet.write_string(after + 1, 1, text, form)
            height = row_points(line_count(text, per_day * grid.last_column, 8), 8, _ROW_PT)
            sheet.set_row(after + 1, height)
            extra += height - _ROW_PT
    return extra


def _day(drawing: _Drawing, day: date, people: People) -> None:
    """One column of a block."""
    book, sheet, grid, colours = drawing.book, drawing.sheet, drawing.grid, drawing.colours
    column, top = grid.column(day), grid.block_top((day.year, day.month))
    closed = grid.closing(day) is not None
    soft = drawing.scenario.problem.calendar.is_soft(day)
    ground = CLOSED if closed else SOFT if soft else "#FFFFFF"
    # a line at the left of each week
    edge = {"left": 1, "left_color": RULE} if day.weekday() == grid.weekdays[0] else {}
    shade = CLOSED if closed else SOFT if soft else GREY
    sheet.write_string(
        top + 1,
        column,
        LETTER_DAYS[day.weekday()],
        book.format(font_size=7, align="center", bg_color=shade, **edge),
    )
    sheet.write_number(
        top + 2,
        column,
        day.day,
        book.format(font_size=8, bold=True, align="center", bg_color=shade, **edge),
    )
    meeting = 0
    for line in grid.lines:
        counts = people.get((line, day))
        row = grid.row(line, day)
        if counts:
            meeting += line != CITY
            fill, ink = colours[min(counts)] if len(counts) == 1 else (SEVERAL, "#FFFFFF")
            form = book.format(
                font_size=9,
                bold=True,
                align="center",
                bg_color=fill,
                font_color=ink,
                border=1,
                border_color="#FFFFFF",
            )
            sheet.write_number(row, column, counts.total(), form)
        else:
            shown = CLOSED if grid.halls_closed(line, day) else ground
            sheet.write_blank(
                row, column, None, book.format(bg_color=shown, bottom=4, bottom_color=RULE, **edge)
            )
    form = book.format(font_size=8, italic=True, align="center", font_color="#666666", **edge)
    if meeting:
        sheet.write_number(top + 3 + len(grid.lines), column, meeting, form)


def _printing(sheet: Any, grid: Grid, width: float, extra: float) -> None:
    """The whole calendar on one sheet if it can be read there, upright or on its side as it is the
    larger; else whole months on sheets on their side.
    """
    sheet.set_paper(9)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.45)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(TOP + grid.legend_rows, 1)
    last = grid.block_top(grid.months[-1]) + grid.block_height - 2
    sheet.print_area(0, 0, last, grid.last_column)
    sheet.activate()
    sheet.set_first_sheet()
    height = (last + 1) * _ROW_PT + extra
    upright = int(100 * min(1.0, _UPRIGHT_PT[0] / width, _UPRIGHT_PT[1] / height))
    across = int(100 * min(1.0, _ACROSS_PT / width, _PAGE_PT / height))
    if max(upright, across) >= _SMALLEST:
        if across > upright:
            sheet.set_landscape()
        # a scale alone is a hair too wide or too high in some spreadsheets, and a second sheet for
        # the hair
        sheet.fit_to_pages(1, 1)
        return
    sheet.set_landscape()
    share = min(1.0, _ACROSS_PT / width)
    if share < 1:
        sheet.set_print_scale(max(10, int(100 * share)))
    breaks = []
    used = (TOP + grid.legend_rows + 1) * _ROW_PT
    for month in grid.months:
        height = grid.block_height * _ROW_PT
        if used + height > _PAGE_PT / share and used > (TOP + grid.legend_rows + 1) * _ROW_PT:
            breaks.append(grid.block_top(month))
            used = 0.0
        used += height
    sheet.set_h_pagebreaks(breaks)


def compare(back: Readback, cells: Cells) -> None:
    """The number of people of each kecamatan and day."""
    problem, plan, found = back.scenario.problem, back.plan, back.found
    grid, people = Grid(problem), people_by_day(problem, plan)
    names = {code: k.name for code, k in problem.kecamatan.items()} | {CITY: CITY_NAME}
    for day in grid.days:
        for line in (line for line in grid.lines if line not in found.unread):
            counts = people.get((line, day))
            says = str(counts.total()) if counts else ""
            row, column = grid.row(line, day), grid.column(day)
            said = cells.text(row, column)
            if said != says:
                here = [
                    sid
                    for sid in plan.people
                    if (s := problem.session(sid)) is not None
                    and s.kecamatan == line
                    and day in s.days
                    and sid in found.heads
                ]
                where = [cells.at(row, column), *(found.heads[sid][labels.DAY] for sid in here)]
                subject = f"{names[line]}, {short_date(day)}"
                found.disagree(
                    subject,
                    said or NOTHING,
                    says or NOTHING,
                    *where,
                    about=labels.PEOPLE,
                    sessions=tuple(here),
                )
