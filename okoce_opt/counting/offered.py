"""What is offered, a bazaar say: people who could come against seats there can be. Nobody needs one, so nothing is short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okoce_opt.counting.ground import Ground, by_venue, most_disjoint
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words


@dataclass(frozen=True, slots=True)
class Offer:
    """An offered activity: `people` who could come to some session of it, at most `seats` for them in `sessions` sessions."""

    activity: str
    people: int
    seats: int
    sessions: int

    @property
    def without(self) -> int:
        """At least so many of them get nothing."""
        return max(0, self.people - self.seats)


def offers(problem: Problem, rules: Iterable[object]) -> list[Offer]:
    """Every offered activity, by id; what has happened is left out, with its people."""
    ground = Ground.of(problem, rules)
    found = []
    for activity in problem.activities.values():
        if activity.required or activity.reserve_for:
            continue
        people, reached = 0, set[int]()
        everywhere = tuple(i for i, session in enumerate(ground.usable) if session.activity == activity.id)
        for crowd in ground.crowds:
            one = problem.registrants[crowd.people[0]]
            # of whom nothing is counted (several times, pinned) could be anywhere
            could = crowd.after.get(activity.id, everywhere)
            if could and activity in problem.still_to_do(one) and not problem.has_attended(one, activity.id):
                people += crowd.size
                reached.update(could)
        to_come = [ground.usable[i] for i in sorted(reached) if ground.usable[i].id not in problem.settled]
        rooms = [(most_disjoint(those), max(s.seats for s in those)) for those in by_venue(to_come).values()]
        found.append(Offer(activity.id, people, sum(n * seats for n, seats in rooms), sum(n for n, _ in rooms)))
    return found


def offered(problem: Problem, rules: Iterable[object]) -> list[Words]:
    """A sentence for each offered activity."""
    enough = Words(
        "{activity} (ditawarkan): {people} orang bisa ikut; tempatnya paling banyak {seats}, dalam {sessions} sesi.",
        "{activity} (offered): {people} people could come; there are at most {seats} seats, in {sessions} sessions.",
    )
    too_few = Words(
        "{activity} (ditawarkan): {people} orang bisa ikut; tempatnya paling banyak {seats}, dalam {sessions} sesi, "
        "jadi paling sedikit {without} orang tidak kebagian.",
        "{activity} (offered): {people} people could come; there are at most {seats} seats, in {sessions} sessions, "
        "so at least {without} people get none.",
    )
    return [
        (too_few if offer.without else enough).fill(
            activity=problem.activities[offer.activity].title,
            people=offer.people,
            seats=offer.seats,
            sessions=offer.sessions,
            without=offer.without,
        )
        for offer in offers(problem, rules)
    ]
