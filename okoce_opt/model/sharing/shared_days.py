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
from okoce_opt.model.sharing.linking import are_tied, must_be_held, with_people
from okoce_opt.rows.columns import Columns
from okoce_opt.rules.faces import Sharing
from okoce_opt.rules.rule import Rule

TeamDay = tuple[str, date]
"""(team id, day)."""


@dataclass(frozen=True)
class DealtDays:
    """A problem whose kecamatan share nothing any more, those `ties` apart: `given` says which days
    of which teams each of them has.
    """

    problem: Problem
    given: Mapping[str, frozenset[TeamDay]] = field(default_factory=dict)
    ties: tuple[frozenset[str], ...] = ()

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

    Those with the fewest days offered so far, for what they need, come first. A session that must
    be held keeps its days, as long as those who ask for one of them may meet.
    """
    open_sessions = [s for s in problem.sessions.values() if not columns.is_closed(s)]
    by_day: dict[date, dict[str, list[SessionId]]] = {}
    for session in open_sessions:
        for day in session.days if session.kecamatan else ():
            by_day.setdefault(day, {}).setdefault(session.kecamatan, []).append(session.id)
    bound = _meeting(problem, must_be_held(problem))
    people = {code: max(1, len(those)) for code, those in problem.people_of.items()}
    offered = {code: sum(code in those for those in bound.values()) for code in problem.kecamatan}
    refused: set[SessionId] = set()
    for day, sessions in sorted(by_day.items()):
        asking = sorted(
            sessions,
            key=lambda code: (code not in bound.get(day, ()), offered[code] / people[code], code),
        )
        meeting: set[str] = set()
        for code in asking:
            if all(each.may_meet(day, meeting | {code}) for each in sharing):
                meeting.add(code)
                offered[code] += code not in bound.get(day, ())
            else:
                refused.update(sessions[code])
    return frozenset(s.id for s in open_sessions) - refused


def offer_teams(
    problem: Problem, columns: Columns, sharing: Sequence[Sharing] = ()
) -> dict[str, frozenset[TeamDay]]:
    """The days of teams, each given to as many kecamatan as the team can serve at once, as far as
    the team may go out on all of them.

    Whoever had fewest days of the kind so far, for what they need, comes first, fewest of that
    weekday among them; before all whoever must hold a session that day.
    """
    given: dict[str, set[TeamDay]] = {code: set() for code in problem.kecamatan}
    out: dict[str, set[date]] = {}
    for kind in sorted({activity.team for activity in problem.activities.values()} - {""}):
        names = [activity.id for activity in problem.activities.values() if activity.team == kind]
        sessions = [
            s for s in problem.sessions.values() if s.activity in names and not columns.is_closed(s)
        ]
        asking = _meeting(problem, (s.id for s in sessions))
        bound = _meeting(problem, must_be_held(problem) & {s.id for s in sessions})
        need = {
            code: max(1, sum(len(problem.needing(code, name)) for name in names))
            for code in problem.kecamatan
        }
        had: Counter[tuple[str, int | None]] = Counter()
        for day, wanting in sorted(asking.items()):
            here = [s for s in sessions if day in s.days]
            for team in sorted(
                {t.id: t for s in here for t in problem.able_teams(s)}.values(),
                key=lambda t: (not t.kecamatan, t.id),
            ):
                served = [
                    code
                    for code in wanting
                    if team.serves(code) and all(d != day for _, d in given[code])
                ]
                served.sort(
                    key=lambda c: (
                        c not in bound.get(day, ()),
                        (had[c, None] + had[c, day.weekday()]) / need[c],
                        c,
                    )
                )
                today = {slot for s in here for slot in s.slots_on(day)}
                begun = max(problem.at_work.get((team.id, slot), 0) for slot in today)
                days = out.setdefault(team.id, set())
                if not all(each.may_send(team.id, days | {day}) for each in sharing):
                    continue
                for code in served[: max(0, team.at_once - begun)]:
                    days.add(day)
                    given[code].add((team.id, day))
                    had.update([(code, None), (code, day.weekday())])
    return {code: frozenset(those) for code, those in given.items()}


def _meeting(problem: Problem, sessions: Iterable[SessionId]) -> dict[date, set[str]]:
    """Day -> the kecamatan that hold one of these sessions on it."""
    found: dict[date, set[str]] = {}
    for sid in sessions:
        for day in problem.sessions[sid].days:
            found.setdefault(day, set()).add(problem.sessions[sid].kecamatan)
    return found


def _spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last day of each run of days that follow each other."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and (day - spans[-1][1]).days == 1:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return spans
