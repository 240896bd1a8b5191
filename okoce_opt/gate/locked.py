"""Workbooks that are locked with the password which every Excel knows: who protects a workbook
against changes only locks it so, and Excel opens it without asking.
"""

from __future__ import annotations

import io

from okoce_opt.gate.container import has_password

USUAL = "VelvetSweatshop"
"""[MS-OFFCRYPTO] 2.4.2.3 and 2.3: the password used where the user has given none."""


def unlocked(data: bytes) -> bytes:
    """The workbook inside, if that password opens it and what opens such files is installed (extra
    `excel-secure`); else the same bytes, which the gate refuses in words.
    """
    if not has_password(data):
        return data
    try:
        import msoffcrypto

        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=USUAL, verify_password=True)
        inside = io.BytesIO()
        file.decrypt(inside)
    except Exception:  # not installed, another password, or damaged: refused as locked
        return data
    return inside.getvalue()
