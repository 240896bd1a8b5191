"""The rows of a filled sheet: who each of them is, by number, and who was written in besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from okoce_opt.attending.asked import Asked
from okoce_opt.attending.desk import Desk
from okoce_opt.attending.form import Form
from okoce_opt.attending.signs import CHANGES, Sign, meaning_of, plain, signed
from okoce_opt.attending.walk_ins import Newcomer, who_is
from okoce_opt.domain.findings import shown
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.sessions import is_session_id
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.identities import is_spelling

MANY = 5
"""More rows than this whose name is somebody else's are one mistake: a column sorted alone."""
_SHOWN = 8


@dataclass(frozen=True)
class Line:
    """A row with somebody in it. `is_planned` = printed there by okoce, not written in."""

    row: int
    person: PersonId
    name: str = field(repr=False)
    is_planned: bool = True


@dataclass
class Lines:
    """The people of a sheet, what is asked about its rows, and who is on no list yet. `doubted` are
    those that a question is about, `printed` all whom okoce printed there. `is_filled` = there is a
    mark somewhere.
    """

    people: list[Line] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    newcomers: list[Newcomer] = field(default_factory=list)
    doubted: set[PersonId] = field(default_factory=set)
    printed: frozenset[PersonId] = frozenset()
    is_filled: bool = False


def lines_of(desk: Desk, form: Form) -> Lines:
    """Who stands on the sheet."""
    expected = _expected(desk, form)
    found = Lines(printed=expected)
    others: list[tuple[int, PersonId]] = []
    end, pasted = _end(form)
    if pasted is not None:
        found.asked.append(form.ask(*pasted, PASTED))
    for row in range(form.header + 1, end):
        said, name = form.cells.text(row, form.ids), form.cells.text(row, form.names)
        if plain(said) == labels.REGISTRANT.casefold():
            continue  # the header again, pasted with a page
        found.is_filled |= bool(said or name) and is_filled(form, row)
        if said:
            _numbered(desk, form, row, found, others)
        elif name and form.names != form.ids and _is_person(form, row, name):
            _written_in(desk, form, row, name, found)
        elif form.cells.text(row, 0).isdecimal() and is_filled(form, row):
            found.asked.append(form.ask(row, form.ids, NOBODY))
    _ask_about_names(form, others, found)
    _ask_about_sentences(form, end, found)
    seen = {line.person for line in found.people} | found.doubted
    gone = sorted(expected - seen)
    if gone and found.people:
        shown_ones = ", ".join(gone[:_SHOWN]) + (", ..." if len(gone) > _SHOWN else "")
        words = GONE.fill(n=len(gone), who=shown_ones)
        found.asked.append(form.ask(form.header, form.ids, words))
    return found


def _expected(desk: Desk, form: Form) -> frozenset[PersonId]:
    """Who was printed on the sheet: of a session of the city, those of its office only."""
    people = form.plan.people.get(form.session, ())
    session = desk.scenario.problem.session(form.session)
    if session is None or session.kecamatan or not form.office:
        return frozenset(people)
    return frozenset(p for p in people if desk.office_of(p) == form.office)


def _numbered(
    desk: Desk,
    form: Form,
    row: int,
    found: Lines,
    others: list[tuple[int, PersonId]],
) -> None:
    """The person whose number a row says; `others` get those whose name is somebody else's."""
    said, name = form.cells.text(row, form.ids), form.cells.text(row, form.names)
    expected, person = found.printed, desk.numbered(said)
    if person is None:
        if person_was := next((p for p in expected if plain(p) == plain(said)), None):
            # has left the list since; the sheet still says whether they came
            found.people.append(Line(row, person_was, name))
            return
        if form.cells.text(row, 0).isdecimal() or is_filled(form, row):
            found.asked.append(form.ask(row, form.ids, UNKNOWN.fill(found=shown(said))))
        return
    listed = desk.name_of(person)
    is_name = bool(name and listed) and form.names != form.ids
    if is_name and (not _is_same(name, listed) or _is_instead(name, listed)):
        others.append((row, person))
        found.doubted.add(person)
        return
    found.people.append(Line(row, person, name or listed, person in expected))


def _end(form: Form) -> tuple[int, tuple[int, int] | None]:
    """The row at which the table ends, and where the code of another session stands if its list was
    pasted below: what is above that code is its head.
    """
    rows = range(form.header + 1, len(form.cells.rows))
    for row in rows:
        for column in range(len(form.cells.rows[row])):
            text = form.cells.text(row, column)
            code = text.removeprefix(labels.CODE).strip()
            if text.startswith(labels.CODE) and is_session_id(code) and code != form.session:
                numbered = (n for n in reversed(rows[: row - rows[0]]) if _is_numbered(form, n))
                return next(numbered, form.header) + 1, (row, column)
    return len(form.cells.rows), None


def _is_numbered(form: Form, row: int) -> bool:
    return form.cells.text(row, 0).isdecimal()


def _ask_about_sentences(form: Form, end: int, found: Lines) -> None:
    """Ask about people whom a sentence below the table names: it may take back what their rows
    say.
    """
    rows = {line.row for line in found.people}
    for row in range(form.header + 1, end):
        if row in rows or (form.cells.text(row, form.ids) and form.cells.text(row, 0).isdecimal()):
            continue
        for column in range(len(form.cells.rows[row])):
            text = f" {plain(form.cells.text(row, column))} "
            if any(word in text for word in _SAYS):
                named = [line for line in found.people if _names(text, line)]
                found.doubted |= {line.person for line in named}
                found.asked += [
                    form.ask(line.row, form.title, SENTENCE.fill(said=form.where(row, column)))
                    for line in named
                ]
    found.people = [line for line in found.people if line.person not in found.doubted]


_SAYS = ("kecuali", "hadir", "sakit", "izin", "ijin", "alpa", "absen", "datang", "ganti", "wakil")


def _names(text: str, line: Line) -> bool:
    """Whether a sentence names somebody, by number or by whole name."""
    said = (plain(line.person), plain(line.name))
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in said if len(one) > 2)


def _is_same(said: str, listed: str) -> bool:
    return plain(said) == plain(listed) or is_spelling(said, listed)


def _is_instead(said: str, listed: str) -> bool:
    """Whether a name tells of somebody else besides the one who is listed (`Budi wakil Ani`)."""
    return any(
        word in plain(said) and word not in plain(listed) for word in CHANGES if len(word) > 1
    )


def _ask_about_names(form: Form, others: list[tuple[int, PersonId]], found: Lines) -> None:
    if len(others) > MANY:
        words = SORTED_ALONE.fill(n=len(others))
        found.asked.append(form.ask(form.header, form.names, words))
        return
    for row, person in others:
        found.asked.append(form.ask(row, form.names, SOMEBODY_ELSE.fill(person=person)))


def _is_person(form: Form, row: int, name: str) -> bool:
    """Whether a text under *Nama* without a number is somebody's name: it has one in the first
    column or a mark, or at least reads like a name and no heading.
    """
    if form.cells.text(row, 0).isdecimal() or is_filled(form, row):
        return any(c.isalpha() for c in name)
    heads = ("kelurahan", "kecamatan", "jumlah", "total", "catatan", "keterangan", "halaman")
    return not any(c in name for c in "=:0123456789") and not plain(name).startswith(heads)


def is_filled(form: Form, row: int) -> bool:
    """Whether something stands in the row where one marks or signs."""
    columns = [c for those in form.signed.values() for c in those]
    values = [signed(form.raw(row, column)) for column in columns]
    if form.came is not None:
        values.append(form.raw(row, form.came))
    return any(meaning_of(value) is not Sign.EMPTY for value in values)


def _written_in(desk: Desk, form: Form, row: int, name: str, found: Lines) -> None:
    who = who_is(desk, form, row, name)
    if isinstance(who, str):
        found.people.append(Line(row, who, name, is_planned=False))
        return
    if who:
        near = ", ".join(who)
        found.asked.append(form.ask(row, form.ids, NAMESAKE.fill(near=near)))
        return
    found.newcomers.append(Newcomer.of(desk, form, row, name))
    found.asked.append(form.ask(row, form.ids, NEWCOMER))


def twice(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Rows of the same person: the first, and each further one."""
    first: dict[PersonId, Line] = {}
    for line in lines:
        if line.person in first:
            yield first[line.person], line
        first.setdefault(line.person, line)


NOBODY = Words(
    "Ada tanda hadir tanpa No. peserta dan nama. Tulis nomor orangnya, atau hapus tandanya.",
    "A mark with neither No. peserta nor name. Write whose it is, or remove the mark.",
)
UNKNOWN = Words(
    "No. peserta \u201c{found}\u201d tidak ada di daftar pendaftar. Tulis nomor yang benar "
    "(bentuknya seperti di baris lain).",
    "No. peserta \u201c{found}\u201d is not on the list of registrants. Write the right number "
    "(it looks like those of other rows).",
)
SOMEBODY_ELSE = Words(
    "Nama di baris ini bukan nama pemilik nomor {person} di daftar. Betulkan nomornya atau "
    "namanya, supaya jelas siapa yang hadir.",
    "The name in this row is not that of number {person} on the list. Correct the number or the "
    "name, so that it is clear who came.",
)
SORTED_ALONE = Words(
    "Di {n} baris, nama dan No. peserta bukan orang yang sama; mungkin satu kolom diurutkan "
    "sendiri. Urutkan seluruh tabel sekaligus (mulai dari lembar asli), lalu isi lagi.",
    "In {n} rows name and No. peserta are not the same person; perhaps one column was sorted "
    "alone. Start from the original sheet, sort the whole table at once, and fill it in again.",
)
PASTED = Words(
    "Di sini mulai daftar sesi lain, yang ditempel di bawah daftar ini. Taruh di lembar sendiri, "
    "bersama kepalanya; dari baris ini ke bawah tidak dibaca.",
    "The list of another session begins here, pasted below this one. Put it into a sheet of its "
    "own, with its head; from this row on nothing is read.",
)
SENTENCE = Words(
    "Orang ini disebut juga di bawah tabel ({said}). Isi Hadir, Izin, Sakit atau Alpa di barisnya, "
    "lalu hapus kalimat itu.",
    "This person is named below the table too ({said}). Fill in Hadir, Izin, Sakit or Alpa in "
    "their row, then delete that sentence.",
)
GONE = Words(
    "{n} orang yang tercetak di lembar ini tidak ada lagi: {who}. Kembalikan barisnya dan isi "
    "Hadir, Izin, Sakit atau Alpa.",
    "{n} people who were printed on this sheet are gone: {who}. Bring their rows back and fill in "
    "Hadir, Izin, Sakit or Alpa.",
)
NAMESAKE = Words(
    "Nama ini ditambahkan tanpa No. peserta; di daftar mirip dengan {near}. Bila benar orang itu, "
    "tulis nomornya di sel ini; bila bukan, daftarkan dulu orangnya.",
    "This name was added without No. peserta; on the list it is like {near}. If it is that person, "
    "write the number into this cell; if not, register the person first.",
)
NEWCOMER = Words(
    "Nama ini ditambahkan dan tidak ada di daftar pendaftar. Orangnya perlu didaftarkan dulu; "
    "lalu tulis No. peserta yang didapat di sel ini.",
    "This name was added and is not on the list of registrants. The person must be registered "
    "first; then write the number they got into this cell.",
)
