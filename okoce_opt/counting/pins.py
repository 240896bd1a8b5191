"""What the planner has fixed: seats that are pinned, sessions told to be held.

Each is asked against every rule, and any two of them together, before anything is solved.

A pin that its holder alone cannot keep is a mistake in the input (rule `pinned`); what is found
here is *impossible*, under any goal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from okoce_opt.counting.causes import explain_barred
from okoce_opt.counting.crowds import Crowd
from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.activities import Order
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words

KIND = "orders"
SHOWN = 4
"""Pins named of one session."""


@dataclass(frozen=True)
class Pin:
    """A registrant's pinned seat, and where that is written."""

    person: Registrant
    session: Session
    crowd: Crowd
    said: Words


def count_pins(ground: Ground) -> Iterator[Shortfall]:
    """Each pin against the rules, the pins of one person two by two, then those of several."""
    if not any(person.pins for person in ground.problem.registrants.values()):
        return
    pins = find_pins(ground)
    of: dict[str, list[Pin]] = {}
    for pin in pins:
        of.setdefault(pin.person.id, []).append(pin)
    for pin in pins:
        if pin.session.id not in ground.problem.past.sessions:
            yield from _against_rules(ground, pin)
    for mine in of.values():
        yield from _of_one_person(ground, mine)
    yield from _too_many_in_one_session(ground, pins)


def find_pins(ground: Ground) -> list[Pin]:
    """Every pin to a session, past ones too, by registrant."""
    problem = ground.problem
    crowd_of = {person: crowd for crowd in ground.crowds for person in crowd.people}
    found = []
    for person in problem.registrants.values():
        for pin in person.pins:
            session = problem.session(pin)
            if session is not None:
                said = Words("{who} di {pin} ({where})", "{who} in {pin} ({where})").fill(
                    who=person.id, pin=pin, where=_where(ground, person, pin)
                )
                found.append(Pin(person, session, crowd_of[person.id], said))
    return found


def _where(ground: Ground, person: Registrant, pin: str) -> Words:
    key = f"{person.id}|{pin}"
    if ("pendaftar", key) not in ground.places and (
        (person.id, pin) in ground.problem.announced.seats
    ):
        return Words("kursi dari rencana yang diumumkan", "a seat of the plan announced")
    where = ground.where("pendaftar", key, f"pendaftar {person.id}")
    return Words("{where}, kolom pin_{activity}", "{where}, column pin_{activity}").fill(
        where=where, activity=activity_of(pin)
    )


def _hard(pin: Pin, words: Words) -> Shortfall:
    return Shortfall(
        KIND, words, hard=True, kecamatan=pin.person.kecamatan, activity=pin.session.activity
    )


def _against_rules(ground: Ground, pin: Pin) -> Iterator[Shortfall]:
    """A session that a rule bars, and what must come before it and cannot."""
    if (why := explain_barred(ground, pin.session)) is not None:
        yield _hard(pin, _cannot(pin, why))
        return
    pinned = {activity_of(other) for other in pin.person.pins}
    for order in ground.problem.orders:
        if order.activity != pin.session.activity or order.after in pinned:
            continue
        done = pin.person.done_on(order.after)
        if done is not None and not order.allows_after_done(done, pin.session):
            why = Words(
                "{before} baru selesai {done}, jedanya {gap} hari (tabel urutan)",
                "{before} was done on {done} only, {gap} days are to lie between (table urutan)",
            )
            why = why.fill(before=ground.title(order.after), done=done, gap=order.min_gap_days)
            yield _hard(pin, _cannot(pin, why))
        elif (
            done is None
            and order.after in pin.crowd.after
            and not any(
                order.allows(ground.usable[i], pin.session) for i in pin.crowd.after[order.after]
            )
        ):
            why = Words(
                "sebelumnya harus {before}, dan tidak ada sesinya yang dapat ia datangi dengan "
                "jeda {gap} hari sebelum itu (tabel urutan)",
                "{before} must come before it, and no session of it that they can come to lies "
                "{gap} days before (table urutan)",
            )
            why = why.fill(before=ground.title(order.after), gap=_gap(order))
            yield _hard(pin, _cannot(pin, why))


def _cannot(pin: Pin, why: Words) -> Words:
    return Words("Pin {pin} tidak mungkin: {why}.", "Pin {pin} cannot be kept: {why}.").fill(
        pin=pin.said, why=why
    )


def _gap(order: Order) -> Words | int:
    if order.max_gap_days is None:
        return order.min_gap_days
    return Words(
        f"{order.min_gap_days} sampai {order.max_gap_days}",
        f"{order.min_gap_days} to {order.max_gap_days}",
    )


def _of_one_person(ground: Ground, mine: Sequence[Pin]) -> Iterator[Shortfall]:
    """Two pins at one time, in the wrong order, or more of one activity than it may be attended."""
    problem, past = ground.problem, ground.problem.past.sessions
    for one, other in combinations(mine, 2):
        if one.session.id in past and other.session.id in past:
            continue
        if one.session.slots & other.session.slots:
            yield _clash(one, other, Words("keduanya pada waktu yang sama", "both are at one time"))
        for order in problem.orders:
            for earlier, later in ((one, other), (other, one)):
                if (
                    (order.after, order.activity)
                    == (earlier.session.activity, later.session.activity)
                    and problem.activities[order.after].times == 1
                    and not order.allows(earlier.session, later.session)
                ):
                    why = Words(
                        "{later} harus sesudah {before} dengan jeda {gap} hari (tabel urutan)",
                        "{later} comes after {before}, with {gap} days between (table urutan)",
                    ).fill(
                        later=ground.title(order.activity),
                        before=ground.title(order.after),
                        gap=_gap(order),
                    )
                    yield _clash(earlier, later, why)
    by_activity: dict[str, list[Pin]] = {}
    for pin in mine:
        by_activity.setdefault(pin.session.activity, []).append(pin)
    for name, those in by_activity.items():
        times = problem.activities[name].times
        if len(those) > times:
            why = Words(
                "{activity} hanya diikuti {times} kali; yang sudah dihadiri tidak dapat dibatalkan "
                "dengan pin",
                "{activity} is attended {times} times only; what was attended is not undone by a "
                "pin",
            ).fill(activity=ground.title(name), times=times)
            yield _clash(those[0], those[-1], why)


def _clash(one: Pin, other: Pin, why: Words) -> Shortfall:
    return _hard(
        other,
        Words(
            "Dua pin yang tidak dapat berlaku bersama: {one} dan {other}; {why}.",
            "Two pins that cannot both be kept: {one} and {other}; {why}.",
        ).fill(one=one.said, other=other.said, why=why),
    )


def _too_many_in_one_session(ground: Ground, pins: Sequence[Pin]) -> Iterator[Shortfall]:
    by_session: dict[str, list[Pin]] = {}
    for pin in pins:
        by_session.setdefault(pin.session.id, []).append(pin)
    for sid, those in by_session.items():
        seats = those[0].session.seats
        if len(those) > seats and sid not in ground.problem.past.sessions:
            yield _hard(
                those[0],
                Words(
                    "Sesi {sid} punya {seats} kursi, tetapi {n} orang dipatok di sana: {pins}.",
                    "Session {sid} has {seats} seats, but {n} people are pinned to it: {pins}.",
                ).fill(sid=sid, seats=seats, n=len(those), pins=list_pins(those)),
            )


def list_pins(pins: Sequence[Pin]) -> Words:
    """The first few pins of a session in words."""
    some = [pin.said for pin in pins[:SHOWN]]
    more = ", ..." if len(pins) > SHOWN else ""
    return Words(", ".join(w.id for w in some) + more, ", ".join(w.en for w in some) + more)


def _mates_who_cannot(
    ground: Ground, members: Sequence[Registrant], pins: Sequence[Pin], where: Words
) -> Iterator[Shortfall]:
    """All sit where one of them is pinned, or nobody does: the others must be able to come."""
    crowd_of = {person: crowd for crowd in ground.crowds for person in crowd.people}
    index = {session.id: i for i, session in enumerate(ground.usable)}
    for pin in pins:
        name = pin.session.activity
        for mate in members:
            crowd = crowd_of[mate.id]
            needs = name in crowd.needs and not mate.pins
            if needs and index.get(pin.session.id) not in crowd.free.get(name, ()):
                why = Words(
                    "{mate} dari keluarga yang sama ({where}) tidak dapat hadir di sesi itu",
                    "{mate} of the same household ({where}) cannot come to that session",
                )
                yield _hard(pin, _cannot(pin, why.fill(mate=mate.id, where=where)))


def count_pins_of_households(ground: Ground) -> Iterator[Shortfall]:
    """People of a household who are pinned apart, or on one day."""
    problem, past = ground.problem, ground.problem.past.sessions
    of: dict[str, list[Pin]] = {}
    for pin in find_pins(ground) if problem.members_of else ():
        of.setdefault(pin.person.id, []).append(pin)
    for name, members in problem.members_of.items():
        together = problem.households[name].together
        where = ground.where("keluarga", name, f"keluarga {name}")
        pins = [pin for r in members for pin in of.get(r.id, ()) if pin.session.id not in past]
        if together and problem.households[name].whole:
            yield from _mates_who_cannot(ground, members, pins, where)
        for one, other in combinations(pins, 2):
            if one.person.id == other.person.id:
                continue
            apart = (
                one.session.activity == other.session.activity
                and one.session.id != other.session.id
                and problem.activities[one.session.activity].times == 1
            )
            if together and apart:
                why = Words(
                    "keluarga {name} minta bersama ({where})",
                    "household {name} asks to sit together ({where})",
                )
                yield _clash(one, other, why.fill(name=name, where=where))
            if not together and set(one.session.days) & set(other.session.days):
                why = Words(
                    "keluarga {name} minta bergantian, tidak pernah pada hari yang sama ({where})",
                    "household {name} asks to come in turns, never on the same day ({where})",
                )
                yield _clash(one, other, why.fill(name=name, where=where))
