"""Everything that could be lost, asked one after the other of a plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from okoce_opt import __version__
from okoce_opt.change import change_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.handmade.planned import read_planned
from okoce_opt.losses.answer import STATUS, Asked, Stress
from okoce_opt.losses.growth import Growth, groups_of, growth_of, rules_for_more, with_more
from okoce_opt.losses.insurance import Insurance, insurances
from okoce_opt.losses.kept import Kept
from okoce_opt.losses.loss import (
    DAY,
    HALL,
    TEAM,
    Loss,
    hall_weeks,
    single_days,
    team_weeks,
    teams_away,
)
from okoce_opt.losses.several import MOST_DAYS, drawn_days, too_many_days
from okoce_opt.losses.survival import BREAKS, OPEN, SURVIVES, Judge, Survival, seated_rules
from okoce_opt.reasons.court import Court
from okoce_opt.scenario import Scenario

SEED = "okoce"
EACH = 3.0
"""Deterministic seconds of one search."""

Tell = Callable[[Words], None]


def stress(
    folder: Path | str,
    scenario: Path | str | None = None,
    *,
    time_limit: float | None = None,
    seed: str = SEED,
    kept: Path | None = None,
    tell: Tell = lambda words: None,
) -> Stress:
    """What the plan in `folder` survives, made anew from it with nobody more without a seat, and
    what breaks it.

    Asked are: every open day lost, every hall closed for every week, every team away, drawn sets of
    two days and more, and more registrants. After `time_limit` wall seconds no question is begun;
    finished answers are kept in the file `kept`, which a later run reads. `tell` hears each answer.
    Raises PlanFilesError or InputError as `verify` does.
    """
    base, _, files = read_planned(Path(folder), None if scenario is None else Path(scenario))
    judging = change_of(base, files.announced)

    def again(problem: Problem) -> Problem:
        return change_of(replace(base, problem=problem), files.announced).problem

    about = {
        "okoce": __version__,
        "problem": files.problem_digest,
        "plan": files.plan_digest,
        "seed": seed,
    }
    until = None if time_limit is None else time.monotonic() + time_limit
    # of a programme that has not begun nothing has happened, and its candidates are as they were
    begun = bool(judging.problem.past.sessions)
    rules = seated_rules(base.problem, judging.rules, files.plan)
    judge = Judge(base.problem, rules, files.plan, Court(EACH, until))
    if begun:
        judge = replace(judge, again=again)
    return _Questions(judging, judge, Kept(kept, about), seed, until, tell).answered()


@dataclass
class _Questions:
    """The questions, each asked once; what is known already is not asked again."""

    scenario: Scenario
    judge: Judge
    kept: Kept
    seed: str
    until: float | None
    tell: Tell
    unasked: int = 0
    asked: list[Asked] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.until is not None and time.monotonic() > self.until

    def answered(self) -> Stress:
        """All of them."""
        problem = self.judge.problem
        for loss in [*single_days(problem), *hall_weeks(problem)]:
            self._ask(loss)
        for loss in teams_away(problem):
            whole = self._ask(loss)
            if whole is not None and whole.status != SURVIVES:
                for week in team_weeks(problem, loss):
                    self._ask(week)
        for size in range(2, MOST_DAYS + 1):
            found = [self._ask(loss) for loss in drawn_days(self.judge, size, self.seed)]
            if any(one is not None and one.status == BREAKS for one in found):
                break
        growth = tuple(one for codes in groups_of(self.judge) if (one := self._growth(codes)))
        return Stress(
            problem,
            tuple(self.asked),
            growth,
            self._together(growth),
            None if self.is_over else too_many_days(self.judge),
            tuple(self._insured()),
            self.unasked,
        )

    def _ask(self, loss: Loss) -> Survival | None:
        known = self.kept.get(loss.key)
        if known is None and self.is_over:
            self.unasked += 1
            return None
        if known is None:
            found = self.judge.survives(loss)
            # what was cut short by the clock may be settled next time
            if found.status != OPEN or not self.is_over:
                self.kept.put(loss.key, _record(found))
        else:
            found = _read(known)
        self.asked.append((loss, found))
        said = Words("{n}. {loss}: {status}", "{n}. {loss}: {status}")
        self.tell(
            said.fill(
                n=len(self.asked), loss=loss.said(self.judge.problem), status=STATUS[found.status]
            )
        )
        return found

    def _growth(self, codes: tuple[str, ...]) -> Growth | None:
        key = f"growth|{','.join(codes)}"
        known = self.kept.get(key)
        if known is None and self.is_over:
            self.unasked += 1
            return None
        if known is None:
            found = growth_of(self.judge, codes, self.seed)
            if self.is_over and not found.is_settled:
                self.unasked += 1
                return None
            why = {"id": found.why.id, "en": found.why.en}
            known = {"survives": found.survives, "breaks": found.breaks, "tried": found.tried}
            self.kept.put(key, {**known, "why": why})
        else:
            numbers = (known["survives"], known["breaks"], known["tried"])
            found = Growth(codes, *numbers, Words(**known["why"]))
        said = Words("{names}: bertahan {n} % lebih", "{names}: survives {n} % more")
        names = [self.judge.problem.kecamatan[code].name for code in codes]
        self.tell(said.fill(names=names, n=found.survives))
        return found

    def _together(self, growth: tuple[Growth, ...]) -> int | None:
        """Per cent more for which one plan of all kecamatan at once was verified."""
        judge, percent = self.judge, min((one.survives for one in growth), default=0)
        if len(growth) < 2 or not percent or self.is_over or self.unasked:
            return None
        key = f"growth|{percent}"
        if (known := self.kept.get(key)) is None:
            after, more = with_more(judge.problem, percent, self.seed)
            rules = rules_for_more(judge.rules, more, after)
            all_of_them = replace(judge, problem=after, rules=rules)
            found = all_of_them.planned_again(judge.again(after), set(after.kecamatan))
            known = {"survives": found.status == SURVIVES}
            self.kept.put(key, known)
        return percent if known["survives"] else None

    def _insured(self) -> Iterator[tuple[str, Insurance]]:
        """Of each kind of loss what insures against the first that breaks the plan."""
        for kind in (DAY, HALL, TEAM):
            broken = [
                (loss, one)
                for loss, one in self.asked
                if loss.kind == kind and one.status == BREAKS
            ]
            if broken and self.is_over:
                self.unasked += 1
            # what would have helped before it began helps no more
            if self.is_over or self.judge.problem.today is not None:
                continue
            for one in insurances(self.judge, self.scenario.levels, broken, EACH, self.until):
                yield kind, one


def _record(found: Survival) -> dict[str, Any]:
    why = {"id": found.why.id, "en": found.why.en}
    return {"status": found.status, "how": found.how, "where": list(found.where), "why": why}


def _read(known: dict[str, Any]) -> Survival:
    return Survival(known["status"], known["how"], tuple(known["where"]), Words(**known["why"]))
