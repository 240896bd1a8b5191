"""More habits of clerks, thought of after the reader was written: things in the wrong place,
pasted, struck, pictured, said in a sentence. As in `clerk`, each returns those of whom the sheet
leaves no doubt; of others it may be asked, and none may be guessed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font

from tests.attending.clerk import (
    CAME,
    EXCUSED,
    ILL,
    LETTERS,
    MISSED,
    NOTHING,
    WORDS,
    Habit,
    Sheet,
)


def letters_where_one_signs(sheet: Sheet) -> set[str]:
    """H, I, S and A in the column of signatures, the column Hadir left empty."""
    for row in sheet.rows:
        sheet.sign(row, {CAME: "H", EXCUSED: "I", ILL: "S", MISSED: "A"}[_truth(sheet, row)])
    return set()


def two_marks_in_a_cell(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    odd = sheet.dice.sample(sheet.rows, min(3, len(sheet.rows)))
    for row in odd:
        said = ["H/S", "H S", "v x", "Hadir, Izin", "A -> H", "H (A)", "sakit/izin"]
        sheet.put(row, "HADIR", sheet.dice.choice(said))
    return sheet.everyone() - {sheet.person(row) for row in odd}


def ticks_and_crosses_with_a_legend_below(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill({CAME: ["v", "V"], MISSED: ["x", "X"]})
    _below(sheet, "Keterangan: v = hadir; x = tidak hadir")
    return sheet.everyone()


def abbreviations(sheet: Sheet) -> set[str]:
    """Everybody knows hdr; DL is a duty elsewhere to some."""
    sheet.fill(
        {
            CAME: ["hdr", "Hdr."],
            EXCUSED: ["ijin", "Izin"],
            ILL: ["skt", "Sakit"],
            MISSED: ["tdk hadir", "Tdk. hadir", "tdk hdr"],
        }
    )
    odd = sheet.rows[-1]
    sheet.put(odd, "HADIR", sheet.dice.choice(["DL", "Dinas luar", "cuti", "WFH"]))
    return sheet.who(CAME, EXCUSED, ILL) - {sheet.person(odd)}


def pictures_of_signatures(sheet: Sheet) -> set[str]:
    """Who came has a picture of a signature where one signs; nothing is typed anywhere."""
    sheet.only_came_or_missed()
    for row in sheet.rows:
        if _truth(sheet, row) is CAME:
            cell = sheet.sheet.cell(row, sheet.columns["TANDA TANGAN"])
            sheet.sheet.add_image(Image(_scribble()), cell.coordinate)
    return set()


def words_and_pictures(sheet: Sheet) -> set[str]:
    """Words, and a picture of a signature beside them; for one the two differ."""
    sheet.fill(WORDS)
    clear = sheet.everyone()
    for row in sheet.rows[:3]:
        cell = sheet.sheet.cell(row, sheet.columns["TANDA TANGAN"])
        sheet.sheet.add_image(Image(_scribble()), cell.coordinate)
        if _truth(sheet, row) is not CAME:
            clear.discard(sheet.person(row))
    return clear


def rows_merged(sheet: Sheet) -> set[str]:
    """A row merged over its columns, and a word in it: the number is not seen any more."""
    sheet.fill(WORDS)
    row = sheet.dice.choice(sheet.rows)
    person = sheet.person(row)
    sheet.put(row, "NO.", "tidak hadir")
    sheet.sheet.merge_cells(
        start_row=row, end_row=row, start_column=1, end_column=sheet.columns["HADIR"]
    )
    return sheet.everyone() - {person}


def sorted_and_renumbered(sheet: Sheet) -> set[str]:
    sheet.fill(LETTERS)
    name = sheet.columns["NAMA"] - 1
    sheet.shuffle(lambda row: str(row[name]).casefold())
    for number, row in enumerate(sheet.rows, start=1):
        sheet.put(row, "NO.", number)
    return sheet.everyone()


def another_list_pasted_below(sheet: Sheet) -> set[str]:
    """The list of another session, with its code and header, below the table: its people were not
    here.
    """
    sheet.fill(WORDS)
    book = sheet.sheet.parent
    others = [page for page in book.worksheets if page is not sheet.sheet and _code(page)]
    if others:
        below = sheet.sheet.max_row + 2
        other = others[0]
        for n, row in enumerate(other.iter_rows(values_only=True)):
            for column, value in enumerate(row, start=1):
                sheet.sheet.cell(below + n, column).value = value
            if str(row[1] or "").startswith("P0"):
                sheet.sheet.cell(below + n, sheet.came).value = "Hadir"
    return set()


def the_date_by_hand(sheet: Sheet) -> set[str]:
    """The date in the head is written as people write it, or wrongly."""
    sheet.fill(WORDS)
    right = sheet.dice.random() < 0.5
    for row in sheet.sheet.iter_rows(max_row=sheet.header - 1):
        for cell in row:
            if cell.value == "Hari / Tanggal":
                head = sheet.sheet.cell(cell.row, 3)
                head.value = head.value.upper() if right else ": 31 Februari 2018"
    return sheet.everyone() if right else set()


def copied_into_another_workbook(sheet: Sheet) -> set[str]:
    """Values alone: no colours, no widths, no merged cells, the first rows and column empty."""
    sheet.fill(WORDS)
    for area in list(sheet.sheet.merged_cells.ranges):
        sheet.sheet.unmerge_cells(str(area))
    for row in sheet.sheet.iter_rows():
        for cell in row:
            cell.style = "Normal"
    sheet.sheet.insert_rows(1, 3)
    return sheet.everyone()


def a_column_put_before(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    for area in list(sheet.sheet.merged_cells.ranges):
        sheet.sheet.unmerge_cells(str(area))
    sheet.sheet.insert_cols(1)
    return set()


def a_column_taken_out(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    for area in list(sheet.sheet.merged_cells.ranges):
        sheet.sheet.unmerge_cells(str(area))
    sheet.sheet.delete_cols(sheet.columns["KELURAHAN"])
    return set()


def but_for_one_below(sheet: Sheet) -> set[str]:
    """All came, the column says, and a sentence below takes one out by number or by name."""
    sheet.truth = dict.fromkeys(sheet.truth, CAME)
    sheet.fill(WORDS)
    row = sheet.dice.choice(sheet.rows)
    person, name = sheet.person(row), str(sheet.value(row, "NAMA"))
    sheet.truth[person] = sheet.dice.choice([MISSED, ILL])
    who = sheet.dice.choice([person, name.upper()])
    word = {MISSED: "tidak hadir", ILL: "sakit"}[sheet.truth[person]]
    _below(sheet, f"Catatan: semua hadir kecuali {who} ({word})")
    return sheet.everyone() - {person}


def filled_down(sheet: Sheet) -> set[str]:
    """Excel has made a series of the first letter."""
    sheet.only_came_or_missed()
    for n, row in enumerate(sheet.rows):
        sheet.put(row, "HADIR", f"H{n + 1}" if _truth(sheet, row) is CAME else "Alpa")
    return sheet.who(MISSED)


def formulas(sheet: Sheet) -> set[str]:
    """The column is made of formulas, whose values the file may lack."""
    sheet.only_came_or_missed()
    for row in sheet.rows:
        word = "Hadir" if _truth(sheet, row) is CAME else "Alpa"
        sheet.put(row, "HADIR", f'=IF(1=1,"{word}","")')
    return set()


def half_a_day(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    odd = sheet.dice.sample(sheet.rows, min(2, len(sheet.rows)))
    for row in odd:
        said = ["hadir s/d 12.00", "hadir setengah hari", "pulang awal", "50%", "hadir pagi saja"]
        sheet.put(row, "HADIR", sheet.dice.choice(said))
    return sheet.everyone() - {sheet.person(row) for row in odd}


def struck_in_the_cell(sheet: Sheet) -> set[str]:
    """A word is struck through, the right one stands beside it where one signs."""
    sheet.fill(WORDS)
    row = sheet.dice.choice(sheet.rows)
    cell = sheet.put(row, "HADIR", "Hadir")
    cell.font = Font(strike=True)
    sheet.truth[sheet.person(row)] = MISSED
    return sheet.everyone() - {sheet.person(row)}


def remarks_in_comments(sheet: Sheet) -> set[str]:
    """The cell says Hadir; a comment on it says why not."""
    sheet.fill(WORDS)
    row = sheet.dice.choice(sheet.rows)
    cell = sheet.put(row, "HADIR", "Hadir")
    cell.comment = Comment("ralat: ternyata sakit", "camat")
    sheet.truth[sheet.person(row)] = ILL
    return sheet.everyone() - {sheet.person(row)}


def a_word_beside_the_row(sheet: Sheet) -> set[str]:
    """Right of the table, in a column without a title."""
    sheet.fill(WORDS)
    row = sheet.dice.choice(sheet.rows)
    sheet.put(row, "HADIR", "Hadir")
    word = sheet.dice.choice(["sakit", "izin", "yang datang wakilnya", "tidak jadi"])
    sheet.sheet.cell(row, sheet.width + 2).value = word
    sheet.truth[sheet.person(row)] = ILL
    return sheet.everyone() - {sheet.person(row)}


def somebody_instead(sheet: Sheet) -> set[str]:
    """The name is overwritten with that of who came instead."""
    sheet.fill(WORDS)
    row = sheet.dice.choice(sheet.rows)
    sheet.put(row, "HADIR", "Hadir")
    sheet.put(row, "NAMA", f"Bambang Tamu (menggantikan {sheet.value(row, 'NAMA')})")
    sheet.truth[sheet.person(row)] = MISSED
    return sheet.everyone() - {sheet.person(row)}


def wide_letters_and_hard_blanks(sheet: Sheet) -> set[str]:
    """Pasted from a telephone."""
    sheet.fill(
        {
            CAME: ["\uff28", "H\u00a0", "\u200bHadir"],
            EXCUSED: ["\uff29"],
            ILL: ["\uff33"],
            MISSED: ["\u00a0A"],
        }
    )
    return sheet.who(EXCUSED, ILL, MISSED)


def yes_and_no(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill({CAME: ["ya", "Ya", "Y"], MISSED: ["tidak", "Tidak", "T"]})
    return set()


def rounds(sheet: Sheet) -> set[str]:
    """A round for who came, as on a paper form."""
    sheet.only_came_or_missed()
    sheet.fill({CAME: ["o", "O", "\u25cb", "\u25cf"], MISSED: NOTHING})
    return set()


def ditto(sheet: Sheet) -> set[str]:
    """One word, and signs that it goes on."""
    sheet.truth = dict.fromkeys(sheet.truth, CAME)
    sheet.put(sheet.rows[0], "HADIR", "Hadir")
    for row in sheet.rows[1:]:
        sheet.put(row, "HADIR", sheet.dice.choice(['"', "''", "sda", "s.d.a", "idem", "\u2193"]))
    return {sheet.person(sheet.rows[0])}


OTHER_HABITS: Sequence[Habit] = (
    *(letters_where_one_signs, two_marks_in_a_cell, ticks_and_crosses_with_a_legend_below),
    *(abbreviations, pictures_of_signatures, words_and_pictures, rows_merged),
    *(sorted_and_renumbered, another_list_pasted_below, the_date_by_hand),
    *(copied_into_another_workbook, a_column_put_before, a_column_taken_out, but_for_one_below),
    *(filled_down, formulas, half_a_day, struck_in_the_cell, remarks_in_comments),
    a_word_beside_the_row,
    *(somebody_instead, wide_letters_and_hard_blanks, yes_and_no, rounds, ditto),
)


def _truth(sheet: Sheet, row: int) -> object:
    return sheet.truth[sheet.person(row)]


def _below(sheet: Sheet, text: str) -> None:
    sheet.sheet.cell(sheet.sheet.max_row + 2, 1).value = text


def _code(page: openpyxl.worksheet.worksheet.Worksheet) -> bool:
    return any(str(c.value or "").startswith("Kode sesi:") for c in page["A"])


def _scribble() -> io.BytesIO:
    from PIL import Image as Picture

    data = io.BytesIO()
    Picture.new("RGB", (30, 12), "navy").save(data, "PNG")
    data.seek(0)
    return data
