"""How many people more a plan bears: x per cent in every kelurahan, like those who are there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.losses.survival import BREAKS, OPEN, SURVIVES, Judge, Survival
from okoce_opt.model.sharing.linking import find_groups
from okoce_opt.reasons.needs import Need, SeatsFor
from okoce_opt.rules.rule import Rule

MOST = 100
"""Per cent more than which nobody asks."""


@dataclass(frozen=True)
class Growth:
    """In kecamatan planned together: a plan for `survives` per cent more was verified; `breaks` per
    cent more is proved to have none (None: not proved up to `tried`, the least that was tried and
    not planned, if any).
    """

    where: tuple[str, ...]
    survives: int
    breaks: int | None
    tried: int | None
    why: Words

    @property
    def is_settled(self) -> bool:
        """Whether one per cent more than what survives is proved to break, or nothing breaks."""
        return self.survives == MOST or self.breaks == self.survives + 1


def with_more(problem: Problem, percent: int, seed: str) -> tuple[Problem, list[Registrant]]:
    """The problem with so many per cent people more in each kecamatan (rounded up), and them.

    They are like people on the list: the same kelurahan, field and absences; each kelurahan has its
    share, and who is taken is drawn by `seed`. Whoever comes with x per cent comes with more too.
    """
    more: list[Registrant] = []
    for those in problem.people_of.values():
        order = _spread(those, seed)
        wanted = -(-len(those) * percent // 100)
        for n in range(wanted if order else 0):
            one = order[n % len(order)]
            name = PersonId(f"{one.id}+{n // len(order) + 1}")
            more.append(replace(one, id=name, pins=(), household="", done=()))
    away = [
        replace(obstacle, id=one.id)
        for one in more
        for obstacle in problem.absences[PersonId(one.id.rpartition("+")[0])]
    ]
    obstacles = sorted([*problem.obstacles, *away], key=_order)
    people = {**problem.registrants, **{one.id: one for one in more}}
    registrants = dict(sorted(people.items()))
    return replace(problem, registrants=registrants, obstacles=tuple(obstacles)), more


def _order(o: Obstacle) -> tuple[object, ...]:
    return o.kind, o.id, o.first, o.last, o.reason


def _spread(people: Sequence[Registrant], seed: str) -> list[Registrant]:
    """People in an order of which every beginning has each kelurahan by its share."""
    homes: dict[str, list[Registrant]] = {}
    for one in people:
        homes.setdefault(one.kelurahan, []).append(one)
    ranked: list[tuple[float, str, Registrant]] = []
    for home, those in sorted(homes.items()):
        drawn = sorted(those, key=lambda one: hashlib.sha256(f"{seed}|{one.id}".encode()).digest())
        ranked += [((n + 0.5) / len(drawn), home, one) for n, one in enumerate(drawn)]
    return [one for *_, one in sorted(ranked, key=lambda rank: rank[:2])]


def rules_for_more(rules: Sequence[Rule], more: Sequence[Registrant], after: Problem) -> list[Rule]:
    """The rules, and a seat for those who have come too."""
    found: list[Rule] = []
    for rule in rules:
        if isinstance(rule, SeatsFor):
            persons: dict[Need, frozenset[str]] = dict(rule.persons)
            for one in more:
                for activity in after.needed(one):
                    need = (one.kecamatan, activity.id)
                    persons[need] = persons.get(need, frozenset()) | {one.id}
            rule = replace(rule, needs=frozenset(persons), persons=persons)
        found.append(rule)
    return found


def groups_of(judge: Judge) -> list[tuple[str, ...]]:
    """Kecamatan that are planned together."""
    if not judge.apart:
        return [tuple(sorted(judge.problem.kecamatan))]
    return find_groups(judge.problem)


def growth_of(judge: Judge, codes: tuple[str, ...], seed: str) -> Growth:
    """How many per cent more these kecamatan bear while the others stay as they are."""

    def asked(percent: int) -> Survival:
        after, more = with_more(judge.problem, percent, seed)
        grown = [one for one in more if one.kecamatan in codes]
        others = {one.id for one in more} - {one.id for one in grown}
        people = {rid: one for rid, one in after.registrants.items() if rid not in others}
        away = (o for o in after.obstacles if o.kind != "pendaftar" or o.id not in others)
        after = replace(after, registrants=people, obstacles=tuple(away))
        rules = rules_for_more(judge.rules, grown, after)
        grown_judge = replace(judge, problem=after, rules=rules)
        return grown_judge.planned_again(judge.again(after), codes)

    low, high, why = 0, MOST + 1, Words("", "")
    proved: int | None = None
    tried: int | None = None
    # doubling first: counting decides large ones at once, small ones are planned soonest
    step = 1
    while high - low > 1:
        percent = min(low + step, (low + high) // 2) if high <= MOST else min(low + step, MOST)
        found = asked(max(percent, low + 1))
        percent = max(percent, low + 1)
        if found.status == SURVIVES:
            low, step = percent, step * 2
        else:
            high, step = percent, MOST
            if found.status == BREAKS:
                proved, why = percent, found.why
            elif found.status == OPEN:
                tried = percent
        if low == MOST:
            break
    if tried is not None and proved is None:
        # what was not settled may hide a proof a little further on
        for percent in sorted({min(MOST, tried * 2), MOST}):
            found = asked(percent)
            if found.status == BREAKS:
                proved, why = percent, found.why
                break
    return Growth(codes, low, proved, tried, why)
