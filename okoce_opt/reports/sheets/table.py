"""A table that follows from the plan: written, and held cell by cell against what it should say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.contradictions import NOT_HERE, NOTHING, SHEETS_SAY
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells, read_date
from okoce_opt.reports.style.tables import Table

Row = Sequence[object]
MOST_ABOVE = 12
"""Rows within which a table's header is looked for."""


@dataclass(frozen=True, slots=True)
class ComparedTable(Table):
    """A table that is held against what is read back. The columns of `key` tell rows apart; those
    in `aside` are not compared.
    """

    rows: Sequence[Row]
    key: tuple[str, ...]
    aside: tuple[str, ...] = ()

    def key_of(self, row: Row) -> tuple[str, ...]:
        """What tells a row apart."""
        return tuple(plain(row[self.titles.index(title)]) for title in self.key)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a row is about, for the sentence and so that cells of attendance sheets can be named."""

    name: str
    sessions: tuple[SessionId, ...] = ()
    people: tuple[PersonId, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)

    def at(self, title: str) -> tuple[str, ...]:
        """The cell of an attendance sheet that says what a column of the table says."""
        cell = self.heads.get(title, self.heads.get(labels.DAY))
        return () if cell is None else (cell,)


def plain(value: object) -> str:
    """A cell's text without regard to blanks; whole numbers and shares as a spreadsheet keeps
    them.
    """
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.9f}"
    return " ".join(str(value).split())


def header_of(cells: Cells, *wanted: str, most: int = MOST_ABOVE) -> tuple[int, dict[str, int]]:
    """The row that holds all these titles and its columns by title; none where no row does."""
    for row in range(min(len(cells.rows), most)):
        titles = {cells.text(row, c): c for c in range(len(cells.rows[row]))}
        if titles.keys() >= {*wanted}:
            return row, titles
    return 0, {}


def compare_table(
    cells: Cells,
    table: ComparedTable,
    found: Evidence,
    subject: Callable[[tuple[str, ...]], Subject],
    *,
    below: bool = False,
) -> None:
    """Note each row that says otherwise, that should not be there, or that is not.

    Cells of one row that differ are one mistake: the first is told, all are named. A table that
    stands `below` others ends where a row is empty, and may be left out where it has no rows.
    """
    most = len(cells.rows) if below else MOST_ABOVE
    header, there = header_of(cells, *table.key, most=most)
    if not there and below and not table.rows:
        return
    if not there:
        found.sheet_aside(cells)
        return
    compared = [
        (index, title, there[title])
        for index, title in enumerate(table.titles)
        if title in there and title not in (*table.key, *table.aside)
    ]
    found.columns_aside(cells, there.keys() - {title for _, title, _ in compared} - {*table.key})
    expected: dict[tuple[str, ...], list[Row]] = {}
    for one in table.rows:
        expected.setdefault(table.key_of(one), []).append(one)

    def note(about: Subject, title: str, said: object, says: object, *where: str) -> None:
        found.disagree(
            about.name,
            said,
            says,
            *where,
            *about.at(title),
            about=title,
            who=about.people,
            sessions=about.sessions,
            sentence=SHEETS_SAY if where[0][-1] != "]" else NOT_HERE,
        )

    for row in range(header + 1, len(cells.rows)):
        key = tuple(_said(cells, row, there[title]) for title in table.key)
        if not any(key) and below:
            break
        if not any(key):
            continue
        about = subject(key)
        if not expected.get(key):
            cell = cells.at(row, there[table.key[0]])
            note(about, table.key[0], ", ".join(key), NOTHING, cell)
            continue
        # of rows that the key does not tell apart, the one that is most like this one
        differ = [
            [c for c in compared if not _same(cells, row, c[2], one[c[0]])] for one in expected[key]
        ]
        nearest = min(range(len(differ)), key=lambda n: len(differ[n]))
        says, wrong = expected[key].pop(nearest), differ[nearest]
        if wrong:
            index, title, column = wrong[0]
            raw = cells.raw(row, column)
            day = None if isinstance(raw, str) else read_date(raw)
            said = day if day and isinstance(says[index], str) else cells.text(row, column)
            right = says[index] if says[index] != "" else NOTHING
            where = [cells.at(row, column) for _, _, column in wrong]
            note(about, title, said or NOTHING, right, *where)
    for key in sorted(key for key, rest in expected.items() for _ in rest):
        note(subject(key), "", "", "", f"{cells.file} [{cells.name}]")


def _said(cells: Cells, row: int, column: int) -> str:
    raw = cells.raw(row, column)
    return plain(raw) if isinstance(raw, float) else cells.text(row, column)


def _same(cells: Cells, row: int, column: int, says: object) -> bool:
    """Whether a cell says it, a date also in the way a spreadsheet makes one of what was typed."""
    if _said(cells, row, column) == plain(says):
        return True
    raw = cells.raw(row, column)
    day = None if isinstance(raw, str) else read_date(raw)
    return day is not None and isinstance(says, str) and day == read_date(says)


def session_subject(found: Evidence, sid: str) -> Subject:
    """The session that a row is about."""
    one = SessionId(sid)
    return Subject(sid, sessions=(one,), heads=found.heads.get(one, {}))
