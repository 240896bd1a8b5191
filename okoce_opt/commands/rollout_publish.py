"""`okoce rollout export`, `publish`, `adopt`: a version as folders, who was given it, and what came
back edited by hand.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, IMPOSSIBLE, Command, command_line
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.numbers import day
from okoce_opt.commands.rollout_folder import add_folder, add_note, add_version, version_of
from okoce_opt.commands.rollout_versions import tell_next, tell_version
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import PlanFilesError

if TYPE_CHECKING:
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version


def _shown(parser: argparse.ArgumentParser, lang: str) -> None:
    text = Words("NIK utuh di daftar hadir", "whole NIK on attendance sheets")
    parser.add_argument("--dengan-nik", action="store_true", help=text.said(lang))
    text = Words("telepon di daftar hadir", "phone numbers on attendance sheets")
    parser.add_argument("--dengan-telepon", action="store_true", help=text.said(lang))


def _export_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    add_version(parser, lang)
    text = Words("tulis skenarionya ke folder baru ini", "write its scenario into this new folder")
    parser.add_argument("--scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words("tulis rencananya ke folder baru ini", "write its plan into this new folder")
    parser.add_argument("--plan", metavar="D", type=Path, help=text.said(lang))
    _shown(parser, lang)


def _export(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.commands.parser import WrongCommandLine
    from okoce_opt.rollout.store import Rollout

    if args.scenario is None and args.plan is None:
        raise WrongCommandLine(
            Words("sebutkan --scenario atau --plan", "name --scenario or --plan")
        )
    with Rollout.open(args.folder) as rollout:
        version = version_of(rollout, args.version)
        if args.scenario is not None:
            _refuse_filled(args.scenario)
            rollout.write_scenario(version, args.scenario)
            words = Words(
                "Skenario versi {n} di {folder}, dengan data pribadi. Sunting, lalu: okoce rollout "
                "take {year} {folder}",
                "The scenario of version {n} is in {folder}, with personal data. Edit it, then: "
                "okoce rollout take {year} {folder}",
            )
            said = {"folder": str(args.scenario), "year": str(args.folder)}
            screen.say(words.fill(n=version.number, **said))
        if args.plan is not None:
            _write(rollout, version, args.plan, args)
            words = Words(
                "Rencana versi {n} di {folder}.", "The plan of version {n} is in {folder}."
            )
            screen.say(words.fill(n=version.number, folder=str(args.plan)))
    written = [str(one) for one in (args.scenario, args.plan) if one is not None]
    screen.answer({"outcome": "ok", "version": version.number, "folders": written})
    return DONE


def _refuse_filled(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        words = Words(
            "{name} sudah ada dan tidak kosong. Pilih nama lain.",
            "{name} is there and not empty. Choose another name.",
        )
        raise PlanFilesError(words.fill(name=str(folder)))


def _write(rollout: Rollout, version: Version, out: Path, args: argparse.Namespace) -> None:
    """The plan's folder, with the revision that it was published as if it was."""
    from okoce_opt.rollout.written import write_folder

    given = [one for one in rollout.publications() if one.version == version.number]
    revision = (given[0].revision, min(one.on for one in given)) if given else None
    shown = {"show_nik": args.dengan_nik, "show_phone": args.dengan_telepon}
    write_folder(rollout, version, out, revision=revision, **shown)


def _publish_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    add_version(parser, lang)
    text = Words(
        "kantor yang menerimanya: kode atau nama kecamatan, atau semua",
        "offices that get it: codes or names of kecamatan, or semua (all)",
    )
    parser.add_argument("--to", metavar="K", nargs="+", required=True, help=text.said(lang))
    text = Words("tanggal terbitnya (bawaan: hari ini)", "the day of it (default: today)")
    parser.add_argument("--on", metavar="T", type=day(lang), help=text.said(lang))
    text = Words(
        "tulis juga daftar hadirnya ke folder ini, dengan nomor revisinya",
        "write its sheets into this folder too, with the number of the revision",
    )
    parser.add_argument("--out", metavar="D", type=new_folder(lang), help=text.said(lang))
    _shown(parser, lang)


def _publish(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.written import check_place

    with Rollout.open(args.folder) as rollout:
        version = version_of(rollout, args.version)
        if args.out is not None:
            check_place(rollout, version, args.out)
        known = rollout.scenario(version).problem.kecamatan
        names = {code: one.name for code, one in known.items()}
        offices = _offices(args.to, names)
        revision = rollout.publish(version, offices, args.on or date.today())
        planned = next(one for one in rollout.history() if one.plan == version.plan)
        if args.out is not None:
            _write(rollout, version, args.out, args)
    words = Words(
        "Versi {n} terbit sebagai revisi {revision} untuk {offices}.",
        "Version {n} is published as revision {revision} for {offices}.",
    )
    if planned.scenario != version.scenario:
        line = command_line("rollout", "replan", args.folder)
        screen.tell(_NOT_PLANNED.fill(n=planned.number, line=line))
    named = [names[code] for code in offices]
    screen.say(words.fill(n=version.number, revision=revision, offices=named))
    if args.out is not None:
        words = Words(
            "Daftar hadirnya di {folder}. Bila sudah terisi dan kembali: {line}",
            "The sheets are in {folder}. When they come back filled in: {line}",
        )
        line = command_line("rollout", "attendance", args.folder, "kembali")
        screen.say(words.fill(folder=str(args.out / "daftar_hadir"), line=line))
    screen.answer(
        {
            "outcome": "ok",
            "version": version.number,
            "revision": revision,
            "offices": offices,
            "out": None if args.out is None else str(args.out),
        }
    )
    return DONE


_NOT_PLANNED = Words(
    "Catatan: yang berubah sesudah versi {n} belum direncanakan; yang terbit masih rencana versi "
    "{n}. Untuk memperhitungkannya: {line}",
    "Note: what has changed since version {n} is not planned yet; what is published is the plan of "
    "version {n} still. To plan it: {line}",
)


def _offices(said: list[str], known: dict[str, str]) -> list[str]:
    """The codes that are meant; a name of two words needs no quotation marks. Raises PlanFilesError
    with all that are not known.
    """
    if [one.casefold() for one in said] in (["semua"], ["all"]):
        return sorted(known)
    by_name = {name.casefold(): code for code, name in known.items()}
    found = {
        one: one if one in known else by_name.get(one.casefold())
        for one in _joined(said, {*known, *by_name})
    }
    if strangers := [one for one, code in found.items() if code is None]:
        words = Words(
            "Tidak ada kecamatan {strangers}; yang ada: {known}.",
            "There is no kecamatan {strangers}; there are: {known}.",
        )
        names = [f"{code} {name}" for code, name in sorted(known.items())]
        raise PlanFilesError(words.fill(strangers=strangers, known=names))
    return sorted({code for code in found.values() if code is not None})


def _joined(said: list[str], known: set[str]) -> Iterator[str]:
    """The words, those put together that make a name only together."""
    n = 0
    while n < len(said):
        ends = range(len(said), n, -1)
        end = next((m for m in ends if " ".join(said[n:m]).casefold() in known), n + 1)
        yield " ".join(said[n:end])
        n = end


def _adopt_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words("daftar hadir yang disunting", "rosters that were edited")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=text.said(lang))
    add_note(parser, lang)


def _adopt(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.handmade.edited import adopt
    from okoce_opt.handmade.pinned import said_by_hand
    from okoce_opt.plan_files.record import read_plan
    from okoce_opt.reports.violations_in_words import violation_lines
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.written import write_folder

    with Rollout.open(args.folder) as rollout, tempfile.TemporaryDirectory() as place:
        before, number = rollout.current, rollout.current.number
        folder, new = Path(place) / "rencana", Path(place) / "baru"
        write_folder(rollout, before, folder)
        found = adopt(folder, args.files, None, new)
        for line in violation_lines(found.scenario, found.violations, (), screen.lang):
            screen.say(same(line))
        named = screen.knowing(found.scenario.problem)
        for step in found.steps:
            named.say(said_by_hand(step))
        if found.stands:
            pins = _pins([(step.person, step.new) for step in found.steps])
            version = rollout.commit(
                what="adopt",
                expected=before,
                scenario=rollout.scenario(before).what_if(pendaftar=pins),
                plan=read_plan(new),
                note=args.note,
            )
            number = version.number
            tell_version(version, args.folder, screen)
            tell_next(args.folder, number, bool(rollout.publications()), screen)
        else:
            screen.say(Words("Tidak ada yang ditulis.", "Nothing was written."))
    screen.answer(
        {
            "outcome": "ok" if found.stands else "violated",
            "version": number,
            "moves": [[step.person, step.old, step.new] for step in found.steps],
            "violations": len(found.violations),
        }
    )
    return DONE if found.stands else IMPOSSIBLE


def _pins(moved: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Rows of the list that pin who was moved where they sit now."""
    from okoce_opt.domain.ids import SessionId
    from okoce_opt.domain.sessions import activity_of

    rows: dict[str, dict[str, str]] = {}
    for person, session in moved:
        row = rows.setdefault(person, {"no_peserta": person})
        row[f"pin_{activity_of(SessionId(session))}"] = session
    return list(rows.values())


EXPORT = Command(
    "export",
    Words(
        "tulis satu versi sebagai skenario atau rencana", "write a version out as the folder it is"
    ),
    _export_arguments,
    _export,
)
PUBLISH = Command(
    "publish",
    Words("catat kantor mana menerima versi ini", "record which offices were given a version"),
    _publish_arguments,
    _publish,
)
ADOPT = Command(
    "adopt",
    Words("ambil alih daftar hadir yang disunting", "take over rosters edited by hand"),
    _adopt_arguments,
    _adopt,
)
