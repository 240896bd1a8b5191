"""Names for counts: who comes first in one activity comes first in the next."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from okoce_opt.bench.plain.paper import Paper
from okoce_opt.bench.plain.who import Group
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat


def named(paper: Paper, values: list[int]) -> Plan:
    """The plan that these values of the columns are."""
    seats: list[Seat] = []
    for number, group in enumerate(paper.groups):
        counts = {
            name: [
                sid
                for sid in sorted(sids, key=lambda s: (paper.session(s).starts, s))
                for _ in range(values[paper.seats[number, sid]])
            ]
            for name, sids in group.options.items()
        }
        seats += _group(paper, group, counts)
    held = [sid for sid, column in paper.held.items() if values[column]]
    teams = {sid: team for (sid, team), column in paper.teams.items() if values[column]}
    for sid, team in paper.world.problem.announced.teams.items():
        if sid in paper.world.problem.past.sessions:
            teams.setdefault(sid, team)
    return Plan.of(seats, held, teams, dict(_mentors(paper, values)))


def _group(paper: Paper, group: Group, counts: dict[str, list[SessionId]]) -> Iterator[Seat]:
    links = paper.world.links(group.one)
    if group.size == 1 or not paper.world.may_collide(group.options, links):
        for sids in counts.values():
            # one person may have several seats of an activity
            people = group.people * len(sids) if group.size == 1 else group.people
            yield from zip(people, sids, strict=False)
        return
    for sid, person in _coloured(paper, counts, group.size):
        yield group.people[person], sid


def _coloured(
    paper: Paper, counts: dict[str, list[SessionId]], people: int
) -> Iterator[tuple[SessionId, int]]:
    """A colour (a person) for every seat, so that none has an activity or a time twice.

    Activities are one side of a bipartite graph, times the other (Koenig, 1916).
    """
    colours = _Colours()
    for name, sids in counts.items():
        for number, sid in enumerate(sids):
            colours.add((sid, number), (name, paper.session(sid).slots), people)
    for seat, person in colours.of.items():
        yield seat[0], person


class _Colours:
    """Edges with colours; `at` finds the edge of a colour at an end, for each side."""

    def __init__(self) -> None:
        self.of: dict[tuple[SessionId, int], int] = {}
        self.ends: dict[tuple[SessionId, int], tuple[Hashable, Hashable]] = {}
        self.at: tuple[dict[tuple[Hashable, int], tuple[SessionId, int]], ...] = ({}, {})

    def add(
        self, seat: tuple[SessionId, int], ends: tuple[Hashable, Hashable], number: int
    ) -> None:
        """Give an edge a colour, of so many."""
        self.ends[seat] = ends
        a, b = (
            next(c for c in range(number) if (end, c) not in at)
            for at, end in zip(self.at, ends, strict=True)
        )
        if a != b:
            self._exchange(ends[1], a, b)
        self._colour(seat, a)

    def _exchange(self, start: Hashable, a: int, b: int) -> None:
        """Swap two colours along the path from the second end, so that `a` is free there."""
        path, side, node, want = [], 1, start, a
        while (seat := self.at[side].get((node, want))) is not None:
            path.append(seat)
            side, want = 1 - side, b if want == a else a
            node = self.ends[seat][side]
        for seat in path:
            for at, end in zip(self.at, self.ends[seat], strict=True):
                del at[end, self.of[seat]]
        for seat in path:
            self._colour(seat, b if self.of[seat] == a else a)

    def _colour(self, seat: tuple[SessionId, int], colour: int) -> None:
        self.of[seat] = colour
        for at, end in zip(self.at, self.ends[seat], strict=True):
            at[end, colour] = seat


def _mentors(paper: Paper, values: list[int]) -> Iterator[tuple[PersonId, str]]:
    problem = paper.world.problem
    waiting: dict[tuple[str, str], list[PersonId]] = {}
    for one in problem.registrants.values():
        if problem.still_to_do(one):
            waiting.setdefault(
                (one.kelurahan, problem.announced.mentors.get(one.id, "")), []
            ).append(one.id)
    for (home, old, mentor), column in paper.mentors.items():
        for _ in range(values[column]):
            yield waiting[home, old].pop(), mentor
