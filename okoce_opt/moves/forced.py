"""What forced an announced seat to move: a closed day, a hall that is gone, a full session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from okoce_opt.counting.causes import explain_barred
from okoce_opt.counting.ground import Ground
from okoce_opt.domain.barred_candidates import explain_not_candidate
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, is_session_id, session_name
from okoce_opt.domain.words import Words
from okoce_opt.moves.choices import seat_in, why_barred
from okoce_opt.moves.move import Judge, Step
from okoce_opt.scenario import Scenario

JUDGED = 20
"""Seats for which the verifier and the goals are asked; of the rest less is said."""


def find_forced(scenario: Scenario, plan: Plan) -> dict[Seat, Words]:
    """Each announced seat that its holder still needs and no longer has, and what forced that.

    `scenario` is a change of the announced plan, `plan` the new one. First what closes the session,
    then what keeps the person out, then that it is full; where nothing of it does, what a rule or a
    level of goals would lose by it.
    """
    problem = scenario.problem
    ground = Ground.of(problem, scenario.rules, scenario.places)
    closed: dict[SessionId, Words | None] = {}
    found: dict[Seat, Words] = {}
    judged = 0
    for person, sid in lost_seats(problem, plan):
        if sid not in closed:
            closed[sid] = _why_closed(ground, sid)
        why = closed[sid] or _why_out(problem, plan, person, sid)
        if why is None:
            judged += 1
            why = _judged(scenario, plan, person, sid) if judged <= JUDGED else _BETTER
        found[person, sid] = why
    return found


def lost_seats(problem: Problem, plan: Plan) -> list[Seat]:
    """Announced seats of people on the list that they were told of, still need and no longer
    have.
    """
    todo = {
        person: {activity.id for activity in problem.still_to_do(one)}
        for person, one in problem.registrants.items()
    }
    announced = problem.announced
    return [
        (person, sid)
        for person, sid in sorted(announced.seats - plan.seats)
        if sid not in announced.drafts and activity_of(sid) in todo.get(person, ())
    ]


def by_cause(found: Mapping[Seat, Words]) -> list[tuple[Words, int]]:
    """How many seats each cause moved, the most first."""
    counted = Counter(found.values())
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].id))


def _why_closed(ground: Ground, sid: SessionId) -> Words | None:
    """Why the session cannot be held at all; None if it can."""
    problem = ground.problem
    session = problem.sessions.get(sid)
    if session is not None:
        return explain_barred(ground, session)
    if not is_session_id(sid):
        return _NONE
    return next(_gone(problem, sid), None) or _NONE


def _gone(problem: Problem, sid: SessionId) -> Iterator[Words]:
    """What took the session away, the nearest cause first."""
    name, calendar = session_name(sid), problem.calendar
    venue, activity = problem.venues.get(name.venue), problem.activities.get(name.activity)
    if venue is None or activity is None:
        text = Words("{gone} tidak ada lagi", "{gone} is no more")
        yield text.fill(gone=name.venue if venue is None else name.activity)
        return
    session = problem.session(sid)
    for day in session.days if session is not None else (name.first_day,):
        if not calendar.is_open(day):
            said = calendar.days.get(day)
            why = (said.note or said.closing) if said else ""
            yield Words("{day} tutup{why}", "{day} is closed{why}").fill(
                day=day, why=f" ({why})" if why else ""
            )
        for obstacle in problem.obstacles:
            here = (obstacle.kind, obstacle.id) == ("tempat", venue.id)
            if obstacle.covers(day) and (here or obstacle.kind == "program"):
                yield _closed(venue.name or venue.id, obstacle)
    if session is not None:
        yield explain_not_candidate(problem, session)


def _closed(hall: str, obstacle: Obstacle) -> Words:
    what = Words("program", "the programme") if obstacle.kind == "program" else Words(hall, hall)
    until = Words(" sampai {last}", " to {last}").fill(last=obstacle.last)
    return Words("{what} tutup {first}{until}{why}", "{what} is closed {first}{until}{why}").fill(
        what=what,
        first=obstacle.first,
        until=until if obstacle.last > obstacle.first else Words("", ""),
        why=f" ({obstacle.reason})" if obstacle.reason else "",
    )


def _why_out(problem: Problem, plan: Plan, person: PersonId, sid: SessionId) -> Words | None:
    """Why the person cannot sit in a session that could be held; None if they could."""
    one, session = problem.registrants[person], problem.sessions[sid]
    if session.kecamatan not in ("", one.kecamatan):
        home = problem.kecamatan[one.kecamatan].name
        return Words("kini warga kecamatan {home}", "now of kecamatan {home}").fill(home=home)
    if (why := why_barred(problem, plan, one, session)) is not None:
        return why
    if sid not in plan.held:
        least, left = problem.least_people(session), _left(problem, sid)
        if left < least:
            text = Words(
                "sesinya tidak jadi: tinggal {left} orang, paling sedikit {least}",
                "the session is off: {left} people are left, at least {least} are needed",
            )
            return text.fill(left=left, least=least)
        return None
    if len(plan.people[sid]) >= session.seats:
        return Words("sesi itu penuh ({n} kursi)", "the session is full ({n} seats)").fill(
            n=session.seats
        )
    return None


def _left(problem: Problem, sid: SessionId) -> int:
    """People of the announced session who could still come to it."""
    session = problem.sessions[sid]
    return sum(
        person in problem.registrants
        and session.days not in problem.missed_by(problem.registrants[person])
        for person, other in problem.announced.seats
        if other == sid
    )


def _judged(scenario: Scenario, plan: Plan, person: PersonId, sid: SessionId) -> Words:
    """What a rule or a level would lose if the person sat there still."""
    judge = Judge(scenario, plan, scenario.problem.registrants[person].kecamatan)
    effect = judge.effect((Step(person, seat_in(plan, person, activity_of(sid)), sid),))
    if effect.violations:
        broken = effect.violations[0]
        rule = next(rule for rule in scenario.rules if rule.kind == broken.rule)
        return Words("aturan: {why}", "a rule: {why}").fill(
            why=rule.explain_named(scenario.problem, broken)
        )
    for number, amount in enumerate(effect.dearer, start=1):
        if amount > 0:
            titles = [priced.goal.title for priced in scenario.levels[number - 1]]
            said = Words(
                ", ".join(title.id for title in titles), ", ".join(title.en for title in titles)
            )
            return Words("demi tingkat {n} ({said})", "for level {n} ({said})").fill(
                n=number, said=said
            )
        if amount < 0:
            break
    return _BETTER


_NONE = Words("sesi itu tidak mungkin lagi", "that session cannot be any more")
_BETTER = Words(
    "bersama kepindahan lain, demi aturan atau tingkat yang lebih dulu",
    "together with other moves, for rules or an earlier level",
)
