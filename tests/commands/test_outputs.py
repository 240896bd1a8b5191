"""What leaves the office: every number and person complete, nothing of anybody where it does not
belong.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from okoce_opt.model.search import finding
from okoce_opt.options import Options
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.workbook import Cells, read_workbook
from tests.exported import small_story, written
from tests.oracle import HerePool

NAMES = ("Ani", "Budi", "Citra", "Dedi")
ONE_HALL = "id,kecamatan,nama,kursi\naula,K1,Aula Satu,100\ngedung,K2,Gedung Dua,100"
HUNDRED = "id,nama,maks\nP,Pelatihan,100"


def nik(number: int) -> str:
    """Of a kecamatan that does not exist; as a number in a spreadsheet its last digits would be
    lost.
    """
    return f"3173990101{900_000 + number:06}"


def phone(number: int) -> str:
    return f"+62812{5550000 + number}" if number % 2 else f"0812{6660000 + number}"


def people(count: int) -> str:
    rows = [
        f"P{n:03},{NAMES[n % 4]} {n},{nik(n)},{phone(n)},K1,{'ab'[n % 2]}"
        for n in range(1, count + 1)
    ]
    return "\n".join(["no_peserta,nama,nik,telepon,kecamatan,kelurahan", *rows])


def sheets_of(folder: Path) -> list[Cells]:
    """The attendance sheets of all offices."""
    pages = [
        page
        for path in sorted((folder / labels.FOLDER).glob("*.xlsx"))
        for page in read_workbook(path)
    ]
    return [page for page in pages if page.name not in (labels.SUMMARY, labels.PEOPLE)]


def table(page: Cells) -> tuple[list[str], list[list[str]]]:
    """Titles and rows of people of an attendance sheet."""
    wanted = labels.REGISTRANT.casefold()
    top = next(r for r in range(len(page.rows)) if page.text(r, 1).casefold() == wanted)
    titles = [page.text(top, c).casefold() for c in range(len(page.rows[top]))]
    rows = [[page.text(r, c) for c in range(len(titles))] for r in range(top + 1, len(page.rows))]
    return titles, [row for row in rows if row[1] and row[0].isdecimal()]


# -- C22
# -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def with_nik(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 people in two sessions, NIK and phones asked for."""
    home = tmp_path_factory.mktemp("nik")
    story = small_story(home / "cerita", people(200), tempat=ONE_HALL, kegiatan=HUNDRED)
    seats = [(f"P{n:03}", f"P|aula|2026-01-{5 + n % 2:02}|sehari") for n in range(1, 201)]
    return written(story, seats, home / "hasil", options=Options(show_nik=True, show_phone=True))


def test_whole_numbers_are_text_person_by_person(with_nik: Path):
    """C22: every NIK of a downloaded list ended in 0, phones had lost their +."""
    for path in (with_nik / labels.FOLDER).glob("*.xlsx"):
        for sheet in load_workbook(path).worksheets:
            assert not [
                cell.coordinate
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "f"
            ]
    seen = {}
    for page in sheets_of(with_nik):
        titles, rows = table(page)
        for row in rows:
            seen[row[1]] = (
                row[titles.index(labels.NIK_TITLE.casefold())],
                row[titles.index(labels.PHONE.casefold())],
            )
    assert seen == {f"P{n:03}": (nik(n), phone(n)) for n in range(1, 201)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_whole_numbers_survive_another_spreadsheet(with_nik: Path, tmp_path: Path):
    """C22: opened in LibreOffice, saved as CSV, read back."""
    (book,) = (with_nik / labels.FOLDER).glob("*.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    line = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        every_sheet,
        "--outdir",
        str(tmp_path),
        str(book),
    ]
    subprocess.run(line, check=True, capture_output=True, timeout=180)
    found = {}
    for path in tmp_path.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            ids = [cell for cell in row if re.fullmatch(r"P\d{3}", cell)]
            if ids and path.stem.split("-")[-1] not in (labels.SUMMARY, labels.PEOPLE):
                found[ids[0]] = row
    assert len(found) == 200
    for n in range(1, 201):
        assert nik(n) in found[f"P{n:03}"]
        assert phone(n) in found[f"P{n:03}"]


# -- C47
# -----------------------------------------------------------------------------------------------


def unpacked(folder: Path, *, rosters: bool) -> str:
    """Every part of every file, workbooks taken apart, as one text: the rosters, or all else."""
    texts = []
    for path in sorted(
        path for path in folder.rglob("*") if (labels.FOLDER in path.parts) == rosters
    ):
        texts.append(path.name)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                texts += [
                    f"{name}\n{archive.read(name).decode('utf-8', 'replace')}"
                    for name in archive.namelist()
                ]
        elif path.is_file():
            texts.append(path.read_text(encoding="utf-8", errors="replace"))
    return "\n".join(texts)


def told(text: str, numbers: range) -> list[str]:
    """What of these people's NIK (whole, or the first twelve digits) and phones stands in a
    text.
    """
    private = (
        {nik(n) for n in numbers} | {nik(n)[:12] for n in numbers} | {phone(n) for n in numbers}
    )
    private |= {phone(n).removeprefix("+62").removeprefix("0") for n in numbers}
    return sorted(number for number in private if number in text)


@pytest.mark.scenario
@pytest.mark.parametrize("asked", [False, True])
def test_no_nik_and_no_phone_leaves_unasked(
    okoce: Callable, tmp_path: Path, asked: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(finding, "ChildPool", HerePool)
    story = small_story(tmp_path / "cerita", people(12), tempat=ONE_HALL, kegiatan=HUNDRED)
    out, old = tmp_path / "hasil", tmp_path / "lama"
    flags, small = ["--dengan-nik"] if asked else [], ("--budget", 1, "--workers", 1)
    lines = [
        okoce("check", story),
        okoce("plan", story, "--out", old, *small, *flags),
        okoce("plan", story, "--out", out, "--from", old, *small, "--json", *flags),
        okoce("verify", out),
        okoce("compare", old, out, "--out", tmp_path / "beda.xlsx"),
    ]
    assert [done.code for done in lines] == [0] * len(lines), [done.err for done in lines]
    assert told("".join(done.out + done.err for done in lines), range(1, 13)) == []
    shutil.rmtree(story)
    assert told(unpacked(tmp_path, rosters=False), range(1, 13)) == []
    on_rosters = {*(nik(n) for n in range(1, 13)), nik(1)[:12]} if asked else set()
    assert set(told(unpacked(tmp_path, rosters=True), range(1, 13))) == on_rosters
    # what the door sees of a NIK that was not asked for is the day of birth
    assert (labels.BORN.upper() in unpacked(tmp_path, rosters=True).upper()) is not asked
    assert f"...{nik(1)[-4:]}" not in unpacked(tmp_path, rosters=True)


@pytest.mark.scenario
def test_no_nik_and_no_phone_in_complaints(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A NIK where the number of a registrant belongs, a phone where a kelurahan belongs."""
    bad = (
        f"{people(4)}\n{nik(5)},Ani,{nik(6)}x,{phone(5)},K1,a\n"
        f"P900,Budi,{nik(7)},,K1,{phone(7)}\nP901,{nik(8)},,,K1,{nik(8)}"
    )
    story = small_story(tmp_path / "cerita", bad, tempat=ONE_HALL, kegiatan=HUNDRED)
    for line in (
        ["check", story],
        ["plan", story, "--out", tmp_path / "hasil"],
        ["check", story, "--json"],
    ):
        monkeypatch.setenv("OKOCE_DEBUG", "")
        done = okoce(*line)
        assert done.code == 2
        assert told(done.out + done.err, range(1, 9)) == []
    assert [path.name for path in tmp_path.iterdir()] == ["cerita"]


# -- C42
# -----------------------------------------------------------------------------------------------


def test_8319_people_are_8319_everywhere(okoce: Callable, tmp_path: Path):
    """C42: the button says 8,319 records, the file has 6,000. Seven kecamatan of 1,040 people and
    one of 1,039.
    """
    sizes = dict(zip((f"K{n}" for n in range(1, 9)), [1040] * 7 + [1039], strict=True))
    rows = [(f"{code}-{n:04}", code) for code, size in sizes.items() for n in range(size)]
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\n"
        + "\n".join(f"{person},{code},{code}a" for person, code in rows),
        kecamatan="kode,nama,kelompok\n" + "\n".join(f"{code},Kota {code},1" for code in sizes),
        kelurahan="kode,nama,kecamatan\n"
        + "\n".join(f"{code}a,Anggrek {code},{code}" for code in sizes),
        tempat="id,kecamatan,nama,kursi\n"
        + "\n".join(f"aula{code},{code},Aula {code},100" for code in sizes),
        kegiatan=HUNDRED,
        last="2026-01-30",
    )
    days = [
        d for d in range(5, 31) if d % 7 not in (3, 4)
    ]  # 3 and 4 January 2026 are a Saturday and a Sunday
    seats = [
        (person, f"P|aula{code}|2026-01-{days[int(person[3:]) // 100]:02}|sehari")
        for person, code in rows
    ]
    out = written(story, seats, tmp_path / "hasil")
    assert okoce("check", story, "--json").answer["registrants"] == 8319
    placed = list(
        csv.DictReader(io.StringIO((out / "penempatan.csv").read_text(encoding="utf-8-sig")))
    )
    assert len(placed) == 8319
    per_session = Counter(row["session"] for row in placed)
    (everyone,) = [
        page for page in read_workbook(out / labels.SCHEDULE) if page.name == labels.PEOPLE
    ]
    ids = {person for person, _ in rows}
    assert sum(everyone.text(r, 0) in ids for r in range(len(everyone.rows))) == 8319
    books = [read_workbook(path) for path in sorted((out / labels.FOLDER).glob("*.xlsx"))]
    lists = [next(page for page in pages if page.name == labels.PEOPLE) for pages in books]
    assert sorted(
        sum(page.text(r, 0) in ids for r in range(len(page.rows))) for page in lists
    ) == sorted(sizes.values())
    counted: Counter[str] = Counter()
    for page in sheets_of(out):
        head = {}
        for r in range(12):
            told_there = [text for c in range(len(page.rows[r])) if (text := page.text(r, c))]
            head |= {k: v.lstrip(": ") for k, v in pairwise(told_there) if v.startswith(":")}
        said = next(
            page.text(r, 0)
            for r in range(len(page.rows))
            if page.text(r, 0).startswith(labels.CODE)
        )
        session = said.removeprefix(labels.CODE).strip()
        counted[session] = len(table(page)[1])
        assert head[labels.HEADCOUNT] == str(counted[session])
        assert head[labels.PRESENT].endswith(f"dari {counted[session]} peserta")
    assert counted == per_session
    assert sum(counted.values()) == 8319
    assert sorted(Counter(counted.values()).items()) == [(39, 1), (40, 7), (100, 80)]
