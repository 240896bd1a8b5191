"""What is proved of all kecamatan together once there is a plan of them: a bound for each level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.proof import PartProof
from okoce_opt.goals.goal import Level
from okoce_opt.instance import Instance
from okoce_opt.model.search.open_parts import for_each_level
from okoce_opt.model.search.relaxed_bounds import bound_part, bound_with_links
from okoce_opt.model.search.results import Name
from okoce_opt.model.search.state import WHOLE, Search, result_of
from okoce_opt.model.sharing.joint import find_missing, join_bounds, levels_of_part, room_left
from okoce_opt.processes.pool import Pool

NEARLY = 0.1
"""Solving anew for a bound that can tell no more than this share of what may still be saved is not
worth its time.
"""

FEW = 3_000
"""People up to whom the first level is bounded once more with each stratum tied to its sessions."""


@dataclass(frozen=True, slots=True)
class JointBound:
    """A bound of the joint problem, and what multipliers prove of its parts."""

    bound: int
    proofs: tuple[PartProof, ...] = ()


def joint_bounds(
    instance: Instance,
    state: Search,
    reached: Sequence[int],
    pool: Pool,
    floors: Sequence[int] = (),
) -> tuple[JointBound, ...]:
    """A bound for each level of the joint problem, given that earlier levels are at `reached` or
    below: what relaxations prove, or a search of everything where that is more.

    See `_proved`; `floors` are what counting says.
    """
    proved = _proved(instance, state, reached, pool, floors)
    found = []
    for number, joint in enumerate(proved):
        bound, before = state.searched.get(number, (0, ()))
        rests = all(now <= then for now, then in zip(reached, before, strict=False))
        found.append(replace(joint, bound=max(joint.bound, bound)) if rests else joint)
    return (*_linked(instance, state, reached, pool, found), *found[1:])


def _linked(
    instance: Instance,
    state: Search,
    reached: Sequence[int],
    pool: Pool,
    found: Sequence[JointBound],
) -> tuple[JointBound, ...]:
    """The first level's bound, by more rows where its value is above it: those who can come to few
    sessions each tied to them.
    """
    problem, first = instance.problem, tuple(found[:1])
    everywhere = {*problem.kecamatan}
    # what parts prove of later levels rests on what each of them needs of the first
    parts = any({*part.kecamatan} != everywhere for one in found[1:] for part in one.proofs)
    if not first or parts or len(problem.registrants) > FEW or reached[0] <= first[0].bound:
        return first
    if pool.stopped:
        return first
    answer = result_of(pool.submit(bound_with_links, instance), state)
    return (
        (JointBound(answer[0], (answer[1],)),) if answer and answer[0] >= first[0].bound else first
    )


def _proved(
    instance: Instance,
    state: Search,
    reached: Sequence[int],
    pool: Pool,
    floors: Sequence[int],
) -> tuple[JointBound, ...]:
    """What relaxations of the parts, or of everything, prove of each level.

    The parts' own bounds of a level add up when every level before it is proved; otherwise a part
    may use what the others leave of an earlier level, and is bounded again with that much room.
    Where that is at least what it used itself the new bound is no higher than its own was: the last
    level is left to counting if its `floors` entry is nearly as high.
    """
    levels = instance.levels
    if state.whole is not None and WHOLE not in state.bounds:
        return _joint_as_a_whole(instance, state, reached, pool)
    bounds = {name: for_each_level(own, levels) for name, own in sorted(state.bounds.items())}
    if WHOLE not in bounds and find_missing(instance.problem, bounds):
        return tuple(JointBound(0) for _ in levels)
    settled = [
        join_bounds(level, [b[number] for b in bounds.values()])
        for number, level in enumerate(levels)
    ]
    final: list[JointBound] = []
    for number, level in enumerate(levels):
        # where an earlier level is one maximum, a part below it may use the rest: its own later
        # bounds are too high
        summed = all(
            priced.goal.over_kecamatan == "sum" for earlier in levels[:number] for priced in earlier
        )
        if (
            not state.narrowed
            and (summed or WHOLE in bounds)
            and list(reached[:number]) == settled[:number]
        ):
            known = tuple(
                proofs[number] for _, proofs in sorted(state.proofs.items()) if len(proofs) > number
            )
            final.append(JointBound(settled[number], known))
            continue
        rooms = _rooms(levels[:number], reached, bounds)
        if number == len(levels) - 1 < len(floors) and _no_higher(state, levels, rooms):
            saved, told = reached[number] - floors[number], settled[number] - floors[number]
            if told <= NEARLY * max(0, saved):
                final.append(JointBound(0))
                continue
        again = _bounded_again(instance, number, rooms, state, pool)
        for name, answer in again.items():
            bounds[name] = (
                *bounds[name][:number],
                answer[0] if answer else 0,
                *bounds[name][number + 1 :],
            )
        known = tuple(answer[1] for answer in again.values() if answer)
        together = [bounds[name][number] for name in bounds]
        final.append(JointBound(join_bounds(level, together), known))
    return tuple(final)


def _rooms(
    earlier: Sequence[Level], reached: Sequence[int], bounds: Mapping[Name, Sequence[int]]
) -> dict[Name, list[int]]:
    """What the bounds of the others leave to each part of every earlier level at `reached`."""
    return {
        name: [
            room_left(level, reached[n], [b[n] for other, b in bounds.items() if other != name])
            for n, level in enumerate(earlier)
        ]
        for name in bounds
    }


def _bounded_again(
    instance: Instance,
    number: int,
    rooms: Mapping[Name, Sequence[int]],
    state: Search,
    pool: Pool,
) -> dict[Name, tuple[int, PartProof] | None]:
    """Level `number` of each part bounded anew, with its room for the earlier ones; None where a
    task was lost.
    """
    problem, levels = instance.problem, instance.levels
    parts = {name: problem if name == WHOLE else narrowed(problem, name) for name in rooms}
    # what covers everything is looked at under everything, in the certificate too
    seen = {
        name: levels if {*part.kecamatan} == {*problem.kecamatan} else levels_of_part(levels)
        for name, part in parts.items()
    }
    tasks = {
        name: pool.submit(
            bound_part, Instance(part, instance.rules, seen[name]), number, rooms[name]
        )
        for name, part in parts.items()
    }
    return {name: result_of(task, state) for name, task in tasks.items()}


def _no_higher(state: Search, levels: Sequence[Level], rooms: Mapping[Name, Sequence[int]]) -> bool:
    """Whether each part has a bound of its own for every level, and as much room for the earlier
    ones as it used itself.
    """
    return all(
        name in state.parts
        and len(state.bounds[name]) == len(levels)
        and all(
            room_of >= used for room_of, used in zip(those, state.parts[name].values, strict=False)
        )
        for name, those in rooms.items()
    )


def _joint_as_a_whole(
    instance: Instance,
    state: Search,
    reached: Sequence[int],
    pool: Pool,
) -> tuple[JointBound, ...]:
    """Bounds of the levels by the relaxation of everything; those that rest on a value not reached
    are proved anew.
    """
    proofs = result_of(state.whole, state) if state.whole is not None else None
    if proofs is None:
        return tuple(JointBound(0) for _ in instance.levels)
    final: list[JointBound] = []
    for number in range(len(instance.levels)):
        answer: tuple[int, PartProof] | None = proofs[number]
        if list(reached[:number]) != [bound for bound, _ in proofs[:number]]:
            answer = result_of(pool.submit(bound_part, instance, number, reached[:number]), state)
        final.append(JointBound(answer[0], (answer[1],)) if answer else JointBound(0))
    return tuple(final)
