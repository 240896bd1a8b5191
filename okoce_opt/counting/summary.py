"""The figures that `okoce check` shows of each kecamatan, whether or not anything falls short."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from okoce_opt.counting.ground import Ground, count_most_disjoint, group_by_venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class Figures:
    """One kecamatan in numbers.

    `people` on the list; `seats` needed in all required activities; `sessions` needed for them at
    the least, those of the city not counted; `turns` = sessions of required activities, of one day
    or of several in a row, that its venues can hold on its open days one after the other (a venue
    with morning and afternoon counts twice); `smallest`
    kelurahan by name and its people.
    """

    code: str
    name: str
    group: str
    people: int
    seats: int
    sessions: int
    turns: int
    smallest: str
    smallest_people: int


Summary = tuple[Figures, ...]
"""One for each kecamatan, by code."""


def summarize(ground: Ground) -> Summary:
    """The figures of every kecamatan, by code."""
    problem = ground.problem
    by_place: dict[str, list[Session]] = {}
    for session in ground.usable:
        if problem.activities[session.activity].required:
            by_place.setdefault(session.kecamatan, []).append(session)
    found = []
    for code, kecamatan in problem.kecamatan.items():
        people = problem.people_of[code]
        homes = Counter(registrant.kelurahan for registrant in people)
        small = min(homes, key=lambda home: (homes[home], home), default="")
        needs = {
            name: len(problem.needing(code, name))
            for name, a in problem.activities.items()
            if a.required
        }
        found.append(
            Figures(
                code=code,
                name=kecamatan.name,
                group=kecamatan.group,
                people=len(people),
                seats=sum(needs.values()),
                sessions=sum(
                    -(-n // size)
                    for name, n in needs.items()
                    if (size := _largest(problem, code, name))
                ),
                turns=sum(
                    map(count_most_disjoint, group_by_venue(by_place.get(code, ())).values())
                ),
                smallest=problem.kelurahan[small].name if small else "",
                smallest_people=homes[small] if small else 0,
            )
        )
    return tuple(found)


def _largest(problem: Problem, kecamatan: str, activity: str) -> int:
    """Most people in one session there; where none can be held, as many as its halls and the
    activity would take.
    """
    one = problem.activities[activity]
    halls = (v for v in problem.venues.values() if v.kecamatan == kecamatan and v.hosts(one))
    would = max((hall.places(one) for hall in halls), default=0)
    return problem.largest_session(kecamatan, activity) or would
