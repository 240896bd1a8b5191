"""The searches for days, one after the other: what the next one does when one has found nothing."""

from __future__ import annotations

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


def test_the_first_search_is_never_cut_short(searched):
    """With a tenth of a second for everything it still has its whole share, and the next one what
    that left of it.
    """
    given = [seconds for seconds, _ in searched(Effort(deterministic=0.1), blind=1, most=2)]
    assert given == [FIRST_SHARE, FIRST_SHARE - NOTHING.spent]


def test_alike_halls_are_counted_only_after_a_search_by_name_found_nothing(searched):
    given = searched(Effort(deterministic=60.0), blind=2, most=4)
    assert [counted for _, counted in given] == [False, True, True, False]
