"""`okoce compare D D`: two plans side by side, on the screen and as a workbook."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.new_file import refuse_existing, workbook
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

if TYPE_CHECKING:
    from okoce_opt.plan_files.record import PlanFolder


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The older and the newer folder, and where to write the workbook."""
    text = Words("folder rencana lama", "folder of the older plan")
    parser.add_argument(
        "old", metavar=Words("LAMA", "OLD").said(lang), type=Path, help=text.said(lang)
    )
    text = Words("folder rencana baru", "folder of the newer plan")
    parser.add_argument(
        "new", metavar=Words("BARU", "NEW").said(lang), type=Path, help=text.said(lang)
    )
    text = Words(
        "skenario rencana baru (bawaan: yang tercatat)",
        "the newer plan's scenario (default: the one on record)",
    )
    parser.add_argument("--scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words("tulis juga sebagai buku kerja", "write it as a workbook too")
    parser.add_argument("--out", metavar="F.xlsx", type=workbook(lang), help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print what changes; write the workbook if asked for, never over another file."""
    from okoce_opt import planning
    from okoce_opt.plan_files.record import read_plan
    from okoce_opt.reports.comparison import comparison_lines
    from okoce_opt.reports.comparison_workbook import write_comparison

    out: Path | None = args.out
    refuse_existing(out)
    old, new = read_plan(args.old), read_plan(args.new)
    scenario = planning.read_scenario(_scenario_path(args.scenario, new))
    for line in comparison_lines(scenario, old, new):
        screen.say(line)
    if out is not None:
        # whole or not at all: a full disk leaves no half workbook under the name asked for
        half = out.with_name(f".{out.stem}.part-{os.getpid()}.xlsx")
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_comparison(scenario, old, new, half)
            os.replace(half, out)
        finally:
            half.unlink(missing_ok=True)
        screen.say(
            Words(
                "Rincian per kecamatan dan per orang: {path}",
                "Details by kecamatan and by person: {path}",
            ).fill(path=str(out))
        )
    found = planning.compare(scenario, args.old, args.new)
    screen.answer(
        {
            "outcome": "ok",
            "old": str(args.old),
            "new": str(args.new),
            "figures": [
                {"name": screen.said(name), "old": before, "new": after}
                for name, before, after in found.figures
            ],
            "sessions_dropped": list(found.difference.dropped),
            "sessions_added": list(found.difference.added),
            "seats_moved": found.seats_moved,
            "seats_moved_by_kind": dict(found.by_kind),
            "people_to_tell": list(found.told),
            "people_same_seat": list(found.same_seat),
            "mentors_changed": list(found.difference.mentors),
            "kecamatan": [office._asdict() for office in found.offices],
            "files": [] if out is None else [str(out)],
        }
    )
    return DONE


def _scenario_path(given: Path | None, new: PlanFolder) -> Path:
    path = given or new.scenario_path
    if path is None or not path.exists():
        words = Words(
            "Skenario rencana baru tidak ditemukan di {path}; tunjukkan dengan --scenario.",
            "The newer plan's scenario is not at {path}; name it with --scenario.",
        )
        raise PlanFilesError(words.fill(path=str(path or "-")))
    return path


COMMAND = Command("compare", Words("bandingkan dua rencana", "compare two plans"), arguments, run)
