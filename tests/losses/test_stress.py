"""`okoce stress`: what breaks a plan is named with its place, a spare day or hall that mends it is
offered, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from okoce_opt import PlanFilesError
from okoce_opt.losses.loss import DAY, HALL
from okoce_opt.losses.sheet import write_stress
from okoce_opt.losses.stressing import stress
from okoce_opt.losses.survival import BREAKS, SURVIVES, UNTOUCHED
from okoce_opt.plan_files.record import read_plan
from tests.exported import small_story, written

DAYS = [f"2026-01-{n:02}" for n in (5, 6, 7)]
RULES = ("everyone_placed",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three days. Satu has one hall of four seats and twelve people: each of its days is needed.
    Dua has four people, and two days to spare.
    """
    people = ["no_peserta,kecamatan,kelurahan"]
    people += [f"A{n:02},K1,a" for n in range(12)] + [f"B{n},K2,c" for n in range(4)]
    halls = "id,kecamatan,nama,kursi\naula,K1,Aula Satu,4\ngedung,K2,Gedung Dua,4"
    story = small_story(
        tmp_path / "cerita",
        "\n".join(people),
        rules=RULES,
        last=DAYS[-1],
        levels='[["few_sessions"]]',
        tempat=halls,
    )
    seats = [(f"A{n:02}", f"P|aula|{DAYS[n // 4]}|sehari") for n in range(12)]
    seats += [(f"B{n}", f"P|gedung|{DAYS[0]}|sehari") for n in range(4)]
    return written(story, seats, tmp_path / "hasil")


def test_each_day_and_hall_is_asked_and_what_breaks_is_said_where(folder: Path) -> None:
    found = stress(folder)
    assert [(one.status, one.where) for _, one in found.of(DAY)] == [(BREAKS, ("K1",))] * 3
    halls = {loss.obstacles[0].id: one.status for loss, one in found.of(HALL)}
    # a week is all there is
    assert halls == {"aula": BREAKS, "gedung": BREAKS}
    assert found.settled
    more = {one.where: (one.survives, one.breaks) for one in found.growth}
    assert more[("K1",)] == (0, 1)
    assert more[("K2",)] == (100, None)
    said = "\n".join(line.en for line in found.lines())
    assert "First to break it: 5 January 2026, in Satu." in said


def test_the_cheapest_insurance_is_solved_again_and_covers_every_lost_day(folder: Path) -> None:
    found = stress(folder)
    against_days = [one for kind, one in found.insurances if kind == DAY]
    assert {one.kind for one in against_days} >= {"later_end", "another_hall"}
    assert [(one.covered, one.asked) for one in against_days if one.kind == "another_hall"] == [
        (3, 3)
    ]


def test_a_day_on_which_nothing_is_held_is_no_loss(tmp_path: Path) -> None:
    people = "no_peserta,kecamatan,kelurahan\nX,K1,a"
    story = small_story(
        tmp_path / "cerita", people, rules=RULES, last=DAYS[1], levels='[["few_sessions"]]'
    )
    folder = written(story, [("X", f"P|aula|{DAYS[0]}|sehari")], tmp_path / "hasil")
    first, second = (one for _, one in stress(folder).of(DAY))
    assert (first.status, second.status) == (SURVIVES, SURVIVES)
    assert second.how == UNTOUCHED != first.how


def test_a_run_that_was_stopped_goes_on_and_comes_to_the_same(folder: Path, tmp_path: Path) -> None:
    whole, kept = stress(folder), tmp_path / "uji.jsonl"
    stress(folder, kept=kept)
    lines = kept.read_text(encoding="utf-8").splitlines(keepends=True)
    # killed after two answers, while it wrote the third
    kept.write_text("".join(lines[:3]) + lines[3][:9], encoding="utf-8")
    asked: list[str] = []
    again = stress(folder, kept=kept, tell=lambda said: asked.append(said.en))
    assert [line.en for line in again.lines()] == [line.en for line in whole.lines()]
    for found, name in ((whole, "a.xlsx"), (again, "b.xlsx")):
        write_stress(found, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_answers_about_another_plan_are_refused(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "uji.jsonl"
    kept.write_text(json.dumps({"plan": "another"}) + "\n", encoding="utf-8")
    with pytest.raises(PlanFilesError, match="rencana lain"):
        stress(folder, kept=kept)


def test_when_time_is_up_it_says_how_much_was_not_asked(folder: Path) -> None:
    found = stress(folder, time_limit=1e-6)
    assert found.unasked
    assert not found.settled
    assert "were not asked" in [*found.lines()][-1].en


def test_once_a_programme_has_begun_only_what_is_to_come_insures(folder: Path) -> None:
    """It is the morning of the second day: the first has been held and cannot be lost, and a spare
    day or hall from now on still helps.
    """
    story = Path(shutil.copytree(folder.parent / "cerita", folder.parent / "selasa"))
    toml = story / "scenario.toml"
    said = toml.read_text(encoding="utf-8")
    toml.write_text(said.replace("selesai", f"hari_ini = {DAYS[1]}\nselesai", 1), encoding="utf-8")
    seats = read_plan(folder).plan.seats
    found = stress(written(story, seats, folder.parent / "hasil_selasa", old=folder))
    assert [loss.obstacles[0].first.isoformat() for loss, _ in found.of(DAY)] == DAYS[1:]
    assert {one.status for _, one in found.of(DAY)} == {BREAKS}
    against_days = {one.kind: one for kind, one in found.insurances if kind == DAY}
    assert against_days.keys() >= {"later_end", "another_hall"}
    assert all(one.covered == one.asked == 2 for one in against_days.values())
    opened = against_days["another_hall"].change.tables["tempat"]
    assert [row["kecamatan"] for row in opened] == ["K1"]
