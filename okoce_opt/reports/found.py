"""What has been found in workbooks so far: seats, their cells, contradictions."""

from __future__ import annotations

from dataclasses import dataclass, field

from okoce_opt.domain.findings import Violation, mask
from okoce_opt.domain.plan import Seat

DISAGREE = "sheets_disagree"


@dataclass
class Found:
    """Seats, cells and contradictions gathered while sheets are read."""

    seats: set[Seat] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    cells: dict[Seat, str] = field(default_factory=dict)
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    wrong: list[Violation] = field(default_factory=list)

    def disagree(self, subject: str, found: object, allowed: object, *cells: str, who: tuple[str, ...] = ()) -> None:
        """Note that the first cell says `found` where the sheets say `allowed`; `who` are the people concerned."""
        said = mask(found) if isinstance(found, str) else found
        self.wrong.append(Violation(DISAGREE, mask(subject), said, allowed, registrants=who, cells=cells))
