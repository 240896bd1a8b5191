"""Count, search, and say why there is no plan: what commands that make a plan have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okoce_opt.commands.check import tell_shortfalls
from okoce_opt.commands.command import IMPOSSIBLE, OUR_FAULT, RAN_OUT
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import InternalDisagreement, Stopped
from okoce_opt.signals import SIGNAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okoce_opt.domain.outcome import Outcome, Planned, RanOut
    from okoce_opt.options import Options, StopSwitch
    from okoce_opt.scenario import Scenario


def solved(scenario: Scenario, options: Options, stop: StopSwitch, screen: Screen) -> Planned | int:
    """A plan for the scenario, or the exit number where there is none and it has been said why."""
    from okoce_opt import planning
    from okoce_opt.domain.outcome import Impossible, Planned

    report = planning.check(scenario)
    tell_notes(report.notes, screen)
    if report.impossible:
        hard = [shortfall for shortfall in report.shortfalls if shortfall.hard]
        tell_shortfalls(hard, scenario.problem, screen, marked=False)
        return impossible([one.words for one in hard], scenario, screen)
    try:
        outcome = sought(scenario, options, stop, screen)
    except InternalDisagreement as error:
        return disagreement(error, screen)
    except Stopped as stopped:
        return _stopped_empty(stopped.signum, scenario, screen)
    if isinstance(outcome, Impossible):
        for reason in outcome.reasons:
            screen.say(reason)
        return impossible(outcome.reasons, scenario, screen)
    return outcome if isinstance(outcome, Planned) else _ran_out(outcome, scenario, screen)


def sought(scenario: Scenario, options: Options, stop: StopSwitch, screen: Screen) -> Outcome:
    """What the search comes to, with nothing said but the line that shows where it is. Raises
    `Stopped` and `InternalDisagreement` as `planning.plan` does.
    """
    from okoce_opt import planning
    from okoce_opt.commands.progress import ProgressLine

    line = ProgressLine(screen)
    try:
        return planning.plan(scenario, options, line, stop)
    finally:
        line.end()


def impossible(reasons: Sequence[Words], scenario: Scenario, screen: Screen) -> int:
    """Say that no plan can keep every rule; the `reasons` have been said."""
    screen.say(
        Words(
            "Mustahil: tidak ada rencana yang menepati semua aturan.",
            "Impossible: no plan keeps every rule.",
        )
    )
    said = [screen.said(reason) for reason in reasons]
    screen.answer(
        {
            "outcome": "impossible",
            "scenario": scenario.name,
            "reason": " ".join(said),
            "reasons": said,
        }
    )
    return IMPOSSIBLE


def _ran_out(outcome: RanOut, scenario: Scenario, screen: Screen) -> int:
    from okoce_opt.plan_files.record import level_record

    tell_notes(outcome.notes, screen)
    screen.say(
        Words(
            "Belum ada rencana dalam batas yang diberikan, dan belum terbukti mustahil. "
            "Coba --budget lebih besar atau --time-limit lebih panjang. Tidak ada yang ditulis.",
            "No plan within the limits given, and not proved impossible. "
            "Try a larger --budget or a longer --time-limit. Nothing was written.",
        )
    )
    if outcome.ended is not None:
        screen.say(outcome.ended.words)
    answer = {
        "outcome": "ran_out",
        "scenario": scenario.name,
        "levels": [level_record(level) for level in outcome.levels],
        "ended": outcome.ended,
    }
    screen.answer(answer)
    return RAN_OUT


def _stopped_empty(signum: int, scenario: Scenario, screen: Screen) -> int:
    words = Words(
        "Dihentikan oleh {signal} sebelum ada rencana. Tidak ada yang ditulis.",
        "Stopped by {signal} before there was a plan. Nothing was written.",
    )
    screen.tell(words.fill(signal=signal_name(signum)))
    screen.answer({"outcome": "stopped", "scenario": scenario.name, "signal": signum})
    return SIGNAL + signum


def signal_name(signum: int) -> Words:
    """A signal as a planner knows it."""
    return same("Ctrl-C") if signum == 2 else Words(f"sinyal {signum}", f"signal {signum}")


def disagreement(error: InternalDisagreement, screen: Screen) -> int:
    """Say that a plan did not stand before the verifier, and where the evidence is."""
    rules = sorted({violation.rule for violation in error.violations})
    words = Words(
        "Penyusun dan pemeriksa tidak sepakat ({rules}): ini kesalahan okoce, bukan Anda. Rencana "
        "tidak ditulis. Bukti: {saved}",
        "Solver and verifier disagree ({rules}): a fault of okoce, not yours. No plan was "
        "written. Evidence: {saved}",
    ).fill(rules=rules, saved=str(error.saved or "-"))
    screen.tell(words)
    screen.answer(
        {
            "outcome": "fault",
            "reason": screen.said(words),
            "rules": rules,
            "saved": str(error.saved or ""),
        }
    )
    return OUR_FAULT
