"""Everything that could be lost, asked one after the other of a plan."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from okoce_opt import __version__
from okoce_opt.change import change_of
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.handmade.planned import PlanOrFolder, read_planned, refuse_broken
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
from okoce_opt.model.search.finding import pool_for
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.notebook.progress import telling
from okoce_opt.options import Options, path_of, seconds_of
from okoce_opt.processes.here import HerePool
from okoce_opt.processes.pool import Pool, carry_along
from okoce_opt.reasons.court import SOME, Court
from okoce_opt.scenario import Scenario

SEED = "okoce"
EACH = 3.0
"""Deterministic seconds of one search."""

CHUNK = 4
"""Losses that a child process is asked at a time: what it is told about the plan it is told once
for all of them.
"""

Tell = Callable[[Words], None]


_WRITE_FIRST = Words(
    "Rencana ini mengubah rencana lama: tulis dulu dengan write, lalu tanyakan foldernya.",
    "This plan changes an older one: write it first, then ask of its folder.",
)


def stress(
    folder: PlanOrFolder,
    scenario: Path | str | None = None,
    *,
    time_limit: float | None = None,
    seed: str = SEED,
    kept: Path | str | None = None,
    tell: Tell | None = None,
    workers: int | None = None,
) -> Stress:
    """What a plan survives, made anew from it with nobody more without a seat, and what breaks it:
    the one in `folder`, or what `plan` returned (not as a change of an older one: that plan is
    written first).

    Asked are: every open day lost, every hall closed for every week, every team away, drawn sets of
    two days and more, and more registrants. After `time_limit` wall seconds no question is begun;
    finished answers are kept in the file `kept`, which a later run reads. `tell` hears each answer.
    Questions about a large plan are asked by so many `workers` (processes; None: one a core).
    Raises PlanFilesError or InputError as `verify` does.
    """
    base, planned, files = read_planned(folder, scenario)
    refuse_broken(planned, files)
    if isinstance(folder, PlannedScenario) and base.problem.announced.exists:
        raise PlanFilesError(_WRITE_FIRST)
    judging = change_of(base, files.announced)
    about = {
        "okoce": __version__,
        "problem": files.problem_digest,
        "plan": files.plan_digest,
        "seed": seed,
    }
    until = None
    if time_limit is not None:
        until = time.monotonic() + seconds_of("time_limit", time_limit)
    # of a programme that has not begun nothing has happened, and its candidates are as they were
    begun = bool(judging.problem.past.sessions)
    rules = seated_rules(base.problem, judging.rules, files.plan)
    judge = Judge(base.problem, rules, files.plan, Court(EACH, until))
    if begun:
        judge = replace(judge, again=_Again(base, files.announced))
    answers, pool = Kept(None if kept is None else path_of(kept), about), _pool(judge, workers)
    try:
        with telling(tell) as (hear, _):
            return _Questions(judging, judge, answers, seed, until, hear, pool).answered()
    finally:
        pool.shutdown()


@dataclass(frozen=True)
class _Again:
    """What has happened of the announced plan, put into a problem made of that of `base`."""

    base: Scenario
    announced: Announced

    def __call__(self, problem: Problem) -> Problem:
        """The problem as a change of that plan."""
        return change_of(replace(self.base, problem=problem), self.announced).problem


def _pool(judge: Judge, workers: int | None) -> Pool:
    """Processes for a large plan; a small one is judged sooner than a process starts."""
    if len(judge.problem.registrants) < SOME:
        return HerePool()
    for rule in judge.rules:
        carry_along(type(rule))
    options = Options() if workers is None else Options(workers=workers)
    return pool_for(options, 1e9)


def _survived(
    judge: Judge, losses: Sequence[Loss], until: float | None
) -> list[tuple[Survival, bool] | None]:
    """In a child: what becomes of the plan each time, and whether the clock cut it short; None for
    what was not begun in time.
    """
    found: list[tuple[Survival, bool] | None] = []
    for loss in losses:
        if until is not None and time.monotonic() > until:
            found.append(None)
            continue
        one = judge.survives(loss)
        late = until is not None and time.monotonic() > until
        # the plan has been read by the verifier here, and nobody asks for it
        found.append((replace(one, plan=None), late))
    return found


@dataclass
class _Questions:
    """The questions, each asked once; what is known already is not asked again."""

    scenario: Scenario
    judge: Judge
    kept: Kept
    seed: str
    until: float | None
    tell: Tell
    pool: Pool
    unasked: int = 0
    asked: list[Asked] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.until is not None and time.monotonic() > self.until

    def answered(self) -> Stress:
        """All of them."""
        problem = self.judge.problem
        self._ask([*single_days(problem), *hall_weeks(problem)])
        for loss in teams_away(problem):
            if any(one.status != SURVIVES for one in self._ask([loss])):
                self._ask([*team_weeks(problem, loss)])
        for size in range(2, MOST_DAYS + 1):
            found = self._ask(drawn_days(self.judge, size, self.seed))
            if any(one.status == BREAKS for one in found):
                break
        growth = tuple(self._growths())
        return Stress(
            problem,
            tuple(self.asked),
            growth,
            self._together(growth),
            None if self.is_over else too_many_days(self.judge),
            tuple(self._insured()),
            self.unasked,
        )

    def _ask(self, losses: Sequence[Loss]) -> list[Survival]:
        """What becomes of the plan each time, as far as time allows; each is told in turn."""
        found = []
        for loss, one, late in self._answers(losses):
            if one is None:
                self.unasked += 1
                continue
            # what was cut short by the clock may be settled next time
            if self.kept.get(loss.key) is None and (one.status != OPEN or not late):
                self.kept.put(loss.key, _record(one))
            self.asked.append((loss, one))
            found.append(one)
            said = Words("{n}. {loss}: {status}", "{n}. {loss}: {status}")
            words = loss.said(self.judge.problem)
            self.tell(said.fill(n=len(self.asked), loss=words, status=STATUS[one.status]))
        return found

    def _answers(self, losses: Sequence[Loss]) -> Iterator[tuple[Loss, Survival | None, bool]]:
        """Each loss with its answer, known or new (None: time was up), and whether the clock cut it
        short; some are asked while earlier ones are told.
        """
        new = [loss for loss in losses if self.kept.get(loss.key) is None]
        chunks = [new[n : n + CHUNK] for n in range(0, len(new), CHUNK)]
        ahead = 0 if isinstance(self.pool, HerePool) else 2 * Options().workers
        asked: deque[tuple[Loss, Future[list[tuple[Survival, bool] | None]], int]] = deque()
        for loss in losses:
            while chunks and len(asked) <= CHUNK * ahead:
                those = chunks.pop(0)
                answer = self.pool.submit(_survived, self.judge, those, self.until)
                asked += [(one, answer, n) for n, one in enumerate(those)]
            known = self.kept.get(loss.key)
            if known is not None:
                yield loss, _read(known), False
                continue
            _, answer, n = asked.popleft()
            one = answer.result()[n]
            yield (loss, None, True) if one is None else (loss, *one)

    def _growths(self) -> Iterator[Growth]:
        """How much more each group of kecamatan bears, as far as time allows."""
        groups = groups_of(self.judge)
        keys = {codes: f"growth|{','.join(codes)}" for codes in groups}
        asked = {
            codes: self.pool.submit(growth_of, self.judge, codes, self.seed)
            for codes in groups
            if self.kept.get(keys[codes]) is None and not self.is_over
        }
        for codes in groups:
            known = self.kept.get(keys[codes])
            if known is not None:
                numbers = (known["survives"], known["breaks"], known["tried"])
                found = Growth(codes, *numbers, Words(**known["why"]))
            elif codes not in asked:
                self.unasked += 1
                continue
            else:
                found = asked[codes].result()
                if self.is_over and not found.is_settled:
                    self.unasked += 1
                    continue
                why = {"id": found.why.id, "en": found.why.en}
                known = {"survives": found.survives, "breaks": found.breaks, "tried": found.tried}
                self.kept.put(keys[codes], {**known, "why": why})
            said = Words("{names}: bertahan {n} % lebih", "{names}: survives {n} % more")
            names = [self.judge.problem.kecamatan[code].name for code in codes]
            self.tell(said.fill(names=names, n=found.survives))
            yield found

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
            again = (judge.again(after), set(after.kecamatan))
            found = self.pool.submit(all_of_them.planned_again, *again).result()
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
            if self.is_over:
                continue
            given = (self.judge, self.scenario.levels, broken, EACH, self.until)
            for one in self.pool.submit(insurances, *given).result():
                yield kind, one


def _record(found: Survival) -> dict[str, Any]:
    why = {"id": found.why.id, "en": found.why.en}
    return {"status": found.status, "how": found.how, "where": list(found.where), "why": why}


def _read(known: dict[str, Any]) -> Survival:
    return Survival(known["status"], known["how"], tuple(known["where"]), Words(**known["why"]))
