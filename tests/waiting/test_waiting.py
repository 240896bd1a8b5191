"""Who may have a seat that somebody has given up, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okoce_opt import planning
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.model.naming.draw import draw_order
from okoce_opt.scenario import Scenario
from okoce_opt.waiting import candidates
from okoce_opt.waiting.candidates import FreeSeat, find_candidates, free_seats
from okoce_opt.waiting.offers import Answer, Offer, offers_in
from okoce_opt.waiting.today import judged_on, plan_on, plan_with
from tests.exported import small_story

PEOPLE = """no_peserta,kecamatan,kelurahan,hari,daftar
A,K1,a,,2025-12-20
B,K1,a,,2025-12-01
C,K1,a,,2025-12-20
D,K1,a,selasa,2025-11-01
E,K1,b,,2025-10-01
F,K1,a,,2025-12-20
S,K1,a,,2025-09-01
T,K1,b,,2025-09-01"""
MONDAY = SessionId("P|aula|2026-01-05|sehari")
GONE = PersonId("X")
PLAN = Plan.of([(PersonId("S"), MONDAY), (PersonId("T"), MONDAY), (GONE, MONDAY)])
MAX = "id,nama,maks\nP,Pelatihan,3"


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    folder = tmp_path_factory.mktemp("antrean") / "cerita"
    return planning.read_scenario(small_story(folder, PEOPLE, kegiatan=MAX))


def test_who_waited_longest_comes_first_then_the_draw(scenario: Scenario) -> None:
    """People of the kelurahan who have no seat; Dodi, who cannot come on Mondays, with the reason;
    Eka of another kelurahan is not asked, though she has waited longer.
    """
    plan = plan_on(scenario, PLAN, Attendance())
    found = find_candidates(scenario, plan, MONDAY, "a")
    drawn = draw_order([PersonId(p) for p in "ACF"], scenario.draw_seed)
    assert [one.person for one in found] == ["B", *drawn, "D"]
    assert found[0].effect is not None
    # one person fewer is without a seat
    assert found[0].effect.dearer[0] < 0
    assert found[0].effect.plan.people[MONDAY] == ("B", "S", "T")
    assert found[-1].effect is None
    assert "tidak cocok" in found[-1].why[0].id
    again = find_candidates(scenario, plan, MONDAY, "a", {PersonId("B")})
    assert [one.person for one in again] == [*drawn, "D"]


def test_of_many_only_the_first_are_judged(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "JUDGED", 1)
    found = find_candidates(scenario, plan_on(scenario, PLAN, Attendance()), MONDAY, "a")
    assert [one.effect is not None for one in found] == [True, *[False] * 4]
    assert [one.why for one in found].count((candidates.NOT_JUDGED,)) == 3


def test_a_full_session_has_no_candidate(scenario: Scenario) -> None:
    plan = Plan.of([*plan_on(scenario, PLAN, Attendance()).seats, (PersonId("E"), MONDAY)])
    found = find_candidates(scenario, plan, MONDAY, "a")
    assert all(one.effect is None and one.why for one in found)


def test_only_seats_ahead_of_people_who_have_left_are_free(scenario: Scenario) -> None:
    problem = scenario.problem
    homes = {GONE: problem.registrants[PersonId("A")]}
    assert free_seats(problem, PLAN, homes, date(2026, 1, 5)) == [FreeSeat(MONDAY, "a", GONE)]
    assert free_seats(problem, PLAN, {}, date(2026, 1, 5)) == [FreeSeat(MONDAY, "", GONE)]
    assert free_seats(problem, PLAN, homes, date(2026, 1, 6)) == []


def test_offers_are_read_from_what_was_done() -> None:
    one = Offer(PersonId("A"), MONDAY, date(2026, 1, 3))
    other = Offer(PersonId("B"), MONDAY, date(2026, 1, 3), Answer.REFUSED)
    done = [
        ("offer", one.note),
        ("replan", "catatan saya"),
        ("offer", "bukan tawaran"),
        ("offer", other.note),
        ("refuse", other.note),
    ]
    assert offers_in(done, date(2026, 1, 3)) == [one, other]
    late, _ = offers_in(done, date(2026, 1, 4))
    assert late.answer is Answer.EXPIRED


def test_who_missed_waits_again_and_who_came_does_not(scenario: Scenario) -> None:
    """Sari missed on Monday, Tono came: a free seat on Friday is for Sari, who waited longest; her
    missed seat goes when she takes it, everybody else's past stays as it was.
    """
    friday, seventh = SessionId("P|aula|2026-01-09|sehari"), date(2026, 1, 7)
    day = date(2026, 1, 5)
    marks = [
        Mark(PersonId(who), MONDAY, day, said, "x")
        for who, said in (("S", Presence.MISSED), ("T", Presence.CAME))
    ]
    attendance = Attendance.of(marks, [(MONDAY, day)])
    known = Plan.of(PLAN.seats, {MONDAY, friday})
    left_over = frozenset({(PersonId("A"), "P"), (GONE, "P")})
    announced = replace(Announced.of_plan(known), left_over=left_over)
    waiting = judged_on(scenario, announced, attendance, seventh)
    assert waiting.problem.announced.left_over == {("A", "P")}
    judging = judged_on(scenario, Announced.of_plan(known), attendance, seventh)
    plan = plan_on(judging, known, attendance)
    assert [who for who, one in judging.problem.registrants.items() if one.done] == ["T"]
    # a sheet of the day itself says nothing yet
    same_day = judged_on(scenario, Announced.of_plan(known), attendance, day)
    assert not any(one.done for one in same_day.problem.registrants.values())
    assert plan.seats == {("T", MONDAY)}
    found = find_candidates(judging, plan, friday, "a")
    assert found[0].person == "S"
    assert found[0].effect is not None
    assert "T" not in [one.person for one in find_candidates(judging, plan, friday, "b")]
    kept = plan_with(judging.problem, known, plan, PersonId("S"), found[0].effect.plan)
    assert kept.seats == {("T", MONDAY), ("S", friday)}
    other = plan_with(judging.problem, known, plan, PersonId("B"), found[1].effect.plan)
    assert other.seats == {("T", MONDAY), ("S", MONDAY), ("B", friday)}
