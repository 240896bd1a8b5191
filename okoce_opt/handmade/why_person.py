"""Why a person sits where they sit, or nowhere: the other choices, and what the draw decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError
from okoce_opt.handmade.suggested import changes_said, nobody, said_of
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw_order
from okoce_opt.moves.choices import FREE, FULL, HERE, choices, is_settled, seat_in
from okoce_opt.moves.finding import find_moves
from okoce_opt.moves.move import Effect, Judge, Step
from okoce_opt.rows.stratum import Stratum
from okoce_opt.scenario import Scenario

SHOWN = 12
"""Sessions of which the reason is said each."""


def explain_person(scenario: Scenario, plan: Plan, person: PersonId) -> Iterator[Words]:
    """A sentence for each activity of theirs: the seat, what their other choices would cost, and
    whether the draw decided; or why there is no seat, and what would free one.

    Raises PlanFilesError for a person who is on no list.
    """
    problem = scenario.problem
    if person not in problem.registrants:
        raise PlanFilesError(nobody(problem, person))
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
        yield words.fill(title=activity.title, where=name_session(scenario, session, mine))
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


def _other_choices(
    scenario: Scenario, plan: Plan, person: PersonId, activity: str, mine: SessionId
) -> Iterator[Words]:
    problem = scenario.problem
    judge = Judge(scenario, plan, problem.registrants[person].kecamatan)
    others = [c for c in choices(problem, plan, person, activity) if c.status != HERE]
    if not others:
        yield Words("  Hanya sesi itu yang diadakan.", "  Only that session is held.")
    for choice in others[:SHOWN]:
        where = name_session(scenario, choice.session, choice.session.id)
        why = choice.why
        if choice.status == FULL:
            why = Words("penuh", "full")
        elif choice.status == FREE:
            effect = judge.effect((Step(person, mine, choice.session.id),))
            if effect.violations:
                broken = effect.violations[0]
                rule = next(r for r in scenario.rules if r.kind == broken.rule)
                why = rule.explain_named(scenario.problem, broken)
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


def name_session(scenario: Scenario, session: Session | None, sid: str) -> Words:
    """Day, hall and part of a session; its id where it is none of the problem's."""
    if session is None:
        return same(sid)
    text = Words("{day}, {hall} ({part})", "{day}, {hall} ({part})")
    hall = scenario.problem.venues[session.venue]
    return text.fill(day=session.first_day, hall=hall.name or hall.id, part=session.part)
