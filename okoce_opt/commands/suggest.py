"""`okoce suggest D`: moves for a person or a session of a plan; one of them made a new plan."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, IMPOSSIBLE, Command, command_line
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.numbers import some
from okoce_opt.commands.parser import WrongCommandLine
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okoce_opt.domain.findings import Violation
    from okoce_opt.scenario import Scenario


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The plan, whom it is about, where to, and which move to make."""

    def option(name: str, text: Words, **how: object) -> None:
        parser.add_argument(name, help=text.said(lang), **how)  # type: ignore[arg-type]

    option("folder", Words("folder hasil", "folder of the plan"), metavar="D", type=Path)
    option("--person", Words("nomor peserta", "a registrant's number"), metavar="ID")
    option("--session", Words("sesi yang dipindah", "the session to move"), metavar="ID")
    option(
        "--to",
        Words("hanya ke tanggal, tempat atau sesi ini", "only to this date, venue or session"),
        metavar="T",
    )
    option(
        "--apply",
        Words("jalankan pindahan nomor ini", "make the move of this number"),
        metavar="N",
        type=some(lang),
    )
    option(
        "--out",
        Words("folder rencana baru", "folder of the new plan"),
        metavar="D2",
        type=new_folder(lang),
    )
    option(
        "--scenario",
        Words("skenarionya (bawaan: yang tercatat)", "its scenario (default: the one on record)"),
        metavar="S",
        type=Path,
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """List the moves; with --apply write the plan after one of them. 1 when it breaks a rule."""
    from okoce_opt.handmade.suggested import apply, said_of, suggest

    if (args.person is None) == (args.session is None):
        raise WrongCommandLine(Words("sebutkan --person atau --session", "--person or --session"))
    if (args.apply is None) != (args.out is None):
        raise WrongCommandLine(
            Words("--apply dan --out bersama-sama", "--apply and --out together")
        )
    found = suggest(
        args.folder, args.scenario, person=args.person, session=args.session, to=args.to
    )
    for line in found.lines():
        screen.say(line)
    if found.effects and args.apply is None:
        what = ("--person", args.person) if args.session is None else ("--session", args.session)
        next_one = f"{args.folder.resolve().name}_2"
        of = () if args.scenario is None else ("--scenario", args.scenario)
        typed = command_line("suggest", args.folder, *of, *what, "--apply", "1", "--out", next_one)
        screen.say(_NEXT.fill(line=typed))
    violations: Sequence[Violation] = ()
    if args.apply is not None:
        violations = apply(found, args.apply, args.folder, args.scenario, args.out)
        tell_written(violations, found.scenario, args.out, screen)
    screen.answer(
        {
            "outcome": "violated" if violations else "ok",
            "moves": [
                {
                    "words": screen.said(said_of(effect, found.scenario)),
                    "steps": [[step.person, step.old, step.new] for step in effect.move],
                    "dearer": list(effect.dearer),
                    "others": list(effect.others),
                }
                for effect in found.effects
            ],
            "why": [screen.said(why) for why in found.why],
            "whole": found.whole,
            "out": None if args.out is None or violations else str(args.out),
        }
    )
    return IMPOSSIBLE if violations else DONE


_NEXT = Words("Jadikan nomor 1 rencana baru: {line}", "Make number 1 a new plan: {line}")


def tell_written(
    violations: Sequence[Violation], scenario: Scenario, out: Path, screen: Screen
) -> None:
    """What was written where, or what stands against it."""
    from okoce_opt.handmade.pinned import overlay_of

    rules = {rule.kind: rule for rule in scenario.rules}
    for violation in violations:
        screen.say(rules[violation.rule].explain_named(scenario.problem, violation))
    if violations:
        screen.say(
            Words(
                "Tidak ada yang ditulis: aturan di atas dilanggar.",
                "Nothing was written: the rules above are broken.",
            )
        )
        return
    words = Words(
        "Rencana baru di {out}; pindahannya dicatat sebagai pin di {overlay}. Periksa: {line}",
        "The new plan is in {out}; its moves are recorded as pins in {overlay}. Verify: {line}",
    )
    line = command_line("verify", out)
    screen.say(words.fill(out=str(out), overlay=str(overlay_of(out)), line=line))


COMMAND = Command(
    "suggest",
    Words("pindahan untuk seorang peserta atau sebuah sesi", "moves for a person or a session"),
    arguments,
    run,
)
