"""One session's stalls with the people at each; no NIK, no phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Person
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.content.stalls import stalls_of
from okoce_opt.reports.content.subjects import StallBook
from okoce_opt.reports.reading.contradictions import (
    NOT_HERE,
    NOT_ON_THE_LIST,
    NOTHING,
    TWICE,
)
from okoce_opt.reports.reading.identities import compare_identities
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.style.book import FAINT, Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import Table, plain_table
from okoce_opt.reports.style.text_size import column_px

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


def write(book: Book, shown: StallBook) -> None:
    """A sheet for each session."""
    for name, session in zip(shown.sheet_names, shown.sessions, strict=True):
        _write(book, shown, session, name)


def _write(book: Book, shown: StallBook, session: Session, name: str) -> None:
    scenario, problem = shown.scenario, shown.scenario.problem
    stalls = stalls_of(scenario, shown.plan, session)
    words = session_words(problem, session)
    sheet = titled_sheet(
        *(book, name, f"Daftar lapak: {words[labels.ACTIVITY]}", scenario.title),
        about=f"{words[labels.ACTIVITY]}, {words[labels.DAY]}, {words[labels.PLACE]}",
        landscape=False,
        folio=is_folio(scenario.papers.paper),
    )
    for offset, label in enumerate((labels.DAY, labels.HOURS, labels.PLACE), start=2):
        sheet.write_string(offset, 0, label, book.format())
        sheet.write_string(offset, 2, f": {words[label]}", book.format())
    sheet.write_string(
        5, 0, f"{labels.CODE} {session.id}", book.format(font_size=8, font_color=FAINT)
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
    plain_table(book, sheet, TOP, Table(TITLES[:columns], widths, [row[:columns] for row in rows]))
    sheet.ignore_errors({"number_stored_as_text": "A1:Z2000"})


CROWDED = Words(
    "{subject}{about}: lapak {found} ditempati lebih dari {allowed} orang.",
    "{subject}{about}: stall {found} has more than {allowed} people.",
)


def compare(back: Readback, cells: Cells) -> None:
    """Its people against those of its session, each at a stall that is not too full."""
    found, problem = back.found, back.scenario.problem
    code = next(
        (r for r in range(min(len(cells.rows), 12)) if cells.text(r, 0).startswith(labels.CODE)),
        None,
    )
    header = next(
        (r for r in range(min(len(cells.rows), 14)) if cells.text(r, 1) == labels.REGISTRANT), None
    )
    sid = SessionId("" if code is None else cells.text(code, 0).removeprefix(labels.CODE).strip())
    session = problem.session(sid)
    if header is None or session is None or code is None:
        where = cells.at(code or 0, 0)
        found.disagree(sid or labels.CODE.rstrip(":"), cells.name, "", where, sentence=NOT_HERE)
        return
    found.listed.add(sid)
    words = session_words(problem, session)
    for row in range(code):
        label, said = cells.text(row, 0), cells.text(row, 2).removeprefix(":").strip()
        if label in words and said != " ".join(words[label].split()):
            found.disagree(
                sid, said or NOTHING, words[label], cells.at(row, 2), about=label, sessions=(sid,)
            )
    listed = [(row, PersonId(cells.text(row, 1))) for row in range(header + 1, len(cells.rows))]
    people = [(row, person) for row, person in listed if person]
    _compare_stalls(back, cells, session, people)
    right = _compare_people(back, cells, sid, people)
    compare_identities(back.scenario, cells, header, right, found)


def _compare_stalls(
    back: Readback, cells: Cells, session: Session, people: Sequence[tuple[int, PersonId]]
) -> None:
    """No stall has more people than may share it."""
    each = back.scenario.problem.activities[session.activity].per_seat
    stalls: Counter[str] = Counter()
    for row, _ in people:
        stall = cells.text(row, 0)
        stalls[stall] += 1
        if stalls[stall] == each + 1:
            back.found.disagree(
                session.id,
                stall or NOTHING,
                each,
                cells.at(row, 0),
                sentence=CROWDED,
                about=labels.STALL,
                sessions=(session.id,),
            )


def _compare_people(
    back: Readback, cells: Cells, sid: SessionId, people: Sequence[tuple[int, PersonId]]
) -> list[tuple[int, PersonId]]:
    """The session's people are listed, once each, and nobody else; the rows that are right."""
    found, plan = back.found, back.plan
    seated = set(plan.people.get(sid, ()))
    right: list[tuple[int, PersonId]] = []
    there: set[PersonId] = set()
    for row, person in people:
        at = cells.at(row, 1)
        if person not in back.scenario.problem.registrants:
            found.disagree(person, person, "", at, sentence=NOT_ON_THE_LIST)
        elif person in there:
            found.disagree(person, "", "", at, sentence=TWICE, who=(person,), sessions=(sid,))
        elif person not in seated:
            mine = [
                s for s in plan.sessions_of.get(person, ()) if activity_of(s) == activity_of(sid)
            ]
            cell = [found.cells[person, s] for s in mine if (person, s) in found.cells]
            instead = "; ".join(mine) or NOTHING
            found.disagree(person, sid, instead, at, *cell, who=(person,), sessions=(sid,))
        else:
            right.append((row, person))
        there.add(person)
    for person in sorted(seated - there):
        where = [
            f"{cells.file} [{cells.name}]",
            *([found.cells[person, sid]] if (person, sid) in found.cells else []),
        ]
        found.disagree(
            person, cells.name, "", *where, sentence=NOT_HERE, who=(person,), sessions=(sid,)
        )
    return right
