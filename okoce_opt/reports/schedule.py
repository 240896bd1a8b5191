"""`jadwal.xlsx`, the planner's own workbook: calendar, sessions, people, venues, who is left over,
goals, origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import number_words
from okoce_opt.reports import layout
from okoce_opt.reports.calendar_sheet import write_calendar
from okoce_opt.reports.goal_sheets import write_goals, write_origin
from okoce_opt.reports.left_over import left_over
from okoce_opt.reports.no_shows import TITLES, WIDTHS, expected_cells
from okoce_opt.reports.offices import held_sessions
from okoce_opt.reports.roster import people_table
from okoce_opt.reports.style import Book, plain_table, print_wide
from okoce_opt.reports.team_sheet import write_teams
from okoce_opt.scenario import Scenario


def write_schedule(
    scenario: Scenario, outcome: Planned, path: Path, provenance: Mapping[str, object]
) -> None:
    """Write the schedule of a plan to `path`.

    `provenance` is shown as it is (`io.plan_files.provenance`); it must hold nothing that differs
    between two runs of the same plan, for the workbook's bytes are compared.
    """
    plan = outcome.plan
    with Book(path, f"Jadwal {scenario.title}", scenario.problem.calendar.first) as book:
        write_calendar(book, scenario, plan)
        _sessions(book, scenario, plan)
        write_teams(book, scenario.problem, plan)
        _people(book, scenario, plan)
        _venues(book, scenario, plan)
        _unseated(book, scenario, plan)
        write_goals(book, scenario, outcome)
        write_origin(book, scenario, provenance)


def _titled(
    book: Book, name: str, title: str, note: str, *, landscape: bool = True, long: bool = False
) -> object:
    sheet = book.sheet(name, long=long)
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=14))
    sheet.write_string(1, 0, note, book.format(font_size=9))
    print_wide(sheet, landscape=landscape)
    return sheet


def _sessions(book: Book, scenario: Scenario, plan: Plan) -> None:
    problem = scenario.problem
    held = held_sessions(problem, plan)
    batches = layout.batch_numbers(held)
    rows: list[list[object]] = []
    for session in held:
        office = problem.kecamatan.get(session.kecamatan)
        people = len(plan.people[session.id])
        words = layout.session_words(problem, session)
        rows.append(
            [
                words[layout.DAY],
                office.name if office else "Kota",
                *(words[title] for title in (layout.ACTIVITY, layout.HOURS, layout.PLACE)),
                batches[session.id],
                people,
                layout.chairs_of(problem, session),
                people / max(1, session.seats),
                *(expected_cells(problem, session, people) if problem.turnouts else []),
                *(
                    [layout.team_words(problem.teams.get(plan.teams.get(session.id, "")))]
                    if plan.teams
                    else []
                ),
                session.id,
            ]
        )
    titles = [
        layout.DAY,
        layout.KECAMATAN,
        layout.ACTIVITY,
        layout.HOURS,
        layout.PLACE,
        layout.BATCH,
    ]
    titles += [
        layout.PEOPLE,
        "Kursi",
        "Terisi",
        *(TITLES if problem.turnouts else []),
        *([layout.TEAM] if plan.teams else []),
        layout.CODE.rstrip(":"),
    ]
    widths = [
        165,
        135,
        200,
        140,
        260,
        65,
        60,
        50,
        55,
        *(WIDTHS if problem.turnouts else []),
        *([230] if plan.teams else []),
        300,
    ]
    sheet = _titled(
        book, layout.SESSIONS, "Sesi", f"{number_words(len(held), 'id')} sesi, urut waktu"
    )
    plain_table(book, sheet, 3, titles, widths, rows)


def _people(book: Book, scenario: Scenario, plan: Plan) -> None:
    everyone = tuple(scenario.problem.registrants.values())
    titles, widths, rows = people_table(
        scenario, plan, everyone, by_office=True, mentored=bool(plan.mentors)
    )
    note = f"{number_words(len(everyone), 'id')} orang; urut kecamatan, kelurahan, nama"
    sheet = _titled(book, layout.PEOPLE, "Peserta", note, landscape=False, long=True)
    plain_table(book, sheet, 3, titles, widths, rows)


def _venues(book: Book, scenario: Scenario, plan: Plan) -> None:
    problem = scenario.problem
    held = held_sessions(problem, plan)
    candidates: dict[str, set[date]] = {vid: set() for vid in problem.venues}
    for session in problem.sessions.values():
        candidates[session.venue].update(session.days)
    rows: list[list[object]] = []
    for venue in sorted(
        problem.venues.values(), key=lambda v: (v.kecamatan, v.name.casefold(), v.id)
    ):
        here = [s for s in held if s.venue == venue.id]
        days = {day for session in here for day in session.days}
        offered, used = sum(s.seats for s in here), sum(len(plan.people[s.id]) for s in here)
        office = problem.kecamatan.get(venue.kecamatan)
        rows.append(
            [
                venue.name,
                office.name if office else "Kota",
                venue.seats,
                len(here),
                len(days),
                len(candidates[venue.id]),
                len(days) / max(1, len(candidates[venue.id])),
                offered,
                used,
                used / max(1, offered),
            ]
        )
    titles = [
        "Tempat",
        "Kecamatan",
        "Kursi",
        "Sesi",
        "Hari dipakai",
        "Hari tersedia",
        "Hari terpakai",
    ]
    titles += ["Kursi ditawarkan", "Kursi terisi", "Terisi"]
    sheet = _titled(
        book, layout.VENUES, "Beban tempat", "hari tersedia = hari buka yang dapat dipakai"
    )
    plain_table(book, sheet, 3, titles, [230, 140, 60, 60, 70, 75, 75, 85, 75, 70], rows)


def _unseated(book: Book, scenario: Scenario, plan: Plan) -> None:
    problem = scenario.problem
    missing = left_over(problem, plan, scenario.rules)
    people = len({entry.registrant.id for entry in missing})
    rows: list[list[object]] = [
        [
            entry.registrant.id,
            scenario.people.get(entry.registrant.id, Person()).name,
            problem.kecamatan[entry.registrant.kecamatan].name,
            problem.kelurahan[entry.registrant.kelurahan].name,
            entry.activity.title,
            entry.reason.id,
        ]
        for entry in missing
    ]
    note = (
        f"{number_words(people, 'id')} orang, {number_words(len(missing), 'id')} kursi kurang"
        if missing
        else "Semua mendapat kursi di setiap kegiatan wajib."
    )
    sheet = _titled(book, layout.UNSEATED, "Tanpa kursi", note)
    if not missing:
        return
    titles = [layout.REGISTRANT, layout.NAME, "Kecamatan", "Kelurahan", "Kegiatan", "Sebab"]
    plain_table(book, sheet, 3, titles, [80, 200, 140, 150, 190, 290], rows)
    by_reason = Counter(entry.reason.id for entry in missing)
    summary = "; ".join(f"{count} {reason}" for reason, count in sorted(by_reason.items()))
    sheet.write_string(2, 0, summary, book.format(font_size=9))  # type: ignore[attr-defined]
