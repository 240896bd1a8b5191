"""Invitations, one page a person: letterhead, to whom, the dates, what to bring, who signs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.papers.letter import Form, Letter, write_letter_book
from okoce_opt.reports.papers.subject import Printed

_TITLES = (labels.ACTIVITY, labels.DAY, labels.HOURS, labels.PLACE)
_FORM = Form(_TITLES, (0.23, 0.26, 0.23, 0.28))

_FOR = Words("Undangan {title}", "Invitation to {title}")
_OPENING = (
    "Dengan hormat, Saudara terdaftar sebagai peserta {title}. Kami mengundang Saudara untuk hadir "
    "pada:"
)
_CLOSING = (
    "Bila berhalangan, mohon memberi tahu kantor kelurahan atau kecamatan sebelum hari tersebut. "
    "Atas perhatian Saudara kami ucapkan terima kasih."
)


def write_letters(printed: Printed, folder: Path) -> None:
    """A workbook for each office, a sheet for each kelurahan, a page for each person who has a
    seat.
    """
    for office, stem in printed.offices():
        letters = [
            (kelurahan, [_letter(printed, one) for one in people if printed.sessions(one)])
            for kelurahan, people in printed.kelurahan(office)
        ]
        write_letter_book(printed, folder / f"Undangan_{stem}.xlsx", office, _FORM, letters)


def _letter(printed: Printed, registrant: Registrant) -> Letter:
    title, sessions = printed.scenario.title, printed.sessions(registrant)
    words = [session_words(printed.problem, session) for session in sessions]
    return Letter(
        registrant,
        _FOR.fill(title=title).id,
        _OPENING.format_map({"title": title}),
        [[said[text] for text in _TITLES] for said in words],
        [*_brought(printed, registrant), _CLOSING],
        sessions[0].first_day,
    )


def _brought(printed: Printed, registrant: Registrant) -> Iterator[str]:
    """What to bring, each thing once."""
    sessions = printed.sessions(registrant)
    notes = dict.fromkeys(printed.problem.activities[s.activity].notes for s in sessions)
    if brought := "; ".join(filter(None, notes)):
        yield f"{labels.BRING}: {brought}"
