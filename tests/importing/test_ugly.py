"""Lists as offices write them, each of a kind that was once read wrongly or asked about in vain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from okoce_opt.importing import cells
from okoce_opt.importing.account import reasons
from okoce_opt.importing.lines import Kind
from okoce_opt.importing.words import dictionary
from tests.importing.lists import balanced, book, by_name, folder, imported, names, nik
from tests.importing.lists import people as some

DUKEP, UTARA, SLIPI = "31.73.05.1005", "31.73.05.1006", "31.73.07.1002"


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


def three(first: int) -> list[tuple[object, ...]]:
    """Three people: number, name, NIK."""
    return [tuple(row[:3]) for row in some(first, 3)]


def homes(made: object) -> list[object]:
    """The kelurahan of newcomers, in the order of the list."""
    return [entry.values["kelurahan"] for entry in made.outcome.added]  # type: ignore[attr-defined]


def test_a_person_over_two_rows_with_merged_cells_is_one(tmp_path: Path, into: Path) -> None:
    """Each second row was a person of its own with four faults, asked about in four questions."""
    path = tmp_path / "Kel Slipi.xlsx"
    with xlsxwriter.Workbook(path) as file:
        sheet = file.add_worksheet()
        sheet.write_row(0, 0, ("No", "Nama", "NIK", "Alamat", "No HP"))
        for n in range(2):
            top = 1 + 2 * n
            for column, value in enumerate((n + 1, f"Orang {'AB'[n]}", nik(n))):
                sheet.merge_range(top, column, top + 1, column, value)
            sheet.write_row(top, 3, ("Jl. Satu", "081200000001"))
            sheet.write_row(top + 1, 3, ("Gang Dua", "081200000002" if n else None))
    made = imported(into, path)
    assert not made.questions
    assert balanced(made)
    assert names(made) == ["Orang A", "Orang B"]
    assert by_name(made)["Orang A"]["alamat"] == "Jl. Satu, Gang Dua"
    assert by_name(made)["Orang B"]["telepon"] == "081200000001 / 081200000002"
    assert reasons(made.accounts)[Kind.MORE.value] == 2


def test_a_name_merged_over_two_who_have_each_a_nik_is_asked(tmp_path: Path, into: Path) -> None:
    path = tmp_path / "Kel Slipi.xlsx"
    with xlsxwriter.Workbook(path) as file:
        sheet = file.add_worksheet()
        sheet.write_row(0, 0, ("No", "Nama", "NIK"))
        sheet.merge_range(1, 1, 2, 1, "Orang A")
        for n in range(2):
            sheet.write(1 + n, 0, n + 1)
            sheet.write(1 + n, 2, nik(n))
    made = imported(into, path)
    assert len(made.questions) == 1
    assert balanced(made)


@pytest.mark.parametrize(
    "title",
    ["KELURAHAN KEDOYA UTARA", "II. Kel. Kedoya Utr", "KEDOYA UTARA", "DATA KEL KEDOYA UTARA"],
)
@pytest.mark.parametrize("again", [True, False])
def test_a_title_between_people_says_where_those_below_live(
    tmp_path: Path, into: Path, title: str, again: bool
) -> None:
    """Below a second header the title above it was forgotten: five people of Tomang came to be of
    Grogol, without a word.
    """
    header = ("No", "Nama", "NIK")
    second = [("NIK", "Nama", "No"), *(row[::-1] for row in three(4))] if again else three(4)
    rows = [["KEL. DURI KEPA"], header, *three(1), ["", "Jumlah", 3], [], [title], *second]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert balanced(made)
    assert homes(made) == [DUKEP] * 3 + [UTARA] * 3


def test_a_title_that_names_no_known_kelurahan_is_asked(tmp_path: Path, into: Path) -> None:
    """The people below it were taken for those of the kelurahan above."""
    rows = [["KEL. DURI KEPA"], ("No", "Nama", "NIK"), *three(1), ["KEL. KEDOYA UTRAA"], *three(4)]
    path = book(tmp_path / "a.xlsx", S=rows)
    made = imported(into, path)
    (question,) = made.questions
    assert (homes(made), balanced(made)) == ([DUKEP] * 3, True)
    assert homes(imported(into, path, **{question.id: "Kedoya Utara"}))[3:] == [UTARA] * 3
    assert homes(imported(into, path, **{question.id: "tetap"})) == [DUKEP] * 6


def test_titles_over_all_people_need_no_other_kelurahan(tmp_path: Path, into: Path) -> None:
    rows = [("No", "Nama", "NIK"), ["SLIPI"], *three(1), ["KEDOYA UTARA"], *three(4)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert homes(made) == [SLIPI] * 3 + [UTARA] * 3


def test_an_rw_over_its_people_is_theirs(tmp_path: Path, into: Path) -> None:
    """*RW 003* in the column of numbers was asked about as a person without a name."""
    rows = [["Kel. Slipi"], ("No", "Nama", "NIK"), ["RW 003"], *three(1), ["RW. 12"], *three(4)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert [e.values["rw"] for e in made.outcome.added] == ["003"] * 3 + ["012"] * 3


def test_a_header_that_comes_back_after_another_counts_again(tmp_path: Path, into: Path) -> None:
    """Three people were read with NIK and name changed about."""
    header, other = ("No", "Nama", "NIK"), ("No", "NIK", "Nama")
    middle = [(n, number, name) for n, name, number in three(4)]
    rows = [["Kel. Slipi"], header, *three(1), other, *middle, header, *three(7)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert balanced(made)
    assert {str(e.values["nik"]) for e in made.outcome.added} == {nik(n) for n in range(1, 10)}


def test_columns_numbered_from_the_right_are_no_person(tmp_path: Path, into: Path) -> None:
    rows = [["Kel. Slipi"], ("NIK", "Nama", "No"), (3, 2, 1), *(row[::-1] for row in three(1))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert (len(made.outcome.added), made.questions) == (3, [])


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("Kelurahan tempat tinggal", "kelurahan"),
        ("Tanggal lahir Anda", "tanggal_lahir"),
        ("Jenis usaha yang dijalankan saat ini", "bidang"),
        ("Pada hari apa saja Anda bisa mengikuti pelatihan? (boleh lebih dari satu)", "hari"),
        ("Hari apa Anda tidak bisa mengikuti pelatihan?", "bukan_hari"),
        ("Apakah Anda bersedia mengikuti pelatihan?", None),
        ("Nama usaha yang dijalankan", "abaikan"),
        ("Nama ibu kandung Anda", "abaikan"),
        ("Tempat tanggal lahir Anda", "ttl"),
        ("Jns Kel", "jenis_kelamin"),
        ("Full Name", "nama"),
        ("ID Number", "nik"),
        ("Mobile Phone", "telepon"),
        ("Urban Village", "kelurahan"),
        ("District", "kecamatan"),
        ("Date of Birth", "tanggal_lahir"),
        ("Available Days", "hari"),
        ("City", "kota"),
        ("City/Regency", "kota"),
        ("Participant No.", "no_peserta"),
        ("Days you can come", "hari"),
        ("On which days are you available?", "hari"),
        ("Days you cannot come", "bukan_hari"),
        ("Nama Lengkap & Gelar", "nama"),
        ("Nama dan gelar", "nama"),
        ("Gelar", None),
        ("Identitas", "nik"),
        ("Lahir", "ttl"),
        ("Full Address", "alamat"),
        ("Given Name", "nama"),
        ("Surname", "nama_belakang"),
        ("Telephone No.", "telepon"),
        ("M/F", "jenis_kelamin"),
        ("Tanggal Kelahiran", "tanggal_lahir"),
        ("Nickname", "abaikan"),
        # a word that joins and one that says what: not a number of a participant
        ("Nomor HP peserta", "telepon"),
        ("Telepon peserta", "telepon"),
        ("NIK peserta", "nik"),
        ("Nomor KTP peserta", "nik"),
        ("Registration Number", "no_peserta"),
        ("Family Card Number", "no_kk"),
        ("Tanggal", None),
        ("Place", None),
    ],
)
def test_headers_of_forms_and_in_english(header: str, meant: str | None) -> None:
    """A form's *Kelurahan tempat tinggal* was no column of the kelurahan; a list in English had no
    header at all.
    """
    assert dictionary().header(header) == meant


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Sabtu/Minggu saja", {5, 6}),
        ("hanya sabtu", {5}),
        ("kecuali hari kerja", {5, 6}),
        ("Weekends only", {5, 6}),
        ("Sn-Kms", {0, 1, 2, 3}),
        ("Senen, Kemis", {0, 3}),
        ("Setu", {5}),
        ("hari Selasa dan hari Rabu", {1, 2}),
        ("hari kerja dan Sabtu", {0, 1, 2, 3, 4, 5}),
        ("Hari kerja (Senin s/d Jumat)", {0, 1, 2, 3, 4}),
        ("Selasa / akhir pekan", {1, 5, 6}),
        ("bebas (kecuali Jumat)", {0, 1, 2, 3, 5, 6}),
        ("tidak bisa hari kerja", {5, 6}),
    ],
)
def test_days_as_people_call_them(tmp_path: Path, into: Path, said: str, days: set[int]) -> None:
    rows = [("Nama", "NIK", "Kelurahan", "Hari"), ("Orang A", nik(1), "Slipi", said)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    (entry,) = made.outcome.added
    assert entry.values["hari"] == days


@pytest.mark.parametrize(
    "said",
    [
        *("pagi saja", "Sabtu pagi", "tidak tentu", "Senen (pagi)"),
        *("Selasa jam kerja", "Sabtu, jam kerja", "jam kerja", "Selasa hari kerja"),
        *("Selasa, hari kerja", "Sabtu hari kerja", "Senin akhir pekan", "Senin-Kamis, hari kerja"),
        *("akhir pekan (Sabtu)", "hari kerja akhir pekan", "bebas (asal bukan Jumat)"),
        *(",", "/", "()", ". ."),
    ],
)
def test_days_that_are_not_clear_are_asked(tmp_path: Path, into: Path, said: str) -> None:
    """*Selasa jam kerja* was Monday to Friday, *bebas (kecuali Jumat)* every day."""
    rows = [("Nama", "NIK", "Kelurahan", "Hari"), ("Orang A", nik(1), "Slipi", said)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert len(made.questions) == 1


@pytest.mark.parametrize(
    "said",
    ["Kel. Slipi - Kec. Palmerah", "Slipi (Palmerah)", "Slipi, Kec. Palmerah", "SLIPI/PALMERAH"],
)
def test_kelurahan_and_kecamatan_in_one_cell(tmp_path: Path, into: Path, said: str) -> None:
    rows = [("Nama", "NIK", "Kelurahan"), ("Orang A", nik(1), said)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert (homes(made), made.questions) == ([SLIPI], [])


def test_a_kelurahan_whose_name_begins_like_a_title(tmp_path: Path, into: Path) -> None:
    """*Kelurahan Kota Bambu Utara* was not known: *Kota* was taken for a title, of one side."""
    said = ["Kelurahan Kota Bambu Utara", "Kota Bambu Utara"]
    rows = [("Nama", "NIK", "Kelurahan"), *((f"Orang {k}", nik(n), k) for n, k in enumerate(said))]
    made = imported(tmp_path / "baru", book(tmp_path / "a.xlsx", S=rows))
    assert homes(made) == ["31.73.07.1006"] * 2 or len({*homes(made)}) == 1
    assert not made.questions


@pytest.mark.parametrize(("said", "near"), [("Ked. Utara", "Kedoya Utara"), ("Dkp", None)])
def test_a_shortened_name_is_asked_with_what_it_may_be(
    tmp_path: Path, into: Path, said: str, near: str | None
) -> None:
    rows = [("Nama", "NIK", "Kelurahan", "Kecamatan"), ("Orang A", nik(1), said, "Kebon Jeruk")]
    (question,) = imported(into, book(tmp_path / "a.xlsx", S=rows)).questions
    assert [one for one in question.said if one != "lewati"] == ([near] if near else [])


def test_dates_month_first_that_a_nik_confirms(tmp_path: Path, into: Path) -> None:
    """A form's 03/27/1985 was a fault in each row, though nothing else can be meant."""
    rows = [("Nama", "NIK", "Kelurahan", "Tanggal lahir")]
    for n in range(13, 17):
        number = nik(n)
        day, month, year = int(number[6:8]), int(number[8:10]), 1900 + int(number[10:12])
        rows.append((f"Orang {n}", number, "Slipi", f"{month:02d}/{day:02d}/{year}"))
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert made.outcome.added[0].values["tanggal_lahir"] == date(1973, 2, 14)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("27 Jan '91", date(1991, 1, 27)), ("Jakarta, May 5, 1980", date(1980, 5, 5))],
)
def test_dates_in_words(said: str, meant: date) -> None:
    assert cells.born(said) == meant


def test_a_number_before_a_name_is_no_part_of_it() -> None:
    assert cells.name("12. Bpk Orang A") == "Bpk Orang A"
    assert cells.name("3A Orang") == "3A Orang"


@pytest.mark.parametrize(
    ("header", "told", "whole"),
    [
        (("First Name", "Last Name"), ("Siti", "Aminah"), "Siti Aminah"),
        (("Surname", "Given Name"), ("Aminah", "Siti"), "Siti Aminah"),
        (("First Name", "Middle Name", "Last Name"), ("Siti", "Nur", "-"), "Siti Nur"),
        (("Nama depan", "Nama belakang"), ("Siti", ""), "Siti"),
        (("Last Name", "Nickname"), ("Aminah", "Mimi"), "Aminah"),
    ],
)
def test_a_name_in_several_columns_is_one(
    tmp_path: Path, into: Path, header: tuple[str, ...], told: tuple[str, ...], whole: str
) -> None:
    """The first column alone was taken for the name, or the name was asked about."""
    rows = [(*header, "NIK", "Kelurahan"), (*told, nik(1), "Slipi")]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert [entry.values["nama"] for entry in made.outcome.added] == [whole]


def test_a_heading_that_alone_would_be_a_field_stands_over_others(
    tmp_path: Path, into: Path
) -> None:
    upper, lower = ("Identitas", "", "Lahir", "", ""), ("Nama", "NIK", "Tempat", "Tgl", "Kel")
    rows = [upper, lower, ("Orang A", nik(1), "Jakarta", "03/05/1985", "Slipi")]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    (entry,) = made.outcome.added
    assert (entry.values["nama"], entry.values["nik"]) == ("Orang A", nik(1))


@pytest.mark.parametrize(
    ("titles", "meant"),
    [
        (("KEL. SLIPI", "KEL. KEDOYA UTARA"), [SLIPI, UTARA]),
        (("KEL. SLIPI", ""), [SLIPI, SLIPI]),
        (("", "KEL. KEDOYA UTARA"), [UTARA, UTARA]),
    ],
)
def test_a_title_over_a_table_beside_another_is_its_own(
    tmp_path: Path, into: Path, titles: tuple[str, str], meant: list[str]
) -> None:
    """The people of the second table were given the kelurahan of the first without a word."""
    header = ("No", "Nama", "NIK")
    rows = [(titles[0], "", "", "", titles[1]), (*header, "", *header)]
    rows += [(*one, "", *two) for one, two in zip(three(1), three(4), strict=True)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert homes(made) == [meant[0]] * 3 + [meant[1]] * 3


def test_forms_of_one_person_a_sheet_are_one_question(tmp_path: Path, into: Path) -> None:
    """Each of them was asked about as a sheet without a header."""
    form = [
        ("Nama", ":", "Orang A"),
        ("NIK", ":", nik(1)),
        ("Alamat", ":", "Jl."),
        ("No HP", ":", "0812"),
    ]
    path = book(tmp_path / "a.xlsx", A=form, B=form, C=form)
    made = imported(into, path)
    (question,) = made.questions
    assert "formulir" in question.words.id
    assert (question.rows, balanced(made)) == (12, True)
    assert not imported(into, path, **{question.id: "lewati"}).questions


@pytest.mark.parametrize(
    ("said", "meant"),
    [(("P", "W", "p"), "LPL"), (("L", "P", "P"), "LPP")],
)
def test_p_beside_w_is_a_man(tmp_path: Path, into: Path, said: tuple[str, ...], meant: str) -> None:
    """Men of a list of *P* (pria) and *W* (wanita) came in as women; only W was asked about."""
    rows = [("Nama", "NIK", "Kelurahan", "L/P")]
    rows += [(f"Orang {n}", nik(n), "Slipi", sex) for n, sex in enumerate(said)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    assert "".join(str(e.values["jenis_kelamin"]) for e in made.outcome.added) == meant


def test_comments_beside_people_are_said(tmp_path: Path, into: Path) -> None:
    """*Pindah ke Depok* in a comment was passed over without a word."""
    made = openpyxl.Workbook()
    for row in (("Nama", "NIK", "Kelurahan"), ("Orang A", nik(1), "Slipi")):
        made.active.append(row)
    made.active["A1"].comment = Comment("sesuai KTP", "x")
    made.active["A2"].comment = Comment("pindah ke Depok", "x")
    made.save(tmp_path / "a.xlsx")
    (account,) = imported(into, tmp_path / "a.xlsx").accounts
    (note,) = [one.id for one in account.notes if "komentar" in one.id]
    assert "sel A2;" in note
    assert "Depok" not in note
