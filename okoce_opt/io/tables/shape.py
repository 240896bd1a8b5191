"""What a table of a scenario is: columns, keys, and families of columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.io.tables import english as en
from okoce_opt.io.tables.cells import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, how a filled cell is read, whether a row needs it, what an empty cell
    means, how a value is written (None: as `written.cell_for` does).

    What stands in a `private` column is never shown.
    """

    header: str
    parse: Callable[[Cell], object]
    required: bool = False
    default: object = None
    aliases: tuple[str, ...] = ()
    private: bool = False
    write: Callable[[Any], Cell] | None = None


@dataclass(frozen=True)
class Table:
    """A table: its columns, the columns that name a row, and families of columns, one for each
    activity.
    """

    name: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    required: bool = False
    families: Mapping[str, Callable[[Cell], object]] = field(default_factory=dict)

    def column(self, header: str) -> Column | None:
        """The column that a header means: by name, alias, English name or family."""
        for column in self.columns:
            if header in (column.header, *column.aliases, *en.HEADERS.get(column.header, ())):
                return column
        for prefix, parse in self.families.items():
            for said in (prefix, *en.HEADERS.get(prefix, ())):
                if header.startswith(said) and header != said:
                    return Column(prefix + header.removeprefix(said), parse)
        return None

    @property
    def headers(self) -> list[str]:
        """All headers, the families as `selesai_<kegiatan>`."""
        return [column.header for column in self.columns] + [
            f"{prefix}<kegiatan>" for prefix in self.families
        ]

    @property
    def known(self) -> list[str]:
        """All headers, in Indonesian and in English: what a slip may have been meant for."""
        return self.headers + [
            name for column in self.columns for name in en.HEADERS.get(column.header, ())
        ]

    @property
    def allowed(self) -> Words:
        """The headers as a complaint lists them."""
        return Words(", ".join(self.headers), ", ".join(map(en.in_both, self.headers)))
