"""Sheets filled from an office's own template are read back too, and asked about in their own
cells.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl

from okoce_opt import planning
from okoce_opt.attending.copies import copies
from okoce_opt.attending.desk import Desk
from okoce_opt.attending.returned import read_returned
from okoce_opt.domain.attended import Attendance
from okoce_opt.io import load_scenario
from okoce_opt.plan_files.record import read_plan
from tests.exported import small_story, written
from tests.reports.office_template import office_template

PEOPLE = "no_peserta,nama,nik,kecamatan,kelurahan\n" + "\n".join(
    f"A{n},{name},31990101019{n:05},K1,a"
    for n, name in enumerate(("Xenia Putri", "Zainal Arif", "Wati Lestari", "Yusuf Hadi"))
)
MONDAY = "P|aula|2026-01-05|sehari"


def test_a_sheet_of_ones_own_is_read_and_asked_about_where_it_stands(tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", PEOPLE)
    folder = written(story, [(f"A{n}", MONDAY) for n in range(4)], tmp_path / "hasil")
    planning.papers(folder, tmp_path / "out", template=office_template(tmp_path / "t.xlsx"))
    path = tmp_path / "out" / "daftar_hadir" / "DaftarHadir_Satu.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = next(c.column for row in sheet.iter_rows() for c in row if c.value == "Kehadiran")
    plan = read_plan(folder)
    known = load_scenario(story)
    scenario = replace(known, problem=replace(known.problem, announced=plan.announced))
    desk = Desk.of(scenario, plan.plan, {plan.plan_digest: plan.plan})
    assert read_returned(desk, [path], Attendance()).blank == 1  # its colours are its own
    for row, said in enumerate(("v", "Alpa", "besok", "sakit"), start=11):
        sheet.cell(row, column).value = said
    book.save(path)
    read = read_returned(desk, [path], Attendance())
    assert sorted(m.presence.value for m in read.attendance.marks.values()) == ["A", "H", "S"]
    (asked,) = read.asked
    assert (asked.row, asked.column) == (12, column - 1)
    files, _ = copies(read)
    copy = openpyxl.load_workbook(io.BytesIO(files[f"perbaiki_{path.stem}.xlsx"]))
    assert "besok" in copy.worksheets[0].cell(13, column).comment.text
