"""`okoce verify D`: read the exported workbooks back and prove every rule and bound again, without
a solver.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, IMPOSSIBLE, Command, command_line
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.levels import measure_line
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.findings import NOTHING, mask
from okoce_opt.domain.proof import ROWS, SEARCH
from okoce_opt.domain.words import LANGUAGES, Words, same, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okoce_opt.certificate import Checked
    from okoce_opt.domain.findings import Violation
    from okoce_opt.goals.goal import Goal
    from okoce_opt.scenario import Scenario
    from okoce_opt.verdict import Verdict


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The plan's folder, and its scenario if that has moved."""
    text = Words("folder hasil", "folder of the plan")
    parser.add_argument("folder", metavar="D", type=Path, help=text.said(lang))
    text = Words("skenarionya (bawaan: yang tercatat)", "its scenario (default: the one on record)")
    parser.add_argument("--scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words(
        "baca daftar hadir dari folder okoce papers ini",
        "read the attendance sheets in this folder of okoce papers",
    )
    parser.add_argument("--papers", metavar="P", type=Path, help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """0 when the plan stands as it was made, 1 when a rule is broken, a figure is not that of the
    record or a bound is not proved; unreadable folders are told by `__main__`.
    """
    from okoce_opt import planning
    from okoce_opt.reports.violations_in_words import violation_lines

    verdict = planning.verify(args.folder, args.scenario, args.papers)
    tell_notes(verdict.notices, screen)
    scenario = verdict.scenario
    broken = violation_lines(scenario, verdict.violations, verdict.edits, screen.lang)
    lines = [same(line) for line in broken]
    # an edit that is found comes before what follows from it; else what is lost comes first
    told = [*lines, *verdict.differs] if verdict.edits else [*verdict.differs, *lines]
    for one in told:
        screen.say(one)
    goals = {goal.kind: goal for goal in scenario.goals}
    for number, (measures, value, recorded) in enumerate(verdict.values, start=1):
        screen.say(level_line(number, value, recorded))
        for kind, measure in measures.items():
            screen.say(measure_line(goals[kind], measure))
    for number, bound in enumerate(verdict.bounds, start=1):
        screen.say(bound_line(number, bound, goals))
    _say_verdict(verdict, args.folder, screen)
    screen.answer(
        {
            "outcome": "violated"
            if verdict.violations
            else "not_proved"
            if not verdict.proved
            else "stands"
            if verdict.as_recorded
            else "differs",
            "scenario": scenario.name,
            "violations": [
                _as_json(scenario, violation, screen.lang) for violation in verdict.violations
            ],
            "differences": [screen.said(difference) for difference in verdict.differs],
            "notices": [screen.said(notice) for notice in verdict.notices],
            "levels": [
                {"goals": goals, "value": value, "recorded": recorded}
                for goals, value, recorded in verdict.values
            ],
            "bounds": [_bound_as_json(bound, screen) for bound in verdict.bounds],
        }
    )
    good = verdict.stands and verdict.proved and verdict.as_recorded
    return DONE if good else IMPOSSIBLE


def _say_verdict(verdict: Verdict, folder: Path, screen: Screen) -> None:
    if verdict.violations:
        last = Words(
            "Rencana TIDAK berlaku: {n} pelanggaran{rest}.",
            "The plan does NOT stand: {n} violations{rest}.",
        )
        follow = sum(len(those) for _, those in verdict.edits)
        rest = Words(" dan {n} akibatnya", " and {n} consequences").fill(n=follow)
        roots = len(verdict.violations) - follow
        screen.say(last.fill(n=roots, rest=rest if follow else ""))
        screen.say(what_to_do(folder, verdict.scenario))
    elif not verdict.proved:
        screen.say(
            Words(
                "Semua aturan ditepati, tetapi batas yang tercatat TIDAK terbukti: {record} bukan "
                "seperti ditulis okoce.",
                "Every rule is kept, but the bounds on record are NOT proved: {record} is not as "
                "okoce writes it.",
            ).fill(record=str(folder / "rencana.json"))
        )
    elif not verdict.as_recorded:
        screen.say(
            Words(
                "Semua aturan ditepati, tetapi ini BUKAN lagi rencana yang dibuat: lihat di atas "
                "apa yang berubah.",
                "Every rule is kept, but this is NO longer the plan that was made: see above what "
                "has changed.",
            )
        )
        screen.say(what_to_do(folder, verdict.scenario))
    else:
        screen.say(
            Words(
                "Rencana berlaku: semua aturan ditepati. {not_read}",
                "The plan stands: every rule is kept. {not_read}",
            ).fill(not_read=not_compared(verdict))
        )


def bound_line(number: int, bound: Checked, goals: Mapping[str, Goal]) -> Words:
    """A bound on record, and what came of proving it again."""
    if bound.refused is not None:
        line = Words(
            "Batas tingkat {n}, {printed}, TIDAK terbukti: {why}.",
            "Bound of level {n}, {printed}, is NOT proved: {why}.",
        )
        return line.fill(n=number, printed=bound.printed, why=bound.refused)
    if bound.by == SEARCH:
        line = Words(
            "Batas tingkat {n}, {printed}, dari pencarian; diperiksa ulang sampai {proved}.",
            "Bound of level {n}, {printed}, is from search; checked again up to {proved}.",
        )
        return line.fill(n=number, printed=bound.printed, proved=bound.proved)
    if bound.by == ROWS:
        line = Words(
            "Batas tingkat {n} diperiksa ulang: {printed}, dari baris aturan dan sasaran.",
            "Bound of level {n} checked again: {printed}, by the rows of rules and goals.",
        )
        return line.fill(n=number, printed=bound.printed)
    floors = [(goals[kind].unit, floor) for kind, floor in bound.floors.items() if floor]
    counted = [Words("{n} {unit}", "{n} {unit}").fill(n=floor, unit=unit) for unit, floor in floors]
    which = (
        Words(" (paling sedikit {those})", " (at least {those})").fill(those=counted)
        if counted
        else ""
    )
    line = Words(
        "Batas tingkat {n} diperiksa ulang: {printed}, dari hitungan{counted}.",
        "Bound of level {n} checked again: {printed}, by counting{counted}.",
    )
    return line.fill(n=number, printed=bound.printed, counted=which)


def level_line(number: int, value: int, recorded: int) -> Words:
    """A level counted again, beside what the plan's record says if that is another number."""
    if value == recorded:
        line = Words(
            "Tingkat {n}: nilai {value}, seperti tercatat.",
            "Level {n}: value {value}, as on record.",
        )
    else:
        line = Words(
            "Tingkat {n}: nilai {value}; tercatat {recorded}.",
            "Level {n}: value {value}; on record {recorded}.",
        )
    return line.fill(n=number, value=value, recorded=recorded)


def what_to_do(folder: Path, scenario: Scenario) -> Words:
    """How a plan stands again."""
    return Words(
        "Perbaiki yang tersebut di atas, lalu {again}. Bila perubahannya diinginkan, tulis di "
        "skenario dan susun ulang: {plan}",
        "Mend what is named above, then {again}. Where the change is wanted, write it into the "
        "scenario and plan again: {plan}",
    ).fill(
        again=command_line("verify", folder),
        plan=command_line("plan", scenario.path, "--out", f"{folder}_2", "--from", folder),
    )


def not_compared(verdict: Verdict) -> Words:
    """What stands in the workbooks and was not looked at, as far as reading them met it."""
    aside = verdict.aside
    kinds = (
        (Words("{those}", "{those}"), aside.lines),
        (Words("lembar {those}", "sheets {those}"), aside.sheets),
        (Words("kolom {those}", "columns {those}"), aside.columns),
        (
            Words(
                "juga {those} yang kosong di daftar pendaftar",
                "also {those} that the list of registrants lacks",
            ),
            verdict.unknown,
        ),
    )
    said = [words.fill(those=sorted(those, key=str.casefold)) for words, those in kinds if those]
    line = Words("(Tidak diperiksa: {all}.)", "(Not looked at: {all}.)")
    both = Words(*("; ".join(words.said(lang) for words in said) for lang in LANGUAGES))
    return line.fill(all=both) if said else NOTHING


def _bound_as_json(bound: Checked, screen: Screen) -> dict[str, object]:
    return {
        "printed": bound.printed,
        "by": bound.by,
        "proved": bound.proved,
        "floors": dict(bound.floors),
        "refused": bound.refused and screen.said(bound.refused),
    }


def _as_json(scenario: Scenario, violation: Violation, lang: str) -> dict[str, object]:
    from okoce_opt.reports.violations_in_words import in_words

    return {
        "rule": violation.rule,
        "subject": mask(violation.subject),
        "found": mask(say(violation.found, lang)),
        "allowed": mask(say(violation.allowed, lang)),
        "sentence": mask(in_words(scenario, violation)[1].said(lang)),
        "registrants": list(violation.registrants),
        "sessions": list(violation.sessions),
        "cells": list(violation.cells),
    }


COMMAND = Command(
    "verify",
    Words("buktikan ulang rencana dari lembar Excel-nya", "prove a plan again from its workbooks"),
    arguments,
    run,
)
