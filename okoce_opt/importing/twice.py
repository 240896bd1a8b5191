"""People found twice in what was sent: in one file or across files. Rows equal in every field are
one; all else is shown side by side and asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations, pairwise

from rapidfuzz import fuzz, process

from okoce_opt.domain.words import Words
from okoce_opt.importing.account import Entry, Ignored
from okoce_opt.importing.likeness import (
    both_told,
    contradict,
    evidence,
    name_key,
    shortly,
    told,
)
from okoce_opt.importing.merging import sides, told_besides
from okoce_opt.importing.questions import (
    FOLLOW,
    PAIR,
    SAME,
    TWO,
    Answers,
    Question,
    Scope,
    question_id,
)
from okoce_opt.importing.regions import Gazetteer

_TWIN = Words("sama di semua kolom dengan {spot}", "equal in every column to {spot}")
_MERGED = Words("orang yang sama dengan {spot}", "the same person as {spot}")
_TWINS = Words("sama di semua kolom dengan baris lain", "equal in every column to another row")
_ALL_MERGED = Words("orang yang sama dengan baris lain", "the same person as another row")
_NEAR, _FEW, _CROWD = 92, 8, 400


def drop_twins(entries: Sequence[Entry]) -> dict[int, Ignored]:
    """Rows that equal an earlier one in every field, by their place among `entries`."""
    first: dict[frozenset[tuple[str, object]], Entry] = {}
    found: dict[int, Ignored] = {}
    for n, entry in enumerate(entries):
        if entry.waits:
            continue
        earlier = first.setdefault(frozenset(entry.values.items()), entry)
        if earlier is not entry:
            found[n] = Ignored(entry.spot, _TWIN.fill(spot=earlier.spot.said), kind=_TWINS)
    return found


def ask_about_twice(
    entries: Sequence[Entry], answers: Answers, gazetteer: Gazetteer
) -> dict[int, Ignored]:
    """Ask about each two rows that may be one person; both wait meanwhile. The rows that were
    answered to be merged into another, or to be ignored.
    """
    gone: dict[int, Ignored] = {}
    for one, other in _pairs(entries):
        if one in gone or other in gone:
            continue
        first, second = entries[one], entries[other]
        asked = Question(
            question_id("twice", *_about(first), *_about(second)),
            Scope.PAIR,
            first.spot.place,
            Words(
                "Orang yang sama?\n  {a_spot}: {a}\n  {b_spot}: {b}\n  {evidence}\n  {sides}",
                "The same person?\n  {a_spot}: {a}\n  {b_spot}: {b}\n  {evidence}\n  {sides}",
            ).fill(
                a_spot=first.spot.said,
                b_spot=second.spot.said,
                a=shortly(first.values, _home(first, gazetteer)),
                b=shortly(second.values, _home(second, gazetteer)),
                evidence=evidence(first.values, second.values),
                sides=sides(first.values, second.values, gazetteer.by_code),
            ),
            PAIR,
            2,
        )
        answer = answers.ask(asked)
        if answer is None:
            first.waits.append(asked.id)
            second.waits.append(asked.id)
        elif answer != TWO.word:
            if answer == SAME.word:
                first.values |= told_besides(first.values, second.values)
            elif answer == FOLLOW.word:
                first.values = {**first.values, **second.values}
            gone[other] = Ignored(second.spot, _MERGED.fill(spot=first.spot.said), kind=_ALL_MERGED)
    return gone


def _about(entry: Entry) -> list[str]:
    return [f"{name}={entry.values[name]}" for name in sorted(entry.values)]


def _home(entry: Entry, gazetteer: Gazetteer) -> str:
    place = gazetteer.by_code.get(str(entry.values.get("kelurahan", "")))
    return place.name if place else ""


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Each two that may be one, the earlier row first: the same NIK; the same name and birthday;
    the same name in one kelurahan with nothing that tells them apart; near names at one address.
    """
    by_nik: dict[str, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    by_address: dict[tuple[object, ...], list[int]] = {}
    for n, entry in enumerate(entries):
        values = entry.values
        if nik := str(values.get("nik") or ""):
            by_nik.setdefault(nik, []).append(n)
        if name := str(values.get("nama") or ""):
            by_name.setdefault(name_key(name), []).append(n)
        where = tuple(told(values, field) for field in ("kelurahan", "alamat", "rt", "rw"))
        if where[1] and name:
            by_address.setdefault(where, []).append(n)
    seen: set[tuple[int, int]] = set()
    for group in by_nik.values():
        seen.update(_speaking(group, lambda one, other: True))
    for group in by_name.values():
        seen.update(_speaking(group, lambda one, other: _one_name(entries, one, other)))
    for group in by_address.values():
        if 1 < len(group) <= _CROWD:
            near = frozenset(_near_in(entries, group))
            seen.update(_speaking(group, partial(_is_one_of, near)))
    yield from sorted(seen)


def _is_one_of(pairs: frozenset[tuple[int, int]], one: int, other: int) -> bool:
    return (one, other) in pairs


def _speaking(group: Sequence[int], speak: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    """The pairs of a group for which something speaks; of a large group only those that join what
    no other pair has joined: one NIK in eighty rows is one mistake, not three thousand questions.
    """
    if len(group) <= _FEW:
        yield from (pair for pair in combinations(group, 2) if speak(*pair))
        return
    of, apart = {n: n for n in group}, len(group)

    def root(n: int) -> int:
        while of[n] != n:
            of[n] = of[of[n]]
            n = of[n]
        return n

    for one, other in combinations(group, 2) if len(group) <= _CROWD else pairwise(group):
        a, b = root(one), root(other)
        if a != b and speak(one, other):
            of[b] = a
            yield one, other
            apart -= 1
            if apart == 1:
                return


def _one_name(entries: Sequence[Entry], one: int, other: int) -> bool:
    """Whether two of one name may be one person."""
    mine, theirs = entries[one].values, entries[other].values
    if both_told(mine, theirs, "tanggal_lahir") is True:
        return True
    if contradict(mine, theirs) or both_told(mine, theirs, "kelurahan") is False:
        return False
    return not any(
        both_told(mine, theirs, name) is False for name in ("alamat", "rt", "rw", "telepon")
    )


def _near_in(entries: Sequence[Entry], group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of people at one address those with near names whom nothing tells apart."""
    names = [name_key(str(entries[n].values["nama"])) for n in group]
    scores = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR)
    for a, b in combinations(range(len(group)), 2):
        if scores[a][b] and not contradict(entries[group[a]].values, entries[group[b]].values):
            yield group[a], group[b]
