"""A record that somebody edited is refused in words, whatever stands in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import FORMAT, read_record

GOOD = {
    "format": FORMAT,
    "files": [{"name": "daftar_hadir/A.xlsx", "sha256": "x"}],
    "levels": [{"goals": {"most_placed": 1}, "value": 1, "bound": 0}],
    "run": {},
}


def test_a_whole_record_is_read(tmp_path: Path) -> None:
    (tmp_path / "rencana.json").write_text(json.dumps(GOOD))
    assert read_record(tmp_path) == GOOD


@pytest.mark.parametrize(
    "change",
    [
        *({"files": other} for other in (None, {}, ["x"], [{"name": 1, "sha256": "x"}])),
        *({"files": [{"name": name, "sha256": "x"}]} for name in ("../a", "/a", "", "a\0b")),
        {"files": [{"name": "a"}]},
        *({"levels": other} for other in ({}, [1], [{}], [{"goals": {}, "value": 1}])),
        {"levels": [{"goals": {"most_placed": "1"}, "value": 1, "bound": 0}]},
        {"levels": [{"goals": [], "value": 1, "bound": 0}]},
        {"run": []},
        {"format": 99},
    ],
    ids=str,
)
def test_anything_else_is_no_plan(tmp_path: Path, change: dict[str, object]) -> None:
    """F45: a damaged file is exit 2, never a fault inside okoce."""
    (tmp_path / "rencana.json").write_text(json.dumps({**GOOD, **change}))
    with pytest.raises(PlanFilesError):
        read_record(tmp_path)


@pytest.mark.parametrize("text", ["[" * 100_000, "{", "9" * 5_000, "\x00", ""])
def test_what_is_no_json_is_no_plan(tmp_path: Path, text: str) -> None:
    (tmp_path / "rencana.json").write_text(text)
    with pytest.raises(PlanFilesError):
        read_record(tmp_path)
