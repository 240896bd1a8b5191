"""The workbook of a sweep, and its pictures: one table of all trials, one-way and two-way tables
with charts, colours from what is little to what is much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import NUMBERS, Table
from okoce_opt.reports.style.text_size import INDENT_PX, line_count, row_points
from okoce_opt.trials.answer import FIGURES, SHOWN, OneWay, Sweep, TwoWay, figures_of, number_of
from okoce_opt.trials.result import Result

BOOK = "percobaan.xlsx"
PICTURES = "gambar"
"""The folder of the pictures, below that of the sweep."""

_SCALE = {
    "type": "3_color_scale",
    "min_color": "#63BE7B",
    "mid_color": "#FFEB84",
    "max_color": "#F8696B",
}
"""Of all that is coloured less is better."""

FIRST = 5
"""The first table of a sheet stands above this row and decides how wide columns are."""

_WIDE, _NARROW, _ADDRESS = 230, 92, 190
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""
_CHART = 15
"""Rows that a chart takes."""


def write_trials(found: Sweep, out: Path) -> None:
    """Write the workbook, and the pictures where matplotlib is installed; the same bytes for the
    same results.
    """
    part = out / f".{BOOK}"
    with Book(part, f"Percobaan: {found.scenario.title}", _born(found)) as book:
        _all_trials(book, found)
        _goals(book, found)
        if one_ways := [*found.one_ways()]:
            _one_ways(book, one_ways)
        if two_ways := [*found.two_ways()]:
            _two_ways(book, two_ways)
    part.replace(out / BOOK)
    _draw(found, out / PICTURES)


def _born(found: Sweep) -> date:
    return found.scenario.problem.calendar.first


def _all_trials(book: Book, found: Sweep) -> None:
    titles = [title.id for title in found.titles()]
    lines = [[_number(c) if isinstance(c, str) else c for c in line] for line in found.lines()]
    notes = (
        found.summary().id,
        "Baris pertama: skenario apa adanya. Orang pindah: dibandingkan dengan rencana apa adanya, "
        "bila disusun dari awal; dengan okoce plan --from jauh lebih sedikit.",
    )
    sheet = titled_sheet(
        book, "Percobaan", f"Percobaan: {found.scenario.title}", *notes, about="Percobaan"
    )
    before = 2 + len(found.addresses)
    levels = range(before, before + 2 * found.depth, 2)
    first = before + 2 * found.depth
    scaled = [*levels, *(first + n for n in SHOWN), first + len(FIGURES) - 1]
    widths = [_NARROW, *[_ADDRESS] * len(found.addresses), 130, *[_NARROW] * (2 * found.depth)]
    # of trials that all have a plan there is no reason to read
    widths += [*[_NARROW] * len(FIGURES), 200, 260 if any(line[-1] for line in lines) else _NARROW]
    _table(book, sheet, 4, Table(titles, widths, lines), scaled)
    sheet.freeze_panes(5, 1)
    sheet.repeat_rows(4)
    sheet.autofilter(4, 0, 4 + len(lines), len(titles) - 1)
    series = _Series("Percobaan", 4, len(lines), first + 1)
    _chart(book, sheet, series, "column", (6 + len(lines), 0))


def _goals(book: Book, found: Sweep) -> None:
    """Each goal in its own unit."""
    sheet = titled_sheet(
        book, "Sasaran", "Sasaran tiap percobaan, dalam satuannya sendiri", about="Sasaran"
    )
    goals = found.goals
    titles = ["Coba", "Yang diubah", *(f"{goal.title.id} ({goal.unit.id})" for goal in goals)]
    rows: list[list[object]] = [
        ["apa adanya", "", *(found.base.measures.get(goal.kind) for goal in goals)]
    ]
    rows += [
        [t.name, t.words, *(t.result.measures.get(goal.kind) for goal in goals)]
        for t in found.trials
        if t.result is not None
    ]
    widths = [_NARROW, _WIDE, *[130] * len(goals)]
    _table(book, sheet, 2, Table(titles, widths, rows), range(2, len(titles)))
    sheet.freeze_panes(3, 2)


def _one_ways(book: Book, found: Sequence[OneWay]) -> None:
    name = "Satu arah"
    sheet = titled_sheet(book, name, "Satu hal yang diubah, lainnya tetap", about=name)
    top = 2
    for one in found:
        sheet.write_string(top, 0, one.address + _at(one.fixed), book.format(bold=True))
        titles = [one.address, "Jawaban", *(FIGURES[n].id for n in SHOWN)]
        rows: list[Sequence[object]] = [
            [_number(value), result.words, *(figures_of(result)[n] for n in SHOWN)]
            for value, result in zip(one.values, one.results, strict=True)
        ]
        widths = [160, 160, *[_NARROW] * len(SHOWN)]
        _table(book, sheet, top + 1, Table(titles, widths, rows), range(2, len(titles)))
        below = top + 3 + len(rows)
        for place, column in enumerate((3, 4)):
            kind = "column" if column == 3 else "line"
            days = [r.last for r in one.results if r.last is not None]
            least = None
            if kind == "line" and days:
                least = (min(days) - _EPOCH).days - 7
            series = _Series(name, top + 1, len(rows), column)
            _chart(book, sheet, series, kind, (below, 4 * place), least)
        top = below + _CHART + 2


def _two_ways(book: Book, found: Sequence[TwoWay]) -> None:
    name = "Dua arah"
    sheet = titled_sheet(book, name, "Dua hal yang diubah bersama", about=name)
    top = 2
    for two in found:
        for n in SHOWN:
            head = f"{FIGURES[n].id}: {two.down} (ke bawah), {two.across} (ke kanan)"
            sheet.write_string(top, 0, head + _at(two.fixed), book.format(bold=True))
            titles = [two.down, *two.columns]
            rows: list[Sequence[object]] = [
                [_number(row), *(_figure(result, n) for result in line)]
                for row, line in zip(two.rows, two.results, strict=True)
            ]
            widths = [160, *[160] * len(two.columns)]
            table, scaled = Table(titles, widths, rows), range(1, len(titles))
            _table(book, sheet, top + 1, table, scaled, together=True)
            top += 3 + len(rows)
        top += 1


def _figure(result: Result, n: int) -> object:
    value = figures_of(result)[n]
    return result.words if value is None else value


def _at(fixed: Mapping[str, str]) -> str:
    return f" (dengan {', '.join(f'{k} = {v}' for k, v in fixed.items())})" if fixed else ""


def _number(value: str) -> object:
    return int(value) if value.isdecimal() and len(value) < 10 else value


def _table(
    book: Book,
    sheet: Any,
    top: int,
    table: Table,
    scaled: Sequence[int] | range,
    *,
    together: bool = False,
) -> None:
    """A table from row `top` on; columns `scaled` are coloured, each by itself or all together."""
    titles, widths, rows = table.titles, table.widths, [*table.rows]
    text, number = (
        book.cell(text_wrap=True, indent=1),
        book.cell(align="center", num_format=NUMBERS),
    )
    day = book.cell(align="center", num_format="dd/mm/yyyy")
    sheet.set_row(top, _height(titles, widths, bold=True))
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        if top < FIRST:
            sheet.set_column_pixels(column, column, width)
        sheet.write_string(top, column, title, book.heading())
    for row, cells in enumerate(rows, start=top + 1):
        sheet.set_row(row, _height(cells, widths))
        for column, value in enumerate(cells):
            if value is None:
                sheet.write_blank(row, column, None, text)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, datetime.combine(value, time()), day)
            elif isinstance(value, int):
                sheet.write_number(row, column, value, number)
            else:
                said = value.id if isinstance(value, Words) else str(value)
                sheet.write_string(row, column, said, text)
    last = top + len(rows)
    areas = [(column, column) for column in scaled]
    if together and areas:
        areas = [(areas[0][0], areas[-1][0])]
    for left, right in areas:
        sheet.conditional_format(top + 1, left, last, right, _SCALE)


def _height(cells: Sequence[object], widths: Sequence[int], *, bold: bool = False) -> float:
    """Points that a row needs for its longest text."""
    texts = [c.id if isinstance(c, Words) else c if isinstance(c, str) else "" for c in cells]
    lines = max(
        line_count(text, width - INDENT_PX, 9, bold=bold)
        for text, width in zip(texts, widths, strict=True)
    )
    return row_points(lines, 9, 15)


@dataclass(frozen=True, slots=True)
class _Series:
    """The values of one column of a table on a sheet, its first column being their names."""

    sheet: str
    top: int
    rows: int
    column: int

    @property
    def title(self) -> list[object]:
        """The cell that says what the values are."""
        return [self.sheet, self.top, self.column]

    def cells(self, column: int) -> list[object]:
        """The rows of a column."""
        return [self.sheet, self.top + 1, column, self.top + self.rows, column]


def _chart(
    book: Book,
    sheet: Any,
    series: _Series,
    kind: str,
    at: tuple[int, int],
    least: int | None = None,
) -> None:
    """A chart of one column of a table; its corner is `at` a row and column, its values begin at
    `least`.
    """
    chart = book.file.add_chart({"type": kind})
    chart.add_series(
        {
            "name": series.title,
            "categories": series.cells(0),
            "values": series.cells(series.column),
            "data_labels": {
                "value": True,
                "position": "above" if kind == "line" else "outside_end",
            },
            "marker": {"type": "circle"},
        }
    )
    chart.set_title({"name": series.title, "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 480, "height": 20 * _CHART - 20})
    # the values stand beside their points
    axis: dict[str, object] = {"major_gridlines": {"visible": False}, "visible": False}
    chart.set_y_axis(axis if least is None else {**axis, "min": least})
    sheet.insert_chart(*at, chart)


def _draw(found: Sweep, folder: Path) -> None:
    try:
        from okoce_opt.notebook import trial_pictures as draw
    except ModuleNotFoundError:  # matplotlib is an extra
        return
    folder.mkdir(exist_ok=True)
    draw.save_picture(found.plot(), folder / "semua.png")
    for number, one in enumerate(found.one_ways(), start=1):
        series = {
            str(FIGURES[n]): [number_of(figures_of(result)[n]) for result in one.results]
            for n in SHOWN
        }
        picture = draw.lines_picture(one.address, one.values, series)
        draw.save_picture(picture, folder / f"satu_arah_{number}.png")
    for number, two in enumerate(found.two_ways(), start=1):
        for n in SHOWN:
            values = [[number_of(figures_of(r)[n]) for r in line] for line in two.results]
            names = (two.down, two.across)
            picture = draw.heat_picture(str(FIGURES[n]), names, two.rows, two.columns, values)
            draw.save_picture(picture, folder / f"dua_arah_{number}_{_PICTURE[n]}.png")


_PICTURE = {0: "tanpa_kursi", 1: "sesi", 4: "hari_terakhir", 5: "kurang_terisi"}
