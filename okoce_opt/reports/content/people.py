"""Everyone with all their dates, as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from heapq import nlargest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import activity_columns, mentor_words, seat_words, seats_words
from okoce_opt.reports.style.text_size import column_px
from okoce_opt.scenario import Scenario


def by_name(scenario: Scenario, registrant: Registrant) -> tuple[str, str]:
    """Sort key of a printed list: the name without regard to case, then the id."""
    return (scenario.people.get(registrant.id, Person()).name.casefold(), registrant.id)


def people_table(
    scenario: Scenario,
    plan: Plan,
    registrants: tuple[Registrant, ...],
    *,
    by_office: bool,
    mentored: bool,
) -> tuple[list[str], list[int], Iterator[list[object]]]:
    """Titles, widths and rows of a table of people with all their dates, sorted by (kecamatan,)
    kelurahan and name.
    """
    problem = scenario.problem
    columns = activity_columns(problem)
    titles = [labels.REGISTRANT, labels.NAME, labels.KELURAHAN, *(title for _, title in columns)]
    homes = {problem.kelurahan[registrant.kelurahan].name for registrant in registrants}
    words_of = cache(partial(seat_words, problem))
    widths = [
        75,
        column_px(_longest_names(scenario, registrants), 9, 120, 220),
        column_px(homes, 9, 100, 200),
        *(_seat_px(plan, problem, activity, words_of) for activity, _ in columns),
    ]

    def key(registrant: Registrant) -> tuple[str, ...]:
        office = problem.kecamatan[registrant.kecamatan].name.casefold() if by_office else ""
        return (
            office,
            problem.kelurahan[registrant.kelurahan].name.casefold(),
            *by_name(scenario, registrant),
        )

    def row(registrant: Registrant) -> list[object]:
        mine = [problem.session(sid) for sid in plan.sessions_of.get(registrant.id, ())]
        seats: list[object] = [
            seats_words(
                problem,
                registrant,
                a,
                [s for s in mine if s is not None and s.activity == a.id],
                words_of,
            )
            for a, _ in columns
        ]
        name, kelurahan = (
            scenario.people.get(registrant.id, Person()).name,
            problem.kelurahan[registrant.kelurahan].name,
        )
        office = [problem.kecamatan[registrant.kecamatan].name] if by_office else []
        mentor = [mentor_words(problem, plan.mentors.get(registrant.id, ""))] if mentored else []
        return [registrant.id, name, kelurahan, *office, *seats, *mentor]

    if by_office:
        titles.insert(3, labels.KECAMATAN)
        widths.insert(3, 135)
    if mentored:
        titles.append(labels.MENTOR)
        widths.append(140)
    return titles, widths, map(row, sorted(registrants, key=key))


_PATTERN = "selesai 00-00-0000"
_LONGEST = 50


def _longest_names(scenario: Scenario, registrants: Sequence[Registrant]) -> list[str]:
    """Enough of the longest names to know how wide their column must be."""
    names = (scenario.people.get(registrant.id, Person()).name for registrant in registrants)
    return nlargest(_LONGEST, names, key=len)


def _seat_px(
    plan: Plan, problem: Problem, activity: Activity, words_of: Callable[[Session], str]
) -> int:
    """The width in which any one seat of an activity needs one line, within reason."""
    held = (problem.session(sid) for sid in plan.held)
    said = {words_of(s) for s in held if s is not None and s.activity == activity.id}
    return column_px({*said, _PATTERN}, 9, 100, 190)
