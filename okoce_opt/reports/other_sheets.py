"""Every sheet of a plan's folder but the attendance sheets, held against them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.plan_files.record import read_record
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import stall_file_names
from okoce_opt.reports.content.stalls import offered_in
from okoce_opt.reports.reading.contradictions import NO_SUCH_SHEET, NO_TABLE, NOT_HERE
from okoce_opt.reports.reading.workbook import Cells, read_workbook
from okoce_opt.reports.seats_table import compare_seats
from okoce_opt.reports.sheets import kind_of, sheets_of
from okoce_opt.reports.sheets.sheet import Readback, Sheet

WORKBOOKS = (labels.SCHEDULE, labels.MENTORS, labels.STALLS)
"""A workbook, or the folder that holds several of a kind."""


def compare_other_sheets(back: Readback, folder: Path, of_offices: Sequence[Cells]) -> None:
    """Note in `back.found` what the offices' own lists, the other workbooks and `penempatan.csv`
    say otherwise than the attendance sheets.

    Raises `PlanFilesError` when one of these files is unreadable or the last is missing.
    """
    sheets_of_file: dict[str, list[Cells]] = {file: [] for file, _ in back.found.sheets}
    for cells in of_offices:
        sheets_of_file.setdefault(cells.file, []).append(cells)
    for file, sheets in sorted(sheets_of_file.items()):
        compare_workbook(back, labels.FOLDER, file, sheets)
    names = [Path(entry["name"]) for entry in read_record(folder)["files"]]
    for kind in WORKBOOKS:
        for name in sorted(name for name in names if kind in (name.name, name.parent.name)):
            if (folder / name).is_file():
                compare_workbook(back, kind, name.name, read_workbook(folder / name))
            else:
                back.found.file(name.as_posix(), NO_TABLE)
    _miss_stall_lists(back, folder, {name for name in names if name.parent.name == labels.STALLS})
    compare_seats(back.scenario.problem, folder / SEATS, back.plan, back.found)


RENAMED = Words(
    "{file}: lembar \u201c{title}\u201d kini bernama \u201c{name}\u201d.",
    "{file}: the sheet \u201c{title}\u201d is now called \u201c{name}\u201d.",
)


def compare_workbook(back: Readback, workbook: str, file: str, sheets: Sequence[Cells]) -> None:
    """Hold the sheets of one workbook against the plan, and name those that are gone.

    One that would be known by its table under any name has been deleted; another may only be
    called otherwise.
    """
    tabs = {cells.name for cells in sheets}
    kinds = [compare_sheet(back, workbook, cells, tabs) for cells in sheets]
    for kind in sheets_of(workbook):
        if not kind.title or kind in kinds or not kind.is_due(back, file):
            continue
        name = f"{file} [{kind.title}]"
        if kind.compare is not None and kind.mark:
            back.found.file(name, NO_SUCH_SHEET)
        else:
            back.found.notices.append(PERHAPS_RENAMED.fill(name=name))


PERHAPS_RENAMED = Words(
    "{name}: lembarnya tidak ada lagi, atau namanya diubah.",
    "{name}: the sheet is gone, or called otherwise.",
)


def compare_sheet(
    back: Readback, workbook: str, cells: Cells, tabs: Collection[str]
) -> Sheet[Any] | None:
    """Hold one sheet against the plan, or note that it was not; its kind."""
    kind = kind_of(workbook, cells, tabs)
    if kind is not None and kind.title not in ("", cells.name):
        back.found.notices.append(RENAMED.fill(file=cells.file, name=cells.name, title=kind.title))
    if kind is None or kind.compare is None or (kind.counts_all and back.found.unread):
        back.found.sheet_aside(cells)
    else:
        kind.compare(back, cells)
    return kind


def _miss_stall_lists(back: Readback, folder: Path, names: set[Path]) -> None:
    """Sessions of offers that are on no stall list, though the workbook of their place is there."""
    files = stall_file_names(back.scenario.problem)
    for code, sessions in offered_in(back.scenario.problem, back.plan).items() if names else ():
        there = (folder / labels.STALLS / files[code]).is_file()
        for session in sessions if there or Path(labels.STALLS, files[code]) not in names else ():
            if session.id not in back.found.listed:
                where = [f"{labels.STALLS}/{files[code]}"]
                where += [
                    cell
                    for title, cell in back.found.heads.get(session.id, {}).items()
                    if title == labels.DAY
                ]
                back.found.disagree(
                    *(session.id, "", "", *where), sentence=NOT_HERE, sessions=(session.id,)
                )
