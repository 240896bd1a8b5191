"""Which decisions a step of large neighbourhood search frees: some sessions, and all that hangs on
them.

A neighbourhood is a set of sessions: those of some kecamatan on a window of days, around people who
are left over, around a session that is half empty, of one activity. Their seats, their being held
and their teams are decided anew; every other decision stays. One kind leaves the sessions as they
are: to seat one person more, many may have to move whose days lie far apart. How wide a kind is
adapts: what is solved to the end early was too narrow, what ran out of effort too wide. Kinds, and
ways of searching them, that gained more for what they cost are chosen more often (`experience`).
Where people cannot be counted together the seats of a few days are too many for one step: then
those of some people only are free, of some who are left over first.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.search.experience import Experience, chosen
from okoce_opt.rows.restriction import Incidence, Mask, Values

WAYS = ("reduced_costs", "quick_restart_no_lp", "default_lp", "pseudo_costs", "no_lp", "max_lp")
"""CP-SAT's ways of searching, each tried: what one is blind to another one finds."""

MOST = 20_000
"""Seat columns that are free at once; of more, those of some strata only."""

SEATS = "seats"
"""The kind that holds the sessions as they are, and decides anew who sits where."""

ALL = "all"
"""The kind that frees everything."""

NARROWEST, WIDER, NARROWER = 0.02, 1.2, 0.85
"""Share of the days that a window takes at least, and how a width grows and shrinks."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Columns that a step may change; `kind` chose them, `way` is how they are searched."""

    kind: str
    way: str
    free: Mask

    @property
    def is_all(self) -> bool:
        """Whether every column is free: what is proved here is proved."""
        return bool(self.free.all())


@dataclass
class _Arm:
    """A kind of neighbourhood, its width, and how well it paid."""

    choose: Callable[[float], Iterable[Session]]
    width: float
    experience: Experience = field(default_factory=Experience)


@dataclass
class Neighbourhoods:
    """Draws neighbourhoods of an incumbent, alike for alike seeds, and learns from what each
    gained.
    """

    problem: Problem
    model: Model
    incidence: Incidence
    seed: int
    _columns: dict[SessionId, list[int]] = field(default_factory=dict)
    _sessions: tuple[Session, ...] = ()

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        decided = np.zeros(self.incidence.width, dtype=np.bool_)
        for (_, session), column in self.model.seats.items():
            self._columns.setdefault(session, []).append(column)
        for session, column in self.model.held.items():
            self._columns.setdefault(session, []).append(column)
        for group in (self.model.seats, self.model.held, self.model.choices):
            decided[list(group.values())] = True
        self._following = ~decided
        self._others = self._choices()
        self._needs, self._sizes = self._needed()
        numbers = {stratum.id: number for number, stratum in enumerate(self.model.strata)}
        of = np.array([numbers[stratum] for stratum, _ in self.model.seats], dtype=np.int64)
        self._strata_of_seats = of, self._needs[1]
        self._sessions = tuple(
            session for session in self.problem.sessions.values() if session.id in self._columns
        )
        self._days = sorted({session.first_day for session in self._sessions})
        self._values: Values = np.zeros(0, dtype=np.int64)
        everywhere = len(self.problem.kecamatan) > 1
        self._arms = {
            "left over": _Arm(self._left_over, 0.3),
            "half empty": _Arm(self._half_empty, 0.3),
            "one kecamatan": _Arm(lambda width: self._window(width, 1), 1.0),
            "activity": _Arm(self._activity, 0.5),
            SEATS: _Arm(self._held_sessions, 1.0),
        }
        if everywhere:
            self._arms["two kecamatan"] = _Arm(lambda width: self._window(width, 2), 0.4)
            self._arms["all kecamatan"] = _Arm(
                lambda width: self._window(width, len(self.problem.kecamatan)), 0.25
            )
        if self.problem.sessions_in[""]:
            self._arms["city"] = _Arm(self._city, 0.3)
        self._ways = {way: Experience() for way in WAYS}

    def drawn(self, values: Values) -> Neighbourhood:
        """The next neighbourhood of an incumbent."""
        self._values = values
        experiences = {name: arm.experience for name, arm in self._arms.items()}
        kind = chosen(self._random, experiences)
        way = chosen(self._random, self._ways)
        arm = self._arms[kind]
        free = np.zeros(self.incidence.width, dtype=np.bool_)
        sessions = list(arm.choose(arm.width))
        stay = kind == SEATS and bool(sessions)
        # where nothing is held yet there are no seats to leave or take
        sessions = sessions or self._window(arm.width, 1)
        for session in sessions:
            free[self._columns[session.id]] = True
        if stay:
            free[list(self.model.held.values())] = False
        self._thin_out(free)
        names = {session.id for session in sessions} | {session.kecamatan for session in sessions}
        free[[column for column, tied in self._others.items() if tied & names or not tied]] = True
        return Neighbourhood(kind, way, self.incidence.followed(free, self._following))

    def everything(self) -> Neighbourhood:
        """All columns."""
        way = chosen(self._random, self._ways)
        return Neighbourhood(ALL, way, np.ones(self.incidence.width, dtype=np.bool_))

    def learned(self, tried: Neighbourhood, gained: bool, to_the_end: bool, cost: float) -> None:
        """What a neighbourhood came to: whether the incumbent got better, whether it was searched
        to its end, and what share of a step's effort it took.
        """
        self._ways[tried.way].learned(gained, cost)
        if (arm := self._arms.get(tried.kind)) is None:
            return
        arm.experience.learned(gained, cost)
        if to_the_end and not gained:
            arm.width = min(1.0, arm.width * WIDER)
        elif not to_the_end and not gained:
            arm.width = max(NARROWEST, arm.width * NARROWER)

    def _thin_out(self, free: Mask) -> None:
        """Leave no more than `MOST` seat columns free: those of some strata, as many of them as can
        be half of people who are left over.
        """
        of, columns = self._strata_of_seats
        freed = free[columns]
        if int(freed.sum()) <= MOST:
            return
        each = np.bincount(of[freed], minlength=len(self.model.strata))
        needs, _, _ = self._needs
        short = self._short_of_seats()
        left_over = np.unique(of[short[needs]]).tolist() if short.any() else []
        order = self._random.sample(range(len(each)), len(each))
        some = self._random.sample(left_over, len(left_over))
        kept = np.zeros(len(each), dtype=np.bool_)
        for room, those in ((MOST // 2, some), (MOST, order)):
            for stratum in those:
                if int(each[kept].sum()) >= room:
                    break
                kept[stratum] = True
        free[columns[~kept[of]]] = False

    def _short_of_seats(self) -> Mask:
        """For each (stratum, activity) whether somebody has no seat."""
        needs, columns, _ = self._needs
        taken = np.bincount(needs, self._values[columns], minlength=len(self._sizes))
        return np.asarray(taken < self._sizes)

    def _needed(self) -> tuple[tuple[Values, Values, list[SessionId]], Values]:
        """For each seat column the number of its (stratum, activity), the column and its session;
        and how many people each such pair has.
        """
        sizes = {stratum.id: stratum.size for stratum in self.model.strata}
        numbers: dict[tuple[str, str], int] = {}
        for stratum, sid in self.model.seats:
            numbers.setdefault((stratum, self.problem.sessions[sid].activity), len(numbers))
        each = [
            numbers[stratum, self.problem.sessions[sid].activity]
            for stratum, sid in self.model.seats
        ]
        columns = np.fromiter(self.model.seats.values(), dtype=np.int64)
        people = np.array([sizes[stratum] for stratum, _ in numbers], dtype=np.int64)
        named = [sid for _, sid in self.model.seats]
        return (np.array(each, dtype=np.int64), columns, named), people

    def _choices(self) -> dict[int, frozenset[str]]:
        """Columns of rules' own decisions, each with the sessions and kecamatan that it names."""
        tied = {}
        for name, column in self.model.choices.items():
            homes = {
                self.problem.kelurahan[piece].kecamatan
                for piece in name
                if piece in self.problem.kelurahan
            }
            named = {piece for piece in name if piece in self.problem.sessions}
            tied[column] = frozenset(homes | named)
        return tied

    # -- the kinds ------------------------------------------------------------------------------

    def _between(self, width: float, middle: int, kecamatan: Iterable[str]) -> list[Session]:
        """Sessions of these kecamatan and of the city that lie on a window of days."""
        half = max(1, round(width * len(self._days) / 2))
        low = max(0, min(middle - half, len(self._days) - 2 * half))
        first, last = self._days[low], self._days[min(len(self._days) - 1, low + 2 * half)]
        codes = {*kecamatan, ""}
        return [
            session
            for session in self._sessions
            if session.kecamatan in codes and first <= session.first_day <= last
        ]

    def _window(self, width: float, many: int) -> list[Session]:
        codes = self._random.sample(list(self.problem.kecamatan), many)
        if not self._days:
            return []
        return self._between(width, self._random.randrange(len(self._days)), codes)

    def _activity(self, width: float) -> list[Session]:
        """One activity, in about as many kecamatan as fit."""
        name = self._random.choice(list(self.problem.activities))
        codes = list(self.problem.kecamatan)
        some = {*self._random.sample(codes, max(1, round(width * len(codes)))), ""}
        return [s for s in self._sessions if s.activity == name and s.kecamatan in some]

    def _around(self, width: float, session: Session) -> list[Session]:
        """A window around a session; of the city's, with one kecamatan of those that may come."""
        code = session.kecamatan or self._random.choice(list(self.problem.kecamatan))
        return self._between(width, self._days.index(session.first_day), (code,))

    def _half_empty(self, width: float) -> list[Session]:
        """Around a held session that is emptier than others."""
        taken = {
            sid: sum(int(self._values[column]) for column in columns) - 1
            for sid, columns in self._columns.items()
            if sid in self.model.held and self._values[self.model.held[sid]]
        }
        if not taken:
            return self._window(width, 1)
        sessions = self.problem.sessions
        by_fill = sorted(taken, key=lambda sid: (taken[sid] / max(1, sessions[sid].seats), sid))
        emptiest = by_fill[: max(1, len(by_fill) // 4)]
        return self._around(width, sessions[self._random.choice(emptiest)])

    def _left_over(self, width: float) -> list[Session]:
        """Around a session in which somebody who is left over could sit."""
        needs, _, sessions = self._needs
        short = np.flatnonzero(self._short_of_seats()[needs])
        if not len(short):
            return self._window(width, 1)
        session = sessions[int(short[self._random.randrange(len(short))])]
        return self._around(width, self.problem.sessions[session])

    def _held_sessions(self, width: float) -> list[Session]:
        """All that is held, or as much of it as lies on a window of days."""
        held, everywhere = self.model.held, len(self.problem.kecamatan)
        return [
            session
            for session in (self._sessions if width >= 1 else self._window(width, everywhere))
            if session.id not in held or self._values[held[session.id]]
        ]

    def _city(self, width: float) -> list[Session]:
        """Sessions of the city on a window of days."""
        return self._between(width, self._random.randrange(len(self._days)), ())
