"""From layers to one set of records: every table read, merged, its regions resolved, with all
complaints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.checks import did_you_mean, nearest
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words, same
from okoce_opt.io.files.layers import Layer
from okoce_opt.io.scenario.merging import key_text, merge, nameless
from okoce_opt.io.scenario.regions import RegionKeys, resolve_regions
from okoce_opt.io.tables.cells import shown_words
from okoce_opt.io.tables.declared import TABLES, Table
from okoce_opt.io.tables.records import ERASE, Record, Rows, read_records


@dataclass(frozen=True)
class Reading:
    """The records of the scenario by table; `calendars` holds those of `kalender` and `kecamatan`
    for each layer.

    `broken` are tables that could not be read as a whole: what other tables say of them cannot be
    judged. `families` maps a header such as `selesai_pelatihan` to the id of its activity,
    `headers` a file to its columns that are called something else there. `holed` are tables with
    rows that have no readable key: an id that is not known may be the one that is missing there.
    """

    records: dict[str, list[Record]]
    calendars: list[tuple[list[Record], list[Record]]]
    broken: frozenset[str]
    families: dict[str, str]
    headers: dict[str, Mapping[str, str]]
    holed: frozenset[str] = frozenset()

    def as_written(self, complaint: Complaint) -> Complaint:
        """The complaint with its column called as the planner's file calls it."""
        column = complaint.column
        said = self.headers.get(complaint.file, {}).get(column, column)
        if said == column:
            return complaint
        pairs = [(f"{word} {column}.", f"{word} {said}.") for word in ("kolom", "column")]
        advice = complaint.advice
        for old, new in pairs:
            advice = Words(advice.id.replace(old, new), advice.en.replace(old, new))
        found = said if complaint.found == column else complaint.found
        return replace(complaint, column=said, found=found, advice=advice)


def read_tables(layers: Sequence[Layer], complaints: list[Complaint]) -> Reading:
    """Read and merge all tables of all layers."""
    records: dict[str, list[Record]] = {}
    parsed: dict[str, list[list[Record]]] = {}
    broken: set[str] = set()
    headers: dict[str, Mapping[str, str]] = {}
    header_rows: dict[str, int] = {}
    for table in TABLES.values():
        parsed[table.name] = []
        for level, layer in enumerate(layers):
            grid = layer.grids.get(table.name)
            rows = read_records(table, grid, level > 0, complaints) if grid else Rows([])
            if grid is not None:
                headers[grid.file] = rows.headers
                header_rows[grid.file] = rows.header_row
            absent = level == 0 and table.required and (grid is None or not grid.rows)
            if grid is None and absent:
                complaints.append(_missing_table(table, layer))
            if not rows.usable or absent:
                broken.add(table.name)
            parsed[table.name].append(rows.records)
        if table.name not in broken:
            keys = RegionKeys(*(records.get(name, []) for name in ("kecamatan", "kelurahan")))
            records[table.name] = merge(table, parsed[table.name], complaints, keys)
        else:
            records[table.name] = []
    calendars = _calendars(parsed, len(layers))
    left_out = {
        table.name: [r for rows in parsed[table.name] for r in rows if nameless(table, r)]
        for table in TABLES.values()
    }
    if not broken & {"kecamatan", "kelurahan"}:
        resolve_regions(records, left_out, complaints)
    holed = frozenset(name for name, those in left_out.items() if those)
    known = "kegiatan" not in broken | holed
    families = _families(records, header_rows, complaints) if known else {}
    return Reading(records, calendars, frozenset(broken), families, headers, holed)


def _missing_table(table: Table, layer: Layer) -> Complaint:
    return Complaint(
        "missing_table",
        table.name,
        allowed=table.allowed,
        advice=Words("Tambahkan tabel {name}.", "Add the table {name}.").fill(name=table.name),
        file=layer.place(table.name),
    )


def _calendars(
    parsed: dict[str, list[list[Record]]], count: int
) -> list[tuple[list[Record], list[Record]]]:
    """The calendar's and the kecamatan's records as each layer has them; their complaints are told
    elsewhere.
    """
    untold: list[Complaint] = []
    return [
        (
            merge(TABLES["kalender"], parsed["kalender"][: n + 1], untold),
            merge(TABLES["kecamatan"], parsed["kecamatan"][: n + 1], untold),
        )
        for n in range(count)
    ]


def _families(
    records: dict[str, list[Record]], header_rows: Mapping[str, int], complaints: list[Complaint]
) -> dict[str, str]:
    """Header -> activity, for the columns `selesai_<kegiatan>`, `absen_<kegiatan>` and
    `pin_<kegiatan>` that the registrants use.
    """
    activities = {
        str(record.values["id"]).casefold().replace(" ", "_"): str(record.values["id"])
        for record in records["kegiatan"]
    }
    prefixes = TABLES["pendaftar"].families
    used: dict[str, Record] = {}
    for record in records["pendaftar"]:
        for header in record.spots:
            if header.startswith(tuple(prefixes)):
                used.setdefault(header, record)
    families = {}
    for header, record in sorted(used.items()):
        prefix, _, name = header.partition("_")
        if name in activities:
            families[header] = activities[name]
            if prefix == "pin":
                _check_pins(records["pendaftar"], header, activities[name], complaints)
            continue
        known = [f"{prefix}_{activity}" for activity in activities]
        advice = shown_words(did_you_mean(header, known))
        file = record.spots[header][0]
        complaints.append(
            Complaint(
                "unknown_column",
                "pendaftar",
                "",
                header,
                header,
                same(", ".join(known)),
                advice,
                file,
                header_rows[file],
            )
        )
    return families


def _check_pins(
    records: Sequence[Record], header: str, activity: str, complaints: list[Complaint]
) -> None:
    for record in records:
        pin = record.values.get(header, ERASE)
        said = activity_of(str(pin))
        if pin != ERASE and said != activity:
            move = Words(
                "Pindahkan ke kolom pin kegiatannya.", "Move it to the pin column of its activity."
            )
            # spelled in other letters it is no other activity
            alike = said.casefold() == activity.casefold()
            complaints.append(
                Complaint(
                    "pin_of_other_activity",
                    "pendaftar",
                    key_text(TABLES["pendaftar"], record),
                    header,
                    str(pin),
                    Words("sesi kegiatan {activity}", "a session of {activity}").fill(
                        activity=activity
                    ),
                    shown_words(nearest(said, [activity])) if alike else move,
                    *record.spots[header],
                )
            )
