"""The first level has its bound, however long a relaxation of all levels takes."""

from __future__ import annotations

import numpy as np

from okoce_opt import certificate
from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.proof import ROWS, Proof
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.coarse import coarse_model
from okoce_opt.model.search import relaxed_bounds
from okoce_opt.model.search.relaxed_bounds import bound_whole
from okoce_opt.model.solvers.relaxation import Relaxed
from tests.model.formulation.test_floors import PLACED, WAITING, five_for_four_seats
from tests.oracle import World
from tests.worlds import ALWAYS_ON

LEVELS = ((PLACED,), (WAITING,))
NOTHING = np.zeros(0)


def test_a_level_that_tells_everyone_apart_takes_no_earlier_bound_along(monkeypatch) -> None:
    """Of 2,137 people by the day they registered, four levels were relaxed for minutes, the first
    of them too, where three kinds of people are all that it looks at.
    """
    problem = five_for_four_seats()
    few = len(coarse_model(Instance(problem, ALWAYS_ON, LEVELS[:1])).rows.names)
    assert few < len(coarse_model(Instance(problem, ALWAYS_ON, LEVELS)).rows.names)
    relax = relaxed_bounds.relax

    def late(rows, objective, seconds):
        assert seconds == 7.0
        in_time = len(rows.names) <= few
        return relax(rows, objective) if in_time else Relaxed(None, None, NOTHING, NOTHING)

    monkeypatch.setattr(relaxed_bounds, "relax", late)
    proofs = bound_whole(Instance(problem, ALWAYS_ON, LEVELS), 7.0)
    assert [bound for bound, _ in proofs] == [1, 0]


def test_what_is_proved_without_later_levels_is_gone_through_again() -> None:
    problem = five_for_four_seats()
    scenario = World(problem, ALWAYS_ON, LEVELS).scenario
    proofs = bound_whole(Instance(problem, ALWAYS_ON, LEVELS))
    levels = [
        SettledLevel({}, value, bound, 0, Proof(ROWS, (proof,)))
        for value, (bound, proof) in zip((1, 32), proofs, strict=True)
    ]
    checked = certificate.check(scenario, levels)
    assert [one.refused for one in checked] == [None, None]
    assert checked[0].proved == 1
