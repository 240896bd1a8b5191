"""What changes for whom when a plan replaces one that people know: the one place from which an
office's first sheet and its change papers are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from okoce_opt.domain.announced import Announced, Printed
from okoce_opt.domain.calendar import Part
from okoce_opt.domain.difference import SeatChange, difference
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of, session_name
from okoce_opt.domain.words import Words
from okoce_opt.plan_files.announced import as_printed
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.content.seats import mentor_words, seat_words
from okoce_opt.reports.content.sessions import day_words, hours_words

NOWHERE = Words("tidak ada", "none")
NOTHING = Words("tidak apa-apa", "nothing")


class What(StrEnum):
    """What a change is, as papers call it: a seat where there was none, another one, one for a
    session that was missed, one that is gone, the same one printed otherwise, another mentor; and
    someone who has left the list or the place.
    """

    NEW = "Baru"
    MOVED = "Pindah"
    MAKE_UP = "Susulan"
    CANCELLED = "Dibatalkan"
    LEFT = "Keluar"
    REPRINTED = "Lembar berubah"
    MENTOR = "Ganti pendamping"

    def said(self, lang: str) -> str:
        """The word for it in a language."""
        return self.value if lang == "id" else _IN_ENGLISH[self.name]


_IN_ENGLISH = {
    **{"NEW": "New", "MOVED": "Moved", "MAKE_UP": "Make-up", "CANCELLED": "Cancelled"},
    **{"LEFT": "Left", "REPRINTED": "Sheet changed", "MENTOR": "New mentor"},
}
MENTOR = Words(labels.MENTOR, "Mentor")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one person. `title` is the activity's, `before` and `after` are short words;
    `old` and `new` are the sessions as they were and are printed, None where there is none.
    """

    person: PersonId
    what: What
    title: str
    before: str
    after: str
    old: Printed | None = None
    new: Printed | None = None


def find_changes(problem: Problem, before: Announced, plan: Plan, lang: str = "id") -> list[Change]:
    """Everything that people must be told when `plan` replaces the one announced `before`, by
    number; who is on neither list any more is there too.

    What has been attended, what happened to those who have left, and other words on the sheet of
    what is over are nobody's news.
    """
    was, now = printed_before(problem, before), printed_now(problem, plan)
    both = {**was, **now}
    found = difference(before.plan, plan, was, now)
    changes: dict[PersonId, list[Change]] = {}
    for person in sorted({*found.changes, *found.reprinted, *found.mentors}):
        mine = changes.setdefault(person, [])
        for change in found.changes.get(person, ()):
            if not _is_over(problem, person, change):
                mine.append(_seat_change(problem, before.plan, person, change, both, lang))
        for sid in found.reprinted.get(person, ()):
            if problem.today is not None and session_name(sid).first_day < problem.today:
                continue
            old, new = was[sid], now[sid]
            seat = _seat(problem, sid, now, lang)
            words = _paper(old, new, lang), _paper(new, old, lang)
            was_said = Words("semula", "before")
            mine.append(
                Change(
                    person,
                    What.REPRINTED,
                    new.activity,
                    f"{seat}: {was_said.said(lang)} {words[0]}",
                    words[1],
                    old,
                    new,
                )
            )
        if person in found.mentors:
            old_one, new_one = (mentor_words(problem, one) for one in found.mentors[person])
            mine.append(Change(person, What.MENTOR, MENTOR.said(lang), old_one, new_one))
    return [change for mine in changes.values() for change in mine]


def sentence(change: Change) -> str:
    """`semula Sen, 05-01-2026 Aula Satu, menjadi Sel, 06-01-2026 Aula Satu`."""
    start = "" if change.what is What.REPRINTED else "semula "
    return f"{start}{change.before}, menjadi {change.after}"


def printed_words(one: Printed, lang: str = "id") -> dict[str, str]:
    """What papers say of a session as it is printed: title -> its activity, day, hours and
    place.
    """
    part = Part(one.session.part, one.session.halves, one.hours)
    return {
        labels.ACTIVITY: one.activity,
        labels.DAY: day_words(one.session, lang),
        labels.HOURS: hours_words(part, (), lang),
        labels.PLACE: one.venue,
    }


def printed_before(problem: Problem, before: Announced) -> dict[SessionId, Printed]:
    """Sessions of the announced plan as they were printed: with its hours, and its halls as they
    are called today where its record does not say how they were.
    """
    hours = before.days.hours if before.days is not None else {}
    found = {
        sid: replace(one, hours=hours.get(one.session.part, one.hours))
        for sid, one in _as_printed(problem, before.plan.held)
    }
    return {**found, **before.printed}


def printed_now(problem: Problem, plan: Plan) -> dict[SessionId, Printed]:
    """Sessions of the plan as they are printed today."""
    return dict(_as_printed(problem, plan.held))


def _as_printed(problem: Problem, held: Iterable[SessionId]) -> Iterator[tuple[SessionId, Printed]]:
    for sid in held:
        if (session := problem.session(sid)) is not None:
            yield sid, as_printed(problem, session)


def _is_over(problem: Problem, person: PersonId, change: SeatChange) -> bool:
    """Whether a seat is gone because it was attended, or was another's past."""
    if change.new or not change.old:
        return False
    registrant = problem.registrants.get(person)
    if registrant is not None:
        return registrant.done_on(activity_of(change.old)) is not None
    return problem.today is not None and session_name(change.old).first_day < problem.today


def _seat_change(
    problem: Problem,
    old: Plan,
    person: PersonId,
    change: SeatChange,
    printed: Mapping[SessionId, Printed],
    lang: str,
) -> Change:
    missed = _missed(problem, old, person, change)
    came_from = missed or change.old
    what = What.MOVED if change.old and change.new else What.NEW if change.new else What.CANCELLED
    if missed:
        what = What.MAKE_UP
    if person not in problem.registrants:
        what = What.LEFT
    sides = [_printed(sid, printed) if sid else None for sid in (came_from, change.new)]
    return Change(
        person,
        what,
        _title(problem, change, printed),
        _seat(problem, came_from, printed, lang),
        _seat(problem, change.new, printed, lang),
        *sides,
    )


def _missed(problem: Problem, old: Plan, person: PersonId, change: SeatChange) -> SessionId | None:
    """The session that is over already, for which there is a new seat now."""
    if problem.today is None or not change.new:
        return None
    activity = activity_of(change.new)
    if activity in problem.activities and problem.activities[activity].times > 1:
        # a further time is not the first time again
        return None
    mine = (sid for sid in old.sessions_of.get(person, ()) if activity_of(sid) == activity)
    past = [sid for sid in mine if session_name(sid).first_day < problem.today]
    return max(past, key=lambda sid: session_name(sid).first_day, default=None)


def _title(problem: Problem, change: SeatChange, printed: Mapping[SessionId, Printed]) -> str:
    sid = change.new or change.old
    activity = problem.activities.get(activity_of(sid))
    return activity.title if activity else printed[sid].activity if sid in printed else sid


def _seat(problem: Problem, sid: SessionId, printed: Mapping[SessionId, Printed], lang: str) -> str:
    """A seat in words, though its hall may be in no table any more."""
    if not sid:
        return NOWHERE.said(lang)
    session = problem.session(sid)
    if session is not None:
        return seat_words(problem, session, lang)
    one = _printed(sid, printed)
    return f"{short_date(one.session.first_day, lang)} {one.venue}"


def _printed(sid: SessionId, printed: Mapping[SessionId, Printed]) -> Printed:
    """A session as it was printed; where nobody knows how, as its id says it."""
    if sid in printed:
        return printed[sid]
    name = session_name(sid)
    bare = Session(
        name.activity, name.venue, name.part, (name.first_day,), frozenset({0}), "", seats=0
    )
    return Printed(bare, name.activity, name.venue, name.part)


def _paper(one: Printed, other: Printed, lang: str) -> str:
    """Hours and hall; before them the activity and the days, after them what to bring, where these
    are other ones.
    """
    words = [one.activity] * (one.activity != other.activity)
    words += [day_words(one.session, lang)] * (one.session.days != other.session.days)
    return ", ".join([*words, one.hours, one.venue]) + brought(one, other, lang)


def brought(one: Printed, other: Printed | None, lang: str = "id") -> str:
    """`, membawa KTP dan KK`, where the other session says that something else is to be brought."""
    known = other is not None and None not in (one.notes, other.notes)
    differ = other is not None and one.notes != other.notes
    bring = Words("membawa", "bringing").said(lang)
    return f", {bring} {one.notes or NOTHING.said(lang)}" if known and differ else ""
