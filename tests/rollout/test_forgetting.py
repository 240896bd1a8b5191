"""Who is to be forgotten is: no byte of them stays in the folder, and every digest holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from okoce_opt.rollout.refusals import RolloutError
from okoce_opt.rollout.schema import FILE
from okoce_opt.rollout.store import Rollout
from tests.rollout.year import NOON, SECRET, planned, secretive

WHO = SECRET["no_peserta"]
TOLD = [text for name, text in SECRET.items() if name not in ("no_peserta", "jenis_kelamin")]


def holding(folder: Path) -> set[str]:
    """Files of the folder in which any of it is found."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {p.name for p in files if any(text.encode() in p.read_bytes() for text in TOLD)}


def a_year(folder: Path) -> Rollout:
    """With a backup, an older name, a corrected phone, and a note that says too much."""
    rollout = Rollout.init(folder / "tahun", secretive(), at=NOON)
    rollout.backup(at=NOON)
    second = rollout.commit(
        what="plan", expected=rollout.current, plan=planned(), note=f"{SECRET['nama']} menelepon"
    )
    newer = rollout.scenario(second).what_if(
        pendaftar=[{"no_peserta": WHO, "telepon": "081200000055", "nama": "Siti Lain"}]
    )
    rollout.commit(what="take", expected=second, scenario=newer)
    return rollout


def test_nothing_of_them_stays_and_every_digest_holds(tmp_path: Path) -> None:
    with a_year(tmp_path) as rollout:
        digests = [one.digest for one in rollout.history()]
        assert holding(tmp_path)
        done = rollout.forget([WHO])
        assert (done.people, done.backups, done.elsewhere) == (1, 1, ())
        assert not holding(tmp_path), "while it is still open"
    assert not holding(tmp_path)
    with Rollout.open(tmp_path / "tahun") as rollout:
        assert rollout.faults() == ()
        assert [one.digest for one in rollout.history()] == digests
        assert rollout.version(2).note == "(dihapus) menelepon"
        for version in rollout.history():
            scenario = rollout.scenario(version)
            assert WHO in scenario.problem.registrants
            assert scenario.people.get(WHO) is None or not scenario.people[WHO].name
            assert scenario.people["P02"].name, "others are kept"
    backup = next((tmp_path / "tahun" / "cadangan").iterdir())
    home = tmp_path / "dari_cadangan"
    home.mkdir()
    (home / FILE).write_bytes(backup.read_bytes())
    with Rollout.open(home) as restored:
        assert restored.faults() == ()
        assert len(restored.history()) == 1


def test_they_do_not_come_back_with_the_next_list(tmp_path: Path) -> None:
    with a_year(tmp_path) as rollout:
        rollout.forget([WHO])
        rollout.commit(what="take", expected=rollout.current, scenario=secretive())
        rollout.undo(expected=rollout.current, to=rollout.version(1))
        assert not rollout.scenario(rollout.version(4)).people[WHO].name
    assert not holding(tmp_path)


def test_a_file_that_okoce_did_not_put_there_is_told(tmp_path: Path) -> None:
    with a_year(tmp_path) as rollout:
        (tmp_path / "tahun" / "catatan.txt").write_text(f"telepon {SECRET['telepon']}")
        assert rollout.forget([WHO]).elsewhere == ("catatan.txt",)


def test_a_number_that_nobody_has_is_refused(tmp_path: Path) -> None:
    with a_year(tmp_path) as rollout:
        with pytest.raises(RolloutError, match="P99999"):
            rollout.forget(["P99999"])
        rollout.forget([WHO])
        assert rollout.forget([WHO]).people == 0, "again, to finish what broke off"


def test_another_that_reads_is_told_to_be_closed(tmp_path: Path) -> None:
    """Else what was erased would stay in the log that the other one reads."""
    with a_year(tmp_path) as rollout:
        other = sqlite3.connect(tmp_path / "tahun" / FILE, isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM people").fetchone()
        rollout._db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(RolloutError):
            rollout.forget([WHO])
        other.close()
        rollout.forget([WHO])
    assert not holding(tmp_path)


def typed_into_imports(folder: Path) -> Path:
    """Answers that imports keep, with somebody in them, as a planner typed it."""
    desk = folder / "tahun" / "_impor"
    desk.mkdir()
    answers = desk / "jawaban.csv"
    spelled = f"{SECRET['telepon'][:4]}-{SECRET['telepon'][4:8]}-{SECRET['telepon'][8:]}"
    rows = ["kode,jawaban", f"a1,{spelled}", f"a2,{SECRET['nama'].upper()}", "a3,lengkap"]
    answers.write_text("\n".join(rows) + "\n")
    (desk / "kamus.csv").write_text(f"tulisan,arti\n{SECRET['nama']},nama\nhp,telepon\n")
    return desk


def test_what_was_typed_of_them_into_imports_goes_too(tmp_path: Path) -> None:
    with a_year(tmp_path) as rollout:
        desk = typed_into_imports(tmp_path)
        done = rollout.forget([WHO])
    assert done.elsewhere == ()
    assert (desk / "jawaban.csv").read_text() == "kode,jawaban\na3,lengkap\n"
    assert (desk / "kamus.csv").read_text() == "tulisan,arti\nhp,telepon\n"
    assert not holding(tmp_path)
    held = "".join(path.read_text("latin-1") for path in tmp_path.rglob("*") if path.is_file())
    assert SECRET["nama"].casefold() not in held.casefold()
    assert SECRET["telepon"][4:] not in held.replace("-", "")
