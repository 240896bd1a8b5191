"""Writes the papers that were asked for into a folder of their own, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.swap import replace_folder
from okoce_opt.reports.attendance import qr
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.content.offices import held_in, office_of
from okoce_opt.reports.office_workbooks import attendances_of, write_rosters
from okoce_opt.reports.papers.book import FORMS, PAPER_BOOK, ROSTERS
from okoce_opt.reports.papers.forms import write_forms
from okoce_opt.reports.papers.pdf import libreoffice, write_pdfs
from okoce_opt.reports.papers.secret import check_tool, encrypt
from okoce_opt.reports.papers.subject import Printed
from okoce_opt.reports.papers.template import Template
from okoce_opt.reports.papers.template_book import write_filled
from okoce_opt.scenario import Scenario


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """Which kinds of paper (`PAPER_BOOK`, `ROSTERS`, `FORMS`), and how. A `password` is kept out of
    every repr.
    """

    kinds: Sequence[str] = (ROSTERS,)
    template: Path | None = None
    qr: bool = False
    pdf: bool = False
    password: str = field(default="", repr=False)


TAKEN = Words(
    "--out ditolak: {name} sudah ada isinya. Pilih folder lain; tidak ada yang ditimpa.",
    "--out refused: {name} holds something already. Choose another folder; nothing is overwritten.",
)
BOTH = Words(
    "--pdf dan kata sandi tidak dapat bersama: PDF-nya akan terbuka tanpa kata sandi.",
    "--pdf and a password do not go together: the PDF would open without one.",
)


def check_papers(out: Path, options: PaperOptions) -> None:
    """Raises `PlanFilesError` before any work: a folder that holds something, a program or package
    that is missing.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PlanFilesError(TAKEN.fill(name=str(out)))
    if options.pdf and options.password:
        raise PlanFilesError(BOTH)
    if options.pdf:
        libreoffice()
    if options.password:
        check_tool()
    if options.qr:
        qr.check_tool()


def write_papers(
    scenario: Scenario,
    printed: Printed | None,
    out: Path,
    options: PaperOptions,
    template: Template | None = None,
) -> list[str]:
    """Write the papers; the names of the files, sorted. Without a plan (`printed` None) only forms
    can be written; with a template attendance sheets look as it does.

    Raises `PlanFilesError` as `check_papers` does.
    """
    check_papers(out, options)

    def fill(folder: Path) -> list[str]:
        if FORMS in options.kinds:
            write_forms(scenario, folder)
        if printed is not None:
            if ROSTERS in options.kinds and template is not None:
                _fill(printed, template, folder, qr=options.qr)
            elif ROSTERS in options.kinds:
                write_rosters(
                    scenario,
                    printed.plan,
                    folder,
                    show_nik=printed.show_nik,
                    show_phone=printed.show_phone,
                    digest=printed.digest,
                    qr=options.qr,
                )
            for kind in PAPER_BOOK:
                if kind.name in options.kinds:
                    kind.write(printed, folder)
        workbooks = sorted(folder.rglob("*.xlsx"))
        if options.pdf:
            write_pdfs(workbooks)
        if options.password:
            encrypt(workbooks, options.password)
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())

    return replace_folder(out, fill)


def _fill(printed: Printed, template: Template, folder: Path, *, qr: bool) -> None:
    """The attendance sheets of each office, from its own template."""
    (folder / labels.FOLDER).mkdir()
    problem, plan = printed.problem, printed.plan
    held = held_in(problem, plan)
    for code, name in file_names(problem).items():
        office = office_of(printed.scenario, plan, code, held, digest=printed.digest)
        office = replace(office, qr=qr)
        shown, sheets = attendances_of(office, printed.show_nik, printed.show_phone)
        if sheets:
            named = [*zip(shown.sheet_names, sheets, strict=True)]
            write_filled(template, folder / labels.FOLDER / name, named)
