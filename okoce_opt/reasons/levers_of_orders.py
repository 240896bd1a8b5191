"""Gaps, quotas, orders by hand, wishes of households and of persons: less asked of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from okoce_opt.domain.fixed_seats import is_fixed
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.shares import Share
from okoce_opt.domain.words import Words, same
from okoce_opt.reasons.change import ERASE, Change, row_of
from okoce_opt.reasons.levers import Lever, Scope, in_parts, once, some_of
from okoce_opt.rules.rule import Rule


def levers_of_orders(problem: Problem, rules: Sequence[Rule], scope: Scope) -> Iterator[Lever]:
    """Shorter and longer gaps, larger quotas, fewer orders by hand."""
    for order in problem.orders:
        if order.activity not in scope.activities:
            continue
        titles = {
            "then": problem.activities[order.activity].title,
            "first": problem.activities[order.after].title,
        }
        key = {"kegiatan": order.activity, "sesudah": order.after}
        if order.min_gap_days:
            text = Words(
                "{then} {n} hari sesudah {first} (jeda_min)",
                "{then} {n} {days} after {first} (jeda_min)",
            )
            yield Lever(
                "gap",
                order.min_gap_days,
                lambda n, o=order, key=key: Change(  # type: ignore[misc]
                    {"urutan": [{**key, "jeda_min": o.min_gap_days - n}]}
                ),
                lambda n, o=order, text=text, titles=titles: text.fill(  # type: ignore[misc]
                    n=o.min_gap_days - n, days=_days(o.min_gap_days - n), **titles
                ),
            )
        if order.max_gap_days is not None:
            text = Words(
                "{then} paling lambat {n} hari sesudah {first} (jeda_maks)",
                "{then} at most {n} {days} after {first} (jeda_maks)",
            )
            yield Lever(
                "longest_gap",
                60,
                lambda n, o=order, key=key: Change(  # type: ignore[misc]
                    {"urutan": [{**key, "jeda_maks": (o.max_gap_days or 0) + n}]}
                ),
                lambda n, o=order, text=text, titles=titles: text.fill(  # type: ignore[misc]
                    n=(o.max_gap_days or 0) + n, days=_days((o.max_gap_days or 0) + n), **titles
                ),
            )
        text = Words("{then} tidak harus sesudah {first}", "{then} need not come after {first}")
        yield once("no_order", {"urutan": [{**key, "hapus": True}]}, text.fill(**titles))
    yield from _quotas(problem, scope, any(rule.reaches_quotas for rule in rules))
    yield from _by_hand(problem, scope)


def _days(n: int) -> Words:
    return Words("hari", "day" if n == 1 else "days")


def _quotas(problem: Problem, scope: Scope, is_reached: bool) -> Iterator[Lever]:
    """Larger quotas; smaller ones where they are to be reached."""
    shares = [
        s
        for s in problem.shares
        if s.kecamatan in scope.kecamatan and s.activity in scope.activities
    ]

    def quota(group: Sequence[Share], sign: int = 1) -> Lever:
        names = some_of(
            [
                problem.kelurahan[s.kelurahan].name
                if s.kelurahan
                else problem.kecamatan[s.kecamatan].name
                for s in group
            ]
        )
        each = Words(" masing-masing", " each") if len(group) > 1 else Words("", "")
        text = Words("jatah {names}: {n} orang lagi{each}", "quota of {names}: {n} more{each}")
        if sign < 0:
            text = Words(
                "jatah {names}: {n} orang kurang{each}", "quota of {names}: {n} less{each}"
            )

        def change(n: int) -> Change:
            rows = [
                {
                    "kegiatan": s.activity,
                    "kecamatan": s.kecamatan,
                    "kelurahan": s.kelurahan,
                    "orang": max(0, s.people + sign * n),
                }
                for s in group
            ]
            return Change({"jatah": rows})

        steps = len(problem.registrants) if sign > 0 else max(s.people for s in group)
        words = lambda n: text.fill(n=n, names=names, each=each)  # noqa: E731
        return Lever("quota" if sign > 0 else "smaller_quota", steps, change, words)

    # one by one first: a quota that suffices is left as it is
    for sign in (1, -1) if is_reached else (1,):
        # there is nothing less than a quota of nobody
        those = [one for one in shares if sign > 0 or one.people]
        yield from (quota([one], sign) for one in those[:8])
        if len(those) > 1:
            yield in_parts(those, partial(quota, sign=sign))


def _by_hand(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Orders of the planner and wishes of people, each by itself, then all of a kind."""
    told = [
        sid
        for sid in problem.told
        if sid not in problem.past.sessions and not problem.activities[activity_of(sid)].only_told
    ]

    def untold(group: Sequence[SessionId]) -> Lever:
        rows = [{**row_of(sid), "hapus": True} for sid in group]
        text = Words("hapus dari tabel sesi: {sids}", "take out of table sesi: {sids}")
        return once("told", {"sesi": rows}, text.fill(sids=some_of(group)))

    yield from (untold([sid]) for sid in told[:8])
    if len(told) > 1:
        yield in_parts(told, untold)
    homes = [name for name in problem.households if name in problem.members_of]

    def apart(those: Sequence[str]) -> Lever:
        text = Words("keluarga {names} tanpa permintaannya", "household {names} without its wish")
        if len(those) > 1:
            text = Words(text.id, "households {names} without their wishes")
        # the row of the household stays: prices of ways may be its own
        members = [person.id for name in those for person in problem.members_of[name]]
        rows = [{"no_peserta": person, "keluarga": ERASE} for person in sorted(members)]
        return once("household", {"pendaftar": rows}, text.fill(names=some_of(those)))

    yield from (apart([name]) for name in homes[:8])
    if len(homes) > 1:
        yield in_parts(homes, apart)
    yield from _of_persons(problem, scope)
    yield from _all_there(problem, scope)
    yield from _all_pins(problem, scope)


def _all_there(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Everybody whose absences the reason names there after all, where they are several."""
    those = [one for one in sorted(map(PersonId, scope.persons)) if problem.absences.get(one)]
    away = [obstacle for person in those for obstacle in problem.absences[person]]
    rows = [{"jenis": o.kind, "id": o.id, "dari": o.first, "hapus": True} for o in away]
    text = Words("{n} peserta tidak berhalangan ({ids})", "{n} registrants are not away ({ids})")
    if len(those) > 1:
        words = text.fill(n=len(those), ids=some_of(those))
        yield once("person_there", {"halangan": rows}, words)


def _all_pins(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Everybody's pins in what the reason is about, where there are several."""
    rows: list[dict[str, object]] = []
    for code in sorted(scope.kecamatan):
        for person in problem.people_of.get(code, ()):
            pins = _pins_given(problem, person)
            names = {activity_of(pin) for pin in pins} & scope.activities
            if names:
                rows.append({"no_peserta": person.id, **{f"pin_{n}": ERASE for n in sorted(names)}})
    text = Words("{n} peserta tanpa pin ({ids})", "{n} registrants without their pins ({ids})")
    if len(rows) > 1:
        ids = some_of([str(row["no_peserta"]) for row in rows])
        yield once("pin", {"pendaftar": rows}, text.fill(n=len(rows), ids=ids))


def _pins_given(problem: Problem, person: Registrant) -> list[SessionId]:
    """Pins that stand in the person's row: not what has happened, nor what table `ubah` keeps."""
    return [
        pin
        for pin in person.pins
        if (person.id, pin) not in problem.past.seats and not is_fixed(problem, (person.id, pin))
    ]


def _of_persons(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """What the few people of a reason have said of themselves, and what was given to them."""
    for person in sorted(map(PersonId, scope.persons))[:6]:
        registrant = problem.registrants[person]
        if registrant.weekdays is not None:
            text = Words(
                "peserta {id} bisa hari apa pun", "registrant {id} can come on any weekday"
            )
            rows = [{"no_peserta": person, "hari": ERASE}]
            yield once("person_days", {"pendaftar": rows}, text.fill(id=same(person)))
        away = problem.absences.get(person, ())
        if away:
            text = Words("peserta {id} tidak berhalangan", "registrant {id} is not away")
            gone = [{"jenis": o.kind, "id": o.id, "dari": o.first, "hapus": True} for o in away]
            yield once("person_there", {"halangan": gone}, text.fill(id=same(person)))
        free = [f"pin_{activity_of(pin)}" for pin in _pins_given(problem, registrant)]
        for columns in [*([one] for one in free), *([free] if len(free) > 1 else [])]:
            text = Words("peserta {id} tanpa {pins}", "registrant {id} without {pins}")
            rows = [{"no_peserta": person, **dict.fromkeys(columns, ERASE)}]
            yield once("pin", {"pendaftar": rows}, text.fill(id=same(person), pins=columns))
