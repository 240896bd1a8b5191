"""Cells that cannot be taken: one question for all of a kind in a file, with the rows named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from okoce_opt.domain.words import Words
from okoce_opt.importing.account import TAKEN_OR_NOT, Entry, Fault, Ignored, SheetAccount
from okoce_opt.importing.questions import CLEAR, SKIP, TAKE, Answers, Choice, Question, Scope
from okoce_opt.importing.questions import question_id as named

SKIPPED = Words("diabaikan atas jawaban Anda", "ignored, as answered")
_NEEDED = ("nama", "no_peserta", "kelurahan", "kecamatan")
"""Fields that nobody can be taken without."""
_SHOWN = 60
"""Rows that a question names."""


class _Case(NamedTuple):
    account: SheetAccount
    entry: Entry
    fault: Fault
    ident: str


def note_faults(entry: Entry, content: Sequence[str], answers: Answers, first: int) -> bool:
    """Ask about each fault of a row, or let it wait to be asked with all of its kind; whether the
    row is to be ignored, as answered. `content` is the row's text, `first` its first column.
    """
    for fault in list(entry.faults):
        ident = named("row", fault.doubt.code, fault.field, *content)
        asked = _question(entry, fault, ident)
        answer = answers.ask(asked) if fault.doubt.code == TAKEN_OR_NOT else answers.told(asked)
        if answer == SKIP.word:
            return True
        if answer is not None:
            entry.faults.remove(fault)
            continue
        entry.waits.append(ident)
        entry.columns[ident] = max(fault.column, first)
        if fault.doubt.code != TAKEN_OR_NOT:
            entry.open.append((fault, ident))
    return False


def _choices(fault: Fault) -> Sequence[Choice]:
    if fault.doubt.code == TAKEN_OR_NOT:
        return (TAKE, SKIP)
    return (SKIP,) if fault.field in _NEEDED else (CLEAR, SKIP)


def _question(entry: Entry, fault: Fault, ident: str) -> Question:
    """The question about one cell."""
    words = Words("{spot}, {fault}", "{spot}, {fault}").fill(
        spot=entry.spot.said, fault=fault.words
    )
    where = f"{entry.spot.place}!{entry.spot.row}"
    return Question(ident, Scope.ROW, where, words, _choices(fault))


def ask_together(accounts: Sequence[SheetAccount], answers: Answers) -> None:
    """Ask about the faults that are still open: those of one kind in one file together. What is
    answered for all is kept row by row, so that a row that comes later is asked about anew.
    """
    kinds: dict[tuple[str, ...], list[_Case]] = {}
    for account in accounts:
        for entry in account.entries:
            for fault, ident in entry.open:
                kind = (account.file, fault.field, fault.doubt.code)
                kinds.setdefault(kind, []).append(_Case(account, entry, fault, ident))
    for (file, *_), cases in kinds.items():
        if len({case.ident for case in cases}) == 1:
            for case in cases:
                answers.ask(_question(case.entry, case.fault, case.ident))
            continue
        ident = named("rows", *sorted({case.ident for case in cases}))
        fault = cases[0].fault
        asked = Question(ident, Scope.VALUE, file, _about(cases), _choices(fault), len(cases))
        answer = answers.ask(asked)
        for case in cases:
            _apply(case, asked, answer)
            if answer is not None:
                answers.settled[case.ident] = answer


def _apply(case: _Case, asked: Question, answer: str | None) -> None:
    account, entry, fault, ident = case
    entry.waits.remove(ident)
    if answer is None:
        entry.waits.append(asked.id)
        entry.columns[asked.id] = entry.columns[ident]
        entry.said[asked.id] = fault.words
    elif answer == SKIP.word:
        if entry in account.entries:
            account.entries.remove(entry)
            account.ignored.append(Ignored(entry.spot, SKIPPED, _short(entry)))
    else:
        entry.faults.remove(fault)


def _about(cases: Sequence[_Case]) -> Words:
    fault = cases[0].fault
    rows = [
        f"{'[' + case.account.sheet + '] ' if case.account.sheet else ''}{case.entry.spot.row}"
        f" ({_short(case.entry)})"
        for case in cases[:_SHOWN]
    ]
    more = Words(" dan {n} baris lagi", " and {n} more rows").fill(n=len(cases) - _SHOWN)
    return Words(
        "{n} sel {name} tidak dapat dipakai; seharusnya {allowed}. {advice} Satu jawaban untuk "
        "semuanya: baris {rows}{more}.",
        "{n} cells of {name} cannot be used; allowed: {allowed}. {advice} One answer for all of "
        "them: rows {rows}{more}.",
    ).fill(
        n=len(cases),
        name=fault.field,
        allowed=fault.doubt.allowed,
        advice=fault.doubt.advice,
        rows=rows,
        more=more if len(cases) > _SHOWN else "",
    )


def _short(entry: Entry) -> str:
    """A name of which only the first word is written out."""
    first, *others = str(entry.values.get("nama") or "?").split() or ["?"]
    return " ".join([first, *(f"{word[0]}." for word in others)])
