from __future__ import annotations

from dataclasses import replace

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.rules.pinned import Pinned
from okoce_opt.testing import Decided, everyone_apart
from tests.hands import day, people, plan, sid, verdict, world

RULE = Pinned()
MON, TUE = sid("P", "5"), sid("P", "6")


def codes(problem) -> list[str]:
    return [complaint.code for complaint in RULE.validate(problem)]


def test_pins_and_told_sessions() -> None:
    problem = world(registrants=people("X", pins=(MON,)), told=[(MON, True), (TUE, False)])
    assert verdict(RULE, problem, plan({MON: "X"})) == []
    assert verdict(RULE, problem, plan({TUE: "X"})) == [
        "Registrant X is pinned to session P|aula|2026-01-05|sehari but not there.",
        "Session P|aula|2026-01-05|sehari is told to be held but is not.",
        "Session P|aula|2026-01-06|sehari is told not to be held but is.",
    ]
    assert RULE.distinguishes(problem, problem.registrants["X"]) == (MON,)


def test_what_is_past_is_settled() -> None:
    """Monday has happened with X. Y joins: not on Monday any more, and in no other session of that
    day.
    """
    problem = world(
        registrants=[*people("X", pins=(MON,)), *people("Y")], told=[(MON, True)], today=day("6")
    )
    changed = replace(problem, announced=Announced.of({("X", MON)}))
    assert verdict(RULE, changed, plan({MON: "X", TUE: "Y"})) == []
    assert verdict(RULE, changed, plan({MON: "X Y"})) == [
        "Session P|aula|2026-01-05|sehari is past; Y cannot be added."
    ]
    other = replace(changed, told={}, registrants={r.id: r for r in people("X", "Y")})
    assert verdict(RULE, other, plan({}, held=(MON,))) == [
        "Session P|aula|2026-01-05|sehari is past and cannot be added."
    ]
    # planned afresh, Monday is past all the same; only what the planner tells to have been held
    # takes people
    afresh = replace(other, announced=Announced())
    assert len(verdict(RULE, afresh, plan({MON: "X Y"}))) == 3
    assert verdict(RULE, afresh, plan({TUE: "X Y"})) == []
    assert verdict(RULE, replace(afresh, told={MON: True}), plan({MON: "X Y"})) == []


def test_rows_of_a_settled_past() -> None:
    """Monday's session in the hall has X; one in the other hall was told to be held; nothing else
    of that day can be.
    """
    other, third = sid("P", "5", venue="balai"), sid("P", "5", venue="gor")
    halls = [Venue(name, "K1", name, 60) for name in ("aula", "balai", "gor")]
    base = world(
        venues=halls,
        registrants=[*people("X", pins=(MON,)), *people("Y")],
        told=[(other, True)],
        today=day("6"),
    )
    changed = replace(base, announced=Announced.of({("X", MON)}))
    strata = everyone_apart(changed)

    def stands(seats: dict[tuple[str, str], int], *held: str, problem=changed) -> bool:
        made = plan({}, held=held)
        made = replace(
            made, seats=frozenset((person.split("/")[1], session) for person, session in seats)
        )
        met = Decided(problem, [RULE], strata, seats, held).met
        assert met == (not verdict(RULE, problem, made))
        return met

    x = {("K1/X", MON): 1}
    assert stands(x, MON, other)
    assert stands({**x, ("K1/Y", TUE): 1}, MON, other, TUE)
    assert not stands(x, MON)
    assert not stands({}, MON, other)
    assert not stands(x, MON, other, third)
    assert not stands({**x, ("K1/Y", MON): 1}, MON, other)
    assert not stands({**x, ("K1/Y", other): 1}, MON, other)
    assert not stands({**x, ("K1/Y", other): 1}, MON, other, third, problem=base)
    assert stands({**x, ("K1/Y", other): 1}, MON, other, problem=base)


def test_pins_nobody_can_keep() -> None:
    assert codes(world(registrants=people("X", pins=(MON,)), told=[(MON, True)])) == []
    assert codes(world(told=[(sid("P", "10"), True)])) == ["told_not_candidate"]
    assert codes(world(told=[(sid("P", "10"), False)])) == []
    saturday = world(registrants=people("X", pins=(sid("P", "10"),)))
    assert [(c.code, c.column) for c in RULE.validate(saturday)] == [("pin_not_candidate", "pin_P")]
    assert codes(world(registrants=people("X", pins=(MON,), weekdays=frozenset({1})))) == [
        "pin_while_away"
    ]
    away = Obstacle("pendaftar", "X", day("5"), day("5"))
    assert codes(world(registrants=people("X", pins=(MON,)), obstacles=[away])) == [
        "pin_while_away"
    ]
    assert (
        codes(world(registrants=people("X", pins=(MON,)), obstacles=[away], today=day("6"))) == []
    )
    assert codes(world(registrants=people("X", pins=(MON,), done=(("P", day("2")),)))) == [
        "pin_not_to_do"
    ]


def test_a_pin_in_another_kecamatan() -> None:
    two = {
        "kecamatan": [Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        "kelurahan": [Kelurahan("a", "A", "K1")],
        "venues": [Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)],
    }
    pinned = people("X", pins=(sid("P", "5", venue="balai"),))
    assert codes(world(**two, registrants=pinned)) == ["pin_elsewhere"]
    assert codes(world(**two, registrants=pinned, today=day("6"))) == []


def test_of_a_series_only_what_is_told_can_be_held() -> None:
    fair = Activity("B", "Bazar", required=False, only_told=True)
    told = [(sid("B", "6"), True), (sid("B", "7"), False)]
    problem = world(
        activities=[Activity("P", "Pelatihan"), fair], registrants=people("X"), told=told
    )
    assert [s.first_day.day for s in problem.sessions.values() if s.activity == "B"] == [6, 7]
    assert verdict(RULE, problem, plan({sid("B", "6"): "X"})) == []
    assert verdict(RULE, problem, plan({sid("B", "6"): "X", sid("B", "8"): "X"})) == [
        "Session B|aula|2026-01-08|sehari is not in the table sesi; its activity is hanya_sesi."
    ]
