"""What has changed, on a page for the wall: who reads it stands in front of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.changes import What, printed_words
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.content.office_changes import ChangedPerson, OfficeChanges
from okoce_opt.reports.papers.change_lists import (
    NO_LONGER,
    changed_offices,
    persons,
    session_row,
    whole,
)
from okoce_opt.reports.papers.change_words import ACTIVITY, NAME, REGISTRANT, TITLE, has_changed
from okoce_opt.reports.papers.subject import Printed, tab
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import Table
from okoce_opt.reports.style.text_size import column_px, line_count, row_points

_BIG = 12
_BESIDE, _ONE_PAGE = 28, 110
"""From so many people on they stand in two blocks; up to so many, that can still be read on one
page.
"""
_OFFICE_PX = (120, 200, 330)
_STAYS, _GONE = Words("tetap", "as before"), Words("batal, menyusul", "cancelled, to follow")
_SESSION, _WHEN = Words("Sesi", "Session"), Words("Hari, jam dan tempat", "Day, hours and place")
_STATES = (Words("Baru", "New"), Words("Dibatalkan", "Called off"), Words("Berubah", "Changed"))
"""Of a session: new, held no more, otherwise."""
_PEOPLE = Words("{n} orang", "{n} people")
_SEE = Words("Lihat papan Kelurahan {name}", "See the board of Kelurahan {name}")
_HEADING = Words("PERUBAHAN JADWAL", "CHANGED DATES")
_AT, _IN = (
    Words("Semua pada pukul {hours}.", "All at {hours}."),
    Words("Semua di {p}.", "All in {p}."),
)
_STILL = Words(
    "{changed} Nama yang tidak tercantum: jadwalnya tetap.",
    "{changed} Whose name is not here: the dates are as before.",
)


def write_wall(printed: Printed, folder: Path) -> None:
    """A page for the wall of each office and each kelurahan. On the office's: its sessions and how
    many people of which kelurahan. On a kelurahan's: who comes when instead. Who has left is on no
    wall.
    """
    for changes, stem in changed_offices(printed):
        office = changes.kecamatan
        with Book(folder / f"PapanPerubahan_{stem}.xlsx", office.name, printed.born) as book:
            _office_wall(printed, book, changes)
            for n, (code, those) in enumerate(changes.by_kelurahan().items(), start=1):
                if people := persons(those):
                    home = printed.home(code)
                    where = f"Kelurahan {home}, Kecamatan {office.name}"
                    _kelurahan_wall(printed, book, tab(n, home), where, changes.against, people)


def _office_wall(printed: Printed, book: Book, changes: OfficeChanges) -> None:
    office = changes.kecamatan
    where = f"Kecamatan {office.name}"
    sheet = _sheet(printed, book, labels.KECAMATAN, where)
    heading = _Heading(where, changes.against)
    row = _head(printed, book, sheet, heading, sum(_OFFICE_PX))
    for column, width in enumerate(_OFFICE_PX):
        sheet.set_column_pixels(column, column, width)
    if changes.sessions:
        titles = [printed.said(words) for words in (_SESSION, ACTIVITY, _WHEN)]
        rows = []
        for one in changes.sessions:
            _, title, _, after, *_ = session_row(printed, one)
            state = _STATES[0 if one.old is None else 1 if one.new is None else 2]
            said = str(after)
            if one.new is None and one.old is not None:
                said = f"{whole(one.old, printed.lang)}: {printed.said(NO_LONGER)}"
            rows.append([printed.said(state), str(title), said])
        row = _table(book, sheet, row, Table(titles, _OFFICE_PX, rows)) + 1
    told = [(code, len(persons(those))) for code, those in changes.by_kelurahan().items()]
    rows = [
        [
            printed.said(_PEOPLE.fill(n=n)),
            printed.home(code),
            printed.said(_SEE.fill(name=printed.home(code))),
        ]
        for code, n in told
        if n
    ]
    if rows:
        titles = [printed.said(_STATES[2]), labels.KELURAHAN, printed.said(NAME)]
        _table(book, sheet, row, Table(titles, _OFFICE_PX, rows))
    sheet.fit_to_pages(1, 1)


def _kelurahan_wall(
    printed: Printed,
    book: Book,
    name: str,
    where: str,
    against: str,
    people: Sequence[Sequence[ChangedPerson]],
) -> None:
    """A line for each person, by name, a column for each activity in which anything changes."""
    in_order = sorted(people, key=lambda mine: (mine[0].person.name.casefold(), mine[0].id))
    changes = [one.change for mine in in_order for one in mine]
    titles = [*dict.fromkeys(change.title for change in changes)]
    lang = printed.lang
    place, hours = (_common(changes, key, lang) for key in (labels.PLACE, labels.HOURS))
    lines = [
        [mine[0].person.name, mine[0].id]
        + [_cell(mine, title, place, hours, lang) for title in titles]
        for mine in in_order
    ]
    heads = [printed.said(NAME), printed.said(REGISTRANT), *titles]
    widths = [column_px((line[0] for line in lines), _BIG, 130, 230), 76]
    for n in range(2, len(heads)):
        widths.append(column_px((line[n] for line in lines), _BIG, 110, 210))
    blocks = 2 if len(lines) > _BESIDE else 1
    high = -(-len(lines) // blocks)
    sheet = _sheet(printed, book, name, where)
    gap = len(heads) + 1
    for block in range(blocks):
        for column, width in enumerate(widths):
            sheet.set_column_pixels(block * gap + column, block * gap + column, width)
        if block:
            sheet.set_column_pixels(gap - 1, gap - 1, 16)
    across = sum(widths) * blocks + 16 * (blocks - 1)
    # a note that holds for everyone need not stand in every line
    notes = [printed.said(_AT.fill(hours=hours))] * bool(hours)
    notes += [printed.said(_IN.fill(p=place))] * bool(place)
    heading = _Heading(where, against, notes)
    top = _head(printed, book, sheet, heading, across, blocks * gap - 2)
    for block in range(blocks):
        part = lines[block * high : (block + 1) * high]
        stays = printed.said(_STAYS)
        _table(book, sheet, top, Table(heads, widths, part), block * gap, stays)
    sheet.repeat_rows(top)
    sheet.fit_to_pages(1, 1 if len(lines) <= _ONE_PAGE else 0)


def _common(changes: Sequence[Any], key: str, lang: str) -> str:
    """What all new seats have in common; empty where they have not."""
    said = {printed_words(change.new, lang)[key] for change in changes if change.new is not None}
    return said.pop() if len(said) == 1 else ""


def _cell(mine: Sequence[ChangedPerson], title: str, place: str, hours: str, lang: str) -> str:
    """What holds for a person in an activity from now on."""
    said = []
    for one in mine:
        change = one.change
        if change.title != title:
            continue
        if change.what is What.MENTOR:
            said.append(change.after)
        elif change.new is None:
            said.append(_GONE.said(lang))
        else:
            words = printed_words(change.new, lang)
            more = [words[labels.HOURS]] * (not hours) + [words[labels.PLACE]] * (not place)
            said.append(", ".join([short_date(change.new.session.first_day, lang), *more]))
    return "; ".join(said) or _STAYS.said(lang)


def _sheet(printed: Printed, book: Book, name: str, where: str) -> Any:
    folio = is_folio(printed.scenario.papers.paper)
    about = printed.said(TITLE.fill(where=where))
    sheet = titled_sheet(
        book, name, "", about=about, landscape=False, folio=folio, lang=printed.lang
    )
    sheet.center_horizontally()
    return sheet


@dataclass(frozen=True, slots=True)
class _Heading:
    """Whose wall it is, the plan that the changes are against, and what holds for everyone."""

    where: str
    against: str
    notes: Sequence[str] = ()


def _head(
    printed: Printed,
    book: Book,
    sheet: Any,
    heading: _Heading,
    width: int,
    last: int = len(_OFFICE_PX) - 1,
) -> int:
    """The lines above; the row below them."""
    form: Callable[..., Any] = book.format
    still = printed.said(_STILL.fill(changed=has_changed(heading.against)))
    lines = [
        (printed.said(_HEADING), 22, {"bold": True}),
        (heading.where, 15, {"bold": True}),
        (printed.scenario.title, _BIG, {}),
        *((note, _BIG, {"bold": True}) for note in heading.notes),
        (still, 10, {"italic": True}),
    ]
    for row, (text, size, look) in enumerate(lines):
        said = form(font_size=size, align="center", text_wrap=True, **look)
        sheet.merge_range(row, 0, row, last, "", said)
        sheet.write_string(row, 0, text, said)
        sheet.set_row(row, row_points(line_count(text, width, size), size, size * 1.6))
    return len(lines) + 1


def _table(
    book: Book,
    sheet: Any,
    top: int,
    table: Table,
    left: int = 0,
    stays: str = "",
) -> int:
    """A table in big letters from `top` and `left` on, what changes bold; the row below it."""
    titles, widths, rows = table.titles, table.widths, [*table.rows]
    head = book.heading(font_size=_BIG)
    for column, title in enumerate(titles):
        sheet.write_string(top, left + column, title, head)
    lines = (line_count(t, w - 14, _BIG, bold=True) for t, w in zip(titles, widths, strict=True))
    sheet.set_row(top, row_points(max(lines), _BIG, 24))
    plain = book.format(font_size=_BIG, border=1, indent=1, text_wrap=True)
    bold = book.format(font_size=_BIG, border=1, indent=1, text_wrap=True, bold=True)
    faint = book.format(font_size=_BIG, border=1, indent=1, font_color="#595959")
    for offset, line in enumerate(rows, start=top + 1):
        high = 1
        for column, text in enumerate(map(str, line)):
            form = faint if text == stays else plain if column == 1 else bold
            sheet.write_string(offset, left + column, text, form)
            high = max(high, line_count(text, widths[column] - 14, _BIG, bold=form is bold))
        sheet.set_row(offset, row_points(high, _BIG, 21))
    return top + 1 + len(rows)
