"""A mentor's people with all their dates."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import mentor_file_name
from okoce_opt.reports.content.seats import mentor_named, mentor_words
from okoce_opt.reports.reading.contradictions import NO_TABLE, NOT_HERE, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells, read_workbook


def read_mentors(problem: Problem, cells: Cells, found: Evidence) -> None:
    """Everyone's mentor, from an office's own list of people; under a person and no session is the
    cell where it stands.
    """
    header = next(
        (row for row in range(min(len(cells.rows), 12)) if cells.text(row, 0) == labels.REGISTRANT),
        None,
    )
    titles = (
        [] if header is None else [cells.text(header, c) for c in range(len(cells.rows[header]))]
    )
    if header is None or cells.name != labels.PEOPLE or labels.MENTOR not in titles:
        return
    column = titles.index(labels.MENTOR)
    for row in range(header + 1, len(cells.rows)):
        person, said = cells.text(row, 0), cells.text(row, column)
        if person in problem.registrants:
            found.cells[person, ""] = cells.at(row, column)
            if said:
                found.mentors[person] = mentor_named(problem, said)


def compare_mentor(
    problem: Problem, plan: Plan, person: str, said: str, cell: str, found: Evidence
) -> None:
    """A person's mentor, said again somewhere else than on their office's list."""
    says = mentor_words(problem, plan.mentors.get(person, ""))
    where = _roster_cell(found, person)
    if said != " ".join(says.split()) and cell not in where:
        found.disagree(
            person,
            said or NOTHING,
            says or NOTHING,
            cell,
            *where,
            about=labels.MENTOR,
            who=(person,),
        )


def compare_mentors(problem: Problem, folder: Path, plan: Plan, found: Evidence) -> None:
    """Each mentor's list must hold those whom the rosters give them, and nobody else."""
    for mentor, people in people_of_mentors(problem, plan).items():
        name = mentor_file_name(problem, mentor)
        path = folder / labels.MENTORS / name
        if not path.is_file():
            found.file(f"{labels.MENTORS}/{name}", NO_TABLE)
            continue
        for cells in (cells for cells in read_workbook(path) if cells.name == labels.PEOPLE):
            top = next(
                (row for row in range(len(cells.rows)) if cells.text(row, 0) == labels.REGISTRANT),
                len(cells.rows),
            )
            listed = {
                cells.text(row, 0): cells.at(row, 0)
                for row in range(top + 1, len(cells.rows))
                if cells.text(row, 0)
            }
            says = mentor_words(problem, mentor)
            for person in sorted(listed.keys() - {r.id for r in people}):
                other = mentor_words(problem, plan.mentors.get(person, ""))
                where = [listed[person], *_roster_cell(found, person)]
                found.disagree(
                    person, says, other or NOTHING, *where, about=labels.MENTOR, who=(person,)
                )
            for person in sorted({r.id for r in people} - listed.keys()):
                where = [f"{cells.file} [{cells.name}]", *_roster_cell(found, person)]
                found.disagree(person, "", "", *where, sentence=NOT_HERE, who=(person,))


def _roster_cell(found: Evidence, person: str) -> list[str]:
    return [found.cells[person, ""]] if (person, "") in found.cells else []


def people_of_mentors(problem: Problem, plan: Plan) -> dict[str, list[Registrant]]:
    """Mentor -> the people they have, by id."""
    people: dict[str, list[Registrant]] = {}
    for person, mentor in sorted(plan.mentors.items()):
        if person in problem.registrants and mentor in problem.teams:
            people.setdefault(mentor, []).append(problem.registrants[person])
    return dict(sorted(people.items()))
