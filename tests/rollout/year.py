"""A small year for the tests of the store: the story `kecil` with somebody made up, planned."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from okoce_opt import planning
from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.sessions import session_name
from okoce_opt.io import OpenScenario, load_scenario
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.options import Options

KECIL = Path(__file__).parents[2] / "scenarios" / "kecil"
NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
MONDAY = date(2027, 1, 4)
SECRET = {
    "no_peserta": "P01",
    "nama": "Siti Zulaikha Binti Contoh",
    "nik": "3173994101900007",
    "telepon": "081299900077",
    "alamat": "Gang Rahasia Nomor Tujuh Belas",
    "tanggal_lahir": "1990-01-01",
    "jenis_kelamin": "P",
}


def secretive(**other: str) -> OpenScenario:
    """The story with somebody about whom everything is known, or something `other`."""
    return load_scenario(KECIL).what_if(pendaftar=[{**SECRET, **other}], name="kecil")


@cache
def planned() -> PlannedScenario:
    """A plan of `secretive()`, made once."""
    outcome = planning.plan(secretive(), Options(workers=1, budget=1))
    assert isinstance(outcome, PlannedScenario)
    return outcome


def some_attendance() -> Attendance:
    """Everyone of the first session of the plan came."""
    plan = planned().plan
    session = min(plan.held)
    first = session_name(session).first_day
    marks = [
        Mark(PersonId(person), session, first, Presence.CAME, "A1")
        for person in plan.people[session]
    ]
    return Attendance.of(marks, [(session, first)])
