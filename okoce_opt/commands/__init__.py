"""The subcommands of `okoce`, one small file each over `okoce_opt.planning`."""

from __future__ import annotations

from okoce_opt.commands import (
    adopt,
    bench,
    check,
    compare,
    costs,
    import_,
    new,
    papers,
    plan,
    rollout,
    rules,
    sample,
    scenarios,
    simulate,
    stress,
    suggest,
    sweep,
    verify,
    why,
)
from okoce_opt.commands.command import Command, Group

COMMANDS: tuple[Command | Group, ...] = (
    new.COMMAND,
    import_.COMMAND,
    scenarios.COMMAND,
    rules.COMMAND,
    sample.COMMAND,
    check.COMMAND,
    plan.COMMAND,
    why.COMMAND,
    sweep.COMMAND,
    costs.COMMAND,
    verify.COMMAND,
    suggest.COMMAND,
    adopt.COMMAND,
    papers.COMMAND,
    compare.COMMAND,
    rollout.COMMAND,
    simulate.COMMAND,
    stress.COMMAND,
    bench.COMMAND,
)
"""In the order in which a planner meets them."""
