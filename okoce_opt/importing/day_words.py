"""Weekdays as offices write them: *setu*, *hari kerja*, *tidak bisa jumat*, *hanya sabtu*."""

from __future__ import annotations

import re
from collections.abc import Callable

from okoce_opt.domain.words import WEEKDAYS
from okoce_opt.importing.words import Dictionary
from okoce_opt.io.tables.parsers import Unreadable
from okoce_opt.io.tables.times import AND, EXCEPT, LONGEST, TO, weekdays

EVERY = "semua hari"
CANNOT = re.compile(
    r"^\s*(?:(?:hari )?(?:tidak|tdk|tak|ga|gak|nggak) (?:bisa|dapat|hadir)|berhalangan|halangan)"
    r"(?: hari)?[ :]*",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:saja|aja|hanya|cuma|cuman|only)\b")
_BRACKETS = re.compile(r"[()\[\]]")
_BLANKS = re.compile(r"[\s,;/&+]+")
_WORD = re.compile(r"\w")
_SINGLE = frozenset(name.casefold() for name in WEEKDAYS["id"])


def meaning_of(words: Dictionary, said: str) -> str | None:
    """What a whole cell of days means; what stands in brackets counts: *bebas (kecuali jumat)*."""
    return words.meaning("hari", _BRACKETS.sub(" ", said))


def read_days(words: Dictionary, read: Callable[[str], object], said: str) -> object:
    """Days as `read` reads them; also with nothing but blanks between them, and as what does
    not suit. Raises `Unreadable`.
    """
    written = _BRACKETS.sub(" ", said) if _WORD.search(said) else "?"  # signs name no day
    known = words.meaning("hari", written)
    try:
        return read(known if known is not None else written)
    except Unreadable:
        written = TO.sub("-", written.casefold())
        if len(written) > LONGEST or _is_unclear(words, written):
            raise
        said = _spelled_out(words, written)
        bare = CANNOT.sub("kecuali ", said)
        if said != written:
            try:
                return read(bare)
            except Unreadable:
                pass
        pieces = _BLANKS.split(bare.removeprefix("kecuali ").strip(" .,;"))
        if len(pieces) < 2 and bare == said:
            raise
        start = "kecuali " if bare.startswith("kecuali ") else ""
        try:
            return read(start + ", ".join(pieces))
        except Unreadable:
            if start:
                return read(bare)
            raise


def _spelled_out(words: Dictionary, said: str) -> str:
    """Weekdays as offices call them (*setu*, *hari kerja*) by their names; without *saja*."""
    known = words.meanings["hari"]
    names = [one for one, meant in known.items() if meant not in (EVERY, one)]
    named = _any_of(names).sub(lambda one: known[one[0]], _ONLY.sub(" ", said.casefold()))
    return " ".join(re.sub(r"\bhari\b", " ", named).split())


def _any_of(names: list[str]) -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"\b(?:{longest})\b")


def _is_unclear(words: Dictionary, said: str) -> bool:
    """Whether a group of weekdays stands beside days that it has too, or with no *and* between:
    *Selasa hari kerja* is perhaps Tuesday, perhaps all five. A group and all its days are clear.
    """
    return any(_is_mixed(words, part) for part in EXCEPT.split(said))


def _is_mixed(words: Dictionary, said: str) -> bool:
    known = words.meanings["hari"]
    names = [one for one in known if known[one] not in (EVERY, *_SINGLE)]
    a_group = _any_of([one for one in names if _SINGLE.isdisjoint(one.split())])
    groups: list[frozenset[int]] = []
    single: frozenset[int] = frozenset()
    for piece in AND.split(said):
        group = a_group.search(piece)
        rest = _spelled_out(words, CANNOT.sub(" ", a_group.sub(" ", piece, count=1)))
        days = _some_days(rest)
        if group is None:
            single |= days
            continue
        groups.append(weekdays(known[group[0]]))
        if rest and days != groups[-1]:
            return True
    return any(one & other and one != other for one in groups for other in (*groups, single))


def _some_days(said: str) -> frozenset[int]:
    """The days that a text names; none where it is not readable."""
    for written in (said, ", ".join(said.split())):
        try:
            return weekdays(written)
        except Unreadable:
            pass
    return frozenset()
