"""What one person's cells say of one day, put together: a mark, a sign, or a reason why it cannot
be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.attending.form import Form
from okoce_opt.attending.hands import is_hand_of, is_initial_of
from okoce_opt.attending.lines import Line
from okoce_opt.attending.looks import UNSEEN
from okoce_opt.attending.signs import CHANGES, WORD, Meaning, Sign, meaning_of, plain, signed
from okoce_opt.domain.attended import Presence
from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken

_ABSENT = ("sakit", "izin", "ijin", "alpa", "absen", "mangkir")


@dataclass(frozen=True)
class Said:
    """What a person's row says of a day; where `meaning` is None, `why` it cannot be told. The cell
    is the one that decides, or that is to be mended.
    """

    meaning: Meaning
    row: int
    column: int
    why: Words | None = None


@dataclass(frozen=True)
class Pen:
    """How a sheet was filled: whether people sign with names or initials, and which rows are
    coloured where others are not.
    """

    initials: bool
    coloured: frozenset[int]

    @classmethod
    def of(cls, form: Form, lines: Sequence[Line]) -> Pen:
        """How this sheet was filled."""
        columns = [column for those in form.signed.values() for column in those]
        columns += [] if form.came is None else [form.came]
        initials = any(
            isinstance(value := signed(form.raw(line.row, column)), str)
            and (
                is_hand_of(value, line.name)
                or (meaning_of(value) is None and is_initial_of(value, line.name))
            )
            for line in lines
            for column in columns
        )
        usual = _paint(form, _blank_row(form, lines))
        rows = (line.row for line in lines if _paint(form, line.row) != usual)
        return cls(initials, frozenset(rows))


def _paint(form: Form, row: int) -> tuple[str, ...]:
    width = len(form.cells.rows[form.header])
    columns = [column for column in range(width) if form.has(row, column)]
    return tuple(form.looks.painted.get(form.place(row, column), "") for column in columns)


def _blank_row(form: Form, lines: Sequence[Line]) -> int:
    """A row that nobody has written into: it has the colours that the sheet was printed with."""
    taken = {line.row for line in lines}
    rows = range(form.header + 1, len(form.cells.rows))
    blank = (row for row in rows if row not in taken and form.cells.text(row, 0).isdecimal())
    return next(blank, len(form.cells.rows))


def said_of(form: Form, line: Line, day: date, pen: Pen) -> Said:
    """What the row says of the day."""
    columns = [*form.signed[day]]
    if not form.is_class and form.came is not None:
        columns.insert(0, form.came)
    return _together(form, line, columns, pen)


def said_of_all(form: Form, line: Line, pen: Pen) -> Said:
    """What the row of a class of several days says under *Hadir*, which is about none of them in
    particular.
    """
    if form.came is None:
        return Said(Sign.EMPTY, line.row, form.ids)
    return _together(form, line, [form.came], pen)


def _together(form: Form, line: Line, columns: Sequence[int], pen: Pen) -> Said:
    if not columns:
        return Said(Sign.EMPTY, line.row, form.ids)
    if _is_struck(form, line.row, columns):
        return Said(None, line.row, form.ids, STRUCK)
    read = [Said(*_cell(form, line, column, pen)) for column in columns]
    remark = _remark(form, line)
    clear = {
        one.meaning: one
        for one in (*read, *([remark] if remark else []))
        if isinstance(one.meaning, Presence)
    }
    broken = [one for one in read if one.meaning is None]
    only_merged = all(one.why is MERGED for one in broken)
    if broken and not (clear and only_merged):
        return broken[0]
    if remark is not None and remark.meaning is None:
        return remark
    if len(clear) > 1:
        said = ", ".join(
            sorted(WORD[meaning] for meaning in clear if isinstance(meaning, Presence))
        )
        return Said(None, line.row, columns[0], TWO_WAYS.fill(said=said))
    if clear:
        return next(iter(clear.values()))
    signs = {one.meaning: one for one in read if one.meaning is not Sign.EMPTY}
    if len(signs) > 1:
        return Said(None, line.row, columns[0], UNREADABLE.fill(found=", ".join(map(str, signs))))
    if signs:
        return next(iter(signs.values()))
    if any(form.place(line.row, column) in form.looks.pictures for column in columns):
        return Said(Sign.PICTURE, line.row, columns[0])
    is_coloured = line.row in pen.coloured
    return Said(Sign.COLOUR if is_coloured else Sign.EMPTY, line.row, columns[0])


def _is_struck(form: Form, row: int, columns: Sequence[int]) -> bool:
    return any(
        form.place(row, column) in form.sheet.struck for column in (form.ids, form.names, *columns)
    )


def _cell(form: Form, line: Line, column: int, pen: Pen) -> tuple[Meaning, int, int, Words | None]:
    """What one cell says."""
    value: object = form.raw(line.row, column)
    if column != form.came:
        value = signed(value)
    text = plain(value) if isinstance(value, str) else ""
    at = (line.row, column)
    if text and text in form.legend.texts:
        return form.legend.texts[text], *at, None
    if isinstance(value, Broken):
        return None, *at, MERGED if value.merged else UNREADABLE.fill(found=value.text or "=...")
    if text == UNSEEN:
        return None, *at, PICTURED
    meaning = meaning_of(value)
    if meaning is None and text:
        if is_hand_of(text, line.name):
            return Presence.CAME, *at, None
        words = OTHER_HAND if column != form.came and _is_name(text) else UNREADABLE
        return None, *at, words.fill(found=shown(str(value)[:40]))
    is_code = isinstance(meaning, Presence) and meaning is not Presence.CAME
    if (is_code or meaning is Sign.CROSS) and pen.initials and is_initial_of(text, line.name):
        return None, *at, INITIAL.fill(found=str(value))
    if meaning is None:
        return None, *at, UNREADABLE.fill(found=shown(str(value)[:40]))
    return meaning, *at, None


def _is_name(text: str) -> bool:
    return all(c.isalpha() or c in " .'" for c in text) and len(text) > 2


def _remark(form: Form, line: Line) -> Said | None:
    """What a remark beside the table, or a comment on a cell, adds: who was ill, say, or that
    somebody else may have come.
    """
    columns = [*form.untitled] if form.notes is None else [form.notes, *form.untitled]
    for column in columns:
        value = form.raw(line.row, column)
        text = plain(value) if isinstance(value, str) else ""
        meaning = meaning_of(text)
        if text and isinstance(meaning, Presence):
            return Said(meaning, line.row, column)
        if any(word in text for word in CHANGES):
            return Said(None, line.row, column, UNREADABLE.fill(found=shown(text[:40])))
    signed_in = [column for those in form.signed.values() for column in those]
    for column in (form.names, form.ids, *([] if form.came is None else [form.came]), *signed_in):
        text = plain(form.looks.comments.get(form.place(line.row, column), ""))
        if any(word in text for word in (*CHANGES, *_ABSENT)):
            return Said(None, line.row, column, COMMENTED.fill(found=shown(text[:40])))
    return None


_ALLOWED_ID = "Isi Hadir, Izin, Sakit atau Alpa"
_ALLOWED_EN = "Fill in Hadir, Izin, Sakit or Alpa"
UNREADABLE = Words(
    f"Tertulis \u201c{{found}}\u201d; tidak terbaca. {_ALLOWED_ID}.",
    f"Reads \u201c{{found}}\u201d, which is not understood. {_ALLOWED_EN}.",
)
OTHER_HAND = Words(
    "Tertulis \u201c{found}\u201d, bukan nama atau paraf orang di baris ini. "
    f"{_ALLOWED_ID} untuk orang di baris ini.",
    "Reads \u201c{found}\u201d, which is neither name nor initials of this row. "
    f"{_ALLOWED_EN} for the person of this row.",
)
INITIAL = Words(
    f"Tertulis \u201c{{found}}\u201d: bisa paraf, bisa tanda tidak hadir. {_ALLOWED_ID}.",
    f"Reads \u201c{{found}}\u201d: initials, or a sign for not coming. {_ALLOWED_EN}.",
)
TWO_WAYS = Words(
    f"Baris ini mengatakan beberapa hal sekaligus: {{said}}. {_ALLOWED_ID}, satu saja.",
    f"This row says several things at once: {{said}}. {_ALLOWED_EN}, one only.",
)
STRUCK = Words(
    "Baris ini dicoret; tidak jelas apakah orangnya hadir. Hapus coretannya, lalu isi Hadir, "
    "Izin, Sakit atau Alpa.",
    "This row is crossed out; it is not clear whether the person came. Take the line away and fill "
    "in Hadir, Izin, Sakit or Alpa.",
)
MERGED = Words(
    f"Sel ini digabung dengan sel lain; tidak jelas untuk siapa. Pisahkan selnya. {_ALLOWED_ID}.",
    f"This cell is merged with others; it is not clear for whom. Unmerge it. {_ALLOWED_EN}.",
)
COMMENTED = Words(
    f"Komentar sel ini mengatakan \u201c{{found}}\u201d. {_ALLOWED_ID} di kolom Hadir, lalu hapus "
    "komentarnya.",
    f"The comment on this cell says \u201c{{found}}\u201d. {_ALLOWED_EN} under Hadir, and delete "
    "the comment.",
)
PICTURED = Words(
    f"Sel ini memakai huruf gambar yang tidak terbaca. {_ALLOWED_ID}.",
    f"This cell has a letter of a picture font that cannot be read. {_ALLOWED_EN}.",
)
