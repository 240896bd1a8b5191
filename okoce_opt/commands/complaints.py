"""Complaints and violations as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okoce_opt.commands.command import WRONG_INPUT
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.findings import Complaint, mask
from okoce_opt.domain.words import Words


def complaint_line(complaint: Complaint, lang: str) -> str:
    """Where, found, allowed, what to do; in one line."""
    where = [complaint.file or complaint.table]
    if complaint.row:
        where.append(Words("baris {row}", "row {row}").fill(row=complaint.row).said(lang))
    if complaint.column:
        where.append(Words("kolom {column}", "column {column}").fill(column=complaint.column).said(lang))
    if complaint.key and complaint.key != complaint.found:
        where.append(complaint.key)
    rest = []
    if complaint.found:
        rest.append(Words("tertulis {found}", "found {found}").fill(found=repr(complaint.found)).said(lang))
    if allowed := complaint.allowed.said(lang):
        rest.append(Words("seharusnya {allowed}", "allowed: {allowed}").fill(allowed=allowed).said(lang))
    text = ", ".join(where) + (": " + "; ".join(rest) + "." if rest else ".")
    advice = complaint.advice.said(lang)
    return mask(f"{text} {advice}".rstrip() if advice else text)


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
    """Every complaint, a count, and the exit number."""
    for complaint in complaints:
        screen.tell(complaint_line(complaint, screen.lang))
    count = Words(
        "{n} hal harus diperbaiki dulu. Tidak ada yang ditulis.",
        "{n} to mend first. Nothing was written.",
    )
    screen.tell(count.fill(n=len(complaints)))
    screen.answer({"outcome": "wrong_input", "complaints": [as_json(c, screen.lang) for c in complaints]})
    return WRONG_INPUT


def tell_notes(notes: Iterable[Words], screen: Screen) -> None:
    """Notes that change nothing in the answer, on standard error."""
    for note in notes:
        screen.tell(Words("Catatan: {note}", "Note: {note}").fill(note=note))
