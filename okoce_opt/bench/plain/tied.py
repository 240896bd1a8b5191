"""The rules that tie people to one another, and sessions to teams and mentors, as lines."""

from __future__ import annotations

from datetime import date, timedelta

from okoce_opt.bench.plain.lines import Term, Terms, by
from okoce_opt.bench.plain.paper import Paper
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.presence import exemptions, homes_in_need
from okoce_opt.domain.sessions import activity_of


def homes(paper: Paper) -> None:
    """Someone of every kelurahan in each session."""
    rule = paper.world.rules.get("every_kelurahan_present")
    if rule is None:
        return
    problem, at_least, named = paper.world.problem, rule.at_least, rule.activities  # type: ignore[attr-defined]
    free = set()
    if rule.where_possible:  # type: ignore[attr-defined]
        free = {(e.activity, e.kelurahan) for e in exemptions(problem.unnarrowed, at_least, named)}
    sitters: dict[tuple[str, str], Terms] = {}
    for (number, sid), column in paper.seats.items():
        sitters.setdefault((sid, paper.groups[number].one.kelurahan), []).append((1, column))
    for activity, code, homes in homes_in_need(problem, named):
        for session in problem.open_to(code, activity):
            sid = session.id
            if (
                sid not in paper.held
                or sid in problem.past.sessions
                or problem.venues[session.venue].kelurahan
            ):
                continue
            for home in homes:
                if (activity, home) not in free:
                    row = [*sitters.get((sid, home), []), (-at_least, paper.held[sid])]
                    paper.lines.line(row, 0, None)


def households(paper: Paper) -> None:
    """Together in one session (all or nobody, or as far as can be), or never on one day."""
    problem = paper.world.problem
    of: dict[str, list[int]] = {}
    for number, group in enumerate(paper.groups):
        if group.one.household in problem.members_of:
            of.setdefault(group.one.household, []).append(number)
    for name, numbers in of.items():
        asks = problem.households[name]
        if not asks.together:
            _in_turns(paper, numbers)
        for activity in problem.activities.values() if asks.together else ():
            if asks.whole:
                _all_or_nobody(paper, numbers, activity)
            else:
                _as_far_as_can_be(paper, numbers, activity)


def _to_judge(paper: Paper, number: int, activity: str) -> list[SessionId]:
    """The sessions of an activity open to a group that have not happened."""
    past = paper.world.problem.past.sessions
    return [sid for sid in paper.groups[number].options.get(activity, ()) if sid not in past]


def _all_or_nobody(paper: Paper, numbers: list[int], activity: Activity) -> None:
    """Whoever still needs the activity sits where all of them sit."""
    problem, lines = paper.world.problem, paper.lines
    meant = [
        n
        for n in numbers
        if activity.id in paper.groups[n].options
        and not problem.past.attended(paper.groups[n].one, activity.id)
    ]
    if sum(paper.groups[n].size for n in meant) < 2:
        return
    open_to = {n: _to_judge(paper, n, activity.id) for n in meant}
    for sid in sorted({sid for sids in open_to.values() for sid in sids}):
        all_can = all(sid in sids for sids in open_to.values())
        everyone = lines.whole(0, 1) if all_can else -1
        for number in meant:
            if sid in open_to[number]:
                here: Terms = [(1, paper.seats[number, sid])]
                if all_can:
                    here.append((-paper.groups[number].size, everyone))
                lines.line(here, 0, 0)


def _as_far_as_can_be(paper: Paper, numbers: list[int], activity: Activity) -> None:
    """Those who sit in the activity sit in one session of it."""
    flags: dict[SessionId, int] = {}
    for number in numbers:
        for sid in _to_judge(paper, number, activity.id):
            if sid not in flags:
                flags[sid] = paper.lines.whole(0, 1)
            size = paper.groups[number].size
            paper.lines.line([(1, paper.seats[number, sid]), (-size, flags[sid])], None, 0)
    paper.lines.line([(1, flag) for flag in flags.values()], None, activity.times)


def _in_turns(paper: Paper, numbers: list[int]) -> None:
    """On no day more than one of them."""
    out: dict[tuple[date, int], int] = {}
    for number in numbers:
        for activity in paper.groups[number].options:
            for sid in _to_judge(paper, number, activity):
                for day in paper.session(sid).days:
                    if (day, number) not in out:
                        out[day, number] = paper.lines.whole(0, 1)
                    seat = (1, paper.seats[number, sid])
                    paper.lines.line([seat, (-1, out[day, number])], None, 0)
    for day in sorted({day for day, _ in out}):
        paper.lines.line([(1, flag) for (on, _), flag in out.items() if on == day], None, 1)


def quota(paper: Paper) -> None:
    """At most what was promised to a place, and with `at_least` as much."""
    rule, problem = paper.world.rules.get("quota"), paper.world.problem
    for share in problem.shares if rule is not None else ():
        mine = [
            n
            for n, g in enumerate(paper.groups)
            if g.one.kecamatan == share.kecamatan and share.kelurahan in ("", g.one.kelurahan)
        ]
        could = sum(paper.groups[n].size for n in mine if share.activity in paper.groups[n].options)
        been = sum(
            paper.groups[n].size
            * sum(
                pin in problem.past.sessions
                for pin in paper.groups[n].one.pins
                if activity_of(pin) == share.activity
            )
            for n in mine
        )
        row = [
            t
            for n in mine
            for t in paper.sitting(n, paper.groups[n].options.get(share.activity, ()))
        ]
        low = min(share.people, could) if rule.at_least else None  # type: ignore[union-attr]
        paper.lines.line(row, low, max(share.people, been))


def teams(paper: Paper) -> None:
    """A session that needs a team has one, and no team is asked too much."""
    problem, lines = paper.world.problem, paper.lines
    busy: dict[tuple[str, int], Terms] = {}
    for sid, column in paper.held.items():
        session = paper.session(sid)
        if not problem.activities[session.activity].team or sid in problem.past.sessions:
            continue
        row: Terms = [(-1, column)]
        for team in problem.able_teams(session):
            one = paper.teams[sid, team.id] = lines.whole(0, 1)
            row.append((1, one))
            for slot in session.slots:
                busy.setdefault((team.id, slot), []).append((1, one))
        lines.line(row, 0, 0)
    seen: set[tuple[tuple[Term, ...], int]] = set()
    for (name, slot), row in busy.items():
        left = max(0, problem.teams[name].at_once - problem.at_work.get((name, slot), 0))
        if len(row) > left and (tuple(row), left) not in seen:
            seen.add((tuple(row), left))
            lines.line(row, None, left)


def team_days(paper: Paper) -> None:
    """A team is out on few enough days of a week, a month or in all; days that have begun count."""
    rule, problem, lines = paper.world.rules.get("team_days"), paper.world.problem, paper.lines
    if rule is None:
        return
    at_most, per, kind = rule.at_most, rule.per, rule.team  # type: ignore[attr-defined]

    def period(day: date) -> tuple[int, ...]:
        if per == "minggu":
            return day.isocalendar()[:2]
        return (day.year, day.month) if per == "bulan" else ()

    begun: dict[str, set[date]] = {}
    for sid in problem.past.sessions:
        session = problem.session(sid)
        if session is not None and sid in problem.announced.teams:
            begun.setdefault(problem.announced.teams[sid], set()).update(session.days)
    out: dict[tuple[str, date], int] = {}
    for (sid, team), column in paper.teams.items():
        for day in paper.session(sid).days if kind in ("", problem.teams[team].kind) else ():
            if day not in begun.get(team, ()):
                if (team, day) not in out:
                    out[team, day] = lines.whole(0, 1)
                lines.line([(1, column), (-1, out[team, day])], None, 0)
    periods: dict[tuple[str, tuple[int, ...]], Terms] = {}
    for (team, day), column in out.items():
        periods.setdefault((team, period(day)), []).append((1, column))
    for (team, when), row in periods.items():
        had = sum(period(day) == when for day in begun.get(team, ()))
        lines.line(row, None, max(0, at_most - had))


def mentors(paper: Paper) -> None:
    """Everyone with something to do has one mentor of their kecamatan."""
    rule, problem = paper.world.rules.get("mentors"), paper.world.problem
    if rule is None:
        return
    homes: dict[tuple[str, str], int] = {}
    for one in problem.registrants.values():
        if problem.still_to_do(one):
            key = one.kelurahan, problem.announced.mentors.get(one.id, "")
            homes[key] = homes.get(key, 0) + 1
    load: dict[str, Terms] = {}
    for (home, old), people in homes.items():
        row: Terms = []
        for mentor in problem.teams.values():
            if mentor.kind == rule.team and mentor.serves(problem.kelurahan[home].kecamatan):  # type: ignore[attr-defined]
                most = people if mentor.people is None else min(people, mentor.people)
                column = paper.mentors[home, old, mentor.id] = paper.lines.whole(0, most)
                row.append((1, column))
                load.setdefault(mentor.id, []).append((1, column))
        paper.lines.line(row, people, people)
    for name, row in load.items():
        if problem.teams[name].people is not None:
            paper.lines.line(row, None, problem.teams[name].people)


def make_up(paper: Paper) -> None:
    """After each day on which a session ends there are chairs enough for those expected to miss it
    or a later one.
    """
    rule, problem = paper.world.rules.get("make_up"), paper.world.problem
    made_up = (
        {a.reserve_for for a in problem.activities.values()} - {""} if rule is not None else set()
    )
    for place, sessions in problem.sessions_in.items():
        here = [s for s in sessions if s.id in paper.held]
        for name in sorted(made_up):
            expected = turnout_of(name, place, problem.turnouts)
            if expected is None:
                continue
            missed = [s for s in here if s.activity == name]
            spare = [s for s in here if problem.activities[s.activity].reserve_for == name]
            later, before = -1, sorted({s.last_day for s in missed}, reverse=True)
            for day in before:
                owed = paper.lines.whole(0, len(problem.registrants) * 10)
                # who has done it was there
                row = [
                    (1, paper.seats[number, s.id])
                    for s in missed
                    for number, group in enumerate(paper.groups)
                    if s.last_day == day and (number, s.id) in paper.seats
                    if group.one.done_on(name) is None
                ]
                row += [(1, later)] if later >= 0 else []
                paper.lines.line([*row, (-1, owed)], 0, 0)
                begins = day + timedelta(rule.min_gap_days)  # type: ignore[union-attr]
                chairs = [(s.seats, paper.held[s.id]) for s in spare if s.first_day >= begins]
                row = by(1000 - expected.per_thousand, [(1, owed)])
                paper.lines.line([*row, *by(-1000, chairs)], None, 0)
                later = owed
