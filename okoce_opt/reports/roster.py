"""The workbook of each kecamatan's office: summary, its people, one attendance sheet per
session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import cache, partial
from pathlib import Path
from threading import Event

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import number_words
from okoce_opt.processes.pool import WorkerDied
from okoce_opt.reports import layout
from okoce_opt.reports.attendance import Attendance, write_attendance
from okoce_opt.reports.offices import Office, held_in, held_sessions, office_of
from okoce_opt.reports.style import Book, plain_table, print_wide
from okoce_opt.reports.textsize import column_px
from okoce_opt.scenario import Scenario

AHEAD = 4
"""So many workbooks are under way at the same time; more would only take up memory."""


def write_rosters(
    scenario: Scenario,
    plan: Plan,
    folder: Path,
    *,
    show_nik: bool = False,
    show_phone: bool = False,
    executor: Executor | None = None,
    over: Event | None = None,
) -> list[Path]:
    """Write `daftar_hadir/DaftarHadir_<Kecamatan>.xlsx` into `folder`, one for each kecamatan that
    has people.

    NIK are masked to their last four digits and phones left out unless asked for. City sessions
    have a sheet in each office's workbook, with that office's people only. With an `executor` the
    workbooks are written there, several at a time; one whose process dies is written here. Once
    `over` is set no more are begun.
    """
    over = over or Event()
    (folder / layout.FOLDER).mkdir(parents=True, exist_ok=True)
    held = held_in(scenario.problem, plan)
    names = {
        code: name
        for code, name in layout.file_names(scenario.problem).items()
        if scenario.problem.people_of[code]
    }
    paths = {code: folder / layout.FOLDER / name for code, name in names.items()}
    under_way: dict[Future[None], str] = {}

    def wait_until_at_most(number: int) -> None:
        """Wait until no more than so many workbooks are under way."""
        while len(under_way) > number:
            for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                code = under_way.pop(done)
                try:
                    done.result()
                except WorkerDied:
                    if over.is_set():
                        return
                    write_office(
                        office_of(scenario, plan, code, held), paths[code], show_nik, show_phone
                    )

    try:
        for code, path in paths.items():
            if over.is_set():
                break
            office = office_of(scenario, plan, code, held)
            if executor is None:
                write_office(office, path, show_nik, show_phone)
                continue
            wait_until_at_most(AHEAD - 1)
            if over.is_set():
                break
            under_way[executor.submit(write_office, office, path, show_nik, show_phone)] = code
        wait_until_at_most(0)
    finally:
        # whoever clears the folder away after an error must not find someone writing there
        wait(under_way)
    return list(paths.values())


def by_name(scenario: Scenario, registrant: Registrant) -> tuple[str, str]:
    """Sort key of a printed list: the name without regard to case, then the id."""
    return (scenario.people.get(registrant.id, Person()).name.casefold(), registrant.id)


def write_office(office: Office, path: Path, show_nik: bool, show_phone: bool) -> None:
    """Write the workbook of one office."""
    scenario, plan, kecamatan = office.scenario, office.plan, office.kecamatan
    problem = scenario.problem
    held = held_sessions(problem, plan)
    batches = layout.batch_numbers(held)
    mine = {r.id for r in problem.people_of[kecamatan.code]}
    rosters = []
    for session in (s for s in held if s.kecamatan in (kecamatan.code, "")):
        sitters = [
            problem.registrants[rid]
            for rid in plan.people[session.id]
            if rid in problem.registrants
        ]
        # someone who has moved house is on the sheet of the office where the seat is
        here = [r for r in sitters if session.kecamatan or r.id in mine]
        if here or session.kecamatan:
            rosters.append((session, tuple(sorted(here, key=lambda r: by_name(scenario, r)))))
    names = [
        layout.sheet_name(n, problem.activities[s.activity].title, s.first_day)
        for n, (s, _) in enumerate(rosters, start=1)
    ]
    with Book(path, f"Daftar hadir {kecamatan.name}", problem.calendar.first) as book:
        _summary(book, scenario, kecamatan, rosters, names)
        _people(book, office, show_nik, show_phone)
        for name, (session, registrants) in zip(names, rosters, strict=True):
            what = Attendance(
                problem,
                scenario.papers,
                scenario.title,
                kecamatan,
                session,
                batches[session.id],
                registrants,
                scenario.people,
                problem.teams.get(plan.teams.get(session.id, "")),
                show_nik,
                show_phone,
            )
            write_attendance(book, name, what)


def _summary(
    book: Book,
    scenario: Scenario,
    office: Kecamatan,
    rosters: list[tuple[Session, tuple[Registrant, ...]]],
    names: list[str],
) -> None:
    """What this office will host, and how many people each kelurahan sends."""
    problem = scenario.problem
    sheet = book.sheet(layout.SUMMARY)
    sheet.write_string(0, 0, f"Kecamatan {office.name}", book.format(bold=True, font_size=14))
    sheet.write_string(1, 0, scenario.title, book.format())
    seats = sum(len(people) for _, people in rosters)
    total = layout.total_words(len(rosters), seats, len(problem.people_of[office.code]))
    sheet.write_string(2, 0, total, book.format())
    said = [layout.DAY, layout.ACTIVITY, layout.HOURS, layout.PLACE]
    rows: list[list[object]] = []
    for name, (session, people) in zip(names, rosters, strict=True):
        words = layout.session_words(problem, session)
        rows.append(
            [
                *(words[title] for title in said),
                layout.people_in(problem, session, len(people)),
                name,
            ]
        )
    titles = [*said, layout.PEOPLE, layout.SHEET]
    place = column_px((str(row[3]) for row in rows), 9, 215, 300)
    plain_table(book, sheet, 4, titles, [165, 205, 140, place, 72, 215], rows, filtered=False)
    for offset, name in enumerate(names, start=5):
        sheet.write_url(
            offset, 5, f"internal:'{name}'!A1", book.cell(font_color="#0B5394", indent=1), name
        )
    counts = Counter(r.kelurahan for r in problem.people_of[office.code])
    # beside the sessions: below them the table would begin a page under the sessions' header
    top, left = 4, len(titles) + 1
    sheet.set_column_pixels(left - 1, left - 1, 30)
    sheet.set_column_pixels(left, left, 135)
    sheet.set_column_pixels(left + 1, left + 1, 75)
    sheet.write_string(top, left, layout.KELURAHAN, book.heading())
    sheet.write_string(top, left + 1, layout.REGISTERED, book.heading())
    inside = [k for k in problem.kelurahan.values() if k.kecamatan == office.code]
    for offset, kelurahan in enumerate(
        sorted(inside, key=lambda k: k.name.casefold()), start=top + 1
    ):
        sheet.write_string(offset, left, kelurahan.name, book.cell(indent=1))
        sheet.write_number(
            offset, left + 1, counts[kelurahan.code], book.cell(align="center", num_format="#,##0")
        )
    print_wide(sheet, folio=layout.paper_named(scenario.papers.paper) is layout.F4)


def _people(book: Book, office: Office, show_nik: bool, show_phone: bool) -> None:
    """Everyone of this office by kelurahan and name, with all their dates."""
    scenario, kecamatan = office.scenario, office.kecamatan
    sheet = book.sheet(layout.PEOPLE)
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
            layout.NIK_TITLE,
            125,
            [scenario.people.get(str(row[0]), Person()).nik for row in rows],
        )
    if show_phone:
        _insert(
            titles,
            widths,
            rows,
            layout.PHONE,
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
        folio=layout.paper_named(scenario.papers.paper) is layout.F4,
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


def people_table(
    scenario: Scenario,
    plan: Plan,
    registrants: tuple[Registrant, ...],
    *,
    by_office: bool,
    mentored: bool,
) -> tuple[list[str], list[int], Iterator[list[object]]]:
    """Titles, widths and rows of a table of people with all their dates, sorted by (kecamatan,)
    kelurahan and name.
    """
    problem = scenario.problem
    columns = layout.activity_columns(problem)
    titles = [layout.REGISTRANT, layout.NAME, layout.KELURAHAN, *(title for _, title in columns)]
    homes = {problem.kelurahan[registrant.kelurahan].name for registrant in registrants}
    widths = [75, 190, column_px(homes, 9, 130, 200), *([124] * len(columns))]
    seat_words = cache(partial(layout.seat_words, problem))

    def key(registrant: Registrant) -> tuple[str, ...]:
        office = problem.kecamatan[registrant.kecamatan].name.casefold() if by_office else ""
        return (
            office,
            problem.kelurahan[registrant.kelurahan].name.casefold(),
            *by_name(scenario, registrant),
        )

    def row(registrant: Registrant) -> list[object]:
        mine = [problem.session(sid) for sid in plan.sessions_of.get(registrant.id, ())]
        seats: list[object] = [
            layout.seats_words(
                problem,
                registrant,
                a,
                [s for s in mine if s is not None and s.activity == a.id],
                seat_words,
            )
            for a, _ in columns
        ]
        name, kelurahan = (
            scenario.people.get(registrant.id, Person()).name,
            problem.kelurahan[registrant.kelurahan].name,
        )
        office = [problem.kecamatan[registrant.kecamatan].name] if by_office else []
        mentor = (
            [layout.mentor_words(problem, plan.mentors.get(registrant.id, ""))] if mentored else []
        )
        return [registrant.id, name, kelurahan, *office, *seats, *mentor]

    if by_office:
        titles.insert(3, layout.KECAMATAN)
        widths.insert(3, 135)
    if mentored:
        titles.append(layout.MENTOR)
        widths.append(140)
    return titles, widths, map(row, sorted(registrants, key=key))
