"""A row of a table becomes one person, with what is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken, Cell, Sheet
from okoce_opt.gate.sheet_marks import place_of
from okoce_opt.importing import cells
from okoce_opt.importing.account import Entry, Fault
from okoce_opt.importing.cell_faults import SKIPPED, note_faults
from okoce_opt.importing.cells import Doubt
from okoce_opt.importing.columns import LAST_NAME, MIDDLE_NAME, Columns
from okoce_opt.importing.context import Home
from okoce_opt.importing.date_order import DateOrder
from okoce_opt.importing.day_columns import DayColumns
from okoce_opt.importing.homes import Homes, use
from okoce_opt.importing.lines import Line, whole
from okoce_opt.importing.questions import Answers
from okoce_opt.importing.suspicions import NO_NAME, suspicion
from okoce_opt.importing.target import Target
from okoce_opt.importing.values import Values
from okoce_opt.importing.words import UNSUITED, Dictionary
from okoce_opt.io.tables.cells import clean, is_blank, plain
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
_COLUMN = {"ttl": "tanggal_lahir"}
_SHARED = ("telepon", "alamat", "rt", "rw", "keluarga", "daftar")
"""What several people may have in common, in one merged cell."""
_JOINED = {"telepon": " / ", "alamat": ", "}


_REMEMBERED = 1_000
"""Texts of a column that were understood without a doubt and whose meaning is kept: of names there
is no end, of sexes or streets there are few.
"""
_Plan = tuple[str, tuple[int, ...], Callable[[Cell], Any], dict[str, Any]]


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
        self.inside = all(p.code.startswith(_JAKARTA) for p in target.known_kelurahan)
        waiting, self.order = about
        self.homes = Homes(columns, self.values, waiting)
        self.plan: list[_Plan] = [
            (name, (column, *columns.more.get(name, ())), self._parser(name, column), {})
            for name, column in columns.fields.items()
            if name in _PARSERS
        ]
        self.joined = {c: _JOINED[name] for name, c in columns.fields.items() if name in _JOINED}
        self.day_columns = DayColumns(columns, self.values)

    def _parser(self, name: str, column: int) -> Callable[[Cell], Any]:
        if name != "jenis_kelamin":
            return _PARSERS[name]
        rows = islice(self.sheet.rows, self.columns.block.bottom + 1, None)
        return cells.sexes_of(self._cell(row, column) for row in rows)

    def read(self, entry: Entry, line: Line, home: Home) -> Words | None:
        """Fill in an entry from its row; why the row is to be ignored, if an answer said so."""
        row = whole(self.sheet.rows, line, self.joined)
        entry.column = self.columns.fields.get("nama", self.columns.block.first)
        for name, places, parse, before in self.plan:
            cell = row[places[0]] if places[0] < len(row) else None
            if type(cell) is str and cell in before:
                entry.values[_COLUMN.get(name, name)] = before[cell]
            else:
                self._simple(entry, row, (name, places, parse, before))
        self._whole_name(entry, row)
        self._rt_rw(entry, row)
        if home.rw:
            entry.values.setdefault("rw", home.rw)
        skip = self.homes.take(entry, row, home)
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

    def _simple(self, entry: Entry, row: Any, plan: _Plan) -> None:
        name, places, parse, before = plan
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
                if type(cell) is str and parse is not cells.born and len(before) < _REMEMBERED:
                    before[cell] = value
            return

    def _whole_name(self, entry: Entry, row: Any) -> None:
        """The name from its pieces, where a list has *First Name* and *Last Name*."""
        for name in (MIDDLE_NAME, LAST_NAME):
            column = self.columns.fields.get(name)
            if column is not None and "nama" in entry.values:
                more = clean(cell) if isinstance(cell := self._cell(row, column), str) else ""
                if more and not self.words.is_nothing(more):
                    entry.values["nama"] = f"{entry.values['nama']} {more}"

    def _rt_rw(self, entry: Entry, row: Any) -> None:
        column = self.columns.fields.get("rtrw")
        if column is None or is_blank(cell := self._cell(row, column)):
            return
        rt, rw = cells.rt_rw(cell)
        if rt and rw:
            entry.values["rt"], entry.values["rw"] = rt, rw

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
            if not use(entry, self.columns, meant, name):
                return meant.skip
            # every day, said in so many words, is told from nothing said
            if meant.value != "" and (meant.value is not None or name == "hari"):
                entry.values[name] = meant.value
        self.day_columns.take_ticks(entry, row)
        meant = self.day_columns.unsuited(entry, row)
        return not use(entry, self.columns, meant, f"{UNSUITED}hari") and meant.skip

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
