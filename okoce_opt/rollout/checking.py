"""Everything that a rollout keeps, held against its digests: what is no longer as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from okoce_opt.domain.words import Words
from okoce_opt.rollout import people
from okoce_opt.rollout.ledger import Ledger
from okoce_opt.rollout.objects import get
from okoce_opt.rollout.refusals import RolloutError


def find_faults(ledger: Ledger) -> Iterator[Words]:
    """What is damaged or was edited, one sentence each; nothing where all is as it was kept."""
    yield from _told(ledger, partial(_sound, ledger.db))
    for read in (ledger.trail, ledger.publications, ledger.versions):
        yield from _told(ledger, read)
    for digest in _column(ledger, "SELECT digest FROM objects"):
        yield from _told(ledger, partial(get, ledger.db, str(digest)))
    for number in _column(ledger, "SELECT number FROM versions"):
        yield from _told(ledger, partial(people.known_at, ledger.db, int(number)))


def _sound(db: sqlite3.Connection) -> None:
    """SQLite's own look at the file and at what refers to what."""
    (said,) = db.execute("PRAGMA integrity_check").fetchone()
    if said != "ok" or db.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError(said)


def _column(ledger: Ledger, query: str) -> list[str | int]:
    try:
        with ledger.reading():
            return [one for (one,) in ledger.db.execute(query)]
    except RolloutError:
        return []


def _told(ledger: Ledger, read: Callable[[], object]) -> Iterator[Words]:
    try:
        with ledger.reading():
            read()
    except RolloutError as error:
        yield error.words
