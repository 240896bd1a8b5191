"""How a run is asked for, what it tells while it lasts, and how it is stopped."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

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
    """How to plan. `budget` is deterministic seconds of all solves together (a kecamatan's first
    search is never cut short), `time_limit` wall seconds.

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
        if self.workers < 1:
            raise ValueError(f"workers: at least 1, not {self.workers}")
        for name in ("budget", "time_limit"):
            seconds = getattr(self, name)
            if seconds is not None and not seconds > 0:
                raise ValueError(f"{name}: more than 0 seconds, not {seconds}")


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
        """(value - bound) / max(1, |value|) once both are known."""
        return (
            None
            if self.value is None or self.bound is None
            else (self.value - self.bound) / max(1, abs(self.value))
        )


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
