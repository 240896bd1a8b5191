"""What is offered, a bazaar say: people who could come against seats there can be. Nobody needs
one, so nothing is short.
"""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.counting.ground import Ground, count_most_disjoint, group_by_venue
from okoce_opt.domain.findings import NOTHING
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.words import Words


@dataclass(frozen=True, slots=True)
class Offer:
    """An offered activity and the people whom it is meant for: of `meant`, `away` can come on none
    of its days, `late` do not finish in time what comes before, and the others (`people`) find at
    most `seats` in `sessions` sessions. Rules, a quota say, let at most `allowed` of them have one.
    """

    activity: str
    meant: int
    away: int
    late: int
    seats: int
    sessions: int
    allowed: int

    @property
    def people(self) -> int:
        """Those who could come to some session of it."""
        return self.meant - self.away - self.late

    @property
    def without(self) -> int:
        """At least so many of all whom it is meant for get nothing."""
        return self.meant - min(self.people, self.seats, self.allowed)


def find_offers(ground: Ground) -> list[Offer]:
    """Every activity that is offered still, by id; what has happened is left out, with its
    people.
    """
    problem = ground.problem
    found = []
    for activity in problem.activities.values():
        if not activity.is_offered:
            continue
        meant = away = late = 0
        able: list[Registrant] = []
        reached = set[int]()
        everywhere = tuple(
            i for i, session in enumerate(ground.usable) if session.activity == activity.id
        )
        for crowd in ground.crowds:
            one = problem.registrants[crowd.people[0]]
            # of whom nothing is counted (several times, pinned) could be anywhere
            could = crowd.after.get(activity.id, everywhere)
            if activity in problem.still_to_do(one) and not problem.past.attended(one, activity.id):
                meant += crowd.size
                away += 0 if crowd.free.get(activity.id, everywhere) else crowd.size
                late += crowd.size if crowd.free.get(activity.id, everywhere) and not could else 0
                reached.update(could)
                able += [problem.registrants[person] for person in crowd.people if could]
        to_come = [
            ground.usable[i]
            for i in sorted(reached)
            if ground.usable[i].id not in problem.past.sessions
        ]
        rooms = [
            (count_most_disjoint(those), max(s.seats for s in those))
            for those in group_by_venue(to_come).values()
        ]
        found.append(
            Offer(
                activity.id,
                meant,
                away,
                late,
                sum(n * seats for n, seats in rooms),
                sum(n for n, _ in rooms),
                ground.most_seated(activity, able),
            )
        )
    return found


def describe_offers(ground: Ground) -> list[Words]:
    """A sentence for each offered activity, on the basis of all whom it is meant for, as the goal
    `many_served` counts.
    """
    line = Words(
        "{activity} (ditawarkan) untuk {meant} orang{lost}; tempatnya paling banyak {seats}, "
        "dalam {sessions} sesi{allowed}{without}.",
        "{activity} (offered) for {meant} people{lost}; there are at most {seats} seats, in "
        "{sessions} sessions{allowed}{without}.",
    )
    allowed = Words(
        "; aturan membolehkan paling banyak {n} orang", "; the rules allow at most {n} people"
    )
    without = Words(
        ", jadi paling sedikit {n} orang tidak kebagian", ", so at least {n} people get none"
    )
    return [
        line.fill(
            activity=ground.title(offer.activity),
            meant=offer.meant,
            lost=_lost(offer),
            seats=offer.seats,
            sessions=offer.sessions,
            allowed=allowed.fill(n=offer.allowed) if offer.allowed < offer.people else "",
            without=without.fill(n=offer.without) if offer.without else "",
        )
        for offer in find_offers(ground)
    ]


def _lost(offer: Offer) -> Words:
    """Of whom those cannot come, and why."""
    away = Words(
        "{n} tidak bisa pada harinya, menurut kolom hari atau halangan mereka",
        "{n} cannot on its days, by their column hari or obstacles",
    ).fill(n=offer.away)
    late = Words(
        "{n} tidak sempat menyelesaikan kegiatan sebelumnya",
        "{n} cannot finish in time what comes before",
    ).fill(n=offer.late)
    said = [words for words, n in ((away, offer.away), (late, offer.late)) if n]
    return Words(" ({lost})", " ({lost})").fill(lost=said) if said else NOTHING
