"""What one office's workbook needs to know of a plan, so that it can be written apart from the
others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.codes import office_code
from okoce_opt.reports.content.news import News
from okoce_opt.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Office:
    """A kecamatan's office, with as much of scenario and plan as its workbook shows; `mentored` if
    anyone in the plan is; `code` is what its sheets' codes begin with, `qr` whether
    they are pictures too.

    Other kecamatan are there too where someone has moved house between them and this one, but of
    their people only those.
    """

    scenario: Scenario
    plan: Plan
    kecamatan: Kecamatan
    mentored: bool = False
    news: News = field(default_factory=News)
    code: str = ""
    qr: bool = False


def held_sessions(problem: Problem, plan: Plan) -> list[Session]:
    """The sessions of a plan that are held, by time."""
    found = [problem.session(sid) for sid in plan.held]
    return sorted((s for s in found if s is not None), key=lambda s: (s.starts, s.id))


def place_of(problem: Problem, session: Session) -> str:
    """The kecamatan of a session as printed, or that it is the city's."""
    return problem.kecamatan[session.kecamatan].name if session.kecamatan else labels.CITY


def held_in(problem: Problem, plan: Plan) -> dict[str, list[Session]]:
    """Kecamatan code (empty: the city) -> its held sessions, by time."""
    found: dict[str, list[Session]] = {}
    for session in held_sessions(problem, plan):
        found.setdefault(session.kecamatan, []).append(session)
    return found


def sheets_of_office(
    problem: Problem, plan: Plan, code: str
) -> list[tuple[Session, list[Registrant]]]:
    """The sessions that an office has a sheet of, in the order of its sheets' numbers, each with
    those of its people who stand there; one of the city only where somebody does.
    """
    found = []
    for session in held_sessions(problem, plan):
        if session.kecamatan not in (code, ""):
            continue
        known = (problem.registrants.get(person) for person in plan.people[session.id])
        # someone who has moved house is on the sheet of the office where the seat is
        here = [one for one in known if one and (session.kecamatan or one.kecamatan == code)]
        if here or session.kecamatan:
            found.append((session, here))
    return found


def office_of(
    scenario: Scenario,
    plan: Plan,
    code: str,
    held: Mapping[str, Sequence[Session]],
    news: News | None = None,
    digest: str = "",
) -> Office:
    """The office of a kecamatan. `held` are the plan's sessions by place (`held_in`), `digest` is
    the plan's.
    """
    problem = scenario.problem
    here = [*held.get(code, ()), *held.get("", ())]
    theirs = {
        (person.id, sid)
        for person in problem.people_of[code]
        for sid in plan.sessions_of.get(person.id, ())
    }
    guests = {
        (person, session.id) for session in held.get(code, ()) for person in plan.people[session.id]
    }
    seats = theirs | guests
    sat_in = [session for _, sid in seats if (session := problem.session(sid)) is not None]
    homes = {
        problem.registrants[person].kecamatan
        for person, _ in guests
        if person in problem.registrants
    }
    part = narrowed(problem, {code, *homes, *(session.kecamatan for session in sat_in)} - {""})
    shown = {session.id: session for session in (*here, *sat_in)}
    people = {person for person, _ in seats} | {person.id for person in problem.people_of[code]}
    listed = {
        person: registrant for person, registrant in part.registrants.items() if person in people
    }
    return Office(
        # what a plan was before it was changed is on no roster, nor when people are away
        replace(
            scenario,
            problem=replace(
                part,
                registrants=listed,
                obstacles=(),
                sessions=shown,
                announced=Announced(),
            ),
            people={
                person: scenario.people[person] for person in listed if person in scenario.people
            },
            digest=str(scenario.digest),
        ),
        Plan.of(
            seats,
            shown,
            {sid: team for sid, team in plan.teams.items() if sid in shown},
            {person: mentor for person, mentor in plan.mentors.items() if person in listed},
        ),
        problem.kecamatan[code],
        bool(plan.mentors),
        news or News(),
        office_code(digest, scenario.papers.revision, code),
    )
