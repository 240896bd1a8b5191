"""Two plans side by side, seen by the person and by the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okoce_opt.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from an older plan to a newer one.

    `moved` maps a person on both lists to (old sessions, new sessions) that only one of the plans
    has; `lost` counts old seats of people still on the list that are gone; `left` and `joined` are
    people with seats in only one plan; `dropped` and `added` are sessions held in only one.
    `mentors` maps a person who has a mentor in both plans, and not the same, to (old, new).
    """

    moved: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    lost: int
    left: tuple[str, ...]
    joined: tuple[str, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    mentors: Mapping[str, tuple[str, str]]

    def __repr__(self) -> str:
        return (
            f"Difference({len(self.moved)} people moved, {self.lost} seats lost, "
            f"{len(self.left)} left, {len(self.joined)} joined, "
            f"{len(self.dropped)} sessions dropped, {len(self.added)} added)"
        )


def difference(old: Plan, new: Plan) -> Difference:
    """What a planner must tell people when `new` replaces `old`."""
    before, after = old.sessions_of, new.sessions_of
    moved = {}
    for person in sorted(before.keys() & after.keys()):
        gone = tuple(s for s in before[person] if s not in after[person])
        come = tuple(s for s in after[person] if s not in before[person])
        if gone or come:
            moved[person] = (gone, come)
    return Difference(
        moved=moved,
        lost=sum(len(gone) for gone, _ in moved.values()),
        left=tuple(sorted(before.keys() - after.keys())),
        joined=tuple(sorted(after.keys() - before.keys())),
        dropped=tuple(sorted(old.held - new.held)),
        added=tuple(sorted(new.held - old.held)),
        mentors={
            person: (old.mentors[person], new.mentors[person])
            for person in sorted(old.mentors.keys() & new.mentors.keys())
            if old.mentors[person] != new.mentors[person]
        },
    )
