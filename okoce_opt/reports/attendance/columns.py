"""The paper of an attendance sheet, and the columns that fit on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.reports.content import labels
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.style.paper import A4, F4, Paper, paper_named

BLANK_ROWS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the attendance table: its title and its width in pixels of 1/96 inch."""

    title: str
    width: int


_ON_ITS_SIDE = {
    A4: Paper(9, 934, 475.0, landscape=True),
    F4: Paper(14, 1045, 490.0, landscape=True),
}


def roster_paper(name: str, days: int, *, show_nik: bool, show_phone: bool) -> Paper:
    """The paper of an attendance sheet: on its side when whole NIK and phones, or signatures of
    many days, leave no room.
    """
    upright = paper_named(name)
    return _ON_ITS_SIDE[upright] if (show_nik and show_phone) or days > 2 else upright


def table_columns(
    paper: Paper, days: Sequence[date], *, show_nik: bool, show_phone: bool
) -> tuple[Column, ...]:
    """The columns of the attendance table, the last ones for signatures; the name gets what the
    others leave.

    One day is signed for left and right in turn, several days in a column each.
    """
    fixed = [Column(labels.NUMBER, 34), Column(labels.REGISTRANT, 64)]
    after = [
        Column(labels.NIK_TITLE, 118 if show_nik else 62),
        Column(labels.KELURAHAN, 104 if show_nik else 118),
    ]
    after += [Column(labels.PHONE, 98)] if show_phone else []
    room = paper.width_px - sum(c.width for c in [*fixed, *after])
    if len(days) == 1:
        signatures = [
            Column(labels.SIGNATURE, 130 if paper.landscape else 84),
            Column("", 130 if paper.landscape else 84),
        ]
    else:
        width = max(_NARROWEST, min(_WIDEST, (room - _NAME_PX) // len(days)))
        signatures = [Column(f"{labels.SIGNATURE} {short_date(day)}", width) for day in days]
    return (
        *fixed,
        Column(labels.NAME, room - sum(c.width for c in signatures)),
        *after,
        *signatures,
    )


_NARROWEST, _WIDEST, _NAME_PX = 44, 100, 150
