"""Rows of the sheet `perubahan`: what each changes in the scenario, and what is said of a faulty
one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from okoce_opt import planning
from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import session_name
from okoce_opt.errors import InputError
from okoce_opt.io import OpenScenario, load_scenario
from okoce_opt.options import Options
from okoce_opt.replanning.numbers import next_number
from okoce_opt.replanning.pins import let_go_words, pins_let_go
from okoce_opt.replanning.rows import Change, change_said, change_words, read_changes
from okoce_opt.replanning.today import next_scenario, scenario_today, with_changes
from tests.exported import small_story

CAME = Presence.CAME
MONDAY, THURSDAY = "P|aula|2026-01-05|sehari", "P|aula|2026-01-08|sehari"
PLAN = Plan.of(
    [
        (PersonId("X"), SessionId(MONDAY)),
        (PersonId("Y"), SessionId(THURSDAY)),
        (PersonId("V"), SessionId("P|gedung|2026-01-09|sehari")),
    ]
)
TODAY = date(2026, 1, 7)


@pytest.fixture
def scenario(tmp_path: Path) -> OpenScenario:
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K1,a\nV,K2,c",
        kalender="tanggal,status,golongan\n2026-01-12,tutup,libur nasional",
        tim="id,jenis\nT1,guru",
    )
    return load_scenario(story)


def after(scenario: OpenScenario, *changes: Change) -> OpenScenario:
    return scenario_today(scenario, PLAN, Attendance(), changes, TODAY)


def test_people_come_and_go(scenario: OpenScenario) -> None:
    made = after(
        scenario,
        Change("mundur", "X", reason="bekerja"),
        Change("pindah", "Y", before="Anggrek", after="Dua / Cempaka"),
        Change("daftar", "W", before="30/12/2025", after="b", name="Wati"),
        Change("berhalangan", "V", before="2026-01-09", after="2026-01-12", reason="sakit"),
    ).problem
    assert list(made.registrants) == ["V", "W", "Y"]
    assert made.registrants[PersonId("Y")].kecamatan == "K2"
    late = made.registrants[PersonId("W")]
    assert (late.kelurahan, late.registered) == ("b", date(2025, 12, 30))
    assert made.obstacles == (
        Obstacle("pendaftar", "V", date(2026, 1, 9), date(2026, 1, 12), "sakit"),
    )


def test_what_is_written_of_somebody_goes_with_them(tmp_path: Path) -> None:
    """Rows of `halangan` and `perjalanan` that lead to nobody were refused."""
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K1,a",
        halangan="jenis,id,dari,sampai\npendaftar,X,2026-01-05,2026-01-06\n"
        "pendaftar,Y,2026-01-05,2026-01-06",
        perjalanan="dari,tempat,harga\nX,aula,3\nY,aula,4",
    )
    made = after(load_scenario(story), Change("meninggal", "X")).problem
    assert [obstacle.id for obstacle in made.obstacles] == ["Y"]
    assert [fare.origin for fare in made.fares] == ["Y"]


def test_days_halls_and_teams(scenario: OpenScenario) -> None:
    made = after(
        scenario,
        Change("libur pindah", before=date(2026, 1, 12), after=date(2026, 1, 13)),
        Change("libur", before="14 Januari 2026", after="15-1-2026", reason="banjir"),
        Change("tempat tutup", "aula", before="2026-01-08"),
        Change("tim tidak ada", "T1", before="2026-01-08", after="2026-01-16"),
    ).problem
    assert [made.calendar.is_open(date(2026, 1, n)) for n in range(12, 17)] == [
        *(True, False, False, False),
        True,
    ]
    assert [(o.kind, o.id, o.last.day) for o in made.obstacles] == [
        ("tempat", "aula", 8),
        ("tim", "T1", 16),
    ]


def test_a_session_called_off_this_morning_and_one_that_was(scenario: OpenScenario) -> None:
    """What is to come is told not to be held; of what should have been, everybody needs it."""
    made = after(
        scenario, Change("batal", "aula", before="2026-01-08"), Change("batal", MONDAY)
    ).problem
    assert made.told == {THURSDAY: False}
    assert made.registrants[PersonId("X")].missed == (("P", date(2026, 1, 5)),)


def test_a_session_of_last_week_is_called_off_though_nothing_was_planned_since(
    scenario: OpenScenario,
) -> None:
    """It was refused (`absen_P` is before hari_ini), with rows of a table that no planner has."""
    made = with_changes(scenario, PLAN, [Change("batal", MONDAY)], TODAY).problem
    assert made.registrants[PersonId("X")].missed == (("P", date(2026, 1, 5)),)
    assert made.today == TODAY
    ahead = with_changes(scenario, PLAN, [Change("batal", THURSDAY)], TODAY).problem
    assert ahead.today is None


PINNED = "no_peserta,kecamatan,kelurahan,pin_P\nX,K1,a,P|aula|2026-01-08|sehari\nY,K1,a,"


@pytest.mark.parametrize(
    "change",
    [
        Change("tempat tutup", "aula", before="2026-01-08"),
        Change("berhalangan", "X", before="2026-01-08"),
        Change("libur", before="2026-01-08"),
        Change("batal", THURSDAY),
    ],
    ids=str,
)
def test_a_seat_fixed_by_hand_gives_way_to_what_happens(tmp_path: Path, change: Change) -> None:
    """Rosters were edited by hand, which pins their people; since then every change of that day was
    refused, and the year stood still.
    """
    pinned = load_scenario(small_story(tmp_path / "cerita", PINNED))
    plan = Plan.of([(PersonId("X"), SessionId(THURSDAY))])
    made = with_changes(pinned, plan, [change], TODAY)
    assert pins_let_go(pinned.problem, made.problem) == [("X", THURSDAY)]
    other = with_changes(pinned, plan, [Change("mundur", "Y")], TODAY)
    assert pins_let_go(pinned.problem, other.problem) == []


@pytest.mark.parametrize(
    ("column", "pin", "gap", "goes"),
    [
        # P can be made up on the 7th or the 8th at the earliest, and Z comes three days later
        ("pin_Z", "Z|aula|2026-01-09|sehari", 3, True),
        ("pin_Z", "Z|aula|2026-01-09|sehari", 1, False),
        # a seat in which it is made up stays
        ("pin_P", THURSDAY, 1, False),
    ],
)
def test_who_stays_away_is_fixed_in_nothing_that_cannot_come_after(
    tmp_path: Path, column: str, pin: str, gap: int, goes: bool
) -> None:
    """X missed P on the 5th: "impossible" was all that was said of a seat in Z that is fixed; and
    seats that could stay were let go.
    """
    people = f"no_peserta,kecamatan,kelurahan,{column}\nX,K1,a,{pin}\nY,K1,a,"
    tables = {
        "kegiatan": "id,nama,wajib,maks\nP,Pelatihan,ya,60\nZ,Perizinan,ya,60",
        "urutan": f"kegiatan,sesudah,jeda_min\nZ,P,{gap}",
    }
    pinned = load_scenario(small_story(tmp_path / "cerita", people, **tables))
    missed = Mark(PersonId("X"), SessionId(MONDAY), date(2026, 1, 5), Presence.MISSED, "lembar")
    back = Attendance.of([missed], [(SessionId(MONDAY), date(2026, 1, 5))])
    plan = Plan.of([(PersonId("X"), SessionId(MONDAY)), (PersonId("Y"), SessionId(MONDAY))])
    made = scenario_today(pinned, plan, back, (), TODAY)
    assert pins_let_go(pinned.problem, made.problem) == ([("X", pin)] if goes else [])
    if goes:
        told = let_go_words(made.problem, PersonId("X"), SessionId(pin))
        assert "they stayed away from Pelatihan on Monday, 5 January 2026" in told.en
        assert "ia tidak hadir di Pelatihan pada Senin, 5 Januari 2026" in told.id


def test_a_team_away_where_there_are_none(tmp_path: Path) -> None:
    """Only "the id of a team" was said, which nobody can find."""
    story = small_story(tmp_path / "cerita", "no_peserta,kecamatan,kelurahan\nX,K1,a")
    with pytest.raises(InputError) as refused:
        after(load_scenario(story), Change("tim tidak ada", "T1", before="2026-01-08"))
    (complaint,) = refused.value.complaints
    assert "none at all" in complaint.advice.en


def test_every_fault_is_told_with_its_cell(scenario: OpenScenario) -> None:
    rows = [
        Change("mundur", "Q", row=2),
        Change("pindah", "X", before="Bakung", after="Cempka", row=3),
        Change("tempat tutup", "aule", before="32/1/2026", row=4),
        Change("libur", before="2026-01-14", after="2026-01-13", row=5),
        Change("libur pindah", before="2026-01-13", after="2027-01-13", row=6),
        Change("batal", "aula", before="2026-01-09", row=7),
        Change("daftar", "X", after="Anggrek", row=8),
        Change("tim tidak ada", "T1", row=9),
    ]
    with pytest.raises(InputError) as refused:
        after(scenario, *rows)
    found = [(c.row, c.column, c.found) for c in refused.value.complaints]
    assert found == [
        (2, "siapa", "Q"),
        (3, "dari", "Bakung"),
        (3, "ke", "Cempka"),
        (4, "dari", "32/1/2026"),
        (4, "siapa", "aule"),
        (5, "ke", "2026-01-13"),
        (6, "ke", "2027-01-13"),
        (7, "dari", "2026-01-09"),
        (8, "siapa", "X"),
        (9, "dari", ""),
    ]
    assert "Cempaka" in refused.value.complaints[2].advice.id
    assert "aula" in refused.value.complaints[4].advice.en


def test_the_sheet_is_read_however_it_is_headed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Perubahan"
    sheet.append(["Perubahan bulan Januari"])
    sheet.append(["Apa", "Siapa", "Dari", "Sampai", "Alasan", "_catatan"])
    sheet.append(["mundur", "P00012", None, None, "bekerja", "lewat telepon"])
    sheet.append(["tempat tutup", "aula", date(2026, 1, 8), date(2026, 1, 9), None, None])
    book.save(tmp_path / "minggu_2.xlsx")
    (tmp_path / "minggu_2.csv").write_text(
        "what;who;from;to;reason\nwithdrawn;P00012;;;bekerja\nhall closed;aula;8/1/2026;9/1/2026;\n"
    )
    one, other = (read_changes(tmp_path / f"minggu_2.{kind}") for kind in ("xlsx", "csv"))
    assert [(c.what, c.who, c.reason, c.row) for c in one] == [
        ("mundur", "P00012", "bekerja", 3),
        ("tempat tutup", "aula", "", 4),
    ]
    assert [(c.what, c.who, c.reason) for c in other] == [
        ("mundur", "P00012", "bekerja"),
        ("tempat tutup", "aula", ""),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("apa,siapa\nmundr,X\n,Y\n", [(2, "apa", "mundr"), (3, "apa", "")]),
        ("siapa\nX\n", [(1, "apa", "")]),
    ],
)
def test_words_that_are_no_change(
    tmp_path: Path, text: str, found: list[tuple[int, str, str]]
) -> None:
    (tmp_path / "p.csv").write_text(text)
    with pytest.raises(InputError) as refused:
        read_changes(tmp_path / "p.csv")
    assert [(c.row, c.column, c.found) for c in refused.value.complaints] == found
    assert {c.file for c in refused.value.complaints} == {"p.csv"}


def test_a_command_says_the_same(scenario: OpenScenario) -> None:
    typed = change_said("withdrawn", "X", reason="bekerja")
    assert after(scenario, typed).digest == after(scenario, Change("mundur", "X")).digest
    with pytest.raises(InputError):
        change_said("mengundurkan")


def test_rows_of_one_file_see_one_another(scenario: OpenScenario) -> None:
    """A holiday that is new moves on, somebody who is new moves house or withdraws again."""
    made = after(
        scenario,
        Change("libur", before="2026-01-13"),
        Change("libur pindah", before="2026-01-13", after="2026-01-14"),
        Change("libur pindah", before="2026-01-14", after="2026-01-15"),
        Change("daftar", "W", after="a"),
        Change("pindah", "W", before="Anggrek", after="c"),
        Change("daftar", "U", after="a"),
        Change("berhalangan", "U", before="2026-01-09"),
        Change("mundur", "u"),
        Change("mundur", "X"),
        Change("daftar", "X", after="b"),
    ).problem
    is_open = [made.calendar.is_open(date(2026, 1, n)) for n in (13, 14, 15)]
    assert is_open == [True, True, False]
    assert {who: one.kelurahan for who, one in made.registrants.items()} == {
        **{"V": "c", "W": "c", "X": "b", "Y": "a"}
    }
    assert made.obstacles == ()


def test_what_a_row_above_has_ended_is_no_more(scenario: OpenScenario) -> None:
    with pytest.raises(InputError) as raised:
        after(
            scenario,
            Change("mundur", "X", row=2),
            Change("pindah", "X", after="b", row=3),
            Change("libur pindah", before="2026-01-12", after="2026-01-13", row=4),
            Change("libur pindah", before="2026-01-12", after="2026-01-14", row=5),
        )
    assert [one.row for one in raised.value.complaints] == [3, 5]


def test_a_missed_turn_is_lost_or_pushes_the_rotation_on(tmp_path: Path) -> None:
    """As the planner says; days that are nobody's stay so, and a holiday that moves gives its day
    back to the rotation.
    """
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\nX,K1,a\nV,K2,c",
        rules=["turns"],
        kalender="tanggal,status,giliran\n2026-01-09,,bebas\n2026-01-14,tutup,",
    )
    scenario = load_scenario(story)

    def turns(*changes: Change, push: bool) -> str:
        calendar = with_changes(scenario, Plan.of(()), changes, TODAY, push=push).problem.calendar
        return "".join(calendar.turn(day)[0] for day in calendar.open_days)

    assert turns(push=True) == turns(push=False) == "1212b2121"
    holiday = Change("libur", before="2026-01-08")
    assert turns(holiday, push=False) == "121b2121"
    assert turns(holiday, push=True) == "121b2212"
    assert turns(Change("libur", before="2026-01-09"), push=True) == "12122121"
    moved = Change("libur pindah", before="2026-01-14", after="2026-01-13")
    assert turns(moved, push=True) == "1212b2121"


def test_make_ups_hold_for_every_activity_of_the_order(tmp_path: Path) -> None:
    """Who misses the second of three needs it again, and goes on to the third only after it."""
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K1,a",
        kegiatan="id,nama,maks\nP,Pelatihan,4\nQ,Perizinan,4\nR,Kemasan,4",
        urutan="kegiatan,sesudah,jeda_min\nQ,P,1\nR,Q,1",
        last="2026-02-06",
    )
    first, second, third = (
        f"{a}|aula|2026-01-{d}|sehari" for a, d in (("P", "05"), ("Q", "07"), ("R", "09"))
    )
    plan = Plan.of([(PersonId(p), SessionId(s)) for p in "XY" for s in (first, second, third)])
    here = [(p, s) for p in "XY" for s in (first, second) if (p, s) != ("X", second)]
    marks = [Mark(PersonId(p), SessionId(s), session_name(s).first_day, CAME, "L") for p, s in here]
    absent = Mark(PersonId("X"), SessionId(second), date(2026, 1, 7), Presence.MISSED, "L")
    known = Attendance.of(
        [*marks, absent], [(SessionId(s), session_name(s).first_day) for s in (first, second)]
    )
    following = next_scenario(load_scenario(story), plan, known, (), date(2026, 1, 8))
    made = planning.plan(following, Options(budget=1, workers=1))
    assert isinstance(made, Planned)
    days = {
        (who, session_name(sid).activity): session_name(sid).first_day
        for who, sid in made.plan.seats
    }
    assert days["Y", "R"] == date(2026, 1, 9)
    assert date(2026, 1, 8) <= days["X", "Q"] < days["X", "R"]


def test_a_number_that_is_free_is_said() -> None:
    """A clerk had to guess which number comes next."""
    assert next_number([f"P{n:03}" for n in range(1, 62)] + ["U900"]) == "P062"
    assert next_number(["99", "7"]) == "100"
    assert next_number(["X", "Y"]) == next_number([]) == ""


def test_a_number_of_somebody_who_has_left_is_not_free(tmp_path: Path) -> None:
    """P3 withdrew and somebody else was offered the number: their sheets were the other's."""
    people = "no_peserta,kecamatan,kelurahan\nP1,K1,a\nP2,K1,a"
    scenario = load_scenario(small_story(tmp_path / "cerita", people))
    seat = (PersonId("P3"), SessionId(MONDAY))
    for plan, gone, free in ((Plan.of(()), "P2", "P3"), (Plan.of([seat]), "P1", "P4")):
        rows = [Change("mundur", gone), Change("daftar", "P2" if gone == "P1" else "P1", after="a")]
        with pytest.raises(InputError, match=f"Misalnya {free}"):
            scenario_today(scenario, plan, Attendance(), rows, TODAY)


def test_a_number_of_somebody_else_who_has_left_is_refused(tmp_path: Path) -> None:
    """Budi was registered under the number of Siti who had withdrawn, and had her sheets."""
    people = "no_peserta,kecamatan,kelurahan\nP1,K1,a\nP2,K1,a"
    scenario = load_scenario(small_story(tmp_path / "cerita", people))

    def registering(name: str) -> None:
        gone, new = Change("mundur", "P2"), Change("daftar", "P2", after="a", name=name)
        with_changes(scenario, Plan.of(()), (gone, new), TODAY, known={"P2": "Siti  Aminah"})

    with pytest.raises(InputError, match=r"orang yang sudah keluar.*Misalnya P3"):
        registering("Budi")
    for name in ("", "siti aminah"):
        registering(name)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Change("tempat tutup", "aula", before="2026-01-08", after="2026-01-09"),
            "tempat tutup: Aula Satu, dari Kamis, 8 Januari 2026 sampai Jumat, 9 Januari 2026",
        ),
        (Change("libur", before="2026-01-08"), "hari libur, pada Kamis, 8 Januari 2026"),
        (
            Change("libur pindah", before="2026-01-08", after="2026-01-09"),
            "hari libur pindah, dari Kamis, 8 Januari 2026, ke Jumat, 9 Januari 2026",
        ),
        (Change("pindah", "X", after="b"), "pindah rumah: X, ke Bakung"),
    ],
)
def test_a_change_is_read_back_as_it_is_meant(
    scenario: OpenScenario, change: Change, said: str
) -> None:
    """A hall that is closed from Thursday "ke" Friday had gone somewhere."""
    assert change_words(change, scenario.problem).id.strip() == said
