"""Any layout that offices use: everyone comes out once, every row is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from okoce_opt.importing.account import reasons
from tests.importing.lists import HEADER, balanced, book, by_name, folder, imported, names, nik
from tests.importing.lists import people as some


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


def test_letterhead_numbers_of_columns_totals_and_signatures_are_no_people(
    tmp_path: Path, into: Path
) -> None:
    rows = [
        ["PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA"],
        ["Jalan Contoh No. 1, Telp. (021) 5600000"],
        ["DAFTAR CALON PESERTA"],
        [],
        HEADER,
        [1, 2, 3, 4, 5, 6],
        *some(1, 4),
        HEADER,
        *some(5, 3),
        ["", "JUMLAH", 7],
        [],
        ["", "", "", "", "Jakarta, 13 Maret 2018"],
        ["", "Mengetahui,", "", "", "Petugas"],
        ["", "Lurah Duri Kepa"],
        [],
        ["", "H. Contoh Satu, S.IP"],
        ["", "NIP. 000000000000000001"],
    ]
    made = imported(into, book(tmp_path / "a.xlsx", Lembar=rows))
    assert len(made.outcome.added) == 7
    assert not made.questions
    assert balanced(made)
    (account,) = made.accounts
    assert (account.read, account.taken, len(account.ignored)) == (19, 7, 12)
    assert "H. Contoh Satu, S.IP" not in names(made)


def test_a_header_in_two_rows_with_merged_groups(tmp_path: Path, into: Path) -> None:
    path = tmp_path / "dua.xlsx"
    with xlsxwriter.Workbook(path) as file:
        sheet = file.add_worksheet("KEL. SLIPI")
        for column, title in ((0, "NO"), (1, "NAMA LENGKAP"), (2, "NIK"), (6, "TELP/HP")):
            sheet.merge_range(2, column, 3, column, title)
        sheet.merge_range(2, 3, 2, 5, "ALAMAT")
        for column, title in ((3, "Jalan"), (4, "RT"), (5, "RW")):
            sheet.write(3, column, title)
        for n in range(3):
            values = (n + 1, f"Orang {'ABC'[n]}", nik(n), "Jl. Satu", "3", "007", "0812 0000 001")
            sheet.write_row(4 + n, 0, values)
    made = imported(into, path)
    assert balanced(made)
    assert {v["rt"] for v in by_name(made).values()} == {"003"}
    assert {v["rw"] for v in by_name(made).values()} == {"007"}
    assert {v["kelurahan"] for v in by_name(made).values()} == {"31.73.07.1002"}
    assert {v["telepon"] for v in by_name(made).values()} == {"08120000001"}


@pytest.mark.parametrize("where", ["title", "sheet", "file", "section", "merged"])
def test_the_kelurahan_may_stand_anywhere(tmp_path: Path, into: Path, where: str) -> None:
    header = ("No", "Nama", "NIK")
    rows = [header, *(row[:3] for row in some(1, 3))]
    sheet, name = "Sheet1", "daftar"
    if where == "title":
        rows = [["KELURAHAN", ":", "KEDOYA UTARA"], ["KECAMATAN : KEBON JERUK"], [], *rows]
    elif where == "sheet":
        sheet = "KEL. KEDOYA UTR"
    elif where == "file":
        name = "Data_Kelurahan_Kedoya_Utara_2018"
    elif where == "section":
        rows = [header, ["Kelurahan Kedoya Utara"], *rows[1:]]
    else:
        rows = [(*header, "Kelurahan"), *([*row, '"' if n else "Kedoya Utara"] for n, row in
                enumerate(rows[1:]))]  # fmt: skip
    made = imported(into, book(tmp_path / f"{name}.xlsx", **{sheet: rows}))
    assert balanced(made)
    assert [e.values["kelurahan"] for e in made.outcome.added] == ["31.73.05.1006"] * 3


def test_a_list_without_a_kelurahan_anywhere_is_asked_about_once(
    tmp_path: Path, into: Path
) -> None:
    rows = [("No", "Nama", "NIK"), *(row[:3] for row in some(1, 3))]
    path = book(tmp_path / "a.xlsx", Sheet1=rows)
    made = imported(into, path)
    (question,) = made.questions
    assert (made.outcome.added, question.rows) == ([], 3)
    assert balanced(made)
    made = imported(into, path, **{question.id: "slipi"})
    assert [e.values["kelurahan"] for e in made.outcome.added] == ["31.73.07.1002"] * 3


def test_tables_side_by_side_and_one_below_the_other(tmp_path: Path, into: Path) -> None:
    left, right = some(1, 4), some(5, 4)
    rows = [(*HEADER, None, *HEADER), *((*a, None, *b) for a, b in zip(left, right, strict=True))]
    rows += [[], ["Nama", "No KTP", "Kel."], *((r[1], r[2], "Slipi") for r in some(9, 2))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert balanced(made)
    assert len({*names(made)}) == 10


def test_hidden_rows_are_read_and_said_crossed_out_names_are_asked(
    tmp_path: Path, into: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as file:
        sheet = file.add_worksheet("S")
        crossed = file.add_format({"font_strikeout": True})
        for r, row in enumerate([HEADER, *some(1, 4)]):
            for c, value in enumerate(row):
                sheet.write(r, c, value, crossed if (r, c) == (2, 1) else None)
        sheet.set_row(3, None, None, {"hidden": True})
    made = imported(into, path)
    (question,) = made.questions
    assert question.said == ["ambil", "lewati"]
    assert len(made.outcome.added) == 3
    assert any("tersembunyi" in note.id for note in made.accounts[0].notes)
    for answer, count in (("ambil", 4), ("lewati", 3)):
        again = imported(into, path, **{question.id: answer})
        assert (len(again.outcome.added), again.questions) == (count, [])
        assert balanced(again)


def test_a_sheet_without_any_table_is_ignored_with_a_reason(tmp_path: Path, into: Path) -> None:
    path = book(tmp_path / "a.xlsx", Sampul=[["Laporan"], ["2018"]], Isi=[HEADER, *some(1, 2)])
    made = imported(into, path)
    assert balanced(made)
    assert len(made.outcome.added) == 2
    assert "tidak ada tabel orang di lembar ini" in {why.id for why in reasons(made.accounts)}


def test_a_column_of_names_that_nobody_knows_is_asked_and_the_layout_remembered(
    tmp_path: Path, into: Path
) -> None:
    header = ("No", "Calon", "NIK", "Kel.")
    rows = [header, *((r[0], r[1], r[2], "Slipi") for r in some(1, 3))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    (question,) = made.questions
    assert question.said[0] == "B"
    assert balanced(made)
    next_month = [header, *((r[0], r[1], r[2], "Slipi") for r in some(4, 2))]
    other = book(tmp_path / "lain.xlsx", Maret=next_month)
    made = imported(into, other, **{question.id: "B"})
    assert (len(made.outcome.added), made.questions) == (2, [])


def test_a_header_whose_words_are_known_in_another_order(tmp_path: Path, into: Path) -> None:
    """*No. KTP / NIK* was passed over, and a list went in without its NIK."""
    header = ("Nama", "No. KTP / NIK", "No Telp/WA", "Kel.")
    rows = [header, *((r[1], r[2], r[3], "Slipi") for r in some(1, 2))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert [e.values["nik"] for e in made.outcome.added] == [nik(1), nik(2)]
    assert [e.values["telepon"] for e in made.outcome.added] == ["081200000001", "081200000002"]


def test_a_column_of_sixteen_digits_under_an_unknown_header_is_asked(
    tmp_path: Path, into: Path
) -> None:
    rows = [("Nama", "Kode X", "Kel."), *((r[1], r[2], "Slipi") for r in some(1, 2))]
    path = book(tmp_path / "a.xlsx", S=rows)
    made = imported(into, path)
    (question,) = made.questions
    assert (question.said, made.outcome.added) == (["B", "bukan"], [])
    assert balanced(made)
    made = imported(into, path, **{question.id: "B"})
    assert [e.values["nik"] for e in made.outcome.added] == [nik(1), nik(2)]
    made = imported(into, path, **{question.id: "bukan"})
    assert "nik" not in made.outcome.added[0].values


def test_a_summary_beside_the_list_is_no_question(tmp_path: Path, into: Path) -> None:
    summary = [["Rekap"], ["RW", "Jumlah"], ["03", 12], ["05", 9]]
    path = book(tmp_path / "a.xlsx", Isi=[HEADER, *some(1, 2)], rekap=summary)
    made = imported(into, path)
    assert (len(made.outcome.added), made.questions) == (2, [])
    bare = [row[1:] for row in some(5, 3)]
    made = imported(into, book(tmp_path / "b.xlsx", S=bare))
    assert [q.said for q in made.questions] == [["lewati"]]


def test_a_note_that_somebody_withdrew_is_asked(tmp_path: Path, into: Path) -> None:
    rows = [(*HEADER, "Ket"), *((*row, note) for row, note in
            zip(some(1, 3), ("", "mengundurkan diri", "ok"), strict=True))]  # fmt: skip
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    (question,) = made.questions
    assert "mengundurkan" in question.words.id
    assert len(made.outcome.added) == 2
