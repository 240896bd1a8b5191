"""People against the numbers of table `jatah`, where the rule `quota` is on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from okoce_opt.counting.ground import Ground, count_most_disjoint, group_by_venue
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.shares import Share
from okoce_opt.domain.words import Words

KIND = "quota"


def count_quota(ground: Ground, *, at_least: bool) -> Iterable[Shortfall]:
    """No more are pinned than a row allows, those it leaves out have no seat, and with `at_least`
    it can be reached.
    """
    for share in ground.problem.shares:
        yield from _too_many(ground, share)
        if at_least:
            yield from _too_few(ground, share)
            yield from _at_odds(ground.problem, share)


def _too_many(ground: Ground, share: Share) -> Iterator[Shortfall]:
    problem, activity = ground.problem, ground.problem.activities[share.activity]
    people = [problem.registrants[person] for person in _people(problem, share)]
    attended = _seats_attended(problem, share)
    pinned = sum(activity_of(pin) == share.activity for one in people for pin in one.pins)
    if pinned > max(share.people, attended):
        words = Words(
            "{place}, {activity}: jatah {n}, sudah ditetapkan {pinned} kursi.",
            "{place}, {activity}: quota {n}, {pinned} seats are pinned.",
        ).fill(place=_place(problem, share), activity=activity.title, n=share.people, pinned=pinned)
        yield Shortfall(KIND, words, hard=True, kecamatan=share.kecamatan, activity=share.activity)
    wanting = sum(
        activity in problem.needed(one) and not problem.past.attended(one, share.activity)
        for one in people
    )
    left = wanting - max(0, share.people - attended)
    if wanting and left > 0:
        words = Words(
            "{place}, {activity}: {people} orang perlu, jatahnya {n}: {left} tersisa.",
            "{place}, {activity}: {people} people need it, its quota is {n}: {left} are left over.",
        ).fill(
            place=_place(problem, share),
            activity=activity.title,
            people=wanting,
            n=max(0, share.people - attended),
            left=left,
        )
        yield Shortfall(KIND, words, ground.everyone, left, share.kecamatan, share.activity)


def _too_few(ground: Ground, share: Share) -> Iterator[Shortfall]:
    """One row by itself, and the rows of its kelurahan together where it is the first of them."""
    problem, activity = ground.problem, ground.problem.activities[share.activity]
    there, least = _reached(ground, share)
    if there < least:
        words = Words(
            "{place}, {activity}: jatah {least} harus tercapai, yang bisa mendapat kursi {there}.",
            "{place}, {activity}: a quota of {least} is to be reached, {there} can get a seat.",
        ).fill(place=_place(problem, share), activity=activity.title, least=least, there=there)
        yield Shortfall(KIND, words, hard=True, kecamatan=share.kecamatan, activity=share.activity)
        return
    beside = _inner_rows(problem, share)
    if not share.kelurahan or share != beside[0] or len(beside) == 1:
        return
    there, least = _reached(ground, *beside)
    if there < least:
        words = Words(
            "{place}, {activity}: jatah kelurahannya bersama {least} harus tercapai, yang bisa "
            "mendapat kursi {there}.",
            "{place}, {activity}: the quotas of its kelurahan are together {least} to be reached, "
            "{there} can get a seat.",
        ).fill(
            place=problem.kecamatan[share.kecamatan].name,
            activity=activity.title,
            least=least,
            there=there,
        )
        yield Shortfall(KIND, words, hard=True, kecamatan=share.kecamatan, activity=share.activity)


def _reached(ground: Ground, *shares: Share) -> tuple[int, int]:
    """Seats that the places of these rows, of one activity and without people in common, can come
    to, not more than their people who can come, nor than the sessions they reach hold; and those
    that they are to come to.
    """
    problem, activity = ground.problem, ground.problem.activities[shares[0].activity]
    here = {person: n for n, share in enumerate(shares) for person in _people(problem, share)}
    able, reached, to_do = 0, set[int](), [0] * len(shares)
    everywhere = tuple(
        i for i, session in enumerate(ground.usable) if session.activity == activity.id
    )
    for crowd in ground.crowds:
        mine = Counter(here[person] for person in crowd.people if person in here)
        one = problem.registrants[crowd.people[0]]
        if not mine or activity not in problem.still_to_do(one):
            continue
        for n, people in mine.items():
            to_do[n] += people
        # of whom nothing is counted (several times, pinned) could be anywhere
        could = crowd.after.get(activity.id, everywhere)
        if could and not (activity.times == 1 and problem.past.attended(one, activity.id)):
            able += mine.total() * activity.times
            reached.update(could)
    to_come = [
        ground.usable[i]
        for i in sorted(reached)
        if ground.usable[i].id not in problem.past.sessions
    ]
    room = sum(
        count_most_disjoint(those) * max(s.seats for s in those)
        for those in group_by_venue(to_come).values()
    )
    attended = sum(_seats_attended(problem, share) for share in shares)
    least = sum(min(share.people, n) for share, n in zip(shares, to_do, strict=True))
    return attended + min(able, room), least


def _inner_rows(problem: Problem, share: Share) -> list[Share]:
    """The rows of kelurahan in the kecamatan of a row, in its activity."""
    return [
        one
        for one in problem.shares
        if one.kelurahan and (one.activity, one.kecamatan) == (share.activity, share.kecamatan)
    ]


def _at_odds(problem: Problem, share: Share) -> Iterator[Shortfall]:
    """What rows of kelurahan must come to against the row of their kecamatan."""
    inner = _inner_rows(problem, share)
    if share.kelurahan or not inner:
        return
    activity = problem.activities[share.activity]
    to_do = {one: _to_do(problem, one) for one in (share, *inner)}
    free = to_do[share] - sum(to_do[one] for one in inner)
    least = sum(min(one.people, to_do[one]) for one in inner)
    most = sum(max(one.people, _seats_attended(problem, one)) for one in inner)
    most += free * activity.times + _seats_attended(problem, share)
    allowed = max(share.people, _seats_attended(problem, share))
    asked = min(share.people, to_do[share])
    if least > allowed or most < asked:
        words = Words(
            "{place}, {activity}: jatah kecamatan {n}, jumlah jatah kelurahannya {least} "
            "sampai {most}; keduanya harus tercapai (at_least).",
            "{place}, {activity}: the quota of the kecamatan is {n}, those of its kelurahan must "
            "come to {least} up to {most}; both are to be reached (at_least).",
        ).fill(
            place=_place(problem, share),
            activity=activity.title,
            n=share.people,
            least=least,
            most=most,
        )
        yield Shortfall(KIND, words, hard=True, kecamatan=share.kecamatan, activity=share.activity)


def _to_do(problem: Problem, share: Share) -> int:
    """Its people who have the activity still to do."""
    activity = problem.activities[share.activity]
    here = _people(problem, share)
    return sum(activity in problem.still_to_do(problem.registrants[one]) for one in here)


def find_idle_rows(problem: Problem) -> Iterator[Words]:
    """Rows that say nothing as long as the rule is not active."""
    idle = sorted({s.activity for s in problem.shares if problem.activities[s.activity].required})
    if idle:
        yield Words(
            "jatah: tanpa aturan.quota barisnya tidak berpengaruh pada kegiatan wajib "
            "({activities}).",
            "jatah: without aturan.quota its rows are without effect on required activities "
            "({activities}).",
        ).fill(activities=[problem.activities[name].title for name in idle])


def find_not_limited(problem: Problem) -> list[Words]:
    """Each activity that has rows for some kecamatan and none for others."""
    found = []
    for activity in problem.activities.values():
        named = {share.kecamatan for share in problem.shares if share.activity == activity.id}
        free = [
            k.name
            for k in problem.kecamatan.values()
            if k.code not in named and problem.people_of[k.code]
        ]
        if named and free:
            found.append(
                Words(
                    "{activity}: tanpa baris di jatah, jadi tidak dibatasi: {places}.",
                    "{activity}: without a row in jatah, so not limited: {places}.",
                ).fill(activity=activity.title, places=", ".join(free))
            )
    return found


def _people(problem: Problem, share: Share) -> frozenset[PersonId]:
    those = problem.people_of[share.kecamatan]
    return frozenset(one.id for one in those if share.kelurahan in ("", one.kelurahan))


def _seats_attended(problem: Problem, share: Share) -> int:
    people = _people(problem, share)
    return sum(
        person in people and activity_of(pin) == share.activity
        for person, pin in problem.past.seats
    )


def _place(problem: Problem, share: Share) -> str:
    whole = problem.kecamatan[share.kecamatan].name
    return f"{problem.kelurahan[share.kelurahan].name} ({whole})" if share.kelurahan else whole
