"""The joint bound of the last level: solved for anew only where that may prove more than counting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from okoce_opt.domain.people import Registrant
from okoce_opt.model import split
from okoce_opt.model.bounds import joint_bounds
from okoce_opt.model.strata import stratify
from okoce_opt.model.to_cpsat import Effort
from tests.model.test_split import two
from tests.oracle import HerePool
from tests.worlds import ALWAYS_ON


class _Broken(HerePool):
    """A pool that must not be asked for anything."""

    def submit(self, *_: object, **__: object) -> None:  # type: ignore[override]
        raise AssertionError


@pytest.mark.parametrize("floor", [0, 1, 2])
def test_the_last_level_is_left_to_counting_where_that_is_nearly_as_high(floor: int) -> None:
    """Two kecamatan of one person each need a session each. Somebody more was left out than had to be: of the second level
    the parts' own bound, 2, no longer stands (each may be the one that holds nothing), and what is proved anew is no higher."""
    those = two([Registrant("X", "K1", "a"), Registrant("Y", "K2", "b")])
    # nothing is shared
    those = replace(those, levels=those.levels[:2], rules=ALWAYS_ON)
    strata = stratify(those.problem, those.rules, those.goals)
    given = (those.problem, those.rules, those.levels)
    state = split.search(*given, strata, HerePool(), Effort(5), small=0, force=True)
    assert [sum(bounds[n] for bounds in state.bounds.values()) for n in (0, 1)] == [0, 2]
    if floor == 2:
        assert [joint.bound for joint in joint_bounds(*given, state, (1, 2), _Broken(), (0, floor))] == [0, 0]
        return
    with pytest.raises(AssertionError):
        joint_bounds(*given, state, (1, 2), _Broken(), (0, floor))
    assert [joint.bound for joint in joint_bounds(*given, state, (1, 2), HerePool(), (0, floor))] == [0, 0]
