"""One filled attendance sheet: the marks in it, and what must be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.attending.asked import OWN_COLUMN, Asked
from okoce_opt.attending.desk import Desk
from okoce_opt.attending.form import Form
from okoce_opt.attending.legend import by_count, counted
from okoce_opt.attending.lines import Line, lines_of, twice
from okoce_opt.attending.marks import STRUCK, Pen, Said, said_of, said_of_all
from okoce_opt.attending.signs import SIGN_WORDS, Sign, plain
from okoce_opt.attending.walk_ins import Newcomer
from okoce_opt.domain.attended import Mark, Presence
from okoce_opt.domain.words import Words
from okoce_opt.gate.addresses import address
from okoce_opt.reports.attendance.head_reader import labelled
from okoce_opt.reports.content import labels

FEW = 5
"""Up to so many cells with the same unclear sign are asked about one by one, more of them once."""
_SHOWN = 10


@dataclass
class SheetRead:
    """What a sheet says. `days` are those that are filled in: none for a sheet that nobody has
    filled in yet. `spots` are the cells that marks were read from. `people` are all whom the sheet
    is about, with a mark or without.
    """

    form: Form
    days: tuple[date, ...] = ()
    marks: list[Mark] = field(default_factory=list)
    spots: dict[tuple[str, date], tuple[int, int]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    notices: list[Words] = field(default_factory=list)
    newcomers: list[Newcomer] = field(default_factory=list)
    people: frozenset[str] = frozenset()


def read_form(desk: Desk, form: Form, empty: Presence | None = None) -> SheetRead:
    """Read a sheet. `empty` is what the planner says an empty cell among filled ones means; without
    it, and where the sheet itself does not say so, it is asked.
    """
    found = SheetRead(form)
    lines = lines_of(desk, form)
    pen = Pen.of(form, lines.people)
    said = {
        day: {line.row: said_of(form, line, day, pen) for line in lines.people} for day in form.days
    }
    if form.is_class:
        _spread(form, lines.people, said, pen, _filled(said) or form.days)
    filled = _filled(said)
    found.newcomers = lines.newcomers
    if not filled:
        if lines.is_filled:
            # in rows of which nobody can tell whose they are
            found.asked = lines.asked
        elif pen.coloured:
            found.asked.append(form.ask(form.header, form.title, COLOURS))
        for column in form.own_columns:
            if any(form.raw(line.row, column) not in (None, "") for line in lines.people):
                found.asked.append(form.ask(form.header, column, OWN_COLUMN))
        struck = [one for of_day in said.values() for one in of_day.values() if one.why is STRUCK]
        found.asked += dict.fromkeys(form.ask(one.row, one.column, STRUCK) for one in struck)
        return found
    found.days = filled
    found.asked = lines.asked
    found.people = lines.printed | lines.doubted | {line.person for line in lines.people}
    for day in filled:
        _read_day(desk, found, lines.people, said[day], day, empty)
    return found


def _says(one: Said) -> bool:
    return one.meaning not in (Sign.EMPTY, Sign.COLOUR)


def _filled(said: Mapping[date, Mapping[int, Said]]) -> tuple[date, ...]:
    return tuple(day for day, rows in said.items() if any(map(_fills, rows.values())))


def _fills(one: Said) -> bool:
    """Whether somebody has filled the row in; a line through it may be older than the session."""
    return _says(one) and one.why is not STRUCK


def _spread(
    form: Form,
    people: Sequence[Line],
    said: dict[date, dict[int, Said]],
    pen: Pen,
    filled: Sequence[date],
) -> None:
    """What stands under *Hadir* of a class of several days, for the days `filled` in.

    That somebody was ill or stayed away is about all days on which the row says nothing else; that
    they came is so only where the sheet says so (`semua hari`).
    """
    days_say = any(_says(one) for of_day in said.values() for one in of_day.values())
    for line in people:
        whole = said_of_all(form, line, pen)
        of_days = [said[day][line.row] for day in filled]
        if whole.meaning is Sign.EMPTY or (
            any(_says(one) for one in of_days)
            and (whole.meaning is Presence.CAME or _is_count(form, line, of_days))
        ):
            continue
        is_absence = isinstance(whole.meaning, Presence) and whole.meaning is not Presence.CAME
        if is_absence and any(_says(one) for one in of_days):
            whole = Said(None, whole.row, whole.column, WHOLE_AND_DAYS)
        elif whole.meaning is not None and not is_absence:
            meant = form.legend.signs.get(Sign.WHOLE)
            came = whole.meaning is Presence.CAME
            meaning = whole.meaning if came and meant else Sign.WHOLE
            whole = Said(meaning, whole.row, whole.column)
        elif is_absence and not days_say and Sign.WHOLE not in form.legend.signs:
            # the column is all there is: perhaps it is about the first day only
            whole = Said(Sign.WHOLE, whole.row, whole.column)
        for day in filled:
            said[day][line.row] = whole


def _is_count(form: Form, line: Line, of_days: Sequence[Said]) -> bool:
    """Whether the column counts the days that the row says somebody came."""
    value = form.raw(line.row, form.came or 0)
    came = sum(one.meaning is Presence.CAME for one in of_days)
    return plain(str(value)) in (str(came), f"{came} hari", f"{came}.0", f"{came}x")


def _read_day(
    desk: Desk,
    found: SheetRead,
    people: Sequence[Line],
    said: Mapping[int, Said],
    day: date,
    empty: Presence | None,
) -> None:
    form = found.form
    means = _meanings(form, people, said, empty)
    doubted = _doubles(found, people, said, day)
    unclear: dict[Sign, list[Said]] = {}
    moved: list[str] = []
    now = frozenset(desk.now.people.get(form.session, ()))
    for line in people:
        one = said[line.row]
        if line.person in doubted:
            continue
        meaning = one.meaning
        if isinstance(meaning, Sign):
            sign = Sign.ADDED if meaning is Sign.EMPTY and not line.is_planned else meaning
            meaning = means.get(sign)
            if meaning is None and (line.person in now or not line.is_planned):
                unclear.setdefault(sign, []).append(one)
        elif meaning is None and one.why is not None:
            question = form.ask(one.row, one.column, one.why)
            found.asked += [] if question in found.asked else [question]
        if meaning is None:
            continue
        if meaning is not Presence.CAME and not line.is_planned:
            found.asked.append(form.ask(one.row, one.column, NOT_HERE.fill(person=line.person)))
        elif meaning is not Presence.CAME and line.person not in now:
            # who has been moved away since this sheet was printed was not expected any more
            moved.append(line.person)
        else:
            found.marks.append(Mark(line.person, form.session, day, meaning, form.code))
            found.spots[line.person, day] = form.place(one.row, one.column)
    for sign, those in unclear.items():
        _ask_about(found, sign, those)
    if moved:
        who = ", ".join(moved[:_SHOWN]) + (", ..." if len(moved) > _SHOWN else "")
        where = form.where(form.header, form.title)
        found.notices.append(MOVED.fill(where=where, who=who))
    _compare_count(found, day)


def _meanings(
    form: Form, people: Sequence[Line], said: Mapping[int, Said], empty: Presence | None
) -> Mapping[Sign, Presence]:
    """What signs mean here: by the planner, by the count in the head, by the sheet's own legend,
    the last of which outranks the others.
    """
    came = sum(said[line.row].meaning is Presence.CAME for line in people)
    signs = (said[line.row].meaning for line in people)
    unclear = Counter(sign for sign in signs if isinstance(sign, Sign))
    is_sure = len(form.days) == 1 and all(said[line.row].meaning is not None for line in people)
    return {
        **({Sign.EMPTY: empty} if empty else {}),
        **(by_count(came, unclear, _count_line(form)) if is_sure else {}),
        **form.legend.signs,
    }


def _count_line(form: Form) -> int | None:
    line = labelled(form.cells, form.header).get(labels.PRESENT.casefold())
    return counted(line[2]) if line else None


def _doubles(
    found: SheetRead, people: Sequence[Line], said: Mapping[int, Said], day: date
) -> set[str]:
    """People whom two rows say different things about; they are asked about."""
    doubted: set[str] = set()
    for first, again in twice([*people]):
        if said[first.row].meaning is not said[again.row].meaning:
            doubted.add(again.person)
            words = TWICE.fill(person=again.person, row=first.row + 1)
            found.asked.append(found.form.ask(again.row, found.form.ids, words))
    return doubted


def _ask_about(found: SheetRead, sign: Sign, those: Sequence[Said]) -> None:
    form, is_blank = found.form, sign is Sign.EMPTY
    if len(those) <= FEW:
        words = ONE_SIGN.fill(sign=SIGN_WORDS[sign])
        asked = [form.ask(one.row, one.column, words, is_blank=is_blank) for one in those]
    else:
        cells = [address(*form.place(one.row, one.column)) for one in those]
        shown = ", ".join(cells[:_SHOWN]) + (", ..." if len(cells) > _SHOWN else "")
        words = MANY_SIGNS[sign is Sign.WHOLE].fill(
            n=len(those), sign=SIGN_WORDS[sign], cells=shown, word=sign.value
        )
        asked = [form.ask(form.header, form.title, words, is_blank=is_blank)]
    found.asked += [question for question in asked if question not in found.asked]


def _compare_count(found: SheetRead, day: date) -> None:
    """Tell of a count in the head that is not that of the marks; each mark stands for itself."""
    said = _count_line(found.form) if len(found.form.days) == 1 else None
    came = sum(mark.presence is Presence.CAME for mark in found.marks if mark.day == day)
    if said is not None and said != came and not found.asked:
        where = found.form.where(found.form.header, found.form.title)
        found.notices.append(COUNT.fill(where=where, said=said, came=came))


COLOURS = Words(
    "Lembar ini hanya diwarnai; warna tidak dapat dibaca. Isi kolom ini dengan Hadir, Izin, Sakit "
    "atau Alpa.",
    "This sheet has colours only, which cannot be read. Fill this column with Hadir, Izin, Sakit "
    "or Alpa.",
)
WHOLE_AND_DAYS = Words(
    "Kolom Hadir mengatakan tidak hadir, tetapi kolom harinya terisi. Isi hari demi hari, dan "
    "kosongkan sel ini.",
    "Under Hadir the person did not come, but days are filled in. Fill in day by day, and clear "
    "this cell.",
)
NOT_HERE = Words(
    "{person} tidak tercetak di lembar ini. Tulis Hadir bila ia datang ke sesi ini; bila tidak, "
    "hapus barisnya.",
    "{person} was not printed on this sheet. Write Hadir if they came to this session; if not, "
    "remove the row.",
)
MOVED = Words(
    "{where}: {who} tidak hadir, tetapi menurut rencana yang berlaku kursinya tidak di sesi ini "
    "lagi; ketidakhadirannya tidak dihitung.",
    "{where}: {who} did not come, but in the plan that holds they have no seat in this session any "
    "more; that is not counted against them.",
)
TWICE = Words(
    "{person} ada dua kali (juga di baris {row}) dengan isi berbeda. Hapus baris yang salah.",
    "{person} is here twice (also in row {row}) and the rows differ. Remove the wrong one.",
)
ONE_SIGN = Words(
    "Sel ini {sign}, dan lembar ini tidak mengatakan artinya. Isi Hadir, Izin, Sakit atau Alpa.",
    "This cell is {sign}, and the sheet does not say what that means. Fill in Hadir, Izin, Sakit "
    "or Alpa.",
)
MANY_SIGNS = (
    Words(
        "{n} sel {sign} ({cells}), dan lembar ini tidak mengatakan artinya. Tulis artinya di "
        "belakang judul kolom ini, misalnya \u201cHADIR ({word} = alpa)\u201d, atau isi sel-selnya "
        "dengan Hadir, Izin, Sakit atau Alpa.",
        "{n} cells are {sign} ({cells}), and the sheet does not say what that means. Write it "
        "behind the title of this column, \u201cHADIR ({word} = alpa)\u201d say, or fill the cells "
        "with Hadir, Izin, Sakit or Alpa.",
    ),
    Words(
        "{n} sel {sign} ({cells}); tidak jelas hari yang mana. Isi kolom tiap hari, atau tulis "
        "judul kolom ini \u201cHADIR ({word})\u201d bila isinya berlaku untuk semua hari.",
        "{n} cells are {sign} ({cells}); it is not clear which day is meant. Fill in each day's "
        "column, or make this title \u201cHADIR ({word})\u201d if it holds for all days.",
    ),
)
COUNT = Words(
    "{where}: kepala lembar menulis {said} orang hadir, barisnya {came}; yang dipakai barisnya.",
    "{where}: the head says that {said} people came, its rows {came}; the rows are used.",
)
