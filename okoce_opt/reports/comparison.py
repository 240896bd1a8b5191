"""Two plans side by side: figures, sessions moved, who sits elsewhere and must be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from okoce_opt.domain.announced import Printed
from okoce_opt.domain.difference import DATE, HALL, HOUR, LOST, Difference, difference
from okoce_opt.domain.html import bullets, table_html
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.plan_files.announced import as_printed
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.scenario import Scenario

FIGURES = (
    ("registrants", Words("Pendaftar", "Registrants")),
    ("placed", Words("Mendapat semua kursi", "Placed")),
    ("unplaced", Words("Tanpa kursi", "Unplaced")),
    ("sessions", Words("Sesi", "Sessions")),
    ("meeting_days", Words("Hari pertemuan", "Meeting days")),
    ("first_day", Words("Hari pertama", "First day")),
    ("last_day", Words("Hari terakhir", "Last day")),
)
"""Keys of a plan's record, and what they are called."""


class OfficeChange(NamedTuple):
    """What changes in one kecamatan: sessions, seats moved, people to be told, and people whose
    seat stays but is printed otherwise.
    """

    code: str
    sessions: int
    seats: int
    people: int
    same_seat: int


@dataclass(frozen=True)
class Comparison:
    """What a planner must know before replacing one plan by another.

    `figures` are (name, old, new); `seats_moved` counts old seats of people on the list that are
    gone, `by_kind` counts them by what has come instead (`domain.difference`); `told` are the
    people whose seats differ in any way, `same_seat` those others who keep their seats and find
    another hour, day, name or thing to bring on the sheet. `was` and `now` are the sessions of both
    plans as they are printed.
    """

    difference: Difference
    figures: tuple[tuple[Words, str, str], ...]
    seats_moved: int
    by_kind: Mapping[str, int]
    told: tuple[PersonId, ...]
    same_seat: tuple[PersonId, ...]
    offices: tuple[OfficeChange, ...]
    was: Mapping[SessionId, Printed]
    now: Mapping[SessionId, Printed]

    def __repr__(self) -> str:
        return f"Comparison({self.seats_moved} seats moved, {len(self.told)} people to be told)"

    def _repr_html_(self) -> str:
        rows = ((name, readable(old), readable(new)) for name, old, new in self.figures)
        return table_html(_SIDES, rows, ("left", "right", "right")) + bullets(self.moves())

    def moves(self) -> Iterator[Words]:
        """What moves, in sentences: sessions, seats and whom to tell."""
        yield _MOVES.fill(
            dropped=len(self.difference.dropped),
            added=len(self.difference.added),
            seats=self.seats_moved,
            told=len(self.told),
        )
        if self.seats_moved:
            yield _KINDS.fill(**self.by_kind)
        if self.same_seat:
            yield _SAME_SEAT.fill(n=len(self.same_seat))


def compare(scenario: Scenario, old: PlanFolder, new: PlanFolder) -> Comparison:
    """Compare two plans of people in `scenario`.

    Who has left the list is counted apart: nobody needs to tell them a new date.
    """
    problem = scenario.problem
    was, now = printed_in(problem, old), printed_in(problem, new)
    changed = difference(old.plan, new.plan, was, now)
    gone = frozenset(changed.left) - problem.registrants.keys()
    told = tuple(person for person in changed.changes if person not in gone)
    same_seat = tuple(
        person
        for person in changed.reprinted
        if person in problem.registrants and person not in changed.changes
    )
    kinds = Counter(
        change.kind for person in told for change in changed.changes[person] if change.old
    )
    return Comparison(
        changed,
        figures_of(scenario, old, new),
        sum(kinds.values()),
        {kind: kinds[kind] for kind in (DATE, HALL, HOUR, LOST)},
        told,
        same_seat,
        tuple(_offices(problem, changed, told, same_seat, {**now, **was})),
        was,
        now,
    )


def _offices(
    problem: Problem,
    changed: Difference,
    told: Sequence[PersonId],
    same_seat: Sequence[PersonId],
    printed: Mapping[SessionId, Printed],
) -> Iterator[OfficeChange]:
    homes = {person: r.kecamatan for person, r in problem.registrants.items()}
    people = Counter(homes.get(person) for person in told)
    same = Counter(homes.get(person) for person in same_seat)
    seats = Counter(
        homes.get(person) for person in told for change in changed.changes[person] if change.old
    )
    sessions = Counter(
        printed[sid].session.kecamatan
        for sid in (*changed.dropped, *changed.added)
        if sid in printed
    )
    for code in problem.kecamatan:
        yield OfficeChange(code, sessions[code], seats[code], people[code], same[code])


def printed_in(problem: Problem, folder: PlanFolder) -> dict[SessionId, Printed]:
    """The sessions of a plan as its record has them printed, or as today's tables print them where
    an older okoce wrote it.
    """
    known = folder.announced.printed
    others = ((sid, problem.session(sid)) for sid in folder.plan.held - known.keys())
    return {**known, **{sid: as_printed(problem, s) for sid, s in others if s is not None}}


def comparison_lines(scenario: Scenario, old: PlanFolder, new: PlanFolder) -> list[Words]:
    """The comparison as it is printed: figures, then moves, then one line a kecamatan that
    changes.
    """
    found = compare(scenario, old, new)
    line = Words("{name}: {old} -> {new}", "{name}: {old} -> {new}")
    lines = [
        line.fill(name=name, old=readable(before), new=readable(after))
        for name, before, after in found.figures
    ]
    lines += found.moves()
    if old.plan.mentors or new.plan.mentors:
        mentors = Words("Orang yang berganti pendamping: {n}.", "People with another mentor: {n}.")
        lines.append(mentors.fill(n=len(found.difference.mentors)))
    if found.difference.teams:
        teams = Words("Sesi yang timnya berganti: {n}.", "Sessions with another team: {n}.")
        lines.append(teams.fill(n=len(found.difference.teams)))
    for office in found.offices:
        if any(office[1:]):
            words = _OFFICE_TOO if office.same_seat else _OFFICE
            name = scenario.problem.kecamatan[office.code].name
            lines.append(words.fill(name=name, **office._asdict()))
    return lines


def figures_of(
    scenario: Scenario, old: PlanFolder, new: PlanFolder
) -> tuple[tuple[Words, str, str], ...]:
    """Figures of both plans, and what their goals measure: (name, old, new)."""
    rows = [
        (name, _shown(old.record.get(key)), _shown(new.record.get(key))) for key, name in FIGURES
    ]
    measures = [
        {k: v for level in f.record.get("levels", ()) for k, v in level["goals"].items()}
        for f in (old, new)
    ]
    kinds = [*measures[0], *(kind for kind in measures[1] if kind not in measures[0])]
    # either plan may have been judged by goals that this scenario does not name, `keep_the_plan`
    # above all
    titles = {
        goal.kind: Words("{title} ({unit})", "{title} ({unit})").fill(
            title=goal.title, unit=goal.unit
        )
        for goal in GOAL_BOOK
    }
    rows += [
        (titles.get(kind, same(kind)), _shown(measures[0].get(kind)), _shown(measures[1].get(kind)))
        for kind in kinds
    ]
    return tuple(rows)


def _shown(value: object) -> str:
    return "-" if value is None else str(value)


def readable(value: str) -> object:
    """A figure for people: a number or a date, which each language writes in its way."""
    if value.isdecimal():
        return int(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


_SIDES = (same(""), Words("lama", "old"), Words("baru", "new"))
_MOVES = Words(
    "Sesi dihapus {dropped}, ditambah {added}; kursi pindah {seats}; orang yang perlu diberi tahu "
    "{told}.",
    "Sessions dropped {dropped}, added {added}; seats moved {seats}; people to be told {told}.",
)
_KINDS = Words(
    "Kursi yang pindah: ke tanggal lain {date}; tempat lain pada tanggal yang sama {hall}; bagian "
    "hari lain di tempat yang sama {hour}; hilang {lost}.",
    "Seats moved: to another date {date}; another hall on the same date {hall}; another part of "
    "the day in the same hall {hour}; lost {lost}.",
)
_SAME_SEAT = Words(
    "Kursi tetap, tetapi lembarnya berbunyi lain (jam, hari, kegiatan, tempat atau yang dibawa): "
    "{n} orang lagi.",
    "Same seat, but another hour, day, name or thing to bring on the sheet: {n} people more.",
)
_OFFICE = Words(
    "{name}: {sessions} sesi berubah, {seats} kursi pindah, {people} orang perlu diberi tahu.",
    "{name}: {sessions} sessions change, {seats} seats move, {people} people to be told.",
)
_OFFICE_TOO = Words(
    "{name}: {sessions} sesi berubah, {seats} kursi pindah, {people} orang perlu diberi tahu, "
    "{same_seat} lagi karena lembarnya lain.",
    "{name}: {sessions} sessions change, {seats} seats move, {people} people to be told, "
    "{same_seat} more whose sheet reads otherwise.",
)
