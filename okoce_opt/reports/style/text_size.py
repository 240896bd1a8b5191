"""How wide a text is in Arial, so that a row can be given its height before anyone opens the file.

A spreadsheet grows a row by itself only on some screens and never in a page count made beforehand.
Widths are those of the Helvetica metrics, which Arial and Liberation Sans share.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

PIXEL_PT = 0.75
"""Points of a pixel of 1/96 inch, to which spreadsheets round heights."""
INDENT_PX = 6
"""What an indent of 1 takes from a cell's width."""


# thousandths of the letter height, for the characters 32 to 126
_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 "
    "278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 "
    "722 667 611 722 "
    "667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 "
    "833 556 556 556 "
    "556 333 500 278 556 500 722 500 500 500 334 260 334 584 "
)


_WIDTH = {chr(32 + i): int(w) for i, w in enumerate(_WIDTHS.split())}


_OTHER = 700


_SLACK = 1.06


_PADDING = 8


def text_px(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line in pixels of 1/96 inch, at `size` points, with a little to spare."""
    thousandths = sum(_WIDTH.get(letter, _OTHER) for letter in text)
    return thousandths / 1000 * size * 96 / 72 * _SLACK * (1.08 if bold else 1.0)


# the same names, places and days stand on many sheets
@lru_cache(maxsize=1 << 16)
def line_count(text: str, width_px: float, size: float, *, bold: bool = False) -> int:
    """Lines that `text` takes when it wraps in a cell of that width; at least 1."""
    room = max(width_px - _PADDING, size)
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            wide = text_px(word, size, bold=bold)
            gap = text_px(" ", size) if used else 0.0
            if used and used + gap + wide > room:
                count, used, gap = count + 1, 0.0, 0.0
            # a word longer than the line is cut anywhere
            count += int(wide // room) if wide > room else 0
            used = wide % room if wide > room else used + gap + wide
    return count


def column_px(texts: Iterable[str], size: float, least: int, most: int) -> int:
    """Width in pixels of a column in which these texts need no second line, indented by
    `INDENT_PX`, within limits.
    """
    widest = max((text_px(text, size) for text in texts), default=0.0)
    return min(most, max(least, ceil(widest) + _PADDING + INDENT_PX))


def number_px(text: str, size: float, *, bold: bool = False) -> int:
    """Width in pixels of the narrowest column in which a number is shown, and not `###`."""
    return ceil(text_px(text, size, bold=bold)) + _PADDING


def row_points(lines: int, size: float, least: float) -> float:
    """Height in points of a row with so many lines, in whole pixels as spreadsheets keep it."""
    return round(max(least, lines * size * 1.28 + 5) / PIXEL_PT) * PIXEL_PT
