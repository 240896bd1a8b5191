"""Cities of any size, made from a story in memory: its kecamatan under new codes, with people drawn
afresh.

Each new registrant keeps the kelurahan of one of the story's, so that kelurahan keep their sizes,
and has the weekdays and wishes of a second and the absences of a third, drawn from all of the
story's people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import PersonId, SessionId, VenueId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_id, session_name
from okoce_opt.domain.tables import Tables
from okoce_opt.rules.rule import Rule
from okoce_opt.sample.draw import Draw
from okoce_opt.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Growth:
    """How the new city differs from the story.

    It has `kecamatan` of them, each with `people` times as many registrants, `halls` halls for each
    of the story's and `seats` times as many seats in a session; every chain of activities stands
    there `chains` times over.
    """

    kecamatan: int
    people: int = 1
    halls: int = 1
    seats: int = 1
    chains: int = 1


def grown(base: Scenario, name: str, growth: Growth) -> Scenario:
    """The story as a larger city. As many kecamatan meet at the same time, in proportion, as
    there.
    """
    old = base.problem
    codes = _in_turn(old)
    copies = [(codes[i % len(codes)], f"{i + 1:04d}") for i in range(growth.kecamatan)]
    venues = list(_venues(old, copies, growth))
    people: list[Registrant] = []
    absences: list[Obstacle] = []
    for person, away in _people(base, copies, growth):
        people.append(person)
        absences += [replace(obstacle, id=person.id) for obstacle in away]
    there = {venue.id for venue in venues}
    told = [
        (sid, held)
        for _, mark in copies
        for old_sid, held in old.told.items()
        if session_name(sid := SessionId(_moved(old_sid, mark))).venue in there
        and growth.chains == 1
    ]
    problem = Problem.of(
        Tables(
            kecamatan=[
                replace(old.kecamatan[c], code=f"{c}.{m}", name=f"{old.kecamatan[c].name} {m}")
                for c, m in copies
            ],
            kelurahan=[
                replace(k, code=f"{k.code}.{m}", kecamatan=f"{c}.{m}")
                for c, m in copies
                for k in old.kelurahan.values()
                if k.kecamatan == c
            ],
            venues=venues,
            activities=list(_activities(old, growth)),
            calendar=old.calendar,
            registrants=people,
            orders=[
                Order(_chained(o.activity, k), _chained(o.after, k), o.min_gap_days, o.max_gap_days)
                for o in old.orders
                for k in range(growth.chains)
            ],
            obstacles=[*(o for o in old.obstacles if o.kind == "program"), *absences],
            told=told,
            today=old.today,
            notice=old.notice,
        )
    )
    rules = tuple(_rules(base.rules, growth.kecamatan, len(old.kecamatan)))
    return replace(
        base,
        name=name,
        path=Path(name),
        problem=problem,
        rules=rules,
        digest=name,
        people={},
        notices=(),
    )


def _in_turn(problem: Problem) -> list[str]:
    """The kecamatan, one of each group after the other, so that any number of them is shared out
    evenly.
    """
    by_group: dict[str, list[str]] = {}
    for code, kecamatan in problem.kecamatan.items():
        by_group.setdefault(kecamatan.group, []).append(code)
    longest = max(len(codes) for codes in by_group.values())
    return [
        codes[i] for i in range(longest) for _, codes in sorted(by_group.items()) if i < len(codes)
    ]


def _venues(problem: Problem, copies: Sequence[tuple[str, str]], growth: Growth) -> Iterator[Venue]:
    for code, mark in copies:
        for venue in problem.venues.values():
            if venue.kecamatan == code:
                for hall in range(growth.halls):
                    more = f"-{hall + 1}" if hall else ""
                    yield replace(
                        venue,
                        id=VenueId(f"{venue.id}-{mark}{more}"),
                        kecamatan=f"{code}.{mark}",
                        name=f"{venue.name} {mark}{more}",
                        seats=venue.seats * growth.seats,
                    )


def _activities(problem: Problem, growth: Growth) -> Iterator[Activity]:
    for activity in problem.activities.values():
        least, most = activity.min_people * growth.seats, activity.max_people * growth.seats
        for chain in range(growth.chains):
            yield replace(
                activity, id=_chained(activity.id, chain), min_people=least, max_people=most
            )


def _chained(activity: str, chain: int) -> str:
    return f"{activity}-{chain + 1}" if chain else activity


def _people(
    base: Scenario, copies: Sequence[tuple[str, str]], growth: Growth
) -> Iterator[tuple[Registrant, Iterable[Obstacle]]]:
    problem = base.problem
    everyone = list(problem.registrants.values())
    row = 0
    for code, mark in copies:
        for one in problem.people_of[code] * growth.people:
            row += 1
            draw = Draw(base.draw_seed, row)
            like, away = (
                everyone[draw.below(len(everyone), question)] for question in ("hari", "pergi")
            )
            person = replace(
                like,
                id=PersonId(f"{mark}-{row:07d}"),
                kecamatan=f"{code}.{mark}",
                kelurahan=f"{one.kelurahan}.{mark}",
                done=(),
                pins=(),
            )
            yield person, problem.absences.get(away.id, ())


def _moved(sid: SessionId, mark: str) -> str:
    activity, venue, day, part = session_name(sid)
    return session_id(activity, VenueId(f"{venue}-{mark}"), day, part)


def _rules(rules: Sequence[Rule], number: int, before: int) -> Iterator[Rule]:
    for rule in rules:
        yield rule.for_more(number, before)
