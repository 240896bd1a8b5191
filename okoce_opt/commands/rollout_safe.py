"""`okoce rollout backup`, `forget`, `check`: a safe copy, privacy, and whether all is as it was."""

from __future__ import annotations

import argparse
from pathlib import Path

from okoce_opt.commands.command import DONE, WRONG_INPUT, Command
from okoce_opt.commands.rollout_folder import add_folder
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words


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
    parser.add_argument("persons", metavar="ID", nargs="+", help=text.said(lang))


def _forget(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import BACKUP

    with Rollout.open(args.folder) as rollout:
        done = rollout.forget(args.persons)
        copies = (one.subject for one in rollout.trail() if one.what == BACKUP)
        outside = sorted({one for one in copies if Path(one).name != one})
    words = Words(
        "Data pribadi {n} orang dihapus dari semua versi dan {backups} cadangan. Nomor dan "
        "kursinya tetap; semua sidik tetap benar.",
        "Personal data of {n} people erased from all versions and {backups} backups. Their "
        "numbers and seats stay; every digest still holds.",
    )
    screen.say(words.fill(n=done.people, backups=done.backups))
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


def _check(args: argparse.Namespace, screen: Screen) -> int:
    from okoce_opt.rollout.store import Rollout

    with Rollout.open(args.folder) as rollout:
        faults = rollout.faults()
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
CHECK = Command(
    "check",
    Words("periksa bahwa semua versi utuh", "check that all is as kept"),
    add_folder,
    _check,
)
