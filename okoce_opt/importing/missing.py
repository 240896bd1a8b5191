"""Who is in the scenario and not on a list that is said to be complete."""

from __future__ import annotations

import re
from collections.abc import Sequence

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words, same
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
        homes = sorted({home for sheet in sheets for home in _homes(sheet)})
        gone = [
            member
            for home in homes
            for member in at_home.get(home, ())
            if member.number not in outcome.met
            and name_key(str(member.values.get("nama", ""))) not in waiting
        ]
        held = any(account.held for account in sheets)
        is_partial = all(account.is_partial for account in sheets if _homes(account))
        if not gone or held or is_partial:
            continue
        outcome.absent += [(file, member) for member in gone]
        if _is_complete(file, sheets, homes, gone, (target, outcome, answers)):
            leaving += _leaving(gone, file, homes, target, answers)
    return leaving


def _homes(sheet: SheetAccount) -> set[str]:
    """The kelurahan that a sheet is a list of: those of its people, else what it is called."""
    if sheet.entries:
        return {str(entry.values.get("kelurahan", "")) for entry in sheet.entries}
    return {sheet.home} if sheet.home else set()


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


def _leaving(
    gone: Sequence[Member], file: str, homes: Sequence[str], target: Target, answers: Answers
) -> list[Member]:
    """Those who are to leave. People of whom nothing was said yet are asked about together; what is
    said of all of them is kept person by person.
    """
    said = {m.number: answers.told(_about_one(m, file, homes, target)) for m in gone}
    open_ = [member for member in gone if said[member.number] is None]
    if len(open_) == 1:
        said[open_[0].number] = answers.ask(_about_one(open_[0], file, homes, target))
    elif open_:
        asked = _about_all(open_, file, homes)
        told = _told_of_all(open_, asked, answers)
        said |= told
        ids = {member.number: _id_of(member, homes) for member in open_}
        answers.settled |= {ids[number]: word for number, word in told.items()}
    return [member for member in gone if said[member.number] == DROP.word]


def _id_of(member: Member, homes: Sequence[str]) -> str:
    return question_id("missing", member.number, *homes)


def _about_one(member: Member, file: str, homes: Sequence[str], target: Target) -> Question:
    place = target.gazetteer.by_code.get(str(member.values.get("kelurahan", "")))
    words = Words(
        "{number} ({who}) tidak ada di daftar lengkap ini. Keluarkan dari skenario?",
        "{number} ({who}) is not on this complete list. Take them out of the scenario?",
    ).fill(number=member.number, who=shortly(member.values, place.name if place else ""))
    return Question(_id_of(member, homes), Scope.MISSING, file, words, (KEEP, DROP), 0)


def _about_all(gone: Sequence[Member], file: str, homes: Sequence[str]) -> Question:
    more = Words(
        ", dan {n} orang lagi (semuanya: lembar {sheet} di laporan)",
        ", and {n} more (all of them: sheet {sheet} of the report)",
    ).fill(n=len(gone) - _SHOWN, sheet=ABSENT_SHEET)
    names = [f"{m.number} {shown(str(m.values.get('nama') or '?'))}" for m in gone[:_SHOWN]]
    words = Words(
        "{n} orang tidak ada di daftar lengkap ini: {names}{more}. Keluarkan dari skenario? Jawab "
        "untuk semuanya, atau tulis nomor peserta yang keluar saja ({one}); yang lain tetap.",
        "{n} people are not on this complete list: {names}{more}. Take them out of the scenario? "
        "Answer for all of them, or write the numbers of those who leave ({one}); the others stay.",
    ).fill(
        n=len(gone), names=names, one=gone[-1].number, more=more if len(gone) > _SHOWN else same("")
    )
    ident = question_id("missing", *(member.number for member in gone), *homes)
    return Question(ident, Scope.MISSING, file, words, (KEEP, DROP), 0, free=True)


def _told_of_all(gone: Sequence[Member], asked: Question, answers: Answers) -> dict[str, str]:
    """Number -> what an answer says of that person; nothing where it cannot be used."""
    answer = answers.ask(asked)
    if answer is None or answer in asked.said:
        return {} if answer is None else {member.number: answer for member in gone}
    by_key = {member.number.casefold(): member.number for member in gone}
    named = re.split(r"(?:[\s,;&]|\bdan\b|\band\b)+", answer.casefold().strip(" ,;."))
    if not by_key.keys() >= set(named):
        answers.refuse(asked)
        return {}
    leave = {by_key[one] for one in named}
    return {m.number: DROP.word if m.number in leave else KEEP.word for m in gone}


_SHOWN = 60
"""People that a question names."""
ABSENT_SHEET = "TIDAK DI DAFTAR"
"""The sheet of a report that has all of them."""
