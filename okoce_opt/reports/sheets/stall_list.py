"""One session's stalls with the people at each; no NIK, no phone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words
from okoce_opt.plan_files.record import read_record
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import stall_file_names
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.reading.contradictions import (
    NO_TABLE,
    NOT_HERE,
    NOT_ON_THE_LIST,
    NOTHING,
    TWICE,
)
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.identities import compare_identities
from okoce_opt.reports.reading.workbook import Cells, read_workbook
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.paper import F4, paper_named
from okoce_opt.reports.style.tables import plain_table, print_wide
from okoce_opt.reports.style.text_size import column_px
from okoce_opt.scenario import Scenario

TITLES = [
    labels.STALL,
    labels.REGISTRANT,
    labels.NAME,
    labels.KECAMATAN,
    labels.KELURAHAN,
    labels.FIELD,
]


TOP = 7
"""The row of the table's header, from 0."""


def titled(book: Book, sheet: object, title: str, note: str) -> None:
    """Title and note at the top of a sheet."""
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=14))  # type: ignore[attr-defined]
    sheet.write_string(1, 0, note, book.format())  # type: ignore[attr-defined]


def write_stall_list(
    book: Book,
    scenario: Scenario,
    session: Session,
    name: str,
    stalls: list[tuple[int, Registrant]],
) -> None:
    """Add the list of one session."""
    problem = scenario.problem
    sheet = book.sheet(name)
    words = session_words(problem, session)
    titled(book, sheet, f"Daftar lapak: {words[labels.ACTIVITY]}", scenario.title)
    for offset, label in enumerate((labels.DAY, labels.HOURS, labels.PLACE), start=2):
        sheet.write_string(offset, 0, label, book.format())
        sheet.write_string(offset, 2, f": {words[label]}", book.format())
    sheet.write_string(
        5, 0, f"{labels.CODE} {session.id}", book.format(font_size=8, font_color="#8C8C8C")
    )
    rows: list[list[object]] = []
    for number, one in stalls:
        who = scenario.people.get(one.id, Person()).name
        places = problem.kecamatan[one.kecamatan].name, problem.kelurahan[one.kelurahan].name
        rows.append([number, one.id, who, *places, one.field])
    fields = column_px((one.field for _, one in stalls), 9, 90, 160)
    # a column that nobody fills in is left out
    columns = len(TITLES) if any(one.field for _, one in stalls) else len(TITLES) - 1
    widths = [60, 85, 190, 130, 150, fields][:columns]
    plain_table(book, sheet, TOP, TITLES[:columns], widths, [row[:columns] for row in rows])
    sheet.ignore_errors({"number_stored_as_text": "A1:Z2000"})
    print_wide(sheet, landscape=False, folio=paper_named(scenario.papers.paper) is F4)


CROWDED = Words(
    "{subject}{about}: lapak {found} ditempati lebih dari {allowed} orang.",
    "{subject}{about}: stall {found} has more than {allowed} people.",
)


def compare_stalls(scenario: Scenario, folder: Path, plan: Plan, found: Evidence) -> None:
    """Add to `found` what the stall lists of the plan say otherwise than the attendance sheets and
    the lists.
    """
    names = [Path(entry["name"]) for entry in read_record(folder)["files"]]
    listed: set[str] = set()
    gone: set[str] = set()
    for name in sorted(name for name in names if name.parent.name == labels.STALLS):
        if not (folder / name).is_file():
            found.file(name.as_posix(), NO_TABLE)
            gone.add(name.name)
            continue
        for cells in read_workbook(folder / name):
            if cells.name != labels.SUMMARY:
                listed.add(compare_stall_list(scenario, plan, cells, found))
    files = stall_file_names(scenario.problem)
    for sid in sorted(plan.held - listed) if names and (listed or gone) else ():
        session = scenario.problem.session(sid)
        known = session is not None and not scenario.problem.activities[session.activity].required
        if session is not None and known and files.get(session.kecamatan) not in gone:
            where = [f"{labels.STALLS}/{files[session.kecamatan]}"]
            where += [found.heads[sid][labels.DAY]] if sid in found.heads else []
            found.disagree(sid, "", "", *where, sentence=NOT_HERE, sessions=(sid,))


def compare_stall_list(scenario: Scenario, plan: Plan, cells: Cells, found: Evidence) -> str:
    """One sheet's people against those of its session; the session's id."""
    problem = scenario.problem
    code = next(
        (r for r in range(min(len(cells.rows), 12)) if cells.text(r, 0).startswith(labels.CODE)),
        None,
    )
    header = next(
        (r for r in range(min(len(cells.rows), 14)) if cells.text(r, 1) == labels.REGISTRANT), None
    )
    sid = "" if code is None else cells.text(code, 0).removeprefix(labels.CODE).strip()
    session = problem.session(sid)
    if header is None or session is None or code is None:
        found.disagree(cells.name, sid or NOTHING, "", cells.at(code or 0, 0), sentence=NOT_HERE)
        return sid
    words = session_words(problem, session)
    for row in range(code):
        label, said = cells.text(row, 0), cells.text(row, 2).removeprefix(":").strip()
        if label in words and said != " ".join(words[label].split()):
            found.disagree(
                sid, said or NOTHING, words[label], cells.at(row, 2), about=label, sessions=(sid,)
            )
    rows: list[tuple[int, str]] = []
    stalls: Counter[str] = Counter()
    there: set[str] = set()
    people = set(plan.people.get(sid, ()))
    each = problem.activities[session.activity].per_seat
    for row in range(header + 1, len(cells.rows)):
        person, stall = cells.text(row, 1), cells.text(row, 0)
        if not person:
            continue
        stalls[stall] += 1
        if person not in problem.registrants:
            found.disagree(person, person, "", cells.at(row, 1), sentence=NOT_ON_THE_LIST)
        elif person in there:
            found.disagree(
                person, "", "", cells.at(row, 1), sentence=TWICE, who=(person,), sessions=(sid,)
            )
        elif person not in people:
            mine = [
                s for s in plan.sessions_of.get(person, ()) if activity_of(s) == session.activity
            ]
            cell = [found.cells[person, s] for s in mine if (person, s) in found.cells]
            found.disagree(
                person,
                sid,
                "; ".join(mine) or NOTHING,
                cells.at(row, 1),
                *cell,
                who=(person,),
                sessions=(sid,),
            )
        else:
            rows.append((row, person))
        if stalls[stall] == each + 1:
            found.disagree(
                sid,
                stall or NOTHING,
                each,
                cells.at(row, 0),
                sentence=CROWDED,
                about=labels.STALL,
                sessions=(sid,),
            )
        there.add(person)
    compare_identities(scenario, cells, header, rows, found)
    for person in sorted(people - there):
        where = [
            f"{cells.file} [{cells.name}]",
            *([found.cells[person, sid]] if (person, sid) in found.cells else []),
        ]
        found.disagree(person, "", "", *where, sentence=NOT_HERE, who=(person,), sessions=(sid,))
    return sid
