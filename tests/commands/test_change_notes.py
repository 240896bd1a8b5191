"""What `plan --from D` says of the plan in D before it is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.errors import PlanFilesError
from tests.exported import change, small_story, written

SESSION = "P|aula|2026-01-05|sehari"
HEADER = "no_peserta,kecamatan,kelurahan"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    story = small_story(tmp_path / "lama", f"{HEADER}\nX,K1,a\nY,K1,b\nZ,K1,b")
    return written(story, [("X", SESSION), ("Y", SESSION)], tmp_path / "hasil")


def notes(tmp_path: Path, old: Path, *people: str) -> list[str]:
    story = small_story(
        tmp_path / "baru", "\n".join([HEADER, *(f"{person},K1,a" for person in people)])
    )
    return [note.en for note in planning.about_old_plan(planning.read_scenario(story, old), old)]


def test_who_stays_who_is_new_and_who_has_left(tmp_path: Path, old: Path) -> None:
    (who,) = notes(tmp_path, old, "X", "Z", "V", "W")
    assert "1 person stays, 3 are new (or had no seat there), 1 is no longer on the list" in who


def test_a_plan_of_nobody_on_the_list_is_doubted(tmp_path: Path, old: Path) -> None:
    who, doubt = notes(tmp_path, old, "V")
    assert "0 people stay, 1 is new" in who
    assert "Is it the right folder?" in doubt


def test_edits_that_are_not_used_are_named(tmp_path: Path, old: Path) -> None:
    change(old, SESSION, lambda sheet: {sheet.person("Y"): "Z"})
    (old / "daftar_hadir" / "DaftarHadir_Dua.xlsx").unlink(missing_ok=True)
    edited, _ = notes(tmp_path, old, "X", "Y")
    assert edited.startswith(
        f"daftar_hadir/DaftarHadir_Satu.xlsx in {old} have been edited; the edits are not used."
    )


def test_the_old_plan_is_not_written_over(okoce: Callable, tmp_path: Path, old: Path) -> None:
    before = (old / "rencana.json").read_bytes()
    ran = okoce("plan", tmp_path / "lama", "--from", old, "--out", tmp_path / "x" / ".." / "hasil")
    assert ran.code == 2
    assert "--out ditolak: sama dengan --from" in ran.err
    assert (old / "rencana.json").read_bytes() == before
    with pytest.raises(PlanFilesError):
        planning.check_out(old, planning.read_scenario(tmp_path / "lama"), old)


def test_the_command_says_it_on_standard_error(okoce: Callable, tmp_path: Path, old: Path) -> None:
    ran = okoce(
        "plan",
        tmp_path / "lama",
        "--from",
        old,
        "--out",
        tmp_path / "lagi",
        "--budget",
        1,
        "--workers",
        1,
    )
    assert ran.code == 0
    assert f"Catatan: Dibanding rencana lama di {old}: 2 orang tetap, 1 baru" in ran.err
