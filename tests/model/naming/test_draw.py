"""The draw: the same names whatever the order of rows or the run, old seats kept, and nobody in two
places.
"""

from __future__ import annotations

import functools
import hashlib
import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.tables import Tables
from okoce_opt.model.formulation.counts import Counts, choices_in
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import (
    SEAT,
    draw,
    draw_order,
    taken_in_turn,
    takers_of,
    worths,
)
from okoce_opt.model.search import decomposition as split
from okoce_opt.model.search import finding
from okoce_opt.options import Options, StopSwitch
from okoce_opt.rows.stratum import Stratum
from okoce_opt.scenario import Scenario
from okoce_opt.verify import verify
from tests.hands import people, sid, world
from tests.oracle import HerePool, World, random_world
from tests.worlds import ALWAYS_ON

ROOT = Path(__file__).parents[3]


def found(scenario: Scenario):
    return finding.find_plan(
        scenario, Options(workers=1, budget=30), lambda progress: None, StopSwitch()
    )


def planned_worlds(seed: str, number: int):
    """Worlds that have a plan, without an older one, and the plan that is found in this process."""
    rng = random.Random(seed)
    while number:
        those = random_world(rng, people=rng.choice([3, 4, 5, 6]))
        fresh = World(replace(those.problem, announced=Announced()), those.rules, those.levels)
        if not any(goal.kind == "keep_the_plan" for goal in fresh.goals):
            outcome = found(fresh.scenario)
            if isinstance(outcome, Planned):
                number -= 1
                yield fresh, outcome


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def shuffled(problem: Problem, rng: random.Random) -> Problem:
    """The same problem from rows in another order."""

    def rows(those):
        return rng.sample(list(those), len(those))

    calendar = problem.calendar
    fresh = Problem.of(
        Tables(
            kecamatan=rows(problem.kecamatan.values()),
            kelurahan=rows(problem.kelurahan.values()),
            venues=rows(problem.venues.values()),
            activities=rows(problem.activities.values()),
            calendar=replace(
                calendar,
                days=dict(rows(calendar.days.items())),
                parts=dict(rows(calendar.parts.items())),
                turns=dict(rows(calendar.turns.items())),
            ),
            registrants=rows(problem.registrants.values()),
            orders=rows(problem.orders),
            obstacles=rows(problem.obstacles),
            teams=rows(problem.teams.values()),
            turnouts=rows(problem.turnouts),
            households=rows(problem.households.values()),
            shares=rows(problem.shares),
            fares=rows(problem.fares),
            told=rows(problem.told.items()),
            today=problem.today,
            notice=problem.notice,
        )
    )
    return replace(fresh, announced=Announced.of(rows(problem.announced.seats)))


@pytest.mark.usefixtures("here")
def test_rows_in_another_order_give_the_same_names():
    rng = random.Random("order of rows")
    for those, outcome in planned_worlds("order", 40):
        other = replace(
            shuffled(those.problem, rng),
            announced=replace(
                those.problem.announced,
                mentors=dict(sorted(those.problem.announced.mentors.items(), reverse=True)),
            ),
        )
        again = found(World(other, those.rules, those.levels).scenario)
        assert again.plan == outcome.plan, those
        assert again.counts == outcome.counts


@pytest.mark.usefixtures("here")
def test_nobody_is_in_two_places_and_every_seat_is_counted():
    for those, outcome in planned_worlds("two places", 60):
        for sessions in outcome.plan.sessions_of.values():
            slots = [slot for session in sessions for slot in those.problem.sessions[session].slots]
            assert len(slots) == len(set(slots)), those
        home = {
            member: stratum for stratum, members in outcome.strata.items() for member in members
        }
        assert (
            Counter((home[person], session) for person, session in outcome.plan.seats)
            == outcome.counts
        )


@pytest.mark.usefixtures("here")
def test_counts_and_the_announced_seed_are_enough_to_name_everyone():
    for those, outcome in planned_worlds("recomputed", 40):
        strata = stratify(those.instance)
        assert {s.id: tuple(draw_order(s.members, "undian")) for s in strata} == outcome.strata
        choices = choices_in(those.problem, those.rules, outcome.plan)
        counts = Counts(outcome.counts, tuple(sorted(outcome.plan.held)), (), choices)
        again = draw(those.problem, strata, counts, "undian", those.rules)
        assert again == outcome.plan


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("small", [None, 0])
def test_planned_again_with_nothing_changed_three_times(small, monkeypatch):
    """C14, its last line: not one seat moves, and none is added because it costs nothing."""
    if small is not None:
        monkeypatch.setattr(finding, "search", functools.partial(split.search, small=small))
    for those, outcome in planned_worlds(f"chain {small}", 40):
        first, plan = those.scenario, outcome.plan
        for _ in range(3):
            again = found(change_of(first, plan))
            assert isinstance(again, Planned)
            assert again.plan == plan, those


def names_of_some_worlds() -> str:
    """A digest of every seat of twelve planned worlds, for a process of its own."""
    finding.ChildPool = HerePool
    seats = [sorted(outcome.plan.seats) for _, outcome in planned_worlds("hash seed", 12)]
    return hashlib.sha256(repr(seats).encode()).hexdigest()


def test_the_order_of_hashes_names_nobody():
    code = (
        "from tests.model.naming.test_draw import names_of_some_worlds; "
        "print(names_of_some_worlds())"
    )
    digests = set()
    for seed in ("0", "1", "12345"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def counted(people):
    """Counts in sessions that are held because there are people."""
    return Counts(people, tuple(sorted({session for _, session in people})), ())


def test_another_seed_names_others():
    problem = world(registrants=people(*(f"P{n:02}" for n in range(20))))
    stratum = Stratum("K1/P00", problem.registrants["P00"], tuple(problem.registrants))
    counts = counted({(stratum.id, sid("P", "5")): 10, (stratum.id, sid("P", "6")): 10})
    first, other = (draw(problem, [stratum], counts, seed) for seed in ("satu", "dua"))
    assert first != other
    assert first.attendance() == other.attendance()


def test_a_held_session_without_anybody_is_held():
    problem = world()
    stratum = Stratum("K1/X", problem.registrants["X"], ("X",))
    counts = Counts({(stratum.id, sid("P", "5")): 1}, (sid("P", "5"), sid("P", "6")), ())
    assert draw(problem, [stratum], counts, "undian") == Plan.of(
        [("X", sid("P", "5"))], [sid("P", "5"), sid("P", "6")]
    )


def test_seats_that_nobody_can_take_are_refused():
    problem = world(registrants=people("X", "Y"))
    stratum = Stratum("K1/X", problem.registrants["X"], ("X", "Y"))
    with pytest.raises(ValueError, match="nobody can take"):
        draw(problem, [stratum], counted({(stratum.id, sid("P", "5")): 3}), "undian")


def test_old_seats_are_kept_by_their_holders():
    """Ten and ten stay ten and ten: whatever the draw says, everyone keeps the seat they have."""
    ids = [f"P{n:02}" for n in range(20)]
    old = [(person, sid("P", "5" if n % 2 else "6")) for n, person in enumerate(ids)]
    problem = replace(world(registrants=people(*ids)), announced=Announced.of(old))
    stratum = Stratum("K1/P00", problem.registrants["P00"], tuple(ids))
    counts = counted({(stratum.id, sid("P", "5")): 10, (stratum.id, sid("P", "6")): 10})
    assert draw(problem, [stratum], counts, "undian").seats == problem.announced.seats


def two_activities(**said: object) -> tuple[Problem, Stratum]:
    """X and Y need P and then Z, a day later at least; both are in one stratum."""
    problem = world(
        registrants=people("X", "Y"),
        activities=[Activity("P", "P", max_people=9), Activity("Z", "Z", max_people=9)],
        orders=[Order("Z", "P", 1)],
        **said,
    )
    return problem, Stratum("s", problem.registrants["X"], ("X", "Y"))


def test_old_seats_that_do_not_follow_one_another_any_more_are_not_both_kept() -> None:
    """X had Z before P: an order that came later."""
    problem, stratum = two_activities()
    p5, p8, z7, z9 = sid("P", "5"), sid("P", "8"), sid("Z", "7"), sid("Z", "9")
    problem = replace(problem, announced=Announced.of([("X", p8), ("X", z7)]))
    held = (p5, p8, z7, z9)
    counts = Counts({("s", one): 1 for one in held}, held, ())
    made = draw(problem, [stratum], counts, "undian")
    assert sorted(made.sessions_of["X"]) in ([p5, z7], [p8, z9])
    assert not verify(problem, ALWAYS_ON, made)


def test_who_can_keep_most_takes_first() -> None:
    """Y is drawn first and would take Monday; X sat there, and Z on Friday."""
    problem, stratum = two_activities()
    p5, p6, z8, z9 = sid("P", "5"), sid("P", "6"), sid("Z", "8"), sid("Z", "9")
    (taker,) = takers_of(problem, stratum, dict.fromkeys((p5, p6, z8, z9), 1))
    worth = worths(taker, ["Y", "X"], {"X": {p5, z9}, "Y": {z9}})
    assert worth == {"X": {p5: SEAT, z9: SEAT}, "Y": {z9: SEAT}}
    assert dict(taken_in_turn(taker, ["Y", "X"], worth)) == {"X": [p5, z9], "Y": [p6, z8]}


def test_of_a_lost_seat_the_date_counts_most_then_the_hall_then_the_part() -> None:
    """X sat in hall `aula` on Monday morning."""
    parts, halls = ("pagi", "siang"), [Venue(name, "K1", name, 9) for name in ("aula", "balai")]
    problem, stratum = two_activities(parts=parts, venues=halls)
    had = sid("P", "5", "pagi")
    near = [sid("P", "5", "siang"), sid("P", "5", "pagi", "balai"), sid("P", "5", "siang", "balai")]
    far = sid("P", "6", "pagi")
    takers = takers_of(problem, stratum, dict.fromkeys((*near, far), 1))
    worth = worths(takers[0], ["X"], {"X": {had}})["X"]
    assert sorted(worth, key=worth.__getitem__, reverse=True) == near
    assert len(set(worth.values())) == 3
