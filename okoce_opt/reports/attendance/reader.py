"""Reads one attendance sheet, cell by cell, as people have left it: its session and who sits in it.

The labelled lines of the head (activity, date, hours, place) and the column *No. Peserta* are the
plan; what else on the sheet says the same thing (the small session code, counts) is compared with
them.
"""

from __future__ import annotations

from collections.abc import Mapping

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_id, session_name
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.dates import weekday_said
from okoce_opt.reports.content.sessions import day_words, hours_words, team_said
from okoce_opt.reports.reading.contradictions import (
    NAMELESS,
    NO_SUCH,
    NO_TEAM,
    NOT_ON_THE_LIST,
    NOTHING,
    TWICE,
)
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.identities import compare_identities
from okoce_opt.reports.reading.workbook import Cells, read_date
from okoce_opt.scenario import Scenario


def header_row(cells: Cells) -> int | None:
    """The row with the header of an attendance table, known by its titles, not by the sheet's
    name.
    """
    for row in range(min(len(cells.rows), 80)):
        titles = {cells.text(row, column).casefold() for column in range(len(cells.rows[row]))}
        signed = any(title.startswith(labels.SIGNATURE.casefold()) for title in titles)
        if signed and labels.REGISTRANT.casefold() in titles:
            return row
    return None


def read_sheet(scenario: Scenario, cells: Cells, header: int, found: Evidence) -> None:
    """One attendance sheet: its session, then every row that has a No. Peserta, to the end of the
    sheet.
    """
    problem = scenario.problem
    session, head = _session_of(problem, cells, header, found)
    found.held.add(session)
    found.heads.setdefault(session, head)
    titles = [cells.text(header, c).casefold() for c in range(len(cells.rows[header]))]
    column, name = titles.index(labels.REGISTRANT.casefold()), titles.index(labels.NAME.casefold())
    counted, known = 0, []
    for row in range(header + 1, len(cells.rows)):
        person = cells.text(row, column)
        if not person:
            if said := cells.text(row, name):
                where = [cells.at(row, column), cells.at(row, name)]
                found.disagree(session, said, "", *where, sentence=NAMELESS, sessions=(session,))
            continue
        counted += 1
        if person in problem.registrants:
            known.append((row, person))
        _seat(problem, person, session, cells.at(row, column), found)
    sheet = (cells.file, cells.name)
    found.sheets[sheet] = session, counted
    found.codes[sheet] = cells.text(_code(cells, header)[0], 0).removeprefix(labels.CODE).strip()
    found.rows[sheet] = {person: cells.at(row, column) for row, person in known}
    compare_identities(scenario, cells, header, known, found)
    found.aside.lines |= _not_compared(cells, header)
    _count_line(cells, head, session, counted, header, found)


def _seat(problem: Problem, person: str, session: str, cell: str, found: Evidence) -> None:
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
    cells: Cells, head: Mapping[str, str], session: str, counted: int, header: int, found: Evidence
) -> None:
    said = _labelled(cells, header).get(labels.HEADCOUNT.casefold())
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
    )
}


def _not_compared(cells: Cells, header: int) -> set[str]:
    """What stands on the sheet and is left to those who sign it: labelled lines that nobody looks
    at, the letterhead, the signatures.
    """
    found = {SIGNATURES}
    for row in range(header):
        for column, behind in _PLACES:
            label = cells.text(row, column).rstrip(":").strip()
            if cells.text(row, behind).startswith(":") and label.casefold() not in _COMPARED:
                found.add(label)
        if cells.text(row, 0) in (labels.TITLE, labels.RESERVE_TITLE):
            found |= {LETTERHEAD} if any(cells.text(above, 0) for above in range(row)) else set()
    return found


_PLACES = ((0, 2), (3, 5))
"""Columns of labels, and of what stands behind them; earlier versions have the first pair only."""


def _labelled(cells: Cells, header: int) -> dict[str, tuple[int, int, str]]:
    """Label -> row and column of what stands behind it in the head of a sheet, and its text."""
    lines: dict[str, tuple[int, int, str]] = {}
    for row in range(header):
        for column, behind in _PLACES:
            label = cells.text(row, column).rstrip(":").strip().casefold()
            if label:
                said = cells.text(row, behind).removeprefix(":").strip()
                lines.setdefault(label, (row, behind, said))
    return lines


def _session_of(
    problem: Problem, cells: Cells, header: int, found: Evidence
) -> tuple[str, dict[str, str]]:
    """Session id and head cells: the labelled lines decide; the code fills in what they leave
    open.
    """
    lines = _labelled(cells, header)
    code_row, code = _code(cells, header)
    coded = dict(zip(("activity", "venue", "day", "part"), code or ("", "", None, ""), strict=True))
    head = {
        label: cells.at(lines[label.casefold()][0] if label.casefold() in lines else code_row, 2)
        for label in (labels.ACTIVITY, labels.DAY, labels.HOURS, labels.PLACE)
    }

    def said(label: str) -> str:
        return lines.get(label.casefold(), (0, 2, ""))[2]

    row = lines.get(labels.DAY.casefold(), (0, 2, ""))[0]
    raw = cells.raw(row, 2)
    day = read_date(said(labels.DAY) if isinstance(raw, str) else raw)
    parts = tuple(problem.calendar.parts.values())
    activity = _choose(
        said(labels.ACTIVITY),
        coded["activity"],
        {a.id: a.title for a in problem.activities.values()},
    )
    place = _choose(
        said(labels.PLACE), coded["venue"], {v.id: v.name for v in problem.venues.values()}
    )
    part = _choose(said(labels.HOURS), coded["part"], {p.id: hours_words(p, parts) for p in parts})
    chosen = (
        activity or coded["activity"],
        place or coded["venue"],
        day or coded["day"],
        part or coded["part"],
    )
    if (
        not all(chosen)
        or chosen[0] not in problem.activities
        or chosen[1] not in problem.venues
        or chosen[3] not in problem.calendar.parts
    ):
        raise PlanFilesError(
            Words(
                "{file} [{sheet}]: kepala daftar tidak lagi menyebut kegiatan, tanggal, jam dan "
                "tempat yang dikenal.",
                "{file} [{sheet}]: the head no longer names a known activity, date, hours and "
                "place.",
            ).fill(file=cells.file, sheet=cells.name)
        )
    sid = session_id(str(chosen[0]), str(chosen[1]), chosen[2], str(chosen[3]))  # type: ignore[arg-type]
    for label, value in (
        (labels.ACTIVITY, activity),
        (labels.PLACE, place),
        (labels.DAY, day),
        (labels.HOURS, part),
    ):
        if not value:
            found.disagree(
                sid, said(label), "", head[label], sentence=NO_SUCH, about=label, sessions=(sid,)
            )
    sent = problem.announced.teams.get(sid, "") if sid in problem.past.sessions else ""
    if sent or (problem.activities[str(chosen[0])].team and sid not in problem.past.sessions):
        where = cells.at(lines.get(labels.TEAM.casefold(), (code_row, 2, ""))[0], 2)
        _team(problem, sid, sent, said(labels.TEAM), where, found)
    _against_itself(
        problem, cells, sid, code_row, said(labels.DAY) if isinstance(raw, str) else "", head, found
    )
    return sid, head


def _team(problem: Problem, sid: str, sent: str, said: str, cell: str, found: Evidence) -> None:
    """The team on the sheet, one of the table or the one that was `sent` before. Sheets of one city
    session in several offices must name the same.
    """
    names = {team: team_said(problem, team) for team in sorted({*problem.teams, sent} - {""})}
    team = _choose(said, "", names) or _choose(said, "", {team: team for team in names})
    if team is None:
        found.disagree(
            sid, said or NOTHING, "", cell, sentence=NO_TEAM, about=labels.TEAM, sessions=(sid,)
        )
    elif found.teams.setdefault(sid, team) != team:
        found.disagree(sid, said, names[found.teams[sid]], cell, about=labels.TEAM, sessions=(sid,))


def _code(cells: Cells, header: int) -> tuple[int, tuple[str, str, object, str] | None]:
    for row in range(header - 1, -1, -1):
        text = cells.text(row, 0)
        if text.startswith(labels.CODE):
            try:
                return row, session_name(text.removeprefix(labels.CODE).strip())
            except ValueError:
                return row, None
    return header, None


def _choose(text: str, coded: object, names: Mapping[str, str]) -> str | None:
    """The id whose printed name is `text`; of several the coded one; None when no name is like
    it.
    """
    wanted = " ".join(text.split()).casefold()
    alike = [key for key, name in names.items() if " ".join(name.split()).casefold() == wanted]
    if str(coded) in alike:
        return str(coded)
    return alike[0] if alike else None


def _against_itself(
    problem: Problem,
    cells: Cells,
    sid: str,
    code_row: int,
    day_text: str,
    head: Mapping[str, str],
    found: Evidence,
) -> None:
    """The small code, the weekday and the last day must say what the labelled lines say."""
    code = cells.text(code_row, 0).removeprefix(labels.CODE).strip()
    if code != sid:
        where = [cells.at(code_row, 0), head[labels.DAY]]
        found.disagree(
            sid, code or NOTHING, sid, *where, about=labels.CODE.rstrip(":"), sessions=(sid,)
        )
    session = problem.session(sid)
    if session is None:
        return
    weekday = weekday_said(day_text)
    other_weekday = weekday is not None and weekday != session.first_day.weekday()
    other_end = "s.d." in day_text and read_date(day_text.split("s.d.")[1]) != session.last_day
    if other_weekday or other_end:
        found.disagree(
            sid,
            day_text,
            day_words(session),
            head[labels.DAY],
            about=labels.DAY,
            sessions=(sid,),
        )
