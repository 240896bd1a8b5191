"""What was held stays on sheets and in counts, whatever today's tables say of it: plans are changed
on Tuesday 6 January 2026, and what is written stands before the verifier.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.domain.outcome import Planned
from okoce_opt.errors import InputError
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from okoce_opt.plan_files.record import read_plan
from tests.exported import small_story, written
from tests.oracle import HerePool

HEADER = "no_peserta,kecamatan,kelurahan"
HELD = "P|aula|2026-01-05|sehari"
TODAY = 'hari_ini = "2026-01-06"\n'
HALLS = "id,kecamatan,nama,kursi"
PEOPLE = f"{HEADER}\nX,K1,a\nY,K1,a\nV,K2,c"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """X sat in the hall on Monday, Y is to come on Thursday, V in K2 on Friday."""
    story = small_story(tmp_path / "lama", PEOPLE, parts=("sehari", "pagi"))
    seats = [("X", HELD), ("Y", "P|aula|2026-01-08|sehari"), ("V", "P|gedung|2026-01-09|sehari")]
    return written(story, seats, tmp_path / "hasil_lama")


def story_of(folder: Path, people: str = PEOPLE, **said: object) -> Path:
    """The same story on Tuesday, with other tables."""
    toml = {"levels": '[["most_placed"]]\n' + TODAY, "parts": ("sehari", "pagi")}
    return small_story(folder, people, **{**toml, **said})  # type: ignore[arg-type]


def changed(story: Path, old: Path, out: Path) -> planning.Verdict:
    """The verdict on the plan as it is written; X still has the seat of Monday, and no other."""
    scenario = planning.read_scenario(story, old)
    outcome = planning.plan(scenario, Options(workers=1, budget=20))
    assert isinstance(outcome, Planned), outcome
    mine = [sid for person, sid in outcome.plan.seats if person == "X" and sid.startswith("P|")]
    assert mine == [HELD]
    planning.write(scenario, outcome, out)
    verdict = planning.verify(out)
    assert not verdict.violations
    assert verdict.proved
    assert verdict.plan.seats == outcome.plan.seats
    return verdict


def sheets_of(out: Path, office: str) -> list[str]:
    """All that stands on the workbook of an office."""
    book = load_workbook(out / "daftar_hadir" / f"DaftarHadir_{office}.xlsx")
    return [str(c.value) for sheet in book for row in sheet for c in row if c.value is not None]


TABLES = {
    "the hall has burnt down": {
        "tempat": f"{HALLS}\nbalai,K1,Balai Satu,4\ngedung,K2,Gedung Dua,4"
    },
    "the hall is of another kecamatan now": {
        "tempat": f"{HALLS}\naula,K2,Aula Dua,4\nbalai,K1,Balai Satu,4\ngedung,K2,Gedung Dua,4"
    },
    "the hall was closed that day, it says now": {
        "halangan": "jenis,id,dari,sampai,alasan\ntempat,aula,2026-01-05,2026-01-05,renovasi"
    },
    "the day was closed, it says now": {
        "kalender": "tanggal,status,golongan\n2026-01-05,tutup,cuti bersama"
    },
    "that part of the day is none any more": {"parts": ("pagi",)},
    "the activity lasts two days now": {"kegiatan": "id,nama,maks,lama\nP,Pelatihan,4,2"},
    "there is another activity now": {"kegiatan": "id,nama,maks\nQ,Perizinan,4"},
    "X has another field of business now": {
        "people": f"{HEADER},bidang\nX,K1,a,kriya\nY,K1,a,kuliner\nV,K2,c,kuliner",
        "kegiatan": "id,nama,maks,bidang\nP,Pelatihan,4,kuliner",
    },
    "it needs a team now": {
        "kegiatan": "id,nama,maks,tim\nP,Pelatihan,4,mitra",
        "tim": "id,jenis,hari\nT1,mitra,selasa",
    },
    "the hall serves another kelurahan now": {
        "tempat": f"{HALLS},kelurahan\naula,K1,Aula,4,b\nbalai,K1,Balai,4,\ngedung,K2,Gedung,4,"
    },
    "it is an activity of the city now": {
        "kegiatan": "id,nama,maks,lingkup\nP,Pelatihan,4,kota",
        "tempat": f"{HALLS}\naula,K1,Aula,4\nkota,,Balai Kota,4",
    },
    "X was away on that day, it says now": {
        "halangan": "jenis,id,dari,sampai,alasan\npendaftar,X,2026-01-05,2026-01-05,sakit"
    },
}


@pytest.mark.parametrize("what", TABLES)
def test_what_was_held_is_kept_whatever_the_tables_say(
    tmp_path: Path, old: Path, what: str
) -> None:
    story = story_of(tmp_path / "baru", **TABLES[what])  # type: ignore[arg-type]
    changed(story, old, tmp_path / "hasil")
    said = sheets_of(tmp_path / "hasil", "Satu")
    assert any("5 Januari 2026" in text for text in said)
    # and once more, from the plan that was changed already
    changed(story, tmp_path / "hasil", tmp_path / "lagi")


def test_the_office_where_it_was_held_keeps_its_sheet(tmp_path: Path, old: Path) -> None:
    """X lives in K2 now, and nobody is left in K1: the sheet of Monday is still K1's."""
    story = story_of(tmp_path / "baru", f"{HEADER}\nX,K2,c\nY,K2,c\nV,K2,c")
    changed(story, old, tmp_path / "hasil")
    assert any("5 Januari 2026" in text for text in sheets_of(tmp_path / "hasil", "Satu"))


def test_a_team_that_came_stays_on_the_sheet(tmp_path: Path) -> None:
    """T1 came on Monday; neither the activity nor the table knows a team any more."""
    with_team = {"kegiatan": "id,nama,maks,tim\nP,Pelatihan,4,mitra", "tim": "id,jenis\nT1,mitra"}
    seats = [("X", HELD), ("Y", "P|aula|2026-01-08|sehari"), ("V", "P|gedung|2026-01-09|sehari")]
    lama = small_story(tmp_path / "lama", PEOPLE, parts=("sehari", "pagi"), **with_team)
    old = written(lama, seats, tmp_path / "hasil_lama", teams={sid: "T1" for _, sid in seats})
    verdict = changed(story_of(tmp_path / "baru"), old, tmp_path / "hasil")
    assert verdict.plan.teams == {HELD: "T1"}
    assert ": T1" in sheets_of(tmp_path / "hasil", "Satu")


def test_what_was_held_cannot_be_told_not_to_be(tmp_path: Path, old: Path) -> None:
    """Once it was silently taken for held."""
    said = "kegiatan,tempat,tanggal,bagian,status\nP,aula,2026-01-05,sehari,tidak"
    with pytest.raises(InputError) as refused:
        planning.read_scenario(story_of(tmp_path / "baru", sesi=said), old)
    (complaint,) = refused.value.complaints
    assert (complaint.code, complaint.file, complaint.row) == ("told_not_but_held", "sesi.csv", 2)


def test_what_was_attended_by_name_is_no_reserve(tmp_path: Path, old: Path) -> None:
    said = "id,nama,maks,wajib,cadangan_untuk\nQ,Lain,4,,\nP,Pelatihan,4,tidak,Q"
    assert refusal(story_of(tmp_path / "baru", kegiatan=said), old) == [
        ("kegiatan", "cadangan_untuk", "reserve_held_by_name")
    ]


def test_a_plan_without_its_papers_does_not_forget_what_was_held(tmp_path: Path, old: Path) -> None:
    """A bare plan knows only the session's id: the hall that is gone is asked for."""
    story = story_of(tmp_path / "baru", tempat=f"{HALLS}\nbalai,K1,Balai,4\ngedung,K2,Gedung,4")
    with pytest.raises(InputError) as refused:
        change_of(planning.read_scenario(story), read_plan(old).plan)
    (complaint,) = refused.value.complaints
    assert (complaint.table, complaint.found, complaint.code) == ("tempat", "aula", "held_unknown")


def refusal(story: Path, old: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as refused:
        planning.read_scenario(story, old)
    return [(c.table, c.column, c.code) for c in refused.value.complaints]


def test_a_programme_that_starts_after_what_was_held(tmp_path: Path, old: Path) -> None:
    """The cause is named, and doing what is advised helps."""
    story = story_of(tmp_path / "baru", first="2026-01-06")
    with pytest.raises(InputError) as refused:
        planning.read_scenario(story, old)
    (complaint,) = refused.value.complaints
    assert (complaint.column, complaint.found) == ("mulai", "2026-01-06")
    assert "has held 1 session before that date, from Monday, 5 January 2026" in (
        complaint.advice.en
    )
    changed(story_of(tmp_path / "lagi", first="2026-01-05"), old, tmp_path / "hasil")


def test_a_kecamatan_that_is_gone(tmp_path: Path, old: Path) -> None:
    story = story_of(
        tmp_path / "baru",
        f"{HEADER}\nX,K2,c\nV,K2,c",
        kecamatan="kode,nama,kelompok\nK2,Dua,2",
        kelurahan="kode,nama,kecamatan\nc,Cempaka,K2",
        tempat=f"{HALLS}\ngedung,K2,Gedung Dua,4",
    )
    assert refusal(story, old) == [("kecamatan", "kode", "held_in_unknown_kecamatan")]


def test_the_command_says_where(okoce: Callable, tmp_path: Path, old: Path) -> None:
    story = story_of(tmp_path / "baru", first="2026-01-06")
    ran = okoce("plan", story, "--from", old, "--out", tmp_path / "hasil")
    assert ran.code == 2
    assert "mulai" in ran.err
    assert "paling lambat Senin, 5 Januari 2026" in ran.err
    assert "sesi" not in ran.err.split("mulai")[0]
