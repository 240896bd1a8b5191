"""What a planner is told of seats after which no day is left for a make-up, and what helps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import command_line
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.findings import NOTHING
from okoce_opt.domain.words import Words, same

if TYPE_CHECKING:
    from okoce_opt.goals.goal import Level
    from okoce_opt.notebook.outcome import PlannedScenario


def tell_no_make_up(
    outcome: PlannedScenario, levels: Sequence[Level], folder: Path, screen: Screen
) -> int:
    """Say how many seats cannot be made up for; of the first plan of the year also how to be done
    earlier, where the planner's own `levels` do not ask for it. Returns how many.
    """
    from okoce_opt.goals.finish_early import FinishEarly
    from okoce_opt.goals.most_placed import MostPlaced
    from okoce_opt.status.make_ups import find_no_make_up

    found = find_no_make_up(outcome.scenario, outcome.plan)
    if found is None:
        return 0
    kinds = [[priced.goal.kind for priced in level] for level in levels]
    is_asked = any(FinishEarly.kind in level for level in kinds)
    first = next((n + 1 for n, level in enumerate(kinds) if MostPlaced.kind in level), 0)
    kinds.insert(first, [FinishEarly.kind])
    help_words = _LATER if is_asked else _EARLIER
    if outcome.scenario.problem.announced.seats:
        help_words = NOTHING
    screen.say(
        _NONE.fill(
            n=found.seats,
            of=found.of,
            since=found.since,
            help=help_words.fill(
                levels=same(f"tingkat = {json.dumps(kinds)}"),
                rows=same(
                    "; ".join(f"tingkat.{n} = {', '.join(k)}" for n, k in enumerate(kinds, 1))
                ),
                line=command_line("rollout", "take", folder, "SKENARIO"),
            ),
        )
    )
    return found.seats


_NONE = Words(
    "Catatan: {n} dari {of} kursi, mulai {since}, tidak punya hari susulan: siapa yang tidak "
    "datang ke sana tidak dapat menyelesaikan semuanya lagi.{help}",
    "Note: {n} of {of} seats, from {since} on, have no day for a make-up: who stays away from one "
    "cannot finish everything any more.{help}",
)
_EARLIER = Words(
    " Supaya sesudahnya tersisa hari, tulis {levels} di scenario.toml (di buku kerja, di lembar "
    "program: {rows}), lalu {line}, dan rencanakan ulang.",
    " To leave days after them, write {levels} in scenario.toml (in a workbook, in the sheet "
    "program: {rows}), then {line}, and plan again.",
)
_LATER = Words(
    " Yang menolong: selesai yang lebih lambat, atau hari, aula atau giliran tambahan.",
    " What helps: a later end of the programme, or more days, halls or turns.",
)
