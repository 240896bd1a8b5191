"""How much each venue is used."""

from __future__ import annotations

from datetime import date

from okoce_opt.domain.plan import Plan
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table
from okoce_opt.scenario import Scenario


def write_venues(book: Book, scenario: Scenario, plan: Plan) -> None:
    """One line a venue: sessions, days and seats used, of those that could be."""
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
    sheet = titled_sheet(
        book, labels.VENUES, "Beban tempat", "hari tersedia = hari buka yang dapat dipakai"
    )
    plain_table(book, sheet, 3, titles, [230, 140, 60, 60, 70, 75, 75, 85, 75, 70], rows)
