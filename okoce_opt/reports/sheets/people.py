"""Everyone with all their dates: the planner's list, each office's, and each mentor's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from okoce_opt.domain.ids import NO_SESSION, PersonId
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names, mentor_of_file
from okoce_opt.reports.content.people import people_table
from okoce_opt.reports.content.seats import (
    activity_columns,
    mentor_named,
    mentor_words,
    seat_words,
    seats_words,
)
from okoce_opt.reports.content.subjects import MentorBook, OfficeBook, Schedule
from okoce_opt.reports.reading.contradictions import NOT_HERE, NOT_ON_THE_LIST, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.identities import COMPARED, compare_identities
from okoce_opt.reports.reading.workbook import Cells, read_date
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import header_of
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import Table, plain_table

_NIK_PX, _PHONE_PX, _UPRIGHT_PX = 125, 110, 960


def write_everyone(book: Book, schedule: Schedule) -> None:
    """The planner's list of all registrants."""
    scenario, plan = schedule.scenario, schedule.plan
    everyone = tuple(scenario.problem.registrants.values())
    titles, widths, rows = people_table(
        scenario, plan, everyone, by_office=True, mentored=bool(plan.mentors)
    )
    note = f"{number_words(len(everyone), 'id')} orang; urut kecamatan, kelurahan, nama"
    about = f"Peserta; {scenario.title}"
    sheet = titled_sheet(
        *(book, labels.PEOPLE, "Peserta", note), about=about, landscape=False, long=True
    )
    plain_table(book, sheet, 3, Table(titles, widths, rows))


def write_office(book: Book, shown: OfficeBook) -> None:
    """Everyone of this office by kelurahan and name."""
    office, scenario = shown.office, shown.scenario
    kecamatan = office.kecamatan.name
    titles, widths, each = people_table(
        scenario,
        office.plan,
        scenario.problem.people_of[office.kecamatan.code],
        by_office=False,
        mentored=office.mentored,
    )
    rows = list(each)
    known = [scenario.people.get(str(row[0]), Person()) for row in rows]
    if shown.show_nik:
        _add(titles, widths, rows, labels.NIK_TITLE, _NIK_PX, [person.nik for person in known])
    if shown.show_phone:
        _add(titles, widths, rows, labels.PHONE, _PHONE_PX, [person.phone for person in known])
    sheet = titled_sheet(
        *(book, labels.PEOPLE, f"Peserta Kecamatan {kecamatan}"),
        f"{number_words(len(rows), 'id')} orang; urut kelurahan dan nama",
        about=f"Peserta Kecamatan {kecamatan}; {scenario.title}",
        landscape=sum(widths) > _UPRIGHT_PX,
        folio=is_folio(scenario.papers.paper),
    )
    plain_table(book, sheet, 3, Table(titles, widths, rows))
    sheet.freeze_panes(4, 2)
    sheet.ignore_errors({"number_stored_as_text": "A1:Z20000"})


def write_mentor(book: Book, shown: MentorBook) -> None:
    """A mentor's people. The mentor is named once, above them."""
    problem = shown.scenario.problem
    said = mentor_words(problem, shown.mentor)
    places = sorted({problem.kecamatan[one.kecamatan].name for one in shown.people})
    titles, widths, each = people_table(
        shown.scenario, shown.plan, shown.people, by_office=len(places) > 1, mentored=False
    )
    where = "" if len(places) > 1 else f", Kecamatan {places[0]}"
    order = "kecamatan, kelurahan, nama" if len(places) > 1 else "kelurahan dan nama"
    sheet = titled_sheet(
        *(book, labels.PEOPLE, f"{labels.MENTOR}: {said}"),
        f"{number_words(len(shown.people), 'id')} orang{where}; urut {order}",
        about=f"{labels.MENTOR}: {said}{where}; {shown.scenario.title}",
        landscape=sum(widths) > _UPRIGHT_PX,
        folio=is_folio(shown.scenario.papers.paper),
    )
    plain_table(book, sheet, 3, Table(titles, widths, list(each)))


def _add(
    titles: list[str],
    widths: list[int],
    rows: Sequence[list[object]],
    title: str,
    width: int,
    values: Sequence[str],
) -> None:
    titles.append(title)
    widths.append(width)
    for row, value in zip(rows, values, strict=True):
        row.append(value)


def compare_everyone(back: Readback, cells: Cells) -> None:
    """Each date must be the one of the sheets, and everyone must be there once."""
    _compare(back, cells, list(back.scenario.problem.registrants))


def compare_office(back: Readback, cells: Cells) -> None:
    """The same, of those of one kecamatan."""
    problem = back.scenario.problem
    codes = [code for code, name in file_names(problem).items() if name == cells.file]
    _compare(back, cells, [person.id for code in codes for person in problem.people_of[code]])


def compare_mentor(back: Readback, cells: Cells) -> None:
    """The same, of those whom the offices' lists give the mentor, and nobody else."""
    mentor = mentor_of_file(back.scenario.problem, cells.file)
    mine = sorted(p for p, one in back.plan.mentors.items() if one == mentor)
    _compare(back, cells, mine, strangers=mentor)


def _compare(
    back: Readback, cells: Cells, expected: Sequence[PersonId], strangers: str | None = None
) -> None:
    """Hold a table of people against the plan; who is not `expected` is nobody's business here,
    unless it is the list of one mentor.
    """
    problem, plan, found = back.scenario.problem, back.plan, back.found
    header, titles = header_of(cells, labels.REGISTRANT)
    if not titles:
        found.sheet_aside(cells)
        return
    columns = [(a, titles[title]) for a, title in activity_columns(problem) if title in titles]
    looked_at = {labels.REGISTRANT, labels.MENTOR, *COMPARED}
    found.columns_aside(
        cells, titles.keys() - looked_at - {title for _, title in activity_columns(problem)}
    )
    words_of = cache(partial(seat_words, problem))
    known: dict[str, Session] = {
        s.id: s for sid in plan.people if (s := problem.session(sid)) is not None
    }
    groups: dict[tuple[str, str, str], list[tuple[PersonId, str]]] = {}
    rows: list[tuple[int, PersonId]] = []
    mine = set(expected)
    for row in range(header + 1, len(cells.rows)):
        person = PersonId(cells.text(row, titles[labels.REGISTRANT]))
        if not person:
            continue
        where = cells.at(row, titles[labels.REGISTRANT])
        registrant = problem.registrants.get(person)
        if registrant is None:
            found.disagree(person, person, "", where, sentence=NOT_ON_THE_LIST)
            continue
        rows.append((row, person))
        if strangers is not None and person not in mine:
            _compare_mentor(problem, plan, person, mentor_words(problem, strangers), where, found)
            continue
        if (column := titles.get(labels.MENTOR)) is not None:
            said, where = cells.text(row, column), cells.at(row, column)
            _compare_mentor(problem, plan, person, said, where, found)
        seats = [known[sid] for sid in plan.sessions_of.get(person, ()) if sid in known]
        for activity, column in columns:
            sessions = [s for s in seats if s.activity == activity.id]
            says = seats_words(problem, registrant, activity, sessions, words_of)
            said, raw = cells.text(row, column), cells.raw(row, column)
            dated = (
                len(sessions) == 1
                and not isinstance(raw, str)
                and read_date(raw) == sessions[0].first_day
            )
            if said != " ".join(says.split()) and not dated:
                groups.setdefault((activity.title, said, says), []).append(
                    (person, cells.at(row, column))
                )
    for (title, said, says), those in groups.items():
        people = tuple(person for person, _ in those)
        cell = [those[0][1], *found.cells_of(plan, people[0])]
        found.disagree(people[0], said or NOTHING, says, *cell, about=title, who=people)
    compare_identities(back.scenario, cells, header, rows, found)
    seen = {person for _, person in rows}
    for person in expected:
        if person not in seen:
            cell = [f"{cells.file} [{cells.name}]", *found.cells_of(plan, person)]
            found.disagree(person, cells.name, "", *cell, sentence=NOT_HERE, who=(person,))


def is_people(cells: Cells) -> bool:
    """Whether a sheet is an office's list of people, whatever its tab is called."""
    return bool(header_of(cells, labels.REGISTRANT, labels.KELURAHAN)[1])


def read_mentors(problem: Problem, cells: Cells, found: Evidence) -> None:
    """Everyone's mentor, from an office's own list of people; under a person and no session is the
    cell where it stands.
    """
    header, titles = header_of(cells, labels.REGISTRANT)
    if labels.MENTOR not in titles:
        return
    for row in range(header + 1, len(cells.rows)):
        person = PersonId(cells.text(row, titles[labels.REGISTRANT]))
        said = cells.text(row, titles[labels.MENTOR])
        if person in problem.registrants:
            found.cells[person, NO_SESSION] = cells.at(row, titles[labels.MENTOR])
            if said:
                found.mentors[person] = mentor_named(problem, said)


def compare_mentor_of(
    problem: Problem, plan: Plan, person: PersonId, mentor: str, cell: str, found: Evidence
) -> None:
    """A person's mentor, by id, said again somewhere else than on their office's list."""
    _compare_mentor(problem, plan, person, mentor_words(problem, mentor), cell, found)


def _compare_mentor(
    problem: Problem, plan: Plan, person: PersonId, said: str, cell: str, found: Evidence
) -> None:
    says = mentor_words(problem, plan.mentors.get(person, ""))
    where = [found.cells[person, NO_SESSION]] if (person, NO_SESSION) in found.cells else []
    if said != " ".join(says.split()) and cell not in where:
        found.disagree(
            person,
            said or NOTHING,
            says or NOTHING,
            cell,
            *where,
            about=labels.MENTOR,
            who=(person,),
        )
