"""Pinned seats stay; what is told to be held is held, what is told not to be is not (*dipatok*).

What lies before `hari_ini` is settled: no session is added there, and nobody is seated who was not.
Source: table `sesi`, table `pendaftar` columns `pin_<kegiatan>`.
When to modify: if a pin may be a wish.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.barred_candidates import explain_not_candidate
from okoce_opt.domain.findings import NOTHING, Complaint, Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class Pinned(Rule):
    """Pins are kept, sessions are as told, the past is settled."""

    kind: ClassVar[str] = "pinned"
    title: ClassVar[Words] = Words("Yang sudah ditetapkan", "Pinned")
    sentence: ClassVar[Words] = Words(
        "Kursi yang sudah ditetapkan tidak dipindah; sesi dipakai atau tidak sesuai ketetapan; "
        "yang sudah lewat tidak diubah.",
        "Pinned seats stay; sessions told to be held or not to be are as told; what is past is "
        "not changed.",
    )
    always_on: ClassVar[bool] = True

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Sessions told to be held that cannot be, and pins that their holder alone cannot keep."""
        for session_id, held in problem.told.items():
            if held and session_id not in problem.sessions:
                named = problem.session(session_id)
                yield Complaint(
                    "told_not_candidate",
                    "sesi",
                    session_id,
                    "tanggal",
                    named.first_day.isoformat() if named else session_id,
                    Words(
                        "sesi pada hari buka di tempat yang sesuai",
                        "a session on an open day in a fitting venue",
                    ),
                    explain_not_candidate(problem, named) if named else NOTHING,
                    is_fact=named is not None,
                )
        for registrant in problem.registrants.values():
            for pin in registrant.pins:
                yield from self._pin(problem, registrant, pin)

    def _pin(self, problem: Problem, registrant: Registrant, pin: SessionId) -> Iterator[Complaint]:
        session = problem.sessions.get(pin)
        column = "pin_" + activity_of(pin)
        if session is None:
            allowed = Words(
                "sesi yang mungkin ada (hari buka, tempat sesuai)",
                "a session that can be (open day, fitting venue)",
            )
            named = problem.session(pin)
            why = explain_not_candidate(problem, named) if named else NOTHING
            yield Complaint(
                *("pin_not_candidate", "pendaftar", registrant.id, column, pin, allowed, why),
                is_fact=named is not None,
            )
            return
        if problem.told.get(pin) is False:
            allowed = Words("sesi yang boleh diadakan", "a session that may be held")
            why = Words(
                "Tabel sesi menulis tidak untuk sesi ini ({pin}); hapus baris itu, atau ganti "
                "pin-nya.",
                "Table sesi says tidak (not held) of this session ({pin}); remove that row, or "
                "change the pin.",
            ).fill(pin=pin)
            yield Complaint(
                *("pin_not_held", "pendaftar", registrant.id, column, pin, allowed, why),
                is_fact=True,
            )
        happened = (registrant.id, pin) in problem.past.seats
        if happened and registrant.has_missed(session.activity, session.first_day):
            allowed = Words("sesi yang dihadiri", "a session that was attended")
            why = Words(
                "Kolom {column} menulis bahwa sesi ini tidak dihadiri; kosongkan pin-nya, maka ia "
                "mendapat kursi lagi.",
                "Column {column} says that this session was missed; empty the pin, and the person "
                "gets a seat again.",
            ).fill(column=f"absen_{session.activity}")
            yield Complaint("pin_missed", "pendaftar", registrant.id, column, pin, allowed, why)
        todo = {a.id for a in problem.still_to_do(registrant)}
        done = registrant.done_on(session.activity)
        there = happened and (done is None or session.first_day <= done <= session.last_day)
        if session.activity not in todo and not there:
            allowed = Words("kegiatan yang masih perlu diikuti", "an activity still to do")
            yield Complaint("pin_not_to_do", "pendaftar", registrant.id, column, pin, allowed)
        if happened:
            return
        if session.kecamatan not in ("", registrant.kecamatan):
            allowed = Words("kecamatan {k}", "kecamatan {k}").fill(k=registrant.kecamatan)
            yield Complaint("pin_elsewhere", "pendaftar", registrant.id, column, pin, allowed)
        home = problem.venues[session.venue].kelurahan
        if home and home != registrant.kelurahan:
            allowed = Words("tempat untuk kelurahan {k}", "a venue for kelurahan {k}")
            name = problem.kelurahan[registrant.kelurahan].name
            only = Words("Tempat itu hanya untuk kelurahan {k}.", "It serves kelurahan {k} only.")
            yield Complaint(
                *("pin_elsewhere", "pendaftar", registrant.id, column, pin),
                *(allowed.fill(k=name), only.fill(k=problem.kelurahan[home].name)),
            )
        if session.days in problem.missed_by(registrant):
            allowed = Words("hari yang bisa baginya", "a day on which they can come")
            why = _why_away(problem, registrant, session)
            yield Complaint(
                *("pin_while_away", "pendaftar", registrant.id, column, pin, allowed, why),
                is_fact=True,
            )

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The pins."""
        return tuple(sorted(registrant.pins))

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Close or hold what is told, seat the pins, bar new seats in the past."""
        over = [session for session in problem.sessions.values() if problem.past.is_over(session)]
        for session in over:
            if session.id not in problem.past.sessions and not problem.told.get(session.id):
                columns.close(session)
        for session_id, held in problem.told.items():
            told = problem.sessions.get(session_id)
            if told is not None and held:
                columns.require(columns.held(told), lo=1, rule=self.kind, subject=session_id)
            elif told is not None:
                columns.close(told)
        for stratum in columns.strata:
            for session in over:
                if session.id not in stratum.one.pins:
                    columns.bar(stratum, session)
            for pin in stratum.one.pins:
                chosen: Session | None = problem.sessions.get(pin)
                if chosen is not None:
                    columns.require(
                        columns.seats(stratum, chosen), lo=stratum.size, rule=self.kind, subject=pin
                    )

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Look for every pin and every told session in the plan, for others of a series, and for
        anything new in the past.
        """
        pins = {
            (registrant.id, pin)
            for registrant in problem.registrants.values()
            for pin in registrant.pins
        }
        for person, session_id in sorted(pins - plan.seats):
            yield Violation(self.kind, session_id, person, "pin", (session_id,), (person,))
        for session_id, held in problem.told.items():
            if held != (session_id in plan.held):
                yield Violation(self.kind, session_id, "", "held" if held else "not", (session_id,))
        for session_id in plan.held - problem.told.keys():
            activity = problem.activities.get(activity_of(session_id))
            if activity is not None and activity.only_told:
                yield Violation(self.kind, session_id, "", "series", (session_id,))
        known = {session_id for _, session_id in pins} | {
            session_id for session_id, held in problem.told.items() if held
        }
        for session_id, people in plan.people.items():
            session = problem.session(session_id)
            if session is not None and problem.past.is_over(session):
                if session_id in plan.held and session_id not in known:
                    yield Violation(self.kind, session_id, session.first_day, "past", (session_id,))
                for person in people:
                    if (person, session_id) not in pins:
                        yield Violation(
                            self.kind, session_id, person, "past", (session_id,), (person,)
                        )

    def fill(self, problem: Problem) -> Filling:
        """Pinned seats are taken first."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """What should have stayed as it was told."""
        reason = (
            "joined"
            if violation.registrants and violation.allowed == "past"
            else str(violation.allowed)
        )
        return _SAID[reason].fill(subject=violation.subject, found=violation.found)


def _why_away(problem: Problem, registrant: Registrant, session: Session) -> Words:
    """What keeps a person from a session: a row of `halangan`, or their weekdays."""
    for day in session.days:
        for obstacle in problem.absences.get(registrant.id, ()):
            if obstacle.covers(day):
                return Words(
                    "Tabel halangan: {who} berhalangan {first} sampai {last}.",
                    "Table halangan: {who} is away from {first} to {last}.",
                ).fill(who=registrant.id, first=obstacle.first, last=obstacle.last)
    return Words(
        "Kolom hari peserta ini tidak memuat hari itu.",
        "The column hari of this registrant does not have that weekday.",
    )


_SAID = {
    "pin": Words(
        "Peserta {found} sudah ditetapkan di sesi {subject}, tetapi tidak ada di sana.",
        "Registrant {found} is pinned to session {subject} but not there.",
    ),
    "held": Words(
        "Sesi {subject} ditetapkan dipakai, tetapi tidak dipakai.",
        "Session {subject} is told to be held but is not.",
    ),
    "not": Words(
        "Sesi {subject} ditetapkan tidak dipakai, tetapi dipakai.",
        "Session {subject} is told not to be held but is.",
    ),
    "series": Words(
        "Sesi {subject} tidak ada di tabel sesi; kegiatannya hanya_sesi.",
        "Session {subject} is not in the table sesi; its activity is hanya_sesi.",
    ),
    "past": Words(
        "Sesi {subject} sudah lewat, jadi tidak dapat ditambahkan.",
        "Session {subject} is past and cannot be added.",
    ),
    "joined": Words(
        "Sesi {subject} sudah lewat; {found} tidak dapat ditambahkan.",
        "Session {subject} is past; {found} cannot be added.",
    ),
}
