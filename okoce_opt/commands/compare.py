"""`okoce compare D D ...`: plans side by side, on the screen and as a workbook."""

from __future__ import annotations

import argparse
import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.new_file import refuse_existing, workbook
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

if TYPE_CHECKING:
    from collections.abc import Callable

    from okoce_opt.plan_files.record import PlanFolder
    from okoce_opt.reports.side_by_side import SideBySide


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The older and the newer folder, further ones, and where to write the workbook."""
    text = Words("folder rencana lama", "folder of the older plan")
    parser.add_argument(
        "old", metavar=Words("LAMA", "OLD").said(lang), type=Path, help=text.said(lang)
    )
    text = Words("folder rencana baru", "folder of the newer plan")
    parser.add_argument(
        "new", metavar=Words("BARU", "NEW").said(lang), type=Path, help=text.said(lang)
    )
    text = Words(
        "folder rencana lain: masing-masing dibandingkan dengan yang sebelumnya",
        "folders of further plans: each is compared with the one before it",
    )
    parser.add_argument(
        "more",
        metavar=Words("LAIN", "MORE").said(lang),
        type=Path,
        nargs="*",
        default=[],
        help=text.said(lang),
    )
    text = Words(
        "skenario rencana terakhir (bawaan: yang tercatat)",
        "the last plan's scenario (default: the one on record)",
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
    if args.more:
        return _run_many(args, screen)
    old, new = read_plan(args.old), read_plan(args.new)
    scenario = planning.read_scenario(_scenario_path(args.scenario, new))
    for line in comparison_lines(scenario, old, new):
        screen.say(line)
    _write(out, lambda half: write_comparison(scenario, old, new, half), screen)
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


def _write(out: Path | None, write: Callable[[Path], None], screen: Screen) -> None:
    """Write the workbook whole or not at all: a full disk leaves no half one under the name asked
    for.
    """
    if out is None:
        return
    half = out.with_name(f".{out.stem}.part-{os.getpid()}.xlsx")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        write(half)
        os.replace(half, out)
    finally:
        half.unlink(missing_ok=True)
    screen.say(
        Words(
            "Rincian per kecamatan dan per orang: {path}",
            "Details by kecamatan and by person: {path}",
        ).fill(path=str(out))
    )


def _run_many(args: argparse.Namespace, screen: Screen) -> int:
    """Three plans or more: figures and levels side by side, each compared with the one before."""
    from okoce_opt import planning
    from okoce_opt.plan_files.record import read_plan
    from okoce_opt.reports.side_by_side_workbook import write_side_by_side

    folders = [args.old, args.new, *args.more]
    path = _scenario_path(args.scenario, read_plan(folders[-1]))
    found = planning.side_by_side(planning.read_scenario(path), folders)
    for line in found.lines():
        screen.say(line)
    _write(args.out, lambda half: write_side_by_side(found, half), screen)
    screen.answer(
        {
            "outcome": "ok",
            "plans": [str(folder) for folder in folders],
            "figures": [
                {"name": screen.said(name), "values": [v if v is None else str(v) for v in values]}
                for name, values in found.figures
            ],
            "levels": [
                {
                    "goals": list(level.kinds),
                    "comparable": level.alike,
                    "plans": [one and one._asdict() for one in level.reached],
                }
                for level in found.levels
            ],
            "moves": _moves_as_json(found),
            "kecamatan": [
                {
                    "code": place.code,
                    "sessions": len(place.sessions),
                    "people": list(place.people),
                }
                for place in found.places
                if place.differs
            ],
            "files": [] if args.out is None else [str(args.out)],
        }
    )
    return DONE


def _moves_as_json(found: SideBySide) -> list[dict[str, object]]:
    return [
        {
            "old": old,
            "new": new,
            "sessions_dropped": list(move.difference.dropped),
            "sessions_added": list(move.difference.added),
            "seats_moved": move.seats_moved,
            "seats_moved_by_kind": dict(move.by_kind),
            "people_to_tell": list(move.told),
            "people_same_seat": list(move.same_seat),
            "mentors_changed": list(move.difference.mentors),
        }
        for (old, new), move in zip(pairwise(found.names), found.moves, strict=True)
    ]


def _scenario_path(given: Path | None, new: PlanFolder) -> Path:
    path = given or new.scenario_path
    if path is None or not path.exists():
        words = Words(
            "Skenario rencana baru tidak ditemukan di {path}; tunjukkan dengan --scenario.",
            "The newer plan's scenario is not at {path}; name it with --scenario.",
        )
        raise PlanFilesError(words.fill(path=str(path or "-")))
    return path


COMMAND = Command(
    "compare",
    Words("bandingkan dua rencana atau lebih", "compare two plans or more"),
    arguments,
    run,
)
