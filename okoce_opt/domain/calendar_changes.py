"""How the calendar that is planned on differs from that of the announced plan, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from okoce_opt.domain.announced import KnownDays
from okoce_opt.domain.calendar import ANY_TURN, Calendar
from okoce_opt.domain.words import Words

NAMED = 6
"""Days that are named; of more only the number is said."""


def calendar_changes(old: KnownDays, new: Calendar, groups: Sequence[str]) -> list[Words]:
    """One sentence for each way in which `new` differs: its ends, days closed and opened, hours,
    turns. Nothing where they are alike.

    `groups` are those that have turns now, none where nobody has.
    """
    said = []
    if (old.first, old.last) != (new.first, new.last):
        ends = {"old_first": old.first, "old_last": old.last, "first": new.first, "last": new.last}
        said.append(_ENDS.fill(**ends))
    now = frozenset(new.open_days)
    both = [day for day in old.open_days | now if _within(old, new, day)]
    if closed := sorted(day for day in both if day not in now):
        said.append(_CLOSED.fill(n=len(closed), days=_named(closed)))
    if opened := sorted(day for day in both if day not in old.open_days):
        words = _OPENED_FREE if groups and all(new.turn(d) == ANY_TURN for d in opened) else _OPENED
        said.append(words.fill(n=len(opened), days=_named(opened)))
    for part in new.parts.values():
        before = old.hours.get(part.id, part.hours)
        if before != part.hours:
            said.append(_HOURS.fill(part=part.id, before=before, hours=part.hours))
    if groups and said and old.turns:
        said.append(_TURNS)
    gone = sorted({turn for turn in old.turns.values() if turn != ANY_TURN} - set(groups))
    if groups and gone:
        said.append(_NOBODYS.fill(groups=gone))
    free = {new.turn(day) for day in now}
    if old.turns and ANY_TURN not in free and (new_ones := sorted(set(groups) - free)):
        said.append(_NO_TURN.fill(groups=new_ones))
    return said


def _within(old: KnownDays, new: Calendar, day: date) -> bool:
    return max(old.first, new.first) <= day <= min(old.last, new.last)


def _named(days: Sequence[date]) -> Words:
    def each(some: Iterable[date]) -> Words:
        return Words("{days}", "{days}").fill(days=list(some))

    if len(days) <= NAMED:
        return each(days)
    more = Words("{days} dan {n} hari lagi", "{days} and {n} days more")
    return more.fill(days=each(days[:NAMED]), n=len(days) - NAMED)


_ENDS = Words(
    "Rencana lama berlaku {old_first} s.d. {old_last}, sekarang {first} s.d. {last}.",
    "The old plan ran from {old_first} to {old_last}, now it is {first} to {last}.",
)
_CLOSED = Words(
    "{n} hari yang buka di rencana lama sekarang tutup: {days}.",
    "{n} days open in the old plan are closed now: {days}.",
)
_OPENED = Words(
    "{n} hari yang tutup di rencana lama sekarang buka: {days}.",
    "{n} days closed in the old plan are open now: {days}.",
)
_OPENED_FREE = Words(
    "{n} hari yang tutup di rencana lama sekarang buka, bebas bagi semua kelompok: {days}.",
    "{n} days closed in the old plan are open now, free for every group: {days}.",
)
_HOURS = Words(
    "Jam bagian {part} dulu {before}, sekarang {hours}; beri tahu yang kursinya tetap juga.",
    "Part {part} was {before} and is {hours} now; tell those too whose seat stays.",
)
_TURNS = Words(
    "Giliran setiap hari tetap seperti di rencana lama.",
    "Each day keeps the turn it had in the old plan.",
)
_NOBODYS = Words(
    "Di rencana lama ada giliran kelompok {groups}, yang tidak ada lagi: hari-harinya tidak "
    "terpakai kecuali diberi giliran di tabel kalender.",
    "The old plan has turns of the group {groups}, which is no more: its days stay unused unless "
    "the table kalender gives them a turn.",
)
_NO_TURN = Words(
    "Kelompok {groups} tidak punya hari, sebab setiap hari tetap giliran kelompok lain seperti di "
    "rencana lama: beri giliran di tabel kalender.",
    "The group {groups} has no day, since each day keeps the turn of another group as in the old "
    "plan: give it turns in the table kalender.",
)
