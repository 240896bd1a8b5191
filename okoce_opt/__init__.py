"""okoce_opt: who sits in which training session, proved to keep every rule.

The shelf: what a program or a notebook needs is imported from here by name. Each thing is fetched
from its room only when it is asked for, so that `import okoce_opt` stays light. `verify` is taken
by the room that judges a plan in memory; the verb that reads a folder of workbooks again is
`verify_folder` here.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
"""`typing` would cost more than all else that is loaded here."""

if TYPE_CHECKING:
    from okoce_opt.change import change_of
    from okoce_opt.domain.difference import Difference, difference
    from okoce_opt.domain.outcome import Impossible, Outcome, Planned, RanOut
    from okoce_opt.domain.plan import Plan
    from okoce_opt.domain.words import speak
    from okoce_opt.errors import (
        InputError,
        InternalDisagreement,
        OkoceError,
        PlanFilesError,
        Stopped,
    )
    from okoce_opt.frames import seats_frame, sessions_frame
    from okoce_opt.io import OpenScenario as Scenario
    from okoce_opt.options import Options, Progress, StopSwitch
    from okoce_opt.planning import Report, Verdict, check, compare, plan, read_scenario, write
    from okoce_opt.planning import verify as verify_folder
    from okoce_opt.reports.comparison import Comparison

__version__ = "0.1.0"
__all__ = [
    "Comparison",
    "Difference",
    "Impossible",
    "InputError",
    "InternalDisagreement",
    "OkoceError",
    "Options",
    "Outcome",
    "Plan",
    "PlanFilesError",
    "Planned",
    "Progress",
    "RanOut",
    "Report",
    "Scenario",
    "StopSwitch",
    "Stopped",
    "Verdict",
    "change_of",
    "check",
    "compare",
    "difference",
    "plan",
    "read_scenario",
    "seats_frame",
    "sessions_frame",
    "speak",
    "verify_folder",
    "write",
]

_HOME = {
    "change": ("change_of",),
    "domain.difference": ("Difference", "difference"),
    "domain.outcome": ("Impossible", "Outcome", "Planned", "RanOut"),
    "domain.plan": ("Plan",),
    "domain.words": ("speak",),
    "errors": ("InputError", "InternalDisagreement", "OkoceError", "PlanFilesError", "Stopped"),
    "frames": ("seats_frame", "sessions_frame"),
    "options": ("Options", "Progress", "StopSwitch"),
    "planning": ("Report", "Verdict", "check", "compare", "plan", "read_scenario", "write"),
    "reports.comparison": ("Comparison",),
}
_ROOM = {name: room for room, names in _HOME.items() for name in names} | {
    "Scenario": "io",
    "verify_folder": "planning",
}
_OTHER_NAME = {"Scenario": "OpenScenario", "verify_folder": "verify"}


def __getattr__(name: str) -> object:
    if name not in _ROOM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOM[name]}"), _OTHER_NAME.get(name, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
