"""What the scenario's list says for the values of a person: cells as text, regions by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from okoce_opt.importing.regions import Gazetteer, Place, joined
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.written import cell_for

COLUMNS = tuple(column.header for column in TABLES["pendaftar"].columns)
"""In the order in which new columns are added to a list."""


class Speller:
    """Writes values as the scenario does: a region by its name where no other has it."""

    def __init__(self, gazetteer: Gazetteer, new: Sequence[Place]) -> None:
        known = [p for p in (*gazetteer.kecamatan, *gazetteer.kelurahan) if p.known]
        self._places = {place.code: place for place in (*known, *new)}
        tops = {place.code for place in gazetteer.kecamatan}
        self._times = Counter(
            (place.code in tops, place.parent if place.code not in tops else "", _loose(place))
            for place in self._places.values()
        )
        self._tops = tops
        self._written: dict[str, str] = {}

    def text(self, column: str, value: object, *, change: bool = False) -> str:
        """The text of one cell; empty for what is not told."""
        if type(value) is str and column not in ("kecamatan", "kelurahan"):
            return value
        if value is None:
            return str(cell_for(None)) if change and column == "hari" else ""
        if column in ("kecamatan", "kelurahan"):
            return self._region(str(value))
        if isinstance(value, date):
            return value.isoformat()
        said = cell_for(value)
        return "" if said is None else str(said)

    def _region(self, code: str) -> str:
        if code not in self._written:
            self._written[code] = self._written_as(code)
        return self._written[code]

    def _written_as(self, code: str) -> str:
        place = self._places.get(code)
        if place is None:
            return code
        is_top = code in self._tops
        times = self._times[(is_top, "" if is_top else place.parent, _loose(place))]
        return place.name if times == 1 else code

    def row(self, number: str, values: Mapping[str, object]) -> dict[str, str]:
        """All cells of a newcomer, by column."""
        cells = {name: self.text(name, value) for name, value in values.items() if name in COLUMNS}
        return {**cells, "no_peserta": number}


def _loose(place: Place) -> str:
    return joined(place.name.casefold().split())
