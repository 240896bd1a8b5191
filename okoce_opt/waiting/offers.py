"""Offers of a seat: made, accepted, refused, expired. They are kept as notes of versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.sessions import is_session_id
from okoce_opt.domain.words import Words


class Answer(StrEnum):
    """What has become of an offer, as the versions' word for it says; EXPIRED follows from the
    day.
    """

    OFFERED = "offer"
    ACCEPTED = "accept"
    REFUSED = "refuse"
    EXPIRED = "expired"


ANSWERS = {
    Answer.OFFERED: Words("ditawarkan sampai {until}", "offered until {until}"),
    Answer.ACCEPTED: Words("diterima", "accepted"),
    Answer.REFUSED: Words("ditolak", "refused"),
    Answer.EXPIRED: Words("lewat waktu ({until})", "expired ({until})"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A seat in a session that was offered to somebody, who may answer `until` that day."""

    person: PersonId
    session: SessionId
    until: date
    answer: Answer = Answer.OFFERED

    @property
    def note(self) -> str:
        """The offer as the note of a version has it: ids and a day, no name."""
        return f"{self.person} {self.until.isoformat()} {self.session}"


def offers_in(steps: Iterable[tuple[str, str]], today: date) -> list[Offer]:
    """The offers in what was done (its word, its note), the oldest first, as they stand `today`.

    Notes of another kind are passed over.
    """
    found: dict[tuple[PersonId, SessionId], Offer] = {}
    for what, note in steps:
        if what in (Answer.OFFERED, Answer.ACCEPTED, Answer.REFUSED):
            offer = _read(note, Answer(what))
            if offer is not None:
                found[offer.person, offer.session] = offer
    return [
        Offer(one.person, one.session, one.until, Answer.EXPIRED)
        if one.answer is Answer.OFFERED and one.until < today
        else one
        for one in found.values()
    ]


def _read(note: str, answer: Answer) -> Offer | None:
    person, _, rest = note.partition(" ")
    until, _, session = rest.partition(" ")
    try:
        day = date.fromisoformat(until)
    except ValueError:
        return None
    return Offer(PersonId(person), session, day, answer) if is_session_id(session) else None
