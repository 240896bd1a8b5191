"""Small random worlds and random plans for them, good and bad.

A few people of a few kinds, so that several are alike; one or two kecamatan with one or two venues;
one to three activities, in a chain or not; and a chance for everything a scenario may say.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Calendar, CalendarDay, Obstacle, Part, allot_turns
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.shares import Fare, Share
from okoce_opt.domain.states import Changing, Freedom, State
from okoce_opt.domain.tables import Tables
from okoce_opt.domain.teams import Team
from okoce_opt.domain.turnout import Turnout
from okoce_opt.errors import InputError
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.make_up import MakeUp
from okoce_opt.rules.quota import Quota
from okoce_opt.rules.rule import Rule
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.verify import verify

MONDAY = date(2026, 1, 5)
PARTS = {
    "pagi": Part("pagi", frozenset({0}), "08.00-12.00"),
    "siang": Part("siang", frozenset({1}), "13.00-16.00"),
    "sehari": Part("sehari", frozenset({0, 1}), "08.00-15.00"),
}
ALWAYS_ON: tuple[Rule, ...] = tuple(kind() for kind in RULE_BOOK if kind.always_on)
RANDOM = random.Random


def rule_of(kind: str, rng: RANDOM) -> Rule:
    """A rule of the book with random parameters."""
    if kind == "deadline":
        return Deadline(MONDAY + timedelta(rng.randint(0, 6)))
    if kind == "simultaneous_phase":
        return SimultaneousPhase(1)
    if kind == "every_kelurahan_present":
        return EveryKelurahanPresent(rng.choice([1, 1, 2]), (), rng.random() < 0.5)
    if kind == "make_up":
        return MakeUp(rng.choice([1, 1, 2]))
    if kind == "quota":
        return Quota(rng.random() < 0.3)
    (those,) = [rule.samples() for rule in RULE_BOOK if rule.kind == kind]
    return those[0] if len(those) == 1 else rng.choice(those)


def small_problem(rng: RANDOM, *, people: int = 5, plain: bool = False) -> Problem:
    """A random problem with no complaint of the always-on rules; `plain` leaves out several times,
    long sessions and pins.
    """
    while True:
        try:
            problem = _problem(rng, rng.randint(2, people), plain)
        except InputError:
            continue
        other = aside(rng)
        if other.random() < 0.3:
            known = [*(t for t in problem.teams if t[0] == "M"), "M9"]
            problem = replace(
                problem,
                announced=Announced(
                    mentors={
                        p: other.choice(known) for p in problem.registrants if other.random() < 0.6
                    }
                ),
            )
        if not plain and rng.random() < 0.5:
            problem = _pinned(rng, problem)
        if not any(complaint for rule in ALWAYS_ON for complaint in rule.validate(problem)):
            return problem


def _problem(rng: RANDOM, people: int, plain: bool) -> Problem:
    kecamatan = [
        Kecamatan(f"K{n}", f"Kecamatan {n}", str(1 + n % 2)) for n in range(rng.choice([1, 2]))
    ]
    kelurahan = [
        Kelurahan(f"{k.code}{x}", f"Kelurahan {x}", k.code) for k in kecamatan for x in "ab"
    ]
    calendar = _calendar(rng, kecamatan)
    venues = _venues(rng, kecamatan, kelurahan)
    city = rng.random() < 0.3
    if city:
        venues.append(Venue("kota", "", "Balai", rng.randint(2, 4)))
    teams = _teams(rng, kecamatan) if rng.random() < 0.3 else []
    names = ["P", "Z", "M"][: rng.choice([1, 2, 2, 3])]
    activities = [
        _activity(rng, name, next(iter(calendar.parts)), city, bool(teams), plain) for name in names
    ]
    turnouts = _no_shows(rng, kecamatan, activities) if rng.random() < 0.2 else []
    orders = _orders(rng, names)
    today = rng.choice([None, None, MONDAY + timedelta(1), MONDAY + timedelta(2)])
    kinds = [
        _kind(rng, rng.choice(kelurahan), names, MONDAY) for _ in range(rng.choice([1, 2, 2, 3]))
    ]
    registrants = [replace(rng.choice(kinds), id=f"P{n}") for n in range(people)]
    households = [
        Household(f"H{n}", rng.random() < 0.5) for n in range(rng.choice([0, 0, 0, 1, 2]))
    ]
    registrants = [
        replace(r, household=rng.choice(["", *(h.id for h in households)])) for r in registrants
    ]
    obstacles = _obstacles(rng, registrants, venues, teams, calendar)
    ways = random.Random(aside(rng).random())
    kelurahan = [_placed(ways, home) for home in kelurahan]
    venues = [_placed(ways, venue) for venue in venues]
    fares = _fares(ways, kelurahan, venues, registrants) if ways.random() < 0.5 else []
    return Problem.of(
        Tables(
            kecamatan=kecamatan,
            kelurahan=kelurahan,
            venues=venues,
            activities=activities,
            calendar=calendar,
            registrants=registrants,
            orders=orders,
            obstacles=obstacles,
            teams=[*teams, *_mentors(aside(rng), kecamatan, people)],
            today=today,
            households=households,
            shares=_shares(rng, kecamatan, kelurahan, names) if rng.random() < 0.3 else (),
            turnouts=turnouts,
            fares=fares,
        )
    )


def _calendar(rng: RANDOM, kecamatan: list[Kecamatan]) -> Calendar:
    """Three to eight days from Monday on, some with a word of their own, whole days or halves."""
    parts = [
        PARTS[name]
        for name in rng.choice(
            [["sehari"], ["sehari"], ["pagi", "siang"], ["pagi", "siang", "sehari"]]
        )
    ]
    last = MONDAY + timedelta(rng.randint(2, 3 if len(parts) > 1 else 7))
    said = {
        day: CalendarDay(
            day, rng.choice([None, False]), soft=rng.random() < 0.6, turn=rng.choice(["", "bebas"])
        )
        for day in _span(MONDAY, last)
        if rng.random() < 0.3
    }
    calendar = Calendar(
        MONDAY, last, frozenset({0, 1, 2, 3, 4, 5}), said, {part.id: part for part in parts}
    )
    return replace(calendar, turns=allot_turns(calendar, sorted({k.group for k in kecamatan})))


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _venues(rng: RANDOM, kecamatan: list[Kecamatan], kelurahan: list[Kelurahan]) -> list[Venue]:
    """One or two halls in each kecamatan, and sometimes a counter of one kelurahan's own."""
    venues = [
        Venue(
            *(
                f"{k.code}v{n}",
                k.code,
                "Aula",
                rng.randint(1, 4),
                rng.choice([None, None, frozenset({0, 2, 3, 5})]),
            ),
            rent=rng.choice([0, 0, 75]),
        )
        for k in kecamatan
        for n in range(rng.choice([1, 1, 2]))
    ]
    if rng.random() < 0.2:
        home = rng.choice(kelurahan)
        venues.append(
            Venue(
                f"{home.code}loket", home.kecamatan, "Loket", rng.randint(1, 3), kelurahan=home.code
            )
        )
    return venues


def _activity(rng: RANDOM, name: str, part: str, city: bool, teams: bool, plain: bool) -> Activity:
    """One that is needed or offered; `plain` leaves out several days and several times."""
    return Activity(
        name,
        name,
        min_people=rng.choice([1, 1, 2]),
        max_people=rng.randint(2, 4),
        days=1 if plain else rng.choice([1, 1, 1, 1, 2]),
        parts=rng.choice([(), (), (part,)]),
        **_scope(rng, city),
        times=1 if plain else rng.choice([1, 1, 1, 1, 2]),
        fields=rng.choice([frozenset(), frozenset(), frozenset(), frozenset({"kuliner"})]),
        team=rng.choice(["", "mitra"]) if teams else "",
        per_seat=rng.choice([1, 1, 1, 2]),
    )


def _orders(rng: RANDOM, names: list[str]) -> list[Order]:
    """No order, a chain, or any pairs that make no loop."""
    shape = rng.choice(["none", "chain", "chain", "any"])
    pairs = [(b, a) for i, a in enumerate(names) for j, b in enumerate(names) if i < j]
    if shape == "chain":
        pairs = list(zip(names[1:], names, strict=False))
    orders = []
    for name, after in pairs if shape != "none" else ():
        gap = rng.choice([0, 0, 1, 2])
        if shape == "chain" or rng.random() < 0.5:
            orders.append(
                Order(name, after, gap, gap + rng.randint(0, 2) if rng.random() < 0.35 else None)
            )
    return orders


def _obstacles(
    rng: RANDOM,
    registrants: list[Registrant],
    venues: list[Venue],
    teams: list[Team],
    calendar: Calendar,
) -> list[Obstacle]:
    """People, halls and teams away for a day or two, and sometimes the whole programme."""
    return [
        Obstacle(kind, whose, day, day + timedelta(rng.randint(0, 1)))
        for kind, whose, chance in [
            *(("pendaftar", r.id, 0.15) for r in registrants),
            *(("tempat", v.id, 0.15) for v in venues),
            *(("tim", t.id, 0.3) for t in teams),
            ("program", "", 0.15),
        ]
        if rng.random() < chance
        for day in [rng.choice(_span(calendar.first, calendar.last))]
    ]


def _placed(rng: RANDOM, place: Kelurahan | Venue) -> Kelurahan | Venue:
    """The place somewhere in Jakarta, on a coarse grid so that some are equally far."""
    return replace(
        place, latitude=-6.1 - rng.randint(0, 3) / 100, longitude=106.8 + rng.randint(0, 2) / 100
    )


def _fares(
    rng: RANDOM, kelurahan: list[Kelurahan], venues: list[Venue], registrants: Sequence[Registrant]
) -> list[Fare]:
    """Prices of some ways, of a few persons and households, and of kelurahan; sometimes of all, and
    venues lose their points.
    """
    homes = [home.code for home in kelurahan]
    others = [
        name for r in registrants for name in (r.id, r.household) if name and rng.random() < 0.4
    ]
    every = rng.random() < 0.3
    if every:
        venues[:] = [replace(venue, latitude=None, longitude=None) for venue in venues]
    ways = [(home, venue.id) for home in homes for venue in venues if every or rng.random() < 0.3]
    ways += sorted({(name, venue.id) for name in others for venue in venues if rng.random() < 0.5})
    return [Fare(*way, rng.choice([0, 1, 5, 20])) for way in ways]


def _no_shows(
    rng: RANDOM, kecamatan: Sequence[Kecamatan], activities: list[Activity]
) -> list[Turnout]:
    """Some of those invited to P stay away; mostly there is a reserve on few weekdays, which is
    added to the activities.
    """
    first = activities[0]
    if rng.random() < 0.8:
        days = frozenset(rng.sample(range(6), rng.choice([1, 2, 3])))
        room = rng.choice([1, 1, first.max_people])
        said = dict(
            id="S", title="S", required=False, times=1, min_people=1, max_people=room, weekdays=days
        )
        activities.append(replace(first, **said, reserve_for=first.id))
    rows = [
        Turnout(first.id, code, rng.choice([300, 500, 630, 1000]), rng.choice([0, 2, 4, 20]))
        for code in ("", kecamatan[0].code)
    ]
    return rng.sample(rows, rng.choice([1, 1, 2]))


def aside(rng: RANDOM) -> RANDOM:
    """Other dice that fall by where these are, so that what is drawn with them changes nothing
    else.
    """
    return random.Random(hash(rng.getstate()[1]))


def _mentors(rng: RANDOM, kecamatan: Sequence[Kecamatan], people: int) -> list[Team]:
    """One to three mentors, who can carry everybody or not quite; some serve one kecamatan only."""
    return [
        Team(
            f"M{n}",
            "pendamping",
            people=rng.choice([None, people, people // 2, 2]),
            kecamatan=rng.choice(
                [frozenset(), frozenset(), frozenset({rng.choice(kecamatan).code})]
            ),
        )
        for n in range(rng.choice([1, 2, 2, 3]))
    ]


def _teams(rng: RANDOM, kecamatan: Sequence[Kecamatan]) -> list[Team]:
    """One to three teams, mostly of one kind; some work some days, some go to one kecamatan
    only.
    """
    return [
        Team(
            f"T{n}",
            "mitra" if n == 0 or rng.random() < 0.8 else "lain",
            at_once=rng.choice([1, 1, 2]),
            weekdays=rng.choice([None, None, frozenset({0, 1, 3})]),
            kecamatan=rng.choice([frozenset(), frozenset(), frozenset({kecamatan[0].code})]),
        )
        for n in range(rng.choice([1, 2, 2, 3]))
    ]


def _scope(rng: RANDOM, city: bool) -> dict[str, bool]:
    """Required or offered; in a kecamatan, in the city (if it has a venue), or what is offered in
    both.
    """
    required = rng.random() < 0.75
    if not city or rng.random() < 0.4:
        return {"required": required}
    return (
        {"required": required, "city": True}
        if required or rng.random() < 0.5
        else {"required": False, "everywhere": True}
    )


def _shares(
    rng: RANDOM,
    kecamatan: Sequence[Kecamatan],
    kelurahan: Sequence[Kelurahan],
    names: Sequence[str],
) -> list[Share]:
    homes = [(k.code, "") for k in kecamatan] + [(k.kecamatan, k.code) for k in kelurahan]
    return [
        Share(name, *home, rng.randint(0, 2))
        for name in names
        for home in homes
        if rng.random() < 0.5
    ]


def _kind(rng: RANDOM, home: Kelurahan, names: Sequence[str], today: date) -> Registrant:
    return Registrant(
        "",
        home.kecamatan,
        home.code,
        weekdays=rng.choice([None, None, None, frozenset({0, 1, 2}), frozenset({2, 3, 4})]),
        wish_weekdays=rng.choice([frozenset(), frozenset({1}), frozenset({0, 3})]),
        wish_parts=rng.choice([frozenset(), frozenset(), frozenset({"pagi"})]),
        field=rng.choice(["", "kuliner"]),
        done=((names[0], today - timedelta(rng.randint(1, 3))),) if rng.random() < 0.12 else (),
    )


def _pinned(rng: RANDOM, problem: Problem) -> Problem:
    """The problem with sessions told, seats pinned, and sometimes an older plan."""
    if not problem.sessions:
        return problem
    told = {
        sid: rng.random() < 0.5
        for sid in rng.sample(sorted(problem.sessions), min(2, len(problem.sessions)))
        if rng.random() < 0.4
    }
    people = dict(problem.registrants)
    for person, registrant in people.items():
        if rng.random() < 0.2:
            todo = problem.still_to_do(registrant)
            where = problem.open_to(registrant.kecamatan, rng.choice(todo).id) if todo else ()
            if rng.random() < 0.1:
                where = tuple(problem.sessions.values())
            if where:
                people[person] = _recorded(
                    aside(rng), problem, replace(registrant, pins=(rng.choice(where).id,))
                )
    changed = replace(problem, told=dict(sorted(told.items())), registrants=people)
    if rng.random() >= 0.4:
        return changed
    seats = random_plan(rng, changed, (), 0).seats
    other = aside(rng)
    drafts = frozenset(sid for sid in sorted({s for _, s in seats}) if other.random() < 0.3)
    announced = replace(changed.announced, seats=seats, drafts=drafts)
    changing, firm = _changing(other), other.random() < 0.3
    return replace(
        changed,
        announced=replace(announced, firm=firm),
        changing=changing,
        notice=other.choice([None, None, None, 0, 1]),
    )


def _changing(rng: RANDOM) -> tuple[Changing, ...]:
    """What may still change of announced seats: mostly nothing is said of it."""
    if rng.random() < 0.5:
        return ()
    states, free = (State.DRAFT, State.ANNOUNCED), (Freedom.FORCED, Freedom.PRICED, Freedom.FREE)
    return tuple(
        Changing(state, within, rng.choice(free), rng.randint(0, 100), rng.randint(0, 5))
        for state in states
        for within in (None, rng.randint(0, 5))
        if rng.random() < 0.7
    )


def _recorded(rng: RANDOM, problem: Problem, person: Registrant) -> Registrant:
    """The person with the day of a pin that is past among what they have done, now and then."""
    (pin,) = person.pins
    session = problem.sessions[pin]
    past = problem.today is not None and session.first_day < problem.today
    if not past or person.done_on(session.activity) or rng.random() < 0.5:
        return person
    return replace(person, done=(*person.done, (session.activity, session.last_day)))


def random_plan(
    rng: RANDOM, problem: Problem, rules: Sequence[Rule], steps: int, *, wild: bool = False
) -> Plan:
    """A random plan, made better by `steps` changes that never break more of the rules; `wild` =
    any session for anyone.
    """
    choices = {
        (r.id, a.id): tuple(problem.sessions.values())
        if wild
        else problem.open_to(r.kecamatan, a.id)
        for r in problem.registrants.values()
        for a in problem.activities.values()
        if wild or not a.reserve_for or rng.random() < 0.03
    }
    keys = sorted(choices)
    seats = {
        (person, rng.choice(choices[person, a]).id)
        for person, a in keys
        if choices[person, a] and rng.random() < 0.8
    }
    held = {session for _, session in seats}
    held |= {
        s.id
        for s in problem.sessions.values()
        if problem.activities[s.activity].reserve_for and rng.random() < 0.4
    }
    plan = Plan.of(seats, held, _staffed(rng, problem, held, {}), _mentored(aside(rng), problem))
    score = len(verify(problem, rules, plan)) if rules else 0
    order = list(rules)
    for _ in range(steps):
        if score == 0 and rng.random() < 0.5:
            break
        changed = _changed(rng, problem, plan, choices, keys)
        better = _broken_up_to(score, problem, order, changed)
        if better <= score:
            plan, score = changed, better
    return plan


def _broken_up_to(most: int, problem: Problem, order: list[Rule], plan: Plan) -> int:
    """How many violations there are; where there are more than `most`, only that there are. The
    rule that went beyond is asked first the next time, because it mostly does so again.
    """
    broken = 0
    for rule in order:
        broken += sum(1 for _ in rule.verify(problem, plan))
        if broken > most:
            order.remove(rule)
            order.insert(0, rule)
            break
    return broken


def _changed(
    rng: RANDOM,
    problem: Problem,
    plan: Plan,
    choices: dict[tuple[str, str], tuple],
    keys: list[tuple[str, str]],
) -> Plan:  # type: ignore[type-arg]
    seats, held = set(plan.seats), set(plan.held)
    person, activity = rng.choice(keys)
    mine = sorted(seat for seat in seats if seat[0] == person and seat[1].split("|")[0] == activity)
    pins = [pin for pin in problem.registrants[person].pins if pin.startswith(activity + "|")]
    what = rng.random()
    if what < 0.15 and problem.sessions:
        session = rng.choice([*problem.told, *sorted(held), rng.choice(sorted(problem.sessions))])
        held ^= {session}
        if session not in held and rng.random() < 0.7:
            seats = {seat for seat in seats if seat[1] != session}
    else:
        if mine and what < 0.85:
            seats.discard(rng.choice(mine))
        if choices[person, activity] and what > 0.3:
            among = sorted(
                s
                for s in held
                if s.split("|")[0] == activity and any(c.id == s for c in choices[person, activity])
            )
            session = rng.choice([*pins, *among, rng.choice(choices[person, activity]).id])
            seats.add((person, session))
            held.add(session)
        if rng.random() < 0.8:
            reserves = {
                sid
                for sid in held
                if (s := problem.session(sid)) and problem.activities[s.activity].reserve_for
            }
            held &= (
                {session for _, session in seats}
                | {sid for sid, told in problem.told.items() if told}
                | reserves
            )
    other = aside(rng)
    mentors = _mentored(other, problem) if other.random() < 0.1 else plan.mentors
    return Plan.of(seats, held, _staffed(rng, problem, held, plan.teams), mentors)


def _staffed(
    rng: RANDOM, problem: Problem, held: set[str], before: Mapping[str, str]
) -> dict[str, str]:
    """A team for each held session that needs one: the one before, mostly one of the right kind,
    now and then none.
    """
    needy = [
        sid
        for sid in sorted(held)
        if (s := problem.session(sid)) and problem.activities[s.activity].team
    ]
    chosen = {
        sid: before[sid]
        if sid in before and rng.random() < 0.8
        else rng.choice([*(t for t in problem.teams if t[0] == "T"), ""])
        for sid in needy
    }
    return {sid: team for sid, team in chosen.items() if team}


def _mentored(rng: RANDOM, problem: Problem) -> dict[str, str]:
    """A mentor for each person, mostly one who serves them and has room, sometimes any team or
    none.
    """
    mentors = [t for t in problem.teams.values() if t.kind == "pendamping"]
    load, named = Counter(), {}
    for person, registrant in problem.registrants.items():
        able = [
            t.id
            for t in mentors
            if t.serves(registrant.kecamatan) and (t.people is None or load[t.id] < t.people)
        ]
        if (old := problem.announced.mentors.get(person)) in able and rng.random() < 0.5:
            able = [old]
        chosen = (
            rng.choice(able) if able and rng.random() < 0.97 else rng.choice(["", *problem.teams])
        )
        if chosen:
            named[person] = chosen
            load[chosen] += 1
    return named
