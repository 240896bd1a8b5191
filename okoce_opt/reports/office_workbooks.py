"""The workbook of each kecamatan's office: summary, its people, one attendance sheet per
session.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import replace
from pathlib import Path
from threading import Event

from okoce_opt.domain.plan import Plan, digest_of
from okoce_opt.plan_files.seats_csv import seats_bytes
from okoce_opt.processes.pool import WorkerDied
from okoce_opt.reports.attendance.head import Attendance
from okoce_opt.reports.attendance.writer import write_attendance
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.codes import sheet_code
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.content.news import news_by_office
from okoce_opt.reports.content.offices import (
    Office,
    held_in,
    held_sessions,
    office_of,
    sheets_of_office,
)
from okoce_opt.reports.content.people import by_name
from okoce_opt.reports.content.sessions import batch_numbers, team_said
from okoce_opt.reports.content.subjects import OfficeBook
from okoce_opt.reports.sheets import sheets_of
from okoce_opt.reports.style.book import Book
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
    digest: str = "",
    qr: bool = False,
) -> list[Path]:
    """Write `daftar_hadir/DaftarHadir_<Kecamatan>.xlsx` into `folder`, one for each kecamatan that
    has people.

    Of a NIK the day of birth is shown, phones are left out unless asked for. City sessions
    have a sheet in each office's workbook, with that office's people only. With an `executor` the
    workbooks are written there, several at a time; one whose process dies is written here. Once
    `over` is set no more are begun. `digest` is the plan's, where it is known already;
    with `qr` sheets carry their code as a picture.
    """
    over = over or Event()
    digest = digest or digest_of(seats_bytes(scenario.problem, plan))
    (folder / labels.FOLDER).mkdir(parents=True, exist_ok=True)
    held = held_in(scenario.problem, plan)
    news = news_by_office(scenario, plan)
    names = {
        code: name
        for code, name in file_names(scenario.problem).items()
        if scenario.problem.people_of[code] or held.get(code)
    }
    paths = {code: folder / labels.FOLDER / name for code, name in names.items()}

    def one(code: str) -> Office:
        return replace(office_of(scenario, plan, code, held, news.get(code), digest), qr=qr)

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
                    write_office(one(code), paths[code], show_nik, show_phone)

    try:
        for code, path in paths.items():
            if over.is_set():
                break
            office = one(code)
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


def write_office(office: Office, path: Path, show_nik: bool, show_phone: bool) -> None:
    """Write the workbook of one office."""
    shown, sheets = attendances_of(office, show_nik, show_phone)
    title = f"Daftar hadir {office.kecamatan.name}"
    with Book(path, title, office.scenario.problem.calendar.first) as book:
        for sheet in sheets_of(labels.FOLDER):
            sheet.write(book, shown)
        for name, what in zip(shown.sheet_names, sheets, strict=True):
            write_attendance(book, name, what)


def attendances_of(
    office: Office, show_nik: bool, show_phone: bool
) -> tuple[OfficeBook, list[Attendance]]:
    """What an office's workbook shows, and what each of its attendance sheets is about."""
    scenario, plan, kecamatan = office.scenario, office.plan, office.kecamatan
    problem = scenario.problem
    batches = batch_numbers(held_sessions(problem, plan))
    rosters = [
        (session, tuple(sorted(here, key=lambda r: by_name(scenario, r))))
        for session, here in sheets_of_office(problem, plan, kecamatan.code)
    ]
    shown = OfficeBook(office, rosters, show_nik, show_phone)
    return shown, [
        Attendance(
            problem,
            scenario.papers,
            scenario.title,
            kecamatan,
            session,
            batches[session.id],
            registrants,
            scenario.people,
            team_said(problem, plan.teams.get(session.id, "")),
            show_nik,
            show_phone,
            sheet_code(office.code, number),
            office.qr,
        )
        for number, (session, registrants) in enumerate(rosters, start=1)
    ]
