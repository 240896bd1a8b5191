"""Ids that a type checker can tell apart: a person's is no session's, no venue's, though all are
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NewType

PersonId = NewType("PersonId", str)
"""`no_peserta` of a registrant."""

SessionId = NewType("SessionId", str)
"""`activity|venue|first day|part` (`domain.sessions`)."""

VenueId = NewType("VenueId", str)
"""`id` of a venue (*tempat*)."""

NO_SESSION = SessionId("")
"""Stands where a session would, and there is none."""


def meant(said: str, numbers: Iterable[PersonId]) -> PersonId | None:
    """The number that was meant where case, blanks or leading noughts were typed otherwise (`p17`
    for P017); None where none or several could be.
    """
    wanted = _bare(said)
    found = [number for number in numbers if _bare(number) == wanted]
    exact = [number for number in found if _joined(number) == _joined(said)]
    fits = exact or found
    return fits[0] if wanted and len(fits) == 1 else None


def _joined(said: str) -> str:
    return "".join(said.casefold().split())


def _bare(said: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", _joined(said))
