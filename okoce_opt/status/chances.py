"""Who can still finish: sessions that are possible from today on, one activity after another.

A "no" is proved: it holds whatever else is planned. A "yes" is none: seats may be taken, and other
rules may forbid what single sessions allow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate

from okoce_opt.counting.ground import Countable, find_usable_sessions
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words

NO_MORE = Words(
    "tidak ada sesi {title} lagi sampai {last}", "there is no session of {title} until {last}"
)
CLOSED = Words("sesi {title} tidak dapat diadakan lagi: {why}", "{title} cannot be held: {why}")
AWAY = Words(
    "tidak ada sesi {title} lagi pada hari yang bisa ia datangi",
    "there is no session of {title} left on a day they can come",
)
TOO_SOON = Words(
    "{title} baru boleh mulai {first} (jeda sesudah {before}), dan sesi terakhir {last}",
    "{title} may begin on {first} only (gap after {before}), and its last session is {last}",
)
TOO_LATE = Words(
    "jeda terpanjang antara {before} dan {title} tidak dapat ditepati lagi",
    "the greatest gap between {before} and {title} cannot be kept any more",
)


class Chances:
    """What is possible from `today` on, with the sessions that `held` says are held anyhow."""

    def __init__(
        self,
        problem: Problem,
        rules: Iterable[Countable],
        held: Iterable[SessionId],
        today: date,
    ) -> None:
        self.problem, self.rules, self.today = problem, tuple(rules), today
        usable = {s.id: s for s in find_usable_sessions(problem, self.rules)}
        usable |= {sid: s for sid in held if (s := problem.session(sid)) is not None}
        self._open: dict[tuple[str, str], list[Session]] = {}
        for session in sorted(usable.values(), key=lambda s: (s.starts, s.id)):
            if session.first_day >= today:
                activity = problem.activities[session.activity]
                key = (session.kecamatan, activity.reserve_for or activity.id)
                self._open.setdefault(key, []).append(session)
        self.order = in_order(problem)
        self._known: dict[object, Words | None] = {}

    def why_not(self, registrant: Registrant, done: Mapping[str, date]) -> Words | None:
        """Why the person cannot finish this year, None where nothing says so; `done` are the days
        on which activities were done.
        """
        problem = self.problem
        to_do = tuple(
            a.id
            for a in self.order
            if a.required and problem.is_for(registrant, a) and a.id not in done
        )
        key = (
            registrant.kecamatan,
            registrant.kelurahan,
            problem.days_known_by(registrant),
            to_do,
            tuple(sorted(done.items())),
        )
        if key not in self._known:
            self._known[key] = self._why(registrant, to_do, done)
        return self._known[key]

    def _why(
        self, registrant: Registrant, to_do: Sequence[str], done: Mapping[str, date]
    ) -> Words | None:
        possible: dict[str, list[Session]] = {}
        for name in to_do:
            there = self._at(registrant, name)
            suiting = [s for s in there if self._suits(registrant, s)]
            if not suiting:
                return self._none(registrant, name, there)
            left = self._after(name, suiting, possible, done)
            if not left:
                return self._out_of_order(registrant, name, suiting, possible, done)
            possible[name] = left
        return None

    def _at(self, registrant: Registrant, name: str) -> list[Session]:
        open_to = (self._open.get((place, name), ()) for place in (registrant.kecamatan, ""))
        there = [session for those in open_to for session in those]
        homes = ("", registrant.kelurahan)
        return [s for s in there if self.problem.venues[s.venue].kelurahan in homes]

    def _suits(self, registrant: Registrant, session: Session) -> bool:
        return all(self.problem.can_come(registrant, day) for day in session.days)

    def _after(
        self,
        name: str,
        sessions: Sequence[Session],
        possible: Mapping[str, Sequence[Session]],
        done: Mapping[str, date],
    ) -> list[Session]:
        """Those that may follow what was done, or some possible session of what comes before."""
        left = list(sessions)
        for order in self.problem.orders:
            if order.activity != name:
                continue
            if order.after in possible:
                windows = sorted(order.window(one) for one in possible[order.after])
                firsts = [first for first, _ in windows]
                lasts = [*accumulate((last for _, last in windows), max)]
                left = [
                    s
                    for s in left
                    if (at := bisect_right(firsts, s.starts)) and lasts[at - 1] >= s.starts
                ]
            elif order.after in done:
                left = [s for s in left if order.allows_after_done(done[order.after], s)]
        return left

    def _none(self, registrant: Registrant, name: str, there: Sequence[Session]) -> Words:
        title = self.problem.activities[name].title
        if there:
            return AWAY.fill(title=title)
        why = self._closed(registrant, name, self.today)
        if why is not None:
            return CLOSED.fill(title=title, why=why)
        return NO_MORE.fill(title=title, last=self.problem.calendar.last)

    def _out_of_order(
        self,
        registrant: Registrant,
        name: str,
        sessions: Sequence[Session],
        possible: Mapping[str, Sequence[Session]],
        done: Mapping[str, date],
    ) -> Words:
        title, last = self.problem.activities[name].title, sessions[-1].first_day
        for order in self.problem.orders:
            if order.activity != name:
                continue
            before = self.problem.activities[order.after].title
            if order.after in possible:
                first = min(order.window(one)[0] for one in possible[order.after])
                ready = date.fromordinal(first // 2)
            elif order.after in done:
                ready = date.fromordinal(done[order.after].toordinal() + max(1, order.min_gap_days))
            else:
                continue
            if ready > last:
                why = self._closed(registrant, name, ready)
                if why is not None:
                    return CLOSED.fill(title=title, why=why)
                return TOO_SOON.fill(title=title, first=ready, before=before, last=last)
        before = next(
            self.problem.activities[o.after].title
            for o in self.problem.orders
            if o.activity == name
        )
        return TOO_LATE.fill(title=title, before=before)

    def _closed(self, registrant: Registrant, name: str, since: date) -> Words | None:
        """What rules say most of the sessions from a day on that would suit, were they allowed."""
        said: Counter[Words] = Counter()
        for session in self.problem.open_to(registrant.kecamatan, name):
            if session.first_day >= since and self._suits(registrant, session):
                whys = (rule.closes(self.problem, session) for rule in self.rules)
                said.update([why for why in whys if why is not None][:1])
        return max(said, key=lambda why: (said[why], why.id), default=None)


def in_order(problem: Problem) -> list[Activity]:
    """Activities as people go through them: what comes before stands before, else by id."""
    before = {a: {o.after for o in problem.orders if o.activity == a} for a in problem.activities}
    placed: list[str] = []
    while len(placed) < len(before):
        left = [a for a in before if a not in placed]
        placed.append(min(a for a in left if before[a] <= {*placed}))
    return [problem.activities[a] for a in placed]
