"""Which team goes to which held session: the same teams for the same sessions, whoever counts them
out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, in_order
from okoce_opt.model.formulation.counts import teams_in


class Staff:
    """Who is where so far. `teams` maps a session to its team."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.teams: dict[str, str] = {}
        self._at_work = Counter(problem.at_work)

    def is_free(self, team: str, session: Session) -> bool:
        """Whether the team can be sent there besides what it does already."""
        return all(
            self._at_work[team, slot] < self.problem.teams[team].at_once for slot in session.slots
        )

    def free_for(self, session: Session) -> str | None:
        """A team that could still go there, the one that goes to fewest kecamatan; empty if none is
        needed, None if none can.
        """
        if not self.problem.activities[session.activity].team:
            return ""
        able = [team for team in self.problem.able_teams(session) if self.is_free(team.id, session)]
        return (
            min(able, key=lambda t: (not t.kecamatan, len(t.kecamatan), t.id)).id if able else None
        )

    def send(self, team: str | None, session: Session) -> None:
        """Send the team, if it is one."""
        if team:
            self.teams[session.id] = team
            self._at_work.update((team, slot) for slot in session.slots)


def staffed(
    problem: Problem, held: Iterable[str], choices: Mapping[tuple[str, ...], int] | None = None
) -> dict[str, str]:
    """Session -> team for held sessions: those of the plan being changed where they can come, then
    in order of time.

    Where that leaves a session without a team the model's own `choices` are taken: they fit
    together.
    """
    staff = Staff(problem)
    sessions = [
        problem.sessions[sid]
        for sid in in_order(problem.sessions, [sid for sid in held if sid in problem.sessions])
    ]
    needy = [session for session in sessions if problem.activities[session.activity].team]
    for session in needy:
        old = problem.announced.teams.get(session.id, "")
        if session.id in problem.past.sessions:
            staff.teams.update({session.id: old} if old else {})
        elif old in {team.id for team in problem.able_teams(session)} and staff.is_free(
            old, session
        ):
            staff.send(old, session)
    for session in needy:
        if session.id not in staff.teams and session.id not in problem.past.sessions:
            staff.send(staff.free_for(session), session)
    chosen = teams_in(choices or {})
    missing = [
        session
        for session in needy
        if session.id not in staff.teams and session.id not in problem.past.sessions
    ]
    return chosen if missing and chosen else staff.teams
