"""The dashboard of a year: figures and charts, then lists of what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from okoce_opt.domain.people import Person
from okoce_opt.domain.words import Words, date_words
from okoce_opt.reports.status_lists import write_missing, write_people, write_turnout
from okoce_opt.reports.status_page import Page
from okoce_opt.reports.status_words import (
    DONE,
    EXPECTED,
    FROM,
    PEOPLE,
    SHARE,
    STATES,
    TO,
)
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.tables import NUMBERS, Table, plain_table
from okoce_opt.reports.style.text_size import PIXEL_PT
from okoce_opt.status.forecast import Range
from okoce_opt.status.standing import Standing, State, Tally, tally, tally_by
from okoce_opt.status.year import YearStatus

_COLOURS = {
    State.FINISHED: "#1D6F42",
    State.ON_TIME: "#8FC1E3",
    State.LATE: "#F6B26B",
    State.UNKNOWN: "#BFBFBF",
    State.CANNOT: "#B03A2E",
}
_SHADES = ("#D9E8F5", "#A9CBE8", "#5B9BD5", "#1F4E79")
_GROUPS = (
    ("kecamatan", Words("Kecamatan", "Kecamatan")),
    ("kelurahan", Words("Kelurahan", "Kelurahan")),
    ("sex", Words("Jenis kelamin", "Sex")),
    ("field", Words("Bidang usaha", "Field of business")),
)
_SEXES = {"L": Words("Laki-laki", "Men"), "P": Words("Perempuan", "Women")}
_NOT_SAID = Words("tidak diisi", "not given")


def write_status(status: YearStatus, path: Path, lang: str) -> None:
    """Write the dashboard in `lang`."""
    born = status.scenario.problem.calendar.first
    with Book(path, status.scenario.title, born) as book:
        page = Page(status, book, lang)
        dashboard = _Dashboard(page)
        dashboard.summary()
        for key, title in _GROUPS:
            dashboard.group(key, title)
        write_turnout(page)
        for state in (State.LATE, State.CANNOT, State.UNKNOWN):
            write_people(page, state)
        write_missing(page)


class _Dashboard:
    """The sheets with charts, one after the other."""

    def __init__(self, page: Page) -> None:
        self.page, self.status, self.book = page, page.status, page.book
        self.said, self.sheet, self.lang = page.said, page.sheet, page.lang
        self.problem = page.status.scenario.problem
        self.most = max((one.needed for one in page.status.standings), default=0)

    def summary(self) -> None:
        """The figures of the whole year, with the charts."""
        counted, title = tally(self.status.standings), self.status.scenario.title
        as_of = Words("Keadaan pada {day}", "As of {day}").fill(day=self.status.today)
        sheet = self.sheet(
            Words("Ringkasan", "Summary"), title, self.said(as_of), self.page.method()
        )
        name = sheet.get_name()
        rows: list[list[object]] = [
            [self.said(STATES[state]), counted.states.get(state, 0), _share(counted, state)]
            for state in State
        ]
        heads = [self.said(Words("Keadaan", "Standing")), self.said(PEOPLE), "%"]
        plain_table(self.book, sheet, 4, Table(heads, [230, 90, 70], rows), filtered=False)
        top = 4 + len(rows) + 2
        done: list[list[object]] = [
            [self.said(DONE, n=n), counted.done.get(n, 0)] for n in range(self.most + 1)
        ]
        self._small(sheet, top, [self.said(Words("Sudah selesai", "Done")), heads[1]], done)
        self._doughnut(sheet, name, 5, len(rows))
        self._done_chart(sheet, name, top + 1, len(done))
        if self.status.forecast is not None:
            self._months(sheet, name, top + len(done) + 2, counted)
        sheet.freeze_panes(0, 0)
        sheet.fit_to_pages(1, 1)

    def _small(
        self, sheet: Any, top: int, titles: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> None:
        """A table below another one, in the same columns."""
        cell = self.book.cell(indent=1)
        number = self.book.cell(align="center", num_format=NUMBERS)
        for column, title in enumerate(titles):
            sheet.write_string(top, column, title, self.book.heading())
        for offset, row in enumerate(rows, start=top + 1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(offset, column, value, number)
                else:
                    sheet.write_string(offset, column, str(value), cell)

    def _doughnut(self, sheet: Any, name: str, first: int, rows: int) -> None:
        chart = self.book.file.add_chart({"type": "doughnut"})
        chart.add_series(
            {
                "categories": [name, first, 0, first + rows - 1, 0],
                "values": [name, first, 1, first + rows - 1, 1],
                "points": [{"fill": {"color": _COLOURS[state]}} for state in State],
            }
        )
        chart.set_title(self._title(Words("Keadaan peserta", "How people stand")))
        chart.set_legend({"position": "right", "font": {"size": 9}})
        chart.set_size({"width": 430, "height": 250})
        sheet.insert_chart(3, 4, chart)

    def _done_chart(self, sheet: Any, name: str, first: int, rows: int) -> None:
        chart = self.book.file.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [name, first, 0, first + rows - 1, 0],
                "values": [name, first, 1, first + rows - 1, 1],
                "fill": {"color": _SHADES[2]},
                "data_labels": {"value": True, "num_format": NUMBERS, "font": {"size": 9}},
                "gap": 40,
            }
        )
        chart.set_title(self._title(Words("Kegiatan yang sudah selesai", "Activities done")))
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": 430, "height": 250})
        sheet.insert_chart(3, 11, chart)

    def _months(self, sheet: Any, name: str, top: int, counted: Tally) -> None:
        """Expected finish, month by month, between the two ends of the range."""
        found = self.status.forecast
        rows: list[list[object]] = []
        now = counted.states.get(State.FINISHED, 0)
        today = date_words(self.status.today, self.lang, weekday=False)
        rows.append([today, now, now, now])
        for day, one in found.months if found is not None else ():
            rows.append([date_words(day, self.lang, weekday=False), one.low, one.middle, one.high])
        titles = [self.said(EXPECTED), *(self.said(w) for w in (FROM, _MIDDLE, TO))]
        self._small(sheet, top, titles, rows)
        sheet.set_column_pixels(3, 3, 90)
        chart = self.book.file.add_chart({"type": "line"})
        for column, colour, dash in ((3, "#7F7F7F", "dash"), (2, "#1D6F42", "solid")):
            chart.add_series(self._line(name, top, column, len(rows), colour, dash))
        chart.add_series(self._line(name, top, 1, len(rows), "#7F7F7F", "dash"))
        chart.set_title(self._title(EXPECTED))
        chart.set_legend({"position": "bottom", "font": {"size": 9}})
        chart.set_y_axis({"min": 0, "num_format": NUMBERS, "num_font": {"size": 9}})
        chart.set_x_axis({"num_font": {"size": 9}})
        chart.set_size({"width": 880, "height": 290})
        sheet.insert_chart(17, 4, chart)

    def _line(
        self, name: str, top: int, column: int, rows: int, colour: str, dash: str
    ) -> dict[str, object]:
        return {
            "name": [name, top, column],
            "categories": [name, top + 1, 0, top + rows, 0],
            "values": [name, top + 1, column, top + rows, column],
            "line": {"color": colour, "width": 2.25, "dash_type": dash},
        }

    def _title(self, words: Words) -> dict[str, object]:
        return {"name": self.said(words), "name_font": {"size": 11, "bold": True}}

    def group(self, key: str, title: Words) -> None:
        """A table by group, with a chart where groups are few; none where the list says nothing."""
        name_of = self._namer(key)
        groups = tally_by(self.status.standings, name_of)
        if [*groups] in ([], [self.said(_NOT_SAID)]):
            return
        ranges = self._ranges() if key == "kecamatan" else {}
        heads = [self.said(title), self.said(PEOPLE)]
        heads += [self.said(DONE, n=n) for n in range(self.most + 1)]
        heads += [self.said(STATES[state]) for state in State] + [self.said(SHARE)]
        rows = [
            [
                *(group, one.people, *(one.done.get(n, 0) for n in range(self.most + 1))),
                *(one.states.get(state, 0) for state in State),
                _share(one, State.FINISHED),
                *_ends(ranges.get(group)),
            ]
            for group, one in groups.items()
        ]
        if ranges:
            heads += [f"{self.said(EXPECTED)}, {self.said(end)}" for end in (FROM, TO)]
        sheet = self.sheet(title, f"{self.said(title)}; {self.status.scenario.title}")
        widths = [190, 70, *(76 for _ in range(self.most + 1)), *(92 for _ in State), 80]
        plain_table(
            self.book, sheet, 2, Table(heads, [*widths, *(95 for _ in heads[len(widths) :])], rows)
        )
        if 1 < len(rows) <= _CHARTED:
            self._stacked(sheet, len(rows), 3 + self.most)

    def _stacked(self, sheet: Any, rows: int, first: int) -> None:
        """How people of each group stand, as columns of a hundred."""
        name = sheet.get_name()
        chart = self.book.file.add_chart({"type": "bar", "subtype": "percent_stacked"})
        for n, state in enumerate(State):
            column = first + n
            chart.add_series(
                {
                    "name": [name, 2, column],
                    "categories": [name, 3, 0, 2 + rows, 0],
                    "values": [name, 3, column, 2 + rows, column],
                    "fill": {"color": _COLOURS[state]},
                    "gap": 40,
                }
            )
        chart.set_legend({"position": "bottom", "font": {"size": 9}})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        chart.set_x_axis({"num_font": {"size": 9}})
        height = max(220, 90 + 30 * rows)
        chart.set_size({"width": 900, "height": height})
        sheet.insert_chart(rows + 5, 0, chart)
        if height * PIXEL_PT + _ROW_PT * (rows + 5) > _PAGE_PT:
            # on paper the chart is not torn in two
            sheet.set_h_pagebreaks([rows + 4])

    def _namer(self, key: str) -> Callable[[Standing], str]:
        """What a person's group is called."""
        problem, people, none = self.problem, self.status.scenario.people, self.said(_NOT_SAID)

        def name(one: Standing) -> str:
            registrant = problem.registrants[one.person]
            if key == "kecamatan":
                return problem.kecamatan[registrant.kecamatan].name
            if key == "kelurahan":
                home = problem.kelurahan[registrant.kelurahan].name
                return f"{problem.kecamatan[registrant.kecamatan].name}: {home}"
            if key == "field":
                return registrant.field or none
            sex = people.get(one.person, Person()).sex
            return self.said(_SEXES[sex]) if sex in _SEXES else none

        return name

    def _ranges(self) -> Mapping[str, Range]:
        found = self.status.forecast
        names = self.problem.kecamatan
        return {names[c].name: one for c, one in found.kecamatan.items()} if found else {}


_CHARTED = 20
_PAGE_PT, _ROW_PT = 430.0, 17.0
"""What a page on its side has room for, and what a row of the table above takes."""
"""Groups that a chart shows; more are read in the table."""
_MIDDLE = Words("tengah", "middle")


def _share(counted: Tally, state: State) -> float:
    return counted.states.get(state, 0) / max(1, counted.people)


def _ends(found: Range | None) -> list[int]:
    return [] if found is None else [found.low, found.high]
