"""Every kind of change, in whole or in part, is written as it was tried, also where tables name
places instead of giving their codes.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from okoce_opt import Scenario, planning
from okoce_opt.reasons.levers import Lever, Scope
from okoce_opt.reasons.ways import all_levers
from okoce_opt.scenario import digest_of
from tests.reasons.stories import MONDAY, plain


def promised() -> Scenario:
    """Two kecamatan, called by their names; quotas that are to be reached, two households, two
    pins of one person, a series of the city, halls that are closed.
    """
    story = plain("janji", 2, 8, 4, 8)
    names = {"K1": "Kecamatan K1", "K2": "Kecamatan K2"}
    people = story.tables["pendaftar"]
    for row in people:
        row |= {"kecamatan": names[row["kecamatan"]], "kelurahan": f"Desa {row['kelurahan'][:2]} a"}
    for row, home in zip(people, ["F1", "F1", "F2", "F2"], strict=False):
        row["keluarga"] = home
    people[5] |= {f"pin_{a}": f"{a}|aula-K1|2026-01-0{d}|sehari" for a, d in (("P", 7), ("Z", 9))}
    for row in story.tables["tempat"]:
        row |= {"kecamatan": names[row["kecamatan"]], "kegiatan": "P, Z"}
    story.tables |= {
        "keluarga": [{"id": "F1", "cara": "bersama"}, {"id": "F2", "cara": "bergantian"}],
        "jatah": [
            {"kegiatan": "P", "kecamatan": names[k], "kelurahan": f"Desa {k} a", "orang": 3}
            for k in names
        ],
        "sesi": [
            {"kegiatan": "B", "tempat": "balai", "tanggal": day, "bagian": "sehari", "status": said}
            for day, said in ((MONDAY, "dipakai"), (MONDAY + timedelta(1), "tidak"))
        ]
        + [
            {
                "kegiatan": "P",
                "tempat": "aula-K1",
                "tanggal": day,
                "bagian": "sehari",
                "status": "tidak",
            }
            for day in (MONDAY + timedelta(7), MONDAY + timedelta(8))
        ],
        "halangan": [
            {"jenis": "tempat", "id": f"aula-{k}", "dari": MONDAY, "sampai": MONDAY + timedelta(1)}
            for k in names
        ],
    }
    story.tables["kegiatan"].append(
        {"id": "B", "nama": "Expo", "min": 1, "maks": 9, "lingkup": "kota", "hanya_sesi": "ya"}
    )
    hall = {"id": "balai", "kecamatan": "", "nama": "Balai", "kursi": 9, "kegiatan": "B"}
    story.tables["tempat"].append(hall)
    story.rules = {"quota": {"at_least": True}, "simultaneous_phase": {"at_most": 1}}
    story.levels = ["most_placed"]
    return story.made()


WANTED = {"household", "pin", "quota", "smaller_quota", "another_date", "told", "hall_there"}


def test_each_change_is_written_as_it_was_tried(tmp_path: Path) -> None:
    """A household whose row was taken away was still named by its people, and a quota by codes
    stood beside the same by names: `why --out` ended with a complaint about its own folder.
    """
    scenario = planning.read_scenario(promised().save(tmp_path / "dasar"))
    scope = Scope.of(scenario.problem, (), frozenset({"K1-0005"}))
    levers = all_levers(scenario.instance, scope)
    assert {lever.kind for lever in levers} >= WANTED
    seen: set[tuple[str, int]] = set()
    for lever in levers:
        those: list[Lever] = [lever]
        if lever.of_parts is not None:
            those.append(lever.of_parts([lever.parts - 1]))
        for one in those:
            if (lever.kind, one.parts) not in seen:
                seen.add((lever.kind, one.parts))
                change = one.change(1)
                changed = change.tried(scenario.instance)
                written = scenario.what_if(**change.given(scenario.rules))
                assert written.digest == digest_of(changed, scenario.draw_seed), one.words(1).en
    assert ("more_seats", 3) in seen
