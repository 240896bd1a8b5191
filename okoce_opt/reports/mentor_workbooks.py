"""`pendamping/Pendamping_<id>.xlsx`: each mentor's people and the sessions they attend; no NIK, no
phone.
"""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import mentor_file_name
from okoce_opt.reports.content.seats import mentor_words
from okoce_opt.reports.content.subjects import MentorBook
from okoce_opt.reports.sheets import sheets_of
from okoce_opt.reports.style.book import Book
from okoce_opt.scenario import Scenario


def write_mentors(scenario: Scenario, plan: Plan, folder: Path) -> None:
    """One workbook for each mentor who has people; none where nobody has a mentor."""
    problem = scenario.problem
    for mentor, people in _people_of(problem, plan).items():
        path = folder / labels.MENTORS / mentor_file_name(problem, mentor)
        path.parent.mkdir(parents=True, exist_ok=True)
        shown = MentorBook(scenario, plan, mentor, tuple(people))
        title = f"{labels.MENTOR} {mentor_words(problem, mentor)}"
        with Book(path, title, problem.calendar.first) as book:
            for sheet in sheets_of(labels.MENTORS):
                sheet.write(book, shown)


def _people_of(problem: Problem, plan: Plan) -> dict[str, list[Registrant]]:
    people: dict[str, list[Registrant]] = {}
    for person, mentor in sorted(plan.mentors.items()):
        if person in problem.registrants and mentor in problem.teams:
            people.setdefault(mentor, []).append(problem.registrants[person])
    return dict(sorted(people.items()))
