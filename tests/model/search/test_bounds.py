"""The joint bound of the last level: solved for anew only where that may prove more than
counting.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

import pytest

from okoce_opt.domain.people import Registrant
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import decomposition as split
from okoce_opt.model.search.bounds import joint_bounds
from okoce_opt.model.search.relaxed_bounds import bound_with_links
from okoce_opt.model.search.state import Search
from okoce_opt.model.solvers.cpsat import Effort
from tests.model.search.test_decomposition import two
from tests.oracle import HerePool, World
from tests.worlds import ALWAYS_ON


class _Broken(HerePool):
    """A pool that must not be asked to bound parts again; the first level's own bound may be
    asked for.
    """

    def submit(self, task, *args, **kwargs):  # type: ignore[no-untyped-def]
        assert task is bound_with_links
        return super().submit(task, *args, **kwargs)


def two_apart() -> tuple[World, Search]:
    """Two kecamatan of one person each, that share nothing and need a session each; and the search
    for their plan.
    """
    those = two([Registrant("X", "K1", "a"), Registrant("Y", "K2", "b")])
    those = replace(those, levels=those.levels[:2], rules=ALWAYS_ON)
    strata = stratify(those.instance)
    state = split.search(those.instance, strata, HerePool(), Effort(5), small=0)
    assert [sum(bounds[n] for bounds in state.bounds.values()) for n in (0, 1)] == [0, 2]
    return those, state


@pytest.mark.parametrize(("floor", "counted"), [(0, False), (1, True), (2, True)])
def test_the_last_level_is_left_to_counting_where_that_is_nearly_as_high(
    floor: int, counted: bool
) -> None:
    """With somebody more left out than had to be the parts' own bound, 2, no longer stands. The
    plan has 12 sessions: of the 12, 11 or 10 that may still be saved by counting, a bound proved
    anew could tell 2, 1 or none.
    """
    those, state = two_apart()
    given = (those.instance, state, (1, 12))
    if counted:
        assert [joint.bound for joint in joint_bounds(*given, _Broken(), (0, floor))] == [0, 0]
        return
    with pytest.raises(AssertionError):
        joint_bounds(*given, _Broken(), (0, floor))
    assert [joint.bound for joint in joint_bounds(*given, HerePool(), (0, floor))] == [0, 0]


@pytest.mark.parametrize("cut_short", [False, True])
def test_a_bound_that_may_come_out_higher_is_proved_anew(cut_short: bool) -> None:
    """A part that used more of the first level than it has room for, or that has no bound of its
    own for the second.
    """
    those, state = two_apart()
    if cut_short:
        state.bounds[("K1",)] = state.bounds[("K1",)][:1]
    else:
        state.parts[("K1",)] = replace(state.parts[("K1",)], values=(5, 0))
    with pytest.raises(AssertionError):
        joint_bounds(those.instance, state, (1, 12), _Broken(), (0, 2))


def test_bounds_of_parts_add_up_where_every_earlier_level_is_proved() -> None:
    """Nothing is solved again, and the multipliers of both parts stand behind each level; a bound
    below nothing, or none yet, is nothing.
    """
    those, state = two_apart()
    joint = joint_bounds(those.instance, state, (0, 2), _Broken())
    assert [(one.bound, len(one.proofs)) for one in joint] == [(0, 2), (2, 2)]
    own = state.bounds[("K1",)]
    state.bounds[("K1",)] = (-7, own[1])
    assert [one.bound for one in joint_bounds(those.instance, state, (0, 2), _Broken())] == [0, 2]
    state.bounds[("K1",)] = own[:1]
    assert [one.bound for one in joint_bounds(those.instance, state, (0, 2), _Broken())] == [0, 1]
    del state.bounds[("K1",)]
    assert [one.bound for one in joint_bounds(those.instance, state, (0, 2), _Broken())] == [0, 0]


def test_bounds_of_chosen_columns_alone_bind_nothing() -> None:
    """What was searched in a narrowed problem is bounded anew in the whole one."""
    those, state = two_apart()
    state.narrowed = True
    with pytest.raises(AssertionError):
        joint_bounds(those.instance, state, (0, 2), _Broken())


def test_the_relaxation_of_everything_bounds_what_was_reached() -> None:
    """Its second level rests on a first level of 0: with another it is proved anew."""
    those, state = two_apart()
    proof = state.proofs[("K1",)][0]
    state.whole = Future()
    state.whole.set_result([(0, proof), (2, proof)])
    given = (those.instance, state)
    joint = joint_bounds(*given, (0, 12), _Broken())
    assert [(one.bound, one.proofs) for one in joint] == [(0, (proof,)), (2, (proof,))]
    with pytest.raises(AssertionError):
        joint_bounds(*given, (1, 12), _Broken())


@pytest.mark.parametrize(("reached", "expected"), [((1, 12), [0, 3]), ((2, 12), [0, 0])])
def test_what_a_search_of_everything_proved_counts_where_it_rests_on_no_more(
    reached: tuple[int, int], expected: list[int]
) -> None:
    """Proved with one person left over: with two left over fewer sessions might do."""
    those, state = two_apart()
    state.searched = {1: (3, (1,))}
    given = (those.instance, state, reached)
    assert [joint.bound for joint in joint_bounds(*given, HerePool(), (0, 0))] == expected
