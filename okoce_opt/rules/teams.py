"""A held session that needs a team has one of its kind, free and at work (*tim*).

A team works on every day of the session, goes to its kecamatan, and is in no more sessions at once
than it can; one that has begun (several days) keeps the team that was sent. Source: table
`kegiatan` column `tim`, table `tim`, table `halangan`. When to modify: if a session may need
several teams, or a team has a limit of days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, in_order
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times
from okoce_opt.rules.faces import Filling, Sharing
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class Teams(Rule):
    """Every session has the team that it needs."""

    kind: ClassVar[str] = "teams"
    title: ClassVar[Words] = Words("Tim untuk setiap sesi", "A team for every session")
    sentence: ClassVar[Words] = Words(
        "Sesi yang perlu tim mendapat satu tim jenisnya yang bertugas hari itu; tim tidak dipakai "
        "melebihi kesanggupannya.",
        "A session that needs a team has one of its kind that works that day; no team is in more "
        "sessions at once than it can.",
    )
    ids: ClassVar[Mapping[str, str]] = {"subject": "teams", "found": "teams"}
    always_on: ClassVar[bool] = True

    def encode(self, problem: Problem, columns: Columns) -> None:
        """The teams chosen for a session = held; in every half-day the sessions of a team <= what
        it can. No team: closed.
        """
        busy: dict[tuple[str, int], dict[str, Terms]] = {}
        for session in problem.sessions.values():
            kind = problem.activities[session.activity].team
            if not kind or columns.is_closed(session) or session.id in problem.past.sessions:
                continue
            able = [team.id for team in problem.able_teams(session)]
            if not able:
                columns.close(session)
                continue
            chosen = {
                team: columns.choose("team", session.id, team, most=1, at=session.kecamatan)
                for team in able
            }
            all_chosen = [term for terms in chosen.values() for term in terms]
            row = [*all_chosen, *times(-1, columns.held(session))]
            columns.require(row, lo=0, hi=0, rule=self.kind, subject=session.id)
            for team, terms in chosen.items():
                for slot in session.slots:
                    busy.setdefault((team, slot), {})[session.id] = terms
        seen: set[tuple[str, frozenset[str], int]] = set()
        for (team, slot), sessions in sorted(busy.items()):
            left = max(0, problem.teams[team].at_once - problem.at_work.get((team, slot), 0))
            same = team, frozenset(sessions), left
            if len(sessions) > left and same not in seen:
                seen.add(same)
                row = [term for terms in sessions.values() for term in terms]
                columns.require(row, hi=left, rule=self.kind, subject=f"{team}|{slot}")

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Ask of every held session who comes, and of every team where it is in each half-day; what
        has begun goes on.
        """
        at: dict[str, dict[int, list[SessionId]]] = {}
        for session_id in sorted(plan.held & problem.past.sessions):
            begun = problem.session(session_id)
            if (
                begun is not None
                and (sent := problem.announced.teams.get(session_id, "")) in problem.teams
            ):
                for slot in begun.slots:
                    at.setdefault(sent, {}).setdefault(slot, []).append(session_id)
        for session_id in sorted(plan.held - problem.past.sessions):
            session = problem.session(session_id)
            kind = problem.activities[session.activity].team if session is not None else ""
            if session is None or not kind:
                continue
            team = problem.teams.get(plan.teams.get(session_id, ""))
            if team is None or team.kind != kind:
                yield Violation(
                    self.kind, session_id, plan.teams.get(session_id, ""), kind, (session_id,)
                )
                continue
            if team.kecamatan and session.kecamatan not in team.kecamatan:
                yield Violation(self.kind, session_id, team.id, "elsewhere", (session_id,))
            away = [o for o in problem.obstacles if o.kind == "tim" and o.id == team.id]
            for day in session.days:
                if (team.weekdays is not None and day.weekday() not in team.weekdays) or any(
                    o.covers(day) for o in away
                ):
                    yield Violation(self.kind, session_id, team.id, day, (session_id,))
            for slot in session.slots:
                at.setdefault(team.id, {}).setdefault(slot, []).append(session_id)
        yield from self._overbooked(problem, at)

    def _overbooked(
        self, problem: Problem, at: dict[str, dict[int, list[SessionId]]]
    ) -> Iterable[Violation]:
        for team, slots in sorted(at.items()):
            crowds = {
                tuple(ids)
                for ids in slots.values()
                if len(ids) > problem.teams[team].at_once
                and not problem.past.sessions.issuperset(ids)
            }
            for ids in sorted(crowds):
                yield Violation(self.kind, team, len(ids), problem.teams[team].at_once, ids)

    def chosen(self, problem: Problem, plan: Plan) -> Mapping[tuple[str, ...], int]:
        """A team of a session to come: 1."""
        return {
            ("team", sid, team): 1
            for sid, team in plan.teams.items()
            if team and sid in plan.held - problem.past.sessions and _needs_one(problem, sid)
        }

    def named(
        self,
        problem: Problem,
        plan: Plan,
        choices: Mapping[tuple[str, ...], int],
        drawn: Sequence[PersonId],
    ) -> Plan:
        """The team chosen for each session; what has begun keeps the one that was sent."""
        sent = problem.announced.teams
        teams = {sid: sent.get(sid, "") for sid in plan.held & problem.past.sessions}
        teams |= {
            SessionId(name[1]): name[2] for name, n in choices.items() if name[0] == "team" and n
        }
        there = {
            sid: team
            for sid, team in teams.items()
            if team and (sid in problem.past.sessions or _needs_one(problem, sid))
        }
        return replace(plan, teams=dict(sorted(there.items())))

    def kept(self, problem: Problem, plan: Plan) -> Plan:
        """Old teams where they can come, then those of the plan, then any that is free."""
        staff = Staff(problem)
        needy = [
            problem.sessions[sid]
            for sid in in_order(problem.sessions, plan.held & problem.sessions.keys())
            if _needs_one(problem, sid) and sid not in problem.past.sessions
        ]
        for known in (problem.announced.teams, plan.teams, None):
            for session in needy:
                free = [] if session.id in staff.teams else [t.id for t in staff.free_for(session)]
                team = known.get(session.id, "") if known is not None else min(free, default="")
                if team in free:
                    staff.send(team, session)
        done = {sid: team for sid, team in plan.teams.items() if sid in problem.past.sessions}
        return replace(plan, teams=dict(sorted({**done, **staff.teams}.items())))

    def shares(self, problem: Problem) -> Sharing:
        """Days of teams: nothing beyond that each is in so many places at once."""
        return Sharing()

    def fill(self, problem: Problem) -> Filling:
        """Teams are sent out in order of time."""
        return _Sending(problem)

    def explain(self, violation: Violation) -> Words:
        """Which session lacks its team, or which team is asked too much."""
        if isinstance(violation.found, int):
            words = Words(
                "Tim {subject}: {found} sesi pada satu waktu ({sessions}), sanggup {allowed}.",
                "Team {subject}: {found} sessions at once ({sessions}), it can serve {allowed}.",
            )
        elif not violation.found:
            words = Words(
                "Sesi {subject}: tanpa tim {allowed}.",
                "Session {subject}: without a team of {allowed}.",
            )
        elif violation.allowed == "elsewhere":
            words = Words(
                "Sesi {subject}: tim {found} tidak melayani kecamatan ini.",
                "Session {subject}: team {found} does not come here.",
            )
        elif isinstance(violation.allowed, str):
            words = Words(
                "Sesi {subject}: {found} bukan tim {allowed}.",
                "Session {subject}: {found} is no team of {allowed}.",
            )
        else:
            words = Words(
                "Sesi {subject}: tim {found} tidak bertugas pada {allowed}.",
                "Session {subject}: team {found} does not work on {allowed}.",
            )
        return words.fill(
            subject=violation.subject,
            found=violation.found,
            allowed=violation.allowed,
            sessions=violation.sessions,
        )


def _needs_one(problem: Problem, session_id: SessionId) -> bool:
    session = problem.sessions.get(session_id)
    return session is not None and bool(problem.activities[session.activity].team)


class Staff:
    """Who is where so far. `teams` maps a session to its team."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.teams: dict[SessionId, str] = {}
        self._at_work = Counter(problem.at_work)

    def free_for(self, session: Session) -> list[Team]:
        """Teams that can be sent there besides what they do already."""
        return [
            team
            for team in self.problem.able_teams(session)
            if all(self._at_work[team.id, slot] < team.at_once for slot in session.slots)
        ]

    def send(self, team: str, session: Session) -> None:
        """Send the team."""
        self.teams[session.id] = team
        self._at_work.update((team, slot) for slot in session.slots)


class _Sending(Filling):
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._staff = Staff(problem)
        self._others: Sequence[Filling] = ()

    def beside(self, fillings: Sequence[Filling]) -> None:
        self._others = [f for f in fillings if type(f).may_send is not Filling.may_send]

    def may_hold(self, session: Session) -> bool:
        return not self._problem.activities[session.activity].team or bool(self._one_for(session))

    def held(self, session: Session) -> None:
        needy = session.id not in self._problem.past.sessions
        if needy and _needs_one(self._problem, session.id) and (team := self._one_for(session)):
            self._staff.send(team, session)
            for other in self._others:
                other.sent(team, session)

    def _one_for(self, session: Session) -> str:
        """The team that it had, else the one that goes to fewest kecamatan; empty if none can."""
        old = self._problem.announced.teams.get(session.id, "")
        able = [
            team
            for team in self._staff.free_for(session)
            if all(other.may_send(team.id, session) for other in self._others)
        ]
        best = min(
            able, key=lambda t: (t.id != old, not t.kecamatan, len(t.kecamatan), t.id), default=None
        )
        return best.id if best is not None else ""

    def choices(self) -> Mapping[tuple[str, ...], int]:
        return {("team", sid, team): 1 for sid, team in self._staff.teams.items()}
