"""The paper of an attendance sheet, and the columns that fit on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.reports.content import labels
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.style.paper import A4, F4, Paper, paper_named
from okoce_opt.reports.style.text_size import number_px

BLANK_ROWS = 5
_PLAIN_DAYS, _UPRIGHT_DAYS = 2, 4
"""So many days are signed for on upright paper, in columns wide enough, or just wide enough."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the attendance table: its title and its width in pixels of 1/96 inch."""

    title: str
    width: int


_ON_ITS_SIDE = {
    A4: Paper(9, 934, 475.0, landscape=True),
    F4: Paper(14, 1045, 490.0, landscape=True),
}


def roster_papers(name: str, days: int, *, show_nik: bool, show_phone: bool) -> tuple[Paper, ...]:
    """Papers an attendance sheet may be on, the best first: on its side when whole NIK and phones,
    or signatures of many days, leave no room upright.
    """
    upright = paper_named(name)
    if days <= _PLAIN_DAYS and not (show_nik and show_phone):
        return (upright,)
    wide = _ON_ITS_SIDE[upright]
    return (wide, upright) if days <= _UPRIGHT_DAYS and not show_phone else (wide,)


def table_columns(
    paper: Paper, days: Sequence[date], rows: int, *, show_nik: bool, show_phone: bool
) -> tuple[Column, ...]:
    """The columns of the attendance table with so many rows, the last ones for signatures; the
    name gets what the others leave.

    One day is signed for left and right in turn, several days in a column each.
    """
    fixed = [
        Column(labels.NUMBER, max(_NUMBER_PX, number_px(str(rows), 9))),
        Column(labels.REGISTRANT, 64),
    ]
    after = [
        Column(labels.NIK_TITLE, 118) if show_nik else Column(labels.BORN, 46),
        Column(labels.KELURAHAN, 104 if show_nik else 118),
    ]
    after += [Column(labels.PHONE, 98)] if show_phone else []
    after.append(Column(labels.PRESENT, 46))
    room = paper.width_px - sum(c.width for c in [*fixed, *after])
    if len(days) == 1:
        signatures = [
            Column(labels.SIGNATURE, 130 if paper.landscape else 78),
            Column("", 130 if paper.landscape else 78),
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


_NUMBER_PX = 34
_NARROWEST, _WIDEST, _NAME_PX = 44, 100, 150
