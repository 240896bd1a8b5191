"""What headers mean, and that no column that holds something is dropped without a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from okoce_opt.importing.importer import Import
from okoce_opt.importing.words import dictionary
from tests.importing.lists import balanced, book, by_name, folder, imported, names, nik
from tests.importing.lists import people as some

MONDAY, FRIDAY = 0, 4
BUT_FRIDAY = frozenset(range(7)) - {FRIDAY}


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


def _with(path: Path, header: str, *cells: object) -> Path:
    """A list of people, each with one cell under a header that is tried."""
    rows = [("Nama", "NIK", "Kel", header)]
    rows += [(r[1], r[2], "Slipi", c) for r, c in zip(some(1, len(cells)), cells, strict=True)]
    return book(path, S=rows)


def _notes(made: Import) -> str:
    return "; ".join(note.id for account in made.accounts for note in account.notes)


@pytest.mark.parametrize(
    "header",
    [
        *("Tidak bisa hari", "Hari tidak bisa", "Berhalangan", "Hari yang tdk bisa", "TIDAK BISA"),
        *("Hari yg tak bisa hadir", "Tdk bisa (hari)", "Hari berhalangan", "Days not available"),
    ],
)
def test_a_header_of_days_that_do_not_suit_is_never_one_of_days_that_do(header: str) -> None:
    assert dictionary().header(header) == "bukan_hari"
    assert dictionary().header("Hari yang bisa") == "hari"
    assert dictionary().header("Alasan tidak bisa hadir") is None


def test_days_that_do_not_suit_are_left_out(tmp_path: Path, into: Path) -> None:
    """They were dropped, and six people were given twelve seats on days they had written off."""
    said = ("Jumat", "Senin & Jumat", "-", "bebas", "tidak bisa hari Jumat", "Sen-Kam")
    made = imported(into, _with(tmp_path / "a.xlsx", "Tidak bisa hari", *said))
    assert not made.questions
    days = [entry.values.get("hari", "") for entry in made.outcome.added]
    assert days == [BUT_FRIDAY, BUT_FRIDAY - {MONDAY}, "", None, BUT_FRIDAY, {4, 5, 6}]


@pytest.mark.parametrize("said", ["semua", "kecuali Jumat", "besok", "Jumat bisa"])
def test_what_may_mean_either_is_asked(tmp_path: Path, into: Path, said: str) -> None:
    path = _with(tmp_path / "a.xlsx", "Hari tidak bisa", said)
    made = imported(into, path)
    (question,) = made.questions
    assert ("yang BISA" in question.words.id, made.outcome.added) == (True, [])
    made = imported(into, path, **{question.id: "Selasa Kamis"})
    assert [e.values["hari"] for e in made.outcome.added] == [frozenset({1, 3})]


def test_days_that_suit_and_days_that_do_not_stand_together(tmp_path: Path, into: Path) -> None:
    header = ("Nama", "NIK", "Kel", "Hari bisa", "Berhalangan")
    said = [("Senin-Rabu", "Rabu"), ("Jumat", "Jumat"), ("", "Jumat")]
    rows = [header, *((r[1], r[2], "Slipi", *d) for r, d in zip(some(1, 3), said, strict=True))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert [e.values["hari"] for e in made.outcome.added] == [frozenset({0, 1}), BUT_FRIDAY]
    assert [question.said for question in made.questions] == [["kosongkan", "lewati"]]


def _two_rows(path: Path, upper: Sequence[object], lower: Sequence[str], cells: Sequence[object],
              *merged: tuple[int, int]) -> Path:  # fmt: skip
    """A header of two rows with merged headings, above three people."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as file:
        sheet = file.add_worksheet("KEL. SLIPI")
        for column, text in enumerate(upper):
            sheet.write(0, column, text)
        for first, last in merged:
            sheet.merge_range(0, first, 0, last, upper[first])
        sheet.write_row(1, 0, lower)
        for n in range(3):
            told = [n + 1, f"Orang {'ABC'[n]}", nik(n)]
            sheet.write_row(2 + n, 0, [*told, *cells])
    return path


def test_a_header_of_two_rows_keeps_what_its_upper_row_alone_says(
    tmp_path: Path, into: Path
) -> None:
    upper = ("No", "Nama / NIK", "", "Tidak bisa hari", "Ukuran kaos")
    path = _two_rows(
        tmp_path / "a.xlsx", upper, ("", "Nama", "NIK", "", ""), ("Jumat", "XL"), (1, 2)
    )
    made = imported(into, path)
    assert ({e.values["hari"] for e in made.outcome.added}, made.questions) == ({BUT_FRIDAY}, [])
    assert "Ukuran kaos" in _notes(made)


@pytest.mark.parametrize("merge", [True, False])
def test_a_heading_above_columns_is_none_of_them(tmp_path: Path, into: Path, merge: bool) -> None:
    """*IDENTITAS PESERTA* was taken for the NIK, its row for a table of its own: 34 people waited
    for a question that offered only that there are no names.
    """
    upper = ("NO", "IDENTITAS PESERTA", "", "KONTAK", "USAHA", "")
    lower = ("", "NAMA LENGKAP", "NIK", "NO. HP / WA", "JENIS USAHA", "LAMA (TH)")
    merged = ((1, 2), (4, 5)) if merge else ()
    path = _two_rows(tmp_path / "a.xlsx", upper, lower, ("081200000001", "boga", 2), *merged)
    made = imported(into, path)
    assert (names(made), made.questions) == (["Orang A", "Orang B", "Orang C"], [])
    assert {v["bidang"] for v in by_name(made).values()} == {"boga"}
    assert [v["nik"] for v in by_name(made).values()] == [nik(n) for n in range(3)]
    assert "LAMA (TH)" in _notes(made)
    assert balanced(made)
    assert made.accounts[0].read == 5


def test_a_no_above_columns_of_weekdays_turns_them_round(tmp_path: Path, into: Path) -> None:
    lower = ("", "", "", "Senin", "Jumat")
    upper = ("No", "Nama", "NIK", "Tidak bisa", "")
    path = _two_rows(tmp_path / "a.xlsx", upper, lower, ("", "v"), (3, 4))
    made = imported(into, path)
    assert {e.values["hari"] for e in made.outcome.added} == {BUT_FRIDAY}


@pytest.mark.parametrize("header", ["Waktu luang ibu", "", "Keterangan"])
def test_weekdays_under_a_header_that_does_not_say_which_are_asked(
    tmp_path: Path, into: Path, header: str
) -> None:
    path = _with(tmp_path / "a.xlsx", header, "Jumat", "jumat", "-")
    made = imported(into, path)
    (question,) = made.questions
    assert (question.said[:2], made.outcome.added) == (["bisa", "tidak bisa"], [])
    made = imported(into, path, **{question.id: "tidak bisa"})
    assert [e.values.get("hari") for e in made.outcome.added] == [BUT_FRIDAY, BUT_FRIDAY, None]
    made = imported(into, path, **{question.id: "bisa"})
    assert [e.values.get("hari") for e in made.outcome.added] == [{FRIDAY}, {FRIDAY}, None]


@pytest.mark.parametrize("header", ["Ukuran kaos", "Umur", "", "Ket"])
def test_a_column_that_is_not_used_is_named(tmp_path: Path, into: Path, header: str) -> None:
    made = imported(into, _with(tmp_path / "a.xlsx", header, "satu", "dua"))
    assert (len(made.outcome.added), made.questions) == (2, [])
    assert f"D ({header or 'tanpa judul'}): 2 sel" in _notes(made)
    empty = imported(into, _with(tmp_path / "b.xlsx", header, "", ""))
    assert "D (" not in _notes(empty)


def test_people_counted_by_sex_below_a_total_are_no_people(tmp_path: Path, into: Path) -> None:
    """*Perempuan | 6* stood in the column of NIK and was asked about; *kosongkan* made a person."""
    header = ("No", "Nama", "NIK", "Kel")
    rows = [
        header, *((n, r[1], r[2], "Slipi") for n, r in enumerate(some(1, 3))),
        ("", "JUMLAH", 3, ""), ("", "Laki-laki", 2, ""), ("", "Perempuan", "1 orang", ""),
        ("", "Hadir", 3, ""), ("Pria", "", 2, ""), ("", "Perempuan (P) : 1", "", ""),
        ("", some(7, 1)[0][1], some(7, 1)[0][2], "Slipi"),
    ]  # fmt: skip
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert (len(made.outcome.added), made.questions) == (4, [])
    assert balanced(made)


def test_people_told_little_below_a_total_stay_people(tmp_path: Path, into: Path) -> None:
    rows = [("Nama", "NIK", "RT", "RW", "Kel"), ("Jumlah RW 1", "", "", "", ""),
            ("Siti Aminah", "", "3", "7", ""), ("Perempuan", "", "", "", 5)]  # fmt: skip
    made = imported(into, book(tmp_path / "KEL SLIPI.xlsx", S=rows))
    people = [e for account in made.accounts for e in account.entries]
    assert [entry.values["nama"] for entry in people] == ["Siti Aminah"]
