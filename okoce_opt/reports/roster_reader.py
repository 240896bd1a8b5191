"""Takes the plan back out of the attendance sheets, cell by cell, as people have left them.

The labelled lines of the head (activity, date, hours, place) and the column *No. Peserta* are the
plan; what else says the same thing (the small session code, counts, lists, tables) is compared with
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_id, split_id
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import read_record
from okoce_opt.reports import layout
from okoce_opt.reports.cells import Cells, read_date, read_workbook
from okoce_opt.reports.disagreements import compare_tables
from okoce_opt.reports.found import (
    GONE,
    NAMELESS,
    NO_SUCH,
    NO_TEAM,
    NOT_ON_THE_LIST,
    NOT_OURS,
    NOTHING,
    TWICE,
    Disagreement,
    Found,
)
from okoce_opt.reports.identities import compare_identities
from okoce_opt.reports.mentor_files import read_mentors
from okoce_opt.scenario import Scenario


@dataclass(frozen=True)
class Reading:
    """What the attendance sheets say.

    `cells` maps a seat to the cell of its No. Peserta, `heads` a session to the cell of each label
    of its head, `disagreements` are all places that contradict the sheets, or a sheet itself.
    `files` are workbooks that are missing or none of this plan's; `unread` the kecamatan whose
    people are therefore on no sheet; `unknown` the columns of which the lists know nothing.
    """

    plan: Plan
    cells: Mapping[Seat, str]
    heads: Mapping[str, Mapping[str, str]]
    disagreements: tuple[Disagreement, ...]
    files: tuple[Disagreement, ...] = ()
    unread: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    def all_of(self, problem: Problem, broken: Iterable[Violation]) -> tuple[Violation, ...]:
        """Files first, then broken rules with their cells, then contradictions; without what only a
        missing file brings.
        """
        rest = [*(self.cite(violation) for violation in broken), *self.disagreements]
        return (
            *self.files,
            *(violation for violation in rest if not self._follows(problem, violation)),
        )

    def _follows(self, problem: Problem, violation: Violation) -> bool:
        """Whether all that it is about stands in a workbook that is missing."""
        sessions = [problem.session(sid) for sid in violation.sessions]
        people = [problem.registrants.get(person) for person in violation.registrants]
        homes = [one.kecamatan if one is not None else None for one in sessions or people]
        return bool(homes) and all(home in self.unread for home in homes)

    def cite(self, violation: Violation) -> Violation:
        """The violation with the cells where its people and sessions stand, first those of the
        people.
        """
        pairs = [(r, s) for r in violation.registrants for s in violation.sessions]
        if violation.registrants and not violation.sessions:
            pairs = [
                (r, s)
                for r in violation.registrants
                for s in ("", *self.plan.sessions_of.get(r, ()))
            ]
        seats = [self.cells[pair] for pair in pairs if pair in self.cells]
        heads = [self.heads[s][layout.DAY] for s in violation.sessions if s in self.heads]
        return (
            violation
            if violation.cells
            else replace(violation, cells=tuple(dict.fromkeys([*seats, *heads])))
        )


def read_rosters(scenario: Scenario, folder: Path) -> Reading:
    """Read the workbooks of `folder/daftar_hadir` and hold every other table of the folder against
    them.

    Raises `PlanFilesError` when there is no roster, a workbook cannot be read, or an attendance
    sheet no longer says which session it is.
    """
    there = {
        p.name: p
        for p in sorted((folder / layout.FOLDER).glob("*.xlsx"))
        if not p.name.startswith("~$")
    }
    if not there:
        raise PlanFilesError(
            Words(
                "Tidak ada daftar hadir di {name}.", "There are no attendance workbooks in {name}."
            ).fill(name=f"{folder.name}/{layout.FOLDER}")
        )
    found = Found()
    ours = {
        Path(entry["name"]).name
        for entry in read_record(folder)["files"]
        if Path(entry["name"]).parent.name == layout.FOLDER
    }
    for name in sorted(ours - there.keys()):
        found.file(f"{layout.FOLDER}/{name}", GONE)
        found.unread |= {
            code for code, file in layout.file_names(scenario.problem).items() if file == name
        }
    for name in sorted(there.keys() - ours):
        found.file(f"{layout.FOLDER}/{name}", NOT_OURS)
    others = []
    for name in sorted(ours & there.keys()):
        for cells in read_workbook(there[name]):
            header = _header_row(cells)
            if header is None:
                others.append(cells)
                read_mentors(scenario.problem, cells, found)
            else:
                _read_sheet(scenario, cells, header, found)
    plan = Plan.of(found.seats, found.held, found.teams, found.mentors)
    compare_tables(scenario, folder, plan, others, found)
    return Reading(
        *(plan, found.cells, found.heads, tuple(found.wrong), tuple(found.files)),
        unread=frozenset(found.unread),
        unknown=tuple(sorted(found.unknown)),
    )


def _header_row(cells: Cells) -> int | None:
    """The row with the header of an attendance table, known by its titles, not by the sheet's
    name.
    """
    for row in range(min(len(cells.rows), 80)):
        titles = {cells.text(row, column).casefold() for column in range(len(cells.rows[row]))}
        signed = any(title.startswith(layout.SIGNATURE.casefold()) for title in titles)
        if signed and layout.REGISTRANT.casefold() in titles:
            return row
    return None


def _read_sheet(scenario: Scenario, cells: Cells, header: int, found: Found) -> None:
    """One attendance sheet: its session, then every row that has a No. Peserta, to the end of the
    sheet.
    """
    problem = scenario.problem
    session, head = _session_of(problem, cells, header, found)
    found.held.add(session)
    found.heads.setdefault(session, head)
    titles = [cells.text(header, c).casefold() for c in range(len(cells.rows[header]))]
    column, name = titles.index(layout.REGISTRANT.casefold()), titles.index(layout.NAME.casefold())
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
    found.sheets[cells.file, cells.name] = session, counted
    compare_identities(scenario, cells, header, known, found)
    _count_line(cells, head, session, counted, header, found)


def _seat(problem: Problem, person: str, session: str, cell: str, found: Found) -> None:
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
    cells: Cells, head: Mapping[str, str], session: str, counted: int, header: int, found: Found
) -> None:
    said = _labelled(cells, header).get(layout.HEADCOUNT.casefold())
    if said is not None and said[1] != str(counted):
        where = [cells.at(said[0], 2), head[layout.DAY]]
        found.disagree(
            session,
            said[1] or NOTHING,
            counted,
            *where,
            about=layout.HEADCOUNT,
            sessions=(session,),
        )


def _labelled(cells: Cells, header: int) -> dict[str, tuple[int, str]]:
    """Label -> (row, what stands behind it) in the head of a sheet."""
    lines: dict[str, tuple[int, str]] = {}
    for row in range(header):
        label = cells.text(row, 0).rstrip(":").strip().casefold()
        if label:
            lines.setdefault(label, (row, cells.text(row, 2).removeprefix(":").strip()))
    return lines


def _session_of(
    problem: Problem, cells: Cells, header: int, found: Found
) -> tuple[str, dict[str, str]]:
    """Session id and head cells: the labelled lines decide; the code fills in what they leave
    open.
    """
    lines = _labelled(cells, header)
    code_row, code = _code(cells, header)
    coded = dict(zip(("activity", "venue", "day", "part"), code or ("", "", None, ""), strict=True))
    head = {
        label: cells.at(lines[label.casefold()][0] if label.casefold() in lines else code_row, 2)
        for label in (layout.ACTIVITY, layout.DAY, layout.HOURS, layout.PLACE)
    }

    def said(label: str) -> str:
        return lines.get(label.casefold(), (0, ""))[1]

    row = lines.get(layout.DAY.casefold(), (0, ""))[0]
    raw = cells.raw(row, 2)
    day = read_date(said(layout.DAY) if isinstance(raw, str) else raw)
    parts = tuple(problem.calendar.parts.values())
    activity = _choose(
        said(layout.ACTIVITY),
        coded["activity"],
        {a.id: a.title for a in problem.activities.values()},
    )
    place = _choose(
        said(layout.PLACE), coded["venue"], {v.id: v.name for v in problem.venues.values()}
    )
    part = _choose(
        said(layout.HOURS), coded["part"], {p.id: layout.hours_words(p, parts) for p in parts}
    )
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
        (layout.ACTIVITY, activity),
        (layout.PLACE, place),
        (layout.DAY, day),
        (layout.HOURS, part),
    ):
        if not value:
            found.disagree(
                sid, said(label), "", head[label], sentence=NO_SUCH, about=label, sessions=(sid,)
            )
    if problem.activities[str(chosen[0])].team:
        where = cells.at(lines.get(layout.TEAM.casefold(), (code_row, ""))[0], 2)
        _team(problem, sid, said(layout.TEAM), where, found)
    _against_itself(
        problem, cells, sid, code_row, said(layout.DAY) if isinstance(raw, str) else "", head, found
    )
    return sid, head


def _team(problem: Problem, sid: str, said: str, cell: str, found: Found) -> None:
    """The team on the sheet. Sheets of one city session in several offices must name the same."""
    names = {team.id: layout.team_words(team) for team in problem.teams.values()}
    team = _choose(said, "", names) or _choose(said, "", {team: team for team in names})
    if team is None:
        found.disagree(
            sid, said or NOTHING, "", cell, sentence=NO_TEAM, about=layout.TEAM, sessions=(sid,)
        )
    elif found.teams.setdefault(sid, team) != team:
        found.disagree(sid, said, names[found.teams[sid]], cell, about=layout.TEAM, sessions=(sid,))


def _code(cells: Cells, header: int) -> tuple[int, tuple[str, str, object, str] | None]:
    for row in range(header - 1, -1, -1):
        text = cells.text(row, 0)
        if text.startswith(layout.CODE):
            try:
                return row, split_id(text.removeprefix(layout.CODE).strip())
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
    found: Found,
) -> None:
    """The small code, the weekday and the last day must say what the labelled lines say."""
    code = cells.text(code_row, 0).removeprefix(layout.CODE).strip()
    if code != sid:
        where = [cells.at(code_row, 0), head[layout.DAY]]
        found.disagree(
            sid, code or NOTHING, sid, *where, about=layout.CODE.rstrip(":"), sessions=(sid,)
        )
    session = problem.session(sid)
    if session is None:
        return
    weekday = layout.weekday_said(day_text)
    other_weekday = weekday is not None and weekday != session.first_day.weekday()
    other_end = "s.d." in day_text and read_date(day_text.split("s.d.")[1]) != session.last_day
    if other_weekday or other_end:
        found.disagree(
            sid,
            day_text,
            layout.day_words(session),
            head[layout.DAY],
            about=layout.DAY,
            sessions=(sid,),
        )
