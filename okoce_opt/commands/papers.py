"""`okoce papers D --out P`: attendance sheets, letters, lists and forms, printed from a plan."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from getpass import getpass
from pathlib import Path

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.complaints import tell_notes
from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.parser import WrongCommandLine
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

KINDS = {
    "hadir": Words("daftar hadir (bawaan)", "attendance sheets (default)"),
    "undangan": Words("surat undangan", "letters"),
    "rw": Words("undangan per RW", "invitations by RW"),
    "pintu": Words("daftar pintu", "for the door"),
    "papan": Words("papan pengumuman", "for the notice board"),
    "sertifikat": Words("penerima sertifikat", "for certificates"),
    "lurah": Words("ringkasan untuk lurah", "for each lurah"),
    "formulir": Words("formulir kosong", "empty forms"),
}
CHANGES = {
    "perubahan": Words("daftar perubahan camat dan lurah", "changes for each camat and lurah"),
    "surat_perubahan": Words("surat perubahan", "letters of changes"),
    "pesan": Words("teks pesan per orang", "a message for each person"),
    "papan_perubahan": Words("perubahan untuk papan", "changes for the wall"),
}
"""Kinds of paper, for the help; `reports.papers.book` writes them. The latter need the plan that
offices hold.
"""


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The plan's folder, the folder of the papers, which papers, and how."""

    option = partial(_option, parser, lang)
    both = {**KINDS, **CHANGES}
    kinds = "; ".join(f"{name}: {words.said(lang)}" for name, words in both.items())
    option(
        *("folder", "folder hasil; untuk formulir boleh skenario"),
        *("folder of the plan; for forms a scenario will do",),
        metavar="D",
        type=Path,
    )
    option(
        *("--out", "folder baru untuk kertasnya", "new folder for the papers"),
        metavar="P",
        type=new_folder(lang),
        required=True,
    )
    option(
        *("--kind", f"jenis, boleh berkali-kali: {kinds}", f"kind, may be repeated: {kinds}"),
        metavar=Words("JENIS", "KIND").said(lang),
        choices=[*both],
        action="append",
    )
    option(
        *("--changes-from", "rencana yang dipegang kantor: cetak hanya yang berubah"),
        *("the plan that offices hold: print what changes only",),
        metavar=Words("LAMA", "OLD").said(lang),
        type=Path,
    )
    option(
        *("--template", "templat daftar hadir milik kantor sendiri, .xlsx"),
        *("the office's own template of an attendance sheet, .xlsx",),
        metavar="F",
        type=Path,
    )
    option(
        *("--scenario", "skenarionya (bawaan: yang tercatat)"),
        *("its scenario (default: the one on record)",),
        metavar="S",
        type=Path,
    )
    option(
        *("--dengan-nik", "cetak NIK utuh", "print whole NIK"),
        action="store_true",
    )
    option(
        *("--dengan-telepon", "cetak nomor telepon", "print phone numbers"),
        action="store_true",
    )
    option(
        *("--qr", "kode lembar juga sebagai QR", "the sheets' codes as QR too"),
        action="store_true",
    )
    option(
        *("--pdf", "juga PDF (perlu LibreOffice)", "PDF too (needs LibreOffice)"),
        action="store_true",
    )
    add_password(parser, lang)


def add_password(parser: argparse.ArgumentParser, lang: str) -> None:
    """Ways to say a password that is on no command line."""
    option = partial(_option, parser, lang)
    option(
        *("--encrypt", "kunci dengan kata sandi (ditanyakan)"),
        *("behind a password (which is asked for)",),
        action="store_true",
    )
    option(
        *("--password-env", "ambil kata sandi dari variabel lingkungan ini"),
        *("take the password from this environment variable",),
        metavar="NAMA" if lang == "id" else "NAME",
    )
    option(
        *("--password-fd", "baca kata sandi dari pegangan berkas ini"),
        *("read the password from this file descriptor",),
        metavar="N",
        type=int,
    )


def _option(
    parser: argparse.ArgumentParser,
    lang: str,
    name: str,
    indonesian: str,
    english: str,
    **how: object,
) -> None:
    text = Words(indonesian, english).said(lang)
    parser.add_argument(name, help=text, **how)  # type: ignore[arg-type]


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Write the papers and say where they are; a folder that holds something is refused."""
    from okoce_opt import planning

    usual = ["hadir"] if args.changes_from is None else [*CHANGES]
    kinds = tuple(dict.fromkeys(args.kind or usual))
    papers = planning.papers(
        args.folder,
        args.out,
        args.scenario,
        kinds=kinds,
        changes_from=args.changes_from,
        lang=screen.lang,
        template=args.template,
        qr=args.qr,
        pdf=args.pdf,
        password=password_of(args, screen),
        show_nik=args.dengan_nik,
        show_phone=args.dengan_telepon,
    )
    tell_notes(papers.notices, screen)
    screen.say(
        Words("{n} berkas di {out}.", "{n} files in {out}.").fill(
            n=len(papers.files), out=str(args.out)
        )
    )
    screen.answer(
        {
            "outcome": "ok",
            "kinds": list(kinds),
            "files": list(papers.files),
            "notices": [screen.said(notice) for notice in papers.notices],
        }
    )
    return DONE


def password_of(args: argparse.Namespace, screen: Screen) -> str:
    """The password that was asked for, empty where none was. It never stands on a command line,
    which others on the machine can read.

    Raises `WrongCommandLine` where it is empty, was typed in two ways, or cannot be asked for.
    """
    if args.password_env is not None:
        said = os.environ.get(args.password_env, "")
    elif args.password_fd is not None:
        try:
            with os.fdopen(args.password_fd, encoding="utf-8") as handle:
                said = handle.readline().rstrip("\r\n")
        except (OSError, ValueError) as error:
            raise WrongCommandLine(NO_DESCRIPTOR.fill(n=str(args.password_fd))) from error
    elif not args.encrypt:
        return ""
    elif sys.stdin is None or not sys.stdin.isatty():
        raise WrongCommandLine(NOBODY_TO_ASK)
    else:
        said = getpass(screen.said(Words("Kata sandi: ", "Password: ")))
        if said != getpass(screen.said(Words("Sekali lagi: ", "Once more: "))):
            raise WrongCommandLine(NOT_ALIKE)
    if not said:
        raise WrongCommandLine(EMPTY)
    return said


NO_DESCRIPTOR = Words(
    "--password-fd: pegangan berkas {n} tidak dapat dibaca.",
    "--password-fd: file descriptor {n} cannot be read.",
)
NOBODY_TO_ASK = Words(
    "Kata sandi tidak dapat ditanyakan di sini; pakai --password-env atau --password-fd.",
    "The password cannot be asked for here; use --password-env or --password-fd.",
)
NOT_ALIKE = Words(
    "Kedua kata sandi tidak sama; ulangi.", "The two passwords are not alike; try again."
)
EMPTY = Words(
    "Kata sandinya kosong; isi dahulu, lalu ulangi.", "The password is empty; set it and try again."
)


COMMAND = Command(
    "papers",
    Words(
        "cetak daftar hadir, undangan, daftar dan formulir",
        "print attendance sheets, letters, lists and forms",
    ),
    arguments,
    run,
)
