"""Who has no seat whatever day is added, and the seats of all the others."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.reasons.items_of_people import all_of
from okoce_opt.reasons.levers_of_days import LATER_END, levers_of_days
from okoce_opt.reasons.needs import SeatsFor
from okoce_opt.rules.rule import Rule


def beyond_help(problem: Problem, rules: Sequence[Rule]) -> tuple[PersonId, ...]:
    """People who need an activity and can come to no candidate of it, nor would if the programme
    were as long as it is ever made.
    """
    longer = next(one for one in levers_of_days(problem, rules) if one.kind == LATER_END)
    if longer.steps:
        problem = longer.change(longer.steps).tried(Instance(problem, rules)).problem
    known: dict[Hashable, bool] = {}
    found = []
    for registrant in problem.registrants.values():
        names = tuple(activity.id for activity in problem.needed(registrant))
        days = problem.days_known_by(registrant)
        key = (registrant.kecamatan, registrant.kelurahan, days, names)
        if key not in known:
            known[key] = all(_can_come(problem, registrant, name) for name in names)
        if not known[key]:
            found.append(registrant.id)
    return tuple(found)


def _can_come(problem: Problem, registrant: Registrant, activity: str) -> bool:
    missed = problem.missed_by(registrant)
    return any(
        session.days not in missed
        and problem.venues[session.venue].kelurahan in ("", registrant.kelurahan)
        and not problem.past.is_over(session)
        for session in problem.open_to(registrant.kecamatan, activity)
    )


def seats_for_all_but(problem: Problem, persons: Sequence[PersonId]) -> SeatsFor:
    """The rule that everyone else has every seat."""
    needs = {
        (one.kecamatan, activity.id)
        for one in problem.registrants.values()
        for activity in problem.needed(one)
    }
    theirs = {problem.registrants[person].kecamatan for person in persons}
    asked = {need: all_of(problem, need) - {*persons} for need in needs if need[0] in theirs}
    return SeatsFor(frozenset(needs), asked)
