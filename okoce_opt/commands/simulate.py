"""`okoce simulate D`: draws who comes to a plan, many times, and says whether the promised risk was
kept.
"""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.numbers import some, whole
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.counting.simulation import Simulated
    from okoce_opt.scenario import Scenario

RUNS, SEED = 10_000, 2018


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The plan's folder, its scenario if that has moved, how many runs and from which seed."""
    text = Words("folder hasil", "folder of the plan")
    parser.add_argument("folder", metavar="D", type=Path, help=text.said(lang))
    text = Words("skenarionya (bawaan: yang tercatat)", "its scenario (default: the one on record)")
    parser.add_argument("--scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words(f"banyaknya undian (bawaan: {RUNS})", f"number of runs (default: {RUNS})")
    parser.add_argument("--runs", metavar="N", type=some(lang), default=RUNS, help=text.said(lang))
    text = Words(f"benih undian (bawaan: {SEED})", f"seed of the draws (default: {SEED})")
    parser.add_argument("--seed", metavar="N", type=whole(lang), default=SEED, help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Say of each activity with a turnout how often it overflowed and how often its reserve was too
    small.
    """
    from okoce_opt import planning

    scenario, found = planning.simulate(args.folder, args.scenario, args.runs, args.seed)
    head = Words(
        "{runs} undian dengan benih {seed}; setiap orang datang atau tidak sendiri-sendiri, "
        "menurut tabel kehadiran.",
        "{runs} runs from seed {seed}; everyone comes or not independently of the others, as "
        "table kehadiran says.",
    )
    screen.say(head.fill(runs=args.runs, seed=str(args.seed)))
    for one in found:
        for line in lines(one, scenario, args.runs):
            screen.say(line)
    if not found:
        screen.say(Words("Tidak ada kegiatan dengan kehadiran.", "No activity has a turnout."))
    screen.answer(
        {
            "outcome": "simulated",
            "scenario": scenario.name,
            "runs": args.runs,
            "seed": args.seed,
            "activities": [dataclasses.asdict(one) | shares(one, args.runs) for one in found],
        }
    )
    return DONE


def shares(one: Simulated, runs: int) -> dict[str, float | bool]:
    """The shares of all draws; `kept` = no more of them overflowed than was promised, chance left
    aside.

    Chance = three standard errors of a share of so many draws.
    """
    draws = runs * one.sessions
    overflow = one.overflows / draws
    chance = 3 * (one.allowed * (1 - one.allowed) / draws) ** 0.5
    return {
        "overflow_share": overflow,
        "worst_share": one.worst_overflows / runs,
        "too_small_share": one.too_small / (runs * one.places),
        "kept": overflow <= one.allowed + chance,
    }


def lines(one: Simulated, scenario: Scenario, runs: int) -> list[Words]:
    """One activity in sentences."""
    from okoce_opt.reports.violations_in_words import session_words

    part = shares(one, runs)
    worst = Words(
        session_words(scenario, one.worst, "id"), session_words(scenario, one.worst, "en")
    )
    words = [
        Words(
            "{title}: {invited} undangan dalam {sessions} sesi. Luber {share} dari semua sesi "
            "(boleh {allowed}): risiko {kept}.",
            "{title}: {invited} invitations to {sessions} sessions. {share} of all sessions "
            "overflow (allowed {allowed}): the "
            "risk was {kept}.",
        ).fill(
            title=scenario.problem.activities[one.activity].title,
            invited=one.invited,
            sessions=one.sessions,
            share=percent(part["overflow_share"]),
            allowed=percent(one.allowed),
            kept=Words("ditepati", "kept") if part["kept"] else Words("TIDAK ditepati", "NOT kept"),
        ),
        Words(
            "  Sesi yang paling sering luber: {worst}, {share}. Rata-rata {away} orang tidak "
            "kebagian kursi di seluruh sesi.",
            "  The session that overflows most: {worst}, {share}. On average {away} people find "
            "no seat, all sessions together.",
        ).fill(worst=worst, share=percent(part["worst_share"]), away=decimal(one.turned_away)),
    ]
    reserve = Words(
        "  Rata-rata {absent} orang tidak datang, kursi susulan {seats}. Yang tidak datang atau "
        "tidak kebagian tidak semua dapat "
        "kursi susulan di {share} undian sebuah kecamatan.",
        "  On average {absent} people stay away, reserve seats {seats}. In {share} of the runs of "
        "a kecamatan not all of those "
        "who stayed away or found no seat have a reserve seat.",
    ).fill(
        absent=decimal(one.absent), seats=one.reserve_seats, share=percent(part["too_small_share"])
    )
    none = Words(
        "  Rata-rata {absent} orang tidak datang; tidak ada sesi susulan.",
        "  On average {absent} people stay away; there are no reserve sessions.",
    ).fill(absent=decimal(one.absent))
    return [*words, reserve if one.reserve_seats else none]


def percent(share: float) -> Words:
    """A share as per cent with one decimal more than a planner needs."""
    return Words(f"{100 * share:.2f} %".replace(".", ","), f"{100 * share:.2f} %")


def decimal(number: float) -> Words:
    """A mean with one decimal."""
    return Words(f"{number:,.1f}".translate(str.maketrans(",.", ".,")), f"{number:,.1f}")


COMMAND = Command(
    "simulate",
    Words("undi siapa yang datang, berkali-kali", "draw who comes, many times"),
    arguments,
    run,
)
