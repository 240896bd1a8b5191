"""Single cells that stand far outside of all tables, taken out of an .xlsx: somebody leant on a key
in the last row, and five kilobytes would ask their reader for all the memory there is.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from okoce_opt.gate.addresses import address
from okoce_opt.gate.container import Parts
from okoce_opt.gate.sheet_marks import local, parser_of, parts_of, place_of
from okoce_opt.gate.window import Window

MOST = 20
"""More cells than these are no slip; the file is refused then, as it is anywhere else."""


def without_strays(data: bytes) -> tuple[bytes, dict[str, tuple[str, ...]]]:
    """A workbook without such cells; the part of a sheet -> their addresses."""
    if not data.startswith(b"PK"):
        return data, {}
    parts = Parts(data)
    found: dict[str, tuple[str, ...]] = {}
    changed: dict[str, bytes] = {}
    for one in parts_of(parts):
        if not one.place:
            continue
        xml = parts.read(one.place)
        look = _Far()
        parser = parser_of()
        parser.StartElementHandler = look.begin
        parser.CharacterDataHandler = look.words
        parser.EndElementHandler = look.end
        parser.Parse(xml, True)
        if 0 < len(look.cells) <= MOST:
            found[one.place] = tuple(look.cells)
            changed[one.place.lower()] = _cut(xml, look.cells)
    return (_packed(data, changed) if changed else data), found


@dataclass
class _Far:
    """One pass through a sheet for cells with something in them outside of the window."""

    cells: list[str] = field(default_factory=list)
    row: int = -1
    column: int = -1
    filled: bool = False

    def begin(self, qualified: str, given: dict[str, str]) -> None:
        name = local(qualified)
        if name == "c":
            self.row, self.column = place_of(given.get("r", ""), self.row, self.column)
            self.filled = False
        elif name == "row":
            said = given.get("r", "")
            self.row, self.column = int(said) - 1 if said.isdecimal() else self.row + 1, -1
        elif name == "f":
            self.filled = True

    def words(self, text: str) -> None:
        self.filled = self.filled or bool(text.strip())

    def end(self, qualified: str) -> None:
        outside = self.row >= Window.LAST_ROW or self.column >= Window.LAST_COLUMN
        if outside and self.filled and local(qualified) == "c":
            self.cells.append(address(self.row, self.column))


def _cut(xml: bytes, cells: list[str]) -> bytes:
    """A sheet's XML without these cells, as far as it says their addresses."""
    for cell in cells:
        said = re.escape(cell.encode())
        xml = re.sub(
            rb"<((?:\w+:)?)c\b[^>]*?\sr=[\"']" + said + rb"[\"'][^>]*?(?<!/)>.*?</\1c\s*>",
            b"",
            xml,
            flags=re.DOTALL | re.IGNORECASE,
        )
    return xml


def _packed(data: bytes, changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changed.get(name.lower()) or old.read(name))
    return made.getvalue()
