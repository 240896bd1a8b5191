"""Rows of `perubahan` as what differs in the scenario's own tables: what `what_if` takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import is_session_id, session_name
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.io.tables.cells import Cell, plain, shown
from okoce_opt.io.tables.parsers import Unreadable
from okoce_opt.io.tables.parsers import person_id as read_id
from okoce_opt.io.tables.records import ERASE
from okoce_opt.io.tables.times import day as read_day
from okoce_opt.io.tables.times import with_examples
from okoce_opt.replanning.homes import KELURAHAN, find_kelurahan
from okoce_opt.replanning.numbers import is_taken
from okoce_opt.replanning.rows import (
    AWAY,
    CANCELLED,
    CLOSED,
    DIED,
    HALL,
    LATE,
    LONGEST,
    MOVED,
    MOVED_HOLIDAY,
    PERUBAHAN,
    SESSION,
    TEAM,
    WITHDRAWN,
    Change,
    as_meant,
)
from okoce_opt.replanning.state import CLOSED as IS_CLOSED
from okoce_opt.replanning.state import State, Tables


def overlay_of(
    changes: Iterable[Change],
    problem: Problem,
    plan: Plan,
    today: date,
    *,
    push: bool = False,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Tables:
    """What the rows change in the tables of a scenario with this problem, whose people know `plan`.

    `push` = a turn on a new holiday pushes it and those after it on; else it is lost. `known` are
    numbers that people had before, with names. Raises InputError with every complaint at once.
    """
    reading = _Reading(problem, plan, today, known)
    for change in changes:
        reading.take(as_meant(change, reading.state.registrants))
    if reading.complaints:
        raise InputError(reading.complaints)
    if push:
        reading.state.push_turns(today)
    return reading.state.tables()


@dataclass
class _Reading:
    """Row after row, each seeing the `state` in which those above it leave the tables."""

    problem: Problem
    plan: Plan
    today: date
    known_before: Mapping[str, str]
    complaints: list[Complaint] = field(default_factory=list)
    state: State = field(init=False)

    def __post_init__(self) -> None:
        self.state = State(self.problem)

    def take(self, change: Change) -> None:
        """The rows of one change."""
        _BY_WHAT[change.what](self, change)

    def refuse(
        self, change: Change, column: str, found: object, allowed: Words, advice: Words = NOTHING
    ) -> None:
        """A complaint about one cell."""
        self.complaints.append(
            Complaint(
                *("bad_change", PERUBAHAN, "", column, shown(str(found)), allowed, advice),
                file=change.file,
                row=change.row,
            )
        )

    # -- what cells mean

    def known(self, change: Change, choices: Collection[Any], allowed: Words) -> bool:
        """Whether `siapa` is one of these."""
        if change.who in choices:
            return True
        advice = did_you_mean(change.who, sorted(map(str, choices))) if choices else _NONE
        self.refuse(change, "siapa", change.who, allowed, advice)
        return False

    def day(self, change: Change, column: str, cell: Cell) -> date | None:
        """A day of the programme; None with a complaint."""
        calendar = self.problem.calendar
        if cell is None:
            self.refuse(change, column, "", Words("sebuah tanggal", "a date"))
            return None
        try:
            found = read_day(cell)
        except Unreadable as error:
            allowed = with_examples(error.allowed, calendar.first)
            self.refuse(change, column, plain(cell), allowed, error.advice)
            return None
        if not calendar.first <= found <= calendar.last:
            words = Words("{first} sampai {last}", "{first} to {last}")
            self.refuse(change, column, found, words.fill(first=calendar.first, last=calendar.last))
            return None
        return found

    def days(self, change: Change) -> tuple[date, date] | None:
        """From `dari` to `ke`, one day where that is empty."""
        first = self.day(change, "dari", change.before)
        last = first if change.after is None else self.day(change, "ke", change.after)
        if first is None or last is None:
            return None
        if not timedelta() <= last - first <= timedelta(LONGEST):
            words = Words("{first} atau sesudahnya", "{first} or later").fill(first=first)
            self.refuse(change, "ke", last, words)
            return None
        return first, last

    def kelurahan(self, change: Change, column: str, cell: Cell) -> str | None:
        """The code of the kelurahan that is named; None with a complaint."""
        said = plain(cell) if cell is not None else ""
        code, near = find_kelurahan(self.problem, said)
        if code is None:
            self.refuse(change, column, said, KELURAHAN, near)
        return code

    # -- what changes mean

    def leaves(self, change: Change) -> None:
        """Somebody withdraws or has died."""
        if not self.known(change, self.state.registrants, _PERSON):
            return
        self.state.forget(change.who)
        if change.who not in self.problem.registrants:
            return
        self.state.say("pendaftar", {"no_peserta": change.who}, hapus=1)
        # what is written of them elsewhere would lead nowhere
        for away in self.problem.absences[PersonId(change.who)]:
            self.state.say(
                "halangan", {"jenis": away.kind, "id": away.id, "dari": away.first}, hapus=1
            )
        for fare in self.problem.fares:
            if fare.origin == change.who:
                self.state.say("perjalanan", {"dari": fare.origin, "tempat": fare.venue}, hapus=1)

    def moves(self, change: Change) -> None:
        """Somebody moves house."""
        if not self.known(change, self.state.registrants, _PERSON):
            return
        if change.before is not None:
            was, here = self.kelurahan(change, "dari", change.before), self.state.home(change.who)
            if was is not None and was != here:
                now = self.problem.kelurahan[here].name
                words = Words("{now}, seperti di daftar", "{now}, as on the list").fill(now=now)
                self.refuse(change, "dari", plain(change.before), words, _EMPTY_OK)
        if (home := self.kelurahan(change, "ke", change.after)) is not None:
            self._at_home(change, home)

    def registers(self, change: Change) -> None:
        """Somebody registers late."""
        try:
            read_id(change.who)
        except Unreadable as error:
            self.refuse(change, "siapa", change.who, error.allowed, error.advice)
        numbers = {*self.problem.registrants, *self.plan.sessions_of}
        before = {**{str(number): "" for number in numbers}, **self.known_before}
        if taken := is_taken(change.who, change.name, self.state.registrants, before):
            self.refuse(change, "siapa", change.who, *taken)
        home = self.kelurahan(change, "ke", change.after)
        since = {} if change.before is None else {"daftar": self._registered(change)}
        if home is not None:
            said = {"nama": change.name} if change.name else {}
            self._at_home(change, home, **said, **since)

    def _registered(self, change: Change) -> date | None:
        try:
            return read_day(change.before)
        except Unreadable as error:
            allowed = with_examples(error.allowed, self.problem.calendar.first)
            self.refuse(change, "dari", plain(change.before), allowed, error.advice)
            return None

    def _at_home(self, change: Change, home: str, **more: Any) -> None:
        kecamatan = self.problem.kelurahan[home].kecamatan
        self.state.register(change.who, kecamatan=kecamatan, kelurahan=home, **more)

    def absent(self, change: Change) -> None:
        """A person, a hall or a team is away for some days."""
        kinds: Mapping[str, tuple[str, Collection[Any], Words]] = {
            AWAY: ("pendaftar", self.state.registrants, _PERSON),
            HALL: ("tempat", self.problem.venues, Words("id tempat", "the id of a venue")),
            TEAM: ("tim", self.problem.teams, Words("id tim", "the id of a team")),
        }
        kind, choices, allowed = kinds[change.what]
        days = self.days(change)
        if self.known(change, choices, allowed) and days is not None:
            key = {"jenis": kind, "id": change.who, "dari": days[0]}
            self.state.say("halangan", key, sampai=days[1], alasan=change.reason)

    def closed(self, change: Change) -> None:
        """Days become holidays."""
        days = self.days(change)
        if days is not None:
            for n in range((days[1] - days[0]).days + 1):
                self._holiday(change, days[0] + timedelta(n))

    def _holiday(self, change: Change, day: date) -> None:
        self.state.say(
            "kalender", {"tanggal": day}, status=IS_CLOSED, keterangan=change.reason or ERASE
        )

    def holiday_moves(self, change: Change) -> None:
        """A holiday is on another day now: the old one is a day like any other."""
        old, new = self.day(change, "dari", change.before), self.day(change, "ke", change.after)
        if old is None or new is None:
            return
        if not self.state.is_holiday(old):
            words = Words("hari yang tutup di kalender", "a day that is closed in kalender")
            days = [day for day in self.problem.calendar.days if self.state.is_holiday(day)]
            self.refuse(change, "dari", old, words, _HOLIDAYS.fill(days=days))
            return
        empty = dict.fromkeys(("status", "keterangan", "golongan"), ERASE)
        self.state.say("kalender", {"tanggal": old}, **empty)
        self._holiday(change, new)

    def cancelled(self, change: Change) -> None:
        """Sessions are not held: one by its id, or all of a hall on a day."""
        for sid in self._sessions(change):
            name = session_name(sid)
            if name.first_day < self.today:
                # nobody came to it: everybody needs it again
                for person in self.plan.people.get(sid, ()):
                    if person in self.problem.registrants:
                        missed = {f"absen_{name.activity}": name.first_day}
                        self.state.say("pendaftar", {"no_peserta": person}, **missed)
                continue
            key = {"kegiatan": name.activity, "tempat": name.venue, "tanggal": name.first_day}
            self.state.say("sesi", {**key, "bagian": name.part}, status="tidak")

    def _sessions(self, change: Change) -> Iterator[SessionId]:
        if is_session_id(change.who):
            if change.who in self.plan.held:
                yield SessionId(change.who)
                return
        elif self.known(change, self.problem.venues, SESSION):
            day = self.day(change, "dari", change.before)
            here = [sid for sid in sorted(self.plan.held) if session_name(sid).venue == change.who]
            found = [sid for sid in here if session_name(sid).first_day == day]
            yield from found
            if found or day is None:
                return
            days = sorted({session_name(sid).first_day for sid in here})
            words = Words("hari dengan sesi di sana: {days}", "a day with a session there: {days}")
            self.refuse(change, "dari", day, words.fill(days=days))
            return
        else:
            return
        self.refuse(change, "siapa", change.who, SESSION)


_PERSON = Words("no_peserta dari daftar", "the number of someone on the list")
_HOLIDAYS = Words("Yang tutup: {days}.", "Closed: {days}.")
_NONE = Words("Di skenario ini tidak ada satu pun.", "This scenario has none at all.")
_EMPTY_OK = Words("Boleh juga dikosongkan.", "It may be left empty too.")

_BY_WHAT: Mapping[str, Callable[[_Reading, Change], None]] = {
    WITHDRAWN: _Reading.leaves,
    DIED: _Reading.leaves,
    MOVED: _Reading.moves,
    LATE: _Reading.registers,
    AWAY: _Reading.absent,
    HALL: _Reading.absent,
    TEAM: _Reading.absent,
    CLOSED: _Reading.closed,
    MOVED_HOLIDAY: _Reading.holiday_moves,
    CANCELLED: _Reading.cancelled,
}
