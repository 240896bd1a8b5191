"""Stall lists: for whoever organises what is offered (a bazaar), who stands at which stall.

One workbook for each place that has such sessions, the city or a kecamatan: a summary, and a sheet
a session.
"""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.plan import Plan
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import stall_file_names
from okoce_opt.reports.content.stalls import offered_in
from okoce_opt.reports.content.subjects import StallBook
from okoce_opt.reports.sheets import sheets_of
from okoce_opt.reports.style.book import Book
from okoce_opt.scenario import Scenario


def write_stalls(scenario: Scenario, plan: Plan, folder: Path) -> list[Path]:
    """Write `bazar/Lapak_<place>.xlsx` into `folder` for each place with held sessions of offered
    activities.
    """
    written = []
    for code, sessions in offered_in(scenario.problem, plan).items():
        path = folder / labels.STALLS / stall_file_names(scenario.problem)[code]
        path.parent.mkdir(parents=True, exist_ok=True)
        shown = StallBook(scenario, plan, code, sessions)
        with Book(path, f"Lapak {shown.place}", scenario.problem.calendar.first) as book:
            for sheet in sheets_of(labels.STALLS):
                sheet.write(book, shown)
        written.append(path)
    return written
