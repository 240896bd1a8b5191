"""Names that a sheet gave to its own cells, as far as they are ours."""

from __future__ import annotations

from xml.parsers import expat

OURS = "okoce_"
"""How the names begin that okoce gives to places of a sheet."""


def names_of_sheets(book: bytes) -> dict[int, dict[str, str]]:
    """Which sheet of a workbook, from 0 -> name -> what it stands for, of the names that are ours;
    `book` is the workbook's own part.
    """
    found: dict[int, dict[str, str]] = {}
    if OURS.encode() not in book:
        return found
    place: tuple[int, str] | None = None
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal place
        key, sheet = given.get("name", ""), given.get("localSheetId", "")
        is_ours = name.rpartition(" ")[2] == "definedName" and key.startswith(OURS)
        place = (int(sheet), key) if is_ours and sheet.isdecimal() else None

    def text(said: str) -> None:
        if place is not None:
            names = found.setdefault(place[0], {})
            names[place[1]] = names.get(place[1], "") + said

    def end(_: str) -> None:
        nonlocal place
        place = None

    parser.StartElementHandler = begin
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.Parse(book, True)
    return found
