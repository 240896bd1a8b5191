"""How many announced seats of one person, and of all, may change: judged by hand, and planned."""

from __future__ import annotations

import pytest

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.outcome import Impossible, Planned
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from okoce_opt.rules.changes_in_all import ChangesInAll
from okoce_opt.rules.changes_per_person import ChangesPerPerson
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import verify
from tests.hands import day, people, plan, sid, verdict, world
from tests.oracle import HerePool
from tests.test_cases_planning import scenario
from tests.worlds import ALWAYS_ON

TWO = [Activity("P", "Pelatihan", max_people=60), Activity("Z", "Perizinan", max_people=60)]
OLD = [(who, sid(what, on)) for who in "XY" for what, on in (("P", "5"), ("Z", "8"))]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def told(**said: object) -> Problem:
    rows = {"registrants": people("X", "Y", "W"), "activities": TWO, "published": OLD}
    return world(**{**rows, **said})


def test_each_seat_that_is_gone_counts_and_a_new_one_does_not() -> None:
    """X loses both, one of them for nothing; Y keeps both; W, who had none, gets two."""
    made = plan({sid("P", "5"): "Y W", sid("Z", "8"): "Y", sid("P", "6"): "X", sid("Z", "9"): "W"})
    assert verdict(ChangesPerPerson(1), told(), made) == [
        "Registrant X: 2 announced seats change, at most 1."
    ]
    assert verdict(ChangesPerPerson(2), told(), made) == []
    assert verdict(ChangesInAll(1), told(), made) == [
        "2 announced seats change (1 person), at most 1."
    ]
    assert verdict(ChangesInAll(2), told(), made) == []
    for rule in (ChangesPerPerson(-1), ChangesInAll(-1)):
        assert [c.code for c in rule.validate(told())] == ["out_of_range"]


def test_what_is_done_or_whose_holder_has_left_is_no_change() -> None:
    done = people("X", done=(("P", day("2")),))
    made = plan({sid("Z", "8"): "X"})
    assert verdict(ChangesPerPerson(0), told(registrants=done), made) == []
    assert verdict(ChangesInAll(0), told(registrants=done), made) == []


def planned(problem: Problem, rule: Rule) -> Planned:
    changed = change_of(scenario(problem, rule, MostPlaced(), FewSessions()), Plan.of(OLD))
    outcome = planning.plan(changed, Options(workers=1, budget=10))
    assert isinstance(outcome, Planned), outcome
    assert not verify(changed.problem, changed.rules, outcome.plan)
    return outcome


def test_nobody_is_told_more_than_once() -> None:
    """The hall closes on the 5th, and Z follows P by three days: who loses P loses Z on the 8th
    too. With one change a person there is no plan.
    """
    orders = [Order("Z", "P", 3)]
    closed = told(
        orders=orders,
        registrants=people("X", "Y"),
        venues=[Venue("aula", "K1", "Aula", 60)],
        obstacles=[Obstacle("tempat", "aula", day("5"), day("5"))],
        published=(),
    )
    free = planned(closed, ChangesPerPerson(2))
    assert len(free.plan.seats) == 4
    with pytest.raises(AssertionError, match="Impossible"):
        planned(closed, ChangesPerPerson(1))


def test_the_seats_that_are_lost_anyhow_are_counted() -> None:
    closed = told(obstacles=[Obstacle("tempat", "aula", day("5"), day("5"))])
    rules = [*ALWAYS_ON, ChangesPerPerson(0), ChangesInAll(1)]
    found = count(closed, rules)
    lost = sorted((one.kind, one.hard) for one in found if one.kind.startswith("lost_seats"))
    assert lost == [("lost_seats", True), *[("lost_seats_of_one", True)] * 2]
    assert not count(closed, [*ALWAYS_ON, ChangesPerPerson(1), ChangesInAll(2)])
    changed = change_of(scenario(closed, ChangesInAll(1), MostPlaced()), Plan.of(OLD))
    assert isinstance(planning.plan(changed), Impossible)


def test_at_most_so_many_in_all_holds_newcomers_back() -> None:
    """A hall of two; W and V come, and one session fewer would do if X and Y moved: they do not."""
    tight = told(
        registrants=people("X", "Y", "W", "V"),
        activities=[Activity("P", "Pelatihan", max_people=2)],
        published=(),
    )
    old = Plan.of([("X", sid("P", "5")), ("Y", sid("P", "6"))])
    for most, sessions in ((0, 2), (4, 2)):
        changed = change_of(scenario(tight, ChangesInAll(most), MostPlaced(), FewSessions()), old)
        outcome = planning.plan(changed, Options(workers=1, budget=10))
        assert isinstance(outcome, Planned)
        assert len(outcome.plan.held) == sessions
        assert outcome.plan.seats >= old.seats
