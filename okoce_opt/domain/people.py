"""Who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from okoce_opt.domain.ids import PersonId, SessionId


@dataclass(frozen=True, slots=True)
class Registrant:
    """One registrant (*pendaftar*) as the planner's rules see a person: no name, NIK or phone.

    `weekdays` that suit (0 = Monday), None = all; `wish_weekdays` and `wish_parts` are preferred;
    `done` pairs (activity, date); `missed` pairs (activity, first day of the last session of it
    that they had a seat in and did not finish); `pins` are session ids where the seat is already
    given; `registered` is the day on which they put themselves on the list.
    """

    id: PersonId
    kecamatan: str
    kelurahan: str
    weekdays: frozenset[int] | None = None
    wish_weekdays: frozenset[int] = frozenset()
    wish_parts: frozenset[str] = frozenset()
    field: str = ""
    household: str = ""
    done: tuple[tuple[str, date], ...] = ()
    pins: tuple[SessionId, ...] = ()
    registered: date | None = None
    missed: tuple[tuple[str, date], ...] = ()

    def done_on(self, activity: str) -> date | None:
        """The day this person finished `activity` before planning began, if they did."""
        return next((day for name, day in self.done if name == activity), None)

    def has_missed(self, activity: str, first_day: date) -> bool:
        """Whether a seat in the activity that began on that day came to nothing: it is needed
        again.
        """
        return any(name == activity and first_day <= day for name, day in self.missed)

    def has_lost(self, activity: str, first_day: date, last_day: date) -> bool:
        """Whether a past seat in the activity on those days is not where the person did it: they
        missed it, or did it on another day.
        """
        done = self.done_on(activity)
        elsewhere = done is not None and not first_day <= done <= last_day
        return elsewhere or self.has_missed(activity, first_day)


@dataclass(frozen=True, slots=True)
class Household:
    """A household or cooperative (*keluarga*) with a wish: its people sit `together`, or never on
    one day.

    Together and `whole`: all of them or nobody (*bersama*); not `whole`: those who get a seat
    (*sebisanya*).
    """

    id: str
    together: bool
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """What rides beside a registrant for papers and for telling who is who. It never enters a
    model, a log, a digest or a repr. `sex` is L (*laki-laki*) or P (*perempuan*).
    """

    name: str = field(default="", repr=False)
    nik: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    born: date | None = field(default=None, repr=False)
    sex: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    rt: str = field(default="", repr=False)
    rw: str = field(default="", repr=False)


ABOUT_A_PERSON = ("tanggal_lahir", "jenis_kelamin", "alamat", "rt", "rw")
"""Columns of the list of registrants that are kept as a NIK is: shown only where NIK are."""
