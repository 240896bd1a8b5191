"""Stall lists: for whoever organises what is offered (a bazaar), who stands at which stall.

One workbook for each place that has such sessions, the city or a kecamatan: a summary, and a sheet
a session.
"""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import sheet_name, stall_file_names
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.content.stalls import offered_in, stalls_of
from okoce_opt.reports.sheets.stall_list import titled, write_stall_list
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.paper import F4, paper_named
from okoce_opt.reports.style.tables import plain_table, print_wide
from okoce_opt.reports.style.text_size import column_px
from okoce_opt.scenario import Scenario


def write_stalls(scenario: Scenario, plan: Plan, folder: Path) -> list[Path]:
    """Write `bazar/Lapak_<place>.xlsx` into `folder` for each place with held sessions of offered
    activities.
    """
    written = []
    for code, sessions in offered_in(scenario.problem, plan).items():
        path = folder / labels.STALLS / stall_file_names(scenario.problem)[code]
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_place(scenario, plan, code, sessions, path)
        written.append(path)
    return written


def _write_place(
    scenario: Scenario, plan: Plan, code: str, sessions: list[Session], path: Path
) -> None:
    problem = scenario.problem
    place = problem.kecamatan[code].name if code else labels.CITY
    names = [
        sheet_name(n, problem.activities[s.activity].title, s.first_day)
        for n, s in enumerate(sessions, start=1)
    ]
    with Book(path, f"Lapak {place}", problem.calendar.first) as book:
        summary = book.sheet(labels.SUMMARY)
        rows: list[list[object]] = []
        for name, session in zip(names, sessions, strict=True):
            words = session_words(problem, session)
            stalls = stalls_of(scenario, plan, session)
            rows.append(
                [
                    *(words[t] for t in _SAID),
                    len({number for number, _ in stalls}),
                    len(stalls),
                    name,
                ]
            )
            write_stall_list(book, scenario, session, name, stalls)
        titled(book, summary, f"Daftar lapak {place}", scenario.title)
        where = column_px((str(row[3]) for row in rows), 9, 200, 300)
        titles = [*_SAID, labels.STALLS_USED, labels.PEOPLE, labels.STALL_SHEET]
        plain_table(
            book, summary, 3, titles, [165, 190, 140, where, 55, 60, 205], rows, filtered=False
        )
        for offset, name in enumerate(names, start=4):
            summary.write_url(
                offset, 6, f"internal:'{name}'!A1", book.cell(font_color="#0B5394", indent=1), name
            )
        print_wide(summary, folio=paper_named(scenario.papers.paper) is F4)


_SAID = [labels.DAY, labels.ACTIVITY, labels.HOURS, labels.PLACE]
