"""Kecamatan planned apart, however small the world: the whole way from problem to plan, against
every plan there is.

`pytest tests/model/search/test_decomposition.py -m slow` looks at some thousand worlds.
"""

from __future__ import annotations

import functools
import random
from collections import Counter
from concurrent.futures import Future
from dataclasses import replace

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.outcome import Impossible, Planned
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.preferred_days import PreferredDays
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import decomposition as split
from okoce_opt.model.search import finding, rounds
from okoce_opt.model.search.results import PartResult
from okoce_opt.model.search.state import WHOLE, Search
from okoce_opt.model.sharing.linking import must_be_held
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.options import Options, StopSwitch
from okoce_opt.processes.pool import WorkerDied
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.verify import verify
from tests.hands import day, sid, world
from tests.oracle import HerePool, World, crowded, every_plan, moved_house, random_world
from tests.worlds import ALWAYS_ON

MOST_PLANS = 3_000


@pytest.fixture
def apart(monkeypatch):
    """Every problem of several kecamatan is split, and planned in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)
    monkeypatch.setattr(finding, "search", functools.partial(split.search, small=0))


def plan_of(those: World):
    return finding.find_plan(
        those.scenario, Options(workers=1, budget=30), lambda progress: None, StopSwitch()
    )


def random_split_world(kind: str, rng: random.Random) -> World | None:
    those: World | None = random_world(rng, people=rng.choice([3, 4, 5]))
    if len(those.problem.kecamatan) < 2:
        return None
    if "crowded" in kind:
        those = crowded(those)
    return moved_house(those, rng) if "moved" in kind else those


def look(kind: str, number: int) -> Counter[str]:
    rng = random.Random(f"split {kind}")
    seen: Counter[str] = Counter()
    while seen["worlds"] < number:
        those = random_split_world(kind, rng)
        plans = None if those is None else every_plan(those, MOST_PLANS)
        if plans is None or (not plans and rng.random() < 0.8):
            continue
        seen["worlds"] += 1
        outcome = plan_of(those)
        if not plans:
            assert isinstance(outcome, Impossible), those
            seen["impossible"] += 1
            continue
        assert isinstance(outcome, Planned), those
        assert not verify(those.problem, those.rules, outcome.plan), those
        possible = [those.values(plan) for plan in plans]
        values = those.values(outcome.plan)
        assert values == tuple(level.value for level in outcome.levels)
        seen["best"] += values == min(possible)
        for number_of, level in enumerate(outcome.levels):
            least = min(
                v[number_of] for v in possible if all(v[n] <= values[n] for n in range(number_of))
            )
            assert level.bound <= least, (number_of, level, least, those)
    return seen


KINDS = ("plain", "crowded", "moved", "crowded moved")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("apart")
def test_never_impossible_nor_better_than_the_best_plan(kind):
    seen = look(kind, 50)
    assert seen["best"] > (seen["worlds"] - seen["impossible"]) // 2


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("apart")
def test_a_thousand_of_each(kind):
    print(kind, dict(look(kind, 1000)))


def two(people, days: str = "5 6", **said):
    """Two kecamatan with a hall each, one kecamatan a day."""
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
        venues=[Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)],
        registrants=people,
        first=days.split()[0],
        last=days.split()[1],
        **said,
    )
    levels = (
        (PricedGoal(MostPlaced()),),
        (PricedGoal(FewSessions()),),
        (PricedGoal(FinishEarly()),),
    )
    return World(problem, (*ALWAYS_ON, SimultaneousPhase(1)), levels)


def one_each():
    return [Registrant("X", "K1", "a"), Registrant("Y", "K2", "b")]


@pytest.mark.usefixtures("apart")
def test_who_is_not_the_latest_gets_the_room_that_the_latest_leaves():
    """X can come on Thursday alone, so the last session is on Thursday, 3 days in. By itself K2
    would hold its session on Monday; Y likes Thursdays, and nobody is the later for it.
    """
    people = [
        Registrant("X", "K1", "a", weekdays=frozenset({3})),
        Registrant("Y", "K2", "b", wish_weekdays=frozenset({3})),
    ]
    levels = (
        (PricedGoal(MostPlaced()),),
        (PricedGoal(FinishEarly()),),
        (PricedGoal(PreferredDays()),),
    )
    those = replace(two(people, "5 8"), rules=ALWAYS_ON, levels=levels)
    outcome = plan_of(those)
    assert isinstance(outcome, Planned)
    assert [level.value for level in outcome.levels] == [0, 3, 0]
    assert [level.bound for level in outcome.levels] == [0, 3, 0]


@pytest.mark.usefixtures("apart")
def test_people_alike_on_the_days_dealt_out_only_are_named_apart():
    """X and W differ on Tuesday alone, which falls to the other kecamatan: the counts must know
    them by their own names.
    """
    people = [Registrant("W", "K1", "a"), Registrant("X", "K1", "a"), Registrant("Y", "K2", "b")]
    those = two(
        people,
        activities=[Activity("P", "P", max_people=60), Activity("Z", "Z", max_people=60)],
        days="5 8",
    )
    away = Obstacle("pendaftar", "X", day("6"), day("6"))
    those = replace(those, problem=replace(those.problem, obstacles=(away,)))
    outcome = plan_of(those)
    assert isinstance(outcome, Planned)
    assert [level.value for level in outcome.levels][:2] == [0, 4]
    assert set(outcome.strata) == {"K1/W", "K1/X", "K2/Y"}


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("how", ["told", "pinned"])
def test_a_session_that_must_be_held_keeps_its_day(how):
    """Tuesday would fall to K2; K1's session of that day must be held, so Monday is K2's."""
    session = sid("P", "6")
    if how == "told":
        those = two(one_each(), told=[(session, True)])
    else:
        those = two([Registrant("X", "K1", "a", pins=(session,)), Registrant("Y", "K2", "b")])
    outcome = plan_of(those)
    assert isinstance(outcome, Planned)
    assert outcome.plan.held == {session, sid("P", "5", venue="balai")}


def test_must_be_held_on_one_day_in_two_kecamatan_is_left_to_the_whole_model():
    those = two(one_each(), told=[(sid("P", "5"), True), (sid("P", "5", venue="balai"), True)])
    assert len(must_be_held(those.problem)) == 2
    assert split.deal_shared_days(those.problem, those.rules) is None
    state = split.search(those.instance, [], HerePool(), Effort(10), small=-1)
    assert state.infeasible


@pytest.mark.parametrize("planned", [True, False])
def test_what_cannot_be_taken_apart_is_improved_however_large_it_is(planned, monkeypatch):
    """No exact model is made of it where a quick plan stands; without one it is the only way."""
    those = two(one_each(), told=[(sid("P", "5"), True), (sid("P", "5", venue="balai"), True)])
    counts = Counts({}, (), ()) if planned else None
    asked = []
    monkeypatch.setattr(split, "LARGE", -1)
    monkeypatch.setattr(split, "plan_whole", lambda *_: asked.append("whole") or (NOTHING, False))
    monkeypatch.setattr(split, "improve_together", lambda *_, **how: asked.append("improved"))
    split.search(
        *(those.instance, [], HerePool(), Effort(10)),
        small=-1,
        quick=lambda: counts,
    )
    assert asked[-1] == "improved"
    assert ("whole" in asked) == (not planned)


NOTHING = PartResult(None, (), 1.0, False)


@pytest.mark.parametrize("least", [0, 5])
def test_what_one_model_leaves_open_is_planned_apart_too(least, monkeypatch):
    """Classes of 900 people, on days that kecamatan share: one model left 79 without a seat in its
    time, its kecamatan apart 59. The better of both is kept.
    """
    those = two(one_each())
    strata = stratify(those.instance)
    given = (those.instance, strata, HerePool(), Effort(10))
    weak = Counts({}, (), (least, 0, 0))
    found = PartResult(weak, (0, 0, 0), 1.0, False)
    monkeypatch.setattr(split, "plan_whole", lambda *_: (found, False))
    monkeypatch.setattr(split, "improve_together", lambda *_, **how: None)
    state = split.search(*given)
    assert set(state.parts) == {WHOLE}
    if least:
        assert state.parts[WHOLE].values[0] == 0
        assert len(state.parts[WHOLE].held) == 2
    else:
        assert state.parts[WHOLE] is weak


@pytest.mark.usefixtures("apart")
def test_who_moved_house_keeps_the_seat_and_ties_both_kecamatan():
    """X sat in K2's hall on Monday 5 and lives in K1 since; nobody else needs to move for it."""
    session = sid("P", "5", venue="balai")
    people = [
        Registrant("X", "K1", "a", pins=(session,)),
        Registrant("Y", "K2", "b", pins=(session,)),
    ]
    those = two(
        people, told=[(session, True)], today=day("6"), published=[("X", session), ("Y", session)]
    )
    outcome = plan_of(those)
    assert isinstance(outcome, Planned)
    assert outcome.plan.seats == {("X", session), ("Y", session)}


def test_a_second_search_is_worth_it_only_while_all_together_are_far_from_their_bounds():
    """Two parts of 10,000: one is 8 above, which is much for it and nothing for both; 50 above is
    too much for both.
    """

    def wanting(values: tuple[int, int], first: int = 0) -> list[tuple[str, ...]]:
        state = Search(
            parts={
                ("A",): Counts({}, (), (first, values[0])),
                ("B",): Counts({}, (), (0, values[1])),
            },
            bounds={("A",): (0, 10_000), ("B",): (0, 10_000)},
        )
        return state.wanting([("A",), ("B",)], only_missing=False)

    assert wanting((10_008, 10_000)) == []
    assert wanting((10_050, 10_000)) == [("A",)]
    # what comes before is looked at first
    assert wanting((10_050, 10_050), first=1) == [("A",)]
    assert Search().wanting([("A",), ("B",)], only_missing=True) == [("A",), ("B",)]


@pytest.mark.parametrize("dead", [False, True])
def test_what_a_change_does_not_touch_is_not_searched(
    dead: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of five kecamatan K3 has lost a seat: it alone is searched, and once more where the process
    died; everyone else stays where they were announced.
    """
    codes = [f"K{n}" for n in range(5)]
    days = {code: "10" if code == "K3" else "5" for code in codes}
    problem = world(
        kecamatan=[Kecamatan(code, code) for code in codes],
        kelurahan=[Kelurahan(f"{code}.1", code, code) for code in codes],
        venues=[Venue(f"aula{code}", code, code, 60) for code in codes],
        registrants=[Registrant(f"X{code}", code, f"{code}.1") for code in codes],
        published=[(f"X{code}", sid("P", days[code], venue=f"aula{code}")) for code in codes],
    )
    levels = ((PricedGoal(MostPlaced()),), (PricedGoal(FewSessions()),))
    asked: list[str] = []

    def planned(name, part, effort, begun=None, **how):
        assert begun is None
        asked.append(name[0])
        if dead and len(asked) == 1:
            raise WorkerDied(-9)
        return PartResult(Counts({}, (), (0, 1)), (0, 1), 1.0, False)

    class Dying(HerePool):
        """Its future has the death of a task, as that of a pool of processes has."""

        def submit(self, fn, /, *args, **kwargs):
            try:
                return super().submit(fn, *args, **kwargs)
            except WorkerDied as error:
                future: Future[object] = Future()
                future.set_exception(error)
                return future

    monkeypatch.setattr(rounds, "plan_part", planned)
    # what is looked at here is what the parts leave behind, before it is improved together
    monkeypatch.setattr(split, "improve_together", lambda *_, **how: None)
    strata = stratify(Instance(problem, ALWAYS_ON))
    state = split.search(Instance(problem, ALWAYS_ON, levels), strata, Dying(), Effort(30), small=0)
    assert asked == ["K3", "K3"][: 1 + dead]
    for code in {*codes} - {"K3"}:
        here = sid("P", "5", venue=f"aula{code}")
        assert state.parts[(code,)].people == {(f"{code}/X{code}", here): 1}
        assert state.parts[(code,)].values == state.bounds[(code,)] == (0, 1)
    assert (state.deaths, state.reproducible) == (int(dead), not dead)
    assert state.spent == 1.0
