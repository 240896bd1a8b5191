"""Answers that were given: those that imports into a scenario keep, those typed into a report."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from okoce_opt.gate import Refused, read_sheets
from okoce_opt.importing.backup import desk_of, put_file
from okoce_opt.importing.importer import Import
from okoce_opt.importing.sources import REPORT_SHEET
from okoce_opt.importing.words import OWN
from okoce_opt.io.files.text_file import decode
from okoce_opt.io.tables.cells import clean, plain

ANSWERS, REPORT = "jawaban.csv", "laporan_impor.xlsx"
CODE, ANSWER = "kode", "JAWABAN"
"""Headers of the report's sheet of questions that are read back."""


def remembered(into: Path, report: Path) -> dict[str, str]:
    """Answers by the id of their question: the scenario's, those of the last report over them."""
    given: dict[str, str] = {}
    kept = desk_of(into)[1] / ANSWERS
    if kept.is_file():
        for row in list(csv.reader(io.StringIO(decode(kept.read_bytes()))))[1:]:
            if len(row) >= len((CODE, ANSWER)) and row[1].strip():
                given[row[0].strip()] = row[1].strip()
    path = report / REPORT
    return {**given, **(_typed(path) if path.is_file() else {})}


def carry(old: Path, new: Path) -> None:
    """Let the scenario at `new` know the answers and the own words that are kept beside `old`."""
    desk, target = desk_of(old)[1], desk_of(new)[1]
    for name in (ANSWERS, OWN):
        if (desk / name).is_file():
            target.mkdir(parents=True, exist_ok=True)
            put_file(target / name, (desk / name).read_bytes())


def _typed(path: Path) -> dict[str, str]:
    """What stands in the column of answers of a report; a report that cannot be read says
    nothing.
    """
    try:
        sheets = read_sheets(path)
    except Refused:
        return {}
    rows = next((sheet.rows for sheet in sheets if sheet.name == REPORT_SHEET), ())
    given: dict[str, str] = {}
    code = answer = -1
    for row in rows:
        texts = [plain(cell) for cell in row]
        if CODE in texts and ANSWER in texts:
            code, answer = texts.index(CODE), texts.index(ANSWER)
        elif 0 <= max(code, answer) < len(texts) and clean(texts[answer]):
            given[texts[code]] = clean(texts[answer])
    return given


def remember(made: Import, given: Mapping[str, str]) -> None:
    """Keep the answers beside the scenario, for the next list of the same layout."""
    if not given:
        return
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["kode", "jawaban"])
    writer.writerows(sorted(given.items()))
    made.target.desk.mkdir(parents=True, exist_ok=True)
    put_file(made.target.desk / ANSWERS, out.getvalue().encode())
