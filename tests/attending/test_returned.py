"""What becomes of files that come back: read once, corrected, from several offices, of an older
plan, for several days.
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from okoce_opt.attending.copies import copies
from okoce_opt.attending.desk import Desk
from okoce_opt.attending.hands import is_hand_of
from okoce_opt.attending.legend import counted, legend_in
from okoce_opt.attending.returned import Returned, read_returned
from okoce_opt.attending.signs import Sign, signed
from okoce_opt.attending.told import told_marks
from okoce_opt.attending.walk_ins import NEWCOMERS, PARTIAL
from okoce_opt.domain.attended import SAID, Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.errors import InputError
from okoce_opt.importing.paint import YELLOW
from okoce_opt.plan_files.seats_csv import plan_digest
from okoce_opt.reports.office_workbooks import write_rosters
from tests.attending.clerk import Sheet
from tests.office import office

CAME, EXCUSED, ILL, MISSED = Presence
FIRST = "01 Pelatihan 14-03"
SESSION = "pelatihan|aula-1|2018-03-14|sehari"
WEDNESDAY = date(2018, 3, 14)
NAMES = ("Siti Rahayu", "Budi Santoso", "Dewi Lestari", "Agus Salim", "Rina Marlina", "Hasan Basri")


class Year:
    """An office's workbooks, and what is known so far of who came."""

    def __init__(self, folder: Path, **kw: Any) -> None:
        self.folder = folder
        self.scenario, planned = office(names=NAMES, **kw)
        self.plan = planned.plan
        self.plans = {plan_digest(self.plan, self.scenario.problem): self.plan}
        write_rosters(self.scenario, self.plan, folder)
        self.known = Attendance()

    @property
    def path(self) -> Path:
        return self.folder / "daftar_hadir" / "DaftarHadir_Tambora.xlsx"

    @property
    def desk(self) -> Desk:
        return Desk.of(self.scenario, self.plan, self.plans)

    def fill(self, hand: Callable[[Sheet], object], name: str = "", page: str = FIRST) -> Path:
        """The workbook with a sheet filled in by hand, kept under a name of its own if given."""
        book = openpyxl.load_workbook(self.path)
        hand(Sheet(book[page], random.Random(1)))
        path = self.path.with_name(name) if name else self.path
        book.save(path)
        return path

    def read(self, *paths: Path, **kw: Any) -> Returned:
        returned = read_returned(self.desk, paths or (self.path,), self.known, **kw)
        self.known = returned.attendance
        return returned


@pytest.fixture
def year(tmp_path: Path) -> Year:
    return Year(tmp_path)


def _all(word: str, *, but: str = "") -> Callable[[Sheet], None]:
    """The same for everyone, the last one otherwise."""

    def hand(sheet: Sheet) -> None:
        for row in sheet.rows:
            sheet.put(row, "HADIR", word)
        if but:
            sheet.put(sheet.rows[-1], "HADIR", but)

    return hand


def test_the_same_file_twice_changes_nothing_and_a_corrected_one_corrects(year: Year) -> None:
    first = year.fill(_all("Hadir", but="Alpa"), "satu.xlsx")
    second = year.fill(_all("Hadir", but="Sakit"), "dua.xlsx")
    assert not year.read(first).asked
    once = year.known
    assert once.today == date(2018, 3, 15)
    again = year.read(first)
    assert (year.known, again.again) == (once, [first.name])
    year.read(second)
    after = {mark.presence for mark in year.known.marks.values()}
    assert after == {CAME, ILL}
    corrected = year.known
    year.read(first, second)
    assert year.known == corrected


def test_two_files_that_differ_are_asked_about(year: Year) -> None:
    first = year.fill(_all("Hadir", but="Alpa"), "satu.xlsx")
    second = year.fill(_all("Hadir", but="Sakit"), "dua.xlsx")
    read = year.read(first, second)
    (asked,) = read.asked
    assert "dua.xlsx" in asked.words.id or "satu.xlsx" in asked.words.id
    assert len(year.known.marks) == 5


def test_an_open_copy_takes_no_answer_back(year: Year) -> None:
    """A clerk answered, then the folder was read with the copy that nobody had answered: the answer
    was gone, without a word.
    """
    answered = year.fill(_all("Hadir", but="Izin"), "jawab.xlsx")
    still_open = year.fill(_all("Hadir", but="besok"), "tanya.xlsx")
    year.read(answered)
    known = year.known.marks
    read = year.read(still_open)
    assert (len(read.asked), year.known.marks) == (1, known)
    assert any("1 orang" in notice.id and "tanya.xlsx" in notice.id for notice in read.notices)


def test_who_missed_is_still_known_when_the_sheet_is_read_after_they_were_moved(
    year: Year,
) -> None:
    """The answers came when the make-up had been planned: that she was ill was forgotten."""
    year.read(year.fill(_all("Hadir", but="Sakit"), "satu.xlsx"))
    (ill,) = (mark for mark in year.known.marks.values() if mark.presence is ILL)
    printed = year.plan
    year.plan = Plan.of(printed.seats - {(ill.person, ill.session)}, printed.held)
    again = year.fill(_all("Hadir", but="Sakit"), "dua.xlsx")
    again.write_bytes(again.read_bytes() + b"\n")
    year.read(again)
    assert year.known.marks[ill.key] == ill


def test_who_got_a_seat_after_the_sheet_was_printed_is_asked_for(year: Year) -> None:
    """Somebody took a free seat; the sheet of the older revision came back without them, and they
    were neither there nor missing, without a word.
    """
    late = ("P00001", SESSION)
    older = Plan.of(year.plan.seats - {late}, year.plan.held)  # type: ignore[arg-type]
    year.plans[plan_digest(older, year.scenario.problem)] = older
    year.folder = year.folder / "lama"
    write_rosters(year.scenario, older, year.folder)
    read = year.read(year.fill(_all("Hadir")))
    assert (read.asked, len(year.known.marks)) == ([], 5)
    (notice,) = read.notices
    assert "P00001" in notice.id
    assert "rollout mark" in notice.id


def test_who_came_to_the_old_hall_that_day_is_not_asked_for(year: Year) -> None:
    """Two sheets of an older revision came back; of who was moved from one hall to the other and
    stands as there on the first, it was asked whether they came.
    """
    late = ("P00001", SESSION)
    older = Plan.of(year.plan.seats - {late}, year.plan.held)  # type: ignore[arg-type]
    year.plans[plan_digest(older, year.scenario.problem)] = older
    year.folder = year.folder / "lama"
    write_rosters(year.scenario, older, year.folder)
    elsewhere = SESSION.replace("aula-1", "aula-2")
    mark = Mark(PersonId("P00001"), SessionId(elsewhere), WEDNESDAY, CAME, "lembar")
    year.known = Attendance.of([mark])
    read = year.read(year.fill(_all("Hadir")))
    assert (read.asked, read.notices) == ([], [])


def test_the_list_of_newcomers_beside_our_copies_is_no_strange_file(year: Year) -> None:
    """The folder of copies was read again, and its own list was a fault of the sender's."""
    beside = year.folder / "daftar_hadir" / NEWCOMERS
    beside.write_text(f"{PARTIAL}\r\nnama,kelurahan,kecamatan\r\nTono,,Tambora\r\n", "utf-8-sig")
    assert year.read(year.path.parent).passed == []


def test_copies_are_alike_each_time_and_a_copy_of_a_copy_keeps_its_name(year: Year) -> None:
    """A dry run and then the reading left two copies, and nobody knew which to answer."""
    read = year.read(year.fill(_all("Hadir", but="besok")))
    ((name, data),) = copies(read)[0].items()
    with zipfile.ZipFile(io.BytesIO(data)) as copy, zipfile.ZipFile(year.path) as sent:
        added = copy.namelist()[len(sent.namelist()) :]
    assert added == sorted(added)
    assert len(added) > 1
    (year.folder / name).write_bytes(data)
    assert [*copies(year.read(year.folder / name))[0]] == [name]


def test_what_was_said_on_the_phone_outranks_the_sheet(year: Year) -> None:
    (mark,) = told_marks(year.desk, year.known, [("p00002", ILL)], session=SESSION)
    assert (mark.session, mark.day, mark.source) == (SESSION, WEDNESDAY, SAID)
    year.known = year.known.taking(Attendance.of([mark]))
    read = year.read(year.fill(_all("Hadir")))
    assert year.known.marks[mark.key] == mark
    (notice,) = read.notices
    assert "P00002" in notice.id


def test_a_session_that_is_not_clear_is_not_guessed(year: Year) -> None:
    with pytest.raises(InputError) as refused:
        told_marks(year.desk, year.known, [("P00001", CAME), ("P99999", CAME)])
    assert {c.code for c in refused.value.complaints} == {"unclear_session", "unknown_registrant"}
    after_first = date(2018, 3, 20)
    (mark,) = told_marks(year.desk, year.known, [("P00001", CAME)], today=after_first)
    assert mark.session == SESSION or mark.day < after_first


def test_who_has_left_the_list_is_said_to_have_left_and_is_nobody_else(year: Year) -> None:
    """*Maksud Anda P00003?* was said of P00033, who had withdrawn: a wrong one is marked."""
    for left, said in ((6, "versi 6"), (0, "P00001")):
        with pytest.raises(InputError) as refused:
            told_marks(year.desk, year.known, [("P00091", CAME)], left_in=lambda _, n=left: n)
        (complaint,) = refused.value.complaints
        assert said in complaint.advice.id
        assert ("Maksud" in complaint.advice.id) == (not left)


def test_a_session_that_somebody_was_moved_from_is_named_too(year: Year) -> None:
    """The clerk says on the phone that she did come: the plan has her in the make-up by now."""
    year.read(year.fill(_all("Alpa")))
    year.plan = Plan.of(year.plan.seats - {("P00001", SESSION)}, year.plan.held)  # type: ignore[arg-type]
    with pytest.raises(InputError) as refused:
        told_marks(year.desk, year.known, [("P00001", CAME)], today=date(2018, 3, 15))
    (complaint,) = refused.value.complaints
    assert SESSION in complaint.advice.id
    assert "15 Maret 2018" in complaint.advice.id
    assert "--today" in complaint.advice.id
    (mark,) = told_marks(year.desk, year.known, [("P00001", CAME)], session=SESSION)
    assert mark.presence is CAME


def test_an_older_revision_says_who_came_and_not_who_was_moved(year: Year) -> None:
    """Who has been moved away since was not expected at the old session."""
    people = year.plan.people[SESSION]  # type: ignore[index]
    moved, stayed = people[0], people[-1]
    newer = Plan.of(year.plan.seats - {(moved, SESSION)}, year.plan.held)  # type: ignore[arg-type]
    year.plans[plan_digest(newer, year.scenario.problem)] = newer
    year.plan = newer
    path = year.fill(lambda s: [s.put(r, "HADIR", "A") for r in s.rows], "lama.xlsx")
    read = year.read(path)
    assert not read.asked
    (notice,) = read.notices
    assert moved in notice.id
    assert stayed not in notice.id
    assert {mark.person for mark in year.known.marks.values()} == set(people) - {moved}
    came = year.fill(_all("H"), "baru.xlsx")
    year.read(came)
    assert {mark.person for mark in year.known.marks.values()} == set(people)
    assert year.known.marks[stayed, SESSION, WEDNESDAY].presence is CAME  # type: ignore[index]


def test_a_plan_that_nobody_knows_is_asked_about(year: Year) -> None:
    path = year.fill(_all("Hadir"))
    year.plans = {}
    read = year.read(path)
    assert not year.known.marks
    assert {asked.sheet for asked in read.asked} >= {FIRST}


def test_a_day_that_has_not_been_is_asked_about(year: Year) -> None:
    read = year.read(year.fill(_all("Hadir")), today=WEDNESDAY)
    (asked,) = read.asked
    assert "--today" in asked.words.id
    assert year.known == Attendance()


def test_the_planner_may_say_what_empty_cells_mean(year: Year) -> None:
    def hand(sheet: Sheet) -> None:
        for row in sheet.rows[::2]:
            sheet.put(row, "HADIR", "v")

    path = year.fill(hand)
    read = read_returned(year.desk, [path], Attendance(), empty=MISSED)
    assert not read.asked
    said = [mark.presence for mark in read.attendance.marks.values()]
    assert sorted(said) == [MISSED] * 3 + [CAME] * 3


def test_walk_ins_of_the_list_are_marked_and_others_asked(year: Year) -> None:
    other = year.scenario.people["P00013"]
    people = {**year.scenario.people, "P00014": Person("Nama Kembar"), "P00015": other}
    year.scenario = replace(year.scenario, people=people)

    def hand(sheet: Sheet) -> None:
        _all("Hadir")(sheet)
        one, two, three, four, five = sheet.blank
        sheet.put(one, "NO. PESERTA", "P00016")
        sheet.put(two, "NAMA", other.name.upper())
        sheet.put(two, "KELURAHAN", "Duri Kepa")
        sheet.put(three, "NAMA", "Nama Kembar")
        sheet.put(four, "NAMA", "Tamu Sekali")
        sheet.put(four, "KELURAHAN", "Duri Utara")
        for row in (one, two, three, four, five):
            sheet.put(row, "HADIR", "v")

    read = year.read(year.fill(hand))
    walked = {m.person for m in year.known.marks.values()} - set(year.plan.people[SESSION])  # type: ignore[index]
    assert walked == {"P00016"}  # two people of that name live in Duri Kepa
    said = sorted(asked.words.id[:20] for asked in read.asked)
    assert len(said) == 4
    (newcomer,) = read.newcomers
    assert "Tamu" not in repr(newcomer)
    files, _ = copies(read)
    assert files[NEWCOMERS].decode("utf-8-sig").splitlines() == [
        PARTIAL,
        "nama,kelurahan,kecamatan",
        "Tamu Sekali,Duri Utara,Tambora",
    ]
    del people["P00015"]
    year.scenario = replace(year.scenario, people=people)
    again = read_returned(year.desk, [year.path], Attendance())
    assert {"P00013"} == {m.person for m in again.attendance.marks.values()} - walked - set(
        year.plan.people[SESSION]  # type: ignore[index]
    )


def test_questions_go_back_in_a_copy_that_can_be_mended(year: Year) -> None:
    """The clerk writes into the yellow cells, sends the copy, and everything is known."""

    def hand(sheet: Sheet) -> None:
        _all("Hadir", but="besok")(sheet)
        sheet.put(sheet.rows[0], "HADIR", "x")

    read = year.read(year.fill(hand))
    assert len(read.asked) == 2
    files, notes = copies(read)
    (name,) = files
    assert not notes
    book = openpyxl.load_workbook(io.BytesIO(files[name]))
    page = book[FIRST]
    yellow = [c for row in page for c in row if c.fill.fgColor.rgb == YELLOW]
    assert [c.coordinate for c in yellow] == [one.where.split()[-1] for one in read.asked]
    assert all("Hadir, Izin, Sakit atau Alpa" in c.comment.text for c in yellow)
    assert not page.protection.sheet
    for cell in yellow:
        cell.value = "Izin"
    book.save(year.folder / name)
    assert not year.read(year.folder / name).asked
    assert len(year.known.marks) == 6


def test_a_class_is_read_day_by_day(tmp_path: Path) -> None:
    """Four days, a column each; the last two have not been yet."""
    year = Year(tmp_path, days=4)

    def hand(sheet: Sheet) -> None:
        for n, row in enumerate(sheet.rows):
            for day in sheet.days[:2]:
                sheet.sheet.cell(row, day).value = "v" if n else "A"
        sheet.sheet.cell(sheet.rows[1], sheet.days[1]).value = "Sakit"

    read = year.read(year.fill(hand))
    assert not read.asked
    days = {mark.day for mark in year.known.marks.values()}
    assert sorted(days) == [WEDNESDAY, date(2018, 3, 15)]
    assert year.known.today == date(2018, 3, 16)
    assert [m.presence for m in year.known.marks.values()].count(MISSED) == 2
    assert [m.presence for m in year.known.marks.values()].count(ILL) == 1


@pytest.mark.parametrize(("title", "days"), [("HADIR", 0), ("HADIR (semua hari)", 4)])
def test_one_column_for_a_class_says_nothing_of_its_days(
    tmp_path: Path, title: str, days: int
) -> None:
    year = Year(tmp_path, days=4)

    def hand(sheet: Sheet) -> None:
        _all("Hadir", but="Alpa")(sheet)
        sheet.title(title)

    read = year.read(year.fill(hand))
    assert len(year.known.marks) == 6 * days
    assert len(read.asked) == (not days)


def test_a_copy_of_the_sheet_for_each_day(tmp_path: Path) -> None:
    year = Year(tmp_path, days=4)

    def hand(sheet: Sheet) -> None:
        _all("Hadir")(sheet)
        for row in sheet.sheet.iter_rows(max_row=sheet.header - 1):
            for cell in row:
                if cell.value == "Hari / Tanggal":
                    sheet.sheet.cell(cell.row, 3).value = ": Kamis, 15 Maret 2018"

    assert not year.read(year.fill(hand)).asked
    assert {mark.day for mark in year.known.marks.values()} == {date(2018, 3, 15)}


def test_a_session_of_the_city_is_back_when_every_office_has_sent_its_sheet(year: Year) -> None:
    problem = year.scenario.problem
    venues = {**problem.venues, "aula-1": replace(problem.venues["aula-1"], kecamatan="")}
    activities = {k: replace(a, city=True) for k, a in problem.activities.items()}
    year.scenario = replace(
        year.scenario, problem=replace(problem, venues=venues, activities=activities)
    )
    everyone = [*year.scenario.problem.registrants]
    year.plan = Plan.of((person, SESSION) for person in everyone[6:])  # type: ignore[misc]
    year.plans = {plan_digest(year.plan, year.scenario.problem): year.plan}
    write_rosters(year.scenario, year.plan, year.folder)
    year.fill(_all("H"))
    assert not year.read().asked
    assert not year.known.returned
    other = year.path.with_name("DaftarHadir_KebonJeruk.xlsx")
    book = openpyxl.load_workbook(other)
    _all("H")(Sheet(book[FIRST], random.Random(1)))
    book.save(other)
    assert not year.read(other).asked
    assert year.known.returned == {(SESSION, WEDNESDAY)}
    assert len(year.known.marks) == 10


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        *(("Siti Rahayu", True), ("siti", True), ("S. Rahayu", True), ("SR", True)),
        *(("s.r.", True), ("Siti Rahayu S.E.", True), ("Sitti Rahayu", True)),
        *(("Budi", False), ("S", False), ("RS", False), ("Siti Aminah", False), ("", False)),
    ],
)
def test_hands(text: str, is_theirs: bool) -> None:
    assert is_hand_of(text, "Hj. Siti Rahayu") is is_theirs


_MOST = 32_767
_LONG = {
    "blanks": f"a{' ' * (_MOST - 2)}b",
    "dots": f"{'.' * (_MOST - 1)}a",
    "dots and blanks": f"a{' .' * (_MOST // 2 - 1)}b",
    **{of: (of * _MOST)[:_MOST] for of in ("1", "1. ", "1/", "(a", "[a", "ab ", "a, ", "a\n")},
    "a name": ("Siti Rahayu; " * _MOST)[:_MOST],
}
"""What cells of as many letters as a cell can have are made of."""


@pytest.mark.parametrize("title", ["NO. PESERTA", "NAMA", "HADIR", "TANDA TANGAN", ""])
@pytest.mark.parametrize("of", _LONG)
def test_no_cell_takes_longer_than_others(year: Year, of: str, title: str) -> None:
    """Blanks or dots where somebody signs took half a minute of the processor for each cell."""

    def hand(sheet: Sheet) -> None:
        _all("Hadir")(sheet)
        if title:
            sheet.put(sheet.rows[0], title, _LONG[of])
        else:
            sheet.sheet.cell(sheet.rows[0], sheet.width + 1).value = _LONG[of]

    path = year.fill(hand, "panjang.xlsx")
    began = time.process_time()
    year.read(path)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *(("1. ......", ""), ("12", ""), ("....", ""), ("1. Siti", "Siti"), ("Siti ....", "Siti")),
        *(("2. ... Siti ...", "Siti"), ("Siti..", "Siti.."), ("S.R.", "S.R."), ("", "")),
    ],
)
def test_what_stands_on_the_dots(written: str, said: str) -> None:
    assert signed(written) == said


def test_legends_and_counts() -> None:
    found = legend_in(["Ket: V = hadir; X/- = tidak hadir, kosong=alpa", "C = izin", "2 = dua"])
    assert found.signs == {Sign.CROSS: MISSED, Sign.DASH: MISSED, Sign.EMPTY: MISSED}
    assert found.texts == {"v": CAME, "c": EXCUSED}
    assert not legend_in(["x = hadir", "x = alpa"]).signs
    assert [counted(t) for t in (".......... dari 40 peserta", "..28.. dari 40", "28 orang")] == [
        *(None, 28, 28),
    ]


def test_marks_of_a_reading_name_their_sheet(year: Year) -> None:
    year.read(year.fill(_all("H")))
    sources = {mark.source for mark in year.known.marks.values()}
    (source,) = sources
    assert source.endswith("-R1-1-01")
    assert isinstance(next(iter(year.known.marks.values())), Mark)


@pytest.mark.parametrize("painted", [False, True])
def test_our_own_yellow_is_no_clerks_colour(year: Year, painted: bool) -> None:
    """An unanswered copy is read like the file it was made of, and so is a copy of that: what was
    blank is blank, what the clerk had coloured is coloured.
    """

    def hand(sheet: Sheet) -> None:
        _all("Hadir")(sheet)
        sheet.put(sheet.rows[0], "HADIR", None)
        if painted:
            blue = openpyxl.styles.PatternFill("solid", fgColor="FF00B0F0")
            sheet.sheet.cell(sheet.rows[0], sheet.came).fill = blue

    path = year.fill(hand)
    for _ in range(3):
        read = read_returned(year.desk, [path], Attendance())
        (asked,) = read.asked
        assert (asked.is_blank, "diwarnai" in asked.words.id) == (not painted, painted)
        answered = read_returned(year.desk, [path], Attendance(), empty=MISSED)
        assert len(answered.asked) == painted
        ((name, data),) = copies(read)[0].items()
        path = year.folder / name
        path.write_bytes(data)


def test_a_sheet_of_a_session_that_was_called_off_is_told(year: Year) -> None:
    """It comes back filled in all the same: what it says counts, and the record is doubted."""
    path = year.fill(_all("Hadir"))
    problem = year.scenario.problem
    assert not [one for one in year.read(path).notices if "tercatat batal" in one.id]
    year.known = Attendance()
    year.scenario = replace(year.scenario, problem=replace(problem, told={SESSION: False}))
    (notice,) = [one for one in year.read(path).notices if "tercatat batal" in one.id]
    assert "6 hadir" in notice.id
    assert len(year.known.marks) == 6
    # of one that was past when it was called off, everybody is said to have missed it
    year.known = Attendance()
    people = {
        who: replace(one, missed=(("pelatihan", WEDNESDAY),))
        for who, one in problem.registrants.items()
    }
    year.scenario = replace(year.scenario, problem=replace(problem, registrants=people))
    assert [one for one in year.read(path).notices if "tercatat batal" in one.id]
