"""Where people stand, judged by hand in a small year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.scenario import Scenario
from okoce_opt.status.standing import (
    Standing,
    State,
    find_standings,
    sheets_missing,
    tally,
    tally_by,
)
from tests.exported import small_story

PEOPLE = """no_peserta,nama,kecamatan,kelurahan,hari,bidang
A,Ani,K1,a,,kuliner
B,Budi,K1,a,,kuliner
C,Cici,K1,b,,kuliner
D,Dodi,K1,b,senin,fashion
E,Eka,K2,c,,fashion"""
TABLES = {
    "kegiatan": "id,nama,maks\nP,Pelatihan,4\nZ,Perizinan,4",
    "urutan": "kegiatan,sesudah,jeda_min\nZ,P,3",
}
RULES = ["deadline\nday = 2026-01-14"]
P1, P2, P7 = (SessionId(f"P|aula|2026-01-{day}|sehari") for day in ("05", "06", "07"))
Z1, Z2 = (SessionId(f"Z|aula|2026-01-{day}|sehari") for day in ("12", "13"))
PK2 = SessionId("P|gedung|2026-01-05|sehari")


def seats(**said: Iterable[SessionId]) -> Plan:
    return Plan.of((PersonId(p), sid) for p, those in said.items() for sid in those)


def sheet(session: SessionId, **marks: str) -> Attendance:
    day = date.fromisoformat(session.split("|")[2])
    those = [Mark(PersonId(p), session, day, Presence(m), "x") for p, m in marks.items()]
    return Attendance.of(those, [(session, day)])


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    story = tmp_path_factory.mktemp("status") / "cerita"
    return planning.read_scenario(small_story(story, PEOPLE, rules=RULES, **TABLES))


PLAN = seats(A=[P1, Z1], B=[P1, Z1], C=[P2, Z2], D=[P1, Z1], E=[PK2])


def standing(
    scenario: Scenario, attendance: Attendance, today: int, plan: Plan = PLAN
) -> dict[str, Standing]:
    found = find_standings(scenario, plan, attendance, date(2026, 1, today))
    return {one.person: one for one in found}


def test_before_anything_has_happened_everyone_is_on_time_or_has_no_seat(
    scenario: Scenario,
) -> None:
    found = standing(scenario, Attendance(), 5)
    assert {p: one.state for p, one in found.items()} == {
        **dict.fromkeys("ABCD", State.ON_TIME),
        "E": State.LATE,
    }
    assert found["E"].why.id == "belum ada kursi di Perizinan"
    assert not any(one.done for one in found.values())


def test_came_missed_and_a_sheet_that_never_came_back(scenario: Scenario) -> None:
    """Budi missed; Cici's and Eka's sheets are not back: neither came nor missed."""
    back = sheet(P1, A="H", B="A", D="H")
    found = standing(scenario, back, 7)
    assert found["A"].state is State.ON_TIME
    assert found["A"].done == {"P": date(2026, 1, 5)}
    assert found["B"].state is State.LATE
    assert found["B"].why.id == (
        "tidak hadir di Pelatihan (Senin, 5 Januari 2026), belum ada kursi susulan"
    )
    assert found["C"].state is State.UNKNOWN
    assert found["E"].state is State.UNKNOWN
    missing = sheets_missing(scenario.problem, PLAN, back, date(2026, 1, 7))
    assert missing == [PK2, P2]


def test_a_question_that_waits_makes_nobody_late(scenario: Scenario) -> None:
    """Dodi's cell was empty and is asked about: he was called late, without a seat in Pelatihan."""
    found = standing(scenario, sheet(P1, A="H", B="A"), 6)
    assert found["D"].state is State.UNKNOWN
    assert found["D"].why.id == (
        "belum diketahui hadir atau tidak di Pelatihan (Senin, 5 Januari 2026)"
    )
    assert found["B"].state is State.LATE


def test_who_missed_a_seat_that_the_plan_has_no_more_is_said_to_have_missed_it(
    scenario: Scenario,
) -> None:
    plan = seats(A=[P1, Z1], B=[Z1], C=[P2, Z2], D=[P1, Z1], E=[PK2])
    found = standing(scenario, sheet(P1, A="H", B="A", D="H"), 7, plan)
    assert found["B"].why.id == (
        "tidak hadir di Pelatihan (Senin, 5 Januari 2026), belum ada kursi susulan"
    )


def test_a_make_up_seat_is_named(scenario: Scenario) -> None:
    plan = seats(A=[P1, Z1], B=[P1, P7, Z1], C=[P2, Z2], D=[P1, Z1], E=[PK2])
    found = standing(scenario, sheet(P1, A="H", B="S", D="H"), 7, plan)
    assert found["B"].state is State.LATE
    assert found["B"].why.id.endswith("susulan Rabu, 7 Januari 2026")


def test_who_has_done_all_has_finished(scenario: Scenario) -> None:
    both = sheet(P1, A="H", B="A", D="H").taking(sheet(Z1, A="H", B="A", D="I"))
    found = standing(scenario, both, 13)
    assert found["A"].state is State.FINISHED
    counted = tally(found.values())
    assert counted.done == {0: 3, 1: 1, 2: 1}
    assert counted.people == 5
    homes = {r.id: r.kelurahan for r in scenario.problem.registrants.values()}
    by = tally_by(found.values(), lambda one: homes[one.person])
    assert [*by] == ["a", "b", "c"]
    assert by["a"].states[State.FINISHED] == 1


@pytest.mark.parametrize(
    ("person", "before", "today", "back", "why"),
    [
        # Perizinan must begin three days after Pelatihan, and end by the 14th
        (
            "B",
            9,
            10,
            sheet(P1, B="A"),
            "Perizinan tidak dapat diadakan lagi: batas waktunya Rabu, 14",
        ),
        # no day is left before the deadline
        ("C", 9, 15, sheet(P2, C="A"), "Pelatihan tidak dapat diadakan lagi: batas waktunya"),
        # Dodi comes on Mondays only, and the last one is over
        ("D", 12, 13, sheet(P1, D="H"), "tidak ada sesi Perizinan lagi pada hari yang bisa"),
    ],
)
def test_who_cannot_finish_any_more_and_why(
    scenario: Scenario, person: str, before: int, today: int, back: Attendance, why: str
) -> None:
    plan = seats(B=[P1], D=[P1], A=[P1], C=[P2])
    found = standing(scenario, back, today, plan)[person]
    assert found.state is State.CANNOT
    assert why in found.why.id
    assert standing(scenario, back, before, plan)[person].state is State.LATE


def test_the_gap_of_the_order_without_a_deadline(tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", PEOPLE, **TABLES)
    scenario = planning.read_scenario(story)
    found = standing(scenario, sheet(P1, B="A"), 14, seats(B=[P1]))["B"]
    assert found.state is State.CANNOT
    assert found.why.id.startswith("Perizinan baru boleh mulai Sabtu, 17 Januari 2026 (jeda")
    assert found.why.en.startswith("Perizinan may begin on Saturday, 17 January 2026 only")


def test_an_unknown_sheet_is_not_held_against_anybody(scenario: Scenario) -> None:
    """Who may have come last week can still go on: unknown, not unable."""
    found = standing(scenario, Attendance(), 12, seats(B=[P1]))["B"]
    assert found.state is State.UNKNOWN
