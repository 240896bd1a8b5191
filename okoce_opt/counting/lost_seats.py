"""Announced seats that are lost whatever is planned, against how many may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.may_change import cannot_stay, seats_at_stake
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same

OF_ALL, OF_ONE = "lost_seats", "lost_seats_of_one"


def count_lost_seats(ground: Ground, at_most: int, *, each: bool) -> Iterable[Shortfall]:
    """More seats than `at_most` (of `each` person, or of all) are in sessions that are no
    candidates any more, or on days on which their people cannot come.
    """
    problem = ground.problem
    lost: dict[PersonId, list[SessionId]] = {}
    for person, sid in _surely_lost(problem):
        lost.setdefault(person, []).append(sid)
    if each:
        for person, those in lost.items():
            if len(those) > at_most:
                home = problem.registrants[person].kecamatan
                words = _ONE.fill(who=same(person), n=len(those), most=at_most, sid=same(those[0]))
                yield Shortfall(OF_ONE, words, hard=True, kecamatan=home)
        return
    number = sum(map(len, lost.values()))
    if number > at_most:
        first = next(sid for those in lost.values() for sid in those)
        words = _ALL.fill(n=number, most=at_most, people=len(lost), sid=same(first))
        yield Shortfall(OF_ALL, words, hard=True)


def _surely_lost(problem: Problem) -> Iterator[tuple[PersonId, SessionId]]:
    for person, one in problem.registrants.items():
        for sid in seats_at_stake(problem, one):
            if cannot_stay(problem, one, sid):
                yield person, sid


_ONE = Words(
    "{who} kehilangan {n} kursi yang diumumkan ({sid}, ...) karena sesinya tidak dapat diadakan "
    "atau ia tidak dapat datang; aturan changes_per_person memperbolehkan {most}.",
    "{who} loses {n} announced seats ({sid}, ...) because the sessions cannot be held or they "
    "cannot come; the rule changes_per_person allows {most}.",
)
_ALL = Words(
    "{n} kursi yang diumumkan dari {people} orang hilang ({sid}, ...) karena sesinya tidak dapat "
    "diadakan atau orangnya tidak dapat datang; aturan changes_in_all memperbolehkan {most}.",
    "{n} announced seats of {people} people are lost ({sid}, ...) because the sessions cannot be "
    "held or the people cannot come; the rule changes_in_all allows {most}.",
)
