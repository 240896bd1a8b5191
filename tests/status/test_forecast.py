"""How many will finish: held against years whose end is known."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from okoce_opt import planning
from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.turnout import Turnout
from okoce_opt.status.forecast import forecast, turnout_seen
from tests.exported import small_story

DAYS = ["05", "06", "07", "08", "09", "12", "13", "14"]
SESSIONS = [SessionId(f"P|aula|2026-01-{day}|sehari") for day in DAYS]
EACH = 12
PEOPLE = [PersonId(f"A{n:03}") for n in range(EACH * len(DAYS))]
PLAN = Plan.of((person, SESSIONS[n // EACH]) for n, person in enumerate(PEOPLE))
HALF = date(2026, 1, 9)
"""The first four sessions are over."""


@pytest.fixture(scope="module")
def problem(tmp_path_factory: pytest.TempPathFactory) -> Problem:
    rows = ["no_peserta,kecamatan,kelurahan", *(f"{person},K1,a" for person in PEOPLE)]
    story = small_story(
        tmp_path_factory.mktemp("ramalan") / "cerita",
        "\n".join(rows),
        kegiatan=f"id,nama,maks\nP,Pelatihan,{EACH}",
        tempat=f"id,kecamatan,nama,kursi\naula,K1,Aula,{EACH}\ngedung,K2,Gedung,4",
    )
    return planning.read_scenario(story).problem


def year(seed: int) -> tuple[Attendance, int]:
    """What is known after half of a year whose sessions differ in turnout, and who comes in all."""
    rng = random.Random(seed)
    base = rng.uniform(0.4, 0.9)
    marks, came = [], 0
    for n, session in enumerate(SESSIONS):
        chance = min(1.0, max(0.0, rng.gauss(base, 0.12)))
        day = date.fromisoformat(session.split("|")[2])
        for person in PEOPLE[n * EACH : (n + 1) * EACH]:
            here = rng.random() < chance
            came += here
            if day < HALF:
                said = Presence.CAME if here else Presence.MISSED
                marks.append(Mark(person, session, day, said, "x"))
    back = {(mark.session, mark.day) for mark in marks}
    return Attendance.of(marks, back), came


def test_nine_of_ten_years_end_within_the_range(problem: Problem) -> None:
    """And the range is worth something: it leaves most numbers out."""
    inside, wide = 0, 0
    for seed in range(60):
        attendance, came = year(seed)
        found = forecast(problem, PLAN, attendance, HALF, seed=seed)
        assert found is not None
        inside += found.total.low <= came <= found.total.high
        wide += found.total.high - found.total.low
        assert found.total.low <= found.total.middle <= found.total.high
    assert inside >= 49
    assert wide / 60 < EACH * 4 * 0.6


def test_what_is_done_is_certain_and_others_are_apart(problem: Problem) -> None:
    attendance, _ = year(3)
    done = sum(mark.presence is Presence.CAME for mark in attendance.marks.values())
    found = forecast(problem, PLAN, attendance, HALF)
    assert found is not None
    assert found.total.low >= done
    assert found.kecamatan["K1"] == found.total
    assert found.kecamatan["K2"].high == 0
    assert [day for day, _ in found.months] == [date(2026, 1, 16)]
    assert found.months[-1][1] == found.total
    again = forecast(problem, PLAN, attendance, HALF)
    assert again == found


def test_free_seats_ahead_are_taken_by_those_who_missed(problem: Problem) -> None:
    """A session nobody sits in yet is where those who missed can still come."""
    attendance, _ = year(3)
    empty = SessionId("P|aula|2026-01-15|sehari")
    more = Plan.of(PLAN.seats, {*PLAN.held, empty})
    one, two = (forecast(problem, plan, attendance, HALF) for plan in (PLAN, more))
    assert one is not None
    assert two is not None
    assert one.total.middle < two.total.middle <= one.total.middle + EACH


def test_where_nothing_was_seen_the_table_of_turnouts_speaks(problem: Problem) -> None:
    """Of 96 people half come, as the table says; where it says nothing of an activity all do."""
    half = replace(problem, turnouts=(Turnout("P", "", 500),))
    found = forecast(half, PLAN, Attendance(), date(2026, 1, 1))
    assert found is not None
    assert 38 <= found.total.middle <= 58
    other = replace(problem, turnouts=(Turnout("Z", "", 500),))
    found = forecast(other, PLAN, Attendance(), date(2026, 1, 1))
    assert found is not None
    assert found.total.low == found.total.high == len(PEOPLE)


def test_who_will_have_missed_a_seat_ahead_can_come_again_after_it(problem: Problem) -> None:
    """Nothing has happened yet; a session that nobody sits in comes last."""
    half = replace(problem, turnouts=(Turnout("P", "", 500),))
    empty = SessionId("P|aula|2026-01-15|sehari")
    more = Plan.of(PLAN.seats, {*PLAN.held, empty})
    one, two = (forecast(half, plan, Attendance(), date(2026, 1, 1)) for plan in (PLAN, more))
    assert one is not None
    assert two is not None
    assert one.total.middle + 3 <= two.total.middle <= one.total.middle + EACH


def test_nothing_seen_nothing_said(problem: Problem) -> None:
    assert forecast(problem, PLAN, Attendance(), HALF) is None
    attendance, _ = year(1)
    seen = turnout_seen(problem, PLAN, attendance)
    assert [one.people for one in seen] == [EACH] * 4
    assert all(0 <= one.came <= EACH for one in seen)
