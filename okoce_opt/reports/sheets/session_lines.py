"""A line that stands for a session, held against what the attendance sheets say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.reading.contradictions import NOT_HERE, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells, read_date


def header_of(cells: Cells, title: str) -> tuple[int, dict[str, int]]:
    """The row that holds `title` and the columns of its titles; no columns where there is none."""
    for row in range(min(len(cells.rows), 12)):
        titles = {cells.text(row, c): c for c in range(len(cells.rows[row]))}
        if title in titles:
            return row, titles
    return 0, {}


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A row of a sheet with the columns of its titles."""

    cells: Cells
    row: int
    titles: Mapping[str, int]


def compare_line(
    problem: Problem, line: SessionLine, sid: SessionId, besides: Mapping[str, str], found: Evidence
) -> None:
    """One session's line, cell by cell: what its id says, and `besides` by title what the sheets
    say.
    """
    cells, row, titles = line.cells, line.row, line.titles
    heads = found.heads.get(sid, {})
    session = problem.session(sid)
    words = {} if session is None else session_words(problem, session)
    for title, says in {**words, **besides}.items():
        if title not in titles:
            continue
        said, raw = cells.text(row, titles[title]), cells.raw(row, titles[title])
        # a date that a spreadsheet made of what was typed
        day = read_date(raw) if title == labels.DAY and not isinstance(raw, str) else None
        if said != " ".join(says.split()) and (
            day is None or session is None or day != session.first_day
        ):
            head = heads.get(title, heads.get(labels.DAY))
            where = [cells.at(row, titles[title]), *([head] if head else [])]
            found.disagree(
                sid, day or said or NOTHING, says or NOTHING, *where, about=title, sessions=(sid,)
            )


def not_here(sid: SessionId, cells: Cells, found: Evidence) -> None:
    """Note that a held session has no line on a sheet."""
    heads = [found.heads[sid][labels.DAY]] if sid in found.heads else []
    where = [f"{cells.file} [{cells.name}]", *heads]
    found.disagree(sid, cells.name, "", *where, sentence=NOT_HERE, sessions=(sid,))
