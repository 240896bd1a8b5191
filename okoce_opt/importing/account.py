"""What became of each row that was read: taken, questioned, or ignored with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.words import Words
from okoce_opt.importing.cells import Doubt

TAKEN_OR_NOT = "taken_or_not"
"""A doubt about a whole row: is that a person to be invited?"""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row stands: the file as reports say it, the sheet, the row as numbered there."""

    file: str
    sheet: str
    row: int

    @property
    def place(self) -> str:
        """File and sheet."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file

    @property
    def said(self) -> Words:
        """The whole address."""
        return Words("{place}, baris {row}", "{place}, row {row}").fill(
            place=self.place, row=str(self.row)
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell (its column from 0, -1: the whole row): what was found (masked)
    and what the doubt says.
    """

    column: int
    field: str
    found: str
    doubt: Doubt

    @property
    def words(self) -> Words:
        """What was found, what is allowed, what to do."""
        if self.doubt.code == TAKEN_OR_NOT:
            asked = Words("{why}. {ask}", "{why}. {ask}")
            return asked.fill(why=self.doubt.allowed, ask=self.doubt.advice)
        found = Words("tertulis '{f}'", "found '{f}'").fill(f=self.found)
        return Words(
            "{name}: {found}; seharusnya {allowed}. {advice}",
            "{name}: {found}; allowed: {allowed}. {advice}",
        ).fill(
            name=self.field,
            found=found if self.found else Words("kosong", "empty"),
            allowed=self.doubt.allowed,
            advice=self.doubt.advice,
        )


@dataclass(slots=True)
class Entry:
    """One person of a list, as understood. `values` by the columns of `pendaftar`, regions as
    codes; `waits` are the questions that hold the row back, `columns` the cells that some of them
    are about (from 0; `column` is that of the name). `open` are faults not yet asked about, each
    with the id of its question, `said` what a question on many rows says of this one; `fields` the
    column of `pendaftar` that each open question on a value is about.
    """

    spot: Spot
    values: dict[str, object] = field(default_factory=dict, repr=False)
    faults: list[Fault] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    column: int = 0
    open: list[tuple[Fault, str]] = field(default_factory=list)
    said: dict[str, Words] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Ignored:
    """A row that is not taken, and why; `kind` is the reason as it is counted, where `why` names
    another row.
    """

    spot: Spot
    why: Words
    text: str = field(default="", repr=False)
    kind: Words | None = None


@dataclass
class SheetAccount:
    """The rows of one sheet. `held` of them wait for a question on its layout; `people` are rows
    with somebody; `waits`: whether the sheet is to be read at all is asked. Where `is_partial`, its
    title or name says that it is a supplement and no whole list. `home` is the kelurahan that its
    title or name says (its code, empty where none).
    """

    file: str
    sheet: str
    layout: str = ""
    mapping: list[tuple[str, str]] = field(default_factory=list)
    read: int = 0
    entries: list[Entry] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    held: int = 0
    is_partial: bool = False
    home: str = ""
    people: int = 0
    waits: bool = False
    notes: list[Words] = field(default_factory=list)

    @property
    def questioned(self) -> int:
        """Rows that wait for an answer."""
        return self.held + sum(bool(entry.waits) for entry in self.entries)

    @property
    def taken(self) -> int:
        """Rows whose people are in the scenario once the import is written."""
        return sum(not entry.waits for entry in self.entries)

    @property
    def balanced(self) -> bool:
        """Whether every row that was read has its place."""
        return self.read == self.taken + self.questioned + len(self.ignored)


def reasons(accounts: Sequence[SheetAccount]) -> Counter[Words]:
    """Ignored rows by reason."""
    return Counter(one.kind or one.why for account in accounts for one in account.ignored)
