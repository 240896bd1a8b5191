import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.domain.plan import Plan
from okoce_opt.reports.attendance.columns import BLANK_ROWS
from okoce_opt.reports.content.names import sheet_name
from okoce_opt.reports.content.sessions import hours_words
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.reports.style.paper import MARGIN_INCHES
from tests.exported import small_story, written
from tests.office import CAMAT_1, CAMAT_2, LONG, office


def sheets(path):
    book = openpyxl.load_workbook(path)
    return book, [book[name] for name in book.sheetnames if name not in ("Ringkasan", "Peserta")]


def texts(sheet):
    return [
        str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
    ]


def table(sheet):
    """(number, id, name, left mark, right mark) of every numbered row."""
    last = sheet.max_column
    rows = []
    for row in sheet.iter_rows(values_only=True):
        if row[0] and str(row[0]).isdigit():
            rows.append(
                (int(row[0]), row[1] or "", row[2] or "", row[last - 2] or "", row[last - 1] or "")
            )
    return rows


def test_one_workbook_an_office_and_one_sheet_a_session(tmp_path):
    scenario, made = office()
    paths = write_rosters(scenario, made.plan, tmp_path)
    assert [p.name for p in paths] == ["DaftarHadir_Tambora.xlsx", "DaftarHadir_KebonJeruk.xlsx"]
    book, rosters = sheets(paths[0])
    assert book.sheetnames[:2] == ["Ringkasan", "Peserta"]
    assert [s.title for s in rosters] == [
        "01 Pelatihan 14-03",
        "02 Pelatihan 21-03",
        "03 Perizinan 04-04",
        "04 Perizinan 11-04",
    ]
    words = texts(rosters[1])
    for wanted in (
        "PEMERINTAH PROVINSI",
        "DAFTAR HADIR",
        ": Pelatihan",
        ": Rabu, 21 Maret 2018",
        ": 08.00 s.d. 15.00 WIB",
        ": Aula Satu",
        ": 2",
        ": 6",
        ": .......... dari 6 peserta",
        ": KTP asli",
        ": 1 / 18 April 2018",
        "Jakarta, 21 Maret 2018",
        "Mengetahui,",
        "Camat Tambora,",
        CAMAT_1,
        "NIP. 199406212017011001",
    ):
        assert wanted in words, wanted
    assert CAMAT_2 not in words


def test_names_without_regard_to_case_zig_zag_and_blank_rows(tmp_path):
    for turned in (False, True):
        scenario, made = office(45, 45)
        if turned:
            scenario.people.update(dict(reversed(list(scenario.people.items()))))
        _, rosters = sheets(write_rosters(scenario, made.plan, tmp_path)[0])
        rows = table(rosters[0])
        names = [name for _, _, name, _, _ in rows[:45]]
        assert names == sorted(names, key=str.casefold)
        assert names.index("ahmad") < names.index("Budi") < names.index("CITRA")
        assert [n for n, *_ in rows] == list(range(1, 51))
        assert all(left.startswith(f"{n}.") and not right for n, _, _, left, right in rows if n % 2)
        assert all(
            right.startswith(f"{n}.") and not left for n, _, _, left, right in rows if n % 2 == 0
        )
        assert [person for _, person, *_ in rows[45:]] == [""] * BLANK_ROWS


def test_a_long_name_gets_a_higher_row(tmp_path):
    scenario, made = office(45, 45)
    _, rosters = sheets(write_rosters(scenario, made.plan, tmp_path, show_nik=True)[0])
    heights = {
        rosters[0].cell(r, 3).value: rosters[0].row_dimensions[r].height
        for r in range(1, rosters[0].max_row + 1)
    }
    assert heights[LONG] > heights["Budi"]


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("people", [45, 100])
@pytest.mark.parametrize("flags", [{}, {"show_nik": True}, {"show_nik": True, "show_phone": True}])
def test_pages_and_widths_fit_with_slack(tmp_path, paper, people, flags):
    scenario, made = office(people, people, paper=paper)
    _, rosters = sheets(write_rosters(scenario, made.plan, tmp_path, **flags)[0])
    sheet = rosters[0]
    number, wide, high = (9, 210, 297) if paper == "A4" else (14, 215.9, 330.2)
    assert sheet.page_setup.paperSize == number
    if sheet.page_setup.orientation == "landscape":
        wide, high = high, wide
    points = (high / 25.4 - 2 * MARGIN_INCHES) * 72
    pixels = (wide / 25.4 - 2 * MARGIN_INCHES) * 96
    widths = [sheet.column_dimensions[c].width for c in "ABCDEFGH" if c in sheet.column_dimensions]
    assert sum(w * 7 + 5 for w in widths[: sheet.max_column]) <= pixels * 0.93
    breaks = [b.id for b in sheet.row_breaks.brk]
    repeated = [int(n) for n in re.findall(r"\d+", sheet.print_title_rows)]
    band = sum(sheet.row_dimensions[r].height for r in range(repeated[0], repeated[1] + 1))
    last = int(re.findall(r"\d+", sheet.print_area)[-1])
    pages = list(zip([0, *breaks], [*breaks, last], strict=True))
    for k, (first, end) in enumerate(pages, start=1):
        used = sum(sheet.row_dimensions[r].height for r in range(first + 1, end + 1)) + (
            band if k > 1 else 0
        )
        assert used <= points * 0.91
    # a table that is sorted has no lines of pages in it: they stand at the foot of the paper
    assert sheet.oddFooter.right.text == f"Lembar &P dari {len(pages)}"
    assert sheet.page_setup.useFirstPageNumber  # which is 1


@pytest.mark.parametrize(
    ("signers", "wanted", "unwanted"), [(1, CAMAT_1, "Panitia,"), (0, "." * 36, CAMAT_1)]
)
def test_one_signer_or_none(tmp_path, signers, wanted, unwanted):
    scenario, made = office(signers=signers)
    _, rosters = sheets(write_rosters(scenario, made.plan, tmp_path)[0])
    words = texts(rosters[0])
    assert words.count("Mengetahui,") == 1
    assert wanted in words
    assert unwanted not in words


def test_each_office_has_its_own_camat(tmp_path):
    scenario, made = office()
    first, second = (
        " ".join(t for s in sheets(p)[1] for t in texts(s))
        for p in write_rosters(scenario, made.plan, tmp_path)
    )
    assert CAMAT_1 in first
    assert CAMAT_2 not in first
    assert CAMAT_2 in second
    assert CAMAT_1 not in second


def unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_nik_and_phone_stay_out_unless_asked_for(tmp_path):
    scenario, made = office(20, 20)
    for path in write_rosters(scenario, made.plan, tmp_path):
        text = unpacked(path)
        for person in scenario.people.values():
            assert person.nik not in text
            assert person.nik[:12] not in text
            assert person.phone not in text
            assert f"...{person.nik[-4:]}" not in text
    assert "LAHIR TGL." in unpacked(tmp_path / "daftar_hadir/DaftarHadir_Tambora.xlsx")


def test_whole_nik_and_phone_are_text_person_by_person(tmp_path):
    scenario, made = office(20, 20)
    path = write_rosters(scenario, made.plan, tmp_path, show_nik=True, show_phone=True)[0]
    book, rosters = sheets(path)
    for sheet in book:
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    seen = {}
    for row in rosters[0].iter_rows():
        if row[1].value in scenario.people:
            assert row[3].data_type == row[5].data_type == "s"
            seen[row[1].value] = (row[2].value, row[3].value, row[5].value)
    assert seen == {
        r.id: (p.name, p.nik, p.phone)
        for r in scenario.problem.people_of["1"]
        if (p := scenario.people[r.id])
    }


def test_same_bytes_on_a_rerun(tmp_path):
    scenario, made = office()
    first = [p.read_bytes() for p in write_rosters(scenario, made.plan, tmp_path / "a")]
    assert first == [p.read_bytes() for p in write_rosters(scenario, made.plan, tmp_path / "b")]


def test_titles_that_agree_in_their_first_31_letters(tmp_path):
    titles = (
        "Pelatihan Kewirausahaan Terpadu: Angkatan A/2026",
        "Pelatihan Kewirausahaan Terpadu: Angkatan B/2026",
    )
    scenario, made = office(titles=titles, name="Ta'mbora'")
    book, rosters = sheets(write_rosters(scenario, made.plan, tmp_path)[0])
    assert len(rosters) == 4
    assert len({n.casefold() for n in book.sheetnames}) == len(book.sheetnames)
    assert all(len(n) <= 31 and not re.search(r"[\[\]:*?/\\']", n) for n in book.sheetnames)
    assert len(sheet_name(1, "'*?" * 30, date(2018, 1, 1))) <= 31


def test_someone_who_has_left_is_on_no_sheet(tmp_path):
    scenario, made = office()
    gone = Plan.of(seat for seat in made.plan.seats if seat[0] != "P00001")
    _, rosters = sheets(write_rosters(scenario, gone, tmp_path)[0])
    assert "P00001" not in texts(rosters[0])
    assert ": .......... dari 5 peserta" in texts(rosters[0])


def test_hours_tell_parts_apart():
    from okoce_opt.domain.calendar import Part

    morning, other = (
        Part("pagi", frozenset({0}), "08.00-12.00"),
        Part("lain", frozenset({0}), "08.00-12.00"),
    )
    assert hours_words(morning, [morning]) == "08.00 s.d. 12.00 WIB"
    assert hours_words(morning, [morning, other]) == "08.00 s.d. 12.00 WIB (pagi)"
    assert hours_words(Part("pagi", frozenset({0})), []) == "pagi"
    assert (
        hours_words(Part("pagi", frozenset({0}), "09.00-12.00 WITA"), []) == "09.00 s.d. 12.00 WITA"
    )


def test_long_names_of_kelurahan_and_halls_take_one_line(tmp_path):
    scenario, made = office(names=("Budi",))
    problem = scenario.problem
    long = replace(problem.kelurahan["1.01"], name="Tanjung Duren Selatan")
    hall = replace(problem.venues["aula-1"], name="Aula Kantor Camat Grogol Petamburan")
    problem = replace(
        problem,
        kelurahan={**problem.kelurahan, "1.01": long},
        venues={**problem.venues, "aula-1": hall},
    )
    (path, _) = write_rosters(replace(scenario, problem=problem), made.plan, tmp_path)
    book = openpyxl.load_workbook(path)
    assert {book["Peserta"].row_dimensions[n].height for n in range(5, 17)} == {16.5}
    assert {book["Ringkasan"].row_dimensions[n].height for n in range(6, 10)} == {16.5}


def test_a_class_of_several_days_is_signed_for_each_day(tmp_path: Path) -> None:
    """Thursday, Friday, and on over the weekend: a column each, dated, and the sheet is read back
    as one session.
    """
    people = "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a\nY,Yanti,K1,b"
    story = small_story(tmp_path / "cerita", people, kegiatan="id,nama,maks,lama\nP,Pelatihan,4,4")
    out = written(
        story,
        [("X", "P|aula|2026-01-08|sehari"), ("Y", "P|aula|2026-01-08|sehari")],
        tmp_path / "hasil",
    )
    sheet = openpyxl.load_workbook(out / "daftar_hadir" / "DaftarHadir_Satu.xlsx").worksheets[2]
    (header,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "NO."]
    dated = [
        f"TANDA TANGAN {day}"
        for day in ("KAM, 08-01-2026", "JUM, 09-01-2026", "SEN, 12-01-2026", "SEL, 13-01-2026")
    ]
    assert list(header[-4:]) == dated
    assert sheet.page_setup.orientation == "landscape"
    assert any(
        row[2] == ": Kamis, 8 Januari 2026 s.d. Selasa, 13 Januari 2026"
        for row in sheet.iter_rows(values_only=True)
    )
