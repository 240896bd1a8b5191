"""The rows of a rollout's file: versions, the trail of who did what, who was given what. Each row
is held against its seal when it is read.
"""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.rollout import people
from okoce_opt.rollout.objects import Altered, seal_of
from okoce_opt.rollout.refusals import Overtaken, RolloutError, damaged, told
from okoce_opt.rollout.schema import writing
from okoce_opt.rollout.version import UNDO, Publication, Step, Version

_VERSIONS = """
    SELECT v.number, v.digest, v.made_from, v.what, v.at, v.scenario, v.plan, v.attendance,
        (SELECT digest FROM versions WHERE number = v.made_from),
        (SELECT note FROM trail WHERE subject = CAST(v.number AS TEXT)
            AND trail.what = v.what AND trail.at = v.at)
    FROM versions v
"""
_TRAIL = Words("riwayatnya", "its trail")
_PUBLISHED = Words("catatan penerbitannya", "its record of what was published")


@dataclass(frozen=True)
class Ledger:
    """The rows in the file at `path`, which `db` has open."""

    path: Path
    db: sqlite3.Connection

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While inside, what cannot be read or was altered becomes a `RolloutError`."""
        try:
            with told(self.path):
                yield
        except Altered as altered:
            raise damaged(self.path, altered.what) from altered
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.path, Words("isinya", "what it holds")) from error

    @contextmanager
    def changing(self, expected: Version | None = None) -> Iterator[None]:
        """A change of the file, all of it or nothing. Raises `Overtaken` where `expected` is not
        current any more.
        """
        with told(self.path), writing(self.db):
            if expected is not None and (now := self.current()).number != expected.number:
                words = Words(
                    "Sementara itu versi {now} berlaku ({what}); Anda bekerja dari versi {n}. "
                    "Tidak ada yang ditulis. Lihat: okoce rollout diff {folder} {n} {now}; lalu "
                    "ulangi.",
                    "Meanwhile version {now} is current ({what}); you worked from version {n}. "
                    "Nothing was written. See: okoce rollout diff {folder} {n} {now}; then repeat.",
                )
                said = {"now": now.number, "what": now.what, "n": expected.number}
                raise Overtaken(words.fill(**said, folder=str(self.path.parent)))
            yield

    def current(self) -> Version:
        """The version that holds now: the last row of the trail says which."""
        return self.version(self.trail()[-1].current)

    def versions(self) -> tuple[Version, ...]:
        """All versions, the oldest first."""
        with self.reading():
            return tuple(map(_version, self.db.execute(f"{_VERSIONS} ORDER BY v.number")))

    def version(self, number: int) -> Version:
        """A version by its number. Raises `RolloutError` if there is none."""
        with self.reading():
            row = self.db.execute(f"{_VERSIONS} WHERE v.number = ?", (number,)).fetchone()
            if row is not None:
                return _version(row)
        words = Words(
            "Tidak ada versi {n}; yang ada: okoce rollout history {folder}",
            "There is no version {n}; those that there are: okoce rollout history {folder}",
        )
        raise RolloutError(words.fill(n=number, folder=str(self.path.parent)))

    def before(self, version: Version) -> Version | None:
        """The version that comes before this one for somebody who goes back; None for the first.

        One that undoing made says what an older one said: what that was made from.
        """
        said = version
        while said.what == UNDO and said.made_from is not None:
            older = [self.version(n) for n in sorted(self.line_of(said) - {said.number})]
            parts = (said.scenario, said.plan, said.attendance)
            alike = [o for o in older if (o.scenario, o.plan, o.attendance) == parts]
            if not alike:
                break
            said = alike[-1]
        return None if said.made_from is None else self.version(said.made_from)

    def line_of(self, version: Version) -> frozenset[int]:
        """The numbers of a version and of those that it was made from, one after the other."""
        made_from = {one.number: one.made_from for one in self.versions()}
        line, number = set[int](), version.number
        while number is not None and number not in line:
            line.add(number)
            number = made_from[number]  # type: ignore[assignment]
        return frozenset(line)

    def trail(self) -> tuple[Step, ...]:
        """Who did what, the oldest first."""
        with self.reading():
            rows = self.db.execute(
                "SELECT seal, at, who, what, subject, current, note FROM trail ORDER BY number"
            )
            steps = [Step(datetime.fromisoformat(row[0]), *row[1:]) for row in _held(rows, _TRAIL)]
            if not steps:
                raise Altered(_TRAIL)
            return tuple(steps)

    def publications(self) -> tuple[Publication, ...]:
        """Who was given what, by revision and office."""
        with self.reading():
            rows = self.db.execute(
                "SELECT seal, version, revision, office, day FROM publications "
                "ORDER BY revision, office"
            )
            return tuple(
                Publication(version, revision, office, date.fromisoformat(day))
                for version, revision, office, day in _held(rows, _PUBLISHED)
            )

    def add_version(
        self,
        parts: Sequence[str],
        known: Mapping[str, people.Cells],
        what: str,
        note: str,
        before: Version | None,
        at: datetime | None,
    ) -> int:
        """Write a version with these parts (digests of scenario, plan, attendance) and people,
        current from now on; its number. Inside `changing`.
        """
        (last,) = self.db.execute("SELECT coalesce(max(number), 0) FROM versions").fetchone()
        number, moment = last + 1, at or datetime.now(UTC)
        made_from, ancestry = (before.number, before.digest) if before else (None, None)
        said = (number, made_from, what, moment.isoformat(), *parts)
        self.db.execute(
            "INSERT INTO versions (digest, number, made_from, what, at, scenario, plan, attendance)"
            " VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''))",
            (seal_of(ancestry, *said), *said),
        )
        people.keep(self.db, number, known)
        self.add_step(moment, what, str(number), number, note)
        return int(number)

    def add_step(
        self, at: datetime | None, what: str, subject: str, current: int, note: str = ""
    ) -> None:
        """Write a line of the trail. Inside `changing`."""
        row = ((at or datetime.now(UTC)).isoformat(), _account(), what, subject, current, note)
        self.db.execute(
            "INSERT INTO trail (seal, at, who, what, subject, current, note) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (seal_of(*row), *row),
        )

    def add_publication(self, one: Publication) -> None:
        """Write who was given what. Inside `changing`."""
        row = (one.version, one.revision, one.office, one.on.isoformat())
        self.db.execute(
            "INSERT INTO publications (seal, version, revision, office, day) "
            "VALUES (?, ?, ?, ?, ?)",
            (seal_of(*row), *row),
        )


def _version(row: Sequence[Any]) -> Version:
    number, digest, made_from, what, at, *parts, ancestry, note = row
    kept = [part or "" for part in parts]
    if digest != seal_of(ancestry, number, made_from, what, at, *kept):
        raise Altered(Words("versi {n}", "version {n}").fill(n=number))
    return Version(number, digest, made_from, what, note or "", datetime.fromisoformat(at), *kept)


def _held(rows: Iterable[tuple[Any, ...]], what: Words) -> Iterator[tuple[Any, ...]]:
    """Rows without the seal that they begin with. Raises `Altered` where it is broken."""
    for seal, *row in rows:
        if seal != seal_of(*row):
            raise Altered(what)
        yield tuple(row)


def _account() -> str:
    """The account that runs okoce; `?` where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
