"""Facts of which no plan can be (a kelurahan with too few people, a household larger than any
session, a session that is told on a closed day) are wrong input to `okoce plan`; asked why, they
are answered, with ways out.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.errors import InputError, NoPlanOfIt
from okoce_opt.reasons.answer import REFUSED
from okoce_opt.reasons.why_not import why_not
from okoce_opt.verify import verify
from tests.exported import small_story

TABLES = {
    "kecamatan": "kode,nama,kelompok\nK1,Satu,1",
    "kelurahan": "kode,nama,kecamatan\na,Anggrek,K1\nb,Bambu,K1",
    "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,4",
    "kegiatan": "id,nama,maks\nP,Pelatihan,4",
}
PEOPLE = "no_peserta,kecamatan,kelurahan\n" + "\n".join(
    f"{person},K1,{'b' if person == 'H' else 'a'}" for person in "ABCDEFGH"
)
TOGETHER = "no_peserta,kecamatan,kelurahan,keluarga\n" + "\n".join(
    f"{person},K1,a,{'F1' if person in 'ABCDE' else ''}" for person in "ABCDEFGH"
)
PINNED = "no_peserta,kecamatan,kelurahan,pin_P\nA,K1,a,P|aula|2026-01-06|sehari\nB,K1,a,"
CLOSED = {"kalender": "tanggal,status\n2026-01-06,tutup"}
TOLD = {"sesi": "kegiatan,tempat,tanggal,bagian,status\nP,aula,2026-01-06,sehari,dipakai"}


def of_facts(tmp_path: Path, kind: str) -> Path:
    if kind == "kelurahan":
        rule = ["every_kelurahan_present"]
        return small_story(tmp_path / kind, PEOPLE, rules=rule, last="2026-01-09", **TABLES)
    if kind == "household":
        tables = {**TABLES, "keluarga": "id,cara\nF1,bersama"}
        return small_story(tmp_path / kind, TOGETHER, last="2026-01-09", **tables)
    if kind == "deadline":
        rule = ["deadline\nday = 2025-12-31\n"]
        return small_story(tmp_path / kind, PEOPLE, rules=rule, last="2026-01-09", **TABLES)
    people, more = (PINNED, {}) if kind == "pin" else (PEOPLE, TOLD)
    return small_story(tmp_path / kind, people, last="2026-01-09", **TABLES, **CLOSED, **more)


WANTED = {
    "kelurahan": {"every_kelurahan_present", "more_seats", "no_every_kelurahan_present"},
    "household": {"household", "more_seats"},
    "told": {"told", "open_closed_day"},
    "pin": {"pin", "open_closed_day"},
    "deadline": {"deadline", "no_deadline"},
}


@pytest.mark.parametrize("kind", WANTED)
def test_a_fact_is_answered_with_ways_out(kind: str, tmp_path: Path) -> None:
    path = of_facts(tmp_path, kind)
    with pytest.raises(NoPlanOfIt) as raised:
        planning.read_scenario(path)
    assert isinstance(pickle.loads(pickle.dumps(raised.value)), NoPlanOfIt)
    scenario = raised.value.scenario
    found = planning.why(scenario, out=tmp_path / "jalan")
    assert found.status == REFUSED
    assert {one.code for one in found.complaints} == {c.code for c in raised.value.complaints}
    ways = {way.kind: way for way in found.ways}
    assert ways.keys() >= WANTED[kind]
    for way, folder in zip(found.ways, found.folders, strict=True):
        again = planning.read_scenario(folder)
        assert not verify(again.problem, again.rules, way.plan)
    if kind == "kelurahan":
        # one person of Bambu can be in one session only, so eight sit in one
        assert (ways["more_seats"].amount, ways["more_seats"].is_least) == (4, True)


def test_the_command_answers_and_names_the_row(okoce: Callable, tmp_path: Path) -> None:
    path = of_facts(tmp_path, "kelurahan")
    done = okoce("check", path)
    assert done.code == 2
    assert f"okoce why {path}" in done.err
    assert okoce("plan", path, "--out", tmp_path / "hasil").code == 2
    done = okoce("why", path, "--lang", "en")
    assert done.code == 0
    assert "As it stands this cannot be planned" in done.out
    assert "kelurahan.csv, row 3, column nama" in done.out
    assert "where_possible false -> true" in done.out


def test_a_slip_beside_a_fact_is_wrong_input(okoce: Callable, tmp_path: Path) -> None:
    path = of_facts(tmp_path, "kelurahan")
    rows = path / "tempat.csv"
    rows.write_text(rows.read_text().replace(",4", ",empat"))
    with pytest.raises(InputError) as raised:
        planning.read_scenario(path)
    assert not isinstance(raised.value, NoPlanOfIt)
    assert okoce("why", path).code == 2


def test_where_everything_is_in_order_nothing_stands_in_the_way(tmp_path: Path) -> None:
    path = small_story(tmp_path / "baik", PEOPLE, last="2026-01-09", **TABLES)
    assert why_not(planning.read_scenario(path)).complaints == ()


def test_what_can_be_planned_is_followed_by_the_command_that_plans_it(
    okoce: Callable, tmp_path: Path
) -> None:
    """The answer ended with nothing to explain, and with nothing to do next."""
    path = small_story(tmp_path / "rapi", PEOPLE, last="2026-01-09", **TABLES)
    ran = okoce("--lang", "en", "why", path)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"Plan it: okoce plan {path} --out hasil_rapi"


def test_the_plan_is_called_like_the_scenario_wherever_it_is_asked_for(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder itself (`why .`) the plan was to be called `hasil_`, and what follows a dot in
    a name was lost.
    """
    path = small_story(tmp_path / "rapi.v2", PEOPLE, last="2026-01-09", **TABLES)
    assert okoce("why", path).out.splitlines()[-1].endswith(" --out hasil_rapi.v2")
    monkeypatch.chdir(path)
    assert okoce("why", ".").out.splitlines()[-1].endswith("plan . --out hasil_rapi.v2")
