from __future__ import annotations

from datetime import date

from okoce_opt.io.scenario.loading import read_heading


def test_small_folder_reads_whole(folder, read):
    s = read(folder())
    assert (s.name, s.title, s.draw_seed) == ("kecil", "Kecil", "undian-1")
    assert [r.kind for r in s.rules] == ["venue_capacity", "simultaneous_phase", "turns"]
    assert s.rules[1].at_most == 4
    assert [[(g.goal.kind, g.price) for g in level] for level in s.levels] == [
        [("most_placed", 1)],
        [("few_sessions", 200), ("kelurahan_share", 1)],
    ]
    p = s.problem
    assert p.registrants["P1"].weekdays == frozenset({0, 1})
    assert p.registrants["P1"].wish_weekdays == frozenset({0})
    assert p.registrants["P2"].kelurahan == "31.73.05.1001"
    assert p.registrants["P2"].wish_parts == frozenset({"sehari"})
    assert p.registrants["P2"].done == (("pelatihan", date(2018, 1, 2)),)
    assert p.venues["aula_b"].kecamatan == "31.73.05"
    assert [o.last for o in p.obstacles] == [date(2018, 3, 14)]
    assert p.calendar.turns[date(2018, 3, 13)] == "1"
    assert p.calendar.turns[date(2018, 3, 14)] == "2"
    assert not p.calendar.is_open(date(2018, 3, 30))
    assert p.calendar.is_soft(date(2018, 3, 20))
    # people called NA and null are people
    assert [s.people[i].name for i in ("P1", "P2", "P3")] == ["Budi, S.Pd", "NA", "null"]
    assert s.people["P1"].nik == "3173990101900017"
    assert s.papers.letterhead == ("PEMERINTAH PROVINSI", "KOTA")
    assert s.papers.paper == "F4"
    assert s.papers.signers[0].name == "{camat}"
    assert read_heading(folder()).story == "Dua kecamatan."


def test_workbook_and_folder_have_the_same_digest(folder, book, read):
    one, other = read(folder()), read(book())
    assert one.digest == other.digest
    assert one.problem == other.problem
    assert read(book().parent).digest == one.digest


def test_shuffled_rows_have_the_same_digest(folder, read, tables):
    digest = read(folder()).digest
    turned = {
        n: "\n".join([t.splitlines()[0], *reversed(t.splitlines()[1:])]) + "\n"
        for n, t in tables.items()
    }
    assert read(folder("kecil2", **turned)).digest == digest


def test_names_nik_and_spelling_do_not_change_the_digest(folder, read):
    """C25: blanks and letter case around a region are no other region."""
    digest = read(folder()).digest
    spelled = (
        "no_peserta,kecamatan,kelurahan,hari,suka,selesai_pelatihan\n"
        'P1 , CENGKARENG ,31.73.01.1001,"Senin, selasa",Sen,-\n'
        "P2,31.73.05,Duri\u00a0Kepa\u00a0,,sehari,02/01/2018\n"
        "P3,kebon jeruk, tongke-tongke ii,,,\n"
    )
    s = read(folder("kecil3", pendaftar=spelled))
    assert s.digest == digest
    assert s.problem.kelurahan["31.73.05.1002"].name == "Tongke-Tongke II"


def test_what_counts_changes_the_digest(folder, read, toml):
    digest = read(folder()).digest
    assert (
        read(
            folder(
                "a",
                tempat="id,kecamatan,nama,kursi\naula_a,Cengkareng,Aula A,99\naula_b,Kebon "
                "Jeruk,Aula B,50\n",
            )
        ).digest
        != digest
    )
    assert read(folder("b", toml.replace("undian-1", "undian-2"))).digest != digest
    assert read(folder("c", toml.replace("harga = 200", "harga = 201"))).digest != digest
    assert read(folder("d", toml.replace("F4", "A4").replace("Kecil", "Besar"))).digest == digest


def test_scenario_toml_itself_may_be_named(folder, read):
    assert read(folder() / "scenario.toml").name == "kecil"


def test_rules_judge_the_data_though_a_key_is_misspelt(folder, complaints_of, toml):
    path = folder(
        toml=toml.replace("[aturan.turns]", "[aturan.every_kelurahan_present]").replace(
            "at_most", "tampil = 1\nat_most"
        )
    )
    assert [(c.code, c.row) for c in complaints_of(path)] == [("too_small", 2), ("unknown_key", 15)]
