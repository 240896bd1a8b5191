"""Questions of an import that are asked at the terminal: those that hold back sheets and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.importing.importer import Import

MOST = 25
"""Questions asked one after the other; more are better answered in the report."""


def ask(made: Import, screen: Screen) -> dict[str, str]:
    """Answers by the id of their question; empty if nothing is asked, or nothing was answered."""
    from okoce_opt.importing.questions import Scope
    from okoce_opt.importing.telling import question_words

    given: dict[str, str] = {}
    asked = [q for q in made.questions if q.scope in (Scope.SHEET, Scope.VALUE)]
    for n, question in enumerate(asked[:MOST], start=1):
        screen.tell(question_words(n, question))
        screen.tell(
            Words("Jawaban (kosong: nanti di laporan):", "Answer (empty: later, in the report):")
        )
        try:
            said = input().strip()
        except EOFError:
            break
        known = {word.casefold(): word for word in question.said}
        if said and (said.casefold() in known or question.free):
            given[question.id] = known.get(said.casefold(), said)
    return given
