"""`okoce rollout replan`: the plan of the year goes on from who came and what has changed."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command, command_line
from okoce_opt.commands.levels import level_lines
from okoce_opt.commands.no_make_up import tell_no_make_up
from okoce_opt.commands.numbers import whole
from okoce_opt.commands.replan_choice import add_choice, choose_plan, others_answer
from okoce_opt.commands.rollout_change import add_today, tell_pins, today_of
from okoce_opt.commands.rollout_folder import add_folder, add_note, telling_where
from okoce_opt.commands.rollout_versions import tell_next
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import add_search_options, adding_to, given
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.signals import SIGNAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from okoce_opt.domain.announced import Announced
    from okoce_opt.domain.plan import Plan, Seat
    from okoce_opt.io import OpenScenario
    from okoce_opt.notebook.outcome import PlannedScenario
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version
    from okoce_opt.scenario import Scenario


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The year, its day, and how long and how hard to look."""
    option = adding_to(parser, lang)
    add_folder(parser, lang)
    add_today(parser, lang)
    add_note(parser, lang)
    notice = Words(
        "orang diberi tahu paling lambat sekian hari sebelumnya: tidak ada kursi baru sebelum itu "
        "(bawaan pemberitahuan_hari di program, atau 1)",
        "people are told so many days beforehand: no new seats before that (default "
        "pemberitahuan_hari of the programme, or 1)",
    )
    add_choice(parser, lang)
    option("--notice", notice, metavar="N", type=whole(lang))
    seed = Words("benih pencarian (bawaan 1)", "the solver's seed (default 1)")
    option("--seed", seed, metavar="N", type=whole(lang))
    add_search_options(
        option,
        lang,
        Words("lamanya mencari (bawaan 60)", "how long to look (default 60)"),
        Words("berhenti sesudah sekian detik", "stop after so many seconds"),
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Make the next plan and keep it as a version; nothing is kept where there is none."""
    from okoce_opt.change import change_of
    from okoce_opt.moves.forced import find_forced
    from okoce_opt.options import Options, StopSwitch
    from okoce_opt.replanning.today import scenario_today
    from okoce_opt.rollout.store import Rollout

    options = Options(**given(args, "seed", "workers", "budget", "time_limit"))
    with Rollout.open(args.folder) as rollout, telling_where(args.folder, screen):
        version = rollout.current
        today = scenario = rollout.scenario(version)
        on, came = today_of(rollout, version, scenario, args.today), rollout.attendance(version)
        old = _known(rollout, version, scenario, on) if version.plan else None
        if old is not None:
            known = scenario.problem.notice
            notice = args.notice if args.notice is not None else _NOTICE if known is None else known
            today = scenario_today(scenario, old, came, (), on, notice)
        usual = today if old is None else change_of(today, old)
        screen = screen.knowing(usual.problem)
        tell_pins(scenario, today, screen)
        news = _news(rollout, version, scenario, usual)
        unknown = sorted(came.unknown(old.plan, usual.problem, on)) if old else []
        if unknown:
            first = unknown[0] + "; ..." * (len(unknown) > 1)
            screen.tell(_UNKNOWN.fill(n=len(unknown), first=first))

        def following(firm: bool) -> Scenario:
            if old is None or not firm:
                return replace(usual, notices=news)
            told = () if args.others is None else news
            return replace(change_of(today, replace(old, firm=True)), notices=told)

        stop = StopSwitch()
        chosen = choose_plan(following, options, stop, screen, args.others, args.folder)
        if isinstance(chosen, int):
            return chosen
        outcome = chosen.outcome
        what = "planned" if old is None else "replan"
        is_held = bool(rollout.publications())
        new = rollout.commit(
            what=what, expected=version, scenario=today, plan=outcome, note=args.note
        )
    if old is not None:
        screen.say(Words("Dihitung pada {day}.", "As of {day}.").fill(day=on))
    forced = {} if old is None else find_forced(outcome.scenario, outcome.plan)
    _tell_moves(outcome, old, forced, screen)
    screen.say(_PLANNED.fill(n=new.number))
    _tell_unplaced(outcome, new.number, args.folder, screen)
    without = tell_no_make_up(outcome, today.levels, args.folder, screen)
    tell_next(args.folder, new.number, is_held, screen)
    screen.answer(
        {
            "outcome": "planned",
            "version": new.number,
            "today": on.isoformat(),
            "unknown": unknown,
            "others": others_answer(chosen),
            "without_make_up": without,
            "forced": [
                {"person": person, "seat": sid, "why": screen.said(why)}
                for (person, sid), why in forced.items()
            ],
            **_figures(outcome, None if old is None else old.plan),
        }
    )
    return DONE if stop.signum is None else SIGNAL + stop.signum


def _tell_moves(
    outcome: PlannedScenario, old: Announced | None, forced: Mapping[Seat, Words], screen: Screen
) -> None:
    """The levels, and what moves because of what."""
    from okoce_opt.moves.forced import by_cause

    _say(outcome, None if old is None else old.plan, screen)
    for why, n in by_cause(forced)[:_SHOWN]:
        screen.say(Words("  {n} kursi: {why}", "  {n} seats: {why}").fill(n=n, why=why))


def _news(
    rollout: Rollout, version: Version, scenario: Scenario, following: Scenario
) -> tuple[Words, ...]:
    """Notices that the planner has not been told: what was so when the year began or when it was
    planned last is no news, and cannot be changed any more.
    """
    history = rollout.history()
    planned = next(
        (one for one in history if version.plan and one.plan == version.plan), history[0]
    )
    if planned.scenario != version.scenario:
        scenario = rollout.scenario(planned)
    return tuple(one for one in following.notices if one not in scenario.notices)


def _tell_unplaced(outcome: PlannedScenario, number: int, folder: Path, screen: Screen) -> None:
    """Who has no seat in something that they need, and how to ask why."""
    problem, plan = outcome.scenario.problem, outcome.plan
    left = [
        person
        for person, one in problem.registrants.items()
        if {activity.id for activity in problem.needed(one)}
        - {activity_of(sid) for sid in plan.sessions_of.get(person, ())}
    ]
    if not left:
        return
    words = Words(
        "Belum mendapat semua kursinya: {n} orang ({who}). Sebabnya: {export}, lalu {why}",
        "Without all of their seats: {n} people ({who}). To see why: {export}, then {why}",
    )
    out = f"hasil_versi{number}"
    screen.say(
        words.fill(
            n=len(left),
            who=", ".join(left[:_SHOWN]) + (", ..." if len(left) > _SHOWN else ""),
            export=command_line("rollout", "export", folder, number, "--plan", out),
            why=command_line("why", out, "--person", left[0]),
        )
    )


_PLANNED = Words(
    "Versi {n}: rencana jadi, semua aturan ditepati.",
    "Version {n}: planned, and every rule is kept.",
)
_UNKNOWN = Words(
    "Catatan: lembar hadir {n} sesi belum kembali ({first}); siapa yang datang di sana tidak "
    "diketahui, dan tidak seorang pun dihitung datang atau tidak.",
    "Note: the attendance sheets of {n} sessions have not come back ({first}); nobody knows "
    "who came, and nobody is counted as there or as missing.",
)
_NOTICE = 1
"""Days: sessions of the day on which one plans are under way."""
_SHOWN = 10
"""Causes of moves that are said."""


def _known(rollout: Rollout, version: Version, scenario: OpenScenario, on: date) -> Announced:
    """The plan as people know it: what each office was given, and else the one that holds."""
    from okoce_opt.replanning.known import as_known

    held = {code: rollout.held_by(code) for code in scenario.problem.kecamatan}
    plans = {
        number: rollout.plan(rollout.version(number)).announced
        for number in {one.number for one in held.values() if one is not None}
    }
    given = {code: plans[one.number] for code, one in held.items() if one is not None}
    homes = {person: one.kecamatan for person, one in scenario.problem.registrants.items()}
    return as_known(rollout.plan(version).announced, given, homes, on)


def _figures(outcome: PlannedScenario, old: Plan | None) -> dict[str, object]:
    """People, levels, and what differs from the plan before, for programs."""
    from okoce_opt.plan_files.record import figures, level_record
    from okoce_opt.replanning.figures import figures_of_change

    problem = outcome.scenario.problem
    return {
        **figures(problem, outcome.plan),
        "levels": [level_record(level) for level in outcome.levels],
        **({} if old is None else figures_of_change(problem, old, outcome.plan)),
    }


def _say(outcome: PlannedScenario, old: Plan | None, screen: Screen) -> None:
    from okoce_opt.replanning.figures import figures_of_change

    for line in level_lines(outcome.levels, outcome.scenario.goals):
        screen.say(line)
    if old is None:
        return
    words = Words(
        "Dari kursi yang sudah diketahui orang: {moved} pindah{released}. Kursi susulan: "
        "{make_ups}; bagi yang belum punya: {first}. {people} orang diberi tahu; {new_sessions} "
        "sesi baru, {dropped_sessions} sesi tidak jadi.",
        "Of the seats that people know: {moved} move{released}. Make-up seats: {make_ups}; for "
        "who had none: {first}. {people} people to tell; {new_sessions} new sessions, "
        "{dropped_sessions} sessions not held.",
    )
    figures = figures_of_change(outcome.scenario.problem, old, outcome.plan)
    # the level counts these too: nobody need be told
    released = Words(
        ", {n} dilepas karena pemegangnya sudah menyelesaikan kegiatannya",
        ", {n} are given up since their holders have done the activity",
    ).fill(n=figures["released"])
    screen.say(words.fill(**{**figures, "released": released if figures["released"] else ""}))
    if figures["drafted"]:
        drafted = Words(
            "{n} kursi draf menjadi lain: menurut catatan belum ada kantor yang menerimanya. Bila "
            "sudah dibagikan, tarik rencana ini (rollout undo), catat dengan rollout publish, lalu "
            "ulangi.",
            "{n} seats of a draft are others now: as far as is recorded no office was given it. If "
            "it was, take this plan back (rollout undo), record it with rollout publish, and plan "
            "again.",
        )
        screen.say(drafted.fill(n=figures["drafted"]))


COMMAND = Command(
    "replan",
    Words(
        "rencanakan terus dari kehadiran dan perubahan",
        "go on planning from attendance and changes",
    ),
    arguments,
    run,
)
