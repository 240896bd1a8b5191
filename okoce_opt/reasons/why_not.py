"""*Why not*: counting first, then the smallest set of rules and rows that cannot live together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from okoce_opt.counting import count
from okoce_opt.counting.shortfall import in_reading_order
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.io.scenario.advice import as_typed
from okoce_opt.options import WHY_SECONDS, seconds_of
from okoce_opt.reasons.answer import IMPOSSIBLE, OPEN, POSSIBLE, REFUSED, SHORT, WhyNot
from okoce_opt.reasons.beyond_help import beyond_help, seats_for_all_but
from okoce_opt.reasons.causes import LeftOver, find_causes, least_left_over
from okoce_opt.reasons.conflict import find_conflict
from okoce_opt.reasons.court import QUICK, Court
from okoce_opt.reasons.levers import LEFT_OVER, Scope
from okoce_opt.reasons.way_words import said_of
from okoce_opt.reasons.ways import Way, Ways
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.rule import Rule
from okoce_opt.scenario import Scenario

COUNTED = Words("menghitung", "counting")
LOOKING = Words("mencari sebab terkecil", "looking for the smallest reason")

ENOUGH = 3
"""Ways of so many kinds are enough."""

BESIDE = 300
"""Up to so many registrants two changes together are tried beside a way of one change."""

EACH = 3.0
"""Deterministic seconds of one question about a way out."""

FEW = 6
"""More rows are not shown beside what counting says, unless each of them is proved to be needed."""

AFTER_COUNTING = 8.0
"""Wall seconds in which the rows are looked for once counting has said why."""


def why_not(
    scenario: Scenario,
    time_limit: float | None = None,
    tell: Callable[[Words], None] = lambda words: None,
    *,
    ways: bool = True,
    known: Callable[[WhyNot], None] = lambda reason: None,
) -> WhyNot:
    """Why the scenario has no plan, and the `ways` out, within `time_limit` wall seconds. `known`
    hears the reason while ways out are still looked for.

    *Impossible* is said where counting proves it, or two solves that are set up differently;
    *possible* where a plan was made and verified. Where facts of the input let no plan be at all
    (`errors.NoPlanOfIt`), those are the reason. Raises ValueError for a limit that is no seconds.
    """
    began = time.monotonic()
    if time_limit is not None:
        time_limit = seconds_of("time_limit", time_limit)
    problem, rules = scenario.problem, scenario.rules
    if complaints := tuple(_against(scenario)):
        reason = WhyNot(REFUSED, problem, places=scenario.places, complaints=complaints)
        known(reason)
        court = Court(EACH, began + (time_limit or WHY_SECONDS))
        return _with_ways(scenario, reason, rules, court, tell) if ways else reason
    tell(COUNTED)
    found = count(problem, rules, scenario.places)
    hard = tuple(in_reading_order(shortfall for shortfall in found if shortfall.hard))
    limit = time_limit
    if hard:
        limit = min(AFTER_COUNTING, time_limit or AFTER_COUNTING)
    court = Court(until=None if limit is None else began + limit)
    answer = False if hard else court.has_plan(problem, rules)
    of_ways = Court(EACH, began + (time_limit or WHY_SECONDS), parts=court.parts)
    if answer:
        return _left_over(scenario, of_ways, tell, ways, known)
    tell(LOOKING)
    proved = answer is False
    conflict = find_conflict(problem, rules, court, proved)
    if conflict is not None and not conflict.irreducible and hard and len(conflict.items) > FEW:
        # half a reason says less than what was counted
        conflict = None
    status = IMPOSSIBLE if proved or conflict is not None else OPEN
    reason = WhyNot(status, problem, hard, conflict, scenario.places)
    if conflict is not None and not hard:
        named = {code for code, _ in conflict.needs}
        reason = replace(reason, also=of_ways.without_plan(problem, rules) - named)
    known(reason)
    if status == OPEN or not ways:
        return reason
    return _with_ways(scenario, reason, rules, of_ways, tell)


def _against(scenario: Scenario) -> Iterator[Complaint]:
    """What rules and goals have against the problem, with file and row where those are known."""
    problem = scenario.problem
    of_rules = (rule.validate(problem) for rule in scenario.rules)
    of_goals = (goal.validate(problem) for goal in scenario.goals)
    for one in chain.from_iterable((*of_rules, *of_goals)):
        file, row = scenario.places.get((one.table, one.key), (one.file, one.row))
        allowed, advice = as_typed(one.allowed, False), as_typed(one.advice, False)
        yield replace(one, file=file, row=row, allowed=allowed, advice=advice)


def _left_over(
    scenario: Scenario,
    court: Court,
    tell: Callable[[Words], None],
    ways: bool,
    known: Callable[[WhyNot], None],
) -> WhyNot:
    """Where people may be left over: how many, why, and what would seat them all."""
    problem, rules = scenario.problem, scenario.rules
    fine = WhyNot(POSSIBLE, problem, places=scenario.places)
    left = LeftOver(0, 0)
    if not any(rule.seats_everyone for rule in rules):
        left = least_left_over(problem, rules, court)
    if not left.proved:
        status = {0: POSSIBLE, None: OPEN}.get(left.found, SHORT)
        found = replace(fine, status=status, left=left if status == SHORT else None)
        known(found)
        return found
    tell(LOOKING)
    told = tuple(s for s in in_reading_order(count(problem, rules, scenario.places)))
    causes, untried = find_causes(problem, rules, left, court, tell)
    short = replace(
        fine,
        status=SHORT,
        left=left,
        causes=tuple(causes),
        shortfalls=told,
        untried=untried,
    )
    known(short)
    everyone = [rule() for rule in RULE_BOOK if rule.seats_everyone]
    return _with_ways(scenario, short, (*rules, *everyone), court, tell) if ways else short


def _with_ways(
    scenario: Scenario,
    reason: WhyNot,
    rules: Sequence[Rule],
    court: Court,
    tell: Callable[[Words], None],
) -> WhyNot:
    """The reason with the ways out, each told as it is found; where few help what the reason is
    about, what is about everything is tried too.
    """
    problem = scenario.problem
    search = Ways(Instance(problem, rules, scenario.levels), court)
    search.refused = reason.status == REFUSED
    search.about = frozenset(one.table for one in reason.complaints)
    if reason.conflict is not None:
        search.about |= {x for one in reason.conflict.items for x in (one.table, one.row)}
    if reason.status == SHORT:
        search.kinds.add(LEFT_OVER)
    found: list[Way] = []
    goals = tuple(dict.fromkeys([MostPlaced(), *scenario.goals]))

    def add(ways: Iterable[Way]) -> None:
        for way in ways:
            found.append(way)
            tell(Words("{n}. {way}", "{n}. {way}").fill(n=len(found), way=said_of(way, goals)))

    about = _scope(problem, reason)
    everything = Scope.of(problem, (), about.persons)
    for scope in dict.fromkeys((about, everything)):
        if len(found) < ENOUGH:
            search.untried = 0
            add(search.found(scope))
    # to leave people over nearly always helps
    more = ENOUGH - len({way.kind for way in found} - {LEFT_OVER})
    if len(problem.registrants) < (QUICK if more == ENOUGH else BESIDE * (more > 0)):
        before = len(found)
        add(islice(search.found_in_pairs(about), more))
        if len(found) == before and everything != about:
            add(islice(search.found_in_pairs(everything), more))
    add(_for_the_rest(scenario, reason, search, (about, everything)))
    found.sort(key=lambda way: way.rank)
    found = sorted(map(search.improved, found), key=lambda way: way.rank)
    return replace(
        reason,
        ways=tuple(found),
        goals=goals,
        untried=reason.untried + search.untried,
        unsettled=len(search.unsettled - {way.kind for way in found}),
    )


def _for_the_rest(
    scenario: Scenario, reason: WhyNot, search: Ways, scopes: Sequence[Scope]
) -> Iterator[Way]:
    """Where some can come to no session whatever day is added: ways out for all the others, of
    kinds that are none for everyone.
    """
    problem, rules = scenario.problem, scenario.rules
    left = reason.left
    persons = beyond_help(problem, rules) if left is not None else ()
    if left is None or not persons or search.court.is_over:
        return
    asked = (*rules, seats_for_all_but(problem, persons))
    theirs = sum(len(problem.needed(problem.registrants[person])) for person in persons)
    # if the others could have their seats as it is, nothing would be a way out for them
    if left.proved <= theirs and search.court.has_plan(problem, asked) is not False:
        return
    for_them = replace(scenario.instance, rules=asked)
    rest = Ways(for_them, search.court, {*search.kinds})
    for scope in scopes:
        for way in rest.found(scope):
            yield replace(rest.improved(way), but=persons)
    search.untried += rest.untried
    search.unsettled |= rest.unsettled
    search.kinds |= rest.kinds


def _scope(problem: Problem, reason: WhyNot) -> Scope:
    """What the reason is about: of the conflict, or of what counting says first."""
    if reason.conflict is not None:
        items = reason.conflict.items
        persons = {one for item in items for one in item.persons}
        persons |= {item.row for item in items if item.row in problem.registrants}
        homes = reason.also | {one.kecamatan for one in reason.shortfalls if one.kecamatan}
        if not reason.conflict.needs:
            homes |= {item.kecamatan for item in items} - {""}
        elsewhere = [(code, name) for code in homes for name in problem.activities]
        return Scope.of(problem, [*reason.conflict.needs, *elsewhere], frozenset(persons))
    if reason.complaints:
        return _scope_of(problem, reason.complaints)
    rows = [item.row for cause in reason.causes for item in cause.items if not item.pieces]
    those = frozenset(
        row.split("/")[1] for row in rows if row.startswith("pendaftar/") and row.count("/") > 1
    )
    codes = {one.kecamatan for one in reason.shortfalls}
    names = {one.activity for one in reason.shortfalls}
    return Scope.of(
        problem,
        [
            (code, name)
            for code in (codes if "" not in codes else problem.kecamatan)
            for name in (names if "" not in names else problem.activities)
        ],
        those,
    )


def _scope_of(problem: Problem, complaints: Iterable[Complaint]) -> Scope:
    """The kecamatan and people that complaints are about; everything where one is about no row of
    theirs.
    """
    persons: set[str] = set()
    codes: set[str] = set()
    for one in complaints:
        if one.table == "kelurahan" and one.key in problem.kelurahan:
            codes.add(problem.kelurahan[one.key].kecamatan)
            continue
        members = [person.id for person in problem.members_of.get(one.key, ())]
        those = members or [person for person in problem.registrants if person == one.key]
        if not those:
            return Scope.of(problem, ())
        persons |= {*those}
    codes |= {problem.registrants[PersonId(person)].kecamatan for person in persons}
    needs = [(code, name) for code in codes for name in problem.activities]
    return Scope.of(problem, needs, frozenset(persons))
