"""What the rules leave open, looked at one group of kecamatan after the other, is what they leave
open to all together.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.sharing.linking import (
    closed_sessions,
    find_groups,
    options_of,
)
from okoce_opt.rows.columns import Columns
from okoce_opt.rules.rule import Rule
from tests.hands import day, sid, world
from tests.oracle import random_world
from tests.worlds import ALWAYS_ON


def compare(problem: Problem, rules: Sequence[Rule]) -> int:
    """Assert that both ways agree; the number of groups."""
    strata = stratify(Instance(problem, rules))
    whole = Columns(problem, strata)
    for rule in rules:
        rule.encode(problem, whole)
    open_to = {
        person: {session.id for session in whole.options(stratum)}
        for stratum in strata
        for person in stratum.members
    }
    assert options_of(problem, rules) == open_to
    assert closed_sessions(problem, rules) == {
        s.id for s in problem.sessions.values() if whole.is_closed(s)
    }
    return len(find_groups(problem))


def test_in_worlds_of_two_kecamatan() -> None:
    groups = []
    for seed in range(150):
        those = random_world(random.Random(seed), people=5)
        groups.append(compare(those.problem, those.rules))
    assert groups.count(2) > 30


def test_who_moved_house_may_sit_where_the_old_seat_is() -> None:
    """Tuesday: X lives in K1 and sat in K2 on Monday, Y is away today. K3 has nothing to do with
    them; its hall is shut today.
    """
    pin = sid("P", "5", venue="balai")
    people = [
        Registrant("X", "K1", "a", pins=(pin,)),
        Registrant("Y", "K1", "a"),
        Registrant("Z", "K2", "b"),
        Registrant("W", "K3", "c", weekdays=frozenset({0, 1, 2})),
    ]
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua"), Kecamatan("K3", "Tiga")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2"), Kelurahan("c", "C", "K3")],
        venues=[
            Venue("aula", "K1", "Aula", 60),
            Venue("balai", "K2", "Balai", 60),
            Venue("wisma", "K3", "Wisma", 60),
        ],
        obstacles=[
            Obstacle("pendaftar", "Y", day("6"), day("6")),
            Obstacle("tempat", "wisma", day("6"), day("6")),
        ],
        registrants=people,
        told=[(pin, True)],
        last="7",
        today=day("6"),
    )
    assert compare(problem, ALWAYS_ON) == 2
    options = options_of(problem, ALWAYS_ON)
    assert options["X"] == {pin, sid("P", "6"), sid("P", "7")}
    assert options["Y"] == {sid("P", "7")}
    assert options["W"] == {sid("P", "7", venue="wisma")}
