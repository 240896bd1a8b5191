"""What has been read from sheets so far: seats, their cells, contradictions, missing files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from okoce_opt.domain.findings import shown
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.words import Words
from okoce_opt.reports.reading.contradictions import DISAGREE, FILE, SHEETS_SAY, Disagreement
from okoce_opt.reports.reading.workbook import Cells


@dataclass
class NotCompared:
    """What stands on sheets and was met without being compared: whole sheets, columns of tables,
    lines of attendance sheets.
    """

    sheets: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)


@dataclass
class Evidence:
    """Seats, cells and contradictions gathered while sheets are read.

    `teams` maps a session to the team on its sheet, `sheets` an attendance sheet (file, name) to
    its session and the people counted on it, `codes` to its small code, `rows` to its people's
    cells; `headless` maps a sheet whose table has lost a title that it is known by to its session,
    a cell of the header and those titles; `unread` are the kecamatan whose workbook is gone,
    `unknown` the columns of which the lists know nothing, `listed` the sessions with a stall list.
    `plan_code` is what the code of each sheet should say of the plan, `attended` who came, where a
    sheet says so.
    What was met and not compared is in `aside`; `notices` are no contradictions.
    """

    seats: set[Seat] = field(default_factory=set)
    held: set[SessionId] = field(default_factory=set)
    cells: dict[Seat, str] = field(default_factory=dict)
    teams: dict[SessionId, str] = field(default_factory=dict)
    mentors: dict[PersonId, str] = field(default_factory=dict)
    heads: dict[SessionId, dict[str, str]] = field(default_factory=dict)
    sheets: dict[tuple[str, str], tuple[SessionId, int]] = field(default_factory=dict)
    codes: dict[tuple[str, str], SessionId] = field(default_factory=dict)
    rows: dict[tuple[str, str], dict[PersonId, str]] = field(default_factory=dict)
    headless: dict[tuple[str, str], tuple[SessionId, str, str]] = field(default_factory=dict)
    notices: list[Words] = field(default_factory=list)
    files: list[Disagreement] = field(default_factory=list)
    wrong: list[Disagreement] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    listed: set[SessionId] = field(default_factory=set)
    plan_code: str = ""
    attended: dict[Seat, str] = field(default_factory=dict)
    aside: NotCompared = field(default_factory=lambda: NotCompared())

    def disagree(
        self,
        subject: str,
        found: object,
        allowed: object,
        *cells: str,
        sentence: Words = SHEETS_SAY,
        about: str = "",
        who: tuple[PersonId, ...] = (),
        sessions: tuple[SessionId, ...] = (),
    ) -> None:
        """Note that the first cell says `found` where `allowed` is right; `who` are the people
        concerned.
        """
        said = shown(found) if isinstance(found, str) else found
        self.wrong.append(
            Disagreement(
                DISAGREE, shown(subject), said, allowed, sessions, who, cells, sentence, about
            )
        )

    def cells_of(self, plan: Plan, person: PersonId) -> list[str]:
        """The cells of a person in the attendance sheets."""
        mine = [(person, sid) for sid in plan.sessions_of.get(person, ())]
        return [self.cells[seat] for seat in mine if seat in self.cells]

    def sheet_aside(self, cells: Cells) -> None:
        """Note a sheet that nothing is compared with."""
        self.aside.sheets.add(cells.name)

    def columns_aside(self, cells: Cells, titles: Iterable[str]) -> None:
        """Note columns of a table that nothing is compared with."""
        self.aside.columns |= {f"{title} ({cells.name})" for title in titles if title}

    def file(self, name: str, sentence: Words) -> None:
        """Note a file that is not there, or that should not be."""
        self.files.append(Disagreement(FILE, name, sentence=sentence))
