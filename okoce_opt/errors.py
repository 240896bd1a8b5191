"""The exceptions of okoce_opt.

OkoceError
├── InputError             what the planner gave cannot be read as a problem: all complaints at once
├── PlanFilesError         a folder of an older plan cannot be read, or must not be written over
├── NoWorkers              the cluster that was asked for cannot be used
├── InternalDisagreement   the solver's plan does not stand before the verifier: a bug of ours
└── Stopped                a signal ended the run before there was a plan

*Impossible* and *ran out* are answers, not exceptions (`domain.outcome`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okoce_opt.domain.findings import Complaint, Violation
    from okoce_opt.domain.words import Words


class OkoceError(Exception):
    """The parent of all of them."""


class InputError(OkoceError):
    """The scenario cannot be read as a problem; `complaints` holds everything that is wrong."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(
            f"{len(self.complaints)} complaints: "
            f"{', '.join(sorted({c.code for c in self.complaints}))}"
        )


class PlanFilesError(OkoceError):
    """A plan's folder cannot be used; `words` says which file and what to do."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


class NoWorkers(OkoceError):
    """The cluster that was asked for is not there or not fit to plan; `words` says why and what to
    do.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


class InternalDisagreement(OkoceError):
    """The model's plan breaks a rule when the verifier reads it; `saved` holds both artefacts."""

    def __init__(self, violations: Sequence[Violation], saved: Path | None = None) -> None:
        self.violations = tuple(violations)
        self.saved = saved
        super().__init__(
            f"{len(self.violations)} violations: "
            f"{', '.join(sorted({v.rule for v in self.violations}))}"
        )


class Stopped(OkoceError):
    """Signal number `signum` ended the run before any plan was found; nothing was written."""

    def __init__(self, signum: int) -> None:
        self.signum = signum
        super().__init__(f"stopped by signal {signum}")
