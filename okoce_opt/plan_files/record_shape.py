"""Whether `rencana.json` is built as okoce builds it, before anything relies on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any


def is_whole(record: Mapping[str, Any]) -> bool:
    """Whether the parts of a record that are relied on everywhere are what okoce writes."""
    files, levels, run = record.get("files"), record.get("levels", []), record.get("run", {})
    return (
        isinstance(files, list)
        and all(isinstance(file, dict) and _is_below(file.get("name")) for file in files)
        and all(isinstance(file.get("sha256"), str) for file in files)
        and isinstance(levels, list)
        and all(isinstance(level, dict) and _is_level(level) for level in levels)
        and isinstance(run, dict)
    )


def _is_below(name: object) -> bool:
    """Whether a file's name leads into the folder and nowhere else."""
    if not isinstance(name, str) or not name or "\0" in name:
        return False
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _is_level(level: Mapping[str, Any]) -> bool:
    goals = level.get("goals")
    return (
        isinstance(goals, dict)
        and all(type(measure) is int for measure in goals.values())
        and type(level.get("value")) is int
        and type(level.get("bound")) is int
    )
