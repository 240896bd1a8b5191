"""A seat needs a seat in, or a done date of, each activity directly before it, early enough (*urutan kegiatan*).

It starts at least `min_gap_days` calendar days after that one's last day (0 = a later part of the same
day will do; after a done date, a later day), and between two seats of the plan at most `max_gap_days`.
Between two activities people wait in a stock: those who have finished the first long enough ago come
in, those who attend the second go out. First come, first served gives everyone dates that fit.
Source: table `urutan`. When to modify: if "after any one of several activities" is wanted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.activities import Order
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rows import Terms, times

if TYPE_CHECKING:
    from okoce_opt.model.columns import Columns
    from okoce_opt.model.strata import Stratum

FOREVER = 1 << 20
"""Days beyond any calendar."""


@dataclass(frozen=True, slots=True)
class ActivityOrder:
    """Activities are attended in their order, with their gaps."""

    kind: ClassVar[str] = "activity_order"
    title: ClassVar[Words] = Words("Urutan kegiatan", "Activity order")
    sentence: ClassVar[Words] = Words(
        "Kegiatan diikuti sesudah kegiatan sebelumnya, dengan jeda paling sedikit dan paling banyak seperti di tabel urutan.",
        "An activity is attended after the one before it, with the least and the greatest gap of the table urutan.",
    )
    always_on: ClassVar[bool] = True
    in_calendar: ClassVar[bool] = True

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Loops and unknown activities are told by the tables."""
        return ()

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """How each order row stands for the person; the person when their activities do not form plain chains."""
        todo = {a.id: a for a in problem.still_to_do(registrant)}
        rows = [o for o in problem.orders if o.activity in todo]
        links = [o for o in rows if o.after in todo]
        after, before = [o.activity for o in links], [o.after for o in links]
        if len(set(after)) < len(after) or len(set(before)) < len(before) or any(todo[name].times > 1 for name in after + before):
            return registrant.id
        return tuple((o.activity, o.after, self._stands(problem, registrant, o)) for o in rows)

    def _stands(self, problem: Problem, registrant: Registrant, order: Order) -> Hashable:
        """Whether the row binds, and after a done date how many sessions come too early."""
        done = registrant.done_on(order.after)
        if not problem.is_for(registrant, problem.activities[order.after]):
            return "void"
        if done is None:
            return "open"
        earliest = done.toordinal() + max(1, order.min_gap_days)
        return sum(s.first_day.toordinal() < earliest for s in problem.open_to(registrant.kecamatan, order.activity))

    def encode(self, problem: Problem, columns: Columns) -> None:
        """For every stratum and order row: bar what is too early or too late, and keep a stock of people between the two."""
        for stratum in columns.strata:
            todo = {a.id: a for a in problem.still_to_do(stratum.one)}
            for order in problem.orders:
                done = stratum.one.done_on(order.after)
                if order.activity not in todo or not problem.is_for(stratum.one, problem.activities[order.after]):
                    continue
                if done is not None:
                    earliest = done.toordinal() + max(1, order.min_gap_days)
                    for session in columns.options(stratum, order.activity):
                        if session.first_day.toordinal() < earliest:
                            columns.bar(stratum, session)
                else:
                    waiting = _Waiting(order, columns.options(stratum, order.after), columns.options(stratum, order.activity))
                    for session in waiting.useless:
                        columns.bar(stratum, session)
                    if todo[order.activity].times > 1 or todo[order.after].times > 1:
                        self._pairs(columns, stratum, waiting)
                    else:
                        self._stock(columns, stratum, waiting)

    def _pairs(self, columns: Columns, stratum: Stratum, waiting: _Waiting) -> None:
        """One person with several seats in an activity: each later seat needs some earlier seat that fits."""
        for session in waiting.later:
            seats = [term for s in waiting.fitting(session.starts) for term in columns.seats(stratum, s)]
            row = [*seats, *times(-1, columns.seats(stratum, session))]
            columns.require(row, lo=0, rule=self.kind, subject=f"{stratum.id}|{session.id}")

    def _stock(self, columns: Columns, stratum: Stratum, waiting: _Waiting) -> None:
        """stock = stock before + who has become ready - who attends.

        With a greatest gap, `lost` counts those who have waited too long and will not attend, which
        breaks no rule: they are in the stock but never in anyone's place.
        """
        stock: Terms = []
        lost: Terms = []
        come = 0
        steps = waiting.steps()
        for n, leaving in enumerate(steps):
            now = leaving[0].starts
            name = f"{stratum.id}|{waiting.order.activity}|{waiting.order.after}|{now}"
            ready = waiting.ready_by(now)
            arrivals = [term for s in waiting.earlier[come:ready] for term in columns.seats(stratum, s)]
            departures = [term for s in leaving for term in columns.seats(stratum, s)]
            here = columns.number("stock", name, lo=0, hi=stratum.size)
            columns.require([*stock, *arrivals, *times(-1, departures + here)], lo=0, hi=0, rule=self.kind, subject=name)
            stock, come = here, ready
            if lost:
                columns.require([*stock, *times(-1, lost)], lo=0, rule=self.kind, subject=name)
            if waiting.order.max_gap_days is not None and n + 1 < len(steps):
                fresh = waiting.fitting(steps[n + 1][0].starts, by=now)
                gone = columns.number("lost", name, lo=0, hi=stratum.size)
                still = [term for s in fresh for term in columns.seats(stratum, s)]
                columns.require([*gone, *still, *times(-1, stock)], lo=0, rule=self.kind, subject=name)
                columns.require([*gone, *times(-1, lost)], lo=0, rule=self.kind, subject=name)
                lost = gone

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """For every seat, look for what comes before it among the person's seats and done dates."""
        orders: dict[str, list[Order]] = {}
        for order in problem.orders:
            orders.setdefault(order.activity, []).append(order)
        for person, ids in plan.sessions_of.items() if orders else ():
            registrant = problem.registrants.get(person)
            mine = [session for session in map(problem.session, ids) if session is not None]
            for session in mine if registrant is not None else ():
                for order in orders.get(session.activity, ()):
                    before = problem.activities[order.after]
                    if registrant is None or (before.fields and registrant.field not in before.fields):
                        continue
                    finished = [day for name, day in registrant.done if name == order.after]
                    seats = [other for other in mine if other.activity == order.after]
                    least = max(1, order.min_gap_days) if finished else order.min_gap_days
                    greatest = None if finished else order.max_gap_days
                    days = finished[:1] or [other.last_day for other in seats if other.ends < session.starts]
                    gaps = [(session.first_day - day).days for day in days]
                    if any(gap >= least and (greatest is None or gap <= greatest) for gap in gaps):
                        continue
                    latest = max(days or [other.last_day for other in seats], default=None)
                    gap = (session.first_day - latest).days if latest is not None else None
                    broken = (
                        f"{gap} > {greatest}"
                        if gap is not None and greatest is not None and gap > greatest
                        else f"{gap} < {least}"
                    )
                    found = (
                        ""
                        if latest is None
                        else Words("{latest} ({broken})", "{latest} ({broken})").fill(latest=latest, broken=broken)
                    )
                    involved = (*(other.id for other in seats), session.id)
                    yield Violation(self.kind, person, found, order.after, involved, (person,))

    def explain(self, violation: Violation) -> Words:
        """Both dates and the days between them, or what is missing."""
        activity, _, day, _ = violation.sessions[-1].split("|")
        if violation.found == "":
            words = Words(
                "Peserta {subject}: {activity} pada {day} tanpa {after} sebelumnya.",
                "Registrant {subject}: {activity} on {day} without {after} before it.",
            )
        else:
            words = Words(
                "Peserta {subject}: {activity} pada {day}, sedangkan {after} selesai {found} hari.",
                "Registrant {subject}: {activity} on {day}, while {after} ends {found} days.",
            )
        return words.fill(
            subject=violation.subject,
            activity=activity,
            day=date.fromisoformat(day),
            after=violation.allowed,
            found=violation.found,
        )


class _Waiting:
    """Sessions of an activity and of the one after it, in half-days counted as `Session.starts` is.

    `earlier` are those that some later session can follow, by the half-day from which one may go on;
    `later` those that can follow some earlier one; `useless` the other later ones.
    """

    def __init__(self, order: Order, earlier: list[Session], later: list[Session]) -> None:
        self.order = order
        ordered = sorted(earlier, key=lambda s: s.ends)
        self.later, self.useless = list(later), []
        self._ready, self._due = self._windows(ordered)
        starts = [s.starts for s in later]
        self.earlier = [
            s
            for s, ready, due in zip(ordered, self._ready, self._due, strict=True)
            if bisect_left(starts, ready) < bisect_right(starts, due)
        ]
        self._ready, self._due = self._windows(self.earlier)
        self.later = [s for s in later if self._span(s.starts)]
        self.useless = [s for s in later if not self._span(s.starts)]

    def _windows(self, sessions: list[Session]) -> tuple[list[int], list[int]]:
        """The first and the last half-day on which the later session may start after each of these."""
        least, greatest = self.order.min_gap_days, self.order.max_gap_days
        ready = [s.ends + 1 if least == 0 else (s.last_day.toordinal() + least) * 2 for s in sessions]
        due = [(s.last_day.toordinal() + (FOREVER if greatest is None else greatest)) * 2 + 1 for s in sessions]
        return ready, due

    def _span(self, start: int) -> range:
        return range(bisect_left(self._due, start), bisect_right(self._ready, start))

    def ready_by(self, start: int) -> int:
        """How many of `earlier` one may have gone on from by a half-day."""
        return bisect_right(self._ready, start)

    def fitting(self, start: int, by: int | None = None) -> list[Session]:
        """Earlier sessions that one starting then may follow (and that were over for those who start at `by`)."""
        fits = self._span(start)
        return self.earlier[fits.start : fits.stop if by is None else max(fits.start, self.ready_by(by))]

    def steps(self) -> list[list[Session]]:
        """Later sessions in the steps of the stock: those between which nobody becomes ready (or is too late) are one."""
        steps: dict[int, list[Session]] = {}
        for session in self.later:
            key = self.ready_by(session.starts) if self.order.max_gap_days is None else session.starts
            steps.setdefault(key, []).append(session)
        return list(steps.values())
