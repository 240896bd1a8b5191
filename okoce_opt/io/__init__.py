"""Reading scenarios: `load_scenario` from files, `OpenScenario.from_frames` without any. The only
room that opens a planner's files on the way in.
"""

from __future__ import annotations

from okoce_opt.io.open_scenario import OpenScenario, layer_name, lift_scenario, load_scenario
from okoce_opt.io.scenario.loading import Heading, read_heading

__all__ = [
    "Heading",
    "OpenScenario",
    "layer_name",
    "lift_scenario",
    "load_scenario",
    "read_heading",
]
