"""`okoce sweep S --vary tempat.kursi=80,100,120 --out D`: many what-ifs, one workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, RAN_OUT, Command
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.plan_options import add_solver_options, open_doors, options_of
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import adding_to
from okoce_opt.domain.words import Words
from okoce_opt.errors import Stopped
from okoce_opt.signals import SIGNAL, over, stopping

if TYPE_CHECKING:
    from okoce_opt.trials.answer import Sweep, Trial
    from okoce_opt.trials.result import Result


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The scenario, what shall differ, where it goes, and how hard to look."""
    option = adding_to(parser, lang)
    option(
        "scenario",
        Words("folder skenario atau buku kerja", "scenario folder or workbook"),
        metavar="S",
        type=Path,
    )
    option(
        "--vary",
        Words(
            "yang diubah dan nilainya: tempat.kursi=80,100,120; boleh beberapa kali",
            "what differs and its values: tempat.kursi=80,100,120; may be given several times",
        ),
        metavar="A=N,N",
        action="append",
    )
    option(
        "--file",
        Words(
            "sweep.toml, atau buku kerja dengan lembar coba (bawaan: yang di samping S)",
            "sweep.toml, or a workbook with a sheet coba (default: the one beside S)",
        ),
        metavar="F",
        type=Path,
    )
    option(
        "--one-at-a-time",
        Words("satu per satu, bukan semua kombinasi", "one by one, not all combinations"),
        action="store_true",
    )
    option(
        "--out",
        Words("folder hasil", "folder for the trials"),
        metavar="D",
        type=new_folder(lang),
        required=True,
    )
    add_run_options(parser, lang)


def add_run_options(parser: argparse.ArgumentParser, lang: str) -> None:
    """Options of each trial: seed, cluster, budget and time."""
    add_solver_options(
        parser,
        lang,
        Words("lamanya mencari tiap percobaan (bawaan 60)", "how long to look, each (default 60)"),
        Words("tiap percobaan berhenti sesudah sekian detik", "each stops after so many seconds"),
    )
    parser.set_defaults(dengan_nik=False, dengan_telepon=False)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Plan them all; 0 when every trial is answered, 3 when some are not settled."""
    from okoce_opt import planning
    from okoce_opt.options import StopSwitch

    options, stop = options_of(args), StopSwitch()
    tell_notes(open_doors(args.address), screen)
    scenario = planning.read_scenario(args.scenario)
    with stopping(stop, screen.lang):
        try:
            found = planning.sweep(
                *(scenario, args.vary, args.out, options),
                file=args.file,
                one_at_a_time=args.one_at_a_time,
                tell=screen.tell,
                stop=stop,
            )
        except Stopped as stopped:
            screen.tell(AGAIN)
            screen.answer({"outcome": "stopped", "signal": stopped.signum})
            return SIGNAL + stopped.signum
    over()
    if stop.signum is not None:
        screen.tell(AGAIN)
    screen.say(found.summary())
    if found.book is not None:
        words = Words(
            "Buka {book}; tiap percobaan adalah skenario di {out}.",
            "Open {book}; each trial is a scenario in {out}.",
        )
        screen.say(words.fill(book=str(found.book), out=str(args.out)))
    screen.answer(as_json(found, screen))
    if stop.signum is not None:
        return SIGNAL + stop.signum
    return DONE if is_settled(found) else RAN_OUT


AGAIN = Words(
    "Yang sudah jadi tersimpan. Perintah yang sama melanjutkannya.",
    "What is done is kept. The same command goes on.",
)


def is_settled(found: Sweep) -> bool:
    """Whether the scenario and every trial of it is answered: planned, proved impossible, or no
    valid scenario.
    """
    results = [found.base, *(trial.result for trial in found.trials)]
    return all(r is not None and r.status in ("planned", "impossible", "wrong") for r in results)


def as_json(found: Sweep, screen: Screen) -> dict[str, object]:
    """The answer for programs: the scenario as it is, and each trial."""
    return {
        "outcome": "ok" if found.is_whole else "stopped",
        "scenario": found.scenario.name,
        "base": result_json(found.base, screen),
        "trials": [_trial(trial, screen) for trial in found.trials],
        "book": None if found.book is None else str(found.book),
    }


def _trial(trial: Trial, screen: Screen) -> dict[str, object]:
    said = None if trial.result is None else result_json(trial.result, screen)
    words = screen.said(trial.words)
    return {"name": trial.name, "words": words, "values": dict(trial.values), "result": said}


def result_json(result: Result, screen: Screen) -> dict[str, object]:
    """What one trial came to."""
    return {
        "status": result.status,
        "levels": [
            {"goals": dict(one.measures), "value": one.value, "bound": one.bound}
            for one in result.levels
        ],
        "unplaced": result.unplaced,
        "sessions": result.sessions,
        "meeting_days": result.meeting_days,
        "first_day": result.first_day,
        "last_day": result.last_day,
        "few": result.few,
        "moved": result.moved,
        "binding": list(result.binding),
        "reasons": [screen.said(words) for words in result.reasons],
    }


COMMAND = Command(
    "sweep",
    Words(
        "coba banyak kemungkinan sekaligus, satu buku kerja untuk semuanya",
        "try many what-ifs at once, one workbook about all of them",
    ),
    arguments,
    run,
)
