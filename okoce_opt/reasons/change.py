"""A change of a scenario, as rows that differ: tried on the problem in memory, and written as a
what-if that extends the scenario.

Both read the same rows; tests hold the one against the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from okoce_opt.domain.activities import Order
from okoce_opt.domain.calendar import Calendar, CalendarDay, Obstacle, carry_turns, sort_groups
from okoce_opt.domain.fixed_seats import released
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.domain.shares import Share
from okoce_opt.domain.states import Changing, Freedom
from okoce_opt.domain.words import WEEKDAYS
from okoce_opt.goals.goal import Level
from okoce_opt.instance import Instance
from okoce_opt.rules.rule import Rule

Row = Mapping[str, Any]
ERASE = "-"
"""In a cell that is to be empty."""

_VENUE = {"kursi": "seats", "hari": "weekdays", "kelurahan": "kelurahan", "kegiatan": "activities"}
_ACTIVITY = {"min": "min_people", "maks": "max_people", "hari": "weekdays"}
_TEAM = {"sekaligus": "at_once", "orang": "people", "hari": "weekdays", "kecamatan": "kecamatan"}
_ORDER = {"jeda_min": "min_gap_days", "jeda_maks": "max_gap_days"}
_EMPTY: Mapping[str, object] = {
    "kelurahan": "",
    "kegiatan": frozenset(),
    "kecamatan": frozenset(),
    "hari": None,
    "orang": None,
    "jeda_maks": None,
}


@dataclass(frozen=True)
class Change:
    """What differs: rows by table, the last day of the programme, rules (None: left out), levels.

    The rows are those of a what-if: the same key changes the cells that are filled in, `-` empties
    one, `hapus` takes the row away, a new key adds one.
    """

    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    last: date | None = None
    rules: Mapping[str, Rule | None] = field(default_factory=dict)
    levels: tuple[Level, ...] | None = None

    @property
    def touched(self) -> frozenset[str]:
        """The tables and the kinds of rules that are changed."""
        return frozenset({*self.tables, *self.rules})

    def tried(self, instance: Instance) -> Instance:
        """The instance with the change."""
        problem = instance.problem
        changed = {
            "venues": _changed(problem.venues, self.tables.get("tempat", ()), _VENUE),
            "activities": _changed(problem.activities, self.tables.get("kegiatan", ()), _ACTIVITY),
            "teams": _changed(problem.teams, self.tables.get("tim", ()), _TEAM),
            "orders": tuple(self._orders(problem)),
            "calendar": self._calendar(problem),
            "obstacles": tuple(self._obstacles(problem)),
            "shares": tuple(self._shares(problem)),
            "registrants": self._registrants(problem),
            "told": self._told(problem),
            "changing": tuple(self._changing(problem)),
        }
        kept = [self.rules.get(rule.kind, rule) for rule in instance.rules]
        made = replace(problem, **{k: v for k, v in changed.items() if v != getattr(problem, k)})
        return Instance(
            released(made, problem) if made.changing != problem.changing else made,
            [rule for rule in kept if rule is not None],
            instance.levels if self.levels is None else self.levels,
        )

    def given(self, rules: Sequence[Rule]) -> dict[str, Any]:
        """The change as `Scenario.what_if` takes it; `rules` are those of the scenario."""
        said: dict[str, Any] = {
            name: [{k: v for k, v in row.items() if k != LIKE} for row in rows]
            for name, rows in self.tables.items()
        }
        if self.last is not None:
            said["program"] = {"selesai": self.last}
        active = {rule.kind: rule for rule in rules}
        if self.rules:
            said["rules"] = {
                kind: False if rule is None else _differing(active[kind], rule)
                for kind, rule in self.rules.items()
            }
        if self.levels is not None:
            said["levels"] = [[priced.goal.kind for priced in level] for level in self.levels]
        return said

    def _orders(self, problem: Problem) -> list[Order]:
        rows = {(row["kegiatan"], row["sesudah"]): row for row in self.tables.get("urutan", ())}
        found = []
        for order in problem.orders:
            row = rows.get((order.activity, order.after), {})
            if not row.get("hapus"):
                found.append(replace(order, **_values(row, _ORDER)))
        return found

    def _calendar(self, problem: Problem) -> Calendar:
        calendar, rows = problem.calendar, self.tables.get("kalender", ())
        if not rows and self.last is None:
            return calendar
        days = dict(calendar.days)
        for row in rows:
            day = row["tanggal"]
            said = days.get(day, CalendarDay(day))
            if "status" in row:
                said = replace(said, is_open=row["status"] == "buka")
            days[day] = replace(said, turn=row.get("giliran", said.turn))
        made = replace(calendar, days=dict(sorted(days.items())), last=self.last or calendar.last)
        groups = sort_groups(k.group for k in problem.kecamatan.values())
        if not calendar.turns:
            return made
        return replace(made, turns=carry_turns(calendar.turns, calendar.last, made, groups))

    def _obstacles(self, problem: Problem) -> list[Obstacle]:
        rows = {(r["jenis"], r["id"], r["dari"]): r for r in self.tables.get("halangan", ())}
        found = []
        for obstacle in problem.obstacles:
            row = rows.get((obstacle.kind, obstacle.id, obstacle.first), {})
            if not row.get("hapus"):
                found.append(replace(obstacle, last=row.get("sampai", obstacle.last)))
        return found

    def _shares(self, problem: Problem) -> list[Share]:
        rows = {
            (row["kegiatan"], row["kecamatan"], row["kelurahan"]): row["orang"]
            for row in self.tables.get("jatah", ())
        }
        return [
            replace(s, people=rows.get((s.activity, s.kecamatan, s.kelurahan), s.people))
            for s in problem.shares
        ]

    def _changing(self, problem: Problem) -> list[Changing]:
        rows = {(r["keadaan"], r["dalam_hari"]): r["boleh"] for r in self.tables.get("ubah", ())}
        return [
            replace(one, freedom=Freedom(rows.get((one.state, one.within), one.freedom)))
            for one in problem.changing
        ]

    def _told(self, problem: Problem) -> Mapping[Any, bool]:
        rows = {session_key(row): row for row in self.tables.get("sesi", ())}
        if not rows:
            return problem.told
        held = {sid: row["status"] == "dipakai" for sid, row in rows.items() if "status" in row}
        kept: dict[Any, bool] = {sid: said for sid, said in problem.told.items() if sid not in rows}
        return dict(sorted((kept | held).items()))

    def _registrants(self, problem: Problem) -> Mapping[Any, Any]:
        rows = self.tables.get("pendaftar", ())
        if not rows:
            return problem.registrants
        people = dict(problem.registrants)
        for row in rows:
            person = people[row["no_peserta"]]
            if row.get("hari") == ERASE:
                person = replace(person, weekdays=None)
            if row.get("keluarga") == ERASE:
                person = replace(person, household="")
            cleared = {name.removeprefix("pin_") for name in row if name.startswith("pin_")}
            pins = tuple(pin for pin in person.pins if activity_of(pin) not in cleared)
            people[person.id] = replace(person, pins=pins)
        return people


def _differing(old: Rule, new: Rule) -> dict[str, object]:
    names = [one.name for one in fields(new)]  # type: ignore[arg-type]
    return {name: getattr(new, name) for name in names if getattr(old, name) != getattr(new, name)}


def row_of(sid: SessionId) -> dict[str, Any]:
    """The key of the row of table `sesi` that is about a session."""
    name = session_name(sid)
    return {
        "kegiatan": name.activity,
        "tempat": name.venue,
        "tanggal": name.first_day,
        "bagian": name.part,
    }


def session_key(row: Row) -> str:
    """The id of the session that a row of the table `sesi` is about."""
    day = row["tanggal"].isoformat()
    return "|".join((row["kegiatan"], row["tempat"], day, row["bagian"]))


def _changed(table: Mapping[Any, Any], rows: Sequence[Row], columns: Mapping[str, str]) -> Any:
    if not rows:
        return table
    found = dict(table)
    for row in rows:
        # a new hall or team is like the one that it says it is like; a hall may be for one
        # kelurahan
        own = {name: row[name] for name in ("kelurahan",) if name in row}
        base = found.get(row["id"]) or replace(
            found[row[LIKE]], id=row["id"], name=row["nama"], **own
        )
        found[row["id"]] = replace(base, **_values(row, columns))
    return dict(sorted(found.items()))


LIKE = "_seperti"
"""Column of a new row: the id of the row that it is like. It is not written."""


def _values(row: Row, columns: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: _EMPTY[column] if row[column] == ERASE else _read(column, row[column])
        for column, name in columns.items()
        if column in row and LIKE not in row
    }


def _read(column: str, value: Any) -> Any:
    if column != "hari":
        return value
    days = frozenset(WEEKDAYS["id"].index(word) for word in value.split(", "))
    return None if len(days) == len(WEEKDAYS["id"]) else days
