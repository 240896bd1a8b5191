"""A row of a table becomes one person, with what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken, Cell, Sheet
from okoce_opt.gate.sheet_marks import place_of
from okoce_opt.importing import cells
from okoce_opt.importing.account import Entry, Fault
from okoce_opt.importing.cell_faults import SKIPPED, note_faults
from okoce_opt.importing.cells import Doubt
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.context import Home
from okoce_opt.importing.date_order import DateOrder
from okoce_opt.importing.day_columns import DayColumns
from okoce_opt.importing.lines import Line
from okoce_opt.importing.questions import Answers
from okoce_opt.importing.regions import KECAMATAN, KELURAHAN, Place
from okoce_opt.importing.suspicions import NO_HOME, NO_NAME, suspicion
from okoce_opt.importing.target import Target
from okoce_opt.importing.values import Meant, Values
from okoce_opt.importing.words import UNSUITED, Dictionary
from okoce_opt.io.tables.cells import is_blank, plain
from okoce_opt.io.tables.parsers import Unreadable, person_id
from okoce_opt.io.tables.times import day

_PARSERS: dict[str, Callable[[Cell], Any]] = {
    "nama": cells.name,
    "nik": cells.nik,
    "telepon": cells.phone,
    "tanggal_lahir": cells.born,
    "ttl": cells.born,
    "jenis_kelamin": cells.gender,
    "alamat": cells.text_of(300),
    "rt": cells.number_of,
    "rw": cells.number_of,
    "daftar": day,
    "no_peserta": person_id,
    "keluarga": person_id,
}
_JAKARTA = "31"
"""Of a programme elsewhere nothing is known about towns beyond it."""
_NAME = 60
"""Letters of the longest name of a region."""
_COLUMN = {"ttl": "tanggal_lahir"}
_SHARED = ("telepon", "alamat", "rt", "rw", "keluarga", "daftar")
"""What several people may have in common, in one merged cell."""
_DITTO = {'"', "''", "\u201d", "\u3003", "idem", "sda", "s.d.a", "s d a", '- " -', '-"-', "sama"}


class RowReader:
    """Reads the rows of one table. `about`: the open question on the home of all its people, and
    how its dates are written.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        target: Target,
        words: Dictionary,
        answers: Answers,
        about: tuple[str, DateOrder],
    ) -> None:
        self.sheet, self.columns, self.words, self.answers = sheet, columns, words, answers
        self.values = Values(target, words, answers)
        self.gazetteer = target.gazetteer
        self.inside = all(p.code.startswith(_JAKARTA) for p in target.known_kelurahan)
        self.waiting, self.order = about
        self.plan = [
            (name, (column, *columns.more.get(name, ())), _PARSERS[name])
            for name, column in columns.fields.items()
            if name in _PARSERS
        ]
        self.day_columns = DayColumns(columns, self.values)
        self.above: dict[str, str] = {}
        self.beside: dict[str, set[str]] = {}

    def read(self, entry: Entry, line: Line, home: Home) -> Words | None:
        """Fill in an entry from its row; why the row is to be ignored, if an answer said so."""
        row = self.sheet.rows[line.row]
        entry.column = self.columns.fields.get("nama", self.columns.block.first)
        for name, places, parse in self.plan:
            self._simple(entry, row, name, places, parse)
        self._rt_rw(entry, row)
        skip = self._region(entry, row, home)
        skip = self._wishes(entry, row) or skip
        if "nama" not in entry.values and "nama" in self.columns.fields:
            column = self.columns.fields["nama"]
            if not any(fault.column == column for fault in entry.faults):
                entry.faults.append(Fault(column, "nama", "", NO_NAME))
        skip = self._suspicions(entry, line, row) or skip
        content = [plain(cell) for cell in row] if entry.faults else ()
        gone = note_faults(entry, content, self.answers, self.columns.block.first)
        return SKIPPED if gone or skip else None

    def _cell(self, row: Any, column: int) -> Cell:
        return row[column] if column < len(row) else None

    def _simple(
        self, entry: Entry, row: Any, name: str, places: tuple[int, ...], parse: Any
    ) -> None:
        for column in places:
            cell = row[column] if column < len(row) else None
            if cell is None or cell == "":
                continue
            if isinstance(cell, Broken) and cell.merged:
                top, left = place_of(cell.block.partition(":")[0], -1, -1)
                if left != column:  # what is written stands in another column
                    continue
                if name not in _SHARED:
                    entry.faults.append(Fault(column, name, "", cells.merged(cell)))
                    return
                cell = self._cell(self.sheet.rows[top], column)
            if type(cell) is str:
                if (not cell.isascii() and is_blank(cell)) or not cell.strip():
                    continue
                if name != "nama" and self.words.is_nothing(cell):
                    continue
            elif is_blank(cell):
                continue
            if parse is cells.born:
                cell, waits = self.order.read(entry.spot.row - 1, cell)
                if waits:
                    entry.waits.append(waits)
                    entry.columns[waits] = column
                    return
            try:
                if isinstance(cell, Broken):
                    raise cells.broken(cell)
                value = parse(cell)
            except Doubt as doubt:
                entry.faults.append(Fault(column, name, shown(plain(cell)), doubt))
                return
            except Unreadable as error:
                if name == "daftar":  # a time stamp of a form is of no use, and no harm
                    return
                unread = Doubt(error.code, error.allowed, error.advice)
                entry.faults.append(Fault(column, name, shown(plain(cell)), unread))
                return
            if value not in ("", None):
                entry.values[_COLUMN.get(name, name)] = value
            return

    def _rt_rw(self, entry: Entry, row: Any) -> None:
        column = self.columns.fields.get("rtrw")
        if column is None or is_blank(cell := self._cell(row, column)):
            return
        rt, rw = cells.rt_rw(cell)
        if rt and rw:
            entry.values["rt"], entry.values["rw"] = rt, rw

    def _said(self, row: Any, name: str) -> str:
        """The text of a region's cell; of a merged or ditto one what stands above."""
        column = self.columns.fields.get(name)
        if column is None:
            return ""
        cell = self._cell(row, column)
        text = "" if isinstance(cell, Broken) else plain(cell)
        merged = isinstance(cell, Broken) and cell.merged
        if merged or text.casefold() in _DITTO:
            return self.above.get(name, "")
        self.above[name] = text
        return "" if self.words.is_nothing(text) else text

    def _region(self, entry: Entry, row: Any, home: Home) -> bool:
        where = entry.spot.place
        top_said, said = self._said(row, KECAMATAN), self._said(row, KELURAHAN)
        if both := self._said(row, "kelkec"):
            pieces = [piece.strip() for piece in re.split(r"[/,;]| - ", both) if piece.strip()]
            said = said or pieces[0]
            top_said = top_said or (pieces[1] if len(pieces) > 1 else "")
        top = home.kecamatan
        if top_said:
            meant = self.values.region(KECAMATAN, top_said, "", where)
            if not self._use(entry, meant, KECAMATAN):
                return meant.skip
            top = meant.value if isinstance(meant.value, Place) else None
        if not said:
            if home.kelurahan is None and self.waiting:
                entry.waits.append(self.waiting)
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
        if not self._use(entry, meant, KELURAHAN):
            return meant.skip
        place = meant.value
        assert isinstance(place, Place)
        if top is not None and place.parent != top.code:
            real = self.gazetteer.by_code.get(place.parent)
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
        return False

    def _speaks_of_others(self, home: Place) -> bool:
        """Whether people below the same title have another kelurahan in its column: then an empty
        cell in it may mean any.
        """
        return bool(self.beside.get(home.code, set()) - {home.code})

    def note_beside(self, rows: Iterable[tuple[int, Home]]) -> None:
        """Take down which kelurahan stand in the column of it, below which title."""
        column = self.columns.fields.get(KELURAHAN)
        if column is None:
            return
        said: dict[tuple[str, str], set[str]] = {}
        for row, home in rows:
            cell = plain(self._cell(self.sheet.rows[row], column))
            if home.kelurahan and 0 < len(cell) < _NAME and cell.casefold() not in _DITTO:
                said.setdefault((home.kelurahan.code, home.kelurahan.parent), set()).add(cell)
        for (code, parent), names in said.items():
            found = (self.gazetteer.find(KELURAHAN, name, parent).place for name in names)
            self.beside[code] = {place.code for place in found if place}

    @staticmethod
    def _put(entry: Entry, place: Place) -> None:
        entry.values[KELURAHAN], entry.values[KECAMATAN] = place.code, place.parent

    def _use(self, entry: Entry, meant: Meant, name: str) -> bool:
        """Whether a field's value can be used; else its row waits for the question."""
        if meant.waits:
            entry.waits.append(meant.waits)
            entry.fields[meant.waits] = name.removeprefix(UNSUITED)
            fields = self.columns.fields
            entry.columns[meant.waits] = fields.get(name, fields.get("kelkec", entry.column))
        return not (meant.waits or meant.skip)

    def _wishes(self, entry: Entry, row: Any) -> bool:
        where = entry.spot.place
        for name in ("hari", "suka", "bidang"):
            column = self.columns.fields.get(name)
            if column is None or is_blank(cell := self._cell(row, column)):
                continue
            said = plain(cell)
            if isinstance(cell, Broken) or self.words.is_nothing(said):
                continue
            if name == "bidang":
                meant = self.values.trade(said, where)
            else:
                meant = self.values.weekdays(said, where, wished=name == "suka")
            if not self._use(entry, meant, name):
                return meant.skip
            # every day, said in so many words, is told from nothing said
            if meant.value != "" and (meant.value is not None or name == "hari"):
                entry.values[name] = meant.value
        self.day_columns.take_ticks(entry, row)
        meant = self.day_columns.unsuited(entry, row)
        return not self._use(entry, meant, f"{UNSUITED}hari") and meant.skip

    def _beyond(self, row: Any) -> str | None:
        """The town outside the programme's region that a row says somebody lives in."""
        for name in ("kota", "alamat") if self.inside else ():
            column = self.columns.fields.get(name)
            cell = self._cell(row, column) if column is not None else None
            if isinstance(cell, str) and (town := self.words.elsewhere(cell)):
                return town
        return None

    def _suspicions(self, entry: Entry, line: Line, row: Any) -> bool:
        """Crossed out, withdrawn, or nothing but a name: is that a person to be invited?"""
        block = self.columns.block
        column = self.columns.fields.get("nama", block.first)
        cell = self._cell(row, column)
        name = cell if isinstance(cell, str) else str(entry.values.get("nama", ""))
        noted = self.columns.fields.get("keterangan")
        note = plain(self._cell(row, noted)) if noted is not None else ""
        struck = (line.row, column) in self.sheet.struck
        doubt = suspicion(name, note, struck=struck, alone=line.alone, beyond=self._beyond(row))
        if doubt is None:
            return False
        entry.faults.append(Fault(column, "nama", "", doubt))
        return False
