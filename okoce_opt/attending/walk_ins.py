"""People who came without being expected: which of the list they are, if it can be told, or that
they are new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from okoce_opt.attending.desk import Desk
from okoce_opt.attending.form import Form
from okoce_opt.attending.signs import plain
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Person
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import day_of_birth
from okoce_opt.reports.reading.identities import is_spelling

NEWCOMERS = "pendaftar_baru.csv"
"""The list of those who are on none yet: read by `okoce import`."""
PARTIAL = "Daftar susulan: yang datang tanpa terdaftar"
"""Its first line: `okoce import` need not ask whether anybody is missing from the list."""
_NEAR = 3
_PLACES = (labels.KELURAHAN, labels.NIK_TITLE, labels.BORN, labels.PHONE)


@dataclass(frozen=True)
class Newcomer:
    """Somebody on no list: what the sheet says of them, for the list of new registrants."""

    name: str = field(repr=False)
    kelurahan: str
    kecamatan: str
    where: str

    @classmethod
    def of(cls, desk: Desk, form: Form, row: int, name: str) -> Newcomer:
        """The newcomer of a row."""
        problem = desk.scenario.problem
        session = problem.session(form.session)
        code = session.kecamatan if session and session.kecamatan else desk.kecamatan(form.office)
        kecamatan = problem.kecamatan[code].name if code in problem.kecamatan else ""
        said = _beside(form, row).get(labels.KELURAHAN, "")
        return cls(" ".join(name.split()), said, kecamatan, form.where(row, form.names))


def who_is(desk: Desk, form: Form, row: int, name: str) -> PersonId | list[PersonId]:
    """Whose number belongs to a name that was written in; else the numbers of people whose name is
    like it, none for somebody new.

    A name alone tells nobody from a namesake: the kelurahan, the day of birth, NIK or phone must
    agree too where the sheet has them, at least one of them, and leave one person.
    """
    beside = _beside(form, row)
    alike = desk.named(plain(name))
    sure = [person for person in alike if _agrees(desk, person, beside)]
    if len(sure) == 1 and len(name.split()) > 1:
        return sure[0]
    if alike:
        return alike[:_NEAR]
    near = [
        person for person in desk.around(form.office) if is_spelling(name, desk.name_of(person))
    ]
    return near[:_NEAR]


def _beside(form: Form, row: int) -> Mapping[str, str]:
    """What the row says of the person besides the name."""
    titles = [
        form.cells.text(form.header, c).casefold() for c in range(len(form.cells.rows[form.header]))
    ]
    found = {}
    for title in _PLACES:
        if title.casefold() in titles and (
            text := form.cells.text(row, titles.index(title.casefold()))
        ):
            found[title] = text
    return found


def _agrees(desk: Desk, person: PersonId, beside: Mapping[str, str]) -> bool:
    problem = desk.scenario.problem
    known = desk.scenario.people.get(person, Person())
    home = problem.kelurahan.get(problem.registrants[person].kelurahan)
    listed = {
        labels.KELURAHAN: home.name if home else "",
        labels.NIK_TITLE: known.nik,
        labels.BORN: day_of_birth(known),
        labels.PHONE: known.phone,
    }
    said = {title: text for title, text in beside.items() if listed[title]}
    return bool(said) and all(plain(text) == plain(listed[title]) for title, text in said.items())
