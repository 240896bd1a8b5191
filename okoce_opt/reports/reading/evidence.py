"""What has been read from sheets so far: seats, their cells, contradictions, missing files."""

from __future__ import annotations

from dataclasses import dataclass, field

from okoce_opt.domain.findings import mask
from okoce_opt.domain.plan import Seat
from okoce_opt.domain.words import Words
from okoce_opt.reports.reading.contradictions import DISAGREE, FILE, SHEETS_SAY, Disagreement


@dataclass
class Evidence:
    """Seats, cells and contradictions gathered while sheets are read.

    `teams` maps a session to the team on its sheet, `sheets` an attendance sheet (file, name) to
    its session and the people counted on it; `unread` are the kecamatan whose workbook is gone,
    `unknown` the columns of which the lists know nothing.
    """

    seats: set[Seat] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    cells: dict[Seat, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    mentors: dict[str, str] = field(default_factory=dict)
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    sheets: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    files: list[Disagreement] = field(default_factory=list)
    wrong: list[Disagreement] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def disagree(
        self,
        subject: str,
        found: object,
        allowed: object,
        *cells: str,
        sentence: Words = SHEETS_SAY,
        about: str = "",
        who: tuple[str, ...] = (),
        sessions: tuple[str, ...] = (),
    ) -> None:
        """Note that the first cell says `found` where `allowed` is right; `who` are the people
        concerned.
        """
        said = mask(found) if isinstance(found, str) else found
        self.wrong.append(
            Disagreement(
                DISAGREE, mask(subject), said, allowed, sessions, who, cells, sentence, about
            )
        )

    def file(self, name: str, sentence: Words) -> None:
        """Note a file that is not there, or that should not be."""
        self.files.append(Disagreement(FILE, name, sentence=sentence))
