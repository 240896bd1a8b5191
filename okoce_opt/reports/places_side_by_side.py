"""What differs between plans in each kecamatan: figures, sessions, people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.announced import Printed
from okoce_opt.domain.difference import reads_otherwise
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.reports.comparison import FIGURES

AllPrinted = Sequence[Mapping[SessionId, Printed]]
"""Of each plan its sessions as they are printed."""

FULL = 60
"""Per cent of its seats from which on a session counts as well filled."""

THIN = Words("Sesi terisi di bawah 60 %", "Sessions under 60 % full")


@dataclass(frozen=True)
class PlaceChange:
    """What differs in one kecamatan (the city: an empty code).

    `figures` are those that are not the same in all plans; `sessions` are rows of one activity, the
    k-th session of each plan beside the k-th of the others, without those that all plans have and
    print alike; `people` maps whoever of this kecamatan has not the same seats in all plans to the
    activities meant.
    """

    code: str
    figures: tuple[tuple[Words, tuple[object, ...]], ...] = ()
    sessions: tuple[tuple[str, tuple[Printed | None, ...]], ...] = ()
    people: Mapping[PersonId, frozenset[str]] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell this kecamatan."""
        return bool(self.figures or self.sessions or self.people)


def compare_places(
    problem: Problem,
    plans: Sequence[Plan],
    printed: AllPrinted,
    thin: Sequence[frozenset[SessionId]],
) -> tuple[PlaceChange, ...]:
    """What differs in each kecamatan by name, and last among the city's sessions; `thin` sessions
    of each plan are counted.
    """
    homes = sorted(problem.kecamatan.values(), key=lambda one: (one.name, one.code))
    sessions = _sessions_that_differ(printed)
    people = _people_who_differ(problem, plans)
    return tuple(
        PlaceChange(
            code,
            tuple(_figures_that_differ(code, printed, thin)),
            tuple(sessions.get(code, ())),
            people.get(code, {}),
        )
        for code in (*(home.code for home in homes), "")
    )


def find_thin(
    problem: Problem, plans: Sequence[Plan], printed: AllPrinted
) -> tuple[frozenset[SessionId], ...]:
    """Of each plan the sessions that are less than well filled; a reserve is nobody's yet."""
    reserves = {activity.id for activity in problem.activities.values() if activity.reserve_for}
    return tuple(
        frozenset(
            sid
            for sid, one in its.items()
            if one.session.activity not in reserves
            and len(plan.people.get(sid, ())) * 100 < FULL * one.session.seats
        )
        for plan, its in zip(plans, printed, strict=True)
    )


def _figures_that_differ(
    code: str, printed: AllPrinted, thin: Sequence[frozenset[SessionId]]
) -> Iterator[tuple[Words, tuple[object, ...]]]:
    columns = []
    for its, few in zip(printed, thin, strict=True):
        here = {sid: p.session for sid, p in its.items() if p.session.kecamatan == code}
        days = sorted({day for session in here.values() for day in session.days})
        ends = (days[0], days[-1]) if days else (None, None)
        columns.append((len(here), len(days), *ends, len(here.keys() & few)))
    names = {key: name for key, name in FIGURES}
    titles = [names[k] for k in ("sessions", "meeting_days", "first_day", "last_day")]
    for title, values in zip((*titles, THIN), zip(*columns, strict=True), strict=True):
        if len(set(values)) > 1:
            yield title, values


def _sessions_that_differ(
    all_printed: AllPrinted,
) -> dict[str, list[tuple[str, tuple[Printed | None, ...]]]]:
    first, *others = all_printed
    same_in_all = {
        sid
        for sid, one in first.items()
        if all(sid in p and not reads_otherwise(p[sid], one) for p in others)
    }
    groups: dict[tuple[str, str], list[list[Printed]]] = {}
    for n, printed in enumerate(all_printed):
        for sid, one in printed.items():
            if sid not in same_in_all:
                key = one.session.kecamatan, one.session.activity
                groups.setdefault(key, [[] for _ in all_printed])[n].append(one)
    found: dict[str, list[tuple[str, tuple[Printed | None, ...]]]] = {}
    for (code, _), sides in sorted(groups.items()):
        ordered = [sorted(side, key=_by_time) for side in sides]
        title = next(side[0].activity for side in ordered if side)
        for k in range(max(map(len, ordered))):
            row = tuple(side[k] if k < len(side) else None for side in ordered)
            found.setdefault(code, []).append((title, row))
    return found


def _by_time(one: Printed) -> tuple[int, SessionId]:
    return one.session.starts, one.session.id


def _people_who_differ(
    problem: Problem, plans: Sequence[Plan]
) -> dict[str, dict[PersonId, frozenset[str]]]:
    found: dict[str, dict[PersonId, frozenset[str]]] = {}
    for person, registrant in sorted(problem.registrants.items()):
        seats = [set(plan.sessions_of.get(person, ())) for plan in plans]
        other = set().union(*seats) - seats[0].intersection(*seats)
        if other:
            mine = found.setdefault(registrant.kecamatan, {})
            mine[person] = frozenset(map(activity_of, other))
    return found
