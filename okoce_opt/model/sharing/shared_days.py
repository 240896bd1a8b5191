"""Dealing out what kecamatan share, so that each can be planned apart: days on which they meet, and
days of teams.

What is dealt out is a smaller problem: a plan of it is a plan of the whole, and its bound is
nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.teams import Team
from okoce_opt.model.sharing.linking import are_tied, must_be_held, with_people
from okoce_opt.rows.columns import Columns
from okoce_opt.rules.faces import Sharing
from okoce_opt.rules.rule import Rule

TeamDay = tuple[str, date]
"""(team id, day)."""

Run = tuple[date, ...]
"""All days of one session."""


@dataclass(frozen=True)
class DealtDays:
    """A problem whose kecamatan share nothing any more, those `ties` apart: `given` says which days
    of which teams each of them has.
    """

    problem: Problem
    given: Mapping[str, frozenset[TeamDay]] = field(default_factory=dict)
    ties: tuple[frozenset[str], ...] = ()

    def is_less_than(self, problem: Problem) -> bool:
        """Whether anything was dealt out, so that some plans of the problem are none of this."""
        return self.problem is not problem or bool(self.given)

    def part(self, kecamatan: Sequence[str]) -> Problem:
        """The problem of some kecamatan: a team is away on the days that others were given, and in
        one session at a time.
        """
        mine = narrowed(self.problem, kecamatan)
        if not self.given:
            return mine
        ours = {one for code in kecamatan for one in self.given.get(code, ())}
        needed = {activity.team for activity in mine.activities.values()}
        dealt = {
            name: replace(team, at_once=1)
            for name, team in mine.teams.items()
            if team.kind in needed
        }
        away = tuple(
            Obstacle("tim", team, first, last)
            for team in dealt
            for first, last in _spans(
                day for day in mine.calendar.open_days if (team, day) not in ours
            )
        )
        return replace(mine, obstacles=(*mine.obstacles, *away), teams={**mine.teams, **dealt})


def deal_shared_days(problem: Problem, rules: Sequence[Rule]) -> DealtDays | None:
    """The problem with days dealt out that leave its kecamatan nothing to share but what ties some
    of them together; None if that cannot be done here, or all are tied.
    """
    columns = with_people(problem, rules)
    if len(problem.kecamatan) < 2 or not are_tied(problem, columns):
        return DealtDays(problem)
    sharing = {rule.kind: s for rule in rules if (s := rule.shares(problem)) is not None}
    ties = tuple(are_tied(problem, columns, sharing))
    if any("" in codes or len(codes) == len(problem.kecamatan) for codes in ties):
        return None
    offered, deal = problem, tuple(sharing.values())
    if not _only(ties, are_tied(problem, columns, choices=False)):
        offered = narrowed(problem, problem.kecamatan, offer_days(problem, columns, deal))
        columns = with_people(offered, rules)
    if not must_be_held(problem) <= offered.sessions.keys() or not _only(
        ties, are_tied(offered, columns, choices=False)
    ):
        return None
    if _only(ties, are_tied(offered, columns)):
        return DealtDays(offered, {}, ties)
    return DealtDays(offered, offer_teams(offered, columns, deal), ties)


def _only(ties: Collection[frozenset[str]], found: Iterable[frozenset[str]]) -> bool:
    """Whether all that was found tied is tied anyway."""
    return all(any(codes <= tie for tie in ties) for codes in found)


def offer_days(
    problem: Problem, columns: Columns, sharing: Sequence[Sharing]
) -> frozenset[SessionId]:
    """Sessions left to each kecamatan when days are dealt out so that all that are given a day may
    meet on it.

    Whoever is given a day is given all days of the longest session that begins there: of a class
    of four days three are worth nothing. Those with the fewest days so far, for what they need,
    come first; before all whoever must hold a session.
    """
    open_sessions = [s for s in problem.sessions.values() if not columns.is_closed(s)]
    own = [session for session in open_sessions if session.kecamatan]
    places: dict[str, list[Session]] = {code: [] for code in problem.kecamatan}
    for session in own:
        places[session.kecamatan].append(session)
    need = {code: _days_needed(problem, code, those) for code, those in places.items()}
    offered: Counter[str] = Counter()
    meeting: dict[date, set[str]] = {}

    def gets(code: str, run: Run) -> bool:
        those = [(on, meeting.setdefault(on, set())) for on in run]
        if not all(each.may_meet(on, here | {code}) for on, here in those for each in sharing):
            return False
        for _, here in those:
            offered[code] += code not in here
            here.add(code)
        return True

    must = must_be_held(problem)
    for session in sorted((s for s in own if s.id in must), key=lambda s: (s.days, s.id)):
        gets(session.kecamatan, tuple(session.days))
    for day, here in _beginning(own):
        asking = {session.kecamatan for session in here} - meeting.get(day, set())
        for code in sorted(asking, key=lambda c: (offered[c] / need[c], c)):
            for run in _runs(session for session in here if session.kecamatan == code):
                if gets(code, run):
                    break
    refused = {s.id for s in own if any(s.kecamatan not in meeting.get(d, ()) for d in s.days)}
    return frozenset(s.id for s in open_sessions) - refused


def offer_teams(
    problem: Problem, columns: Columns, sharing: Sequence[Sharing] = ()
) -> dict[str, frozenset[TeamDay]]:
    """The days of teams, dealt to kecamatan day by day: each to as many as the team can serve at
    once, and no more days of a team than it may go out. Whoever is dealt a day has all days of the
    longest session that begins there.

    Sessions that must be held are served before all others. Of a day the kecamatan with the least
    (days dealt so far + days dealt on that weekday) / people in need comes first.
    """
    deal = _TeamDeal(problem, sharing)
    must = must_be_held(problem)
    for kind in sorted({activity.team for activity in problem.activities.values()} - {""}):
        names = [activity.id for activity in problem.activities.values() if activity.team == kind]
        sessions = [
            s for s in problem.sessions.values() if s.activity in names and not columns.is_closed(s)
        ]
        deal.had.clear()
        for those in ([s for s in sessions if s.id in must], sessions):
            for day, here in _beginning(those):
                deal.give(day, here, names)
    return {code: frozenset(those) for code, those in deal.given.items()}


class _TeamDeal:
    """Which days of which teams each kecamatan has so far; `had` counts them, in all (None) and by
    weekday.
    """

    def __init__(self, problem: Problem, sharing: Sequence[Sharing]) -> None:
        self._problem, self._sharing = problem, sharing
        self.given: dict[str, set[TeamDay]] = {code: set() for code in problem.kecamatan}
        self.had: Counter[tuple[str, int | None]] = Counter()
        self._out: dict[str, set[date]] = {}
        self._taken: Counter[TeamDay] = Counter()

    def give(self, day: date, here: Sequence[Session], activities: Sequence[str]) -> None:
        """Deal out the teams for sessions `here` that begin on the day."""
        able = {s.id: self._problem.able_teams(s) for s in here}
        need = {
            code: max(1, sum(len(self._problem.needing(code, name)) for name in activities))
            for code in self.given
        }
        teams = {team.id: team for those in able.values() for team in those}
        for team in sorted(teams.values(), key=lambda t: (not t.kecamatan, t.id)):
            served = {s.kecamatan for s in here if team in able[s.id]}
            served -= {code for code in served if any(on == day for _, on in self.given[code])}
            for code in sorted(
                served,
                key=lambda c: ((self.had[c, None] + self.had[c, day.weekday()]) / need[c], c),
            ):
                mine = [s for s in here if s.kecamatan == code and team in able[s.id]]
                run = next((run for run in _runs(mine) if self._goes(team, run, here)), ())
                self._out.setdefault(team.id, set()).update(run)
                for on in run:
                    self._taken[team.id, on] += (team.id, on) not in self.given[code]
                    self.given[code].add((team.id, on))
                    self.had.update([(code, None), (code, on.weekday())])

    def _goes(self, team: Team, run: Run, here: Sequence[Session]) -> bool:
        """Whether the team can go out on all these days for one kecamatan more, beside what it is
        still at work in.
        """
        at_work = self._problem.at_work
        days = self._out.get(team.id, set()) | {*run}
        return all(
            self._taken[team.id, on]
            + max((at_work.get((team.id, n), 0) for s in here for n in s.slots_on(on)), default=0)
            < team.at_once
            for on in run
        ) and all(each.may_send(team.id, days) for each in self._sharing)


def _days_needed(problem: Problem, code: str, sessions: Iterable[Session]) -> float:
    """About how many days a kecamatan needs for what its `sessions` are of: full ones in the
    largest rooms, as many at once as it has rooms and parts of the day.
    """
    seats: dict[str, int] = {}
    days: dict[str, int] = {}
    rooms: set[tuple[str, str]] = set()
    for session in sessions:
        seats[session.activity] = max(seats.get(session.activity, 1), session.seats)
        days[session.activity] = len(session.days)
        rooms.add((session.venue, session.part))
    needed = sum(-(-len(problem.needing(code, a)) // seats[a]) * days[a] for a in seats)
    return max(1.0, needed / max(1, len(rooms)))


def _beginning(sessions: Iterable[Session]) -> list[tuple[date, list[Session]]]:
    """Each day with the sessions that begin on it."""
    found: dict[date, list[Session]] = {}
    for session in sessions:
        found.setdefault(session.first_day, []).append(session)
    return sorted(found.items())


def _runs(sessions: Iterable[Session]) -> list[Run]:
    """The different days of these sessions, the most first."""
    return sorted({tuple(session.days) for session in sessions}, key=lambda run: (-len(run), run))


def _spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last day of each run of days that follow each other."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and (day - spans[-1][1]).days == 1:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return spans
