"""`okoce why S --from D`: the problem that `okoce plan S --from D` would plan, with its past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.sessions import session_id
from okoce_opt.reasons.levers_of_kept_seats import levers_of_kept_seats
from tests.conftest import Ran
from tests.exported import small_story, written
from tests.hands import day

PEOPLE = "no_peserta,kecamatan,kelurahan\n" + "\n".join(f"{p},K1,a" for p in "ABCDEF")
TABLES = {
    "kecamatan": "kode,nama,kelompok\nK1,Satu,1",
    "kelurahan": "kode,nama,kecamatan\na,Anggrek,K1",
    "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,2",
    "kegiatan": "id,nama,maks\nP,Pelatihan,2",
}


@pytest.fixture
def changed(tmp_path: Path) -> tuple[Path, Path]:
    """Four have come on Monday and Tuesday; two were announced for Friday, and now the programme
    ends on Wednesday, when the hall is painted.
    """
    old = small_story(tmp_path / "lama", PEOPLE, last="2026-01-09", **TABLES)
    seats = [
        (PersonId(p), session_id("P", "aula", day(on), "sehari"))
        for p, on in zip("ABCDEF", "556699", strict=True)
    ]
    plan = written(old, seats, tmp_path / "hasil")
    closed = "jenis,id,dari,sampai,alasan\ntempat,aula,2026-01-07,2026-01-07,dicat"
    now = small_story(tmp_path / "baru", PEOPLE, last="2026-01-07", halangan=closed, **TABLES)
    toml = now / "scenario.toml"
    toml.write_text(toml.read_text().replace("selesai", "hari_ini = 2026-01-07\nselesai", 1))
    return now, plan


def test_why_knows_of_the_change(
    okoce: Callable[..., Ran], changed: tuple[Path, Path], tmp_path: Path
) -> None:
    """It answered of six people left over, of another problem than the one planned next."""
    now, plan = changed
    ran = okoce("--json", "why", now, "--from", plan, "--out", tmp_path / "jalan")
    assert ran.code == 0, ran.err
    assert ran.answer["left_over"] == {"found": 2, "proved": 2}
    (cause,) = ran.answer["causes"]
    assert (cause["at_least"], cause["at_most"]) == (2, 2)
    folders = ran.answer["folders"]
    assert len(folders) == 3
    # each way is planned as a change of the same plan
    ran = okoce("why", now, "--from", plan, "--out", tmp_path / "lagi")
    lines = [line for line in ran.out.splitlines() if "okoce plan" in line]
    assert len(lines) == 3
    assert all(f"--from {plan}" in line for line in lines)


def test_tables_of_a_change_can_be_replaced(changed: tuple[Path, Path]) -> None:
    """Sessions ahead follow from the tables, what has been held stays: in Python, asking what
    helps ended in a ValueError.
    """
    now, plan = changed
    problem = planning.read_scenario(now, plan).problem
    held = {sid for sid, told in problem.told.items() if told}
    assert problem.sessions.keys() == held
    opened = replace(problem, obstacles=())
    assert opened.sessions.keys() - held == {session_id("P", "aula", day("7"), "sehari")}
    fewer = {vid: replace(hall, seats=1) for vid, hall in opened.venues.items()}
    seats = {sid: session.seats for sid, session in replace(opened, venues=fewer).sessions.items()}
    assert {seats.pop(sid) for sid in held} == {2}
    assert set(seats.values()) == {1}


ONE_OF_BAKUNG = {"kelurahan": "kode,nama,kecamatan\na,Anggrek,K1\nb,Bakung,K1"}
OF_TWO = PEOPLE.replace("F,K1,a", "F,K1,b")


def kelurahan_too_small(folder: Path) -> tuple[Path, str]:
    rule = ["every_kelurahan_present"]
    tables = {**TABLES, **ONE_OF_BAKUNG}
    return small_story(folder, OF_TWO, rules=rule, last="2026-01-09", **tables), "kelurahan.csv"


def household_too_large(folder: Path) -> tuple[Path, str]:
    head, *rows = PEOPLE.split("\n")
    people = "\n".join([f"{head},keluarga", *(f"{row},{'F1' * (row < 'D')}" for row in rows)])
    tables = {**TABLES, "keluarga": "id,cara\nF1,bersama"}
    return small_story(folder, people, last="2026-01-09", **tables), "keluarga.csv"


def pin_on_a_closed_day(folder: Path) -> tuple[Path, str]:
    head, one, *rows = PEOPLE.split("\n")
    pinned = [f"{head},pin_P", f"{one},P|aula|2026-01-08|sehari", *(f"{row}," for row in rows)]
    closed = "tanggal,status\n2026-01-08,tutup"
    tables = {**TABLES, "kalender": closed}
    path = small_story(folder, "\n".join(pinned), last="2026-01-09", **tables)
    return path, "pendaftar.csv"


def deadline_before_the_start(folder: Path) -> tuple[Path, str]:
    rule = ["deadline\nday = 2025-12-31\n"]
    return small_story(folder, PEOPLE, rules=rule, last="2026-01-09", **TABLES), "scenario.toml"


FACTS = (
    kelurahan_too_small,
    household_too_large,
    pin_on_a_closed_day,
    deadline_before_the_start,
)


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.__name__)
def test_facts_of_a_change_are_answered(
    facts: Callable[[Path], tuple[Path, str]],
    okoce: Callable[..., Ran],
    changed: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    """With --from it was wrong input (2), without it an answer."""
    _, plan = changed
    path, file = facts(tmp_path / "fakta")
    ran = okoce("plan", path, "--from", plan, "--out", tmp_path / "hasil_baru")
    assert ran.code == 2
    assert f"okoce why {path} --from {plan}" in ran.err
    ran = okoce("--json", "why", path, "--from", plan, "--out", tmp_path / "jalan")
    assert ran.code == 0, ran.err
    assert ran.answer["outcome"] == "refused"
    assert file in {one["file"] for one in ran.answer["complaints"]}
    assert len(ran.answer["folders"]) >= 2
    assert not any("<" in one["advice"] for one in ran.answer["complaints"])
    # each way is read as a change of the same plan
    for folder in ran.answer["folders"]:
        planning.read_scenario(folder, plan)


def test_seats_that_never_change_are_named_and_no_way_out_lifts_them(
    okoce: Callable[..., Ran], changed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Four to a session now, and two were announced for each: to empty the pin of a seat that table
    ubah keeps was offered as a way out, and ended in an internal error when it was written.
    """
    _, plan = changed
    fewer = {"tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,4"}
    larger = {"kegiatan": "id,nama,min,maks\nP,Pelatihan,4,4"}
    kept = "keadaan,dalam_hari,boleh\ndiumumkan,,tidak"
    tables = {**TABLES, **fewer, **larger, "ubah": kept}
    tables |= {"levels": '[["few_sessions"]]'}
    now = small_story(
        tmp_path / "ubah", PEOPLE, rules=["everyone_placed"], last="2026-01-09", **tables
    )
    ran = okoce("--json", "why", now, "--from", plan, "--out", tmp_path / "jalan", "--lang", "en")
    assert ran.code == 0, ran.err
    kinds = {way["kind"] for way in ran.answer["ways"]}
    assert "least_size" in kinds
    assert not any("pin" in kind.split("_and_") for kind in kinds)
    for folder in ran.answer["folders"]:
        planning.read_scenario(folder, plan)
    said = "\n".join(item["words"] for item in ran.answer["items"])
    assert "pinned" not in said


def test_seats_that_never_change_may_where_a_rule_forces_it(
    okoce: Callable[..., Ran], changed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Two were announced for each day, and now the hall has one seat: only a larger hall was a way
    out. The row of table ubah is named as the planner can find it.
    """
    _, plan = changed
    head, *rows = PEOPLE.split("\n")
    pins = ["P|aula|2026-01-05|sehari", *[""] * 5]
    people = [f"{head},pin_P", *(f"{row},{pin}" for row, pin in zip(rows, pins, strict=True))]
    kept = "keadaan,dalam_hari,boleh\ndiumumkan,7,tidak\ndiumumkan,,tidak"
    one = {"tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,1", "ubah": kept}
    tables = {**TABLES, **one, "levels": '[["few_sessions"]]'}
    now = small_story(
        *(tmp_path / "ubah", "\n".join(people)),
        **{"rules": ["everyone_placed"], "last": "2026-01-16", **tables},
    )
    ran = okoce("--json", "why", now, "--from", plan, "--out", tmp_path / "jalan", "--lang", "en")
    assert ran.code == 0, ran.err
    assert any(item["where"] == "ubah.csv row 2, column boleh" for item in ran.answer["items"])
    (way,) = (way for way in ran.answer["ways"] if way["kind"] == "may_change")
    said = "seats that have been announced for the next 7 days may move where a rule forces it"
    assert way["words"] == f"{said} (ubah: boleh = terpaksa)"
    # the seat that the list itself pins stays where it is
    scenario = planning.read_scenario(now, plan)
    (lever,) = (one for one in levers_of_kept_seats(scenario.problem) if one.parts == 1)
    tried = lever.change(1).tried(scenario.instance).problem
    (folder,) = (Path(f) for f in ran.answer["folders"] if f.endswith("may_change"))
    written = planning.read_scenario(folder, plan).problem
    assert written.registrants == tried.registrants
    assert [one.id for one in written.registrants.values() if one.pins] == ["A"]
