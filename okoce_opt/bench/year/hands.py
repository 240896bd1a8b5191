"""Attendance sheets of a simulated week on their way out and back: written as offices get them,
filled in by a clerk's hand, and read again.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okoce_opt.attending.desk import Desk
from okoce_opt.attending.returned import read_returned
from okoce_opt.domain.attended import SAID, Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.gate import Sheet, read_sheets, reading
from okoce_opt.importing.book_parts import Parts, sheet_parts
from okoce_opt.importing.sheet_edit import SheetXml
from okoce_opt.plan_files.seats_csv import plan_digest
from okoce_opt.reports.content import labels
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.scenario import Scenario

Truth = Mapping[tuple[PersonId, SessionId], bool]
"""(person, session) -> whether they came."""

_HABITS: Sequence[tuple[tuple[str, ...], tuple[str, ...], str]] = (
    (("Hadir", "hadir", "HADIR"), ("Alpa", "tidak hadir", "Tdk hadir"), ""),
    (("H", "h"), ("A", "a"), ""),
    (("1",), ("0",), ""),
    (("v", "V", "\u2713"), ("",), "HADIR (kosong = alpa)"),
    (("x",), ("-",), "HADIR (x = hadir, - = tidak hadir)"),
    (("v",), ("",), ""),
    (("v", "Hadir"), ("x",), ""),
    (("Hadir",), ("besok", "-"), ""),
)
"""What clerks write for those who came and those who did not, and the title they give the column.
The last three leave something to be asked.
"""


@dataclass(frozen=True, slots=True)
class Back:
    """What came back: all that is known now; marks `read` from sheets, people `asked` about, whose
    office was telephoned, and marks that were `wrong`.
    """

    attendance: Attendance
    read: int
    asked: int
    wrong: int


def through_hands(
    scenario: Scenario,
    plan: Plan,
    truth: Truth,
    known: Attendance,
    place: Path,
    dice: random.Random,
) -> Back:
    """The sheets of these people and sessions, by way of workbooks in the folder `place`."""
    digest = plan_digest(plan, scenario.problem)
    paths = write_rosters(scenario, plan, place, digest=digest)
    sessions = {session for _, session in truth}
    for path in paths:
        fill_in(path, sessions, truth, dice)
    desk = Desk.of(scenario, plan, {digest: plan})
    with reading():
        returned = read_returned(desk, paths, known)
    new = {key: mark for key, mark in returned.attendance.marks.items() if key not in known.marks}
    wrong = sum(
        (mark.presence is Presence.CAME) != truth.get((mark.person, mark.session), False)
        for mark in new.values()
    )
    return Back(returned.attendance, len(new), len(returned.asked), wrong)


def told(
    truth: Truth, days: Mapping[SessionId, Collection[date]], known: Attendance
) -> Iterator[Mark]:
    """What an office says on the telephone of people whose sheet left it open."""
    for (person, session), came in truth.items():
        said = Presence.CAME if came else Presence.MISSED
        for day in days[session]:
            mark = Mark(person, session, day, said, SAID)
            if mark.key not in known.marks:
                yield mark


def fill_in(path: Path, sessions: Collection[SessionId], truth: Truth, dice: random.Random) -> None:
    """Fill in the sheets of these sessions in a workbook, each by one habit."""
    with reading():
        sheets = read_sheets(path)
    parts = Parts(path.read_bytes())
    places = {" ".join(name.split()): part for name, part in sheet_parts(parts).items()}
    for sheet in sheets:
        session = _session(sheet)
        if session not in sessions:
            continue
        part = places[" ".join(sheet.name.split())]
        page = SheetXml(parts.read(part))
        _fill(page, sheet, session, truth, dice)
        parts.write(part, page.xml())
    path.write_bytes(parts.bytes())


def _fill(
    page: SheetXml, sheet: Sheet, session: SessionId, truth: Truth, dice: random.Random
) -> None:
    header = next(n for n, row in enumerate(sheet.rows) if labels.REGISTRANT.upper() in row)
    titles = [str(cell) for cell in sheet.rows[header]]
    number = titles.index(labels.REGISTRANT.upper())
    came = titles.index(labels.PRESENT.upper())
    here, away, title = dice.choice(_HABITS)
    if title:
        page.put(header, came, title)
    for n, row in enumerate(sheet.rows[header + 1 :], start=header + 1):
        person = PersonId(str(row[number] or "") if number < len(row) else "")
        if (person, session) in truth:
            word = dice.choice(here if truth[person, session] else away)
            if word:
                page.put(n, came, word)


def _session(sheet: Sheet) -> SessionId:
    """The session of an attendance sheet; empty for another."""
    texts = (str(row[0]) for row in sheet.rows if row and row[0])
    found = (text for text in texts if text.startswith(labels.CODE))
    return SessionId(next(found, "").removeprefix(labels.CODE).strip())
