"""A what-if states only what differs: its records change those of its base by key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from okoce_opt.domain.checks import did_you_mean, nearest
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.io.tables.cells import plain, shown, shown_words
from okoce_opt.io.tables.declared import Table
from okoce_opt.io.tables.headers import NONE_TO_REMOVE, REMOVE
from okoce_opt.io.tables.records import ERASE, Record

Key = tuple[object, ...]


def merge(
    table: Table,
    layers: Sequence[Sequence[Record]],
    complaints: list[Complaint],
    key_of: Callable[[Table, Record], Key] = lambda table, record: record.key(table),
) -> list[Record]:
    """The records of the last layer's scenario. The same key, as `key_of` sees it, replaces the
    filled columns, a new one adds, `hapus` removes.

    Keys that stand twice in one layer, or are removed without being there, are complaints. Records
    whose key cannot be read are left out: they have their complaint.
    """
    merged: dict[Key, Record] = {}
    below: set[Key] = set()
    for level, layer in enumerate(layers):
        seen: dict[Key, Record] = {}
        below = {*merged}
        for record in layer:
            if record.faulty.intersection(table.keys):
                continue
            key = key_of(table, record)
            if _missing(table, record, table.keys, complaints):
                continue
            if key in seen:
                complaints.append(_twice(table, record, seen[key]))
            elif record.removes:
                _remove(table, merged, (key, record), complaints)
            elif level and key in merged:
                merged[key] = _changed(merged[key], record)
            else:
                merged[key] = record
            seen.setdefault(key, record)
    rest = [
        column.header
        for column in table.columns
        if column.required and column.header not in table.keys
    ]
    for key, record in merged.items():
        found: list[Complaint] = []
        record.faulty.update(_missing(table, record, rest, found))
        if below and key not in below:
            found = [_as_new(complaint, table, below) for complaint in found]
        complaints += found
    return list(merged.values())


_MANY = 500
"""Among more keys than so many, which one is near is not looked for."""


def _as_new(complaint: Complaint, table: Table, below: Collection[Key]) -> Complaint:
    """A cell lacks in a row that the scenario below does not have: its key may be misspelt."""
    known = sorted(plain(key[0]) for key in below if len(key) == 1)  # type: ignore[arg-type]
    known = known if len(known) <= _MANY else []
    rest = Words(
        "Skenario dasarnya tidak punya {key}. Untuk baris baru, isi kolom {name}.",
        "The scenario below has no {key}. For a new row, fill in the column {name}.",
    ).fill(key=complaint.key.rstrip("/"), name=complaint.column)
    return replace(complaint, advice=shown_words(nearest(complaint.key, known, rest)))


def nameless(table: Table, record: Record) -> bool:
    """Whether a row cannot be told by its key, which is empty or cannot be read."""
    return any(
        name in record.faulty
        or (record.values.get(name, ERASE) == ERASE and (c := table.column(name)) and c.required)
        for name in table.keys
    )


def _changed(old: Record, new: Record) -> Record:
    return replace(
        old,
        values=old.values | new.values,
        spots=old.spots | new.spots,
        typed={name: cell for name, cell in old.typed.items() if name not in new.values}
        | new.typed,
        faulty=(old.faulty - new.values.keys()) | new.faulty,
        spot=new.spot,
    )


def _missing(
    table: Table, record: Record, names: Sequence[str], complaints: list[Complaint]
) -> list[str]:
    """Required cells of these columns that are empty; each is a complaint."""
    found = []
    for name in names:
        column = table.column(name)
        empty = record.values.get(name, ERASE) == ERASE and name not in record.faulty
        if column is None or not column.required or not empty:
            continue
        found.append(name)
        file, row = record.spots.get(name, record.spot)
        complaints.append(
            Complaint(
                "missing_value",
                table.name,
                key_text(table, record),
                name,
                "",
                Words("tidak kosong", "not empty"),
                Words("Isi kolom {name}.", "Fill in the column {name}.").fill(name=name),
                file,
                row,
            )
        )
    return found


def key_text(table: Table, record: Record) -> str:
    """The key of a record as complaints write it."""
    separator = "|" if table.name == "sesi" else "/"
    return shown(separator.join(plain(value) for value in record.key(table)))  # type: ignore[arg-type]


def _twice(table: Table, record: Record, earlier: Record) -> Complaint:
    return Complaint(
        "duplicate_id",
        table.name,
        key_text(table, record),
        table.keys[0],
        key_text(table, record),
        Words("satu baris saja", "one row only"),
        Words(
            "Sudah ada di baris {row}; hapus salah satu, atau beri {name} lain.",
            "It stands in row {row}; remove one of them, or give another {name}.",
        ).fill(row=str(earlier.spot[1]), name=table.keys[0]),
        *record.spot,
    )


def _remove(
    table: Table,
    merged: dict[Key, Record],
    removed: tuple[Key, Record],
    complaints: list[Complaint],
) -> None:
    key, record = removed
    if merged.pop(key, None) is None:
        text = key_text(table, record)
        known = [key_text(table, one) for one in merged.values()]
        complaints.append(
            Complaint(
                "removes_nothing",
                table.name,
                text,
                REMOVE,
                text,
                Words("yang ada di skenario dasarnya", "one that the base scenario has"),
                shown_words(did_you_mean(text, known)) if known else NONE_TO_REMOVE,
                *record.spot,
            )
        )
