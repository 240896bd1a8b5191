"""A year by its commands: taken, published, exported, edited by hand, undone, forgotten."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from okoce_opt import planning
from okoce_opt.io import load_scenario
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.options import Options

KECIL = Path(__file__).parents[2] / "scenarios" / "kecil"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of `kecil` in a folder."""
    scenario = load_scenario(KECIL)
    outcome = planning.plan(scenario, Options(workers=1, budget=1))
    assert isinstance(outcome, PlannedScenario)
    out = tmp_path_factory.mktemp("okoce") / "hasil"
    planning.write(scenario, outcome, out)
    return out


@pytest.fixture
def year(okoce: Callable, tmp_path: Path, made: Path) -> Path:
    """A year with the plan taken as version 2."""
    home = tmp_path / "tahun"
    assert okoce("rollout", "init", home, "--scenario", KECIL).code == 0
    assert okoce("rollout", "take", home, made, "--json").answer["version"] == 2
    return home


def _edit(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_what_is_published_is_the_plan_with_its_revision(
    okoce: Callable, year: Path, tmp_path: Path, made: Path
) -> None:
    ran = okoce(
        "rollout",
        "publish",
        year,
        "--to",
        "semua",
        "--on",
        "2027-01-04",
        "--out",
        tmp_path / "r1",
        "--json",
    )
    assert (ran.answer["revision"], len(ran.answer["offices"])) == (1, 2)
    assert okoce("verify", tmp_path / "r1").code == 0
    for name in ("penempatan.csv", "undian.csv"):
        assert (tmp_path / "r1" / name).read_bytes() == (made / name).read_bytes()
    before, after = (json.loads((d / "rencana.json").read_text()) for d in (made, tmp_path / "r1"))
    assert {k: v for k, v in before.items() if k not in ("files", "seal", "run")} == {
        k: v for k, v in after.items() if k not in ("files", "seal", "run")
    }
    sheets = next((tmp_path / "r1" / "daftar_hadir").glob("*.xlsx"))
    with zipfile.ZipFile(sheets) as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist())
    assert "1 / 4 Januari 2027" in text
    shown = okoce("rollout", "history", year).out
    assert "revisi 1 untuk 2 kantor" in shown
    assert (
        "tidak ada kecamatan" in okoce("rollout", "publish", year, "--to", "Atlantis").err.lower()
    )


def test_an_edited_scenario_is_the_next_version_and_the_difference_is_told(
    okoce: Callable, year: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "salinan"
    assert okoce("rollout", "export", year, "--scenario", copy).code == 0
    assert load_scenario(copy).people == load_scenario(KECIL).people
    same = okoce("rollout", "take", year, copy)
    assert "sama" in same.out

    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["nama"] = "Nama Yang Lain"
        rows[1]["hari"] = "senin, rabu, jumat"
        gone = rows.pop(2)
        rows.append({**gone, "no_peserta": "P99", "nik": "", "telepon": "", "nama": "Baru"})

    _edit(copy / "pendaftar.csv", change)
    dry = okoce("rollout", "take", year, copy, "--dry-run", "--json").answer
    assert dry["version"] == 2
    took = okoce("rollout", "take", year, copy, "--json").answer
    assert (took["version"], took["came"], took["left"]) == (3, ["P99"], ["P03"])
    assert (took["changed"], took["personal"]) == (["P02"], 1)
    diff = okoce("rollout", "diff", year, 2, 3, "--json").answer
    assert (diff["came"], diff["same_plan"]) == (["P99"], True)
    assert "Nama Yang Lain" not in okoce("rollout", "diff", year, 2, 3).out
    assert okoce("rollout", "undo", year, "--json").answer["version"] == 2
    assert okoce("rollout", "undo", year, "--to", 3, "--json").answer["version"] == 3


def test_what_a_plan_would_change_is_shown_before_it_is_taken(
    okoce: Callable, year: Path, tmp_path: Path, made: Path
) -> None:
    home = tmp_path / "baru"
    okoce("rollout", "init", home, "--scenario", KECIL)
    seats = len((made / "penempatan.csv").read_text().splitlines()) - 1
    assert f"{seats} kursi" in okoce("rollout", "take", home, made, "--dry-run").out
    assert "kursi pindah 0" in okoce("rollout", "take", year, made, "--dry-run").out


def test_who_withdrew_is_named_with_the_version(okoce: Callable, year: Path) -> None:
    assert okoce("rollout", "change", year, "mundur", "P02").code == 0
    ran = okoce("rollout", "mark", year, "P02", "sakit")
    assert (ran.code, "sejak versi 3" in ran.err) == (2, True)


def test_a_plan_of_other_lists_is_not_taken(okoce: Callable, tmp_path: Path, made: Path) -> None:
    other, home = tmp_path / "lain", tmp_path / "tahun"
    load_scenario(KECIL).what_if(
        pendaftar=[{"no_peserta": "P02", "hari": "senin"}], name="lain"
    ).save(other)
    okoce("rollout", "init", home, "--scenario", other)
    ran = okoce("rollout", "take", home, made)
    assert (ran.code, "dibuat untuk daftar atau aturan yang lain" in ran.out) == (1, True)
    assert okoce("rollout", "history", home, "--json").answer["current"] == 1


def test_lists_of_offices_go_into_the_year(okoce: Callable, year: Path, tmp_path: Path) -> None:
    given = tmp_path / "susulan.csv"
    given.write_text(
        "No,Nama,NIK,Kecamatan,Kelurahan,Keterangan\n"
        "1,Joko Susilo Baru,3173991407750055,Palmerah,Slipi,\n"
    )
    ran = okoce("import", given, "--into", year, "--out", tmp_path / "lap", "--json").answer
    if ran["questions"]:
        book = openpyxl.load_workbook(tmp_path / "lap" / "laporan_impor.xlsx")
        sheet = book["PERTANYAAN"]
        (head,) = [r for r in sheet.iter_rows() if "JAWABAN" in [c.value for c in r]]
        column = [c.value for c in head].index("JAWABAN")
        for row in sheet.iter_rows(min_row=head[0].row + 1):
            row[column].value = "sebagian"
        book.save(tmp_path / "lap" / "laporan_impor.xlsx")
        okoce("import", given, "--into", year, "--out", tmp_path / "lap")
    shown = okoce("rollout", "show", year, "--json").answer
    assert (shown["version"]["what"], shown["registrants"]) == ("import", 13)
    assert okoce("import", "--undo", "--into", year, "--json").answer["version"] == 2
    assert okoce("rollout", "show", year, "--json").answer["registrants"] == 12
    assert okoce("import", "--undo", "--into", year).code == 2


def test_rosters_edited_by_hand_are_the_next_version(
    okoce: Callable, year: Path, tmp_path: Path
) -> None:
    okoce("rollout", "export", year, "--plan", tmp_path / "p")
    same = next((tmp_path / "p" / "daftar_hadir").glob("*.xlsx"))
    ran = okoce("rollout", "adopt", year, same)
    assert (ran.code, "Tidak ada kursi yang dipindah" in ran.err) == (2, True)
    # a browser called it so; what was said named a folder that nobody has
    other = same.rename(tmp_path / "Salinan (1).xlsx")
    ran = okoce("rollout", "adopt", year, other)
    assert (ran.code, f"seperti waktu dibagikan: {same.name}" in ran.err) == (2, True), ran.err
    assert okoce("rollout", "history", year, "--json").answer["current"] == 2


def test_backup_check_and_forget(okoce: Callable, year: Path, tmp_path: Path) -> None:
    assert okoce("rollout", "check", year).code == 0
    okoce("rollout", "backup", year)
    okoce("rollout", "backup", year, "--out", tmp_path / "luar.sqlite3")
    ran = okoce("rollout", "forget", year, "P01", "--json")
    done = ran.answer
    assert "P01 masih di daftar" in ran.err
    assert (done["people"], done["backups"], done["elsewhere"]) == (1, 1, [])
    assert done["outside"] == [str(tmp_path / "luar.sqlite3")]
    secret = load_scenario(KECIL).people["P01"].nik.encode()
    assert secret in (tmp_path / "luar.sqlite3").read_bytes()
    assert not [p for p in year.rglob("*") if p.is_file() and secret in p.read_bytes()]
    assert okoce("rollout", "check", year).code == 0
    assert okoce("rollout", "forget", year, "P77").code == 2
