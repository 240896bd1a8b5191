"""`okoce rollout status`: how far the year has come, on the screen, as a dashboard, as a report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.new_file import refuse_existing, workbook
from okoce_opt.commands.rollout_folder import add_folder, add_version, version_of
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.status.year import YearStatus


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The year, a version of it, the day, and where to write."""
    add_folder(parser, lang)
    add_version(parser, lang)
    text = Words(
        "pada hari itu (bawaan: sehari sesudah daftar hadir terakhir)",
        "on that day (default: the day after the last sheet)",
    )
    metavar = Words("TANGGAL", "DATE").said(lang)
    parser.add_argument("--today", metavar=metavar, type=day(lang), help=text.said(lang))
    text = Words("tulis juga dasbornya, buku kerja baru", "write the dashboard too, a new workbook")
    parser.add_argument("--out", metavar="F.xlsx", type=workbook(lang), help=text.said(lang))
    text = Words(
        "tulis laporan akhir tahun dan daftar sertifikat ke folder baru",
        "write the year-end report and certificate lists into a new folder",
    )
    parser.add_argument("--year-end", metavar="P", type=Path, help=text.said(lang))


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
    known = [one for one in (attendance.today, scenario.problem.today) if one is not None]
    today = args.today or max(known, default=scenario.problem.calendar.first)
    status = status_of(scenario, plan, attendance, today)
    for line in status_lines(status):
        screen.say(line)
    files = []
    if args.out is not None:
        write_whole(args.out, lambda path: write_status(status, path, screen.lang))
        files.append(str(args.out))
    if args.year_end is not None:
        names = write_year_end(status, args.year_end, screen.lang)
        files += [str(args.year_end / name) for name in names]
    if files:
        screen.say(Words("Ditulis: {files}", "Written: {files}").fill(files=files))
    screen.answer({"outcome": "ok", "version": version.number, **as_json(status), "files": files})
    return DONE
