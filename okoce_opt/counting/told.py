"""Sessions that the planner told to be held, against the rules and against one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words

KIND = "told_sessions"


def told_sessions(ground: Ground) -> Iterable[Shortfall]:
    """What is told to be held can be held, all of it together. Hard under any goal."""
    usable = {session.id for session in ground.usable}
    to_come = [
        sid
        for sid, held in ground.problem.told.items()
        if held and sid not in ground.problem.past.sessions
    ]
    told = [session for sid in to_come if (session := ground.problem.session(sid))]
    for session in told:
        if session.id not in usable:
            yield _hard(
                session,
                Words(
                    "Sesi {sid} harus diadakan, tetapi giliran, batas waktu, kalender atau "
                    "kursinya tidak mengizinkan.",
                    "Session {sid} is to be held, but turn, deadline, calendar or seats do not "
                    "allow it.",
                ).fill(sid=session.id),
            )
    for one, other in combinations(told, 2):
        if one.venue == other.venue and one.slots & other.slots:
            yield _hard(
                one,
                Words(
                    "Sesi {one} dan {other} harus diadakan di satu tempat pada waktu yang sama.",
                    "Sessions {one} and {other} are to be held in one venue at the same time.",
                ).fill(one=one.id, other=other.id),
            )
    yield from _too_many_meet(ground, told)
    yield from _too_few_people(ground, told)


def _hard(session: Session, words: Words) -> Shortfall:
    return Shortfall(KIND, words, hard=True, kecamatan=session.kecamatan, activity=session.activity)


def _too_many_meet(ground: Ground, told: Iterable[Session]) -> Iterable[Shortfall]:
    meeting: dict[date, set[str]] = {}
    for session in told:
        for day in session.days if session.kecamatan else ():
            meeting.setdefault(day, set()).add(session.kecamatan)
    for day, those in sorted(meeting.items()):
        if ground.at_most is not None and len(those) > ground.at_most:
            yield Shortfall(
                KIND,
                Words(
                    "{day}: {n} kecamatan harus bertemu, paling banyak {most}.",
                    "{day}: {n} kecamatan are to meet, at most {most} may.",
                ).fill(day=day, n=len(those), most=ground.at_most),
                hard=True,
            )


def _too_few_people(ground: Ground, told: Iterable[Session]) -> Iterable[Shortfall]:
    """Each session needs its least number; nobody sits twice in an activity that is attended
    once.
    """
    index = {session.id: i for i, session in enumerate(ground.usable)}
    least: Counter[tuple[str, str]] = Counter()
    for session in told:
        activity = ground.problem.activities[session.activity]
        if activity.times > 1 or activity.reserve_for or session.id not in index:
            continue
        least[session.kecamatan, session.activity] += activity.min_people
        can = sum(
            c.size for c in ground.crowds if index[session.id] in c.after.get(session.activity, ())
        )
        if can < activity.min_people:
            yield _hard(
                session,
                Words(
                    "Sesi {sid} harus diadakan dengan paling sedikit {least} orang, yang bisa "
                    "datang {can}.",
                    "Session {sid} is to be held with at least {least} people, {can} can come.",
                ).fill(sid=session.id, least=activity.min_people, can=can),
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
                    "{place}, {activity}: sesi yang harus diadakan memerlukan paling sedikit "
                    "{people} orang, yang ada {there}.",
                    "{place}, {activity}: the sessions to be held need at least {people} people, "
                    "there are {there}.",
                ).fill(
                    place=ground.name(place),
                    activity=ground.title(name),
                    people=people,
                    there=there,
                ),
                hard=True,
                kecamatan=place,
                activity=name,
            )
