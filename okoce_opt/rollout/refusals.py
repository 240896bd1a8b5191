"""Why the store of a rollout refuses something: each in a sentence that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError


class RolloutError(PlanFilesError):
    """The rollout cannot be used, or must not be changed so; `words` says why and what to do."""


class Overtaken(RolloutError):
    """Somebody else has made a version since this one was read; nothing was written."""


_FULL = Words(
    "Disk penuh: {path} tidak dapat ditulis. Tidak ada yang berubah atau hilang; kosongkan ruang "
    "disk, lalu ulangi.",
    "The disk is full: {path} cannot be written. Nothing was changed or lost; free some disk space "
    "and repeat.",
)
_BUSY = Words(
    "{path} sedang dipakai okoce lain terlalu lama. Tidak ada yang ditulis; tunggu sampai selesai, "
    "lalu ulangi.",
    "Another okoce has been using {path} for too long. Nothing was written; wait until it is done "
    "and repeat.",
)
_READ_ONLY = Words(
    "{path} tidak boleh ditulis oleh akun ini. Tidak ada yang berubah; mintalah izin tulis untuk "
    "foldernya.",
    "This account may not write {path}. Nothing was changed; ask for the right to write in its "
    "folder.",
)
_DAMAGED = Words(
    "{path} rusak, atau bukan berkas okoce ({why}). Tidak ada yang ditulis ke dalamnya; "
    "pulihkan dari cadangan terakhir (okoce rollout backup).",
    "{path} is damaged, or none of okoce's files ({why}). Nothing was written into it; restore the "
    "last backup (okoce rollout backup).",
)
_CANNOT = Words(
    "{path} tidak dapat dibaca atau ditulis ({why}). Tidak ada yang berubah. Bila foldernya di "
    "jaringan atau tersinkron (OneDrive, Google Drive), pindahkan ke disk komputer ini.",
    "{path} cannot be read or written ({why}). Nothing was changed. If its folder is on a network "
    "or kept in step with one (OneDrive, Google Drive), move it to a disk of this computer.",
)
_SAID = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_PRIMARY = 0xFF
"""SQLite's extended codes have the plain one in their last byte."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite says against the file at `path` becomes a `RolloutError`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        words = _SAID.get(code & _PRIMARY, _CANNOT)
        why = getattr(error, "sqlite_errorname", type(error).__name__)
        raise RolloutError(words.fill(path=str(path), why=why)) from error


def damaged(path: Path, what: Words) -> RolloutError:
    """What is kept does not have the digest that it was kept under."""
    words = Words(
        "{path}: {what} tidak lagi seperti saat disimpan (sidiknya lain): berkasnya rusak atau "
        "disunting. Yang lain tetap dapat dibaca; pulihkan dari cadangan terakhir.",
        "{path}: {what} is no longer as it was kept (its digest is another): the file is damaged "
        "or was edited. The rest can still be read; restore the last backup.",
    )
    return RolloutError(words.fill(path=str(path), what=what))
