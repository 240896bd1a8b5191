"""The exceptions of okoce_opt.

OkoceError
├── InputError             what the planner gave cannot be read as a problem: all complaints at once
│   └── NoPlanOfIt         it can be read, and its facts let no plan be: `okoce why` has an answer
├── PlanFilesError         a folder of an older plan cannot be read, or must not be written over
├── NoWorkers              the cluster that was asked for cannot be used
├── InternalDisagreement   the solver's plan does not stand before the verifier: a bug of ours
└── Stopped                a signal ended the run before there was a plan

*Impossible* and *ran out* are answers, not exceptions (`domain.outcome`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okoce_opt.domain.complaint_lines import complaint_lines
from okoce_opt.domain.words import Words, spoken_language

if TYPE_CHECKING:
    from okoce_opt.domain.findings import Complaint, Violation


class OkoceError(Exception):
    """The parent of all of them."""


class InputError(OkoceError):
    """The scenario cannot be read as a problem; `complaints` holds everything that is wrong.

    As text it reads like `okoce check`: a line for each mistake, then how many there are.
    """

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(self.complaints)

    def __str__(self) -> str:
        count = Words("{n} hal harus diperbaiki dulu.", "{n} to mend first.")
        lines = complaint_lines(self.complaints, spoken_language())
        return "\n".join([*lines, str(count.fill(n=len(self.complaints)))])

    def __repr__(self) -> str:
        codes = ", ".join(sorted({c.code for c in self.complaints}))
        return f"InputError({len(self.complaints)} complaints: {codes})"


class NoPlanOfIt(InputError):
    """Every complaint is a fact, not a slip. `scenario` is the Scenario that was read: it can be
    asked why.
    """

    def __init__(self, complaints: Sequence[Complaint], scenario: Any) -> None:
        super().__init__(complaints)
        self.scenario = scenario
        self.args = (self.complaints, scenario)


class PlanFilesError(OkoceError):
    """A plan's folder cannot be used; `words` says which file and what to do."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words)


class NoWorkers(OkoceError):
    """The cluster that was asked for is not there or not fit to plan; `words` says why and what to
    do.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words)


class InternalDisagreement(OkoceError):
    """The model's plan breaks a rule when the verifier reads it; `saved` holds both artefacts."""

    def __init__(self, violations: Sequence[Violation], saved: Path | None = None) -> None:
        self.violations = tuple(violations)
        self.saved = saved
        super().__init__(self.violations, saved)

    def __str__(self) -> str:
        rules = ", ".join(sorted({v.rule for v in self.violations}))
        return f"{len(self.violations)} violations: {rules}"


class Stopped(OkoceError):
    """Signal number `signum` ended the run before any plan was found; nothing was written."""

    def __init__(self, signum: int) -> None:
        self.signum = signum
        super().__init__(signum)

    def __str__(self) -> str:
        return f"stopped by signal {self.signum}"
