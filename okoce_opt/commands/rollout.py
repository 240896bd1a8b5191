"""`okoce rollout VERB`: the year as it runs. A verb is a `Command` in a module of its own,
`rollout_*.py`, and a line in `VERBS`.
"""

from __future__ import annotations

from okoce_opt.commands import (
    rollout_attendance,
    rollout_change,
    rollout_history,
    rollout_papers,
    rollout_publish,
    rollout_replan,
    rollout_safe,
    rollout_status,
    rollout_versions,
    rollout_waiting,
)
from okoce_opt.commands.command import Command, Group
from okoce_opt.domain.words import Words

VERBS: tuple[Command, ...] = (
    rollout_history.INIT,
    rollout_history.HISTORY,
    rollout_history.SHOW,
    rollout_attendance.ATTENDANCE,
    rollout_attendance.MARK,
    rollout_change.COMMAND,
    rollout_replan.COMMAND,
    rollout_papers.COMMAND,
    rollout_status.COMMAND,
    rollout_waiting.COMMAND,
    rollout_versions.TAKE,
    rollout_publish.PUBLISH,
    rollout_publish.ADOPT,
    rollout_versions.DIFF,
    rollout_versions.UNDO,
    rollout_publish.EXPORT,
    rollout_safe.BACKUP_COPY,
    rollout_safe.CHECK,
    rollout_safe.KEEP_UNTIL,
    rollout_safe.FORGET_PERSON,
)
"""In the order in which a planner meets them."""

COMMAND = Group(
    "rollout",
    Words(
        "satu tahun berjalan: semua versi daftar, rencana dan kehadiran di satu tempat",
        "the year as it runs: every version of lists, plan and attendance in one place",
    ),
    VERBS,
)
"""Its arguments are those of its verbs."""
