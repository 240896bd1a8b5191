"""People for whom no day is possible: away, unsuited weekdays, or too few days left for what comes
before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from okoce_opt.counting.causes import (
    explain_first_day,
    explain_last_day,
    explain_lost_days,
)
from okoce_opt.counting.crowds import Crowd
from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same

KIND = "possible_days"
SHOWN = 5


def count_possible_days(ground: Ground) -> Iterable[Shortfall]:
    """Everyone needs a session they can come to, late enough after everything that must come before
    it, and time for each.
    """
    yield from _at_one_time(ground)
    for (place, activity), crowds in ground.needs.items():
        stranded = [crowd for crowd in crowds if not crowd.after[activity]]
        if not stranded:
            continue
        people = sorted(person for crowd in stranded for person in crowd.people)
        everybody = len(stranded) == len(crowds)
        shown = ", ".join(people[:SHOWN]) + (", ..." if len(people) > SHOWN else "")
        yield Shortfall(
            KIND,
            Words(
                "{place}, {activity}: {n} orang{who} tidak dapat datang ke sesi mana pun{why}.",
                "{place}, {activity}: no day is possible for {n} people{who}{why}.",
            ).fill(
                place=ground.name(place),
                activity=ground.title(activity),
                n=len(people),
                who=Words(" (semuanya)", " (all of them)") if everybody else same(f" ({shown})"),
                why=_reason(ground, activity, stranded),
            ),
            ground.everyone,
            len(people),
            place,
            activity,
        )


def _at_one_time(ground: Ground) -> Iterable[Shortfall]:
    """Whoever needs several activities needs a half-day of their own for each half-day of each."""
    short: dict[str, list[Crowd]] = {}
    for crowd in ground.crowds:
        those = [[ground.usable[i] for i in crowd.after[name]] for name in crowd.needs]
        # of one venue its seats tell the same
        venues = {s.venue for sessions in those for s in sessions}
        if len(those) > 1 and all(those) and len(venues) > 1:
            there = {slot for sessions in those for s in sessions for slot in s.slots}
            needed = sum(min(len(s.slots) for s in sessions) for sessions in those)
            if needed > len(there):
                short.setdefault(crowd.kecamatan, []).append(crowd)
    for code, crowds in sorted(short.items()):
        people = sorted(person for crowd in crowds for person in crowd.people)
        names = sorted({name for crowd in crowds for name in crowd.needs})
        yield Shortfall(
            KIND,
            Words(
                "{place}: {n} orang ({shown}) tidak dapat mengikuti semuanya: sesi {activities} "
                "yang bisa mereka datangi bertabrakan waktunya.",
                "{place}: {n} people ({shown}) cannot attend all: the sessions of {activities} "
                "that they can come to are at the same times.",
            ).fill(
                place=ground.name(code),
                n=len(people),
                shown=", ".join(people[:SHOWN]) + (", ..." if len(people) > SHOWN else ""),
                activities=[ground.title(name) for name in names],
            ),
            ground.everyone,
            len(people),
            code,
        )


def _reason(ground: Ground, activity: str, stranded: Sequence[Crowd]) -> Words:
    """Why: no session at all (no team comes, say), none on days that suit, or too few days left for
    the chain.
    """
    free = [i for crowd in stranded for i in crowd.free[activity]]
    if not free:
        place = stranded[0].place[activity]
        past = ground.problem.past
        those = [s for s in ground.usable if (s.activity, s.kecamatan) == (activity, place)]
        ahead = [s for s in those if not past.is_over(s)]
        homes = {ground.problem.registrants[crowd.people[0]].kelurahan for crowd in stranded}
        served = {ground.problem.venues[s.venue].kelurahan for s in ahead}
        if ahead and "" not in served and not served & homes:
            return Words(
                ": tempatnya hanya untuk warga kelurahan lain ({names}; tabel tempat)",
                ": its venues are for people of other kelurahan only ({names}; table tempat)",
            ).fill(names=[ground.problem.kelurahan[code].name for code in sorted(served)])
        if ahead:
            return _unsuited(ground, activity, stranded)
        if those:
            return Words(
                ": yang sudah lewat tidak dapat diikuti lagi, dan sesudahnya tidak ada sesi yang "
                "dapat diadakan{lost}",
                ": what is past cannot be attended any more, and no session can be held after "
                "it{lost}",
            ).fill(lost=explain_lost_days(ground, place, activity))
        kind = ground.problem.activities[activity].team
        if kind and not any(
            ground.problem.able_teams(s)
            for s in ground.problem.sessions_in[place]
            if s.activity == activity
        ):
            return Words(
                ": pada hari-harinya tidak ada tim {kind} yang bertugas di sana",
                ": no team of {kind} works there on any of its days",
            ).fill(kind=kind)
        return Words(
            ": tidak ada sesi yang dapat diadakan{lost}", ": no session can be held{lost}"
        ).fill(lost=explain_lost_days(ground, place, activity))
    return _too_late(ground, activity, stranded, [ground.usable[i] for i in set(free)])


def _unsuited(ground: Ground, activity: str, stranded: Sequence[Crowd]) -> Words:
    """Every session is on days that do not suit: because of their weekdays, or of absences."""
    problem = ground.problem
    people = [problem.registrants[person] for crowd in stranded for person in crowd.people]
    told = [
        (Words("kolom hari", "column hari"), sum(p.weekdays is not None for p in people)),
        (Words("halangan", "halangan"), sum(bool(problem.absences[p.id]) for p in people)),
    ]
    causes = [Words("{what}: {n}", "{what}: {n}").fill(what=what, n=n) for what, n in told if n]
    days = problem.activities[activity].days
    words = (
        Words(
            ": setiap sesinya ({days} hari) memuat hari yang tidak bisa bagi mereka",
            ": each of its sessions ({days} days) has a day on which they cannot come",
        )
        if days > 1
        else Words(
            ": semuanya jatuh pada hari yang tidak bisa bagi mereka",
            ": every session is on a day they cannot come",
        )
    )
    return Words("{words}{causes}", "{words}{causes}").fill(
        words=words.fill(days=days),
        causes=Words(
            f" ({', '.join(c.id for c in causes)})", f" ({', '.join(c.en for c in causes)})"
        )
        if causes
        else same(""),
    )


def _too_late(
    ground: Ground, activity: str, stranded: Sequence[Crowd], free: Sequence[Session]
) -> Words:
    """What comes before it ends too late, on days or on parts of a day; or cannot be reached."""
    last = max(free, key=lambda session: session.starts)
    place = stranded[0].place
    why_last = explain_last_day(ground, place[activity], activity, last.last_day)
    for order in ground.problem.orders:
        if order.activity != activity:
            continue
        before = {i for crowd in stranded for i in crowd.after.get(order.after, ())}
        done = [d for c in stranded if (d := _done(ground, c, order.after)) is not None]
        if done and not before:
            return _so_from(
                ground,
                order.after,
                Words("{day}", "{day}").fill(day=min(done)),
                order.min_gap_days,
                min(done) + timedelta(days=max(1, order.min_gap_days)),
                (last, why_last),
            )
        if not before:
            continue
        first = min((ground.usable[i] for i in before), key=lambda session: session.ends)
        if order.is_ready(first, last):
            return Words(
                ": jedanya sesudah {before} harus {least} sampai {most} hari, dan tidak ada sesi "
                "pada jarak itu",
                ": it must come {least} to {most} days after {before}, and no session lies so",
            ).fill(
                before=ground.title(order.after),
                least=order.min_gap_days,
                most="..." if order.max_gap_days is None else order.max_gap_days,
            )
        if order.min_gap_days > 0:
            # who has had the one before already has no place in it
            where = place.get(order.after, first.kecamatan)
            why = explain_first_day(ground, where, order.after, first.first_day)
            day = Words("{day}{why}", "{day}{why}").fill(day=first.last_day, why=why)
            ready = first.last_day + timedelta(days=order.min_gap_days)
            until = (last, why_last)
            return _so_from(ground, order.after, day, order.min_gap_days, ready, until)
        return Words(
            ": {before} paling cepat selesai {first} ({part}), jadi {activity} di bagian hari "
            "sesudahnya, padahal yang terakhir mulai {last} ({other}){why}",
            ": {before} ends on {first} ({part}) at the earliest, so {activity} is in a later part "
            "of that day, but the last one begins on {last} ({other}){why}",
        ).fill(
            before=ground.title(order.after),
            first=first.last_day,
            part=first.part,
            activity=ground.title(activity),
            last=last.first_day,
            other=last.part,
            why=why_last,
        )
    return Words(
        ": kegiatan sebelumnya tidak dapat mereka ikuti",
        ": what comes before it is out of their reach",
    )


def _done(ground: Ground, crowd: Crowd, activity: str) -> date | None:
    return ground.problem.registrants[crowd.people[0]].done_on(activity)


def _so_from(
    ground: Ground,
    before: str,
    first: Words,
    gap: int,
    ready: date,
    until: tuple[Session, Words],
) -> Words:
    last, why = until
    return Words(
        ": {before} paling cepat {first}, jeda {gap} hari, jadi mulai {ready}, padahal "
        "yang terakhir {last}{why}",
        ": {before} on {first} at the earliest, {gap} days between, so from {ready} on, "
        "but the last is {last}{why}",
    ).fill(
        before=ground.title(before),
        first=first,
        gap=gap,
        ready=ready,
        last=last.first_day,
        why=why,
    )
