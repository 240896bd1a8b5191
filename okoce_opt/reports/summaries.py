"""Lists of sessions, an office's summary and the planner's: each line must be what the attendance
sheets say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.reports import layout
from okoce_opt.reports.cells import Cells, read_date
from okoce_opt.reports.found import LIST_SAYS, NO_SHEET, NOT_HERE, NOTHING, Found


def compare_summary(problem: Problem, cells: Cells, found: Found) -> None:
    """An office's `Ringkasan`: its sessions, its totals, and how many registrants each kelurahan
    has.
    """
    sheets = {name: read for (file, name), read in found.sheets.items() if file == cells.file}
    header, titles = _header(cells, layout.SHEET)
    seen = set()
    for row in range(header + 1, len(cells.rows)) if titles else ():
        name = cells.text(row, titles[layout.SHEET])
        if name and name not in sheets:
            found.disagree(
                layout.SUMMARY, name, "", cells.at(row, titles[layout.SHEET]), sentence=NO_SHEET
            )
        elif name:
            seen.add(name)
            sid, people = sheets[name]
            session = problem.session(sid)
            shown = people if session is None else layout.people_in(problem, session, people)
            _line(problem, cells, row, titles, sid, {layout.PEOPLE: str(shown)}, found)
    for name in sorted(sheets.keys() - seen):
        _not_here(sheets[name][0], cells, found)
    office = next(
        (code for code, file in layout.file_names(problem).items() if file == cells.file), None
    )
    if office is not None:
        seats = sum(counted for _, counted in sheets.values())
        says, said = (
            layout.total_words(len(sheets), seats, len(problem.people_of[office])),
            cells.text(2, 0),
        )
        if said != says:
            found.disagree(layout.SUMMARY, said or NOTHING, says, cells.at(2, 0))
        _kelurahan(problem, cells, office, found)


def compare_sessions(problem: Problem, plan: Plan, cells: Cells, found: Found) -> None:
    """The planner's `Sesi`: the same sessions, said in the same way, with as many people."""
    code = layout.CODE.rstrip(":")
    header, titles = _header(cells, code)
    attendance, seen = plan.attendance(), set()
    for row in range(header + 1, len(cells.rows)) if titles else ():
        if sid := cells.text(row, titles[code]):
            seen.add(sid)
            team = layout.team_words(problem.teams.get(plan.teams.get(sid, "")))
            said = {layout.PEOPLE: str(attendance.get(sid, 0)), layout.TEAM: team}
            _line(problem, cells, row, titles, sid, said, found)
    for sid in sorted(attendance.keys() - seen) if titles else ():
        _not_here(sid, cells, found)


def _header(cells: Cells, title: str) -> tuple[int, dict[str, int]]:
    """The row that holds `title` and the columns of its titles; no columns where there is none."""
    for row in range(min(len(cells.rows), 12)):
        titles = {cells.text(row, c): c for c in range(len(cells.rows[row]))}
        if title in titles:
            return row, titles
    return 0, {}


def _line(
    problem: Problem,
    cells: Cells,
    row: int,
    titles: dict[str, int],
    sid: str,
    besides: Mapping[str, str],
    found: Found,
) -> None:
    """One session's line, cell by cell: what its id says, and `besides` by title what the sheets
    say.
    """
    heads = found.heads.get(sid, {})
    session = problem.session(sid)
    words = {} if session is None else layout.session_words(problem, session)
    for title, says in {**words, **besides}.items():
        if title not in titles:
            continue
        said, raw = cells.text(row, titles[title]), cells.raw(row, titles[title])
        # a date that a spreadsheet made of what was typed
        day = read_date(raw) if title == layout.DAY and not isinstance(raw, str) else None
        if said != " ".join(says.split()) and (
            day is None or session is None or day != session.first_day
        ):
            head = heads.get(title, heads.get(layout.DAY))
            where = [cells.at(row, titles[title]), *([head] if head else [])]
            found.disagree(
                sid, day or said or NOTHING, says or NOTHING, *where, about=title, sessions=(sid,)
            )


def _not_here(sid: str, cells: Cells, found: Found) -> None:
    heads = [found.heads[sid][layout.DAY]] if sid in found.heads else []
    found.disagree(
        sid, "", "", f"{cells.file} [{cells.name}]", *heads, sentence=NOT_HERE, sessions=(sid,)
    )


def _kelurahan(problem: Problem, cells: Cells, office: str, found: Found) -> None:
    """The small table beside the sessions."""
    header, titles = _header(cells, layout.REGISTERED)
    counts = Counter(r.kelurahan for r in problem.people_of[office])
    expected = {
        k.name: str(counts[k.code]) for k in problem.kelurahan.values() if k.kecamatan == office
    }
    for row in range(header + 1, len(cells.rows)) if titles else ():
        name, said = (
            cells.text(row, titles[title]) for title in (layout.KELURAHAN, layout.REGISTERED)
        )
        if (name or said) and expected.get(name) != said:
            cell = cells.at(
                row, titles[layout.REGISTERED if name in expected else layout.KELURAHAN]
            )
            about, says = f"{layout.KELURAHAN} {name}", expected.get(name, NOTHING)
            found.disagree(
                layout.SUMMARY, said or NOTHING, says, cell, about=about, sentence=LIST_SAYS
            )
