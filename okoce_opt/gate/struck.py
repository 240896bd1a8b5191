"""Cells of an .xlsx whose text is crossed out: people strike out a name rather than delete it.

No reader of cells tells; the file's styles and shared texts do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from okoce_opt.gate.container import Parts
from okoce_opt.gate.quick_marks import Plain
from okoce_opt.gate.sheet_marks import local, parser_of, place_of

STYLES, TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"
_SIGN = b"strike"


@dataclass(frozen=True)
class Crossed:
    """The numbers of cell styles, and of shared texts, that are crossed out."""

    styles: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, parts: Parts) -> Crossed:
        """Those of a workbook; most have none and are not read at all."""
        styles, texts = parts.read(STYLES), parts.read(TEXTS)
        return cls(
            _styles(styles) if _SIGN in styles else frozenset(),
            _texts(texts) if _SIGN in texts else frozenset(),
        )

    def cells(self, sheet: bytes, plain: Plain | None) -> frozenset[tuple[int, int]]:
        """The crossed-out cells of a sheet's XML, row and column from 0; `plain` is the same where
        it is written as usual.
        """
        inline = _SIGN in sheet
        if not (self.styles or self.texts or inline):
            return frozenset()
        if plain is not None and not inline:
            return plain.crossed(self.styles, self.texts)
        look = _Cells(self)
        parser = parser_of()
        parser.StartElementHandler = look.begin
        parser.CharacterDataHandler = look.words
        parser.EndElementHandler = look.end
        parser.Parse(sheet, True)
        return frozenset(look.found)


def _on(given: dict[str, str]) -> bool:
    return given.get("val", "1") not in ("0", "false")


def _styles(content: bytes) -> frozenset[str]:
    """The numbers of the cell formats whose font is crossed out."""
    fonts: list[bool] = []
    formats: list[str] = []
    path: list[str] = []

    def begin(qualified: str, given: dict[str, str]) -> None:
        name = local(qualified)
        path.append(name)
        if path[1:2] == ["fonts"]:
            if name == "font":
                fonts.append(False)
            elif name == "strike" and fonts:
                fonts[-1] = _on(given)
        elif path[1:2] == ["cellXfs"] and name == "xf":
            formats.append(given.get("fontId", "0"))

    parser = parser_of()
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: path.pop()
    parser.Parse(content, True)
    struck = {str(number) for number, crossed in enumerate(fonts) if crossed}
    return frozenset(str(number) for number, font in enumerate(formats) if font in struck)


def _texts(content: bytes) -> frozenset[str]:
    """The numbers of the shared texts with a crossed-out run."""
    found: set[str] = set()
    count = -1

    def begin(qualified: str, given: dict[str, str]) -> None:
        nonlocal count
        name = local(qualified)
        if name == "si":
            count += 1
        elif name == "strike" and _on(given):
            found.add(str(count))

    parser: expat.XMLParserType = parser_of()
    parser.StartElementHandler = begin
    parser.Parse(content, True)
    return frozenset(found)


@dataclass
class _Cells:
    """One pass through a sheet for its crossed-out cells."""

    crossed: Crossed
    found: set[tuple[int, int]] = field(default_factory=set)
    row: int = -1
    column: int = -1
    shared: bool = False
    reading: bool = False
    style: str = ""
    text: str = ""
    filled: bool = False
    struck: bool = False

    def begin(self, qualified: str, given: dict[str, str]) -> None:
        name = local(qualified)
        if name == "row":
            said = given.get("r", "")
            self.row = int(said) - 1 if said.isdecimal() else self.row + 1
            self.column = -1
        elif name == "c":
            self.row, self.column = place_of(given.get("r", ""), self.row, self.column)
            self.shared, self.style = given.get("t") == "s", given.get("s", "")
            self.text, self.filled, self.struck = "", False, False
        elif name in ("v", "t"):
            self.reading = self.filled = True
        elif name == "strike" and _on(given):
            self.struck = True

    def words(self, text: str) -> None:
        if self.reading and self.shared:
            self.text += text

    def end(self, qualified: str) -> None:
        name = local(qualified)
        if name in ("v", "t"):
            self.reading = False
        elif name == "c" and self.filled:
            by_text = self.shared and self.text.strip() in self.crossed.texts
            if self.struck or by_text or self.style in self.crossed.styles:
                self.found.add((self.row, self.column))
