"""`pendamping/Pendamping_<id>.xlsx`: each mentor's people and the sessions they attend; no NIK, no
phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import number_words
from okoce_opt.plan_files.seats_csv import SeatRow
from okoce_opt.reports import layout
from okoce_opt.reports.cells import Cells, read_workbook
from okoce_opt.reports.found import NO_TABLE, NOT_HERE, NOTHING, Found
from okoce_opt.reports.offices import held_sessions
from okoce_opt.reports.roster import people_table
from okoce_opt.reports.style import Book, plain_table, print_wide
from okoce_opt.scenario import Scenario


def write_mentors(scenario: Scenario, plan: Plan, folder: Path) -> None:
    """One workbook for each mentor who has people; none where nobody has a mentor."""
    for mentor, people in _people_of(scenario.problem, plan).items():
        (folder / layout.MENTORS).mkdir(parents=True, exist_ok=True)
        _write(
            scenario,
            plan,
            mentor,
            people,
            folder / layout.MENTORS / file_name(scenario.problem, mentor),
        )


def file_name(problem: Problem, mentor: str) -> str:
    """The name of a mentor's workbook: their id, numbered by table where letters and digits alone
    do not tell ids apart.
    """
    plain = {
        team: "".join(ch for ch in team if ch.isalnum() or ch in "-_") for team in problem.teams
    }
    alike = [team for team, name in plain.items() if name.casefold() == plain[mentor].casefold()]
    number = f"_{alike.index(mentor) + 1}" if len(alike) > 1 else ""
    return f"Pendamping_{plain[mentor]}{number}.xlsx"


def read_mentors(problem: Problem, cells: Cells, found: Found) -> None:
    """Everyone's mentor, from an office's own list of people; under a person and no session is the
    cell where it stands.
    """
    header = next(
        (row for row in range(min(len(cells.rows), 12)) if cells.text(row, 0) == layout.REGISTRANT),
        None,
    )
    titles = (
        [] if header is None else [cells.text(header, c) for c in range(len(cells.rows[header]))]
    )
    if header is None or cells.name != layout.PEOPLE or layout.MENTOR not in titles:
        return
    column = titles.index(layout.MENTOR)
    for row in range(header + 1, len(cells.rows)):
        person, said = cells.text(row, 0), cells.text(row, column)
        if person in problem.registrants:
            found.cells[person, ""] = cells.at(row, column)
            if said:
                found.mentors[person] = layout.mentor_named(problem, said)


def compare_mentor(
    problem: Problem, plan: Plan, person: str, said: str, cell: str, found: Found
) -> None:
    """A person's mentor, said again somewhere else than on their office's list."""
    says = layout.mentor_words(problem, plan.mentors.get(person, ""))
    where = _roster_cell(found, person)
    if said != " ".join(says.split()) and cell not in where:
        found.disagree(
            person,
            said or NOTHING,
            says or NOTHING,
            cell,
            *where,
            about=layout.MENTOR,
            who=(person,),
        )


def compare_mentors_of_seats(
    problem: Problem, name: str, table: Sequence[SeatRow], plan: Plan, found: Found
) -> None:
    """The mentors of `penempatan.csv`, once for each person of an office that could be read."""
    told: set[str] = set()
    for number, row in enumerate(table, start=2):
        person = row.registrant
        home = problem.registrants[person].kecamatan if person in problem.registrants else None
        if (
            row.mentor != plan.mentors.get(person, "")
            and person not in told
            and home not in (None, *found.unread)
        ):
            told.add(person)
            said = layout.mentor_words(problem, row.mentor)
            compare_mentor(problem, plan, person, said, f"{name} baris {number}", found)


def compare_mentors(problem: Problem, folder: Path, plan: Plan, found: Found) -> None:
    """Each mentor's list must hold those whom the rosters give them, and nobody else."""
    for mentor, people in _people_of(problem, plan).items():
        name = file_name(problem, mentor)
        path = folder / layout.MENTORS / name
        if not path.is_file():
            found.file(f"{layout.MENTORS}/{name}", NO_TABLE)
            continue
        for cells in (cells for cells in read_workbook(path) if cells.name == layout.PEOPLE):
            top = next(
                (row for row in range(len(cells.rows)) if cells.text(row, 0) == layout.REGISTRANT),
                len(cells.rows),
            )
            listed = {
                cells.text(row, 0): cells.at(row, 0)
                for row in range(top + 1, len(cells.rows))
                if cells.text(row, 0)
            }
            says = layout.mentor_words(problem, mentor)
            for person in sorted(listed.keys() - {r.id for r in people}):
                other = layout.mentor_words(problem, plan.mentors.get(person, ""))
                where = [listed[person], *_roster_cell(found, person)]
                found.disagree(
                    person, says, other or NOTHING, *where, about=layout.MENTOR, who=(person,)
                )
            for person in sorted({r.id for r in people} - listed.keys()):
                where = [f"{cells.file} [{cells.name}]", *_roster_cell(found, person)]
                found.disagree(person, "", "", *where, sentence=NOT_HERE, who=(person,))


def _roster_cell(found: Found, person: str) -> list[str]:
    return [found.cells[person, ""]] if (person, "") in found.cells else []


def _people_of(problem: Problem, plan: Plan) -> dict[str, list[Registrant]]:
    people: dict[str, list[Registrant]] = {}
    for person, mentor in sorted(plan.mentors.items()):
        if person in problem.registrants and mentor in problem.teams:
            people.setdefault(mentor, []).append(problem.registrants[person])
    return dict(sorted(people.items()))


def _write(
    scenario: Scenario, plan: Plan, mentor: str, people: Sequence[Registrant], path: Path
) -> None:
    problem = scenario.problem
    said = layout.mentor_words(problem, mentor)
    with Book(path, f"Pendamping {said}", problem.calendar.first) as book:
        titles, widths, rows = people_table(
            scenario, plan, tuple(people), by_office=True, mentored=True
        )
        sheet = book.sheet(layout.PEOPLE)
        sheet.write_string(0, 0, f"Pendamping: {said}", book.format(bold=True, font_size=14))
        note = f"{number_words(len(people), 'id')} orang; urut kecamatan, kelurahan, nama"
        sheet.write_string(1, 0, note, book.format(font_size=9))
        plain_table(book, sheet, 3, titles, widths, rows)
        print_wide(sheet)
        served = [s for s in held_sessions(problem, plan) if plan.teams.get(s.id) == mentor]
        if not served:
            return
        sheet = book.sheet(layout.SESSIONS)
        sheet.write_string(0, 0, f"Sesi yang dihadiri {said}", book.format(bold=True, font_size=14))
        keys = (layout.DAY, layout.HOURS, layout.ACTIVITY, layout.PLACE)
        words = [layout.session_words(problem, session) for session in served]
        lines: list[list[object]] = [[line[key] for key in keys] for line in words]
        plain_table(book, sheet, 3, list(keys), [165, 140, 200, 260], lines)
        print_wide(sheet)
