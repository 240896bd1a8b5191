"""What would insure a plan against a loss that breaks it: a spare day or a spare hall, solved
again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.narrowing import with_all_candidates
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal, Level
from okoce_opt.instance import Instance
from okoce_opt.losses.loss import Loss
from okoce_opt.losses.survival import SURVIVES, Judge, Survival
from okoce_opt.reasons.change import Change
from okoce_opt.reasons.court import Court
from okoce_opt.reasons.levers import Scope
from okoce_opt.reasons.way_words import said_of
from okoce_opt.reasons.ways import Ways

SPARE = frozenset({"later_end", "open_closed_day", "another_hall", "open_saturday", "open_sunday"})
"""Kinds of ways out that are a spare day or a spare hall."""


@dataclass(frozen=True)
class Insurance:
    """What insures: `words` say it with its price; of `asked` losses that break the plan `covered`
    are survived with it, each by a plan that was verified.
    """

    kind: str
    words: Words
    covered: int
    asked: int
    change: Change = field(repr=False, compare=False)


def insurances(
    judge: Judge,
    levels: Sequence[Level],
    broken: Sequence[tuple[Loss, Survival]],
    seconds: float,
    until: float | None,
) -> list[Insurance]:
    """Ways to survive the first of these losses, the cheapest first; how many of the others each
    covers too.
    """
    if not broken:
        return []
    first, survival = broken[0]
    after, _ = judge.without(first)
    part = after if not judge.apart else with_all_candidates(after, survival.where)
    search = Ways(Instance(part, judge.rules, levels), Court(seconds, until), only=SPARE)
    goals: list[Goal] = [priced.goal for level in levels for priced in level]
    found = []
    for way in sorted(search.found(Scope.of(part, ())), key=lambda way: way.rank):
        covered = sum(_survives_with(judge, way.change, loss, levels) for loss, _ in broken)
        words = said_of(way, goals)
        found.append(Insurance(way.kind, words, covered, len(broken), way.change))
    return sorted(found, key=lambda one: -one.covered)


def _survives_with(judge: Judge, change: Change, loss: Loss, levels: Sequence[Level]) -> bool:
    """Whether the plan survives the loss once the change is made."""
    changed = change.tried(Instance(judge.problem, judge.rules, levels))
    insured = Judge(changed.problem, changed.rules, judge.plan, judge.court, judge.again)
    return insured.survives(loss).status == SURVIVES
