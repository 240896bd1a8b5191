"""Papers, with what fits on them inside the margins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with what fits on it: Excel's number, pixels across and points down inside the
    margins.

    Both are kept 10 % under what the paper has: spreadsheets differ in the width they give a
    column.
    """

    number: int
    width_px: int
    height_pt: float
    landscape: bool = False


MARGIN_INCHES = 0.5
A4 = Paper(9, 634, 700.0)
F4 = Paper(14, 654, 785.0)


def is_folio(name: str) -> bool:
    """Whether a paper named so is F4."""
    return paper_named(name) is F4


def paper_named(name: str) -> Paper:
    """F4 (also called folio) or A4."""
    return F4 if name.strip().upper() in ("F4", "FOLIO", "HVS F4") else A4
