"""A what-if states only what differs, by key."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl

from okoce_opt.io.files.layers import read_layers

KECIL = Path(__file__).parents[2] / "scenarios" / "kecil"


def test_rows_are_changed_added_and_removed(folder, overlay, read):
    folder()
    lain = overlay(
        toml='title = "Lain"\n[bagian]\npagi = "08.00-12.00"\n',
        tempat="id,kecamatan,nama,kursi,hari\naula_a,,,40,-\naula_c,Cengkareng,Aula C,30,senin\n",
        pendaftar="no_peserta,kecamatan,kelurahan,hari,suka,hapus\nP1,,,-,,\nP2,,,,,ya\nP4,Cengkareng,Kapuk,,,\n",
        kalender="tanggal,status\n2018-03-30,-\n",
    )
    s = read(lain)
    assert (s.name, s.title, s.story) == ("lain", "Lain", "Dua kecamatan.")
    venues = s.problem.venues
    assert (venues["aula_a"].seats, venues["aula_a"].name, venues["aula_a"].kecamatan) == (
        40,
        "Aula A",
        "31.73.01",
    )
    assert venues["aula_c"].weekdays == frozenset({0})
    assert sorted(s.problem.registrants) == ["P1", "P3", "P4"]
    assert s.problem.registrants["P1"].weekdays is None
    assert s.problem.registrants["P1"].wish_weekdays == frozenset({0})  # an empty cell leaves
    assert s.people["P1"].name == "Budi, S.Pd"
    assert list(s.problem.calendar.parts) == ["pagi", "sehari"]
    assert s.problem.calendar.is_open(date(2018, 3, 30))


def test_a_misspelt_id_is_no_new_hall(folder, overlay, complaints_of):
    """The advice was to fill in the name, which made another hall of it."""
    folder()
    (told,) = complaints_of(overlay(tempat="id,kecamatan,nama,kursi\naula_aa,Cengkareng,,40\n"))
    assert (told.code, told.column) == ("missing_value", "nama")
    assert told.advice.en.startswith("Did you mean aula_a")
    assert told.advice.en.endswith(
        "The scenario below has no aula_aa. For a new row, fill in the column nama."
    )


def test_an_overlay_that_changes_nothing_has_the_digest_of_its_base(folder, overlay, read):
    digest = read(folder()).digest
    assert read(overlay()).digest == digest


def test_what_an_overlay_may_not(folder, overlay, complaints_of):
    folder()
    lain = overlay(
        toml="[aturan.deadline]\nhapus = true\n",
        tempat="id,kursi,hapus\naula_x,,ya\naula_c,30,\n",
        pendaftar="no_peserta,kecamatan,kelurahan\nP1,,-\nP1,,\n",
    )
    assert [(c.code, c.file, c.row, c.column) for c in complaints_of(lain)] == [
        ("missing_value", "pendaftar.csv", 2, "kelurahan"),
        ("duplicate_id", "pendaftar.csv", 3, "no_peserta"),
        ("removes_nothing", "scenario.toml", 3, "hapus"),
        ("removes_nothing", "tempat.csv", 2, "hapus"),
        ("missing_value", "tempat.csv", 3, "nama"),
    ]


def test_hapus_belongs_to_what_ifs_only(folder, complaints_of):
    (only,) = complaints_of(folder(urutan="kegiatan,sesudah,hapus\nperizinan,pelatihan,\n"))
    assert (only.code, only.column) == ("unknown_column", "hapus")


def test_a_mistake_of_the_base_is_told_where_it_stands(folder, overlay, complaints_of):
    folder(tempat="id,kecamatan,nama,kursi\naula_a,Cengkareng,A,x\naula_b,Kebon Jeruk,B,5\n")
    (only,) = complaints_of(overlay())
    assert (only.file, only.row) == ("../kecil/tempat.csv", 2)


def test_rules_and_goals_merge_by_name_and_levels_are_replaced_whole(folder, overlay, read):
    folder()
    s = read(
        overlay(
            'tingkat = [["few_sessions"]]\n[aturan.turns]\nhapus = true\n[aturan.everyone_placed]\n'
            "[aturan.simultaneous_phase]\nat_most = 2\n[aturan.deadline]\nday = 2018-03-28\n"
        )
    )
    assert [r.kind for r in s.rules] == [
        "venue_capacity",
        "everyone_placed",
        "simultaneous_phase",
        "deadline",
    ]
    assert s.rules[2].at_most == 2
    assert s.rules[3].day == date(2018, 3, 28)
    assert [[(g.goal.kind, g.price) for g in level] for level in s.levels] == [
        [("few_sessions", 200)]
    ]


def test_turns_of_the_base_stay_when_days_close_open_and_are_added(folder, overlay, read):
    base = read(folder(kalender="tanggal,status\n2018-03-15,tutup\n")).problem.calendar
    assert base.turn(date(2018, 3, 14)) == "2"
    assert base.turn(date(2018, 3, 16)) == "1"
    overlay(kalender="tanggal,status,giliran\n2018-03-14,tutup,\n2018-03-15,buka,\n2018-03-20,,2\n")
    overlay("selesai = 2018-04-03\n", name="lebih", base="../lain")
    changed = read(
        folder("kecil", kalender="tanggal,status\n2018-03-15,tutup\n").parent / "lebih"
    ).problem.calendar
    assert not changed.is_open(date(2018, 3, 14))
    assert changed.turn(date(2018, 3, 15)) == "bebas"
    assert changed.turn(date(2018, 3, 16)) == "1"
    assert changed.turn(date(2018, 3, 20)) == "2"
    last = base.turns[base.open_days[-1]]
    assert changed.turn(date(2018, 4, 2)) == ("2" if last == "1" else "1")


def test_extends_in_a_circle_or_to_nothing(folder, overlay, complaints_of):
    overlay(name="a", base="../b")
    loop = complaints_of(overlay(name="b", base="../a"))
    assert [(c.code, c.file, c.row) for c in loop] == [("extends_loop", "../a/scenario.toml", 1)]
    (lost,) = complaints_of(overlay(name="c", base="../tidak_ada"))
    assert (lost.code, lost.file, lost.row, lost.column) == (
        "missing_file",
        "scenario.toml",
        1,
        "extends",
    )


def test_a_workbook_may_extend_a_folder_and_the_other_way_round(
    folder, book, overlay, read, tmp_path
):
    digest = read(folder()).digest
    book()
    assert read(overlay(base="../buku")).digest == digest
    assert read(overlay(base="../buku/buku.xlsx")).digest == digest


def test_extends_misspelt_is_the_only_complaint(folder, overlay, complaints_of):
    folder()
    lain = overlay(tempat="id,kursi\naula_a,40\n")
    (lain / "scenario.toml").write_text('title = "Lain"\nextend = "../kecil"\n')
    (only,) = complaints_of(lain)
    assert (only.code, only.file, only.row, only.found) == (
        "unknown_key",
        "scenario.toml",
        2,
        "extend",
    )
    assert only.advice.id == "Maksud Anda extends?"


def test_a_workbook_of_a_few_sheets_may_be_a_what_if(folder, read, tmp_path):
    folder()
    made = openpyxl.Workbook()
    made.active.title = "program"
    for row in (("kunci", "nilai"), ("extends", "kecil"), ("title", "Aula kecil")):
        made.active.append(row)
    for row in (("id", "kursi"), ("aula_a", 40)):
        (made["tempat"] if "tempat" in made.sheetnames else made.create_sheet("tempat")).append(row)
    made.save(tmp_path / "aula_kecil.xlsx")
    s = read(tmp_path / "aula_kecil.xlsx")
    assert (s.title, s.problem.venues["aula_a"].seats, s.problem.venues["aula_b"].seats) == (
        "Aula kecil",
        40,
        50,
    )


def test_a_lifted_scenario_names_files_without_folders_that_nobody_has(tmp_path: Path) -> None:
    """A year keeps its layers in a file of its own; `../lapis_000/kalender.csv` was nowhere."""
    base, top = tmp_path / "bawah", tmp_path / "atas"
    shutil.copytree(KECIL, base)
    top.mkdir()
    (top / "scenario.toml").write_text('extends = "../bawah"\n', encoding="utf-8")
    shown = [layer.place("halangan") for layer in read_layers(top, [], with_folders=False)]
    assert shown == ["halangan.csv", "halangan.csv"]
    assert read_layers(top, [])[0].place("halangan") == "../bawah/halangan.csv"


def test_a_place_of_a_key_may_be_written_by_name_or_by_code(folder, overlay, read, complaints_of):
    """The base names its kecamatan and the what-if has its code, or the other way round: the row
    was taken for another one, and then refused for standing twice.
    """
    jatah = "kegiatan,kecamatan,kelurahan,orang\n"
    folder(jatah=jatah + "pelatihan,Kebon Jeruk,Duri Kepa,20\npelatihan,31.73.01,,9\n")
    lain = overlay(
        jatah="kegiatan,kecamatan,kelurahan,orang,hapus\n"
        "pelatihan,31.73.05,31.73.05.1001,15,\npelatihan,cengkareng,,,ya\n"
    )
    assert [(s.kelurahan, s.people) for s in read(lain).problem.shares] == [("31.73.05.1001", 15)]
    twice = overlay(
        jatah=jatah + "pelatihan,31.73.05,Duri Kepa,5\npelatihan,Kebonjeruk,duri kepa,6\n"
    )
    (told,) = complaints_of(twice)
    assert (told.code, told.row) == ("duplicate_id", 3)
