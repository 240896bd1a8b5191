"""Regions, weekdays and fields of a list as the scenario's own; what is unclear is asked once for
all files, not row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.importing.day_words import CANNOT, EVERY, meaning_of, read_days
from okoce_opt.importing.questions import CLEAR, NEW, SKIP, Answers, Choice, Question, Scope
from okoce_opt.importing.questions import question_id as named
from okoce_opt.importing.regions import Match, Place
from okoce_opt.importing.target import Target
from okoce_opt.importing.trades import trade_id
from okoce_opt.importing.words import UNSUITED, Dictionary, key
from okoce_opt.io.tables.parsers import Unreadable, ident
from okoce_opt.io.tables.times import suiting, weekdays, wishes

_WEEK = 7
_YES = ("ya", "y", "iya", "betul", "benar", "yes")
_SUITS = re.compile(
    r"bebas|fleksibel|bisa|masalah|ok|siap|terserah|ikut|menyesuaikan", re.IGNORECASE
)
_EITHER = re.compile(r"kecuali|selain|except|hanya|cuma|saja|bisa|only", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a value means: the value itself, or the id of the question it waits for, or that its row
    is to be ignored.
    """

    value: object = None
    waits: str = ""
    skip: bool = False


@dataclass
class Values:
    """Values understood, each question asked through `answers`."""

    target: Target
    words: Dictionary
    answers: Answers
    _seen: dict[tuple[str, ...], Meant] = field(default_factory=dict)

    def region(self, kind: str, said: str, inside: str, where: str) -> Meant:
        """The place that a text names; a kelurahan inside a kecamatan (code) if that is known."""
        match = self.target.gazetteer.find(kind, said, inside)
        if match.place is not None:
            return self._known(match.place, where)
        asked = Question(
            named(kind, inside, key(said)),
            Scope.VALUE,
            where,
            self._about_region(kind, said, inside, match),
            [*(Choice(p.name, Words(p.code, p.code)) for p in match.near), SKIP],
            free=True,
        )
        answer = self.answers.ask(asked)
        if answer == SKIP.word:
            return Meant(skip=True)
        if answer is not None:
            place = self.target.gazetteer.find(kind, answer, inside).place
            if place is None and len(match.near) == 1 and key(answer) in _YES:
                place = match.near[0]
            if place is not None:
                return self._known(place, where)
            self.answers.refuse(asked)
        return Meant(waits=asked.id)

    def _about_region(self, kind: str, said: str, inside: str, match: Match) -> Words:
        top = self.target.gazetteer.by_code.get(inside)
        place = Words(" di kecamatan {name}", " in kecamatan {name}").fill(
            name=top.name if top else ""
        )
        ask = Words(
            "Maksudnya {near}?" if match.near else "Tulis nama yang benar.",
            "Is {near} meant?" if match.near else "Write the right name.",
        ).fill(near=[near.name for near in match.near])
        return Words(
            "{kind} '{said}' tidak dikenal{place}. {ask}",
            "{kind} '{said}' is not known{place}. {ask}",
        ).fill(
            kind=kind.capitalize(),
            said=shown(said),
            place=place.fill(name=top.name) if top else "",
            ask=ask,
        )

    def _known(self, place: Place, where: str) -> Meant:
        """A place; one that the scenario has not is asked about, once for each kecamatan, unless
        the scenario has none at all.
        """
        if place.known or not self.target.known_kelurahan:
            return Meant(place)
        is_top = place in self.target.gazetteer.kecamatan
        top = place if is_top else self.target.gazetteer.by_code.get(place.parent)
        asked = Question(
            named("new", top.code if top else place.code),
            Scope.VALUE,
            where,
            Words(
                "Kecamatan {name}, atau kelurahannya {place}, belum ada di skenario. Tambahkan?",
                "Kecamatan {name}, or its kelurahan {place}, is not in the scenario. Add it?",
            ).fill(name=top.name if top else "?", place=place.name),
            (NEW, SKIP),
        )
        answer = self.answers.ask(asked)
        if answer == SKIP.word:
            return Meant(skip=True)
        return Meant(place) if answer == NEW.word else Meant(waits=asked.id)

    def weekdays(self, said: str, where: str, *, wished: bool = False) -> Meant:
        """The weekdays that suit (or are liked best)."""
        asked = ("suka" if wished else "hari", said)
        meant = self._seen.get(asked)
        if meant is None:
            meant = self._weekdays(said, where, wished)
            if not meant.waits:
                self._seen[asked] = meant
        return meant

    def _weekdays(self, said: str, where: str, wished: bool) -> Meant:
        read: Callable[[str], object] = wishes if wished else suiting
        try:
            return Meant(read_days(self.words, read, said))
        except Unreadable as error:
            allowed = error.allowed
        words = Words(
            "Hari '{said}' tidak dikenal. Hari apa saja yang bisa? ({allowed})",
            "The days '{said}' are not known. Which days suit? ({allowed})",
        ).fill(said=shown(said), allowed=allowed)
        return self._which_days("hari", said, where, words, read)

    def _which_days(
        self, kind: str, said: str, where: str, words: Words, read: Callable[[str], object]
    ) -> Meant:
        """Ask which days suit, where what is written does not say it."""
        asked = Question(
            named(kind, key(said)),
            Scope.VALUE,
            where,
            words,
            (Choice("semua hari", Words("semua hari bisa", "every day suits")), SKIP),
            free=True,
        )
        answer = self.answers.ask(asked)
        if answer == SKIP.word:
            return Meant(skip=True)
        if answer is not None:
            try:
                return Meant(read_days(self.words, read, answer))
            except Unreadable:
                self.answers.refuse(asked)
        return Meant(waits=asked.id)

    def unsuited(self, said: str, where: str) -> Meant:
        """The weekdays that a column of days that do not suit names; None where it says that every
        day suits. What may mean either (*semua*, *kecuali jumat*) is asked.
        """
        if meaning_of(self.words, said) == EVERY and _SUITS.search(said):
            return Meant(None)
        bare = CANNOT.sub("", said)
        try:
            days = None if _EITHER.search(bare) else read_days(self.words, weekdays, bare)
        except Unreadable:
            days = None
        if isinstance(days, frozenset) and len(days) < _WEEK:
            return Meant(days)
        words = Words(
            "Di kolom hari yang tidak bisa tertulis '{said}'. Hari apa saja yang BISA?",
            "A column of days that do not suit says '{said}'. Which days DO suit?",
        ).fill(said=shown(said))
        meant = self._which_days(f"{UNSUITED}hari", said, where, words, suiting)
        if isinstance(meant.value, frozenset):
            return Meant(frozenset(range(_WEEK)) - meant.value)
        return meant

    def trade(self, said: str, where: str) -> Meant:
        """The field of a person, as the scenario's activities call it."""
        meant = self._seen.get(("bidang", said))
        if meant is None:
            meant = self._trade(said, where)
            if not meant.waits:
                self._seen[("bidang", said)] = meant
        if not self.target.fields and self._is_unknown(said) and meant.value:
            self.answers.trades[said] = self.answers.trades.get(said, 0) + 1
        return meant

    def _trade(self, said: str, where: str) -> Meant:
        fields = self.target.fields
        spellings = {key(said), *map(key, self.words.synonyms("bidang", said))}
        for one in fields:
            if (
                key(one) in spellings
                or set(map(key, self.words.synonyms("bidang", one))) & spellings
            ):
                return Meant(one)
        if not fields:
            return self._own_word(said)
        asked = Question(
            named("bidang", key(said)),
            Scope.VALUE,
            where,
            Words(
                "Bidang '{said}' bukan salah satu bidang skenario. Yang mana?",
                "The field '{said}' is none of the scenario's. Which is meant?",
            ).fill(said=shown(said)),
            [*(Choice(one, Words(one, one)) for one in fields), CLEAR, SKIP],
        )
        answer = self.answers.ask(asked)
        if answer == SKIP.word:
            return Meant(skip=True)
        if answer == CLEAR.word:
            return Meant("")
        return Meant(answer) if answer is not None else Meant(waits=asked.id)

    def _is_unknown(self, said: str) -> bool:
        return self.words.meaning("bidang", said) is None and not (
            self.answers.given.get(trade_id(said), "").strip()
        )

    def _own_word(self, said: str) -> Meant:
        """In a scenario without fields: the word that stands for all its spellings, or that was
        answered to stand for it.
        """
        answer = self.answers.given.get(trade_id(said), "").strip()
        if answer == CLEAR.word:
            return Meant("")
        try:
            return Meant(ident(self.words.meaning("bidang", said) or answer or said))
        except Unreadable:
            return Meant("")
