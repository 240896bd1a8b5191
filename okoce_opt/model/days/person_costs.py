"""What chosen days cost beyond the coarse problem because of single people's absences: a guess in a
millisecond, no bound.

Days are searched for without most absences that single people have (`coarse.drop_rare_absences`).
What these cost on given days hardly depends on where the others sit: in a calendar of 1,000 people
the cheapest seats that follow one another, found for each person alone, come within a few seats of
the exact counts. They bound nothing and guide the choice between calendars.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from okoce_opt.domain.activities import Order
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.coarse import COUNTABLE, calendar_model, prices
from okoce_opt.model.solvers.relaxation import costs
from okoce_opt.rows.linear import NO_LIMIT, Priced, times

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

EACH = 1e-8
"""What one kind of person in one held session counts as, in deterministic seconds."""


@dataclass(frozen=True)
class PersonCosts:
    """People of the same prices are one kind.

    `price[activity]` is that of a seat (kinds x candidate sessions, `missing` where there is none
    for them), `needs[activity]` says which kinds are still to do it. `weight` is the number of
    people of a kind, less those whom the coarse problem takes for such. `place` is a session's
    number in its activity; `follows[earlier, later]` says which sessions are far enough apart.
    """

    price: Mapping[str, Ints]
    needs: Mapping[str, Flags]
    weight: Ints
    missing: int
    place: Mapping[str, tuple[str, int]]
    follows: Mapping[tuple[str, str], Flags]

    @classmethod
    def of(cls, instance: Instance, coarse: Model, strict: int) -> PersonCosts:
        """The people of an instance against those of its coarse model, at the prices of
        `coarse.combine_levels(coarse, strict)`.
        """
        problem = instance.problem
        sessions: dict[str, list[Session]] = {name: [] for name in problem.activities}
        for sid in sorted(coarse.held):
            sessions[problem.sessions[sid].activity].append(problem.sessions[sid])
        price_of = prices(coarse, strict)
        everyone = calendar_model(instance)
        faces = np.vstack(
            [_faces(problem, model, price_of, sessions) for model in (everyone, coarse)]
        )
        seats = faces[:, : -len(sessions)][faces[:, : -len(sessions)] != NO_LIMIT]
        # where seats earn something, none is worth nothing; else none is far dearer than any
        earn = seats.min(initial=0) < 0
        dear = strict * (int(seats.max(initial=0)) + max(price_of, default=1))
        most = COUNTABLE // max(1, len(problem.registrants) * len(sessions))
        missing = 0 if earn else min(dear, most)
        kinds, kind = np.unique(
            np.where(faces == NO_LIMIT, missing, faces), axis=0, return_inverse=True
        )
        people = [
            *(stratum.size for stratum in everyone.strata),
            *(-stratum.size for stratum in coarse.strata),
        ]
        weight = np.bincount(kind.ravel(), weights=people, minlength=len(kinds)).astype(np.int64)
        *price, needs = np.split(
            kinds[weight != 0], np.cumsum([len(those) for those in sessions.values()]), axis=1
        )
        return cls(
            price=dict(zip(sessions, price, strict=True)),
            needs={name: needs[:, number] > 0 for number, name in enumerate(sessions)},
            weight=weight[weight != 0],
            missing=missing,
            place={
                s.id: (name, number)
                for name, those in sessions.items()
                for number, s in enumerate(those)
            },
            follows={
                (o.after, o.activity): _follows(o, sessions[o.after], sessions[o.activity])
                for o in problem.orders
            },
        )

    @cached_property
    def _before(self) -> Mapping[str, str]:
        """What each activity follows; of several, the last by name alone is looked at."""
        return {later: earlier for earlier, later in sorted(self.follows)}

    def more(self, held: Collection[SessionId]) -> int:
        """What absences that the coarse problem leaves out cost on these days, beyond what it
        sees.
        """
        places: dict[str, list[int]] = {name: [] for name in self.price}
        for session in sorted(sid for sid in held if sid in self.place):
            name, number = self.place[session]
            places[name].append(number)
        before = self._before
        onward: dict[str, tuple[Ints, Ints]] = {}

        def least(name: str) -> tuple[Ints, Ints]:
            """From this activity on: the price by the session taken, and the least for those who
            may take any.
            """
            if name not in onward:
                mine = np.array(places[name], dtype=np.int64)
                here, skipped = (
                    self.price[name][:, mine].copy(),
                    np.zeros(len(self.weight), dtype=np.int64),
                )
                for after in (activity for activity, earlier in before.items() if earlier == name):
                    there, any_of_them = least(after)
                    skipped += any_of_them
                    fits = self.follows[name, after][
                        np.ix_(mine, np.array(places[after], dtype=np.int64))
                    ]
                    for number, fit in enumerate(fits):
                        reached = there[:, fit].min(axis=1, initial=self.missing)
                        here[:, number] += np.where(self.needs[after], reached, any_of_them)
                onward[name] = (
                    here,
                    np.where(self.needs[name], here.min(axis=1, initial=self.missing), skipped),
                )
            return onward[name]

        return int(sum(self.weight @ least(name)[1] for name in self.price if name not in before))

    def effort(self, held: Collection[SessionId]) -> float:
        """What one look counts as, in deterministic seconds."""
        return EACH * len(self.weight) * len(held)


def _faces(
    problem: Problem,
    model: Model,
    price_of: Sequence[int],
    sessions: Mapping[str, Sequence[Session]],
) -> Ints:
    """For each stratum the price of a seat in each session (`NO_LIMIT` without one), activity by
    activity, and which of these it is still to do.
    """
    terms = [
        term
        for price, level in zip(price_of, model.objectives, strict=True)
        for term in times(price, level.terms)
    ]
    cost = costs(model.rows, Priced(terms))
    there = [session.id for those in sessions.values() for session in those]
    faces = []
    for stratum in model.strata:
        seats = [model.seats.get((stratum.id, sid)) for sid in there]
        to_do = {activity.id for activity in problem.still_to_do(stratum.one)}
        price = [NO_LIMIT if column is None else int(cost[column]) for column in seats]
        faces.append([*price, *(int(name in to_do) for name in sessions)])
    return np.asarray(faces, dtype=np.int64)


def _follows(order: Order, earlier: Sequence[Session], later: Sequence[Session]) -> Flags:
    """Which sessions are far enough apart, and not too far (earlier x later)."""
    fits = [[order.allows(one, two) for two in later] for one in earlier]
    return np.array(fits, dtype=np.bool_).reshape(len(earlier), len(later))
