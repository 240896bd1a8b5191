"""Invitations, one page a person: letterhead, to whom, the dates, what to bring, who signs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan
from okoce_opt.domain.words import Words
from okoce_opt.reports.attendance.signatures import signature_lines
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.papers.subject import Printed, tab
from okoce_opt.reports.style.book import RULE, Book
from okoce_opt.reports.style.paper import paper_named
from okoce_opt.reports.style.text_size import line_count, row_points

_SIZE, _LINE = 11, 16.5
_MOST = 1_000
"""Letters on a sheet: a spreadsheet keeps no more page breaks than 1,023."""
_TITLES = (labels.ACTIVITY, labels.DAY, labels.HOURS, labels.PLACE)
_SHARES = (0.26, 0.3, 0.2, 0.24)
_NO_DATE = "." * 24

_FOR = Words("Undangan {title}", "Invitation to {title}")
_OPENING = (
    "Dengan hormat, Saudara terdaftar sebagai peserta {title}. Kami mengundang Saudara untuk hadir "
    "pada:"
)
_CLOSING = (
    "Bila berhalangan, mohon memberi tahu kantor kelurahan atau kecamatan sebelum hari tersebut. "
    "Atas perhatian Saudara kami ucapkan terima kasih."
)


def write_letters(printed: Printed, folder: Path) -> None:
    """A workbook for each office, a sheet for each kelurahan, a page for each person who has a
    seat.
    """
    for office, stem in printed.offices():
        pages = []
        for kelurahan, people in printed.kelurahan(office):
            invited = [person for person in people if printed.sessions(person)]
            pages += [
                (kelurahan, invited[start : start + _MOST])
                for start in range(0, len(invited), _MOST)
            ]
        if not pages:
            continue
        with Book(folder / f"Undangan_{stem}.xlsx", office.name, printed.born) as book:
            for n, (kelurahan, people) in enumerate(pages, start=1):
                sheet = book.sheet(tab(n, kelurahan.name))
                _Letters(printed, book, sheet, office).write(kelurahan, people)


class _Letters:
    """A sheet of letters, filled from top to bottom."""

    def __init__(self, printed: Printed, book: Book, sheet: Any, office: Kecamatan) -> None:
        self.printed, self.book, self.sheet, self.office = printed, book, sheet, office
        self.paper = paper_named(printed.scenario.papers.paper)
        self.widths = [int(self.paper.width_px * share) for share in _SHARES]
        self.row = 0
        for column, width in enumerate(self.widths):
            sheet.set_column_pixels(column, column, width)

    def write(self, kelurahan: Kelurahan, people: list[Registrant]) -> None:
        breaks = []
        for registrant in people:
            self._letter(kelurahan, registrant)
            breaks.append(self.row)
        sheet = self.sheet
        sheet.set_paper(self.paper.number)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
        sheet.center_horizontally()
        sheet.print_area(0, 0, self.row - 1, len(self.widths) - 1)
        if breaks[:-1]:
            sheet.set_h_pagebreaks(breaks[:-1])
        sheet.hide_gridlines(2)

    def _letter(self, kelurahan: Kelurahan, registrant: Registrant) -> None:
        printed, papers = self.printed, self.printed.scenario.papers
        title = printed.scenario.title
        for number, text in enumerate(papers.letterhead):
            last = number == len(papers.letterhead) - 1
            big = number < 3 and not (last and len(papers.letterhead) > 2)
            self._across(text, 12 if big else 9, bold=big, align="center", bottom=6 if last else 0)
        self._down(12)
        where = f"{papers.town}, " if papers.town else ""
        self._pair("Nomor", "", f"{where}{_NO_DATE}")
        self._pair("Perihal", _FOR.fill(title=title).id)
        self._down(12)
        self._across("Kepada Yth.")
        self._across(printed.person(registrant).name or registrant.id, bold=True)
        self._across(f"{labels.REGISTRANT} {registrant.id}")
        self._across(f"Kelurahan {kelurahan.name}, Kecamatan {self.office.name}")
        self._down(12)
        self._across(_OPENING.format_map({"title": title}))
        self._down(6)
        self._sessions(registrant)
        self._down(6)
        sessions = printed.sessions(registrant)
        notes = dict.fromkeys(printed.problem.activities[s.activity].notes for s in sessions)
        if brought := "; ".join(filter(None, notes)):
            self._across(f"{labels.BRING}: {brought}")
        self._across(_CLOSING)
        self._signed(registrant)

    def _signed(self, registrant: Registrant) -> None:
        day = self.printed.sessions(registrant)[0].first_day
        half = sum(self.widths[:2])
        lines = signature_lines(self.printed.scenario.papers, self.office, day, half)
        # the date stands above already
        for line in [lines[0], *lines[2:]]:
            form = self.book.format(
                font_size=_SIZE,
                align="center",
                text_wrap=True,
                bold=line.bold,
                underline=int(line.underlined),
            )
            for first, text in ((0, line.left), (2, line.right)):
                if text:
                    self.sheet.merge_range(self.row, first, self.row, first + 1, "", form)
                    self.sheet.write_string(self.row, first, text, form)
            self._down(line.height)

    def _sessions(self, registrant: Registrant) -> None:
        head = self.book.heading(font_size=10)
        for column, text in enumerate(_TITLES):
            self.sheet.write_string(self.row, column, text, head)
        self._down(20)
        cell = self.book.format(font_size=10, border=1, border_color=RULE, text_wrap=True, indent=1)
        for session in self.printed.sessions(registrant):
            words = session_words(self.printed.problem, session)
            lines = 1
            for column, text in enumerate(_TITLES):
                self.sheet.write_string(self.row, column, words[text], cell)
                lines = max(lines, line_count(words[text], self.widths[column] - 12, 10))
            self._down(row_points(lines, 10, 20))

    def _pair(self, label: str, text: str, right: str = "") -> None:
        form = self.book.format(font_size=_SIZE, text_wrap=True, valign="top")
        self.sheet.write_string(self.row, 0, label, form)
        last = 1 if right else 3
        if last > 1:
            self.sheet.merge_range(self.row, 1, self.row, last, "", form)
        self.sheet.write_string(self.row, 1, f": {text}", form)
        if right:
            aside = self.book.format(font_size=_SIZE, align="right")
            self.sheet.merge_range(self.row, 2, self.row, 3, "", aside)
            self.sheet.write_string(self.row, 2, right, aside)
        width = sum(self.widths[1 : last + 1])
        self._down(row_points(line_count(f": {text}", width, _SIZE), _SIZE, _LINE))

    def _across(self, text: str, size: int = _SIZE, *, bold: bool = False, **look: object) -> None:
        form = self.book.format(font_size=size, bold=bold, text_wrap=True, valign="top", **look)
        self.sheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, "", form)
        self.sheet.write_string(self.row, 0, text, form)
        lines = line_count(text, sum(self.widths), size, bold=bold)
        self._down(row_points(lines, size, _LINE))

    def _down(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1
