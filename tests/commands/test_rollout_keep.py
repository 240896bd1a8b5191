"""`okoce rollout keep` and `forget --all`: a day until which people are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from okoce_opt.rollout.store import Rollout
from tests.rollout.test_forgetting import a_year, holding, typed_into_imports
from tests.rollout.year import secretive


def test_people_are_kept_until_a_day_and_then_all_are_forgotten(
    okoce: Callable, tmp_path: Path
) -> None:
    home = tmp_path / "tahun"
    with a_year(tmp_path) as rollout:
        typed_into_imports(tmp_path)
        people = len(rollout.everyone())
        names = {one.name for one in secretive().people.values() if len(one.name) > 5}
    assert okoce("rollout", "forget", home, "--all").code == 2
    assert okoce("rollout", "forget", home).code == 64
    assert "Belum ditentukan" in okoce("rollout", "keep", home).out
    assert okoce("rollout", "keep", home, "2999-12-31", "--json").answer["people"] == people
    early = okoce("rollout", "forget", home, "--all")
    assert (early.code, "belum lewat" in early.err) == (2, True)
    assert okoce("rollout", "check", home).err == ""
    okoce("rollout", "keep", home, "2020-12-31")
    for verb in ("check", "status"):
        assert f"Data pribadi {people} orang" in okoce("rollout", verb, home).err
    ran = okoce("rollout", "forget", home, "--all", "--json")
    assert (ran.code, ran.answer["people"], ran.answer["elsewhere"]) == (0, people, [])
    assert okoce("rollout", "status", home).err == ""
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert not [name for name in names if any(name.encode() in data for data in files)]
    assert not holding(tmp_path)
    with Rollout.open(home) as rollout:
        assert (rollout.faults(), rollout.everyone()) == ((), [])
