"""Papers of a plan, or forms of a scenario, printed into a folder of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.io import load_scenario
from okoce_opt.plan_files.record import RECORD, read_plan
from okoce_opt.reports.papers.book import FORMS, PAPER_BOOK
from okoce_opt.reports.papers.subject import Printed
from okoce_opt.reports.papers.template import read_template
from okoce_opt.reports.papers_folder import PaperOptions, check_papers, write_papers
from okoce_opt.reports.plan_reader import read_rosters
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
    **chosen: Any,
) -> Papers:
    """Print papers of the plan in `folder` into the new folder `out`. `chosen` are single
    `PaperOptions` by name: `kinds=("undangan", "pintu")`.

    Where only forms are asked for, `folder` may be a scenario. Raises PlanFilesError or InputError.
    """
    folder, out, options = Path(folder), Path(out), PaperOptions(**chosen)
    check_papers(out, options)
    if {*options.kinds} == {FORMS} and not (folder / RECORD).is_file():
        return Papers(tuple(write_papers(load_scenario(folder), None, out, options)))
    files = read_plan(folder)
    scenario = planned_scenario(files, folder, scenario_path)
    attended = {}
    template = None if options.template is None else read_template(options.template)
    notices = [*(() if template is None else template.notices)]
    if template is not None and "nik" in template.names and not show_nik:
        notices.append(_NO_NIK)
    if any(kind.names_presence and kind.name in options.kinds for kind in PAPER_BOOK):
        attended = dict(read_rosters(scenario, folder).attended)
    if files.changed:
        notices.append(_EDITED.fill(name=folder.name, files=list(files.changed[:_SOME])))
    printed = Printed(scenario, files.plan, files.plan_digest, show_nik, show_phone, attended)
    names = write_papers(scenario, printed, out, options, template)
    return Papers(tuple(names), tuple(notices))


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
