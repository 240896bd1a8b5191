"""Imports only go down. Function-level and typing-only imports count too."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.house.source import Module, modules, room_of

FLOORS: tuple[tuple[str, ...], ...] = (
    ("domain", "errors"),
    ("options", "starter"),
    ("processes",),
    ("rows", "counting", "signals", "gate"),
    ("rules", "goals"),
    ("instance",),
    ("scenario",),
    ("verify", "model.formulation", "io.tables", "plan_files", "keeping"),
    ("model.solvers", "model.naming", "io.files", "moves"),
    ("model.sharing", "io.scenario", "io.frames"),
    ("model.days", "certificate", "io", "status", "waiting"),
    ("reports.style", "importing"),
    ("reports.content",),
    ("reports.reading",),
    ("reports.attendance", "reports.sheets"),
    ("reports.papers",),
    ("model.search", "reports", "sample", "change"),
    ("notebook", "stories", "attending", "replanning"),
    ("verdict", "reasons"),
    ("handmade", "trials"),
    ("printing", "losses"),
    ("planning",),
    ("rollout",),
    ("testing",),
    ("bench",),
    ("commands",),
    ("__main__",),
)
"""Rooms from the ground up; a room uses rooms of lower floors only, and those beside it not at all.
"""
RANK = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
TOGETHER = ("domain", "errors")
"""The ground floor: errors carry complaints, and complaints are raised as errors."""

OUTSIDE = {
    "ortools": {"model.solvers", "bench"},
    "distributed": {"processes"},
    "cloudpickle": {"processes"},
    "pandas": {"notebook", "io.frames"},
    "matplotlib": {"bench", "notebook"},
    "IPython": {"notebook"},
    "python_calamine": {"gate", "bench"},
    "xlrd": {"gate"},
    "xlsxwriter": {"reports", "starter", "io.files", "importing", "bench"},
    "defusedxml": {"importing"},
    "rapidfuzz": {"importing"},
    "lokal": {"importing"},
    "tomli_w": {"io.files"},
    "msoffcrypto": {"reports.papers", "gate"},
    "segno": {"reports.attendance"},
    "numpy": {"rows", "rules", "goals", "counting", "model", "status"},
}
"""Packages from elsewhere, with the rooms that may use them. What is not named is used nowhere."""

FACES = ("rules", "goals")
"""Rooms whose files see the domain, the rows and what they are one of, and what counting does
with a problem; nothing else.
"""
BASES = ("okoce_opt.rules.rule", "okoce_opt.rules.faces", "okoce_opt.goals.goal")


def looking_up(module: Module) -> Iterator[str]:
    """Imports of a module that do not go down."""
    if module.room in ("", "model"):
        return
    if module.room not in RANK:
        yield f"{module.name}: give the room {module.room} its floor"
        return
    for one in module.imports():
        room = room_of(one.name)
        if not one.name.startswith("okoce_opt") or room in ("", module.room):
            continue
        down = RANK[room] < RANK[module.room] or {room, module.room} == {*TOGETHER}
        if not down:
            yield f"{module.name}:{one.line} looks up at {one.name}"


def test_imports_only_go_down() -> None:
    assert not [wrong for module in modules() for wrong in looking_up(module)]


def test_no_modules_import_one_another_in_a_circle() -> None:
    """A module whose imports are all taken away already is taken away; what is left over goes
    round.
    """
    names = {module.name for module in modules()}
    uses = {
        module.name: {
            one.name for one in module.imports() if one.name in names - {module.name, "okoce_opt"}
        }
        for module in modules()
        if module.room
    }
    # for type checkers only, `errors` knows what it carries
    uses["okoce_opt.errors"] = set()
    while free := {name for name, used in uses.items() if not used & uses.keys()}:
        uses = {name: used for name, used in uses.items() if name not in free}
    assert not uses


def out_of_their_room(module: Module) -> Iterator[str]:
    """Imports of packages from elsewhere that the module may not use."""
    for one in module.imports():
        top = one.name.split(".")[0]
        if top == "okoce_opt" or top in sys.stdlib_module_names:
            continue
        if not {module.room, module.room.partition(".")[0]} & OUTSIDE.get(top, set()):
            yield f"{module.name}:{one.line} uses {top}"


def test_packages_from_elsewhere_stay_in_their_room() -> None:
    assert not [wrong for module in modules() for wrong in out_of_their_room(module)]


def test_rule_and_goal_files_see_domain_and_rows_only() -> None:
    files = [
        module
        for module in modules()
        if module.room in FACES and module.path.name not in ("__init__.py", "rule.py", "goal.py")
    ]
    assert not [
        f"{module.name}:{one.line} uses {one.name}"
        for module in files
        for one in module.imports()
        if one.name.startswith("okoce_opt")
        and room_of(one.name) not in ("domain", "rows", "counting")
        and one.name not in BASES
    ]
