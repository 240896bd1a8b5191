"""`okoce rollout status` and `papers`: a small year, as a planner meets it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.plan_files.record import read_plan
from okoce_opt.reports.year_end import REPORT
from okoce_opt.rollout.store import Rollout
from tests.exported import small_story, written

PEOPLE = """no_peserta,nama,nik,telepon,kecamatan,kelurahan,jenis_kelamin,bidang
A,Ani,3199015703900001,081200000001,K1,a,P,kuliner
B,Budi,3199010101900002,081200000002,K1,b,L,kuliner
C,Cici,3199010101900003,081200000003,K1,b,P,fashion
E,Eka,3199010101900004,081200000004,K2,c,,fashion"""
FIRST, SECOND = "P|aula|2026-01-05|sehari", "P|aula|2026-01-08|sehari"
OTHER = "P|gedung|2026-01-06|sehari"


def marks(session: str, **said: str) -> Attendance:
    day = date.fromisoformat(session.split("|")[2])
    sid = SessionId(session)
    those = [Mark(PersonId(p), sid, day, Presence(m), "x") for p, m in said.items()]
    return Attendance.of(those, [(sid, day)])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 2 has a plan and both offices hold it; in 3 a sheet is back; in 4 Budi gets a
    make-up seat.
    """
    base = tmp_path_factory.mktemp("tahun")
    from okoce_opt.io import load_scenario

    story = small_story(base / "cerita", PEOPLE)
    seats = [("A", FIRST), ("B", FIRST), ("C", SECOND), ("E", OTHER)]
    old = written(story, seats, base / "lama")
    moved = [("A", FIRST), ("B", SECOND), ("C", SECOND), ("E", OTHER)]
    new = written(story, moved, base / "baru", old=old)
    with Rollout.init(base / "tahun", load_scenario(story)) as rollout:
        plan = rollout.commit(what="plan", expected=rollout.current, plan=read_plan(old))
        rollout.publish(plan, ["K1", "K2"], date(2026, 1, 2))
        seen = marks(FIRST, A="H", B="A")
        back = rollout.commit(what="attendance", expected=plan, attendance=seen)
        rollout.commit(what="plan", expected=back, plan=read_plan(new))
    return base / "tahun"


def test_how_far_the_year_has_come(okoce: Callable, year: Path) -> None:
    ran = okoce("rollout", "status", year, "--today", "2026-01-07")
    assert ran.code == 0, ran.err
    assert "Keadaan pada Rabu, 7 Januari 2026: 4 orang." in ran.out
    assert "Selesai semua: 1" in ran.out
    assert "Daftar hadir 1 sesi belum kembali" in ran.out
    assert "Dua: 0 dari 1 selesai, 0 terlambat" in ran.out
    answer = okoce("rollout", "status", year, "--today", "2026-01-07", "--json").answer
    assert answer["states"] == {"finished": 1, "late": 1, "on_time": 1, "unknown": 1}
    assert answer["sheets_not_back"] == [OTHER]
    assert 1 <= answer["expected"]["low"] <= answer["expected"]["high"] <= 4
    # the day after the last sheet, where nothing else is said
    assert okoce("rollout", "status", year, "--json").answer["today"] == "2026-01-06"
    assert "Expected to finish" in okoce("rollout", "status", year, "--lang", "en").out


def test_the_dashboard_has_charts_and_nothing_private(
    okoce: Callable, year: Path, tmp_path: Path
) -> None:
    out, akhir = tmp_path / "dasbor.xlsx", tmp_path / "akhir"
    words = ("rollout", "status", year, "--out", out, "--year-end", akhir, "--today", "2026-01-07")
    ran = okoce(*words)
    assert ran.code == 0, ran.err
    book = load_workbook(out)
    assert book.sheetnames == [
        *("Ringkasan", "Kecamatan", "Kelurahan", "Jenis kelamin", "Bidang usaha"),
        *("Kehadiran sejauh ini", "Terlambat", "Presensi belum kembali"),
        "Daftar hadir belum kembali",
    ]
    late = [row for row in book["Terlambat"].iter_rows(min_row=4, values_only=True)]
    assert late == [
        *[("B", "Budi", "Satu", "Bakung", "0/1", late[0][5])],
    ]
    assert "susulan Kamis, 8 Januari 2026" in late[0][5]
    sexes = {row[0]: row[1] for row in book["Jenis kelamin"].iter_rows(min_row=4, values_only=True)}
    assert {k: v for k, v in sexes.items() if k} == {
        "Laki-laki": 1,
        "Perempuan": 2,
        "tidak diisi": 1,
    }
    with zipfile.ZipFile(out) as packed:
        assert sum(name.startswith("xl/charts/chart") for name in packed.namelist()) >= 4
    for path in (out, *akhir.rglob("*.xlsx")):
        with zipfile.ZipFile(path) as packed:
            text = "".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist())
        assert "31990" not in text
        assert "08120" not in text
        assert "<dc:creator></dc:creator>" in text
    # nothing is written over
    assert okoce(*words).code != 0
    assert okoce("rollout", "status", year, "--year-end", akhir).code != 0


def test_who_gets_a_certificate(okoce: Callable, year: Path, tmp_path: Path) -> None:
    """Who came, not who had a seat; an office where nobody did gets no list."""
    out = tmp_path / "akhir"
    assert okoce("rollout", "status", year, "--year-end", out).code == 0
    assert sorted(path.name for path in out.iterdir()) == [REPORT, "Sertifikat_Satu.xlsx"]
    book = load_workbook(out / "Sertifikat_Satu.xlsx")
    assert book.sheetnames == ["Selesai semua", "01 Pelatihan"]
    (ani,) = book["01 Pelatihan"].iter_rows(min_row=5, max_col=5, values_only=True)
    assert ani == (1, "A", "Ani", "Anggrek", "5 Januari 2026")
    report = load_workbook(out / REPORT)
    rows = [*report["Kecamatan"].iter_rows(min_row=5, values_only=True)]
    assert rows == [("Dua", 1, 0, 0, 0), ("Satu", 3, 1, 1, 1 / 3), ("Jumlah", 4, 1, 1, 0.25)]
    unfinished = [row[0] for row in report["Belum selesai"].iter_rows(min_row=5, values_only=True)]
    assert unfinished == ["B", "C", "E"]


def test_each_office_gets_what_has_changed_since_it_was_given_a_plan(
    okoce: Callable, year: Path, tmp_path: Path
) -> None:
    """Budi's make-up is news for Satu; Dua, where nothing changes, gets nothing."""
    ran = okoce("rollout", "papers", year, "--out", tmp_path / "kertas")
    assert ran.code == 0, ran.err
    assert "Tidak ada yang berubah, jadi tanpa kertas: Dua." in ran.out
    names = {path.name for path in (tmp_path / "kertas").rglob("*.xlsx")}
    assert not [name for name in names if "Dua" in name]
    sheet = load_workbook(tmp_path / "kertas" / "Perubahan_Satu.xlsx")["Perubahan"]
    said = [[*row] for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]
    assert said[0][0] == "Berubah terhadap Revisi 1."
    assert [(row[1], row[5]) for row in said[2:]] == [("B", "Pindah")]


def test_papers_of_changes_can_be_behind_a_password(
    okoce: Callable, year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They name people as whole lists do, which had the option."""
    pytest.importorskip("msoffcrypto")
    monkeypatch.setenv("SANDI", "rahasia sekali")
    words = ("rollout", "papers", year, "--out", tmp_path / "kertas", "--password-env", "SANDI")
    ran = okoce(*words, "--kind", "perubahan")
    assert ran.code == 0, ran.err
    assert "rahasia" not in ran.out + ran.err
    paths = [*(tmp_path / "kertas").rglob("*.xlsx")]
    assert paths
    assert not any(zipfile.is_zipfile(path) for path in paths)
