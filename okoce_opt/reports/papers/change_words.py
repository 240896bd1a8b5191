"""The sentences of change papers: what a person is told, in a message and in a letter."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.places import Kecamatan
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.changes import What, printed_words
from okoce_opt.reports.content.office_changes import ChangedPerson
from okoce_opt.reports.papers.subject import Printed

ASK = "Bila berhalangan, mohon segera memberi tahu kantor kelurahan atau kecamatan."
WAIT = "jadwal pengganti akan kami beri tahukan"


def has_changed(against: str) -> str:
    """What the papers are to be read against."""
    return f"Berubah terhadap {against}." if against else "Berubah sejak jadwal yang terakhir."


def message(printed: Printed, office: Kecamatan, changes: Sequence[ChangedPerson]) -> str:
    """What one person is told of all their changes, as a text to send: a line for each."""
    one = changes[0]
    whom = f"{one.person.name} (No. peserta {one.id})" if one.person.name else f"peserta {one.id}"
    return "\n".join(
        [
            f"Yth. {whom}. Jadwal Anda di {printed.scenario.title}:",
            *(f"- {change.change.title}: {_said(change)}." for change in changes),
            f"{ASK} Terima kasih. Kecamatan {office.name}",
        ]
    )


def _said(one: ChangedPerson) -> str:
    change = one.change
    if change.what is What.MENTOR:
        return f"{change.after} (semula {change.before})"
    if change.new is None:
        seat = "" if change.old is None else f" {_when(one, old=True)}"
        return f"kursi{seat} tidak berlaku lagi; {WAIT}"
    now = f"{_when(one)}, {_where(one)}"
    if change.old is None:
        return f"kursi baru, {now}"
    was = _when(one, old=True)
    if change.what is What.MAKE_UP:
        return f"kursi susulan, {now} (semula {was})"
    if change.old.session.days == change.new.session.days:
        was = _where(one, old=True)
    return f"pindah ke {now}; tidak berlaku lagi: {was}"


def _when(one: ChangedPerson, *, old: bool = False) -> str:
    session = one.change.old if old else one.change.new
    return "" if session is None else printed_words(session)[labels.DAY]


def _where(one: ChangedPerson, *, old: bool = False) -> str:
    session = one.change.old if old else one.change.new
    if session is None:
        return ""
    words = printed_words(session)
    return f"pukul {words[labels.HOURS]}, {words[labels.PLACE]}"
