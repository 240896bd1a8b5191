"""What rules and goals may ask for: seats, attendance, held, flags and numbers, and rows over them.

Nothing is made before it is asked for. What a rule bars or closes never becomes a column, so rules
that only forbid come first in the book; the answer would be the same in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.rows.linear import Rows, Terms, times
from okoce_opt.rows.stratum import Stratum


class Columns:
    """The columns of one model: `seats[stratum, session]` people and `held[session]` 0 or 1, plus
    the rules' own.
    """

    def __init__(self, problem: Problem, strata: Iterable[Stratum]) -> None:
        self.problem = problem
        self.strata = tuple(strata)
        self.rows = Rows()
        self._seats: dict[tuple[str, SessionId], int] = {}
        self._held: dict[SessionId, int] = {}
        self._own: dict[tuple[str, ...], int] = {}
        self._choices: dict[tuple[str, ...], int] = {}
        self._chosen_at: dict[int, str] = {}
        self._of_kecamatan: dict[int, str] = {}
        self._barred: dict[str, set[SessionId]] = {stratum.id: set() for stratum in self.strata}
        self._closed: set[SessionId] = set()

    # -- what there is

    @cached_property
    def _strata_in(self) -> Mapping[str, tuple[Stratum, ...]]:
        strata: dict[str, list[Stratum]] = {"": list(self.strata)}
        for stratum in self.strata:
            strata.setdefault(stratum.one.kecamatan, []).append(stratum)
        return {code: tuple(those) for code, those in strata.items()}

    @cached_property
    def _on(self) -> Mapping[tuple[str, date], tuple[Session, ...]]:
        """Sessions by kecamatan and day."""
        found: dict[tuple[str, date], list[Session]] = {}
        for session in self.problem.sessions.values():
            for day in session.days if session.kecamatan else ():
                found.setdefault((session.kecamatan, day), []).append(session)
        return {key: tuple(those) for key, those in found.items()}

    @cached_property
    def _afar(self) -> Mapping[SessionId, tuple[tuple[Stratum, Session], ...]]:
        """Pinned seats in another kecamatan, by session: someone moved house."""
        afar: dict[SessionId, list[tuple[Stratum, Session]]] = {}
        for stratum in self.strata:
            for pin in stratum.one.pins:
                session = self.problem.sessions.get(pin)
                if session is not None and session.kecamatan not in ("", stratum.one.kecamatan):
                    afar.setdefault(pin, []).append((stratum, session))
        return {sid: tuple(those) for sid, those in afar.items()}

    def options(self, stratum: Stratum, activity: str | None = None) -> list[Session]:
        """Sessions (of one activity) that the stratum may still sit in, by time: open to its
        kecamatan, or pinned.
        """
        home = stratum.one.kecamatan
        names = (activity,) if activity is not None else tuple(self.problem.activities)
        those = [s for name in names for s in self.problem.open_to(home, name)]
        afar = [
            s
            for pin in stratum.one.pins
            for one, s in self._afar.get(pin, ())
            if one is stratum and s.activity in names
        ]
        if afar or activity is None:
            those = sorted((*those, *afar), key=lambda s: (s.starts, s.id))
        barred, closed = self._barred[stratum.id], self._closed
        return [s for s in those if s.id not in closed and s.id not in barred]

    def sitters(self, session: Session) -> list[Stratum]:
        """Strata that may still sit in the session; none in a closed one."""
        if session.id in self._closed:
            return []
        afar = [stratum for stratum, _ in self._afar.get(session.id, ())]
        those = (*self._strata_in.get(session.kecamatan, ()), *afar)
        return [stratum for stratum in those if session.id not in self._barred[stratum.id]]

    # -- decisions

    def seats(self, stratum: Stratum, session: Session) -> Terms:
        """People of the stratum in the session."""
        key = (stratum.id, session.id)
        if session.id in self._barred[stratum.id] or session.id in self._closed:
            return []
        if key not in self._seats:
            most = (
                stratum.size
                if session.id in self.problem.past.sessions
                else min(stratum.size, session.seats)
            )
            self._seats[key] = self.rows.column(("seats", *key), 0, most)
        return [(1, self._seats[key])]

    def attendance(self, session: Session) -> Terms:
        """People in the session."""
        return [term for stratum in self.sitters(session) for term in self.seats(stratum, session)]

    def held(self, session: Session) -> Terms:
        """1 when the session is held."""
        if session.id in self._closed:
            return []
        if session.id not in self._held:
            self._held[session.id] = self.rows.column(("held", session.id), 0, 1)
        return [(1, self._held[session.id])]

    def bar(self, stratum: Stratum, session: Session) -> None:
        """Nobody of the stratum sits in the session."""
        self._barred[stratum.id].add(session.id)
        if (column := self._seats.get((stratum.id, session.id))) is not None:
            self.rows.upper[column] = 0

    def close(self, session: Session) -> None:
        """The session is not held, and so nobody sits in it (`venue_capacity` is always on)."""
        self._closed.add(session.id)
        if session.id in self._held:
            self.rows.upper[self._held[session.id]] = 0
        for (_, session_id), column in self._seats.items():
            if session_id == session.id:
                self.rows.upper[column] = 0

    def is_closed(self, session: Session) -> bool:
        """Whether a rule before has closed the session."""
        return session.id in self._closed

    def open_days(self, kecamatan: str) -> list[date]:
        """Days on which the kecamatan may meet: something of its own can still be held."""
        sessions = (s for s in self.problem.sessions_in[kecamatan] if not self.is_closed(s))
        return sorted({day for session in sessions for day in session.days})

    def meets(self, kecamatan: str, day: date, rule: str) -> Terms:
        """1 when the kecamatan holds a session of its own on the day; `rule` is who asks first.

        At least that: it may be 1 without one.
        """
        name = ("meets", kecamatan, day.isoformat())
        if name in self._own:
            return [(1, self._own[name])]
        flag = self.flag(*name)
        self._of_kecamatan.update((j, kecamatan) for _, j in flag)
        for session in self._on.get((kecamatan, day), ()):
            if not self.is_closed(session):
                row = [*flag, *times(-1, self.held(session))]
                self.require(row, lo=0, rule=rule, subject=session.id)
        return flag

    # -- a rule's own columns, and rows

    def flag(self, *name: str) -> Terms:
        """A 0-1 column of a rule's own, the same one for the same name."""
        return self.number(*name, lo=0, hi=1)

    def choose(self, *name: str, most: int, at: str) -> Terms:
        """A decision besides seats and held that the plan must know: which team, how many people
        for which mentor. It belongs to the kecamatan `at` (empty: the city).
        """
        column = self.number(*name, lo=0, hi=most)
        self._choices.update((name, j) for _, j in column)
        self._chosen_at.update((j, at) for _, j in column)
        return column

    def number(self, *name: str, lo: int, hi: int) -> Terms:
        """A whole-number column of a rule's own, the same one for the same name."""
        if name not in self._own:
            self._own[name] = self.rows.column(name, lo, hi)
        return [(1, self._own[name])]

    def require(
        self,
        terms: Iterable[tuple[int, int]],
        *,
        rule: str,
        subject: str,
        lo: int | None = None,
        hi: int | None = None,
    ) -> None:
        """`lo <= sum(terms) <= hi`, named by rule and subject."""
        self.rows.require(terms, lo, hi, rule, subject)

    # -- what was decided

    @property
    def seat_columns(self) -> Mapping[tuple[str, SessionId], int]:
        """(stratum id, session id) -> column; a pair that is not there is zero."""
        return self._seats

    @property
    def choice_columns(self) -> Mapping[tuple[str, ...], int]:
        """Name of a choice -> column; one that is not there is zero."""
        return self._choices

    @property
    def chosen_at(self) -> Mapping[int, str]:
        """Column of a choice -> the kecamatan that it belongs to, empty for the city."""
        return self._chosen_at

    @property
    def meets_at(self) -> Mapping[int, str]:
        """Flag of a meeting day -> its kecamatan."""
        return self._of_kecamatan

    @property
    def held_columns(self) -> Mapping[SessionId, int]:
        """Session id -> column; one that is not there is not held."""
        return self._held
