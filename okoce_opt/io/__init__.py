"""Reading scenarios: `load_scenario`. The only room that opens a planner's files on the way in."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.goals import GOAL_BOOK
from okoce_opt.io.scenario.loading import Heading, load, read_heading
from okoce_opt.rules import RULE_BOOK
from okoce_opt.scenario import Scenario

__all__ = ["Heading", "load_scenario", "read_heading"]


def load_scenario(path: Path) -> Scenario:
    """The scenario at `path`: a folder of plain text, a workbook, or a folder that holds exactly
    one.

    Raises `InputError` with every complaint at once, each with file, row and column.
    """
    return load(path, RULE_BOOK, GOAL_BOOK)
