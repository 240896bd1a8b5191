"""Titles below a header, over some of the people of a table: where those below them live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken, Cell
from okoce_opt.importing.context import Home, labelled, said_of, ward
from okoce_opt.importing.layout import Block
from okoce_opt.importing.lines import CLOSES, Kind, Line
from okoce_opt.importing.questions import KEEP, Choice, Question, Scope, question_id
from okoce_opt.importing.regions import KECAMATAN, KELURAHAN, Place
from okoce_opt.importing.sheet_questions import Desk
from okoce_opt.importing.words import key
from okoce_opt.io.tables.cells import is_blank, plain

_LONGEST = 90
"""Letters of the longest title that is looked at."""
_AS_ABOVE = Choice(
    KEEP.word, Words("seperti di atasnya; ini bukan kelurahan", "as above; this is no kelurahan")
)


@dataclass
class Sections:
    """The titles of one table, `where` it is."""

    rows: Sequence[Sequence[Cell]]
    block: Block
    where: str
    desk: Desk

    def mark(self, lines: list[Line], home: Home) -> None:
        """Make titles of the rows that hold the name of a region and nothing else, however they
        are written: *TOMANG*, *DATA WARGA KEL. TOMANG*.
        """
        told = {self.block.column_of(name) for name in ("alamat", "rt", "rw", "rtrw", "kelkec")}
        told |= {self.block.column_of(KELURAHAN), self.block.column_of(KECAMATAN)}
        for n, line in enumerate(lines):
            if line.kind not in (Kind.PERSON, Kind.CLOSING):
                continue
            row = self.rows[line.row]
            # of rows of people the second cell that holds something tells that they are no titles
            held = (c for c, cell in enumerate(row) if not is_blank(cell) and not _hides(cell))
            filled = next(held, None)
            if filled is None or filled in told or next(held, None) is not None:
                continue
            text = plain(row[filled])
            if re.search(r"\d{4}", text) or len(text) > _LONGEST or CLOSES.match(text):
                continue
            if self._names_region(text, home):
                lines[n] = replace(line, kind=Kind.TITLE)

    def _names_region(self, text: str, home: Home) -> bool:
        gazetteer = self.desk.target.gazetteer
        by_label = (labelled(text, kind, gazetteer) for kind in (KELURAHAN, KECAMATAN))
        return any(by_label) or self._bare(text, home) is not None

    def _bare(self, text: str, home: Home) -> Place | None:
        """The region whose name a text is; of a kecamatan and its kelurahan of one name the larger,
        unless the kecamatan is known.
        """
        gazetteer = self.desk.target.gazetteer
        if home.kecamatan is None and (top := gazetteer.find(KECAMATAN, text).place):
            return top
        inside = home.kecamatan.code if home.kecamatan else ""
        place = gazetteer.find(KELURAHAN, text, inside).place
        return place if place is not None and inside in ("", place.parent) else None

    def below(self, line: Line, home: Home) -> Home:
        """Where the people below a title live; asked where it names a kelurahan nobody knows."""
        gazetteer = self.desk.target.gazetteer
        text = " ".join(said for cell in self.rows[line.row] if (said := _text(cell)))
        kecamatan = labelled(text, KECAMATAN, gazetteer)
        inside = kecamatan or home.kecamatan
        kelurahan = labelled(text, KELURAHAN, gazetteer, inside.code if inside else "")
        if kelurahan is None and kecamatan is None and (bare := self._bare(text, home)):
            known = bare in gazetteer.kecamatan
            kecamatan, kelurahan = (bare, None) if known else (None, bare)
        below = home.under(kelurahan, kecamatan).of_ward(ward(text))
        if kelurahan is None and (said := said_of(text, KELURAHAN)):
            return self._asked(said, below, inside, line)
        return below

    def _asked(self, said: str, home: Home, inside: Place | None, line: Line) -> Home:
        gazetteer = self.desk.target.gazetteer
        code = inside.code if inside else ""
        near = gazetteer.find(KELURAHAN, said, code).near
        question = Question(
            question_id("section", code, key(said)),
            Scope.VALUE,
            self.where,
            Words(
                "Judul di baris {row} menyebut kelurahan '{said}', yang tidak dikenal. Kelurahan "
                "mana orang-orang di bawahnya?",
                "The title in row {row} names the kelurahan '{said}', which is not known. Which is "
                "that of the people below it?",
            ).fill(row=str(line.row + 1), said=shown(said)),
            [*(Choice(p.name, Words(p.code, p.code)) for p in near), _AS_ABOVE],
            0,
            free=True,
        )
        answer = self.desk.answers.ask(question)
        if answer == KEEP.word:
            return home
        place = gazetteer.find(KELURAHAN, answer, code).place if answer else None
        if place is not None:
            return home.under(place, gazetteer.by_code.get(place.parent))
        if answer:
            self.desk.answers.refuse(question)
        return replace(home, kelurahan=None, waits=question.id)

    def homes(self, lines: Iterable[Line], home: Home) -> Iterator[tuple[int, Home]]:
        """The rows of people, each with the home that the titles above it say."""
        for line in lines:
            if line.kind is Kind.TITLE:
                home = self.below(line, home)
            elif line.kind is Kind.PERSON:
                yield line.row, home


def _hides(cell: Cell) -> bool:
    """Whether a cell is covered by a merged one."""
    return isinstance(cell, Broken) and cell.merged


def _text(cell: Cell) -> str:
    return "" if cell is None or isinstance(cell, Broken) else plain(cell)
