"""One sheet of a list, understood: its tables, what their columns mean, a person for each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import Sheet
from okoce_opt.gate.addresses import column_letters
from okoce_opt.importing.account import Entry, Ignored, SheetAccount, Spot
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.context import Home, home_of, section
from okoce_opt.importing.entries import RowReader
from okoce_opt.importing.layout import Block, blocks_of, text_at
from okoce_opt.importing.lines import Kind, Line, Reader
from okoce_opt.importing.questions import Answers, Choice, Question, Scope, question_id
from okoce_opt.importing.regions import KELURAHAN
from okoce_opt.importing.sources import Source
from okoce_opt.importing.target import Target
from okoce_opt.importing.words import Dictionary
from okoce_opt.io.tables.cells import clean, is_blank


@dataclass(frozen=True)
class Desk:
    """What every sheet is read with."""

    target: Target
    words: Dictionary
    answers: Answers


def read_sheet(source: Source, sheet: Sheet, desk: Desk) -> SheetAccount:
    """Everything in a sheet, accounted for."""
    account = SheetAccount(source.label, clean(sheet.name))
    filled = [n for n, row in enumerate(sheet.rows) if not all(map(is_blank, row))]
    if not filled:
        return account
    blocks = blocks_of(sheet.rows, desk.words)
    _say_hidden(sheet, account)
    if source.is_old:
        account.notes.append(_NOT_SEEN)
    if not blocks:
        _no_header(sheet, filled, account, desk)
        return account
    first = min(block.top for block in blocks)
    titles = _titles(sheet, first)
    account.is_partial = _is_partial((*titles, account.sheet, *source.names))
    for row in (n for n in filled if n < first):
        account.read += 1
        account.ignored.append(_ignored(account, sheet, row, Kind.ABOVE))
    home = home_of(titles, (account.sheet, *source.names), desk.target.gazetteer)
    for block, end in _stretches(blocks, len(sheet.rows)):
        _read_block(sheet, block, end, (account, desk, home, titles, source))
    return account


def _stretches(blocks: Sequence[Block], height: int) -> Iterator[tuple[Block, int]]:
    """Each table with the row before which it ends: where the next in its columns begins."""
    for n, block in enumerate(blocks):
        below = (b.top for b in blocks[n + 1 :] if b.first <= block.last and block.first <= b.last)
        yield block, min(below, default=height)


def _titles(sheet: Sheet, first: int) -> list[str]:
    """The lines above a table, cells of a line joined."""
    lines = []
    for row in range(first):
        width = len(sheet.rows[row])
        pieces = [text for c in range(width) if (text := text_at(sheet.rows, row, c))]
        if pieces:
            lines.append(" ".join(pieces))
    return lines


_PARTIAL = re.compile(r"\b(?:susulan|pendaftar[ _]baru|tambahan|supplement)\b")
_WHOLE = re.compile(r"\b(?:lengkap|seluruh|semua|termasuk|complete)\b")


def _is_partial(titles: Iterable[str]) -> bool:
    """Whether one of these lines calls the list a supplement, and none calls it whole."""
    said = " | ".join(titles).casefold().replace("_", " ")
    return bool(_PARTIAL.search(said)) and not _WHOLE.search(said)


def _ignored(account: SheetAccount, sheet: Sheet, row: int, kind: Kind) -> Ignored:
    pieces = [text_at(sheet.rows, row, c) for c in range(len(sheet.rows[row]))]
    text = shown(" | ".join(filter(None, pieces)))
    return Ignored(Spot(account.file, account.sheet, row + 1), kind.value, text[:_SHOWN])


_SHOWN = 120


def _say_hidden(sheet: Sheet, account: SheetAccount) -> None:
    hidden = sheet.hidden
    if hidden.sheet:
        account.notes.append(
            Words("lembar ini tersembunyi; ikut dibaca", "this sheet is hidden; read all the same")
        )
    if hidden.rows:
        rows = sorted(hidden.rows)
        account.notes.append(
            Words(
                "{n} baris tersembunyi, ikut dibaca (baris {rows})",
                "{n} hidden rows, read all the same (rows {rows})",
            ).fill(n=len(rows), rows=[str(r) for r in rows[:10]])
        )
    if hidden.columns:
        account.notes.append(
            Words(
                "kolom tersembunyi ikut dibaca: {columns}",
                "hidden columns are read all the same: {columns}",
            ).fill(columns=[column_letters(c) for c in sorted(hidden.columns)[:10]])
        )


def _no_header(sheet: Sheet, filled: Sequence[int], account: SheetAccount, desk: Desk) -> None:
    """A sheet without a table: asked about where people may be in it, else ignored."""
    account.read = len(filled)
    if not any(_may_be_person(sheet, n) for n in filled):
        none = Words("tidak ada tabel orang di lembar ini", "no table of people in this sheet")
        for row in filled:
            line = _ignored(account, sheet, row, Kind.NOTE)
            account.ignored.append(replace_why(line, none))
        return
    asked = Question(
        question_id("header", *(text_at(sheet.rows, n, c) for n in filled[:3] for c in range(9))),
        Scope.SHEET,
        Spot(account.file, account.sheet, 1).place,
        Words(
            "Tidak ada baris judul kolom (Nama, NIK, ...) yang dikenali di lembar ini. Tulis judul "
            "kolomnya di berkas itu lalu impor lagi, atau jawab lewati.",
            "No row of column titles (Nama, NIK, ...) is known in this sheet. Write the titles in "
            "the file and import it again, or answer lewati (ignore).",
        ),
        (Choice("lewati", Words("abaikan lembar ini", "ignore this sheet")),),
        len(filled),
    )
    if desk.answers.ask(asked) is None:
        account.held = len(filled)
        return
    for row in filled:
        account.ignored.append(replace_why(_ignored(account, sheet, row, Kind.NOTE), SKIPPED))


_COLUMNS, _LONG_NUMBER = 3, re.compile(r"\d{10}")


def _may_be_person(sheet: Sheet, row: int) -> bool:
    """Whether a row of a sheet without a header has a long number, or several cells and a name."""
    texts = [t for c in range(len(sheet.rows[row])) if (t := text_at(sheet.rows, row, c))]
    if any(_LONG_NUMBER.search(text) for text in texts):
        return True
    return len(texts) >= _COLUMNS and any(len(re.findall(r"[^\W\d_]+", t)) > 1 for t in texts)


SKIPPED = Words("diabaikan atas jawaban Anda", "ignored, as answered")


def replace_why(ignored: Ignored, why: Words) -> Ignored:
    """The same row with another reason."""
    return replace(ignored, why=why)


_NOT_SEEN = Words(
    "di .xls dan .ods tidak terbaca apakah sebuah nama dicoret; periksa sendiri, atau simpan "
    "sebagai .xlsx",
    "of .xls and .ods it cannot be read whether a name is crossed out; look yourself, or save it "
    "as .xlsx",
)

_Place = tuple[SheetAccount, Desk, Home, Sequence[str], Source]


def _read_block(sheet: Sheet, block: Block, end: int, place: _Place) -> None:
    account, desk, home, titles, source = place
    account.layout = account.layout or block.fingerprint
    for row in dict.fromkeys((block.top, block.bottom)):
        account.read += 1
        account.ignored.append(_ignored(account, sheet, row, Kind.HEADER))
    where = Spot(account.file, account.sheet, 0).place
    columns = Columns.of(block, where, desk.answers, _seem_nik(sheet, block))
    account.mapping += [
        (block.headers.get(c, column_letters(c)), n) for n, c in columns.fields.items()
    ]
    lines = [*Reader(sheet.rows, block).lines(block.bottom + 1, end)]
    _trim_tail(lines)
    people = sum(line.kind is Kind.PERSON for line in lines)
    if columns.asked:
        account.read += len(lines)
        account.held += people
        account.ignored += [
            _ignored(account, sheet, n.row, n.kind) for n in lines if n.kind is not Kind.PERSON
        ]
        return
    account.notes += columns.notes
    home, waiting = _asked_home(home, columns, people, (where, titles, source), desk)
    reader = RowReader(sheet, columns, desk.target, desk.words, desk.answers, waiting)
    for line in lines:
        account.read += 1
        if line.kind is Kind.PERSON:
            entry = Entry(Spot(account.file, account.sheet, line.row + 1))
            skipped = reader.read(entry, line, home)
            if skipped is not None:
                ignored = _ignored(account, sheet, line.row, Kind.NOTE)
                account.ignored.append(replace_why(ignored, skipped))
            else:
                account.entries.append(entry)
            continue
        if line.kind is Kind.TITLE:
            text = " ".join(_titles(replace(sheet, rows=[sheet.rows[line.row]]), 1))
            home = section(text, home, desk.target.gazetteer)
        account.ignored.append(_ignored(account, sheet, line.row, line.kind))


def _seem_nik(sheet: Sheet, block: Block) -> list[int]:
    """Columns under headers that mean nothing, in which most of the first cells are 16 digits."""
    found = []
    for column in block.unknown:
        rows = range(block.bottom + 1, min(len(sheet.rows), block.bottom + 1 + _SAMPLE))
        said = [text for row in rows if (text := text_at(sheet.rows, row, column))]
        if said and 2 * sum(_SIXTEEN.fullmatch(text) is not None for text in said) > len(said):
            found.append(column)
    return found


_SAMPLE, _SIXTEEN = 60, re.compile(r"'?\d{4}[ .]?\d{2}[ .]?\d{2}[ .]?\d{4}[ .]?\d{4}")


def _trim_tail(lines: list[Line]) -> None:
    """Names that stand alone below the last real row and right above a closing belong to it."""
    for n in range(len(lines) - 1, -1, -1):
        if lines[n].kind is Kind.PERSON and not lines[n].alone:
            return
        if lines[n].kind is Kind.PERSON and any(
            later.kind is Kind.CLOSING for later in lines[n + 1 : n + 3]
        ):
            lines[n] = replace(lines[n], kind=Kind.CLOSING)


def _asked_home(
    home: Home,
    columns: Columns,
    people: int,
    about: tuple[str, Sequence[str], Source],
    desk: Desk,
) -> tuple[Home, str]:
    """The home of a list without a column of kelurahan, asked for if no title says it; and the id
    of that question while it is open.
    """
    has_column = "kelurahan" in columns.fields or "kelkec" in columns.fields
    if home.kelurahan is not None or has_column or not people:
        return home, ""
    where, titles, source = about
    gazetteer = desk.target.gazetteer
    inside = home.kecamatan.code if home.kecamatan else ""
    near = [p for p in gazetteer.kelurahan if p.known and (not inside or p.parent == inside)]
    if not near and inside:
        near = [p for p in gazetteer.kelurahan if p.parent == inside]
    asked = Question(
        question_id("home", *titles, where.rpartition("[")[2], *source.names[:1]),
        Scope.SHEET,
        where,
        Words(
            "Kelurahan orang-orang di lembar ini tidak tertulis (kolom, judul, nama lembar, nama "
            "berkas). Kelurahan mana?",
            "The kelurahan of the people in this sheet is not written (column, title, names of "
            "sheet and file). Which is it?",
        ),
        [Choice(p.name, Words(p.code, p.code)) for p in near[:_MOST]],
        people,
        free=True,
    )
    said = desk.answers.ask(asked)
    place = gazetteer.find(KELURAHAN, said, inside).place if said else None
    if said and place is None:
        desk.answers.asked[asked.id] = asked
    if place is None:
        return Home(home.kecamatan, None), asked.id
    return Home(gazetteer.by_code.get(place.parent), place), ""


_MOST = 60
