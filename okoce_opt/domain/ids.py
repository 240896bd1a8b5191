"""Ids that a type checker can tell apart: a person's is no session's, though both are text."""

from __future__ import annotations

from typing import NewType

PersonId = NewType("PersonId", str)
"""`no_peserta` of a registrant."""

SessionId = NewType("SessionId", str)
"""`activity|venue|first day|part` (`domain.sessions`)."""

NO_SESSION = SessionId("")
"""Stands where a session would, and there is none."""
