"""The goal book: every goal there is, in reading order."""

from __future__ import annotations

from okoce_opt.goals.goal import Goal

GOAL_BOOK: tuple[type[Goal], ...] = ()
