"""Reads the head of an attendance sheet: which session it is, and whether its codes say so too."""

from __future__ import annotations

from collections.abc import Mapping

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, session_id, session_name
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.codes import code_in
from okoce_opt.reports.content.dates import weekday_said
from okoce_opt.reports.content.sessions import day_words, hours_words, team_said
from okoce_opt.reports.reading.contradictions import ANOTHER_PLAN, NO_SUCH, NO_TEAM, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells, read_date

PLACES = ((0, 2), (3, 5))
"""Columns of labels, and of what stands behind them; earlier versions have the first pair only."""


def labelled(cells: Cells, header: int) -> dict[str, tuple[int, int, str]]:
    """Label -> row and column of what stands behind it in the head of a sheet, and its text."""
    lines: dict[str, tuple[int, int, str]] = {}
    for row in range(header):
        for column, behind in PLACES:
            label = cells.text(row, column).rstrip(":").strip().casefold()
            if label:
                said = cells.text(row, behind).removeprefix(":").strip()
                lines.setdefault(label, (row, behind, said))
    return lines


def session_of(
    problem: Problem, cells: Cells, header: int, found: Evidence
) -> tuple[SessionId, dict[str, str]]:
    """Session id and head cells: the labelled lines decide; the code fills in what they leave
    open.
    """
    lines = labelled(cells, header)
    code_row, code = code_of(cells, header)
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
    _of_this_plan(cells, sid, code_row, found)
    _says_its_code(cells, sid, code_row, head, found)
    if isinstance(raw, str):
        _says_its_days(problem.session(sid), said(labels.DAY), head, found)
    return sid, head


def _team(
    problem: Problem, sid: SessionId, sent: str, said: str, cell: str, found: Evidence
) -> None:
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


def _of_this_plan(cells: Cells, sid: SessionId, code_row: int, found: Evidence) -> None:
    """A sheet that an older plan was printed on says so by its code."""
    for column in range(1, len(cells.rows[code_row]) if found.plan_code else 0):
        coded = code_in(cells.text(code_row, column))
        if coded is not None and coded[1] != found.plan_code:
            found.disagree(
                *(sid, coded[0], found.plan_code, cells.at(code_row, column)),
                sentence=ANOTHER_PLAN,
                about=labels.SHEET_CODE.rstrip(":"),
                sessions=(sid,),
            )


def code_of(cells: Cells, header: int) -> tuple[int, tuple[str, str, object, str] | None]:
    """The row of the small session code above the table, and what it says if it can be read."""
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


def _says_its_code(
    cells: Cells, sid: SessionId, code_row: int, head: Mapping[str, str], found: Evidence
) -> None:
    """The small code must say what the labelled lines say."""
    code = cells.text(code_row, 0).removeprefix(labels.CODE).strip()
    if code != sid:
        where = [cells.at(code_row, 0), head[labels.DAY]]
        found.disagree(
            sid, code or NOTHING, sid, *where, about=labels.CODE.rstrip(":"), sessions=(sid,)
        )


def _says_its_days(
    session: Session | None, day_text: str, head: Mapping[str, str], found: Evidence
) -> None:
    """The weekday and the last day must say what the date says."""
    if session is None:
        return
    sid = session.id
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
