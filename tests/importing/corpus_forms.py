"""Files of the corpus in forms that office programs write beside the usual ones."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence

from msoffcrypto.format.ooxml import OOXMLFile

from okoce_opt.gate.locked import USUAL
from tests.gate.books import PACKAGE, packed
from tests.importing.corpus import Case, Row, book, one, people, refused

_BOOK, _SHEET = "xl/workbook.bin", "xl/worksheets/sheet1.bin"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BINARY = "application/vnd.ms-excel"


def _record(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook ([MS-XLSB] 2.1.4): its kind, its length, what it holds."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length, size = b"", len(content)
    while size > 127:
        length += bytes([size & 127 | 128])
        size >>= 7
    return number + length + bytes([size]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary(rows: Sequence[Row]) -> bytes:
    """A workbook as Excel writes it in its binary form (.xlsb)."""
    listed = _record(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("pendaftar"))
    cells = b""
    for n, row in enumerate(rows):
        cells += _record(0, struct.pack("<IIHHBI", n, 0, 300, 0, 0, 0))
        for column, value in enumerate(row):
            if value not in (None, ""):
                place = struct.pack("<II", column, 0)
                cells += _record(6, place + _wide(str(value)))
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="bin" ContentType="{_BINARY}.sheet.binary.macroEnabled.main"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_BINARY}.worksheet"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="{_BOOK}"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.bin"/>'
        "</Relationships>",
        _BOOK: _record(131) + _record(143) + listed + _record(144) + _record(132),
        _SHEET: _record(129)
        + _record(148, size)
        + _record(145)
        + cells
        + _record(146)
        + _record(130),
    }
    return packed(parts)


def _locked(data: bytes, password: str) -> Callable[[], bytes]:
    def made() -> bytes:
        out = io.BytesIO()
        OOXMLFile(io.BytesIO(data)).encrypt(password, out)
        return out.getvalue()

    return made


def _relaid(rows: Sequence[Row]) -> bytes:
    """The same list as a web program exports it: shared texts, a namespace for everything it knows,
    no widths, dates and numbers as text, parts in another order.
    """
    texts: dict[str, int] = {}
    lines = ""
    for n, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{chr(65 + c)}{n}" s="1" t="s"><v>{texts.setdefault(str(v), len(texts))}</v></c>'
            for c, v in enumerate(row)
        )
        lines += f'<row r="{n}" ht="15.75" customHeight="1">{cells}</row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    known = f'xmlns="{main}" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main"'
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    with zipfile.ZipFile(io.BytesIO(book(rows))) as usual:
        parts: dict[str, str | bytes] = {n: usual.read(n) for n in usual.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts.pop(sheet)
    relations = str(parts.pop("xl/_rels/workbook.xml.rels"), "utf-8")  # type: ignore[arg-type]
    texts_part = (
        f'<Relationship Id="r9" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    return packed(
        {
            "xl/sharedStrings.xml": f"<sst {known}>{shared}</sst>",
            sheet: f"<worksheet {known}><sheetPr><outlinePr/></sheetPr><sheetData>{lines}"
            "</sheetData><drawing/></worksheet>",
            "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts><font/></fonts><cellXfs><xf/><xf '
            'applyFont="1"/></cellXfs></styleSheet>',
            "xl/_rels/workbook.xml.rels": relations.replace("</Rel", f"{texts_part}</Rel", 1),
            **parts,
        }
    )


FORMS: dict[str, Callable[[], Case]] = {
    "09 the password of every Excel": lambda: Case(
        # the library that locks it does not lock very small ones right
        {"daftar.xlsx": _locked(book(people(200)), USUAL)()},
        taken=200,
        says=("kata sandi bawaan",),
    ),
    "09 a password": lambda: refused(_locked(book(people()), "rahasia")(), "kata sandi")(),
    "X4 xlsb": one(binary(people()), "daftar.xlsb"),
    "X4 xlsb named xlsx": one(binary(people())),
    "X17 as a web program exports it": one(_relaid(people())),
}
