"""Complaints and violations as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from okoce_opt.commands.command import WRONG_INPUT, command_line
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.complaint_lines import complaint_lines
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.errors import NoPlanOfIt


def as_json(complaint: Complaint, lang: str) -> dict[str, object]:
    """One complaint for programs."""
    return {
        "code": complaint.code,
        "file": complaint.file or complaint.table,
        "row": complaint.row,
        "column": complaint.column,
        "key": complaint.key,
        "found": complaint.found,
        "allowed": complaint.allowed.said(lang),
        "advice": complaint.advice.said(lang),
    }


def tell_complaints(complaints: Sequence[Complaint], screen: Screen) -> int:
    """Every complaint, a count, and the exit number. One mistake in many rows of a column is one
    line on the screen.
    """
    for line in complaint_lines(complaints, screen.lang):
        screen.tell(line)
    count = Words(
        "{n} hal harus diperbaiki dulu. Tidak ada yang ditulis.",
        "{n} to mend first. Nothing was written.",
    )
    screen.tell(count.fill(n=len(complaints)))
    screen.answer(
        {"outcome": "wrong_input", "complaints": [as_json(c, screen.lang) for c in complaints]}
    )
    return WRONG_INPUT


def tell_way_on(error: NoPlanOfIt, screen: Screen, old: Path | None = None) -> None:
    """Where facts let no plan be, of the change of an `old` plan say: who knows the ways out."""
    if error.scenario.path is not None and error.scenario.problem.announced.exists == bool(old):
        words = Words("Untuk mencari jalan keluarnya: {line}", "To look for ways out: {line}")
        change = ("--from", old) if old else ()
        screen.tell(words.fill(line=command_line("why", error.scenario.path, *change)))


def tell_notes(notes: Iterable[Words], screen: Screen) -> None:
    """Notes that change nothing in the answer, on standard error."""
    for note in notes:
        screen.tell(Words("Catatan: {note}", "Note: {note}").fill(note=note))
