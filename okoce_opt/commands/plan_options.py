"""What `okoce plan` takes on its command line, and the options that come of it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.new_file import new_folder
from okoce_opt.commands.numbers import whole
from okoce_opt.commands.parser import WrongCommandLine
from okoce_opt.commands.search_options import add_search_options, adding_to, given
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.options import Certificates, Options

CERTIFICATES = {
    "--tls-ca-file": Words(
        "sertifikat yang dipercaya (dengan --cluster tls://...)",
        "the certificate to trust (with --cluster tls://...)",
    ),
    "--tls-cert": Words("sertifikat untuk mesin ini", "the certificate of this machine"),
    "--tls-key": Words(
        "kuncinya, bila tidak di berkas yang sama", "its key, unless it is in the same file"
    ),
}
"""The options by which Dask's own commands take certificates, and what they are."""


def add_solver_options(
    parser: argparse.ArgumentParser, lang: str, budget: Words, time_limit: Words
) -> None:
    """How hard and how long to look, said in these words; then seed and cluster: few need them."""
    option = adding_to(parser, lang)
    add_search_options(option, lang, budget, time_limit)
    seed = Words("benih pencarian (bawaan 1)", "the solver's seed (default 1)")
    option("--seed", seed, metavar="N", type=whole(lang))
    where = Words(
        "hitung di klaster Dask di alamat ini", "solve on the Dask cluster at this address"
    )
    option("--cluster", where, metavar="A", dest="address")
    for name, text in CERTIFICATES.items():
        option(name, text, metavar="F", type=Path)


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Scenario, output folder, and how long and how hard to look."""

    option = adding_to(parser, lang)

    option(
        "scenario",
        Words("folder skenario atau buku kerja", "scenario folder or workbook"),
        metavar="S",
        type=Path,
    )
    option(
        "--out",
        Words("folder hasil", "folder for the plan"),
        metavar="D",
        type=new_folder(lang),
        required=True,
    )
    option(
        "--from",
        Words("folder rencana lama yang diubah", "folder of the plan that is being changed"),
        metavar="D",
        type=Path,
        dest="old",
    )
    option(
        "--dengan-nik",
        Words("NIK utuh di daftar hadir", "whole NIK on rosters"),
        action="store_true",
    )
    option(
        "--dengan-telepon",
        Words("nomor telepon di daftar hadir", "phone numbers on rosters"),
        action="store_true",
    )
    add_solver_options(
        parser,
        lang,
        Words(
            "lamanya mencari, sama hasilnya di mesin mana pun (bawaan 60)",
            "how long to look, the same on any machine (default 60)",
        ),
        Words("berhenti sesudah sekian detik", "stop after so many seconds"),
    )


def options_of(args: argparse.Namespace) -> Options:
    """The options of a command line. Raises `WrongCommandLine` for certificates that do not go with
    the rest.
    """
    from okoce_opt.options import Options

    chosen = given(args, "seed", "workers", "budget", "time_limit", "address")
    if (certificates := _certificates(args)) is not None:
        chosen["certificates"] = certificates
    return Options(**chosen, show_nik=args.dengan_nik, show_phone=args.dengan_telepon)


def _certificates(args: argparse.Namespace) -> Certificates | None:
    from okoce_opt.options import Certificates

    if not any((args.tls_ca_file, args.tls_cert, args.tls_key)):
        return None
    if not (args.address or "").startswith("tls://"):
        raise WrongCommandLine(
            Words(
                "sertifikat hanya untuk --cluster tls://...",
                "certificates are for --cluster tls://... only",
            )
        )
    if not (args.tls_ca_file and args.tls_cert):
        raise WrongCommandLine(
            Words(
                "sebutkan --tls-ca-file dan --tls-cert bersama-sama",
                "name --tls-ca-file and --tls-cert together",
            )
        )
    return Certificates(args.tls_ca_file, args.tls_cert, args.tls_key)


_HERE = re.compile(r"(?:[a-z]+://)?(?:localhost|127(?:\.[0-9]+){3}|\[?::1\]?)(?::[0-9]+)?/?")
_CLOSED = ("tls://", "wss://", "inproc://")


def open_doors(address: str | None) -> tuple[Words, ...]:
    """What a planner must know of a cluster whose door anybody on the network can open."""
    if address is None or address.startswith(_CLOSED) or _HERE.fullmatch(address.casefold()):
        return ()
    return (
        Words(
            "klaster di {address} tidak terkunci: siapa pun di jaringan itu dapat menjalankan apa "
            "saja di tiap mesinnya, dan data peserta lewat tanpa sandi. Pakai tls:// (lihat "
            "README), atau jaringan yang hanya milik Anda.",
            "the cluster at {address} is not locked: anybody on that network can run anything on "
            "each of its machines, and data of registrants pass unencrypted. Use tls:// (see "
            "README), or a network that is yours alone.",
        ).fill(address=address),
    )
