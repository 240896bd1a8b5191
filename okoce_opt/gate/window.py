"""Where the cells of a sheet may stand, so that nobody makes room for a sheet that is mostly
nothing.
"""

from __future__ import annotations

from okoce_opt.gate.addresses import address
from okoce_opt.gate.refusal import stray_cell
from okoce_opt.gate.text import LARGEST


class Window:
    """The cells of one sheet as they are told: each must stand inside, and all together must not
    span too much.
    """

    LAST_ROW, LAST_COLUMN = 200_500, 500
    """Two hundred thousand people, with what stands above and below them."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._lowest, self._rightmost = (0, 0), (0, 0)

    def admit(self, row: int, column: int) -> None:
        """A cell, from 0. Raises `Refused` when it is outside."""
        if row >= self.LAST_ROW or column >= self.LAST_COLUMN:
            raise stray_cell(address(row, column), self._sheet)
        self._lowest = max(self._lowest, (row, column))
        if column > self._rightmost[1]:
            self._rightmost = (row, column)

    def close(self) -> None:
        """All cells were told. Raises `Refused` when they span too much, with the outermost."""
        if (self._lowest[0] + 1) * (self._rightmost[1] + 1) > LARGEST:
            outermost = sorted({self._rightmost, self._lowest})
            raise stray_cell(", ".join(address(*cell) for cell in outermost), self._sheet)
