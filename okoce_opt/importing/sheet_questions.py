"""Questions about a whole sheet: is it to be read at all, where is its header, where do its people
live.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words, same
from okoce_opt.gate import Sheet
from okoce_opt.importing.account import Ignored, SheetAccount, Spot
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.context import Home
from okoce_opt.importing.layout import STRONG, Block, text_at
from okoce_opt.importing.lines import Kind
from okoce_opt.importing.questions import SKIP, TAKE, Answers, Choice, Question, Scope, question_id
from okoce_opt.importing.regions import KELURAHAN
from okoce_opt.importing.sources import Source
from okoce_opt.importing.target import Target
from okoce_opt.importing.words import Dictionary

SKIPPED = Words("diabaikan atas jawaban Anda", "ignored, as answered")


@dataclass(frozen=True)
class Desk:
    """What every sheet is read with."""

    target: Target
    words: Dictionary
    answers: Answers


def ignored_row(account: SheetAccount, sheet: Sheet, row: int, kind: Kind) -> Ignored:
    """A row of a sheet (from 0) that is not taken: what it is, and what it holds, masked."""
    pieces: list[str] = []
    length = 0
    for column in range(len(sheet.rows[row])):
        if length > 2 * _SHOWN:  # the rest would not be shown
            break
        if piece := text_at(sheet.rows, row, column):
            pieces.append(piece)
            length += len(piece)
    text = shown(" | ".join(pieces))
    return Ignored(Spot(account.file, account.sheet, row + 1), kind.value, text[:_SHOWN])


_SHOWN = 120


def asked_hidden(
    sheet: Sheet, block: Block, account: SheetAccount, answers: Answers, rows: int
) -> bool | None:
    """Whether a sheet is to be read: one that is hidden may be an old list, or the office's own
    notes, so that is asked; None while it waits.
    """
    if not sheet.hidden.sheet:
        return True
    asked = Question(
        question_id("hidden", sheet.name, block.fingerprint),
        Scope.SHEET,
        Spot(account.file, account.sheet, 1).place,
        Words(
            "Lembar '{name}' tersembunyi, dan di dalamnya ada tabel orang. Ambil juga?",
            "Sheet '{name}' is hidden, and there is a table of people in it. Take it too?",
        ).fill(name=shown(account.sheet)),
        (_TAKE_SHEET, _LEAVE_SHEET),
        rows,
    )
    answer = answers.ask(asked)
    return None if answer is None else answer == TAKE.word


_TAKE_SHEET = Choice(TAKE.word, Words("ambil seperti lembar lain", "take it like any other"))
_LEAVE_SHEET = Choice(SKIP.word, Words("abaikan lembar ini", "ignore this sheet"))


def ask_about_strays(sheet: Sheet, account: SheetAccount, answers: Answers) -> None:
    """Cells far outside of the table are no people, most likely; nobody but a person may say so."""
    for cell in sheet.strays:
        account.read += 1
        asked = Question(
            question_id("stray", account.file, account.sheet, cell),
            Scope.ROW,
            Spot(account.file, account.sheet, 1).place,
            Words(
                "Sel {cell} jauh di luar tabel dan tidak dibaca. Hapus isinya di berkas itu, atau "
                "jawab lewati.",
                "Cell {cell} is far outside the table and was not read. Clear it in the file, or "
                "answer lewati (ignore).",
            ).fill(cell=same(cell)),
            (SKIP,),
        )
        if answers.ask(asked) is None:
            account.held += 1
        else:
            spot = Spot(account.file, account.sheet, int(re.sub(r"\D", "", cell)))
            account.ignored.append(Ignored(spot, SKIPPED, cell))


def ask_for_header(sheet: Sheet, filled: Sequence[int], account: SheetAccount, desk: Desk) -> None:
    """A sheet without a table: asked about where people may be in it, else ignored. Forms, a sheet
    each, are one question.
    """
    account.read += len(filled)
    if not any(_may_be_person(sheet, n) for n in filled):
        none = Words("tidak ada tabel orang di lembar ini", "no table of people in this sheet")
        for row in filled:
            line = ignored_row(account, sheet, row, Kind.NOTE)
            account.ignored.append(replace_why(line, none))
        return
    is_form = _is_form(sheet, filled, desk)
    about = [text_at(sheet.rows, n, c) for n in filled[:3] for c in range(9)]
    asked = Question(
        question_id("form", account.file) if is_form else question_id("header", *about),
        Scope.SHEET,
        account.file if is_form else Spot(account.file, account.sheet, 1).place,
        _FORM
        if is_form
        else Words(
            "Tidak ada baris judul kolom (Nama, NIK, ...) yang dikenali di lembar ini. Tulis judul "
            "kolomnya di berkas itu lalu impor lagi, atau jawab lewati.",
            "No row of column titles (Nama, NIK, ...) is known in this sheet. Write the titles in "
            "the file and import it again, or answer lewati (ignore).",
        ),
        (Choice("lewati", Words("abaikan lembar ini", "ignore this sheet")),),
        len(filled),
    )
    account.people = len(filled)
    if desk.answers.ask(asked) is None:
        account.held += len(filled)
        return
    for row in filled:
        account.ignored.append(replace_why(ignored_row(account, sheet, row, Kind.NOTE), SKIPPED))


_FORM = Words(
    "Lembar-lembar ini formulir: judulnya (Nama, NIK, ...) berderet ke bawah, satu orang satu "
    "lembar. Salin isinya ke satu tabel, satu baris seorang, lalu impor tabel itu; atau jawab "
    "lewati.",
    "These sheets are forms: their titles (Nama, NIK, ...) stand one below the other, a sheet for "
    "each person. Copy them into one table, a row for each person, and import that; or answer "
    "lewati (ignore).",
)
"""Asked of sheets that are forms of one person."""


def _is_form(sheet: Sheet, filled: Sequence[int], desk: Desk) -> bool:
    """Whether headers stand one below the other in the first column that holds anything."""
    firsts = (
        next((t for c in range(_WIDE) if (t := text_at(sheet.rows, n, c))), "")
        for n in filled[:_WIDE]
    )
    meant = {desk.words.header(text) for text in firsts} - {None}
    return len(meant) >= _COLUMNS and not meant.isdisjoint(STRONG)


_WIDE = 40
_COLUMNS, _LONG_NUMBER = 3, re.compile(r"\d{10}")


def _may_be_person(sheet: Sheet, row: int) -> bool:
    """Whether a row of a sheet without a header has a long number, or several cells and a name."""
    texts = [t for c in range(len(sheet.rows[row])) if (t := text_at(sheet.rows, row, c))]
    if any(_LONG_NUMBER.search(text) for text in texts):
        return True
    return len(texts) >= _COLUMNS and any(len(re.findall(r"[^\W\d_]+", t)) > 1 for t in texts)


def replace_why(ignored: Ignored, why: Words) -> Ignored:
    """The same row with another reason."""
    return replace(ignored, why=why)


def asked_home(
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
        desk.answers.refuse(asked)
    if place is None:
        return Home(home.kecamatan, None), asked.id
    return Home(gazetteer.by_code.get(place.parent), place), ""


_MOST = 60
