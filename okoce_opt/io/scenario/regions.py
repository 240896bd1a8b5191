"""Kecamatan and kelurahan may be written by code or by name, without regard to case and blanks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from okoce_opt.domain.checks import did_you_mean, nearest
from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.words import Words
from okoce_opt.io.scenario.merging import Key, key_text
from okoce_opt.io.tables.cells import shown
from okoce_opt.io.tables.declared import TABLES, Table
from okoce_opt.io.tables.records import ERASE, Record

_HOW = Words("kode atau nama dari tabel {table}", "a code or name of the table {table}")


def _loose(name: object) -> str:
    return "".join(str(name).casefold().split())


class Region:
    """The codes of a table by code and by name; `unnamed` are rows of it that have no code. A row
    without a name may be meant by any name.
    """

    def __init__(self, rows: Iterable[tuple[str, str]], unnamed: Sequence[Record] = ()) -> None:
        self.names: list[str] = []
        self.unnamed = {_loose(record.values.get("nama")) for record in unnamed}
        self.codes: dict[str, list[str]] = {}
        self.nameless = False
        for code, name in rows:
            self.nameless = self.nameless or not name
            self.names += [name] if name else []
            for said in dict.fromkeys((_loose(code), _loose(name))):
                self.codes.setdefault(said, []).append(code)

    def find(self, said: object) -> list[str]:
        """The codes that a text may mean: none, one, or several of the same name."""
        return self.codes.get(_loose(said), [])

    def may_hold(self, said: object) -> bool:
        """Whether a row may be meant that has no code, by its name or by what may be its code, or
        one that has no name.
        """
        is_code = any(one.isdecimal() for one in str(said))
        if self.nameless and not is_code:
            return True
        return bool(self.unnamed) and (_loose(said) in self.unnamed or is_code or not self.codes)


class RegionKeys:
    """The key of a row, with codes in place of whatever names kecamatan and kelurahan there: rows
    of a what-if change those of its base however the place is written in either.
    """

    def __init__(self, kecamatan: Sequence[Record], kelurahan: Sequence[Record]) -> None:
        self._kecamatan = Region(_codes_and_names(kecamatan))
        self._city = Region(_codes_and_names(kelurahan))
        home: dict[str, list[tuple[str, str]]] = {}
        for record in kelurahan:
            code = _only(self._kecamatan.find(record.values.get("kecamatan")))
            home.setdefault(code, []).extend(_codes_and_names([record]))
        self._own = {code: Region(rows) for code, rows in home.items()}

    def __call__(self, table: Table, record: Record) -> Key:
        """The key of the record."""
        key = record.key(table)
        if "kecamatan" not in table.keys:
            return key
        said = dict(zip(table.keys, key, strict=True))
        code = _only(self._kecamatan.find(said["kecamatan"]))
        said["kecamatan"] = code or said["kecamatan"]
        if "kelurahan" in said:
            found = self._own.get(code, self._city).find(said["kelurahan"])
            said["kelurahan"] = _only(found) or said["kelurahan"]
        return tuple(said.values())


def _only(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else ""


def resolve_regions(
    records: Mapping[str, Sequence[Record]],
    left_out: Mapping[str, Sequence[Record]],
    complaints: list[Complaint],
) -> None:
    """Write codes into the columns `kecamatan` and `kelurahan` of all tables; what means nothing is
    a complaint, unless a row that was `left_out` for its missing code may be meant.
    """
    kecamatan = Region(_codes_and_names(records["kecamatan"]), left_out["kecamatan"])
    for table in ("kelurahan", "tempat", "pendaftar", "kehadiran", "jatah"):
        for record in records[table]:
            _resolve(table, record, "kecamatan", kecamatan, complaints)
    for record in records["tim"]:
        said = record.values.get("kecamatan", ERASE)
        if isinstance(said, tuple):
            # one that means nothing, or several, is left as it stands: the domain says so
            found = [(name, kecamatan.find(name)) for name in said]
            record.values["kecamatan"] = tuple(
                codes[0] if len(codes) == 1 else name for name, codes in found
            )
    city = Region(_codes_and_names(records["kelurahan"]), left_out["kelurahan"])
    home: dict[str, list[tuple[str, str]]] = {}
    for record in records["kelurahan"]:
        home.setdefault(str(record.values.get("kecamatan")), []).extend(_codes_and_names([record]))
    others = {
        str(record.values.get(name))
        for record in records["pendaftar"]
        for name in ("no_peserta", "keluarga")
    }
    for record in records["perjalanan"]:
        # a registrant or household comes first; what means nothing, or several, is left as it
        # stands: the domain says so
        codes = (
            [] if str(record.values.get("dari")) in others else city.find(record.values.get("dari"))
        )
        if len(codes) == 1:
            record.typed.setdefault("dari", str(record.values["dari"]))
            record.values["dari"] = codes[0]
    own = {code: Region(rows) for code, rows in home.items()}
    for table in ("pendaftar", "tempat", "jatah"):
        for record in records[table]:
            mine = (
                own.get(str(record.values.get("kecamatan")), city)
                if "kecamatan" not in record.faulty
                else city
            )
            _resolve(table, record, "kelurahan", mine, complaints, city)


def _codes_and_names(records: Iterable[Record]) -> list[tuple[str, str]]:
    return [(str(record.values["kode"]), str(record.values.get("nama", ""))) for record in records]


def _resolve(
    table: str,
    record: Record,
    column: str,
    region: Region,
    complaints: list[Complaint],
    wider: Region | None = None,
) -> None:
    said = record.values.get(column, ERASE)
    if said == ERASE or column in record.faulty:
        return
    codes = region.find(said) or (wider.find(said) if wider else [])
    if len(codes) == 1:
        record.values[column] = codes[0]
        record.typed.setdefault(column, str(said))
        return
    record.faulty.add(column)
    if not codes and (wider or region).may_hold(said):
        return
    spot = record.spots.get(column, record.spot)
    advice = (
        Words(
            "Nama ini ada beberapa; pakai kodenya: {codes}.",
            "Several have this name; use the code: {codes}.",
        ).fill(codes=codes)
        if codes
        else _near_or_new(str(said), column, region.names)
    )
    key = key_text(TABLES[table], record)
    complaints.append(
        Complaint(
            f"unknown_{column}",
            table,
            key,
            column,
            shown(str(said)),
            _HOW.fill(table=column),
            advice,
            *spot,
        )
    )


def _near_or_new(said: str, table: str, names: Sequence[str]) -> Words:
    """What was meant; where no name is near, the region may be missing in its table."""
    if (near := nearest(said, names)) != NOTHING:
        return near
    add = Words(
        "Bila memang ada, tambahkan barisnya di tabel {table}. {known}",
        "If there is one, add its row to table {table}. {known}",
    )
    told = add.fill(table=table, known=did_you_mean(said, names))
    return Words(told.id.rstrip(), told.en.rstrip())
