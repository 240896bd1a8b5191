"""Papers of what has changed: for the office whose people are meant, against what that office
holds, and nothing of anybody else.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.__main__ import main
from okoce_opt.commands.papers import CHANGES
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import read_plan
from okoce_opt.printing import held_plan
from okoce_opt.reports.content.changes import What
from okoce_opt.reports.content.office_changes import Held, changes_by_office
from okoce_opt.verdict import planned_scenario
from tests.exported import small_story, written

HEAD = "no_peserta,nama,nik,telepon,kecamatan,kelurahan"
OLD = f"""{HEAD}
X,Xenia Putri,3199015703900001,081200000001,K1,a
Y,Yanti,3199010101900002,081200000002,K1,b
Z,Zainal,3199010101900003,081200000003,K1,b
W,Wati,3199010101900004,081200000004,K1,a
M,Mawar,3199010101900005,081200000005,K1,a
N,Nurul,3199010101900006,081200000006,K2,c
E,Erni,3199010101900007,081200000007,K3,d"""
# Zainal has withdrawn, Mawar has moved house to K2, Baru has registered
NEW = (
    OLD.replace("Z,Zainal,3199010101900003,081200000003,K1,b\n", "").replace(
        "081200000005,K1,a", "081200000005,K2,c"
    )
    + "\nB,Budi,3199010101900008,081200000008,K1,b"
)
TABLES = {
    "kecamatan": "kode,nama,kelompok\nK1,Satu,1\nK2,Dua,2\nK3,Tiga,1",
    "kelurahan": "kode,nama,kecamatan\na,Anggrek,K1\nb,Bakung,K1\nc,Cempaka,K2\nd,Dahlia,K3",
    "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,9\nbalai,K1,Balai Satu,9\n"
    "gedung,K2,Gedung Dua,9\nwisma,K3,Wisma Tiga,9",
    "kegiatan": "id,nama,maks\nP,Pelatihan,9",
}
FIRST, SECOND = "P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari"
TWO, THREE = "P|gedung|2026-01-05|sehari", "P|wisma|2026-01-05|sehari"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    base = tmp_path_factory.mktemp("perubahan")
    before = small_story(base / "cerita", OLD, **TABLES, papers='\n[surat]\nrevisi = "1"\n')
    after = small_story(base / "cerita2", NEW, **TABLES)
    seats = [*((p, FIRST) for p in "XYZWM"), ("N", TWO), ("E", THREE)]
    old = written(before, seats, base / "lama")
    # Xenia moves, Wati loses her seat, Yanti keeps hers
    seats = [("X", SECOND), ("Y", FIRST), ("B", SECOND), ("M", TWO), ("N", TWO), ("E", THREE)]
    return old, written(after, seats, base / "baru", old=old)


@pytest.fixture(scope="module")
def papers(plans: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("kertas") / "kertas"
    told = planning.papers(plans[1], out, changes_from=plans[0], kinds=tuple(CHANGES))
    (notice,) = told.notices
    assert "Tiga" in notice.id
    return out


def rows(path: Path, sheet: str | None = None) -> list[tuple[Any, ...]]:
    book = load_workbook(path)
    sheets = [book[sheet]] if sheet else book.worksheets
    return [row for one in sheets for row in one.iter_rows(values_only=True)]


def text(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        return "".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist())


def lines(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """(No. peserta, change, before, after) of a list of changes."""
    for row in rows(path, "Perubahan"):
        if isinstance(row[0], int):
            yield row[1], row[5], row[7], row[8]


def test_an_office_without_a_change_gets_no_paper(papers: Path) -> None:
    names = [path.relative_to(papers).as_posix() for path in papers.rglob("*.xlsx")]
    assert not [name for name in names if "Tiga" in name or "Dahlia" in name]
    assert {name for name in names if "/" in name} == {
        "Perubahan_Satu/Perubahan_01_Anggrek.xlsx",
        "Perubahan_Satu/Perubahan_02_Bakung.xlsx",
        "Perubahan_Dua/Perubahan_01_Cempaka.xlsx",
    }


def test_added_moved_cancelled_left_and_come_from_elsewhere(papers: Path) -> None:
    one = "Senin, 5 Januari 2026, 08.00 s.d. 15.00 WIB, Aula Satu"
    two = "Selasa, 6 Januari 2026, 08.00 s.d. 15.00 WIB, Aula Satu"
    said = {person: rest for person, *rest in lines(papers / "Perubahan_Satu.xlsx")}
    assert said == {
        "M": ["Keluar", one, "pindah ke Kecamatan Dua"],
        "W": ["Dibatalkan", one, "belum ada penggantinya"],
        "X": ["Pindah", one, two],
        "B": ["Baru", "tidak ada", two],
        "Z": ["Keluar", one, "tidak lagi di daftar"],
    }
    (mawar,) = lines(papers / "Perubahan_Dua.xlsx")
    assert mawar[:3] == ("M", "Baru", "dari Kecamatan Satu")
    assert "Gedung Dua" in mawar[3]
    heads = [row[0] for row in rows(papers / "Perubahan_Satu.xlsx", "Ringkasan")[:4]]
    assert heads[2].startswith("Berubah terhadap Revisi 1 (kode ")
    assert heads[3].startswith("5 orang dan 1 sesi berubah")


def test_nothing_of_others_is_on_anybodys_paper(papers: Path) -> None:
    """Offices see their own people, a lurah their own; who keeps their seat is on none."""
    homes = {"Anggrek": "XWM", "Bakung": "BZ", "Cempaka": "M"}
    names = dict(line.split(",")[:2] for line in (OLD + NEW).splitlines() if line[1] == ",")
    seen = 0
    for path in papers.rglob("*.xlsx"):
        said = text(path)
        allowed = (
            {"Satu": "XWMBZ", "Dua": "M"}[path.stem.rpartition("_")[2]]
            if (path.parent == papers)
            else next(ids for home, ids in homes.items() if home in path.stem)
        )
        for person, name in names.items():
            seen += person not in allowed
            assert person in allowed or name not in said, (path.name, name)
    assert seen > 20
    # Kecamatan Satu is not told where Mawar sits now
    assert "Gedung Dua" not in text(papers / "Perubahan_Satu.xlsx")


def test_no_nik_and_no_phone_unless_asked(
    plans: tuple[Path, Path], papers: Path, tmp_path: Path
) -> None:
    for path in papers.rglob("*.xlsx"):
        assert "31990" not in text(path), path.name
        assert "08120" not in text(path), path.name
        assert "3199" not in path.name
    born = [
        row[4 - 1] for row in rows(papers / "Perubahan_Satu.xlsx", "Perubahan") if row[1] == "X"
    ]
    assert born == ["17"]
    planning.papers(
        plans[1],
        tmp_path / "k",
        changes_from=plans[0],
        kinds=("pesan", "perubahan"),
        show_nik=True,
        show_phone=True,
    )
    assert "081200000001" in text(tmp_path / "k" / "PesanPerubahan_Satu.xlsx")
    assert "3199015703900001" in text(tmp_path / "k" / "Perubahan_Satu.xlsx")


def test_who_has_left_is_written_to_by_nobody_and_on_no_wall(papers: Path) -> None:
    for kind in ("SuratPerubahan", "PesanPerubahan", "PapanPerubahan"):
        said = text(papers / f"{kind}_Satu.xlsx")
        assert "Xenia Putri" in said
        assert "Zainal" not in said
        assert "Mawar" not in said


def test_each_person_has_one_letter_and_one_message(papers: Path) -> None:
    book = load_workbook(papers / "SuratPerubahan_Satu.xlsx")
    assert book.sheetnames == ["01 Anggrek", "02 Bakung"]
    assert len(book["01 Anggrek"].row_breaks.brk) == 1
    messages = {
        row[1]: row[3] for row in rows(papers / "PesanPerubahan_Satu.xlsx") if row[1] in {*"XWB"}
    }
    assert "Pelatihan: pindah ke Selasa, 6 Januari 2026, pukul 08.00" in messages["X"]
    assert "tidak berlaku lagi: Senin, 5 Januari 2026." in messages["X"]
    assert "tidak berlaku lagi; jadwal pengganti" in messages["W"]
    assert "kursi baru, Selasa" in messages["B"]


def test_each_office_is_told_against_what_it_holds(plans: tuple[Path, Path]) -> None:
    """The office of K1 got the new plan already, that of K2 did not, that of K3 never got any."""
    files = read_plan(plans[1])
    scenario = planned_scenario(files, plans[1], None)
    old, new = held_plan(plans[0]), held_plan(plans[1])
    found = changes_by_office(scenario, files.plan, {"K1": new, "K2": old})
    assert [*found] == ["K2"]
    assert [one.id for one in found["K2"].people] == ["M"]


def test_without_the_old_scenario_who_left_is_a_number_for_the_camat_alone(
    plans: tuple[Path, Path],
) -> None:
    files = read_plan(plans[1])
    scenario = planned_scenario(files, plans[1], None)
    held = Held(read_plan(plans[0]).announced)
    found = changes_by_office(scenario, files.plan, dict.fromkeys(("K1", "K2", "K3"), held))
    (zainal,) = (one for one in found["K1"].people if one.id == "Z")
    assert (zainal.kelurahan, zainal.person.name, zainal.to_tell) == ("", "", False)
    assert "Z" not in [one.id for those in found["K1"].by_kelurahan().values() for one in those]
    # Mawar's seat says that she has come from elsewhere
    (mawar,) = found["K2"].people
    assert mawar.change.what is What.NEW
    assert "K3" not in found


def test_a_kelurahan_that_is_gone_has_no_lurah(plans: tuple[Path, Path]) -> None:
    """Who lived there and has left is told to the camat."""
    files, held = read_plan(plans[1]), held_plan(plans[0])
    scenario = planned_scenario(files, plans[1], None)
    assert held.scenario is not None
    old = held.scenario.problem
    people = {
        who: replace(one, kelurahan="lama") if who == "Z" else one
        for who, one in old.registrants.items()
    }
    before = replace(
        held, scenario=replace(held.scenario, problem=replace(old, registrants=people))
    )
    found = changes_by_office(scenario, files.plan, {"K1": before})["K1"]
    assert [(one.id, one.kelurahan) for one in found.people if one.id == "Z"] == [("Z", "")]
    assert [*found.by_kelurahan()] == ["a", "b"]


def test_papers_of_changes_need_what_offices_hold(
    plans: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(PlanFilesError) as refused:
        planning.papers(plans[1], tmp_path / "k", kinds=("pesan",))
    assert "--changes-from" in refused.value.words.id
    words = ["papers", str(plans[1]), "--out", str(tmp_path / "k"), "--changes-from", str(plans[0])]
    assert main(words) == 0
    assert "11 berkas" in "".join(capsys.readouterr())
    # a plan against itself: nothing to print
    words[-1] = str(plans[1])
    words[3] = str(tmp_path / "sama")
    assert main(words) == 0
    assert not [*(tmp_path / "sama").rglob("*.xlsx")]


_INDONESIAN = re.compile(
    r"\b(yang|tidak|semula|menjadi|jadwal|kursi|orang|pukul|hari|senin|selasa|sel|sen|perubahan"
    r"|berubah|pesan|nama|nomor|perihal|kepada|sesi|tetap|menyusul|dibatalkan|diadakan|baru|pindah"
    r"|keluar|jumlah|terkirim|peserta|saudara|lahir|kegiatan|jam|revisi|tercantum|dari|semua)\b"
    r"|s\.d\.|yth",
    re.IGNORECASE,
)


def test_papers_of_changes_speak_english_where_that_is_asked_for(
    plans: tuple[Path, Path], tmp_path: Path
) -> None:
    """They were Indonesian whatever `--lang` said."""
    out = tmp_path / "papers"
    planning.papers(plans[1], out, changes_from=plans[0], kinds=tuple(CHANGES), lang="en")
    texts = [
        cell
        for path in sorted(out.rglob("*.xlsx"))
        for row in rows(path)
        for cell in row
        if isinstance(cell, str)
    ]
    assert len(texts) > 100
    assert not [text for text in texts if _INDONESIAN.search(text)]
    said = "\n".join(texts)
    assert "moved to Tuesday, 6 January 2026, 08.00 to 15.00 WIB, Aula Satu" in said
    assert "Changed against Revision 1 (code " in said
