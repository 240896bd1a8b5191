"""Complaints and violations as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from okoce_opt.commands.command import WRONG_INPUT
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.findings import Complaint, mask
from okoce_opt.domain.words import Words

MOST_ROWS = 10
"""Named of one mistake that stands in many rows."""


def complaint_line(complaint: Complaint, lang: str, rows: Sequence[int] = ()) -> str:
    """Where, found, allowed, what to do; in one line. `rows`: all the rows that hold the same
    mistake.
    """
    where = [complaint.file or complaint.table]
    if len(rows) > 1:
        more = Words(" dan {n} baris lagi", " and {n} rows more").fill(n=len(rows) - MOST_ROWS)
        named = Words("baris {rows}{more}", "rows {rows}{more}")
        where.append(
            named.fill(
                rows=[str(row) for row in rows[:MOST_ROWS]],
                more=more if len(rows) > MOST_ROWS else "",
            ).said(lang)
        )
    elif complaint.row:
        where.append(Words("baris {row}", "row {row}").fill(row=str(complaint.row)).said(lang))
    if complaint.column:
        is_setting = complaint.key == complaint.column
        named = (
            Words("kunci {name}", "key {name}")
            if is_setting
            else Words("kolom {name}", "column {name}")
        )
        where.append(named.fill(name=complaint.column).said(lang))
    if complaint.key not in ("", complaint.found, complaint.column) and len(rows) < 2:
        where.append(complaint.key.rstrip("/"))  # a row for all kecamatan has an empty last part
    rest = []
    if complaint.found:
        rest.append(
            Words("tertulis {found}", "found {found}").fill(found=repr(complaint.found)).said(lang)
        )
    if allowed := complaint.allowed.said(lang):
        rest.append(
            Words("seharusnya {allowed}", "allowed: {allowed}").fill(allowed=allowed).said(lang)
        )
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
    """Every complaint, a count, and the exit number. One mistake in many rows of a column is one
    line on the screen.
    """
    alike: dict[Complaint, list[Complaint]] = {}
    for complaint in complaints:
        alike.setdefault(replace(complaint, row=min(complaint.row, 1), key=""), []).append(
            complaint
        )
    for those in alike.values():
        screen.tell(
            complaint_line(
                those[0], screen.lang, [complaint.row for complaint in those if complaint.row]
            )
        )
    count = Words(
        "{n} hal harus diperbaiki dulu. Tidak ada yang ditulis.",
        "{n} to mend first. Nothing was written.",
    )
    screen.tell(count.fill(n=len(complaints)))
    screen.answer(
        {"outcome": "wrong_input", "complaints": [as_json(c, screen.lang) for c in complaints]}
    )
    return WRONG_INPUT


def tell_notes(notes: Iterable[Words], screen: Screen) -> None:
    """Notes that change nothing in the answer, on standard error."""
    for note in notes:
        screen.tell(Words("Catatan: {note}", "Note: {note}").fill(note=note))
