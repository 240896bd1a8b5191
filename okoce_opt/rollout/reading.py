"""What a rollout holds, read back: each thing held against its digest."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from okoce_opt.domain.attended import Attendance, attendance_of
from okoce_opt.domain.words import Words
from okoce_opt.io import OpenScenario
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.rollout import kept_plan, kept_scenario, people
from okoce_opt.rollout.checking import find_faults
from okoce_opt.rollout.forgetting import everyone
from okoce_opt.rollout.ledger import Ledger
from okoce_opt.rollout.objects import get, get_tree, names_in
from okoce_opt.rollout.refusals import RolloutError
from okoce_opt.rollout.schema import FILE, connect
from okoce_opt.rollout.version import FORGET, KEEP, Publication, Step, Version


class Kept:
    """A year as it is kept: its versions, and which of them is current.

    What is read is held against its digest; a `RolloutError` says where that is another. As a
    context manager it closes itself.
    """

    def __init__(self, folder: Path, db: sqlite3.Connection) -> None:
        """Of a file that is open; see `open`."""
        self.folder = folder
        self._db, self._ledger = db, Ledger(folder / FILE, db)
        self._written = kept_scenario.Written()

    def __repr__(self) -> str:
        return f"Rollout({self.folder})"

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """The rollout in a folder. Raises `RolloutError` where there is none that can be used."""
        path = Path(os.path.realpath(folder))
        return cls(path, connect(path / FILE))

    def close(self) -> None:
        """Let go of the file; when nobody has it open, a plain copy of the folder is whole."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def current(self) -> Version:
        """The version that holds now."""
        return self._ledger.current()

    def history(self) -> tuple[Version, ...]:
        """All versions, the oldest first."""
        return self._ledger.versions()

    def version(self, number: int) -> Version:
        """A version by its number. Raises `RolloutError` if there is none."""
        return self._ledger.version(number)

    def trail(self) -> tuple[Step, ...]:
        """Who did what, the oldest first."""
        return self._ledger.trail()

    def scenario(self, version: Version) -> OpenScenario:
        """The scenario of a version, with its people; it stands in no file."""
        about, layers = self._scenario_files(version)
        scenario = kept_scenario.scenario_in(layers, str(about["name"]))
        self._written.remember(scenario, layers)
        return scenario

    def left_in(self, person: str) -> Version | None:
        """The version in which somebody who was on the list left it; None for who is on it, or
        never was.
        """
        last, seen = self.current, ""
        for version in reversed(self.history()):
            if version.number > last.number:
                continue
            if version.scenario != seen:
                if person in self.scenario(version).problem.registrants:
                    return None if version.number == self.current.number else last
                seen = version.scenario
            last = version
        return None

    def write_scenario(self, version: Version, folder: Path) -> None:
        """Write the scenario of a version into a new folder, with its people."""
        kept_scenario.write_files(self._scenario_files(version)[1], folder)

    def plan(self, version: Version) -> PlanFolder:
        """The plan of a version; its papers are written anew when they are wanted.

        Raises `RolloutError` where it has none.
        """
        if not version.plan:
            words = Words("Versi {n} belum punya rencana.", "Version {n} has no plan yet.")
            raise RolloutError(words.fill(n=version.number))
        with self._ledger.reading():
            _, files = get_tree(self._db, version.plan)
        return kept_plan.plan_from(files, self.folder / f"versi_{version.number}")

    def plan_digest(self, version: Version) -> str:
        """The digest of a version's plan, without the plan being read."""
        with self._ledger.reading():
            return str(names_in(self._db, version.plan)[SEATS])

    def plan_tables(self, version: Version) -> dict[str, bytes]:
        """The tables and the record of a version's plan, by file name, as they were kept."""
        with self._ledger.reading():
            return get_tree(self._db, version.plan)[1]

    def attendance(self, version: Version) -> Attendance:
        """What a version knows of who came; nothing where it knows nothing."""
        if not version.attendance:
            return Attendance()
        with self._ledger.reading():
            return attendance_of(get(self._db, version.attendance))

    def publications(self) -> tuple[Publication, ...]:
        """Who was given what, by revision and office."""
        return self._ledger.publications()

    def held_by(self, office: str) -> Version | None:
        """The version that an office was given last, None if it has none."""
        given = [one.version for one in self.publications() if one.office == office]
        return self.version(given[-1]) if given else None

    def revision(self, version: Version) -> int | None:
        """The revision that a version was published as, None if it was not."""
        found = (o.revision for o in self.publications() if o.version == version.number)
        return next(found, None)

    @property
    def kept_until(self) -> date | None:
        """The last day on which people's personal data may be kept; None where nobody said."""
        days = [one.subject for one in self.trail() if one.what == KEEP]
        return date.fromisoformat(days[-1]) if days else None

    def everyone(self) -> list[str]:
        """The numbers of all of whom anything personal is kept, here or in backups."""
        return everyone(self._ledger)

    def forgotten(self) -> frozenset[str]:
        """The numbers of those whose personal data were erased, and are not taken in again."""
        return frozenset(one.subject for one in self.trail() if one.what == FORGET)

    def numbers(self) -> dict[str, str]:
        """The numbers of everyone who ever stood on a list of the year, with the name that was
        known last (or none): sheets and seats go by them, and they are nobody else's.
        """
        found: set[str] = set()
        with self._ledger.reading():
            for scenario in {one.scenario for one in self.history()}:
                found |= people.numbers_in(self._layers(scenario)[1])
            names = people.names_of(self._db)
        return {number: names.get(number, "") for number in sorted(found)}

    def faults(self) -> tuple[Words, ...]:
        """What is damaged or was edited since it was kept, one sentence each."""
        return tuple(find_faults(self._ledger))

    def _scenario_files(self, version: Version) -> tuple[dict[str, Any], list[dict[str, bytes]]]:
        """What is said about the scenario of a version, and its files with people in them."""
        with self._ledger.reading():
            about, layers = self._layers(version.scenario)
            return about, people.put_back(layers, people.known_at(self._db, version.number))

    def _layers(self, scenario: str) -> tuple[dict[str, Any], list[dict[str, bytes]]]:
        about, files = get_tree(self._db, scenario)
        layers: list[dict[str, bytes]] = [{} for _ in range(about["layers"])]
        for place, data in files.items():
            number, _, name = place.partition("/")
            layers[int(number)][name] = data
        return about, layers
