"""One part: bounds that stand are not proved twice, and nothing is asked of a calendar that would
not be used.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.days.calendar_steps import Judge
from okoce_opt.model.days.calendars import STRICT, Found, Looked, quick_calendar
from okoce_opt.model.formulation.coarse import coarse_model, combine_levels
from okoce_opt.model.search import part as parts
from okoce_opt.model.search import relaxed_bounds
from okoce_opt.model.search.relaxed_bounds import bounds_given, bounds_of
from okoce_opt.model.search.results import PartResult
from okoce_opt.model.solvers.cpsat import Effort
from tests.hands import people, sid, world
from tests.model.formulation.test_folding import LEVELS, RULES, town
from tests.worlds import ALWAYS_ON


@pytest.mark.parametrize("worse", [0, 1])
def test_bounds_that_stand_are_those_proved_anew(worse: int) -> None:
    """With the first level at its bound the second is what it was; above it, it is proved for what
    was reached.
    """
    problem = town(1)
    coarse = coarse_model(Instance(problem, RULES, LEVELS))
    ideal = bounds_given(problem, coarse, ())
    reached = (ideal[0].bound + worse, ideal[1].bound + 7)
    anew = bounds_given(problem, coarse, reached)
    assert bounds_given(problem, coarse, reached, ideal) == anew
    assert (anew == ideal) == (worse == 0)
    # as many as one fewer needs: with somebody left out fewer seats are paid for
    assert bounds_of(anew)[0] == bounds_of(ideal)[0]


def test_bounds_that_stand_are_not_proved_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = town(1)
    coarse = coarse_model(Instance(problem, RULES, LEVELS))
    ideal = bounds_given(problem, coarse, ())
    solved = []
    monkeypatch.setattr(relaxed_bounds, "relax", lambda rows, objective: solved.append(objective))
    assert bounds_given(problem, coarse, bounds_of(ideal), ideal) == ideal
    assert solved == []


def test_the_first_calendar_is_filled_whatever_it_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no plan that it could be worse than, so that nothing needs to be solved to judge it;
    the second is judged.
    """
    problem = town(1)
    coarse = coarse_model(Instance(problem, RULES, LEVELS))
    judge = Judge(problem, coarse, combine_levels(coarse, STRICT), None)
    trial = parts._Trial(
        ("K1",), Instance(problem, RULES, LEVELS), Effort(deterministic=5.0), judge
    )
    asked = []
    monkeypatch.setattr(Judge, "promise", lambda self, held: asked.append(held))
    days = quick_calendar(problem, RULES)
    trial.consider(days)
    assert trial.best is not None
    assert asked == []
    trial.consider(days[:-1])
    assert asked == [days[:-1]]


def test_after_a_calendar_that_cannot_be_filled_the_next_is_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = town(1)
    coarse = coarse_model(Instance(problem, RULES, LEVELS))
    trial = parts._Trial(
        ("K1",),
        Instance(problem, RULES, LEVELS),
        Effort(deterministic=5.0),
        Judge(problem, coarse, combine_levels(coarse, STRICT), None),
    )
    asked = []
    monkeypatch.setattr(Judge, "promise", lambda self, held: asked.append(held))
    monkeypatch.setattr(parts, "fill", lambda *given: PartResult(None, (), 0.0, False))
    days = quick_calendar(problem, RULES)
    trial.consider(days)
    trial.consider(days[:-1])
    assert asked == [days[:-1]]


@pytest.mark.parametrize("sessions", [1, 2])
def test_an_old_plan_at_what_counting_makes_unavoidable_is_the_answer(
    sessions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four people in one session of four: no relaxation is solved. In two sessions there may be
    something to save.
    """
    those = people("A", "B", "C", "D")
    where = [sid("P", "5"), sid("P", str(4 + sessions))]
    published = [(person.id, where[n % 2]) for n, person in enumerate(those)]
    problem = world(
        registrants=those,
        activities=[Activity("P", "P", max_people=4)],
        published=published,
        last="7",
    )
    levels = [
        (PricedGoal(MostPlaced()),),
        (PricedGoal(KeepThePlan()),),
        (PricedGoal(FewSessions(), 2),),
    ]
    solved = []

    def relaxed(rows, objective, seconds, relax=relaxed_bounds.relax):
        solved.append(objective)
        return relax(rows, objective, seconds)

    monkeypatch.setattr(relaxed_bounds, "relax", relaxed)
    part = parts.plan_part(("K1",), Instance(problem, ALWAYS_ON, levels), Effort(deterministic=2.0))
    assert part.counts is not None
    assert part.counts.values == (0, 0, 2 * sessions)
    assert part.bounds == (0, 0, 2)
    assert part.counts.held == tuple(sorted(set(where)))
    assert (solved == []) == (sessions == 1)
    assert (part.proofs == ()) == (sessions == 1)


@pytest.mark.parametrize("brief", [True, False])
def test_what_is_a_beginning_only_is_not_searched_in_vain(
    brief: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three kecamatan that share days had their plan after 2 of 12 seconds, and nothing better
    after all of them; what saw all of them together had too little left.
    """
    asked = []

    def found(*_: object) -> Iterator[Found]:
        for number in range(40):
            asked.append(number)
            held = quick_calendar(problem, RULES) if number == 0 else None
            yield Found(held, 0.2, Looked(number + 1))

    problem = town(1)
    monkeypatch.setattr(parts, "calendars", found)
    monkeypatch.setattr(parts._Trial, "content", False)
    part = parts.plan_part(
        *(("K1",), Instance(problem, RULES, LEVELS), Effort(deterministic=6.0), None, True),
        brief=brief,
    )
    assert part.counts is not None
    assert len(asked) < 8 if brief else len(asked) > 20


def test_a_change_that_leaves_people_over_tries_the_announced_days_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Days for those whom a change touches were filled with somebody left over, and nobody asked
    whether the announced ones do better.
    """
    those = people("A", "B", "C", "D")
    problem = world(
        registrants=those,
        activities=[Activity("P", "P", max_people=2)],
        published=[(one.id, sid("P", "5" if n < 2 else "6")) for n, one in enumerate(those)],
        last="7",
    )
    fewer = (sid("P", "7"),)
    monkeypatch.setattr(parts, "kept_days", lambda *_: (fewer, 0.1))
    monkeypatch.setattr(parts, "calendars", lambda *_: iter(()))
    monkeypatch.setattr(parts, "quick_calendar", lambda *_: fewer)
    levels = [(PricedGoal(MostPlaced()),), (PricedGoal(FewSessions()),)]
    part = parts.plan_part(("K1",), Instance(problem, ALWAYS_ON, levels), Effort(deterministic=2.0))
    assert part.counts is not None
    assert part.counts.values == (0, 2)
