"""Parts that do not see all that the levels look at are planned all the same, and what they left
out is looked for afterwards.
"""

from __future__ import annotations

import pytest

from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import decomposition as split
from okoce_opt.model.search import rounds
from okoce_opt.model.search.decomposition import BLIND
from okoce_opt.model.search.results import Begun, PartResult
from okoce_opt.model.solvers.cpsat import Effort
from tests.model.sharing.test_city_seats import EARLY, LATE, city
from tests.oracle import HerePool
from tests.worlds import ALWAYS_ON

LEVELS = (
    (PricedGoal(MostPlaced()),),
    (PricedGoal(ManyServed(), 5), PricedGoal(FewSessions())),
)


def not_told():
    """Three kecamatan and two bazaars of the city of which nobody said that they are held."""
    problem = city(stalls=9, told=[])
    return problem, stratify(Instance(problem, ALWAYS_ON, LEVELS))


@pytest.mark.parametrize(("large", "exactly"), [(1_000, True), (1, False)])
def test_most_of_the_effort_is_left_to_what_sees_all(large, exactly, monkeypatch):
    """An exact model of 183,782 columns was asked first, for the sake of a bazaar that parts cannot
    hold: 150 seconds for nothing. Of still more columns no bazaar was ever held.
    """
    parts, whole = [], []

    def part(name, instance, effort, *how, **more):
        parts.append(effort.deterministic)
        counts = Counts({}, (), (9, 9))
        return PartResult(counts, (0, 9), effort.deterministic, False, onwards=Begun(counts))

    monkeypatch.setattr(split, "LARGE", large)
    monkeypatch.setattr(rounds, "plan_part", part)
    monkeypatch.setattr(split, "plan_whole", lambda *_: pytest.fail("one model of everything"))
    monkeypatch.setattr(
        split,
        "improve_together",
        lambda work, effort, quick, exactly: whole.append((effort, exactly)),
    )
    problem, strata = not_told()
    split.search(Instance(problem, ALWAYS_ON, LEVELS), strata, HerePool(), Effort(30), small=0)
    assert BLIND <= sum(parts) < BLIND + max(rounds.ROUNDS)
    ((left, how),) = whole
    assert (left.deterministic, how) == (pytest.approx(30 - sum(parts)), exactly)


def test_what_parts_leave_out_is_held_afterwards():
    problem, strata = not_told()
    state = split.search(
        Instance(problem, ALWAYS_ON, LEVELS), strata, HerePool(), Effort(10), small=0
    )
    held = {sid for part in state.parts.values() for sid in part.held}
    assert held & {EARLY, LATE}
    assert [part.values for part in state.parts.values()] == [(0, 4)]
