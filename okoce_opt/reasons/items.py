"""What a scenario consists of and can do without, one by one: rules, rows and cells, each with
where it stands and what it says.

Leaving an item out only loosens the problem: a rule is dropped, a row that forbids or orders
something is taken away, a cell that limits something is as if it were empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same
from okoce_opt.reasons.draft import Draft
from okoce_opt.reasons.item import Item, obstacle_item, weekdays
from okoce_opt.reasons.items_of_people import (
    households,
    needs,
    sessions_told,
    what_people_say,
)
from okoce_opt.rules.rule import Rule


def items_of(problem: Problem, rules: Sequence[Rule]) -> list[Item]:
    """All items of a problem under its rules: what a planner would look at first comes first."""
    return [
        *needs(problem, rules),
        *_rules(rules),
        *_halls(problem),
        *_activities(problem),
        *_orders(problem),
        *_days(problem),
        *_teams(problem),
        *_shares(problem),
        *sessions_told(problem),
        *households(problem),
        *what_people_say(problem),
    ]


# -- rules


def _rules(rules: Sequence[Rule]) -> Iterator[Item]:
    for rule in rules:
        if rule.always_on or rule.seats_everyone:
            continue
        said = [
            f"{one.name} = {_plain(value)}"
            for one in fields(rule)  # type: ignore[arg-type]
            if (value := getattr(rule, one.name)) not in ((), "", None)
        ]
        words = Words("aturan {title}: {sentence}", "the rule {title}: {sentence}")

        def leave(draft: Draft, kind: str = rule.kind) -> None:
            draft.rules[:] = [rule for rule in draft.rules if rule.kind != kind]

        sentence = Words(rule.sentence.id.rstrip("."), rule.sentence.en.rstrip("."))
        filled = words.fill(title=rule.title, sentence=sentence)
        yield Item("aturan", rule.kind, ", ".join(said), filled, leave)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value).lower()


# -- halls, activities, orders


def _halls(problem: Problem) -> Iterator[Item]:
    everybody = len(problem.registrants)
    for venue in problem.venues.values():
        name, code, vid = venue.name or venue.id, venue.kecamatan, venue.id

        def cell(column: str, words: Words, vid: str = vid, code: str = code, **to: object) -> Item:
            return Item(
                *("tempat", vid, column, words),
                lambda draft: draft.change("venues", vid, **to),
                code,
            )

        if venue.seats < everybody:
            words = Words("{name} punya {n} kursi", "{name} has {n} seats")
            yield cell("kursi", words.fill(name=name, n=venue.seats), seats=everybody)
        if venue.weekdays is not None:
            words = Words("{name} dipakai hari {days} saja", "{name} is in use on {days} only")
            yield cell("hari", words.fill(name=name, days=weekdays(venue.weekdays)), weekdays=None)
        if venue.activities:
            words = Words("{name} hanya untuk {names}", "{name} is for {names} only")
            names = sorted(venue.activities)
            yield cell("kegiatan", words.fill(name=name, names=names), activities=frozenset())
        if venue.kelurahan:
            words = Words("{name} hanya untuk warga {home}", "{name} is for people of {home} only")
            home = problem.kelurahan[venue.kelurahan].name
            yield cell("kelurahan", words.fill(name=name, home=home), kelurahan="")


def _activities(problem: Problem) -> Iterator[Item]:
    everybody = len(problem.registrants)
    for activity in problem.activities.values():
        title, aid = activity.title, activity.id

        def cell(column: str, words: Words, aid: str = aid, **to: object) -> Item:
            return Item(
                *("kegiatan", aid, column, words),
                lambda draft: draft.change("activities", aid, **to),
            )

        if activity.reserve_for:
            continue
        if activity.min_people > 1:
            words = Words(
                "sesi {title} diadakan dengan paling sedikit {n} orang",
                "a session of {title} is held with at least {n} people",
            )
            yield cell("min", words.fill(title=title, n=activity.min_people), min_people=1)
        if activity.max_people < everybody:
            words = Words(
                "sesi {title} menerima paling banyak {n} orang",
                "a session of {title} takes at most {n} people",
            )
            yield cell("maks", words.fill(title=title, n=activity.max_people), max_people=everybody)
        if activity.weekdays is not None:
            words = Words("{title} hanya pada hari {days}", "{title} is on {days} only")
            days = weekdays(activity.weekdays)
            yield cell("hari", words.fill(title=title, days=days), weekdays=None)
        if activity.team:
            words = Words(
                "sesi {title} perlu tim {kind}", "a session of {title} needs a team of {kind}"
            )
            yield cell("tim", words.fill(title=title, kind=activity.team), team="")


def _orders(problem: Problem) -> Iterator[Item]:
    for order in problem.orders:
        first = problem.activities[order.after].title
        then = problem.activities[order.activity].title
        words = Words(
            "{then} sesudah {first}, jeda paling sedikit {least} hari{most}",
            "{then} comes after {first}, at least {least} days later{most}",
        )
        most = Words(", paling banyak {n} hari", ", at most {n} days")
        filled = words.fill(
            *(),
            then=then,
            first=first,
            least=order.min_gap_days,
            most="" if order.max_gap_days is None else most.fill(n=order.max_gap_days),
        )

        def leave(draft: Draft, pair: tuple[str, str] = (order.activity, order.after)) -> None:
            draft.orders[:] = [o for o in draft.orders if (o.activity, o.after) != pair]

        yield Item("urutan", f"{order.activity}/{order.after}", "", filled, leave)


# -- days


def _days(problem: Problem) -> Iterator[Item]:
    for day, said in problem.calendar.days.items():
        if said.is_open is False and day.weekday() in problem.calendar.weekdays:
            words = Words("{day} tutup{why}", "{day} is closed{why}")
            why = f" ({said.note or said.closing})" if said.note or said.closing else ""

            def leave(draft: Draft, day: date = day) -> None:
                draft.days[day] = replace(draft.days[day], is_open=None)

            yield Item("kalender", day.isoformat(), "status", words.fill(day=day, why=why), leave)
    for obstacle in problem.obstacles:
        if obstacle.kind != "pendaftar":
            yield obstacle_item(problem, obstacle)


# -- teams and shares


def _teams(problem: Problem) -> Iterator[Item]:
    everybody = len(problem.registrants)
    for team in problem.teams.values():
        name, tid = team.called, team.id

        def cell(column: str, words: Words, tid: str = tid, **to: object) -> Item:
            return Item(
                *("tim", tid, column, words), lambda draft: draft.change("teams", tid, **to)
            )

        if team.weekdays is not None:
            words = Words("{name} bertugas hari {days} saja", "{name} works on {days} only")
            yield cell("hari", words.fill(name=name, days=weekdays(team.weekdays)), weekdays=None)
        if team.kecamatan:
            words = Words("{name} hanya ke {codes}", "{name} goes to {codes} only")
            codes = [problem.kecamatan[code].name for code in sorted(team.kecamatan)]
            yield cell("kecamatan", words.fill(name=name, codes=codes), kecamatan=frozenset())
        if team.people is not None and team.people < len(problem.registrants):
            name = same(team.name or tid)
            words = Words("{name} sanggup membawa {n} orang", "{name} can carry {n} people")
            yield cell("orang", words.fill(name=name, n=team.people), people=everybody)
        if team.at_once < len(problem.sessions):
            words = Words(
                "{name} paling banyak di {n} sesi sekaligus",
                "{name} is in at most {n} {sessions} at once",
            )
            sessions = Words("sesi", "session" if team.at_once == 1 else "sessions")
            most = len(problem.sessions)
            yield cell(
                "sekaligus",
                words.fill(name=team.called, n=team.at_once, sessions=sessions),
                at_once=most,
            )


def _shares(problem: Problem) -> Iterator[Item]:
    for share in problem.shares:
        home = share.kelurahan or share.kecamatan
        table = problem.kelurahan if share.kelurahan else problem.kecamatan
        words = Words("jatah {place} di {title}: {n} orang", "quota of {place} in {title}: {n}")
        filled = words.fill(
            place=table[home].name,
            title=problem.activities[share.activity].title,
            n=share.people,
        )

        def leave(draft: Draft, share: object = share) -> None:
            draft.shares[:] = [one for one in draft.shares if one != share]

        key = f"{share.activity}/{share.kecamatan}/{share.kelurahan}"
        yield Item("jatah", key, "orang", filled, leave, share.kecamatan)
