from datetime import date

import pytest

from okoce_opt.reports.attendance.columns import BLANK_ROWS, roster_papers, table_columns
from okoce_opt.reports.attendance.writer import LEAST_ROW_PT, ROW_PT, _pages
from okoce_opt.reports.style.pages import Room, fewest_pages, paginate
from okoce_opt.reports.style.text_size import line_count, text_px


@pytest.mark.parametrize("rows", [0, 1, 5, 18, 19, 45, 93, 105])
def test_every_row_has_a_page_and_none_is_empty(rows):
    counts = paginate([24.0] * rows, Room(440, 650, 150))
    assert sum(counts) == rows
    assert all(counts) or rows == 0


def test_pages_hold_no_more_than_fits():
    heights = [24.0, 48.0] * 30
    counts = paginate(heights, Room(440, 650, 150))
    start = 0
    for page, count in enumerate(counts):
        used = sum(heights[start : start + count]) + (150 if page == len(counts) - 1 else 0)
        assert used <= (650 if page else 440)
        start += count


def test_signatures_take_rows_along_to_their_page():
    # 18 rows fill the first page to the brim, so that the signatures go over
    assert paginate([24.0] * 18, Room(432, 650, 150)) == [15, 3]


@pytest.mark.parametrize("days", [1, 3])
def test_nobody_signs_a_page_of_spare_rows_alone(days):
    """Eighteen people filled a page, and five rows for nobody took the camat's name to the next."""
    paper = roster_papers("a4", days, show_nik=False, show_phone=False)[0]
    for people in range(1, 70):
        texts = [["P1", "Siti", "17", "Slipi"]] * people + [[""] * 4] * BLANK_ROWS
        columns = table_columns(
            paper, tuple(date(2027, 1, 4 + n) for n in range(days)), len(texts), show_nik=False,
            show_phone=False,
        )  # fmt: skip
        heights, counts = _pages(texts, columns, Room(440, 650, 150))
        assert sum(counts) == len(heights) > people
        assert sum(counts[:-1]) < people
        bare = fewest_pages(lambda least, n=people: [least] * (n + 1), Room(440, 650, 150),
                            most=ROW_PT, least=LEAST_ROW_PT)  # fmt: skip
        assert len(counts) == len(bare[1])


def test_a_long_name_takes_more_lines_and_a_long_word_is_cut():
    assert line_count("Budi Santoso", 190, 9) == 1
    assert line_count("Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo Pu", 190, 9) >= 2
    assert line_count("x" * 100, 100, 9) >= 5
    assert line_count("satu\ndua", 190, 9) == 2
    assert text_px("MMM", 9) > text_px("iii", 9)
