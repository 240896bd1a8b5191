"""People who can come to the same sessions, and which sessions the order of activities leaves
them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of

Indices = tuple[int, ...]
"""Places in the sequence of usable sessions, in order of time."""


@dataclass(frozen=True)
class Crowd:
    """People whom days, activities still to do, pins and a venue of their kelurahan's own do not
    tell apart.

    `needs` are required activities whose seat is still to be found, or is the one pinned in a
    usable session that has not happened yet; `place` says where: own kecamatan (of an activity held
    everywhere: there or in the city), city (empty), or where it is pinned. `free` are sessions on
    days that suit; `after` those that leave time for everything before; `whole` those that leave
    time for everything the person needs before and afterwards. All three also hold offered
    activities.
    """

    people: tuple[PersonId, ...]
    kecamatan: str
    needs: tuple[str, ...]
    place: Mapping[str, str]
    free: Mapping[str, Indices]
    after: Mapping[str, Indices]
    whole: Mapping[str, Indices]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.people)


def find_crowds(problem: Problem, usable: Sequence[Session]) -> tuple[Crowd, ...]:
    """All registrants in crowds, in order of their first id."""
    alike: dict[object, list[Registrant]] = {}
    counters = {venue.kelurahan for venue in problem.venues.values()}
    for registrant in problem.registrants.values():
        to_do = tuple(a.id for a in problem.still_to_do(registrant))
        counter = registrant.kelurahan if registrant.kelurahan in counters else ""
        key = (
            registrant.kecamatan,
            counter,
            problem.days_known_by(registrant),
            to_do,
            registrant.done,
            registrant.pins,
        )
        alike.setdefault(key, []).append(registrant)
    days = {
        day: 1 << i
        for i, day in enumerate(sorted({day for session in usable for day in session.days}))
    }
    masks = [sum(days[day] for day in session.days) for session in usable]
    at: dict[tuple[str, str], list[int]] = {}
    for i, session in enumerate(usable):
        at.setdefault((session.kecamatan, session.activity), []).append(i)
    order = _topological(problem)

    def suits(registrant: Registrant) -> Callable[[int], bool]:
        can = sum(bit for day, bit in days.items() if problem.can_come(registrant, day))
        return lambda i: masks[i] & ~can == 0

    return tuple(
        _crowd(problem, usable, at, order, those, suits(those[0])) for those in alike.values()
    )


def _topological(problem: Problem) -> list[str]:
    """Activities, each after all that come before it."""
    before = {
        name: {o.after for o in problem.orders if o.activity == name} for name in problem.activities
    }
    order: list[str] = []
    while len(order) < len(before):
        order += [name for name in before if name not in order and before[name] <= set(order)]
    return order


def _crowd(
    problem: Problem,
    usable: Sequence[Session],
    at: Mapping[tuple[str, str], Sequence[int]],
    order: Sequence[str],
    those: Sequence[Registrant],
    suits: Callable[[int], bool],
) -> Crowd:
    one = those[0]
    to_do = {activity.id: activity for activity in problem.still_to_do(one)}
    place: dict[str, str] = {}
    free: dict[str, Indices] = {}
    pinned: set[str] = set()
    for name in (name for name in order if name in to_do):
        pins = [pin for pin in one.pins if activity_of(pin) == name]
        if pins:
            pinned.add(name)
            held = tuple(i for i, session in enumerate(usable) if session.id in pins)
            # who may attend twice can have another seat anywhere: nothing is known of them
            if len(held) == len(pins) == to_do[name].times == 1:
                place[name], free[name] = usable[held[0]].kecamatan, held
        else:
            place[name] = "" if to_do[name].city else one.kecamatan
            places = (place[name], "") if to_do[name].everywhere else (place[name],)
            there = sorted(i for where in places for i in at.get((where, name), ()))
            mine = [
                i for i in there if problem.venues[usable[i].venue].kelurahan in ("", one.kelurahan)
            ]
            free[name] = tuple(i for i in mine if suits(i) and not problem.past.is_over(usable[i]))
    after = dict(free)
    for name in (name for name in order if name in free and name not in pinned):
        after[name] = tuple(
            i for i in free[name] if _leaves_time_before(problem, one, usable, after, name, i)
        )
    needs = tuple(
        name for name in free if to_do[name].required and not problem.past.attended(one, name)
    )
    whole = dict(after)
    for name in (name for name in reversed(order) if name in free and name not in pinned):
        whole[name] = tuple(
            i for i in after[name] if _leaves_time_behind(problem, needs, usable, whole, name, i)
        )
    return Crowd(tuple(r.id for r in those), one.kecamatan, needs, place, free, after, whole)


def _leaves_time_before(
    problem: Problem,
    one: Registrant,
    usable: Sequence[Session],
    after: Mapping[str, Indices],
    name: str,
    i: int,
) -> bool:
    session = usable[i]
    for order in problem.orders:
        if order.activity != name:
            continue
        done = one.done_on(order.after)
        if done is not None:
            if not order.allows_after_done(done, session):
                return False
        elif order.after in after and not any(
            order.allows(usable[j], session) for j in after[order.after]
        ):
            return False
    return True


def _leaves_time_behind(
    problem: Problem,
    needs: Sequence[str],
    usable: Sequence[Session],
    whole: Mapping[str, Indices],
    name: str,
    i: int,
) -> bool:
    # of several seats in an activity, one from which the later one is in time will do
    once = problem.activities[name].times == 1
    return all(
        any(
            (order.allows if once else order.is_ready)(usable[i], usable[j])
            for j in reversed(whole[order.activity])
        )
        for order in problem.orders
        if order.after == name and order.activity in needs
    )
