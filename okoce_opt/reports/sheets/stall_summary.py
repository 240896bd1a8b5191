"""The first sheet of stall lists: each session of what is offered here, with its stalls."""

from __future__ import annotations

from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import stall_file_names
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.content.stalls import offered_in, stalls_of
from okoce_opt.reports.content.subjects import StallBook
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import ComparedTable, compare_table, session_subject
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import link_sheets, plain_table

SAID = (labels.DAY, labels.ACTIVITY, labels.HOURS, labels.PLACE)
KEY = (labels.DAY, labels.HOURS)


def write(book: Book, shown: StallBook) -> None:
    """One line a session, which leads to its list."""
    scenario = shown.scenario
    title = f"Daftar lapak {shown.place}"
    sheet = titled_sheet(
        *(book, labels.SUMMARY, title, scenario.title),
        about=f"{title}; {scenario.title}",
        folio=is_folio(scenario.papers.paper),
    )
    table = table_of(shown)
    plain_table(book, sheet, 3, table, filtered=False, one_line=True)
    link_sheets(book, sheet, 4, len(SAID) + 2, shown.sheet_names)


def compare(back: Readback, cells: Cells) -> None:
    """The same sessions, said in the same way, with as many people."""
    problem = back.scenario.problem
    codes = {name: code for code, name in stall_file_names(problem).items()}
    code = codes.get(cells.file, "")
    sessions = offered_in(problem, back.plan).get(code, [])
    shown = StallBook(back.scenario, back.plan, code, sessions)
    by_key = {key(shown, session): session.id for session in shown.sessions}
    compare_table(
        *(cells, table_of(shown), back.found),
        lambda said: session_subject(back.found, by_key.get(said, ", ".join(said))),
    )


def key(shown: StallBook, session: Session) -> tuple[str, ...]:
    """What tells a session's line apart."""
    words = session_words(shown.scenario.problem, session)
    return tuple(" ".join(words[title].split()) for title in KEY)


def table_of(shown: StallBook) -> ComparedTable:
    """Its sessions by time. Whoever gives a sheet another name changes nothing."""
    rows = []
    for name, session in zip(shown.sheet_names, shown.sessions, strict=True):
        words = session_words(shown.scenario.problem, session)
        stalls = stalls_of(shown.scenario, shown.plan, session)
        used = len({number for number, _ in stalls})
        rows.append([*(words[title] for title in SAID), used, len(stalls), name])
    titles = [*SAID, labels.STALLS_USED, labels.PEOPLE, labels.STALL_SHEET]
    widths = [165, 190, 140, 200, 55, 60, 205]
    return ComparedTable(titles, widths, rows, KEY, (labels.STALL_SHEET,))
