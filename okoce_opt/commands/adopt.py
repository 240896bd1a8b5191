"""`okoce adopt D FILES --out D2`: rosters edited by hand become the plan, where they verify."""

from __future__ import annotations

import argparse
from pathlib import Path

from okoce_opt.commands.command import DONE, IMPOSSIBLE, Command
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.suggest import tell_written
from okoce_opt.domain.words import Words, same


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The plan, its edited rosters, and the folder of the new plan."""
    text = Words("folder hasil", "folder of the plan")
    parser.add_argument("folder", metavar="D", type=Path, help=text.said(lang))
    text = Words("daftar hadir yang disunting", "rosters that were edited")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=text.said(lang))
    text = Words("folder rencana baru", "folder of the new plan")
    parser.add_argument(
        "--out", metavar="D2", type=new_folder(lang), required=True, help=text.said(lang)
    )
    text = Words("skenarionya (bawaan: yang tercatat)", "its scenario (default: the one on record)")
    parser.add_argument("--scenario", metavar="S", type=Path, help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Take the edits over; 1 when they break a rule, and then nothing is written."""
    from okoce_opt.handmade.edited import adopt
    from okoce_opt.handmade.pinned import said_by_hand
    from okoce_opt.reports.violations_in_words import violation_lines

    found = adopt(args.folder, args.files, args.scenario, args.out)
    scenario = found.scenario
    if found.stands:
        named = screen.knowing(scenario.problem)
        for step in found.steps:
            named.say(said_by_hand(step))
        tell_written((), scenario, args.out, screen)
    else:
        for line in violation_lines(scenario, found.violations, (), screen.lang):
            screen.say(same(line))
        screen.say(_REFUSED)
    screen.answer(
        {
            "outcome": "ok" if found.stands else "violated",
            "moves": [[step.person, step.old, step.new] for step in found.steps],
            "violations": len(found.violations),
            "out": str(args.out) if found.stands else None,
        }
    )
    return DONE if found.stands else IMPOSSIBLE


_REFUSED = Words(
    "Tidak diambil alih: daftar hadir itu melanggar aturan di atas. Tidak ada yang ditulis.",
    "Not adopted: the rosters break the rules above. Nothing was written.",
)

COMMAND = Command(
    "adopt",
    Words("ambil alih daftar hadir yang disunting", "take over rosters edited by hand"),
    arguments,
    run,
)
