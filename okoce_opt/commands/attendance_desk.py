"""The desk on which filled sheets of a year are read: plans are opened only when a sheet of theirs
comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okoce_opt.attending.desk import Desk
from okoce_opt.domain.announced import Printed
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.reports.content.codes import plan_code

if TYPE_CHECKING:
    from okoce_opt.plan_files.record import PlanFolder
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version


def desk_of(rollout: Rollout, current: Version) -> Desk:
    """The current lists, and every plan that a sheet may be of."""
    from dataclasses import replace

    kept = {one.plan: one for one in (*rollout.history(), current) if one.plan}
    opened = _Opened([*kept.values()], rollout.plan)
    now = opened.plan(kept[current.plan]) if current.plan else rollout.plan(current)
    scenario = rollout.scenario(current)
    # a session's days are those that its papers had, also where the calendar has changed since
    announced = replace(now.announced, printed=_AsPrinted(now.announced.printed, opened))
    known = replace(scenario, problem=replace(scenario.problem, announced=announced))
    # of several plans whose codes are alike the last
    coded = {plan_code(rollout.plan_digest(one)): one for one in kept.values()}
    return Desk(known, now.plan, _Sent(coded, opened))


@dataclass
class _Opened:
    """Plans of versions, the oldest first, each read once and only when it is wanted."""

    versions: list[Version]
    read: Callable[[Version], PlanFolder]
    found: dict[str, PlanFolder] = field(default_factory=dict)

    def plan(self, version: Version) -> PlanFolder:
        """The plan of a version."""
        if version.plan not in self.found:
            self.found[version.plan] = self.read(version)
        return self.found[version.plan]


@dataclass(frozen=True)
class _Sent(Mapping[str, Plan]):
    """Plans by the letters that the codes of their sheets begin with."""

    coded: Mapping[str, Version]
    opened: _Opened

    def __getitem__(self, code: str) -> Plan:
        return self.opened.plan(self.coded[code]).plan

    def __iter__(self) -> Iterator[str]:
        return iter(self.coded)

    def __len__(self) -> int:
        return len(self.coded)


@dataclass(frozen=True)
class _AsPrinted(Mapping[SessionId, Printed]):
    """Sessions as they were printed: as the plan has them that holds `now`; one that it has no
    more, as the newest that has it.
    """

    now: Mapping[SessionId, Printed]
    opened: _Opened

    def __getitem__(self, sid: SessionId) -> Printed:
        if sid in self.now:
            return self.now[sid]
        for version in reversed(self.opened.versions):
            printed = self.opened.plan(version).announced.printed
            if sid in printed:
                return printed[sid]
        raise KeyError(sid)

    def __iter__(self) -> Iterator[SessionId]:
        plans = map(self.opened.plan, self.opened.versions)
        return iter({**self.now, **{sid: 1 for one in plans for sid in one.announced.printed}})

    def __len__(self) -> int:
        return sum(1 for _ in self)
