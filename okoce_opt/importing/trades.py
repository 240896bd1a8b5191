"""Trades in words that nobody knows: asked about once, all together, with a guess for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.importing.account import SheetAccount
from okoce_opt.importing.questions import CLEAR, Answers, Choice, Question, Scope
from okoce_opt.importing.questions import question_id as named
from okoce_opt.importing.words import Dictionary, key
from okoce_opt.io.tables.parsers import Unreadable, ident

TRADE = "bidang"
GUESSED = Choice("tebakan", Words("satukan menurut tebakan itu", "as guessed"))
WRITTEN = Choice("tertulis", Words("biarkan seperti tertulis", "leave them as written"))


def trade_id(said: str) -> str:
    """What names the answer about one word, in every list."""
    return named(TRADE, key(said))


def guess(said: str, words: Dictionary) -> str:
    """The trade that one of the words of a text means, if they agree; else empty."""
    found = {meant for word in said.split() if (meant := words.meaning(TRADE, word)) is not None}
    return found.pop() if len(found) == 1 else ""


def ask_about_trades(accounts: Sequence[SheetAccount], answers: Answers, words: Dictionary) -> None:
    """Ask what the words that are no known trade stand for. Meanwhile people have them as they are
    written, and nobody waits. What is answered is kept word by word.
    """
    unknown = dict(sorted(answers.trades.items()))
    if not unknown:
        return
    guesses = {said: guess(said, words) for said in unknown}
    asked = Question(
        named("trades", *map(key, unknown)),
        Scope.VALUE,
        accounts[0].file if accounts else "",
        _about(unknown, guesses),
        (*((GUESSED,) if any(guesses.values()) else ()), WRITTEN, CLEAR),
        0,
        free=True,
    )
    answer = answers.ask(asked)
    if answer is None:
        return
    meant = _meant(answer, guesses)
    if meant is None:
        answers.refuse(asked)
        return
    answers.settled.update({trade_id(said): one or CLEAR.word for said, one in meant.items()})
    instead = {ident(said): one for said, one in meant.items()}
    for account in accounts:
        for entry in account.entries:
            said = str(entry.values.get(TRADE) or "")
            if said in instead:
                entry.values[TRADE] = instead[said]
                if not instead[said]:
                    del entry.values[TRADE]


def _about(unknown: Mapping[str, int], guesses: Mapping[str, str]) -> Words:
    said = [
        f"{shown(word)} ({n}){' = ' + guesses[word] + '?' if guesses[word] else ''}"
        for word, n in unknown.items()
    ]
    return Words(
        "{n} bidang usaha tidak dikenal dan diambil seperti tertulis: {said}. Satukan? Boleh juga "
        "tulis satu per satu: jahit baju = busana; kue basah = boga (yang tidak disebut tetap).",
        "{n} trades are not known and taken as written: {said}. Put them together? Or write them "
        "one by one: jahit baju = busana; kue basah = boga (those not named stay).",
    ).fill(n=len(unknown), said=said)


def _meant(answer: str, guesses: Mapping[str, str]) -> dict[str, str] | None:
    """Each word with the trade that an answer gives it; None where it cannot be understood."""
    if answer == GUESSED.word:
        return {said: one or said for said, one in guesses.items()}
    if answer in (WRITTEN.word, CLEAR.word):
        return {said: said if answer == WRITTEN.word else "" for said in guesses}
    by_key = {key(said): said for said in guesses}
    meant = {said: said for said in guesses}
    for pair in filter(str.strip, re.split(r"[;\n]", answer)):
        said, equals, trade = pair.partition("=")
        if not equals or key(said) not in by_key:
            return None
        try:
            meant[by_key[key(said)]] = ident(trade.strip())
        except Unreadable:
            return None
    return meant
