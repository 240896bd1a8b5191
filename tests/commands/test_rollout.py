"""`okoce rollout init`, `history`, `show`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

KECIL = Path(__file__).parents[2] / "scenarios" / "kecil"


def test_a_year_begins_and_is_shown(okoce: Callable, tmp_path: Path) -> None:
    home = tmp_path / "tahun"
    ran = okoce("rollout", "init", home, "--scenario", KECIL, "--note", "mulai", "--json")
    assert (ran.code, ran.answer["version"]["number"]) == (0, 1)
    assert "tahun dimulai: mulai" in okoce("rollout", "history", home).out
    shown = okoce("rollout", "show", home, "--json").answer
    assert (shown["registrants"], shown["marks"]) == (12, 0)
    assert shown["version"]["digest"] == ran.answer["version"]["digest"]


def test_a_verb_that_there_is_not_is_told(okoce: Callable, tmp_path: Path) -> None:
    ran = okoce("rollout", "hstory", tmp_path)
    assert (ran.code, "Maksud Anda history?" in ran.err) == (64, True)
    assert "lihat okoce rollout --help" in okoce("rollout").err
    assert "Maksud Anda --note?" in okoce("rollout", "init", tmp_path, "--nte", "x").err
    assert okoce("rollout", "show", tmp_path).code == 2
    assert okoce("rollout", "history", "--help").out.startswith("pemakaian: okoce rollout history")
