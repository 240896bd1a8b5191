"""Two plans side by side, seen by the person and by the session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from okoce_opt.domain.announced import Printed
from okoce_opt.domain.ids import NO_SESSION, PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import activity_of, session_name

DATE, HALL, HOUR, LOST, GIVEN = "date", "hall", "hour", "lost", "given"
"""How a seat changes: another date; the same date in another hall; the same date and hall in
another part of the day; no seat any more; a seat where there was none.
"""


@dataclass(frozen=True, slots=True)
class SeatChange:
    """A seat of a person in the older plan, and what has come in its place (empty: nothing)."""

    old: SessionId
    new: SessionId
    kind: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from an older plan to a newer one.

    `moved` maps a person on both lists to (old sessions, new sessions) that only one of the plans
    has; `lost` counts old seats of people still on the list that are gone; `left` and `joined` are
    people with seats in only one plan; `dropped` and `added` are sessions held in only one.
    `mentors` maps a person who has a mentor in both plans, and not the same, to (old, new);
    `teams` maps a session held in both to its team in each, where these are not the same.
    `changes` maps everyone in `moved`, `left` and `joined` to their seats, old and new;
    `reprinted` maps people with a seat in the same session of both plans, which is printed
    otherwise in the newer one (another hour, day, name or thing to bring), to these sessions.
    """

    moved: Mapping[PersonId, tuple[tuple[SessionId, ...], tuple[SessionId, ...]]]
    lost: int
    left: tuple[PersonId, ...]
    joined: tuple[PersonId, ...]
    dropped: tuple[SessionId, ...]
    added: tuple[SessionId, ...]
    mentors: Mapping[PersonId, tuple[str, str]]
    teams: Mapping[SessionId, tuple[str, str]] = field(default_factory=dict)
    changes: Mapping[PersonId, tuple[SeatChange, ...]] = field(default_factory=dict)
    reprinted: Mapping[PersonId, tuple[SessionId, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return (
            f"Difference({len(self.moved)} people move, {self.lost} old seats gone, "
            f"{len(self.left)} left, {len(self.joined)} joined; "
            f"{len(self.dropped)} sessions dropped, {len(self.added)} added)"
        )


def difference(
    old: Plan,
    new: Plan,
    was: Mapping[SessionId, Printed] | None = None,
    now: Mapping[SessionId, Printed] | None = None,
) -> Difference:
    """What a planner must tell people when `new` replaces `old`; `was` and `now` are the sessions
    of both as they are printed, by id.
    """
    was, now = was or {}, now or {}
    before, after = old.sessions_of, new.sessions_of
    moved, changes = {}, {}
    for person in sorted(before.keys() | after.keys()):
        mine, next_ = before.get(person, ()), after.get(person, ())
        gone = tuple(s for s in mine if s not in next_)
        come = tuple(s for s in next_ if s not in mine)
        if gone or come:
            changes[person] = tuple(_changes(gone, come))
            if mine and next_:
                moved[person] = (gone, come)
    other = {s for s in was.keys() & now.keys() if reads_otherwise(was[s], now[s])}
    reprinted = {
        person: those
        for person in sorted(before.keys() & after.keys())
        if (those := tuple(s for s in before[person] if s in other and s in after[person]))
    }
    return Difference(
        moved=moved,
        lost=sum(len(gone) for gone, _ in moved.values()),
        left=tuple(sorted(before.keys() - after.keys())),
        joined=tuple(sorted(after.keys() - before.keys())),
        dropped=tuple(sorted(old.held - new.held)),
        added=tuple(sorted(new.held - old.held)),
        mentors={
            person: (old.mentors[person], new.mentors[person])
            for person in sorted(old.mentors.keys() & new.mentors.keys())
            if old.mentors[person] != new.mentors[person]
        },
        teams={
            sid: (old.teams.get(sid, ""), new.teams.get(sid, ""))
            for sid in sorted(old.held & new.held)
            if old.teams.get(sid, "") != new.teams.get(sid, "")
        },
        changes=changes,
        reprinted=reprinted,
    )


def _changes(gone: Iterable[SessionId], come: Iterable[SessionId]) -> Iterator[SeatChange]:
    """Seats of one activity side by side: the k-th that is gone with the k-th that has come."""
    sides: dict[str, tuple[list[SessionId], list[SessionId]]] = {}
    for side, ids in enumerate((gone, come)):
        for sid in ids:
            sides.setdefault(activity_of(sid), ([], []))[side].append(sid)
    for olds, news in sides.values():
        for one, two in zip_longest(
            sorted(olds, key=_time), sorted(news, key=_time), fillvalue=NO_SESSION
        ):
            yield SeatChange(one, two, _kind(one, two))


def _kind(old: SessionId, new: SessionId) -> str:
    if not old or not new:
        return LOST if old else GIVEN
    one, two = session_name(old), session_name(new)
    if one.first_day != two.first_day:
        return DATE
    return HALL if one.venue != two.venue else HOUR


def reads_otherwise(was: Printed, now: Printed) -> bool:
    """Whether a person reads something else of the session now."""
    known = was.notes is not None and now.notes is not None
    return _on_paper(was) != _on_paper(now) or (known and was.notes != now.notes)


def _on_paper(one: Printed) -> tuple[object, ...]:
    return one.activity, one.session.days, one.venue, one.hours


def _time(sid: SessionId) -> tuple[object, ...]:
    name = session_name(sid)
    return name.first_day, name.part, name.venue
