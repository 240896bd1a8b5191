"""The tables after the rows of `perubahan` read so far: each row sees what those above it have
changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.problem import Problem
from okoce_opt.io.tables.records import ERASE
from okoce_opt.replanning.pushed import pushed_turns

Tables = dict[str, Any]
"""Table -> rows, as `Scenario.what_if` takes them."""
CLOSED = "tutup"
"""Status of a day on which nothing is held."""


@dataclass
class State:
    """What differs from the tables of `problem`; `rows` by table and key, so that changes of one
    row go together.
    """

    problem: Problem
    rows: dict[str, dict[tuple[tuple[str, Any], ...], dict[str, Any]]] = field(default_factory=dict)

    def say(self, table: str, key: Mapping[str, Any], **cells: Any) -> None:
        """Cells of a row that differ; what is said of one row is put together."""
        self.rows.setdefault(table, {}).setdefault(tuple(key.items()), {}).update(cells)

    def register(self, person: str, **cells: Any) -> None:
        """Somebody is on the list with these cells, though a row above may have taken them off."""
        self.say("pendaftar", {"no_peserta": person}, **cells)
        self.rows["pendaftar"][(("no_peserta", person),)].pop("hapus", None)

    def forget(self, person: str) -> None:
        """What the rows above say of somebody goes with them."""
        for table, place in (("pendaftar", "no_peserta"), ("halangan", "id")):
            rows = self.rows.get(table, {})
            for key in [key for key in rows if dict(key)[place] == person]:
                del rows[key]

    @property
    def registrants(self) -> set[str]:
        """Who is on the list now."""
        rows = self.rows.get("pendaftar", {})
        said = {str(key[0][1]): "hapus" not in cells for key, cells in rows.items()}
        stay = {who for who in self.problem.registrants if said.get(who, True)}
        return stay | {who for who, stays in said.items() if stays}

    def home(self, who: str) -> str:
        """The kelurahan of somebody on the list."""
        said = self._said("pendaftar", {"no_peserta": who}).get("kelurahan")
        return str(said or self.problem.registrants[PersonId(who)].kelurahan)

    def is_holiday(self, day: date) -> bool:
        """Whether the calendar closes that day by name."""
        above = self._said("kalender", {"tanggal": day}).get("status")
        return bool(above == CLOSED) if above else self._is_holiday_before(day)

    def push_turns(self, today: date) -> None:
        """Let the rotation go on after days that are closed or open now, instead of skipping the
        group whose turn it was.
        """
        calendar = self.problem.calendar
        said = {
            dict(key)["tanggal"]: cells.get("status")
            for key, cells in self.rows.get("kalender", {}).items()
        }
        closed = [day for day, status in said.items() if status == CLOSED and calendar.is_open(day)]
        workdays = [day for day in said if day.weekday() in calendar.weekdays]
        opened = [d for d in workdays if said[d] == ERASE and self._is_holiday_before(d)]
        for day, turn in pushed_turns(calendar, closed, opened, today).items():
            self.say("kalender", {"tanggal": day}, giliran=turn)

    def _is_holiday_before(self, day: date) -> bool:
        listed = self.problem.calendar.days.get(day)
        return listed is not None and listed.is_open is False

    def tables(self) -> Tables:
        """All of it, by table."""
        return {
            table: [dict(key) | said for key, said in rows.items()]
            for table, rows in self.rows.items()
            if rows
        }

    def _said(self, table: str, key: Mapping[str, Any]) -> Mapping[str, Any]:
        return self.rows.get(table, {}).get(tuple(key.items()), {})
