"""`okoce plan S --out D`: read, count, plan, verify, write."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt import __version__
from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.levels import level_lines
from okoce_opt.commands.plan_options import arguments, open_doors, options_of
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.solving import signal_name, solved
from okoce_opt.domain.words import Words
from okoce_opt.signals import SIGNAL, over, stopping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okoce_opt.domain.outcome import Planned
    from okoce_opt.options import Options, StopSwitch
    from okoce_opt.scenario import Scenario

WRITING = Words(
    "rencana sudah diperiksa; menulis jadwal dan daftar hadir {n} kecamatan ...",
    "the plan is verified; writing the schedule and the rosters of {n} kecamatan ...",
)
FIRST_TO_OPEN = "jadwal.xlsx"
FAR = 0.01
"""A gap above which a longer search is advised."""
LONGER = 5
"""So many times as long."""


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Everything of `okoce plan`; the exit numbers are those of `commands.command`."""
    from okoce_opt import planning
    from okoce_opt.options import StopSwitch

    began = time.monotonic()
    options = options_of(args)
    stop = StopSwitch()
    scenario = planning.read_scenario(args.scenario, args.old)
    planning.check_out(args.out, scenario, args.old)
    if args.old is not None:
        tell_notes(planning.about_old_plan(scenario, args.old), screen)
    tell_notes(open_doors(args.address), screen)
    with stopping(stop, screen.lang):
        outcome = solved(scenario, options, stop, screen)
        if isinstance(outcome, int):
            return outcome
        asked = _Asked(scenario, options, args.out, stop, time.monotonic() - began)
        return _finish(outcome, asked, screen)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one call of the command is about: what was planned, how, and where to; it took so many
    seconds.
    """

    scenario: Scenario
    options: Options
    out: Path
    stop: StopSwitch
    seconds: float


def _finish(outcome: Planned, asked: _Asked, screen: Screen) -> int:
    """The plan written, and told on the screen."""
    from okoce_opt import planning
    from okoce_opt.commands.progress import ProgressLine
    from okoce_opt.plan_files.record import RECORD, read_record

    scenario, options, out, stop = asked.scenario, asked.options, asked.out, asked.stop
    replaced = str(read_record(out).get("scenario")) if (out / RECORD).is_file() else None
    line = ProgressLine(screen)
    line.stage(WRITING.fill(n=len(scenario.problem.kecamatan)))
    try:
        files = planning.write(scenario, outcome, out, options, asked.seconds)
    finally:
        line.clear()
    over()
    if replaced is not None:
        words = Words(
            "Rencana lama di {out} ({story}) diganti.",
            "The old plan in {out} ({story}) was replaced.",
        )
        screen.say(words.fill(out=str(out), story=replaced))
    answer = planned_answer(outcome, scenario, options, asked.seconds, files)
    tell_notes(outcome.notes, screen)
    _say_planned(answer, outcome, scenario, options, out, screen)
    if stop.signum is not None:
        words = Words(
            "Dihentikan lebih awal oleh {signal}; rencana di atas adalah yang terbaik sampai saat "
            "itu.",
            "Stopped early by {signal}; the plan above is the best until then.",
        )
        screen.tell(words.fill(signal=signal_name(stop.signum)))
    screen.answer(answer)
    return DONE if stop.signum is None else SIGNAL + stop.signum


def planned_answer(
    outcome: Planned, scenario: Scenario, options: Options, seconds: float, files: Sequence[str]
) -> dict[str, object]:
    """The JSON answer of a plan that was made."""
    from importlib.metadata import version

    from okoce_opt.plan_files.record import figures, level_record
    from okoce_opt.plan_files.seats_csv import plan_digest

    return {
        "outcome": "planned",
        "scenario": scenario.name,
        **figures(scenario.problem, outcome.plan),
        "levels": [level_record(level) for level in outcome.levels],
        "gap": outcome.gap,
        "seconds": round(seconds, 1),
        "seed": options.seed,
        "workers": options.workers,
        "reproducible": outcome.reproducible,
        "ended": outcome.ended,
        "problem_digest": scenario.digest,
        "plan_digest": plan_digest(outcome.plan, scenario.problem),
        "version": __version__,
        "solver": f"ortools {version('ortools')}",
        "files": list(files),
    }


def _say_planned(
    answer: dict[str, object],
    outcome: Planned,
    scenario: Scenario,
    options: Options,
    out: Path,
    screen: Screen,
) -> None:
    from okoce_opt.domain.outcome import Ended

    for line in level_lines(outcome.levels, scenario.goals):
        screen.say(line)
    if outcome.ended is not None:
        screen.say(outcome.ended.words)
    # where the clock or a signal ended it, a larger budget would change nothing
    if outcome.gap > FAR and outcome.ended is Ended.BUDGET:
        screen.say(
            Words(
                "Yang lebih baik mungkin ada: --budget {budget}",
                "There may be a better one: --budget {budget}",
            ).fill(budget=f"{options.budget * LONGER:g}")
        )
    screen.say(
        Words(
            "{n} berkas di {out}. Buka dulu {first}; daftar hadir per kecamatan ada di {rosters}.",
            "{n} files in {out}. Open {first} first; the rosters of each kecamatan are in "
            "{rosters}.",
        ).fill(
            n=len(answer["files"]),  # type: ignore[arg-type]
            out=str(out),
            first=str(out / FIRST_TO_OPEN),
            rosters=str(out / "daftar_hadir"),
        )
    )
    rest = answer["unplaced"]
    short = Words(
        " {n} orang belum mendapat semua kursinya.", " {n} people are without some of their seats."
    ).fill(n=rest)
    last = Words(
        "Rencana jadi, semua aturan ditepati: {placed} dari {all} orang terlayani dalam "
        "{sessions} sesi pada {days} hari.{short}",
        "Planned, and every rule is kept: {placed} of {all} people placed in {sessions} sessions "
        "on {days} days.{short}",
    )
    screen.say(
        last.fill(
            placed=answer["placed"],
            all=answer["registrants"],
            sessions=answer["sessions"],
            days=answer["meeting_days"],
            short=short if rest else _ALL_SEATED,
        )
    )


_ALL_SEATED = Words(
    " Semua mendapat kursi di setiap kegiatan wajib.",
    " Everyone has a seat in every required activity.",
)


COMMAND = Command(
    "plan",
    Words("susun rencana dan tulis daftar hadirnya", "make a plan and write its rosters"),
    arguments,
    run,
)
