"""Stall lists: for whoever organises what is offered (a bazaar), who stands at which stall; no NIK,
no phone.

One workbook for each place that has such sessions, the city or a kecamatan: a summary, and a sheet
a session.
"""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports import layout
from okoce_opt.reports.offices import held_sessions
from okoce_opt.reports.roster import by_name
from okoce_opt.reports.style import Book, plain_table, print_wide
from okoce_opt.reports.textsize import column_px
from okoce_opt.scenario import Scenario

TITLES = [
    layout.STALL,
    layout.REGISTRANT,
    layout.NAME,
    layout.KECAMATAN,
    layout.KELURAHAN,
    layout.FIELD,
]
TOP = 7
"""The row of the table's header, from 0."""


def write_stalls(scenario: Scenario, plan: Plan, folder: Path) -> list[Path]:
    """Write `bazar/Lapak_<place>.xlsx` into `folder` for each place with held sessions of offered
    activities.
    """
    written = []
    for code, sessions in offered_in(scenario.problem, plan).items():
        path = folder / layout.STALLS / layout.stall_file_names(scenario.problem)[code]
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_place(scenario, plan, code, sessions, path)
        written.append(path)
    return written


def offered_in(problem: Problem, plan: Plan) -> dict[str, list[Session]]:
    """Place (a kecamatan's code, or empty for the city) -> its held sessions of offered activities,
    by time.

    Reserve sessions are for those who missed something, and offered to nobody.
    """
    found: dict[str, list[Session]] = {}
    for session in held_sessions(problem, plan):
        activity = problem.activities[session.activity]
        if not activity.required and not activity.reserve_for:
            found.setdefault(session.kecamatan, []).append(session)
    return found


def stalls_of(scenario: Scenario, plan: Plan, session: Session) -> list[tuple[int, Registrant]]:
    """Stall number and person, in order: by kecamatan, kelurahan and name, as many to a stall as
    share one.
    """
    problem = scenario.problem
    people = [
        problem.registrants[person]
        for person in plan.people[session.id]
        if person in problem.registrants
    ]

    def place(one: Registrant) -> tuple[str, ...]:
        names = problem.kecamatan[one.kecamatan].name, problem.kelurahan[one.kelurahan].name
        return (*(name.casefold() for name in names), *by_name(scenario, one))

    each = problem.activities[session.activity].per_seat
    return [(number // each + 1, one) for number, one in enumerate(sorted(people, key=place))]


def _write_place(
    scenario: Scenario, plan: Plan, code: str, sessions: list[Session], path: Path
) -> None:
    problem = scenario.problem
    place = problem.kecamatan[code].name if code else layout.CITY
    names = [
        layout.sheet_name(n, problem.activities[s.activity].title, s.first_day)
        for n, s in enumerate(sessions, start=1)
    ]
    with Book(path, f"Lapak {place}", problem.calendar.first) as book:
        summary = book.sheet(layout.SUMMARY)
        rows: list[list[object]] = []
        for name, session in zip(names, sessions, strict=True):
            words = layout.session_words(problem, session)
            stalls = stalls_of(scenario, plan, session)
            rows.append(
                [
                    *(words[t] for t in _SAID),
                    len({number for number, _ in stalls}),
                    len(stalls),
                    name,
                ]
            )
            _sheet(book, scenario, session, name, stalls)
        _titled(book, summary, f"Daftar lapak {place}", scenario.title)
        where = column_px((str(row[3]) for row in rows), 9, 200, 300)
        titles = [*_SAID, layout.STALLS_USED, layout.PEOPLE, layout.STALL_SHEET]
        plain_table(
            book, summary, 3, titles, [165, 190, 140, where, 55, 60, 205], rows, filtered=False
        )
        for offset, name in enumerate(names, start=4):
            summary.write_url(
                offset, 6, f"internal:'{name}'!A1", book.cell(font_color="#0B5394", indent=1), name
            )
        print_wide(summary, folio=layout.paper_named(scenario.papers.paper) is layout.F4)


_SAID = [layout.DAY, layout.ACTIVITY, layout.HOURS, layout.PLACE]


def _titled(book: Book, sheet: object, title: str, note: str) -> None:
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=14))  # type: ignore[attr-defined]
    sheet.write_string(1, 0, note, book.format())  # type: ignore[attr-defined]


def _sheet(
    book: Book,
    scenario: Scenario,
    session: Session,
    name: str,
    stalls: list[tuple[int, Registrant]],
) -> None:
    problem = scenario.problem
    sheet = book.sheet(name)
    words = layout.session_words(problem, session)
    _titled(book, sheet, f"Daftar lapak: {words[layout.ACTIVITY]}", scenario.title)
    for offset, label in enumerate((layout.DAY, layout.HOURS, layout.PLACE), start=2):
        sheet.write_string(offset, 0, label, book.format())
        sheet.write_string(offset, 2, f": {words[label]}", book.format())
    sheet.write_string(
        5, 0, f"{layout.CODE} {session.id}", book.format(font_size=8, font_color="#8C8C8C")
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
    print_wide(sheet, landscape=False, folio=layout.paper_named(scenario.papers.paper) is layout.F4)
