"""The empty list that goes out to each kelurahan before its list comes in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from okoce_opt.domain.places import Kecamatan, Kelurahan
from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.printing import print_wide
from okoce_opt.scenario import Scenario

_ROWS = 300
_COLUMNS: tuple[tuple[str, int, str, str], ...] = (
    ("No.", 40, "", ""),
    ("Nama lengkap", 210, "@", "Sesuai KTP. Gelar boleh ditulis di belakang, sesudah koma."),
    ("NIK", 140, "@", "16 angka sesuai KTP. Kolom ini berformat Teks; jangan diubah."),
    ("Tanggal lahir", 100, "dd/mm/yyyy", "Hari/bulan/tahun: 17/08/1985."),
    ("Jenis kelamin", 96, "", "L atau P."),
    ("No. HP", 120, "@", "Satu nomor, mulai dengan 08. Boleh kosong."),
    ("Alamat", 220, "", "Jalan, gang, nomor rumah."),
    ("RT", 44, "@", "Tiga angka: 003."),
    ("RW", 44, "@", "Tiga angka: 007."),
    ("Hari yang cocok", 160, "", "senin, rabu; senin-kamis; semua hari kecuali jumat."),
    ("Bidang usaha", 140, "", "Misalnya kuliner, busana, kerajinan. Boleh kosong."),
)
"""Title, width in pixels, number format, and what the header's comment says."""
_DAYS = ("semua hari", "senin-kamis", "semua hari kecuali jumat", "sabtu, minggu")


def write_forms(scenario: Scenario, folder: Path) -> None:
    """A workbook for each kelurahan, in a folder for each kecamatan."""
    problem = scenario.problem
    for code, name in file_names(problem).items():
        office = problem.kecamatan[code]
        stem = name.removeprefix("DaftarHadir_").removesuffix(".xlsx")
        for kelurahan in problem.kelurahan.values():
            if kelurahan.kecamatan == code:
                place = folder / f"Formulir_{stem}"
                place.mkdir(exist_ok=True)
                path = place / f"Formulir_{_file_part(problem, kelurahan)}.xlsx"
                title = f"Formulir {kelurahan.name}"
                with Book(path, title, problem.calendar.first) as book:
                    _form(book, scenario, office, kelurahan)


def _file_part(problem: Problem, kelurahan: Kelurahan) -> str:
    """The kelurahan's name as part of a file's name, with its code where two would be alike."""
    plain = "".join(ch for ch in kelurahan.name if ch.isalnum())
    alike = [
        k
        for k in problem.kelurahan.values()
        if "".join(ch for ch in k.name if ch.isalnum()).casefold() == plain.casefold()
        and k.kecamatan == kelurahan.kecamatan
    ]
    code = "".join(ch for ch in kelurahan.code if ch.isalnum())
    return plain if plain and len(alike) == 1 else f"{plain}_{code}"


def _form(book: Book, scenario: Scenario, office: Kecamatan, kelurahan: Kelurahan) -> None:
    sheet = book.sheet("Daftar")
    lines: tuple[tuple[str, dict[str, object]], ...] = (
        (f"DAFTAR CALON PESERTA {scenario.title.upper()}", {"bold": True, "font_size": 13}),
        (f"Kecamatan : {office.name}", {"bold": True}),
        (f"Kelurahan : {kelurahan.name}", {"bold": True}),
        (
            "Satu baris satu orang. Arahkan tetikus ke judul kolom untuk cara mengisinya. "
            "Jangan mengubah judul kolom.",
            {"font_size": 9, "italic": True},
        ),
    )
    for row, (text, look) in enumerate(lines):
        sheet.write_string(row, 0, text, book.format(**look))
    top = len(lines) + 1
    sheet.set_row(top, 30)
    for column, (title, width, shown, note) in enumerate(_COLUMNS):
        look = {"num_format": shown} if shown else {}
        sheet.set_column_pixels(column, column, width)
        sheet.write_string(top, column, title, book.heading())
        if note:
            sheet.write_comment(top, column, note, {"author": "", "x_scale": 1.5, "y_scale": 0.6})
        free = book.cell(locked=0, text_wrap=True, **look)
        for row in range(top + 1, top + 1 + _ROWS):
            if column:
                sheet.write_blank(row, column, None, free)
            else:
                sheet.write_number(row, column, row - top, free)
    _choices(sheet, top)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 2)
    rights = ("sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows")
    sheet.protect("", dict.fromkeys((*rights, "delete_rows"), True))
    about = f"Kelurahan {kelurahan.name}, Kecamatan {office.name}"
    print_wide(sheet, about, folio=is_folio(scenario.papers.paper))
    sheet.ignore_errors({"number_stored_as_text": f"A1:K{top + 1 + _ROWS}"})


def _choices(sheet: Any, top: int) -> None:
    """Lists to choose from, and a word to who types a NIK that has not 16 digits. Other values may
    be typed all the same: nobody shall be lost because a list did not know them.
    """
    titles = [title for title, *_ in _COLUMNS]

    def rule(title: str, **what: object) -> None:
        column = titles.index(title)
        sheet.data_validation(
            *(top + 1, column, top + _ROWS, column), {"error_type": "warning", **what}
        )

    rule("Jenis kelamin", validate="list", source=["L", "P"])
    rule("Hari yang cocok", validate="list", source=list(_DAYS))
    rule(
        *("NIK",),
        validate="length",
        criteria="==",
        value=16,
        error_title="NIK",
        error_message="NIK terdiri dari 16 angka.",
    )
