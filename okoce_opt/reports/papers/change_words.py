"""The sentences of change papers: what a person is told, in a message and in a letter."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.changes import What, printed_words
from okoce_opt.reports.content.office_changes import ChangedPerson
from okoce_opt.reports.papers.subject import Printed

ASK = Words(
    "Bila berhalangan, mohon segera memberi tahu kantor kelurahan atau kecamatan.",
    "If you cannot come, please tell the kelurahan's or kecamatan's office at once.",
)
WAIT = Words("jadwal pengganti akan kami beri tahukan", "we shall tell you the new date")
NUMBER, REGISTRANT, NAME = (
    Words(labels.NUMBER, "No."),
    Words(labels.REGISTRANT, "Registrant"),
    Words(labels.NAME, "Name"),
)
PHONE, BORN = Words(labels.PHONE, "Phone"), Words(labels.BORN, "Date of birth")
ACTIVITY, SESSIONS = Words(labels.ACTIVITY, "Activity"), Words(labels.SESSIONS, "Sessions")
WHAT, BEFORE, AFTER = (
    Words("Perubahan", "Change"),
    Words("Semula", "Before"),
    Words("Menjadi", "Now"),
)
TITLE = Words("Perubahan jadwal, {where}", "Changed dates, {where}")
"""What stands above lists, letters and walls alike."""


def has_changed(against: str) -> Words:
    """What the papers are to be read against."""
    if not against:
        return Words("Berubah sejak jadwal yang terakhir.", "Changed since the last dates.")
    words = Words("Berubah terhadap {against}.", "Changed against {against}.")
    return words.fill(against=against)


def message(printed: Printed, office: Kecamatan, changes: Sequence[ChangedPerson]) -> str:
    """What one person is told of all their changes, as a text to send: a line for each."""
    one = changes[0]
    words = _NAMED if one.person.name else _NUMBERED
    whom = words.fill(name=one.person.name, id=one.id)
    words = Words("Yth. {whom}. Jadwal Anda di {title}:", "Dear {whom}. Your dates in {title}:")
    opening = words.fill(whom=whom, title=printed.scenario.title)
    thanks = Words("{ask} Terima kasih. Kecamatan {name}", "{ask} Thank you. Kecamatan {name}")
    return "\n".join(
        [
            printed.said(opening),
            *(f"- {change.change.title}: {_said(change, printed.lang)}." for change in changes),
            printed.said(thanks.fill(ask=ASK, name=office.name)),
        ]
    )


_NAMED = Words("{name} (No. peserta {id})", "{name} (registrant {id})")
_NUMBERED = Words("peserta {id}", "registrant {id}")


def _said(one: ChangedPerson, lang: str) -> str:
    change = one.change
    was = _when(one, lang, old=True)
    if change.what is What.MENTOR:
        words = Words("{now} (semula {was})", "{now} (before: {was})")
        return words.fill(now=change.after, was=change.before).said(lang)
    if change.new is None:
        words = Words("kursi{was} tidak berlaku lagi; {wait}", "your seat{was} is void; {wait}")
        return words.fill(was=f" {was}" if was else "", wait=WAIT).said(lang)
    now = f"{_when(one, lang)}, {_where(one, lang)}"
    if change.old is None:
        return Words("kursi baru, {now}", "a new seat, {now}").fill(now=now).said(lang)
    if change.what is What.MAKE_UP:
        words = Words(
            "kursi susulan, {now} (semula {was})", "a make-up seat, {now} (before: {was})"
        )
        return words.fill(now=now, was=was).said(lang)
    if change.old.session.days == change.new.session.days:
        was = _where(one, lang, old=True)
    words = Words("pindah ke {now}; tidak berlaku lagi: {was}", "moved to {now}; no longer: {was}")
    return words.fill(now=now, was=was).said(lang)


def _when(one: ChangedPerson, lang: str, *, old: bool = False) -> str:
    session = one.change.old if old else one.change.new
    return "" if session is None else printed_words(session, lang)[labels.DAY]


def _where(one: ChangedPerson, lang: str, *, old: bool = False) -> str:
    session = one.change.old if old else one.change.new
    if session is None:
        return ""
    words = printed_words(session, lang)
    at = Words("pukul {hours}, {place}", "{hours}, {place}")
    return at.fill(hours=words[labels.HOURS], place=words[labels.PLACE]).said(lang)
