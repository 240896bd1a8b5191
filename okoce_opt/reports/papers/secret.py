"""Workbooks behind a password, as Excel itself encrypts them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

NO_TOOL = Words(
    "Untuk mengunci berkas diperlukan paket tambahan: pip install 'okoce-opt[excel-secure]'.",
    "To put files behind a password one package more is needed: pip install "
    "'okoce-opt[excel-secure]'.",
)


def check_tool() -> None:
    """Raises `PlanFilesError` where the extra is not installed."""
    try:
        import msoffcrypto.format.ooxml  # noqa: F401
    except ImportError as error:
        raise PlanFilesError(NO_TOOL) from error


def encrypt(workbooks: Sequence[Path], password: str) -> None:
    """Put each workbook behind the password, in its place."""
    from msoffcrypto.format.ooxml import OOXMLFile

    for workbook in workbooks:
        out = io.BytesIO()
        OOXMLFile(io.BytesIO(workbook.read_bytes())).encrypt(password, out)
        workbook.write_bytes(out.getvalue())
