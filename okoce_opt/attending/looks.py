"""What only the looks of an .xlsx sheet say: cells that are coloured, letters of a picture font,
and pictures on the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okoce_opt.attending.on_top import comments_on, pictures_on
from okoce_opt.importing.book_parts import Parts, relations, sheet_parts
from okoce_opt.importing.paint import fills_in, is_painted
from okoce_opt.importing.sheet_edit import SheetXml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_STYLES = "xl/styles.xml"
_FONTS = {
    "wingdings": {"\u00fc": "\u2713", "\u00fe": "\u2713", "\u00fb": "x", "\u00fd": "x"},
    "wingdings 2": {"P": "\u2713", "R": "\u2713", "O": "x", "Q": "x", "T": "x", "S": "x"},
    "webdings": {"a": "\u2713", "r": "x"},
    "marlett": {"a": "\u2713", "b": "\u2713", "r": "x"},
    "wingdings 3": {},
    "symbol": {},
}
"""Fonts whose letters are pictures: what is seen where a letter stands."""

UNSEEN = "\ufffd"
"""Stands for a picture of which we do not know what it shows."""


@dataclass(frozen=True)
class Looks:
    """The colours of cells (row and column from 0), by their numbers in the file; the font of those
    whose letters are pictures; comments on cells; cells with a picture; whether there is a picture
    on the sheet at all.
    """

    painted: dict[tuple[int, int], str] = field(default_factory=dict)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)
    pictures: frozenset[tuple[int, int]] = frozenset()
    pictured: bool = False

    def seen(self, row: int, column: int, value: object) -> object:
        """What a person sees in a cell in which this stands."""
        font = self.fonts.get((row, column))
        if font is None or not isinstance(value, str) or not value.strip():
            return value
        return _FONTS[font].get(value.strip(), UNSEEN)


PLAIN = Looks()


def looks_of(data: bytes) -> dict[str, Looks]:
    """The looks of each sheet of a workbook, by its name; none where the file is no .xlsx, or put
    together in a way that nobody can see through.
    """
    if not data.startswith(b"PK"):
        return {}
    try:
        parts = Parts(data)
        painted, fonts = _styles(parts)
        return {
            " ".join(name.split()): _looks(parts, part, painted, fonts)
            for name, part in sheet_parts(parts).items()
        }
    except Exception:  # whatever is wrong with a part: the cells have been read without it
        return {}


def _looks(parts: Parts, part: str, painted: dict[str, str], fonts: dict[str, str]) -> Looks:
    sheet = SheetXml(parts.read(part))
    coloured: dict[tuple[int, int], str] = {}
    lettered: dict[tuple[int, int], str] = {}
    for row in sheet.rows:
        for column, style in sheet.styles(row.row).items():
            if style in painted:
                coloured[row.row, column] = painted[style]
            if style in fonts:
                lettered[row.row, column] = fonts[style]
    kinds = {kind for kind, _ in relations(parts, part).values()}
    has_picture = "drawing" in kinds or "picture" in kinds
    on_top = (comments_on(parts, part), pictures_on(parts, part))
    return Looks(coloured, lettered, *on_top, has_picture)


def _styles(parts: Parts) -> tuple[dict[str, str], dict[str, str]]:
    """Numbers of the cell formats with a colour, and those with a picture font."""
    root = parts.root(_STYLES)
    fills = [is_painted(fill) for fill in fills_in(root)]
    fonts = [_font(font) for font in _inside(root, "fonts")]
    painted: dict[str, str] = {}
    lettered: dict[str, str] = {}
    for number, one in enumerate(_inside(root, "cellXfs")):
        fill, font = int(one.get("fillId", "0")), int(one.get("fontId", "0"))
        if fill < len(fills) and fills[fill]:
            painted[str(number)] = str(fill)
        if font < len(fonts) and fonts[font] in _FONTS:
            lettered[str(number)] = fonts[font]
    return painted, lettered


def _inside(root: Element, name: str) -> list[Element]:
    return next((list(one) for one in root if one.tag.rpartition("}")[2] == name), [])


def _font(font: Element) -> str:
    name = next((one.get("val", "") for one in font if one.tag.endswith("}name")), "")
    return name.casefold()
