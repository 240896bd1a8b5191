"""Complaints as a person reads them: where, found, allowed, what to do; one line a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from okoce_opt.domain.findings import Complaint, mask
from okoce_opt.domain.words import Words

MOST_ROWS = 10
"""Named of one mistake that stands in many rows."""


def complaint_lines(complaints: Sequence[Complaint], lang: str) -> Iterator[str]:
    """A line for each mistake; one that stands in many rows of a column is one line."""
    alike: dict[Complaint, list[Complaint]] = {}
    for complaint in complaints:
        key = replace(complaint, row=min(complaint.row, 1), key="")
        alike.setdefault(key, []).append(complaint)
    for those in alike.values():
        rows = [complaint.row for complaint in those if complaint.row]
        yield complaint_line(those[0], lang, rows)


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
    told = ("", complaint.found, complaint.column, str(complaint.row))
    if complaint.key not in told and len(rows) < 2:
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
