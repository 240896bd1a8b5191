"""How a sheet is printed: its paper, and what stands at the foot of every page."""

from __future__ import annotations

from typing import Any

from okoce_opt.domain.words import Words

_LONGEST = 255
"""Characters that a workbook allows in a footer."""


def print_wide(
    sheet: Any, about: str, *, landscape: bool = True, folio: bool = False, lang: str = "id"
) -> None:
    """Print on as many pages as it takes, never cut at the right; every page says what it is
    `about` and its number.
    """
    sheet.set_paper(14 if folio else 9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    sheet.set_footer(footer(about, lang), {"margin": 0.3})
    sheet.fit_to_pages(1, 0)


def set_page_foot(sheet: Any, code: str, pages: int) -> None:
    """The code of a sheet and `Lembar 2 dari 3` at the foot of each of its pages, counted over this
    sheet alone.

    A workbook printed whole counts pages over all its sheets: so each begins anew, and how many
    there are is written out.
    """
    sheet.set_footer(f"&L&8 Kode {code}&R&8Lembar &P dari {pages}", {"margin": 0.25})
    sheet.set_start_page(1)


def footer(about: str, lang: str = "id") -> str:
    """`Peserta, Kecamatan Tambora` at the left, `Halaman 2 dari 20` at the right, small.

    Pages are counted over what is printed: one sheet, or the whole workbook.
    """
    right = "&R&8" + Words("Halaman &P dari &N", "Page &P of &N").said(lang)
    room = _LONGEST - len(right) - len("&L&8 ")
    words = " ".join(about.split()).replace("&", "&&")
    while len(words) > room:
        about = about[:-1]
        words = " ".join(about.split()).replace("&", "&&")
    # a space, for a size that is followed by a digit would be another size
    return f"&L&8 {words}{right}"
