"""All files that came back: what is known of who came after them, and what must be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from okoce_opt.attending.asked import (
    CALLED_OFF,
    EARLIER,
    NO_SHEET,
    NOT_PRINTED,
    NOT_YET,
    PICTURE,
    SAID_OTHERWISE,
    STILL,
    TWO_SHEETS,
    Asked,
)
from okoce_opt.attending.desk import Desk
from okoce_opt.attending.form import find_form
from okoce_opt.attending.looks import PLAIN, looks_of
from okoce_opt.attending.sheet import SheetRead, read_form
from okoce_opt.attending.signs import WORD
from okoce_opt.attending.walk_ins import PARTIAL, Newcomer
from okoce_opt.domain.attended import Attendance, Mark, Presence, SheetDay
from okoce_opt.domain.plan import digest_of
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.domain.words import Words
from okoce_opt.gate import Sheet
from okoce_opt.importing.importer import Lists, read_lists
from okoce_opt.importing.sources import Passed, Source


@dataclass
class Returned:
    """What files say. `attendance` is all that is known with them; `sheets` are those that are
    filled in, `blank` how many are not yet; `again` are files that had been read before, `passed`
    those that are no attendance sheets or cannot be read.
    """

    lists: Lists
    attendance: Attendance
    known: Attendance = field(default_factory=Attendance, repr=False)
    sheets: list[SheetRead] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    notices: list[Words] = field(default_factory=list)
    blank: int = 0
    again: list[str] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)

    @property
    def newcomers(self) -> list[Newcomer]:
        """Who came and is on no list."""
        return [one for sheet in self.sheets for one in sheet.newcomers]


def read_returned(
    desk: Desk,
    paths: Sequence[Path],
    known: Attendance,
    *,
    empty: Presence | None = None,
    today: date | None = None,
) -> Returned:
    """Read the files at these paths: workbooks, folders, archives.

    `known` is what was known before; a file that it knows changes nothing, but for what its blank
    cells mean. `empty` is what an empty cell among filled ones means where a sheet does not say; a
    day from `today` on has not been.
    """
    lists = read_lists(paths)
    found = Returned(lists, known, known, passed=[*lists.passed])
    books: list[tuple[str, list[SheetRead]]] = []
    for source, sheets in lists.files:
        digest = digest_of(source.data)
        if digest in known.files and empty is None:
            found.again.append(source.label)
            continue
        read = list(_sheets(desk, source, sheets, found, empty))
        if digest in known.files:
            # read before: what blank cells mean is all that is new
            for sheet in read:
                sheet.marks = [mark for mark in sheet.marks if mark.key not in known.marks]
        books.append((digest, read))
        found.sheets += read
    late = [] if today is None else list(_wait_for(today, found))
    # a file with a day that has not been is read again when it has
    files = {
        digest
        for digest, read in books
        if any(sheet.days for sheet in read) and not any(sheet in late for sheet in read)
    }
    for sheet in found.sheets:
        found.asked += sorted(sheet.asked, key=lambda one: (one.row, one.column))
        found.notices += sheet.notices
    found.sheets = [sheet for sheet in found.sheets if sheet.days or sheet.newcomers]
    marks = list(_agreed(found, known))
    kept = _still_known(found, known, {mark.key for mark in marks})
    found.attendance = known.taking(
        Attendance.of([*kept, *marks], _returned(desk, found.sheets, known), files)
    )
    found.notices += _not_printed(desk, found)
    found.notices += _called_off(desk, found)
    return found


def _not_printed(desk: Desk, found: Returned) -> Iterator[Words]:
    """Who has a seat in a session whose sheet is back, and stands on none that was read: they were
    given it after the sheet was printed, and nobody knows whether they came. Not who is known to
    have come to another session of the activity that day.
    """
    there = {
        (person, activity_of(sat_in), day)
        for (person, sat_in), days in found.attendance.came().items()
        for day in days
    }
    printed: dict[SheetDay, set[str]] = {}
    offices: dict[SheetDay, set[str]] = {}
    for sheet in found.sheets:
        for day in sheet.days:
            printed.setdefault((sheet.form.session, day), set()).update(sheet.people)
            offices.setdefault((sheet.form.session, day), set()).add(sheet.form.office)
    for (session, day), those in printed.items():
        here = offices[session, day]
        left = [
            person
            for person in desk.now.people.get(session, ())
            if person not in those
            and (person, session, day) not in found.attendance.marks
            and (person, activity_of(session), day) not in there
            and ("" in here or desk.office_of(person) in here)
        ]
        if left:
            yield NOT_PRINTED.fill(session=session, day=day, who=left)


def _called_off(desk: Desk, found: Returned) -> Iterator[Words]:
    """Sessions that were recorded as called off, and whose sheets are back with people in them."""
    problem = desk.scenario.problem
    for session in dict.fromkeys(sheet.form.session for sheet in found.sheets if sheet.days):
        name = session_name(session)
        people = [p for p in desk.now.people.get(session, ()) if p in problem.registrants]
        missed = ((name.activity, name.first_day) in problem.registrants[p].missed for p in people)
        # of one that was past already everybody is said to have missed it
        unheard = all(key[1] != session for key in found.known.marks) and people
        if problem.told.get(session) is False or (unheard and all(missed)):
            came = sum(
                mark.session == session and mark.presence is Presence.CAME
                for sheet in found.sheets
                for mark in sheet.marks
            )
            yield CALLED_OFF.fill(session=session, n=came)


def _still_known(found: Returned, known: Attendance, said: Set[object]) -> list[Mark]:
    """What an earlier reading of these sheets said of people of whom this one says nothing: they
    are asked about, or have been moved since. It holds until somebody says otherwise, so that an
    old copy with its questions open takes no answer back.
    """
    kept = []
    for sheet in found.sheets:
        mine = [
            mark
            for mark in known.marks.values()
            if mark.source == sheet.form.code
            and mark.person in sheet.people
            and mark.day in sheet.days
            and mark.key not in said
        ]
        if mine and sheet.asked:
            where = f"{sheet.form.cells.file} [{sheet.form.cells.name}]"
            found.notices.append(STILL.fill(where=where, n=len(mine)))
        kept += mine
    return kept


def _sheets(
    desk: Desk, source: Source, sheets: Sequence[Sheet], found: Returned, empty: Presence | None
) -> Iterator[SheetRead]:
    looks = looks_of(source.data)
    forms = 0
    for sheet in sheets:
        look = looks.get(" ".join(sheet.name.split()), PLAIN)
        form = find_form(desk, source.label, sheet, look)
        if form is None:
            if look.pictured and not any(value for row in sheet.rows for value in row):
                found.asked.append(Asked(source.label, sheet.name, 0, 0, PICTURE))
                forms += 1
            continue
        forms += 1
        if isinstance(form, Asked):
            found.asked.append(form)
            continue
        read = read_form(desk, form, empty)
        found.blank += not read.days
        yield read
    # the list of newcomers that stands beside our copies is no sheet of anybody's
    if not forms and not any(PARTIAL in row for sheet in sheets for row in sheet.rows[:1]):
        found.passed.append(Passed(source.label, NO_SHEET, fault=True))


def _wait_for(today: date, found: Returned) -> Iterator[SheetRead]:
    """Ask about days that have not been yet; the sheets that have some."""
    for sheet in found.sheets:
        late = [day for day in sheet.days if day >= today]
        if late:
            sheet.days = tuple(day for day in sheet.days if day < today)
            sheet.marks = [mark for mark in sheet.marks if mark.day < today]
            words = NOT_YET.fill(day=late[0], today=today)
            sheet.asked = [sheet.form.ask(sheet.form.header, sheet.form.title, words)]
            yield sheet


def _agreed(found: Returned, known: Attendance) -> Iterator[Mark]:
    """The marks about which all sheets agree; of others it is asked which of the sheets holds."""
    said: dict[tuple[object, ...], list[tuple[SheetRead, Mark]]] = {}
    for sheet in found.sheets:
        for mark in sheet.marks:
            said.setdefault(mark.key, []).append((sheet, mark))
    for those in said.values():
        sheet, mark = those[-1]
        before = known.marks.get(mark.key)
        if len({one.presence for _, one in those}) > 1:
            first, other = those[0]
            row, column = first.spots[other.person, other.day]
            at = Asked(first.form.cells.file, first.form.cells.name, row, column, PICTURE).where
            words = TWO_SHEETS.fill(word=WORD[other.presence], at=at)
            found.asked.append(_asked(sheet, mark, words))
        elif before is None or before.presence is mark.presence or before.source == mark.source:
            yield mark
        elif before.is_said:
            found.notices.append(
                SAID_OTHERWISE.fill(
                    where=_asked(sheet, mark, PICTURE).where,
                    word=WORD[mark.presence],
                    said=WORD[before.presence],
                    person=mark.person,
                )
            )
        else:
            words = EARLIER.fill(word=WORD[before.presence], code=before.source, person=mark.person)
            found.asked.append(_asked(sheet, mark, words))


def _asked(sheet: SheetRead, mark: Mark, words: Words) -> Asked:
    row, column = sheet.spots[mark.person, mark.day]
    return Asked(sheet.form.cells.file, sheet.form.cells.name, row, column, words)


def _returned(desk: Desk, sheets: Iterable[SheetRead], known: Attendance) -> Iterator[SheetDay]:
    """Days of sessions whose sheets are back: of a session of the city, those of every office."""
    back: dict[SheetDay, set[str]] = {}
    for sheet in sheets:
        for day in sheet.days:
            back.setdefault((sheet.form.session, day), set()).add(sheet.form.office)
    for (session, day), offices in back.items():
        where = desk.scenario.problem.session(session)
        needed = {desk.office_of(person) for person in desk.now.people.get(session, ())} - {""}
        if where is None or where.kecamatan or "" in offices:
            yield session, day
            continue
        earlier = {
            _office(mark.source)
            for mark in known.marks.values()
            if (mark.session, mark.day) == (session, day)
        }
        if needed <= offices | earlier:
            yield session, day


def _office(source: str) -> str:
    pieces = source.split("-")
    return pieces[2] if len(pieces) == 4 and "|" not in source else ""
