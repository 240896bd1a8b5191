"""The programme is over as early as can be (*selesai lebih awal*).

Unit: days from `mulai` to the last day of the last held session of a required activity (0 if none
is held); with `each` summed over kecamatan, the city's sessions counting as one more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class FinishEarly(Goal):
    """Days until required activities are over."""

    each: bool = False

    kind: ClassVar[str] = "finish_early"
    title: ClassVar[Words] = Words("Selesai lebih awal", "Finish early")
    sentence: ClassVar[Words] = Words(
        "Sesi terakhir kegiatan wajib secepat mungkin (dengan each: di tiap kecamatan).",
        "The last session of a required activity is as early as can be (with each: in every "
        "kecamatan).",
    )
    unit: ClassVar[Words] = Words("hari", "days")

    @property
    def over_kecamatan(self) -> str:
        """The last of all, or with `each` the sum."""
        return "sum" if self.each else "max"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """The days up to the last one, stretch by stretch: a stretch counts when something ends on
        its day or later.

        In fractions too, half a session on each of many days is then no quicker than whole ones on
        half of them; with one row `last >= days * held` a session it would be.
        """
        ends: dict[str, dict[int, list[Session]]] = {}
        for session in problem.sessions.values():
            if problem.activities[session.activity].required and not columns.is_closed(session):
                days = (session.last_day - problem.calendar.first).days
                ends.setdefault(session.kecamatan if self.each else "all", {}).setdefault(
                    days, []
                ).append(session)
        last: Terms = []
        for whose, on in ends.items():
            later: Terms = []
            order = sorted(on)
            for days, before in reversed(list(zip(order, [0, *order], strict=False))):
                stretch = columns.flag("finish", whose, str(days))
                last += times(days - before, stretch)
                for session in on[days]:
                    row = [*stretch, *times(-1, columns.held(session))]
                    columns.require(row, lo=0, rule=self.kind, subject=session.id)
                if later:
                    columns.require(
                        [*stretch, *times(-1, later)],
                        lo=0,
                        rule=self.kind,
                        subject=f"{whose}|{days}",
                    )
                later = stretch
        return Priced(last)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Look for the last day of each kecamatan's held sessions."""
        last: dict[str, int] = {}
        for session_id in plan.held:
            session = problem.session(session_id)
            if session is not None and problem.activities[session.activity].required:
                days = (max(session.days) - problem.calendar.first).days
                last[session.kecamatan] = max(days, last.get(session.kecamatan, 0))
        return sum(last.values()) if self.each else max(last.values(), default=0)

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0
