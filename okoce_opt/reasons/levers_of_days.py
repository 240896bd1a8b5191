"""Days more: a later end, weekends, closed days opened, turns lifted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations
from typing import Any

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import ANY_TURN
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import LANGUAGES, WEEKDAYS, Words, date_words
from okoce_opt.reasons.change import Change, row_of
from okoce_opt.reasons.levers import Lever, Scope
from okoce_opt.rules.rule import Rule

LATER_END = "later_end"
MORE_DAYS = 60
"""Working days that a programme is made longer by, at most."""

WEEKS = 12
"""Weeks that a programme is made longer by, at most, with a weekday that is free today."""

DATES, FEW_DATES = 24, 6
"""Dates of a series that are tried one by one, and several of them together."""

SHOWN = 8


def levers_of_days(problem: Problem, rules: Sequence[Rule]) -> Iterator[Lever]:
    """Every kind of day that could be had."""
    yield _later_end(problem, rules)
    calendar = problem.calendar
    span = (calendar.last - calendar.first).days + 1
    whole = [calendar.first + timedelta(n) for n in range(span)]
    ahead = [day for day in whole if problem.today is None or day >= problem.today]
    shut = [day for day in ahead if not calendar.is_open(day)]
    for weekday in range(7):
        if weekday not in calendar.weekdays:
            name = _weekday(weekday)
            words = Words("buka hari {name}: {days}", "open {name}s: {days}").fill(
                name=name, days="{days}"
            )
            days = [day for day in shut if day.weekday() == weekday]
            yield from _days(f"open_{WEEKDAYS['en'][weekday].lower()}", days, _opened, words)
            if any(_waits_for(one, weekday, problem) for one in problem.registrants.values()):
                yield _longer_with(problem, rules, weekday, ahead[0] if ahead else calendar.last)
    closed = [day for day in shut if day.weekday() in calendar.weekdays]
    words = Words(
        "buka hari yang tutup di kalender: {days}", "open days closed in kalender: {days}"
    )
    yield from _days("open_closed_day", closed, _opened, words)
    if any(rule.groups_days for rule in rules):
        turned = [d for d in ahead if calendar.is_open(d) and calendar.turn(d) != ANY_TURN]
        words = Words("bebaskan giliran pada {days}", "lift the turns on {days}")
        yield from _days("turns_lifted", turned, _freed, words)


def _weekday(weekday: int) -> Words:
    return Words(WEEKDAYS["id"][weekday].capitalize(), WEEKDAYS["en"][weekday])


def _waits_for(registrant: Registrant, weekday: int, problem: Problem) -> bool:
    """Whether somebody can come on this weekday and on no working day."""
    suits = registrant.weekdays
    return suits is not None and weekday in suits and suits.isdisjoint(problem.calendar.weekdays)


def _opened(days: Sequence[date]) -> Change:
    return Change({"kalender": [{"tanggal": day, "status": "buka"} for day in days]})


def _freed(days: Sequence[date]) -> Change:
    return Change({"kalender": [{"tanggal": day, "giliran": ANY_TURN} for day in days]})


def _days(
    kind: str, days: Sequence[date], change: Callable[[Sequence[date]], Change], words: Words
) -> Iterator[Lever]:
    def said(chosen: Sequence[date]) -> Words:
        return words.fill(days=named(chosen))

    if days:
        yield Lever(
            kind,
            len(days),
            lambda n: change(days[:n]),
            lambda n: said(days[:n]),
            days=tuple(days),
            of_days=change,
            of_days_words=said,
        )


def named(days: Sequence[date]) -> Words:
    """Some days by their dates; of many, the first and the last."""
    if len(days) > SHOWN:
        text = Words("{n} hari, {first} s.d. {last}", "{n} days, {first} to {last}")
        return text.fill(n=len(days), first=_short(days[0]), last=_short(days[-1]))
    each = [_short(day) for day in days]
    return Words("{days}", "{days}").fill(days=each)


def _short(day: date) -> Words:
    return Words(*(date_words(day, lang, weekday=False) for lang in LANGUAGES))


def _later_end(problem: Problem, rules: Sequence[Rule]) -> Lever:
    """So many working days after the last one; rules with a last day move theirs along."""
    calendar = problem.calendar
    days: list[date] = []
    day = calendar.last
    while len(days) < MORE_DAYS and calendar.weekdays:
        day += timedelta(1)
        if day.weekday() in calendar.weekdays:
            days.append(day)

    def words(n: int) -> Words:
        text = Words(
            "{n} hari kerja lagi, sampai {day}{more}", "{n} more working {days}, to {day}{more}"
        )
        unit = Words("hari", "day" if n == 1 else "days")
        return text.fill(n=n, days=unit, day=days[n - 1], more=_moving_along(rules, days[n - 1]))

    # where a rule ends before the programme does, it is asked first whether a later day of the
    # rule alone does
    early = frozenset(rule.kind for rule in rules if _leaves_days(problem, rule))
    return Lever(
        LATER_END,
        len(days),
        lambda n: _until(problem, rules, days[n - 1]),
        words,
        needless=early,
    )


def _leaves_days(problem: Problem, rule: Rule) -> bool:
    """Whether there are open days after the last one that a rule allows."""
    last = rule.last_day
    return last is not None and any(day > last for day in problem.calendar.open_days)


def _until(problem: Problem, rules: Sequence[Rule], last: date) -> Change:
    """The programme ends on that day, and rules with a last day move theirs along."""
    longer = replace(problem, calendar=replace(problem.calendar, last=last))
    moved: dict[str, Any] = {}
    for rule in rules:
        if rule.last_day is not None and rule.last_day < last:
            steps = [one for ladder in rule.looser(longer) for one in ladder]
            late = [one for one in steps if one.last_day is not None and one.last_day >= last]
            moved |= {rule.kind: late[0]} if late else {}
    return Change(last=last, rules=moved)


def _moving_along(rules: Sequence[Rule], last: date) -> Words:
    also = [rule.title for rule in rules if rule.last_day is not None and rule.last_day < last]
    more = Words(" (aturan {titles} ikut mundur)", " (the rule {titles} moves along)")
    return more.fill(titles=also) if also else Words("", "")


def _longer_with(problem: Problem, rules: Sequence[Rule], weekday: int, first: date) -> Lever:
    """So many weeks more in which a weekday that is free today is a working day, as it is then from
    `first` on.
    """
    name = _weekday(weekday)
    calendar = problem.calendar
    ends = [calendar.last + timedelta(n) for n in range(1, 7 * WEEKS + 1)]
    ends = [day for day in ends if day.weekday() == weekday]

    def change(n: int) -> Change:
        span = (ends[n - 1] - first).days + 1
        days = [first + timedelta(k) for k in range(span)]
        opened = [day for day in days if day.weekday() == weekday and not calendar.is_open(day)]
        return replace(_until(problem, rules, ends[n - 1]), tables=_opened(opened).tables)

    def words(n: int) -> Words:
        text = Words(
            "hari {name} jadi hari kerja, sampai {day}{more}",
            "{name} is a working day, to {day}{more}",
        )
        return text.fill(name=name, day=ends[n - 1], more=_moving_along(rules, ends[n - 1]))

    return Lever(f"longer_with_{WEEKDAYS['en'][weekday].lower()}", len(ends), change, words)


def levers_of_series(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Of activities that have those sessions only that the planner has written down: one more, then
    two, and three.
    """
    for name in sorted(scope.activities):
        if problem.activities[name].only_told:
            yield from _another_date(problem, scope, problem.activities[name])


def _another_date(problem: Problem, scope: Scope, activity: Activity) -> Iterator[Lever]:
    free = replace(activity, only_told=False)
    could = replace(problem, activities={**problem.activities, activity.id: free}).sessions
    those = [
        session
        for session in could.values()
        if session.activity == activity.id
        and session.kecamatan in scope.kecamatan
        and session.id not in problem.told
        and (problem.today is None or session.first_day >= problem.today)
    ]
    one_by_one = _spread(those, DATES)
    several = [combinations(_spread(those, FEW_DATES), n) for n in (2, 3)]
    sets = [*((one,) for one in one_by_one), *chain.from_iterable(several)]

    def change(n: int) -> Change:
        return Change({"sesi": [{**row_of(s.id), "status": "dipakai"} for s in sets[n - 1]]})

    def words(n: int) -> Words:
        text = Words(
            "{title} juga pada {dates} (tabel sesi)", "{title} on {dates} too (table sesi)"
        )
        at = Words("{day} di {hall}", "{day} in {hall}")
        names = {s.venue: problem.venues[s.venue].name or s.venue for s in sets[n - 1]}
        dates = [at.fill(day=s.first_day, hall=names[s.venue]) for s in sets[n - 1]]
        return text.fill(title=activity.title, dates=dates)

    if sets:
        sizes = tuple(map(len, sets))
        yield Lever("another_date", len(sets), change, words, sizes, is_sample=True)


def _spread(those: Sequence[Session], most: int) -> list[Session]:
    """At most so many of them, evenly spread."""
    step = max(1, -(-len(those) // most))
    return [*those[::step]]
