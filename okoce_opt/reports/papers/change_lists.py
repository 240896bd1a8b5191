"""What has changed, as lists: a workbook for the camat and one for each lurah, and the message for
each person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from okoce_opt.domain.announced import Printed as PrintedSession
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.changes import What, brought, printed_words
from okoce_opt.reports.content.office_changes import (
    ChangedPerson,
    ChangedSession,
    OfficeChanges,
)
from okoce_opt.reports.content.seats import day_of_birth
from okoce_opt.reports.papers.change_words import (
    ACTIVITY,
    AFTER,
    BEFORE,
    BORN,
    NAME,
    NUMBER,
    PHONE,
    REGISTRANT,
    SESSIONS,
    TITLE,
    WHAT,
    has_changed,
    message,
)
from okoce_opt.reports.papers.subject import Printed, tab
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import Table, plain_table

NO_LONGER = Words("tidak diadakan", "not held")
_NO_OTHER = Words("belum ada penggantinya", "no other yet")
_NEW, _OFF, _OTHER = (
    Words("Sesi baru", "New session"),
    Words("Sesi dibatalkan", "Session called off"),
    Words("Sesi berubah", "Session changed"),
)
_UNKNOWN, _TOTAL = Words("tidak diketahui", "not known"), Words("Jumlah", "Total")
_TEXT, _SENT = Words("Pesan", "Message"), Words("Terkirim", "Sent")
_PEOPLE = Words("Orang", "People")
_THEN, _NOW = Words("Peserta semula", "People before"), Words("Peserta kini", "People now")
_SUMMARY = Words(labels.SUMMARY, "Summary")
_HOW_MANY = Words(
    "{people} orang dan {sessions} sesi berubah. Yang tidak disebut di sini tetap seperti semula.",
    "{people} people and {sessions} sessions have changed. What is not named here is as it was.",
)
_CHANGED = Words("Sesi yang berubah, Kecamatan {name}", "Sessions that changed, Kecamatan {name}")
_MESSAGES = Words("Pesan perubahan jadwal, {where}", "Messages about changed dates, {where}")
_COPY = Words(
    "{title}; salin isi kolom Pesan ke SMS atau WhatsApp.",
    "{title}; copy the column Message to SMS or WhatsApp.",
)


def write_changes(printed: Printed, folder: Path) -> None:
    """For each camat a workbook of all changes, for each lurah one of their own; an office without
    a change gets none.
    """
    for changes, stem in changed_offices(printed):
        office, name = changes.kecamatan, f"Perubahan_{stem}"
        with Book(folder / f"{name}.xlsx", office.name, printed.born) as book:
            _summary(printed, book, changes)
            if changes.sessions:
                _sessions(printed, book, changes)
            if changes.people:
                about = f"Kecamatan {office.name}"
                _people(printed, book, about, changes.against, changes.people)
        homes = changes.by_kelurahan()
        for n, (code, people) in enumerate(homes.items(), start=1):
            home = printed.problem.kelurahan[code].name
            (folder / name).mkdir(exist_ok=True)
            path = folder / name / f"Perubahan_{tab(n, home).replace(' ', '_')}.xlsx"
            with Book(path, home, printed.born) as book:
                about = f"Kelurahan {home}, Kecamatan {office.name}"
                _people(printed, book, about, changes.against, people)


def write_messages(printed: Printed, folder: Path) -> None:
    """For each person who can be told, the text of a message, to copy; one workbook an office, a
    sheet a kelurahan.
    """
    titles = [printed.said(words) for words in (NUMBER, REGISTRANT, NAME, _TEXT, _SENT)]
    widths = [40, 75, 170, 470, 70]
    if printed.show_phone:
        titles.insert(3, printed.said(PHONE))
        widths.insert(3, 100)
    for changes, stem in changed_offices(printed):
        told = [(code, persons(those)) for code, those in changes.by_kelurahan().items()]
        told = [(code, those) for code, those in told if those]
        if not told:
            continue
        office = changes.kecamatan
        with Book(folder / f"PesanPerubahan_{stem}.xlsx", office.name, printed.born) as book:
            for n, (code, people) in enumerate(told, start=1):
                home = printed.problem.kelurahan[code].name
                rows = []
                for number, mine in enumerate(people, start=1):
                    phone = [mine[0].person.phone] if printed.show_phone else []
                    who = [mine[0].id, mine[0].person.name]
                    rows.append([number, *who, *phone, message(printed, office, mine), ""])
                here = f"Kelurahan {home}"
                about = _MESSAGES.fill(where=f"{here}, Kecamatan {office.name}")
                sheet = titled_sheet(
                    *(book, tab(n, home), printed.said(_MESSAGES.fill(where=here))),
                    printed.said(_COPY.fill(title=printed.scenario.title)),
                    about=printed.said(about),
                    folio=is_folio(printed.scenario.papers.paper),
                    lang=printed.lang,
                )
                plain_table(book, sheet, 3, Table(titles, widths, rows))


def changed_offices(printed: Printed) -> Iterator[tuple[OfficeChanges, str]]:
    """What changes for each office for which anything does, with its name as part of a file's."""
    for code, stem in printed.stems().items():
        if code in printed.changes:
            yield printed.changes[code], stem


def persons(people: Iterable[ChangedPerson]) -> list[list[ChangedPerson]]:
    """The changes of each person who can be told, together."""
    found: dict[str, list[ChangedPerson]] = {}
    for one in people:
        if one.to_tell:
            found.setdefault(one.id, []).append(one)
    return [*found.values()]


def _summary(printed: Printed, book: Book, changes: OfficeChanges) -> None:
    office = changes.kecamatan
    people = len({one.id for one in changes.people})
    title = printed.said(TITLE.fill(where=f"Kecamatan {office.name}"))
    sheet = titled_sheet(
        *(book, printed.said(_SUMMARY), title),
        printed.scenario.title,
        printed.said(has_changed(changes.against)),
        printed.said(_HOW_MANY.fill(people=people, sessions=len(changes.sessions))),
        about=f"{title}; {printed.scenario.title}",
        folio=is_folio(printed.scenario.papers.paper),
        lang=printed.lang,
    )
    kinds = [what for what in What if any(one.change.what is what for one in changes.people)]
    rows: list[list[object]] = []
    for code in dict.fromkeys(one.kelurahan for one in changes.people):
        counted = Counter(one.change.what for one in changes.people if one.kelurahan == code)
        those = {one.id for one in changes.people if one.kelurahan == code}
        home = printed.problem.kelurahan[code].name if code else printed.said(_UNKNOWN)
        rows.append([home, len(those), *(counted[what] for what in kinds)])
    if len(rows) > 1:
        columns = zip(*(row[1:] for row in rows), strict=True)
        rows.append(
            [printed.said(_TOTAL), *(sum(map(int, map(str, column))) for column in columns)]
        )
    titles = [labels.KELURAHAN, printed.said(_PEOPLE), *(w.said(printed.lang) for w in kinds)]
    widths = [200, 80, *(100 for _ in kinds)]
    plain_table(book, sheet, 5, Table(titles, widths, rows), filtered=False)


def _sessions(printed: Printed, book: Book, changes: OfficeChanges) -> None:
    """Sessions that are new, held no more, or printed otherwise."""
    title = printed.said(_CHANGED.fill(name=changes.kecamatan.name))
    sheet = titled_sheet(
        *(book, printed.said(SESSIONS), title),
        printed.said(has_changed(changes.against)),
        about=title,
        folio=is_folio(printed.scenario.papers.paper),
        lang=printed.lang,
    )
    titles = [printed.said(words) for words in (WHAT, ACTIVITY, BEFORE, AFTER, _THEN, _NOW)]
    widths = [110, 170, 300, 300, 75, 75]
    rows = [session_row(printed, one) for one in changes.sessions]
    plain_table(book, sheet, 3, Table(titles, widths, rows), filtered=False)


def session_row(printed: Printed, changed: ChangedSession) -> list[object]:
    """What has become of a session: the word for it, its activity, before, after, its people."""
    old, new = changed.old, changed.new
    lang, gone = printed.lang, printed.said(NO_LONGER)
    what = printed.said(_NEW if old is None else _OFF if new is None else _OTHER)
    sides = ["-" if old is None else whole(old, lang), gone if new is None else whole(new, lang)]
    if old is not None and new is not None and changed.teams[0] != changed.teams[1]:
        teams = [printed.team(team) for team in changed.teams]
        sides = [f"{said}, {team}" for said, team in zip(sides, teams, strict=True)]
    if old is not None and new is not None:
        sides = [sides[0] + brought(old, new, lang), sides[1] + brought(new, old, lang)]
    title = next(one.activity for one in (new, old) if one is not None)
    return [what, title, *sides, *changed.people]


def whole(one: PrintedSession, lang: str) -> str:
    """`Selasa, 6 Januari 2026, 08.00 s.d. 15.00 WIB, Aula Satu`."""
    words = printed_words(one, lang)
    return ", ".join(words[key] for key in (labels.DAY, labels.HOURS, labels.PLACE))


def _people(
    printed: Printed,
    book: Book,
    about: str,
    against: str,
    people: Sequence[ChangedPerson],
) -> None:
    """Everyone with what changes for them; whole NIK and phones only where they are asked for."""
    title = printed.said(TITLE.fill(where=about))
    sheet = titled_sheet(
        *(book, printed.said(WHAT), title),
        printed.scenario.title,
        printed.said(has_changed(against)),
        about=title,
        folio=is_folio(printed.scenario.papers.paper),
        lang=printed.lang,
    )
    said = printed.said
    titles = [said(words) for words in (NUMBER, REGISTRANT, NAME)]
    titles += [labels.NIK_TITLE if printed.show_nik else said(BORN), labels.KELURAHAN]
    titles += [said(PHONE)] if printed.show_phone else []
    titles += [said(words) for words in (WHAT, ACTIVITY, BEFORE, AFTER)]
    widths = [36, 70, 150, 125 if printed.show_nik else 50, 110]
    widths += [100] if printed.show_phone else []
    widths += [90, 130, 205, 205]
    lang, rows = printed.lang, list[list[object]]()
    for number, one in enumerate(people, start=1):
        row: list[object] = [number, one.id, one.person.name]
        row += [one.person.nik if printed.show_nik else day_of_birth(one.person)]
        row += [printed.home(one.kelurahan)]
        row += [one.person.phone] if printed.show_phone else []
        rows.append([*row, one.change.what.said(lang), one.change.title, *_sides_of(one, lang)])
    plain_table(book, sheet, 4, Table(titles, widths, rows))


def _sides_of(one: ChangedPerson, lang: str) -> list[str]:
    """What was and what is, whole where a session is meant."""
    change = one.change
    after = _NO_OTHER.said(lang) if change.what is What.CANCELLED else change.after
    return [
        words if seat is None else whole(seat, lang)
        for words, seat in ((change.before, change.old), (after, change.new))
    ]
