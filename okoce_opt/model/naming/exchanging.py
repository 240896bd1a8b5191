"""Two people of a stratum exchange seats where more of what was announced is kept so.

Paths are taken one person after the other; what is left to the last ones may not go with what they
had. The counts stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.sessions import activity_of
from okoce_opt.model.naming.paths import Takers

Path = list[SessionId]
Pair = tuple[Path, Path]


def exchange(
    taker: Takers, paths: dict[PersonId, Path], worth: Mapping[PersonId, Mapping[SessionId, int]]
) -> None:
    """Exchange seats in `paths` as long as that makes them worth more together.

    `worth` says of everyone what a session is worth to them.
    """

    def value(person: PersonId, path: Path) -> int:
        return sum(worth[person].get(sid, 0) for sid in path)

    gained = True
    while gained:
        gained = False
        for person, other in _wishes(paths, worth):
            before = value(person, paths[person]) + value(other, paths[other])
            for mine, theirs in _exchanges(paths[person], paths[other]):
                after = value(person, mine) + value(other, theirs)
                if after > before and taker.fits(mine) and taker.fits(theirs):
                    paths[person], paths[other], gained = mine, theirs, True
                    break


def _wishes(
    paths: Mapping[PersonId, Path], worth: Mapping[PersonId, Mapping[SessionId, int]]
) -> Iterator[tuple[PersonId, PersonId]]:
    """Two people of whom the first would rather have a session that the second is in."""
    sitting: dict[SessionId, list[PersonId]] = {}
    for person, path in paths.items():
        for sid in path:
            sitting.setdefault(sid, []).append(person)
    for person, path in [*paths.items()]:
        has = {activity_of(sid): worth[person].get(sid, 0) for sid in path}
        for sid, most in worth[person].items():
            if most > has.get(activity_of(sid), 0):
                yield from ((person, other) for other in sitting.get(sid, ()) if other != person)


def _exchanges(one: Path, two: Path) -> Iterator[Pair]:
    """Two paths after an exchange: of one activity, or of all from one on, in the order of the
    longer path.
    """
    first, second = ({activity_of(sid): sid for sid in path} for path in (one, two))
    activities = list(first if len(first) >= len(second) else second)
    activities += [name for name in (*first, *second) if name not in activities]
    for number in range(len(activities)):
        for last in (number + 1, len(activities)):
            traded = {*activities[number:last]}
            yield (
                [s for n in activities if (s := (second if n in traded else first).get(n))],
                [s for n in activities if (s := (first if n in traded else second).get(n))],
            )
