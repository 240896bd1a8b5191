"""The comparison of two plans as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.people import Person
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.reports.comparison import Comparison, compare
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import mentor_words, seat_words
from okoce_opt.reports.content.sessions import day_words
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.tables import plain_table, print_wide
from okoce_opt.scenario import Scenario


def write_comparison(scenario: Scenario, old: PlanFolder, new: PlanFolder, path: Path) -> None:
    """Write the comparison as a workbook."""
    found = compare(scenario, old, new)
    problem = scenario.problem
    with Book(path, f"Perbandingan {scenario.title}", problem.calendar.first) as book:
        figures: list[list[object]] = [
            [name.id, before, after] for name, before, after in found.figures
        ]
        figures.append(["Kursi pindah", "", str(found.seats_moved)])
        figures.append(["Orang yang perlu diberi tahu", "", str(len(found.told))])
        _table(
            book,
            "Angka",
            ["Angka", f"Lama ({old.path.name})", f"Baru ({new.path.name})"],
            [260, 190, 190],
            figures,
        )
        offices: list[list[object]] = [
            [problem.kecamatan[code].name, *counts] for code, *counts in found.offices
        ]
        _table(
            book,
            "Kecamatan",
            ["Kecamatan", "Sesi berubah", "Kursi pindah", "Orang diberi tahu"],
            [220, 110, 110, 130],
            offices,
        )
        _table(
            book,
            "Sesi pindah",
            ["Kecamatan", "Kegiatan", "Lama", "Baru"],
            [180, 200, 330, 330],
            _moved_sessions(problem, found),
        )
        _table(
            book,
            "Pindah",
            [labels.REGISTRANT, labels.NAME, "Kecamatan", "Kursi lama", "Kursi baru"],
            [80, 210, 150, 330, 330],
            _moved_people(scenario, old, new, found),
        )
        if old.plan.mentors or new.plan.mentors:
            titles = [
                labels.REGISTRANT,
                labels.NAME,
                "Kecamatan",
                "Pendamping lama",
                "Pendamping baru",
            ]
            _table(
                book,
                "Pendamping",
                titles,
                [80, 210, 150, 330, 330],
                _other_mentors(scenario, found),
            )


def _table(
    book: Book, name: str, titles: list[str], widths: list[int], rows: Sequence[list[object]]
) -> None:
    sheet = book.sheet(name)
    sheet.write_string(0, 0, name, book.format(bold=True, font_size=14))
    if not rows:
        sheet.write_string(1, 0, "Tidak ada yang berubah.", book.format())
    plain_table(book, sheet, 2, titles, widths, rows)
    print_wide(sheet, landscape=sum(widths) > 760)


def _moved_sessions(problem: Problem, found: Comparison) -> list[list[object]]:
    """Dropped and added sessions of one kecamatan and activity side by side, the k-th with the
    k-th.
    """
    groups: dict[tuple[str, str], tuple[list[Session], list[Session]]] = {}
    for side, ids in enumerate((found.difference.dropped, found.difference.added)):
        for sid in ids:
            session = problem.session(sid)
            if session is not None:
                groups.setdefault((session.kecamatan, session.activity), ([], []))[side].append(
                    session
                )
    rows: list[list[object]] = []
    for (code, activity), sides in sorted(groups.items()):
        before, after = (sorted(side, key=lambda s: (s.starts, s.id)) for side in sides)
        office = problem.kecamatan[code].name if code else "Kota"
        for n in range(max(len(before), len(after))):
            pair = [_place(problem, side[n]) if n < len(side) else "-" for side in (before, after)]
            rows.append([office, problem.activities[activity].title, *pair])
    return rows


def _place(problem: Problem, session: Session) -> str:
    return f"{day_words(session)}, {problem.venues[session.venue].name}, {session.part}"


def _moved_people(
    scenario: Scenario, old: PlanFolder, new: PlanFolder, found: Comparison
) -> list[list[object]]:
    problem = scenario.problem
    rows: list[list[object]] = []
    for person in found.told:
        registrant = problem.registrants.get(person)
        sides = []
        for plan, other in ((old.plan, new.plan), (new.plan, old.plan)):
            own = [
                sid
                for sid in plan.sessions_of.get(person, ())
                if sid not in other.sessions_of.get(person, ())
            ]
            sessions = sorted(
                (s for sid in own if (s := problem.session(sid)) is not None),
                key=lambda s: s.starts,
            )
            sides.append(
                "; ".join(
                    f"{problem.activities[s.activity].title}: {seat_words(problem, s)}"
                    for s in sessions
                )
                or "-"
            )
        office = problem.kecamatan[registrant.kecamatan].name if registrant else ""
        rows.append([person, scenario.people.get(person, Person()).name, office, *sides])
    return rows


def _other_mentors(scenario: Scenario, found: Comparison) -> list[list[object]]:
    """Everyone who has another mentor, by number."""
    problem = scenario.problem
    rows: list[list[object]] = []
    for person, mentors in found.difference.mentors.items():
        registrant = problem.registrants.get(person)
        office = problem.kecamatan[registrant.kecamatan].name if registrant else ""
        name = scenario.people.get(person, Person()).name
        rows.append([person, name, office, *(mentor_words(problem, mentor) for mentor in mentors)])
    return rows
