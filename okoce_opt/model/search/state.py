"""What a search has so far: the best counts and bounds of each part, kept while tasks report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.proof import PartProof
from okoce_opt.instance import Instance
from okoce_opt.model.days.calendars import is_near_bound
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.search.results import Name, PartResult
from okoce_opt.model.sharing.joint import find_missing
from okoce_opt.processes.pool import Pool, WorkerDied
from okoce_opt.rows.stratum import Stratum

Result = TypeVar("Result")

WHOLE: Name = ()
"""The name of the whole problem among parts, which are named by the codes of their kecamatan."""


@dataclass
class Search:
    """What the search has so far: the best counts and the bounds of each part, and how it ended.

    A part is a kecamatan, several between which someone moved house, or the whole problem under the
    name `WHOLE`. `proofs` say what multipliers alone prove of the bounds. `narrowed` says that days
    were dealt out, so that the parts' bounds are none of the joint problem's. `deaths` counts tasks
    whose process died twice, `spent` deterministic seconds; `reproducible` is False once a wall
    limit, a stop or a death shaped the counts. `whole` bounds all kecamatan together, where parts
    share the city's sessions. `searched` is, by level, a bound that a search of everything proved,
    and the values of the levels before it that it rests on. `tasks` plan the parts at this moment.
    """

    parts: dict[Name, Counts] = field(default_factory=dict)
    bounds: dict[Name, tuple[int, ...]] = field(default_factory=dict)
    proofs: dict[Name, tuple[PartProof, ...]] = field(default_factory=dict)
    infeasible: bool = False
    narrowed: bool = False
    reproducible: bool = True
    deaths: int = 0
    spent: float = 0.0
    tasks: Sequence[tuple[Name, Future[PartResult]]] = ()
    whole: Future[tuple[tuple[int, PartProof], ...]] | None = None
    searched: dict[int, tuple[int, tuple[int, ...]]] = field(default_factory=dict)
    _keeping: Lock = field(default_factory=Lock, repr=False, compare=False)

    def prove(self, bounds: Mapping[int, int], reached: Sequence[int]) -> None:
        """Keep bounds that a search of everything proved, by level, each given these values of the
        levels before it; one that says more and rests on no less stays.
        """
        for number, bound in bounds.items():
            rests = tuple(reached[:number])
            known, before = self.searched.get(number, (bound - 1, rests))
            if known < bound or any(now > then for now, then in zip(rests, before, strict=True)):
                self.searched[number] = bound, rests

    def raised(self, bounds: Sequence[int]) -> tuple[int, ...]:
        """The bound of each level, given that the levels before it are at their bounds: the one
        given, or the higher one that a search has proved.

        Once a level is raised, the given bounds of later levels say nothing: they were proved for
        plans with a smaller value of it. Then only bounds proved by a search count.
        """
        found: list[int] = []
        for number, bound in enumerate(bounds):
            stands = found == [*bounds[:number]]
            proved, before = self.searched.get(number, (0, ()))
            rests = all(now <= then for now, then in zip(found, before, strict=False))
            found.append(max(bound if stands else 0, proved if rests else 0))
        return tuple(found)

    def begun_anew(self) -> Search:
        """A search that has nothing but what this one has spent and suffered."""
        return Search(spent=self.spent, deaths=self.deaths, reproducible=self.reproducible)

    def working(self) -> list[str]:
        """Kecamatan that are being worked on at this moment."""
        return list(
            dict.fromkeys(code for name, task in self.tasks if task.running() for code in name)
        )

    def missing(self, problem: Problem) -> list[str]:
        """Kecamatan without counts."""
        return [] if WHOLE in self.parts else find_missing(problem, self.parts)

    def content(self, name: Name) -> bool:
        """Whether a part has counts so near to its bounds that a better search is not worth its
        time.
        """
        return name in self.parts and is_near_bound(
            self.parts[name].values, self.bounds.get(name, ())
        )

    def wanting(self, names: Sequence[Name], *, only_missing: bool) -> list[Name]:
        """Parts for which a second search is worth its time: those without counts, else those whose
        first level is not at its bound, else those not near their bounds unless all together are. A
        change of a plan is wanted soon: there only the first.
        """
        missing = [name for name in names if name not in self.parts]
        if missing or only_missing:
            return missing
        together = zip(*(self.parts[name].values for name in names), strict=True)
        bounds = zip(*(self.bounds[name] for name in names), strict=True)
        if is_near_bound([sum(each) for each in together], [sum(each) for each in bounds]):
            return []
        short = [name for name in names if self.parts[name].values[:1] > self.bounds[name][:1]]
        return short or [name for name in names if not self.content(name)]

    def keep(
        self,
        name: Name,
        counts: Counts | None,
        bounds: tuple[int, ...],
        proofs: tuple[PartProof, ...],
    ) -> None:
        """Take a part's counts and bounds, unless those it has are better. Tasks of one part may
        report at the same time.
        """
        with self._keeping:
            before = self.parts.get(name)
            if before is not None and (counts is None or counts.values > before.values):
                return
            if counts is not None:
                self.parts[name] = counts
            self.bounds[name], self.proofs[name] = bounds, proofs


@dataclass(frozen=True)
class Work:
    """What every stage of a search works with: the instance and its strata, the pool that carries
    tasks out, what there is so far, and who hears of each better part.
    """

    instance: Instance
    strata: Sequence[Stratum]
    pool: Pool
    state: Search
    found: Callable[[Search], None] = lambda search: None

    @property
    def is_missing(self) -> bool:
        """Whether a kecamatan is without counts."""
        return bool(self.state.missing(self.instance.problem))


def result_of(future: Future[Result], state: Search) -> Result | None:
    """A task's result; None when it was cancelled or its process died."""
    try:
        return future.result()
    except CancelledError:
        state.reproducible = False
    except WorkerDied:
        state.deaths += 1
        state.reproducible = False
    return None
