"""How a run is asked for, what it tells while it lasts, and how it is stopped."""

from __future__ import annotations

import math
import operator
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from threading import Event
from typing import Any, SupportsFloat, SupportsIndex

from okoce_opt.domain.likeness import nearest_of
from okoce_opt.domain.outcome import gap_between
from okoce_opt.domain.words import Words

WHY_SECONDS = 90.0
"""Wall seconds in which `okoce why` looks for ways out, where no limit is given."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Dask's files in PEM form for a `tls://` address: whom to trust, who we are, and our key
    (None: it stands in `cert`).
    """

    ca: Path
    cert: Path
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How to plan. `budget` is deterministic seconds of all solves together (what is begun of a
    kecamatan is finished, its first search whatever the budget); more of it never gives a worse
    plan. `time_limit`: wall seconds.

    `address` is that of a Dask cluster whose workers do the solves in place of `workers` processes
    here. Whoever reaches a cluster at a `tcp://` address can have its workers do anything: beyond
    one machine use `tls://` with `certificates` (or Dask's own configuration).
    """

    seed: int = 1
    workers: int = field(default_factory=lambda: min(8, os.cpu_count() or 1))
    budget: float = 60.0
    time_limit: float | None = None
    show_nik: bool = False
    show_phone: bool = False
    address: str | None = None
    certificates: Certificates | None = None

    def __post_init__(self) -> None:
        """Numbers of any kind (numpy's too) as Python's own. Raises ValueError for what is none."""
        for name, least, most in (("seed", 0, _SEEDS - 1), ("workers", 1, _MANY)):
            object.__setattr__(self, name, _whole(name, getattr(self, name), least, most))
        object.__setattr__(self, "budget", seconds_of("budget", self.budget))
        if self.time_limit is not None:
            object.__setattr__(self, "time_limit", seconds_of("time_limit", self.time_limit))


_SEEDS = 1 << 31
_MANY = 10_000


def _whole(name: str, said: object, least: int, most: int) -> int:
    number = operator.index(said) if isinstance(said, SupportsIndex) else -1
    if isinstance(said, bool) or not least <= number <= most:
        raise ValueError(f"{name}: a whole number from {least} to {most}, not {_short(said)}")
    return number


def _short(said: object) -> str:
    """A wrong number as it was given; of anything else its type, since tables show people."""
    return repr(said) if isinstance(said, int | float) else type(said).__name__


def seconds_of(name: str, said: object) -> float:
    """Seconds, more than 0, as Python's own number. Raises ValueError for others."""
    number = float(said) if isinstance(said, SupportsFloat) else 0.0
    if isinstance(said, bool) or not 0 < number < math.inf:
        raise ValueError(f"{name}: seconds, more than 0, not {_short(said)}")
    return number


def options_of(options: Options | None, by_name: Mapping[str, Any]) -> Options:
    """The options given, single ones by name. Raises TypeError for what is none, with the option
    that was perhaps meant.
    """
    if not isinstance(options, Options | None):
        such = "Options(budget=30), or budget=30 by name"
        raise TypeError(f"options: {such}, not {type(options).__name__}")
    known = [one.name for one in fields(Options)]
    for name in by_name:
        if name not in known:
            near = nearest_of(name, known)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
            raise TypeError(f"there is no option {name!r}: {hint}")
    return replace(options or Options(), **by_name)


def day_of(name: str, said: object) -> date:
    """A day, which may be given as text (2026-01-05) or as a moment of it. Raises ValueError for
    others.
    """
    if isinstance(said, date):
        return said.date() if isinstance(said, datetime) else said
    try:
        return date.fromisoformat(str(said).strip())
    except ValueError:
        raise ValueError(f"{name}: a date such as 2026-01-05, not {said!r:.20}") from None


def path_of(said: object, such: str = "a path") -> Path:
    """A path, which may be given as text; `~` is the home folder. Raises TypeError for others,
    `such` is what is wanted.
    """
    if not isinstance(said, str | PathLike):
        raise TypeError(f"{such}, not {type(said).__name__}")
    return Path(said).expanduser()


@dataclass(frozen=True, slots=True)
class Progress:
    """What a live line shows: the last level's value and bound so far, with their unit, and names
    of kecamatan that are being worked on.

    `short` counts the seats that are still missing, `parts` are (searched, all) of this stage, and
    `left` the seconds it may still take; each None while it is not known.
    """

    seconds: float
    stage: Words
    value: int | None = None
    bound: int | None = None
    working: tuple[str, ...] = ()
    unit: Words | None = None
    short: int | None = None
    parts: tuple[int, int] | None = None
    left: float | None = None

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best, once both are known."""
        return gap_between(self.value, self.bound)


class StopSwitch:
    """Set by a signal handler; the run ends with its best."""

    def __init__(self) -> None:
        self._event = Event()
        self.signum: int | None = None

    def set(self, signum: int) -> None:
        """Ask the run to end, because of this signal."""
        self.signum = signum
        self._event.set()

    def is_set(self) -> bool:
        """Whether the run is to end."""
        return self._event.is_set()
