"""A scenario as it is drawn: its tables and settings in its own words, and how they are written
into a folder.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from okoce_opt.bench.zoo.chance import Chance
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.words import WEEKDAYS

Row = dict[str, Any]
DAYS = WEEKDAYS["id"]
"""`senin` ... `minggu`."""
LONG = 40
"""Days that a session may last from its first to its last."""


@dataclass
class Sheets:
    """Tables by name (rows by column; an empty cell may be left out) and the settings of
    `scenario.toml`.
    """

    tables: dict[str, list[Row]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, to be added to."""
        return self.tables.setdefault(table, [])

    def rule(self, kind: str, **parameters: object) -> None:
        """Put a rule on."""
        self.settings.setdefault("aturan", {})[kind] = parameters

    def write(self, folder: Path) -> None:
        """Write the folder afresh, over what was written before."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.csv"):
            old.unlink()
        for name, rows in self.tables.items():
            if not rows:
                continue
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(columns)
                writer.writerows([_cell(row.get(column, "")) for column in columns] for row in rows)
        (folder / "scenario.toml").write_text(_toml(self.settings), encoding="utf-8")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _toml(settings: dict[str, Any]) -> str:
    lines = [f"{key} = {_value(v)}" for key, v in settings.items() if not isinstance(v, dict)]
    for name, table in settings.items():
        if isinstance(table, dict):
            flat = {key: v for key, v in table.items() if not isinstance(v, dict)}
            if flat:
                lines += ["", f"[{name}]", *(f"{key} = {_value(v)}" for key, v in flat.items())]
            for key, inner in table.items():
                if isinstance(inner, dict):
                    lines += ["", f"[{name}.{key}]"]
                    lines += [f"{k} = {_value(v)}" for k, v in inner.items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, date)) else json.dumps(value, ensure_ascii=False)


@dataclass
class Draft(Sheets):
    """Sheets being drawn: with the chance, the goals by level, how full it is to be, and how many
    people and kecamatan there are.
    """

    chance: Chance = field(default_factory=lambda: Chance(""))
    levels: list[list[str]] = field(default_factory=list)
    seats_to_need: float = 1.0
    first: date = date(2026, 1, 5)
    total: int = 0
    kecamatan_number: int = 1
    traits: list[str] = field(default_factory=list)

    def goal(self, kind: str, level: int = 3, price: int = 1, **parameters: object) -> None:
        """Put a goal on a level (1 is the first; empty ones fall out), unless it has one."""
        if not any(kind in kinds for kinds in self.levels):
            while len(self.levels) < level:
                self.levels.append([])
            self.levels[level - 1].append(kind)
            self.settings.setdefault("sasaran", {})[kind] = {"harga": price, **parameters}

    def finish(self) -> None:
        """Write goals and levels into the settings."""
        self.settings["tingkat"] = [kinds for kinds in self.levels if kinds]

    @property
    def kecamatan(self) -> list[str]:
        """Names of the kecamatan."""
        return [row["nama"] for row in self.rows("kecamatan")]

    def halls(self, kecamatan: str) -> list[Row]:
        """Venues of a kecamatan (or of the city: an empty name)."""
        return [row for row in self.rows("tempat") if row.get("kecamatan", "") == kecamatan]

    def activity(self, name: str) -> Row:
        """The row of an activity."""
        return next(row for row in self.rows("kegiatan") if row["id"] == name)

    def day(self, day: date) -> Row:
        """The row of the calendar for a day, to be filled in."""
        for row in self.rows("kalender"):
            if row["tanggal"] == day:
                return row
        self.rows("kalender").append({"tanggal": day})
        return self.rows("kalender")[-1]

    def spared(self, days: Sequence[date], hall: str = "", lasting: int = 1) -> list[date]:
        """Those of the days from which something may be closed for so many days, a hall or all of
        them, without closing it on sessions that are told to be held or pinned.
        """
        told = [
            (row["tanggal"], row["tempat"])
            for row in self.rows("sesi")
            if row["status"] == "dipakai"
        ]
        people = self.rows("pendaftar")
        pins = {pin for row in people for column, pin in row.items() if column[:4] == "pin_"}
        told += [(name.first_day, name.venue) for name in map(session_name, sorted(pins))]
        first = [day for day, venue in told if hall in ("", venue)]
        return [d for d in days if not any(-lasting < (d - day).days <= LONG for day in first)]

    @property
    def needed(self) -> list[Row]:
        """Rows of required activities."""
        return [row for row in self.rows("kegiatan") if row.get("wajib", True)]

    def is_for(self, person: Row, activity: Row) -> bool:
        """Whether the activity is meant for the person's field."""
        return not activity.get("bidang") or person.get("bidang") in activity["bidang"]

    def open_days(self) -> list[date]:
        """The days that the drawn calendar has open so far."""
        closed = {r["tanggal"] for r in self.rows("kalender") if r.get("status") == "tutup"}
        opened = {r["tanggal"] for r in self.rows("kalender") if r.get("status") == "buka"}
        last, day, found = self.settings["selesai"], self.settings["mulai"], []
        while day <= last:
            if (
                DAYS[day.weekday()] in self.settings["hari_kerja"] and day not in closed
            ) or day in opened:
                found.append(day)
            day += timedelta(1)
        return found
