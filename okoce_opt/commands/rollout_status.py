"""`okoce rollout status`: how far the year has come, on the screen, as a dashboard, as a report."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.new_file import new_folder, refuse_existing, workbook
from okoce_opt.commands.rollout_change import add_today, today_of
from okoce_opt.commands.rollout_folder import add_folder, add_version, version_of
from okoce_opt.commands.rollout_safe import overdue
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.status.year import YearStatus


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The year, a version of it, the day, and where to write."""
    add_folder(parser, lang)
    add_version(parser, lang)
    add_today(parser, lang)
    text = Words("tulis juga dasbornya, buku kerja baru", "write the dashboard too, a new workbook")
    parser.add_argument("--out", metavar="F.xlsx", type=workbook(lang), help=text.said(lang))
    text = Words(
        "tulis laporan akhir tahun dan daftar sertifikat ke folder baru",
        "write the year-end report and certificate lists into a new folder",
    )
    parser.add_argument("--year-end", metavar="P", type=new_folder(lang), help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Say how people stand; write what is asked for, never over anything."""
    from okoce_opt.reports.status_workbook import write_status
    from okoce_opt.reports.year_end import write_year_end
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.status.year import status_of

    refuse_existing(args.out)
    with Rollout.open(args.folder) as rollout:
        version = version_of(rollout, args.version)
        scenario = rollout.scenario(version)
        plan, attendance = rollout.plan(version).plan, rollout.attendance(version)
        today = today_of(rollout, version, scenario, args.today)
        until = rollout.kept_until
        late = list(overdue(until, len(rollout.everyone()) if until else 0, args.folder))
    status = status_of(scenario, plan, attendance, today)
    for line in _lines(status):
        screen.say(line)
    for line in late:
        screen.tell(line)
    files = []
    if args.out is not None:
        # whole or not at all: a full disk leaves no half workbook under the name asked for
        half = args.out.with_name(f".{args.out.stem}.part-{os.getpid()}.xlsx")
        args.out.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_status(status, half, screen.lang)
            os.replace(half, args.out)
        finally:
            half.unlink(missing_ok=True)
        files.append(str(args.out))
    if args.year_end is not None:
        names = write_year_end(status, args.year_end, screen.lang)
        files += [str(args.year_end / name) for name in names]
    if files:
        screen.say(Words("Ditulis: {files}", "Written: {files}").fill(files=files))
    screen.answer({"outcome": "ok", "version": version.number, **_as_json(status), "files": files})
    return DONE


def _lines(status: YearStatus) -> Iterator[Words]:
    """Figures of the year, then one line a kecamatan."""
    from okoce_opt.reports.status_words import AS_PLANNED, NO_FORECAST, STATES, range_words
    from okoce_opt.status.standing import State, tally, tally_by

    counted, problem = tally(status.standings), status.scenario.problem
    words = Words("Keadaan pada {day}: {n} orang.", "As of {day}: {n} people.")
    yield words.fill(day=status.today, n=counted.people)
    for n in sorted(counted.done):
        words = Words("  selesai {n} kegiatan: {people}", "  {n} activities done: {people}")
        yield words.fill(n=n, people=counted.done[n])
    for state in State:
        if counted.states.get(state):
            words = Words("  {state}: {people}", "  {state}: {people}")
            yield words.fill(state=STATES[state], people=counted.states[state])
    if status.missing:
        words = Words(
            "Daftar hadir {n} sesi belum kembali; ingatkan kantornya.",
            "The sheets of {n} sessions are not back; remind their offices.",
        )
        yield words.fill(n=len(status.missing))
    if status.forecast is None:
        yield NO_FORECAST
    else:
        words = Words("{what}: {found}", "{what}: {found}")
        yield words.fill(what=AS_PLANNED, found=range_words(status.forecast.total))
    by = tally_by(status.standings, lambda one: problem.registrants[one.person].kecamatan)
    for code, one in by.items():
        words = Words(
            "{name}: {finished} dari {people} selesai, {late} terlambat, {cannot} tidak dapat "
            "selesai",
            "{name}: {finished} of {people} finished, {late} late, {cannot} cannot finish",
        )
        yield words.fill(
            name=problem.kecamatan[code].name,
            finished=one.states.get(State.FINISHED, 0),
            people=one.people,
            late=one.states.get(State.LATE, 0),
            cannot=one.states.get(State.CANNOT, 0),
        )


def _as_json(status: YearStatus) -> dict[str, object]:
    """The same for programs."""
    from okoce_opt.status.standing import tally

    counted, found = tally(status.standings), status.forecast
    return {
        "today": status.today.isoformat(),
        "people": counted.people,
        "done": {str(n): counted.done[n] for n in sorted(counted.done)},
        "states": {state.value: n for state, n in sorted(counted.states.items())},
        "sheets_not_back": list(status.missing),
        "expected": None if found is None else _ends(found.total),
    }


def _ends(found: object) -> dict[str, int]:
    """The ends and the middle of a range."""
    return {name: getattr(found, name) for name in ("low", "middle", "high")}


COMMAND = Command(
    "status",
    Words(
        "siapa sudah selesai, siapa terlambat, berapa yang akan selesai",
        "who has finished, who is late, how many will finish",
    ),
    arguments,
    run,
)
