"""People for whom no day is possible: away, unsuited weekdays, or too few days left for what comes
before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from okoce_opt.counting.crowds import Crowd
from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.words import Words, same

KIND = "possible_days"
SHOWN = 5


def possible_days(ground: Ground) -> Iterable[Shortfall]:
    """Everyone needs a session they can come to, late enough after everything that must come before
    it.
    """
    for (place, activity), crowds in ground.needs.items():
        stranded = [crowd for crowd in crowds if not crowd.after[activity]]
        if not stranded:
            continue
        people = sorted(person for crowd in stranded for person in crowd.people)
        everybody = len(stranded) == len(crowds)
        shown = ", ".join(people[:SHOWN]) + (", ..." if len(people) > SHOWN else "")
        yield Shortfall(
            KIND,
            Words(
                "{place}, {activity}: {n} orang{who} tidak dapat datang ke sesi mana pun{why}.",
                "{place}, {activity}: no day is possible for {n} people{who}{why}.",
            ).fill(
                place=ground.name(place),
                activity=ground.title(activity),
                n=len(people),
                who=Words(" (semuanya)", " (all of them)") if everybody else same(f" ({shown})"),
                why=_reason(ground, activity, stranded),
            ),
            ground.everyone,
            len(people),
            place,
            activity,
        )


def _reason(ground: Ground, activity: str, stranded: Sequence[Crowd]) -> Words:
    """Why: no session at all (no team comes, say), none on days that suit, or too few days left for
    the chain.
    """
    free = [i for crowd in stranded for i in crowd.free[activity]]
    if not free:
        place = stranded[0].place[activity]
        if any(s.activity == activity and s.kecamatan == place for s in ground.usable):
            return Words(
                ": semuanya jatuh pada hari yang tidak bisa bagi mereka",
                ": every session is on a day they cannot come",
            )
        kind = ground.problem.activities[activity].team
        if kind and not any(
            ground.problem.able_teams(s)
            for s in ground.problem.sessions_in[place]
            if s.activity == activity
        ):
            return Words(
                ": pada hari-harinya tidak ada tim {kind} yang bertugas di sana",
                ": no team of {kind} works there on any of its days",
            ).fill(kind=kind)
        return Words(": tidak ada sesi yang dapat diadakan", ": no session can be held")
    last = max(ground.usable[i].first_day for i in free)
    for order in ground.problem.orders:
        before = [i for crowd in stranded for i in crowd.after.get(order.after, ())]
        if order.activity == activity and before:
            first = min(ground.usable[i].last_day for i in before)
            return Words(
                ": {before} paling cepat {first}, jeda {gap} hari, jadi mulai {ready}, padahal "
                "yang terakhir {last}",
                ": {before} on {first} at the earliest, {gap} days between, so from {ready} on, "
                "but the last is {last}",
            ).fill(
                before=ground.title(order.after),
                first=first,
                gap=order.min_gap_days,
                ready=first + timedelta(days=order.min_gap_days),
                last=last,
            )
    return Words(
        ": kegiatan sebelumnya tidak dapat mereka ikuti",
        ": what comes before it is out of their reach",
    )
