"""`okoce rollout papers`: to each office what has changed against the revision that it holds."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.papers import CHANGES, add_password, password_of
from okoce_opt.commands.rollout_folder import add_folder, add_version, version_of
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.reports.content.office_changes import Held
    from okoce_opt.rollout.store import Rollout


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The year, a version of it, where to write, and what may be shown."""
    add_folder(parser, lang)
    add_version(parser, lang)
    text = Words("folder baru untuk kertasnya", "new folder for the papers")
    parser.add_argument(
        "--out", metavar="P", type=new_folder(lang), required=True, help=text.said(lang)
    )
    kinds = "; ".join(f"{name}: {words.said(lang)}" for name, words in CHANGES.items())
    text = Words(f"jenis, boleh berkali-kali: {kinds}", f"kind, may be repeated: {kinds}")
    parser.add_argument(
        "--kind",
        metavar=Words("JENIS", "KIND").said(lang),
        choices=[*CHANGES],
        action="append",
        help=text.said(lang),
    )
    text = Words("cetak NIK utuh", "print whole NIK")
    parser.add_argument("--dengan-nik", action="store_true", help=text.said(lang))
    text = Words("cetak nomor telepon", "print phone numbers")
    parser.add_argument("--dengan-telepon", action="store_true", help=text.said(lang))
    text = Words("juga PDF (perlu LibreOffice)", "PDF too (needs LibreOffice)")
    parser.add_argument("--pdf", action="store_true", help=text.said(lang))
    add_password(parser, lang)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Print what changes for each office, and say which get nothing."""
    from okoce_opt.printing import print_changes
    from okoce_opt.rollout.store import Rollout

    password = password_of(args, screen)
    with Rollout.open(args.folder) as rollout:
        version = version_of(rollout, args.version)
        scenario, files = rollout.scenario(version), rollout.plan(version)
        held = _held(rollout, [*scenario.problem.kecamatan], screen.lang)
    papers = print_changes(
        scenario,
        files,
        held,
        args.out,
        kinds=tuple(dict.fromkeys(args.kind or CHANGES)),
        pdf=args.pdf,
        password=password,
        show_nik=args.dengan_nik,
        show_phone=args.dengan_telepon,
        lang=screen.lang,
    )
    none = [k.name for k in scenario.problem.kecamatan.values() if k.code not in held]
    notices = [*papers.notices]
    if none:
        words = Words(
            "Belum memegang rencana apa pun, jadi perlu daftar lengkap, bukan perubahan: {names}.",
            "They hold no plan yet, so they need whole lists and no changes: {names}.",
        )
        notices.append(words.fill(names=none))
    for notice in notices:
        screen.say(notice)
    words = Words("{n} berkas di {out}.", "{n} files in {out}.")
    screen.say(words.fill(n=len(papers.files), out=str(args.out)))
    screen.answer({"outcome": "ok", "version": version.number, "files": list(papers.files)})
    return DONE


def _held(rollout: Rollout, offices: list[str], lang: str) -> dict[str, Held]:
    """What each office holds; offices of one revision hold the same."""
    from okoce_opt.reports.content.office_changes import Held

    found: dict[str, Held] = {}
    known: dict[int, Held] = {}
    for office in offices:
        version = rollout.held_by(office)
        if version is None:
            continue
        if version.number not in known:
            words = Words("Revisi {n}", "Revision {n}")
            name = words.fill(n=rollout.revision(version) or 0).said(lang)
            scenario = rollout.scenario(version)
            known[version.number] = Held(rollout.plan(version).announced, scenario, name)
        found[office] = known[version.number]
    return found


COMMAND = Command(
    "papers",
    Words(
        "untuk setiap kantor hanya yang berubah terhadap revisi yang dipegangnya",
        "for each office only what has changed against the revision that it holds",
    ),
    arguments,
    run,
)
