"""What people need, can and have been given, and what is ordered by hand: items of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okoce_opt.domain.fixed_seats import is_fixed
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.may_change import changing_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.reasons.draft import Draft
from okoce_opt.reasons.item import Item, obstacle_item, weekdays
from okoce_opt.reasons.needs import Need
from okoce_opt.rules.rule import Rule

# -- whose seats are asked


def needs(problem: Problem, rules: Sequence[Rule]) -> Iterator[Item]:
    """That everyone of a kecamatan must have a seat in an activity, where a rule says so."""
    found: dict[Need, int] = {}
    for registrant in problem.registrants.values():
        for activity in problem.needed(registrant):
            need = (registrant.kecamatan, activity.id)
            found[need] = found.get(need, 0) + 1
    for rule in rules:
        for need, people in sorted(found.items()) if rule.seats_everyone else ():
            yield need_item(problem, need, None, people, rule.kind)


def need_item(
    problem: Problem,
    need: Need,
    persons: frozenset[PersonId] | None,
    people: int,
    rule: str,
    of: str = "",
) -> Item:
    """That these people (None: all who need it) must have a seat, as the rule of that kind asks;
    `of` tells apart those of one need.
    """
    code, name = need
    who = Words("{n} orang {place}", "{n} people of {place}").fill(
        n=people, place=problem.kecamatan[code].name
    )
    if persons is not None and len(persons) <= _NAMED:
        who = Words("peserta {ids}", "registrants {ids}")
        if len(persons) == 1:
            who = Words("peserta {ids}", "registrant {ids}")
        who = who.fill(ids=sorted(persons))

    def leave(draft: Draft) -> None:
        if persons is None:
            draft.needs.discard(need)
            return
        rest = draft.persons.get(need, all_of(draft.problem, need)) - persons
        draft.persons[need] = rest
        if not rest:
            draft.needs.discard(need)

    words = Words(
        "{who} harus mendapat kursi di {activity}", "{who} must have a seat in {activity}"
    )
    title = problem.activities[name].title
    return Item(
        *("pendaftar", f"{code}/{name}{of}", "", words.fill(who=who, activity=title), leave),
        code,
        rule=rule,
        persons=tuple(sorted(persons or ())) if len(persons or ()) <= _NAMED else (),
    )


def all_of(problem: Problem, need: Need) -> frozenset[PersonId]:
    """The ids of all who have this need."""
    return frozenset(person.id for person in problem.needing(*need))


def sessions_told(problem: Problem) -> Iterator[Item]:
    """Sessions that the planner tells to be held, or not to be."""
    for sid, held in problem.told.items():
        if problem.activities[activity_of(sid)].only_told or sid in problem.past.sessions:
            continue
        words = (
            Words("sesi {sid} harus diadakan", "session {sid} is to be held")
            if held
            else Words("sesi {sid} tidak boleh diadakan", "session {sid} is not to be held")
        )
        session = problem.session(sid)

        def leave(draft: Draft, sid: SessionId = sid) -> None:
            draft.told.pop(sid, None)

        yield Item(
            *("sesi", sid, "status", words.fill(sid=sid), leave),
            session.kecamatan if session else "",
        )


def households(problem: Problem) -> Iterator[Item]:
    """What households ask."""
    for name, people in problem.members_of.items():
        household = problem.households[name]
        words = Words(
            "keluarga {name} ({n} orang) minta {how}", "household {name} ({n} people) asks {how}"
        )
        how = Words("bergantian", "to come in turns")
        if household.together:
            how = Words("bersama", "to sit together")

        def leave(draft: Draft, name: str = name) -> None:
            draft.households.pop(name, None)

        homes = {person.kecamatan for person in people}
        yield Item(
            *("keluarga", name, "cara", words.fill(name=name, n=len(people), how=how), leave),
            homes.pop() if len(homes) == 1 else "",
        )


# -- what people themselves can and have


def what_people_say(problem: Problem) -> Iterator[Item]:
    """Days that suit people, their absences and their pins."""
    for code, people in problem.people_of.items():
        place = problem.kecamatan[code].name
        choosy = [one for one in people if one.weekdays is not None]
        yield from _many(
            ("pendaftar", f"{code}/hari", "hari"),
            Words(
                "hari yang bisa bagi {n} orang {place}", "days that suit {n} people of {place}"
            ).fill(n=len(choosy), place=place),
            code,
            [_own_days(problem, one.id) for one in choosy],
        )
        away = [one for person in people for one in problem.absences.get(person.id, ())]
        yield from _many(
            ("halangan", f"{code}/pendaftar", ""),
            Words("{n} halangan warga {place}", "{n} absences of people of {place}").fill(
                n=len(away), place=place
            ),
            code,
            [obstacle_item(problem, one) for one in away],
        )
        for person in people:
            for pin in person.pins:
                if (person.id, pin) not in problem.past.seats:
                    yield _pin(problem, person.id, pin)


def _many(
    cell: tuple[str, str, str], words: Words, code: str, pieces: list[Item]
) -> Iterator[Item]:
    """The pieces, as one item where there are many; `cell` is its table, row and column."""
    if len(pieces) <= _NAMED:
        yield from pieces
        return

    def leave(draft: Draft) -> None:
        for piece in pieces:
            piece.leave_out(draft)

    yield Item(*cell, words, leave, code, tuple(pieces))


def _own_days(problem: Problem, person: PersonId) -> Item:
    registrant = problem.registrants[person]
    words = Words("peserta {id} bisa hari {days} saja", "registrant {id} can come on {days} only")
    filled = words.fill(id=person, days=weekdays(registrant.weekdays or frozenset()))
    return Item(
        *("pendaftar", person, "hari", filled),
        lambda draft: draft.change("registrants", person, weekdays=None),
        registrant.kecamatan,
    )


def _pin(problem: Problem, person: PersonId, pin: SessionId) -> Item:
    words = Words("peserta {id} dipatok di sesi {pin}", "registrant {id} is pinned to {pin}")

    def leave(draft: Draft) -> None:
        rest = tuple(one for one in draft.registrants[person].pins if one != pin)
        draft.change("registrants", person, pins=rest)

    column = f"pin_{activity_of(pin)}"
    table, row = "pendaftar", str(person)
    if is_fixed(problem, (person, pin)):
        words = Words(
            "kursi {id} di {pin} sudah diumumkan dan tidak boleh berubah",
            "the seat of {id} in {pin} has been announced and may not change",
        )
        table, row, column = "ubah", changing_of(problem, pin).key, "boleh"
    home = problem.registrants[person].kecamatan
    return Item(table, row, column, words.fill(id=person, pin=pin), leave, home)


_NAMED = 12
"""Up to so many rows of people are items of their own; more are one item, taken apart later."""
