"""What the report of an import says of people: who is new, changed, leaves, or is on no list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.importing.account import Entry
from okoce_opt.importing.importer import Import
from okoce_opt.importing.likeness import shortly
from okoce_opt.importing.merging import change_words
from okoce_opt.importing.missing import ABSENT_SHEET

Table = tuple[str, Sequence[str], Sequence[int], Sequence[Sequence[object]]]
"""A sheet: its name, headers, widths of columns, rows."""
_New = tuple[Entry, str]


def change_tables(made: Import, lang: str) -> Iterator[Table]:
    """What changes in the scenario; who is new, one by one, where that is told in few rows; who is
    not on a list that may be complete.
    """
    runs = _runs([*zip(made.outcome.added, made.numbers, strict=True)])
    yield _changes(made, runs, lang)
    folded = any(len(run) >= _RUN for run in runs)
    if folded and len(made.outcome.added) <= _ONE_BY_ONE:
        yield _new(made, lang)
    if made.outcome.absent:
        yield _absent(made, lang)


def _changes(made: Import, runs: Sequence[Sequence[_New]], lang: str) -> Table:
    headers = Words(
        "no_peserta|apa|orang|yang berubah|berkas|lembar|baris",
        "number|what|person|what changes|file|sheet|row",
    )
    return (
        "PERUBAHAN",
        headers.said(lang).split("|"),
        (13, 10, 44, 36, 28, 18, 9),
        [*_change_rows(made, runs, lang)],
    )


def _change_rows(
    made: Import, runs: Sequence[Sequence[_New]], lang: str
) -> Iterator[Sequence[object]]:
    places = made.target.gazetteer.by_code

    def who(values: Mapping[str, object]) -> str:
        return _who(made, values)

    new, other, gone = (
        Words("baru", "new").said(lang),
        Words("berubah", "changed").said(lang),
        Words("keluar", "leaves").said(lang),
    )
    for run in runs:
        (first, number), (last, end) = run[0], run[-1]
        place = (shown(first.spot.file), shown(first.spot.sheet))
        if len(run) >= _RUN:
            people = Words("{n} orang: {a}; s.d. {b}", "{n} people: {a}; to {b}")
            those = people.fill(n=len(run), a=who(first.values), b=who(last.values)).said(lang)
            rows = f"{first.spot.row}-{last.spot.row}"
            yield f"{number}-{end}", new, those, "", *place, rows
            continue
        for entry, number in run:
            yield number, new, who(entry.values), "", *place, entry.spot.row
    for change in made.outcome.changed:
        spot, number = change.entry.spot, change.member.number
        told = change_words(change.member.values, change.values, places)
        columns = "; ".join(one.said(lang) for one in told)
        where = (shown(spot.file), shown(spot.sheet), spot.row)
        yield number, other, who(change.member.values), columns, *where
    for member in made.outcome.dropped:
        yield member.number, gone, who(member.values), "", "", "", ""


def _who(made: Import, values: Mapping[str, object]) -> str:
    place = made.target.gazetteer.by_code.get(str(values.get("kelurahan", "")))
    return shortly(values, place.name if place else "")


def _new(made: Import, lang: str) -> Table:
    headers = Words("no_peserta|orang|berkas|lembar|baris", "number|person|file|sheet|row")
    rows = [
        (n, _who(made, e.values), shown(e.spot.file), shown(e.spot.sheet), e.spot.row)
        for e, n in zip(made.outcome.added, made.numbers, strict=True)
    ]
    return "ORANG BARU", headers.said(lang).split("|"), (12, 50, 30, 18, 8), rows


def _absent(made: Import, lang: str) -> Table:
    headers = Words(
        "no_peserta|orang|tidak ada di berkas|jadinya", "number|person|not in the file|what becomes"
    )
    stays, leaves = Words("tetap", "stays").said(lang), Words("keluar", "leaves").said(lang)
    gone = {member.number for member in made.outcome.dropped}
    rows = [
        (m.number, _who(made, m.values), shown(file), leaves if m.number in gone else stays)
        for file, m in made.outcome.absent
    ]
    return ABSENT_SHEET, headers.said(lang).split("|"), (12, 60, 40, 12), rows


_ONE_BY_ONE = 5_000
"""More newcomers than that are found in the table `pendaftar` alone."""
_RUN = 100
"""So many newcomers one below the other in a sheet are one row of the report: who is changed or
leaves would not be found among thousands of them.
"""


def _runs(added: Sequence[_New]) -> list[list[_New]]:
    """Newcomers that stand one below the other in a sheet, with their numbers."""
    runs: list[list[_New]] = []
    for entry, number in added:
        spot = runs[-1][-1][0].spot if runs else None
        below = spot and spot.place == entry.spot.place and 0 < entry.spot.row - spot.row <= _GAP
        if below and _follows(runs[-1][-1][1], number):
            runs[-1].append((entry, number))
        else:
            runs.append([(entry, number)])
    return runs


def _follows(before: str, number: str) -> bool:
    """Whether a number is the next one: `P00120` after `P00119`."""
    one, two = before.rstrip("0123456789"), number.rstrip("0123456789")
    last, this = before[len(one) :], number[len(two) :]
    return one == two and last != "" and str(int(last) + 1).zfill(len(last)) == this


_GAP = 10
"""Rows between two newcomers that are still one run: titles, totals, headers again."""
