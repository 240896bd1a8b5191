"""Why a file is not read, and what its owner can do about it."""

from __future__ import annotations

from okoce_opt.domain.words import Words, same
from okoce_opt.errors import OkoceError


class Refused(OkoceError):
    """A file that is not read: `code` says why to a program, `advice` to a person; `found` is what
    the system said, if it did.
    """

    def __init__(self, code: str, advice: Words, found: str = "") -> None:
        self.code, self.advice, self.found = code, advice, found
        super().__init__(code, advice, found)


def unreadable(error: Exception) -> Refused:
    """It is not there, or the system does not let us read it."""
    if isinstance(error, FileNotFoundError):
        gone = Words(
            "Berkas itu tidak ada; periksa nama dan foldernya.",
            "There is no such file; check its name and folder.",
        )
        return Refused("unreadable_file", gone, type(error).__name__)
    return Refused(
        "unreadable_file",
        Words(
            "Tutup program yang memakainya, periksa hak baca.",
            "Close the program that uses it, check your rights.",
        ),
        type(error).__name__,
    )


def no_file() -> Refused:
    """A folder, a device or a pipe."""
    return Refused(
        "unreadable_file",
        Words("Ini bukan berkas biasa; salin isinya.", "This is no ordinary file; copy it."),
    )


def changing() -> Refused:
    """Somebody writes to it while it is read."""
    return Refused(
        "changing_file",
        Words(
            "Berkas sedang ditulis (disalin atau disimpan). Tunggu sampai selesai, lalu ulangi.",
            "The file is being written (copied or saved). Wait until that is done, then repeat.",
        ),
    )


def empty_file() -> Refused:
    """Nothing in it."""
    return Refused(
        "empty_file",
        Words(
            "Berkas kosong; mungkin belum selesai disalin.",
            "The file is empty; perhaps it was not copied to the end.",
        ),
    )


def too_large() -> Refused:
    """More bytes, parts or cells than a list of people has."""
    return Refused(
        "too_large",
        Words(
            "Berkas terlalu besar untuk sebuah daftar; salin tabelnya saja ke berkas baru.",
            "The file is too large for a list; copy the tables alone to a new one.",
        ),
    )


def too_heavy() -> Refused:
    """Reading it took more memory or time than there is, or ended the process that read it."""
    return Refused(
        "too_heavy",
        Words(
            "Berkas tidak terbaca dalam batas memori dan waktu: rusak, atau ada isi yang jauh di "
            "luar tabel. Salin tabelnya saja ke buku kerja baru.",
            "The file cannot be read within the limits of memory and time: it is damaged, or "
            "something stands far outside the tables. Copy the tables alone to a new workbook.",
        ),
    )


def stray_cell(cell: str, part: str) -> Refused:
    """A cell so far away that the sheet is mostly nothing. `part`: the sheet's name, or its file in
    the workbook.
    """
    return Refused(
        "stray_cell",
        Words(
            "Sel {cell} jauh di luar tabel ({part}); hapus baris atau kolomnya.",
            "Cell {cell} is far outside the table ({part}); delete its row or column.",
        ).fill(cell=same(cell), part=same(part)),
    )


def password() -> Refused:
    """Locked by its owner."""
    return Refused(
        "password",
        Words(
            "Berkas dilindungi kata sandi; simpan tanpa kata sandi.",
            "The file has a password; save it without one.",
        ),
    )


def damaged(part: str = "") -> Refused:
    """Not what it says it is, or not to the end. `part`: the file inside it that cannot be read."""
    return Refused(
        "damaged_file",
        Words(
            "Berkas rusak atau bukan buku kerja{part}; simpan ulang dari Excel.",
            "The file is damaged or no workbook{part}; save it again from Excel.",
        ).fill(part=same(f" ({part})" if part else "")),
    )


def many_sheets(count: int) -> Refused:
    """More sheets than an office makes, or several that say they are the same one."""
    return Refused(
        "too_many_sheets",
        Words(
            "Buku kerja menyebut {n} lembar, sebagian isinya sama, atau terlalu banyak; salin "
            "lembar yang berisi daftar ke buku kerja baru.",
            "The workbook names {n} sheets, some of them the same, or too many; copy the sheets "
            "with the list to a new workbook.",
        ).fill(n=count),
    )


def web_page() -> Refused:
    """HTML that a portal calls a workbook."""
    return Refused(
        "html_table",
        Words(
            "Ini halaman web bernama Excel; buka di Excel lalu simpan sebagai .xlsx.",
            "This is a web page with the name of a workbook; open it in Excel and save it as "
            ".xlsx.",
        ),
    )


def no_workbook() -> Refused:
    """Anything else."""
    return Refused(
        "not_a_workbook",
        Words(
            "Ini bukan buku kerja; bila teks, pakai folder CSV.",
            "This is no workbook; if it is text, use a folder of CSV files.",
        ),
    )
