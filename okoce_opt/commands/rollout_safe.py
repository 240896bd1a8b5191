"""`okoce rollout backup`, `forget`, `check`: a safe copy, privacy, and whether all is as it was."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from okoce_opt.commands.command import DONE, WRONG_INPUT, Command, command_line
from okoce_opt.commands.numbers import day
from okoce_opt.commands.parser import WrongCommandLine
from okoce_opt.commands.rollout_folder import add_folder
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.rollout.refusals import RolloutError


def _backup_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words(
        "berkas salinannya (bawaan: di DIR/cadangan)", "the copy (default: in DIR/cadangan)"
    )
    parser.add_argument("--out", metavar="F", type=Path, help=text.said(lang))


def _backup(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        path = rollout.backup(args.out)
    words = Words(
        "Salinan utuh: {path}. Memulihkannya: salin berkas itu sebagai rollout.sqlite3 ke folder "
        "baru. Isinya data pribadi.",
        "A whole copy: {path}. To restore it: copy that file as rollout.sqlite3 into a new folder. "
        "It holds personal data.",
    )
    screen.say(words.fill(path=str(path)))
    if args.out is not None:
        screen.say(
            Words(
                "Salinan di luar folder tahun itu tidak dijangkau rollout forget; hapus sendiri "
                "bila perlu.",
                "A copy outside the year's folder is not reached by rollout forget; delete it "
                "yourself when need be.",
            )
        )
    screen.answer({"outcome": "ok", "file": str(path)})
    return DONE


def _forget_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words("nomor peserta", "registrants' numbers")
    parser.add_argument("persons", metavar="ID", nargs="*", help=text.said(lang))
    text = Words(
        "semua orang, bila tanggal simpannya (rollout keep) sudah lewat",
        "everybody, once the day until which they are kept (rollout keep) is over",
    )
    parser.add_argument("--all", action="store_true", help=text.said(lang))


def _forget(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import BACKUP

    if bool(args.persons) == args.all:
        raise WrongCommandLine(
            Words("sebutkan nomor peserta, atau --all", "name registrants' numbers, or --all")
        )
    with Rollout.open(args.folder) as rollout:
        if args.all:
            _refuse_too_early(rollout.kept_until, args.folder)
        done = rollout.forget(rollout.everyone() if args.all else args.persons)
        copies = (one.subject for one in rollout.trail() if one.what == BACKUP)
        outside = sorted({one for one in copies if Path(one).name != one})
        listed = rollout.scenario(rollout.current).problem.registrants
    still = [] if args.all else sorted({*args.persons} & {*listed})
    words = Words(
        "Data pribadi {n} orang dihapus dari semua versi dan {backups} cadangan. Nomor dan "
        "kursinya tetap; semua sidik tetap benar.",
        "Personal data of {n} people erased from all versions and {backups} backups. Their "
        "numbers and seats stay; every digest still holds.",
    )
    screen.say(words.fill(n=done.people, backups=done.backups))
    if still:
        words = Words(
            "{who} masih di daftar: kertas berikutnya memuat nomornya saja. Bila tidak ikut lagi: "
            "{line}",
            "{who} are still on the list: the next papers have their numbers alone. If they take "
            "part no more: {line}",
        )
        line = command_line("rollout", "change", args.folder, "mundur", still[0])
        screen.say(words.fill(who=still, line=line))
    if done.elsewhere:
        words = Words(
            "Masih tertulis di berkas yang bukan milik okoce di folder itu, atau di tabel Anda "
            "sendiri; hapus sendiri: {files}",
            "Still written in files of that folder that are not okoce's, or in tables of your own; "
            "delete them yourself: {files}",
        )
        screen.say(words.fill(files=list(done.elsewhere)))
    screen.say(
        Words(
            "Kertas dan salinan yang sudah ditulis ke folder lain (terbitan, perubahan, "
            "tanya_hadir) tidak dijangkau; hapus sendiri.",
            "Papers and copies already written into other folders (what was published, changes, "
            "questions) are not reached; delete them yourself.",
        )
    )
    if outside:
        words = Words(
            "Cadangan di luar folder itu tidak diubah: {files}",
            "Backups outside that folder were not changed: {files}",
        )
        screen.say(words.fill(files=outside))
    screen.answer(
        {
            "outcome": "ok",
            "people": done.people,
            "backups": done.backups,
            "elsewhere": list(done.elsewhere),
            "outside": outside,
        }
    )
    return DONE


def _refuse_too_early(until: date | None, folder: Path) -> None:
    line = command_line("rollout", "keep", folder, date.today())
    if until is None:
        words = Words(
            "Belum ada tanggal simpan, jadi tidak semua orang dihapus. Tentukan dulu: {line}",
            "There is no day until which people are kept, so not everybody is erased. Say it: "
            "{line}",
        )
        raise RolloutError(words.fill(line=line))
    if date.today() <= until:
        words = Words(
            "Data pribadi disimpan sampai {until}; belum lewat, jadi tidak ada yang dihapus.",
            "Personal data are kept until {until}, which is not over; nothing was erased.",
        )
        raise RolloutError(words.fill(until=until))


def overdue(until: date | None, people: int, folder: Path) -> Iterator[Words]:
    """A reminder that people's data are kept longer than they may be."""
    if until is not None and date.today() > until and people:
        yield Words(
            "Data pribadi {n} orang hanya boleh disimpan sampai {until}, dan itu sudah lewat. "
            "Hapus: {line}",
            "Personal data of {n} people may be kept until {until} only, which is over. Erase "
            "them: {line}",
        ).fill(n=people, until=until, line=command_line("rollout", "forget", folder, "--all"))


def _keep_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    add_folder(parser, lang)
    text = Words("hari terakhir data pribadi disimpan", "the last day on which they are kept")
    metavar = Words("TANGGAL", "DATE").said(lang)
    parser.add_argument("until", metavar=metavar, nargs="?", type=day(lang), help=text.said(lang))


def _keep(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        if args.until is not None:
            rollout.keep_until(args.until)
        until, people = rollout.kept_until, len(rollout.everyone())
    if until is None:
        words = Words(
            "Belum ditentukan sampai kapan data pribadi {n} orang disimpan. Tentukan: {line}",
            "Nobody has said until when personal data of {n} people are kept. Say it: {line}",
        )
        line = command_line("rollout", "keep", args.folder, "2028-12-31")
        screen.say(words.fill(n=people, line=line))
    else:
        words = Words(
            "Data pribadi {n} orang disimpan sampai {until}; sesudah itu rollout status dan "
            "rollout check mengingatkan.",
            "Personal data of {n} people are kept until {until}; after that rollout status and "
            "rollout check remind you.",
        )
        screen.say(words.fill(n=people, until=until))
    for late in overdue(until, people, args.folder):
        screen.say(late)
    said = None if until is None else until.isoformat()
    screen.answer({"outcome": "ok", "until": said, "people": people})
    return DONE


def _check(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        faults = rollout.faults()
        until = rollout.kept_until if not faults else None
        late = list(overdue(until, len(rollout.everyone()) if until else 0, args.folder))
    for line in late:
        screen.tell(line)
    for fault in faults:
        screen.say(fault)
    if not faults:
        screen.say(
            Words("Semua versi utuh, seperti saat disimpan.", "All versions are as they were kept.")
        )
    said = [screen.said(fault) for fault in faults]
    screen.answer({"outcome": "wrong_input" if faults else "ok", "faults": said})
    return WRONG_INPUT if faults else DONE


BACKUP_COPY = Command(
    "backup", Words("buat salinan yang utuh", "make a safe copy"), _backup_arguments, _backup
)
FORGET_PERSON = Command(
    "forget",
    Words("hapus data pribadi seseorang selamanya", "erase somebody's personal data for good"),
    _forget_arguments,
    _forget,
)
KEEP_UNTIL = Command(
    "keep",
    Words("sampai kapan data pribadi orang disimpan", "until when people's personal data are kept"),
    _keep_arguments,
    _keep,
)
CHECK = Command(
    "check",
    Words("periksa bahwa semua versi utuh", "check that all is as kept"),
    add_folder,
    _check,
)
