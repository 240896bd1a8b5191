"""`okoce rollout init`, `history` and `show`: a year begins; which versions it has; one of them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command, command_line
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.rollout_folder import add_folder, add_note, add_version, version_of
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Publication, Version


def _init_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    text = Words("folder baru untuk tahun itu", "a new folder for the year")
    parser.add_argument("folder", metavar="DIR", type=Path, help=text.said(lang))
    text = Words("skenario awalnya", "the scenario that it begins with")
    parser.add_argument("--scenario", metavar="S", type=Path, required=True, help=text.said(lang))
    add_note(parser, lang)


def _init(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.io import load_scenario
    from okoce_opt.rollout.store import Rollout

    scenario = load_scenario(args.scenario)
    with Rollout.init(args.folder, scenario, note=args.note) as rollout:
        version = rollout.current
    words = Words(
        "{folder}: versi 1, {n} pendaftar. Data pribadi ada di dalamnya: hanya akun ini yang "
        "dapat membacanya; jangan dikirim. Berikutnya: {line}",
        "{folder}: version 1, {n} registrants. It holds personal data: only this account can read "
        "it; do not send it. Next: {line}",
    )
    line = command_line("rollout", "replan", args.folder)
    n = len(scenario.problem.registrants)
    screen.say(words.fill(folder=str(args.folder), n=n, line=line))
    tell_notes(scenario.notices, screen)
    screen.answer({"outcome": "ok", "version": as_json(version, ())})
    return DONE


def _history_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words("juga siapa melakukan apa, kapan", "also who did what, when")
    parser.add_argument("--trail", action="store_true", help=text.said(lang))


def _history(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        versions, current = rollout.history(), rollout.current
        publications, trail = rollout.publications(), rollout.trail()
    for version in versions:
        given = [one for one in publications if one.version == version.number]
        screen.say(_line(version, given, current=version.number == current.number))
    if args.trail:
        for step in trail:
            screen.say(f"{step.at:%Y-%m-%d %H:%M}  {step.who}: {step.what} {step.subject}")
    screen.answer(
        {
            "outcome": "ok",
            "current": current.number,
            "versions": [as_json(version, publications) for version in versions],
            "trail": [
                {"at": step.at.isoformat(), "who": step.who, "what": step.what}
                | {"subject": step.subject, "current": step.current}
                for step in trail
            ],
        }
    )
    return DONE


def _show_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    add_version(parser, lang)


def _show(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        version = version_of(rollout, args.version)
        publications = [o for o in rollout.publications() if o.version == version.number]
        facts = _facts(rollout, version)
        is_current = version.number == rollout.current.number
    screen.say(_line(version, publications, current=is_current))
    for name, value in facts.items():
        screen.say(_FACTS[name].fill(n=value))
    for one in publications:
        words = Words("  {office}: revisi {r}, {on}", "  {office}: revision {r}, {on}")
        screen.say(words.fill(office=one.office, r=one.revision, on=one.on))
    screen.answer({"outcome": "ok", "version": as_json(version, publications), **facts})
    return DONE


def _facts(rollout: Rollout, version: Version) -> dict[str, int]:
    found = {"registrants": len(rollout.scenario(version).problem.registrants)}
    if version.plan:
        plan = rollout.plan(version).plan
        found |= {"seats": len(plan.seats), "sessions": len(plan.held)}
    return found | {"marks": len(rollout.attendance(version).marks)}


_FACTS = {
    "registrants": Words("  pendaftar: {n}", "  registrants: {n}"),
    "seats": Words("  kursi: {n}", "  seats: {n}"),
    "sessions": Words("  sesi: {n}", "  sessions: {n}"),
    "marks": Words("  catatan hadir: {n}", "  marks of attendance: {n}"),
}
DEEDS = {
    "init": Words("tahun dimulai", "the year begins"),
    "import": Words("daftar kantor diambil", "lists of offices taken in"),
    "take": Words("skenario diambil", "a scenario taken"),
    "undo": Words("dibatalkan", "taken back"),
    "adopt": Words("suntingan tangan diambil alih", "edits by hand taken over"),
    "publish": Words("diterbitkan", "published"),
    "keep": Words("masa simpan ditentukan", "said until when people are kept"),
    "forget": Words("data pribadi dihapus", "personal data erased"),
    "plan": Words("rencana diambil", "a plan taken"),
    "planned": Words("rencana pertama dibuat", "planned for the first time"),
    "replan": Words("direncanakan ulang", "planned again"),
    "change": Words("perubahan dicatat", "a change recorded"),
    "attendance": Words("kehadiran dibaca", "attendance read"),
    "mark": Words("kehadiran dicatat", "attendance recorded"),
    "offer": Words("kursi kosong ditawarkan", "a free seat offered"),
    "accept": Words("tawaran diterima", "an offer accepted"),
    "refuse": Words("tawaran ditolak", "an offer refused"),
}
"""What was done, in words; a word that is not here is shown as it is."""


def _line(version: Version, given: Sequence[Publication], *, current: bool) -> Words:
    """A version in a line."""
    words = Words(
        "{mark} {n:>3}  {at}  {deed}{plan}{revision}{origin}{note}",
        "{mark} {n:>3}  {at}  {deed}{plan}{revision}{origin}{note}",
    )
    none = Words("", "")
    revision = Words(", revisi {r} untuk {n} kantor", ", revision {r} for {n} offices")
    origin = Words(" (dari versi {n})", " (from version {n})")
    return words.fill(
        mark="*" if current else " ",
        n=str(version.number),
        at=f"{version.at.astimezone():%Y-%m-%d %H:%M}",
        deed=DEEDS.get(version.what, version.what),
        plan=Words(", dengan rencana", ", with a plan") if version.plan else none,
        revision=revision.fill(r=given[0].revision, n=len(given)) if given else none,
        origin=none if version.made_from is None else origin.fill(n=version.made_from),
        note=f": {version.note}" if version.note else "",
    )


def as_json(version: Version, publications: Sequence[Publication]) -> dict[str, object]:
    """A version, and who was given it, for programs."""
    given = [one for one in publications if one.version == version.number]
    return {
        "number": version.number,
        "digest": version.digest,
        "made_from": version.made_from,
        "what": version.what,
        "note": version.note,
        "at": version.at.isoformat(),
        "scenario": version.scenario,
        "plan": version.plan,
        "attendance": version.attendance,
        "revision": given[0].revision if given else None,
        "offices": [{"office": one.office, "on": one.on.isoformat()} for one in given],
    }


INIT = Command(
    "init",
    Words("mulai satu tahun dari sebuah skenario", "begin a year with a scenario"),
    _init_arguments,
    _init,
)
HISTORY = Command(
    "history",
    Words("semua versi, dan siapa memegang yang mana", "all versions, and who holds which"),
    _history_arguments,
    _history,
)
SHOW = Command("show", Words("satu versi", "one version"), _show_arguments, _show)
