"""One question for all cells of a kind; a mended copy stands for its original."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.importing.account import reasons
from okoce_opt.importing.marked import marked_copies
from okoce_opt.importing.memory import remember, remembered
from okoce_opt.importing.writing import write
from tests.importing.lists import HEADER, Rows, balanced, book, folder, imported, nik
from tests.importing.lists import people as some


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


def _cut(first: int, count: int) -> Rows:
    """People whose NIK has lost its last digit."""
    return [(*row[:2], float(f"{row[2][:15]}0"), *row[3:]) for row in some(first, count)]


def test_all_cut_nik_of_a_file_are_one_question_with_names(tmp_path: Path, into: Path) -> None:
    """Twenty-one questions without a name, one for each row, and only in the workbook."""
    path = book(tmp_path / "a.xlsx", Satu=[HEADER, *_cut(1, 3), *some(9, 1)],
                Dua=[HEADER, *_cut(4, 2)])  # fmt: skip
    made = imported(into, path)
    (question,) = made.questions
    assert (question.rows, question.said) == (5, ["kosongkan", "lewati"])
    assert question.scope.name == "VALUE"
    for n in range(1, 6):
        first = str(some(n, 1)[0][1]).split()
        assert f"({first[0]} {first[1][0]}." in question.words.id
        assert str(some(n, 1)[0][1]) not in question.words.id
        assert nik(n)[:15] not in question.words.id
    assert balanced(made)
    assert len(made.outcome.added) == 1
    for answer, count in (("kosongkan", 6), ("lewati", 1)):
        again = imported(into, path, **{question.id: answer})
        assert (len(again.outcome.added), again.questions) == (count, [])
        assert balanced(again)


def test_one_answer_for_all_is_kept_row_by_row(tmp_path: Path, into: Path) -> None:
    """A row that is cut later is asked about, those before are not asked about again."""
    path = book(tmp_path / "a.xlsx", S=[HEADER, *_cut(1, 3)])
    (question,) = imported(into, path).questions
    given = {question.id: "lewati"}
    made = imported(into, path, **given)
    remember(made, {**given, **made.settled})
    book(path, S=[HEADER, *_cut(1, 4)])
    made = imported(into, path, **remembered(into, tmp_path))
    (question,) = made.questions
    assert (question.rows, question.said) == (1, ["kosongkan", "lewati"])
    assert balanced(made)


def test_the_marked_copy_says_of_each_cell_what_is_wrong_there(tmp_path: Path, into: Path) -> None:
    path = book(tmp_path / "a.xlsx", S=[HEADER, *_cut(1, 2)])
    made = imported(into, path)
    (tmp_path / "c.xlsx").write_bytes(marked_copies(made)[0]["perbaiki_a.xlsx"])
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["S"]
    for row in (2, 3):
        assert "16 angka" in sheet.cell(row, 3).comment.text
        assert "baris" not in sheet.cell(row, 3).comment.text
        assert made.questions[0].id in sheet.cell(row, 3).comment.text


def _mended(tmp_path: Path, path: Path, into: Path, count: int) -> Path:
    """The marked copy of a list with its first cut NIK written again."""
    copy = tmp_path / f"perbaiki_{path.name}"
    copy.write_bytes(marked_copies(imported(into, path))[0][copy.name])
    made = openpyxl.load_workbook(copy)
    for n in range(1, count + 1):
        made["S"].cell(n + 1, 3).value = nik(n)
    made.save(copy)
    return copy


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.parametrize("renamed", [False, True])
def test_a_mended_copy_beside_its_original_asks_nothing_twice(
    tmp_path: Path, into: Path, renamed: bool
) -> None:
    """Everybody who was mended was asked about: the same person as in the original?"""
    path = book(tmp_path / "a.xlsx", S=[HEADER, *_cut(1, 3), *some(9, 1)])
    write(imported(into, path))
    copy = _mended(tmp_path, path, into, 3)
    if renamed:
        copy = Path(shutil.move(copy, tmp_path / "Slipi sudah benar.xlsx"))
    made = imported(into, path, copy)
    assert (len(made.outcome.added), made.questions) == (3, [])
    assert balanced(made)
    assert [one.label for one in made.lists.passed] == ([] if renamed else ["a.xlsx"])
    write(made)
    later = imported(into, path)
    assert (later.outcome.added, later.questions, len(later.outcome.left)) == ([], [], 4)


@pytest.mark.parametrize(
    ("typed", "mended", "left", "asked"),
    [
        ("Slippi", "Slipi", 2, 0),
        ("Rumah Nenek", "Slipi", 2, 0),
        ("Slippi", "Palmerah", 1, 1),  # who may have moved, or was mended to something else
    ],
)
def test_a_kelurahan_mended_in_a_copy_is_not_asked_about_again(
    tmp_path: Path, into: Path, typed: str, mended: str, left: int, asked: int
) -> None:
    """The original alone, imported later, asked again about a name that was mended in its copy."""
    path = book(
        tmp_path / "a.xlsx",
        S=[HEADER, *some(1, 1, "Slipi", "Palmerah"), *some(2, 1, typed, "Palmerah")],
    )
    made = imported(into, path)
    assert len(made.questions) == 1
    write(made)
    right = [HEADER, *some(1, 1, "Slipi", "Palmerah"), *some(2, 1, mended, "Palmerah")]
    write(imported(into, book(tmp_path / "perbaiki_a.xlsx", S=right)))
    later = imported(into, path)
    assert (len(later.outcome.left), len(later.questions)) == (left, asked)
    assert later.outcome.added == []
    assert balanced(later)


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_a_copy_that_lacks_rows_of_its_original_does_not_stand_for_it(
    tmp_path: Path, into: Path
) -> None:
    path = book(tmp_path / "a.xlsx", S=[HEADER, *_cut(1, 2)])
    copy = _mended(tmp_path, path, into, 2)
    book(path, S=[HEADER, *_cut(1, 2), *some(7, 2)])
    made = imported(into, path, copy)
    assert len(made.outcome.added) == 4
    assert made.lists.passed == []


def test_a_namesake_with_a_cut_nik_is_still_asked(tmp_path: Path, into: Path) -> None:
    """A name and a kelurahan are not enough to take somebody for the one who is known."""
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 1)])))
    (other,) = _cut(1, 1)
    row = (*other[:3], "081399999999", *other[4:])
    made = imported(into, book(tmp_path / "b.xlsx", S=[("susulan",), HEADER, row]))
    assert [question.said for question in made.questions] == [["kosongkan", "lewati"]]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_mended_copy_of_a_text_stands_for_it_too(tmp_path: Path, into: Path) -> None:
    """Text has no sheet, its copy has one: every row was read twice, each with a reason."""
    lines = [HEADER, *some(1, 4), *[(*row[:2], "3,17399E+15", *row[3:]) for row in some(5, 1)]]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(";".join(map(str, row)) for row in lines), encoding="utf-8")
    copy = tmp_path / "perbaiki_a.xlsx"
    copy.write_bytes(marked_copies(imported(into, path))[0][copy.name])
    assert [one.label for one in imported(into, path, copy).lists.passed] == ["a.csv"]
    shutil.copy(copy, tmp_path / "lain.xlsx")
    made = imported(into, path, tmp_path / "lain.xlsx")
    assert len(made.outcome.added) == 4
    counted = {why.id: n for why, n in reasons(made.accounts).items()}
    assert counted["sama di semua kolom dengan baris lain"] == 4


TRADES = ("jahit baju", "jahit baju", "Kuliner", "kue lapis", "Bengkel las", "cuci sepatu")


@pytest.mark.parametrize(
    ("answer", "trades"),
    [
        ("tebakan", ["busana", "busana", "boga", "boga", "jasa", "cuci sepatu"]),
        ("tertulis", ["jahit baju", "jahit baju", "boga", "kue lapis", "Bengkel las",
                      "cuci sepatu"]),
        ("Cuci sepatu = jasa; kue lapis=boga", ["jahit baju", "jahit baju", "boga", "boga",
                                                "Bengkel las", "jasa"]),
        ("kosongkan", ["", "", "boga", "", "", ""]),
    ],
)  # fmt: skip
def test_trades_in_other_words_are_asked_about_once(
    tmp_path: Path, into: Path, answer: str, trades: list[str]
) -> None:
    """Sixty of 102 people kept their own words in silence: busana 11 and jahit baju 17 were two."""
    rows = [(*row, trade) for row, trade in zip(some(1, 6), TRADES, strict=True)]
    path = book(tmp_path / "a.xlsx", S=[(*HEADER, "Usaha"), *rows])
    made = imported(into, path)
    (question,) = made.questions
    assert "jahit baju (2) = busana?" in question.words.id
    assert len(made.outcome.added) == 6
    refused = imported(into, path, **{question.id: "sepatu = jasa"}).questions
    assert "'sepatu = jasa' tidak dapat dipakai" in refused[0].words.id
    made = imported(into, path, **{question.id: answer})
    assert [e.values.get("bidang", "") for e in made.outcome.added] == trades
    assert made.questions == []
    again = imported(into, path, **made.settled)
    assert [e.values.get("bidang", "") for e in again.outcome.added] == trades
    assert again.questions == []


def test_rows_that_are_nothing_like_people_are_one_question(tmp_path: Path, into: Path) -> None:
    """Two hundred rows of words under a list were a question for each of their cells."""
    header = ("Nama", "NIK", "No HP", "Kelurahan")
    words = [(f"kata {n}", "lain", "lagi", "apa") for n in range(25)]
    good = [(row[1], row[2], row[3], row[4]) for row in some(1, 4)]
    untold = ("Orang Tanpa Nomor", "-", "tidak ada", "Duri Kepa")
    path = book(tmp_path / "a.xlsx", S=[header, *good, untold, *words])
    made = imported(into, path)
    (question,) = made.questions
    assert (question.rows, question.said) == (25, ["lewati", "periksa"])
    assert "25 baris (7, 8," in question.words.id
    assert len(made.outcome.added) == 5
    assert balanced(made)
    left = imported(into, path, **{question.id: "lewati"})
    assert (len(left.outcome.added), left.questions) == (5, [])
    assert sum(account.questioned for account in left.accounts) == 0
    assert balanced(left)
    each = imported(into, path, **{question.id: "periksa"})
    assert sum(account.questioned for account in each.accounts) == 25
    assert balanced(each)
    few = imported(into, book(tmp_path / "b.xlsx", S=[header, *good, *words[:19]]))
    assert "bukan orang" not in few.questions[0].words.id
