"""Teams stand on attendance sheets, in the list of sessions and in the table of seats; who
disagrees is told.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.reports.content import labels
from tests.exported import small_story, written

MONDAY, TUESDAY = "P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """X on Monday with t1, Y on Tuesday with t2."""
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a\nY,Yanti,K1,b",
        kegiatan="id,nama,maks,tim\nP,Pelatihan,4,mitra",
        tim="id,jenis,nama\nt1,mitra,Tim Satu\nt2,mitra,Tim Dua",
    )
    return written(
        story,
        [("X", MONDAY), ("Y", TUESDAY)],
        tmp_path / "hasil",
        teams={MONDAY: "t1", TUESDAY: "t2"},
    )


def test_the_planners_list_of_sessions(out: Path) -> None:
    book = load_workbook(out / labels.SCHEDULE)
    sheet = book[labels.SESSIONS]
    (cell,) = [c for row in sheet.iter_rows() for c in row if str(c.value).startswith("Tim Satu")]
    cell.value = "Tim Dua (t2)"
    book.save(out / labels.SCHEDULE)
    (violation,) = planning.verify(out).violations
    assert (violation.rule, violation.sessions) == ("sheets_disagree", (MONDAY,))
    assert violation.cells[0] == f"{labels.SCHEDULE} [{labels.SESSIONS}] {cell.coordinate}"
    assert len(violation.cells) == 2


def test_the_table_of_seats(out: Path) -> None:
    table = out / "penempatan.csv"
    table.write_text(table.read_text("utf-8-sig").replace(",t1,", ",t2,"), "utf-8-sig")
    (violation,) = planning.verify(out).violations
    assert (violation.rule, violation.sessions) == ("sheets_disagree", (MONDAY,))
    assert violation.cells[0].startswith("penempatan.csv")


def test_the_teams_own_sheet_says_where_they_are(out: Path) -> None:
    sheet = load_workbook(out / labels.SCHEDULE)[labels.TEAM]
    rows = [[str(c.value) for c in row if c.value is not None] for row in sheet.iter_rows()]
    days = {row[0]: row[1] for row in rows if row and row[0].startswith("Tim ") and len(row) > 3}
    assert days == {
        "Tim Satu (t1)": "Senin, 5 Januari 2026",
        "Tim Dua (t2)": "Selasa, 6 Januari 2026",
    }
