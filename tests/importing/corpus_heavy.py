"""Files of the corpus that are small to send and endless to read, or very long."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.gate.books import MAIN, OFFICE, PARTS, SHEET
from tests.importing.corpus import (
    REFUSED,
    Case,
    book,
    more_parts,
    people,
)


def bomb(inside: str) -> Callable[[], Case]:
    """A part of 300 MB that packs into a few hundred KB; `inside` has its place as {x}."""

    def made() -> Case:
        before, _, after = inside.partition("{x}")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in {**PARTS, SHEET: ""}.items():
                if name != SHEET:
                    file.writestr(name, content)
            with file.open(SHEET, "w") as part:
                part.write(before.encode())
                for _ in range(300):
                    part.write(b"x" * 1_000_000)
                part.write(after.encode())
        return Case({"daftar.xlsx": packed.getvalue()}, REFUSED, 0, says=("terlalu besar",))

    return made


def _many_sheets() -> Case:
    """Five thousand sheets on one part."""
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 5_001))
    return Case(
        {
            "daftar.xlsx": book(
                people(400),
                **{
                    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                    f"{listed}</sheets></workbook>"
                },
            )
        },
        REFUSED,
        0,
        says=("lembar",),
    )


HEAVY: dict[str, Callable[[], Case]] = {
    "20 comment of 300 MB": bomb(f'<worksheet xmlns="{MAIN}"><!--{{x}}--></worksheet>'),
    "21 cell of 300 MB": bomb(
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>{{x}}</v></c></row>'
        "</sheetData></worksheet>"
    ),
    "X6 seventy thousand parts": lambda: Case(
        {"daftar.xlsx": more_parts(book(people()), **{f"a/{n}": "" for n in range(70_000)})},
        REFUSED,
        0,
        says=("terlalu besar",),
    ),
    "many sheets on one part": _many_sheets,
}
