"""A held session has at least the activity's least number of people (*isi sesi*).

Unit: people. Held = with people, or told to be: a session told to be held therefore needs people. A
reserve is held for people who are not named yet and needs nobody. Source: table `kegiatan` column
`min`. When to modify: if opening sessions may be smaller.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import times
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class SessionSize(Rule):
    """Held sessions are not too small."""

    kind: ClassVar[str] = "session_size"
    title: ClassVar[Words] = Words("Isi minimum sesi", "Session size")
    sentence: ClassVar[Words] = Words(
        "Sesi yang dipakai tidak kurang pesertanya dari jumlah minimum kegiatannya.",
        "A held session has at least the least number of people of its activity.",
    )
    always_on: ClassVar[bool] = True

    def encode(self, problem: Problem, columns: Columns) -> None:
        """attendance >= least * held."""
        for session in problem.sessions.values():
            if not columns.is_closed(session) and session.id not in problem.past.sessions:
                least = problem.least_people(session)
                row = [*columns.attendance(session), *times(-least, columns.held(session))]
                columns.require(row, lo=0, rule=self.kind, subject=session.id)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Count the people of every held session."""
        for session_id, people in plan.people.items():
            session = problem.session(session_id)
            if (
                session is None
                or session_id not in plan.held
                or session_id in problem.past.sessions
            ):
                continue
            activity = problem.activities[session.activity]
            least = activity.min_people
            if not activity.reserve_for and len(people) < least:
                yield Violation(self.kind, session_id, len(people), least, (session_id,), people)

    def fill(self, problem: Problem) -> Filling:
        """No session is held with fewer."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """How many people instead of how many."""
        return Words(
            "Sesi {subject}: {found} peserta, paling sedikit {allowed}.",
            "Session {subject}: {found} people, at least {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
