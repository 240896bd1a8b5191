"""The colours of cells in an .xlsx: those that somebody has given them, and okoce's own yellow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

YELLOW, OVER = "FFFFF100", "FFFFF101"
"""The yellow of a cell with a question, which no clerk picks: over white, and over a colour that
was there before. So a copy that comes back unanswered is read like the file it was made of.
"""
_WHITE = re.compile(r"(?:FF|00)?(?:FFFFFF|FFF100)")


def fills_in(styles: Element) -> list[Element]:
    """The fills of a workbook, by number."""
    return next((list(one) for one in styles if one.tag.rpartition("}")[2] == "fills"), [])


def is_painted(fill: Element) -> bool:
    """Whether a fill is a colour that somebody has given a cell."""
    for pattern in fill:
        kind = pattern.get("patternType", "none")
        if kind == "solid":
            colours = [one for one in pattern if one.tag.endswith("fgColor")]
            return not any(_WHITE.fullmatch(c.get("rgb", "").upper()) for c in colours)
        if kind not in ("none", "gray125"):
            return True
    return any(one.tag.endswith("gradientFill") for one in fill)
