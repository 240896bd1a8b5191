"""Rosters that were edited by hand become the next version of a year, with everybody's data."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.commands.run import run
from okoce_opt.io import load_scenario
from okoce_opt.rollout.store import Rollout
from tests.exported import change
from tests.moves.test_by_hand import MON, TUE, folder, person_in_place_of

__all__ = ["folder"]


def test_a_swap_on_the_sheets_is_a_version_that_can_be_exported(
    folder: Path, tmp_path: Path
) -> None:
    year = tmp_path / "tahun"
    scenario = load_scenario(tmp_path / "cerita")
    people = [{"no_peserta": "X", "nik": "3173994101900007", "telepon": "081299900077"}]
    Rollout.init(year, scenario.what_if(pendaftar=people)).close()
    assert run(["rollout", "take", str(year), str(folder)]) == 0
    out = tmp_path / "r1"
    assert run(["rollout", "publish", str(year), "--to", "semua", "--out", str(out)]) == 0
    change(out, MON, person_in_place_of("X", "W", "Bakung"))
    change(out, TUE, person_in_place_of("W", "X", "Anggrek"))
    (file,) = (out / "daftar_hadir").glob("*Satu*")
    assert run(["rollout", "adopt", str(year), str(file)]) == 0
    with Rollout.open(year) as rollout:
        now = rollout.current
        assert (now.what, now.made_from) == ("adopt", 2)
        moved = rollout.plan(now).plan.seats - rollout.plan(rollout.version(2)).plan.seats
        assert moved == {("X", TUE), ("W", MON)}
        kept = rollout.scenario(now)
        assert kept.people["X"].nik == people[0]["nik"]
        assert kept.digest == rollout.plan(now).problem_digest
        assert rollout.faults() == ()
    assert run(["rollout", "export", str(year), "--plan", str(tmp_path / "p")]) == 0
    assert run(["verify", str(tmp_path / "p")]) == 0
