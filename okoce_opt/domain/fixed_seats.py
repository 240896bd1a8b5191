"""Announced seats that may never change, by table `ubah`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.begun import has_lost_its_team
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.may_change import cannot_stay, changing_of
from okoce_opt.domain.plan import Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.states import Freedom
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError


def find_fixed_seats(problem: Problem, old: Announced, seats: Iterable[Seat]) -> list[Seat]:
    """Those of the seats of `old` that may never change and whose holders still need them.

    Raises InputError, a complaint for each session, where one cannot be kept.
    """
    if not problem.changing:
        return []
    known = replace(problem, announced=old)
    fixed: list[Seat] = []
    lost: Counter[SessionId] = Counter()
    for person, sid in sorted(seats):
        one = problem.registrants[person]
        todo = {activity.id for activity in problem.still_to_do(one)}
        if activity_of(sid) not in todo or changing_of(known, sid).freedom is not Freedom.NEVER:
            continue
        if cannot_stay(problem, one, sid) or has_lost_its_team(problem, old, sid):
            lost[sid] += 1
        else:
            fixed.append((person, sid))
    if lost:
        raise InputError(
            [
                Complaint("cannot_stay", *_NEVER, _OTHERWISE, _LOST.fill(n=n, sid=sid))
                for sid, n in sorted(lost.items())
            ]
        )
    return fixed


def is_fixed(problem: Problem, seat: Seat) -> bool:
    """Whether an announced seat is a pin only because table `ubah` says that it never changes; in a
    problem that is the change of an announced plan.
    """
    if not problem.changing or seat not in problem.announced.seats:
        return False
    return changing_of(problem, seat[1]).freedom is Freedom.NEVER


def released(problem: Problem, before: Problem) -> Problem:
    """The problem without the pins of seats that table `ubah` kept `before` and keeps no more; what
    the list pins by itself, and what has happened, stays.
    """
    stay = before.past.seats | before.announced.pinned

    def is_free(seat: Seat) -> bool:
        return seat not in stay and is_fixed(before, seat) and not is_fixed(problem, seat)

    people = {
        one.id: replace(one, pins=tuple(pin for pin in one.pins if not is_free((one.id, pin))))
        if one.pins
        else one
        for one in problem.registrants.values()
    }
    return replace(problem, registrants=people)


_NEVER = ("ubah", "", "boleh", "tidak")
_OTHERWISE = Words("terpaksa, atau harga", "terpaksa (only if forced), or harga (at a price)")
_LOST = Words(
    "{n} kursi di {sid} tidak dapat dipertahankan: sesinya tidak dapat diadakan lagi, atau "
    "orangnya tidak dapat datang.",
    "{n} seats in {sid} cannot be kept: the session cannot be held any more, or its people cannot "
    "come.",
)
