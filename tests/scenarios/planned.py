"""Stories planned once for all tests, also when several processes run them."""

from __future__ import annotations

import json
import os
import shutil
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from okoce_opt import planning
from okoce_opt.domain.outcome import Planned
from okoce_opt.options import Options

HOME = Path(__file__).parents[2] / "scenarios"
BUDGET = 1.0
FIRST = "jakarta_barat_2018"
PLANNED = "OKOCE_PLANNED"
"""Names, in the environment, the plan that README's first command has made of `FIRST`, where it has
just been run (`.ci/run`): it is what users get, and is not made twice.
"""


def expected(story: str) -> dict[str, Any]:
    """What `expect.toml` says of a story."""
    return tomllib.loads((HOME / story / "expect.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Stories:
    """`folder(story)` is its plan with a small budget, made when it is first asked for."""

    home: Path

    def folder(self, story: str) -> Path:
        """The folder of the story's plan; one that names another in `from` is planned as its
        change.
        """
        out, lock = self.home / story, self.home / f"{story}.lock"
        while not (out / "rencana.json").is_file():
            try:
                lock.mkdir()
            except FileExistsError:
                time.sleep(0.5)
                continue
            try:
                if not (out / "rencana.json").is_file():
                    self._plan(story, out)
            finally:
                lock.rmdir()
        return out

    def _plan(self, story: str, out: Path) -> None:
        if story == FIRST and (made := os.environ.get(PLANNED)):
            copied = shutil.copytree(made, self.home / f"{story}.copy")
            copied.rename(out)  # whole at once, for others look whether it is there
            return
        before = expected(story).get("from")
        scenario = planning.read_scenario(HOME / story, self.folder(before) if before else None)
        outcome = planning.plan(scenario, Options(workers=2, budget=BUDGET))
        assert isinstance(outcome, Planned), outcome
        planning.write(scenario, outcome, out)

    def copy(self, story: str, to: Path) -> Path:
        """A copy of the plan, to be changed."""
        shutil.copytree(self.folder(story), to)
        return to

    def record(self, story: str) -> dict[str, Any]:
        """Its `rencana.json`."""
        return json.loads((self.folder(story) / "rencana.json").read_bytes())


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one run of the tests share."""
    base = factory.getbasetemp()
    # pytest-xdist gives each process a folder of its own inside that of the run
    home = (base.parent if base.name.startswith("popen-") else base) / "stories"
    home.mkdir(exist_ok=True)
    return home
