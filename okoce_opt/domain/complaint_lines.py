"""Complaints as a person reads them: where, found, allowed, what to do; one line a mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from okoce_opt.domain.findings import Complaint, mask
from okoce_opt.domain.words import Words

MOST_ROWS = 10
"""Named of one mistake that stands in many rows."""
MOST_ALIKE, MOST_TOLD = 30, 10
"""Lines about one column, each of something else that is wrong in it in the same way; where there
are more, so many are told.
"""
_OTHERS = Words(
    "{n} isian lain di kolom ini salah dengan cara yang sama; mungkin kolomnya tertukar atau "
    "tergeser.",
    "{n} other cells of this column are wrong in the same way; perhaps the column was put in the "
    "place of another.",
)


def complaint_lines(complaints: Sequence[Complaint], lang: str) -> Iterator[str]:
    """A line for each mistake; one that stands in many rows of a column is one line. Of a column in
    which nearly everything is wrong (it was put in the place of another, say) the first are told,
    and the others counted.
    """
    alike: dict[Complaint, list[Complaint]] = {}
    for complaint in complaints:
        key = replace(complaint, row=min(complaint.row, 1), key="")
        alike.setdefault(key, []).append(complaint)
    of_place = Counter(_place(one) for one in alike)
    told: Counter[tuple[str, ...]] = Counter()
    others: dict[tuple[str, ...], list[Complaint]] = {}
    for one, those in alike.items():
        place = _place(one)
        told[place] += 1
        if not one.column or of_place[place] <= MOST_ALIKE or told[place] <= MOST_TOLD:
            yield complaint_line(those[0], lang, [c.row for c in those if c.row])
            continue
        others.setdefault(place, []).extend(those)
        if told[place] == of_place[place]:
            rest = others.pop(place)
            where = _where(replace(rest[0], key=""), lang, [c.row for c in rest if c.row])
            yield f"{where}: {_OTHERS.fill(n=len(rest)).said(lang)}"


def _place(complaint: Complaint) -> tuple[str, ...]:
    """Mistakes of one kind in one column."""
    return complaint.code, complaint.file or complaint.table, complaint.column


def complaint_line(complaint: Complaint, lang: str, rows: Sequence[int] = ()) -> str:
    """Where, found, allowed, what to do; in one line. `rows`: all the rows that hold the same
    mistake.
    """
    rest = []
    if complaint.found:
        rest.append(
            Words("tertulis {found}", "found {found}").fill(found=repr(complaint.found)).said(lang)
        )
    if allowed := complaint.allowed.said(lang):
        rest.append(
            Words("seharusnya {allowed}", "allowed: {allowed}").fill(allowed=allowed).said(lang)
        )
    text = _where(complaint, lang, rows) + (": " + "; ".join(rest) + "." if rest else ".")
    advice = complaint.advice.said(lang)
    return mask(f"{text} {advice}".rstrip() if advice else text)


def _where(complaint: Complaint, lang: str, rows: Sequence[int]) -> str:
    """File, rows, column and key."""
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
    return mask(", ".join(where))
