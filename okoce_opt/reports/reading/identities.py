"""Who stands beside a No. peserta: names and places are held against the lists, NIK and phones too
but never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Person
from okoce_opt.domain.words import Words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import day_of_birth, earlier_mask
from okoce_opt.reports.reading.contradictions import LIST_HAS_ANOTHER, LIST_SAYS, NOTHING
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.scenario import Scenario

PRIVATE = (labels.NIK_TITLE, labels.BORN, labels.PHONE)


COMPARED = (labels.NAME, labels.KELURAHAN, labels.KECAMATAN, labels.FIELD, *PRIVATE)


MANY = 5
"""More wrong cells than this in one column of one sheet are one mistake: a column that was sorted
alone, say.
"""


def compare_identities(
    scenario: Scenario,
    cells: Cells,
    header: int,
    rows: Sequence[tuple[int, PersonId]],
    found: Evidence,
) -> None:
    """Add to `found` what the columns of a table of people say otherwise than the lists.

    `rows` pairs a row with its No. peserta. A cell of which the lists know nothing (a name written
    where none was given) is no contradiction; its column is remembered in `found.unknown`.
    """
    titles = [cells.text(header, c).casefold() for c in range(len(cells.rows[header]))]
    if labels.REGISTRANT.casefold() not in titles:
        return
    ids = titles.index(labels.REGISTRANT.casefold())
    columns = {
        title: titles.index(title.casefold()) for title in COMPARED if title.casefold() in titles
    }
    wrong: dict[str, list[_Wrong]] = {}
    spelled: dict[str, list[Words]] = {}

    @cache
    def others(title: str) -> frozenset[str]:
        return frozenset(_plain(text) for text in _all(scenario, title))

    for row, person in rows:
        if not any(cells.text(row, column) for column in columns.values()):
            continue  # a number typed into a blank row
        told: list[tuple[str, int]] = []
        for title, column in columns.items():
            allowed, said = _allowed(scenario, title, person), cells.text(row, column)
            if not any(allowed):
                found.unknown |= {title} if said else set()
            elif _plain(said) not in map(_plain, allowed):
                words = title not in PRIVATE
                if words and is_spelling(said, allowed[0]) and _plain(said) not in others(title):
                    spelled.setdefault(title, []).append(
                        SPELLED.fill(
                            cell=cells.at(row, column), title=title, said=said, listed=allowed[0]
                        )
                    )
                else:
                    told.append((title, column))
        if told:
            # a row that speaks of somebody else is one mistake: the name is told, the cells are all
            # named
            title, column = told[0]
            says = _allowed(scenario, title, person)[0]
            where = (*(cells.at(row, c) for _, c in told), cells.at(row, ids))
            wrong.setdefault(title, []).append(_Wrong(person, cells.text(row, column), says, where))
    for notices in spelled.values():
        more = len(notices) - MANY
        found.notices += notices[:MANY]
        if more > 0:
            found.notices.append(MORE.fill(file=cells.file, sheet=cells.name, n=more))
    for title, those in wrong.items():
        for together in [those] if len(those) > MANY else [[one] for one in those]:
            _tell(title, together, found)


SPELLED = Words(
    "{cell}: {title} ditulis \u201c{said}\u201d, di daftar pendaftar \u201c{listed}\u201d. Bila "
    "itu pembetulan, betulkan juga di pendaftar.",
    "{cell}: {title} is written \u201c{said}\u201d, on the list of registrants "
    "\u201c{listed}\u201d. If that is a correction, correct the list too.",
)
MORE = Words(
    "{file} [{sheet}]: {n} ejaan lain juga berbeda dari daftar pendaftar.",
    "{file} [{sheet}]: {n} other spellings differ from the list of registrants too.",
)
_ALIKE = 0.8
"""Share of letters in common (difflib) from which on a text is the same one, spelled otherwise."""


def is_spelling(said: str, listed: str) -> bool:
    """Whether a name is the listed one in another spelling, or with a title or a name more or less.

    `Ahmad` for `Achmad`, `Hj. Siti Rahayu, S.E.` for `Siti Rahayu`; not `Yanti` for `Xenia`.
    """
    one, two = (re.findall(r"[^\W_]+", text.casefold()) for text in (said, listed))
    if not one or not two:
        return False
    if SequenceMatcher(None, "".join(one), "".join(two), autojunk=False).ratio() >= _ALIKE:
        return True
    fewer, more = sorted((set(one), set(two)), key=len)
    return fewer <= more and len(fewer) > 1


@dataclass(frozen=True, slots=True)
class _Wrong:
    person: PersonId
    said: str
    says: str
    cells: tuple[str, ...]


def _tell(title: str, those: Sequence[_Wrong], found: Evidence) -> None:
    first, hidden = those[0], title in PRIVATE
    found.disagree(
        first.person,
        "" if hidden else first.said or NOTHING,
        "" if hidden else first.says,
        *(cell for one in those for cell in one.cells),
        sentence=LIST_HAS_ANOTHER if hidden else LIST_SAYS,
        about=title,
        who=tuple(one.person for one in those),
    )


def _allowed(scenario: Scenario, title: str, person: PersonId) -> tuple[str, ...]:
    """What may stand in a person's cell; empty texts where the lists do not know."""
    registrant, known = scenario.problem.registrants[person], scenario.people.get(person, Person())
    ways: Mapping[str, tuple[str, ...]] = {
        labels.NAME: (known.name,),
        labels.KELURAHAN: (scenario.problem.kelurahan[registrant.kelurahan].name,),
        labels.KECAMATAN: (scenario.problem.kecamatan[registrant.kecamatan].name,),
        labels.FIELD: (registrant.field,),
        labels.NIK_TITLE: (known.nik, earlier_mask(known.nik)),
        labels.BORN: (day_of_birth(known),),
        labels.PHONE: (known.phone,),
    }
    return ways[title]


def _all(scenario: Scenario, title: str) -> Iterable[str]:
    """Every text of a column that stands for somebody or something else."""
    problem = scenario.problem
    if title == labels.NAME:
        return (person.name for person in scenario.people.values())
    if title == labels.KELURAHAN:
        return (kelurahan.name for kelurahan in problem.kelurahan.values())
    if title == labels.KECAMATAN:
        return (kecamatan.name for kecamatan in problem.kecamatan.values())
    return (registrant.field for registrant in problem.registrants.values())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
