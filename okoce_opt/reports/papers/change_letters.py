"""Letters to those whose seats change: what was, what is instead; one page a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.changes import What, brought, printed_words
from okoce_opt.reports.content.office_changes import ChangedPerson
from okoce_opt.reports.papers.change_lists import changed_offices, persons
from okoce_opt.reports.papers.change_words import ACTIVITY, AFTER, ASK, BEFORE, WAIT
from okoce_opt.reports.papers.letter import Form, Letter, write_letter_book
from okoce_opt.reports.papers.subject import Printed

_SHARES = (0.2, 0.26, 0.26, 0.28)
_WHERE = Words("Jam dan tempat", "Hours and place")
_SUBJECT = Words("Perubahan jadwal {title}", "Changed dates of {title}")
_OPENING = Words(
    "Dengan hormat, jadwal Saudara di {title} berubah sebagai berikut:",
    "Your dates in {title} have changed as follows:",
)
_CLOSING = Words(
    "Kursi yang semula tidak berlaku lagi. {ask} Atas perhatian dan pengertian Saudara kami "
    "ucapkan terima kasih.",
    "The former seats are void. {ask} Thank you for your attention and understanding.",
).fill(ask=ASK)


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
        titles = [printed.said(words) for words in (ACTIVITY, BEFORE, AFTER, _WHERE)]
        form = Form((titles[0], titles[1], titles[2], titles[3]), _SHARES, printed.lang)
        write_letter_book(printed, path, changes.kecamatan, form, letters)


def _letter(printed: Printed, changes: Sequence[ChangedPerson]) -> Letter:
    title = printed.scenario.title
    news = [one.change.new for one in changes if one.change.new is not None]
    return Letter(
        printed.problem.registrants[changes[0].id],
        printed.said(_SUBJECT.fill(title=title)),
        printed.said(_OPENING.fill(title=title)),
        [_row(one, printed.lang) for one in changes],
        [printed.said(_CLOSING)],
        min((new.session.first_day for new in news), default=printed.born),
    )


def _row(one: ChangedPerson, lang: str) -> list[str]:
    change = one.change
    if change.what is What.MENTOR:
        return [change.title, change.before, change.after, "-"]
    old = change.before
    if change.old is not None:
        words = printed_words(change.old, lang)
        old = f"{words[labels.DAY]}, {words[labels.HOURS]}, {words[labels.PLACE]}"
    if change.new is None:
        gone = Words("dibatalkan; {wait}", "cancelled; {wait}").fill(wait=WAIT)
        return [change.title, old, gone.said(lang), "-"]
    words = printed_words(change.new, lang)
    where = f"{words[labels.HOURS]}, {words[labels.PLACE]}"
    return [change.title, old, words[labels.DAY], where + brought(change.new, change.old, lang)]
