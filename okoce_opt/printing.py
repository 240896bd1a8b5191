"""Papers of a plan, or forms of a scenario, printed into a folder of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.errors import OkoceError, PlanFilesError
from okoce_opt.io import load_scenario
from okoce_opt.options import path_of
from okoce_opt.plan_files.record import RECORD, PlanFolder, read_plan
from okoce_opt.reports.content.codes import plan_code
from okoce_opt.reports.content.office_changes import Held, OfficeChanges, changes_by_office
from okoce_opt.reports.papers.book import FORMS, PAPER_BOOK
from okoce_opt.reports.papers.subject import Printed
from okoce_opt.reports.papers.template import read_template
from okoce_opt.reports.papers_folder import PaperOptions, check_papers, write_papers
from okoce_opt.reports.plan_reader import read_rosters
from okoce_opt.scenario import Scenario
from okoce_opt.verdict import planned_scenario


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that were written: names of their files, and what should be known of them."""

    files: tuple[str, ...]
    notices: tuple[Words, ...] = ()


def papers(
    folder: Path | str,
    out: Path | str,
    scenario_path: Path | str | None = None,
    *,
    show_nik: bool = False,
    show_phone: bool = False,
    changes_from: Path | str | None = None,
    lang: str = "id",
    **chosen: Any,
) -> Papers:
    """Print papers of the plan in `folder` into the new folder `out`. `chosen` are single
    `PaperOptions` by name: `kinds=("undangan", "pintu")`. Papers of changes say what is another
    than in the plan in the folder `changes_from`, which the offices hold; they speak `lang`.

    Where only forms are asked for, `folder` may be a scenario. Raises PlanFilesError or InputError.
    """
    folder, out, options = path_of(folder), path_of(out), PaperOptions(**chosen)
    check_papers(out, options)
    if any(kind.of_changes and kind.name in options.kinds for kind in PAPER_BOOK) and (
        changes_from is None
    ):
        raise PlanFilesError(_FROM_WHERE)
    if {*options.kinds} == {FORMS} and not (folder / RECORD).is_file():
        return Papers(tuple(write_papers(load_scenario(folder), None, out, options)))
    files = read_plan(folder)
    scenario = planned_scenario(files, folder, scenario_path)
    attended = {}
    template = None if options.template is None else read_template(options.template, qr=options.qr)
    notices = [*(() if template is None else template.notices)]
    if template is not None and "nik" in template.names and not show_nik:
        notices.append(_NO_NIK)
    if any(kind.names_presence and kind.name in options.kinds for kind in PAPER_BOOK):
        attended = dict(read_rosters(scenario, folder).attended)
    if files.changed:
        notices.append(_EDITED.fill(name=folder.name, files=list(files.changed[:_SOME])))
    changes = {}
    if changes_from is not None:
        held = held_plan(path_of(changes_from), lang)
        everyone = dict.fromkeys(scenario.problem.kecamatan, held)
        changes = changes_by_office(scenario, files.plan, everyone, lang)
        notices += _about_changes(scenario, changes, held)
    printed = Printed(
        scenario, files.plan, files.plan_digest, show_nik, show_phone, attended, changes, lang
    )
    names = write_papers(scenario, printed, out, options, template)
    return Papers(tuple(names), tuple(notices))


def print_changes(
    scenario: Scenario,
    files: PlanFolder,
    held: Mapping[str, Held],
    out: Path | str,
    *,
    show_nik: bool = False,
    show_phone: bool = False,
    lang: str = "id",
    **chosen: Any,
) -> Papers:
    """Print for each office (code of a kecamatan) only what the plan changes against what it has
    `held` so far, into the new folder `out`; `chosen` as in `papers`.
    """
    out, options = path_of(out), PaperOptions(**chosen)
    check_papers(out, options)
    changes = changes_by_office(scenario, files.plan, held, lang)
    printed = Printed(
        *(scenario, files.plan, files.plan_digest, show_nik, show_phone),
        changes=changes,
        lang=lang,
    )
    names = write_papers(scenario, printed, out, options)
    return Papers(tuple(names), tuple(_unchanged(scenario, changes, held)))


def held_plan(folder: Path, lang: str = "id") -> Held:
    """The plan in a folder as what an office holds. Its scenario goes along where it is still the
    one that was planned: it knows the names of those who have left since.
    """
    files = read_plan(folder)
    scenario = None
    with suppress(OkoceError):
        scenario = planned_scenario(files, folder, None)
    revision = "" if scenario is None else scenario.papers.revision
    words = Words("rencana {name} (kode {code})", "plan {name} (code {code})")
    if revision:
        words = Words("Revisi {name} (kode {code})", "Revision {name} (code {code})")
    if revision.casefold().startswith("rev"):
        words = Words("{name} (kode {code})", "{name} (code {code})")
    said = words.fill(name=revision or folder.name, code=plan_code(files.plan_digest))
    return Held(files.announced, scenario, said.said(lang))


def _about_changes(
    scenario: Scenario, changes: Mapping[str, OfficeChanges], held: Held
) -> Iterator[Words]:
    """For whom there is nothing, and what could not be known."""
    yield from _unchanged(scenario, changes, scenario.problem.kecamatan)
    left = {one.id for office in changes.values() for one in office.people if not one.to_tell}
    if held.scenario is None and left:
        yield _NAMELESS.fill(n=len(left))


def _unchanged(
    scenario: Scenario, changes: Mapping[str, OfficeChanges], offices: Collection[str]
) -> Iterator[Words]:
    kecamatan = scenario.problem.kecamatan
    names = [kecamatan[code].name for code in offices if code in kecamatan and code not in changes]
    if names:
        yield _UNCHANGED.fill(names=names)


_FROM_WHERE = Words(
    "Kertas perubahan perlu rencana yang sudah dipegang kantor: tambahkan --changes-from FOLDER.",
    "Papers of changes need the plan that offices hold: add --changes-from FOLDER.",
)
_UNCHANGED = Words(
    "Tidak ada yang berubah, jadi tanpa kertas: {names}.",
    "Nothing changes, so no papers: {names}.",
)
_NAMELESS = Words(
    "Skenario rencana lama tidak ada lagi atau sudah diubah: {n} orang yang keluar dari daftar "
    "disebut dengan nomor saja.",
    "The old plan's scenario is gone or has changed: {n} people who have left are given by number "
    "alone.",
)
_NO_NIK = Words(
    "{{nik}} di templat dikosongkan; dengan --dengan-nik diisi NIK utuh.",
    "{{nik}} of the template is left empty; with --dengan-nik it is filled in.",
).fill()
_SOME = 3
_EDITED = Words(
    "{name} disunting sejak ditulis ({files}). Kertas ini mengikuti penempatan.csv; periksa dahulu "
    "dengan okoce verify.",
    "{name} has been edited since it was written ({files}). These papers follow penempatan.csv; "
    "look with okoce verify first.",
)
