"""A seat needs a seat in, or a done date of, each activity directly before it, early enough
(*urutan kegiatan*).

Between them lie `min_gap_days` (0 = a later part of the day, after a done date a later day), at
most `max_gap_days`. Source: table `urutan`. When to modify: if "after any one of several
activities" is wanted.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.activities import Order
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.precedence import Precedence
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns
    from okoce_opt.rows.stratum import Stratum


@dataclass(frozen=True, slots=True)
class ActivityOrder(Rule):
    """Activities are attended in their order, with their gaps."""

    kind: ClassVar[str] = "activity_order"
    title: ClassVar[Words] = Words("Urutan kegiatan", "Activity order")
    sentence: ClassVar[Words] = Words(
        "Kegiatan diikuti sesudah kegiatan sebelumnya, dengan jeda paling sedikit dan paling "
        "banyak seperti di tabel urutan (jeda 5: selesai Senin 5 Januari, boleh mulai Sabtu 10 "
        "Januari).",
        "An activity is attended after the one before it, with the least and the greatest gap of "
        "the table urutan (a gap of 5: ended on Monday 5 January, may begin on Saturday 10 "
        "January).",
    )
    always_on: ClassVar[bool] = True
    adds_up: ClassVar[bool] = True

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """How each order row stands for the person; the person when their activities do not form
        plain chains.
        """
        todo = {a.id: a for a in problem.still_to_do(registrant)}
        rows = [o for o in problem.orders if o.activity in todo]
        links = [o for o in rows if o.after in todo]
        after, before = [o.activity for o in links], [o.after for o in links]
        if (
            len(set(after)) < len(after)
            or len(set(before)) < len(before)
            or any(todo[name].times > 1 for name in after + before)
        ):
            return registrant.id
        return tuple((o.activity, o.after, self._stands(problem, registrant, o)) for o in rows)

    def _stands(self, problem: Problem, registrant: Registrant, order: Order) -> Hashable:
        """Whether the row binds, and after a done date how many sessions to come are too early."""
        if not problem.is_for(registrant, problem.activities[order.after]):
            return "void"
        done = registrant.done_on(order.after)
        if done is None:
            return "open"
        # of what is over nobody can take a seat, early or not
        later = problem.open_to(registrant.kecamatan, order.activity)
        return sum(not problem.past.is_over(s) for s in _too_early(later, order, done))

    def encode(self, problem: Problem, columns: Columns) -> None:
        """For every stratum and order row: bar what is too early or too late, and keep a stock of
        people between the two.
        """
        for stratum in columns.strata:
            todo = {a.id: a for a in problem.still_to_do(stratum.one)}
            for order in problem.orders:
                if order.activity not in todo or not problem.is_for(
                    stratum.one, problem.activities[order.after]
                ):
                    continue
                done = stratum.one.done_on(order.after)
                later = [
                    s
                    for s in columns.options(stratum, order.activity)
                    if s.id not in problem.past.sessions
                ]
                waiting = Precedence(order, columns.options(stratum, order.after), later)
                for session in waiting.useless if done is None else _too_early(later, order, done):
                    columns.bar(stratum, session)
                if done is None and max(todo[order.activity].times, todo[order.after].times) > 1:
                    self._pairs(columns, stratum, waiting)
                elif done is None:
                    self._stock(columns, stratum, waiting)

    def _pairs(self, columns: Columns, stratum: Stratum, waiting: Precedence) -> None:
        """One person with several seats in an activity: each later seat needs some earlier seat
        that fits.
        """
        for session in waiting.later:
            row = [
                term for s in waiting.fitting(session.starts) for term in columns.seats(stratum, s)
            ]
            row += times(-1, columns.seats(stratum, session))
            columns.require(row, lo=0, rule=self.kind, subject=f"{stratum.id}|{session.id}")

    def _stock(self, columns: Columns, stratum: Stratum, waiting: Precedence) -> None:
        """stock = stock before + who is ready now - who attends; `lost` of it have waited too long,
        which breaks no rule.
        """

        def people_in(sessions: Iterable[Session]) -> Terms:
            return [term for session in sessions for term in columns.seats(stratum, session)]

        stock: Terms = []
        lost: Terms = []
        for step in waiting.steps():
            name = f"{stratum.id}|{waiting.order.activity}|{waiting.order.after}|{step.start}"
            here = columns.number("stock", name, lo=0, hi=stratum.size)
            row = [
                *stock,
                *people_in(step.arriving),
                *times(-1, people_in(step.leaving)),
                *times(-1, here),
            ]
            columns.require(row, lo=0, hi=0, rule=self.kind, subject=name)
            stock = here
            if lost:
                columns.require([*stock, *times(-1, lost)], lo=0, rule=self.kind, subject=name)
            if step.fresh is not None:
                gone = columns.number("lost", name, lo=0, hi=stratum.size)
                columns.require(
                    [*gone, *people_in(step.fresh), *times(-1, stock)],
                    lo=0,
                    rule=self.kind,
                    subject=name,
                )
                columns.require([*gone, *times(-1, lost)], lo=0, rule=self.kind, subject=name)
                lost = gone

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """For every seat, look for what comes before it among the person's seats and done dates."""
        for person, ids in plan.sessions_of.items() if problem.orders else ():
            if (registrant := problem.registrants.get(person)) is None:
                continue
            mine = [session for session in map(problem.session, ids) if session is not None]
            for session in mine:
                for order in () if session.id in problem.past.sessions else problem.orders:
                    meant = problem.activities[order.after].fields
                    if order.activity != session.activity or (
                        meant and registrant.field not in meant
                    ):
                        continue
                    finished = [day for name, day in registrant.done if name == order.after]
                    seats = [other for other in mine if other.activity == order.after]
                    least = max(1, order.min_gap_days) if finished else order.min_gap_days
                    most = None if finished else order.max_gap_days
                    days = finished or [
                        other.last_day for other in seats if other.ends < session.starts
                    ]
                    gaps = [(session.first_day - day).days for day in days]
                    if not any(gap >= least and (most is None or gap <= most) for gap in gaps):
                        latest = max(days or [other.last_day for other in seats], default=None)
                        title = problem.activities[order.after].title
                        found = _missing(title, session.first_day, latest, least, most)
                        yield Violation(
                            self.kind,
                            person,
                            found,
                            "",
                            (*(other.id for other in seats), session.id),
                            (person,),
                        )

    def fill(self, problem: Problem) -> Filling:
        """What each person has had before."""
        return _Had(problem)

    def explain(self, violation: Violation) -> Words:
        """Both dates and the days between them, or what is missing."""
        return Words(
            "Peserta {subject}, sesi {session}: {found}.",
            "Registrant {subject}, session {session}: {found}.",
        ).fill(subject=violation.subject, session=violation.sessions[-1], found=violation.found)


def _too_early(sessions: Iterable[Session], order: Order, done: date) -> list[Session]:
    return [session for session in sessions if not order.allows_after_done(done, session)]


def _missing(after: str, day: date, latest: date | None, least: int, most: int | None) -> Words:
    if latest is None:
        return Words("tanpa {after} sebelumnya", "without {after} before it").fill(after=after)
    n = (day - latest).days
    gap = f"{n} < {least or 1}" if most is None or n <= most else f"{n} > {most}"
    said = Words(
        "{day}, sedangkan {after} selesai {latest} (jeda {gap} hari)",
        "{day}, while {after} ends {latest} (gap {gap} days)",
    )
    return said.fill(day=day, after=after, latest=latest, gap=gap)


class _Had(Filling):
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._sits: dict[str, list[Session]] = {}
        self._orders: dict[str, list[Order]] = {}
        for order in problem.orders:
            self._orders.setdefault(order.activity, []).append(order)

    def may_sit(self, person: Registrant, session: Session) -> bool:
        for order in self._orders.get(session.activity, ()):
            before = [s for s in self._sits.get(person.id, ()) if s.activity == order.after]
            if before:
                if not any(order.allows(other, session) for other in before):
                    return False
            elif person.done_on(order.after) is None and self._problem.is_for(
                person, self._problem.activities[order.after]
            ):
                return False
        return True

    def seated(self, person: Registrant, session: Session) -> None:
        self._sits.setdefault(person.id, []).append(session)
