"""Where the person of a row lives: by the cells of its row, else by the titles above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken, Cell
from okoce_opt.importing.account import Entry, Fault
from okoce_opt.importing.cells import Doubt
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.context import Home, apart
from okoce_opt.importing.regions import KECAMATAN, KELURAHAN, Place
from okoce_opt.importing.suspicions import NO_HOME
from okoce_opt.importing.values import Meant, Values
from okoce_opt.importing.words import UNSUITED
from okoce_opt.io.tables.cells import plain

_NAME = 60
"""Letters of the longest name of a region."""
_DITTO = {'"', "''", "\u201d", "\u3003", "idem", "sda", "s.d.a", "s d a", '- " -', '-"-', "sama"}


class Homes:
    """Reads where the people of one table live. `waiting`: the open question on the home of all."""

    def __init__(self, columns: Columns, values: Values, waiting: str) -> None:
        self.columns, self.values, self.waiting = columns, values, waiting
        self.above: dict[str, str] = {}
        self.beside: dict[str, set[str]] = {}
        self.settled: dict[tuple[str, str, str, Home], Place] = {}

    def _said(self, row: Any, name: str) -> str:
        """The text of a region's cell; of a merged or ditto one what stands above."""
        column = self.columns.fields.get(name)
        if column is None:
            return ""
        cell = _cell(row, column)
        text = "" if isinstance(cell, Broken) else plain(cell)
        merged = isinstance(cell, Broken) and cell.merged
        if merged or text.casefold() in _DITTO:
            return self.above.get(name, "")
        self.above[name] = text
        return "" if self.values.words.is_nothing(text) else text

    def take(self, entry: Entry, row: Any, home: Home) -> bool:
        """Put in where a person lives; whether the row is to be ignored, as an answer said."""
        where = entry.spot.place
        top_said, said = self._said(row, KECAMATAN), self._said(row, KELURAHAN)
        both = self._said(row, "kelkec")
        told = (top_said, said, both, home)
        if told in self.settled:
            self._put(entry, self.settled[told])
            return False
        if both or self._holds_both(said):
            kelurahan, kecamatan = apart(both or said)
            said = kelurahan if not said or not both else said
            top_said = top_said or kecamatan
        top = home.kecamatan
        if top_said:
            meant = self.values.region(KECAMATAN, top_said, "", where)
            if not use(entry, self.columns, meant, KECAMATAN):
                return meant.skip
            top = meant.value if isinstance(meant.value, Place) else None
        if not said:
            if home.kelurahan is None and (open_question := home.waits or self.waiting):
                entry.waits.append(open_question)
            elif (
                home.kelurahan is None
                or (top is not None and home.kelurahan.parent != top.code)
                or self._speaks_of_others(home.kelurahan)
            ):
                column = self.columns.fields.get(KELURAHAN, -1)
                entry.faults.append(Fault(column, KELURAHAN, "", NO_HOME))
            else:
                self._put(entry, home.kelurahan)
            return False
        meant = self.values.region(KELURAHAN, said, top.code if top else "", where)
        if not use(entry, self.columns, meant, KELURAHAN):
            return meant.skip
        place = meant.value
        assert isinstance(place, Place)
        if top is not None and place.parent != top.code:
            real = self.values.target.gazetteer.by_code.get(place.parent)
            doubt = Doubt(
                "region_conflict",
                Words("kelurahan di kecamatan {top}", "a kelurahan of {top}").fill(top=top.name),
                Words(
                    "{name} ada di kecamatan {real}; perbaiki salah satunya.",
                    "{name} is in kecamatan {real}; mend one of the two.",
                ).fill(name=place.name, real=real.name if real else "?"),
            )
            column = self.columns.fields.get(KELURAHAN, -1)
            entry.faults.append(Fault(column, KELURAHAN, shown(said), doubt))
            return False
        self._put(entry, place)
        self.settled[told] = place
        return False

    def _holds_both(self, said: str) -> bool:
        """Whether a cell of the kelurahan names its kecamatan too."""
        if not re.search(r"[(/,;]| - |\bkec", said, re.IGNORECASE):
            return False
        return self.values.target.gazetteer.find(KELURAHAN, said).place is None

    def _speaks_of_others(self, home: Place) -> bool:
        """Whether people below the same title have another kelurahan in its column: then an empty
        cell in it may mean any.
        """
        return bool(self.beside.get(home.code, set()) - {home.code})

    def note_beside(self, rows: Any, people: Iterable[tuple[int, Home]]) -> None:
        """Take down which kelurahan stand in the column of it, below which title."""
        column = self.columns.fields.get(KELURAHAN)
        if column is None:
            return
        said: dict[tuple[str, str], set[str]] = {}
        for row, home in people:
            cell = plain(_cell(rows[row], column))
            if home.kelurahan and 0 < len(cell) < _NAME and cell.casefold() not in _DITTO:
                said.setdefault((home.kelurahan.code, home.kelurahan.parent), set()).add(cell)
        for (code, parent), names in said.items():
            found = (
                self.values.target.gazetteer.find(KELURAHAN, name, parent).place for name in names
            )
            self.beside[code] = {place.code for place in found if place}

    @staticmethod
    def _put(entry: Entry, place: Place) -> None:
        entry.values[KELURAHAN], entry.values[KECAMATAN] = place.code, place.parent


def use(entry: Entry, columns: Columns, meant: Meant, name: str) -> bool:
    """Whether a field's value can be used; else its row waits for the question."""
    if meant.waits:
        entry.waits.append(meant.waits)
        entry.fields[meant.waits] = name.removeprefix(UNSUITED)
        fields = columns.fields
        entry.columns[meant.waits] = fields.get(name, fields.get("kelkec", entry.column))
    return not (meant.waits or meant.skip)


def _cell(row: Any, column: int) -> Cell:
    return row[column] if column < len(row) else None
