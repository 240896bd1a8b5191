"""The code of an attendance sheet, `9F3A2C-R1-317307-02`: which plan, which revision of it, which
office's sheet.

It stands on every page, so that a page that comes back says by itself where it belongs, and whether
it is of the plan that holds now.
"""

from __future__ import annotations

import re

_PLAN = 6
"""So many letters of a plan's digest: one pair in 16 million plans is alike."""
_LONGEST = 12

SHEET_CODE = re.compile(r"\b([0-9A-F]{6})-R([0-9A-Z]{1,12})-([0-9A-Z]{1,12})-(\d{2,4})\b")
"""Plan, revision, kecamatan, and which of its sheets."""


def office_code(plan_digest: str, revision: str, kecamatan: str) -> str:
    """The part that all sheets of an office's workbook have in common: `9F3A2C-R1-317307`."""
    plan = plan_code(plan_digest)
    return f"{plan}-R{_plain(revision, '0')}-{_plain(kecamatan, 'X')}"


def plan_code(plan_digest: str) -> str:
    """What a code says of a plan with that digest."""
    return plan_digest[:_PLAN].upper()


def sheet_code(office: str, number: int) -> str:
    """The code of an office's sheet of that number."""
    return f"{office}-{number:02d}"


def code_in(text: str) -> tuple[str, str] | None:
    """The first code in a text, and the plan it names; None where there is none."""
    found = SHEET_CODE.search(text.upper())
    return (found[0], found[1]) if found else None


def _plain(text: str, otherwise: str) -> str:
    """Letters and digits only: what a hand copies and a telephone carries."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())[:_LONGEST] or otherwise
