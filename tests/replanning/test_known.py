"""The plan as people know it, when offices hold different versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.replanning.known import as_known

DAY = date(2026, 1, 5)
HOMES = {PersonId("X"): "K1", PersonId("Y"): "K1", PersonId("V"): "K2"}
FIRST, LATER, OTHER, RESERVE = (
    SessionId(f"{what}|2026-01-{on:02}|sehari")
    for what, on in (("P|aula", 5), ("P|aula", 12), ("P|gedung", 6), ("S|aula", 14))
)


def plan(*seats: tuple[str, str], reserve: bool = False) -> Announced:
    taken = [(PersonId(person), SessionId(session)) for person, session in seats]
    held = {session for _, session in taken} | ({RESERVE} if reserve else set())
    return Announced.of_plan(Plan.of(taken, held, {session: "T1" for session in held}))


def test_each_office_knows_what_it_was_given_and_the_rest_is_a_draft() -> None:
    """X was moved to the 12th in a version that K1 never got; K2 was given nothing at all."""
    sent = plan(("X", FIRST), ("Y", FIRST), ("V", OTHER))
    now = plan(("X", LATER), ("Y", FIRST), ("V", OTHER), reserve=True)
    known = as_known(now, {"K1": sent}, HOMES, DAY)
    assert known.seats == {("X", FIRST), ("Y", FIRST), ("V", OTHER)}
    assert known.held == {FIRST, OTHER, RESERVE}
    assert known.drafts == {OTHER}
    assert set(known.teams) >= {FIRST, OTHER}


def test_where_nobody_was_given_anything_all_is_a_draft() -> None:
    now = plan(("X", FIRST), ("V", OTHER))
    known = as_known(now, {}, HOMES, DAY)
    assert known == replace(now, drafts=frozenset({FIRST, OTHER}))


def test_a_session_of_the_city_is_known_as_soon_as_one_office_knows_it() -> None:
    now = plan(("X", FIRST), ("V", FIRST))
    assert as_known(now, {"K2": now}, HOMES, DAY).drafts == frozenset()


def test_what_has_begun_was_handed_out_though_nobody_recorded_it() -> None:
    """A sheet came back of a plan that was never published: the rest of it is no draft either."""
    now = plan(("X", FIRST), ("Y", LATER), ("V", OTHER))
    assert as_known(now, {}, HOMES, DAY + timedelta(1)).drafts == {OTHER}
