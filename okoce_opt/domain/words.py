"""Sentences in two languages, and how numbers and dates are written in each.

Day and month names are spelled here because an office laptop rarely has the `id_ID` locale.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

LANGUAGES = ("id", "en")

WEEKDAYS = {
    "id": ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


LANGUAGE = "OKOCE_LANG"
"""The environment's word for the language of a run."""


def spoken_language() -> str:
    """The language of what shows itself (errors, tables in a notebook): that of OKOCE_LANG, else
    Indonesian.
    """
    wanted = os.environ.get(LANGUAGE, "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def speak(lang: str) -> None:
    """Let everything that shows itself from now on speak `lang`: "id" or "en".

    Raises ValueError for any other.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"{lang!r}: {' / '.join(LANGUAGES)}")
    os.environ[LANGUAGE] = lang


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in Indonesian (`id`) and English (`en`).

    Placeholders `{name}` are the same in both; `fill` puts values in, writing whole numbers and
    dates as each language does. A value that is itself `Words` is said in the language asked for.
    """

    id: str
    en: str

    def __str__(self) -> str:
        """The sentence in the language that is spoken."""
        return self.said(spoken_language())

    def said(self, lang: str) -> str:
        """The sentence in `lang` ("id" or "en")."""
        return self.en if lang == "en" else self.id

    def fill(self, **values: object) -> Words:
        """The sentence with its placeholders filled in; in English one of a thing is singular."""
        said = {lang: {name: say(v, lang) for name, v in values.items()} for lang in LANGUAGES}
        english = self.en
        if ones := {name for name, value in values.items() if type(value) is int and value == 1}:
            english = _COUNTED.sub(lambda found: _of_one(found, ones), english)
            for number, unit in _MEASURED.findall(english):
                if number in ones and isinstance(values[unit], Words):
                    said["en"][unit] = _singular(said["en"][unit])
        return Words(self.id.format(**said["id"]), english.format(**said["en"]))


_COUNTED = re.compile(r"\{(\w+)\}((?: [a-z]+){1,3})")
"""A number's placeholder and the words after it."""
_MEASURED = re.compile(r"\{(\w+)\} \{(\w+)\}")
"""A number's placeholder and that of its unit."""

_ONE = {
    **{"people": "person", "losses": "loss", "are": "is", "have": "has", "were": "was"},
    **{
        word + "s": word
        for word in (
            *("cell", "day", "file", "invitation", "letter", "mark", "move", "night", "office"),
            *("other", "pair", "place", "plan", "point", "problem", "question", "registrant"),
            *("row", "seat", "second", "session", "sheet", "spelling", "team", "thing", "time"),
            *("trade", "trial", "violation", "way", "week"),
        )
    },
    **{
        verb: verb + "s"
        for verb in ("change", "differ", "fall", "find", "get", "hold", "move", "need", "sit")
    },
    **{verb: verb + "s" for verb in ("stay", "wait")},
}
"""English words after a number, as they are after 1."""


def _of_one(said: re.Match[str], ones: Collection[str]) -> str:
    if said[1] not in ones:
        return said[0]
    return "{" + said[1] + "}" + _singular(said[2])


def _singular(words: str) -> str:
    return " ".join(_ONE.get(word, word) for word in words.split(" "))


def same(text: object) -> Words:
    """A name or a value that reads alike in both languages."""
    return Words(str(text), str(text))


def capital(words: Words) -> Words:
    """The sentence with a capital at its beginning."""
    return Words(words.id[:1].upper() + words.id[1:], words.en[:1].upper() + words.en[1:])


def say(value: object, lang: str) -> str:
    """One value as a reader of `lang` expects it: 8.000 or 8,000; Selasa, 13 Maret 2018; a list
    with commas.
    """
    if isinstance(value, Words):
        return value.said(lang)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return number_words(value, lang)
    if isinstance(value, date):
        return date_words(value, lang)
    if isinstance(value, (list, tuple)):
        return ", ".join(say(item, lang) for item in value)
    return str(value)


def number_words(number: int, lang: str) -> str:
    """A whole number with the thousands mark of the language."""
    text = f"{number:,}"
    return text if lang == "en" else text.replace(",", ".")


def weekday_words(weekday: int, lang: str) -> str:
    """The name of a weekday (0 = Monday) as a heading has it."""
    return WEEKDAYS[lang][weekday].capitalize()


def date_words(day: date, lang: str, *, weekday: bool = True) -> str:
    """`Selasa, 13 Maret 2018`; without the weekday: `13 Maret 2018`."""
    text = f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"
    return f"{weekday_words(day.weekday(), lang)}, {text}" if weekday else text


def quoted(name: object) -> str:
    """A name as one word of a command line: in quotes if it has blanks or signs."""
    return str(name) if re.fullmatch(r"[\w./\\:+-]+", str(name)) else f'"{name}"'
