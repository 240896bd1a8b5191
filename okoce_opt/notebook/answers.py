"""What `check` answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okoce_opt.counting import BothSides, Shortfall, Summary
from okoce_opt.domain.words import Words
from okoce_opt.notebook.html import bullets, paragraph, table_html

if TYPE_CHECKING:
    import pandas as pd

_NOTHING = Words("Menurut hitungan tidak ada yang kurang.", "By counting nothing is short.")
_FIGURES = (
    Words("Kecamatan", "Kecamatan"),
    Words("Orang", "People"),
    Words("Kursi", "Seats"),
    Words("Sesi perlu", "Sessions needed"),
    Words("Sesi muat", "Sessions that fit"),
    Words("Kelurahan terkecil", "Smallest kelurahan"),
    Words("Orangnya", "Its people"),
)
_STANDS = Words("Rencana berlaku: semua aturan ditepati.", "The plan stands: every rule is kept.")
_BROKEN = Words(
    "Rencana TIDAK berlaku: {n} pelanggaran.", "The plan does NOT stand: {n} violations."
)
_MOST = 20
"""Violations that a table names."""

_FEW = 3
"""Shortfalls that a repr names."""


@dataclass(frozen=True, slots=True)
class Report:
    """What counting says before any solver runs."""

    shortfalls: tuple[Shortfall, ...]
    summary: Summary
    notes: tuple[Words, ...] = ()
    no_shows: tuple[BothSides, ...] = ()

    def __repr__(self) -> str:
        said = "; ".join(str(shortfall.words) for shortfall in self.shortfalls[:_FEW])
        rest = len(self.shortfalls) - _FEW
        return f"Report({said or 'nothing is short'}{f'; {rest} more' if rest > 0 else ''})"

    def _repr_html_(self) -> str:
        short = bullets(shortfall.words for shortfall in self.shortfalls) or paragraph(_NOTHING)
        return short + table_html(
            _FIGURES,
            (
                (f.name, f.people, f.seats, f.sessions, f.turns, f.smallest, f.smallest_people)
                for f in self.summary
            ),
        )

    def frame(self) -> pd.DataFrame:
        """One row a kecamatan: people, seats and sessions needed, sessions that its days hold."""
        from okoce_opt.notebook.plan_frames import summary_frame

        return summary_frame(self.summary)

    @property
    def impossible(self) -> bool:
        """Whether a shortfall proves that no plan exists."""
        return any(shortfall.hard for shortfall in self.shortfalls)
