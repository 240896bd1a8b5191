"""Planning as a change of a plan that people already know (`--from`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.begun import find_begun, has_happened, must_leave
from okoce_opt.domain.calendar import Calendar, carry_turns, sort_groups
from okoce_opt.domain.calendar_changes import calendar_changes
from okoce_opt.domain.candidates import Candidates
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.fixed_seats import find_fixed_seats
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.priority import count_days_waiting
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.restoring import (
    complaints_about_held,
    complaints_about_unknown,
    restore_held,
)
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, NoPlanOfIt
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.io.scenario.advice import as_typed
from okoce_opt.keeping import level_of, with_keeping
from okoce_opt.options import path_of
from okoce_opt.plan_files.announced import find_missing_seats
from okoce_opt.plan_files.record import PlanFolder, read_plan
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.scenario import Scenario


@runtime_checkable
class Announcing(Protocol):
    """A plan that knows the scenario it was made for, as `plan()` returns it."""

    def announce(self) -> Announced:
        """The plan as people know it."""


Old = Announcing | Announced | Planned | Plan | PlanFolder | Path | str
"""An announced plan, or the folder it is in, read or not."""


def change_of(scenario: Scenario, old: Old) -> Scenario:
    """The scenario as a change of `old`: its seats are announced, and what has happened is pinned.

    What `plan()` returned and the folder of a plan know who was left over, the calendar, and how
    sessions were printed; a bare `Plan` does not, and a notice says so where somebody may have
    waited.

    Each day keeps the turn it had there. With `hari_ini`, every session held and every seat whose
    first day is before it is pinned, whatever today's tables say of its hall, activity or part of
    the day; where the list now records the activity as done on another day, that record stands for
    the seat, and where it says that the seat was missed (`absen_<kegiatan>`), the activity is
    needed again. What begins before people could be told of a change (`pemberitahuan_hari`) is
    pinned likewise, where it can still be held and they can come. Seats that table `ubah` says may
    never change are pinned too. Then `longest_waiting` gets a level of its own right after
    `most_placed`, where anyone has waited,
    `keep_the_plan` the next (the first without them), `near_moves` the next where one can move to
    another session on the same day, and `keep_mentors` the next where the rule `mentors` is on,
    unless the scenario places them (of a plan that is `firm`, `keep_the_plan` comes before
    `most_placed`); where anyone has missed a seat, `few_sessions` is the last, so
    that make-ups sit in sessions that are held anyhow. Raises InputError when a pin cannot be kept
    by its holder alone, or when the tables cannot be true of what was held; NoPlanOfIt where all
    that is wrong are facts of which no plan can be.
    """
    announced = announced_in(old)
    try:
        changed = _changed(scenario.problem, announced)
    except InputError as error:
        raise InputError([_placed(scenario, one) for one in error.complaints]) from None
    against = [_placed(scenario, c) for rule in scenario.rules for c in rule.validate(changed)]
    if any(not complaint.is_fact for complaint in against):
        raise InputError(against)
    mentors = any(rule.gives_mentors for rule in scenario.rules)
    levels = with_keeping(
        scenario.levels,
        waiting=_someone_waits(changed),
        near=bool(changed.changing) or _one_can_move_near(changed),
        mentors=mentors,
        missed=any(one.missed for one in changed.registrants.values()),
        firm=announced.firm,
    )
    unsure = isinstance(old, Planned | Plan) and not isinstance(old, Announcing)
    made = replace(
        scenario,
        notices=(*scenario.notices, *(_unknown_waiting(scenario, announced) if unsure else ())),
        problem=changed,
        levels=tuple(levels),
        # the scenario that is changed is still the one that was read
        digest=str(scenario.digest),
    )
    if against:
        raise NoPlanOfIt(against, made)
    return made


def announced_in(old: Old) -> Announced:
    """The plan as people know it, as far as what is given knows.

    Raises PlanFilesError when it is no plan's folder, TypeError when it is none of these.
    """
    if isinstance(old, Announcing):
        return old.announce()
    if isinstance(old, Planned | Plan):
        return Announced.of_plan(old.plan if isinstance(old, Planned) else old)
    if isinstance(old, str | Path):
        old = read_plan(path_of(old))
    if isinstance(old, PlanFolder):
        return old.announced
    if not isinstance(old, Announced):
        raise TypeError(f"old: a plan or the folder of one, not {type(old).__name__}")
    return old


def _unknown_waiting(scenario: Scenario, old: Announced) -> Iterator[Words]:
    people = {person for person, _ in find_missing_seats(scenario.problem, old.plan)}
    if people and level_of(scenario.levels, MostPlaced.kind) is not None:
        yield Words(
            "Rencana lama diberikan tanpa skenarionya, jadi tidak diketahui siapa dari {n} orang "
            "tanpa kursi yang sudah menunggu di sana. Berikan hasil plan() atau foldernya.",
            "The old plan was given without its scenario, so nobody knows which of {n} people "
            "without a seat have waited since then. Give what plan() returned, or its folder.",
        ).fill(n=len(people))


def _placed(scenario: Scenario, complaint: Complaint) -> Complaint:
    """The complaint with file and row, where those are known, and settings as they are typed."""
    # a pin has its place by registrant and session
    keys = (f"{complaint.key}|{complaint.found}", complaint.key)
    known = (scenario.places.get((complaint.table, key)) for key in keys)
    file, row = next(filter(None, known), (complaint.file, 0))
    in_workbook = scenario.path is not None and scenario.path.is_file()
    allowed, advice = (
        as_typed(said, in_workbook) for said in (complaint.allowed, complaint.advice)
    )
    return replace(complaint, file=file, row=row or complaint.row, allowed=allowed, advice=advice)


def _one_can_move_near(problem: Problem) -> bool:
    """Whether there is another session on the day of any announced seat that its holder may
    attend.
    """
    homes = (
        (problem.registrants[person].kecamatan, sid) for person, sid in problem.announced.seats
    )
    for code, sid in sorted(set(homes)):
        name = session_name(sid)
        those = problem.open_to(code, name.activity)
        if any(s.first_day == name.first_day and s.id != sid for s in those):
            return True
    return False


def _someone_waits(problem: Problem) -> bool:
    """Whether anything tells people in need of a seat apart by how long they have waited."""
    return bool(problem.announced.left_over) or any(
        registrant.registered is not None for registrant in problem.registrants.values()
    )


def _changed(problem: Problem, old: Announced) -> Problem:
    """The problem with the announced plan, its turns, and what has happened of it."""
    listed, past = problem.registrants, find_begun(problem, old)
    seats = frozenset(
        (person, sid)
        for person, sid in old.seats
        if person in listed
        and not (
            sid in past
            and has_happened(problem, old, sid)
            and _lost(problem, old, listed[person], sid)
        )
    )
    pins: dict[PersonId, list[SessionId]] = {}
    for person, session in sorted(seats):
        if session in past and not must_leave(problem, old, listed[person], session):
            pins.setdefault(person, []).append(session)
    # a past session whose people have all left the list has happened without anyone to seat: it is
    # not told to be held
    happened = {sid for those in pins.values() for sid in those}
    # a reserve has nobody by name, and has been held all the same
    reserves = {a.id for a in problem.activities.values() if a.reserve_for}
    happened |= {sid for sid in past if activity_of(sid) in reserves}
    if complaints := list(complaints_about_unknown(problem, happened - old.printed.keys())):
        raise InputError(complaints)
    facts = {sid: old.printed[sid] for sid in sorted(happened & old.printed.keys())}
    named = {activity_of(sid) for those in pins.values() for sid in those}
    if complaints := list(complaints_about_held(problem, facts.values(), named)):
        raise InputError(complaints)
    for person, session in find_fixed_seats(
        problem, old, (seat for seat in seats if seat[1] not in past)
    ):
        pins.setdefault(person, []).append(session)
    whole = restore_held(problem, facts.values())
    return replace(
        whole,
        # what has happened is told besides; it makes no other candidate
        sessions=Candidates(
            whole.sessions,
            None,
            all_there=True,
            held={
                # what is known by its id alone need not be a candidate today (its day was closed)
                sid: held
                for sid in sorted(happened)
                if (held := whole.session(sid)) is not None
            },
        ),
        calendar=_with_old_turns(whole, old),
        registrants={
            rid: replace(r, pins=tuple(sorted({*r.pins, *pins.get(rid, ())}))) if rid in pins else r
            for rid, r in listed.items()
        },
        told=dict(sorted({**problem.told, **dict.fromkeys(happened, True)}.items())),
        announced=replace(
            old,
            seats=seats,
            mentors={person: one for person, one in old.mentors.items() if person in listed},
            held=frozenset(sid for _, sid in seats) | happened,
            printed=dict(old.printed),
            left_over=frozenset(pair for pair in old.left_over if pair[0] in listed),
            longest_wait=max((count_days_waiting(problem, r) for r in listed.values()), default=0),
            pinned=frozenset((r.id, pin) for r in listed.values() for pin in r.pins) & seats,
        ),
    )


def _lost(problem: Problem, old: Announced, person: Registrant, sid: SessionId) -> bool:
    """Whether the person has missed a past seat, or done its activity on another day."""
    printed = old.printed.get(sid)
    session = printed.session if printed else problem.session(sid)
    name = session_name(sid)
    days = (session.first_day, session.last_day) if session else (name.first_day,) * 2
    return person.has_lost(name.activity, *days)


def _with_old_turns(problem: Problem, old: Announced) -> Calendar:
    calendar = problem.calendar
    groups = sort_groups(k.group for k in problem.kecamatan.values())
    if old.days is None or not old.days.turns or not groups:
        return calendar
    return replace(calendar, turns=carry_turns(old.days.turns, old.days.last, calendar, groups))


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
    if (days := old.announced.days) is not None:
        turns = any(rule.groups_days for rule in scenario.rules)
        groups = sort_groups(k.group for k in scenario.problem.kecamatan.values())
        notes += calendar_changes(days, scenario.problem.calendar, groups if turns else ())
    return tuple(notes)
