"""Personal data: taken out of a list of registrants, kept in a table of their own, put back in.

That table alone holds names, NIK, phones, births and addresses; no digest of a version covers it.
Rows hold from a version on until the next row of the same person.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from okoce_opt.domain.words import Words, same
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.headers import REMOVE
from okoce_opt.io.tables.records import ERASE
from okoce_opt.rollout.objects import Altered, seal_of

LIST = TABLES["pendaftar"]
FILE = f"{LIST.name}.csv"
KEY = LIST.keys[0]
NAME = "nama"
PRIVATE = tuple(column.header for column in LIST.columns if column.private)
"""Headers of personal data, in the order of the table."""

Cells = Mapping[str, str]
"""Private cells of one person by header, those that say something, as they stand in a file."""


Files = Mapping[str, bytes]
"""Of a layer of a scenario, by name."""


def take_out(
    layers: Sequence[Mapping[str, bytes]],
) -> tuple[list[dict[str, bytes]], dict[str, Cells]]:
    """The files of a scenario's layers, the base first, without personal data; and those, by
    person.
    """
    people: dict[str, dict[str, str]] = {}
    bare = []
    for files in layers:
        kept = dict(files)
        if FILE in files:
            header, *rows = _read(files[FILE])
            for row in rows:
                cells = dict(zip(header, row, strict=True))
                mine = people.setdefault(cells[KEY], {})
                said = {name: cells[name] for name in PRIVATE if cells.get(name)}
                mine |= said
                for name in [name for name, text in said.items() if text == ERASE]:
                    del mine[name]
            public = [place for place, name in enumerate(header) if name not in PRIVATE]
            kept[FILE] = _written([[row[place] for place in public] for row in (header, *rows)])
        bare.append(kept)
    return bare, {person: cells for person, cells in people.items() if cells}


def put_back(
    layers: Sequence[Mapping[str, bytes]], people: Mapping[str, Cells]
) -> list[dict[str, bytes]]:
    """The reverse: each person's cells stand in the row that brings them in."""
    seen: set[str] = set()
    whole = []
    for files in layers:
        kept = dict(files)
        if FILE in files and people:
            header, *rows = _read(files[FILE])
            key = header.index(KEY)
            gone = header.index(REMOVE) if REMOVE in header else None
            filled = [[*header, *PRIVATE]]
            for row in rows:
                taken = gone is not None and row[gone]
                mine = {} if taken or row[key] in seen else people.get(row[key], {})
                filled.append([*row, *(mine.get(name, "") for name in PRIVATE)])
                (seen.discard if taken else seen.add)(row[key])
            kept[FILE] = _written(filled)
        whole.append(kept)
    return whole


def numbers_in(layers: Iterable[Mapping[str, bytes]]) -> set[str]:
    """The numbers of all who stand in the lists of these layers, also of those taken off there."""
    found: set[str] = set()
    for files in layers:
        if FILE in files:
            header, *rows = _read(files[FILE])
            found.update(row[header.index(KEY)] for row in rows)
    return found


def known_at(db: sqlite3.Connection, version: int) -> dict[str, Cells]:
    """The people's cells as a version has them. Raises `Altered` where a row was edited."""
    found: dict[str, Cells] = {}
    rows = db.execute(
        "SELECT person, since, cells, seal, max(since) FROM people WHERE since <= ? "
        "GROUP BY person ORDER BY person",
        (version,),
    )
    for person, since, text, seal, _ in rows:
        if seal != seal_of(person, since, text):
            words = Words("data pribadi {person}", "the personal data of {person}")
            raise Altered(words.fill(person=same(str(person))))
        if cells := json.loads(text):
            found[person] = cells
    return found


def keep(db: sqlite3.Connection, version: int, people: Mapping[str, Cells]) -> None:
    """Write what differs from what would hold in that new version."""
    before = known_at(db, version)
    rows = []
    for person in sorted(before.keys() | people.keys()):
        if before.get(person, {}) != (now := people.get(person, {})):
            text = json.dumps(now, ensure_ascii=False, sort_keys=True)
            rows.append((person, version, text, seal_of(person, version, text)))
    db.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", rows)


def erase(db: sqlite3.Connection, persons: Iterable[str]) -> None:
    """Take all rows of these people away."""
    db.executemany("DELETE FROM people WHERE person = ?", [(person,) for person in persons])


def everyone(db: sqlite3.Connection) -> list[str]:
    """The numbers of all of whom any version knows anything personal."""
    return [who for (who,) in db.execute("SELECT DISTINCT person FROM people WHERE cells != '{}'")]


def names_of(db: sqlite3.Connection) -> dict[str, str]:
    """Number -> the name that was known last, of everyone who has one."""
    rows = db.execute("SELECT person, cells FROM people ORDER BY since")
    said = ((person, json.loads(cells).get(NAME, "")) for person, cells in rows)
    return {person: name for person, name in said if name}


def all_cells(db: sqlite3.Connection, person: str) -> frozenset[str]:
    """Everything personal that any version knows of somebody."""
    rows = db.execute("SELECT cells FROM people WHERE person = ?", (person,))
    return frozenset(text for (cells,) in rows for text in json.loads(cells).values())


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")
