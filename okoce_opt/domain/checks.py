"""What every table is checked for: doubles, ids that lead nowhere, numbers that cannot be; and what
was perhaps meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.likeness import nearest_of
from okoce_opt.domain.words import Words

Row = TypeVar("Row")

PART = "bagian"


def nearest(text: str, choices: Iterable[str], besides: Words = NOTHING) -> Words:
    """`Maksud Anda ...?` with the nearest known word if one is near, then what is said besides."""
    near = nearest_of(text, choices)
    hint = (
        Words("Maksud Anda {near}? {rest}", "Did you mean {near}? {rest}").fill(
            near=Words(" atau ".join(near), " or ".join(near)), rest=besides
        )
        if near
        else besides
    )
    return Words(hint.id.rstrip(), hint.en.rstrip())


def did_you_mean(text: str, choices: Iterable[str]) -> Words:
    """`Maksud Anda ...?` with the nearest known word, or the first few choices; nothing where there
    are none, which is told of their own table.
    """
    choices = list(choices)
    if not choices:
        return NOTHING
    if (hint := nearest(text, choices)) != NOTHING:
        return hint
    shown = choices[:8] + (["..."] if len(choices) > 8 else [])
    return Words("Yang dikenal: {shown}.", "Known: {shown}.").fill(shown=shown)


def doubles(
    table: str, column: str, rows: Sequence[Row], key: Callable[[Row], str]
) -> Iterator[Complaint]:
    """Keys that stand in several rows."""
    for name, count in sorted(Counter(key(row) for row in rows).items()):
        if count > 1:
            yield Complaint(
                "duplicate_id",
                table,
                name,
                column,
                name,
                Words("satu baris saja", "one row only"),
                Words(
                    "Tertulis {n} kali; hapus yang berlebih.",
                    "It stands {n} times; remove the others.",
                ).fill(n=count),
            )


def empty(table: str, rows: Sequence[object]) -> Iterator[Complaint]:
    """A table that needs a row and has none."""
    if not rows:
        yield Complaint(
            "empty_list", table, allowed=Words("paling sedikit satu baris", "at least one row")
        )


def leads(
    table: str,
    key: str,
    column: str,
    found: str,
    known: Collection[str],
    names: Collection[str] = (),
) -> Iterator[Complaint]:
    """An id or word that its table does not know; `names` are what people would rather type, where
    they may. Parts of the day that the programme has none of are told of the programme alone.
    """
    if found not in known and (known or column != PART):
        yield Complaint(
            f"unknown_{column}",
            table,
            key,
            column,
            found,
            Words("salah satu yang dikenal", "one that is known"),
            did_you_mean(found, sorted(names or known)),
        )


def at_least(table: str, key: str, column: str, found: int, least: int) -> Iterator[Complaint]:
    """A number below the least that means anything."""
    if found < least:
        yield Complaint(
            "out_of_range",
            table,
            key,
            column,
            str(found),
            Words("{least} atau lebih", "{least} or more").fill(least=least),
        )


def no_separator(table: str, key: str) -> Iterator[Complaint]:
    """An id that could not be part of a session id."""
    if "|" in key or not key:
        yield Complaint(
            "bad_id",
            table,
            key,
            "id",
            key,
            Words("tidak kosong dan tanpa tanda |", "not empty and without the sign |"),
        )
