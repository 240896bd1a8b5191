"""What a reading of filled sheets found, in words for a person and in values for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from okoce_opt.attending.desk import Desk
from okoce_opt.attending.returned import Returned
from okoce_opt.domain.attended import Presence
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.words import Words

_SHOWN = 12


def lines_of(returned: Returned) -> Iterator[Words]:
    """What was read, what is asked, and what was left aside."""
    said = counts(returned)
    yield Words(
        "{sheets} lembar dibaca: {h} hadir, {i} izin, {s} sakit, {a} alpa. {blank} lembar belum "
        "diisi.",
        "{sheets} sheets read: {h} came, {i} excused, {s} ill, {a} stayed away. {blank} sheets not "
        "filled in yet.",
    ).fill(
        sheets=sum(bool(sheet.days) for sheet in returned.sheets),
        h=said[Presence.CAME],
        i=said[Presence.EXCUSED],
        s=said[Presence.ILL],
        a=said[Presence.MISSED],
        blank=returned.blank,
    )
    if not (returned.sheets or returned.blank or returned.again or returned.passed):
        yield Words(
            "Tidak ada daftar hadir yang terbaca. Apakah foldernya kosong?",
            "No attendance sheets were read. Is the folder empty?",
        )
    for label in returned.again:
        words = Words(
            "{file}: sudah pernah dibaca; tidak ada yang berubah.",
            "{file}: read before; nothing changes.",
        )
        yield words.fill(file=label)
    for one in returned.passed:
        yield Words("{file}: {why}", "{file}: {why}").fill(file=one.label, why=one.why)
    yield from returned.notices
    if returned.asked:
        words = Words("{n} hal ditanyakan:", "{n} things are asked:")
        yield words.fill(n=len(returned.asked))
    for asked in returned.asked[:_SHOWN]:
        yield Words("  {where}: {what}", "  {where}: {what}").fill(
            where=asked.where, what=asked.words
        )
    if len(returned.asked) > _SHOWN:
        more = Words("  ... dan {n} lagi, di salinannya.", "  ... and {n} more, in the copies.")
        yield more.fill(n=len(returned.asked) - _SHOWN)


def without_sheet(desk: Desk, returned: Returned, today: date | None) -> list[SessionId]:
    """Sessions that have been held and of which no sheet has come back, by day. `today` is the day
    after the last sheet if not given.
    """
    day = today or returned.attendance.today
    if day is None:
        return []
    unknown = returned.attendance.unknown(desk.now, desk.scenario.problem, day)
    return sorted(unknown, key=lambda sid: (session_name(sid).first_day, sid))


def reminders(unknown: Sequence[SessionId]) -> Iterator[Words]:
    """Which sheets are still out: of these sessions nobody knows who came."""
    if unknown:
        more = "; ..." if len(unknown) > _SHOWN else ""
        yield Words(
            "{n} sesi sudah berlangsung tetapi daftar hadirnya belum kembali; siapa yang hadir "
            "belum diketahui: {which}. Mintalah ke kantornya.",
            "{n} sessions have been held and their sheets are not back; nobody knows who came: "
            "{which}. Ask the offices for them.",
        ).fill(n=len(unknown), which="; ".join(unknown[:_SHOWN]) + more)


def counts(returned: Returned) -> Counter[Presence]:
    """How many marks the sheets of this reading have, by what they say."""
    return Counter(mark.presence for sheet in returned.sheets for mark in sheet.marks)


def answer_of(returned: Returned, lang: str) -> dict[str, object]:
    """The same for programs."""
    return {
        "sheets": [
            {
                "file": sheet.form.cells.file,
                "sheet": sheet.form.cells.name,
                "code": sheet.form.code,
                "session": sheet.form.session,
                "days": [day.isoformat() for day in sheet.days],
                "marks": len(sheet.marks),
            }
            for sheet in returned.sheets
        ],
        "marks": {said.value: n for said, n in sorted(counts(returned).items())},
        "blank": returned.blank,
        "read_before": returned.again,
        "passed": [
            {"file": one.label, "why": one.why.said(lang), "fault": one.fault}
            for one in returned.passed
        ],
        "asked": [{"where": one.where, "words": one.words.said(lang)} for one in returned.asked],
        "newcomers": len(returned.newcomers),
    }
