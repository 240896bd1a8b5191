"""Every kind of paper, by its name on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from okoce_opt.reports.papers.letters import write_letters
from okoce_opt.reports.papers.lists import (
    write_board,
    write_by_rw,
    write_certificates,
    write_door,
    write_for_lurah,
)
from okoce_opt.reports.papers.subject import Printed

ROSTERS, FORMS = "hadir", "formulir"
"""Attendance sheets, and what needs no plan: both have ways of their own."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: its name on the command line and its writer; `names_presence` if it asks who
    came.
    """

    name: str
    write: Callable[[Printed, Path], None]
    names_presence: bool = False


PAPER_BOOK: tuple[PaperKind, ...] = (
    PaperKind(
        "undangan",
        write_letters,
    ),
    PaperKind(
        "rw",
        write_by_rw,
    ),
    PaperKind(
        "pintu",
        write_door,
    ),
    PaperKind(
        "papan",
        write_board,
    ),
    PaperKind(
        "sertifikat",
        write_certificates,
        names_presence=True,
    ),
    PaperKind(
        "lurah",
        write_for_lurah,
    ),
)
