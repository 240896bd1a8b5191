"""A clerk's hand: attendance sheets that okoce wrote, filled in as people do, each with one of many
habits. All people are made up.

A habit fills a sheet so that it says, to somebody who knows how it was meant, what is in `truth`;
it returns those of whom the sheet leaves no doubt. Of the others it must be asked.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill

from okoce_opt.domain.attended import Presence

CAME, EXCUSED, ILL, MISSED = Presence
NAMES = (
    *("Siti Rahayu", "Ani", "Budi Santoso", "Tuti Herawati", "Alfa Hidayat", "Xenia Putri"),
    *("Hj. Sri Hartati", "Suharto", "Dewi Lestari", "Agus Salim", "Rina Marlina", "Hasan Basri"),
    *("Indah Permata", "Joko Widodo Saputra", "Kartini", "Lukman Hakim", "Maya Sari"),
    *("Nur Aini", "Oktaviani", "Putra Pratama", "Ratna Galih", "Slamet Riyadi", "Vina Panduwinata"),
)


@dataclass
class Sheet:
    """One sheet of an open workbook; rows and columns as openpyxl counts them."""

    sheet: Any
    dice: random.Random
    truth: dict[str, Presence] = field(default_factory=dict)
    newcomers: int = 0
    is_blank: bool = False

    def __post_init__(self) -> None:
        self.header = next(c.row for c in self.sheet["A"] if c.value == "NO.")
        titles = [c for c in self.sheet[self.header] if c.value]
        self.columns = {c.value: c.column for c in titles}
        self.width = self.sheet.max_column
        numbered = [
            c.row for c in self.sheet["A"] if c.row > self.header and str(c.value or "").isdecimal()
        ]
        self.rows = [row for row in numbered if self.value(row, "NO. PESERTA")]
        self.blank = [row for row in numbered if row not in self.rows]
        self.truth = {
            self.person(row): self.dice.choices(list(Presence), (6, 1, 1, 2))[0]
            for row in self.rows
        }

    @property
    def came(self) -> int:
        return self.columns["HADIR"]

    @property
    def days(self) -> list[int]:
        return [c for title, c in self.columns.items() if title.startswith("TANDA TANGAN")]

    def value(self, row: int, title: str) -> Any:
        return self.sheet.cell(row, self.columns[title]).value

    def put(self, row: int, title: str, value: Any) -> Any:
        cell = self.sheet.cell(row, self.columns[title])
        cell.value = value
        return cell

    def person(self, row: int) -> str:
        return str(self.value(row, "NO. PESERTA"))

    def sign(self, row: int, text: str) -> None:
        """On the dots that are for this row, left or right."""
        last = self.columns["TANDA TANGAN"]
        odd = int(self.value(row, "NO.")) % 2
        cell = self.sheet.cell(row, last if odd else last + 1)
        cell.value = self.dice.choice([text, f"{self.value(row, 'NO.')}. {text}"])

    def title(self, text: str) -> None:
        self.sheet.cell(self.header, self.came).value = text

    def only_came_or_missed(self) -> None:
        """The clerk knows no more than who was there."""
        for person, said in self.truth.items():
            self.truth[person] = CAME if said is CAME else MISSED
        # a sheet without any tick is one that nobody has filled in
        self.truth[self.person(self.rows[0])] = CAME

    def fill(self, words: dict[Presence, Sequence[Any]], rows: Sequence[int] | None = None) -> None:
        for row in self.rows if rows is None else rows:
            self.put(row, "HADIR", self.dice.choice(words[self.truth[self.person(row)]]))

    def shuffle(self, key: Callable[[list[Any]], Any]) -> None:
        """As Excel sorts the table: values of whole rows."""
        rows = [[self.sheet.cell(r, c).value for c in range(1, self.width + 1)] for r in self.rows]
        rows.sort(key=key)
        for row, values in zip(self.rows, rows, strict=True):
            for column, value in enumerate(values, start=1):
                self.sheet.cell(row, column).value = value

    def everyone(self) -> set[str]:
        return set(self.truth)

    def who(self, *said: Presence) -> set[str]:
        return {person for person, presence in self.truth.items() if presence in said}


WORDS: dict[Presence, Sequence[Any]] = {
    CAME: ["Hadir", "hadir", "HADIR", "Hadir ", "Datang", "hadir (terlambat)", "ada"],
    EXCUSED: ["Izin", "ijin", "IZIN"],
    ILL: ["Sakit", "sakit.", "SAKIT", "izin sakit"],
    MISSED: ["Alpa", "tidak hadir", "Tdk hadir", "absen", "tanpa keterangan"],
}
LETTERS: dict[Presence, Sequence[Any]] = {
    CAME: ["H", "h", "H "],
    EXCUSED: ["I", "i"],
    ILL: ["S", "s", "S."],
    MISSED: ["A", "a"],
}
NOTHING: Sequence[Any] = [None]


def _two(came: Sequence[Any], missed: Sequence[Any]) -> dict[Presence, Sequence[Any]]:
    return {CAME: came, MISSED: missed}


def words(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    return sheet.everyone()


def letters(sheet: Sheet) -> set[str]:
    sheet.fill(LETTERS)
    return sheet.everyone()


def mixed(sheet: Sheet) -> set[str]:
    """Two people have filled it in together."""
    sheet.fill({said: [*WORDS[said], *LETTERS[said]] for said in Presence})
    return sheet.everyone()


def ones_and_noughts(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill(_two([1, "1"], [0, "0"]))
    return sheet.everyone()


def ticks(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill(_two(["v", "V", "\u2713", "\u221a", "\u2714"], NOTHING))
    return sheet.who(CAME)


def ticks_with_legend(sheet: Sheet) -> set[str]:
    ticks(sheet)
    said = ["HADIR (kosong = alpa)", "HADIR (tidak diisi = tidak hadir)"]
    sheet.title(sheet.dice.choice(said))
    return sheet.everyone()


def ticks_with_legend_below(sheet: Sheet) -> set[str]:
    ticks(sheet)
    below = sheet.sheet.max_row + 2
    sheet.sheet.cell(below, 1).value = "Ket: V = hadir, kosong = tidak hadir"
    return sheet.everyone()


def ticks_and_count(sheet: Sheet) -> set[str]:
    """The line `Hadir: ... dari ... peserta` is filled in, and agrees with the ticks."""
    ticks(sheet)
    count = len(sheet.who(CAME))
    for row in sheet.sheet.iter_rows(max_row=sheet.header - 1):
        for cell in row:
            if str(cell.value or "").startswith(": .......... dari"):
                cell.value = cell.value.replace("..........", str(count))
    return sheet.everyone()


def crosses(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill(_two(["v", "\u2713"], ["x", "X"]))
    return sheet.who(CAME)


def crosses_mean_came(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill(_two(["x", "X"], NOTHING))
    sheet.title("HADIR (x = hadir, kosong = alpa)")
    return sheet.everyone()


def dashes(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill(_two(["Hadir", "v"], ["-", "\u2014", "--"]))
    return sheet.who(CAME)


def dashes_with_legend(sheet: Sheet) -> set[str]:
    dashes(sheet)
    sheet.title("HADIR (- = tidak hadir)")
    return sheet.everyone()


def signatures(sheet: Sheet) -> set[str]:
    """Names are typed where one signs; the column Hadir stays empty."""
    sheet.only_came_or_missed()
    for row in sheet.rows:
        if sheet.truth[sheet.person(row)] is CAME:
            name = str(sheet.value(row, "NAMA"))
            sheet.sign(row, sheet.dice.choice([name, name.split()[-1], name.upper()]))
    return sheet.who(CAME)


def initials(sheet: Sheet) -> set[str]:
    """Initials under Hadir; of one letter, or ones that are a word too, nobody can tell."""
    sheet.only_came_or_missed()
    clear = set()
    for row in sheet.rows:
        name = str(sheet.value(row, "NAMA")).removeprefix("Hj. ")
        short = "".join(word[0] for word in name.split())
        if sheet.truth[sheet.person(row)] is CAME:
            sheet.put(row, "HADIR", short)
            if len(short) > 1 and short not in ("TH", "AS", "A"):
                clear.add(sheet.person(row))
            if short in ("AS", "V", "H"):
                clear.add(sheet.person(row))
    if not any(len(str(sheet.value(row, "HADIR") or "")) > 1 for row in sheet.rows):
        sheet.is_blank = True  # nothing shows that they are initials: the habit is not this one
    return clear


def coloured(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    green, red = (PatternFill("solid", fgColor=c) for c in ("FF92D050", "FFFF0000"))
    for row in sheet.rows:
        said = sheet.truth[sheet.person(row)]
        for column in range(1, sheet.width + 1):
            sheet.sheet.cell(row, column).fill = green if said is CAME else red
    return set()


def ticks_and_colours(sheet: Sheet) -> set[str]:
    ticks(sheet)
    blue = PatternFill("solid", fgColor="FF00B0F0")
    missed = [row for row in sheet.rows if sheet.truth[sheet.person(row)] is MISSED]
    for row in missed[::2]:
        sheet.sheet.cell(row, sheet.came).fill = blue
        sheet.truth[sheet.person(row)] = EXCUSED
    sheet.title("HADIR (kosong = alpa)")
    return sheet.who(CAME) | {sheet.person(row) for row in missed[1::2]}


def sorted_by_name(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    name = sheet.columns["NAMA"] - 1
    sheet.shuffle(lambda row: str(row[name]).casefold()[::-1])
    return sheet.everyone()


def sorted_by_mark(sheet: Sheet) -> set[str]:
    sheet.fill(LETTERS)
    sheet.shuffle(lambda row: str(row[sheet.came - 1]).casefold())
    return sheet.everyone()


def rows_inserted(sheet: Sheet) -> set[str]:
    """A heading and an empty row between the people; they move down into the blank ones."""
    sheet.fill(WORDS)
    block = [*sheet.rows, *sheet.blank]
    kept = [[sheet.sheet.cell(r, c).value for c in range(1, sheet.width + 1)] for r in sheet.rows]
    middle = len(kept) // 2
    heading = [None] * sheet.width
    heading[sheet.dice.choice([0, 2])] = "Kelurahan Duri Utara"
    moved = [*kept[:middle], [None] * sheet.width, heading, *kept[middle:]]
    for row, values in zip(block, moved, strict=False):
        for column, value in enumerate(values, start=1):
            sheet.sheet.cell(row, column).value = value
    return sheet.everyone()


def struck_out(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    struck = sheet.dice.sample(sheet.rows, min(2, len(sheet.rows)))
    for row in struck:
        for column in range(1, sheet.width + 1):
            cell = sheet.sheet.cell(row, column)
            font = copy(cell.font)
            cell.font = Font(name=font.name, size=font.size, strike=True)
    return sheet.everyone() - {sheet.person(row) for row in struck}


def rows_removed(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    gone = sheet.dice.choice(sheet.rows)
    person = sheet.person(gone)
    for column in range(1, sheet.width + 1):
        sheet.sheet.cell(gone, column).value = None
    return sheet.everyone() - {person}


def row_twice(sheet: Sheet) -> set[str]:
    """Pasted once more at the bottom, and something else written there."""
    sheet.fill(LETTERS)
    row = sheet.dice.choice(sheet.rows)
    for column in range(2, sheet.came):
        sheet.sheet.cell(sheet.blank[0], column).value = sheet.sheet.cell(row, column).value
    other = "I" if sheet.truth[sheet.person(row)] is CAME else "H"
    sheet.put(sheet.blank[0], "HADIR", other)
    return sheet.everyone() - {sheet.person(row)}


def hours(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill(_two(["08.05", "7.55", "08:10", "8.15 WIB"], ["Alpa"]))
    return sheet.who(MISSED)


def hours_with_legend(sheet: Sheet) -> set[str]:
    hours(sheet)
    sheet.title("HADIR (jam = hadir)")
    return sheet.everyone()


def not_to_be_read(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    odd = sheet.dice.sample(sheet.rows, min(3, len(sheet.rows)))
    for row in odd:
        said = ["besok", "diwakilkan suami", "?", "Hadir?", '"', "sda", "2", "v/x", "sudah absen"]
        sheet.put(row, "HADIR", sheet.dice.choice(said))
    return sheet.everyone() - {sheet.person(row) for row in odd}


def merged(sheet: Sheet) -> set[str]:
    """One word for several people, in a cell over them all."""
    sheet.fill(WORDS)
    first, last = sheet.rows[0], sheet.rows[min(2, len(sheet.rows) - 1)]
    sheet.sheet.merge_cells(
        start_row=first, end_row=last, start_column=sheet.came, end_column=sheet.came
    )
    return {sheet.person(row) for row in sheet.rows if row == first or row > last}


def picture_font(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    for row in sheet.rows:
        cell = sheet.put(row, "HADIR", "\u00fc" if sheet.truth[sheet.person(row)] is CAME else "A")
        if cell.value != "A":
            cell.font = Font(name="Wingdings")
    return sheet.everyone()


def webdings(sheet: Sheet) -> set[str]:
    """The letter `a` that is seen as a tick: as text it would be Alpa."""
    sheet.only_came_or_missed()
    for row in sheet.rows:
        said = sheet.truth[sheet.person(row)]
        cell = sheet.put(row, "HADIR", "a" if said is CAME else "Alpa")
        if said is CAME:
            cell.font = Font(name="Webdings")
    return sheet.everyone()


def names_sorted_alone(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    names = [sheet.value(row, "NAMA") for row in sheet.rows]
    moved = names[1:] + names[:1]
    for row, name in zip(sheet.rows, moved, strict=True):
        sheet.put(row, "NAMA", name)
    return set()


def remarks(sheet: Sheet) -> set[str]:
    """Ticks, and a column of remarks that somebody has added."""
    sheet.sheet.cell(sheet.header, sheet.width + 1).value = "Ket."
    for row in sheet.rows:
        said = sheet.truth[sheet.person(row)]
        if said is CAME:
            sheet.put(row, "HADIR", "v")
        else:
            remark = {EXCUSED: "izin", ILL: "Sakit", MISSED: "tanpa keterangan"}[said]
            sheet.sheet.cell(row, sheet.width + 1).value = remark
    return sheet.everyone()


def numbers_retyped(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    for row in sheet.rows:
        person = sheet.person(row)
        sheet.put(row, "NO. PESERTA", sheet.dice.choice([person.lower(), f" {person} "]))
    return sheet.everyone()


def check_boxes(sheet: Sheet) -> set[str]:
    sheet.only_came_or_missed()
    sheet.fill(_two([True], [False]))
    return sheet.who(CAME)


def signed_and_absent(sheet: Sheet) -> set[str]:
    """Marked and signed for; where the two differ it must be asked."""
    sheet.fill(WORDS)
    clear = set()
    for row in sheet.rows:
        person = sheet.person(row)
        if sheet.truth[person] is CAME or sheet.dice.random() < 0.3:
            sheet.sign(row, str(sheet.value(row, "NAMA")))
            if sheet.truth[person] is not CAME:
                continue
        clear.add(person)
    return clear


def for_somebody_else(sheet: Sheet) -> set[str]:
    """The next person's name where somebody signs."""
    sheet.only_came_or_missed()
    sheet.fill(_two(NOTHING, ["Alpa"]))
    names = [str(sheet.value(row, "NAMA")) for row in sheet.rows]
    for n, row in enumerate(sheet.rows):
        if sheet.truth[sheet.person(row)] is CAME:
            sheet.sign(row, f"{names[(n + 7) % len(names)]} Wati")
    return sheet.who(MISSED)


def scanned(sheet: Sheet) -> set[str]:
    """Nothing but a picture is left of the sheet."""
    from PIL import Image

    sheet.is_blank = True
    for merge in list(sheet.sheet.merged_cells.ranges):
        sheet.sheet.unmerge_cells(str(merge))
    sheet.sheet.delete_rows(1, sheet.sheet.max_row)
    data = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(data, "PNG")
    sheet.sheet.add_image(openpyxl.drawing.image.Image(data), "A1")
    return set()


def other_day(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    for row in sheet.sheet.iter_rows(max_row=sheet.header - 1):
        for cell in row:
            if cell.value == "Hari / Tanggal":
                sheet.sheet.cell(cell.row, 3).value = ": Sabtu, 19 Mei 2018"
    return set()


def other_plan(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    for row in sheet.sheet.iter_rows(max_row=sheet.header - 1):
        for cell in row:
            if str(cell.value or "").startswith("Kode lembar:"):
                cell.value = "Kode lembar: ABCDEF-R1-1-01"
    return set()


def left_alone(sheet: Sheet) -> set[str]:
    """Not held yet."""
    sheet.is_blank = True
    return set()


def own_column(sheet: Sheet) -> set[str]:
    """A column of one's own beside the table, the one of okoce left empty."""
    sheet.is_blank = True
    sheet.sheet.cell(sheet.header, sheet.width + 1).value = "Absensi"
    for row in sheet.rows:
        sheet.sheet.cell(row, sheet.width + 1).value = "v"
    return set()


def another_title(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    sheet.title(sheet.dice.choice(["KEHADIRAN", "Absen", "STATUS"]))
    return sheet.everyone()


def no_header(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    for column in range(1, sheet.width + 1):
        cell = sheet.sheet.cell(sheet.header, column)
        if type(cell).__name__ == "Cell":
            cell.value = None
    return set()


def no_code(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    for row in sheet.sheet.iter_rows(max_row=sheet.header - 1, max_col=1):
        for cell in row:
            if str(cell.value or "").startswith("Kode sesi:"):
                cell.value = None
    return set()


def all_painted_and_ticked(sheet: Sheet) -> set[str]:
    """The whole table in one colour, for its looks."""
    ticks_with_legend(sheet)
    yellow = PatternFill("solid", fgColor="FFFFF2CC")
    for row in [*sheet.rows, *sheet.blank]:
        for column in range(1, sheet.width + 1):
            sheet.sheet.cell(row, column).fill = yellow
    return sheet.everyone()


def new_people(sheet: Sheet) -> set[str]:
    sheet.fill(WORDS)
    sheet.put(sheet.blank[0], "NAMA", "Wahyu Tamu Baru")
    sheet.put(sheet.blank[0], "HADIR", "Hadir")
    sheet.newcomers = 1
    return sheet.everyone()


Habit = Callable[[Sheet], set[str]]
HABITS: Sequence[Habit] = (
    *(words, letters, mixed, ones_and_noughts, ticks, ticks_with_legend, ticks_with_legend_below),
    *(ticks_and_count, crosses, crosses_mean_came, dashes, dashes_with_legend, signatures),
    *(initials, coloured, ticks_and_colours, sorted_by_name, sorted_by_mark, rows_inserted),
    *(struck_out, rows_removed, row_twice, hours, hours_with_legend, not_to_be_read, merged),
    *(picture_font, webdings, names_sorted_alone, remarks, numbers_retyped, check_boxes),
    *(signed_and_absent, for_somebody_else, scanned, other_day, other_plan, left_alone),
    *(new_people, own_column, another_title, no_header, no_code, all_painted_and_ticked),
)


@dataclass(frozen=True)
class Filled:
    """A sheet of a file, what it was meant to say, of whom it leaves no doubt, and by which
    habit.
    """

    file: str
    sheet: str
    session: str
    truth: dict[str, Presence]
    clear: set[str]
    habit: str
    newcomers: int
    is_blank: bool


def fill_in(path: Path, dice: random.Random, habits: Iterator[Habit]) -> list[Filled]:
    """Fill in each attendance sheet of a workbook by the next habit."""
    book = openpyxl.load_workbook(path)
    found = []
    for page in book.worksheets:
        if not any(c.value == "NO." for c in page["A"]) or page.title == "Peserta":
            continue
        sheet = Sheet(page, dice)
        code = next(
            str(c.value).removeprefix("Kode sesi: ")
            for c in page["A"]
            if str(c.value or "").startswith("Kode sesi:")
        )
        habit = next(habits)
        clear = habit(sheet)
        found.append(
            Filled(
                *(path.name, page.title, code, sheet.truth, clear, habit.__name__),
                *(sheet.newcomers, sheet.is_blank),
            )
        )
    book.save(path)
    return found
