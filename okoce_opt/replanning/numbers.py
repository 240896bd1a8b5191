"""A number for somebody who is registered late, in the way in which those of the list are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from okoce_opt.domain.words import Words


def next_number(taken: Collection[str]) -> str:
    """`P062` after P001 to P061: one more than the largest that is like most of them; empty where
    they do not end in figures. `taken` are those who have left too: sheets and seats go by their
    numbers.
    """
    found = [match for one in taken if (match := re.fullmatch(r"(.*?)(\d+)", one))]
    heads = [match[1] for match in found]
    if not heads:
        return ""
    head = max(sorted({*heads}), key=heads.count)
    mine = [match[2] for match in found if match[1] == head]
    largest = max(mine, key=int)
    return f"{head}{int(largest) + 1:0{len(largest)}d}"


def free_number(taken: Collection[str]) -> tuple[Words, Words]:
    """What a new number may be, and one for example."""
    example = Words("Misalnya {free}.", "{free} for example.")
    return (
        Words("nomor yang belum dipakai", "a number that is not in use yet"),
        example.fill(free=next_number(taken) or "B001"),
    )


def is_taken(
    who: str, name: str, here: Collection[str], before: Mapping[str, str]
) -> tuple[Words, Words] | None:
    """What may be written instead, where somebody of this name cannot be registered under the
    number: it is empty, or of somebody who is `here`, or of somebody else who had it `before`
    (number -> name). Who has left may come back.
    """
    allowed, example = free_number({*here, *before})
    if who in here or not who:
        return allowed, example
    if who not in before or not name or _words(name) == _words(before[who]):
        return None
    return allowed, _SOMEBODY_ELSES.fill(example=example)


def _words(name: str) -> list[str]:
    """A name as it is compared: written alike but for case and spaces."""
    return name.casefold().split()


_SOMEBODY_ELSES = Words(
    "Nomor ini dipakai orang yang sudah keluar dari daftar, dan daftar hadirnya memakai nomor itu. "
    "Bila ia sendiri yang kembali, kosongkan namanya. Bila orang lain: {example}",
    "Somebody who has left the list had this number, and their sheets go by it. If it is they who "
    "come back, leave the name empty. If it is somebody else: {example}",
)
