"""Tiny worlds drawn at random, and every plan of them enumerated by person, without any code that
plans or counts.
"""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Calendar, Obstacle, Part, allot_turns
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.shares import Share
from okoce_opt.domain.teams import Team
from okoce_opt.domain.turnout import Turnout
from okoce_opt.rules.changes_in_all import ChangesInAll
from okoce_opt.rules.changes_per_person import ChangesPerPerson
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.households import Households
from okoce_opt.rules.make_up import MakeUp
from okoce_opt.rules.meeting_days import MeetingDays
from okoce_opt.rules.mentors import Mentors
from okoce_opt.rules.quota import Quota
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.team_days import TeamDays
from okoce_opt.rules.turns import Turns
from tests import hands

MONDAY = date(2026, 1, 5)
PARTS = {
    "pagi": Part("pagi", frozenset({0})),
    "siang": Part("siang", frozenset({1})),
    "sehari": Part("sehari", frozenset({0, 1})),
}


def tiny_world(seed):
    """A problem and its rules (without the one that says whether everyone must be placed)."""
    # quotas and days have dice of their own, so that all else is as it would be without
    dice, of_quota = random.Random(seed), random.Random(f"{seed} quota")
    rows = _rows(seed, dice)
    if of_quota.random() < 0.3:
        rows["shares"] = _shares(rows["kelurahan"], rows["activities"], of_quota)
    plain = hands.world(**rows)
    told = [(sid, dice.random() < 0.6) for sid in plain.sessions if dice.random() < 0.06]
    pinned = [_with_pin(plain, person, dice) for person in rows["registrants"]]
    rules = _rules(rows, dice)
    if rows.get("shares"):
        rules.append(Quota(of_quota.random() < 0.4))
    days = random.Random(f"{seed} days")
    if days.random() < 0.1:
        rules.append(MeetingDays(days.choice((1, 2))))
    out = any(team.kind == "mitra" for team in rows["teams"])
    if out and days.random() < 0.4:
        rules.append(TeamDays(1, days.choice(("minggu", "semua"))))
    return hands.world(**{**rows, "registrants": pinned, "told": told}), rules


def _rows(seed, dice):
    """The tables of a world, without seats that are told or pinned."""
    pick = dice.choice
    kecamatan = [Kecamatan(f"K{i}", f"K{i}", str(i % 2 + 1)) for i in range(pick((1, 1, 2, 2)))]
    kelurahan = [Kelurahan(f"{k.code}{x}", f"{k.code}{x}", k.code) for k in kecamatan for x in "ab"]
    teams = _teams(kecamatan, dice) if dice.random() < 0.25 else []
    activities = _activities(dice, bool(teams))
    turnouts = []
    if dice.random() < 0.2:
        turnouts.append(Turnout("P", "", pick((300, 500, 700)), pick((0, 2, 4, 20))))
        days = frozenset(dice.sample(range(4), 2))
        reserve = replace(activities[0], id="S", required=False, reserve_for="P", weekdays=days)
        activities.append(reserve)
    in_order = "Z" in {a.id for a in activities} and dice.random() < 0.7
    orders = [Order("Z", "P", pick((0, 1, 2)))] if in_order else []
    venues = _venues(kecamatan, kelurahan, activities, dice)
    calendar = _calendar(dice, activities, kecamatan)
    span = (calendar.last - calendar.first).days + 1
    registrants, obstacles = _people(dice, kelurahan, venues, span)
    households = [Household("h", dice.random() < 0.5, seed % 2 == 0)] if dice.random() < 0.3 else []
    if households:
        registrants = [
            replace(r, household="h" if dice.random() < 0.7 else "") for r in registrants
        ]
    mentors = _mentors(kecamatan, dice) if dice.random() < 0.15 else []
    return {
        "kecamatan": kecamatan,
        "kelurahan": kelurahan,
        "venues": venues,
        "activities": activities,
        "calendar": calendar,
        "orders": orders,
        "obstacles": obstacles,
        "teams": [*teams, *mentors],
        "turnouts": turnouts,
        "households": households,
        "registrants": registrants,
    }


def _venues(kecamatan, kelurahan, activities, dice):
    """A hall or two in each kecamatan, one of the city where it is needed, now and then a counter
    of one kelurahan.
    """
    pick = dice.choice
    venues = [
        Venue(f"v{i}", k.code, "v", pick((1, 2, 2, 3)))
        for i, k in enumerate(kecamatan * pick((1, 1, 2)))
    ]
    if any(a.city or a.everywhere for a in activities):
        venues.append(Venue("city", "", "city", 2))
    if dice.random() < 0.2:
        home = pick(kelurahan)
        venues.append(Venue("loket", home.kecamatan, "loket", pick((1, 2)), kelurahan=home.code))
    return venues


def _rules(rows, dice):
    """Rules that the world has something for."""
    rules = [Turns()] if dice.random() < 0.4 else []
    if rows["households"]:
        rules.append(Households())
    if dice.random() < 0.4:
        rules.append(SimultaneousPhase(at_most=1))
    if dice.random() < 0.2:
        rules.append(Deadline(day=rows["calendar"].last - timedelta(days=1)))
    if dice.random() < 0.2:
        rules.append(EveryKelurahanPresent(at_least=1, where_possible=dice.random() < 0.5))
    if rows["turnouts"] and dice.random() < 0.9:
        rules.append(MakeUp(dice.choice((1, 1, 2))))
    if any(team.kind == "pendamping" for team in rows["teams"]):
        rules.append(Mentors())
    return rules


def tiny_change(seed):
    """A tiny world, now and then as a change of a plan of which few seats may be lost."""
    problem, rules = tiny_world(seed)
    dice = random.Random(f"{seed} change")
    if dice.random() < 0.15:
        problem = replace(problem, announced=Announced.of(_announced(problem, dice)))
        rules.append(dice.choice((ChangesPerPerson, ChangesInAll))(dice.choice((0, 0, 1))))
    return problem, rules


def _announced(problem, dice):
    """A seat for most people in what they have to do: one they can take, or one in a hall that is
    no more.
    """
    for person in problem.registrants.values():
        for activity in problem.still_to_do(person):
            sessions = candidates(problem, person, activity)
            if dice.random() < 0.8 and sessions:
                sid = dice.choice(sessions).id
                yield person.id, sid if dice.random() < 0.7 else sid.replace("|v", "|gone")


def _activities(dice, teams):
    pick = dice.choice
    activities = [
        Activity(
            name,
            name,
            required=dice.random() < 0.85,
            min_people=pick((1, 1, 2)),
            max_people=pick((1, 2, 2, 3)),
            days=pick((1, 1, 1, 2)),
            parts=pick(((), ("sehari",), ("pagi",))),
            city=dice.random() < 0.1,
            times=pick((1, 1, 1, 1, 2)),
            team="mitra" if teams and dice.random() < 0.7 else "",
        )
        for name in "PZ"[: pick((1, 2, 2))]
    ]
    activities = [
        replace(a, everywhere=True, city=False) if not a.required and dice.random() < 0.6 else a
        for a in activities
    ]
    return [
        a if a.min_people <= a.max_people else Activity(a.id, a.title, max_people=2)
        for a in activities
    ]


def _calendar(dice, activities, kecamatan):
    pick = dice.choice
    parts = {
        name: PARTS[name]
        for name in pick(
            (["sehari"], ["sehari"], ["pagi", "siang"], ["pagi", "sehari"], list(PARTS))
        )
    }
    if not all(set(a.parts) <= set(parts) for a in activities):
        parts = PARTS
    span = pick((2, 3, 4))
    calendar = Calendar(MONDAY, MONDAY + timedelta(days=span - 1), frozenset(range(7)), parts=parts)
    groups = sorted({k.group for k in kecamatan})
    return Calendar(
        calendar.first, calendar.last, calendar.weekdays, {}, parts, allot_turns(calendar, groups)
    )


def _people(dice, kelurahan, venues, span):
    """Registrants with days of their own, and who or what is away."""
    pick = dice.choice
    registrants, obstacles = [], []
    for i in range(pick((2, 3, 4))):
        home = pick(kelurahan)
        days = (
            frozenset(dice.sample(range(span), dice.randint(1, span)))
            if dice.random() < 0.5
            else None
        )
        done = (("P", date(2025, 12, 1)),) if dice.random() < 0.1 else ()
        registrants.append(Registrant(f"p{i}", home.kecamatan, home.code, weekdays=days, done=done))
        if dice.random() < 0.2:
            start = MONDAY + timedelta(days=dice.randrange(span))
            obstacles.append(Obstacle("pendaftar", f"p{i}", start, start + timedelta(days=1)))
    if dice.random() < 0.2:
        start = MONDAY + timedelta(days=dice.randrange(span))
        obstacles.append(Obstacle("tempat", pick(venues).id, start, start))
    return registrants, obstacles


def _mentors(kecamatan, dice):
    """One to three mentors for a few people each."""
    return [
        Team(
            f"m{i}",
            "pendamping",
            people=dice.choice((1, 2, 2, 3, 4)),
            kecamatan=dice.choice(
                (frozenset(), frozenset(), frozenset({dice.choice(kecamatan).code}))
            ),
        )
        for i in range(dice.choice((1, 2, 2, 3)))
    ]


def _shares(kelurahan, activities, dice):
    """Up to two people of a kecamatan or a kelurahan in some activities."""
    places = sorted(
        {(k.kecamatan, "") for k in kelurahan} | {(k.kecamatan, k.code) for k in kelurahan}
    )
    names = [a.id for a in activities if not a.reserve_for]
    return [
        Share(name, *place, dice.randint(0, 2))
        for name in names
        for place in places
        if dice.random() < 0.35
    ]


def _teams(kecamatan, dice):
    """One or two teams; some work two days only, some go to one kecamatan only."""
    return [
        Team(
            f"t{n}",
            "mitra",
            dice.choice((1, 1, 2)),
            weekdays=dice.choice((None, frozenset({0}), frozenset({1, 2}))),
            kecamatan=dice.choice((frozenset(), frozenset(), frozenset({kecamatan[0].code}))),
        )
        for n in range(dice.choice((1, 1, 2)))
    ]


def _with_pin(problem, person, dice):
    """Sometimes a seat that its holder can keep."""
    if dice.random() > 0.1:
        return person
    sessions = [s for a in problem.still_to_do(person) for s in candidates(problem, person, a)]
    return (
        Registrant(
            *(person.id, person.kecamatan, person.kelurahan, person.weekdays),
            household=person.household,
            done=person.done,
            pins=(dice.choice(sessions).id,),
        )
        if sessions
        else person
    )


def candidates(problem, person, activity):
    """Sessions of the activity on days that suit the person, in order of time."""
    places = {"" if activity.city else person.kecamatan} | ({""} if activity.everywhere else set())
    away = [o for o in problem.obstacles if o.kind == "pendaftar" and o.id == person.id]
    return [
        s
        for s in problem.sessions.values()
        if s.activity == activity.id
        and s.kecamatan in places
        and problem.venues[s.venue].kelurahan in ("", person.kelurahan)
        and all(person.weekdays is None or day.weekday() in person.weekdays for day in s.days)
        and not any(o.first <= day <= o.last for o in away for day in s.days)
    ]


def ways(problem, person):
    """Every set of sessions that one person may take, all rules about one person kept."""
    options = []
    for activity in problem.still_to_do(person):
        sessions = candidates(problem, person, activity)
        options.append(
            [c for n in range(activity.times + 1) for c in itertools.combinations(sessions, n)]
        )
    found = []
    for chosen in itertools.product(*options):
        taken = [s for those in chosen for s in those]
        if not set(person.pins) <= {s.id for s in taken} or _collide(taken):
            continue
        if all(_in_order(problem, person, s, taken) for s in taken):
            found.append(taken)
    return found


def _collide(sessions):
    return any(a.slots & b.slots for a, b in itertools.combinations(sessions, 2))


def _in_order(problem, person, session, taken):
    for order in problem.orders:
        if order.activity == session.activity and not dict(person.done).get(order.after):
            before = [s for s in taken if s.activity == order.after]
            if not any(_follows(session, b, order) for b in before):
                return False
    return True


def _follows(session, before, order):
    gap = order.min_gap_days
    most = order.max_gap_days
    if most is not None and (session.days[0] - before.days[-1]).days > most:
        return False
    if gap:
        return (session.days[0] - before.days[-1]).days >= gap
    return session.days[0] > before.days[-1] or (
        session.days[0] == before.days[-1] and min(session.halves) > max(before.halves)
    )


def least_left_over(problem, rules, most=30_000):
    """Fewest person-activities without a seat over all plans; None if there is no plan, -1 if there
    are too many to look at.
    """
    people = list(problem.registrants.values())
    each = [ways(problem, person) for person in people]
    if math.prod(map(len, each)) * 2 ** len(reserves(problem)) > most:
        return -1
    best = None
    for chosen in itertools.product(*each):
        if stands(problem, rules, people, chosen):
            left = sum(
                a.id not in {s.activity for s in taken}
                for person, taken in zip(people, chosen, strict=True)
                for a in problem.needed(person)
            )
            best = left if best is None else min(best, left)
    return best


def reserves(problem):
    """Ids of reserve sessions, which nobody named sits in."""
    return [s.id for s in problem.sessions.values() if problem.activities[s.activity].reserve_for]


def _reserves_held(problem):
    """Every set of reserve sessions, one after the other: there are 2 ** n."""
    those = reserves(problem)
    return (held for n in range(len(those) + 1) for held in itertools.combinations(those, n))


def stands(problem, rules, people, chosen):
    """Whether everybody can take what is chosen, with some reserve sessions or none."""
    return any(_stands(problem, rules, people, chosen, empty) for empty in _reserves_held(problem))


def _stands(problem, rules, people, chosen, empty):
    by_session = {}
    for person, taken in zip(people, chosen, strict=True):
        for session in taken:
            by_session.setdefault(session.id, []).append(person)
    held = set(by_session) | set(empty) | {sid for sid, yes in problem.told.items() if yes}
    if any(sid in by_session for sid, yes in problem.told.items() if not yes):
        return False
    sessions = [problem.session(sid) for sid in held]
    if any(sid not in problem.sessions for sid in held):
        return False
    for s in sessions:
        activity = problem.activities[s.activity]
        if activity.reserve_for:
            continue
        if (
            not max(1, activity.min_people)
            <= len(by_session.get(s.id, ()))
            <= _invited(problem, s, min(problem.venues[s.venue].seats, activity.max_people))
        ):
            return False
    if any(
        a.venue == b.venue and a.slots & b.slots for a, b in itertools.combinations(sessions, 2)
    ):
        return False
    few = [r for r in rules if r.kind == "team_days"]
    return _has_teams(problem, sessions, few) and all(
        _KEPT[r.kind](problem, r, sessions, by_session) for r in rules if r not in few
    )


def _has_teams(problem, sessions, few):
    """Whether some choice of teams serves all sessions that need one, none out too often."""
    needy = [s for s in sessions if problem.activities[s.activity].team]
    return any(
        all(_comes(problem, problem.teams[t], s) for t, s in zip(chosen, needy, strict=True))
        and all(
            sum(t == team.id and slot in s.slots for t, s in zip(chosen, needy, strict=True))
            <= team.at_once
            for team in problem.teams.values()
            for slot in {slot for s in needy for slot in s.slots}
        )
        and all(
            len({d for t, s in zip(chosen, needy, strict=True) if t == team for d in s.days})
            <= r.at_most
            for r in few
            for team in chosen
        )
        for chosen in itertools.product(
            [t.id for t in problem.teams.values() if t.kind == "mitra"], repeat=len(needy)
        )
    )


def _invited(problem, session, chairs):
    """As many as may be invited, by going through all who may come or not."""
    rows = {t.kecamatan: t for t in problem.turnouts if t.activity == session.activity}
    turnout = rows.get(session.kecamatan, rows.get(""))
    if not turnout or not turnout.once_in:
        return chairs
    return _may_come(Fraction(turnout.per_thousand, 1000), turnout.once_in, chairs)


@cache
def _may_come(come, once_in, chairs):
    people = chairs
    while _too_often(come, people + 1, chairs) <= Fraction(1, once_in):
        people += 1
    return people


def _too_often(come, people, chairs):
    """The chance that more than `chairs` of `people` come."""
    chance = {0: Fraction(1)}
    for _ in range(people):
        chance = {
            n: chance.get(n, 0) * (1 - come) + chance.get(n - 1, 0) * come
            for n in range(len(chance) + 1)
        }
    return sum(p for n, p in chance.items() if n > chairs)


def _make_up(problem, r, sessions, by_session):
    """Who stays away, in thousandths, takes the earliest reserve seat that is late enough; the last
    to miss choose first.
    """
    for place in {s.kecamatan for s in sessions}:
        missed = sorted(
            (
                (
                    s.days[-1],
                    len(by_session.get(s.id, ())) * (1000 - problem.turnouts[0].per_thousand),
                )
                for s in sessions
                if s.activity == "P" and s.kecamatan == place
            ),
            reverse=True,
        )
        free = {
            s.id: 1000 * s.seats for s in sessions if s.activity == "S" and s.kecamatan == place
        }
        for day, stay in missed:
            for s in sorted((s for s in sessions if s.id in free), key=lambda s: s.days[0]):
                if (s.days[0] - day).days >= r.min_gap_days:
                    used = min(stay, free[s.id])
                    stay, free[s.id] = stay - used, free[s.id] - used
            if stay:
                return False
    return True


def _comes(problem, team, session):
    away = [o for o in problem.obstacles if o.kind == "tim" and o.id == team.id]
    if any(o.first <= day <= o.last for o in away for day in session.days):
        return False
    works = all(team.weekdays is None or day.weekday() in team.weekdays for day in session.days)
    return works and (not team.kecamatan or session.kecamatan in team.kecamatan)


def _turns(problem, _, sessions, __):
    return all(
        problem.calendar.turns[day] in (problem.kecamatan[s.kecamatan].group, "bebas")
        for s in sessions
        if s.kecamatan
        for day in s.days
    )


def _at_most(_, r, sessions, __):
    meet = {}
    for s in sessions:
        for day in s.days if s.kecamatan else ():
            meet.setdefault(day, set()).add(s.kecamatan)
    return all(len(those) <= r.at_most for those in meet.values())


def _few_days(_, r, sessions, __):
    """The worlds are shorter than a week."""
    meet = {(s.kecamatan, day) for s in sessions if s.kecamatan for day in s.days}
    return all(sum(c == code for c, _ in meet) <= r.at_most for code, _ in meet)


def _deadline(problem, r, sessions, _):
    return all(s.days[-1] <= r.day for s in sessions if problem.activities[s.activity].required)


def _presence(problem, r, sessions, by_session):
    for s in sessions:
        if (
            not s.kecamatan
            or not problem.activities[s.activity].required
            or (r.activities and s.activity not in r.activities)
            or problem.venues[s.venue].kelurahan
        ):
            continue
        need = problem.needing(s.kecamatan, s.activity)
        for home in sorted({p.kelurahan for p in need}):
            exempt = r.where_possible and (s.activity, home) in {
                (c.activity, c.kelurahan) for c in r.exempt(problem)
            }
            if (
                not exempt
                and sum(p.kelurahan == home for p in by_session.get(s.id, ())) < r.at_least
            ):
                return False
    return True


def _may_still(problem, person, activity):
    """Whether the activity is for the person, who has neither done nor attended it."""
    one = problem.registrants[person]
    came = {pin.split("|")[0] for pin in one.pins if pin in problem.past.sessions}
    return activity in problem.still_to_do(one) and activity.id not in came


def _households(problem, _, sessions, by_session):
    for name, household in problem.households.items():
        members = [p.id for p in problem.registrants.values() if p.household == name]
        seats = [(p.id, s) for s in sessions for p in by_session.get(s.id, ()) if p.id in members]
        if len(members) > 1 and household.together and household.whole:
            for a in problem.activities.values():
                meant = {p for p in members if a in problem.still_to_do(problem.registrants[p])}
                for sid in {s.id for _, s in seats if s.activity == a.id}:
                    here = {person for person, s in seats if s.id == sid} & meant
                    if here and here != meant:
                        return False
        elif len(members) > 1 and household.together:
            for a in problem.activities.values():
                here = [(person, s) for person, s in seats if s.activity == a.id]
                if household.whole:
                    meant = {p for p in members if _may_still(problem, p, a)}
                    for sid in {s.id for _, s in here} - problem.past.sessions:
                        there = {person for person, s in here if s.id == sid} & meant
                        if there and there != meant:
                            return False
                elif len({s.id for _, s in here}) > a.times:
                    return False
        elif len(members) > 1:
            for day in {day for _, s in seats for day in s.days}:
                if len({person for person, s in seats if day in s.days}) > 1:
                    return False
    return True


def _within_quota(problem, r, _, by_session):
    """Seats of each place counted, and those who have the activity to do; what has happened, nobody
    judges here.
    """
    for share in problem.shares:
        mine = [p for p in problem.registrants.values() if p.kecamatan == share.kecamatan]
        mine = [p.id for p in mine if not share.kelurahan or p.kelurahan == share.kelurahan]
        seats = [
            p.id
            for sid, those in by_session.items()
            if sid.startswith(share.activity + "|")
            for p in those
            if p.id in mine
        ]
        to_do = [p for p in mine if share.activity not in dict(problem.registrants[p].done)]
        if len(seats) > share.people or (r.at_least and len(seats) < min(share.people, len(to_do))):
            return False
    return True


def _everyone_mentored(problem, r, _, __):
    """Somebody for everyone, tried one after the other."""
    mentors = [t for t in problem.teams.values() if t.kind == r.team]
    named = [a for a in problem.activities.values() if not a.reserve_for]
    people = [
        p for p in problem.registrants.values() if any(a.id not in dict(p.done) for a in named)
    ]
    for chosen in itertools.product(mentors, repeat=len(people)):
        fits = all(
            not m.kecamatan or p.kecamatan in m.kecamatan
            for p, m in zip(people, chosen, strict=True)
        )
        if fits and all(chosen.count(m) <= m.people for m in mentors):
            return True
    return False


def _lost(problem, by_session):
    """Announced seats that are taken away, by person."""
    return Counter(
        person
        for person, sid in problem.announced.seats
        if person not in {one.id for one in by_session.get(sid, ())}
    )


def _few_lost(problem, rule, _, by_session):
    return max(_lost(problem, by_session).values(), default=0) <= rule.at_most


def _few_lost_in_all(problem, rule, _, by_session):
    return sum(_lost(problem, by_session).values()) <= rule.at_most


_KEPT = {
    "changes_per_person": _few_lost,
    "changes_in_all": _few_lost_in_all,
    "make_up": _make_up,
    "mentors": _everyone_mentored,
    "quota": _within_quota,
    "turns": _turns,
    "simultaneous_phase": _at_most,
    "meeting_days": _few_days,
    "deadline": _deadline,
    "every_kelurahan_present": _presence,
    "households": _households,
}
