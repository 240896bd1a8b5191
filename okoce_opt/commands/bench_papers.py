"""`okoce bench papers`: what writing rosters takes beside a bare writer, in the same run."""

from __future__ import annotations

import argparse

from okoce_opt.commands.command import DONE
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import given
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.options import Options

PAPERS, MOST = "papers", 2
"""The name of the set; rosters may take so many times what the bare writer does."""
ABOUT = Words(
    "daftar hadir satu skenario dibanding penulis buku kerja yang polos; boleh diikuti satu nama",
    "the rosters of a scenario beside a bare writer of workbooks; a name may follow",
)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Plan the story named behind (default: the base story), write its rosters, and the same cells
    by the library alone.
    """
    from okoce_opt import planning
    from okoce_opt.bench.cases import BASE, scenario_of
    from okoce_opt.bench.rosters import roster_cost

    name = next((name for name in args.names if name != PAPERS), BASE)
    scenario = scenario_of(name, args.scenarios)
    # which of its plans is written does not matter
    options = Options(**{"budget": 1.0, **given(args, "workers", "budget", "time_limit")})
    outcome = planning.plan(scenario, options)
    if not isinstance(outcome, Planned):
        raise PlanFilesError(_NO_PLAN.fill(name=name))
    cost = roster_cost(scenario, outcome.plan)
    screen.say(
        _COST.fill(
            name=name,
            people=cost.people,
            sheets=cost.sheets,
            cells=cost.cells,
            seconds=f"{cost.seconds:.1f}",
            bare=f"{cost.bare:.1f}",
            times=f"{cost.times:.2f}",
            most=MOST,
        )
    )
    screen.answer(
        {
            "outcome": "ok",
            "case": name,
            "people": cost.people,
            "workbooks": cost.workbooks,
            "sheets": cost.sheets,
            "cells": cost.cells,
            "seconds": round(cost.seconds, 3),
            "bare_seconds": round(cost.bare, 3),
            "times": round(cost.times, 3),
        }
    )
    return DONE


_COST = Words(
    "{name}: {people} orang, {sheets} lembar, {cells} sel; {seconds} detik prosesor, penulis polos "
    "{bare} detik: {times} kali (paling banyak {most}).",
    "{name}: {people} people, {sheets} sheets, {cells} cells; {seconds} processor seconds, a bare "
    "writer {bare}: {times} times (at most {most}).",
)
_NO_PLAN = Words("{name}: tidak ada rencana untuk ditulis.", "{name}: no plan to be written.")
