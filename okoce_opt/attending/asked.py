"""What is asked back: a cell of somebody's file, what was found there, what is allowed, what to
do.
"""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.domain.words import Words
from okoce_opt.gate.addresses import address


@dataclass(frozen=True)
class Asked:
    """A question about a cell (row and column from 0, as the file has them) of a file's sheet.

    `words` say what was found, what is allowed and what to do; nothing of a person but the number.
    """

    file: str
    sheet: str
    row: int
    column: int
    words: Words

    @property
    def where(self) -> str:
        """The address that a person finds: `Tambora.xlsx [01 Pelatihan 13-03] F17`."""
        return f"{self.file} [{self.sheet}] {address(self.row, self.column)}"
