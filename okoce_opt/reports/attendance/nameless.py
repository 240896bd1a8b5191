"""Sheets filled from an office's own template that have lost the names of their places: saved as
.ods or .xls, or copied into another workbook. The code of the sheet says which session it is of,
and the numbers of its people where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.attendance.presence import presence_said
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.codes import code_in, office_code
from okoce_opt.reports.content.offices import sheets_of_office
from okoce_opt.reports.content.sessions import session_words, team_said
from okoce_opt.reports.reading.named import Found, laid_out
from okoce_opt.reports.reading.workbook import Cells, read_date

_HEADER_ABOVE = 3
"""The header of a table stands at most so many rows above its first person."""
_PRESENT = ("hadir", "kehadiran", "presensi", "absen")


def sheet_code_in(cells: Cells) -> tuple[str, tuple[int, int]] | None:
    """The code of a sheet and its cell; None where it has none, or several."""
    found = {
        code[0]: (row, column)
        for row, line in enumerate(cells.rows)
        for column, value in enumerate(line)
        if isinstance(value, str) and (code := code_in(value))
    }
    return next(iter(found.items())) if len(found) == 1 else None


def by_code(problem: Problem, plan: Plan, cells: Cells) -> Cells:
    """The sheet laid out as ours, if it has the code of one of the plan's sheets and most of the
    people of that one stand in a column; else as it is.

    What its head says of hours and place is taken as printed; a date above the table is looked at.
    """
    coded = sheet_code_in(cells)
    found = coded and _coded(problem, plan, coded[0])
    if not coded or not found:
        return cells
    session, people = found
    where = _numbers(cells, people, problem.registrants)
    if where is None:
        return cells
    ids, top, bottom = where
    header = next(
        (row for row in range(top - 1, max(-1, top - 1 - _HEADER_ABOVE), -1) if _texts(cells, row)),
        top,
    )
    columns = {labels.REGISTRANT: ids, **_columns(cells, header, range(top, bottom + 1), ids)}
    words = session_words(problem, session)
    lines: dict[str, Found] = {
        label: (words[label], None)
        for label in (labels.ACTIVITY, labels.DAY, labels.HOURS, labels.PLACE)
    }
    lines[labels.DAY] = _day(cells, header, session) or lines[labels.DAY]
    if team := plan.teams.get(session.id):
        lines[labels.TEAM] = team_said(problem, team), None
    return laid_out(cells, lines, session.id, coded, columns, range(top, bottom + 1))


def _coded(problem: Problem, plan: Plan, code: str) -> tuple[Session, list[str]] | None:
    """The session of a code, and who was printed on its sheet."""
    _, _, spelled, number = code.split("-")
    for kecamatan in problem.kecamatan:
        if office_code("", "", kecamatan).split("-")[2] == spelled:
            sheets = sheets_of_office(problem, plan, kecamatan)
            if 0 < int(number) <= len(sheets):
                session, here = sheets[int(number) - 1]
                return session, [registrant.id for registrant in here]
    return None


def _numbers(
    cells: Cells, people: Collection[str], registrants: Collection[str]
) -> tuple[int, int, int] | None:
    """The column of people's numbers, with the first and the last row of the table; None where
    fewer than half of the people are in any.
    """
    wanted = {person.casefold() for person in people}
    counts = Counter(
        column
        for row in range(len(cells.rows))
        for column in range(len(cells.rows[row]))
        if cells.text(row, column).casefold() in wanted
    )
    if not counts or counts.most_common(1)[0][1] * 2 < len(wanted):
        return None
    ids = counts.most_common(1)[0][0]
    rows = [row for row in range(len(cells.rows)) if cells.text(row, ids).casefold() in wanted]

    def in_table(row: int) -> bool:
        """Somebody else, or a row that was left blank with its number in front."""
        counted = any(cells.text(row, column).isdecimal() for column in range(ids))
        return counted or cells.text(row, ids) in registrants

    top, bottom = rows[0], rows[-1]
    while top and in_table(top - 1):
        top -= 1
    while in_table(bottom + 1):
        bottom += 1
    return ids, top, bottom


def _texts(cells: Cells, row: int) -> bool:
    return sum(1 for column in range(len(cells.rows[row])) if cells.text(row, column)) > 1


def _columns(cells: Cells, header: int, people: range, ids: int) -> dict[str, int]:
    """Names and who came: by their titles, or by what stands below."""
    found: dict[str, int] = {}
    wide = max(len(cells.rows[row]) for row in (header, *people) if row < len(cells.rows))
    for column in range(wide):
        title = " ".join(cells.text(header, column).casefold().split())
        if title.startswith("nama"):
            found.setdefault(labels.NAME, column)
        elif title.startswith(_PRESENT):
            found.setdefault(labels.PRESENT, column)
    rest = {*range(wide)} - {ids, *found.values()}
    came = {n: sum(_is_presence(cells.text(row, n)) for row in people) for n in rest}
    if labels.PRESENT not in found and came and (most := max(came.values())):
        found[labels.PRESENT] = next(n for n, count in came.items() if count == most)
    return found


def _is_presence(text: str) -> bool:
    return bool(presence_said(text)) and not text.isdecimal()


def _day(cells: Cells, header: int, session: Session) -> Found | None:
    """A date above the table that is none of the session's; None where there is none."""
    dates = [
        (row, column)
        for row in range(header)
        for column in range(len(cells.rows[row]))
        if isinstance(cells.raw(row, column), str) and read_date(cells.raw(row, column))
    ]
    if not dates or any(read_date(cells.raw(*at)) in session.days for at in dates):
        return None
    return cells.raw(*dates[0]), dates[0]
