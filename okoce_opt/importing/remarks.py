"""What is odd about a file that was read all the same: its name says another form than it has, its
text is not UTF-8, it has macros or links to other files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words, same
from okoce_opt.gate import Sheet
from okoce_opt.gate.container import Parts, has_password
from okoce_opt.importing.mended import COPY
from okoce_opt.importing.sources import Source
from okoce_opt.io.files.text_file import encoding_of

_BOOKS, _TEXTS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), (".csv", ".txt", ".tsv")
_FORMS = {
    "text": Words("teks (CSV)", "text (CSV)"),
    "old": Words("buku kerja Excel 97 (.xls)", "a workbook of Excel 97 (.xls)"),
    "open": Words("buku kerja OpenDocument (.ods)", "an OpenDocument workbook (.ods)"),
    "new": Words("buku kerja Excel (.xlsx)", "an Excel workbook (.xlsx)"),
}
_EXPECTED = {
    **{"text": _TEXTS, "old": (".xls",), "open": (".ods",)},
    "new": (".xlsx", ".xlsm", ".xlsb"),
}
_SHOWN = 5


def remarks(source: Source, sheets: Sequence[Sheet], people: Collection[int]) -> Iterator[Words]:
    """All of it, for the notes of the file's first sheet; `people` stand in these rows of it."""
    if has_password(source.data):
        yield Words(
            "dikunci dengan kata sandi bawaan Excel; dibuka dan dibaca",
            "locked with the password that every Excel knows; opened and read",
        )
        return
    form = _form(source.data)
    ending = PurePosixPath(source.label).suffix.lower()
    if ending in (*_BOOKS, *_TEXTS) and ending not in _EXPECTED[form]:
        yield Words(
            "namanya berakhiran {ending}, isinya {form}; dibaca menurut isinya",
            "its name ends in {ending}, it is {form}; read as what it is",
        ).fill(ending=ending, form=_FORMS[form])
    if form == "text":
        yield from _of_text(encoding_of(source.data), sheets)
    elif form == "new":
        yield from _of_book(source.data)
        if not source.names[0].startswith(COPY):  # whose comments are ours
            yield from _commented(source.data, people)


def _form(data: bytes) -> str:
    if data.startswith(b"PK"):
        return "open" if data[30:38] == b"mimetype" else "new"
    return "old" if data.startswith(b"\xd0\xcf\x11\xe0") else "text"


def _of_text(encoding: str, sheets: Sequence[Sheet]) -> Iterator[Words]:
    if encoding == "cp1252":
        cells = (cell for sheet in sheets for row in sheet.rows for cell in row)
        odd = dict.fromkeys(c for c in cells if isinstance(c, str) and not c.isascii())
        yield Words(
            "teksnya bukan UTF-8; dibaca sebagai Windows-1252, periksa: {names}",
            "its text is not UTF-8; read as Windows-1252, have a look at: {names}",
        ).fill(names=[shown(one)[:40] for one in [*odd][:_SHOWN]])
    elif encoding in ("utf-16-le", "utf-16-be"):
        yield Words("teksnya dibaca sebagai UTF-16", "its text was read as UTF-16")


def _of_book(data: bytes) -> Iterator[Words]:
    if b"xl/vbaProject" in data:
        yield Words(
            "ada makro; tidak dijalankan dan tidak disalin", "it has macros: neither run nor copied"
        )
    if b"xl/externalLinks" in data:
        yield Words(
            "ada tautan ke berkas lain; tidak diikuti dan tidak disalin",
            "it has links to other files: neither followed nor copied",
        )
    if b"xl/worksheets/" in data and b"xl/styles.xml" not in data:
        yield Words(
            "tanpa gaya sel (styles): tanggalnya terbaca sebagai angka",
            "it has no cell styles: dates are read as numbers",
        )


def _commented(data: bytes, people: Collection[int]) -> Iterator[Words]:
    """What somebody noted beside a person (*moved to Depok*) is read by nobody else."""
    parts = Parts(data)
    names = (form.format(n) for n in range(1, _SHEETS) for form in _COMMENTS)
    found = [ref.decode() for name in names for ref in _COMMENT.findall(parts.read(name))]
    cells = [ref for ref in dict.fromkeys(found) if int(re.sub(r"\D", "", ref)) in people]
    if cells:
        more = Words(" dan {n} lagi", " and {n} more").fill(n=len(cells) - _SHOWN)
        yield Words(
            "ada komentar pada sel {cells}{more}; isinya tidak dibaca, lihat sendiri",
            "there are comments on the cells {cells}{more}: they are not read, have a look",
        ).fill(cells=cells[:_SHOWN], more=more if len(cells) > _SHOWN else same(""))


_SHEETS = 30
_COMMENTS = ("xl/comments{}.xml", "xl/comments/comment{}.xml")
_COMMENT = re.compile(rb"""<(?:\w+:)?comment\b[^>]*?\sref=["']([A-Z]{1,3}\d{1,7})["']""")
