"""Two plans side by side: figures, sessions moved, who sits elsewhere and must be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.difference import Difference, difference
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.scenario import Scenario

_FIGURES = (
    ("registrants", Words("Pendaftar", "Registrants")),
    ("placed", Words("Mendapat semua kursi", "Placed")),
    ("unplaced", Words("Tanpa kursi", "Unplaced")),
    ("sessions", Words("Sesi", "Sessions")),
    ("meeting_days", Words("Hari pertemuan", "Meeting days")),
    ("first_day", Words("Hari pertama", "First day")),
    ("last_day", Words("Hari terakhir", "Last day")),
)


@dataclass(frozen=True)
class Comparison:
    """What a planner must know before replacing one plan by another.

    `figures` are (name, old, new); `seats_moved` counts old seats of people on both lists that are
    gone; `told` are the people whose seats differ in any way; `offices` counts both per kecamatan
    code.
    """

    difference: Difference
    figures: tuple[tuple[Words, str, str], ...]
    seats_moved: int
    told: tuple[str, ...]
    offices: tuple[tuple[str, int, int, int], ...]

    def __repr__(self) -> str:
        return f"Comparison({self.seats_moved} seats moved, {len(self.told)} people to be told)"


def compare(scenario: Scenario, old: PlanFolder, new: PlanFolder) -> Comparison:
    """Compare two plans of people in `scenario`.

    Who has left the list is counted apart: nobody needs to tell them a new date.
    """
    problem = scenario.problem
    changed = difference(old.plan, new.plan)
    gone = [person for person in changed.left if person in problem.registrants]
    told = tuple(sorted({*changed.moved, *changed.joined, *gone}))
    # a person with seats in the old plan only has lost them all, if still on the list
    lost_all = sum(len(old.plan.sessions_of[person]) for person in gone)
    offices = []
    for code in problem.kecamatan:
        here = [
            p for p in told if p in problem.registrants and problem.registrants[p].kecamatan == code
        ]
        seats = sum(len(changed.moved[p][0]) for p in here if p in changed.moved)
        seats += sum(len(old.plan.sessions_of[p]) for p in here if p in gone)
        sessions = sum(
            _kecamatan(problem, sid) == code for sid in (*changed.dropped, *changed.added)
        )
        offices.append((code, sessions, seats, len(here)))
    return Comparison(
        changed, figures_of(scenario, old, new), changed.lost + lost_all, told, tuple(offices)
    )


def comparison_lines(scenario: Scenario, old: PlanFolder, new: PlanFolder) -> list[Words]:
    """The comparison as it is printed: figures, then moves, then one line a kecamatan that
    changes.
    """
    found = compare(scenario, old, new)
    line = Words("{name}: {old} -> {new}", "{name}: {old} -> {new}")
    lines = [
        line.fill(name=name, old=_readable(before), new=_readable(after))
        for name, before, after in found.figures
    ]
    lines.append(
        Words(
            "Sesi dihapus {dropped}, ditambah {added}; kursi pindah {seats}; orang yang perlu "
            "diberi tahu {told}.",
            "Sessions dropped {dropped}, added {added}; seats moved {seats}; people to be told "
            "{told}.",
        ).fill(
            dropped=len(found.difference.dropped),
            added=len(found.difference.added),
            seats=found.seats_moved,
            told=len(found.told),
        )
    )
    if old.plan.mentors or new.plan.mentors:
        mentors = Words("Orang yang berganti pendamping: {n}.", "People with another mentor: {n}.")
        lines.append(mentors.fill(n=len(found.difference.mentors)))
    for code, sessions, seats, told in found.offices:
        if sessions or seats or told:
            lines.append(
                Words(
                    "{name}: {sessions} sesi berubah, {seats} kursi pindah, {told} orang perlu "
                    "diberi tahu.",
                    "{name}: {sessions} sessions change, {seats} seats move, {told} people to be "
                    "told.",
                ).fill(
                    name=scenario.problem.kecamatan[code].name,
                    sessions=sessions,
                    seats=seats,
                    told=told,
                )
            )
    return lines


def figures_of(
    scenario: Scenario, old: PlanFolder, new: PlanFolder
) -> tuple[tuple[Words, str, str], ...]:
    """Figures of both plans, and what their goals measure: (name, old, new)."""
    rows = [
        (name, _shown(old.record.get(key)), _shown(new.record.get(key))) for key, name in _FIGURES
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


def _readable(value: str) -> object:
    """A figure for people: numbers and dates as each language writes them."""
    if value.isdecimal():
        return int(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _kecamatan(problem: Problem, sid: str) -> str | None:
    session = problem.session(sid)
    return session.kecamatan if session else None
