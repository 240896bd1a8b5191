"""Workbooks that are gone, and workbooks that should not be there: told first, and told as what
they are.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.reports.content import labels
from tests.exported import change, small_story, written

PEOPLE = "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K1,b\nL,K2,c"
ONE, TWO = "P|aula|2026-01-05|sehari", "P|gedung|2026-01-05|sehari"
ROSTER = "DaftarHadir_Satu.xlsx"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    story = small_story(
        tmp_path / "cerita", PEOPLE, rules=["everyone_placed"], levels='[["few_sessions"]]'
    )
    return written(story, [("X", ONE), ("Y", ONE), ("L", TWO)], tmp_path / "hasil")


def test_a_roster_that_is_gone_is_missing_and_its_people_are_not_judged(out: Path):
    (out / labels.FOLDER / ROSTER).unlink()
    verdict = planning.verify(out)
    assert [(violation.rule, violation.subject) for violation in verdict.violations] == [
        ("plan_file", f"daftar_hadir/{ROSTER}")
    ]
    assert verdict.notices == ()
    assert verdict.values == ()


def test_another_office_is_judged_all_the_same(out: Path):
    (out / labels.FOLDER / ROSTER).unlink()
    change(out, TWO, lambda sheet: {sheet.person("L"): None})
    verdict = planning.verify(out)
    assert verdict.violations[0].rule == "plan_file"
    assert {"session_size", "everyone_placed", "sheets_disagree"} <= {
        violation.rule for violation in verdict.violations
    }
    assert {person for violation in verdict.violations for person in violation.registrants} == {"L"}


def test_the_schedule_that_is_gone_is_missing(out: Path):
    (out / labels.SCHEDULE).unlink()
    (out / "undian.csv").unlink()
    verdict = planning.verify(out)
    assert [violation.subject for violation in verdict.violations] == [labels.SCHEDULE]
    assert [notice.en for notice in verdict.notices] == ["undian.csv: the file is missing."]


def test_a_copy_of_a_roster_is_no_file_of_the_plan(out: Path):
    shutil.copy(out / labels.FOLDER / ROSTER, out / labels.FOLDER / "Salinan.xlsx")
    verdict = planning.verify(out)
    assert [violation.subject for violation in verdict.violations] == ["daftar_hadir/Salinan.xlsx"]


def test_a_lock_of_excel_is_no_file(out: Path):
    shutil.copy(out / labels.FOLDER / ROSTER, out / labels.FOLDER / f"~${ROSTER}")
    assert planning.verify(out).stands
