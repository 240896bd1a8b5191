"""The plan as people know it: of each office the version that it was given last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.plan import Seat
from okoce_opt.domain.sessions import is_session_id, session_name


def as_known(
    current: Announced,
    given: Mapping[str, Announced],
    homes: Mapping[PersonId, str],
    today: date,
) -> Announced:
    """What people know, where `current` is the plan that holds and `given` maps the code of a
    kecamatan to the plan that its office was given; `homes` are the people's kecamatan.

    Of people whose office was given none, `current` is a draft: sessions in which nobody else sits
    are drafts. Where any of them sat in a session before `today`, it was handed out all the same,
    and nobody has recorded that.
    """
    begun = {
        homes[person]
        for person, sid in current.seats
        if person in homes and is_session_id(sid) and session_name(sid).first_day < today
    }
    given = {**dict.fromkeys(begun, current), **given}
    seats: set[Seat] = set()
    for code, plan in given.items():
        seats |= {seat for seat in plan.seats if homes.get(seat[0]) == code}
    told = {sid for _, sid in seats}
    seats |= {seat for seat in current.seats if homes.get(seat[0]) not in given}
    sitting = {sid for _, sid in current.seats}
    plans = [current, *given.values()]
    return replace(
        current,
        seats=frozenset(seats),
        teams={sid: team for plan in plans for sid, team in plan.teams.items()},
        mentors={
            **current.mentors,
            **{
                person: mentor
                for code, plan in given.items()
                for person, mentor in plan.mentors.items()
                if homes.get(person) == code
            },
        },
        # a reserve has nobody by name
        held=frozenset(sid for _, sid in seats) | (current.held - sitting),
        printed={sid: one for plan in plans for sid, one in plan.printed.items()},
        drafts=frozenset(sid for _, sid in seats) - told,
    )
