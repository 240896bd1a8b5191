"""From records to the entities of the domain. A faulty cell counts as empty: it has its complaint
already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Household, Person, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.sessions import session_id
from okoce_opt.domain.shares import Fare, Share
from okoce_opt.domain.states import Changing, Freedom, State
from okoce_opt.domain.teams import Team
from okoce_opt.domain.turnout import Turnout
from okoce_opt.io.scenario.trades import spell, spellings_of
from okoce_opt.io.tables.cells import plain
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.records import ERASE, Record

Records = Mapping[str, Sequence[Record]]
Filled = dict[str, Any]


def filled(table: str, records: Iterable[Record]) -> list[Filled]:
    """Each record as header -> value, defaults filled in. A required number that is faulty is 1, a
    text empty.
    """
    columns = TABLES[table].columns
    rows = []
    for record in records:
        row: Filled = {column.header: record.get(column) for column in columns}
        for column in columns:
            if column.required and row[column.header] is None:
                row[column.header] = 1 if column.header in ("kursi", "maks") else ""
        rows.append(row)
    return rows


def _sound(records: Iterable[Record]) -> list[Record]:
    """The records without a fault; used where nothing else refers to the row."""
    return [record for record in records if not record.faulty]


def kecamatan_of(records: Records) -> list[Kecamatan]:
    """Table `kecamatan`."""
    rows = filled("kecamatan", records["kecamatan"])
    return [Kecamatan(r["kode"], r["nama"], r["kelompok"], r["camat"], r["nip"]) for r in rows]


def kelurahan_of(records: Records) -> list[Kelurahan]:
    """Table `kelurahan`."""
    rows = filled("kelurahan", records["kelurahan"])
    return [Kelurahan(r["kode"], r["nama"], r["kecamatan"], r["lintang"], r["bujur"]) for r in rows]


def venues_of(records: Records) -> list[Venue]:
    """Table `tempat`."""
    return [
        Venue(
            *(
                r["id"],
                r["kecamatan"],
                r["nama"],
                r["kursi"],
                r["hari"],
                r["lintang"],
                r["bujur"],
                r["sewa"],
            ),
            activities=frozenset(r["kegiatan"]),
            kelurahan=r["kelurahan"],
        )
        for r in filled("tempat", records["tempat"])
    ]


def activities_of(records: Records) -> list[Activity]:
    """Table `kegiatan`."""
    spelled = spellings_of(records["kegiatan"])
    return [
        Activity(
            id=r["id"],
            title=r["nama"],
            required=r["wajib"],
            min_people=r["min"],
            max_people=r["maks"] if "maks" not in record.faulty else max(1, r["min"]),
            days=r["lama"],
            parts=r["bagian"],
            city=r["lingkup"] == "kota",
            times=r["kali"],
            fields=frozenset(spell(one, spelled) for one in r["bidang"]),
            team=r["tim"],
            notes=r["catatan"],
            everywhere=r["lingkup"] == "semua",
            per_seat=r["per_kursi"],
            weekdays=r["hari"],
            weekly=r["irama"] == "mingguan",
            resumes=r["lanjut"],
            reserve_for=r["cadangan_untuk"],
            only_told=r["hanya_sesi"],
            enough_days=r["cukup_hari"],
        )
        for record, r in zip(
            records["kegiatan"], filled("kegiatan", records["kegiatan"]), strict=True
        )
    ]


def orders_of(records: Records) -> list[Order]:
    """Table `urutan`."""
    rows = filled("urutan", _sound(records["urutan"]))
    return [Order(r["kegiatan"], r["sesudah"], r["jeda_min"], r["jeda_maks"]) for r in rows]


def days_of(records: Iterable[Record]) -> dict[date, CalendarDay]:
    """Table `kalender`."""
    return {
        r["tanggal"]: CalendarDay(
            day=r["tanggal"],
            is_open=None if r["status"] is None else r["status"] == "buka",
            closing=r["golongan"],
            soft=r["lunak"],
            turn=r["giliran"].casefold() if r["giliran"].casefold() == "bebas" else r["giliran"],
            note=r["keterangan"],
            parts=frozenset(r["bagian"]),
        )
        for r in filled("kalender", _sound(records))
    }


def obstacles_of(records: Records) -> list[Obstacle]:
    """Table `halangan`."""
    rows = filled("halangan", _sound(records["halangan"]))
    return [Obstacle(r["jenis"], r["id"], r["dari"], r["sampai"], r["alasan"]) for r in rows]


def teams_of(records: Records) -> list[Team]:
    """Table `tim`."""
    return [
        Team(
            r["id"],
            r["jenis"],
            r["sekaligus"],
            r["orang"],
            r["hari"],
            frozenset(r["kecamatan"]),
            r["nama"],
        )
        for r in filled("tim", records["tim"])
    ]


def turnouts_of(records: Records) -> list[Turnout]:
    """Table `kehadiran`."""
    rows = filled("kehadiran", _sound(records["kehadiran"]))
    return [
        Turnout(r["kegiatan"], r["kecamatan"], r["persen"], r["luber_sekali_dari"]) for r in rows
    ]


def shares_of(records: Records) -> list[Share]:
    """Table `jatah`."""
    rows = filled("jatah", _sound(records["jatah"]))
    return [Share(r["kegiatan"], r["kecamatan"], r["kelurahan"], r["orang"]) for r in rows]


def households_of(records: Records) -> list[Household]:
    """Table `keluarga`."""
    return [
        Household(r["id"], r["cara"] != "bergantian", r["cara"] != "sebisanya")
        for r in filled("keluarga", records["keluarga"])
    ]


def fares_of(records: Records) -> list[Fare]:
    """Table `perjalanan`."""
    return [
        Fare(r["dari"], r["tempat"], r["harga"])
        for r in filled("perjalanan", _sound(records["perjalanan"]))
    ]


def changing_of(records: Records) -> list[Changing]:
    """Table `ubah`."""
    rows = filled("ubah", _sound(records["ubah"]))
    return [
        Changing(
            *(State(r["keadaan"]), r["dalam_hari"], Freedom(r["boleh"])),
            *(r["harga_tanggal"], r["harga_tempat"]),
        )
        for r in rows
    ]


def told_of(records: Records) -> list[tuple[SessionId, bool]]:
    """Table `sesi`: session id, and whether it is to be held."""
    rows = filled("sesi", _sound(records["sesi"]))
    return [
        (
            session_id(r["kegiatan"], r["tempat"], r["tanggal"], r["bagian"]),
            r["status"] == "dipakai",
        )
        for r in rows
    ]


def registrants_of(
    records: Records, families: Mapping[str, str]
) -> tuple[list[Registrant], dict[str, Person]]:
    """Table `pendaftar`, and the people beside it. `families` maps a header such as `selesai_x` to
    its activity's id.
    """
    done = [
        (header, activity) for header, activity in families.items() if header.startswith("selesai_")
    ]
    missed = [pair for pair in families.items() if pair[0].startswith("absen_")]
    pins = [header for header in families if header.startswith("pin_")]
    registrants, people = [], {}
    cut, spelled = with_cut_nik(records["pendaftar"]), spellings_of(records["kegiatan"])
    for record, r in zip(
        records["pendaftar"], filled("pendaftar", records["pendaftar"]), strict=True
    ):
        wish_weekdays, wish_parts = r["suka"]
        said = {header: value for header, value in record.values.items() if value != ERASE}
        registrants.append(
            Registrant(
                id=r["no_peserta"],
                kecamatan=r["kecamatan"],
                kelurahan=r["kelurahan"],
                weekdays=r["hari"],
                wish_weekdays=wish_weekdays,
                wish_parts=wish_parts,
                field=spell(r["bidang"], spelled),
                household=r["keluarga"],
                done=_days_in(said, done),
                pins=tuple(
                    sorted(SessionId(str(said[header])) for header in pins if header in said)
                ),
                registered=r["daftar"],
                missed=_days_in(said, missed),
            )
        )
        nik = "" if place_of(record) in cut else r["nik"]
        people[r["no_peserta"]] = Person(
            *(r["nama"], nik, r["telepon"], r["tanggal_lahir"], r["jenis_kelamin"]),
            *(r["alamat"], r["rt"], r["rw"]),
        )
    return registrants, people


def _days_in(
    said: Mapping[str, Any], columns: Iterable[tuple[str, str]]
) -> tuple[tuple[str, date], ...]:
    return tuple(sorted((activity, said[header]) for header, activity in columns if header in said))


def with_cut_nik(records: Sequence[Record]) -> set[str]:
    """The registrants whose NIK has lost its 16th digit, by where they stand.

    Excel keeps 15 digits of a number and writes 0 for the last; so a NIK that was kept as a number
    and ends in 0 says nothing of its last digit. So does one kept as text where all of the list do.
    """
    whole = [(record, nik) for record in records if _WHOLE.fullmatch(nik := _nik(record))]
    ending = [record for record, nik in whole if nik.endswith("0")]
    all_of_them = len(whole) >= _ENOUGH and len(ending) == len(whole)
    return {
        place_of(record)
        for record in ending
        if all_of_them or isinstance(record.typed.get("nik"), (int, float))
    }


_WHOLE = re.compile(r"\d{16}")
_ENOUGH = 6
"""So many people, all with a NIK that ends in 0, are no chance."""


def place_of(record: Record) -> str:
    """File and row of a record, as one text."""
    return f"{record.spot[0]}|{record.spot[1]}"


def _nik(record: Record) -> str:
    return re.sub(r"[ .-]", "", plain(record.values.get("nik")))  # type: ignore[arg-type]
