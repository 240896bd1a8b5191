"""`okoce rollout change`: what has changed since the plan was announced, kept as a version."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command, command_line
from okoce_opt.commands.numbers import day, some
from okoce_opt.commands.parser import WrongCommandLine
from okoce_opt.commands.rollout_folder import add_folder, add_note
from okoce_opt.commands.rollout_history import DEEDS
from okoce_opt.commands.screen import Screen
from okoce_opt.commands.search_options import adding_to
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, PlanFilesError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okoce_opt.domain.findings import Complaint
    from okoce_opt.io import OpenScenario
    from okoce_opt.replanning.rows import Change
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version
    from okoce_opt.scenario import Scenario


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The year; one change, a file of changes, or the version whose change is taken back."""
    option = adding_to(parser, lang)
    add_folder(parser, lang)
    option(
        "what",
        Words(
            "apa, lalu siapa (no_peserta, tempat, tim, atau sesi): mundur, meninggal, pindah, "
            "daftar, berhalangan, tempat tutup, tim tidak ada, libur, libur pindah, batal",
            "what, then who (registrant, hall, team or session): withdrawn, died, moved, late, "
            "away, hall closed, team away, holiday, holiday moved, cancelled",
        ),
        metavar=Words("APA", "WHAT").said(lang),
        nargs="*",
    )
    option(
        "--from",
        Words("tanggal pertama, atau kelurahan semula", "the first day, or the old kelurahan"),
        metavar="X",
        dest="before",
        default="",
    )
    option(
        "--to",
        Words("tanggal terakhir, atau kelurahan baru", "the last day, or the new kelurahan"),
        metavar="Y",
        dest="after",
        default="",
    )
    text = Words("TEKS", "TEXT").said(lang)
    option("--reason", Words("alasannya", "the reason"), metavar=text, default="")
    option("--name", Words("nama pendaftar baru", "name of a late registrant"), default="")
    option(
        "--file",
        Words("lembar perubahan (.xlsx atau .csv)", "a sheet of changes (.xlsx or .csv)"),
        metavar="F",
        type=Path,
    )
    option(
        "--take-back",
        Words("batalkan perubahan versi V", "take back the change of version V"),
        metavar="V",
        type=some(lang),
    )
    push = Words(
        "giliran yang jatuh pada libur baru menggeser giliran sesudahnya (bawaan: giliran itu "
        "hilang)",
        "a turn that falls on a new holiday pushes those after it on (default: it is lost)",
    )
    parser.add_argument("--push-turns", action="store_true", help=push.said(lang))
    eased = Words(
        "aturan yang tidak dapat ditepati oleh sisa orang berlaku sejauh mungkin sejak ini (satu "
        "pendaftar dari kelurahan kecil, misalnya)",
        "rules that those who are left cannot keep hold as far as can be from now on (a single "
        "registrant of a small kelurahan, say)",
    )
    parser.add_argument("--where-possible", action="store_true", help=eased.said(lang))
    add_today(parser, lang)
    add_note(parser, lang)


def add_today(parser: argparse.ArgumentParser, lang: str) -> None:
    """`--today`, in `args.today`."""
    text = Words(
        "hari ini (bawaan: sehari sesudah lembar hadir terakhir, atau hari_ini)",
        "today (default: the day after the last attendance sheet, or hari_ini)",
    )
    parser.add_argument("--today", metavar="D", type=day(lang), help=text.said(lang))


def today_of(rollout: Rollout, version: Version, scenario: OpenScenario, said: date | None) -> date:
    """The day that holds for a version: the one that was said, else the latest that is known, else
    the first of the programme.
    """
    known = (rollout.attendance(version).today, scenario.problem.today)
    days = [one for one in known if one is not None]
    return said or max(days, default=scenario.problem.calendar.first)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Record the changes, or take one back, in a version of its own; the plan stays as it is."""
    from okoce_opt.replanning.rows import WHATS, change_said, change_words, read_changes, words_said
    from okoce_opt.rollout.store import Rollout

    if sum(bool(one) for one in (args.what, args.file, args.take_back)) != 1:
        raise WrongCommandLine(_ONE.fill(kinds=list(WHATS)), _usage(args.folder))
    with Rollout.open(args.folder) as rollout:
        version = rollout.current
        before = rollout.scenario(version)
        changes: Sequence[Change] = ()
        if args.take_back is not None:
            made = _without(rollout, version, args.take_back, args.folder)
            note = f"--take-back {args.take_back}"
        else:
            changes = (
                read_changes(args.file)
                if args.file is not None
                else (
                    change_said(
                        *(*words_said(args.what), args.before, args.after),
                        *(args.reason, args.name),
                    ),
                )
            )
            made, changes, is_news = _with(rollout, version, changes, args)
            if not is_news:
                return _tell_nothing_new(version, changes, made, screen)
            note = "; ".join(f"{one.what} {one.who}".strip() for one in changes[:_SHOWN])
        new = rollout.commit(what="change", expected=version, scenario=made, note=args.note or note)
    words = Words(
        "Versi {n}: {m} perubahan dicatat; rencananya belum berubah. Berikutnya: {line}",
        "Version {n}: {m} changes recorded; the plan is as it was. Next: {line}",
    )
    if args.take_back is not None:
        words = Words(
            "Versi {n}: perubahan versi {v} dibatalkan; rencananya belum berubah. Berikutnya: "
            "{line}",
            "Version {n}: the change of version {v} is taken back; the plan is as it was. Next: "
            "{line}",
        )
    line = command_line("rollout", "replan", args.folder)
    screen = screen.knowing(made.problem)
    for change in changes[:_MOST]:
        screen.say(change_words(change, made.problem))
    if len(changes) > _MOST:
        more = Words("  ... dan {n} lagi", "  ... and {n} more")
        screen.say(more.fill(n=len(changes) - _MOST))
    tell_pins(before, made, screen)
    screen.say(words.fill(n=new.number, m=len(changes), v=args.take_back or 0, line=line))
    screen.answer({"outcome": "ok", "version": new.number, "changes": len(changes)})
    return DONE


def tell_pins(before: Scenario, after: Scenario, screen: Screen) -> None:
    """Whose seat was fixed by hand, and is free to move now."""
    from okoce_opt.replanning.pins import let_go_words, pins_let_go

    for person, pin in pins_let_go(before.problem, after.problem):
        screen.say(let_go_words(after.problem, person, pin))


_SHOWN, _MOST = 3, 20
"""Changes that the version's note names, and that are said."""
_ONE = Words(
    "sebutkan satu saja: APA dan SIAPA, --file, atau --take-back. Yang dapat berubah: {kinds}.",
    "say just one: APA (what) and SIAPA (who), --file, or --take-back. What may have changed: "
    "{kinds}.",
)


def _usage(folder: Path) -> str:
    """Three command lines that would do."""
    rollout = ("rollout", "change", folder)
    lines = (
        (*rollout, "mundur", "P00123", "--reason", "bekerja"),
        (*rollout, "--file", "perubahan.xlsx"),
        (*rollout, "--take-back", "4"),
    )
    return "\n".join(command_line(*line) for line in lines)


def _with(
    rollout: Rollout, version: Version, changes: Sequence[Change], args: argparse.Namespace
) -> tuple[OpenScenario, Sequence[Change], bool]:
    """The scenario with the changes, those with the numbers of people as they were meant, and
    whether the scenario is another one with them.
    """
    from okoce_opt.domain.plan import Plan
    from okoce_opt.replanning.rows import LATE, as_meant
    from okoce_opt.replanning.today import with_changes

    scenario = rollout.scenario(version)
    plan = rollout.plan(version).plan if version.plan else Plan.of(())
    today = today_of(rollout, version, scenario, args.today)
    known = rollout.numbers() if any(one.what == LATE for one in changes) else {}

    def made(ease: bool) -> OpenScenario:
        push = args.push_turns
        return with_changes(scenario, plan, changes, today, push=push, ease=ease, known=known)

    try:
        found = made(args.where_possible)
    except InputError as error:
        try:
            made(True)
        except InputError:
            raise error from None
        raise InputError([_with_way_out(one) for one in error.complaints]) from None
    meant = [as_meant(one, scenario.problem.registrants) for one in changes]
    return found, meant, found.digest != scenario.digest


def _with_way_out(complaint: Complaint) -> Complaint:
    """The complaint with the option that lets the change be recorded all the same."""
    words = Words("{advice} {option}", "{advice} {option}")
    return replace(complaint, advice=words.fill(advice=complaint.advice, option=_WHERE_POSSIBLE))


_WHERE_POSSIBLE = Words(
    "Di sini: ulangi perintah ini dengan --where-possible; sejak itu aturannya berlaku sejauh "
    "mungkin.",
    "Here: repeat this command with --where-possible; from then on the rule holds as far as can "
    "be.",
)


def _tell_nothing_new(
    version: Version, changes: Sequence[Change], scenario: OpenScenario, screen: Screen
) -> int:
    """That what was said is known already: no version is made."""
    from okoce_opt.replanning.rows import change_words

    for change in changes[:_MOST]:
        screen.say(change_words(change, scenario.problem))
    words = Words(
        "Itu sudah tercatat: tidak ada yang berubah, versi {n} tetap berlaku.",
        "That is recorded already: nothing has changed, version {n} stays current.",
    )
    screen.say(words.fill(n=version.number))
    screen.answer({"outcome": "ok", "version": version.number, "changes": 0})
    return DONE


_LISTS = ("change", "import", "take")
"""What changes the lists and rules, and nothing else."""


def _without(rollout: Rollout, version: Version, number: int, folder: Path) -> OpenScenario:
    from okoce_opt.replanning.taken_back import taken_back

    change = rollout.version(number)
    made_from = rollout.version(number if change.made_from is None else change.made_from)
    if change.what not in _LISTS:
        # it may have changed the scenario too (what has happened is a fact now), which must stay
        back = Words(
            "Itu bukan perubahan: {deed}. Kembali ke sebelumnya: {line}",
            "It is no change: {deed}. To go back before it: {line}",
        )
        line = command_line("rollout", "undo", folder, "--to", made_from.number)
        raise PlanFilesError(
            Words("Versi {n} tidak dibatalkan. {back}", "Version {n} stays. {back}").fill(
                n=number, back=back.fill(deed=DEEDS.get(change.what, change.what), line=line)
            )
        )
    now, before, after = map(rollout.scenario, (version, made_from, change))
    return taken_back(now, before, after)


COMMAND = Command(
    "change",
    Words("catat apa yang berubah", "record what has changed"),
    arguments,
    run,
)
