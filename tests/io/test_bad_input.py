"""What a planner gets wrong: every mistake at once, each with its place; never a NIK or a telephone
number.
"""

from __future__ import annotations

import pytest

from okoce_opt.errors import InputError
from okoce_opt.io import load_scenario

HEAD = "no_peserta,nama,nik,telepon,kecamatan,kelurahan\n"


def places(complaints):
    return [(c.code, c.file, c.row, c.column) for c in complaints]


def test_three_bad_rows_are_three_complaints_that_shrink(folder, complaints_of, read):
    """C24."""
    rows = [f"P{n},Orang {n},,,Kebon Jeruk,Duri Kepa" for n in range(1, 11)]
    rows[3], rows[6], rows[7] = (
        "P4,,,,Kebon Jeruk,",
        "P7,,,,Kebon Jeruk,Jelambar Barat",
        "P8,,,,Cengkareng,Duri Kepa",
    )

    def table():
        return HEAD + "\n".join(rows) + "\n"

    extra = {"halangan": None}
    found = complaints_of(folder(pendaftar=table(), **extra))
    assert places(found) == [
        ("missing_value", "pendaftar.csv", 5, "kelurahan"),
        ("unknown_kelurahan", "pendaftar.csv", 8, "kelurahan"),
        ("foreign_kelurahan", "pendaftar.csv", 9, "kelurahan"),
    ]
    assert found[1].found == "Jelambar Barat"
    assert all(c.allowed.id and c.advice.id for c in found)
    rows[3] = rows[0].replace("P1", "P4")
    assert len(complaints_of(folder(pendaftar=table(), **extra))) == 2
    rows[6] = rows[0].replace("P1", "P7")
    assert len(complaints_of(folder(pendaftar=table(), **extra))) == 1
    rows[7] = rows[0].replace("P1", "P8")
    assert len(read(folder(pendaftar=table(), **extra)).problem.registrants) == 10


def test_many_kinds_at_once(folder, complaints_of, toml):
    path = folder(
        toml=toml.replace("few_sessions", "few_sesions").replace("at_most = 4", "at_mots = 4"),
        tempat="id,kecamatan,nama,kursi\naula_a,Cengkareng,Aula A,-5\n"
        "aula_b,Kebon Jeruk,Aula B,banyak\n",
        urutan="kegiatan,sesudah,jeda_min\nperizinan,pelatihan,5\npelatihan,perizinan,5\n",
        kalender="tanggal,status,giliran\n2018-02-29,tutup,\n2018-03-20,,9\n",
        pendaftar="no_peserta,kecamatan,kelurahan,hari\nP1,Cengkareng,Kapuk,snin\n"
        "P1,Cengkareng,Kapuk,\n",
    )
    found = places(complaints_of(path))
    assert ("unknown_goal", "scenario.toml", 7, "tingkat.2") in found
    assert ("unknown_key", "scenario.toml", 17, "sasaran.few_sesions") in found
    assert ("unknown_key", "scenario.toml", 15, "aturan.simultaneous_phase.at_mots") in found
    assert ("missing_key", "scenario.toml", 14, "aturan.simultaneous_phase.at_most") in found
    assert ("out_of_range", "tempat.csv", 2, "kursi") in found
    assert ("not_a_number", "tempat.csv", 3, "kursi") in found
    assert ("order_loop", "urutan.csv", 0, "sesudah") in found
    assert ("not_a_date", "kalender.csv", 2, "tanggal") in found
    assert ("group_without_kecamatan", "kalender.csv", 3, "giliran") in found
    assert ("unknown_weekday", "pendaftar.csv", 2, "hari") in found
    assert ("duplicate_id", "pendaftar.csv", 3, "no_peserta") in found
    assert len(found) == 11, found


def test_misspelt_names_get_a_suggestion(folder, complaints_of, toml):
    path = folder(
        toml=toml.replace("[aturan.turns]", "[aturan.turn]").replace("mulai", "mulia"),
        tempat="id,kecamatan,nama,kursii\naula_a,Cengkarang,Aula A,5\n",
    )
    (path / "pendaftr.csv").write_text("no_peserta\n")
    said = {(c.code, c.found): c.advice.id for c in complaints_of(path)}
    assert said["unknown_key", "aturan.turn"] == "Maksud Anda turns?"
    assert said["unknown_key", "mulia"] == "Maksud Anda mulai?"
    assert said["unknown_column", "kursii"].startswith("Maksud Anda kursi? Bukan untuk okoce?")
    assert said["unknown_table", "pendaftr.csv"].startswith("Maksud Anda pendaftar?")
    path = folder(
        "b", tempat="id,kecamatan,nama,kursi\naula_a,Cengkarang,Aula A,5\naula_b,Kebon Jeruk,B,5\n"
    )
    (only,) = complaints_of(path)
    assert only.advice.id == "Maksud Anda Cengkareng?"


def test_columns_and_files_of_ones_own_begin_with_an_underscore(folder, complaints_of, read):
    people = "{mine},no_peserta,kecamatan,kelurahan\nwarung,P1,Cengkareng,Kapuk\n"
    path = folder(pendaftar=people.format(mine="Jenis Usaha"))
    (path / "fungsi.csv").write_text("apa,saja\n")
    column, table = sorted(complaints_of(path), key=lambda c: c.code)
    assert (column.found, column.advice.id) == (
        "Jenis Usaha",
        "Bukan untuk okoce? Hapus kolom ini, atau awali judulnya dengan _.",
    )
    assert table.advice.id == "Bukan untuk okoce? Pindahkan, atau awali namanya dengan _."
    (path / "fungsi.csv").rename(path / "_fungsi.csv")
    (path / "pendaftar.csv").write_text(people.format(mine="_Jenis Usaha"))
    assert list(read(path).problem.registrants) == ["P1"]


def test_missing_tables_and_columns_bring_no_echo(folder, complaints_of):
    path = folder(kelurahan=None, tempat="id,kecamatan,nama\naula_a,Cengkareng,Aula\n")
    assert places(complaints_of(path)) == [
        ("missing_table", "kelurahan.csv", 0, ""),
        ("missing_column", "tempat.csv", 1, "kursi"),
    ]
    assert [
        c.code
        for c in complaints_of(
            folder("lain", pendaftar="no_peserta,kecamatan,kelurahan\n", halangan=None)
        )
    ] == ["empty_list"]
    assert [
        c.code
        for c in complaints_of(
            folder("isi", pendaftar="P1,Cengkareng,Kapuk\nP2,Cengkareng,Kapuk\n", halangan=None)
        )
    ] == ["no_header"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('tingkat = [["most_placed"], [', "tingkat = [["), "everyone_or_most"),
        (("[aturan.turns]", "[aturan.turns]\n[aturan.everyone_placed]"), "everyone_or_most"),
        (("[aturan.turns]", "[aturan.venue_capacity]"), "always_on"),
        (("kelurahan_share", "most_placed"), "goal_twice"),
        ((', "kelurahan_share"]]', "]]\n[sasaran.kelurahan_share]"), "goal_without_level"),
        (("at_most = 4", 'at_most = "empat"'), "not_a_number"),
        (("at_most = 4", "at_most = true"), "not_a_number"),
        (("sehari =", "malam ="), "unknown_key"),
        (("undian-1", ""), "missing_key"),
        (("2018-03-13", "2018-04-13"), "dates_reversed"),
        (("[aturan.turns]", "[aturan.every_kelurahan_present]"), "too_small"),
        (("[aturan.turns]", "[aturan.turns"), "bad_toml"),
    ],
)
def test_settings_that_cannot_be(folder, complaints_of, toml, change, code):
    assert change[0] in toml
    found = [c for c in complaints_of(folder(toml=toml.replace(*change))) if c.code == code]
    assert found, code
    assert found[0].row > 0
    assert found[0].file in ("scenario.toml", "kelurahan.csv")


@pytest.mark.parametrize(
    ("old", "new", "row", "says"),
    [
        ("2018-03-13", "13-03-2018", 4, "Tanggal ditulis tahun-bulan-hari"),
        ('"Kecil"', "Kecil", 1, "Salah tulis di huruf ke-"),
        ("[aturan.turns]", "[bagian]", 12, "Kunci atau tabel ini sudah ada di atas"),
        ("title", 'title = "A"\ntitle', 2, "Kunci atau tabel ini sudah ada di atas"),
        (
            'kop = ["PEMERINTAH PROVINSI", "KOTA"]',
            'kop = ["PEMERINTAH',
            21,
            "Salah tulis di huruf ke-",
        ),
        ('kertas = "F4"', 'kertas = """F4', 27, "Ada tanda kutip atau kurung yang tidak ditutup."),
    ],
)
def test_a_slip_in_toml_is_told_in_indonesian(folder, complaints_of, toml, old, new, row, says):
    assert old in toml
    (only,) = [
        c for c in complaints_of(folder(toml=toml.replace(old, new, 1))) if c.code == "bad_toml"
    ]
    assert only.advice.id.startswith(says)
    assert only.row == row
    assert not any(
        word in only.advice.id
        for word in ("Invalid", "at line", "Expected", "Cannot", "Unclosed", "Illegal")
    )


def test_a_greatest_gap_needs_everyone_placed(folder, complaints_of, read, toml):
    urutan = "kegiatan,sesudah,jeda_min,jeda_maks\nperizinan,pelatihan,5,9\n"
    (only,) = complaints_of(folder(urutan=urutan))
    assert (only.code, only.file, only.row, only.column) == (
        "needs_everyone_placed",
        "urutan.csv",
        2,
        "jeda_maks",
    )
    all_placed = toml.replace('["most_placed"], ', "").replace(
        "[aturan.turns]", "[aturan.turns]\n[aturan.everyone_placed]"
    )
    assert read(folder("b", all_placed, urutan=urutan)).problem.orders[0].max_gap_days == 9


def test_quotas_are_known_and_can_be(folder, complaints_of, read):
    rows = "kegiatan,kecamatan,kelurahan,orang\n"
    path = folder(
        jatah=rows + "pelatihn,Cengkareng,,5\npelatihan,Cengkarang,,5\n"
        "pelatihan,Cengkareng,,-1\npelatihan,Cengkareng,Kapok,5\n"
        + "perizinan,Cengkareng,,5\nperizinan,Cengkareng,,6\nperizinan,Cengkareng,Kapuk,banyak\n"
    )
    found = complaints_of(path)
    assert {(c.row, c.column) for c in found} >= {
        (2, "kegiatan"),
        (3, "kecamatan"),
        (4, "orang"),
        (5, "kelurahan"),
        (8, "orang"),
    }
    assert "pelatihan" in next(c.advice.id for c in found if (c.row, c.column) == (2, "kegiatan"))
    good = read(folder("b", jatah=rows + "pelatihan,Cengkareng,Kapuk,5\n"))
    assert [(s.kecamatan, s.kelurahan, s.people) for s in good.problem.shares] == [
        ("31.73.01", "31.73.01.1001", 5)
    ]


HOMES = (
    "kode,nama,kecamatan,lintang,bujur\n31.73.01.1001,Kapuk,Cengkareng,{}\n"
    "31.73.05.1001,Duri Kepa,Kebon Jeruk,{}\n"
)
HOMES += "31.73.05.1002,Tongke-Tongke II,31.73.05,{}\n"
HALLS = (
    "id,kecamatan,nama,kursi,lintang,bujur\naula_a,Cengkareng,Aula A,100,{}\n"
    "aula_b,Kebon Jeruk,Aula B,50,{}\n"
)


def test_points_are_whole_and_in_indonesia(folder, complaints_of, read):
    path = folder(
        kelurahan=HOMES.format("106.72,-6.13", "-6.13,", "utara,106.8"),
        tempat=HALLS.format("-61515,106.7369", ',"106,8"'),
    )
    found = complaints_of(path)
    assert places(found) == [
        ("out_of_range", "kelurahan.csv", 2, "bujur"),
        ("out_of_range", "kelurahan.csv", 2, "lintang"),
        ("half_a_point", "kelurahan.csv", 3, "bujur"),
        ("not_a_number", "kelurahan.csv", 4, "lintang"),
        ("out_of_range", "tempat.csv", 2, "lintang"),
        ("half_a_point", "tempat.csv", 3, "lintang"),
    ]
    assert [c.advice.en for c in found[1:3]] == [
        "Are lintang and bujur the wrong way round?",
        "Fill in bujur, or clear lintang.",
    ]
    assert (found[4].found, found[4].allowed.id) == ("-61515", "-11 sampai 6 (derajat)")
    point = "-6.1537,106.8245"
    mended = folder(
        "b",
        kelurahan=HOMES.format('"-6,1537","106,8245"', "-6.15370000000001,106.8245", ","),
        tempat=HALLS,
    )
    mended = folder(
        "b",
        tempat=HALLS.format(point, point),
        kelurahan=(mended / "kelurahan.csv").read_text(encoding="utf-8"),
    )
    homes = [(k.latitude, k.longitude) for k in read(mended).problem.kelurahan.values()]
    assert homes == [(-6.1537, 106.8245), (-6.1537, 106.8245), (None, None)]


def test_prices_of_ways_lead_somewhere_and_can_be(folder, complaints_of, read):
    rows = "dari,tempat,harga\n"
    path = folder(
        perjalanan=rows
        + "Kapook,aula_a,5\nKapuk,aula_c,5\nKapuk,aula_b,-1\n31.73.01.1001,aula_b,3\n"
        "P1,aula_a,2000000\nP2,aula_a,murah\nP2,aula_b,\n",
    )
    assert places(complaints_of(path)) == [
        ("unknown_dari", "perjalanan.csv", 2, "dari"),
        ("unknown_tempat", "perjalanan.csv", 3, "tempat"),
        ("duplicate_id", "perjalanan.csv", 4, "dari"),
        ("out_of_range", "perjalanan.csv", 4, "harga"),
        ("out_of_range", "perjalanan.csv", 6, "harga"),
        ("not_a_number", "perjalanan.csv", 7, "harga"),
        ("missing_value", "perjalanan.csv", 8, "harga"),
    ]
    mended = read(folder("b", perjalanan=rows + "kapuk,aula_a,5\nP1,aula_b,0\n"))
    assert [(f.origin, f.venue, f.price) for f in mended.problem.fares] == [
        ("31.73.01.1001", "aula_a", 5),
        ("P1", "aula_b", 0),
    ]


def test_turnouts_and_reserves_are_known_and_can_be(folder, complaints_of, read):
    activities = (
        "id,nama,wajib,maks,cadangan_untuk\npelatihan,Pelatihan,,100,\nperizinan,Perizinan,,100,\n"
        "susulan,Susulan,tidak,100,{}\nlagi,Lagi,{},100,pelatihan\n"
    )
    rows = "kegiatan,kecamatan,persen,luber_sekali_dari\n"
    path = folder(
        kegiatan=activities.format("pelathan", "ya"),
        kehadiran=rows + "pelatihn,,63,20\npelatihan,Cengkarang,63,20\nperizinan,,100.1,1\n"
        'perizinan,,50,\nsusulan,,50,\nperizinan,Cengkareng,"0,0",\n',
    )
    found = complaints_of(path)
    assert places(found) == [
        ("unknown_cadangan_untuk", "kegiatan.csv", 4, "cadangan_untuk"),
        ("not_offered", "kegiatan.csv", 5, "cadangan_untuk"),
        ("unknown_kegiatan", "kehadiran.csv", 2, "kegiatan"),
        ("unknown_kecamatan", "kehadiran.csv", 3, "kecamatan"),
        ("out_of_range", "kehadiran.csv", 4, "luber_sekali_dari"),
        ("out_of_range", "kehadiran.csv", 4, "persen"),
        ("duplicate_id", "kehadiran.csv", 5, "kegiatan"),
        ("reserve_turnout", "kehadiran.csv", 6, "kegiatan"),
        ("out_of_range", "kehadiran.csv", 7, "persen"),
    ]
    mended = read(
        folder(
            "b",
            kegiatan=activities.format("pelatihan", "tidak"),
            kehadiran=rows + 'pelatihan,,50,\npelatihan,Cengkareng,"87,7",20\n',
        )
    )
    assert [(t.kecamatan != "", t.per_thousand, t.once_in) for t in mended.problem.turnouts] == [
        (False, 500, 0),
        (True, 877, 20),
    ]


def test_teams_are_known_and_can_be(folder, complaints_of, read):
    activities = (
        "id,nama,maks,tim\npelatihan,Pelatihan,100,instruktor\nperizinan,Perizinan,100,mitra\n"
    )
    path = folder(
        kegiatan=activities,
        tim="id,jenis,sekaligus,orang,hari,kecamatan\nt1,instruktur,0,-1,,\n"
        't1,mitra,1,,,"Cengkareng, Kembagan"\n',
        halangan="jenis,id,dari,sampai\ntim,t9,2018-03-14,2018-03-15\n",
    )
    found = complaints_of(path)
    assert places(found) == [
        ("unknown_id", "halangan.csv", 2, "id"),
        ("unknown_tim", "kegiatan.csv", 2, "tim"),
        ("unknown_tim", "kegiatan.csv", 3, "tim"),
        ("out_of_range", "tim.csv", 2, "orang"),
        ("out_of_range", "tim.csv", 2, "sekaligus"),
        ("duplicate_id", "tim.csv", 3, "id"),
    ]
    mended = folder(
        "b",
        kegiatan=activities.replace("instruktor", "instruktur"),
        tim="id,jenis,sekaligus,orang,hari,kecamatan\nt1,instruktur,,,,\n"
        't2,mitra,1,,,"Cengkareng, Kembagan"\n',
    )
    (only,) = complaints_of(mended)
    assert places([only]) == [("unknown_kecamatan", "tim.csv", 3, "kecamatan")]
    assert "Cengkareng, Kebon Jeruk" in only.advice.id
    good = folder(
        "c",
        kegiatan=activities.replace("instruktor", "mitra"),
        tim="id,jenis,kecamatan\nt1,mitra,Cengkareng\n",
    )
    assert read(good).problem.teams["t1"].kecamatan == {"31.73.01"}


def test_households_that_lead_nowhere(folder, complaints_of, read):
    people = (
        "no_peserta,kecamatan,kelurahan,keluarga\nP1,Cengkareng,Kapuk,H1\nP2,Cengkareng,Kapuk,H11\n"
    )
    path = folder(pendaftar=people, keluarga="id,cara\nH1,bersama\nH2,bergantien\nH1,bersama\n")
    complaints = complaints_of(path)
    assert ("unknown_word", "keluarga.csv", 3, "cara") in places(complaints)
    path = folder("b", pendaftar=people, keluarga="id,cara\nH1,bersama\n")
    (only,) = complaints_of(path)
    assert (only.code, only.file, only.row, only.column, only.found) == (
        "unknown_keluarga",
        "pendaftar.csv",
        3,
        "keluarga",
        "H11",
    )
    assert "H1?" in only.advice.id
    path = folder(
        "c", pendaftar=people.replace("H11", "H1"), keluarga="id,cara\nH1,bersama\nH2,bergantian\n"
    )
    problem = read(path)
    assert problem.problem.households["H1"].together
    assert [words.id for words in problem.notices] == [
        "keluarga.csv baris 3: keluarga dengan kurang dari dua pendaftar; "
        "permintaannya tidak berpengaruh."
    ]


def test_a_household_of_two_kecamatan(folder):
    people = (
        "no_peserta,kecamatan,kelurahan,keluarga\nP1,Cengkareng,Kapuk,H1\n"
        "P2,Kebon Jeruk,Duri Kepa,H1\n"
    )
    with pytest.raises(InputError) as caught:
        load_scenario(folder(pendaftar=people, keluarga="id,cara\nH1,bersama\n"))
    told = [c for c in caught.value.complaints if c.code == "household_far_apart"]
    assert [(c.file, c.row, c.column, c.found) for c in told] == [
        ("pendaftar.csv", 3, "keluarga", "Kebon Jeruk")
    ]


def test_a_counter_of_another_kecamatan(folder, complaints_of, read):
    rows = (
        "id,kecamatan,nama,kursi,kegiatan,kelurahan\naula_a,Cengkareng,A,100,,\n"
        "aula_b,Kebon Jeruk,B,50,,\n"
    )
    complaints = complaints_of(folder(tempat=rows + "loket,Cengkareng,L,20,perizinann,Duri Kepa\n"))
    assert {(c.file, c.row, c.column) for c in complaints} == {
        ("tempat.csv", 4, "kelurahan"),
        ("tempat.csv", 4, "kegiatan"),
    }
    venue = read(
        folder("b", tempat=rows + "loket,Cengkareng,L,20,perizinan,Kapuk\n")
    ).problem.venues["loket"]
    assert venue.kelurahan != ""
    assert venue.activities == {"perizinan"}


def test_city_venues_and_long_activities_are_read(folder, read):
    path = folder(
        kegiatan="id,nama,maks,lama,lingkup,kali,bidang,wajib\npelatihan,Pelatihan,100,2,,,,\n"
        'perizinan,P,100,,,,,\nbazar,Bazar,20,1,kota,3,"kuliner, kriya",tidak\n',
        tempat="id,kecamatan,nama,kursi,sewa\naula_a,Cengkareng,A,100,\n"
        "aula_b,Kebon Jeruk,B,50,750\nwalikota,,W,300,\n",
    )
    problem = read(path).problem
    assert problem.activities["pelatihan"].days == 2
    bazaar = problem.activities["bazar"]
    assert (bazaar.city, bazaar.times, bazaar.required, sorted(bazaar.fields)) == (
        True,
        3,
        False,
        ["kriya", "kuliner"],
    )
    assert problem.venues["walikota"].kecamatan == ""
    assert problem.venues["aula_b"].rent == 750


def test_examples_of_dates_are_the_scenarios_own(folder, complaints_of, toml):
    bad = "jenis,id,dari,sampai\npendaftar,P1,besok,14/03/2018\n"
    pinned = "no_peserta,kecamatan,kelurahan,pin_pelatihan\nP1,Cengkareng,Kapuk,pelatihan|aula_a\n"
    path = folder(toml=toml.replace("2018-03-13", "2018-03-14"), halangan=bad, pendaftar=pinned)
    said = {c.code: c.allowed.id for c in complaints_of(path)}
    assert said["not_a_date"] == "tanggal seperti 14/03/2018 atau 2018-03-14"
    assert said["bad_session"] == "kegiatan|tempat|2018-03-14|sehari"


def test_dynamic_columns(folder, complaints_of, read):
    good = (
        "no_peserta,kecamatan,kelurahan,pin_pelatihan\n"
        "P1,Cengkareng,Kapuk,pelatihan|aula_a|2018-03-15|sehari\n"
    )
    assert read(folder(pendaftar=good)).problem.registrants["P1"].pins == (
        "pelatihan|aula_a|2018-03-15|sehari",
    )
    bad = (
        "no_peserta,kecamatan,kelurahan,pin_pelatihan,pin_perizinan,selesai_pelatihn,selesai_pelatihan\n"
        "P1,Cengkareng,Kapuk,pelatihan|aula_a,pelatihan|aula_a|2018-03-15|sehari,2018-01-01,2018-03-13\n"
    )
    assert places(complaints_of(folder("b", pendaftar=bad))) == [
        ("unknown_column", "pendaftar.csv", 1, "selesai_pelatihn"),
        ("bad_session", "pendaftar.csv", 2, "pin_pelatihan"),
        ("pin_of_other_activity", "pendaftar.csv", 2, "pin_perizinan"),
        ("done_in_future", "pendaftar.csv", 2, "selesai_pelatihan"),
    ]


def test_what_was_typed_is_told_not_its_code(folder, complaints_of):
    people = (
        "no_peserta,kecamatan,kelurahan,selesai_pelatihan\n"
        "P1,cengkareng,Duri Kepa,\nP2,Cengkareng,Kapuk,13 Mar 2018\n"
        "P3,31.73.01,31.73.05.1001,2018-03-14\n"
    )
    found = complaints_of(folder(pendaftar=people))
    assert [(c.code, c.row, c.found) for c in found] == [
        ("foreign_kelurahan", 2, "Duri Kepa"),
        ("done_in_future", 3, "13 Mar 2018"),
        ("foreign_kelurahan", 4, "31.73.05.1001"),
        ("done_in_future", 4, "2018-03-14"),
    ]
    assert found[0].allowed.id == "kelurahan dari kecamatan Cengkareng"
    assert found[0].advice.id.startswith("Kelurahan itu di kecamatan Kebon Jeruk;")
    assert found[1].allowed.id == "sebelum Selasa, 13 Maret 2018 (mulai)"


def test_a_limit_of_the_day_that_is_said_to_be_today_names_it(folder, complaints_of, toml):
    path = folder(
        toml="hari_ini = 2018-03-20\n" + toml,
        pendaftar="no_peserta,kecamatan,kelurahan,selesai_pelatihan\n"
        "P1,Cengkareng,Kapuk,20/03/2018\n",
    )
    (only,) = complaints_of(path)
    assert only.allowed.id == "sebelum Selasa, 20 Maret 2018 (hari_ini)"


def test_the_earlier_row_of_a_double_is_named(folder, book, complaints_of, tables, program):
    (only,) = complaints_of(
        folder(
            pendaftar=tables["pendaftar"] + "P4,,,Cengkareng,Kapuk,,,\nP2,,,Cengkareng,Kapuk,,,\n"
        )
    )
    assert (only.row, only.advice.id) == (
        6,
        "Sudah ada di baris 3; hapus salah satu, atau beri no_peserta lain.",
    )
    (only,) = complaints_of(book(program=[*program, ("mulai", "2018-03-14")]))
    assert (only.row, only.advice.id) == (13, "Sudah ada di baris 4; hapus salah satu.")


def test_a_rule_that_complains_is_told_where_its_parameter_stands(folder, book, program):
    path = folder()
    (path / "scenario.toml").write_text(
        (path / "scenario.toml").read_text().replace("at_most = 4", "at_most = 0")
    )
    sheet = [(key, 0 if key.endswith("at_most") else value) for key, value in program]
    for place, spot in (
        (path, ("scenario.toml", 15)),
        (book(program=sheet), ("buku.xlsx [program]", 11)),
    ):
        with pytest.raises(InputError) as caught:
            load_scenario(place)
        (only,) = caught.value.complaints
        assert (only.file, only.row, only.column) == (*spot, "aturan.simultaneous_phase.at_most")


def test_no_nik_and_no_telephone_number_in_complaints(folder, complaints_of):
    """C47: the bad rows hold NIK and telephone numbers in right and in wrong places."""
    nik, phone = "3173990101900017", "081234567890"
    path = folder(
        pendaftar=HEAD.replace("\n", ",hari\n")
        + f"{nik},Budi,3.17399E+15,{phone},Cengkareng,Kapuk,{phone}\n"
        + f"{nik},Budi,{nik},{phone},{nik},+62 812-3456-7890,{nik}\n"
        + f"P3,Budi,{nik},{phone},Cengkareng,{phone},\n",
        halangan=f"jenis,id,dari,sampai\npendaftar,{nik},{phone},2018-03-14\n"
        f"{nik},{phone},2018-03-13,2018-03-12\n",
        kelurahan=f"kode,nama,kecamatan\n1,Kapuk,31.73.01\n2,Duri Kepa,{phone}\n",
    )
    found = complaints_of(path)
    text = " ".join(str(c) for c in found)
    assert {
        "nik_damaged",
        "nik_as_id",
        "unknown_kecamatan",
        "unknown_kelurahan",
        "unknown_weekday",
        "not_a_date",
    } <= {c.code for c in found}
    for secret in (nik, nik[:12], phone, "3456-7890", "3.17399E+15"):
        assert secret not in text, secret


@pytest.mark.parametrize(
    "line",
    [
        "x = " + "[" * 2_000 + "]" * 2_000,
        "x = " + "{a=" * 2_000 + "1" + "}" * 2_000,
        ".".join(["x"] * 2_000) + " = 1",
        "x = " + "7" * 5_000,
    ],
    ids=["lists", "tables", "points", "digits"],
)
def test_toml_that_nobody_means_is_refused_in_words(folder, complaints_of, toml, line):
    """F51: exit 70, "a fault inside okoce"."""
    (only,) = complaints_of(folder(toml=f"{line}\n{toml}"))
    assert (only.code, only.file, only.row) == ("bad_toml", "scenario.toml", 1)
    assert only.advice.id


@pytest.mark.parametrize(
    "number", ["0x" + "f" * 5_000, "9" * 4_000, "-1" + "0" * 400, "inf", "nan"]
)
def test_numbers_beyond_all_bounds_are_complaints(folder, complaints_of, toml, number):
    (only,) = complaints_of(folder(toml=toml.replace("at_most = 4", f"at_most = {number}")))
    assert only.column == "aturan.simultaneous_phase.at_most"
    assert only.row > 0
    found = complaints_of(
        folder("dua", kegiatan=f"id,nama,maks\npelatihan,Pelatihan,{number}\n", urutan=None)
    )
    assert ("kegiatan.csv", 2, "maks") in {(c.file, c.row, c.column) for c in found}


@pytest.mark.parametrize(
    "base", ["\\u0000", "../kecil\\u0000", "../" + "x" * 5_000, "../lain/lain"]
)
def test_a_base_that_cannot_be_is_missing(folder, overlay, complaints_of, base):
    folder()
    path = overlay(base=base)
    (path / "lain").symlink_to("lain")
    (only,) = complaints_of(path)
    assert (only.code, only.file, only.column) == ("missing_file", "scenario.toml", "extends")


def test_a_table_of_commas_is_too_large(folder, complaints_of):
    path = folder()
    (path / "tempat.csv").write_text("id,nama\n" + "," * 5_100_000)
    assert next(c.code for c in complaints_of(path) if c.file == "tempat.csv") == "too_large"


@pytest.mark.parametrize("own", ["_no", "_no,_catatan"])
def test_rows_with_nothing_but_columns_of_ones_own_are_empty(folder, read, own):
    """F20: numbers filled down to row 50 were 30 people without a kecamatan."""
    commas = own.count(",")
    rows = f"{own},no_peserta,kecamatan,kelurahan\n1{',x' * commas},P1,Cengkareng,Kapuk\n"
    rows += "".join(f"{n}{',' * commas},,,\n" for n in range(2, 50))
    path = folder(pendaftar=rows, halangan=f"{own},jenis,id,dari,sampai\n1{',' * commas},,,,\n")
    assert list(read(path).problem.registrants) == ["P1"]


@pytest.mark.parametrize("name", ["keluarga", "perjalanan", "tempat", "halangan", "pendaftar"])
def test_a_number_of_a_person_is_masked_wherever_it_stands(folder, complaints_of, name):
    nik, phone = "3173990101900017", "081299900017"
    tables = {
        "keluarga": f"id,cara\n{nik},bersama\n{phone},bersama\n",
        "perjalanan": f"dari,tempat,harga\n{nik},aula_a,1\n{phone},aula_a,1\n",
        "tempat": f"id,kecamatan,nama,kursi\n{nik},Cengkareng,A,1\nb,{phone},{nik},{phone}\n",
        "halangan": f"jenis,id,dari,sampai\npendaftar,{nik},{phone},{nik}\n",
        "pendaftar": f"no_peserta,kecamatan,kelurahan,hari,suka,keluarga,selesai_pelatihan\n"
        f"{nik},{phone},{phone},{phone},{phone},{nik},{phone}\n"
        f"{phone},{nik},{nik},{nik},{nik},{phone},{nik}\n",
    }
    found = complaints_of(folder(**{name: tables[name]}))
    assert len(found) > 1
    assert not [c for c in found if nik in repr(c) or phone in repr(c)]


def test_a_phone_number_in_the_settings_is_masked(folder, complaints_of, toml):
    phone = "081299900017"
    text = toml.replace("mulai = 2018-03-13", f'mulai = "{phone}"').replace(
        "at_most = 4", f'at_most = "{phone}"'
    )
    found = complaints_of(folder(toml=text))
    assert len(found) == 2
    assert phone not in repr(found)
