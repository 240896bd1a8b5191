"""Writes everything that `okoce plan` leaves behind: schedule, rosters, tables, and the record
last.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.people import ABOUT_A_PERSON
from okoce_opt.domain.plan import digest_of
from okoce_opt.io import OpenScenario
from okoce_opt.plan_files.provenance import provenance
from okoce_opt.plan_files.record import RECORD, SCENARIO, record_bytes
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.plan_files.swap import check_out, replace_folder
from okoce_opt.plan_files.tables import tables_of, write_tables
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.mentor_workbooks import write_mentors
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.reports.schedule_workbook import write_schedule
from okoce_opt.reports.stall_workbooks import write_stalls
from okoce_opt.scenario import Scenario


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What the planner asked for on paper, and `run`: what may differ between two runs of the same
    plan.

    `run` holds time, scenario_path, workers, seed, seconds and the like; it goes into
    `rencana.json` only.
    """

    show_nik: bool = False
    show_phone: bool = False
    run: Mapping[str, object] = field(default_factory=dict)


def write_plan(
    scenario: Scenario,
    outcome: Planned,
    out: Path,
    *,
    options: WriteOptions | None = None,
    executor: Executor | None = None,
) -> list[str]:
    """Write the whole folder beside `out` and swap it in; the names of its files, sorted.

    With an `executor` the offices' workbooks are written there while the others are written here.
    Raises `PlanFilesError` as `io.swap.check_out` and `replace_folder` do.
    """
    chosen = options or WriteOptions()
    check_out(out, scenario.path)
    return replace_folder(out, lambda folder: _fill(scenario, outcome, folder, chosen, executor))


def _fill(
    scenario: Scenario,
    outcome: Planned,
    folder: Path,
    options: WriteOptions,
    executor: Executor | None,
) -> list[str]:
    plan = outcome.plan
    over = Event()
    tables = tables_of(scenario, outcome)
    write_tables(tables, folder)
    digest = digest_of(tables[SEATS])

    def rosters() -> None:
        shown = {"show_nik": options.show_nik, "show_phone": options.show_phone}
        write_rosters(scenario, plan, folder, executor=executor, over=over, digest=digest, **shown)

    with ThreadPoolExecutor(1) as beside:
        try:
            offices = beside.submit(rosters) if executor is not None else None
            origin = provenance(scenario, outcome, digest)
            write_schedule(Schedule(scenario, outcome, origin), folder / labels.SCHEDULE)
            write_mentors(scenario, plan, folder)
            write_stalls(scenario, plan, folder)
            _keep_scenario(scenario, folder, options)
            rosters() if offices is None else offices.result()
        except BaseException:
            # who gives up must not wait for workbooks that nobody wants any more
            over.set()
            raise
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    digests = {name: digest_of((folder / name).read_bytes()) for name in names}
    (folder / RECORD).write_bytes(record_bytes(scenario, outcome, origin, digests, options.run))
    return sorted([*names, RECORD])


def _keep_scenario(scenario: Scenario, folder: Path, options: WriteOptions) -> None:
    """A scenario that stands in no file, beside its plan, so that it can be verified and planned
    again; what is not shown of people on paper is not kept there either.
    """
    if scenario.path is None and isinstance(scenario, OpenScenario):
        shown = {name: options.show_nik for name in ("nik", *ABOUT_A_PERSON)}
        shown["telepon"] = options.show_phone
        hidden = frozenset(column for column, show in shown.items() if not show)
        scenario.save_without(hidden, folder / SCENARIO, whole=True)
