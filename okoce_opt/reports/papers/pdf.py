"""Workbooks as PDF, where LibreOffice is on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS_EACH = 120
"""For one workbook; of thousands of letters."""

NO_OFFICE = Words(
    "Untuk PDF diperlukan LibreOffice, dan itu tidak ada di komputer ini. Jalankan tanpa --pdf, "
    "lalu simpan sebagai PDF dari Excel; atau pasang LibreOffice (libreoffice.org) dan ulangi.",
    "PDF needs LibreOffice, which is not on this machine. Run without --pdf and save as PDF from "
    "Excel; or install LibreOffice (libreoffice.org) and try again.",
)
FAILED = Words(
    "LibreOffice tidak menghasilkan PDF dari {name}; tutup LibreOffice yang terbuka, lalu ulangi.",
    "LibreOffice made no PDF of {name}; close any open LibreOffice and try again.",
)


def libreoffice() -> str:
    """The program. Raises `PlanFilesError` where there is none."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if os.access(place, os.X_OK):
            return place
    raise PlanFilesError(NO_OFFICE)


def write_pdfs(workbooks: Sequence[Path]) -> None:
    """Beside each workbook a PDF of its name, made by a LibreOffice with settings of its own.

    Raises `PlanFilesError` where there is none, or one of them does not come out.
    """
    office = libreoffice()
    with TemporaryDirectory() as profile:
        for workbook in workbooks:
            pdf = workbook.with_suffix(".pdf")
            words = [office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
            words += ["--convert-to", "pdf", "--outdir", str(pdf.parent), str(workbook)]
            try:
                subprocess.run(words, capture_output=True, timeout=_SECONDS_EACH, check=False)
            except (OSError, subprocess.TimeoutExpired) as error:
                raise PlanFilesError(FAILED.fill(name=workbook.name)) from error
            if not pdf.is_file():
                raise PlanFilesError(FAILED.fill(name=workbook.name))
