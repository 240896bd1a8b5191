"""`okoce import` as a planner meets it: exit numbers, the report, answers typed into it, undo."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.importing.lists import HEADER, book, folder, nik
from tests.importing.lists import people as some


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "rencana")


def _files(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.iterdir() if p.is_file()}


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    made = openpyxl.load_workbook(path)
    return {s.title: [[cell.value for cell in row] for row in s.iter_rows()] for s in made}


def test_all_taken_ends_with_0_and_can_be_taken_back(
    okoce: Callable[..., Any], tmp_path: Path
) -> None:
    book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3)])
    before = _files(tmp_path / "rencana")
    ran = okoce("import", "a.xlsx", "--into", "rencana", "--dry-run")
    assert ran.code == 0
    assert _files(tmp_path / "rencana") == before
    assert "4 baris dibaca = 3 diambil + 0 ditanyakan + 1 diabaikan" in ran.out
    ran = okoce("import", "a.xlsx", "--into", "rencana", "--json")
    assert (ran.code, ran.answer["added"], ran.answer["written"]) == (0, 3, ["pendaftar.csv"])
    assert okoce("check", "rencana").code == 0
    assert okoce("import", "--undo", "--into", "rencana").code == 0
    assert _files(tmp_path / "rencana") == before
    assert okoce("import", "--undo", "--into", "rencana").code == 2
    assert okoce("import", "--into", "rencana").code == 64


def test_questions_are_answered_in_the_report_and_remembered(
    okoce: Callable[..., Any], tmp_path: Path
) -> None:
    rows = [HEADER, *some(1, 3, "Duri Kpea"), *some(4, 2)]
    book(tmp_path / "a.xlsx", S=rows)
    ran = okoce("import", "a.xlsx", "--into", "rencana", "--out", "laporan")
    assert ran.code == 1
    assert "Duri Kpea" in ran.out
    report = tmp_path / "laporan" / "laporan_impor.xlsx"
    questions = _sheets(report)["PERTANYAAN"]
    assert [row[3] for row in questions] == ["baris menunggu", 3]
    # the question takes several lines; in LibreOffice they lay over one another
    asked = openpyxl.load_workbook(report)["PERTANYAAN"]
    assert asked.row_dimensions[2].height >= 15 * (len(questions[1][4]) // 80 + 1)
    assert asked.row_dimensions[2].height >= 15 * len(questions[1][5].splitlines())
    made = openpyxl.load_workbook(report)
    made["PERTANYAAN"]["G2"] = "duri kepa"
    made.save(report)
    ran = okoce("import", "a.xlsx", "--into", "rencana", "--out", "laporan", "--json")
    assert (ran.code, ran.answer["added"], ran.answer["left"]) == (0, 3, 2)
    next_month = [HEADER, *some(1, 3, "Duri Kpea"), *some(4, 2), *some(9, 1, "DURI KPEA")]
    book(tmp_path / "b.xlsx", Maret=next_month)
    ran = okoce("import", "b.xlsx", "--into", "rencana", "--out", "lain", "--json")
    assert (ran.code, ran.answer["added"], ran.answer["left"]) == (0, 1, 5)


def test_the_terminal_is_asked_where_there_is_one(
    okoce: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3, "Duri Kpea")])

    class Terminal:
        said = iter(["entah\n", "Duri Kepa\n", ""])

        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return next(self.said)

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda: sys.stdin.readline())
    ran = okoce("import", "a.xlsx", "--into", "rencana")
    assert ran.code == 0
    assert len((tmp_path / "rencana" / "pendaftar.csv").read_text().splitlines()) == 4


def test_the_report_accounts_for_every_row_and_shows_no_nik(
    okoce: Callable[..., Any], tmp_path: Path
) -> None:
    rows = [["KELURAHAN SLIPI"], HEADER, *some(1, 3, "Slipi", "Palmerah"),
            (4, "Orang Empat", nik(4)[:15], "0812", "Slipi", "Palmerah"),
            ["", "JUMLAH", 4]]  # fmt: skip
    book(tmp_path / "a.xlsx", S=rows)
    ran = okoce("import", "a.xlsx", "--into", "rencana", "--out", "laporan")
    sheets = _sheets(tmp_path / "laporan" / "laporan_impor.xlsx")
    assert sheets["RINGKASAN"][1][2:6] == [7, 3, 1, 3]
    assert [row[3] for row in sheets["DIABAIKAN"][1:]] == [
        "kop atau judul di atas tabel",
        "kepala tabel",
        "jumlah",
    ]
    silent = {row[0]: row[4] for row in sheets["KELURAHAN"][1:]}
    assert (silent["Slipi"], silent["Duri Kepa"]) == ("", "belum mengirim")
    everything = f"{sheets}{ran.out}{ran.err}"
    assert not any(nik(n)[:15] in everything or f"0812{n:08d}" in everything for n in range(1, 5))
    assert f"{'*' * 12}{nik(1)[-4:]}" in everything


def test_a_copy_that_somebody_edits_is_not_written_over(
    okoce: Callable[..., Any], tmp_path: Path
) -> None:
    book(tmp_path / "a.xlsx", S=[HEADER, (1, "Orang Satu", "12", "", "Slipi", "Palmerah")])
    okoce("import", "a.xlsx", "--into", "rencana", "--out", "laporan")
    copy = tmp_path / "laporan" / "perbaiki_a.xlsx"
    copy.write_bytes(copy.read_bytes() + b"edited")
    before = copy.read_bytes()
    okoce("import", "a.xlsx", "--into", "rencana", "--out", "laporan")
    assert copy.read_bytes() == before
    assert (tmp_path / "laporan" / "perbaiki_a (2).xlsx").is_file()


def test_what_is_no_list_is_refused_kindly_and_the_rest_goes_on(
    okoce: Callable[..., Any], tmp_path: Path
) -> None:
    lists = tmp_path / "kiriman"
    lists.mkdir()
    book(lists / "a.xlsx", S=[HEADER, *some(1, 3)])
    (lists / "~$a.xlsx").write_bytes(b"x" * 165)
    (lists / "scan.pdf").write_bytes(b"%PDF-1.4 ...")
    (lists / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    ran = okoce("import", "kiriman", "--into", "rencana", "--json")
    assert (ran.code, ran.answer["added"]) == (2, 3)
    assert {one["file"]: one["fault"] for one in ran.answer["left_out"]} == {
        "kiriman/~$a.xlsx": False,
        "kiriman/foto.jpg": True,
        "kiriman/scan.pdf": True,
    }
    assert "PDF, gambar" in ran.answer["left_out"][-1]["why"]
    assert okoce("import", "tidak_ada.xlsx", "--into", "rencana").code == 2


def test_no_canary_leaves_the_scenario_its_backup_and_the_copy(
    okoce: Callable[..., Any], tmp_path: Path
) -> None:
    """NIK and phones in every kind of fault; nothing of them anywhere but where they belong."""
    canaries = [nik(n) for n in range(1, 9)]
    phones = [f"08129999{n:04d}" for n in range(1, 9)]
    rows = [HEADER, *((n, f"Kanari {'ABCDEFGH'[n]}", canaries[n], phones[n], "Slipi", "Palmerah")
            for n in range(4)),
            (5, "", canaries[4], phones[4], "Slipi", "Palmerah"),
            (6, "Kanari Enam", canaries[5], phones[5], "Entah", "Palmerah"),
            (7, "Kanari Tujuh", canaries[3], phones[6], "Slipi", "Palmerah"),
            (8, canaries[7], canaries[6], f"telp {phones[7]}", "Slipi", "Kebon Jeruk"),
            ["", canaries[0], "JUMLAH"]]  # fmt: skip
    book(tmp_path / f"daftar {canaries[0]}.xlsx", S=rows)
    for extra in (["--dry-run"], [], ["--json"]):
        ran = okoce("import", f"daftar {canaries[0]}.xlsx", "--into", "rencana", *extra)
        said = ran.out + ran.err
        assert not [c for c in (*canaries, *phones) if c in said]
    assert f"{'*' * 12}{canaries[3][-4:]}" in said
    report = _sheets(tmp_path / "laporan_impor_rencana" / "laporan_impor.xlsx")
    assert not [c for c in (*canaries, *phones) if c in str(report)]
    names = [path.name for path in tmp_path.rglob("*") if canaries[0] in path.name]
    assert names == [f"daftar {canaries[0]}.xlsx"]
    kept = {path.name for path in tmp_path.rglob("*") if path.is_file() and _holds(path, phones)}
    assert kept == {"pendaftar.csv"}


def _holds(path: Path, texts: list[str]) -> bool:
    """Whether a file holds any of these as plain text."""
    return any(text.encode() in path.read_bytes() for text in texts)
