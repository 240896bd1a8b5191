"""What `check` and `compare` answer."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from okoce_opt.counting import BothSides, Shortfall, Summary
from okoce_opt.domain.html import bullets, paragraph, table_html
from okoce_opt.domain.words import Words
from okoce_opt.reports.comparison import Comparison

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
    """What counting says before any solver runs; `notes` say what may not be meant."""

    shortfalls: tuple[Shortfall, ...]
    summary: Summary
    notes: tuple[Words, ...] = ()
    no_shows: tuple[BothSides, ...] = ()

    def __repr__(self) -> str:
        said = "; ".join(str(shortfall.words) for shortfall in self.shortfalls[:_FEW])
        rest = len(self.shortfalls) - _FEW
        more = f"; {rest} more" if rest > 0 else ""
        notes = f"; {len(self.notes)} notes" if self.notes else ""
        return f"Report({said or 'nothing is short'}{more}{notes})"

    def _repr_html_(self) -> str:
        short = bullets(shortfall.words for shortfall in self.shortfalls) or paragraph(_NOTHING)
        figures = table_html(
            _FIGURES,
            (
                (f.name, f.people, f.seats, f.sessions, f.turns, f.smallest, f.smallest_people)
                for f in self.summary
            ),
        )
        return short + figures + bullets(self.notes)

    def frame(self) -> pd.DataFrame:
        """One row a kecamatan: people, seats and sessions needed, sessions that its days hold."""
        from okoce_opt.notebook.plan_frames import summary_frame

        return summary_frame(self.summary)

    @property
    def impossible(self) -> bool:
        """Whether a shortfall proves that no plan exists."""
        return any(shortfall.hard for shortfall in self.shortfalls)


@dataclass(frozen=True, repr=False)
class PlansCompared(Comparison):
    """Two plans side by side, which are a frame too."""

    def frame(self) -> pd.DataFrame:
        """One row a figure, columns `old` and `new`; see `comparison_frame`."""
        from okoce_opt.notebook.plan_frames import comparison_frame

        return comparison_frame(self)


def compared(found: Comparison) -> PlansCompared:
    """The comparison with its frame."""
    return PlansCompared(**{one.name: getattr(found, one.name) for one in fields(Comparison)})
