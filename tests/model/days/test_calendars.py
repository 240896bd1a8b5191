"""The searches for days, one after the other: what the next one does when one has found nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from okoce_opt.instance import Instance
from okoce_opt.model.days import calendars as searches
from okoce_opt.model.days.calendars import FIRST_SHARE, calendars
from okoce_opt.model.formulation.coarse import coarse_model
from okoce_opt.model.search.relaxed_bounds import bounds_given, bounds_of
from okoce_opt.model.solvers.cpsat import Effort, Solved, solve
from tests.model.formulation.test_folding import LEVELS, RULES, town

NOTHING = Solved("unknown", None, None, None, 0.3)


@pytest.fixture
def searched(monkeypatch):
    """Run the searches for days of a town of three alike halls; the first `blind` of them find
    nothing.

    For each the deterministic seconds it was given and whether halls were counted.
    """

    def run(effort: Effort, blind: int, most: int) -> list[tuple[float, bool]]:
        problem = town(0)
        coarse = coarse_model(Instance(problem, RULES, LEVELS))
        bounds = bounds_of(bounds_given(problem, coarse, ()))
        given: list[tuple[float, bool]] = []
        folds: list[bool] = []

        def folded(rows, objective, fold=searches.fold):
            found = fold(rows, objective)
            folds.append(found is not None)
            return found

        def seen(rows, objective, share, stop):
            given.append((share.deterministic, any(folds)))
            folds.clear()
            return NOTHING if len(given) <= blind else solve(rows, objective, share, stop=stop)

        monkeypatch.setattr(searches, "fold", folded)
        monkeypatch.setattr(searches, "solve", seen)
        for _ in calendars(Instance(problem, RULES, LEVELS), coarse, bounds, effort):
            if len(given) >= most:
                break
        return given

    return run


def test_each_search_has_what_those_before_it_left(searched):
    given = [seconds for seconds, _ in searched(Effort(deterministic=2.5), blind=2, most=3)]
    assert given == [FIRST_SHARE, pytest.approx(2.5 - NOTHING.spent), pytest.approx(1.9)]


def test_what_goes_on_later_finds_what_one_search_finds(monkeypatch):
    """A part was looked at for the longer the greater the budget: with less of it other days were
    proposed, and the plan was now and then the better one.
    """
    given = []

    def seen(rows, objective, share, stop):
        given.append((share.seed, share.deterministic))
        return replace(solve(rows, objective, share, stop=stop), spent=0.5)

    monkeypatch.setattr(searches, "solve", seen)
    problem = town(3)
    instance = Instance(problem, RULES, LEVELS)
    coarse = coarse_model(instance)
    bounds = bounds_of(bounds_given(problem, coarse, ()))
    whole = [*islice(calendars(instance, coarse, bounds, Effort(60.0)), 6)]
    seen_whole, given = given, []
    parts, looked = [], None
    for _ in range(3):
        parts += islice(calendars(instance, coarse, bounds, Effort(60.0), looked), 2)
        looked = parts[-1].looked
    assert parts == whole
    assert given == seen_whole


def test_alike_halls_are_counted_only_after_a_search_by_name_found_nothing(searched):
    given = searched(Effort(deterministic=60.0), blind=2, most=4)
    assert [counted for _, counted in given] == [False, True, True, False]
