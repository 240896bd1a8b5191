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
    from okoce_opt.domain.activities import Activity, Order
    from okoce_opt.domain.calendar import Calendar, CalendarDay, Obstacle, Part
    from okoce_opt.domain.difference import Difference, difference
    from okoce_opt.domain.outcome import Impossible, Outcome, Planned, RanOut
    from okoce_opt.domain.people import Household, Person, Registrant
    from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
    from okoce_opt.domain.plan import Plan
    from okoce_opt.domain.problem import Problem
    from okoce_opt.domain.sessions import Session
    from okoce_opt.domain.shares import Fare, Share
    from okoce_opt.domain.tables import Tables
    from okoce_opt.domain.teams import Team
    from okoce_opt.domain.turnout import Turnout
    from okoce_opt.domain.words import Words, speak
    from okoce_opt.errors import (
        InputError,
        InternalDisagreement,
        OkoceError,
        PlanFilesError,
        Stopped,
    )
    from okoce_opt.io import OpenScenario as Scenario
    from okoce_opt.losses.answer import Stress
    from okoce_opt.losses.stressing import stress
    from okoce_opt.notebook.answers import Report
    from okoce_opt.notebook.outcome import PlannedScenario
    from okoce_opt.notebook.plan_frames import (
        comparison_frame,
        complaints_frame,
        seats_frame,
        sessions_frame,
    )
    from okoce_opt.options import Options, Progress, StopSwitch
    from okoce_opt.planning import (
        check,
        compare,
        costs,
        plan,
        read_scenario,
        suggest,
        sweep,
        why,
        why_here,
        write,
    )
    from okoce_opt.planning import verify as verify_folder
    from okoce_opt.reports.comparison import Comparison
    from okoce_opt.stories import example, examples
    from okoce_opt.verdict import Verdict

__version__ = "0.1.0"
__all__ = [
    "Activity",
    "Calendar",
    "CalendarDay",
    "Comparison",
    "Difference",
    "Fare",
    "Household",
    "Impossible",
    "InputError",
    "InternalDisagreement",
    "Kecamatan",
    "Kelurahan",
    "Obstacle",
    "OkoceError",
    "Options",
    "Order",
    "Outcome",
    "Part",
    "Person",
    "Plan",
    "PlanFilesError",
    "Planned",
    "PlannedScenario",
    "Problem",
    "Progress",
    "RanOut",
    "Registrant",
    "Report",
    "Scenario",
    "Session",
    "Share",
    "StopSwitch",
    "Stopped",
    "Stress",
    "Tables",
    "Team",
    "Turnout",
    "Venue",
    "Verdict",
    "Words",
    "change_of",
    "check",
    "compare",
    "comparison_frame",
    "complaints_frame",
    "costs",
    "difference",
    "example",
    "examples",
    "plan",
    "read_scenario",
    "seats_frame",
    "sessions_frame",
    "speak",
    "stress",
    "suggest",
    "sweep",
    "verify_folder",
    "why",
    "why_here",
    "write",
]

_HOME = {
    "notebook.answers": ("Report",),
    "change": ("change_of",),
    "domain.activities": ("Activity", "Order"),
    "domain.calendar": ("Calendar", "CalendarDay", "Obstacle", "Part"),
    "domain.difference": ("Difference", "difference"),
    "domain.outcome": ("Impossible", "Outcome", "Planned", "RanOut"),
    "domain.people": ("Household", "Person", "Registrant"),
    "domain.places": ("Kecamatan", "Kelurahan", "Venue"),
    "domain.plan": ("Plan",),
    "domain.problem": ("Problem",),
    "domain.sessions": ("Session",),
    "domain.shares": ("Fare", "Share"),
    "domain.tables": ("Tables",),
    "domain.teams": ("Team",),
    "domain.turnout": ("Turnout",),
    "domain.words": ("Words", "speak"),
    "errors": ("InputError", "InternalDisagreement", "OkoceError", "PlanFilesError", "Stopped"),
    "stories": ("example", "examples"),
    "notebook.outcome": ("PlannedScenario",),
    "notebook.plan_frames": (
        "comparison_frame",
        "complaints_frame",
        "seats_frame",
        "sessions_frame",
    ),
    "options": ("Options", "Progress", "StopSwitch"),
    "verdict": ("Verdict",),
    "planning": ("check", "compare", "plan", "read_scenario", "write"),
    "handmade.here": ("why_here",),
    "handmade.suggested": ("suggest",),
    "trials.costs": ("costs",),
    "losses.answer": ("Stress",),
    "losses.stressing": ("stress",),
    "trials.sweep": ("sweep",),
    "reports.comparison": ("Comparison",),
}
_ROOM = {name: room for room, names in _HOME.items() for name in names} | {
    "Scenario": "io",
    "verify_folder": "planning",
    "why": "planning",
}
_OTHER_NAME = {"Scenario": "OpenScenario", "verify_folder": "verify"}
_BOOKS = (("rules", "RULE_BOOK"), ("goals", "GOAL_BOOK"))
"""Rules and goals are on the shelf too, by the names of their classes."""


def __getattr__(name: str) -> object:
    if name not in _ROOM:
        if name in (judges := _judges() if name[:1].isupper() else {}):
            return judges[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOM[name]}"), _OTHER_NAME.get(name, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_judges()})


def _judges() -> dict[str, object]:
    books = (getattr(import_module(f"{__name__}.{room}"), book) for room, book in _BOOKS)
    return {judge.__name__: judge for book in books for judge in book}
