"""A letter of one page to one person: letterhead, subject, to whom, a table, who signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan
from okoce_opt.domain.words import Words
from okoce_opt.reports.attendance.signatures import signature_lines
from okoce_opt.reports.content import labels
from okoce_opt.reports.papers.signed import NO_DATE, write_signatures
from okoce_opt.reports.papers.subject import Printed, tab
from okoce_opt.reports.style.book import RULE, Book
from okoce_opt.reports.style.paper import paper_named
from okoce_opt.reports.style.text_size import line_count, row_points

_NUMBER, _SUBJECT = Words("Nomor", "Number"), Words("Perihal", "Subject")
_TO, _WHO = Words("Kepada Yth.", "To"), Words(labels.REGISTRANT, "Registrant")
_SIZE, _LINE = 11, 16.5
_MOST = 1_000
"""Letters on a sheet: a spreadsheet keeps no more page breaks than 1,023."""


@dataclass(frozen=True, slots=True)
class Form:
    """What letters of a kind have in common: the table's titles and the share of the width that
    each of its four columns takes; and the language.
    """

    titles: tuple[str, str, str, str]
    shares: tuple[float, float, float, float]
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter says: its subject, the sentence above the table, the table's rows, the
    sentences below; `day` is that of the signature.
    """

    registrant: Registrant
    subject: str
    opening: str
    rows: Sequence[Sequence[str]]
    closing: Sequence[str]
    day: date


def write_letter_book(
    printed: Printed,
    path: Path,
    office: Kecamatan,
    form: Form,
    letters: Iterable[tuple[Kelurahan, Sequence[Letter]]],
) -> None:
    """A workbook with a sheet for each kelurahan and a page for each letter; no workbook where
    there is no letter.
    """
    pages = [
        (kelurahan, those[start : start + _MOST])
        for kelurahan, those in letters
        for start in range(0, len(those), _MOST)
    ]
    if not pages:
        return
    with Book(path, office.name, printed.born) as book:
        for n, (kelurahan, those) in enumerate(pages, start=1):
            sheet = book.sheet(tab(n, kelurahan.name))
            _Letters(printed, book, sheet, office, form).write(kelurahan, those)


class _Letters:
    """A sheet of letters, filled from top to bottom."""

    def __init__(
        self, printed: Printed, book: Book, sheet: Any, office: Kecamatan, form: Form
    ) -> None:
        self.printed, self.book, self.sheet, self.office = printed, book, sheet, office
        self.form = form
        self.paper = paper_named(printed.scenario.papers.paper)
        self.widths = [int(self.paper.width_px * share) for share in form.shares]
        self.row = 0
        for column, width in enumerate(self.widths):
            sheet.set_column_pixels(column, column, width)

    def write(self, kelurahan: Kelurahan, letters: Sequence[Letter]) -> None:
        breaks = []
        for letter in letters:
            self._letter(kelurahan, letter)
            breaks.append(self.row)
        sheet = self.sheet
        sheet.set_paper(self.paper.number)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
        sheet.center_horizontally()
        sheet.print_area(0, 0, self.row - 1, len(self.widths) - 1)
        if breaks[:-1]:
            sheet.set_h_pagebreaks(breaks[:-1])
        sheet.hide_gridlines(2)

    def _letter(self, kelurahan: Kelurahan, letter: Letter) -> None:
        papers, registrant = self.printed.scenario.papers, letter.registrant
        for number, text in enumerate(papers.letterhead):
            last = number == len(papers.letterhead) - 1
            big = number < 3 and not (last and len(papers.letterhead) > 2)
            self._across(text, 12 if big else 9, bold=big, align="center", bottom=6 if last else 0)
        self._down(12)
        where = f"{papers.town}, " if papers.town else ""
        lang = self.form.lang
        self._pair(_NUMBER.said(lang), "", f"{where}{NO_DATE}")
        self._pair(_SUBJECT.said(lang), letter.subject)
        self._down(12)
        self._across(_TO.said(lang))
        self._across(self.printed.person(registrant).name or registrant.id, bold=True)
        self._across(f"{_WHO.said(lang)} {registrant.id}")
        self._across(f"Kelurahan {kelurahan.name}, Kecamatan {self.office.name}")
        self._down(12)
        self._across(letter.opening)
        self._down(6)
        self._table(letter.rows)
        self._down(6)
        for text in letter.closing:
            self._across(text)
        self._signed(letter.day)

    def _signed(self, day: date) -> None:
        half = sum(self.widths[:2])
        lines = signature_lines(self.printed.scenario.papers, self.office, day, half)
        # the date stands above already
        lines = [lines[0], *lines[2:]]
        blocks = ((0, 1), (2, 3))
        self.row = write_signatures(self.book, self.sheet, self.row, lines, blocks, _SIZE)

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        head = self.book.heading(font_size=10)
        for column, text in enumerate(self.form.titles):
            self.sheet.write_string(self.row, column, text, head)
        self._down(20)
        cell = self.book.format(font_size=10, border=1, border_color=RULE, text_wrap=True, indent=1)
        for row in rows:
            lines = 1
            for column, text in enumerate(row):
                self.sheet.write_string(self.row, column, text, cell)
                lines = max(lines, line_count(text, self.widths[column] - 12, 10))
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
