"""Team-days needed against team-days there, for each kind of team: in the city, each group and each
kecamatan.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from okoce_opt.counting.forced_sessions import all_of, find_forced_sessions
from okoce_opt.counting.ground import Ground, count_daily
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.counting.turns import Unit, count_least_left, count_sessions_needed, find_units
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words

KIND = "team_days"


def count_days_of_all_teams(ground: Ground) -> Iterable[Shortfall]:
    """A session takes one team of its kind on each of its days, and a day has only so many of
    them.
    """
    kinds = sorted(
        {ground.problem.activities[name].team for place, name in ground.needs if place} - {""}
    )
    for unit in _sharing(ground):
        for kind in kinds:
            yield from _count(ground, unit, kind)


def _sharing(ground: Ground) -> Iterator[Unit]:
    """The units that share their days, and kecamatan that share teams without any rule on days: all
    of them, and those that the very same teams serve.
    """
    known = list(find_units(ground))
    yield from known
    places = sorted({place for place, _ in ground.needs if place})
    served: dict[frozenset[str], list[str]] = {}
    for place in places:
        teams = frozenset(
            t.id for t in ground.problem.teams.values() if not t.kecamatan or place in t.kecamatan
        )
        served.setdefault(teams, []).append(place)
    day = Words("hari", "days")
    members = {unit.members for unit in known}
    for those in (places, *served.values()):
        if len(those) > 1 and tuple(those) not in members:
            members.add(tuple(those))
            name = Words("Seluruh kota", "The whole city")
            if len(those) < len(places):
                names = ", ".join(ground.problem.kecamatan[place].name for place in those)
                name = Words(names, names)
            yield Unit(name, tuple(those), ground.most_meeting(those), day)


def _count(ground: Ground, unit: Unit, kind: str) -> Iterable[Shortfall]:
    """Whole sessions of each kecamatan and activity, in days, against the days of the teams that go
    there.
    """
    names = sorted(
        {
            n
            for place, n in ground.needs
            if place in unit.members and ground.problem.activities[n].team == kind
        }
    )
    whole = ground.everyone or len(names) == 1
    sessions = count_sessions_needed(ground, unit, names, whole=whole)
    needed = sum(count * days for _, count, _, days in sessions)
    open_to = [
        s
        for place in unit.members
        for name in names
        for s in ground.open_to(place, name, whole=whole)
    ]
    there = [
        _there(ground, day, rooms, open_to) for day, (rooms, _) in count_daily(open_to).items()
    ]
    short = needed - sum(there)
    if short <= 0 or not sum(there):
        return
    longest = max(days for _, _, _, days in sessions)
    words = Words(
        "{unit}: {needed} hari tim {kind} dibutuhkan, {there} yang ada (pada {n} hari): kurang "
        "{short} hari tim.",
        "{unit}: {needed} team-days of {kind} needed, {there} there (on {n} days): {short} "
        "team-days short.",
    ).fill(
        unit=unit.name,
        kind=kind,
        needed=needed,
        there=sum(there),
        n=sum(n > 0 for n in there),
        short=short,
    )
    alone = (unit.members[0] if len(unit.members) == 1 else "", names[0] if len(names) == 1 else "")
    yield Shortfall(
        KIND, words, ground.everyone, count_least_left(sessions, -(-short // longest)), *alone
    )


def _there(ground: Ground, day: date, rooms: int, sessions: Sequence[Session]) -> int:
    """How many sessions the teams can serve on a day that has so many rooms; two where morning and
    afternoon are apart.
    """
    here = [session for session in sessions if day in session.days]
    able = {
        team.id: team.at_once for session in here for team in ground.problem.able_teams(session)
    }
    halves = {session.halves for session in here}
    times = 2 if frozenset({0}) in halves and frozenset({1}) in halves else 1
    return min(rooms, times * sum(able.values()))


def count_days_of_teams(
    ground: Ground, kinds: Iterable[str], most: Callable[[str, Collection[date]], int], rule: Words
) -> Iterable[Shortfall]:
    """Sessions of all kecamatan, in days, against the days on which teams of a kind may be out:
    `most(team, days)` of these days. `rule` says what is being counted.
    """
    places = tuple(sorted({place for place, _ in ground.needs if place}))
    for kind in sorted(kinds):
        names = sorted({n for _, n in ground.needs if ground.problem.activities[n].team == kind})
        if not names:
            continue
        whole = ground.everyone or len(names) == 1
        unit = Unit(Words("Seluruh kota", "The whole city"), places, len(places), Words("", ""))
        sessions = count_sessions_needed(ground, unit, names, whole=whole)
        needed = sum(count * days for _, count, _, days in sessions)
        open_to = [
            s for place in places for n in names for s in ground.open_to(place, n, whole=whole)
        ]
        halves = {session.halves for session in open_to}
        times = 2 if frozenset({0}) in halves and frozenset({1}) in halves else 1
        out: dict[str, set[date]] = {}
        for session in open_to:
            for team in ground.problem.able_teams(session):
                out.setdefault(team.id, set()).update(session.days)
        there = sum(
            times * ground.problem.teams[team].at_once * most(team, days)
            for team, days in out.items()
        )
        if there < needed and out:
            words = Words(
                "{kind}: {needed} hari tim dibutuhkan, {there} yang boleh ({rule}): kurang "
                "{short}.",
                "{kind}: {needed} team-days needed, {there} allowed ({rule}): {short} short.",
            ).fill(kind=kind, needed=needed, there=there, rule=rule, short=needed - there)
            longest = max(days for _, _, _, days in sessions)
            left = count_least_left(sessions, -(-(needed - there) // longest))
            yield Shortfall("team_days_allowed", words, ground.everyone, left)
        yield from _forced_days(ground, kind, most, rule)


def _forced_days(
    ground: Ground, kind: str, most: Callable[[str, Collection[date]], int], rule: Words
) -> Iterator[Shortfall]:
    """Each day of a session that must be held takes a team out."""
    problem = ground.problem
    forced = [
        one
        for one in find_forced_sessions(ground)
        if problem.activities[one.session.activity].team == kind
    ]
    out: dict[str, set[date]] = {}
    for one in forced:
        for team in problem.able_teams(one.session):
            out.setdefault(team.id, set()).update(one.session.days)
    days = {day for one in forced for day in one.session.days}
    there = sum(most(team, those) for team, those in out.items())
    if there < len(days):
        words = Words(
            "{kind}: sesi yang harus diadakan ({sessions}) perlu tim pada {n} hari, yang boleh "
            "{there} ({rule}).",
            "{kind}: the sessions to be held ({sessions}) need a team on {n} days, {there} may be "
            "({rule}).",
        ).fill(
            kind=kind,
            sessions=all_of(one.said for one in forced),
            n=len(days),
            there=there,
            rule=rule,
        )
        yield Shortfall("team_days_allowed", words, hard=True)
