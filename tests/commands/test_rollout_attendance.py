"""`okoce rollout attendance` and `mark`: from filled sheets to a version of the year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.commands.screen import Screen
from okoce_opt.domain.ids import PersonId, meant
from okoce_opt.domain.words import Words
from okoce_opt.reports.content.session_names import session_said
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.rollout.store import Rollout
from tests.rollout.year import planned, secretive


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A year with a plan; its workbooks lie beside it in `daftar_hadir`."""
    monkeypatch.chdir(tmp_path)
    with Rollout.init(tmp_path / "tahun", secretive()) as rollout:
        rollout.commit(what="plan", expected=rollout.current, plan=planned())
    write_rosters(planned().scenario, planned().plan, tmp_path)
    return tmp_path / "tahun"


def fill(folder: Path, word: str, *, but: str) -> Path:
    """The first sheet of the first office, everyone alike but one."""
    path = sorted((folder / "daftar_hadir").iterdir())[0]
    book = openpyxl.load_workbook(path)
    sheet = next(page for page in book.worksheets if _header(page))
    header = _header(sheet)
    titles = {c.value: c.column for c in sheet[header]}
    rows = [
        row
        for row in range(header + 1, sheet.max_row + 1)
        if str(sheet.cell(row, titles["NO. PESERTA"]).value or "").startswith("P")
    ]
    for row in rows:
        sheet.cell(row, titles["HADIR"]).value = but if row == rows[-1] else word
    book.save(path)
    return path


def _header(sheet) -> int:
    return next((c.row for c in sheet["A"] if c.value == "NO." and sheet.title[:1].isdigit()), 0)


def test_a_filled_sheet_becomes_a_version_and_what_is_unclear_a_copy(
    okoce: Callable, year: Path
) -> None:
    path = fill(year.parent, "Hadir", but="besok")
    ran = okoce("rollout", "attendance", year, path, "--json")
    assert (ran.code, ran.answer["outcome"], ran.answer["version"]) == (1, "asked", 3)
    (copy,) = ran.answer["copies"]
    assert Path(copy).is_file()
    (asked,) = ran.answer["asked"]
    assert "besok" in asked["words"]
    came = ran.answer["marks"]["H"]
    again = okoce("rollout", "attendance", year, path)
    assert (again.code, "sudah pernah dibaca" in again.out) == (0, True)
    assert "Tidak ada yang berubah" in again.out
    book = openpyxl.load_workbook(copy)
    where = asked["where"]
    page, cell = where.split("[")[1].split("] ")
    book[page][cell].value = "Sakit"
    book.save(copy)
    mended = okoce("rollout", "attendance", year, copy)
    assert (mended.code, f"{came} hadir" in mended.out, "1 sakit" in mended.out) == (0, True, True)
    with Rollout.open(year) as rollout:
        assert len(rollout.attendance(rollout.current).marks) == came + 1
        assert [one.what for one in rollout.history()][-2:] == ["attendance", "attendance"]
    assert "Siti Zulaikha" not in ran.out + ran.err + again.out + mended.out


def test_a_dry_run_keeps_nothing(okoce: Callable, year: Path) -> None:
    path = fill(year.parent, "Hadir", but="Alpa")
    assert okoce("rollout", "attendance", year, path, "--dry-run").code == 0
    with Rollout.open(year) as rollout:
        assert rollout.current.number == 2


def test_sheets_that_are_still_out_are_asked_for(okoce: Callable, year: Path) -> None:
    """A session whose sheet never came back is held, unknown: nobody came and nobody missed it."""
    path = fill(year.parent, "Hadir", but="Alpa")
    ran = okoce("rollout", "attendance", year, path, "--today", "2030-01-01", "--json")
    assert len(ran.answer["unknown"]) == len(planned().plan.held) - len(ran.answer["sheets"])
    assert "belum kembali" in ran.err
    assert session_said(planned().scenario.problem, ran.answer["unknown"][0]).id in ran.err
    with Rollout.open(year) as rollout:
        marks = rollout.attendance(rollout.current).marks
    assert not {mark.session for mark in marks.values()} & {*ran.answer["unknown"]}


def test_what_is_no_attendance_sheet_is_told(okoce: Callable, year: Path) -> None:
    scan = year.parent / "pindai.pdf"
    scan.write_bytes(b"%PDF-1.4 nothing")
    ran = okoce("rollout", "attendance", year, scan)
    assert (ran.code, "pindai.pdf" in ran.out) == (2, True)


def test_what_was_said_on_the_phone(okoce: Callable, year: Path) -> None:
    person, session = min(planned().plan.seats)
    said = okoce("rollout", "mark", year, person.lower(), "sakit", "--session", session, "--json")
    assert (said.code, said.answer["marks"][0][3]) == (0, "S")
    assert ": Sakit, " in okoce("rollout", "mark", year, person, "sakit", "--session", session).out
    assert okoce("rollout", "mark", year, person).code == 64
    assert okoce("rollout", "mark", year, person, "entah").code == 64
    wrong = okoce("rollout", "mark", year, "P9999", "hadir")
    assert (wrong.code, "P9999" in wrong.err) == (2, True)


def test_one_command_answers_every_blank_cell(okoce: Callable, year: Path) -> None:
    """The question about blank cells names the switch that answers them all; a question about
    something else does not.
    """
    path = fill(year.parent, "Hadir", but="besok")
    assert "--empty" not in okoce("rollout", "attendance", year, path, "--dry-run").out
    path = fill(year.parent, "Hadir", but="")
    ran = okoce("rollout", "attendance", year, path)
    assert ran.code == 1
    assert f"{path} --empty alpa" in ran.out
    again = okoce("rollout", "attendance", year, path, "--empty", "alpa")
    assert (again.code, "1 alpa" in again.out) == (0, True), again.out


def test_sessions_are_said_by_name_and_typed_by_code(okoce: Callable, year: Path) -> None:
    person, session = min(planned().plan.seats)
    problem = planned().scenario.problem
    name = session_said(problem, session)
    said = okoce("rollout", "mark", year, person, "sakit", "--session", session)
    assert (name.id in said.out, session in said.out) == (True, False)
    english = okoce("rollout", "mark", year, person, "sakit", "--session", session, "--lang", "en")
    assert name.en in english.out
    wrong = okoce("rollout", "mark", year, person, "sakit", "--session", "x")
    assert f"'{session}' ({name.id})" in wrong.err


def test_a_number_without_its_noughts_is_known(okoce: Callable, year: Path) -> None:
    """`p1` is P01; nobody is guessed where two could be meant."""
    person, session = next(seat for seat in sorted(planned().plan.seats) if seat[0] == "P01")
    ran = okoce("rollout", "mark", year, "p1", "sakit", "--session", session, "--json")
    assert (ran.code, ran.answer["marks"][0][0]) == (0, person)
    assert meant("p7", [PersonId("P07"), PersonId("P007")]) is None
    assert meant("p007", [PersonId("P07"), PersonId("P007")]) == "P007"
    assert meant("p10", [PersonId("P1"), PersonId("P100")]) is None


def test_what_is_told_is_told_while_the_year_is_open(
    okoce: Callable, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence that names a session of an older plan opens that plan, and the year was closed."""
    is_open: list[bool] = []
    open_years: list[Rollout] = []
    say, close, begin = Screen.say, Rollout.close, Rollout.open

    def opened(folder: Path) -> Rollout:
        open_years.append(begin(folder))
        return open_years[-1]

    def closed(rollout: Rollout) -> None:
        open_years.remove(rollout)
        close(rollout)

    def said(screen: Screen, words: Words | str = "") -> None:
        is_open.append(bool(open_years))
        say(screen, words)

    monkeypatch.setattr(Rollout, "open", opened)
    monkeypatch.setattr(Rollout, "close", closed)
    monkeypatch.setattr(Screen, "say", said)
    path = fill(year.parent, "Hadir", but="Alpa")
    assert okoce("rollout", "attendance", year, path).code == 0
    person, session = min(planned().plan.seats)
    assert okoce("rollout", "mark", year, person, "sakit", "--session", session).code == 0
    assert len(is_open) > 2
    assert all(is_open)
    assert open_years == []
