"""Complaints of the domain know table, key and column; here they learn file and row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from okoce_opt.domain.findings import Complaint, mask
from okoce_opt.domain.words import Words
from okoce_opt.io.files.layers import Layer
from okoce_opt.io.files.settings import TABLE
from okoce_opt.io.scenario.merging import key_text
from okoce_opt.io.scenario.program import Taker
from okoce_opt.io.scenario.reading import Reading
from okoce_opt.io.tables.cells import plain, shown, shown_words
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.records import ERASE, Record, Spot

_OF_JUDGES = ("aturan", "sasaran")


_LEADS_TO = {
    **dict.fromkeys(("sesudah", "cadangan_untuk", "activity"), ("kegiatan",)),
    **{"dari": ("kelurahan", "pendaftar", "keluarga"), "id": ("tempat", "pendaftar", "tim")},
}
"""The tables that a column leads into, where they are not called alike."""


_OTHER_SIDE = {"pin_not_held": "sesi"}
"""Code of a complaint about two rows -> the table of the other one, whose key is what was found."""


def _typed(record: Record, complaint: Complaint) -> str:
    """What the planner typed where the complaint names the value it stands for."""
    value = record.values.get(complaint.column)
    if complaint.column in record.typed and plain(value) == complaint.found:  # type: ignore[arg-type]
        return plain(record.typed[complaint.column])
    return complaint.found


class Locator:
    """Finds where a complaint's row stands."""

    def __init__(self, reading: Reading, layers: Sequence[Layer], taker: Taker) -> None:
        self.reading, self.layers, self.taker = reading, layers, taker
        self.rows: dict[tuple[str, str], Record] = {}
        for table, records in reading.records.items():
            for record in records:
                self.rows.setdefault((table, key_text(TABLES[table], record)), record)

    def locate(self, found: Iterable[Complaint], known: Sequence[Complaint]) -> list[Complaint]:
        """The complaints with file and row, less those about a cell, row or table that has one
        already.
        """
        told = {(c.table, c.file, c.row, c.column) for c in known}
        no_parts = any(c.table == TABLE and c.column.startswith("bagian") for c in known)
        located = []
        for complaint in found:
            if complaint.table in self.reading.broken or self._leads_into_broken(complaint):
                continue
            if no_parts and complaint.code == "unknown_bagian":
                continue
            one = self._placed(complaint)
            if (one.table, one.file, one.row, one.column) not in told and not self._is_faulty(one):
                located.append(one)
        return located

    def _leads_into_broken(self, complaint: Complaint) -> bool:
        """An id that leads nowhere may lead into a table, or to a row, that could not be read."""
        if complaint.code == "empty_list" and complaint.table in self.reading.holed:
            return True
        if not complaint.code.startswith("unknown_"):
            return False
        column = complaint.code.removeprefix("unknown_")
        column = "kegiatan" if column.startswith(("selesai_", "absen_")) else column
        targets = _LEADS_TO.get(column, (column,))
        return bool(self.reading.broken or self.reading.holed.intersection(targets))

    def _is_faulty(self, complaint: Complaint) -> bool:
        record = self.rows.get((complaint.table, shown(complaint.key)))
        return record is not None and complaint.column in record.faulty

    def _placed(self, complaint: Complaint) -> Complaint:
        if complaint.table in _OF_JUDGES:
            path = f"{complaint.table}.{complaint.key}.{complaint.column}"
            file, row = self.taker.spot(path)
            complaint = replace(complaint, key=path, column=path)
        elif complaint.table == TABLE:
            paths = [complaint.column, complaint.key, f"{complaint.key}.{complaint.column}"]
            path = next(
                (p for p in paths if p in self.taker.settings), complaint.column or complaint.key
            )
            file, row = self.taker.spot(path)
        else:
            record = self.rows.get((complaint.table, shown(complaint.key)))
            if record is not None:
                file, row = record.spots.get(complaint.column, record.spot)
                complaint = replace(
                    complaint,
                    found=_typed(record, complaint),
                    advice=self._with_other_side(complaint),
                )
            else:
                file, row = self._home(complaint.table), 0
        return replace(
            complaint,
            file=file,
            row=row,
            found=shown(complaint.found),
            key=shown(mask(complaint.key)),
            advice=shown_words(complaint.advice),
        )

    def _with_other_side(self, complaint: Complaint) -> Words:
        """The advice, and where the row stands that says the opposite."""
        table = _OTHER_SIDE.get(complaint.code, "")
        other = self.rows.get((table, complaint.found))
        if other is None:
            return complaint.advice
        file, row = other.spot
        return Words(
            f"{complaint.advice.id} ({file} baris {row})",
            f"{complaint.advice.en} ({file} row {row})",
        )

    def _home(self, table: str) -> str:
        """The file of a table: where it stands in the nearest layer that has it, else where it
        should.
        """
        for layer in reversed(self.layers):
            if table in layer.grids:
                return layer.grids[table].file
        return self.layers[0].place(table)


def places_of_rows(reading: Reading) -> dict[tuple[str, str], Spot]:
    """Where the planner's rows stand, by table and key; of people only their pins
    (`P1|pelatihan|...`), for there are many of them.
    """
    found: dict[tuple[str, str], Spot] = {}
    for name, table in TABLES.items():
        for record in reading.records[name] if name not in _OF_PEOPLE else ():
            found[name, key_text(table, record)] = record.spot
    pins = [header for header in reading.families if header.startswith("pin_")]
    for record in reading.records["pendaftar"] if pins else ():
        for header in pins:
            if (pin := record.values.get(header, ERASE)) != ERASE:
                key = f"{record.values['no_peserta']}|{pin}"
                found["pendaftar", key] = record.spots[header]
    return found


_OF_PEOPLE = ("pendaftar", "perjalanan")
