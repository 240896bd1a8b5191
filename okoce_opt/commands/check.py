"""`okoce check S`: read everything, list every mistake, and count without a solver."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, IMPOSSIBLE, Command, plan_line
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.new_file import refuse_existing, workbook
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okoce_opt.counting.no_shows import BothSides
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.counting.summary import Figures
    from okoce_opt.domain.problem import Problem


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The scenario."""
    text = Words("folder skenario atau buku kerja", "scenario folder or workbook")
    parser.add_argument("scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words("folder rencana lama yang akan diubah", "folder of the plan to be changed")
    parser.add_argument("--from", metavar="D", type=Path, dest="old", help=text.said(lang))
    text = Words(
        "tandai sel yang dikeluhkan, dalam salinan baru ini",
        "mark the cells complained about, in this new copy",
    )
    parser.add_argument("--mark", metavar="F.xlsx", type=workbook(lang), help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Say what counting says; 1 when it proves that no plan keeps every rule."""
    from okoce_opt import planning

    refuse_existing(args.mark)
    try:
        scenario = planning.read_scenario(args.scenario, args.old)
    except InputError as error:
        if args.mark is not None:
            _mark(args, error, screen)
        raise
    about = () if args.old is None else planning.about_old_plan(scenario, args.old)
    report = planning.check(scenario)
    for figures in report.summary:
        screen.say(kecamatan_line(figures))
    for sides in report.no_shows:
        screen.say(no_shows_line(sides, scenario.problem))
    notes = (*about, *report.notes)
    tell_notes(notes, screen)
    tell_shortfalls(report.shortfalls, scenario.problem, screen)
    screen.answer(
        {
            "outcome": "impossible" if report.impossible else "ok",
            "scenario": scenario.name,
            "registrants": len(scenario.problem.registrants),
            "problem_digest": scenario.digest,
            "kecamatan": [dataclasses.asdict(figures) for figures in report.summary],
            "no_shows": [
                dataclasses.asdict(sides) | {"saved": sides.saved} for sides in report.no_shows
            ],
            "notes": [screen.said(note) for note in notes],
            "shortfalls": [
                {"kind": s.kind, "hard": s.hard, "words": screen.said(s.words)}
                for s in report.shortfalls
            ],
        }
    )
    if report.impossible:
        screen.say(
            Words(
                "Mustahil: dengan isian ini tidak ada rencana yang menepati semua aturan.",
                "Impossible: with this input no plan keeps every rule.",
            )
        )
        return IMPOSSIBLE
    if report.shortfalls:
        last = Words(
            "Isian lengkap. Rencana dapat dicari, tetapi tidak semua orang akan mendapat kursi:\n "
            " {line}",
            "Input complete. A plan can be looked for, but not everyone will get a seat:\n  {line}",
        )
    else:
        last = Words(
            "Isian lengkap, dan menurut hitungan tidak ada yang kurang. Lanjutkan dengan:\n  "
            "{line}",
            "Input complete, and by counting nothing is short. Go on with:\n  {line}",
        )
    screen.say(last.fill(line=plan_line(args.scenario, scenario.name, args.old)))
    return DONE


def _mark(args: argparse.Namespace, error: InputError, screen: Screen) -> None:
    """Write the copy with its yellow cells; the complaints themselves are told afterwards."""
    from okoce_opt.reports.marked_scenario import marked_scenario

    data, nowhere = marked_scenario(args.scenario, error.complaints, screen.lang)
    with args.mark.open("xb") as handle:
        handle.write(data)
    screen.tell(
        Words(
            "Ditandai di {path}: {n} hal{rest}. Berkas Anda sendiri tidak diubah.",
            "Marked in {path}: {n}{rest}. Your own files are as they were.",
        ).fill(
            path=str(args.mark),
            n=len(error.complaints) - nowhere,
            rest=_NOWHERE.fill(n=nowhere) if nowhere else "",
        )
    )


_NOWHERE = Words(
    "; {n} hal lagi tidak punya sel (lihat di bawah)", "; {n} more have no cell (see below)"
)
_ALL_SAID = 3
"""Up to so many shortfalls are said one after the other; of more the first, then the rest."""


def tell_shortfalls(
    shortfalls: Sequence[Shortfall], problem: Problem, screen: Screen, *, marked: bool = True
) -> None:
    """What counting says against the problem: the first is the one to mend first, the rest stand
    under it by kecamatan.
    """
    hard = [shortfall for shortfall in shortfalls if shortfall.hard]
    soft = [shortfall for shortfall in shortfalls if not shortfall.hard]
    for those, mark in (
        (hard, Words("MUSTAHIL: {words}", "IMPOSSIBLE: {words}")),
        (soft, Words("KURANG: {words}", "SHORT: {words}")),
    ):
        first = those if len(those) <= _ALL_SAID else those[:1]
        for shortfall in first:
            screen.say(mark.fill(words=shortfall.words) if marked else shortfall.words)
        rest = those[len(first) :]
        if rest:
            title = Words(
                "  Juga ({n} hal; sering ikut hilang bila yang di atas diperbaiki):",
                "  Also ({n} more; they often go once the one above is mended):",
            )
            screen.say(title.fill(n=len(rest)))
        for codes, words in _grouped(rest, problem):
            names = [problem.kecamatan[code].name for code in codes if code in problem.kecamatan]
            title = Words("  {names}", "  {names}").fill(names=names)
            screen.say(title if names else Words("  Umum", "  In general"))
            for one in words:
                screen.say(Words("    - {words}", "    - {words}").fill(words=one))


def _grouped(
    shortfalls: Sequence[Shortfall], problem: Problem
) -> list[tuple[tuple[str, ...], list[Words]]]:
    """What is said of the very same kecamatan together; what is the same of several of them, but
    for the name, is said once.
    """
    alike: dict[tuple[str, str], tuple[Words, list[str]]] = {}
    for shortfall in shortfalls:
        code, words = shortfall.kecamatan, shortfall.words
        name = problem.kecamatan[code].name if code in problem.kecamatan else ""
        bare = Words(_without(words.id, name), _without(words.en, name))
        alike.setdefault((bare.id, "" if name else code), (bare, []))[1].append(code)
    grouped: dict[tuple[str, ...], list[Words]] = {}
    for words, codes in alike.values():
        grouped.setdefault(tuple(sorted(set(codes))), []).append(words)
    return sorted(grouped.items(), key=lambda item: (-len(item[0]), item[0]))


def _without(text: str, name: str) -> str:
    """A sentence without the name of the place that it begins with."""
    rest = text.removeprefix(name).lstrip(",: ") if name and text.startswith(name) else text
    return rest[:1].upper() + rest[1:]


def kecamatan_line(figures: Figures) -> Words:
    """One kecamatan in one line: people, seats and sessions needed, sessions that fit, the smallest
    kelurahan.
    """
    line = Words(
        "{name}{group}: {people} orang perlu {seats} kursi, yaitu {sessions} sesi; harinya cukup "
        "untuk {turns} sesi{smallest}.",
        "{name}{group}: {people} people need {seats} seats, that is {sessions} sessions; its days "
        "hold {turns}{smallest}.",
    )
    group = Words(" (kelompok {group})", " (group {group})").fill(group=figures.group)
    small = Words(
        "; kelurahan terkecil {name}, {n} orang", "; smallest kelurahan {name}, {n} people"
    )
    return line.fill(
        name=figures.name,
        group=group if figures.group else "",
        people=figures.people,
        seats=figures.seats,
        sessions=figures.sessions,
        turns=figures.turns,
        smallest=small.fill(name=figures.smallest, n=figures.smallest_people)
        if figures.smallest
        else "",
    )


def no_shows_line(sides: BothSides, problem: Problem) -> Words:
    """Both sides of inviting more: sessions saved, and sessions needed again."""
    again = Words(
        "{n} sesi lagi untuk susulan ({chairs} kursi)",
        "{n} sessions again for make-ups (of {chairs} seats)",
    ).fill(n=sides.again, chairs=sides.reserve_seats)
    saved = Words(
        "menghemat {saved} sesi ({fewer}, bukan {more})",
        "save {saved} sessions ({fewer} instead of {more})",
    )
    none = Words("tidak menghemat sesi (tetap {fewer})", "save no session (still {fewer})")
    return Words(
        "{place}, {activity}: undangan {invited} untuk {seats} kursi {saved}; "
        "{absent} dari {people} orang diperkirakan tidak datang: {again}.",
        "{place}, {activity}: {invited} invitations to {seats} seats {saved}; "
        "{absent} of {people} people are expected to stay away: {again}.",
    ).fill(
        place=problem.kecamatan[sides.kecamatan].name if sides.kecamatan else Words("Kota", "City"),
        activity=problem.activities[sides.activity].title,
        invited=sides.invitations,
        seats=sides.seats,
        saved=(saved if sides.saved else none).fill(
            saved=sides.saved, fewer=sides.sessions_by_invitations, more=sides.sessions_by_seats
        ),
        absent=sides.absent,
        people=sides.people,
        again=again if sides.reserve_seats else Words("tidak ada cadangannya", "it has no reserve"),
    )


COMMAND = Command(
    "check",
    Words("periksa isian dan hitung kecukupannya", "look over the input and count"),
    arguments,
    run,
)
