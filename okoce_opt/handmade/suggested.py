"""Moves for a person, or for everyone of a session, in a plan that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.html import bullets
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError
from okoce_opt.handmade.pinned import refuse_bad_target, write_by_hand
from okoce_opt.handmade.planned import PlanOrFolder, read_planned, refuse_broken
from okoce_opt.moves.choices import is_settled, seat_in
from okoce_opt.moves.finding import MOST, Moves, find_moves
from okoce_opt.moves.move import Effect, Judge, Step
from okoce_opt.options import day_of
from okoce_opt.scenario import Scenario


@dataclass(frozen=True)
class Suggestions:
    """Moves, numbered from 1 across activities, those that cost least first; `why` where there is
    none. `scenario` is the one that judges the plan.
    """

    scenario: Scenario = field(repr=False)
    effects: tuple[Effect, ...]
    why: tuple[Words, ...] = ()
    whole: bool = True

    def lines(self) -> Iterator[Words]:
        """Each move with its price and whom else to tell, or why there is none."""
        for number, effect in enumerate(self.effects, start=1):
            yield Words("{n}. {said}", "{n}. {said}").fill(
                n=number, said=said_of(effect, self.scenario)
            )
        if not self.effects:
            yield _NONE
            yield from (Words("  - {w}", "  - {w}").fill(w=why) for why in self.why)
        if not self.whole:
            yield _MORE

    def __repr__(self) -> str:
        return f"Suggestions({len(self.effects)} moves)"

    def __str__(self) -> str:
        return "\n".join(map(str, self.lines()))

    def _repr_html_(self) -> str:
        return bullets(self.lines())


_NONE = Words("Tidak ada pindahan seperti itu, sebab:", "There is no such move, because:")
_MORE = Words(
    "Tidak semua rantai pindahan sempat dilihat.", "Not every chain of moves was looked at."
)


def suggest(
    folder: PlanOrFolder,
    scenario: Path | str | None = None,
    *,
    person: str | None = None,
    session: str | None = None,
    to: str | date | None = None,
) -> Suggestions:
    """Moves of a person (into a free seat, a swap, a chain of at most three), or of all people of a
    session to another day or hall, in what `plan` returned or a plan's folder. `to` is a session
    id, an activity or a date (2026-01-05).

    Raises PlanFilesError for a person or session that is not in the plan, and for a `to` that is
    none of these; TypeError where neither a person nor a session is named.
    """
    _, judging, files = read_planned(folder, scenario)
    if person is None and session is None:
        raise TypeError("say whom: person='P00012', or session='...'")
    to = day_of("to", to).isoformat() if isinstance(to, date) else to
    refuse_broken(judging, files)
    _refuse_unknown(judging.problem, to)
    wanted = _wanted(to)
    if person is not None:
        return _of_person(judging, files.plan, PersonId(person), wanted)
    return _of_session(judging, files.plan, SessionId(session or ""), wanted)


def apply(
    found: Suggestions, number: int, folder: Path, scenario: Path | None, out: Path
) -> Sequence[Violation]:
    """Write the plan after move `number` into `out`, with its pins in an overlay beside it.

    Raises PlanFilesError where there is no such move, or something at `out`.
    """
    refuse_bad_target(out, folder)
    if not 1 <= number <= len(found.effects):
        words = Words("Tidak ada pindahan nomor {n}.", "There is no move number {n}.")
        raise PlanFilesError(words.fill(n=number))
    effect = found.effects[number - 1]
    return write_by_hand(folder, scenario, effect.plan, effect.move, out)


def _refuse_unknown(problem: Problem, to: str | None) -> None:
    known = (None, *problem.activities, *problem.venues, *problem.sessions)
    try:
        if to not in known:
            date.fromisoformat(to or "")
    except ValueError:
        words = Words(
            "--to {to}: bukan tanggal (2026-01-05), kegiatan ({activities}), tempat atau sesi yang "
            "dikenal.",
            "--to {to}: no date (2026-01-05), and no activity ({activities}), hall or session that "
            "is known.",
        ).fill(to=same(to), activities=[*problem.activities])
        raise PlanFilesError(words) from None


def nobody(problem: Problem, person: str) -> Words:
    """What is said of a number that nobody has."""
    words = Words(
        "Tidak ada peserta {id} di daftar. {hint}", "No registrant {id} is on the list. {hint}"
    )
    return words.fill(id=same(str(person)), hint=did_you_mean(str(person), problem.registrants))


def _wanted(to: str | None) -> Callable[[Session], bool]:
    if to is None:
        return lambda session: True
    return lambda session: (
        to
        in (
            *(session.id, session.activity, session.venue),
            *(day.isoformat() for day in session.days),
        )
    )


def _of_person(
    scenario: Scenario, plan: Plan, person: PersonId, wanted: Callable[[Session], bool]
) -> Suggestions:
    problem = scenario.problem
    if person not in problem.registrants:
        raise PlanFilesError(nobody(problem, person))
    found: list[Moves] = [
        find_moves(scenario, plan, person, activity.id, wanted)
        for activity in problem.still_to_do(problem.registrants[person])
        if seat_in(plan, person, activity.id) is not None or activity.required
    ]
    effects = sorted((e for moves in found for e in moves.effects), key=lambda e: e.after)
    why = [
        Words("{title}: {why}", "{title}: {why}").fill(
            title=problem.activities[moves.activity].title, why=one
        )
        for moves in found
        for one in moves.why
    ]
    whole = all(moves.whole for moves in found)
    return Suggestions(scenario, tuple(effects[:MOST]), tuple(why), whole)


def _of_session(
    scenario: Scenario, plan: Plan, sid: SessionId, wanted: Callable[[Session], bool]
) -> Suggestions:
    """The session on another day, in another hall or part of the day, with all its people."""
    problem = scenario.problem
    if sid not in plan.held:
        words = Words("Sesi {id} tidak ada di rencana.", "Session {id} is not in the plan.")
        raise PlanFilesError(words.fill(id=same(sid)))
    session = problem.session(sid)
    people = plan.people.get(sid, ())
    if session is None or any(is_settled(problem, person, sid) for person in people):
        why = Words("sesi itu sudah lewat, atau dipatok", "that session is past, or pinned")
        return Suggestions(scenario, (), (why,))
    judge = Judge(scenario, plan, session.kecamatan)
    effects, whys = [], dict[Words, int]()
    others = [s for s in problem.sessions_in[session.kecamatan] if s.activity == activity_of(sid)]
    others.sort(key=lambda s: (abs((s.first_day - session.first_day).days), s.id))
    for other in [s for s in others if s.id not in plan.held and wanted(s)][:LOOKED_AT]:
        move = tuple(Step(person, sid, other.id) for person in people)
        broken = judge.breaks(move)
        if broken:
            rule = next(rule for rule in scenario.rules if rule.kind == broken[0].rule)
            said = Words("{day}: {why}", "{day}: {why}")
            whys.setdefault(
                said.fill(day=other.first_day, why=rule.explain_named(problem, broken[0])), 1
            )
        elif not (effect := judge.effect(move)).violations:
            effects.append(effect)
        if len(effects) >= MOST:
            break
    effects.sort(key=lambda effect: effect.after)
    return Suggestions(scenario, tuple(effects), tuple(whys)[:MOST])


LOOKED_AT = 40
"""Other days and halls of a session that are looked at, the nearest first."""


def said_of(effect: Effect, scenario: Scenario) -> Words:
    """A move in a sentence: who goes where, what it costs on each level."""
    steps, problem = effect.move, scenario.problem
    if len({(step.old, step.new) for step in steps}) == 1 and len(steps) > 1:
        text = Words("semua {n} orang: {where}", "all {n} people: {where}")
        said = text.fill(n=len(steps), where=_where(steps[0], problem))
    else:
        each = [
            Words("{id}, {where}", "{id}, {where}").fill(
                id=same(step.person), where=_where(step, problem)
            )
            for step in steps
        ]
        said = Words("{each}", "{each}").fill(each=each)
    cost = changes_said(effect, scenario) or Words("tidak mengubah sasaran", "no goal changes")
    others = Words("", "")
    if len(steps) > 1:
        n = len(effect.others)
        others = Words("; {n} orang lain ikut pindah", "; {n} others move too")
        if n == 1:
            others = Words(others.id, "; {n} other moves too")
        others = others.fill(n=n)
    text = Words("{said} ({cost}{others})", "{said} ({cost}{others})")
    return text.fill(said=said, cost=cost, others=others)


_DEARER = Words(
    "tingkat {n}, {goal}: memburuk {d} ({unit})", "level {n}, {goal}: worse by {d} ({unit})"
)
_BETTER = Words(
    "tingkat {n}, {goal}: membaik {d} ({unit})", "level {n}, {goal}: better by {d} ({unit})"
)


def changes_said(effect: Effect, scenario: Scenario) -> Words | None:
    """What the goals count more or less of after a move, level by level; None where they count the
    same.
    """
    said = [
        (_DEARER if effect.changes[goal.kind] > 0 else _BETTER).fill(
            n=n, goal=goal.title, d=abs(effect.changes[goal.kind]), unit=goal.unit
        )
        for n, level in enumerate(scenario.levels, start=1)
        for goal in (priced.goal for priced in level)
        if goal.kind in effect.changes
    ]
    return Words("{said}", "{said}").fill(said=said) if said else None


def _where(step: Step, problem: Problem) -> Words:
    new = problem.session(step.new)
    old = None if step.old is None else problem.session(step.old)
    text = Words("{title}: {old}-> {new} di {hall}", "{title}: {old}-> {new} in {hall}")
    return text.fill(
        title=problem.activities[activity_of(step.new)].title,
        old="" if old is None else Words("{d} ", "{d} ").fill(d=old.first_day),
        new=new.first_day if new else date.min,
        hall=problem.venues[new.venue].name if new else "",
    )
