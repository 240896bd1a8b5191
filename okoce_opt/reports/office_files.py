"""Which workbooks of a plan's folder are those of its offices, whatever they are called by now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import read_record
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.codes import code_in, office_code
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.reading.contradictions import GONE, NOT_OURS
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells, read_workbook
from okoce_opt.scenario import Scenario

READ = (".xlsx", ".xlsm", ".xls", ".ods")
"""Endings of workbooks that are read: what a spreadsheet may have saved one of ours as."""


def workbooks_in(folder: Path) -> dict[str, Path]:
    """The attendance workbooks in a folder, by name. Raises `PlanFilesError` if there are none."""
    there = {
        path.name: path
        for path in sorted((folder / labels.FOLDER).glob("*"))
        if path.suffix.lower() in READ and not path.name.startswith("~$")
    }
    if not there:
        raise PlanFilesError(
            Words(
                "Tidak ada daftar hadir di {name}.", "There are no attendance workbooks in {name}."
            ).fill(name=f"{folder.name}/{labels.FOLDER}")
        )
    return there


def rosters_of(
    scenario: Scenario, folder: Path, there: Mapping[str, Path], found: Evidence
) -> dict[str, Path]:
    """The offices' workbooks of this plan, by name. What is gone is told, and what is not ours; a
    copy stands in for one that is gone, and is only mentioned where it does not.
    """
    ours = {
        Path(entry["name"]).name
        for entry in read_record(folder)["files"]
        if Path(entry["name"]).parent.name == labels.FOLDER
    }
    read, strange = _matched(scenario, ours, there, found)
    for name in sorted(ours - read.keys()):
        found.file(f"{labels.FOLDER}/{name}", GONE)
        found.unread |= {
            code for code, file in file_names(scenario.problem).items() if file == name
        }
    _tell(strange, found)
    return read


def printed_of(
    scenario: Scenario, rosters: Collection[str], papers: Path, found: Evidence
) -> dict[str, Path]:
    """The workbooks among papers that stand in for those `rosters`, by the names of these. Offices
    whose papers are not there are told.
    """
    read, strange = _matched(scenario, {*rosters}, workbooks_in(papers), found)
    _tell(strange, found)
    if missing := sorted({*rosters} - read.keys()):
        found.notices.append(NOT_PRINTED.fill(papers=papers.name, names=missing))
    return read


def _matched(
    scenario: Scenario, ours: Collection[str], there: Mapping[str, Path], found: Evidence
) -> tuple[dict[str, Path], list[str]]:
    """The workbooks that are there, each under the name that okoce gave it, and the names of those
    that are none of this plan's.
    """
    read = {name: there[name] for name in sorted({*ours} & there.keys())}
    others, strange = [], []
    for name in sorted(there.keys() - {*ours}):
        original = next((one for one in sorted(ours) if is_copy_of(name, one)), None)
        if original is None:
            others.append(name)
        elif original in read:
            found.notices.append(A_COPY.fill(copy=name, name=read[original].name))
        else:
            read[original] = there[name]
            found.notices.append(RENAMED.fill(copy=name, name=original))
    for name in others:
        missing = {*ours} - read.keys()
        original = _renamed(read_workbook(there[name], name), found, scenario, missing)
        if original is None:
            strange.append(name)
        else:
            read[original] = there[name]
            found.notices.append(RENAMED.fill(copy=name, name=original))
    return read, strange


def _tell(strange: Sequence[str], found: Evidence) -> None:
    """Say of workbooks that they are none of this plan's."""
    for name in strange:
        found.file(f"{labels.FOLDER}/{name}", NOT_OURS)


def _renamed(
    sheets: Sequence[Cells], found: Evidence, scenario: Scenario, missing: Collection[str]
) -> str | None:
    """Which of the missing workbooks one of another name is, by the codes on its sheets: all of
    this plan, and of that office.
    """
    codes = {
        (code[0].rpartition("-")[0], code[1])
        for cells in sheets
        for row in cells.rows
        for cell in row
        if isinstance(cell, str) and (code := code_in(cell)) is not None
    }
    revision = scenario.papers.revision
    offices = {
        office_code(found.plan_code, revision, code): file
        for code, file in file_names(scenario.problem).items()
        if file in missing
    }
    if len(codes) != 1 or {plan for _, plan in codes} != {found.plan_code}:
        return None
    ((office, _),) = codes
    return offices.get(office)


A_COPY = Words(
    "{copy} tampaknya salinan {name} dan tidak dibaca; yang dibaca {name}.",
    "{copy} seems to be a copy of {name} and was not read; {name} was.",
)
RENAMED = Words(
    "{name} tidak ada; {copy} dibaca sebagai gantinya.",
    "{name} is missing; {copy} was read in its place.",
)


NOT_PRINTED = Words(
    "Tidak ada di {papers}: {names}; untuk kantor itu yang dibaca daftar hadir di folder hasil.",
    "Not in {papers}: {names}; of these offices the rosters in the plan's folder were read.",
)


def is_copy_of(name: str, original: str) -> bool:
    """Whether a file's name is what a computer or a person makes of another's: `X (1).xlsx`, `X -
    Copy.xlsx`, `Salinan X.xlsx`, or `X.ods` where another program has saved it.
    """
    stem, first = (Path(one).stem.casefold() for one in (name, original))
    rest = stem.replace(first, "", 1).strip(" -_()")
    words = {word.strip("()") for word in rest.split()}
    known = {"copy", "of", "salinan", "kopi", "copi", "baru", "revisi", "final", "fix"}
    is_other = name.casefold() != original.casefold()
    return is_other and first in stem and all(w.isdigit() or w in known for w in words)
