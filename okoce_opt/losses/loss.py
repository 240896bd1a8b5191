"""One loss that a plan may meet: a day, a hall for a week, a team, several days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import SessionId, VenueId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import LANGUAGES, Words, date_words, same

DAY, HALL, TEAM, DAYS = "day", "hall_week", "team", "days"


@dataclass(frozen=True)
class Loss:
    """What is lost: obstacles that come on top of those the planner knows."""

    kind: str
    obstacles: tuple[Obstacle, ...]

    @property
    def key(self) -> str:
        """The loss in one word, for a file of answers."""
        spans = (f"{o.id}:{o.first.isoformat()}:{o.last.isoformat()}" for o in self.obstacles)
        return "|".join([self.kind, *spans])

    def said(self, problem: Problem) -> Words:
        """The loss as a planner would name it."""
        first = self.obstacles[0]
        if self.kind in (DAY, DAYS):
            return Words("{days}", "{days}").fill(days=[_short(o.first) for o in self.obstacles])
        if self.kind == HALL:
            venue = problem.venues[VenueId(first.id)]
            words = Words("{who} tutup {first} s.d. {last}", "{who} closed {first} to {last}")
            who = same(venue.name or first.id)
        else:
            words = Words("{who} tidak ada {first} s.d. {last}", "{who} away {first} to {last}")
            who = problem.teams[first.id].called
        return words.fill(who=who, first=_short(first.first), last=_short(first.last))

    def after(self, problem: Problem, plan: Plan) -> tuple[Problem, frozenset[SessionId]]:
        """The problem once this is lost, and the sessions of the plan that cannot be as they were.

        What the planner has told or pinned on a lost session falls with it; what has happened
        stays. `problem` must have all its candidates (`domain.narrowing`).
        """
        order = sorted(
            {*problem.obstacles, *self.obstacles},
            key=lambda o: (o.kind, o.id, o.first, o.last, o.reason),
        )
        bare = replace(problem, obstacles=tuple(order), told={})
        pinned = {pin for person in problem.registrants.values() for pin in person.pins}
        known = (plan.held | problem.told.keys() | pinned) - problem.past.sessions
        gone = {sid for sid in known if not _can_be(bare, sid) and sid in problem.sessions}
        away = {sid for sid, team in plan.teams.items() if self._takes(problem, sid, team)}
        told = {sid: held for sid, held in problem.told.items() if sid not in gone}
        people = {
            one.id: replace(one, pins=tuple(pin for pin in one.pins if pin not in gone))
            if gone.intersection(one.pins)
            else one
            for one in problem.registrants.values()
        }
        changed = replace(problem, obstacles=tuple(order), told=told, registrants=people)
        return changed, frozenset((gone & plan.held) | away)

    def _takes(self, problem: Problem, sid: SessionId, team: str) -> bool:
        session = problem.session(sid)
        return (
            session is not None
            and sid not in problem.past.sessions
            and any(
                o.kind == "tim" and o.id == team and o.covers(day)
                for o in self.obstacles
                for day in session.days
            )
        )


def _can_be(problem: Problem, sid: SessionId) -> bool:
    """Whether there is such a candidate, and a team for it if it needs one."""
    session = problem.sessions.get(sid)
    if session is None:
        return False
    return not problem.activities[session.activity].team or bool(problem.able_teams(session))


def days_ahead(problem: Problem) -> list[date]:
    """Open days that can still be lost: from today on, on which something could be held."""
    used = {day for session in problem.sessions.values() for day in session.days}
    return [
        day
        for day in problem.calendar.open_days
        if day in used and (problem.today is None or day >= problem.today)
    ]


def single_days(problem: Problem) -> Iterator[Loss]:
    """Every open day."""
    return (several_days([day]) for day in days_ahead(problem))


def several_days(days: list[date]) -> Loss:
    """These days."""
    kind = DAY if len(days) == 1 else DAYS
    return Loss(kind, tuple(Obstacle("program", "", day, day) for day in sorted(days)))


def hall_weeks(problem: Problem) -> Iterator[Loss]:
    """Every hall, closed from Monday to Sunday of every week in which it could be used."""
    ahead = set(days_ahead(problem))
    weeks = {
        (session.venue, day - timedelta(day.weekday()))
        for session in problem.sessions.values()
        for day in session.days
        if day in ahead
    }
    for venue, monday in sorted(weeks):
        first = max(monday, min(ahead))
        yield Loss(HALL, (Obstacle("tempat", venue, first, monday + timedelta(6)),))


def teams_away(problem: Problem) -> Iterator[Loss]:
    """Every team that sessions need, away for all that is left of the programme."""
    ahead = days_ahead(problem)
    kinds = {activity.team for activity in problem.activities.values()} - {""}
    for team in problem.teams.values():
        if team.kind in kinds and ahead:
            yield Loss(TEAM, (Obstacle("tim", team.id, ahead[0], ahead[-1]),))


def team_weeks(problem: Problem, loss: Loss) -> Iterator[Loss]:
    """The same team, away for one week at a time."""
    team = loss.obstacles[0].id
    for monday in sorted({day - timedelta(day.weekday()) for day in days_ahead(problem)}):
        yield Loss(TEAM, (Obstacle("tim", team, monday, monday + timedelta(6)),))


def _short(day: date) -> Words:
    return Words(*(date_words(day, lang, weekday=False) for lang in LANGUAGES))
