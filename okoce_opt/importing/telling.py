"""What an import says on the screen and to programs; no NIK and no telephone number in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import WEEKDAYS, Words
from okoce_opt.importing.account import Entry, SheetAccount, reasons
from okoce_opt.importing.importer import Import
from okoce_opt.importing.merging import change_words
from okoce_opt.importing.questions import Question
from okoce_opt.importing.regions import Gazetteer, Place

_EXAMPLES, _QUESTIONS = 10, 40
_PRIVATE = ("nik", "telepon")
NOBODY = Words("tidak ada orang di berkas ini", "there is nobody in this file")
_FAULT, _LEFT = Words("TIDAK TERBACA", "NOT READABLE"), Words("dilewati", "left out")


def lines_of(made: Import) -> Iterator[Words]:
    """All that is said of an import before it is written."""
    for one in made.lists.passed:
        mark = _FAULT if one.fault else _LEFT
        yield Words("{file}: {mark}: {why}", "{file}: {mark}: {why}").fill(
            file=one.label, mark=mark, why=one.why
        )
    for file in made.nobody:
        yield Words("{file}: {why}", "{file}: {why}").fill(file=file, why=NOBODY)
    layouts: set[tuple[tuple[str, str], ...]] = set()
    for account in made.accounts:
        yield _account(account)
        for note in account.notes:
            yield Words("    {note}", "    {note}").fill(note=note)
        mapping = tuple(account.mapping)
        if mapping and mapping not in layouts:
            layouts.add(mapping)
            said = [f"{header} = {name}" for header, name in mapping]
            yield Words("    kolom: {said}", "    columns: {said}").fill(said=said)
    yield from _ignored(made)
    yield from _rows(made)
    yield from _changed(made)
    yield from _questions(made)
    yield from totals(made)


def _account(account: SheetAccount) -> Words:
    place = f"{account.file} [{account.sheet}]" if account.sheet else account.file
    return Words(
        "{place}: {read} baris dibaca = {taken} diambil + {asked} ditanyakan + {left} diabaikan",
        "{place}: {read} rows read = {taken} taken + {asked} questioned + {left} ignored",
    ).fill(
        place=shown(place),
        read=account.read,
        taken=account.taken,
        asked=account.questioned,
        left=len(account.ignored),
    )


def _ignored(made: Import) -> Iterator[Words]:
    counted = reasons(made.accounts)
    if counted:
        said = [Words("{n} {why}", "{n} {why}").fill(n=n, why=why) for why, n in counted.items()]
        yield Words("Diabaikan: {said}.", "Ignored: {said}.").fill(said=said[:_EXAMPLES])


def _rows(made: Import) -> Iterator[Words]:
    added = made.outcome.added
    if added:
        yield Words("Baris pertama, seperti dipahami:", "The first rows, as understood:")
    for entry, number in zip(added[:_EXAMPLES], made.numbers, strict=False):
        said = understood(entry, made.target.gazetteer)
        yield Words("  {number}: {said}", "  {number}: {said}").fill(number=number, said=said)


def _changed(made: Import) -> Iterator[Words]:
    """What changes of people who are in the scenario, old and new; everybody who moves is named."""
    places = made.target.gazetteer.by_code
    moved = [c for c in made.outcome.changed if {"kecamatan", "kelurahan"} & c.values.keys()]
    others = [c for c in made.outcome.changed if c not in moved]
    if moved or others:
        yield Words("Yang berubah di skenario:", "What changes in the scenario:")
    for change in (*moved, *others[:_EXAMPLES]):
        member = change.member
        yield Words("  {number} ({who}): {said}{seats}", "  {number} ({who}): {said}{seats}").fill(
            number=member.number,
            who=shown(str(member.values.get("nama") or "?")),
            said=change_words(member.values, change.values, places),
            seats=_SEATS if "kecamatan" in change.values else "",
        )
    if len(others) > _EXAMPLES:
        yield Words(
            "  ... dan {n} orang lagi (lembar PERUBAHAN di laporan).",
            "  ... and {n} more people (sheet PERUBAHAN of the report).",
        ).fill(n=len(others) - _EXAMPLES)


_SEATS = Words(
    " (pindah kecamatan: kursinya di kecamatan lama tidak dapat tetap)",
    " (another kecamatan: seats in the old one cannot stay)",
)


def understood(entry: Entry, gazetteer: Gazetteer) -> Words:
    """The values of a row in one line."""
    return Words(*(", ".join(_said(entry, gazetteer, lang)) for lang in ("id", "en")))


def _said(entry: Entry, gazetteer: Gazetteer, lang: str) -> Iterator[str]:
    for name, value in entry.values.items():
        if value in (None, ""):
            continue
        if name in ("kecamatan", "kelurahan"):
            place = gazetteer.by_code.get(str(value))
            yield f"{name} {place.name if place else value}"
        elif isinstance(value, frozenset):
            yield f"{name} " + "/".join(WEEKDAYS[lang][day] for day in sorted(value))
        elif isinstance(value, date):
            yield f"{name} {value:%d-%m-%Y}"
        elif isinstance(value, tuple):
            continue
        else:
            said = shown(str(value))
            yield said if name in ("nama", *_PRIVATE) else f"{name} {said}"


def _questions(made: Import) -> Iterator[Words]:
    asked = made.questions
    for n, question in enumerate(asked[:_QUESTIONS], start=1):
        yield question_words(n, question)
    if len(asked) > _QUESTIONS:
        yield Words("... dan {n} pertanyaan lagi.", "... and {n} questions more.").fill(
            n=len(asked) - _QUESTIONS
        )


def question_words(number: int, question: Question) -> Words:
    """A question with its choices and how many rows wait for it."""
    return Words(
        "Pertanyaan {n} ({where}; {rows} baris menunggu): {words} [{choices}]",
        "Question {n} ({where}; {rows} rows wait): {words} [{choices}]",
    ).fill(
        n=number,
        where=shown(question.where),
        rows=question.rows,
        words=question.words,
        choices=" / ".join(question.said[:12]),
    )


def totals(made: Import) -> Iterator[Words]:
    """What would be added, changed, left as it is, and which kelurahan have sent nothing."""
    outcome = made.outcome
    yield Words(
        "Ke dalam skenario: {added} orang baru, {changed} berubah, {left} tetap, {out} keluar; {n} "
        "baris menunggu jawaban.",
        "Into the scenario: {added} new, {changed} changed, {left} as they were, {out} leave; {n} "
        "rows wait for an answer.",
    ).fill(
        added=len(outcome.added),
        changed=len(outcome.changed),
        left=len(outcome.left),
        out=len(outcome.dropped),
        n=sum(account.questioned for account in made.accounts),
    )
    silent = [p.name for p, before, sent, _ in by_kelurahan(made) if not (before or sent)]
    # who waits with a whole sheet, or for the name of their kelurahan, may be of any of them
    waits = any(
        account.held or any("kelurahan" not in entry.values for entry in account.entries)
        for account in made.accounts
    )
    if silent and not waits and not all(account.is_partial for account in made.accounts):
        yield Words(
            "Belum mengirim apa pun ({n} kelurahan): {names}{more}.",
            "Nothing yet from {n} kelurahan: {names}{more}.",
        ).fill(
            n=len(silent),
            names=silent[:_EXAMPLES],
            more=", ..." if len(silent) > _EXAMPLES else "",
        )


def by_kelurahan(made: Import) -> list[tuple[Place, int, int, int]]:
    """Each kelurahan of the scenario with its people before, those in these lists, and the number
    that is expected (0 where nobody said).
    """
    before: dict[str, int] = {}
    for member in made.target.members:
        home = str(member.values.get("kelurahan", ""))
        before[home] = before.get(home, 0) + 1
    sent: dict[str, int] = {}
    for account in made.accounts:
        for entry in account.entries:
            home = str(entry.values.get("kelurahan", ""))
            sent[home] = sent.get(home, 0) + 1
    gazetteer = made.target.gazetteer
    places = [*made.target.known_kelurahan, *made.regions]
    if made.target.new:  # its list of kelurahan is made of those that have sent
        tops = {place.code for place in places}
        more = gazetteer.everywhere(tops)
        places += [place for place in more if place not in places]
    kelurahan = {place.code for place in gazetteer.kelurahan}
    return [
        (p, before.get(p.code, 0), sent.get(p.code, 0), made.target.expected.get(p.code, 0))
        for p in places
        if p.code in kelurahan
    ]


def answer_of(made: Import, lang: str) -> Mapping[str, object]:
    """The same for programs."""
    outcome = made.outcome
    return {
        "outcome": "unreadable" if made.unreadable else "waits" if made.waits else "ok",
        "files": [
            {
                "file": account.file,
                "sheet": account.sheet,
                "read": account.read,
                "taken": account.taken,
                "questioned": account.questioned,
                "ignored": len(account.ignored),
                "columns": dict(account.mapping),
                "notes": [note.said(lang) for note in account.notes],
            }
            for account in made.accounts
        ],
        "left_out": [
            {"file": one.label, "why": one.why.said(lang), "fault": one.fault}
            for one in made.lists.passed
        ]
        + [{"file": file, "why": NOBODY.said(lang), "fault": False} for file in made.nobody],
        "ignored": {why.said(lang): n for why, n in reasons(made.accounts).items()},
        "questions": [
            {
                "id": question.id,
                "about": question.scope.value.said(lang),
                "where": shown(question.where),
                "question": question.words.said(lang),
                "choices": question.said,
                "rows": question.rows,
            }
            for question in made.questions
        ],
        "added": len(outcome.added),
        "changed": len(outcome.changed),
        "left": len(outcome.left),
        "dropped": len(outcome.dropped),
    }
