"""Who is expected to miss a session has a later reserve seat (*susulan*).

Unit: people, counted in thousandths, so without rounding: of n people invited n x (1000 -
per_thousand) thousandths miss. Who misses a session that ends on a day D can use reserve sessions
from D + `min_gap_days` on; later misses can use fewer of these, so there is a seat for each exactly
when, for every D, those expected to miss what ends on D or later are no more than the seats from D
+ `min_gap_days` on (Hall's condition for nested choices). A reserve session counts with its seats,
not with invitations: it is the last chance and is not overbooked. Of whom the list says that they
have done the activity, nobody expects it any more. Source: table `kehadiran` column
`persen`, table `kegiatan` column `cadangan_untuk`, `[aturan.make_up] min_gap_days`. When to modify:
if reserve seats are to cover more than the expected number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.no_shows import count_reserve_sessions
from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.checks import at_least
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times
from okoce_opt.rows.reserve_cuts import reserve_cuts
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class MakeUp(Rule):
    """Reserve seats for everyone who is expected to miss a session."""

    min_gap_days: int = 1

    kind: ClassVar[str] = "make_up"
    title: ClassVar[Words] = Words("Sesi susulan", "Make-up sessions")
    sentence: ClassVar[Words] = Words(
        "Bagi yang diperkirakan tidak datang ada cukup kursi di sesi cadangan sesudahnya.",
        "There are enough seats in later reserve sessions for those who are expected to miss a "
        "session.",
    )

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """A gap of no day, nothing to make up for, a reserve held elsewhere, or an activity that
        others follow.
        """
        yield from at_least("aturan", self.kind, "min_gap_days", self.min_gap_days, 1)
        expected = {turnout.activity for turnout in problem.turnouts}
        reserves = [a for a in problem.activities.values() if a.reserve_for in expected]
        if not reserves:
            allowed = Words(
                "kegiatan dengan kehadiran dan cadangannya",
                "an activity with a turnout and a reserve",
            )
            advice = Words(
                "Isi tabel kehadiran, dan cadangan_untuk di tabel kegiatan; atau hapus aturan ini.",
                "Fill in table kehadiran, and cadangan_untuk in table kegiatan; or remove this "
                "rule.",
            )
            yield Complaint("no_reserve", "aturan", self.kind, "", self.kind, allowed, advice)
        for reserve in reserves:
            activity = problem.activities[reserve.reserve_for]
            if (reserve.city, reserve.everywhere) != (activity.city, activity.everywhere):
                allowed = Words("seperti {name}", "as for {name}").fill(name=activity.id)
                yield Complaint("reserve_elsewhere", "kegiatan", reserve.id, "lingkup", "", allowed)
            for order in problem.orders:
                if order.after == activity.id and problem.activities[activity.id].required:
                    yield Complaint(
                        "not_the_last",
                        "urutan",
                        f"{order.activity}/{order.after}",
                        "sesudah",
                        order.after,
                        Words(
                            "kegiatan tanpa baris di tabel kehadiran",
                            "an activity without a row in table kehadiran",
                        ),
                        Words(
                            "Siapa yang tidak datang tidak dapat meneruskan. Rencanakan {a} lebih "
                            "dulu: hapus {b} dan baris ini "
                            "(hapus = 1), lalu rencanakan {b} sesudah kehadiran diketahui.",
                            "Who does not come cannot go on. Plan {a} first: remove {b} and this "
                            "row (hapus = 1), and plan {b} "
                            "when attendance is known.",
                        ).fill(a=order.after, b=order.activity),
                    )

    def encode(self, problem: Problem, columns: Columns) -> None:
        """From the last day back: `owed` = people in what ends here or later; of these the absent
        <= reserve seats after.
        """
        for name, absent, missable, reserves in _pairs(problem, columns):
            ends = sorted({session.last_day for session in missable}, reverse=True)
            room = sum(len(problem.registrants) for _ in missable)
            later: Terms = []
            for day in ends:
                owed = columns.number("owed", name, day.isoformat(), lo=0, hi=room)
                here = [
                    term for s in missable if s.last_day == day for term in _not_done(columns, s)
                ]
                columns.require(
                    [*owed, *times(-1, [*later, *here])],
                    lo=0,
                    hi=0,
                    rule=self.kind,
                    subject=f"{name}|{day}",
                )
                after = day + timedelta(self.min_gap_days)
                seats = [
                    t
                    for s in reserves
                    if s.first_day >= after
                    for t in times(-1000 * s.seats, columns.held(s))
                ]
                columns.require(
                    [*times(absent, owed), *seats], hi=0, rule=self.kind, subject=f"{name}|{day}"
                )
                later = owed

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Walk back through the days with a list of who is absent and a list of reserve seats."""
        missed: dict[tuple[str, str], list[tuple[date, int, SessionId]]] = {}
        chairs: dict[tuple[str, str], list[tuple[date, int, SessionId]]] = {}
        made_up = {activity.reserve_for for activity in problem.activities.values()}
        for sid, people in plan.people.items():
            session = problem.session(sid)
            activity = problem.activities[session.activity] if session is not None else None
            if session is None or activity is None:
                continue
            if activity.reserve_for and sid in plan.held:
                seats = min(
                    problem.venues[session.venue].seats * activity.per_seat, activity.max_people
                )
                chairs.setdefault((session.kecamatan, activity.reserve_for), []).append(
                    (min(session.days), seats, sid)
                )
            elif activity.id in made_up:
                rows = [t for t in problem.turnouts if t.activity == activity.id]
                mine = [t for t in rows if t.kecamatan == session.kecamatan] or [
                    t for t in rows if t.kecamatan == ""
                ]
                came = sum(
                    any(activity.id == done for done, _ in problem.registrants[person].done)
                    for person in people
                    if person in problem.registrants
                )
                stay = (len(people) - came) * (1000 - mine[0].per_thousand) if mine else 0
                missed.setdefault((session.kecamatan, activity.id), []).append(
                    (max(session.days), stay, sid)
                )
        for key, those in sorted(missed.items()):
            name = problem.kecamatan[key[0]].name if key[0] else ""
            for day in sorted({day for day, _, _ in those}):
                stay = sum(thousandths for ends, thousandths, _ in those if ends >= day)
                seats = sum(
                    n
                    for begins, n, _ in chairs.get(key, [])
                    if (begins - day).days >= self.min_gap_days
                )
                if stay > 1000 * seats:
                    where = (
                        *(sid for ends, _, sid in those if ends == day),
                        *(sid for _, _, sid in chairs.get(key, [])),
                    )
                    yield Violation(self.kind, f"{name}|{day}", -(-stay // 1000), seats, where)
                    break

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """Sessions and those for who misses them."""
        return count_reserve_sessions(ground, self.min_gap_days)

    def cut(self, problem: Problem, columns: Columns) -> None:
        """Reserve sessions are held whole."""
        reserve_cuts(problem, columns)

    @property
    def make_up_days(self) -> int:
        """The parameter."""
        return self.min_gap_days

    def fill(self, problem: Problem) -> Filling:
        """Nothing: too few reserves cost seats afterwards."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """How many are expected to miss what ends from a day on, and how many reserve seats come
        after it.
        """
        place, _, day = violation.subject.rpartition("|")
        return Words(
            "{place}: {found} orang diperkirakan tidak datang pada {day} atau sesudahnya, kursi "
            "susulan sesudah itu {allowed}.",
            "{place}: {found} people are expected to miss sessions on {day} or later, reserve "
            "seats after it: {allowed}.",
        ).fill(
            place=place or Words("Kota", "City"),
            day=date.fromisoformat(day),
            found=violation.found,
            allowed=violation.allowed,
        )


def _not_done(columns: Columns, session: Session) -> Terms:
    """People in the session of whom it is not known that they came."""
    return [
        term
        for stratum in columns.sitters(session)
        if stratum.one.done_on(session.activity) is None
        for term in columns.seats(stratum, session)
    ]


def _pairs(
    problem: Problem, columns: Columns
) -> Iterator[tuple[str, int, list[Session], list[Session]]]:
    """Name, thousandths absent, sessions that can be missed and reserve sessions: by place and
    activity.
    """
    for place, sessions in problem.sessions_in.items():
        left = [session for session in sessions if not columns.is_closed(session)]
        for name in sorted(
            {activity.reserve_for for activity in problem.activities.values()} - {""}
        ):
            turnout = turnout_of(name, place, problem.turnouts)
            missable = [s for s in left if s.activity == name]
            if turnout is not None and turnout.per_thousand < 1000 and missable:
                reserves = [s for s in left if problem.activities[s.activity].reserve_for == name]
                yield f"{place}|{name}", 1000 - turnout.per_thousand, missable, reserves
