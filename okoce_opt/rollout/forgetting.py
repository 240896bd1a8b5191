"""Somebody's personal data erased for good: in the file of the year, in its backups, and in what
SQLite leaves behind of both.
"""

from __future__ import annotations

import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.rollout import people
from okoce_opt.rollout.backup import backups_in
from okoce_opt.rollout.kept_files import scrub
from okoce_opt.rollout.ledger import Ledger
from okoce_opt.rollout.objects import seal_of
from okoce_opt.rollout.refusals import RolloutError, told
from okoce_opt.rollout.schema import connect
from okoce_opt.rollout.version import FORGET

TELLING = 6
"""A cell of fewer letters (a sex, an RT) tells nobody apart, and stands everywhere."""
_FEW = 500
"""More texts than this are looked for all at once."""
ERASED = "(dihapus)"
"""Stands in a note for what was erased there."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting came to: how many `people` had personal data, in how many `backups` they were
    erased too, and `elsewhere`: other files of the folder that still hold some.
    """

    people: int
    backups: int
    elsewhere: tuple[str, ...]


def forget(ledger: Ledger, persons: Sequence[str], at: datetime | None = None) -> Forgotten:
    """Erase these people's personal data wherever the folder of the year has them.

    They stay on every list under their numbers, and every digest stays what it was. What was typed
    of them into answers of imports goes too. Doing it again finishes what broke off. Raises
    `RolloutError` where another okoce is in the way.
    """
    folder = ledger.path.parent
    copies = backups_in(folder)
    known = {person: people.all_cells(ledger.db, person) for person in persons}
    in_copies = {*everyone(ledger)}
    lacking = [who for who, cells in known.items() if not cells and who not in in_copies]
    _refuse_strangers(ledger, lacking)
    texts = {text for cells in known.values() for text in cells}
    for path in copies:
        db = connect(path)
        try:
            texts.update(*(people.all_cells(db, person) for person in persons))
            copy = Ledger(path, db)
            with copy.changing():
                _erase(db, persons, _telling(texts))
            _purge(copy)
        finally:
            db.close()
    with ledger.changing():
        _erase(ledger.db, persons, _telling(texts))
        for person in persons:
            ledger.add_step(at, FORGET, person, ledger.current().number)
    _purge(ledger)
    scrub(folder, texts)
    ours = {ledger.path, *copies}
    elsewhere = (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in ours)
    found = [p.relative_to(folder).as_posix() for p in elsewhere if _holds(p, _telling(texts))]
    erased = sum(bool(cells) for cells in known.values())
    return Forgotten(erased, len(copies), (*found, *_in_versions(ledger.db, _telling(texts))))


def everyone(ledger: Ledger) -> list[str]:
    """The numbers of all of whom anything personal is known, here or in the folder's backups."""
    found = set(people.everyone(ledger.db))
    for path in backups_in(ledger.path.parent):
        db = connect(path)
        try:
            found.update(people.everyone(db))
        finally:
            db.close()
    return sorted(found)


def _refuse_strangers(ledger: Ledger, persons: Sequence[str]) -> None:
    """Refuse numbers of which nothing is known; one that was forgotten may be given again, to
    finish what broke off.
    """
    before = {step.subject for step in ledger.trail() if step.what == FORGET}
    if strangers := [person for person in persons if person not in before]:
        words = Words(
            "Tidak ada data pribadi dari {persons}; tidak ada yang dihapus. Periksa nomor "
            "pesertanya.",
            "There are no personal data of {persons}; nothing was erased. Check the registrants' "
            "numbers.",
        )
        raise RolloutError(words.fill(persons=strangers))


def _telling(texts: Iterable[str]) -> list[str]:
    return sorted(text for text in texts if len(text) >= TELLING)


def _erase(db: sqlite3.Connection, persons: Sequence[str], texts: Sequence[str]) -> None:
    """Their rows, and what notes say of them."""
    people.erase(db, persons)
    columns = "number, at, who, what, subject, current, note"
    for number, *row in db.execute(f"SELECT {columns} FROM trail").fetchall():
        note = row[-1]
        for text in texts:
            note = note.replace(text, ERASED)
        if note != row[-1]:
            new = (*row[:-1], note)
            said = (note, seal_of(*new), number)
            db.execute("UPDATE trail SET note = ?, seal = ? WHERE number = ?", said)


def _purge(ledger: Ledger) -> None:
    """Let nothing of what was erased stay in free pages or in the log beside the file."""
    db = ledger.db
    with told(ledger.path):
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("VACUUM")
        (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        words = Words(
            "Dihapus, tetapi okoce lain masih membuka {path}, sehingga sisanya belum bersih dari "
            "berkas di sebelahnya. Tutup yang lain, lalu ulangi perintah ini.",
            "Erased, but another okoce has {path} open, so that the file beside it is not clean "
            "yet. Close the other one and repeat this command.",
        )
        raise RolloutError(words.fill(path=str(ledger.path)))


def _holds(path: Path, texts: Sequence[str]) -> bool:
    """Whether a file, or what is packed in it, holds any of these texts."""
    return any(_is_in(data, texts) for data in _contents(path))


def _is_in(data: bytes, texts: Sequence[str]) -> bool:
    """Whether any of these texts is found in there: of a few anywhere, of a whole list's as a
    cell.
    """
    if len(texts) <= _FEW:
        return any(text.encode() in data for text in texts)
    cells = re.split(r"[\n\r\t,;|<>\"]", data.decode("utf-8", "ignore"))
    return not {*texts}.isdisjoint(cell.strip() for cell in cells)


def _contents(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def _in_versions(db: sqlite3.Connection, texts: Sequence[str]) -> Iterator[str]:
    """Where free text of the planner's own tables names them, in versions that never change."""
    for digest, packed in db.execute("SELECT digest, packed FROM objects ORDER BY digest"):
        if _is_in(zlib.decompress(packed), texts):
            yield f"versi: {digest[:12]}"
