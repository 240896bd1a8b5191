"""The named places of an office's own template: what may stand in braces, and what goes there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.words import date_words
from okoce_opt.reports.attendance.head import Attendance
from okoce_opt.reports.attendance.signatures import DOTS
from okoce_opt.reports.content.seats import day_of_birth
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.reading.named import CODE, COMPARED, REGISTRANT, ROW

PLACE = re.compile(r"\{\s*([A-Za-z_]+)\s*\}")
QR = "qr"
"""Where a picture of the code goes, if it is asked for."""
HEAD = (
    *COMPARED,
    *(CODE, "judul", "kecamatan", "angkatan", "revisi", "bawaan"),
    *("kota", "camat", "nip", "tanggal_surat", QR),
)
"""All places outside the row that repeats."""


def head_values(what: Attendance) -> dict[str, str]:
    """What goes into the places outside the row that repeats."""
    words = session_words(what.problem, what.session)
    activity = what.problem.activities[what.session.activity]
    return {
        **{place: words[label] for place, label in COMPARED.items() if label in words},
        "tim": what.team,
        "jumlah": str(len(what.registrants)),
        CODE: what.code,
        "judul": what.title,
        "kecamatan": what.office.name,
        "angkatan": str(what.batch),
        "revisi": what.papers.revision,
        "bawaan": activity.notes,
        "kota": what.papers.town,
        # somebody signs all the same
        "camat": what.office.camat or DOTS,
        "nip": what.office.nip or DOTS[:24],
        "tanggal_surat": date_words(what.session.last_day, "id", weekday=False),
        QR: "",
    }


def row_values(what: Attendance, number: int, registrant: Registrant | None) -> dict[str, str]:
    """What goes into a person's row; of a blank one its number alone."""
    values = dict.fromkeys(ROW, "") | {"no": str(number)}
    if registrant is None:
        return values
    person = what.people.get(registrant.id, Person())
    home = what.problem.kelurahan.get(registrant.kelurahan)
    return values | {
        REGISTRANT: registrant.id,
        "nama": person.name,
        "kelurahan": home.name if home else registrant.kelurahan,
        "lahir": day_of_birth(person),
        "nik": person.nik if what.show_nik else "",
        "telepon": person.phone if what.show_phone else "",
    }


def places_in(text: str) -> list[str]:
    """The places that a text names, in small letters."""
    return [name.casefold() for name in PLACE.findall(text)]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled in; what is no place of ours stays as it is."""
    return PLACE.sub(lambda found: values.get(found[1].casefold(), found[0]), text)
