"""Announced seats that table `ubah` never lets change: they may, where a rule forces it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okoce_opt.domain.fixed_seats import is_fixed
from okoce_opt.domain.may_change import changing_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.states import Changing, Freedom, State
from okoce_opt.domain.words import Words
from okoce_opt.reasons.levers import Lever, in_parts, once


def levers_of_kept_seats(problem: Problem) -> Iterator[Lever]:
    """Each row of the table that keeps somebody's seat, by itself and all of them."""
    kept = {
        changing_of(problem, pin)
        for person in problem.registrants.values()
        for pin in person.pins
        if (person.id, pin) not in problem.past.seats and is_fixed(problem, (person.id, pin))
    }
    rows = [row for row in problem.changing if row in kept]
    yield from (_forced([row]) for row in rows)
    if len(rows) > 1:
        yield in_parts(rows, _forced)


def _forced(rows: Sequence[Changing]) -> Lever:
    cells = [
        {"keadaan": str(row.state), "dalam_hari": row.within, "boleh": str(Freedom.FORCED)}
        for row in rows
    ]
    text = Words(
        "kursi {which} boleh pindah bila terpaksa (ubah: boleh = terpaksa)",
        "seats {which} may move where a rule forces it (ubah: boleh = terpaksa)",
    )
    return once("may_change", {"ubah": cells}, text.fill(which=[_said(row) for row in rows]))


def _said(row: Changing) -> Words:
    known = Words("yang sudah diumumkan", "that have been announced")
    if row.state is State.DRAFT:
        known = Words("yang masih draf", "that are drafts still")
    if row.within is None:
        return known
    soon = Words("{known} untuk {n} hari ke depan", "{known} for the next {n} days")
    return soon.fill(known=known, n=row.within)
