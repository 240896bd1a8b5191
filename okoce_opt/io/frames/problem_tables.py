"""A problem made of entities as the tables and settings of the file form: the way back of
`io.scenario.entities`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Calendar, CalendarDay
from okoce_opt.domain.digest import canonical
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Household, Person, Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.domain.words import WEEKDAYS
from okoce_opt.io.tables.cells import Cell
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.written import cell_for

Row = dict[str, Cell]
Settings = dict[str, object]


_ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "kecamatan": {
        **{"kode": "code", "nama": "name", "kelompok": "group", "camat": "camat", "nip": "nip"},
    },
    "kelurahan": {
        **{"kode": "code", "nama": "name", "kecamatan": "kecamatan"},
        **{"lintang": "latitude", "bujur": "longitude"},
    },
    "tempat": {
        **{"id": "id", "kecamatan": "kecamatan", "nama": "name", "kursi": "seats"},
        **{"hari": "weekdays", "lintang": "latitude", "bujur": "longitude", "sewa": "rent"},
        **{"kegiatan": "activities", "kelurahan": "kelurahan"},
    },
    "kegiatan": {
        **{"id": "id", "nama": "title", "wajib": "required", "min": "min_people"},
        **{"maks": "max_people", "lama": "days", "bagian": "parts", "kali": "times"},
        **{"bidang": "fields", "tim": "team", "catatan": "notes", "per_kursi": "per_seat"},
        **{"hari": "weekdays", "lanjut": "resumes", "cadangan_untuk": "reserve_for"},
        **{"hanya_sesi": "only_told", "cukup_hari": "enough_days"},
    },
    "urutan": {
        **{"kegiatan": "activity", "sesudah": "after"},
        **{"jeda_min": "min_gap_days", "jeda_maks": "max_gap_days"},
    },
    "halangan": {
        **{"jenis": "kind", "id": "id", "dari": "first", "sampai": "last", "alasan": "reason"},
    },
    "tim": {
        **{"id": "id", "jenis": "kind", "sekaligus": "at_once", "orang": "people"},
        **{"hari": "weekdays", "kecamatan": "kecamatan", "nama": "name"},
    },
    "kehadiran": {
        **{"kegiatan": "activity", "kecamatan": "kecamatan"},
        **{"persen": "per_thousand", "luber_sekali_dari": "once_in"},
    },
    "jatah": {
        **{"kegiatan": "activity", "kecamatan": "kecamatan"},
        **{"kelurahan": "kelurahan", "orang": "people"},
    },
    "keluarga": {"id": "id"},
    "perjalanan": {"dari": "origin", "tempat": "venue", "harga": "price"},
    "ubah": {
        **{"keadaan": "state", "dalam_hari": "within", "boleh": "freedom"},
        **{"harga_tanggal": "a_date", "harga_tempat": "a_hall"},
    },
    "pendaftar": {
        **{"no_peserta": "id", "kecamatan": "kecamatan", "kelurahan": "kelurahan"},
        **{"hari": "weekdays", "bidang": "field", "keluarga": "household"},
        **{"daftar": "registered"},
    },
}
"""Table -> header -> what the entity calls it."""


def tables_of(problem: Problem, people: Mapping[str, Person]) -> dict[str, list[Row]]:
    """The rows of each table that says something, with every header of the table that is used."""
    named: dict[str, Iterable[object]] = {
        "kecamatan": problem.kecamatan.values(),
        "kelurahan": problem.kelurahan.values(),
        "tempat": problem.venues.values(),
        "kegiatan": problem.activities.values(),
        "urutan": problem.orders,
        "halangan": problem.obstacles,
        "tim": problem.teams.values(),
        "kehadiran": problem.turnouts,
        "jatah": problem.shares,
        "keluarga": problem.households.values(),
        "perjalanan": problem.fares,
        "ubah": problem.changing,
        "pendaftar": problem.registrants.values(),
    }
    said = {
        table: [
            {header: getattr(entity, name) for header, name in _ATTRIBUTES[table].items()}
            | _more(entity, people)
            for entity in entities
        ]
        for table, entities in named.items()
    }
    said |= {
        "kalender": _days(problem.calendar),
        "sesi": [_told(sid, held) for sid, held in problem.told.items()],
    }
    tables = {name: _cells(name, rows) for name, rows in said.items()}
    return {name: rows for name, rows in tables.items() if rows}


def _more(entity: object, people: Mapping[str, Person]) -> dict[str, object]:
    """What stands in columns that are no attribute of the entity."""
    if isinstance(entity, Activity):
        scope = "semua" if entity.everywhere else "kota" if entity.city else "kecamatan"
        return {"lingkup": scope, "irama": "mingguan" if entity.weekly else "harian"}
    if isinstance(entity, Household):
        one = "bersama" if entity.whole else "sebisanya"
        return {"cara": one if entity.together else "bergantian"}
    if isinstance(entity, Registrant):
        person = people.get(entity.id, Person())
        return {
            **{"nama": person.name, "nik": person.nik, "telepon": person.phone},
            "suka": (entity.wish_weekdays, entity.wish_parts),
            **{f"selesai_{activity}": day for activity, day in entity.done},
            **{f"absen_{activity}": day for activity, day in entity.missed},
            **{f"pin_{activity_of(pin)}": pin for pin in entity.pins},
        }
    return {}


def program_of(problem: Problem) -> Settings:
    """What `scenario.toml` says of the problem's calendar and of today."""
    calendar = problem.calendar
    by_day: Settings = {
        WEEKDAYS["id"][weekday]: sorted(parts) for weekday, parts in calendar.weekday_parts.items()
    }
    if calendar.soft_parts:
        by_day["lunak"] = sorted(calendar.soft_parts)
    return {
        "mulai": calendar.first,
        "selesai": calendar.last,
        "hari_ini": problem.today,
        "pemberitahuan_hari": problem.notice,
        "hari_kerja": [WEEKDAYS["id"][weekday] for weekday in sorted(calendar.weekdays)],
        "bagian": {part.id: part.hours for part in calendar.parts.values()},
        "bagian_hari": by_day,
    }


def lost_in_tables(given: Problem, made: Problem) -> list[str]:
    """What of a problem the tables could not say, as the scenario read from them has it.

    Turns that are not given are not lost: they are counted out, as they are for files.
    """
    open_days = given.calendar.open_days
    before, after = (
        {one.name: getattr(problem, one.name) for one in fields(Problem)}
        | {
            "calendar": replace(problem.calendar, turns={}, days={}),
            "days": [replace(day, turn="") for day in problem.calendar.days.values() if _says(day)],
            "turns": given.calendar.turns and list(map(problem.calendar.turn, open_days)),
            "sessions": [*problem.sessions],
            "origin": problem.origin is not None,
        }
        for problem in (given, made)
    )
    return [name for name, value in before.items() if canonical(value) != canonical(after[name])]


def _cells(table: str, rows: Sequence[Mapping[str, object]]) -> list[Row]:
    """Values as cells; what an empty cell means too is left empty."""
    columns = {header: TABLES[table].column(header) for row in rows for header in row}
    found: list[Row] = []
    for row in rows:
        cells: Row = {}
        for header, column in columns.items():
            value: Any = row.get(header)
            if column is None or value is None or value == column.default:
                cells[header] = None
            else:
                cells[header] = column.write(value) if column.write else cell_for(value)
        found.append(cells)
    filled = {header for cells in found for header, cell in cells.items() if cell is not None}
    kept = filled | {column.header for column in TABLES[table].columns if column.required}
    return [{header: cells.get(header) for header in columns if header in kept} for cells in found]


def _days(calendar: Calendar) -> list[dict[str, object]]:
    """Days that need a word, and the turn of every day if there are turns."""
    turned = calendar.open_days if calendar.turns else ()
    return [
        {
            "tanggal": day,
            "status": None if said.is_open is None else "buka" if said.is_open else "tutup",
            "golongan": said.closing,
            "lunak": said.soft,
            "giliran": calendar.turn(day) if calendar.turns else said.turn,
            "keterangan": said.note,
            "bagian": tuple(sorted(said.parts)),
        }
        for day in sorted({*calendar.days, *calendar.turns, *turned})
        for said in [calendar.days.get(day, CalendarDay(day))]
    ]


def _says(day: CalendarDay) -> bool:
    return day != CalendarDay(day.day, turn=day.turn)


def _told(sid: SessionId, held: bool) -> dict[str, object]:
    name = session_name(sid)
    return {
        "kegiatan": name.activity,
        "tempat": name.venue,
        "tanggal": name.first_day,
        "bagian": name.part,
        "status": "dipakai" if held else "tidak",
    }
