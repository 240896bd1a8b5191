"""A rollout gives back what was committed, whatever came afterwards."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from okoce_opt.domain.attended import Attendance
from okoce_opt.io import open_scenario
from okoce_opt.rollout.difference import lists_difference
from okoce_opt.rollout.refusals import Overtaken, RolloutError
from okoce_opt.rollout.store import Rollout
from tests.rollout.year import MONDAY, NOON, SECRET, planned, secretive, some_attendance


def _begun(folder: Path) -> Rollout:
    return Rollout.init(folder / "tahun", secretive(), at=NOON)


def test_a_scenario_comes_back_with_its_people(tmp_path: Path) -> None:
    given = secretive()
    with _begun(tmp_path) as rollout:
        back = rollout.scenario(rollout.current)
    assert (back.digest, back.people, back.name) == (given.digest, given.people, "kecil")
    assert back.people["P01"].address == SECRET["alamat"]


def test_the_same_year_has_the_same_digests_whoever_is_in_it(tmp_path: Path) -> None:
    """Names, phones and notes are in no digest; the time of a version is."""
    other = secretive(nama="Lain Sekali", nik="", telepon="081200000000")
    digests = set()
    for n, (scenario, note) in enumerate([(secretive(), ""), (secretive(), "a"), (other, "b")]):
        with Rollout.init(tmp_path / str(n), scenario, note=note, at=NOON) as rollout:
            digests.add(rollout.current.digest)
    assert len(digests) == 1
    with Rollout.init(tmp_path / "later", secretive(), at=NOON + timedelta(1)) as rollout:
        assert rollout.current.digest not in digests


def test_every_version_is_as_it_was_committed(tmp_path: Path) -> None:
    with _begun(tmp_path) as rollout:
        first = rollout.current
        second = rollout.commit(what="plan", expected=first, plan=planned(), at=NOON)
        third = rollout.commit(
            what="attendance", expected=second, attendance=some_attendance(), at=NOON
        )
        renamed = rollout.scenario(third).what_if(
            pendaftar=[{"no_peserta": "P01", "nama": "Siti Yang Baru"}]
        )
        fourth = rollout.commit(what="take", expected=third, scenario=renamed, at=NOON)
    with Rollout.open(tmp_path / "tahun") as rollout:
        assert rollout.history() == (first, second, third, fourth)
        assert rollout.current == fourth
        assert [one.made_from for one in rollout.history()] == [None, 1, 2, 3]
        with pytest.raises(RolloutError, match="belum punya rencana"):
            rollout.plan(first)
        assert rollout.plan(second).plan == planned().plan
        assert not rollout.plan(second).changed
        assert rollout.plan(fourth).record["problem_digest"] == secretive().digest
        assert rollout.attendance(second) == Attendance()
        assert rollout.attendance(fourth) == some_attendance()
        assert rollout.scenario(third).people["P01"].name == SECRET["nama"]
        assert rollout.scenario(fourth).people["P01"].name == "Siti Yang Baru"
        assert rollout.scenario(fourth).people["P01"].nik == SECRET["nik"]


def test_a_draft_is_taken_back_by_the_pointer_alone(tmp_path: Path) -> None:
    with _begun(tmp_path) as rollout:
        first = rollout.current
        second = rollout.commit(what="plan", expected=first, plan=planned())
        assert rollout.undo(expected=second) == first
        assert rollout.history() == (first, second)
        again = rollout.commit(what="attendance", expected=first, attendance=some_attendance())
        assert (again.number, again.made_from, again.plan) == (3, 1, "")
        assert rollout.undo(expected=again, to=second) == second
        with pytest.raises(RolloutError, match="Tidak ada yang dapat dibatalkan"):
            rollout.undo(expected=rollout.undo(expected=second))


def test_undoing_what_was_sent_makes_a_new_revision(tmp_path: Path) -> None:
    """What an office holds stays what it was given."""
    with _begun(tmp_path) as rollout:
        second = rollout.commit(what="plan", expected=rollout.current, plan=planned())
        assert rollout.publish(second, ["K1", "K2"], MONDAY) == 1
        renamed = rollout.scenario(second).what_if(
            pendaftar=[{"no_peserta": "P01", "nama": "Siti Yang Baru"}]
        )
        third = rollout.commit(what="replan", expected=second, scenario=renamed)
        assert rollout.publish(third, ["K2"], MONDAY) == 2
        assert rollout.publish(third, ["K2"], MONDAY) == 2
        fourth = rollout.undo(expected=third)
        assert (fourth.number, fourth.made_from) == (4, 3)
        assert (fourth.scenario, fourth.plan) == (second.scenario, second.plan)
        assert rollout.scenario(fourth).people["P01"].name == SECRET["nama"]
        assert (rollout.held_by("K1"), rollout.held_by("K2")) == (second, third)
        assert rollout.held_by("K3") is None
        with pytest.raises(RolloutError, match="K2"):
            rollout.publish(second, ["K2"], MONDAY)
        assert rollout.publish(fourth, ["K1", "K2"], MONDAY) == 3
        assert rollout.revision(fourth) == 3
        assert len(rollout.publications()) == 5


def test_who_was_overtaken_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    with _begun(tmp_path) as rollout, Rollout.open(tmp_path / "tahun") as other:
        seen = other.current
        rollout.commit(what="plan", expected=rollout.current, plan=planned())
        with pytest.raises(Overtaken, match="versi 2 berlaku"):
            other.commit(what="attendance", expected=seen, attendance=some_attendance())
        with pytest.raises(Overtaken):
            other.undo(expected=seen, to=other.version(2))
        assert len(other.history()) == 2
        assert (
            other.commit(
                what="attendance", expected=other.current, attendance=some_attendance()
            ).made_from
            == 2
        )


def test_a_year_begins_whole_and_never_over_another_folder(tmp_path: Path) -> None:
    (tmp_path / "tahun").mkdir()
    with _begun(tmp_path):
        pass
    with pytest.raises(RolloutError, match="tidak kosong"):
        _begun(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tahun"]
    with pytest.raises(RolloutError, match="bukan folder rollout"):
        Rollout.open(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with _begun(tmp_path) as rollout:
        rollout.commit(what="plan", expected=rollout.current, plan=planned())
        home = tmp_path / "tahun"
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}


def test_the_trail_says_who_did_what_and_nothing_of_anybody(tmp_path: Path) -> None:
    with _begun(tmp_path) as rollout:
        second = rollout.commit(what="plan", expected=rollout.current, plan=planned(), note="ya")
        rollout.publish(second, ["K1"], MONDAY)
        steps = [(one.what, one.subject, one.current, one.note) for one in rollout.trail()]
        assert steps == [
            ("init", "1", 1, ""),
            ("plan", "2", 2, "ya"),
            ("publish", "2 r1: K1", 2, ""),
        ]
        assert rollout.version(2).note == "ya"
        told = "hub. 0812 9900 1234, NIK 3173990101900007"
        third = rollout.commit(what="plan", expected=second, plan=planned(), note=told)
        for note in (third.note, rollout.version(3).note, rollout.trail()[-1].note):
            assert note == "hub. ********1234, NIK ************0007"


def test_a_version_writes_only_the_layers_that_are_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layers that a year has already are not written anew with each version, and it reads the
    same as one that was written whole; where a layer below is taken out, the rest moves down.
    """
    saved: list[int] = []
    save = open_scenario.save_layers
    monkeypatch.setattr(
        open_scenario, "save_layers", lambda layers, *more: (saved.append(1), save(layers, *more))
    )
    with _begun(tmp_path) as rollout:
        for number in range(4):
            saved.clear()
            scenario = rollout.scenario(rollout.current)
            person = {"no_peserta": f"P{number + 2:02d}", "nama": f"Orang Lain {number}"}
            changed = scenario.what_if(name=scenario.name, pendaftar=[person])
            version = rollout.commit(what="change", expected=rollout.current, scenario=changed)
            assert saved == [1]
            again = rollout.scenario(version)
            assert (again.digest, again.people) == (changed.digest, changed.people)
        fewer = again.without(2)
        version = rollout.commit(what="change", expected=rollout.current, scenario=fewer)
        again = rollout.scenario(version)
        assert (again.digest, again.people) == (fewer.digest, fewer.people)
        assert rollout.faults() == ()


def test_what_an_edited_scenario_changes_is_said_with_both_values() -> None:
    """A deadline was moved, and "rules, levels" was all that was said of it."""
    old = secretive()
    new = old.what_if(
        name=old.name,
        rules={"deadline": {"day": "2018-01-18"}, "turns": False},
        goals={"few_sessions": {"harga": 150}},
        levels=[["most_placed"], ["few_sessions"], ["kelurahan_share", "preferred_days"]],
    )
    assert lists_difference(old, new).parts == (
        "aturan.deadline.day (2018-01-19 -> 2018-01-18)",
        "aturan.turns (ya -> tidak)",
        "sasaran.few_sessions.harga (200 -> 150)",
        "tingkat",
    )
    assert lists_difference(old, old).is_empty
