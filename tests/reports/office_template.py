"""A template as an office has one: logo, letterhead over merged cells, a coloured table, signatures
below, its own header and footer.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import xlsxwriter

HEAD = (
    ("A6", "Kegiatan : {kegiatan}"),
    ("A7", "Hari/Tanggal : {tanggal}"),
    ("A8", "Pukul : {jam} di {tempat}"),
    ("E6", "Jumlah: {jumlah} orang"),
)
ROW = ("{no}", "{no_peserta}", "{nama}", "{kelurahan}", "{hadir}", "")
TITLES = ("No", "Nomor", "Nama Lengkap", "Asal Kelurahan", "Kehadiran", "Paraf")


def png(width: int = 40, height: int = 40) -> bytes:
    """A small red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    rows = b"".join(b"\0" + b"\xc0\x20\x20" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def office_template(path: Path, *, code: str = "{kode}", row: tuple[str, ...] = ROW) -> Path:
    """Write it; `code` is what stands where the sheet's code goes."""
    logo = path.with_suffix(".png")
    logo.write_bytes(png())
    book: Any = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "Budi dari kantor"})
    sheet = book.add_worksheet("Daftar Hadir")
    title = book.add_format(
        {"bold": True, "font_size": 14, "align": "center", "font_name": "Times New Roman"}
    )
    sheet.merge_range("B1:F1", "PEMERINTAH KOTA CONTOH", title)
    sheet.merge_range("B2:F2", "KECAMATAN {kecamatan}", title)
    sheet.insert_image("A1", str(logo))
    sheet.merge_range("A4:F4", "DAFTAR HADIR {judul}", title)
    for cell, text in HEAD:
        sheet.write(cell, text)
    sheet.write("F3", code, book.add_format({"font_size": 7, "align": "right"}))
    head = book.add_format(
        {"bold": True, "bg_color": "#1F6F4A", "font_color": "white", "border": 1}
    )
    for column, text in enumerate(TITLES):
        sheet.write(9, column, text, head)
    cell = book.add_format({"border": 1, "bg_color": "#EAF5EF", "text_wrap": True})
    for column, text in enumerate(row):
        sheet.write(10, column, text, cell)
    sheet.set_row(10, 27)
    sheet.merge_range("E13:F13", "{kota}, {tanggal_surat}")
    sheet.merge_range("E14:F14", "Camat {kecamatan},")
    sheet.merge_range("E18:F18", "{camat}", book.add_format({"bold": True, "underline": 1}))
    sheet.insert_image("A14", str(logo))
    sheet.write_formula("A20", "=COUNTA(B11:B11)", None, 7)
    for column, width in enumerate((6, 10, 34, 22, 12, 16)):
        sheet.set_column(column, column, width)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area("A1:F20")
    sheet.repeat_rows(9)
    sheet.set_footer("&L{kode}&RHalaman &P")
    sheet.conditional_format(
        "E11:E11",
        {
            "type": "cell",
            "criteria": "==",
            "value": '"Alpa"',
            "format": book.add_format({"bg_color": "red"}),
        },
    )
    book.add_worksheet("Catatan").write(0, 0, "milik kantor")
    book.close()
    return path
