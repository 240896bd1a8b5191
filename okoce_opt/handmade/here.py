"""*Why here*: why a person sits where they sit, why a session is on its day, why a day is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okoce_opt.counting.causes import explain_barred as why_session_barred
from okoce_opt.counting.ground import Ground
from okoce_opt.domain.calendar import Calendar
from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.html import bullets
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError
from okoce_opt.handmade.planned import PlanOrFolder, read_planned, refuse_broken
from okoce_opt.handmade.suggested import said_of, suggest
from okoce_opt.handmade.why_person import SHOWN, explain_person, name_session
from okoce_opt.options import day_of
from okoce_opt.scenario import Scenario


@dataclass(frozen=True)
class Here:
    """The answer, a sentence a line."""

    said: tuple[Words, ...]

    def lines(self) -> Iterator[Words]:
        """All of it."""
        yield from self.said

    def __repr__(self) -> str:
        return f"Here({len(self.said)} sentences)"

    def __str__(self) -> str:
        return "\n".join(map(str, self.said))

    def _repr_html_(self) -> str:
        return bullets(self.said)


def why_here(
    folder: PlanOrFolder,
    scenario: Path | str | None = None,
    *,
    person: str | None = None,
    session: str | None = None,
    day: date | str | None = None,
    kecamatan: str | None = None,
) -> Here:
    """Why a person sits there, a session is held on its day, or nothing is held on a day (in one
    kecamatan, by code or name, or in all); in what `plan` returned, or in a plan's folder.

    Raises PlanFilesError for a person, session or kecamatan that is not there, ValueError for a day
    that is none (2026-01-05, or a date).
    """
    _, judging, files = read_planned(folder, scenario)
    refuse_broken(judging, files)
    if person is not None:
        return Here(tuple(explain_person(judging, files.plan, PersonId(person))))
    if session is not None:
        sid = SessionId(session)
        return Here(tuple(_of_session(judging, files.plan, sid, folder, scenario)))
    asked = None if day is None else day_of("day", day)
    place = None if kecamatan is None else str(kecamatan)
    return Here(tuple(_of_day(judging, files.plan, asked, place)))


# -- a session


def _of_session(
    scenario: Scenario, plan: Plan, sid: SessionId, folder: PlanOrFolder, path: Path | str | None
) -> Iterator[Words]:
    problem = scenario.problem
    session = problem.session(sid)
    people = len(plan.people.get(sid, ()))
    words = Words("{where}: {n} orang di {seats} kursi.", "{where}: {n} people in {seats} seats.")
    found = suggest(folder, path, session=sid)
    seats = session.seats if session is not None else people
    yield words.fill(where=name_session(scenario, session, sid), n=people, seats=seats)
    if problem.told.get(sid):
        yield Words("Ditetapkan di tabel sesi.", "It is told to be held in table sesi.")
    if found.effects:
        best = found.effects[0]
        if any(best.dearer) and best.dearer > (0,) * len(best.dearer):
            yield Words(
                "Di hari atau aula lain sasaran jadi lebih buruk; yang terdekat:",
                "On another day or in another hall the goals are worse; the nearest:",
            )
        else:
            yield Words(
                "Hari atau aula lain sama baiknya; yang satu ini dipilih pencarian:",
                "Another day or hall is as good; the search took this one:",
            )
        for effect in found.effects[:SHOWN]:
            yield Words("  {said}", "  {said}").fill(said=said_of(effect, scenario))
    if found.why:
        yield Words("Yang tidak bisa:", "What cannot be:")
        yield from (Words("  {why}", "  {why}").fill(why=why) for why in found.why)


# -- a day


def _of_day(
    scenario: Scenario, plan: Plan, day: date | None, kecamatan: str | None
) -> Iterator[Words]:
    problem = scenario.problem
    names = {k.name.casefold(): code for code, k in problem.kecamatan.items()}
    codes = list(problem.kecamatan)
    if kecamatan is not None:
        code = kecamatan if kecamatan in codes else names.get(kecamatan.casefold())
        if code is None:
            words = Words(
                "Tidak ada kecamatan {name}. {hint}", "There is no kecamatan {name}. {hint}"
            )
            called = [k.name for k in problem.kecamatan.values()]
            hint = did_you_mean(kecamatan, called)
            raise PlanFilesError(words.fill(name=same(kecamatan), hint=hint))
        codes = [code]
    days = [day] if day is not None else list(problem.calendar.open_days)
    for code in codes:
        ground = Ground.of(narrowed(problem, [code]), scenario.rules, scenario.places)
        for each in days:
            yield _day_said(scenario, plan, ground, code, each)


def _day_said(scenario: Scenario, plan: Plan, ground: Ground, code: str, day: date) -> Words:
    problem = scenario.problem
    words = Words("{place}, {day}: {said}", "{place}, {day}: {said}")
    there = [s for s in problem.sessions_in[code] if day in s.days]
    held = [session for session in there if session.id in plan.held]
    titles = [problem.activities[s.activity].title for s in held]
    if held:
        said = Words("{titles}", "{titles}").fill(titles=titles)
    elif not problem.calendar.is_open(day):
        said = _shut(problem.calendar, day)
    elif not there:
        said = Words(
            "tidak ada aula yang buka untuk kegiatan apa pun", "no hall is open for any activity"
        )
    else:
        whys = {why for s in there if (why := why_session_barred(ground, s)) is not None}
        closed = sum(why_session_barred(ground, s) is not None for s in there)
        said = next(iter(sorted(whys, key=str)), Words("", ""))
        if closed < len(there):
            said = _NOT_NEEDED.fill(day=same(day.isoformat()))
    return words.fill(place=problem.kecamatan[code].name, day=day, said=said)


def _shut(calendar: Calendar, day: date) -> Words:
    if not calendar.first <= day <= calendar.last:
        words = Words(
            "di luar program ({first} s.d. {last})", "outside the programme ({first} to {last})"
        )
        return words.fill(first=calendar.first, last=calendar.last)
    if day.weekday() not in calendar.weekdays and day not in calendar.days:
        return Words("bukan hari kerja program", "not a working day of the programme")
    return Words("hari itu tutup di kalender", "that day is closed in kalender")


_NOT_NEEDED = Words(
    "bisa diadakan, tetapi rencana ini tidak memakainya (harga memindah sebuah sesi ke hari itu: "
    "okoce suggest dengan --session dan --to {day})",
    "could be used, and this plan does not use it (the price of a session moved there: okoce "
    "suggest with --session and --to {day})",
)
