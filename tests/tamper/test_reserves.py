"""Reserve sessions have nobody by name, and are in every file of the plan all the same."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.plan_files.record import read_plan
from okoce_opt.reports.content import labels
from tests.exported import change, small_story, written

ACTIVITIES = "id,nama,wajib,maks,cadangan_untuk\nP,Pelatihan,ya,4,\nS,Susulan,tidak,4,P"
TURNOUT = "kegiatan,kecamatan,persen,luber_sekali_dari\nP,,50,20"
PEOPLE = "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a\nY,Yanti,K1,b"
MONDAY, RESERVE = "P|aula|2026-01-05|sehari", "S|aula|2026-01-07|sehari"


def story(folder: Path) -> Path:
    halls = "id,kecamatan,nama,kursi\naula,K1,Aula Satu,2\ngedung,K2,Gedung Dua,4"
    return small_story(
        folder / "cerita",
        PEOPLE,
        rules=["make_up"],
        kegiatan=ACTIVITIES,
        kehadiran=TURNOUT,
        tempat=halls,
    )


def made(folder: Path) -> Path:
    return written(
        story(folder), [("X", MONDAY), ("Y", MONDAY)], folder / "hasil", reserves=[RESERVE]
    )


def test_a_reserve_survives_the_round_trip(tmp_path: Path) -> None:
    """Its sheet has as many blank rows as seats, and the table of seats one row with nobody in
    it.
    """
    out = made(tmp_path)
    assert planning.verify(out).plan.held == read_plan(out).plan.held == {MONDAY, RESERVE}
    assert ",K1,,S,S|aula|2026-01-07|sehari,2026-01-07,sehari,aula,," in (
        out / "penempatan.csv"
    ).read_text("utf-8-sig")
    book = load_workbook(out / labels.FOLDER / "DaftarHadir_Satu.xlsx")
    said = [
        str(cell.value)
        for row in book.worksheets[-1].iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert labels.RESERVE_TITLE in said
    assert ": 2, tanpa nama: bagi yang belum sempat hadir di Pelatihan" in said
    assert [text for text in said if text.isdecimal()] == ["1", "2"]
    summary = [cell.value for row in book[labels.SUMMARY].iter_rows() for cell in row]
    assert "2 kursi" in summary
    assert 0 not in summary
    # nobody is offered a reserve: it has no stall list
    assert not (out / labels.STALLS).exists()
    overbooked = [str(cell.value) for row in book.worksheets[-2].iter_rows() for cell in row]
    assert ": paling banyak 2 untuk 2 kursi" not in overbooked


def test_a_reserve_that_one_table_lacks_is_told(tmp_path: Path) -> None:
    out = made(tmp_path)
    table = (out / "penempatan.csv").read_text("utf-8-sig")
    (out / "penempatan.csv").write_text(
        "\n".join(line for line in table.splitlines() if "|2026-01-07|" not in line), "utf-8-sig"
    )
    found = [v for v in planning.verify(out).violations if v.sessions == (RESERVE,)]
    assert [v.rule for v in found] == ["sheets_disagree"]
    assert found[0].cells[0] == "penempatan.csv"


def test_a_name_on_a_reserve_sheet_is_refused(tmp_path: Path) -> None:
    out = made(tmp_path)
    change(out, RESERVE, lambda sheet: {sheet.blank: "X"})
    assert "everyone_once" in {violation.rule for violation in planning.verify(out).violations}


def test_a_reserve_that_has_been_held_stays_when_the_plan_is_changed(tmp_path: Path) -> None:
    out = made(tmp_path)
    path = story(tmp_path / "lain")
    text = (path / "scenario.toml").read_text("utf-8")
    (path / "scenario.toml").write_text(f"hari_ini = 2026-01-09\n{text}", "utf-8")
    changed = change_of(planning.read_scenario(path), read_plan(out).plan)
    assert changed.problem.told[RESERVE]
    outcome = planning.plan(changed, planning.Options(budget=2))
    assert RESERVE in outcome.plan.held
