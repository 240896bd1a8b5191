"""The sheet `perubahan`: what has changed since the plan was announced, a row for each change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.ids import PersonId, VenueId, meant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import InputError
from okoce_opt.gate import Refused, read_sheets
from okoce_opt.io.files.text_file import read_csv
from okoce_opt.io.tables import parsers as p
from okoce_opt.io.tables.cells import Cell, Grid, clean, grid_of, plain, shown
from okoce_opt.io.tables.declared import Column, Table
from okoce_opt.io.tables.records import Record, read_records
from okoce_opt.io.tables.times import day as read_day

PERUBAHAN = "perubahan"
ENGLISH = "changes"

WITHDRAWN, DIED, MOVED, LATE = "mundur", "meninggal", "pindah", "daftar"
AWAY, HALL, TEAM = "berhalangan", "tempat tutup", "tim tidak ada"
CLOSED, MOVED_HOLIDAY, CANCELLED = "libur", "libur pindah", "batal"

LONGEST = 366
"""Days of one closing."""
SESSION = Words(
    "sesi di rencana: kegiatan|tempat|tanggal|bagian; atau tempat, dengan tanggalnya di dari",
    "a session of the plan: activity|venue|date|part; or a venue, with the day in dari (from)",
)
"""What `siapa` may say of a session that is cancelled."""

OF_PEOPLE = (WITHDRAWN, DIED, MOVED, AWAY)
"""Changes of somebody who is on the list."""

WHATS = {
    WITHDRAWN: Words("mengundurkan diri", "withdraws"),
    DIED: Words("meninggal", "has died"),
    MOVED: Words("pindah rumah", "moves house"),
    LATE: Words("mendaftar terlambat", "registers late"),
    AWAY: Words("berhalangan", "is away"),
    HALL: Words("tempat tutup", "hall closed"),
    TEAM: Words("tim tidak ada", "team away"),
    CLOSED: Words("hari libur", "holiday"),
    MOVED_HOLIDAY: Words("hari libur pindah", "holiday moved"),
    CANCELLED: Words("sesi batal", "session cancelled"),
}
"""What may have changed, as column `apa` says it."""

_IN_ENGLISH = {
    **{"withdrawn": WITHDRAWN, "withdraws": WITHDRAWN, "died": DIED, "moved": MOVED},
    **{"moves": MOVED, "late": LATE, "registers": LATE, "away": AWAY, "hall closed": HALL},
    **{"venue closed": HALL, "team away": TEAM, "holiday": CLOSED, "holiday moved": MOVED_HOLIDAY},
    **{"cancelled": CANCELLED, "canceled": CANCELLED},
}


_LONGEST = max(len(what.split()) for what in (*WHATS, *_IN_ENGLISH))


@dataclass(frozen=True, slots=True)
class Change:
    """One row: `what` has changed, of `who` (a person, hall, team or session), `before` (a place,
    or the first day) and `after` (a place, or the last day), and the `reason`. `file` and `row`
    say where it stands. The reason is said in reports: a NIK or telephone number in it keeps its
    last four digits.
    """

    what: str
    who: str = ""
    before: Cell = None
    after: Cell = None
    reason: str = ""
    name: str = ""
    file: str = PERUBAHAN
    row: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", shown(self.reason))

    def __repr__(self) -> str:
        return f"Change({self.what} {shown(self.who)})"


def as_meant(change: Change, registrants: Collection[str]) -> Change:
    """The change with the number of the person as the list has it (`p17` for P017), or with the
    holiday that was written in its place (`libur 2026-05-14`) as its first day.
    """
    if change.what == CLOSED and change.who and change.before is None:
        return replace(change, who="", before=change.who)
    if change.what not in OF_PEOPLE or change.who in registrants:
        return change
    who = meant(change.who, map(PersonId, registrants))
    return change if who is None else replace(change, who=who)


def _whatever(cell: Cell) -> object:
    """A cell that is a place or a day, as the row's `apa` says; read where that is known."""
    return cell


def _column(header: str, parse: Callable[[Cell], object], *aliases: str) -> Column:
    return Column(header, parse, default="", aliases=aliases)


TABLE = Table(
    PERUBAHAN,
    (
        Column("apa", p.one_of(*WHATS, english=_IN_ENGLISH), True, aliases=("what",)),
        _column("siapa", p.text, "who"),
        _column("dari", _whatever, "from"),
        _column("ke", _whatever, "to", "sampai", "menjadi"),
        _column("alasan", p.text, "reason"),
        Column("nama", p.text, default="", private=True),
    ),
    (),
)
"""Its columns; `nama` is for people who register late."""


def read_changes(path: Path) -> tuple[Change, ...]:
    """The rows of a workbook (its sheet `perubahan`, or the only one) or CSV file.

    Raises InputError with every complaint at once.
    """
    complaints: list[Complaint] = []
    if path.suffix.lower() == ".csv":
        grid = read_csv(path, PERUBAHAN, path.name, complaints)
    else:
        grid = _grid_in(path, complaints)
    read = None if grid is None else read_records(TABLE, grid, False, complaints)
    rows = read.records if read is not None and read.usable else []
    for record in rows:
        if "apa" not in record.values and "apa" not in record.faulty:
            file, row = record.spot
            words = same(", ".join(WHATS))
            complaints.append(
                Complaint("empty", PERUBAHAN, "", "apa", "", words, file=file, row=row)
            )
    if complaints:
        raise InputError(complaints)
    return tuple(map(_change, rows))


def _grid_in(path: Path, complaints: list[Complaint]) -> Grid | None:
    """The cells of the sheet in a workbook; None with a complaint if there is none."""
    try:
        sheets = read_sheets(path)
    except Refused as refused:
        allowed = Words("buku kerja .xlsx, atau .csv", "an .xlsx workbook, or .csv")
        said = (PERUBAHAN, "", "", refused.found, allowed, refused.advice, path.name)
        complaints.append(Complaint(refused.code, *said))
        return None
    named = [one for one in sheets if clean(one.name).casefold() in (PERUBAHAN, ENGLISH)]
    for sheet in named or (sheets if len(sheets) == 1 else []):
        return grid_of(f"{path.name} [{clean(sheet.name)}]", sheet.rows, sheet.hidden)
    found = shown(", ".join(clean(one.name) for one in sheets))
    advice = Words("Beri nama lembarnya perubahan.", "Call the sheet perubahan (changes).")
    said = (PERUBAHAN, "", "", found, same(PERUBAHAN), advice, path.name)
    complaints.append(Complaint("missing_table", *said))
    return None


def _change(record: Record) -> Change:
    said = {column.header: record.get(column) for column in TABLE.columns}
    file, row = record.spot
    cells: dict[str, Cell] = {name: said[name] or None for name in ("dari", "ke")}  # type: ignore[misc]
    return Change(
        str(said["apa"]),
        plain(said["siapa"]),  # type: ignore[arg-type]
        cells["dari"],
        cells["ke"],
        str(said["alasan"]),
        str(said["nama"]),
        file,
        row,
    )


def words_said(words: Sequence[str]) -> tuple[str, str]:
    """What has changed and who, of words as they were typed: `tempat tutup aula_1` needs no
    quotation marks, and neither has a name of two words.
    """
    known = {*WHATS, *_IN_ENGLISH}
    for n in range(min(len(words), _LONGEST), 1, -1):
        if " ".join(words[:n]).casefold() in known:
            return " ".join(words[:n]), " ".join(words[n:])
    return words[0], " ".join(words[1:])


def change_words(change: Change, problem: Problem) -> Words:
    """A change in a line, to be read again: `  P00123 mengundurkan diri (bekerja)`."""
    hall, team = problem.venues.get(VenueId(change.who)), problem.teams.get(change.who)
    who = (hall.name if hall else team.name if team else "") or change.who
    before, after = (_cell_words(cell, problem) for cell in (change.before, change.after))
    lasts = change.what in (AWAY, HALL, TEAM, CLOSED)
    is_one_day = change.what == CANCELLED or (lasts and after is None)
    since = Words(", pada {x}", ", on {x}") if is_one_day else Words(", dari {x}", ", from {x}")
    until = Words(" sampai {x}", " to {x}") if lasts else Words(", ke {x}", ", to {x}")
    return Words(
        "  {what}{who}{before}{after}{reason}", "  {what}{who}{before}{after}{reason}"
    ).fill(
        what=WHATS[change.what],
        who=f": {who}" if who else "",
        before=since.fill(x=before) if before else "",
        after=until.fill(x=after) if after else "",
        reason=f" ({change.reason})" if change.reason else "",
    )


def _cell_words(cell: Cell, problem: Problem) -> Words | None:
    """A day or a place as people say it."""
    if cell is None:
        return None
    try:
        return Words("{day}", "{day}").fill(day=read_day(cell))
    except p.Unreadable:
        home = problem.kelurahan.get(plain(cell))
        return same(home.name if home else plain(cell))


def change_said(
    what: str, who: str = "", before: str = "", after: str = "", reason: str = "", name: str = ""
) -> Change:
    """A change that was typed as a command. Raises InputError for a word that is no change."""
    column = TABLE.columns[0]
    try:
        meant = str(column.parse(what))
    except p.Unreadable as error:
        complaint = Complaint(
            error.code, PERUBAHAN, "", "apa", shown(what), error.allowed, error.advice, PERUBAHAN
        )
        raise InputError([complaint]) from None
    return Change(meant, who.strip(), before.strip() or None, after.strip() or None, reason, name)
