"""What is unclear: a question with its choices, and the answers that were given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words


class Scope(Enum):
    """What a question holds back."""

    SHEET = Words("lembar", "sheet")
    VALUE = Words("isian", "value")
    ROW = Words("baris", "row")
    PAIR = Words("orang sama?", "same person?")
    MISSING = Words("tidak ada di daftar", "not on the list")


@dataclass(frozen=True)
class Choice:
    """One answer: the word to type, and what it does."""

    word: str
    does: Words


@dataclass(frozen=True)
class Question:
    """A question. `words` say what was found and asked, nothing of a person unmasked; `rows` wait
    for the answer. With `free` another name may be typed too.
    """

    id: str
    scope: Scope
    where: str
    words: Words
    choices: Sequence[Choice]
    rows: int = 1
    free: bool = False

    @property
    def said(self) -> list[str]:
        """The words that may be typed."""
        return [choice.word for choice in self.choices]


def question_id(*about: object) -> str:
    """What names a question on every run: a digest of what it is about, not of where the file
    lies.
    """
    return hashlib.sha256("\x1f".join(map(str, about)).encode()).hexdigest()[:10]


@dataclass
class Answers:
    """Answers by the id of their question, and the questions that were asked with them; `settled`
    are answers to single questions that one answer to all of a kind implies, `trades` the words
    that are no known trade, with the number of people.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    asked: dict[str, Question] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    trades: dict[str, int] = field(default_factory=dict)

    def ask(self, question: Question) -> str | None:
        """The answer, one of the choices' words (or any text to a free question); None if it has
        none yet. The same question asked again waits for more rows.
        """
        if (said := self.told(question)) is None:
            self.refuse(question)
        return said

    def told(self, question: Question) -> str | None:
        """The answer to a question, without asking it."""
        said = " ".join(self.given.get(question.id, "").split())
        for choice in question.choices:
            if said.casefold() == choice.word.casefold():
                return choice.word
        return said if said and question.free else None

    def refuse(self, question: Question) -> None:
        """Ask a question; an answer that it has and that cannot be used is named first."""
        said = " ".join(self.given.get(question.id, "").split())
        if said:
            words = _REFUSED.fill(said=shown(said), words=question.words)
            question = replace(question, words=words)
        before = self.asked.get(question.id)
        if before is not None:
            question = replace(before, rows=before.rows + question.rows)
        self.asked[question.id] = question

    def withdraw(self, ident: str) -> None:
        """One row less waits for a question; the last one takes it back."""
        asked = self.asked.get(ident)
        if asked is not None and asked.rows > 1:
            self.asked[ident] = replace(asked, rows=asked.rows - 1)
        else:
            self.asked.pop(ident, None)


_REFUSED = Words(
    "Jawaban '{said}' tidak dapat dipakai di sini. {words}",
    "The answer '{said}' cannot be used here. {words}",
)


SKIP = Choice("lewati", Words("abaikan baris ini", "ignore this row"))
CLEAR = Choice("kosongkan", Words("ambil orangnya, sel ini kosong", "take the person, cell empty"))
TAKE = Choice("ambil", Words("ambil seperti tertulis", "take as written"))
SAME = Choice(
    "sama",
    Words(
        "orang yang sama: yang sudah ada (atau baris pertama) tetap, yang kosong diisi",
        "the same person: who is there already (or the first row) stays, what is empty is filled",
    ),
)
FOLLOW = Choice(
    "perbarui",
    Words(
        "orang yang sama: ikuti baris ini (atau baris kedua)",
        "the same person: follow this row (or the second row)",
    ),
)
TWO = Choice("beda", Words("dua orang berbeda: ambil keduanya", "two people: take both"))
PAIR = (SAME, FOLLOW, TWO, SKIP)
"""Answers about two who may be one person, within what was sent and against the scenario alike."""
KEEP = Choice("tetap", Words("tetap di skenario", "stays in the scenario"))
DROP = Choice("keluarkan", Words("keluarkan dari skenario", "leaves the scenario"))
WHOLE = Choice("lengkap", Words("daftar lengkap", "the list is complete"))
PART = Choice("sebagian", Words("hanya sebagian", "only a part"))
NEW = Choice("baru", Words("tambahkan sebagai wilayah baru", "add it as a new region"))
