"""`okoce costs S`: what each rule, limit and price costs, in sentences."""

from __future__ import annotations

import argparse
from pathlib import Path

from okoce_opt.commands.command import DONE, RAN_OUT, Command
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.plan_options import open_doors, options_of
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.sweep import AGAIN, add_run_options, is_settled, result_json
from okoce_opt.domain.words import Words
from okoce_opt.errors import Stopped
from okoce_opt.signals import SIGNAL, over, stopping


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The scenario, where what is finished is kept, and how hard to look."""
    text = Words("folder skenario atau buku kerja", "scenario folder or workbook")
    parser.add_argument("scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words(
        "simpan hitungan dan buku kerjanya di folder ini; perintah yang sama melanjutkannya",
        "keep what is solved, and a workbook, in this folder; the same command goes on",
    )
    parser.add_argument("--out", metavar="D", type=new_folder(lang), help=text.said(lang))
    add_run_options(parser, lang)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Say what each costs; 0 when each change is answered, 3 when some are not settled."""
    from okoce_opt import planning
    from okoce_opt.options import StopSwitch

    options, stop = options_of(args), StopSwitch()
    tell_notes(open_doors(args.address), screen)
    scenario = planning.read_scenario(args.scenario)
    with stopping(stop, screen.lang):
        try:
            found = planning.costs(scenario, args.out, options, tell=screen.tell, stop=stop)
        except Stopped as stopped:
            screen.tell(_ended(args.out))
            screen.answer({"outcome": "stopped", "signal": stopped.signum})
            return SIGNAL + stopped.signum
    over()
    for line in found.lines():
        screen.say(line)
    base = found.sweep.base
    rows = [
        {
            "kind": cost.kind,
            "words": screen.said(cost.words),
            "sentence": screen.said(cost.sentence),
            "proved": cost.is_proved,
            "levels": [[one.number, one.at_least, one.at_most] for one in cost.changes],
        }
        for cost in found.rows
    ]
    outcome = "ok" if base.status == "planned" else base.status
    screen.answer({"outcome": outcome, "base": result_json(base, screen), "costs": rows})
    if stop.signum is not None:
        screen.tell(_ended(args.out))
        return SIGNAL + stop.signum
    return DONE if is_settled(found.sweep) else RAN_OUT


def _ended(out: Path | None) -> Words:
    """What a stop leaves behind."""
    return AGAIN if out is not None else Words("Dihentikan.", "Stopped.")


COMMAND = Command(
    "costs",
    Words("harga tiap aturan, batas dan sasaran", "what each rule, limit and price costs"),
    arguments,
    run,
)
