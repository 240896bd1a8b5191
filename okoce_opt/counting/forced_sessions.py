"""Sessions that must be held, for the planner told so or pinned somebody there: against the rules,
the people, the teams and one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from okoce_opt.counting.causes import explain_barred
from okoce_opt.counting.flow import find_greatest_flow
from okoce_opt.counting.ground import Ground
from okoce_opt.counting.pins import Pin, find_pins, list_pins
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same

KIND = "told_sessions"


@dataclass(frozen=True)
class ForcedSession:
    """A session that must be held, and whose word that is."""

    session: Session
    said: Words
    told: bool


def find_forced_sessions(ground: Ground) -> list[ForcedSession]:
    """Sessions to come that are told to be held, and those with pins; by time."""
    problem, found = ground.problem, dict[str, ForcedSession]()
    pins: dict[str, list[Pin]] = {}
    if any(person.pins for person in problem.registrants.values()):
        for pin in find_pins(ground):
            pins.setdefault(pin.session.id, []).append(pin)
    told = {sid for sid, held in problem.told.items() if held}
    for sid in told | pins.keys():
        session = problem.session(sid)
        if session is None or sid in problem.past.sessions:
            continue
        if sid in told:
            known = ("sesi", sid) in ground.places
            where = ground.where("sesi", sid)
            said = Words("{sid} ({where})", "{sid} ({where})").fill(sid=sid, where=where)
            found[sid] = ForcedSession(session, said if known else same(sid), told=True)
        else:
            said = Words("{sid} (pin {pins})", "{sid} (pin {pins})")
            found[sid] = ForcedSession(
                session, said.fill(sid=sid, pins=_holders(pins[sid])), told=False
            )
    return sorted(found.values(), key=lambda one: (one.session.starts, one.session.id))


def _holders(pins: Sequence[Pin]) -> Words:
    only = pins[0].said if len(pins) == 1 else list_pins(pins)
    return Words(only.id, only.en)


def count_forced_sessions(ground: Ground) -> Iterable[Shortfall]:
    """What must be held can be held, all of it together. Hard under any goal."""
    usable = {session.id for session in ground.usable}
    forced = find_forced_sessions(ground)
    for one in forced:
        why = explain_barred(ground, one.session) if one.told else None
        if one.told and (one.session.id not in usable or why is not None):
            closed = Words("hari atau tempatnya tidak dibuka", "its day or place is not open")
            yield _hard(
                one,
                Words(
                    "Sesi {sid} harus diadakan, tetapi {why}.",
                    "Session {sid} is to be held, but {why}.",
                ).fill(sid=one.said, why=why or closed),
            )
    for one, other in combinations(forced, 2):
        if one.session.venue == other.session.venue and one.session.slots & other.session.slots:
            yield _hard(
                one,
                Words(
                    "Sesi {one} dan {other} harus diadakan di satu tempat pada waktu yang sama.",
                    "Sessions {one} and {other} are to be held in one venue at the same time.",
                ).fill(one=one.said, other=other.said),
            )
    yield from _too_many_meet(ground, forced)
    yield from _too_many_days(ground, forced)
    yield from _too_few_people(ground, forced)
    yield from _too_few_at_once(ground, forced)
    yield from _too_few_teams(ground, forced)


def _hard(one: ForcedSession, words: Words) -> Shortfall:
    session = one.session
    return Shortfall(KIND, words, hard=True, kecamatan=session.kecamatan, activity=session.activity)


def _too_many_meet(ground: Ground, forced: Iterable[ForcedSession]) -> Iterable[Shortfall]:
    meeting: dict[date, dict[str, Words]] = {}
    for one in forced:
        for day in one.session.days if one.session.kecamatan else ():
            meeting.setdefault(day, {}).setdefault(one.session.kecamatan, one.said)
    for day, those in sorted(meeting.items()):
        if len(those) > (most := ground.most_meeting(those)):
            yield Shortfall(
                KIND,
                Words(
                    "{day}: {n} kecamatan harus bertemu, paling banyak {most}: {sessions}.",
                    "{day}: {n} kecamatan are to meet, at most {most} may: {sessions}.",
                ).fill(day=day, n=len(those), most=most, sessions=all_of(those.values())),
                hard=True,
            )


def _too_many_days(ground: Ground, forced: Iterable[ForcedSession]) -> Iterable[Shortfall]:
    """A kecamatan meets on only so many days of a week, say."""
    days: dict[str, dict[date, Words]] = {}
    for one in forced:
        for day in one.session.days if one.session.kecamatan else ():
            days.setdefault(one.session.kecamatan, {}).setdefault(day, one.said)
    for code, those in sorted(days.items()):
        if len(those) > (most := ground.most_days(code, those)):
            yield Shortfall(
                KIND,
                Words(
                    "{place}: harus bertemu pada {n} hari, paling banyak {most}: {sessions}.",
                    "{place}: is to meet on {n} days, at most {most} may be: {sessions}.",
                ).fill(
                    place=ground.name(code),
                    n=len(those),
                    most=most,
                    sessions=all_of(those.values()),
                ),
                hard=True,
                kecamatan=code,
            )


def all_of(said: Iterable[Words]) -> Words:
    """Several sessions in one sentence, each once."""
    every = list(dict.fromkeys(said))
    return Words(", ".join(w.id for w in every), ", ".join(w.en for w in every))


def _too_few_people(ground: Ground, forced: Iterable[ForcedSession]) -> Iterable[Shortfall]:
    """Each session needs its least number; nobody sits twice in an activity that is attended
    once.
    """
    index = {session.id: i for i, session in enumerate(ground.usable)}
    least: Counter[tuple[str, str]] = Counter()
    those: dict[tuple[str, str], list[Words]] = {}
    for one in forced:
        session = one.session
        activity = ground.problem.activities[session.activity]
        if activity.times > 1 or activity.reserve_for or session.id not in index:
            continue
        least[session.kecamatan, session.activity] += activity.min_people
        those.setdefault((session.kecamatan, session.activity), []).append(one.said)
        can = _able(ground, index[session.id], session.activity)
        if can < activity.min_people:
            yield _hard(
                one,
                Words(
                    "Sesi {sid} harus diadakan dengan paling sedikit {least} orang, yang bisa "
                    "datang {can}.",
                    "Session {sid} is to be held with at least {least} people, {can} can come.",
                ).fill(sid=one.said, least=activity.min_people, can=can),
            )
    for (place, name), people in sorted(least.items()):
        # what is held everywhere may seat anyone in the city; then all places share all people
        everywhere = not place and ground.problem.activities[name].everywhere
        people = (
            sum(n for (_, other), n in least.items() if other == name) if everywhere else people
        )
        there = sum(
            c.size
            for c in ground.crowds
            if name in c.place and (everywhere or c.place[name] == place)
        )
        if there < people:
            yield Shortfall(
                KIND,
                Words(
                    "{place}, {activity}: sesi yang harus diadakan ({sessions}) memerlukan paling "
                    "sedikit {people} orang, yang ada {there}.",
                    "{place}, {activity}: the sessions to be held ({sessions}) need at least "
                    "{people} people, there are {there}.",
                ).fill(
                    sessions=all_of(those[place, name]),
                    place=ground.name(place),
                    activity=ground.title(name),
                    people=people,
                    there=there,
                ),
                hard=True,
                kecamatan=place,
                activity=name,
            )


def _able(ground: Ground, i: int, activity: str) -> int:
    """People who can come to a session."""
    return sum(crowd.size for crowd in ground.crowds if i in crowd.after.get(activity, ()))


def _too_few_at_once(ground: Ground, forced: Sequence[ForcedSession]) -> Iterator[Shortfall]:
    """Sessions at one time share their people: nobody is in two of them."""
    index = {session.id: i for i, session in enumerate(ground.usable)}
    at: dict[int, list[ForcedSession]] = {}
    for one in forced:
        reserve = ground.problem.activities[one.session.activity].reserve_for
        for slot in one.session.slots if one.session.id in index and not reserve else ():
            at.setdefault(slot, []).append(one)
    seen: set[tuple[str, ...]] = set()
    for _, those in sorted(at.items()):
        names = tuple(one.session.id for one in those)
        if len({one.session.activity for one in those}) < 2 or names in seen:
            continue
        seen.add(names)
        least = [ground.problem.activities[one.session.activity].min_people for one in those]
        alone = [_able(ground, index[one.session.id], one.session.activity) for one in those]
        if any(can < n for can, n in zip(alone, least, strict=True)):
            continue  # said of that session by itself
        need = sum(least)
        can = sum(
            crowd.size
            for crowd in ground.crowds
            if any(
                index[one.session.id] in crowd.after.get(one.session.activity, ()) for one in those
            )
        )
        if can < need:
            yield _hard(
                those[0],
                Words(
                    "Sesi {sessions} pada satu waktu memerlukan paling sedikit {need} orang, yang "
                    "bisa datang {can}.",
                    "Sessions {sessions} at one time need at least {need} people, {can} can come.",
                ).fill(sessions=all_of(one.said for one in those), need=need, can=can),
            )


def _too_few_teams(ground: Ground, forced: Sequence[ForcedSession]) -> Iterator[Shortfall]:
    """Sessions at one time need a team each."""
    problem = ground.problem
    at: dict[tuple[str, int], list[ForcedSession]] = {}
    for one in forced:
        kind = problem.activities[one.session.activity].team
        if kind and problem.able_teams(one.session):
            for slot in one.session.slots:
                at.setdefault((kind, slot), []).append(one)
    seen: set[tuple[str, ...]] = set()
    for (kind, slot), those in sorted(at.items()):
        names = tuple(one.session.id for one in those)
        if names in seen:
            continue
        seen.add(names)
        able = [[team.id for team in problem.able_teams(one.session)] for one in those]
        teams = sorted({team for each in able for team in each})
        room = [max(0, problem.teams[t].at_once - problem.at_work.get((t, slot), 0)) for t in teams]
        reach = [[teams.index(team) for team in each] for each in able]
        short, _ = find_greatest_flow([1] * len(those), reach, room)
        if short:
            yield _hard(
                those[0],
                Words(
                    "Sesi {sessions} harus diadakan pada satu waktu dan perlu {n} tim {kind}; tim "
                    "yang bisa: {teams}, untuk {room} sesi.",
                    "Sessions {sessions} are to be held at one time and need {n} teams of {kind}; "
                    "those that can: {teams}, for {room} sessions.",
                ).fill(
                    sessions=all_of(one.said for one in those),
                    n=len(those),
                    kind=kind,
                    teams=teams,
                    room=len(those) - short,
                ),
            )
