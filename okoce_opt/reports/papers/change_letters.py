"""Letters to those whose seats change: what was, what is instead; one page a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.reports.content import labels
from okoce_opt.reports.content.changes import What, brought, printed_words
from okoce_opt.reports.content.office_changes import ChangedPerson
from okoce_opt.reports.papers.change_lists import changed_offices, persons
from okoce_opt.reports.papers.change_words import ASK, WAIT
from okoce_opt.reports.papers.letter import Form, Letter, write_letter_book
from okoce_opt.reports.papers.subject import Printed

_FORM = Form((labels.ACTIVITY, "Semula", "Menjadi", "Jam dan tempat"), (0.2, 0.26, 0.26, 0.28))
_OPENING = "Dengan hormat, jadwal Saudara di {title} berubah sebagai berikut:"
_CLOSING = (
    "Kursi yang semula tidak berlaku lagi. " + ASK + " Atas perhatian dan pengertian Saudara kami "
    "ucapkan terima kasih."
)


def write_change_letters(printed: Printed, folder: Path) -> None:
    """A workbook for each office, a sheet for each kelurahan, a page for each person who can be
    told; who has left gets no letter.
    """
    for changes, stem in changed_offices(printed):
        letters = [
            (printed.problem.kelurahan[code], [_letter(printed, mine) for mine in persons(those)])
            for code, those in changes.by_kelurahan().items()
        ]
        path = folder / f"SuratPerubahan_{stem}.xlsx"
        write_letter_book(printed, path, changes.kecamatan, _FORM, letters)


def _letter(printed: Printed, changes: Sequence[ChangedPerson]) -> Letter:
    title = printed.scenario.title
    news = [one.change.new for one in changes if one.change.new is not None]
    return Letter(
        printed.problem.registrants[changes[0].id],
        f"Perubahan jadwal {title}",
        _OPENING.format_map({"title": title}),
        [_row(one) for one in changes],
        [_CLOSING],
        min((new.session.first_day for new in news), default=printed.born),
    )


def _row(one: ChangedPerson) -> list[str]:
    change = one.change
    if change.what is What.MENTOR:
        return [change.title, change.before, change.after, "-"]
    old = change.before
    if change.old is not None:
        words = printed_words(change.old)
        old = f"{words[labels.DAY]}, {words[labels.HOURS]}, {words[labels.PLACE]}"
    if change.new is None:
        return [change.title, old, f"dibatalkan; {WAIT}", "-"]
    words = printed_words(change.new)
    where = f"{words[labels.HOURS]}, {words[labels.PLACE]}"
    return [change.title, old, words[labels.DAY], where + brought(change.new, change.old)]
