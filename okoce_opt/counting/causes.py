"""Why a session, or a day, is none that can be used: the number with its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from okoce_opt.counting.ground import Ground
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.begun import briefly_over, why_over
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.candidates import parts_of
from okoce_opt.domain.places import Venue
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import WEEKDAYS, Words, same

SHOWN = 3
"""Causes named of one number."""


def explain_barred(ground: Ground, session: Session) -> Words | None:
    """What of the rules and of the planner's own words keeps a candidate from being held; None if
    nothing does.
    """
    problem = ground.problem
    activity = problem.activities[session.activity]
    if problem.told.get(session.id) is False:
        return Words(
            "sesi itu dibatalkan ({where}: tidak)",
            "the session was called off ({where}: tidak)",
        ).fill(where=ground.where("sesi", session.id))
    if session.seats < problem.least_people(session):
        return Words(
            "kursinya {seats}, paling sedikit {least} orang",
            "it has {seats} seats and needs at least {least} people",
        ).fill(seats=session.seats, least=problem.least_people(session))
    if activity.team and not problem.able_teams(session):
        return Words(
            "tidak ada tim {kind} yang bertugas di sana hari itu",
            "no team of {kind} works there on that day",
        ).fill(kind=activity.team)
    for rule in ground.rules:
        if (why := rule.closes(problem, session)) is not None:
            return why
    # a reserve needs nobody, so one that has been held stays
    if problem.past.is_over(session) and problem.least_people(session):
        return why_over(problem, session.first_day)
    return None


def explain_lost_days(ground: Ground, place: str, *activities: str) -> Words:
    """` (4 dari 5 hari gugur; halangan A (renovasi): 4)`: days on which none of the activities can
    be held there, and why; where there is no venue for them, that; empty where no day falls out.
    """
    days = list(_programme_days(ground))
    those = [ground.problem.activities[name] for name in activities]
    used = {
        day
        for session in ground.usable
        if session.activity in activities and session.kecamatan == place
        for day in session.days
    }
    venues = [
        venue
        for venue in ground.problem.venues.values()
        if venue.kecamatan == place and any(venue.hosts(activity) for activity in those)
    ]
    lost = [day for day in days if day not in used]
    if not venues:
        return _NO_VENUE if place else _NO_VENUE_OF_THE_CITY
    if not lost:
        return same("")
    return Words(
        " ({lost} dari {days} hari gugur; {causes})",
        " ({lost} of {days} days fall out; {causes})",
    ).fill(lost=len(lost), days=len(days), causes=_counted_causes(ground, those[0], venues, lost))


def explain_first_day(ground: Ground, place: str, activity: str, first: date) -> Words:
    """` (hari gugur sebelumnya: 3; halangan A: 3)`: why no session is earlier; empty where the
    programme begins then.
    """
    words = Words(
        " (hari gugur sebelumnya: {n}; {causes})", " (days lost before it: {n}; {causes})"
    )
    return _around(
        ground, place, activity, [day for day in _programme_days(ground) if day < first], words
    )


def explain_last_day(ground: Ground, place: str, activity: str, last: date) -> Words:
    """` (hari gugur sesudahnya: 20; halangan Tim A: 20)`: why no session is later; that the
    programme ends where it does.
    """
    words = Words(" (hari gugur sesudahnya: {n}; {causes})", " (days lost after it: {n}; {causes})")
    after = [day for day in _programme_days(ground) if day > last]
    return _around(ground, place, activity, after, words) if after else _END


_END = Words(" (lalu program selesai)", " (then the programme ends)")


def _around(ground: Ground, place: str, activity: str, days: Sequence[date], words: Words) -> Words:
    one = ground.problem.activities[activity]
    of_city = one.city or one.everywhere
    venues = [
        venue
        for venue in ground.problem.venues.values()
        if (venue.kecamatan == place or (of_city and not venue.kecamatan)) and venue.hosts(one)
    ]
    if not days or not venues:
        return same("")
    held = {s.first_day for s in ground.usable if (s.activity, s.kecamatan) == (activity, place)}
    causes = _counted_causes(ground, one, venues, days, held)
    return words.fill(n=len(days), causes=causes)


_UNSUITED = Words("mereka tidak bisa hadir", "they cannot come")


def _counted_causes(
    ground: Ground,
    activity: Activity,
    venues: Sequence[Venue],
    lost: Sequence[date],
    held: Collection[date] = (),
) -> Words:
    """What each of these days is lost by, with how many there are of it; on those of `held` there
    could be a session.
    """
    causes = Counter(
        _UNSUITED if day in held else _cause(ground, activity, venues, day) for day in lost
    )
    named = [
        Words(f"{cause.id}: {n}", f"{cause.en}: {n}") for cause, n in causes.most_common(SHOWN)
    ]
    more = "" if len(causes) <= SHOWN else ", ..."
    return Words(
        ", ".join(one.id for one in named) + more, ", ".join(one.en for one in named) + more
    )


_NO_VENUE = Words(
    " (tabel tempat: tidak ada tempat untuk itu di kecamatan ini)",
    " (table tempat: no venue for it in this kecamatan)",
)
_NO_VENUE_OF_THE_CITY = Words(
    " (tabel tempat: tidak ada tempat kota untuk itu, yaitu yang kolom kecamatannya kosong)",
    " (table tempat: no venue of the city for it, that is one without a kecamatan)",
)


def explain_few_seats(ground: Ground, activity: str, sessions: Iterable[Session]) -> Words:
    """`; maks Pelatihan: 10 orang; satu sesi 4 hari`: what makes sessions smaller than
    their halls, or fewer than their days.
    """
    one = ground.problem.activities[activity]
    venues = {ground.problem.venues[session.venue] for session in sessions}
    said = []
    if any(one.max_people < venue.seats * one.per_seat for venue in venues):
        text = Words("; maks {activity}: {n} orang", "; maks of {activity}: {n} people")
        said.append(text.fill(activity=one.title, n=one.max_people))
    if one.days > 1:
        text = (
            Words("; satu sesi {n} minggu", "; one session takes {n} weeks")
            if one.weekly
            else Words("; satu sesi {n} hari", "; one session takes {n} days")
        )
        said.append(text.fill(n=one.days))
    return Words("".join(each.id for each in said), "".join(each.en for each in said))


def _programme_days(ground: Ground) -> Iterator[date]:
    """Every day of the programme on a weekday in use, and every other that is opened."""
    calendar = ground.problem.calendar
    for n in range((calendar.last - calendar.first).days + 1):
        day = calendar.first + timedelta(days=n)
        if day.weekday() in calendar.weekdays or calendar.is_open(day):
            yield day


def _cause(ground: Ground, activity: Activity, venues: Sequence[Venue], day: date) -> Words:
    """The first thing in the way of an activity on a day in all of these venues."""
    problem, calendar = ground.problem, ground.problem.calendar
    if not calendar.is_open(day):
        said = calendar.days[day]
        why = said.note or said.closing
        closed = Words("kalender", "kalender")
        return Words(f"kalender ({why})", f"kalender ({why})") if why else closed
    for obstacle in problem.obstacles:
        if obstacle.kind == "program" and obstacle.covers(day):
            return _obstacle(ground, Words("halangan program", "halangan program"), obstacle)
    if problem.past.before is not None and day < problem.past.before:
        return briefly_over(problem, day)
    # that a day is another group's says less than anything else
    for rule in sorted(ground.rules, key=lambda rule: rule.groups_days):
        barred = rule.closes_day(problem, activity, venues[0].kecamatan, day)
        if barred is not None:
            return barred
    if activity.weekdays is not None and day.weekday() not in activity.weekdays:
        return Words(f"hari {activity.title} di tabel kegiatan", f"weekdays of {activity.title}")
    causes = [cause for venue in venues if (cause := _of_venue(ground, venue, day))]
    if len(causes) == len(venues):
        return causes[0] if len(set(causes)) == 1 else _of_all_venues(causes)
    if not {part.id for part in parts_of(activity, calendar)} & calendar.parts_on(day):
        return Words("bagian harinya tidak dipakai", "its part of the day is not in use")
    if activity.team:
        without = _of_teams(ground, activity, venues[0].kecamatan, day)
        if without is not None:
            return without
    candidates = [
        s
        for s in problem.sessions.values()
        if s.activity == activity.id and s.venue in {v.id for v in venues} and day in s.days
    ]
    if activity.only_told and not candidates:
        return Words(
            f"{activity.title} hanya_sesi, tidak di tabel sesi",
            f"{activity.title} is hanya_sesi, not in table sesi",
        )
    if candidates and all(problem.told.get(s.id) is False for s in candidates):
        return Words("ditulis tidak di tabel sesi", "tidak (not held) in table sesi")
    if candidates and all(s.seats < problem.least_people(s) for s in candidates):
        most = max(s.seats for s in candidates)
        return Words(
            f"kursi {most}, kurang dari min {activity.min_people}",
            f"{most} seats, fewer than min {activity.min_people}",
        )
    if activity.weekly and activity.days > 1:
        return Words(
            f"kurang dari {activity.days} minggu berturut-turut",
            f"fewer than {activity.days} weeks in a row",
        )
    if activity.days > 1:
        return Words(
            f"kurang dari {activity.days} hari berturut-turut",
            f"fewer than {activity.days} days in a row",
        )
    return Words("ketetapan lain", "other reasons")


def _of_venue(ground: Ground, venue: Venue, day: date) -> Words | None:
    for obstacle in ground.problem.obstacles:
        if (obstacle.kind, obstacle.id) == ("tempat", venue.id) and obstacle.covers(day):
            name = venue.name or venue.id
            return _obstacle(ground, Words(f"halangan {name}", f"halangan of {name}"), obstacle)
    if venue.weekdays is not None and day.weekday() not in venue.weekdays:
        name = venue.name or venue.id
        return Words(
            f"{name} tidak dipakai hari {WEEKDAYS['id'][day.weekday()]}",
            f"{name} is not in use on {WEEKDAYS['en'][day.weekday()]}s",
        )
    return None


def _of_all_venues(causes: Iterable[Words]) -> Words:
    each = list(dict.fromkeys(causes))
    return Words(" dan ".join(one.id for one in each), " and ".join(one.en for one in each))


def _of_teams(ground: Ground, activity: Activity, place: str, day: date) -> Words | None:
    """Why no team that an activity needs works in a place on a day; None where one does."""
    causes: list[Words] = []
    for team in ground.problem.teams.values():
        if team.kind != activity.team or not team.serves(place):
            continue
        name = team.name or team.id
        away = [o for o in ground.problem.obstacles if (o.kind, o.id) == ("tim", team.id)]
        there = [o for o in away if o.covers(day)]
        if there:
            words = Words(f"halangan {name}", f"halangan of {name}")
            causes.append(_obstacle(ground, words, there[0]))
        elif team.weekdays is not None and day.weekday() not in team.weekdays:
            words = Words("bukan hari tugas {name}", "not a weekday of {name}").fill(name=name)
            causes.append(words)
        else:
            return None
    if causes and len(causes) <= SHOWN:
        return _of_all_venues(causes)
    return Words(f"tidak ada tim {activity.team}", f"no team of {activity.team}")


def _obstacle(ground: Ground, what: Words, obstacle: Obstacle) -> Words:
    """An obstacle with its reason, and its row where that is known."""
    key = f"{obstacle.kind}/{obstacle.id}/{obstacle.first.isoformat()}"
    # what stands in no file has no row
    known = ground.places.get(("halangan", key), ("", 0))[1]
    row = ground.where("halangan", key) if known else same("")
    said = [one for one in (same(obstacle.reason), row) if one.id]
    if not said:
        return what
    return Words(
        f"{what.id} ({'; '.join(one.id for one in said)})",
        f"{what.en} ({'; '.join(one.en for one in said)})",
    )
