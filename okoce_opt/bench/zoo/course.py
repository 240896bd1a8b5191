"""The zoo from end to end: draw, plan by everyone, keep. What is kept already is not made again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from okoce_opt.bench.zoo.deal import BEFORE, NOW, draw, hands
from okoce_opt.bench.zoo.entries import CPSAT, HIGHS, NONE_BEFORE, OKOCE, WHOLE, Entry, Kept
from okoce_opt.bench.zoo.ladder import rung
from okoce_opt.bench.zoo.runs import LEAST, TIMES, Case, facts, in_child, make_plan, measured
from okoce_opt.options import Options

OLD = Options(workers=1, budget=5.0)
"""How the plan is made that is being changed: the same on every machine."""
PLAN = "rencana_dulu"
"""The folder of the plan that is being changed."""
PLANNERS = (OKOCE, CPSAT, HIGHS, WHOLE)


def names(seed: int) -> list[str]:
    """The problems' names: a number and the shape."""
    return [f"{number:02d}_{hand.shape}" for number, hand in enumerate(hands(seed), start=1)]


def drawn(seed: int, number: int, home: Path) -> Case:
    """Problem `number` of a seed (counted from 1) as a scenario in a folder below `home`."""
    hand = hands(seed)[number - 1]
    name = f"{number:02d}_{hand.shape}"
    folder = home / "soal" / name
    scenario = folder / NOW if hand.changes else folder
    if not (scenario / "scenario.toml").exists():
        _written_whole(folder, partial(draw, seed, number, hand))
    return Case(name, scenario, folder / PLAN if hand.changes else None)


def climbed(seed: int, people: int, home: Path) -> Case:
    """The ladder's problem of so many people as a scenario in a folder below `home`."""
    name = f"tangga_{people:05d}"
    folder = home / "soal" / name
    if not (folder / "scenario.toml").exists():
        _written_whole(folder, partial(rung, people, seed))
    return Case(name, folder)


def _written_whole(folder: Path, writes: Callable[[Path], object]) -> None:
    """A problem's folder: whoever is ended while it is written leaves none."""
    half = folder.with_name(f"{folder.name}.belum")
    shutil.rmtree(half, ignore_errors=True)
    writes(half)
    shutil.rmtree(folder, ignore_errors=True)
    half.rename(folder)


def visit(
    case: Case,
    home: Path,
    options: Options,
    tell: Callable[[str, str], None],
    planners: Sequence[str] = PLANNERS,
    *,
    again: bool = False,
) -> Kept:
    """Everyone plans the case, okoce first, one after the other; each entry is written down as soon
    as it is there.

    Where there is no plan that could be announced first, that is its only entry. With `again`, or
    when the budget is another than before, okoce plans anew; the others' entries
    stay.
    """
    file = home / "hasil" / f"{case.name}.json"
    kept = Kept.of(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None
    if kept is not None and (again or kept.budget != options.budget):
        others = tuple(entry for entry in kept.entries if entry.planner != OKOCE)
        kept = replace(kept, budget=options.budget, entries=others)
    missing = [planner for planner in planners if kept is None or kept.by(planner) is None]
    if kept is not None and kept.has_no_plan_before:
        return kept
    if missing and case.old is not None and not case.old.exists():
        tell(case.name, BEFORE)
        before = case.folder.parent / BEFORE
        if not in_child(make_plan, before, case.old, OLD):
            kept = in_child(facts, Case(case.name, before), options.budget)
            none: Kept = kept.with_entry(Entry(OKOCE, NONE_BEFORE))
            write(none, home)
            return none
    kept = kept or in_child(facts, case, options.budget)
    for planner in missing:
        tell(case.name, planner)
        ours = kept.by(OKOCE)
        seconds = max(LEAST, TIMES * ours.seconds) if ours else 0.0
        kept = kept.with_entry(measured(case, planner, options, seconds))
        write(kept, home)
    return kept


def write(kept: Kept, home: Path) -> None:
    """Keep what is known of a problem."""
    file = home / "hasil" / f"{kept.name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".belum")
    half.write_text(json.dumps(kept.as_json(), indent=1), encoding="utf-8")
    os.replace(half, file)


def kept_so_far(home: Path) -> list[Kept]:
    """All problems of which something is kept, by name."""
    return [
        Kept.of(json.loads(file.read_text(encoding="utf-8")))
        for file in sorted((home / "hasil").glob("*.json"))
    ]
