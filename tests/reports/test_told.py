"""Violations as a clerk reads them: names for ids, by sheet, every place once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.findings import Violation
from okoce_opt.reports.content import labels
from okoce_opt.reports.violations_in_words import grouped, in_words
from tests.exported import change, small_story, written
from tests.tamper.test_each_rule import CASES, Case

SESSION = re.compile(r"\w+\|\w+\|\d{4}-\d\d-\d\d\|\w+")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_no_rule_speaks_in_ids(case: Case, tmp_path: Path):
    story = small_story(tmp_path / "cerita", case.people, **case.world)
    out = written(
        story,
        case.taken,
        tmp_path / "hasil",
        teams=case.teams,
        reserves=case.reserves,
        mentors=case.mentors,
    )
    change(out, case.sheet, case.edit)
    verdict = planning.verify(out)
    for violation in verdict.violations:
        title, sentence = in_words(verdict.scenario, violation)
        for said in (sentence.id, sentence.en):
            assert said
            assert not SESSION.search(said), said
            assert not re.search(
                r"\b(aula|balai|gedung|K1|K2)\b|kecamatan K|Kelurahan [abc]\b|(kegiatan|activity) "
                r"[PZ]\b",
                said,
            ), said
        assert title.id


def story_of(tmp_path: Path) -> Path:
    people = "no_peserta,nama,kecamatan,kelurahan\n1,Xenia,K1,a\n2,Yanti,K1,b\n3,Lina,K2,c"
    rows = {
        "kegiatan": "id,nama,maks\nP,Pelatihan,4\nZ,Perizinan,4",
        "urutan": "kegiatan,sesudah,jeda_min\nZ,P,2",
    }
    return small_story(tmp_path / "cerita", people, rules=["every_kelurahan_present"], **rows)


@pytest.mark.parametrize(
    ("violation", "said"),
    [
        (
            Violation(
                "venue_capacity",
                "P|aula|2026-01-07|sehari",
                5,
                4,
                ("P|aula|2026-01-07|sehari",),
                ("1",),
            ),
            "Sesi Pelatihan, Rabu 7 Januari 2026, Aula Satu (sehari): 5 peserta untuk 4 kursi.",
        ),
        (
            Violation("own_kecamatan", "3", "K1", "K2", ("P|aula|2026-01-07|sehari",), ("3",)),
            "Peserta 3 (Lina) dari kecamatan Dua duduk di kecamatan Satu.",
        ),
        (
            Violation("every_kelurahan_present", "b", 0, 1, ("P|aula|2026-01-07|sehari",)),
            "Kelurahan Bakung: 0 peserta di sesi Pelatihan, Rabu 7 Januari 2026, Aula Satu "
            "(sehari), paling sedikit 1.",
        ),
        (
            Violation(
                "everyone_once",
                "1",
                2,
                1,
                ("P|aula|2026-01-07|sehari", "P|aula|2026-01-08|sehari"),
                ("1",),
            ),
            "Peserta 1 (Xenia): 2 kursi dalam kegiatan Pelatihan, boleh 1.",
        ),
        (
            Violation(
                "pinned",
                "P|aula|2026-01-07|sehari",
                "2",
                "pin",
                ("P|aula|2026-01-07|sehari",),
                ("2",),
            ),
            "Peserta 2 (Yanti) ",
        ),
        (Violation("open_days", "ngawur", "", "", ("ngawur",)), "Sesi ngawur tidak mungkin ada"),
    ],
)
def test_names_stand_for_ids(violation: Violation, said: str, tmp_path: Path):
    scenario = planning.read_scenario(story_of(tmp_path))
    assert in_words(scenario, violation)[1].id.startswith(said)


def test_a_changed_date_is_told_once_for_all_its_people(tmp_path: Path):
    story = story_of(tmp_path)
    first, second = "P|aula|2026-01-05|sehari", "Z|aula|2026-01-08|sehari"
    out = written(story, [(p, s) for p in "12" for s in (first, second)], tmp_path / "hasil")
    change(out, second, lambda sheet: {sheet.head(labels.DAY): ": Selasa, 6 Januari 2026"})
    verdict = planning.verify(out)
    groups = grouped(verdict.violations)
    assert next(iter(groups)) == "DaftarHadir_Satu.xlsx [02 Perizinan 08-01]"
    told = [in_words(verdict.scenario, v)[1].id for those in groups.values() for v, _ in those]
    assert len(told) == len(set(told))
    orders = [sentence for sentence in told if "jeda" in sentence]
    assert orders == [
        "Peserta 1 (Xenia) dan 1 orang lain, sesi Perizinan, Selasa 6 Januari 2026, Aula Satu "
        "(sehari): "
        "Selasa, 6 Januari 2026, sedangkan Pelatihan selesai Senin, 5 Januari 2026 (jeda 1 < 2 "
        "hari)."
    ]
    for heading, those in groups.items():
        places = [place for _, places in those for place in places.id.split("; ") if place]
        assert len(places) == len(set(places)), heading


def test_those_who_cannot_be_added_any_more_are_told_once(tmp_path: Path):
    scenario = planning.read_scenario(story_of(tmp_path))
    session = "P|aula|2026-01-07|sehari"
    broken = [Violation("pinned", session, date(2026, 1, 7), "past", (session,))]
    broken += [
        Violation("pinned", session, person, "past", (session,), (person,)) for person in "123"
    ]
    where = "Session Pelatihan, Wednesday 7 January 2026, Aula Satu (sehari) is past"
    assert [
        in_words(scenario, v)[1].en for those in grouped(broken).values() for v, _ in those
    ] == [
        f"{where} and cannot be added.",
        f"{where}; 1 (Xenia) and 2 others cannot be added.",
    ]


def test_cells_under_their_sheet_are_short_and_many_are_counted():
    sheet = "DaftarHadir_Satu.xlsx [01 Pelatihan 05-01]"
    one = Violation("x", "s", cells=(f"{sheet} C8", "penempatan.csv baris 7"))
    many = Violation("y", "s", cells=tuple(f"{sheet} B{n}" for n in range(20, 27)))
    nowhere = Violation("z", "s")
    groups = grouped([one, many, nowhere])
    assert list(groups) == ["", sheet]
    assert [places.en for _, places in groups[sheet]] == [
        "C8; penempatan.csv baris 7",
        "B20; B21; B22; B23; 3 cells more",
    ]
