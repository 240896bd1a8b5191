"""The code of a sheet as a picture that a telephone reads (QR), beside the table on each page."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

WIDTH_PX = 52
"""What it takes of a page's width: 12 mm, and air around it."""
SIDE_PX, _SCALE, _BORDER = 46, 4, 2
"""Of the picture: its side on the sheet, dots of a module, modules of white around it."""
_WIDTH_AT = 16
"""Where a PNG says how many dots wide it is."""

NO_TOOL = Words(
    "Untuk kode QR diperlukan paket tambahan: pip install 'okoce-opt[qr]'.",
    "For QR codes one package more is needed: pip install 'okoce-opt[qr]'.",
)


def check_tool() -> None:
    """Raises `PlanFilesError` where the extra is not installed."""
    try:
        import segno  # noqa: F401
    except ImportError as error:
        raise PlanFilesError(NO_TOOL) from error


def picture_of(code: str) -> bytes:
    """The code as a picture (PNG)."""
    import segno

    picture = io.BytesIO()
    made = segno.make(code, error="m", micro=False)
    made.save(picture, kind="png", scale=_SCALE, border=_BORDER)
    return picture.getvalue()


def put_codes(sheet: Any, code: str, rows: Iterable[int], column: int) -> None:
    """The code at the first row of each page, in a column of its own behind the table, where it
    stays while rows are sorted.
    """
    picture = picture_of(code)
    share = SIDE_PX / int.from_bytes(picture[_WIDTH_AT : _WIDTH_AT + 4], "big")
    sheet.set_column_pixels(column, column, WIDTH_PX)
    for row in rows:
        sheet.insert_image(
            *(row, column, f"{code}.png"),
            {
                "image_data": io.BytesIO(picture),
                "x_scale": share,
                "y_scale": share,
                "x_offset": 4,
                "y_offset": 2,
                "object_position": 3,
                "description": f"QR {code}",
            },
        )
