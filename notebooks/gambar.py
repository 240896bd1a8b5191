"""The two pictures of README.md, made again from a plan's own workbooks.

Needs LibreOffice and poppler (pdftotext, pdftoppm) on the machine, and the [notebook] extra:

    okoce plan scenarios/jakarta_barat_2018 --out hasil
    python notebooks/gambar.py hasil
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

PICTURES = Path(__file__).parent / "pictures"
AIR = 24
"""Pixels of white left around a page."""


def run(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def picture(workbook: Path, mark: str, name: str, dots: int) -> None:
    """The first page of the workbook that says `mark`, cropped, as notebooks/pictures/`name`."""
    with TemporaryDirectory() as folder:
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(workbook))
        pdf = Path(folder) / f"{workbook.stem}.pdf"
        pages = run("pdftotext", "-layout", str(pdf), "-").split("\f")
        number = next(n for n, text in enumerate(pages, start=1) if mark in text)
        run(
            "pdftoppm",
            "-png",
            "-singlefile",
            "-r",
            str(dots),
            "-f",
            str(number),
            str(pdf),
            f"{folder}/page",
        )
        page = Image.open(f"{folder}/page.png").convert("RGB")
        box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
        assert box is not None, f"page {number} of {workbook.name} is empty"
        left, top, right, bottom = box
        page.crop((left - AIR, top - AIR, right + AIR, bottom + AIR)).quantize(96).save(
            PICTURES / name, optimize=True
        )


def main(plan: Path) -> None:
    PICTURES.mkdir(exist_ok=True)
    picture(plan / "jadwal.xlsx", "2018", "kalender.png", 110)
    picture(
        plan / "daftar_hadir" / "DaftarHadir_Tambora.xlsx", "DAFTAR HADIR", "lembar_hadir.png", 90
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
