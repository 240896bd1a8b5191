"""What goes to each lurah: figures, everyone with their dates, and who signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan
from okoce_opt.reports.attendance.signatures import Line, signature_lines
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import activity_columns
from okoce_opt.reports.papers.said import dates_of, hours_and_halls, name_of
from okoce_opt.reports.papers.signed import NO_DATE, write_signatures
from okoce_opt.reports.papers.subject import Printed, tab
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.pages import Room, paginate
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import Table, one_line_each, plain_table

_SIGNER_PX = 300
_ROOM = {False: (660, 680), True: (950, 450)}
"""Pixels across and points down that A4 has, upright and on its side, with a tenth to spare."""
_ROW_PT = 15.0
_UPRIGHT = 3
"""Up to so many columns of dates stand on upright paper."""


def write_for_lurah(printed: Printed, folder: Path) -> None:
    """For each lurah a sheet: how many are registered, seated and left over, then everyone with
    their dates.
    """
    columns = activity_columns(printed.problem)
    wide = len(columns) > _UPRIGHT
    titles = [labels.REGISTRANT, labels.NAME, *(title for _, title in columns)]
    for office, stem in printed.offices():
        with Book(folder / f"RingkasanLurah_{stem}.xlsx", office.name, printed.born) as book:
            for n, (kelurahan, people) in enumerate(printed.kelurahan(office), start=1):
                figures = _figures(printed, kelurahan, people)
                notes = [printed.scenario.title, *figures, *hours_and_halls(printed, people)]
                sheet = titled_sheet(
                    book,
                    tab(n, kelurahan.name),
                    f"Kepada Lurah {kelurahan.name}",
                    *notes,
                    about=f"Kelurahan {kelurahan.name}, Kecamatan {office.name}",
                    landscape=wide,
                    folio=is_folio(printed.scenario.papers.paper),
                )
                rows = [
                    [registrant.id, name_of(printed, registrant), *dates_of(printed, registrant)]
                    for registrant in people
                ]
                least = [75, 210, *(150 for _ in columns)]
                widths = one_line_each(least, rows)
                top = len(notes) + 2
                end = plain_table(book, sheet, top, Table(titles, widths, rows))
                lines = _signers(printed, office)
                blocks = ((0, 1), (max(2, len(titles) - 2), len(titles) - 1))
                write_signatures(book, sheet, end, lines, blocks, 10)
                _break_pages(sheet, top, widths, len(rows), lines, landscape=wide)


def _signers(printed: Printed, office: Kecamatan) -> list[Line]:
    """Who signs, the date left open."""
    papers = printed.scenario.papers
    first, _, *rest = signature_lines(papers, office, printed.born, _SIGNER_PX)
    return [first, Line("", f"{papers.town}, {NO_DATE}" if papers.town else NO_DATE), *rest]


def _break_pages(
    sheet: Any,
    top: int,
    widths: Sequence[int],
    rows: int,
    lines: Sequence[Line],
    *,
    landscape: bool,
) -> None:
    """Breaks of our own, so that nobody signs a page with nothing on it."""
    across, down = _ROOM[landscape]
    scale = min(1.0, across / sum(widths))
    sheet.set_print_scale(max(10, int(scale * 100)))
    counts = paginate(
        [_ROW_PT] * rows,
        Room(
            first=down / scale - (top + 2) * _ROW_PT,
            later=down / scale - 2 * _ROW_PT,
            foot=sum(line.height for line in lines),
        ),
    )
    sheet.set_h_pagebreaks([top + 1 + done for done in accumulate(counts[:-1])])


def _figures(printed: Printed, kelurahan: Kelurahan, people: list[Registrant]) -> list[str]:
    """One line for each activity, after how many are registered."""
    seated: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for registrant in people:
        mine = {session.activity for session in printed.sessions(registrant)}
        seated.update(mine)
        left.update({a.id for a in printed.problem.needed(registrant)} - mine)
    lines = [f"Pendaftar Kelurahan {kelurahan.name}: {len(people)} orang"]
    for activity, title in activity_columns(printed.problem):
        rest = f", {left[activity.id]} belum" if left[activity.id] else ""
        lines.append(f"{title}: {seated[activity.id]} orang mendapat kursi{rest}")
    return lines
