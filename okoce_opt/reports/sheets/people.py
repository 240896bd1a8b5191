"""Everyone with all their dates: the planner's list, and each office's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import Office
from okoce_opt.reports.content.people import people_table
from okoce_opt.reports.content.seats import activity_columns, seat_words, seats_words
from okoce_opt.reports.reading.contradictions import NOT_HERE, NOT_ON_THE_LIST, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.identities import compare_identities
from okoce_opt.reports.reading.workbook import Cells, read_date
from okoce_opt.reports.sheets.mentor_people import compare_mentor
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import F4, paper_named
from okoce_opt.reports.style.tables import plain_table, print_wide
from okoce_opt.scenario import Scenario


def write_everyone(book: Book, scenario: Scenario, plan: Plan) -> None:
    """The planner's list of all registrants."""
    everyone = tuple(scenario.problem.registrants.values())
    titles, widths, rows = people_table(
        scenario, plan, everyone, by_office=True, mentored=bool(plan.mentors)
    )
    note = f"{number_words(len(everyone), 'id')} orang; urut kecamatan, kelurahan, nama"
    sheet = titled_sheet(book, labels.PEOPLE, "Peserta", note, landscape=False, long=True)
    plain_table(book, sheet, 3, titles, widths, rows)


def write_office_people(book: Book, office: Office, show_nik: bool, show_phone: bool) -> None:
    """Everyone of this office by kelurahan and name, with all their dates."""
    scenario, kecamatan = office.scenario, office.kecamatan
    sheet = book.sheet(labels.PEOPLE)
    people = scenario.problem.people_of[kecamatan.code]
    titles, widths, sorted_rows = people_table(
        scenario, office.plan, people, by_office=False, mentored=office.mentored
    )
    rows = list(sorted_rows)
    if show_nik:
        _insert(
            titles,
            widths,
            rows,
            labels.NIK_TITLE,
            125,
            [scenario.people.get(str(row[0]), Person()).nik for row in rows],
        )
    if show_phone:
        _insert(
            titles,
            widths,
            rows,
            labels.PHONE,
            110,
            [scenario.people.get(str(row[0]), Person()).phone for row in rows],
        )
    sheet.write_string(
        0, 0, f"Peserta Kecamatan {kecamatan.name}", book.format(bold=True, font_size=14)
    )
    sheet.write_string(
        1, 0, f"{number_words(len(rows), 'id')} orang; urut kelurahan dan nama", book.format()
    )
    plain_table(book, sheet, 3, titles, widths, rows)
    sheet.freeze_panes(4, 2)
    sheet.ignore_errors({"number_stored_as_text": "A1:Z20000"})
    print_wide(
        sheet,
        landscape=sum(widths) > 900,
        folio=paper_named(scenario.papers.paper) is F4,
    )


def _insert(
    titles: list[str],
    widths: list[int],
    rows: list[list[object]],
    title: str,
    width: int,
    values: list[str],
) -> None:
    titles.append(title)
    widths.append(width)
    for row, value in zip(rows, values, strict=True):
        row.append(value)


def compare_people(
    scenario: Scenario, plan: Plan, cells: Cells, expected: Sequence[str], found: Evidence
) -> None:
    """A table of people: each date must be the one of the sheets, and everyone must be there
    once.
    """
    problem = scenario.problem
    header = next(
        (r for r in range(min(len(cells.rows), 12)) if cells.text(r, 0) == labels.REGISTRANT), None
    )
    if header is None:
        return
    titles = {cells.text(header, c): c for c in range(len(cells.rows[header]))}
    columns = [(a, titles[title]) for a, title in activity_columns(problem) if title in titles]
    words_of = cache(partial(seat_words, problem))
    known: dict[str, Session] = {
        s.id: s for sid in plan.people if (s := problem.session(sid)) is not None
    }
    groups: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    rows: list[tuple[int, str]] = []
    for row in range(header + 1, len(cells.rows)):
        person = cells.text(row, 0)
        if not person:
            continue
        registrant = problem.registrants.get(person)
        if registrant is None:
            found.disagree(person, person, "", cells.at(row, 0), sentence=NOT_ON_THE_LIST)
            continue
        rows.append((row, person))
        if (column := titles.get(labels.MENTOR)) is not None:
            compare_mentor(
                problem, plan, person, cells.text(row, column), cells.at(row, column), found
            )
        mine = [known[sid] for sid in plan.sessions_of.get(person, ()) if sid in known]
        for activity, column in columns:
            sessions = [s for s in mine if s.activity == activity.id]
            says, said = (
                seats_words(problem, registrant, activity, sessions, words_of),
                cells.text(row, column),
            )
            raw = cells.raw(row, column)
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
        where = [those[0][1], *_sheet_cell(plan, people[0], found)]
        found.disagree(people[0], said or NOTHING, says, *where, about=title, who=people)
    compare_identities(scenario, cells, header, rows, found)
    seen = {person for _, person in rows}
    for person in expected:
        if person not in seen:
            where = [f"{cells.file} [{cells.name}]", *_sheet_cell(plan, person, found)]
            found.disagree(person, "", "", *where, sentence=NOT_HERE, who=(person,))


def _sheet_cell(plan: Plan, person: str, found: Evidence) -> list[str]:
    """The cells of a person in the attendance sheets."""
    return [
        found.cells[person, sid]
        for sid in plan.sessions_of.get(person, ())
        if (person, sid) in found.cells
    ]
