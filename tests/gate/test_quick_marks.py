"""The quick look at a sheet finds what going through every element finds, or leaves it to that."""

from __future__ import annotations

import random

import pytest

from okoce_opt.gate.quick_marks import Plain
from okoce_opt.gate.sheet_marks import look_through
from okoce_opt.gate.sheets import Sheet
from okoce_opt.gate.struck import STYLES, TEXTS
from okoce_opt.gate.workbook import sheets_of
from tests.gate.books import MAIN, book

_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="0"/></cellXfs></styleSheet>'
)
_TEXTS = (
    f'<sst xmlns="{MAIN}"><si><t>Siti</t></si><si><r><rPr><strike/></rPr><t>Budi</t></r></si></sst>'
)
_CELLS = (
    "<v>7</v>",
    "<v>3.1739901010000012E+15</v>",
    "<v>31739901010000012.5E+1</v>",
    "<f>1+1</f><v>2</v>",
    "<f>1+1</f>",
    "<f/>",
    '<f t="shared" si="0"/><v>4</v>',
    '<f t="shared" si="0"/>',
    "",
)
_TYPED = (
    ("s", "<v>0</v>"),
    ("s", "<v>1</v>"),
    ("str", "<v>senin</v>"),
    ("str", '<f>""</f><v></v>'),
    ("str", "<f>A1</f><v>x</v>"),
    ("e", "<v>#N/A</v>"),
    ("e", "<f>1/0</f><v>#DIV/0!</v>"),
    ("inlineStr", "<is><t>selasa</t></is>"),
    ("b", "<v>1</v>"),
)


def drawn(dice: random.Random) -> str:
    """The XML of a sheet with anything in its cells."""
    rows = []
    for row in range(1, dice.randint(2, 12)):
        cells = []
        for column in "ABCDEFG":
            if dice.random() < 0.3:
                continue
            style = dice.choice(("", "", ' s="1"', ' s="2"'))
            kind, inside = dice.choice((*_TYPED, *(("", cell) for cell in _CELLS)))
            kind = f' t="{kind}"' if kind else ""
            end = f">{inside}</c>" if inside else "/>"
            cells.append(f'<c r="{column}{row}"{style}{kind}{end}')
        said = dice.choice(("", "", ' ht="0"', ' hidden="1"', ' spans="1:7" ht="15"'))
        rows.append(f'<row r="{row}"{said}>{"".join(cells)}</row>')
    wide = dice.choice(
        ("", '<cols><col min="2" max="3" width="9"/><col min="4" max="4" hidden="1"/></cols>')
    )
    merged = dice.choice(("", '<mergeCells><mergeCell ref="A1:B3"/></mergeCells>'))
    return (
        f'<worksheet xmlns="{MAIN}">{wide}<sheetData>{"".join(rows)}'
        f"</sheetData>{merged}</worksheet>"
    )


def sheet_of(xml: str) -> Sheet:
    parts = {"xl/worksheets/sheet1.xml": xml, STYLES: _STYLES, TEXTS: _TEXTS}
    relations = "xl/_rels/workbook.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts[relations] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    (sheet,) = sheets_of(book("", **parts))
    return sheet


def test_it_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = 0
    for seed in range(150):
        xml = drawn(random.Random(seed))
        looked: list[bool] = []

        def watched(*given: object, all_of_them: list[bool] = looked) -> object:
            all_of_them.append(True)
            return look_through(*given)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr("okoce_opt.gate.workbook.look_through", watched)
            found = sheet_of(xml)
        with monkeypatch.context() as patch:
            patch.setattr(Plain, "of", classmethod(lambda cls, content: None))
            slow = sheet_of(xml)
        assert (found.rows, found.hidden, found.struck) == (slow.rows, slow.hidden, slow.struck), (
            xml
        )
        quick += not looked
    assert quick > 120


ODD = {
    "one quotation mark": ('"', "'"),
    "a comment": ("<sheetData>", "<sheetData><!-- x -->"),
    "no address": (' r="B2"', ""),
    "over lines": ("<c ", "<c\n"),
    "the address last": ('<c r="B2" t="e">', '<c t="e" r="B2">'),
    "a prefix": (f'xmlns="{MAIN}"', f'xmlns="{MAIN}" xmlns:x="{MAIN}"'),
    "blanks in a cell": ("<f>", "\n<f>"),
}


@pytest.mark.parametrize(("usual", "odd"), ODD.values(), ids=ODD)
def test_what_is_written_otherwise_is_gone_through(usual: str, odd: str) -> None:
    xml = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" s="1"><f>1+1</f></c><c r="B2" t="e"><v>#N/A</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert usual in xml
    one, other = sheet_of(xml), sheet_of(xml.replace(usual, odd))
    assert one.rows == other.rows
    assert one.hidden == other.hidden
    assert one.rows[1][1] != ""
