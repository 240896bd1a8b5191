"""Workbooks put together by hand, part by part: good ones, and such as hurt their readers."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="pendaftar" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}
SHEET = "xl/worksheets/sheet1.xml"
ROW = '<row r="1"><c r="A1" t="str"><v>nama</v></c><c r="B1"><v>7</v></c></row>'


def packed(parts: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def book(rows: str, *, prefix: str = "", **other: str | bytes) -> bytes:
    """A workbook of one sheet with these rows of XML. `other` parts replace or join its own."""
    names = f'xmlns:{prefix.rstrip(":")}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    sheet = (
        f"<{prefix}worksheet {names}><{prefix}sheetData>{rows}</{prefix}sheetData>"
        f"</{prefix}worksheet>"
    )
    return packed({**PARTS, SHEET: sheet, **other})


def open_document(rows: str) -> bytes:
    """An OpenDocument workbook of one table with these rows of XML."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="pendaftar">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def says_encrypted(data: bytes) -> bytes:
    """The same zip file with the flag of a password on each entry."""
    made = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = made.find(mark)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", made, at + place)
            struct.pack_into("<H", made, at + place, flags | 1)
            at = made.find(mark, at + 4)
    return bytes(made)


def bent(data: bytes, part: str) -> bytes:
    """The same zip file with a few bits flipped in the middle of a compressed part."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        info = file.getinfo(part)
    made = bytearray(data)
    middle = info.header_offset + 30 + len(part) + info.compress_size // 2
    for at in range(middle, middle + 4):
        made[at] ^= 0xA5
    return bytes(made)
