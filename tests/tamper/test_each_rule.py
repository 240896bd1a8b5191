"""For each rule a small world in which exactly that rule breaks when one cell of an exported
attendance sheet is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from okoce_opt import planning
from okoce_opt.reports.content import labels
from okoce_opt.rules import RULE_BOOK
from tests.exported import Sheet, change, small_story, written

Edit = Callable[[Sheet], Mapping[Any, object]]
XY = "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a\nY,Yanti,K1,b"
XYW = f"{XY}\nW,Wawan,K1,a"
TWO = "id,nama,maks\nP,Pelatihan,4\nZ,Perizinan,4"


def sid(activity: str, day: int, venue: str = "aula", part: str = "sehari") -> str:
    return f"{activity}|{venue}|2026-01-{day:02}|{part}"


def date_to(text: str) -> Edit:
    return lambda sheet: {sheet.head(labels.DAY): f": {text}"}


def place_to(text: str) -> Edit:
    return lambda sheet: {sheet.head(labels.PLACE): f": {text}"}


def person_to(old: str, new: str | None) -> Edit:
    return lambda sheet: {sheet.person(old): new}


def added(new: str) -> Edit:
    return lambda sheet: {sheet.blank: new}


@dataclass(frozen=True)
class Case:
    """A world, a plan that stands, one changed cell, and what is found and said."""

    rule: str
    people: str
    seats: Mapping[str, str]
    sheet: str
    edit: Edit
    says: str
    world: dict[str, Any] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
    reserves: tuple[str, ...] = ()
    mentors: Mapping[str, str] = field(default_factory=dict)
    announced: bool = False
    """Whether people know these seats already."""

    @property
    def taken(self) -> list[tuple[str, str]]:
        return [
            (person, session) for session, those in self.seats.items() for person in those.split()
        ]


CASES = {
    "a closed day": Case(
        "open_days",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        date_to("Selasa, 6 Januari 2026"),
        "2026",
        {"kalender": "tanggal,status\n2026-01-06,tutup"},
    ),
    "a hall that is closed": Case(
        "open_days",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        place_to("Balai Satu"),
        "2026",
        {"halangan": "jenis,id,dari,sampai\ntempat,balai,2026-01-05,2026-01-09"},
    ),
    "a part of the day that the activity does not use": Case(
        "open_days",
        XY,
        {sid("P", 5, part="pagi"): "X Y"},
        sid("P", 5, part="pagi"),
        lambda sheet: {sheet.head(labels.HOURS): ": 13.00 s.d. 16.00 WIB"},
        "siang",
        {"kegiatan": "id,nama,maks,bagian\nP,Pelatihan,4,pagi", "parts": ("pagi", "siang")},
    ),
    "the other group's day": Case(
        "turns",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        date_to("Selasa, 6 Januari 2026"),
        "2026",
        {"rules": ["turns"]},
    ),
    "after the deadline": Case(
        "deadline",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        date_to("Senin, 12 Januari 2026"),
        "2026",
        {"rules": ["deadline\nday = 2026-01-09"]},
    ),
    "someone of another kecamatan": Case(
        "own_kecamatan",
        f"{XY}\nL,Lina,K2,c",
        {sid("P", 5): "X Y"},
        sid("P", 5),
        person_to("Y", "L"),
        "L",
    ),
    "a counter of another kelurahan": Case(
        "own_kelurahan",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        place_to("Loket Anggrek"),
        "Y",
        {
            "tempat": "id,kecamatan,nama,kursi,kelurahan\naula,K1,Aula Satu,4,\nloket,K1,Loket "
            "Anggrek,4,Anggrek"
        },
    ),
    "two of a household that comes in turns": Case(
        "households",
        "no_peserta,nama,kecamatan,kelurahan,keluarga\nX,Xenia,K1,a,H\nY,Yanti,K1,b,H",
        {sid("P", 5): "X", sid("Z", 6, "balai"): "Y"},
        sid("Z", 6, "balai"),
        date_to("Senin, 5 Januari 2026"),
        "H",
        {"kegiatan": TWO, "keluarga": "id,cara\nH,bergantian"},
    ),
    "a weekday that does not suit": Case(
        "available_days",
        'no_peserta,kecamatan,kelurahan,hari\nX,K1,a,"senin, rabu"\nY,K1,b,',
        {sid("P", 5): "X Y"},
        sid("P", 5),
        date_to("Selasa, 6 Januari 2026"),
        "X",
    ),
    "a day on which they are away": Case(
        "available_days",
        XYW,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        person_to("Y", "W"),
        "W",
        {"halangan": "jenis,id,dari,sampai\npendaftar,W,2026-01-05,2026-01-06"},
    ),
    "a team that is on leave": Case(
        "teams",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        lambda sheet: {sheet.head(labels.TEAM): ": Tim Dua (t2)"},
        "5 Januari 2026",
        {
            "kegiatan": "id,nama,maks,tim\nP,Pelatihan,4,mitra",
            "tim": "id,jenis,nama\nt1,mitra,\nt2,mitra,Tim Dua",
            "halangan": "jenis,id,dari,sampai\ntim,t2,2026-01-05,2026-01-05",
        },
        {sid("P", 5): "t1"},
    ),
    "a pinned person is replaced": Case(
        "pinned",
        f"no_peserta,kecamatan,kelurahan,pin_P\nX,K1,a,{sid('P', 5)}\nY,K1,b,\nW,K1,a,",
        {sid("P", 5): "X Y"},
        sid("P", 5),
        person_to("X", "W"),
        "X",
    ),
    "a session told to be held is moved": Case(
        "pinned",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        date_to("Selasa, 6 Januari 2026"),
        "2026",
        {"sesi": "kegiatan,tempat,tanggal,bagian,status\nP,aula,2026-01-05,sehari,dipakai"},
    ),
    "a session told not to be held": Case(
        "pinned",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        date_to("Selasa, 6 Januari 2026"),
        "2026",
        {"sesi": "kegiatan,tempat,tanggal,bagian,status\nP,aula,2026-01-06,sehari,tidak"},
    ),
    "a mentor who has too many people": Case(
        "mentors",
        XY,
        {sid("P", 5): "X Y"},
        "",
        lambda sheet: {sheet.mentor("Y"): "Ani"},
        "2 orang",
        {
            "rules": ["mentors"],
            "tim": "id,jenis,orang,nama\nm1,pendamping,1,Ani\nm2,pendamping,9,Budi",
        },
        mentors={"X": "m1", "Y": "m2"},
    ),
    "one more than the quota": Case(
        "quota",
        XYW,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        added("W"),
        "3 kursi, paling banyak 2",
        {"jatah": "kegiatan,kecamatan,orang\nP,K1,2", "rules": ["quota"]},
    ),
    "too few days between": Case(
        "activity_order",
        XY,
        {sid("P", 5): "X Y", sid("Z", 8): "X Y"},
        sid("Z", 8),
        date_to("Selasa, 6 Januari 2026"),
        "1 < 2",
        {"kegiatan": TWO, "urutan": "kegiatan,sesudah,jeda_min\nZ,P,2"},
    ),
    "without the activity before it": Case(
        "activity_order",
        XYW,
        {sid("P", 5): "X Y", sid("Z", 8): "X Y"},
        sid("Z", 8),
        added("W"),
        "W",
        {"kegiatan": TWO, "urutan": "kegiatan,sesudah,jeda_min\nZ,P,2"},
    ),
    "twice in the same activity": Case(
        "everyone_once",
        XYW,
        {sid("P", 5): "X", sid("P", 6): "Y W"},
        sid("P", 6),
        person_to("Y", "X"),
        "X",
    ),
    "someone who has done it": Case(
        "everyone_once",
        "no_peserta,kecamatan,kelurahan,selesai_P\nX,K1,a,\nY,K1,b,\nW,K1,a,2025-12-01",
        {sid("P", 5): "X Y"},
        sid("P", 5),
        added("W"),
        "W",
    ),
    "a seat less": Case(
        "everyone_placed",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        person_to("Y", None),
        "Y",
        {"rules": ["everyone_placed"], "levels": '[["few_sessions"]]'},
    ),
    "one more than there are chairs": Case(
        "venue_capacity",
        XYW,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        added("W"),
        "3",
        {"tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,2"},
    ),
    "into a hall with fewer chairs": Case(
        "venue_capacity",
        XYW,
        {sid("P", 5): "X Y W"},
        sid("P", 5),
        place_to("Balai Satu"),
        "3",
        {"tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,3\nbalai,K1,Balai Satu,2"},
    ),
    "fewer than the activity needs": Case(
        "session_size",
        XY,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        person_to("Y", None),
        "1",
        {"kegiatan": "id,nama,min,maks\nP,Pelatihan,2,4"},
    ),
    "a person in two halls": Case(
        "one_place_one_time",
        XY,
        {sid("P", 5): "X Y", sid("Z", 6, "balai"): "X Y"},
        sid("Z", 6, "balai"),
        date_to("Senin, 5 Januari 2026"),
        "X",
        {"kegiatan": TWO},
    ),
    "two sessions in one hall": Case(
        "one_place_one_time",
        XY,
        {sid("P", 5): "X", sid("Z", 5, "balai"): "Y"},
        sid("Z", 5, "balai"),
        place_to("Aula Satu"),
        "aula",
        {"kegiatan": TWO},
    ),
    "two kecamatan on one day": Case(
        "simultaneous_phase",
        f"{XY}\nL,Lina,K2,c",
        {sid("P", 5): "X Y", sid("P", 6, "gedung"): "L"},
        sid("P", 6, "gedung"),
        date_to("Senin, 5 Januari 2026"),
        "2",
        {"rules": ["simultaneous_phase\nat_most = 1"]},
    ),
    "a second day in one week": Case(
        "meeting_days",
        XY,
        {sid("P", 5): "X", sid("P", 12): "Y"},
        sid("P", 12),
        date_to("Selasa, 6 Januari 2026"),
        "2 hari",
        {"rules": ["meeting_days\nat_most = 1"]},
    ),
    "a team out on a second day": Case(
        "team_days",
        XY,
        {sid("P", 5): "X", sid("P", 12): "Y"},
        sid("P", 12),
        date_to("Selasa, 6 Januari 2026"),
        "2 hari",
        {
            "kegiatan": "id,nama,maks,tim\nP,Pelatihan,4,mitra",
            "tim": "id,jenis,nama\nt1,mitra,Tim Satu",
            "rules": ["team_days\nat_most = 1"],
        },
        {sid("P", 5): "t1", sid("P", 12): "t1"},
    ),
    "one more than may be invited": Case(
        "venue_capacity",
        f"{XYW}\nV,Vera,K1,b",
        {sid("P", 5): "X Y W"},
        sid("P", 5),
        added("V"),
        "4 peserta untuk 3 undangan (2 kursi)",
        {
            "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,2",
            "kehadiran": "kegiatan,kecamatan,persen,luber_sekali_dari\nP,,50,4",
        },
    ),
    "a make-up before what is missed": Case(
        "make_up",
        XY,
        {sid("P", 6): "X Y"},
        sid("S", 7),
        date_to("Senin, 5 Januari 2026"),
        "1 orang diperkirakan tidak datang",
        {
            "kegiatan": "id,nama,wajib,maks,cadangan_untuk\nP,Pelatihan,ya,4,\nS,Susulan,tidak,4,P",
            "kehadiran": "kegiatan,kecamatan,persen,luber_sekali_dari\nP,Satu,50,",
            "rules": ["make_up"],
        },
        reserves=(sid("S", 7),),
    ),
    "an announced seat on another day": Case(
        "changes_per_person",
        XY,
        {sid("P", 5): "X Y", sid("Z", 8): "X Y"},
        sid("Z", 8),
        date_to("Jumat, 9 Januari 2026"),
        "X: 1 kursi",
        {"kegiatan": TWO, "rules": ["changes_per_person\nat_most = 0"]},
        announced=True,
    ),
    "two announced seats of two people": Case(
        "changes_in_all",
        XY,
        {sid("P", 5): "X Y", sid("Z", 8): "X Y"},
        sid("Z", 8),
        date_to("Jumat, 9 Januari 2026"),
        "2 kursi yang diumumkan berubah (2 orang)",
        {"kegiatan": TWO, "rules": ["changes_in_all\nat_most = 1"]},
        announced=True,
    ),
    "nobody of a kelurahan": Case(
        "every_kelurahan_present",
        XYW,
        {sid("P", 5): "X Y"},
        sid("P", 5),
        person_to("Y", "W"),
        "Kelurahan b",
        {"rules": ["every_kelurahan_present\nat_least = 1"]},
    ),
}


def test_every_rule_of_the_book_is_broken_once():
    assert {case.rule for case in CASES.values()} == {rule.kind for rule in RULE_BOOK}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_one_changed_cell_names_that_rule_and_no_other(case: Case, tmp_path: Path):
    story = small_story(tmp_path / "cerita", case.people, **case.world)
    out = written(
        story,
        case.taken,
        tmp_path / "hasil",
        old=written(story, case.taken, tmp_path / "lama") if case.announced else None,
        teams=case.teams,
        reserves=case.reserves,
        mentors=case.mentors,
    )
    (cell,) = change(out, case.sheet, case.edit)
    verdict = planning.verify(out)
    broken = [violation for violation in verdict.violations if violation.rule != "sheets_disagree"]
    others = [violation for violation in verdict.violations if violation.rule == "sheets_disagree"]
    assert {violation.rule for violation in broken} == {case.rule}
    rule = next(rule for rule in verdict.scenario.rules if rule.kind == case.rule)
    said = [rule.explain(violation).id for violation in broken]
    assert any(case.says in sentence for sentence in said), said
    sheet = cell.rpartition(" ")[0]
    # who or what is missing stands in no cell any more; the contradiction below shows where it
    # stood
    if case.rule not in ("everyone_placed", "pinned"):
        assert any(
            address.startswith(sheet) for violation in broken for address in violation.cells
        ), broken
    assert any(address.startswith(sheet) for violation in others for address in violation.cells), (
        others
    )
    assert [notice.en.split(":")[0] for notice in verdict.notices] == [
        f"daftar_hadir/{cell.split(' ')[0]}"
    ]
