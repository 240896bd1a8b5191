"""Where things stand on a roster: labels, columns and wordings, shared by its writer and its
reader.

Whatever the writer prints and the reader looks for is defined here and nowhere else, so that the
two cannot drift apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Part
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import date_words, number_words, weekday_words

FOLDER = "daftar_hadir"
SCHEDULE = "jadwal.xlsx"
TITLE = "DAFTAR HADIR"
SUMMARY, PEOPLE = "Ringkasan", "Peserta"
CALENDAR, SESSIONS, VENUES, UNSEATED, GOALS, ORIGIN = (
    "Kalender",
    "Sesi",
    "Tempat",
    "Tanpa kursi",
    "Sasaran",
    "Asal-usul",
)

ACTIVITY, DAY, HOURS, PLACE = "Kegiatan", "Hari / Tanggal", "Jam", "Tempat"
TEAM = "Tim"
BATCH, HEADCOUNT, PRESENT, REVISION, BRING = (
    "Angkatan",
    "Jumlah peserta",
    "Hadir",
    "Revisi",
    "Harap dibawa",
)
CODE, KECAMATAN = "Kode sesi:", "Kecamatan"
NUMBER, REGISTRANT, NAME, NIK_TITLE, KELURAHAN, PHONE, SIGNATURE = (
    "No.",
    "No. peserta",
    "Nama",
    "NIK",
    "Kelurahan",
    "No. HP",
    "Tanda tangan",
)
MENTOR, MENTORS = "Pendamping", "pendamping"
SHEET, REGISTERED = "Lembar daftar hadir", "Pendaftar"
STALLS, CITY = "bazar", "Kota"
STALL, STALLS_USED, STALL_SHEET, FIELD = "No. lapak", "Lapak", "Lembar lapak", "Bidang usaha"
BLANK_ROWS = 5
INVITED, RESERVED, RESERVE_TITLE = "Undangan", "Kursi susulan", "DAFTAR HADIR SUSULAN"
NOT_SEATED, NOT_NEEDED = "belum", "-"
LETTER_DAYS = ("Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg")
SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the attendance table: its title and its width in pixels of 1/96 inch."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with what fits on it: Excel's number, pixels across and points down inside the
    margins.

    Both are kept 10 % under what the paper has: spreadsheets differ in the width they give a
    column.
    """

    number: int
    width_px: int
    height_pt: float
    landscape: bool = False


MARGIN_INCHES = 0.5
A4 = Paper(9, 634, 700.0)
F4 = Paper(14, 654, 785.0)
_ON_ITS_SIDE = {
    A4: Paper(9, 934, 475.0, landscape=True),
    F4: Paper(14, 1045, 490.0, landscape=True),
}


def paper_named(name: str) -> Paper:
    """F4 (also called folio) or A4."""
    return F4 if name.strip().upper() in ("F4", "FOLIO", "HVS F4") else A4


def roster_paper(name: str, days: int, *, show_nik: bool, show_phone: bool) -> Paper:
    """The paper of an attendance sheet: on its side when whole NIK and phones, or signatures of
    many days, leave no room.
    """
    upright = paper_named(name)
    return _ON_ITS_SIDE[upright] if (show_nik and show_phone) or days > 2 else upright


def columns(
    paper: Paper, days: Sequence[date], *, show_nik: bool, show_phone: bool
) -> tuple[Column, ...]:
    """The columns of the attendance table, the last ones for signatures; the name gets what the
    others leave.

    One day is signed for left and right in turn, several days in a column each.
    """
    fixed = [Column(NUMBER, 34), Column(REGISTRANT, 64)]
    after = [
        Column(NIK_TITLE, 118 if show_nik else 62),
        Column(KELURAHAN, 104 if show_nik else 118),
    ]
    after += [Column(PHONE, 98)] if show_phone else []
    room = paper.width_px - sum(c.width for c in [*fixed, *after])
    if len(days) == 1:
        signatures = [
            Column(SIGNATURE, 130 if paper.landscape else 84),
            Column("", 130 if paper.landscape else 84),
        ]
    else:
        width = max(_NARROWEST, min(_WIDEST, (room - _NAME_PX) // len(days)))
        signatures = [Column(f"{SIGNATURE} {short_date(day)}", width) for day in days]
    return (*fixed, Column(NAME, room - sum(c.width for c in signatures)), *after, *signatures)


_NARROWEST, _WIDEST, _NAME_PX = 44, 100, 150


# -- wordings
# ------------------------------------------------------------------------------------------


def day_words(session: Session) -> str:
    """`Selasa, 13 Maret 2018`, or first and last day joined by s.d."""
    first = date_words(session.first_day, "id")
    return first if len(session.days) == 1 else f"{first} s.d. {date_words(session.last_day, 'id')}"


def people_in(problem: Problem, session: Session, people: int) -> int | str:
    """How many are in a session, as an office reads it: of a reserve its seats, which nobody has by
    name.
    """
    return f"{session.seats} kursi" if problem.activities[session.activity].reserve_for else people


def mentor_words(problem: Problem, mentor: str) -> str:
    """A person's mentor as printed; the text itself where that is nobody's id."""
    team = problem.teams.get(mentor)
    return mentor if team is None else team_words(team)


def mentor_named(problem: Problem, text: str) -> str:
    """The id of the mentor that is printed so, or has that name alone; the text itself where nobody
    is.
    """
    wanted = " ".join(text.split()).casefold()
    for said in (mentor_words, lambda problem, mentor: problem.teams[mentor].name):
        alike = [
            mentor
            for mentor in problem.teams
            if " ".join(said(problem, mentor).split()).casefold() == wanted
        ]
        if len(alike) == 1:
            return alike[0]
    return text


def team_words(team: Team | None) -> str:
    """`Tim 1 Sudin Perindustrian (mitra-1)`; the id alone where the team has no name."""
    if team is None:
        return ""
    return f"{team.name} ({team.id})" if team.name else team.id


def hours_words(part: Part, parts: Sequence[Part]) -> str:
    """`08.00 s.d. 15.00 WIB`; the part's name is added where two parts would read alike."""
    text = re.sub(r"\s*[-\u2013]\s*", " s.d. ", part.hours.strip())
    if not text:
        return part.id
    zoned = text if text[-1].isalpha() else f"{text} WIB"
    twins = [other for other in parts if other.hours.strip() == part.hours.strip()]
    return zoned if len(twins) < 2 else f"{zoned} ({part.id})"


def session_words(problem: Problem, session: Session) -> dict[str, str]:
    """What any sheet says of a session: title -> its activity, day, hours and place."""
    parts = problem.calendar.parts
    return {
        ACTIVITY: problem.activities[session.activity].title,
        DAY: day_words(session),
        HOURS: hours_words(parts[session.part], tuple(parts.values())),
        PLACE: problem.venues[session.venue].name,
    }


def chairs_of(problem: Problem, session: Session) -> int:
    """How many people the venue has room for in a session, however many are invited."""
    return problem.venues[session.venue].places(problem.activities[session.activity])


def invited_words(problem: Problem, session: Session) -> str:
    """`paling banyak 144 untuk 100 kursi` where more may be invited than there are seats; else
    nothing.
    """
    chairs = chairs_of(problem, session)
    return f"paling banyak {session.seats} untuk {chairs} kursi" if session.seats > chairs else ""


def total_words(sessions: int, seats: int, people: int) -> str:
    """The line of totals of an office's summary."""
    chairs, listed = number_words(seats, "id"), number_words(people, "id")
    return f"{sessions} sesi, {chairs} kursi, {listed} pendaftar"


def short_date(day: date) -> str:
    """`Sel, 13-03-2018`."""
    return f"{SHORT_DAYS[day.weekday()]}, {day:%d-%m-%Y}"


def seat_words(problem: Problem, session: Session) -> str:
    """A seat in a table of people: the date, with part and place where the date alone leaves a
    doubt.
    """
    activity = problem.activities[session.activity]
    words = [short_date(session.first_day)]
    if len(activity.parts or problem.calendar.parts) > 1:
        words.append(session.part)
    rivals = [
        v for v in problem.venues.values() if v.kecamatan == session.kecamatan and v.hosts(activity)
    ]
    if len(rivals) > 1 or not session.kecamatan:
        words.append(problem.venues[session.venue].name)
    return " ".join(words)


def seats_words(
    problem: Problem,
    registrant: Registrant,
    activity: Activity,
    sessions: Sequence[Session],
    words_of: Callable[[Session], str],
) -> str:
    """What a table of people says of one person and activity; `words_of` is `seat_words` of the
    problem, remembered.
    """
    if sessions:
        return "; ".join(
            words_of(session) for session in sorted(sessions, key=lambda s: (s.starts, s.id))
        )
    done = registrant.done_on(activity.id)
    if done is not None:
        return f"selesai {done:%d-%m-%Y}"
    return NOT_SEATED if problem.is_for(registrant, activity) and activity.required else NOT_NEEDED


def activities_in_order(problem: Problem) -> tuple[Activity, ...]:
    """Activities as people go through them: what comes before stands before, else by id."""
    before = {a: {o.after for o in problem.orders if o.activity == a} for a in problem.activities}
    placed: list[str] = []
    while len(placed) < len(problem.activities):
        placed.append(
            min(a for a in problem.activities if a not in placed and before[a] <= set(placed))
        )
    return tuple(problem.activities[a] for a in placed)


def activity_columns(problem: Problem) -> tuple[tuple[Activity, str], ...]:
    """Each activity with the title of its column in a table of people; alike titles get the id
    added.

    A reserve has no column: it is for nobody by name.
    """
    ordered = [a for a in activities_in_order(problem) if not a.reserve_for]
    titles = [a.title for a in ordered]
    return tuple(
        (a, a.title if titles.count(a.title) == 1 else f"{a.title} ({a.id})") for a in ordered
    )


def batch_numbers(held: Sequence[Session]) -> dict[str, int]:
    """Session id -> the n of *angkatan n*: which session of its activity it is in its kecamatan, by
    time.
    """
    so_far: Counter[tuple[str, str]] = Counter()
    numbers: dict[str, int] = {}
    for session in sorted(held, key=lambda s: (s.starts, s.id)):
        so_far[session.activity, session.kecamatan] += 1
        numbers[session.id] = so_far[session.activity, session.kecamatan]
    return numbers


def masked_nik(nik: str) -> str:
    """The last four digits behind dots; nothing when there is none."""
    return f"...{nik[-4:]}" if nik else ""


def sheet_name(number: int, title: str, day: date) -> str:
    """`01 Pelatihan 13-03`: at most 31 characters, none that a spreadsheet refuses, told apart by
    its number.

    A title that is too long ends after a whole word.
    """
    clean = " ".join(re.sub(r"[\[\]:*?/\\']", " ", title).split())
    prefix, suffix = f"{number:02d} ", f" {day:%d-%m}"
    room = 31 - len(prefix) - len(suffix)
    words = clean[: room + 1].rpartition(" ")[0] if len(clean) > room else clean
    return prefix + (words or clean[:room]) + suffix


def file_names(problem: Problem) -> dict[str, str]:
    """Kecamatan code -> the name of its workbook; the code is added where two names would be
    alike.
    """
    plain = {
        code: "".join(ch for ch in k.name if ch.isalnum()) for code, k in problem.kecamatan.items()
    }
    folded = [name.casefold() for name in plain.values()]
    single = {
        code: bool(name) and folded.count(name.casefold()) == 1 for code, name in plain.items()
    }
    return {
        code: f"DaftarHadir_{name if single[code] else f'{name}_{code}'}.xlsx"
        for code, name in plain.items()
    }


def stall_file_names(problem: Problem) -> dict[str, str]:
    """Place (a kecamatan's code, or empty for the city) -> the name of its stall lists."""
    offices = {
        code: name.replace("DaftarHadir_", "Lapak_") for code, name in file_names(problem).items()
    }
    city = f"Lapak_{CITY}.xlsx"
    taken = city.casefold() in (name.casefold() for name in offices.values())
    return {**offices, "": "Lapak_Tingkat_Kota.xlsx" if taken else city}


def weekday_said(text: str) -> int | None:
    """The weekday (0 = Monday) that a printed date begins with, if it does."""
    word = text.split(",")[0].strip().casefold()
    return next((n for n in range(7) if weekday_words(n, "id").casefold() == word), None)
