"""Planning as a change of a plan that people already know (`--from`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.goals.goal import Level, PricedGoal
from okoce_opt.goals.keep_mentors import KeepMentors
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.scenario import Scenario


def change_of(scenario: Scenario, old: Plan) -> Scenario:
    """The scenario as a change of `old`: its seats are published, and what has happened is pinned.

    With `hari_ini`, every session held and every seat whose first day is before it is pinned; where
    the list now records the activity as done, that record stands for the seat. The goal
    `keep_the_plan` gets a level of its own right after `most_placed` (first without it), and
    `keep_mentors` the next where the rule `mentors` is on, unless the scenario places them. Raises
    InputError when a pin cannot be kept by its holder alone.
    """
    problem = scenario.problem
    listed = problem.registrants
    past = {
        sid
        for sid in old.held
        if problem.today is not None
        and (s := problem.session(sid)) is not None
        and s.first_day < problem.today
    }
    published = frozenset(
        (person, sid)
        for person, sid in old.seats
        if person in listed
        and not (sid in past and listed[person].done_on(activity_of(sid)) is not None)
    )
    pins: dict[str, list[str]] = {}
    for person, session in sorted(published):
        if session in past:
            pins.setdefault(person, []).append(session)
    people = {
        rid: replace(r, pins=tuple(sorted({*r.pins, *pins.get(rid, ())}))) if rid in pins else r
        for rid, r in listed.items()
    }
    # a past session whose people have all left the list has happened without anyone to seat: it is
    # not told to be held
    happened = {sid for those in pins.values() for sid in those}
    # a reserve has nobody by name, and has been held all the same
    happened |= {sid for sid in past if problem.activities[activity_of(sid)].reserve_for}
    told = dict(sorted({**problem.told, **dict.fromkeys(happened, True)}.items()))
    mentored = {person: mentor for person, mentor in old.mentors.items() if person in listed}
    changed = replace(
        problem,
        registrants=people,
        told=told,
        announced=Announced(published, old.teams, mentored),
    )
    complaints = [c for rule in scenario.rules for c in rule.validate(changed)]
    if complaints:
        raise InputError(complaints)
    mentors = any(rule.kind == "mentors" for rule in scenario.rules)
    return replace(
        scenario, problem=changed, levels=tuple(with_keeping(scenario.levels, mentors=mentors))
    )


def change_notes(scenario: Scenario, old: PlanFolder) -> tuple[Words, ...]:
    """What a planner should know of the plan being changed: edits that are not used, and who is on
    both lists.
    """
    notes = []
    if edited := [
        name for name in old.changed if name.endswith(".xlsx") and name not in old.missing
    ]:
        words = Words(
            "{names} di {folder} sudah disunting; suntingannya tidak dipakai. Kursi lama dibaca "
            "dari {seats}; "
            "kursi yang harus tetap seperti suntingan Anda ditulis di skenario sebagai "
            "pin_<kegiatan>.",
            "{names} in {folder} have been edited; the edits are not used. Old seats are read "
            "from {seats}; "
            "a seat that must be as you edited it belongs into the scenario as pin_<kegiatan>.",
        )
        notes.append(words.fill(names=edited, folder=str(old.path), seats=SEATS))
    listed, seated = scenario.problem.registrants.keys(), old.plan.sessions_of.keys()
    words = Words(
        "Dibanding rencana lama di {folder}: {kept} orang tetap, {new} baru (atau belum mendapat "
        "kursi di sana), "
        "{gone} tidak lagi di daftar.",
        "Against the old plan in {folder}: {kept} people stay, {new} are new (or had no seat "
        "there), "
        "{gone} are no longer on the list.",
    )
    kept = len(seated & listed)
    notes.append(
        words.fill(
            folder=str(old.path), kept=kept, new=len(listed) - kept, gone=len(seated - listed)
        )
    )
    if not kept:
        words = Words(
            "Tidak seorang pun dari rencana lama di {folder} ada di daftar pendaftar. Apakah "
            "foldernya benar?",
            "Nobody of the old plan in {folder} is on the list of registrants. Is it the right "
            "folder?",
        )
        notes.append(words.fill(folder=str(old.path)))
    return tuple(notes)


def with_keeping(levels: Iterable[Level], *, mentors: bool = False) -> list[Level]:
    """The levels with `keep_the_plan`, and `keep_mentors` where there are `mentors`, put in unless
    they are there already.
    """
    placed = list(levels)
    kinds = [{priced.goal.kind for priced in level} for level in placed]
    if not any("keep_the_plan" in those for those in kinds):
        after = next((n + 1 for n, those in enumerate(kinds) if "most_placed" in those), 0)
        placed.insert(after, (PricedGoal(KeepThePlan()),))
    kinds = [{priced.goal.kind for priced in level} for level in placed]
    if mentors and not any("keep_mentors" in those for those in kinds):
        after = next(n + 1 for n, those in enumerate(kinds) if "keep_the_plan" in those)
        placed.insert(after, (PricedGoal(KeepMentors()),))
    return placed
