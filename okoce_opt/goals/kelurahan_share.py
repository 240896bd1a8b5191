"""Every session mirrors the kecamatan: each kelurahan near its share (*porsi kelurahan*).

Unit: people short. For each held session of a required own activity and each kelurahan: max(0,
target - present), target = floor(share_percent/100 * largest session * n_kelurahan / n), where n
counts people of the kecamatan who need the activity. Venues that serve one kelurahan only are left
out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class KelurahanShare(Goal):
    """People that kelurahan are short of their target, over all sessions."""

    share_percent: int = 50

    kind: ClassVar[str] = "kelurahan_share"
    title: ClassVar[Words] = Words("Porsi kelurahan", "Kelurahan share")
    sentence: ClassVar[Words] = Words(
        "Di setiap sesi warga tiap kelurahan sedapatnya sebanyak porsinya.",
        "In each session every kelurahan comes as near as can be to its share.",
    )
    unit: ClassVar[Words] = Words("orang kurang dari porsi", "people short of the share")
    in_calendar: ClassVar[bool] = False

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """A share is a percentage."""
        if not 0 <= self.share_percent <= 100:
            allowed = Words("0 sampai 100", "0 to 100")
            yield Complaint(
                "out_of_range",
                "sasaran",
                self.kind,
                "share_percent",
                str(self.share_percent),
                allowed,
            )

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The kelurahan."""
        return registrant.kelurahan

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """short >= target * held - present."""
        total: Terms = []
        for activity in problem.activities.values():
            for code in problem.kecamatan if activity.required and not activity.city else ():
                needing = problem.needing(code, activity.id)
                largest = problem.largest_session(code, activity.id, for_all=True)
                homes = sorted(Counter(r.kelurahan for r in needing).items())
                targets = {
                    home: self.share_percent * largest * n // (100 * len(needing))
                    for home, n in homes
                }
                for session in problem.open_to(code, activity.id):
                    if columns.is_closed(session) or not problem.is_for_all(session):
                        continue
                    present: dict[str, Terms] = {
                        home: [] for home, target in targets.items() if target
                    }
                    for stratum in columns.sitters(session):
                        if stratum.one.kelurahan in present:
                            present[stratum.one.kelurahan] += columns.seats(stratum, session)
                    for home, seats in present.items():
                        short = columns.number("short", session.id, home, lo=0, hi=targets[home])
                        row = [*short, *seats, *times(-targets[home], columns.held(session))]
                        columns.require(row, lo=0, rule=self.kind, subject=f"{session.id}|{home}")
                        total += short
        return Priced(total)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Count each session's people by kelurahan against the targets."""
        short = 0
        for session_id in plan.held:
            session = problem.session(session_id)
            if (
                session is None
                or session.kecamatan == ""
                or not problem.activities[session.activity].required
            ):
                continue
            if problem.venues[session.venue].kelurahan:
                continue
            need = Counter(
                r.kelurahan for r in problem.needing(session.kecamatan, session.activity)
            )
            sit = Counter(
                problem.registrants[p].kelurahan
                for p in plan.people[session_id]
                if p in problem.registrants
            )
            largest = problem.largest_session(session.kecamatan, session.activity, for_all=True)
            for kelurahan, people in need.items():
                target = (self.share_percent * largest * people) // (100 * need.total())
                short += max(0, target - sit[kelurahan])
        return short

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0
