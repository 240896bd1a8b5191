"""What lies on the cells of an .xlsx sheet: comments that people have put there, and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from okoce_opt.gate.addresses import column_number
from okoce_opt.importing.book_marks import AUTHOR, BEHIND
from okoce_opt.importing.book_parts import Parts, relations

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


def comments_on(parts: Parts, sheet: str) -> dict[Place, str]:
    """The comments on a sheet, without those that okoce has put there itself."""
    found = {}
    for root in _related(parts, sheet, "comments"):
        authors = [one.text or "" for one in _all(root, "author")]
        for comment in _all(root, "comment"):
            author = int(comment.get("authorId", "0"))
            ours = author < len(authors) and authors[author] == AUTHOR
            text = "".join(one.text or "" for one in _all(comment, "t")).partition(BEHIND)[0]
            if text.strip() and not ours:
                ref = comment.get("ref", "A1").upper()
                letters = ref.rstrip("0123456789")
                found[int(ref[len(letters) :]) - 1, column_number(letters)] = text.strip()
    return found


def pictures_on(parts: Parts, sheet: str) -> frozenset[Place]:
    """The cells on which a picture begins."""
    return frozenset(
        (int(_text(start, "row")), int(_text(start, "col")))
        for root in _related(parts, sheet, "drawing")
        for anchor in root
        if any(True for _ in _all(anchor, "pic"))
        for start in _all(anchor, "from")
    )


def _related(parts: Parts, sheet: str, kind: str) -> Iterator[Element]:
    for found, part in relations(parts, sheet).values():
        if found == kind and parts.has(part):
            yield parts.root(part)


def _all(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _text(root: Element, name: str) -> str:
    return next((one.text or "0" for one in _all(root, name)), "0")
