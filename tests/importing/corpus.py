"""Bad inputs and traps: each a file, or a few, and what an import of them must come to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from okoce_opt.gate.addresses import address
from tests.gate import books
from tests.gate.books import MAIN, OFFICE, PACKAGE, PARTS, SHEET
from tests.importing.lists import nik, word

ALL, WAITS, REFUSED = 0, 1, 2
"""How the command ends: everybody taken, something waits for an answer, a file is not readable."""

HEAD = ("Nama", "NIK", "No HP", "Kelurahan", "Tgl Lahir")
GOOD = 5
"""People in a list without faults."""


@dataclass(frozen=True)
class Case:
    """Files by name; how the command ends; how many rows are taken and asked about; words that must
    be said. `seconds`: more than three that a very long file may take.
    """

    files: Mapping[str, bytes]
    code: int = ALL
    taken: int = GOOD
    asked: int = 0
    says: Sequence[str] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class Xml:
    """A cell as it stands in the file; `{at}` is its address."""

    text: str


Row = Sequence[Any]


def person(n: int, **other: Any) -> list[Any]:
    """An invented person under HEAD; `other` cells by the first word of their header."""
    cells = {
        "nama": f"Orang {word(n)}",
        "nik": nik(n),
        "hp": f"0812{n:08d}",
        "kelurahan": "Duri Kepa",
        "lahir": f"{1 + n % 28:02d}-{1 + n % 12:02d}-{1960 + n % 39}",
    }
    return [*{**cells, **other}.values()]


def people(count: int = GOOD) -> list[list[Any]]:
    """Rows of people, the header above them."""
    return [[*HEAD], *(person(n) for n in range(1, count + 1))]


def with_cells(*cells: Mapping[str, Any]) -> list[list[Any]]:
    """Good people, and below them one for each of these cells."""
    return [*people(), *(person(GOOD + n, **one) for n, one in enumerate(cells, start=1))]


def xml_of(rows: Sequence[Row], first: int = 0) -> str:
    """Rows as the XML of a sheet."""
    return "".join(_row(n, row) for n, row in enumerate(rows, start=first))


def _row(n: int, row: Row) -> str:
    cells = "".join(_cell(address(n, c), value) for c, value in enumerate(row))
    return f'<row r="{n + 1}">{cells}</row>'


def _cell(at: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, Xml):
        return value.text.replace("{at}", at)
    if isinstance(value, str):
        text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
        return f'<c r="{at}" t="inlineStr">{text}</c>'
    return f'<c r="{at}"><v>{value!r}</v></c>'


def book(rows: Sequence[Row], more: str = "", before: str = "", **parts: str | bytes) -> bytes:
    """A workbook of one sheet with these rows. `more` stands behind its cells, `before` above; the
    other parts replace or join those of the workbook.
    """
    sheet = (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{xml_of(rows)}'
        f"</sheetData>{more}</worksheet>"
    )
    return books.packed({**PARTS, SHEET: sheet, **parts})


def sheets(*named: tuple[str, str, Sequence[Row]]) -> bytes:
    """A workbook of several sheets: name, state (visible, hidden, veryHidden), rows."""
    listed = relations = ""
    parts: dict[str, str] = {}
    for n, (name, state, rows) in enumerate(named, start=1):
        listed += f'<sheet name="{escape(name)}" sheetId="{n}" state="{state}" r:id="r{n}"/>'
        relations += (
            f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        )
        parts[f"xl/worksheets/s{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{xml_of(rows)}</sheetData></worksheet>'
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    )
    return books.packed({**PARTS, **parts})


def without(data: bytes, part: str) -> bytes:
    """A workbook that lacks a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return books.packed({n: whole.read(n) for n in whole.namelist() if n != part})


def more_parts(data: bytes, **parts: str | bytes) -> bytes:
    """A workbook with further parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return books.packed({**{n: whole.read(n) for n in whole.namelist()}, **parts})


def text(sign: str = ",", end: str = "\r\n", rows: Sequence[Row] | None = None) -> str:
    """A list as text."""
    lines = [sign.join(map(str, row)) for row in rows or people()]
    return end.join(lines) + end


def one(data: bytes, name: str = "daftar.xlsx", **expected: Any) -> Callable[[], Case]:
    """A case of one file."""
    return lambda: Case({name: data}, **expected)


def refused(data: bytes, *says: str, name: str = "daftar.xlsx") -> Callable[[], Case]:
    """A case of one file that is not read."""
    return one(data, name, code=REFUSED, taken=0, says=says)


def asked(*cells: Mapping[str, Any], says: Sequence[str] = ()) -> Callable[[], Case]:
    """Good people, and one asked about for each of these cells."""
    waits = len(cells)
    return one(book(with_cells(*cells)), code=WAITS, asked=waits, says=says)


def fine(*cells: Mapping[str, Any], says: Sequence[str] = ()) -> Callable[[], Case]:
    """Good people, and one who is taken for each of these cells."""
    return one(book(with_cells(*cells)), taken=GOOD + len(cells), says=says)
