"""Ways out in sentences, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okoce_opt.domain.words import Words, capital
from okoce_opt.goals.goal import Goal
from okoce_opt.reasons.levers import LEFT_OVER
from okoce_opt.reasons.ways import Way

_WAYS = Words(
    "Jalan keluar, masing-masing dihitung ulang dengan rencana yang sudah diperiksa:",
    "Ways out, each solved again, with a plan that was verified:",
)
_WAYS_FOR_ALL = Words(
    "Agar semua mendapat kursi, masing-masing dihitung ulang dengan rencana yang sudah diperiksa:",
    "For everyone to get a seat, each solved again, with a plan that was verified:",
)
_NO_WAY = Words(
    "Tidak ada satu perubahan saja yang cukup; semua yang dikenal sudah dicoba. Perbaiki satu "
    "sebab, lalu tanyakan lagi.",
    "No single change is enough; all that are known were tried. Mend one cause, then ask again.",
)
_NOT_FINISHED = Words(
    "Jalan keluar: belum selesai dicari; yang sempat dicoba belum ada yang cukup.",
    "Ways out: the search is not finished; of what was tried so far nothing was enough.",
)
_ALONE = Words(
    "Tanpa sebab ini saja semua mendapat kursi: {what}. Untuk itu ia harus hilang sama sekali; "
    "{less}.",
    "Without this cause alone everyone gets a seat: {what}. For that it would have to be gone "
    "altogether; {less}.",
)
_LESS = Words(
    "perubahan yang lebih kecil tidak ada yang cukup", "no smaller change is enough by itself"
)
_LESS_IS_OPEN = Words(
    "perubahan yang lebih kecil belum selesai dicoba", "smaller changes are not all tried yet"
)
_UNTRIED = Words(
    "Waktu habis: {n} cara lain belum dicoba (--time-limit lebih lama).",
    "Time was up: {n} other ways were not tried (a longer --time-limit).",
)
_UNSETTLED = Words(
    "{n} cara lain dicoba, tetapi belum terjawab apakah cukup.",
    "{n} other ways were tried, and it is not settled whether they would do.",
)
_BUT = Words(
    "Untuk semua kecuali {n} orang yang tidak bisa datang ke sesi mana pun, juga bila program "
    "lebih panjang ({ids}):",
    "For all but {n} people who cannot come to any session, nor would with a longer programme "
    "({ids}):",
)
_FOR_THE_REST = Words("untuk semua kecuali {n} orang: {way}", "for all but {n} people: {way}")
SHOWN = 10
"""People who are named; of more the first."""


def lines_of(
    ways: Sequence[Way],
    goals: Sequence[Goal],
    *,
    of_all: bool,
    open_still: tuple[int, int],
    alone: Sequence[Words],
) -> Iterator[Words]:
    """The ways out, numbered; where there are none, whether all was tried, and why causes that
    `alone` keep people from their seats are no way out. `of_all`: the question is how everyone
    gets a seat. `open_still`: ways that were not tried, and those that were and are not settled.
    """
    untried, unsettled = open_still
    if ways:
        yield _WAYS_FOR_ALL if of_all and not all(way.but for way in ways) else _WAYS
    else:
        yield _NOT_FINISHED if untried or unsettled else _NO_WAY
        less = _LESS_IS_OPEN if untried or unsettled else _LESS
        yield from (_ALONE.fill(what=what, less=less) for what in alone)
    but: tuple[str, ...] = ()
    for number, way in enumerate(ways, start=1):
        # those who are let off are named once, before the first way that does without them
        if way.but and way.but != but:
            ids = [*way.but[:SHOWN], *(["..."] if len(way.but) > SHOWN else [])]
            yield _BUT.fill(n=len(way.but), ids=ids)
        but = way.but
        yield Words("  {n}. {way}", "  {n}. {way}").fill(n=number, way=said_of(way, goals))
    if untried:
        yield _UNTRIED.fill(n=untried)
    if unsettled:
        yield _UNSETTLED.fill(n=unsettled)


def said_of(way: Way, goals: Sequence[Goal]) -> Words:
    """A way out in one sentence: what is done, whether less would do, and its price."""
    less = Words("", "")
    if way.kind == LEFT_OVER:
        seats = Words("", "seat" if way.amount == 1 else "seats")
        less = Words(": {n} kursi kurang", ": {n} {seats} short").fill(n=way.amount, seats=seats)
        if not way.is_least:
            less = Words(
                ": {n} kursi kurang, mungkin lebih sedikit (paling sedikit {m})",
                ": {n} {seats} short, perhaps fewer (at least {m})",
            ).fill(n=way.amount, m=way.at_least, seats=seats)
    elif not way.is_least:
        less = Words(
            " (cukup; yang paling sedikit di antara {m} dan {n})",
            " (enough; the least is between {m} and {n})",
        ).fill(n=way.amount, m=way.at_least)
    elif way.amount > 1:
        less = Words(" (kurang dari itu terbukti tidak cukup)", " (less is proved not to do)")
    said = [
        Words("{n} {unit}", "{n} {unit}").fill(n=way.price.measures[goal.kind], unit=goal.unit)
        for goal in goals
        if goal.kind in way.price.measures
    ]
    best = Words("terbukti terbaik", "proved best")
    if way.price.values != way.price.bounds:
        best = Words("mungkin masih bisa lebih baik", "perhaps not the best")
    text = Words("{what}{less}. Hasilnya: {said} ({best}).", "{what}{less}. Then: {said} ({best}).")
    if way.but:
        what = _FOR_THE_REST.fill(n=len(way.but), way=way.words)
        return text.fill(what=capital(what), less=less, said=said or Words("-", "-"), best=best)
    return text.fill(what=capital(way.words), less=less, said=said or Words("-", "-"), best=best)
