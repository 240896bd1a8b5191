"""*Why here*: why a person sits where they sit, why a session is on its day, why a day is empty."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from okoce_opt.counting.causes import explain_barred as why_session_barred
from okoce_opt.counting.ground import Ground
from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.html import bullets
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError
from okoce_opt.handmade.planned import PlanOrFolder, read_planned
from okoce_opt.handmade.suggested import changes_said, said_of, suggest
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw_order
from okoce_opt.moves.choices import FREE, FULL, HERE, choices, is_settled, seat_in
from okoce_opt.moves.finding import find_moves
from okoce_opt.moves.move import Effect, Judge, Step
from okoce_opt.rows.stratum import Stratum
from okoce_opt.scenario import Scenario

SHOWN = 12
"""Sessions or days of which the reason is said each."""


@dataclass(frozen=True)
class Here:
    """The answer, a sentence a line."""

    said: tuple[Words, ...]

    def lines(self) -> Iterator[Words]:
        """All of it."""
        yield from self.said

    def __repr__(self) -> str:
        return f"Here({len(self.said)} sentences)"

    def _repr_html_(self) -> str:
        return bullets(self.said)


def why_here(
    folder: PlanOrFolder,
    scenario: Path | str | None = None,
    *,
    person: str | None = None,
    session: str | None = None,
    day: date | None = None,
    kecamatan: str | None = None,
) -> Here:
    """Why a person sits there, a session is held on its day, or nothing is held on a day (in one
    kecamatan, by code or name, or in all); in what `plan` returned, or in a plan's folder.

    Raises PlanFilesError for a person, session or kecamatan that is not there.
    """
    _, judging, files = read_planned(folder, scenario)
    if person is not None:
        return Here(tuple(_of_person(judging, files.plan, PersonId(person))))
    if session is not None:
        sid = SessionId(session)
        return Here(tuple(_of_session(judging, files.plan, sid, folder, scenario)))
    return Here(tuple(_of_day(judging, files.plan, day, kecamatan)))


# -- a person


def _of_person(scenario: Scenario, plan: Plan, person: PersonId) -> Iterator[Words]:
    problem = scenario.problem
    if person not in problem.registrants:
        words = Words("Tidak ada peserta {id} di daftar.", "No registrant {id} is on the list.")
        raise PlanFilesError(words.fill(id=same(person)))
    registrant = problem.registrants[person]
    home = problem.kecamatan[registrant.kecamatan]
    part = replace(scenario, problem=narrowed(problem, [home.code]), digest="")
    alike: Stratum | None = None
    for activity in problem.still_to_do(registrant):
        mine = seat_in(plan, person, activity.id)
        if mine is None and not activity.required:
            continue
        if mine is None:
            yield from _without_seat(part, scenario, plan, person, activity.id)
            continue
        session = problem.session(mine)
        words = Words("{title}: duduk pada {where}.", "{title}: sits on {where}.")
        yield words.fill(title=activity.title, where=_named(scenario, session, mine))
        if is_settled(problem, person, mine):
            yield Words(
                "  Kursi itu dipatok atau sudah lewat; tidak ada yang dipilih.",
                "  That seat is pinned or past; nothing was chosen.",
            )
            continue
        yield from _other_choices(scenario, plan, person, activity.id, mine)
        if alike is None:
            strata = stratify(part.instance)
            alike = next(stratum for stratum in strata if person in stratum.members)
        yield _drawn(part, plan, person, mine, alike)


def _named(scenario: Scenario, session: Session | None, sid: str) -> Words:
    if session is None:
        return same(sid)
    text = Words("{day}, {hall} ({part})", "{day}, {hall} ({part})")
    hall = scenario.problem.venues[session.venue]
    return text.fill(day=session.first_day, hall=hall.name or hall.id, part=session.part)


def _other_choices(
    scenario: Scenario, plan: Plan, person: PersonId, activity: str, mine: SessionId
) -> Iterator[Words]:
    problem = scenario.problem
    judge = Judge(scenario, plan, problem.registrants[person].kecamatan)
    others = [c for c in choices(problem, plan, person, activity) if c.status != HERE]
    if not others:
        yield Words("  Hanya sesi itu yang diadakan.", "  Only that session is held.")
    for choice in others[:SHOWN]:
        where = _named(scenario, choice.session, choice.session.id)
        why = choice.why
        if choice.status == FULL:
            why = Words("penuh", "full")
        elif choice.status == FREE:
            effect = judge.effect((Step(person, mine, choice.session.id),))
            if effect.violations:
                broken = effect.violations[0]
                rule = next(r for r in scenario.rules if r.kind == broken.rule)
                why = rule.explain(broken)
            elif any(effect.dearer):
                why = _dearer(effect, scenario)
            else:
                why = Words("ada kursi, sama baiknya", "there is a seat, just as good")
        yield Words("  {where}: {why}", "  {where}: {why}").fill(where=where, why=why)
    if len(others) > SHOWN:
        yield Words("  dan {n} sesi lagi", "  and {n} more sessions").fill(n=len(others) - SHOWN)


def _dearer(effect: Effect, scenario: Scenario) -> Words:
    worse = Words("ada kursi, tetapi lebih buruk: {said}", "there is a seat, but worse: {said}")
    better = Words("ada kursi, malah lebih baik: {said}", "there is a seat, even better: {said}")
    words = better if effect.after < effect.before else worse
    return words.fill(said=changes_said(effect, scenario) or Words("", ""))


def _drawn(
    part: Scenario, plan: Plan, person: PersonId, mine: SessionId, stratum: Stratum
) -> Words:
    """Whether the draw decided among those who are in the same position, with the numbers to repeat
    it.
    """
    here = sum((member, mine) in plan.seats for member in stratum.members)
    if stratum.size == 1:
        return Words(
            "  Undian tidak menentukan: tidak ada orang lain yang sama keadaannya.",
            "  The draw did not decide: nobody else is in the same position.",
        )
    if here == stratum.size:
        words = Words(
            "  Undian tidak menentukan: {n} orang yang sama keadaannya semuanya duduk di sini.",
            "  The draw did not decide: all {n} people in the same position sit here.",
        )
        return words.fill(n=here)
    order = draw_order(stratum.members, part.draw_seed)
    digest = hashlib.sha256(f"{part.draw_seed}|{person}".encode()).hexdigest()
    words = Words(
        "  Undian menentukan: {here} dari {n} orang yang sama keadaannya duduk di sini; nomor "
        'undiannya {rank} dari {n} (SHA-256 dari "{seed}|{person}": {digest}...).',
        "  The draw decided: {here} of {n} people in the same position sit here; number {rank} of "
        '{n} in the draw (SHA-256 of "{seed}|{person}": {digest}...).',
    )
    return words.fill(
        here=here,
        n=stratum.size,
        rank=order.index(person) + 1,
        seed=same(part.draw_seed),
        person=same(person),
        digest=same(digest[:12]),
    )


def _without_seat(
    part: Scenario, scenario: Scenario, plan: Plan, person: PersonId, activity: str
) -> Iterator[Words]:
    """Why there is no seat, and what would free one."""
    problem = scenario.problem
    seats = frozenset(seat for seat in plan.seats if seat[0] in part.problem.registrants)
    mine = replace(plan, seats=seats) if not problem.sessions_in[""] else plan
    reasons = [
        one.reason
        for one in find_left_over(
            part.problem if mine is not plan else problem, mine, scenario.rules
        )
        if (one.registrant.id, one.activity.id) == (person, activity)
    ]
    words = Words("{title}: tanpa kursi, sebab {why}.", "{title}: no seat, because {why}.")
    title = problem.activities[activity].title
    yield words.fill(title=title, why=reasons[0] if reasons else same("?"))
    moves = find_moves(scenario, plan, person, activity)
    if moves.effects:
        yield Words("  Kursi didapat dengan:", "  A seat is won by:")
    for effect in moves.effects[:3]:
        yield Words("  - {said}", "  - {said}").fill(said=said_of(effect, scenario))
    if not moves.effects:
        yield Words(
            "  Tidak ada pindahan (bertukar, berantai sampai tiga orang) yang membebaskan kursi.",
            "  No move (swap, chain of up to three people) frees a seat.",
        )


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
    yield words.fill(where=_named(scenario, session, sid), n=people, seats=seats)
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
            words = Words("Tidak ada kecamatan {name}.", "There is no kecamatan {name}.")
            raise PlanFilesError(words.fill(name=same(kecamatan)))
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
        said = Words("hari itu tutup di kalender", "that day is closed in kalender")
    elif not there:
        said = Words(
            "tidak ada aula yang buka untuk kegiatan apa pun", "no hall is open for any activity"
        )
    else:
        whys = {why for s in there if (why := why_session_barred(ground, s)) is not None}
        closed = sum(why_session_barred(ground, s) is not None for s in there)
        said = next(iter(sorted(whys, key=str)), Words("", ""))
        if closed < len(there):
            said = _NOT_NEEDED
    return words.fill(place=problem.kecamatan[code].name, day=day, said=said)


_NOT_NEEDED = Words(
    "bisa diadakan, tetapi rencana ini tidak memakainya (lihat suggest untuk harganya)",
    "could be used, and this plan does not use it (see suggest for its price)",
)
