"""One mistake is told once, however much hangs on it; and every number has a largest one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from okoce_opt import InputError, check, read_scenario
from okoce_opt.replanning.rows import Change
from tests.io.conftest import TABLES
from tests.io.test_frames import PROGRAM, made, tables


def test_codes_that_are_missing_are_said_once_each(folder, complaints_of):
    """Every name in every other table led into a row without a code: 1,423 complaints for 24."""
    tables = {
        "kecamatan": TABLES["kecamatan"].replace("31.73.01,C", ",C").replace("31.73.05,K", ",K"),
        "kelurahan": "\n".join(
            line if n == 0 else "," + line.split(",", 1)[1]
            for n, line in enumerate(TABLES["kelurahan"].strip().splitlines())
        ),
    }
    found = complaints_of(folder(**tables))
    assert {(c.code, c.column) for c in found} == {("missing_value", "kode")}
    assert len(found) == 5


def test_one_missing_code_hides_no_other_mistake(folder, complaints_of):
    rows = TABLES["kecamatan"].replace("31.73.01,C", ",C")
    people = TABLES["pendaftar"].replace("P3,null,3173990101900019,31.73.05", "P3,x,,Kebon Jruk")
    found = complaints_of(folder(kecamatan=rows, pendaftar=people))
    assert [(c.code, c.file, c.row) for c in found] == [
        ("missing_value", "kecamatan.csv", 2),
        ("unknown_kecamatan", "pendaftar.csv", 4),
    ]


def test_ids_that_are_missing_echo_in_no_other_table(folder, complaints_of):
    rows = TABLES["kegiatan"].replace("pelatihan,P", ",P")
    assert [c.code for c in complaints_of(folder(kegiatan=rows))] == ["missing_value"]


def test_an_own_workbook_is_one_sentence(tmp_path, complaints_of):
    made = openpyxl.Workbook()
    for name in ("DURI KEPA", "KEDOYA UTARA", "SUKABUMI SELATAN"):
        made.create_sheet(f"KEL. {name}").append(["No", "Nama", "NIK"])
    made.save(tmp_path / "rekap.xlsx")
    (only,) = complaints_of(tmp_path / "rekap.xlsx")
    assert only.code == "no_tables"
    assert "okoce import" in only.advice.id
    assert "KEL. DURI KEPA" in only.found
    assert "okoce new" in only.advice.id


def test_many_own_sheets_beside_the_tables_are_one_line(book, complaints_of):
    file = book()
    made = openpyxl.load_workbook(file)
    for number in range(12):
        made.create_sheet(f"Rekap {number}")
    made.save(file)
    (only,) = complaints_of(file)
    assert (only.code, only.found) == (
        "unknown_table",
        "Rekap 0, Rekap 1, Rekap 2, Rekap 3, Rekap 4, ...",
    )


@pytest.mark.parametrize(
    ("table", "column", "most"),
    [
        *(("tempat", "kursi", 1_000_000), ("tempat", "sewa", 1_000_000)),
        *(("kegiatan", "maks", 1_000_000), ("kegiatan", "lama", 366)),
        *(("urutan", "jeda_min", 3_660), ("jatah", "orang", 1_000_000)),
    ],
)
@pytest.mark.parametrize("number", ["{most}1", "2000000000000000000", "9" * 300])
def test_every_number_has_a_largest_one(folder, complaints_of, table, column, most, number):
    row = {
        "tempat": "a,Cengkareng,A,1,0\nb,31.73.05,B,5,0",
        "kegiatan": "pelatihan,P,1,9,1\nperizinan,Q,1,9,1",
        "urutan": "perizinan,pelatihan,5",
        "jatah": "pelatihan,Cengkareng,3",
    }[table]
    head = {
        "tempat": "id,kecamatan,nama,kursi,sewa",
        "kegiatan": "id,nama,min,maks,lama",
        "urutan": "kegiatan,sesudah,jeda_min",
        "jatah": "kegiatan,kecamatan,orang",
    }[table]
    cells = row.splitlines()[0].split(",")
    cells[head.split(",").index(column)] = number.format(most=most)
    rest = row.splitlines()[1:]
    rows = "\n".join([head, ",".join(cells), *rest]) + "\n"
    found = complaints_of(folder(**{table: rows}))
    assert [(c.code, c.column) for c in found] == [("out_of_range", column)]
    assert found[0].allowed.en == f"at most {most:,}"


def test_a_price_beyond_counting(folder, complaints_of, toml):
    (only,) = complaints_of(
        folder(toml=toml.replace("harga = 200", "harga = 2_000_000_000_000_000_000"))
    )
    assert (only.code, only.row, only.allowed.en) == ("out_of_range", 18, "at most 100,000")


def test_a_programme_of_eight_thousand_years(folder, complaints_of, toml):
    (only,) = complaints_of(folder(toml=toml.replace('"30/03/2018"', '"30/03/9018"')))
    assert (only.code, only.column, only.allowed.en) == (
        "out_of_range",
        "selesai",
        "at most 3,660 days after mulai",
    )


def test_a_name_that_is_missing_is_told_once(tmp_path: Path) -> None:
    """As a missing code is: whoever writes regions by name is not told of each of them again."""
    for table in ("kecamatan", "kelurahan"):
        said = tables()[table].assign(nama=None)
        with pytest.raises(InputError) as refused:
            made(**{table: said})
        assert {(c.table, c.column) for c in refused.value.complaints} == {(table, "nama")}


@pytest.mark.parametrize(
    ("table", "column", "most"),
    [
        ("tempat", "lintang", "180"),
        ("kehadiran", "persen", "100"),
        ("tempat", "kursi", "1.000.000"),
    ],
)
def test_a_number_too_large_is_told_with_its_own_limit(table: str, column: str, most: str) -> None:
    given = {"kehadiran": pd.DataFrame({"kegiatan": ["P"], "persen": [50.0]}), **tables()}[table]
    with pytest.raises(InputError) as refused:
        made(**{table: given.assign(**{column: [10**18]})})
    (complaint,) = refused.value.complaints
    assert (complaint.code, complaint.column) == ("out_of_range", column)
    assert complaint.allowed.id == f"paling banyak {most}"


def test_a_setting_too_large_is_told_with_its_limit_not_in_hexadecimal() -> None:
    with pytest.raises(InputError) as refused:
        made(rules={"meeting_days": {"at_most": 10**30}})
    (complaint,) = refused.value.complaints
    assert complaint.code == "out_of_range"
    assert "0x" not in str(refused.value)


def test_a_seed_of_many_digits_is_the_same_after_saving(tmp_path: Path) -> None:
    scenario = made(program={**PROGRAM, "draw_seed": 10**17 + 1})
    assert read_scenario(scenario.save(tmp_path / "buku.xlsx")).digest == scenario.digest


@pytest.mark.parametrize("where", ["rules", "goals", "program"])
def test_a_number_of_a_person_is_masked_in_a_setting(where: str) -> None:
    """`aturan.0812...` was printed whole: the dot before it hid it from the mask."""
    said = {"081234567890": {"x": 1}}
    given = {"program": {**PROGRAM, "aturan": said}} if where == "program" else {where: said}
    with pytest.raises(InputError) as refused:
        made(**given)
    assert "081234567890" not in str(refused.value) + repr(refused.value.complaints)


def test_a_home_that_is_missing_and_parts_that_are_missing_echo_nowhere(folder, complaints_of):
    """*It is in kecamatan ; mend one of the two*, a line for every person of that kelurahan."""
    header, *rows = TABLES["kelurahan"].strip().splitlines()
    at = header.split(",").index("kecamatan")
    emptied = [",".join("" if n == at else c for n, c in enumerate(r.split(","))) for r in rows]
    found = complaints_of(folder(kelurahan="\n".join([header, *emptied])))
    assert {(c.code, c.file) for c in found} == {("missing_value", "kelurahan.csv")}
    bare = folder()
    toml = bare / "scenario.toml"
    kept = toml.read_text(encoding="utf-8").partition("[bagian]")[0]
    toml.write_text(kept, encoding="utf-8")
    assert "bagian" not in {c.column for c in complaints_of(bare) if c.file == "kegiatan.csv"}


def test_a_column_of_an_unknown_activity_stands_where_its_header_does(folder, complaints_of):
    """It was said to stand in row 1, also below titles."""
    head, rows = TABLES["pendaftar"].strip().split("\n", 1)
    count = head.count(",") + 1
    titles = f"DAFTAR PESERTA{',' * count}\nTAHUN 2018{',' * count}\n"
    people = titles + f"{head},selesai_entah\n" + "\n".join(f"{r}," for r in rows.split("\n"))
    first, *_ = rows.split("\n")
    people = people.replace(f"{first},", f"{first},2018-01-02")
    (found,) = [c for c in complaints_of(folder(pendaftar=people)) if c.code == "unknown_column"]
    assert (found.row, found.column) == (3, "selesai_entah")


def test_the_activity_of_a_pin_in_other_letters_is_not_of_another_column(folder, complaints_of):
    head, first, *rows = TABLES["pendaftar"].strip().split("\n")
    lines = [f"{head},pin_pelatihan", f"{first},Pelatihan|aula|2018-01-08|sehari"]
    people = "\n".join([*lines, *(f"{row}," for row in rows)])
    found = [
        c for c in complaints_of(folder(pendaftar=people)) if c.code == "pin_of_other_activity"
    ]
    assert [c.advice.id for c in found] == ["Maksud Anda pelatihan?"]


def test_a_number_of_a_person_in_a_reason_is_said_nowhere():
    """Reasons stand in what check, why and a plan say."""
    text = "renovasi, hub. Budi 0812 9900 1234, NIK 3173990101900007"
    away = pd.DataFrame(
        {"jenis": "tempat", "id": "aula", "dari": "2026-01-05", "sampai": "2026-01-09"}, index=[0]
    )
    closed = pd.DataFrame({"tanggal": ["2026-01-05"], "status": "tutup", "keterangan": text})
    scenario = made(halangan=away.assign(alasan=text), kalender=closed)
    said = check(scenario)._repr_html_()
    said += repr(scenario.problem.obstacles) + repr(scenario.problem.calendar.days)
    assert "renovasi, hub. Budi ********1234" in said
    assert "9900" not in said
    assert "3173990101900007" not in said
    change = Change("mundur", "P1", reason=text)
    assert "9900" not in change.reason
    assert "317399" not in change.reason
