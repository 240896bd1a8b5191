"""A number for somebody who is registered late, in the way in which those of the list are."""

from __future__ import annotations

import re
from collections.abc import Collection

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
