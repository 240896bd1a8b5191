"""What shall differ, as a planner writes it: `tempat.kursi`, `tempat.aula-tambora.kursi`,
`tempat[kecamatan=Tambora].kursi`, `aturan.simultaneous_phase.at_most`, `selesai`, `pendaftar`
(how many people), `tutup` (closed days, of all or of one hall), `seed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from okoce_opt.domain.checks import did_you_mean, nearest
from okoce_opt.domain.findings import Complaint, shown
from okoce_opt.domain.words import Words, same
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.io.files.settings import TABLE
from okoce_opt.io.scenario.chosen import PRICE
from okoce_opt.io.scenario.program import FAMILIES, PLAIN_KEYS
from okoce_opt.io.tables.declared import TABLES, table_named
from okoce_opt.io.tables.english import setting_path
from okoce_opt.io.tables.headers import header_key
from okoce_opt.rules import RULE_BOOK

CELLS, PEOPLE, CLOSED, SETTING, SEED = "cells", "people", "closed", "setting", "seed"
_CLOSED = ("tutup", "closed")
_SEED = ("seed", "benih")
_HEAD = re.compile(r"(?P<head>[^.\[\]]+)(?:\[(?P<rows>[^\]]*)\])?(?:\.(?P<rest>.+))?")
_BOOKS: dict[str, Sequence[type[Any]]] = {"aturan": RULE_BOOK, "sasaran": GOAL_BOOK}


@dataclass(frozen=True)
class Spot:
    """Where something was asked for: an option of the command line, or file and row."""

    file: str = "--vary"
    row: int = 0

    def complain(
        self, code: str, said: str, found: str, allowed: Words, advice: Words
    ) -> Complaint:
        """A complaint about what stands there."""
        where = (self.file, self.row)
        return Complaint(code, TABLE, said, said, shown(found), allowed, advice, *where)


@dataclass(frozen=True)
class Address:
    """What a trial changes, as it was `said`.

    `kind` is one of CELLS (a `column` of a `table`), PEOPLE, CLOSED, SETTING (at `path`) and SEED.
    `rows` says which rows: empty for all, a key, or `column=value`; of CLOSED the hall.
    """

    said: str
    kind: str
    table: str = ""
    rows: str = ""
    column: str = ""
    path: str = ""


def address_of(said: str, spot: Spot, complaints: list[Complaint]) -> Address | None:
    """What the text means; None with a complaint where it means nothing."""
    said = said.strip()
    whole = _HEAD.fullmatch(said)
    if whole is None:
        complaints.append(spot.complain("unknown_key", said, said, _ALLOWED, _EXAMPLES))
        return None
    head, rows, rest = (whole[name] or "" for name in ("head", "rows", "rest"))
    word = header_key(head)
    if word in _SEED and not rows + rest:
        return Address(said, SEED)
    if word in _CLOSED:
        return Address(said, CLOSED, "halangan", rows or rest)
    table = table_named(word)
    if table is not None:
        return _in_table(said, table, rows, rest, spot, complaints)
    return _setting(said, spot, complaints)


_ALLOWED = Words(
    "tabel.kolom, tabel.kunci.kolom, aturan.nama.parameter, sasaran.nama.harga, pendaftar, tutup, "
    "seed, atau kunci lembar program",
    "table.column, table.key.column, aturan.name.parameter, sasaran.name.harga, pendaftar, tutup, "
    "seed, or a key of the sheet program",
)
_EXAMPLES = Words(
    "Misalnya tempat.kursi atau aturan.simultaneous_phase.at_most.",
    "For example tempat.kursi or aturan.simultaneous_phase.at_most.",
)


def _in_table(
    said: str, table: str, rows: str, rest: str, spot: Spot, complaints: list[Complaint]
) -> Address | None:
    if not rest:
        if table == "pendaftar":
            return Address(said, PEOPLE, table, rows)
        advice = Words("Sebut kolomnya: {table}.kolom.", "Name the column: {table}.column.")
        allowed = same(", ".join(TABLES[table].headers))
        complaints.append(
            spot.complain("missing_column", said, said, allowed, advice.fill(table=table))
        )
        return None
    middle, _, last = rest.rpartition(".")
    column = TABLES[table].column(header_key(last))
    if column is None:
        advice = nearest(header_key(last), TABLES[table].known)
        complaints.append(
            spot.complain("unknown_column", said, last, TABLES[table].allowed, advice)
        )
        return None
    if column.private or column.header in TABLES[table].keys:
        allowed = same(
            ", ".join(
                one.header
                for one in TABLES[table].columns
                if not one.private and one.header not in TABLES[table].keys
            )
        )
        advice = Words(
            "Kolom ini menyebut siapa atau baris mana; ia tidak dicoba-coba.",
            "This column says who or which row; it is not tried.",
        )
        complaints.append(spot.complain("not_varied", said, column.header, allowed, advice))
        return None
    return Address(said, CELLS, table, rows or middle, column.header)


def _setting(said: str, spot: Spot, complaints: list[Complaint]) -> Address | None:
    path = setting_path(said)
    first, *more = path.split(".")
    if first not in (*PLAIN_KEYS, *FAMILIES) or first in ("extends", "story", "title", "surat"):
        words = (*PLAIN_KEYS, *FAMILIES, *TABLES, "tutup", "seed")
        advice = nearest(first, words, _EXAMPLES)
        complaints.append(spot.complain("unknown_key", said, first, _ALLOWED, advice))
        return None
    if first in _BOOKS:
        problem = _wrong_judge(first, more, said, spot)
        if problem is not None:
            complaints.append(problem)
            return None
    return Address(said, SETTING, path=path)


def _wrong_judge(family: str, more: list[str], said: str, spot: Spot) -> Complaint | None:
    """What is wrong with the path of a rule's or goal's parameter, if anything is."""
    book = {one.kind: one for one in _BOOKS[family] if not getattr(one, "always_on", False)}
    name = more[0] if more else ""
    if name not in book:
        return spot.complain("unknown_key", said, name, same(", ".join(book)), _hint(name, book))
    known = [one.name for one in fields(book[name])]
    known += [PRICE] if family == "sasaran" else []
    if len(more) == 1 and family == "aturan":
        return None
    if len(more) != 2 or more[1] not in known:
        last = more[1] if len(more) > 1 else ""
        if not known:
            whole = Words("{said}=ya, {said}=tidak", "{said}=yes, {said}=no")
            whole = whole.fill(said=f"{family}.{name}")
            return spot.complain("unknown_key", said, last, whole, _NO_PARAMETERS)
        return spot.complain("unknown_key", said, last, same(", ".join(known)), _hint(last, known))
    return None


_NO_PARAMETERS = Words(
    "Aturan ini tidak punya parameter: ia berlaku atau tidak.",
    "This rule has no parameters: it is on or off.",
)


def _hint(text: str, known: Iterable[str]) -> Words:
    return did_you_mean(text, list(known))
