"""Questions of an import that are asked at the terminal: those that hold back sheets and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okoce_opt.commands.screen import Screen
from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.importing.importer import Import
    from okoce_opt.importing.questions import Question

MOST = 25
"""Questions asked one after the other; more are better answered in the report."""


def ask(made: Import, screen: Screen) -> dict[str, str]:
    """Answers by the id of their question; empty if nothing is asked, or nothing was answered."""
    from okoce_opt.importing.questions import Scope
    from okoce_opt.importing.telling import question_words

    given: dict[str, str] = {}
    asked = [q for q in made.questions if q.scope in (Scope.SHEET, Scope.VALUE)]
    later = len(made.questions) - min(len(asked), MOST)
    if later:
        screen.tell(
            Words(
                "{n} pertanyaan lain (baris, orang yang sama?) menunggu di laporan, lembar "
                "PERTANYAAN.",
                "{n} more questions (rows, the same person?) wait in the report, sheet PERTANYAAN.",
            ).fill(n=later)
        )
    for n, question in enumerate(asked[:MOST], start=1):
        screen.tell(question_words(n, question))
        said = _answer(question, screen)
        if said is None:
            break
        if said:
            given[question.id] = said
    return given


def _answer(question: Question, screen: Screen) -> str | None:
    """What is typed to a question, asked again while it is none of the choices; "" for later, None
    at the end of what is typed.
    """
    known = {word.casefold(): word for word in question.said}
    while True:
        screen.tell(
            Words("Jawaban (kosong: nanti di laporan):", "Answer (empty: later, in the report):")
        )
        try:
            said = input().strip()
        except EOFError:
            return None
        if not said or question.free or said.casefold() in known:
            return known.get(said.casefold(), said)
        screen.tell(
            Words(
                "Jawaban '{said}' tidak dikenal di sini. Pilih: {choices}.",
                "The answer '{said}' is not known here. Choose: {choices}.",
            ).fill(said=shown(said), choices=" / ".join(question.said))
        )
