"""`okoce import FILE|FOLDER|ZIP... --into S`: lists as offices send them, taken into a scenario."""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, WRONG_INPUT, Command, command_line
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.parser import WrongCommandLine
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

if TYPE_CHECKING:
    from okoce_opt.importing.importer import Import, Lists
    from okoce_opt.rollout.store import Rollout

WAITS = 1
"""Something waits for an answer."""
ROLLOUT = "rollout.sqlite3"
"""What stands in the folder of a year."""


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The lists and the scenario."""
    text = Words(
        "daftar: buku kerja, CSV, folder atau zip", "lists: workbooks, CSV, folders or zip files"
    )
    parser.add_argument("lists", metavar="FILE", type=Path, nargs="*", help=text.said(lang))
    text = Words(
        "skenario tujuan; dibuat bila belum ada", "the scenario; made if it is not there yet"
    )
    parser.add_argument("--into", metavar="S", type=Path, required=True, help=text.said(lang))
    text = Words("hanya tunjukkan, jangan menulis ke skenario", "only show, do not write into it")
    parser.add_argument("--dry-run", action="store_true", help=text.said(lang))
    text = Words(
        "folder laporan (bawaan: laporan_impor_S)", "folder of the report (laporan_impor_S)"
    )
    parser.add_argument("--out", metavar="L", type=new_folder(lang), help=text.said(lang))
    text = Words("batalkan impor terakhir ke S", "take back the last import into S")
    parser.add_argument("--undo", action="store_true", help=text.said(lang))
    parser.set_defaults(of_a_year=False)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Understand the lists, say what was understood and what is asked, and take them in."""
    from okoce_opt.gate import reading
    from okoce_opt.importing.backup import recover

    if (args.into / ROLLOUT).is_file():
        return _into_rollout(args, screen)
    if not args.dry_run and recover(args.into):
        screen.tell(
            Words(
                "Impor sebelumnya terputus; skenario dikembalikan seperti sebelum impor itu.",
                "An earlier import broke off; the scenario is again as it was before it.",
            )
        )
    if args.undo:
        return _undo(args.into, screen)
    if not args.lists:
        raise WrongCommandLine(Words("sebutkan daftar yang diimpor", "name the lists to import"))
    gc.disable()  # rows make no circles; looking for some takes a quarter of the time
    try:
        with reading():
            return _import(args, screen)
    finally:
        gc.enable()


def _into_rollout(args: argparse.Namespace, screen: Screen) -> int:
    """Take the lists into the current version of a year: the next version."""
    from okoce_opt.importing.memory import carry
    from okoce_opt.io import load_scenario
    from okoce_opt.rollout.difference import lists_difference
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.into) as rollout, tempfile.TemporaryDirectory() as place:
        before = rollout.current
        if args.undo:
            return _undo_version(args, rollout, screen)
        name = args.into.resolve().name
        copy = Path(place) / name
        rollout.write_scenario(before, copy)
        carry(args.into, copy)
        out = args.out or Path(f"laporan_impor_{name}")
        inner = argparse.Namespace(**{**vars(args), "into": copy, "out": out, "of_a_year": True})
        code = run(inner, screen)
        carry(copy, args.into)
        scenario = load_scenario(copy)
        if not lists_difference(rollout.scenario(before), scenario).is_empty:
            version = rollout.commit(what="import", expected=before, scenario=scenario)
            undo = command_line("rollout", "undo", args.into)
            words = Words(
                "Di {year}: versi {n} berlaku. Membatalkannya: {line}",
                "In {year}: version {n} is current. To take it back: {line}",
            )
            screen.say(words.fill(year=name, n=version.number, line=undo))
            following = Words("Berikutnya: {line}", "Next: {line}")
            screen.say(following.fill(line=command_line("rollout", "replan", args.into)))
    return code


def _undo_version(args: argparse.Namespace, rollout: Rollout, screen: Screen) -> int:
    """Take the last import into a year back, where nothing was done since."""
    if (current := rollout.current).what != "import":
        words = Words(
            "Versi {n} yang berlaku bukan impor; kembali ke versi lain dengan: okoce rollout undo "
            "{year} --to V",
            "Version {n}, the current one, is no import; go back to another one with: okoce "
            "rollout undo {year} --to V",
        )
        raise PlanFilesError(words.fill(n=current.number, year=str(args.into)))
    version = rollout.undo(expected=current)
    words = Words(
        "Impor terakhir dibatalkan: versi {n} berlaku.",
        "The last import is taken back: version {n} is current.",
    )
    screen.say(words.fill(n=version.number))
    screen.answer({"outcome": "undone", "version": version.number})
    return DONE


def _undo(into: Path, screen: Screen) -> int:
    from okoce_opt.importing.backup import take_back

    names = take_back(into)
    screen.say(
        Words(
            "Impor terakhir dibatalkan: {names}.", "The last import is taken back: {names}."
        ).fill(names=names)
    )
    screen.answer({"outcome": "undone", "files": names})
    return DONE


def _import(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.importing.importer import read_lists
    from okoce_opt.importing.memory import remember, remembered
    from okoce_opt.importing.report import write_report

    out = args.out or Path(f"laporan_impor_{args.into.resolve().stem}")
    lists = read_lists(args.lists)
    made, given = _asked(lists, args.into, remembered(args.into, out), screen)
    # the report first: should it fail, the scenario is as it was
    given = {**given, **made.settled}
    papers = write_report(made, out, given, screen.lang)
    gc.collect()  # a workbook that was written holds on to all its cells
    written: list[str] = []
    if not args.dry_run and made.changes_anything:
        from okoce_opt.importing.writing import write

        written = write(made)
    if not args.dry_run and not made.target.new:
        remember(made, given)
    _tell(made, written, papers, args, screen)
    if made.unreadable or len(made.nobody) == len(made.lists.files):
        return WRONG_INPUT
    return WAITS if made.waits else DONE


def _asked(
    lists: Lists, into: Path, given: Mapping[str, str], screen: Screen
) -> tuple[Import, Mapping[str, str]]:
    """The import with whatever a person at the terminal answers; elsewhere as it is."""
    from okoce_opt.importing.importer import understand

    made = understand(lists, into, given)
    if screen.json or not (sys.stdin and sys.stdin.isatty()):
        return made, given
    from okoce_opt.commands.asking import ask

    while more := ask(made, screen):
        given = {**given, **more}
        made = understand(lists, into, given)
    return made, given


def _tell(
    made: Import, written: list[str], papers: list[Path], args: argparse.Namespace, screen: Screen
) -> None:
    from okoce_opt.importing.telling import answer_of, lines_of

    for line in lines_of(made):
        screen.say(line)
    if written and not args.of_a_year:
        said = Words("Ditulis ke {into}: {names}.", "Written to {into}: {names}.")
        screen.say(said.fill(into=str(args.into), names=written))
        undo = command_line("import", "--undo", "--into", args.into)
        screen.say(Words("Membatalkannya: {line}", "To take it back: {line}").fill(line=undo))
    elif args.dry_run:
        screen.say(Words("Tidak ada yang ditulis ke skenario.", "The scenario was not written to."))
    for paper in papers:
        screen.say(Words("Laporan: {path}", "Report: {path}").fill(path=str(paper)))
    if made.waits:
        screen.say(
            Words(
                "Jawab di lembar PERTANYAAN laporan itu (kolom JAWABAN), atau perbaiki sel kuning "
                "di salinan daftarnya, simpan, lalu ulangi perintah ini (dengan salinan itu).",
                "Answer in the report's sheet PERTANYAAN (column JAWABAN), or mend the yellow "
                "cells in the copy of the list, save it, and repeat this command (with the copy).",
            )
        )
    screen.answer(
        {
            **answer_of(made, screen.lang),
            "written": written,
            "reports": [str(paper) for paper in papers],
        }
    )


COMMAND = Command(
    "import",
    Words("ambil daftar dari kantor ke dalam skenario", "take lists of offices into a scenario"),
    arguments,
    run,
)
