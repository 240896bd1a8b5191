"""What stands in a cell: taken when sure, asked when it may have lost something, never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okoce_opt.gate import Cell
from okoce_opt.importing import cells
from okoce_opt.importing.cells import Doubt
from okoce_opt.importing.regions import Gazetteer, countrywide
from okoce_opt.importing.words import dictionary
from tests.importing.lists import HEADER, balanced, book, by_name, folder, imported, names, nik
from tests.importing.lists import people as some

GOOD = nik(7)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


@pytest.mark.parametrize(
    "cell",
    [
        GOOD,
        int(GOOD),
        float(GOOD),
        f"'{GOOD}",
        f" {GOOD[:4]} {GOOD[4:8]}.{GOOD[8:12]}-{GOOD[12:]}",
        "".join(chr(0xFF10 + int(digit)) for digit in GOOD),
    ],
)
def test_a_nik_is_sixteen_digits_however_it_is_written(cell: Cell) -> None:
    assert cells.nik(cell) == GOOD


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (float(GOOD[:15] + "0"), "nik_damaged"),
        ("3,17302E+15", "nik_damaged"),
        ("3.17302E+15", "nik_damaged"),
        (9.1e17, "nik_damaged"),
        (GOOD[:15], "nik_length"),
        (GOOD + "1", "nik_length"),
        (GOOD[:15] + "O", "nik_letters"),
        ("0" * 16, "nik_impossible"),
        (GOOD[:12] + "0000", "nik_impossible"),
        (GOOD[:8] + "13" + GOOD[10:], "nik_impossible"),
    ],
)
def test_a_nik_that_lost_something_is_a_question(cell: Cell, code: str) -> None:
    with pytest.raises(Doubt) as doubt:
        cells.nik(cell)
    assert doubt.value.code == code


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (81200000001.0, "081200000001"),
        ("+62 812-0000-0001", "081200000001"),
        ("0062812.0000.0001", "081200000001"),
        ("(0812) 0000 0001", "081200000001"),
        ("081200000001/ 085700000002", "081200000001 / 085700000002"),
    ],
)
def test_telephone_numbers(cell: Cell, number: str) -> None:
    assert cells.phone(cell) == number


@pytest.mark.parametrize(
    "cell",
    ["03-05-1985", "3 Mei 1985", "3/5/85", "Jakarta, 03-05-1985", "Kab. Tegal 3 Mei 1985",
     "03 05 1985", date(1985, 5, 3), "1985-05-03"],
)  # fmt: skip
def test_dates_of_birth(cell: Cell) -> None:
    assert cells.born(cell) == date(1985, 5, 3)


@pytest.mark.parametrize("cell", [31170.0, "31/02/1985", "1985", "besok"])
def test_dates_that_are_none(cell: Cell) -> None:
    with pytest.raises(Doubt):
        cells.born(cell)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(*countrywide(), dictionary())


@pytest.mark.parametrize(
    ("said", "inside", "code"),
    [
        ("DURI KEPA", "31.73.05", "31.73.05.1005"),
        ("Kel. Durikepa", "31.73.05", "31.73.05.1005"),
        ("Kedoya Utr", "31.73.05", "31.73.05.1006"),
        ("Tj. Duren Slt", "31.73.02", "31.73.02.1005"),
        ("wijaya kesuma", "31.73.02", "31.73.02.1007"),
        ("Kelapa 2", "31.73.05", "31.73.05.1004"),
        ("JATI PULO", "31.73.07", "31.73.07.1004"),
    ],
)
def test_spellings_of_a_kelurahan(gazetteer: Gazetteer, said: str, inside: str, code: str) -> None:
    place = gazetteer.find("kelurahan", said, inside).place
    assert place is not None
    assert place.code == code


def test_sides_must_be_the_same_and_likeness_stays_in_the_kecamatan(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("kelurahan", "Kedoyya Selatan", "31.73.05")
    assert [place.name for place in match.near] == ["Kedoya Selatan"]
    match = gazetteer.find("kelurahan", "Kedoya", "31.73.05")
    assert {place.name for place in match.near} == {"Kedoya Utara", "Kedoya Selatan"}
    assert gazetteer.find("kelurahan", "Duri Kpea", "31.73.07").near == ()
    assert gazetteer.find("kelurahan", "Duri Kpea").near == ()


def test_near_names_are_asked_once_for_all_rows(tmp_path: Path, into: Path) -> None:
    rows = [HEADER, *some(1, 5, "Duri Kpea"), *some(6, 2)]
    path = book(tmp_path / "a.xlsx", S=rows)
    made = imported(into, path)
    (question,) = made.questions
    assert (question.rows, question.said) == (5, ["Duri Kepa", "lewati"])
    assert len(made.outcome.added) == 2
    assert balanced(made)
    made = imported(into, path, **{question.id: "duri kepa"})
    assert len(made.outcome.added) == 7
    made = imported(into, path, **{question.id: "lewati"})
    assert (len(made.outcome.added), made.questions) == (2, [])
    assert balanced(made)


def test_a_kelurahan_of_another_kecamatan_is_a_question(tmp_path: Path, into: Path) -> None:
    made = imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 1, "Slipi")]))
    (question,) = made.questions
    assert "Slipi ada di kecamatan Palmerah" in question.words.id


def test_trades_and_weekdays_are_the_scenarios_own(tmp_path: Path) -> None:
    into = folder(
        tmp_path / "r",
        kegiatan="id,nama,maks,bidang\nmasak,Masak,40,Tata Boga\nlain,Lain,40,kriya\n",
    )
    header = ("Nama", "NIK", "Kel", "Jenis Usaha", "Hari bisa")
    said = [("kuliner", "Sen-Kam"), ("Kerajinan", "bebas"), ("katering", "kecuali Jumat"),
            ("boga", "hari kerja")]  # fmt: skip
    rows = [header, *((f"Orang {n}a", nik(n), "Slipi", *one) for n, one in enumerate(said))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert not made.questions
    people = by_name(made)
    assert [people[f"Orang {n}a"]["bidang"] for n in range(4)] == [
        "Tata Boga", "kriya", "Tata Boga", "Tata Boga",
    ]  # fmt: skip
    assert [people[f"Orang {n}a"]["hari"] for n in range(4)] == [
        frozenset({0, 1, 2, 3}), None, frozenset({0, 1, 2, 3, 5, 6}), frozenset(range(5)),
    ]  # fmt: skip


def test_the_office_adds_its_own_words(tmp_path: Path, into: Path) -> None:
    rows = [("Jeneng", "NIK", "Kel"), *((r[1], r[2], "Slipi") for r in some(1, 2))]
    path = book(tmp_path / "a.xlsx", S=rows)
    assert imported(into, path).questions
    (into / "_impor").mkdir()
    (into / "_impor" / "kamus.csv").write_text("jenis,arti,tertulis\njudul,nama,jeneng; asma\n")
    assert len(imported(into, path).outcome.added) == 2


def test_people_called_na_none_or_with_signs_are_people(tmp_path: Path, into: Path) -> None:
    strange = ["NA", "None", "nan", "null", "=SUM(A1)", "+62 Toko", "-Y", "@x"]
    rows = [HEADER, *((n, name, nik(n), "", "Slipi", "Palmerah") for n, name in enumerate(strange))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert [e.values["nama"] for e in made.outcome.added] == strange


def test_somebody_from_another_town_is_asked_about(tmp_path: Path, into: Path) -> None:
    """An address in Depok, or a column that says Tangerang, went in with a kelurahan of here."""
    header = ("Nama", "NIK", "Alamat", "Kelurahan", "Kota")
    rows = [
        ("Orang Satu", nik(1), "Jl. Margonda 5, Beji, Depok 16424", "Slipi", ""),
        ("Orang Dua", nik(2), "Jl. Bogor", "Slipi", "Jakarta Barat"),
        ("Orang Tiga", nik(3), "Gg. Mawar 2", "Slipi", "Kota Tangerang"),
        ("Orang Empat", nik(4), "Gg. Mawar 3", "Kukusan", "Depok"),
    ]
    made = imported(into, book(tmp_path / "a.xlsx", S=[header, *rows]))
    assert names(made) == ["Orang Dua"]
    said = " ".join(question.words.id for question in made.questions)
    assert all(place in said for place in ("Depok", "Tangerang", "Kukusan"))
    assert balanced(made)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        *(("Ali Umar / Siti Aminah", True), ("Ali dan Siti", True), ("Ali Umar dan istri", True)),
        *(("Ali & Siti", True), ("Ali Umar, S.Sos", False), ("Siti d/h Aminah", False)),
        *(("Wildan Anshari", False), ("Hj. Siti a/n Ali", False)),
        *(("Ali Umar\nSiti Aminah", True), ("Muhammad\nAli Umar", False)),
        *(("Budi Santoso, Citra Dewi", True), ("Budi Santoso, Sarjana Hukum", False)),
        *(("1. Dodi Pratama 2. Eka Sari", True), ("Siti Aminah, S.Pd, M.Si", False)),
    ],
)
def test_two_names_in_one_cell_are_asked_about(
    tmp_path: Path, into: Path, said: str, asked: bool
) -> None:
    """One of the two was nowhere afterwards, and nothing was said."""
    rows = [[*row] for row in some(1, 2)]
    rows[0][1] = said
    made = imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *rows]))
    assert ["dua orang" in question.words.id for question in made.questions] == [True] * asked
    assert balanced(made)


def test_sections_below_titles_in_the_column_of_kelurahan_are_taken(
    tmp_path: Path, into: Path
) -> None:
    """A column that held only the titles of the sections was one that names others."""
    rows = [["Kelurahan", "No", "Nama", "NIK"]]
    for n, home in enumerate(("Slipi", "Palmerah")):
        rows.append([f"KELURAHAN {home.upper()}", "", "", ""])
        rows += [["", k, f"Orang {n} {k}", nik(10 * n + k)] for k in (1, 2)]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert made.questions == []
    assert len(names(made)) == 4
    assert balanced(made)
