"""A sweep on a Dask cluster, a worker of which is killed while it plans: the same files, byte for
byte, as a sweep on this machine.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clusters import cluster
from tests.commands.processes import okoce, started, wait_until
from tests.exported import small_story
from tests.trials.test_sweep import LEVELS, PEOPLE, VARY, words

pytest.importorskip("distributed")


@pytest.mark.slow
def test_a_worker_that_is_killed_changes_nothing(tmp_path: Path) -> None:
    rules = ["simultaneous_phase\nat_most = 1", "deadline\nday = 2026-01-16"]
    story = small_story(tmp_path / "cerita", PEOPLE, rules=rules, levels=LEVELS)
    vary = words("tempat.kursi=2,3,5,6", VARY[1])
    line = ["sweep", story, *vary, "--budget", "3", "--out"]
    here = okoce(*line, tmp_path / "di_sini", "--workers", "1")
    assert here.returncode == 0, here.stderr
    folder = tmp_path / "klaster"
    with cluster(tmp_path, 2) as made:
        process = started(*line, folder, "--cluster", made.address)
        wait_until(lambda: [*folder.glob("hasil/coba_0[1-9].json")])
        assert len([*folder.glob("hasil/coba_*.json")]) < 9, "killed too late to show anything"
        made.workers[0].kill()
        said, heard = process.communicate()
        assert process.returncode == 0, (said, heard)
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 12
    for path in files:
        assert (folder / path).read_bytes() == (tmp_path / "di_sini" / path).read_bytes(), path
