"""What has changed, on a page for the wall: who reads it stands in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.reports.content import labels
from okoce_opt.reports.content.changes import What
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.content.office_changes import ChangedPerson, OfficeChanges
from okoce_opt.reports.content.sessions import day_words
from okoce_opt.reports.papers.change_lists import (
    NO_LONGER,
    changed_offices,
    persons,
    session_row,
    whole,
)
from okoce_opt.reports.papers.change_words import has_changed
from okoce_opt.reports.papers.subject import Printed, tab
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.text_size import line_count, row_points

_BIG = 12
_WALL_PX = (70, 190, 150, 300)


def write_wall(printed: Printed, folder: Path) -> None:
    """A page for the wall of each office and each kelurahan. On the office's: its sessions and how
    many people of which kelurahan. On a kelurahan's: who comes when instead. Who has left is on no
    wall.
    """
    for changes, stem in changed_offices(printed):
        office = changes.kecamatan
        with Book(folder / f"PapanPerubahan_{stem}.xlsx", office.name, printed.born) as book:
            _office_wall(printed, book, changes)
            homes = changes.by_kelurahan()
            for n, (code, those) in enumerate(homes.items(), start=1):
                people = sorted(
                    (one for one in those if one.to_tell),
                    key=lambda one: (one.person.name.casefold(), one.id),
                )
                if people:
                    home = printed.problem.kelurahan[code].name
                    name, where = tab(n, home), f"Kelurahan {home}, Kecamatan {office.name}"
                    rows = [
                        [one.id, one.person.name, one.change.title, _instead(one)] for one in people
                    ]
                    titles = (labels.REGISTRANT, labels.NAME, labels.ACTIVITY, "Jadwal sekarang")
                    _wall(printed, book, name, where, changes.against, titles, rows)


def _office_wall(printed: Printed, book: Book, changes: OfficeChanges) -> None:
    where = f"Kecamatan {changes.kecamatan.name}"
    rows = []
    for one in changes.sessions:
        what, title, _, after, *_ = session_row(printed, one)
        said = after
        if one.new is None and one.old is not None:
            said = f"{whole(one.old)}: {NO_LONGER}"
        rows.append([str(what), "", str(title), str(said)])
    for code, people in changes.by_kelurahan().items():
        if told := len(persons(people)):
            home = printed.home(code)
            rows.append(["", home, "", f"{told} orang; lihat papan Kelurahan {home}"])
    titles = ("Sesi", labels.KELURAHAN, labels.ACTIVITY, "Jadwal sekarang")
    _wall(printed, book, labels.KECAMATAN, where, changes.against, titles, rows)


def _instead(one: ChangedPerson) -> str:
    """What holds now, with what held before: who reads it knows the old date."""
    change = one.change
    if change.what is What.MENTOR:
        return change.after
    if change.new is None:
        day = f" {short_date(change.old.session.first_day)}" if change.old else ""
        return f"Kursi{day} tidak berlaku; jadwal pengganti menyusul"
    was = f" (semula {day_words(change.old.session)})" if _other_day(one) and change.old else ""
    return whole(change.new) + was


def _other_day(one: ChangedPerson) -> bool:
    old, new = one.change.old, one.change.new
    return old is not None and new is not None and old.session.days != new.session.days


def _wall(
    printed: Printed,
    book: Book,
    name: str,
    where: str,
    against: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    """A page to read standing: big letters, on one page as long as that can be read."""
    sheet = titled_sheet(
        *(book, name, "PERUBAHAN JADWAL"),
        about=f"Perubahan jadwal, {where}",
        landscape=False,
        folio=is_folio(printed.scenario.papers.paper),
    )
    for row, (text, form) in enumerate(
        (
            ("PERUBAHAN JADWAL", book.format(bold=True, font_size=22, align="center")),
            (where, book.format(bold=True, font_size=15, align="center")),
            (printed.scenario.title, book.format(font_size=_BIG, align="center", text_wrap=True)),
            (
                f"{has_changed(against)} Nama yang tidak tercantum: jadwalnya tetap.",
                book.format(font_size=10, align="center", text_wrap=True, italic=True),
            ),
        )
    ):
        sheet.merge_range(row, 0, row, len(_WALL_PX) - 1, "", form)
        sheet.write_string(row, 0, text, form)
        sheet.set_row(row, (34, 26, 20, 30)[row])
    top = 5
    for column, (title, width) in enumerate(zip(titles, _WALL_PX, strict=True)):
        sheet.set_column_pixels(column, column, width)
        sheet.write_string(top, column, title, book.heading(font_size=_BIG))
    sheet.set_row(top, 24)
    plain = book.format(font_size=_BIG, border=1, indent=1, text_wrap=True)
    bold = book.format(font_size=_BIG, border=1, indent=1, text_wrap=True, bold=True)
    for offset, line in enumerate(rows, start=top + 1):
        lines = 1
        for column, text in enumerate(line):
            sheet.write_string(offset, column, text, bold if column in (1, 3) else plain)
            width = _WALL_PX[column] - 14
            lines = max(lines, line_count(text, width, _BIG, bold=column in (1, 3)))
        sheet.set_row(offset, row_points(lines, _BIG, 22))
    sheet.repeat_rows(top)
    sheet.center_horizontally()
