"""Whether people whose seats were announced move so that others get one: both plans are made, and
the planner chooses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from okoce_opt.commands.command import RAN_OUT, command_line
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.solving import disagreement, solved, sought
from okoce_opt.domain.outcome import Impossible, RanOut
from okoce_opt.domain.words import Words
from okoce_opt.errors import InternalDisagreement, Stopped
from okoce_opt.signals import stopping

if TYPE_CHECKING:
    from okoce_opt.notebook.outcome import PlannedScenario
    from okoce_opt.options import Options, StopSwitch
    from okoce_opt.replanning.others import Trade
    from okoce_opt.scenario import Scenario

YES = frozenset({"ya", "y", "yes"})
NO = frozenset({"tidak", "t", "no", "n"})
MOVE, KEEP = "--move-others", "--keep-others"
_SHOWN = 12
"""People who are named."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The plan that was chosen. `trade` is what the choice was about, None where there was none;
    `moves` says whether others move.
    """

    outcome: PlannedScenario
    trade: Trade | None = None
    moves: bool = False


def add_choice(parser: argparse.ArgumentParser, lang: str) -> None:
    """`--move-others` and `--keep-others`, one or the other in `args.others`."""
    either = parser.add_mutually_exclusive_group()
    text = Words(
        "kursi yang sudah diumumkan boleh pindah supaya lebih banyak orang mendapat kursi",
        "announced seats may move so that more people get one",
    )
    how = {"action": "store_const", "dest": "others"}
    either.add_argument(MOVE, const=True, help=text.said(lang), **how)  # type: ignore[arg-type]
    text = Words(
        "kursi yang sudah diumumkan pindah hanya karena aturan, bukan supaya orang lain mendapat "
        "kursi (tanpa keduanya: ditanyakan; bila tidak ada yang menjawab, pindah hanya bila yang "
        "mendapat kursi tidak lebih sedikit daripada yang pindah)",
        "announced seats move only where a rule forces it, not so that others get one (without "
        "either: asked; where nobody answers they move only if no fewer people get a seat by it "
        "than are moved)",
    )
    either.add_argument(KEEP, const=False, help=text.said(lang), **how)  # type: ignore[arg-type]


def choose_plan(
    following: Callable[[bool], Scenario],
    options: Options,
    stop: StopSwitch,
    screen: Screen,
    said: bool | None,
    folder: Path,
) -> Choice | int:
    """The plan of a change, or the exit number where there is none.

    `following` gives the change, firm or not; `said` is what the planner has said beforehand:
    others move, or do not, None for neither.
    """
    from okoce_opt.replanning.others import moved_by_choice, trade_between

    begun = monotonic()
    with stopping(stop, screen.lang):
        first = _planned(solved(following(said is False), options, stop, screen))
        if isinstance(first, int) or said is not None:
            return first if isinstance(first, int) else Choice(first)
        problem = first.scenario.problem
        if not _seats_come_first(first.scenario) or not moved_by_choice(problem, first.plan):
            return Choice(first)
        if stop.signum is None:
            screen.tell(_SECOND)
        second = _without_moving(following, _what_is_left(options, begun), stop, screen)
    if isinstance(second, int):
        return second
    if isinstance(second, Impossible):
        screen.tell(_MUST)
        return Choice(first)
    if second is None or stop.signum is not None:
        return _unfinished(first.scenario, screen, folder)
    trade = trade_between(problem, first.plan, second.plan)
    if not trade.moved or not trade.seated:
        screen.tell(_ALIKE if trade.moved else _ANYHOW)
        return Choice(second if trade.moved else first)
    # outside `stopping`: Ctrl-C at the question gives up, it does not wait for an answer
    moves = _answer(trade, screen, folder)
    return Choice(first if moves else second, trade, moves)


def _what_is_left(options: Options, begun: float) -> Options | None:
    """The options with what the wall has left since `begun`; None where that is nothing."""
    if options.time_limit is None:
        return options
    left = options.time_limit - (monotonic() - begun)
    return replace(options, time_limit=left) if left > 0 else None


def _without_moving(
    following: Callable[[bool], Scenario], options: Options | None, stop: StopSwitch, screen: Screen
) -> PlannedScenario | Impossible | int | None:
    """The plan that moves nobody; None where the search was cut off before it had one, an exit
    number where something is wrong with us and it has been said.
    """
    if options is None or stop.signum is not None:
        return None
    try:
        outcome = sought(following(True), options, stop, screen)
    except Stopped:
        return None
    except InternalDisagreement as error:
        return disagreement(error, screen)
    if isinstance(outcome, Impossible):
        return outcome
    return None if isinstance(outcome, RanOut) else _planned(outcome)


def _unfinished(scenario: Scenario, screen: Screen, folder: Path) -> int:
    """Say that without both plans nobody's seat is decided about, and what to say beforehand."""
    move, keep = (command_line("rollout", "replan", folder, one) for one in (MOVE, KEEP))
    screen.say(_UNFINISHED.fill(move=move, keep=keep))
    screen.answer({"outcome": "ran_out", "scenario": scenario.name, "levels": []})
    return RAN_OUT


def _seats_come_first(scenario: Scenario) -> bool:
    """Whether seats for more people weigh more than the plan that people know."""
    from okoce_opt.goals.keep_the_plan import KeepThePlan
    from okoce_opt.goals.most_placed import MostPlaced

    seats, known = MostPlaced.kind, KeepThePlan.kind
    kinds = [goal.kind for goal in scenario.goals]
    return seats in kinds and known in kinds and kinds.index(seats) < kinds.index(known)


def others_answer(choice: Choice) -> dict[str, object] | None:
    """For programs: what the choice was about, None where there was none."""
    trade = choice.trade
    if trade is None:
        return None
    return {"moved": trade.people, "seated": trade.waiting, "move": choice.moves}


def _planned(outcome: object) -> PlannedScenario | int:
    from okoce_opt.notebook.outcome import PlannedScenario

    if not isinstance(outcome, PlannedScenario | int):
        raise TypeError("a plan knows its scenario")
    return outcome


def _answer(trade: Trade, screen: Screen, folder: Path) -> bool:
    """Whether others are to move, after both ends have been said."""
    said = {
        "waiting": _named(trade.waiting),
        "moved": len(trade.moved),
        "people": len(trade.people),
        "who": _named(trade.people),
    }
    if screen.json or not (sys.stdin and sys.stdin.isatty()):
        screen.say(_BOTH.fill(**said))
        words, other = (_MOVED, KEEP) if trade.pays else (_KEPT, MOVE)
        screen.say(words.fill(line=command_line("rollout", "replan", folder, other)))
        return trade.pays
    screen.tell(_BOTH.fill(**said))
    while True:
        screen.tell(_ASK.fill(usual=_YES if trade.pays else _NO))
        try:
            answer = input().strip().casefold()
        except EOFError:
            answer = ""
        if answer in YES | NO | {""}:
            return answer in YES if answer else trade.pays


def _named(people: Sequence[str]) -> str:
    return ", ".join(people[:_SHOWN]) + (", ..." if len(people) > _SHOWN else "")


_SECOND = Words(
    "Rencana itu memindahkan orang yang sudah punya kursi. Sekarang dihitung juga rencana tanpa "
    "memindahkan mereka.",
    "That plan moves people who have a seat already. It is made without moving them too.",
)
_UNFINISHED = Words(
    "Rencana tanpa memindahkan siapa pun belum selesai dihitung, jadi tidak ada yang disimpan. "
    "Beri waktu lebih lama, atau putuskan lebih dulu: {keep} atau {move}",
    "The plan without moving anyone is not finished, so nothing is kept. Give it more time, or "
    "decide beforehand: {keep} or {move}",
)
_ANYHOW = Words(
    "Kursi-kursi itu tetap harus pindah walaupun orang lain tidak diberi kursi karenanya; rencana "
    "pertama yang dipakai.",
    "Those seats have to move even if nobody else is given a seat for it; the first plan is taken.",
)
_ALIKE = Words(
    "Tanpa memindahkan mereka kursi yang didapat sama banyaknya, jadi mereka tidak dipindahkan.",
    "Without moving them as many get a seat, so they are not moved.",
)
_MUST = Words(
    "Tanpa memindahkan mereka tidak ada rencana yang menepati semua aturan, jadi mereka pindah.",
    "Without moving them no plan keeps every rule, so they move.",
)
_BOTH = Words(
    "Supaya {waiting} mendapat semua kursinya, {moved} kursi yang sudah diketahui orang harus "
    "pindah ({people} orang: {who}). Tanpa itu mereka harus menunggu.",
    "For {waiting} to get all of their seats, {moved} seats that people know must move ({people} "
    "people: {who}). Without that they will wait.",
)
_YES, _NO = Words("ya", "ya (yes)"), Words("tidak", "tidak (no)")
_ASK = Words(
    "Pindahkan mereka? ya / tidak (Enter saja: {usual})",
    "Move them? ya / tidak (just Enter: {usual})",
)
_KEPT = Words(
    "Mereka tidak dipindahkan. Bila tetap ingin memindahkan: {line}",
    "They are not moved. If they must be: {line}",
)
_MOVED = Words(
    "Mereka dipindahkan. Bila tidak dikehendaki: {line}", "They are moved. If not: {line}"
)
