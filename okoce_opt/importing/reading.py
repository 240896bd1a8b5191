"""One sheet of a list, understood: its tables, what their columns mean, a person for each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from okoce_opt.domain.words import Words
from okoce_opt.gate import Sheet
from okoce_opt.gate.addresses import column_letters
from okoce_opt.importing.account import Entry, SheetAccount, Spot
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.contents import contents_of
from okoce_opt.importing.context import Home, home_of
from okoce_opt.importing.date_order import DateOrder
from okoce_opt.importing.entries import RowReader
from okoce_opt.importing.layout import Block, blocks_of, text_at
from okoce_opt.importing.lines import Kind, Line, Reader
from okoce_opt.importing.noise import noise_among
from okoce_opt.importing.sections import Sections
from okoce_opt.importing.sheet_questions import (
    SKIPPED,
    Desk,
    ask_about_strays,
    ask_for_header,
    asked_hidden,
    asked_home,
    ignored_row,
    replace_why,
)
from okoce_opt.importing.sources import Source
from okoce_opt.io.tables.cells import clean, is_blank


def read_sheet(source: Source, sheet: Sheet, desk: Desk) -> SheetAccount:
    """Everything in a sheet, accounted for."""
    account = SheetAccount(source.label, clean(sheet.name))
    filled = [n for n, row in enumerate(sheet.rows) if not all(map(is_blank, row))]
    ask_about_strays(sheet, account, desk.answers)
    if not filled:
        return account
    blocks = blocks_of(sheet.rows, desk.words)
    _say_hidden(sheet, account)
    if source.is_old:
        account.notes.append(_NOT_SEEN)
    if not blocks:
        ask_for_header(sheet, filled, account, desk)
        return account
    people = sum(n > blocks[0].bottom for n in filled)
    said = asked_hidden(sheet, blocks[0], account, desk.answers, people)
    if said is not None and not said:
        account.read += len(filled)
        for row in filled:
            ignored = ignored_row(account, sheet, row, Kind.NOTE)
            account.ignored.append(replace_why(ignored, SKIPPED))
        return account
    account.waits = said is None
    first = min(block.top for block in blocks)
    titles = _titles(sheet, first)
    account.is_partial = _is_partial((*titles, account.sheet, *source.names))
    for row in (n for n in filled if n < first):
        account.read += 1
        account.ignored.append(ignored_row(account, sheet, row, Kind.ABOVE))
    home = home_of(titles, (account.sheet, *source.names), desk.target.gazetteer)
    account.home = home.kelurahan.code if home.kelurahan else ""
    widest = max(block.last for block in blocks)
    below: list[tuple[Block, Home]] = []
    for block, end in _stretches(blocks, len(sheet.rows)):
        # what a title below the people of one table says holds for the table below it
        mine = next((h for b, h in reversed(below) if b.shares_columns(block)), None)
        if mine is None:
            mine = _home_over(sheet, block, blocks, home, desk)
        last = _read_block(sheet, block, end, (account, desk, mine, titles, source), widest)
        below.append((block, last))
    return account


def _stretches(blocks: Sequence[Block], height: int) -> Iterator[tuple[Block, int]]:
    """Each table with the row before which it ends: where the next in its columns begins."""
    for n, block in enumerate(blocks):
        below = (other.top for other in islice(blocks, n + 1, None) if other.shares_columns(block))
        yield block, next(below, height)


def _home_over(sheet: Sheet, block: Block, blocks: Sequence[Block], home: Home, desk: Desk) -> Home:
    """The home that titles say: of tables side by side those over the table's own columns, where
    they name a kelurahan.
    """
    if all(block.shares_columns(other) for other in blocks):
        return home
    first = min(other.top for other in blocks)
    over = _titles(sheet, first, range(block.first, block.last + 1))
    own = home_of(over, (), desk.target.gazetteer)
    return own if own.kelurahan is not None else home


def _titles(sheet: Sheet, first: int, columns: Iterable[int] | None = None) -> list[str]:
    """The lines above a table, cells of a line (in these columns) joined."""
    lines = []
    for row in range(first):
        span = range(len(sheet.rows[row])) if columns is None else columns
        pieces = [text for c in span if (text := text_at(sheet.rows, row, c))]
        if pieces:
            lines.append(" ".join(pieces))
    return lines


_PARTIAL = re.compile(r"\b(?:susulan|pendaftar[ _]baru|tambahan|supplement)\b")
_WHOLE = re.compile(r"\b(?:lengkap|seluruh|semua|termasuk|complete)\b")


def _is_partial(titles: Iterable[str]) -> bool:
    """Whether one of these lines calls the list a supplement, and none calls it whole."""
    said = " | ".join(titles).casefold().replace("_", " ")
    return bool(_PARTIAL.search(said)) and not _WHOLE.search(said)


def _say_hidden(sheet: Sheet, account: SheetAccount) -> None:
    hidden = sheet.hidden
    if hidden.sheet:
        account.notes.append(Words("lembar ini tersembunyi", "this sheet is hidden"))
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


_NOT_SEEN = Words(
    "di .xls dan .ods tidak terbaca apakah sebuah nama dicoret; periksa sendiri, atau simpan "
    "sebagai .xlsx",
    "of .xls and .ods it cannot be read whether a name is crossed out; look yourself, or save it "
    "as .xlsx",
)

_Place = tuple[SheetAccount, Desk, Home, Sequence[str], Source]


def _read_block(sheet: Sheet, block: Block, end: int, place: _Place, widest: int) -> Home:
    """Read one table; the home that its last title says."""
    account, desk, home, titles, source = place
    account.layout = account.layout or block.fingerprint
    for row in dict.fromkeys((block.top, block.bottom)):
        account.read += 1
        account.ignored.append(ignored_row(account, sheet, row, Kind.HEADER))
    where = Spot(account.file, account.sheet, 0).place
    lines = [*Reader(sheet.rows, block).lines(block.bottom + 1, end)]
    sections = Sections(sheet.rows, block, where, desk)
    sections.mark(lines, home)
    _trim_tail(lines)
    rows = [sheet.rows[line.row] for line in lines if line.kind is Kind.PERSON]
    held = contents_of(rows, block, desk.words, edge=block.last >= widest)
    columns = Columns.of(block, where, desk.answers, held)
    mapping = [(block.headers.get(c, column_letters(c)), n) for n, c in columns.fields.items()]
    if not {*mapping} <= {*account.mapping}:
        account.mapping += mapping
    people = len(rows)
    account.people += people
    if columns.asked or account.waits:
        account.read += len(lines)
        account.held += people
        account.ignored += [
            ignored_row(account, sheet, n.row, n.kind) for n in lines if n.kind is not Kind.PERSON
        ]
        return home
    account.notes += columns.notes
    homes = [*sections.homes(lines, home)]
    lost = sum(one.kelurahan is None and not one.waits for _, one in homes)
    home, waiting = asked_home(home, columns, lost, (where, titles, source), desk)
    persons = [row for row, _ in homes]
    noise, open_noise = noise_among(sheet, persons, columns, where, desk)
    order = DateOrder.of(sheet.rows, persons, columns, where, desk.answers)
    reader = RowReader(sheet, columns, desk.target, desk.words, desk.answers, (waiting, order))
    reader.homes.note_beside(sheet.rows, homes)
    first = len(account.entries)
    for line in lines:
        account.read += 1
        if line.row in noise and open_noise:
            account.held += 1
            continue
        if line.row in noise:
            ignored = ignored_row(account, sheet, line.row, Kind.NOTE)
            account.ignored.append(replace_why(ignored, SKIPPED))
            continue
        if line.kind is Kind.PERSON:
            entry = Entry(Spot(account.file, account.sheet, line.row + 1))
            skipped = reader.read(entry, line, home)
            if skipped is not None:
                ignored = ignored_row(account, sheet, line.row, Kind.NOTE)
                account.ignored.append(replace_why(ignored, skipped))
            else:
                account.entries.append(entry)
            continue
        if line.kind is Kind.TITLE:
            home = sections.below(line, home)
        account.ignored.append(ignored_row(account, sheet, line.row, line.kind))
    _say_no_nik(account, first, columns)
    if order.taken:
        account.notes.append(
            Words(
                "{n} tanggal lahir dibaca hari/bulan/tahun",
                "{n} dates of birth read as day/month/year",
            ).fill(n=order.taken)
        )
    return home


def _say_no_nik(account: SheetAccount, first: int, columns: Columns) -> None:
    """People without a NIK are taken, and said."""
    column = columns.fields.get("nik")
    entries = account.entries[first:]
    without = [e for e in entries if "nik" not in e.values and not _is_faulty(e, column)]
    if column is None and without:
        account.notes.append(
            Words(
                "tidak ada kolom NIK; {n} orang dibaca tanpa NIK",
                "no column of NIK; {n} people read without one",
            ).fill(n=len(without))
        )
    elif without:
        account.notes.append(
            Words(
                "{n} orang tanpa NIK (baris {rows})", "{n} people without a NIK (rows {rows})"
            ).fill(n=len(without), rows=[str(e.spot.row) for e in without[:10]])
        )


def _is_faulty(entry: Entry, column: int | None) -> bool:
    return any(fault.column == column for fault in entry.faults)


def _trim_tail(lines: list[Line]) -> None:
    """Names that stand alone below the last real row and right above a closing belong to it."""
    for n in range(len(lines) - 1, -1, -1):
        if lines[n].kind is Kind.PERSON and not lines[n].alone:
            return
        if lines[n].kind is Kind.PERSON and any(
            later.kind is Kind.CLOSING for later in lines[n + 1 : n + 3]
        ):
            lines[n] = replace(lines[n], kind=Kind.CLOSING)
