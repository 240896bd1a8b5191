"""The zoo's table: every problem with its worst loss, the worst ten first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from okoce_opt.bench.zoo.entries import (
    IMPOSSIBLE,
    OKOCE,
    PLAIN,
    PLANNED,
    RAN_OUT,
    Entry,
    Kept,
    Loss,
    worst,
)
from okoce_opt.domain.words import Words

TEN = 10


def lines(rows: Sequence[Kept], lang: str) -> Iterator[str]:
    """The worst ten in full, then how all went."""
    judged = sorted(
        ((worst(kept), kept) for kept in rows), key=lambda pair: _rank(pair[0]), reverse=True
    )
    for loss, kept in judged[:TEN]:
        size = f"{kept.people} x {kept.sessions}, {kept.kecamatan} kec."
        verdict = said(loss, lang) if loss.counts or any(compared(kept)) else NOBODY.said(lang)
        yield f"{kept.name}  {size}  {verdict}"
        yield f"    {kept.story}"
        for entry in kept.entries:
            yield f"    {_entry(entry)}"
    counts = Counter(loss.grade for loss, _ in judged if loss.counts)
    yield ""
    yield TOTAL.fill(
        n=len(rows),
        first=counts[3],
        later=counts[2],
        bounds=counts[1],
        none=counts[4],
        wrong=counts[5],
    ).said(lang)
    levels = [source for kept in rows if (ours := kept.by(OKOCE)) for source in ours.sources]
    if alone := sum(not any(compared(kept)) for kept in rows):
        yield ALONE.fill(n=alone).said(lang)
    yield SEARCH.fill(n=sum(source == "search" for source in levels), all=len(levels)).said(lang)
    yield HARD.fill(n=sum(map(is_hard, rows))).said(lang)


def _rank(loss: Loss) -> tuple[bool, int, float]:
    return loss.counts, loss.grade, loss.size


def compared(kept: Kept) -> Iterator[Entry]:
    """Others' entries that say something: a plan that stands, or that there is none."""
    return (e for e in kept.entries if e.planner != OKOCE and e.outcome in (PLANNED, IMPOSSIBLE))


def is_hard(kept: Kept) -> bool:
    """Whether plain models have tried a problem and none has closed it within ten seconds."""
    tried = [e for e in kept.entries if e.planner in PLAIN and e.outcome in TRIED]
    return bool(tried) and not any(e.closed and e.seconds < 10 for e in tried)


TRIED = (PLANNED, IMPOSSIBLE, RAN_OUT)
"""What a plain model comes to that has understood a problem and was asked."""


def said(loss: Loss, lang: str) -> str:
    """A loss in words."""
    numbers = {
        "level": loss.level,
        "than": loss.than,
        "ours": loss.ours or 0,
        "theirs": loss.theirs or 0,
    }
    return _SAID[loss.grade].fill(**numbers).said(lang)


def _entry(entry: Entry) -> str:
    values = " / ".join(map(str, entry.values)) or "-"
    bounds = " / ".join("-" if bound is None else str(bound) for bound in entry.bounds) or "-"
    sources = f"  ({', '.join(entry.sources)})" if entry.sources else ""
    outcome = "" if entry.outcome == PLANNED else f"  {entry.outcome}"
    took = f"{entry.seconds:.0f} s  load {entry.load}"
    return f"{entry.planner:6} {values}  >= {bounds}{sources}{outcome}  {took}"


NOBODY = Words("tidak ada pembanding", "compared with nobody")
_SAID = (
    Words("tidak kalah", "not worse"),
    Words(
        "batas tingkat {level}: {ours}, {than} {theirs}",
        "bound of level {level}: {ours}, {than} {theirs}",
    ),
    Words("tingkat {level}: {ours}, {than} {theirs}", "level {level}: {ours}, {than} {theirs}"),
    Words("tingkat 1: {ours}, {than} {theirs}", "level 1: {ours}, {than} {theirs}"),
    Words("tanpa jawaban, {than} punya", "no answer, {than} has one"),
    Words(
        "tidak mungkin keduanya benar (tingkat {level}): {ours}, {than} {theirs}",
        "both cannot be true (level {level}): {ours}, {than} {theirs}",
    ),
)
TOTAL = Words(
    "{n} soal. Kalah di tingkat pertama {first}, di tingkat berikutnya {later}, di batas "
    "{bounds}; tanpa jawaban "
    "{none}; bertentangan {wrong}.",
    "{n} problems. Worse on the first level {first}, on a later one {later}, on a bound {bounds};"
    " no answer {none}; "
    "contradictions {wrong}.",
)
ALONE = Words(
    "Soal tanpa pembanding (yang lain tidak sampai pada rencana): {n}.",
    "Problems compared with nobody (the others come to no plan): {n}.",
)
SEARCH = Words(
    "Batas yang hanya bersandar pada pencarian: {n} dari {all}.",
    "Bounds that rest on search alone: {n} of {all}.",
)
HARD = Words(
    "Soal yang tidak dituntaskan model sederhana dalam 10 detik: {n}.",
    "Problems that no plain model closes in 10 s: {n}.",
)
