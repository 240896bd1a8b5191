"""More effort never gives a worse plan: a search with less of it is the beginning of one with more.

`pytest tests/model/search/test_budget.py -m slow` looks at a hundred programmes of classes.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import Level, PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.preferred_days import PreferredDays
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import counts_of, greedy, standing
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import rounds
from okoce_opt.model.search.decomposition import TOGETHER, search
from okoce_opt.model.search.open_parts import values_together
from okoce_opt.model.search.results import Begun, PartResult
from okoce_opt.model.search.state import Search
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.rules.rule import Rule
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.verify import measures
from tests.hands import world
from tests.oracle import HerePool
from tests.worlds import ALWAYS_ON

LEVELS: tuple[Level, ...] = (
    (PricedGoal(MostPlaced()),),
    (PricedGoal(FewSessions(), 20), PricedGoal(PreferredDays())),
)
Values = tuple[int, ...]


def classes(seed: int, each: int) -> tuple[Instance, Counts | None]:
    """A programme of classes of two days in three kecamatan, for people of whom many have few
    weekdays, and its quick plan: halls and days are scarce.
    """
    rng = random.Random(f"classes {seed}")
    codes = ("K1", "K2", "K3")
    days = [None, None, frozenset({0, 1, 2}), frozenset({2, 3, 4}), frozenset({0, 1, 3, 4})]
    those = [
        Registrant(
            f"{code}-{n}",
            code,
            f"{code}.{n % 2}",
            weekdays=rng.choice(days),
            wish_weekdays=frozenset({rng.randrange(5)}) if n % 3 else frozenset(),
            field=rng.choice(("boga", "jahit")),
        )
        for code in codes
        for n in range(each + rng.randrange(5))
    ]
    problem = world(
        kecamatan=[Kecamatan(code, code) for code in codes],
        kelurahan=[Kelurahan(f"{code}.{n}", code, code) for code in codes for n in range(2)],
        venues=[Venue(f"aula{code}", code, code, 6) for code in codes],
        activities=[
            Activity(name, name, min_people=3, max_people=6, days=2, fields=frozenset({name}))
            for name in ("boga", "jahit")
        ],
        registrants=those,
        last="16" if each < 20 else "23",
    )
    rules: tuple[Rule, ...] = ALWAYS_ON
    if seed % 2:
        rules = (*rules, SimultaneousPhase(2))
    instance = Instance(problem, rules, LEVELS)
    plan = standing(problem, rules, greedy(problem, rules))
    measured = measures(problem, instance.goals, plan)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in LEVELS)
    counts = Counts(counts_of(plan, stratify(instance)), tuple(sorted(plan.held)), values)
    return instance, counts


def incumbents(seed: int, each: int, budget: float, small: int = 0) -> list[Values]:
    """What each better plan of everybody came to, in the order in which they were found."""
    instance, quick = classes(seed, each)
    found: list[Values] = []

    def heard(state: Search) -> None:
        if not state.missing(instance.problem):
            values = values_together(LEVELS, state)
            if not found or values < min(found):
                found.append(values)

    search(
        *(instance, stratify(instance), HerePool(), Effort(budget)),
        found=heard,
        small=small,
        quick=lambda: quick,
    )
    return found


def check(seed: int, each: int, small: int, budgets: Sequence[float]) -> int:
    """Each run but for its last cut is the beginning of the next, and comes to no less; how many
    gained by more.

    One model of everything is a step of `TOGETHER` seconds: a run with less has nothing but its
    cut, and comes to no less.
    """
    ways = [incumbents(seed, each, budget, small) for budget in budgets]
    gained = 0
    for budget, (shorter, longer) in zip(budgets, itertools.pairwise(ways), strict=False):
        assert min(longer) <= min(shorter), (seed, ways)
        # what the last cut came to is its own, or was there
        if not small or budget >= TOGETHER:
            assert shorter[:-1] == longer[: len(shorter) - 1], (seed, ways)
        gained += min(longer) < min(shorter)
    return gained


def test_more_effort_never_gives_a_worse_plan() -> None:
    """Three shares were shares of the budget: three-day classes of 825 people went another way
    with each.
    """
    check(1, 14, 0, (0.5, 2.0, 4.0))


@pytest.mark.slow
@pytest.mark.parametrize("small", [0, 20_000])
def test_nor_in_a_hundred_programmes(small: int) -> None:
    budgets = (0.5, 1.0, 2.0, 4.0) if not small else (0.5, 1.0, 2.0, TOGETHER, 8.0)
    gained = sum(check(seed, 14 + seed % 9, small, budgets) for seed in range(100))
    print("gained by more effort:", gained)


@pytest.fixture
def parts_at_a_price(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, float]]:
    """Parts that use up their rounds and always leave something to try; who had which round, and
    how long.
    """
    asked: list[tuple[str, int, float]] = []

    def planned(name, instance, effort, begun=None, **how):
        number = begun.rounds if begun else 0
        asked.append((name[0], number, effort.deterministic))
        counts = Counts({}, (), (9 - number, 9))
        onwards = Begun(counts, rounds=number + 1)
        return PartResult(counts, (0, 0), effort.deterministic, False, onwards=onwards)

    monkeypatch.setattr(rounds, "plan_part", planned)
    monkeypatch.setattr("okoce_opt.model.search.decomposition.improve_together", lambda *_, **__: 0)
    return asked


def test_rounds_of_parts_are_as_long_whatever_the_budget(parts_at_a_price) -> None:
    """Every part has its first round, however small the budget, and what is begun is finished."""
    instance, _ = classes(0, 14)
    ways = []
    for budget in (0.1, 7.0, 12.0, 30.0):
        parts_at_a_price.clear()
        search(instance, stratify(instance), HerePool(), Effort(budget), small=0)
        ways.append([*parts_at_a_price])
    assert sorted(ways[0]) == [(code, 0, rounds.ROUNDS[0]) for code in ("K1", "K2", "K3")]
    for shorter, longer in itertools.pairwise(ways):
        assert shorter == longer[: len(shorter)]
        assert len(shorter) < len(longer)
    spent = [sum(seconds for *_, seconds in way) for way in ways]
    assert all(
        budget <= of < budget + way[-1][2]
        for budget, of, way in zip((7.0, 12.0, 30.0), spent[1:], ways[1:], strict=True)
    )
