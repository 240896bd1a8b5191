"""Sessions of the announced plan that nobody changes: begun, or too near to tell anybody."""

from __future__ import annotations

from datetime import date

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.may_change import cannot_stay
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.domain.words import Words


def find_begun(problem: Problem, old: Announced) -> set[SessionId]:
    """Sessions of `old` that have begun before `hari_ini`, as they were printed or, where that is
    not known, as their ids say; and those that can be held, by the team that was announced too,
    but begin too soon for anybody to be told of another one.
    """
    today, before = problem.today, problem.past.before
    if today is None or before is None:
        return set()
    first = {sid: _first_day(old, sid) for sid in old.held}
    soon = {
        sid
        for sid, day in first.items()
        if today <= day < before
        and sid in problem.sessions
        and problem.told.get(sid) is not False
        and not has_lost_its_team(problem, old, sid)
    }
    return soon | {sid for sid, day in first.items() if day < today}


def has_happened(problem: Problem, old: Announced, sid: SessionId) -> bool:
    """Whether such a session has begun before `hari_ini`."""
    return problem.today is None or _first_day(old, sid) < problem.today


def has_lost_its_team(problem: Problem, old: Announced, sid: SessionId) -> bool:
    """Whether the team that was announced for the session cannot come to it, too late for another
    one to be told.
    """
    session, team = problem.sessions.get(sid), old.teams.get(sid)
    before = problem.past.before
    if session is None or team is None or before is None or _first_day(old, sid) >= before:
        return False
    needs = problem.activities[session.activity].team
    return bool(needs) and team not in {one.id for one in problem.able_teams(session)}


def must_leave(problem: Problem, old: Announced, person: Registrant, sid: SessionId) -> bool:
    """Whether a seat in such a session has not happened yet and is one that its holder cannot take
    or no longer needs.
    """
    if has_happened(problem, old, sid):
        return False
    todo = {activity.id for activity in problem.still_to_do(person)}
    return activity_of(sid) not in todo or cannot_stay(problem, person, sid)


def why_over(problem: Problem, day: date) -> Words:
    """Why nothing new can begin on a day that is over, or too near."""
    if problem.today is None or day < problem.today:
        return Words(
            "hari itu sudah lewat (hari_ini {today})", "that day is past (hari_ini {today})"
        ).fill(today=problem.today)
    return Words(
        "terlalu dekat untuk memberi tahu orang (pemberitahuan_hari: mulai {first})",
        "too soon to tell anybody (pemberitahuan_hari, days of notice: from {first} on)",
    ).fill(first=problem.past.before)


def briefly_over(problem: Problem, day: date) -> Words:
    """The same in a word or two."""
    is_past = problem.today is None or day < problem.today
    return Words("sudah lewat", "past") if is_past else Words("terlalu dekat", "too soon")


def _first_day(old: Announced, sid: SessionId) -> date:
    printed = old.printed.get(sid)
    return printed.session.first_day if printed else session_name(sid).first_day
