"""What may still change of an announced seat, by the state of its session (*keadaan*)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.sessions import is_session_id, session_name
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.domain.problem import Problem


class State(StrEnum):
    """Of a session: nobody was told of it; people know it; it has begun; it was called off."""

    DRAFT = "draf"
    ANNOUNCED = "diumumkan"
    HELD = "diadakan"
    CANCELLED = "dibatalkan"


class Freedom(StrEnum):
    """Whether a seat may change: never; only if a rule or an earlier level forces it; at a price;
    as if it had never been.
    """

    NEVER = "tidak"
    FORCED = "terpaksa"
    PRICED = "harga"
    FREE = "bebas"


@dataclass(frozen=True, slots=True)
class Changing:
    """A row of table `ubah`: what may change of seats in sessions in a `state` that begin `within`
    so many days (None: at any time).

    `a_date` is what another date costs, `a_hall` another hall on the same date, in points.
    """

    state: State
    within: int | None = None
    freedom: Freedom = Freedom.FORCED
    a_date: int = 100
    a_hall: int = 1


AS_EVER = Changing(State.ANNOUNCED)
"""Where there is no table `ubah`: only what is forced moves, and then as near as can be."""
USUAL = (
    Changing(State.ANNOUNCED, 7, Freedom.FORCED),
    Changing(State.ANNOUNCED, None, Freedom.PRICED),
    Changing(State.DRAFT, None, Freedom.FREE),
)
"""What holds of a state of which the table says nothing."""


def state_of(problem: Problem, sid: SessionId) -> State:
    """The state of a session of the announced plan."""
    first = session_name(sid).first_day if is_session_id(sid) else date.max
    if problem.told.get(sid) is False:
        return State.CANCELLED
    if problem.today is not None and first < problem.today:
        return State.HELD
    return State.DRAFT if sid in problem.announced.drafts else State.ANNOUNCED


def changing_of(problem: Problem, sid: SessionId) -> Changing:
    """What may change of seats in a session of the announced plan.

    What was held stays in any case. A session that is called off is like one that was announced:
    its people move, and as near as can be. Of several rows the one with the fewest days holds.
    """
    if not problem.changing or not is_session_id(sid):
        return AS_EVER
    state = state_of(problem, sid)
    if state in (State.HELD, State.CANCELLED):
        state = State.ANNOUNCED
    today = problem.today or problem.calendar.first
    ahead = (session_name(sid).first_day - today).days
    said = [row for row in problem.changing if row.state == state]
    rows = [row for row in said or USUAL if row.state == state]
    fits = [row for row in rows if row.within is None or ahead <= row.within]
    usual = (row for row in USUAL if row.state == state and row.within is None)
    return min(fits, key=lambda row: (row.within is None, row.within), default=next(usual))


def complaints_about_changing(rows: Iterable[Changing]) -> Iterator[Complaint]:
    """Rows of table `ubah` that cannot mean anything."""
    for row in rows:
        key = f"{row.state}/{'' if row.within is None else row.within}"
        if row.state is State.HELD and row.freedom is not Freedom.NEVER:
            words = Words(
                "Yang sudah diadakan tidak pernah berubah.", "What was held never changes."
            )
            allowed = Words("tidak", "tidak (never)")
            yield Complaint("held_is_settled", "ubah", key, "boleh", row.freedom, allowed, words)
        numbers = {"dalam_hari": row.within or 0}
        numbers |= {"harga_tanggal": row.a_date, "harga_tempat": row.a_hall}
        for column, number in numbers.items():
            if number < 0:
                allowed = Words("0 atau lebih", "0 or more")
                yield Complaint("out_of_range", "ubah", key, column, str(number), allowed)
