"""Lists on paper: for the door, the wall, the certificates and the RW."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.content.seats import activity_columns, seat_words
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.content.subjects import names_of
from okoce_opt.reports.papers.said import dates_of, hours_and_halls, name_of
from okoce_opt.reports.papers.subject import Printed, tab
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.printing import print_wide
from okoce_opt.reports.style.tables import Table, plain_table
from okoce_opt.reports.style.text_size import line_count, row_points

_WALL, _BIG, _HUGE = 12, 14, 18
_DOOR_PX = (64, 420, 200)


def write_door(printed: Printed, folder: Path) -> None:
    """For each session a list in big letters to hang at the door: names and kelurahan, no NIK."""
    held = held_sessions(printed.problem, printed.plan)
    for office, stem in printed.offices():
        mine = [s for s in held if s.kecamatan in (office.code, "") and printed.sitters(s)]
        if not mine:
            continue
        with Book(folder / f"DaftarPintu_{stem}.xlsx", office.name, printed.born) as book:
            for name, session in zip(names_of(printed.scenario, mine), mine, strict=True):
                _door(printed, book, name, session)


def _door(printed: Printed, book: Book, name: str, session: Session) -> None:
    sheet = book.sheet(name)
    words = session_words(printed.problem, session)
    for column, width in enumerate(_DOOR_PX):
        sheet.set_column_pixels(column, column, width)
    title = book.format(bold=True, font_size=_HUGE, align="center", text_wrap=True)
    line = book.format(font_size=_BIG, align="center", text_wrap=True)
    lines = (
        (words[labels.ACTIVITY], title, _HUGE),
        (f"{words[labels.DAY]}, {words[labels.HOURS]}", line, _BIG),
        (words[labels.PLACE], line, _BIG),
    )
    for row, (text, form, size) in enumerate(lines):
        sheet.merge_range(row, 0, row, len(_DOOR_PX) - 1, "", form)
        sheet.write_string(row, 0, text, form)
        sheet.set_row(row, row_points(line_count(text, sum(_DOOR_PX), size, bold=True), size, 28))
    top = len(lines) + 1
    head = book.heading(font_size=_BIG)
    for column, text in enumerate((labels.NUMBER, labels.NAME, labels.KELURAHAN)):
        sheet.write_string(top, column, text.upper(), head)
    sheet.set_row(top, 28)
    number = book.format(font_size=_BIG, border=1, align="center")
    who = book.format(font_size=_HUGE, bold=True, border=1, indent=1, text_wrap=True)
    where = book.format(font_size=_BIG, border=1, indent=1, text_wrap=True)
    for count, registrant in enumerate(printed.sitters(session), start=1):
        row = top + count
        said = printed.person(registrant).name or registrant.id
        home = printed.problem.kelurahan[registrant.kelurahan].name
        sheet.write_number(row, 0, count, number)
        sheet.write_string(row, 1, said, who)
        sheet.write_string(row, 2, home, where)
        lines_of = max(
            line_count(said, _DOOR_PX[1] - 12, _HUGE, bold=True),
            line_count(home, _DOOR_PX[2] - 12, _BIG),
        )
        sheet.set_row(row, row_points(lines_of, _HUGE, 30))
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    about = f"{words[labels.ACTIVITY]}, {words[labels.DAY]}"
    print_wide(sheet, about, landscape=False, folio=is_folio(printed.scenario.papers.paper))
    sheet.center_horizontally()


def write_board(printed: Printed, folder: Path) -> None:
    """For the notice board, in letters to be read standing: everyone of a kelurahan by name, with
    their dates; hours and halls above. No numbers of identity cards, no telephones.
    """
    columns = activity_columns(printed.problem)
    titles = [labels.NUMBER, labels.NAME, *(title for _, title in columns)]
    for office, stem in printed.offices():
        with Book(folder / f"PapanPengumuman_{stem}.xlsx", office.name, printed.born) as book:
            for n, (kelurahan, people) in enumerate(printed.kelurahan(office), start=1):
                rows = [
                    [number, name_of(printed, registrant), *dates_of(printed, registrant)]
                    for number, registrant in enumerate(people, start=1)
                ]
                notes = [printed.scenario.title, *hours_and_halls(printed, people)]
                sheet = titled_sheet(
                    book,
                    tab(n, kelurahan.name),
                    f"Kelurahan {kelurahan.name}",
                    *notes,
                    about=f"Kelurahan {kelurahan.name}, Kecamatan {office.name}",
                    landscape=len(columns) > 2,
                    folio=is_folio(printed.scenario.papers.paper),
                    size=_WALL,
                )
                widths = [48, 280, *(190 for _ in columns)]
                top = len(notes) + 2
                plain_table(
                    book, sheet, top, Table(titles, widths, rows), one_line=True, size=_WALL
                )
                sheet.center_horizontally()


def write_by_rw(printed: Printed, folder: Path) -> None:
    """Invitations as a list for each RW: one line a person, to be told at the door and signed."""
    titles = ["RW", "RT", labels.NUMBER, labels.NAME, "Diundang pada", "Tanda terima"]
    for office, stem in printed.offices():
        with Book(folder / f"UndanganRW_{stem}.xlsx", office.name, printed.born) as book:
            for n, (kelurahan, people) in enumerate(printed.kelurahan(office), start=1):
                notes = [printed.scenario.title, *hours_and_halls(printed, people)]
                sheet = titled_sheet(
                    book,
                    tab(n, kelurahan.name),
                    f"Undangan, Kelurahan {kelurahan.name}",
                    *notes,
                    about=f"Undangan Kelurahan {kelurahan.name}, Kecamatan {office.name}",
                    folio=is_folio(printed.scenario.papers.paper),
                )
                rows, breaks = _by_rw(printed, people)
                top = len(notes) + 2
                plain_table(book, sheet, top, Table(titles, [44, 44, 40, 210, 400, 190], rows))
                # paper of one RW goes to one RW, each with the hours and halls; a sheet that is to
                # fit need not keep breaks of its own
                sheet.set_print_scale(100)
                sheet.repeat_rows(0, top)
                sheet.set_h_pagebreaks([top + 1 + row for row in breaks])


def _by_rw(printed: Printed, people: list[Registrant]) -> tuple[list[list[object]], list[int]]:
    """Rows by RW, RT and name, and those before which another RW begins."""

    def home(registrant: Registrant) -> tuple[str, str]:
        person = printed.person(registrant)
        return person.rw.strip().zfill(3), person.rt.strip().zfill(3)

    rows: list[list[object]] = []
    breaks: list[int] = []
    before = ""
    for registrant in sorted(people, key=home):
        person, (rw, _) = printed.person(registrant), home(registrant)
        if rows and rw != before:
            breaks.append(len(rows))
        number = 1 if rw != before or not rows else int(str(rows[-1][2])) + 1
        before = rw
        dates = "\n".join(
            f"{printed.problem.activities[s.activity].title}: {seat_words(printed.problem, s)}"
            for s in printed.sessions(registrant)
        )
        rows.append(
            [person.rw, person.rt, number, name_of(printed, registrant), dates or "belum", ""]
        )
    return rows, breaks


def write_certificates(printed: Printed, folder: Path) -> None:
    """Who gets a certificate of which activity. Of a session whose sheet has been filled in only
    those who came; of others everyone who has a seat.
    """
    filled = {session for _, session in printed.attended}
    titles = [
        *(labels.NUMBER, labels.REGISTRANT, "Nama di sertifikat", labels.KELURAHAN),
        *(labels.ACTIVITY, labels.DAY, "No. sertifikat", "Tanda terima"),
    ]
    held = held_sessions(printed.problem, printed.plan)
    for office, stem in printed.offices():
        rows: list[list[object]] = []
        for session in held:
            words = session_words(printed.problem, session)
            for registrant in printed.sitters(session):
                came = printed.attended.get((registrant.id, session.id), "") == "Hadir"
                if registrant.kecamatan != office.code or (session.id in filled and not came):
                    continue
                home = printed.problem.kelurahan[registrant.kelurahan].name
                who = [registrant.id, name_of(printed, registrant), home]
                rows.append(
                    [len(rows) + 1, *who, words[labels.ACTIVITY], words[labels.DAY], "", ""]
                )
        with Book(folder / f"Sertifikat_{stem}.xlsx", office.name, printed.born) as book:
            sheet = titled_sheet(
                book,
                "Sertifikat",
                f"Daftar sertifikat, Kecamatan {office.name}",
                "Sesi yang daftar hadirnya sudah diisi: hanya yang hadir. Sesi lain: semua yang "
                "mendapat kursi.",
                about=f"Sertifikat, Kecamatan {office.name}",
                folio=is_folio(printed.scenario.papers.paper),
            )
            widths = [40, 75, 220, 120, 160, 170, 110, 110]
            plain_table(book, sheet, 3, Table(titles, widths, rows))
