"""People found twice are shown side by side and asked about; numbers are given once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from okoce_opt.gate import read_sheets
from okoce_opt.importing.likeness import name_key, near_names
from okoce_opt.importing.report import write_report
from okoce_opt.importing.telling import lines_of, totals
from okoce_opt.importing.writing import write
from okoce_opt.io import load_scenario
from tests.importing.lists import HEADER, balanced, book, folder, imported, nik, partial
from tests.importing.lists import people as some

SAME_OR_NOT = ["sama", "perbarui", "beda", "lewati"]
FULL = ("Nama", "NIK", "Tgl Lahir", "L/P", "Alamat", "RT", "RW", "Kelurahan")


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


def _list(path: Path, *rows: Sequence[Any], header: Sequence[str] = FULL) -> Path:
    return book(path, S=[header, *rows])


def _person(
    name: str, n: int | None, born: str, home: str = "Slipi", street: str = ""
) -> list[Any]:
    return [name, "" if n is None else nik(n), born, "L", street, "1", "2", home]


def test_rows_equal_in_every_field_are_one_across_files_too(tmp_path: Path, into: Path) -> None:
    row = _person("Budi Santoso", 1, "03-05-1985")
    first = _list(tmp_path / "a.xlsx", row, row)
    second = _list(tmp_path / "b.xlsx", row, _person("Ani Lestari", 2, "04-05-1985"))
    made = imported(into, first, second)
    assert (len(made.outcome.added), made.questions) == (2, [])
    assert balanced(made)
    assert sum("sama di semua kolom" in i.why.id for a in made.accounts for i in a.ignored) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_person("Budi Santoso", 1, "03-05-1985"), _person("Budi Santoso", 1, "04-05-1985")),
        (_person("Budi Santoso", 1, "03-05-1985"), _person("Citra", 1, "03-05-1985")),
        (
            _person("Budi Santoso", 1, "03-05-1985"),
            _person("H. Budi Santoso, S.Pd", 2, "03-05-1985", "Palmerah"),
        ),
        (
            _person("Moh. Hidayat", None, "", "Slipi", "Jl. Mawar 1"),
            _person("Muhammad Hidayat", None, "", "Slipi", "jl mawar 1"),
        ),
        (
            _person("Siti Aminah", None, "03-05-1985", "Slipi", "Jl. Mawar 1"),
            _person("Siti Aminahh", 3, "03-05-1985", "Slipi", "Jl. Mawar 1"),
        ),
    ],
)
def test_two_rows_that_may_be_one_person_wait(
    tmp_path: Path, into: Path, one: list[Any], other: list[Any]
) -> None:
    path = _list(tmp_path / "a.xlsx", one, other)
    made = imported(into, path)
    (question,) = made.questions
    assert (made.outcome.added, question.said) == ([], SAME_OR_NOT)
    assert "sama: " in question.words.id
    assert balanced(made)
    for answer, count in (("sama", 1), ("perbarui", 1), ("beda", 2), ("lewati", 1)):
        made = imported(into, path, **{question.id: answer})
        assert (len(made.outcome.added), made.questions) == (count, [])
        assert balanced(made)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_person("Siti Aminah", 1, "03-05-1985"), _person("Siti Aminah", 2, "04-05-1990")),
        (_person("Siti Aminah", None, ""), _person("Siti Aminah", None, "", "Palmerah")),
        (
            _person("Andi", 1, "03-05-1985", "Slipi", "Jl. Mawar 1"),
            _person("Anda", 2, "04-06-1999", "Slipi", "Jl. Mawar 1"),
        ),
    ],
)
def test_namesakes_whom_something_tells_apart_are_two(
    tmp_path: Path, into: Path, one: list[Any], other: list[Any]
) -> None:
    made = imported(into, _list(tmp_path / "a.xlsx", one, other))
    assert (len(made.outcome.added), made.questions) == (2, [])


def test_names_are_compared_without_titles() -> None:
    assert name_key("Hj. Siti Aminah, S.Pd") == name_key("SITI  AMINAH")
    assert name_key("Moh. Hidayat") == name_key("Muhammad Hidayat")
    assert not near_names("Siti Aminah", "Budi Santoso")
    assert name_key("H.") != ""


def test_a_corrected_list_changes_people_and_renumbers_nobody(tmp_path: Path, into: Path) -> None:
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3)])))
    rows = [list(row) for row in some(1, 3)]
    rows[1][3] = "0813 0000 0009"
    later = book(tmp_path / "b.xlsx", S=[HEADER, *reversed(rows), *some(4, 2)])
    made = imported(into, later)
    assert (len(made.outcome.added), len(made.outcome.changed), len(made.outcome.left)) == (2, 1, 2)
    (change,) = made.outcome.changed
    assert (change.member.number, change.values) == ("P00002", {"telepon": "081300000009"})
    before = (into / "pendaftar.csv").read_text().splitlines()
    write(made)
    after = (into / "pendaftar.csv").read_text().splitlines()
    assert [n for n, line in enumerate(before) if line not in after] == [2]
    assert len(load_scenario(into).people) == 5


def test_a_whole_day_list_clears_the_days_that_were_said_before(tmp_path: Path, into: Path) -> None:
    header = (*HEADER, "Hari")
    (row,) = some(1, 1)
    write(imported(into, book(tmp_path / "a.xlsx", S=[header, (*row, "senin")])))
    write(imported(into, book(tmp_path / "b.xlsx", S=[header, (*row, "bebas")])))
    assert load_scenario(into).problem.registrants["P00001"].weekdays is None


@pytest.mark.parametrize("answer", ["lengkap", "sebagian"])
def test_who_is_missing_from_a_complete_list_is_asked_about(
    tmp_path: Path, into: Path, answer: str
) -> None:
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 4)])))
    later = book(tmp_path / "b.xlsx", S=[HEADER, *some(1, 3), *some(9, 1)])
    made = imported(into, later)
    (question,) = made.questions
    assert question.said == ["lengkap", "sebagian"]
    assert (len(made.outcome.added), made.outcome.dropped) == (1, [])
    assert balanced(made)
    made = imported(into, later, **{question.id: answer})
    assert len(made.outcome.added) == 1
    if answer == "sebagian":
        assert made.questions == []
        return
    (missing,) = made.questions
    assert "P00004" in missing.words.id
    answers = {question.id: answer, missing.id: "keluarkan"}
    made = imported(into, later, **answers)
    write(made)
    assert sorted(load_scenario(into).people) == ["P00001", "P00002", "P00003", "P00005"]


def test_a_kelurahan_that_has_nobody_left_on_a_list_is_asked_about(
    tmp_path: Path, into: Path
) -> None:
    """The sheet of Duri Kepa came back with its header alone; its people stayed without a word."""
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 4)])))
    header = HEADER[:4]
    empty = {"Duri_Kepa": [header], "Kedoya_Utara": [header, some(9, 1)[0][:4]]}
    (question,) = imported(into, book(tmp_path / "b.xlsx", **empty)).questions
    assert question.said == ["lengkap", "sebagian"]
    assert "4 orang dari Duri Kepa, Kedoya Utara" in question.words.id, question.words.id
    # a sheet that is called nothing says nothing
    unnamed = {"Sheet1": [header], "Kedoya_Utara": empty["Kedoya_Utara"]}
    assert imported(into, book(tmp_path / "c.xlsx", **unnamed)).questions == []


@pytest.mark.parametrize(
    ("said", "stay"),
    [
        ("keluarkan", ["P00001"]),
        ("p00004", ["P00001", "P00002", "P00003"]),
        ("P00002; P00003", ["P00001", "P00004"]),
        ("P00002 dan P00003", ["P00001", "P00004"]),
        ("P00002 dan P00007", []),
    ],
)
def test_who_is_missing_is_one_question_for_the_list(
    tmp_path: Path, into: Path, said: str, stay: list[str]
) -> None:
    """Three people missing were three questions, and a list of 40 that was cut 39."""
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 4)])))
    later = book(tmp_path / "b.xlsx", S=[HEADER, *some(1, 1)])
    (whole,) = imported(into, later).questions
    (missing,) = imported(into, later, **{whole.id: "lengkap"}).questions
    assert all(n in missing.words.id for n in ("P00002", "P00003", "P00004", some(3, 1)[0][1]))
    made = imported(into, later, **{whole.id: "lengkap", missing.id: said})
    if not stay:
        (again,) = made.questions
        assert "P00007" in again.words.id
        assert made.outcome.dropped == []
        return
    write(made)
    assert (made.questions, sorted(load_scenario(into).people)) == ([], stay)
    # who stays is not asked about again, also when others are missing with them
    assert imported(into, later, **{whole.id: "lengkap", **made.settled}).questions == []


def test_the_same_nik_under_another_name_in_the_scenario_is_asked(
    tmp_path: Path, into: Path
) -> None:
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 1)])))
    rows = [HEADER, (1, "Lain Sekali", nik(1), "", "Duri Kepa", "Kebon Jeruk")]
    made = partial(into, book(tmp_path / "b.xlsx", S=rows))
    assert [q.said for q in made.questions] == [SAME_OR_NOT]
    assert not made.changes_anything


def test_numbers_of_the_scenario_in_a_returned_list_say_who_it_is(
    tmp_path: Path, into: Path
) -> None:
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 2)])))
    rows = [("No. Peserta", "Nama", "NIK", "Kel"),
            ("P00002", some(2, 1)[0][1], nik(77), "Kedoya Utara"),
            ("A-9", "Orang Baru", nik(78), "Kedoya Utara")]  # fmt: skip
    made = partial(into, book(tmp_path / "b.xlsx", S=rows))
    assert [c.member.number for c in made.outcome.changed] == ["P00002"]
    assert made.numbers == ["A-9"]


@pytest.mark.parametrize(
    ("name", "title"), [("b.xlsx", "Daftar susulan"), ("pendaftar_baru_2.xlsx", "Peserta")]
)
def test_a_list_that_calls_itself_a_supplement_is_no_whole_list(
    tmp_path: Path, into: Path, name: str, title: str
) -> None:
    """Nobody is asked about who is not on it, nor told that others have sent nothing."""
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 4)])))
    made = imported(into, book(tmp_path / name, S=[(title,), HEADER, *some(9, 1)]))
    assert (made.questions, len(made.outcome.added), made.outcome.dropped) == ([], 1, [])
    assert "Belum mengirim" not in "".join(line.id for line in totals(made))
    whole = book(tmp_path / "c.xlsx", S=[("Daftar lengkap termasuk susulan",), HEADER, *some(9, 1)])
    assert len(imported(into, whole).questions) == 1


def _moved(n: int = 1) -> list[Any]:
    """Orang 1 of Duri Kepa as another office writes her: a shorter name, another home, a street."""
    name, number, phone = some(n, 1)[0][1:4]
    return [f"{name[0]}. {str(name).split()[1]}", number, phone, "Slipi", "Palmerah", "Jl. Baru 1"]


@pytest.mark.parametrize("answer", ["sama", "perbarui"])
@pytest.mark.parametrize("met", ["one import", "the scenario"])
def test_which_side_wins_is_said_and_alike(
    tmp_path: Path, into: Path, answer: str, met: str
) -> None:
    """The first row won within an import, the file against the scenario: *sama* cut the name of
    somebody and moved her to another kecamatan.
    """
    first = book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 1)])
    header = (*HEADER[1:], "Alamat")
    second = book(tmp_path / "b.xlsx", S=[("Daftar susulan",), header, _moved()])
    lists = [first, second]
    if met == "the scenario":
        write(imported(into, first))
        lists = [second]
    (question,) = imported(into, *lists).questions
    said = question.words.id
    assert "sama: tetap" in said
    assert said.index("Duri Kepa", said.index("sama: tetap")) < said.index("perbarui: menjadi")
    made = imported(into, *lists, **{question.id: answer})
    write(made)
    (registrant,) = load_scenario(into).problem.registrants.values()
    (person,) = load_scenario(into).people.values()
    assert registrant.kelurahan == ("31.73.05.1005" if answer == "sama" else "31.73.07.1002")
    assert person.name == (some(1, 1)[0][1] if answer == "sama" else _moved()[0])
    assert "Jl. Baru 1" in (into / "pendaftar.csv").read_text()


def test_what_changes_is_shown_with_old_and_new(tmp_path: Path, into: Path) -> None:
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 1)])))
    second = book(tmp_path / "b.xlsx", S=[("Susulan",), HEADER[1:], _moved()[:5]])
    (question,) = imported(into, second).questions
    made = imported(into, second, **{question.id: "perbarui"})
    (line,) = [one.id for one in lines_of(made) if "P00001" in one.id]
    assert "kelurahan: Duri Kepa -> Slipi" in line
    assert "kursinya di kecamatan lama" in line
    write_report(made, tmp_path / "laporan", {}, "id")
    sheets = read_sheets(tmp_path / "laporan" / "laporan_impor.xlsx")
    (changes,) = [sheet.rows for sheet in sheets if sheet.name == "PERUBAHAN"]
    assert "kelurahan: Duri Kepa -> Slipi" in str(changes[1][3])


def test_who_is_clearly_new_does_not_wait_to_hear_whether_a_list_is_whole(
    tmp_path: Path, into: Path
) -> None:
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 4)])))
    slip = list(some(4, 1)[0])
    slip[1], slip[2] = f"{slip[1]} binti Ali", ""
    later = book(tmp_path / "b.xlsx", S=[HEADER, *some(1, 2), *some(9, 1), slip])
    made = imported(into, later)
    (question,) = made.questions
    assert (question.said, question.rows) == (["lengkap", "sebagian"], 1)
    assert [entry.values["nama"] for entry in made.outcome.added] == [some(9, 1)[0][1]]
    assert balanced(made)


def test_only_kelurahan_without_anybody_have_sent_nothing(tmp_path: Path, into: Path) -> None:
    """Of kelurahan whose lists had come one import earlier it was said that nothing had."""
    rows = [HEADER, *some(1, 2), *some(3, 1, "Slipi", "Palmerah")]
    write(imported(into, book(tmp_path / "a.xlsx", S=rows)))
    later = book(tmp_path / "b.xlsx", S=[HEADER, *some(5, 2, "Kedoya Utara")])
    (line,) = [one.id for one in totals(imported(into, later)) if "Belum mengirim" in one.id]
    assert "(2 kelurahan): Kedoya Selatan, Palmerah" in line
    fresh = imported(tmp_path / "baru", later)
    (line,) = [one.id for one in totals(fresh) if "Belum mengirim" in one.id]
    assert "Kedoya Selatan" in line
    assert "Kedoya Utara" not in line
    misspelt = book(tmp_path / "c.xlsx", S=[HEADER, *some(7, 2, "Kedoya Sltan")])
    assert "Belum mengirim" not in "".join(x.id for x in totals(imported(into, misspelt)))


def test_newcomers_by_the_hundred_do_not_hide_who_changes(tmp_path: Path, into: Path) -> None:
    """Among 20,000 rows of newcomers nobody found the three that were changed."""
    one, *others = some(1, 120)
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, one])))
    first = [*one[:3], "081299999999", *one[4:]]
    made = imported(into, book(tmp_path / "b.xlsx", S=[HEADER, first, *others]))
    write_report(made, tmp_path / "laporan", {}, "id")
    sheets = read_sheets(tmp_path / "laporan" / "laporan_impor.xlsx")
    (changes,) = [sheet.rows for sheet in sheets if sheet.name == "PERUBAHAN"]
    said = [[str(cell) for cell in row] for row in changes[1:]]
    assert [row[1] for row in said] == ["baru", "berubah"]
    assert said[0][0] == "P00002-P00120"
    assert said[0][2].startswith("119 orang: ")
    assert said[0][-1] == "3-121"
    # and yet each of them stands in the report with a row
    (new,) = [sheet.rows for sheet in sheets if sheet.name == "ORANG BARU"]
    assert [str(row[0]) for row in new[1:]] == [f"P{n:05d}" for n in range(2, 121)]


@pytest.mark.parametrize("own", ["P0005", "P9", "X00005"])
def test_numbers_that_do_not_follow_are_no_range(tmp_path: Path, into: Path, own: str) -> None:
    """Of 240 newcomers of whom one brought a number along it was said that they were P0001 to P0240
    one after the other.
    """
    people = [("", *row) for row in some(1, 240)]
    people[120] = (own, *people[120][1:])
    made = imported(into, book(tmp_path / "a.xlsx", S=[("No Peserta", *HEADER), *people]))
    write_report(made, tmp_path / "laporan", {}, "id")
    sheets = read_sheets(tmp_path / "laporan" / "laporan_impor.xlsx")
    (changes,) = [sheet.rows for sheet in sheets if sheet.name == "PERUBAHAN"]
    ranges = [str(row[0]) for row in changes[1:] if "-" in str(row[0])]
    apart = [str(row[0]) for row in changes[1:] if "-" not in str(row[0])]
    assert apart == [own]
    spans = [[int(end.lstrip("PX")) for end in one.split("-")] for one in ranges]
    assert sum(last - first + 1 for first, last in spans) == 239


def test_everybody_missing_stands_in_the_report(tmp_path: Path, into: Path) -> None:
    """Of seventy people who were on no list any more ten had no name anywhere."""
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 75)])))
    later = book(tmp_path / "b.xlsx", S=[HEADER, *some(1, 5)])
    (complete,) = imported(into, later).questions
    made = imported(into, later, **{complete.id: "lengkap"})
    (question,) = made.questions
    assert "TIDAK DI DAFTAR" in question.words.id
    given = {complete.id: "lengkap", question.id: "P00075"}
    made = imported(into, later, **given)
    write_report(made, tmp_path / "laporan", given, "id")
    sheets = read_sheets(tmp_path / "laporan" / "laporan_impor.xlsx")
    (rows,) = [sheet.rows for sheet in sheets if sheet.name == "TIDAK DI DAFTAR"]
    assert [str(row[0]) for row in rows[1:]] == [f"P{n:05d}" for n in range(6, 76)]
    assert [str(row[3]) for row in rows[1:]] == ["tetap"] * 69 + ["keluar"]
