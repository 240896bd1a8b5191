"""Who is in the scenario and not on a list that is said to be complete."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.words import Words
from okoce_opt.importing.account import Entry, SheetAccount
from okoce_opt.importing.against import Outcome
from okoce_opt.importing.likeness import both_told, contradict, name_key, near_names, shortly
from okoce_opt.importing.questions import (
    DROP,
    KEEP,
    PART,
    WHOLE,
    Answers,
    Question,
    Scope,
    question_id,
)
from okoce_opt.importing.target import Member, Target


def missing(
    target: Target, accounts: Sequence[SheetAccount], outcome: Outcome, answers: Answers
) -> list[Member]:
    """Those who are to leave the scenario since a complete list of their kelurahan has not got
    them. Whether a list is complete is asked where somebody is missing.
    """
    leaving: list[Member] = []
    everyone = [entry for account in accounts for entry in account.entries]
    waiting = {name_key(str(e.values.get("nama", ""))) for e in everyone if e.waits}
    at_home: dict[str, list[Member]] = {}
    for member in target.members:
        at_home.setdefault(str(member.values.get("kelurahan", "")), []).append(member)
    by_file: dict[str, list[SheetAccount]] = {}
    for account in accounts:
        by_file.setdefault(account.file, []).append(account)
    for file, sheets in by_file.items():
        homes = sorted({str(e.values.get("kelurahan", "")) for a in sheets for e in a.entries})
        gone = [
            member
            for home in homes
            for member in at_home.get(home, ())
            if member.number not in outcome.met
            and name_key(str(member.values.get("nama", ""))) not in waiting
        ]
        held = any(account.held for account in sheets)
        is_partial = all(account.is_partial for account in sheets if account.entries)
        if (
            gone
            and not held
            and not is_partial
            and _is_complete(file, sheets, homes, gone, (target, outcome, answers))
        ):
            leaving += [m for m in gone if _leaves(m, file, homes, target, answers)]
    return leaving


def _is_complete(
    file: str,
    sheets: Sequence[SheetAccount],
    homes: Sequence[str],
    gone: Sequence[Member],
    desk: tuple[Target, Outcome, Answers],
) -> bool:
    """Whether a file is a complete list, as answered. Meanwhile only those wait who may be one of
    the people that are missing; who is clearly somebody new, or known, does not.
    """
    target, outcome, answers = desk
    names = [target.gazetteer.by_code[h].name for h in homes if h in target.gazetteer.by_code]
    new = {id(entry) for entry in outcome.added}
    doubtful = [
        entry
        for account in sheets
        for entry in account.entries
        if id(entry) in new and any(_may_be(entry, member) for member in gone)
    ]
    asked = Question(
        question_id("complete", *sorted({a.layout for a in sheets}), *homes),
        Scope.SHEET,
        file,
        Words(
            "{n} orang dari {homes} ada di skenario tetapi tidak di berkas ini. Apakah berkas ini "
            "daftar lengkap, atau hanya sebagian (susulan)?",
            "{n} people of {homes} are in the scenario and not in this file. Is it a complete "
            "list, or only a part?",
        ).fill(n=len(gone), homes=names),
        (WHOLE, PART),
        len(doubtful),
    )
    answer = answers.ask(asked)
    if answer is None:
        for entry in doubtful:
            entry.waits.append(asked.id)
    return answer == WHOLE.word


def _may_be(entry: Entry, member: Member) -> bool:
    """Whether a newcomer may be somebody who is missing, written otherwise."""
    mine, theirs = entry.values, member.values
    one, other = str(mine.get("nama") or ""), str(theirs.get("nama") or "")
    if one and other and (near_names(one, other) or set(_words(one)) & set(_words(other))):
        return not contradict(mine, theirs)
    return any(both_told(mine, theirs, name) is True for name in ("nik", "telepon"))


def _words(name: str) -> list[str]:
    """The words of a name that are more than an initial."""
    return [word for word in name_key(name).split() if len(word) > _INITIAL]


_INITIAL = 2


def _leaves(
    member: Member, file: str, homes: Sequence[str], target: Target, answers: Answers
) -> bool:
    place = target.gazetteer.by_code.get(str(member.values.get("kelurahan", "")))
    asked = Question(
        question_id("missing", member.number, *homes),
        Scope.MISSING,
        file,
        Words(
            "{number} ({who}) tidak ada di daftar lengkap ini. Keluarkan dari skenario?",
            "{number} ({who}) is not on this complete list. Take them out of the scenario?",
        ).fill(number=member.number, who=shortly(member.values, place.name if place else "")),
        (KEEP, DROP),
        0,
    )
    return answers.ask(asked) == DROP.word
