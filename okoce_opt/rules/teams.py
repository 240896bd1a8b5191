"""A held session that needs a team has one of its kind, free and at work (*tim*).

A team works on every day of the session, goes to its kecamatan, and is in no more sessions at once
than it can; one that has begun (several days) keeps the team that was sent. Source: table
`kegiatan` column `tim`, table `tim`, table `halangan`. When to modify: if a session may need
several teams, or a team has a limit of days.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class Teams:
    """Every session has the team that it needs."""

    kind: ClassVar[str] = "teams"
    title: ClassVar[Words] = Words("Tim untuk setiap sesi", "A team for every session")
    sentence: ClassVar[Words] = Words(
        "Sesi yang perlu tim mendapat satu tim jenisnya yang bertugas hari itu; tim tidak dipakai "
        "melebihi kesanggupannya.",
        "A session that needs a team has one of its kind that works that day; no team is in more "
        "sessions at once than it can.",
    )
    always_on: ClassVar[bool] = True
    in_calendar: ClassVar[bool] = True

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """A kind of which there is no team is told by the tables."""
        return ()

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Nothing about a person matters here."""
        return None

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
            chosen = {team: columns.choose("team", session.id, team, most=1) for team in able}
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
        at: dict[str, dict[int, list[str]]] = {}
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
        self, problem: Problem, at: dict[str, dict[int, list[str]]]
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
