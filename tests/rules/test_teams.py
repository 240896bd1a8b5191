from __future__ import annotations

from dataclasses import replace

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.teams import Team
from okoce_opt.rules.teams import Teams
from okoce_opt.testing import Decided, choices_of, counts_of, everyone_apart
from tests.hands import day, people, sid, verdict, world

RULE = Teams()
MON, TUE, NEXT = sid("P", "5"), sid("P", "6"), sid("P", "5", venue="balai")


def packed(teams: list[Team], **said: object) -> Problem:
    """P needs a team of `mitra`; two halls, X in the first and Y in the second."""
    halls = [Venue("aula", "K1", "Aula", 60), Venue("balai", "K1", "Balai", 60)]
    activity = Activity("P", "Pengemasan", max_people=60, team="mitra")
    return world(
        activities=[activity], venues=halls, teams=teams, registrants=people("X", "Y"), **said
    )


def made(teams: dict[str, str]) -> Plan:
    return Plan.of(
        [("X", session) for session in list(teams)[:1]]
        + [("Y", session) for session in list(teams)[1:]],
        teams,
        teams,
    )


def says(problem: Problem, teams: dict[str, str]) -> list[str]:
    """What the rule says, which must be what its rows say."""
    plan = made(teams)
    said = verdict(RULE, problem, plan)
    strata = everyone_apart(problem)
    rows = Decided(
        problem,
        [RULE],
        strata,
        counts_of(plan, strata),
        plan.held,
        choices=choices_of(problem, [RULE], plan),
    )
    assert rows.met == (not said)
    return said


def test_one_team_is_in_one_place_at_a_time() -> None:
    one = packed([Team("t1", "mitra")])
    assert says(one, {MON: "t1", TUE: "t1"}) == []
    assert says(one, {MON: "t1", NEXT: "t1"}) == [
        f"Team t1: 2 sessions at once ({MON}, {NEXT}), it can serve 1."
    ]
    assert says(packed([Team("t1", "mitra", at_once=2)]), {MON: "t1", NEXT: "t1"}) == []
    assert says(packed([Team("t1", "mitra"), Team("t2", "mitra")]), {MON: "t1", NEXT: "t2"}) == []


def test_the_team_is_of_the_kind_and_comes() -> None:
    away = [Obstacle("tim", "t1", day("6"), day("7"))]
    problem = packed(
        [
            Team("t1", "mitra", weekdays=frozenset({0, 1})),
            Team("t2", "lain"),
            Team("t3", "mitra", kecamatan=frozenset({"K2"})),
        ],
        obstacles=away,
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1")],
    )
    assert says(problem, {MON: "t1"}) == []
    assert says(problem, {MON: ""}) == [f"Session {MON}: without a team of mitra."]
    assert says(problem, {MON: "t2"}) == [f"Session {MON}: t2 is no team of mitra."]
    assert says(problem, {MON: "t3"}) == [f"Session {MON}: team t3 does not come here."]
    assert says(problem, {TUE: "t1"}) == [
        f"Session {TUE}: team t1 does not work on Tuesday, 6 January 2026."
    ]
    wednesday = sid("P", "14")
    assert says(problem, {wednesday: "t1"}) == [
        f"Session {wednesday}: team t1 does not work on Wednesday, 14 January 2026."
    ]


def test_what_has_happened_is_not_judged() -> None:
    problem = packed([Team("t1", "mitra")], today=day("6"), told=[(MON, True)])
    held = world(
        activities=list(problem.activities.values()),
        teams=[Team("t1", "mitra")],
        registrants=people("X", pins=(MON,)),
        told=[(MON, True)],
        today=day("6"),
    )
    assert verdict(RULE, held, Plan.of([("X", MON)])) == []


def test_a_class_that_has_begun_keeps_its_team() -> None:
    """Monday and Tuesday, today is Tuesday: t1 is in the class of X still, and cannot be with Y; on
    Wednesday it can.
    """
    halls = [Venue("aula", "K1", "Aula", 60), Venue("balai", "K1", "Balai", 60)]
    problem = world(
        activities=[Activity("P", "Pengemasan", max_people=60, team="mitra", days=2)],
        venues=halls,
        teams=[Team("t1", "mitra")],
        registrants=[*people("X", pins=(MON,)), *people("Y")],
        told=[(MON, True)],
        today=day("6"),
    )
    begun = replace(problem, announced=Announced(teams={MON: "t1"}))
    tuesday, wednesday = sid("P", "6", venue="balai"), sid("P", "7", venue="balai")
    assert says(problem, {MON: "t1", tuesday: "t1"}) == []
    assert says(begun, {MON: "t1", tuesday: "t1"}) == [
        f"Team t1: 2 sessions at once ({MON}, {tuesday}), it can serve 1."
    ]
    assert says(begun, {MON: "t1", wednesday: "t1"}) == []
    filling = RULE.fill(begun)
    filling.held(begun.sessions[MON])
    assert not filling.may_hold(begun.sessions[tuesday])
    assert filling.may_hold(begun.sessions[wednesday])
    began = Plan.of((), [MON, wednesday])
    named = RULE.named(begun, began, {("team", wednesday, "t1"): 1}, [])
    assert named.teams == {MON: "t1", wednesday: "t1"}


def sent_out(problem: Problem, held: list[str]) -> dict[str, str]:
    """The teams that the quick plan sends to these sessions, one after the other."""
    filling = RULE.fill(problem)
    for session_id in held:
        if filling.may_hold(problem.sessions[session_id]):
            filling.held(problem.sessions[session_id])
    return {name[1]: name[2] for name in filling.choices()}


def test_the_quick_plan_sends_teams_in_order_of_time() -> None:
    """t2 goes to K1 only, so it is sent there first and t1 stays free for elsewhere."""
    problem = packed([Team("t1", "mitra"), Team("t2", "mitra", kecamatan=frozenset({"K1"}))])
    assert sent_out(problem, [MON, NEXT, TUE]) == {MON: "t2", NEXT: "t1", TUE: "t2"}
    assert sent_out(packed([Team("t1", "mitra")]), [MON, NEXT]) == {MON: "t1"}


def test_a_plan_names_the_teams_that_the_model_chose() -> None:
    """t2 would be sent first by anyone who decides again; the model says t1."""
    problem = packed([Team("t1", "mitra"), Team("t2", "mitra", kecamatan=frozenset({"K1"}))])
    chosen = {("team", MON, "t1"): 1, ("team", TUE, "t2"): 0}
    assert RULE.named(problem, Plan.of((), [MON]), chosen, []).teams == {MON: "t1"}


def test_announced_teams_are_kept_where_they_can_come() -> None:
    """MON had t2, which may go on; t1 takes its place elsewhere, where t2 was."""
    both = packed([Team("t1", "mitra"), Team("t2", "mitra")])
    problem = replace(both, announced=Announced(teams={MON: "t2"}))
    changed = Plan.of((), [MON, NEXT], {MON: "t1", NEXT: "t2"})
    assert RULE.kept(problem, changed).teams == {MON: "t2", NEXT: "t1"}
