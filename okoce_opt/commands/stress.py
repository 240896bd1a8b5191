"""`okoce stress D`: which losses a plan survives, what breaks it, and what would insure it."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, RAN_OUT, Command
from okoce_opt.commands.new_file import refuse_existing, workbook
from okoce_opt.commands.numbers import seconds
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.losses.answer import Stress

ANSWERS = ".jawaban.jsonl"
_KEPT = Words(
    "Yang sudah terjawab disimpan di {path}; perintah yang sama meneruskannya.",
    "What is answered is kept in {path}; the same command goes on with it.",
)


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The plan, how long to ask, the seed of what is drawn, and where to write."""
    text = Words("folder hasil", "folder of the plan")
    parser.add_argument("folder", metavar="D", type=Path, help=text.said(lang))
    text = Words("skenarionya (bawaan: yang tercatat)", "its scenario (default: the one on record)")
    parser.add_argument("--scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words("berhenti bertanya sesudah sekian detik", "ask nothing after so many seconds")
    parser.add_argument("--time-limit", metavar="N", type=seconds(lang), help=text.said(lang))
    text = Words("benih undian contoh", "seed of the drawn samples")
    parser.add_argument("--seed", metavar="T", default="okoce", help=text.said(lang))
    text = Words(
        "tulis semua jawaban sebagai buku kerja; jawaban yang sudah ada disimpan di sebelahnya "
        f"(F{ANSWERS}), jadi jalan yang terhenti dapat diteruskan",
        "write all answers as a workbook; what is answered is kept beside it "
        f"(F{ANSWERS}), so that a run that was stopped goes on",
    )
    parser.add_argument("--out", metavar="F.xlsx", type=workbook(lang), help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Say what the plan survives; 3 when time was up before all was asked and answered."""
    from okoce_opt.losses.sheet import write_stress
    from okoce_opt.losses.stressing import stress

    out: Path | None = args.out
    refuse_existing(out)
    kept = None if out is None else out.with_name(out.stem + ANSWERS)
    began = time.monotonic()

    def tell(said: Words) -> None:
        line = Words("{n} dtk | {said}", "{n} s | {said}")
        screen.tell(line.fill(n=f"{time.monotonic() - began:.0f}", said=said))

    try:
        found = stress(
            args.folder,
            args.scenario,
            time_limit=args.time_limit,
            seed=args.seed,
            kept=kept,
            tell=tell,
        )
    except KeyboardInterrupt:
        if kept is not None:
            screen.tell(_KEPT.fill(path=str(kept)))
        raise
    for line in found.lines():
        screen.say(line)
    whole = not found.unasked
    if out is not None and whole:
        write_stress(found, out)
        screen.say(Words("Semua jawaban: {path}", "All answers: {path}").fill(path=str(out)))
    screen.answer(
        {**as_json(found, screen), "files": [str(out)] if out is not None and whole else []}
    )
    return DONE if found.settled else RAN_OUT


def as_json(found: Stress, screen: Screen) -> dict[str, object]:
    """The answer for programs."""
    many = found.too_many
    return {
        "outcome": "ok" if found.settled else "unsettled",
        "losses": [
            {
                "kind": loss.kind,
                "key": loss.key,
                "status": one.status,
                "how": one.how,
                "kecamatan": list(one.where),
                "why": screen.said(one.why),
            }
            for loss, one in found.asked
        ],
        "growth": [
            {
                "kecamatan": list(one.where),
                "survives_percent": one.survives,
                "breaks_percent": one.breaks,
                "settled": one.is_settled,
            }
            for one in found.growth
        ],
        "growth_together_percent": found.together,
        "too_many_days": None
        if many is None
        else {"kecamatan": list(many.where), "days": [day.isoformat() for day in many.days]},
        "insurance": [
            {
                "against": kind,
                "kind": one.kind,
                "words": screen.said(one.words),
                "covered": one.covered,
                "asked": one.asked,
            }
            for kind, one in found.insurances
        ],
        "unasked": found.unasked,
    }


COMMAND = Command(
    "stress",
    Words("apa yang menggagalkan sebuah rencana", "what breaks a plan"),
    arguments,
    run,
)
