"""The same problem and budget: the same plan, whatever the workers, hash seed, time zone and load
of the machine.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.processes import STORIES, contents, started
from tests.scenarios.planned import BUDGET, Stories

pytestmark = pytest.mark.scenario

RUNS = (
    ("1", {"PYTHONHASHSEED": "0", "TZ": "America/New_York"}),
    ("2", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}),
)


def test_twice_at_once_and_once_more_is_one_plan(tmp_path: Path, stories: Stories):
    """C38, C40: two runs at once on a busy machine, one of them with two workers, and the one of
    the other tests.
    """
    first = stories.folder("dua_kecamatan")
    line = ["plan", STORIES / "dua_kecamatan", "--budget", BUDGET]
    runs = [started(*line, "--out", tmp_path / n, "--workers", n, **env) for n, env in RUNS]
    for (_, env), run in zip(RUNS, runs, strict=True):
        _, error = run.communicate(timeout=600)
        assert run.returncode == 0, (env, error)
    wanted = contents(first)
    for number, _ in RUNS:
        found = contents(tmp_path / number)
        assert found.keys() == wanted.keys()
        assert [name for name in wanted if wanted[name] != found[name]] == []


def test_dates_are_dates_in_every_time_zone(tmp_path: Path, stories: Stories):
    """C38: a session entered for the 20th was stored on the 19th."""
    first = stories.folder("kecil")
    for zone in ("Asia/Jakarta", "America/New_York", "Pacific/Kiritimati"):
        out = tmp_path / zone.replace("/", "_")
        run = started("plan", STORIES / "kecil", "--out", out, "--budget", BUDGET, TZ=zone)
        _, error = run.communicate(timeout=300)
        assert run.returncode == 0, error
        assert contents(out) == contents(first)
