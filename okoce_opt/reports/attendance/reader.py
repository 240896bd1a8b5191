"""Reads one attendance sheet, cell by cell, as people have left it: its session and who sits in it.

The labelled lines of the head (activity, date, hours, place) and the column *No. Peserta* are the
plan; what else on the sheet says the same thing (the small session code, counts) is compared with
them.
"""

from __future__ import annotations

from collections.abc import Mapping

from okoce_opt.domain.findings import shown
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.reports.attendance.head_reader import PLACES, code_of, labelled, session_of
from okoce_opt.reports.attendance.presence import presence_said
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.contradictions import NAMELESS, NOT_ON_THE_LIST, NOTHING, TWICE
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.identities import compare_identities
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.scenario import Scenario


def header_row(cells: Cells) -> int | None:
    """The row with the header of an attendance table, known by its titles, not by the sheet's
    name.
    """
    return next((row for row in range(_within(cells)) if not _lost_titles(cells, row)), None)


def note_lost_header(cells: Cells, found: Evidence) -> None:
    """Note a sheet that has its session's code and no table that could be read: somebody has called
    a column otherwise.
    """
    row, code = code_of(cells, _within(cells))
    if code is None:
        return
    below = (n for n in range(row + 1, _within(cells)) if _titles(cells, n) & _KNOWN)
    header = next(below, None)
    if header is not None:
        sid = SessionId(cells.text(row, 0).removeprefix(labels.CODE).strip())
        lost = ", ".join(_lost_titles(cells, header))
        found.headless[cells.file, cells.name] = sid, cells.at(header, 0), lost


_KNOWN = {title.casefold() for title in (labels.NUMBER, labels.REGISTRANT, labels.NAME)}
"""The first row below the session's code with one of these titles is the table's header."""


def _within(cells: Cells) -> int:
    """How many rows are looked at for a table's header."""
    return min(len(cells.rows), 80)


def _titles(cells: Cells, row: int) -> set[str]:
    texts = (cells.text(row, column).casefold() for column in range(len(cells.rows[row])))
    return {text for text in texts if text}


def _lost_titles(cells: Cells, row: int) -> list[str]:
    """The titles by which the table is known that do not stand in this row."""
    titles = _titles(cells, row)
    signed = any(title.startswith(labels.SIGNATURE.casefold()) for title in titles)
    lost = [] if labels.REGISTRANT.casefold() in titles else [labels.REGISTRANT]
    return lost if signed else [*lost, labels.SIGNATURE]


def read_sheet(scenario: Scenario, cells: Cells, header: int, found: Evidence) -> None:
    """One attendance sheet: its session, then every row that has a No. Peserta, to the end of the
    sheet.
    """
    problem = scenario.problem
    session, head = session_of(problem, cells, header, found)
    found.held.add(session)
    found.heads.setdefault(session, head)
    titles = [cells.text(header, c).casefold() for c in range(len(cells.rows[header]))]
    column = titles.index(labels.REGISTRANT.casefold())
    # an office's own template may do without names
    name = titles.index(labels.NAME.casefold()) if labels.NAME.casefold() in titles else column
    came = titles.index(labels.PRESENT.casefold()) if labels.PRESENT.casefold() in titles else None
    counted, known = 0, []
    for row in range(header + 1, len(cells.rows)):
        person = PersonId(cells.text(row, column))
        mark = _presence(cells, row, came, found)
        if not person:
            if said := cells.text(row, name):
                where = [cells.at(row, column), cells.at(row, name)]
                if mark:
                    found.notices.append(WALK_IN.fill(cell=where[1], mark=mark))
                    continue
                found.disagree(session, said, "", *where, sentence=NAMELESS, sessions=(session,))
            continue
        counted += 1
        if person in problem.registrants:
            known.append((row, person))
        _seat(problem, person, session, cells.at(row, column), found)
        if mark:
            found.attended[person, session] = mark
    sheet = (cells.file, cells.name)
    found.sheets[sheet] = session, counted
    code = cells.text(code_of(cells, header)[0], 0)
    found.codes[sheet] = SessionId(code.removeprefix(labels.CODE).strip())
    found.rows[sheet] = {person: cells.at(row, column) for row, person in known}
    compare_identities(scenario, cells, header, known, found)
    found.aside.lines |= _not_compared(cells, header)
    _count_line(cells, head, session, counted, header, found)


WALK_IN = Words(
    "{cell}: {mark}, tanpa No. peserta; bila orang itu ada di daftar pendaftar, tulis nomornya.",
    "{cell}: {mark}, without No. peserta; if this person is on the list of registrants, write the "
    "number.",
)
NO_PRESENCE = Words(
    "{cell}: \u201c{said}\u201d tidak terbaca sebagai Hadir, Izin, Sakit atau Alpa; tidak "
    "dihitung.",
    "{cell}: \u201c{said}\u201d does not read as Hadir, Izin, Sakit or Alpa; it is not counted.",
)


def _presence(cells: Cells, row: int, came: int | None, found: Evidence) -> str:
    """Whether somebody came, in the sheet's own words; empty where it does not say."""
    said = "" if came is None else cells.text(row, came)
    mark = presence_said(said)
    if mark is None:
        # below the table, names of those who sign go on under this column
        if cells.text(row, 0).isdecimal():
            notice = NO_PRESENCE.fill(cell=cells.at(row, came or 0), said=shown(said))
            found.notices.append(notice)
        return ""
    return mark


def _seat(
    problem: Problem, person: PersonId, session: SessionId, cell: str, found: Evidence
) -> None:
    if person not in problem.registrants:
        found.disagree(person, person, "", cell, sentence=NOT_ON_THE_LIST, sessions=(session,))
    elif (person, session) in found.seats:
        where = [found.cells[person, session], cell]
        found.disagree(person, "", "", *where, sentence=TWICE, who=(person,), sessions=(session,))
    else:
        # each text once: of a city's seats there are very many
        seat = (problem.registrants[person].id, session)
        found.seats.add(seat)
        found.cells[seat] = cell


def _count_line(
    cells: Cells,
    head: Mapping[str, str],
    session: SessionId,
    counted: int,
    header: int,
    found: Evidence,
) -> None:
    said = labelled(cells, header).get(labels.HEADCOUNT.casefold())
    if said is not None and said[2] != str(counted):
        where = [cells.at(*said[:2]), head[labels.DAY]]
        found.disagree(
            session,
            said[2] or NOTHING,
            counted,
            *where,
            about=labels.HEADCOUNT,
            sessions=(session,),
        )


LETTERHEAD, SIGNATURES = "kop", "tanda tangan"
_COMPARED = {
    label.casefold()
    for label in (
        *(labels.ACTIVITY, labels.DAY, labels.HOURS, labels.PLACE, labels.TEAM, labels.HEADCOUNT),
        labels.CODE.rstrip(":"),
        labels.SHEET_CODE.rstrip(":"),
    )
}


def _not_compared(cells: Cells, header: int) -> set[str]:
    """What stands on the sheet and is left to those who sign it: labelled lines that nobody looks
    at, the letterhead, the signatures.
    """
    found = {SIGNATURES}
    for row in range(header):
        for column, behind in PLACES:
            label = cells.text(row, column).rstrip(":").strip()
            if cells.text(row, behind).startswith(":") and label.casefold() not in _COMPARED:
                found.add(label)
        if cells.text(row, 0) in (labels.TITLE, labels.RESERVE_TITLE):
            found |= {LETTERHEAD} if any(cells.text(above, 0) for above in range(row)) else set()
    return found
