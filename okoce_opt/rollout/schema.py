"""The tables of a rollout's file, how an older file becomes today's, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.plan_files.year import YEAR
from okoce_opt.rollout.network import is_on_network
from okoce_opt.rollout.refusals import RolloutError, told

FILE = YEAR
OURS = 0x6F6B6F63
"""SQLite's application id: `okoc`."""
PATIENCE = 30.0
"""Seconds to wait for another okoce that writes."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # what versions are made of: bytes, packed by zlib, by the SHA-256 of what they were
        "CREATE TABLE objects (digest TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID",
        """CREATE TABLE versions (
            number INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            made_from INTEGER REFERENCES versions,
            what TEXT NOT NULL,
            at TEXT NOT NULL,
            scenario TEXT NOT NULL REFERENCES objects,
            plan TEXT REFERENCES objects,
            attendance TEXT REFERENCES objects
        )""",
        # who was given what; a revision is a published version
        """CREATE TABLE publications (
            revision INTEGER NOT NULL,
            version INTEGER NOT NULL REFERENCES versions,
            office TEXT NOT NULL,
            day TEXT NOT NULL,
            seal TEXT NOT NULL,
            PRIMARY KEY (office, revision)
        ) WITHOUT ROWID""",
        # the only table with personal data: the private cells of a registrant, as JSON, from a
        # version on until the next row
        """CREATE TABLE people (
            person TEXT NOT NULL,
            since INTEGER NOT NULL REFERENCES versions,
            cells TEXT NOT NULL,
            seal TEXT NOT NULL,
            PRIMARY KEY (person, since)
        ) WITHOUT ROWID""",
        # who did what; the last row says which version is current
        """CREATE TABLE trail (
            number INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            subject TEXT NOT NULL,
            current INTEGER NOT NULL REFERENCES versions,
            note TEXT NOT NULL,
            seal TEXT NOT NULL
        )""",
    ),
)
"""Each brings a file one `user_version` further; one that has landed is never changed."""


def connect(path: Path) -> sqlite3.Connection:
    """The file at `path`, brought up to date. Raises `RolloutError` where it cannot be used."""
    if not path.is_file():
        words = Words(
            "{folder} bukan folder rollout: {name} tidak ada di situ. Mulailah dengan: okoce "
            "rollout init {folder} --scenario S",
            "{folder} is no rollout's folder: there is no {name} in it. Begin with: okoce rollout "
            "init {folder} --scenario S",
        )
        raise RolloutError(words.fill(folder=str(path.parent), name=path.name))
    with told(path):
        return _opened(path)


def create(path: Path) -> sqlite3.Connection:
    """A new file for its owner alone. Raises FileExistsError if there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with told(path):
        db = sqlite3.connect(path, isolation_level=None)
        db.execute(f"PRAGMA application_id = {OURS}")
        db.close()
        return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        _refuse_strangers(db, path)
        # on the network the journal is one that locks alone keep safe
        db.execute(f"PRAGMA journal_mode = {'DELETE' if is_on_network(path.parent) else 'WAL'}")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        _migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_strangers(db: sqlite3.Connection, path: Path) -> None:
    (ours,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if ours != OURS:
        words = Words(
            "{path} bukan berkas rollout okoce. Periksa nama foldernya.",
            "{path} is no rollout of okoce's. Check the folder's name.",
        )
        raise RolloutError(words.fill(path=str(path)))
    if version > len(MIGRATIONS):
        words = Words(
            "{path} ditulis oleh okoce yang lebih baru (bentuk {there}, okoce ini mengenal sampai "
            "{known}). Tidak ada yang diubah; pasang okoce yang baru.",
            "{path} was written by a newer okoce (form {there}, this one knows up to {known}). "
            "Nothing was changed; install the newer okoce.",
        )
        raise RolloutError(words.fill(path=str(path), there=version, known=len(MIGRATIONS)))


def _migrate(db: sqlite3.Connection) -> None:
    """Bring the tables up to date, all of them or none; nothing is written where they are."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == len(MIGRATIONS):
        return
    with writing(db):
        # another okoce may have done it meanwhile
        (version,) = db.execute("PRAGMA user_version").fetchone()
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """A transaction in which nobody else writes: all of it is kept, or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # a full disk has ended the transaction by itself
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
