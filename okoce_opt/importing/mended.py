"""Lists that come beside their mended copy, and rows whose mended twin is known: nobody is asked
again about what was mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from okoce_opt.domain.words import Words
from okoce_opt.gate import Cell, Sheet
from okoce_opt.importing.account import Entry, Ignored, SheetAccount
from okoce_opt.importing.likeness import both_told, name_key
from okoce_opt.importing.likeness import told as told_as
from okoce_opt.importing.questions import SKIP, Answers
from okoce_opt.importing.regions import KECAMATAN, KELURAHAN
from okoce_opt.importing.sources import Passed, Source
from okoce_opt.importing.target import Member
from okoce_opt.io.tables.cells import clean, is_blank, plain

COPY = "perbaiki_"
"""How the name of a copy to be mended begins."""
_Files = list[tuple[Source, list[Sheet]]]
_FIELD = {"ttl": "tanggal_lahir"}
_IDENTITY = ("tanggal_lahir", "telepon", "alamat", "nik")


def without_originals(files: _Files, passed: list[Passed]) -> _Files:
    """The files without each original whose mended copy is among them and holds all its rows; the
    originals are added to `passed`.
    """
    copies = [one for one in files if one[0].names[0].startswith(COPY)]
    kept: _Files = []
    for source, sheets in files:
        stem = safe_stem(source.names[0])
        mine = (
            copy
            for copy, theirs in copies
            if copy is not source and _is_copy_of(copy.names[0], stem) and _holds(theirs, sheets)
        )
        copy = next(mine, None)
        if copy is None:
            kept.append((source, sheets))
        else:
            why = Words("salinannya dipakai: {copy}", "its copy is used: {copy}")
            passed.append(Passed(source.label, why.fill(copy=copy.label), fault=False))
    return kept


def safe_stem(stem: str) -> str:
    """A file's name without what a system may stumble over, and without long numbers."""
    short = re.sub(r"\d{8,}", "", re.sub(r"[^\w \-]", "_", stem)).strip(" ._")
    return short[:80] or "daftar"


def _is_copy_of(copy: str, stem: str) -> bool:
    """Whether a copy's name is that of a list, perhaps with a number behind it."""
    bare = copy.removeprefix(COPY)
    return stem in (bare, re.sub(r"(?:_\d+| ?\(\d+\))$", "", bare)) and not stem.startswith(COPY)


def _holds(copy: Sequence[Sheet], sheets: Sequence[Sheet]) -> bool:
    """Whether each row of a list stands in its copy too, half of its cells unchanged."""
    theirs = {clean(sheet.name): sheet.rows for sheet in copy}
    for sheet in sheets:
        # text has no sheet, and its copy has one
        alone = not sheet.name and len(copy) == 1
        rows = copy[0].rows if alone else theirs.get(clean(sheet.name))
        for n, row in enumerate(sheet.rows):
            filled = [c for c, cell in enumerate(row) if not is_blank(cell)]
            if filled and (rows is None or n >= len(rows)):
                return False
            same = sum(_text(row, c) == _text(rows[n], c) for c in filled) if rows else 0
            if 2 * same < len(filled):
                return False
    return True


def _text(row: Sequence[Cell], column: int) -> str:
    return plain(row[column]) if column < len(row) else ""


def drop_mended(
    accounts: Sequence[SheetAccount], members: Iterable[Member], answers: Answers
) -> None:
    """Rows that wait for a faulty cell alone, or for a word nobody knows, and whose person is known
    with that cell mended: in the scenario, so that the fault is of no account, or in another row,
    which is taken instead.
    """
    everyone = [entry for account in accounts for entry in account.entries]
    waiting = [entry for entry in everyone if entry.open or entry.fields]
    if not waiting:
        return
    known: dict[str, list[tuple[Mapping[str, object], Entry | None]]] = {}
    for member in members:
        name = name_key(str(member.values.get("nama") or ""))
        known.setdefault(name, []).append((member.values, None))
    for entry in everyone:
        if not entry.waits:
            name = name_key(str(entry.values.get("nama") or ""))
            known.setdefault(name, []).append((entry.values, entry))
    instead: dict[int, Entry] = {}
    for entry in waiting:
        if {*entry.waits} != {*(ident for _, ident in entry.open), *entry.fields}:
            continue
        name = name_key(str(entry.values.get("nama") or ""))
        twins = [
            other
            for values, other in known.get(name, ())
            if _is_mended(entry, values) and _may_be_meant(entry, values, answers)
        ]
        if not twins:
            continue
        for ident in entry.fields:
            answers.withdraw(ident)
        row = next((twin for twin in twins if twin is not None), None)
        if row is not None:
            instead[id(entry)] = row
            continue
        entry.faults = [fault for fault in entry.faults if fault not in dict(entry.open)]
        entry.waits, entry.open = [], []
    for account in accounts:
        account.ignored += _ignored(account.entries, instead)
        account.entries = [entry for entry in account.entries if id(entry) not in instead]


_MENDED = Words(
    "orang yang sama, selnya sudah benar di baris lain",
    "the same person with that cell mended in another row",
)


def _ignored(entries: Sequence[Entry], instead: Mapping[int, Entry]) -> Iterator[Ignored]:
    why = Words(
        "orang yang sama, selnya sudah benar, di {spot}",
        "the same person with that cell mended: {spot}",
    )
    for entry in entries:
        if id(entry) in instead:
            said = why.fill(spot=instead[id(entry)].spot.said)
            yield Ignored(entry.spot, said, kind=_MENDED)


def _may_be_meant(entry: Entry, values: Mapping[str, object], answers: Answers) -> bool:
    """Whether a region that is known may be what an unknown name means: one of those near to it, if
    there are any. Else somebody may have moved.
    """
    for ident, name in entry.fields.items():
        asked = answers.asked.get(ident)
        if name in (KECAMATAN, KELURAHAN) and asked is not None:
            near = {choice.does.id for choice in asked.choices if choice != SKIP}
            if near and values.get(name) not in near:
                return False
    return True


def _is_mended(entry: Entry, values: Mapping[str, object]) -> bool:
    """Whether these are the values of an entry with its faulty cells filled in: nothing else
    differs, and something besides name and home says that it is the same person.
    """
    fields = {_FIELD.get(fault.field, fault.field) for fault, _ in entry.open}
    fields |= {*entry.fields.values()}
    if any(values.get(name) in ("", None) for name in fields):
        return False
    told = [name for name, value in entry.values.items() if value not in ("", None)]
    if any(told_as(entry.values, name) != told_as(values, name) for name in told):
        return False
    return any(both_told(entry.values, values, name) is True for name in _IDENTITY)
