"""Changes to a CSV file that a person can read in a diff: lines are added, cells of a line changed,
lines taken out; all else stays byte for byte.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from okoce_opt.io.files.text_file import separator_of
from okoce_opt.io.tables.headers import TITLE_ROWS, header_key

_RISKY = re.compile(r"^[=+\-@\t]")


@dataclass(frozen=True)
class CsvForm:
    """How a file is written: encoding with its mark, line end, separator."""

    encoding: str = "utf-8"
    mark: str = ""
    end: str = "\n"
    separator: str = ","


@dataclass
class CsvFile:
    """A file as its lines of cells (`records`), each with its own text."""

    form: CsvForm
    lead: str
    texts: list[str]
    records: list[list[str]]

    @classmethod
    def of(cls, data: bytes) -> CsvFile:
        """The file in these bytes. Raises ValueError where it cannot be decoded without loss."""
        encoding, mark = _encoding(data)
        text = data.decode(encoding).removeprefix("\ufeff")
        end = "\r\n" if "\r\n" in text else "\n"
        lead = ""
        if said := re.match(r"sep=(.)\s*\n", text):
            separator, lead = said[1], said[0]
            text = text[said.end() :]
        else:
            separator = separator_of(text)
        texts, records = [], []
        lines = text.splitlines(keepends=True)
        source = _Counted(lines)
        for record in csv.reader(source, delimiter=separator):
            texts.append("".join(lines[source.done : source.taken]))
            source.done = source.taken
            records.append(record)
        return cls(CsvForm(encoding, mark, end, separator), lead, texts, records)

    def header(self, known: Callable[[str], bool]) -> int:
        """The place of the row of headers among the records: as the scenario's reader finds it."""
        best, most = 0, 0
        filled = [n for n, record in enumerate(self.records) if any(map(str.strip, record))]
        for n in filled[:TITLE_ROWS]:
            names = [name for name in map(header_key, self.records[n]) if name]
            hits = sum(map(known, names))
            if hits > most and 2 * hits >= len(names):
                best, most = n, hits
        return best

    def bytes(self) -> bytes:
        """The file again."""
        return (self.form.mark + self.lead + "".join(self.texts)).encode(self.form.encoding)

    def rewrite(self, place: int, cells: Sequence[str]) -> None:
        """Give a record other cells."""
        self.records[place] = list(cells)
        self.texts[place] = self.line(cells)

    def extend(self, records: Iterable[Sequence[str]]) -> None:
        """New records at the end."""
        if self.texts and not self.texts[-1].endswith(("\n", "\r")):
            self.texts[-1] += self.form.end
        lines = self._lines_of(records)
        self.records += [cells for cells, _ in lines]
        self.texts += [line for _, line in lines]

    def line(self, cells: Sequence[str]) -> str:
        """A record as a line; a text that a spreadsheet would take for a formula is wrapped so that
        it stays a text, and is read as what it is.
        """
        ((_, line),) = self._lines_of([cells])
        return line

    def _lines_of(self, records: Iterable[Sequence[str]]) -> list[tuple[list[str], str]]:
        written: list[str] = []
        # the writer hands over each record as one text
        writer = csv.writer(
            _Written(written), delimiter=self.form.separator, lineterminator=self.form.end
        )
        kept = []
        for cells in records:
            last = len(cells)
            while last and not cells[last - 1]:
                last -= 1
            writer.writerow([_safe(c) if c[:1] in _SIGNS else c for c in cells[:last]])
            kept.append(list(cells))
        return [*zip(kept, written, strict=True)]


class _Written:
    """Takes what a writer of CSV writes."""

    def __init__(self, written: list[str]) -> None:
        self.write = written.append


_SIGNS = frozenset("=+-@\t")


def _safe(text: str) -> str:
    return f'="{text}"' if _RISKY.match(text) else text


class _Counted:
    """Lines handed to the reader of CSV, counted: a record may go over several."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.taken = self.done = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        if self.taken == len(self._lines):
            raise StopIteration
        self.taken += 1
        return self._lines[self.taken - 1]


def _encoding(data: bytes) -> tuple[str, str]:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8", "\ufeff"
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le", "\ufeff"
    if data.startswith(b"\xfe\xff"):
        return "utf-16-be", "\ufeff"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", ""
    return "utf-8", ""


def edited(
    data: bytes,
    table: Callable[[str], str | None],
    key: str,
    changed: Mapping[str, Mapping[str, str]],
    dropped: frozenset[str],
    added: Sequence[Mapping[str, str]],
) -> bytes:
    """The bytes of a table with rows changed (by key: column -> text), dropped and added. `table`
    says which column a header means; columns that are missing are added at the right.
    """
    file = CsvFile.of(data) if data.strip() else CsvFile(CsvForm(), "", [], [])
    if not file.records:
        file.extend([[key]])
    top = file.header(lambda name: table(name) is not None)
    headers = file.records[top]
    places = {name: n for n, cell in enumerate(headers) if (name := table(header_key(cell)))}
    used = dict.fromkeys(name for row in (*changed.values(), *added) for name in row)
    missing = [name for name in used if name not in places]
    if missing:
        width = len(headers)
        places |= {name: width + n for n, name in enumerate(missing)}
        file.rewrite(top, [*headers, *missing])
    at = places[key]
    kept = []
    for n, record in enumerate(file.records):
        number = record[at].strip() if n > top and at < len(record) else ""
        if number in dropped and number:
            continue
        kept.append(n)
        if number in changed:
            file.rewrite(n, _with(record, places, changed[number]))
    file.texts = [file.texts[n] for n in kept]
    file.records = [file.records[n] for n in kept]
    file.extend(_with([], places, row) for row in added)
    return file.bytes()


def _with(record: Sequence[str], places: Mapping[str, int], row: Mapping[str, str]) -> list[str]:
    cells = list(record)
    for name, text in row.items():
        if places[name] >= len(cells):
            cells += [""] * (places[name] + 1 - len(cells))
        cells[places[name]] = text
    return cells
