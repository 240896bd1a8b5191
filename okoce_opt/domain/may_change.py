"""What may still change of an announced seat, by the state of its session."""

from __future__ import annotations

from datetime import date

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, is_session_id, session_name
from okoce_opt.domain.states import Changing, Freedom, State

AS_EVER = Changing(State.ANNOUNCED)
"""What people know, where there is no table `ubah`: only what is forced moves, and then as near as
can be.
"""
USUAL = (
    Changing(State.ANNOUNCED, 7, Freedom.FORCED),
    Changing(State.ANNOUNCED, None, Freedom.PRICED),
    Changing(State.DRAFT, None, Freedom.FREE),
)
"""What holds of a state of which the table says nothing; of a draft also without the table."""


def state_of(problem: Problem, sid: SessionId) -> State:
    """The state of a session of the announced plan."""
    first = session_name(sid).first_day if is_session_id(sid) else date.max
    if problem.told.get(sid) is False:
        return State.CANCELLED
    if problem.today is not None and first < problem.today:
        return State.HELD
    return State.DRAFT if sid in problem.announced.drafts else State.ANNOUNCED


def changing_of(problem: Problem, sid: SessionId) -> Changing:
    """What may change of seats in a session of the announced plan.

    What was held stays in any case. A session that is called off is like one that was announced:
    its people move, and as near as can be. Of several rows the one with the fewest days holds.
    """
    if not is_session_id(sid):
        return AS_EVER
    state = state_of(problem, sid)
    if not problem.changing and state is not State.DRAFT:
        return AS_EVER
    if state in (State.HELD, State.CANCELLED):
        state = State.ANNOUNCED
    today = problem.today or problem.calendar.first
    ahead = (session_name(sid).first_day - today).days
    said = [row for row in problem.changing if row.state == state]
    rows = [row for row in said or USUAL if row.state == state]
    fits = [row for row in rows if row.within is None or ahead <= row.within]
    usual = (row for row in USUAL if row.state == state and row.within is None)
    return min(fits, key=lambda row: (row.within is None, row.within), default=next(usual))


def seats_at_stake(problem: Problem, person: Registrant) -> list[SessionId]:
    """Announced seats that the person still needs and that have not happened."""
    todo = {activity.id for activity in problem.still_to_do(person)}
    return [
        sid
        for sid in problem.announced.sessions_of.get(person.id, ())
        if activity_of(sid) in todo and (person.id, sid) not in problem.past.seats
    ]


def cannot_stay(problem: Problem, person: Registrant, sid: SessionId) -> bool:
    """Whether a seat is lost whatever is planned: its session can be held no more, or the person
    cannot come to it.
    """
    session = problem.sessions.get(sid)
    return (
        session is None
        or problem.told.get(sid) is False
        or session.kecamatan not in ("", person.kecamatan)
        or session.days in problem.missed_by(person)
    )
