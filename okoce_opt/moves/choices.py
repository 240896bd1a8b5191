"""The sessions that a person could sit in: here, free, full, or barred and by what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okoce_opt.domain.findings import NOTHING
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words

HERE, FREE, FULL, BARRED = "here", "free", "full", "barred"


@dataclass(frozen=True)
class Choice:
    """A held session, and whether the person sits there, could, or why not."""

    session: Session
    status: str
    why: Words = NOTHING


def choices(problem: Problem, plan: Plan, person: PersonId, activity: str) -> Iterator[Choice]:
    """Held sessions of the activity open to the person's kecamatan, in order of time."""
    registrant = problem.registrants[person]
    mine = seat_in(plan, person, activity)
    for session in problem.open_to(registrant.kecamatan, activity):
        if session.id not in plan.held:
            continue
        if session.id == mine:
            yield Choice(session, HERE)
        elif (why := why_barred(problem, plan, registrant, session)) is not None:
            yield Choice(session, BARRED, why)
        elif len(plan.people.get(session.id, ())) >= session.seats:
            yield Choice(session, FULL)
        else:
            yield Choice(session, FREE)


def seat_in(plan: Plan, person: PersonId, activity: str) -> SessionId | None:
    """The person's seat in the activity."""
    mine = plan.sessions_of.get(person, ())
    return next((sid for sid in mine if activity_of(sid) == activity), None)


def is_settled(problem: Problem, person: PersonId, sid: SessionId) -> bool:
    """Whether the seat was given by hand or has happened: it is not moved."""
    session = problem.session(sid)
    over = session is None or problem.past.is_over(session) or sid in problem.past.sessions
    return over or sid in problem.registrants[person].pins


def why_barred(
    problem: Problem, plan: Plan, registrant: Registrant, session: Session
) -> Words | None:
    """What of the person's own keeps them out of the session, whoever else is there; None if
    nothing does.
    """
    if problem.past.is_over(session):
        if problem.today is not None and session.first_day >= problem.today:
            return Words("terlalu dekat untuk memberi tahu orang", "too soon to tell anybody")
        return Words("sudah lewat", "it is past")
    home = problem.venues[session.venue].kelurahan
    if home not in ("", registrant.kelurahan):
        name = problem.kelurahan[home].name
        return Words("hanya untuk warga {name}", "for people of {name} only").fill(name=name)
    for day in session.days:
        if registrant.weekdays is not None and day.weekday() not in registrant.weekdays:
            return Words("harinya tidak cocok bagi peserta", "a weekday that does not suit")
        if not problem.can_come(registrant, day):
            return Words("peserta berhalangan hari itu", "they are away that day")
    others = [
        other
        for sid in plan.sessions_of.get(registrant.id, ())
        if activity_of(sid) != session.activity and (other := problem.session(sid)) is not None
    ]
    for other in others:
        title = problem.activities[other.activity].title
        if other.slots & session.slots:
            text = Words("bersamaan dengan kursinya di {title}", "at the time of their {title}")
            return text.fill(title=title)
        for order in problem.orders:
            pair = (order.activity, order.after)
            if pair == (session.activity, other.activity) and not order.allows(other, session):
                text = Words(
                    "tidak cocok dengan urutan dan jeda sesudah {title} ({day})",
                    "against the order and gap after {title} ({day})",
                )
                return text.fill(title=title, day=other.last_day)
            if pair == (other.activity, session.activity) and not order.allows(session, other):
                text = Words(
                    "tidak cocok dengan urutan dan jeda sebelum {title} ({day})",
                    "against the order and gap before {title} ({day})",
                )
                return text.fill(title=title, day=other.first_day)
    for order in problem.orders:
        done = registrant.done_on(order.after) if order.activity == session.activity else None
        if done is not None and not order.allows_after_done(done, session):
            return _TOO_SOON
    return None


_TOO_SOON = Words("terlalu dekat dengan yang sudah selesai", "too soon after what is done")
