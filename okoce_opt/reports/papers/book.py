"""Every kind of paper, by its name on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from okoce_opt.reports.papers.change_letters import write_change_letters
from okoce_opt.reports.papers.change_lists import write_changes, write_messages
from okoce_opt.reports.papers.change_wall import write_wall
from okoce_opt.reports.papers.for_lurah import write_for_lurah
from okoce_opt.reports.papers.letters import write_letters
from okoce_opt.reports.papers.lists import (
    write_board,
    write_by_rw,
    write_certificates,
    write_door,
)
from okoce_opt.reports.papers.subject import Printed

ROSTERS, FORMS = "hadir", "formulir"
"""Attendance sheets, and what needs no plan: both have ways of their own."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: its name on the command line and its writer; `names_presence` if it asks who
    came, `of_changes` if it says what has changed against an older plan.
    """

    name: str
    write: Callable[[Printed, Path], None]
    names_presence: bool = False
    of_changes: bool = False


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
    PaperKind("perubahan", write_changes, of_changes=True),
    PaperKind("surat_perubahan", write_change_letters, of_changes=True),
    PaperKind("pesan", write_messages, of_changes=True),
    PaperKind("papan_perubahan", write_wall, of_changes=True),
)
