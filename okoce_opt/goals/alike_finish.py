"""Kecamatan finish at about the same time (*selesai bersamaan*).

Unit: days between the kecamatan that finishes first and the one that finishes last. A kecamatan
finishes on the last day of its last held session of a required activity; one that holds none does
not count, nor do sessions of the city. Only on a level after `finish_early`: else waiting for the
slowest would do. When to modify: if groups of kecamatan are to finish together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
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
class AlikeFinish(Goal):
    """Days between the first and the last to finish."""

    kind: ClassVar[str] = "alike_finish"
    title: ClassVar[Words] = Words("Selesai bersamaan", "Alike finish")
    sentence: ClassVar[Words] = Words(
        "Kecamatan yang selesai paling dulu dan paling akhir sedapatnya berdekatan (di tingkat "
        "sesudah finish_early).",
        "The kecamatan that finishes first and the one that finishes last are as near as can be "
        "(on a level after finish_early).",
    )
    unit: ClassVar[Words] = Words("hari selisih", "days between")
    only_after: ClassVar[str] = "finish_early"

    @property
    def over_kecamatan(self) -> str:
        """Some of the kecamatan are never further apart than all of them; one alone is 0 apart."""
        return "max"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """Stretch by stretch: one counts when some kecamatan has yet to finish in it and another
        has finished before.

        `goes_on` of a kecamatan and a day is 1 exactly when it holds something that ends on that
        day or later.
        """
        ends: dict[str, dict[int, list[Session]]] = {}
        for session in problem.sessions.values():
            if (
                session.kecamatan
                and problem.activities[session.activity].required
                and not columns.is_closed(session)
            ):
                days = session.last_day.toordinal()
                ends.setdefault(session.kecamatan, {}).setdefault(days, []).append(session)
        order = sorted({day for on in ends.values() for day in on})
        goes_on = {
            (code, day): self._goes_on(columns, code, day, on)
            for code, on in ends.items()
            for day in order
        }
        total: Terms = []
        for before, day in pairwise(order) if len(ends) > 1 else ():
            waits, apart = (
                columns.flag("someone_goes_on", str(day)),
                columns.flag("apart", str(day)),
            )
            total += times(day - before, apart)
            for code in ends:
                here, any_day = goes_on[code, day], goes_on[code, order[0]]
                columns.require(
                    [*waits, *times(-1, here)], lo=0, rule=self.kind, subject=f"{code}|{day}"
                )
                # waits and any_day and not here: this one has finished, another has not
                row = [*apart, *times(-1, waits), *times(-1, any_day), *here]
                columns.require(row, lo=-1, rule=self.kind, subject=f"{code}|{day}")
        return Priced(total)

    def _goes_on(
        self, columns: Columns, code: str, day: int, on: dict[int, list[Session]]
    ) -> Terms:
        """The flag that is 1 exactly when something of the kecamatan ends on the day or later."""
        flag = columns.flag("goes_on", code, str(day))
        still = [
            columns.held(session)
            for ends, sessions in on.items()
            if ends >= day
            for session in sessions
        ]
        for held in still:
            columns.require(
                [*flag, *times(-1, held)], lo=0, rule=self.kind, subject=f"{code}|{day}"
            )
        row = [*flag, *times(-1, [term for held in still for term in held])]
        columns.require(row, hi=0, rule=self.kind, subject=f"{code}|{day}")
        return flag

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Write down when each kecamatan finishes, and compare the first with the last."""
        finished: dict[str, int] = {}
        for session_id in plan.held:
            session = problem.session(session_id)
            if (
                session is not None
                and session.kecamatan
                and problem.activities[session.activity].required
            ):
                last = max(session.days).toordinal()
                finished[session.kecamatan] = max(last, finished.get(session.kecamatan, last))
        return max(finished.values()) - min(finished.values()) if finished else 0

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0
