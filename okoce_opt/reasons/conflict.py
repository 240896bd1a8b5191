"""The smallest reason: items of a scenario that cannot live together, none of which can be spared.

Halving first (Junker, QUICKXPLAIN, AAAI 2004), then one by one: each is left out of what is named
and solved again. Every model is a plain one; no row hangs on a switch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from okoce_opt.counting import count
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.narrowing import narrowed, with_all_candidates
from okoce_opt.domain.problem import Problem
from okoce_opt.model.sharing.linking import closed_sessions
from okoce_opt.reasons.court import SOME, Court
from okoce_opt.reasons.draft import Draft
from okoce_opt.reasons.item import Item
from okoce_opt.reasons.items import items_of
from okoce_opt.reasons.items_of_people import all_of, need_item
from okoce_opt.reasons.needs import Need, SeatsFor
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.rule import Rule

FEW = 12
"""Of so many people each is looked at alone."""


@dataclass(frozen=True)
class Conflict:
    """Items that cannot live together. `irreducible`: leave any one out, and the rest can; where
    False, time was up before that was proved of each.

    `needs` are the kecamatan and activities that it is about, `days` those on which their sessions
    can be held under what is named. `made(items)` is the problem with nothing but some of the
    items, and its rules.
    """

    items: tuple[Item, ...]
    irreducible: bool
    needs: tuple[Need, ...] = ()
    days: tuple[date, ...] = field(default=(), repr=False)
    made: Callable[[Iterable[Item]], tuple[Problem, list[Rule]]] | None = field(
        default=None, compare=False, repr=False
    )


def find_conflict(
    problem: Problem, rules: Sequence[Rule], court: Court, proved: bool = False
) -> Conflict | None:
    """A smallest set of items of an impossible scenario; None where nobody could prove that it is
    impossible. `proved`: that it is, is known.
    """
    alone = _home_of_conflict(problem, rules, court, proved)
    if alone is None:
        return None
    if alone and len(problem.registrants) >= SOME:
        # people and halls of the others are only in the way
        problem, alone = with_all_candidates(problem, alone), ()
    search = _Search(problem, tuple(rules), alone, court)
    kept = search.shrink([i for i in search.every if not alone or i.kecamatan in ("", *alone)])
    kept = search.taken_apart(kept)
    items, irreducible = search.one_by_one(kept)
    if items is None:
        return None
    needs, days = search.about(items)
    return Conflict(tuple(items), irreducible, needs, days, search.made)


def _home_of_conflict(
    problem: Problem, rules: Sequence[Rule], court: Court, proved: bool
) -> tuple[str, ...] | None:
    """The kecamatan that cannot be planned even alone, or all (empty) where each can; None where
    not even the whole is proved impossible.
    """
    if len(problem.kecamatan) > 1 and _stand_alone(problem):
        for code in problem.kecamatan:
            if court.has_plan(_part(problem, [code]), rules) is False:
                return (code,)
    return () if proved else None


def _stand_alone(problem: Problem) -> bool:
    """Whether a kecamatan by itself can do all that it can beside the others: no session of the
    city needs people of several, and nobody sits in another kecamatan.
    """
    return not problem.sessions_in[""] and all(
        session.kecamatan == person.kecamatan
        for person in problem.registrants.values()
        for pin in person.pins
        if (session := problem.session(pin)) is not None
    )


def _part(problem: Problem, homes: Sequence[str]) -> Problem:
    """Some kecamatan by themselves, with what is promised to them."""
    shares = tuple(share for share in problem.shares if share.kecamatan in homes)
    return narrowed(replace(problem, shares=shares), homes)


class _Search:
    def __init__(
        self, problem: Problem, rules: Sequence[Rule], homes: tuple[str, ...], court: Court
    ) -> None:
        self.problem, self.rules, self.homes, self.court = problem, rules, homes, court
        self.every = tuple(items_of(problem, rules))
        self._known: dict[frozenset[Item], bool | None] = {}

    def made(self, kept: Iterable[Item]) -> tuple[Problem, list[Rule]]:
        """The problem with nothing but these items."""
        draft, stays = Draft.of(self.problem, list(self.rules)), set(kept)
        for item in self.every:
            if item not in stays:
                item.leave_out(draft)
        problem, rules = draft.made()
        return (_part(problem, self.homes) if self.homes else problem), rules

    def fails(self, kept: Sequence[Item]) -> bool | None:
        """Whether these items alone are impossible together; None: not settled."""
        key = frozenset(kept)
        if key not in self._known:
            made = self.made(kept)
            if len(made[0].registrants) >= SOME and _is_short(*made):
                self._known[key] = True
                return True
            answer = self.court.is_solved(*made)
            self._known[key] = None if answer is None else not answer
        return self._known[key]

    def shrink(self, items: Sequence[Item]) -> list[Item]:
        """Items that are impossible together, few of them."""
        return self._halved([], list(items), False) if items else []

    def _halved(self, base: list[Item], items: list[Item], grown: bool) -> list[Item]:
        """Those of `items` that are needed besides `base`; `grown`: base is more than before."""
        if grown and self.fails(base):
            return []
        if len(items) <= 1:
            return items
        # what comes last is tried without first
        cut = (len(items) + 1) // 2
        first, last = items[:cut], items[cut:]
        more = self._halved([*base, *first], last, bool(first))
        less = self._halved([*base, *more], first, bool(more))
        return [*less, *more]

    def taken_apart(self, kept: Sequence[Item]) -> list[Item]:
        """The items with those of many people replaced by the few that matter."""
        for item in kept:
            if item.pieces:
                self.every = (*(one for one in self.every if one != item), *item.pieces)
        rest = [one for item in kept for one in (item.pieces or (item,))]
        if len(rest) > len(kept):
            rest = self.shrink(rest)
        return self._named_needs(rest)

    def _named_needs(self, kept: list[Item]) -> list[Item]:
        """The items that say "these people need seats", split: people whom another item names get
        an item each, or one together where they are more than `FEW`; all others share one.
        """
        split: list[Item] = []
        for item in kept:
            if not item.rule:
                split.append(item)
                continue
            code, _, name = item.row.partition("/")
            people = all_of(self.problem, (code, name))
            meant = frozenset(p for p in people if any(_names(p, o, self) for o in kept))
            groups = [frozenset({one}) for one in sorted(meant)]
            if len(meant) > FEW:
                groups = [meant]
            groups += [people - meant] if people - meant else []
            if len(groups) > 1:
                pieces = [
                    need_item(self.problem, (code, name), group, len(group), item.rule, f"/{n}")
                    for n, group in enumerate(groups)
                ]
                self.every = (*(one for one in self.every if one != item), *pieces)
                split += pieces
            else:
                split.append(item)
        return self.shrink(split) if len(split) > len(kept) else kept

    def one_by_one(self, kept: Sequence[Item]) -> tuple[list[Item] | None, bool]:
        """The items less those without which the rest still fails; whether each was proved to be
        needed. None where they are not proved impossible together.
        """
        items = list(kept)
        if not self.fails(items):
            items = [i for i in self.every if not self.homes or i.kecamatan in ("", *self.homes)]
            if not self.fails(items):
                return None, False
        proved = True
        for item in tuple(items):
            rest = [one for one in items if one != item]
            fails = self.fails(rest)
            if fails:
                items = rest
            proved &= fails is not None
        return items, proved

    def about(self, items: Sequence[Item]) -> tuple[tuple[Need, ...], tuple[date, ...]]:
        """What the items are about, and the days that they leave to it."""
        problem, rules = self.made(items)
        needs = sorted(
            {
                need
                for rule in rules
                for person in problem.registrants.values()
                for name in getattr(rule, "asked", lambda *_: ())(problem, person)
                for need in [(person.kecamatan, name)]
            }
        )
        closed = closed_sessions(problem, rules)
        days = {
            day
            for need in needs
            for session in problem.open_to(*need)
            if session.id not in closed
            for day in session.days
        }
        return tuple(needs), tuple(sorted(days))


def _is_short(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Whether counting alone says that seats asked in whole activities cannot all be given.

    Counting takes for granted that everyone is to be seated in what is required. What is asked of
    nobody here is made an offer, which only loosens the problem: what is short then was short
    before.
    """
    asked = [rule for rule in rules if isinstance(rule, SeatsFor)]
    if any(rule.persons for rule in asked):
        return False
    needs = {need for rule in asked for need in rule.needs}
    every = {
        (code, activity.id)
        for code, those in problem.people_of.items()
        for one in those
        for activity in problem.needed(one)
    }
    wanted = {name for _, name in needs}
    if {need for need in every if need[1] in wanted} != needs:
        return False
    activities = {
        name: replace(one, required=one.required and name in wanted)
        for name, one in problem.activities.items()
    }
    others = [rule for rule in rules if not isinstance(rule, SeatsFor)]
    everyone = [rule() for rule in RULE_BOOK if rule.seats_everyone]
    looser = replace(problem, activities=activities)
    return any(shortfall.hard for shortfall in count(looser, [*others, *everyone]))


def _names(person: PersonId, item: Item, search: _Search) -> bool:
    """Whether an item is about this person: their own cell, an absence, a pin, their household."""
    if item.table == "keluarga":
        return search.problem.registrants[person].household == item.row
    if item.table == "halangan":
        return item.row.startswith(f"pendaftar/{person}/")
    return item.table == "pendaftar" and item.row == person
