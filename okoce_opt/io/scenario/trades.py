"""Trades (*bidang*): who has one, and what activities are for it. No table lists them, so that a
slip would take somebody's classes away without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.words import Words
from okoce_opt.io.scenario.overlooked import MOST, rows_of_records
from okoce_opt.io.tables.records import ERASE, Record

_COLUMN = "bidang"

_FOR_ALL_ONLY = Words(
    "Bagi {n} orang ini hanya ada kegiatan tanpa bidang.",
    "For these people ({n}) there are only activities without a trade.",
)
_NOTHING_AT_ALL = Words(
    "Bagi {n} orang ini tidak ada kegiatan wajib.",
    "For these people ({n}) there is no required activity.",
)


def spellings_of(activities: Iterable[Record]) -> dict[str, str]:
    """Each trade that activities are for as table `kegiatan` writes it first, by what is alike of
    its spellings: a list that writes `Boga` for `boga` means the same people.
    """
    spelled: dict[str, str] = {}
    for record in activities:
        for one in _trades(record):
            spelled.setdefault(_alike(one), one)
    return spelled


def spell(trade: str, spelled: Mapping[str, str]) -> str:
    """A trade as `spelled` has it; one that is not there stays as it is."""
    return spelled.get(_alike(trade), trade)


def _alike(trade: str) -> str:
    """What two spellings share that differ in capitals and spaces alone."""
    return " ".join(trade.casefold().split())


def _trades(activity: Record) -> Sequence[str]:
    said = activity.values.get(_COLUMN, ERASE)
    return () if said == ERASE else said  # type: ignore[return-value]


def notices_of_trades(activities: Sequence[Record], people: Sequence[Record]) -> Iterator[Words]:
    """Activities for trades that nobody has, and people whose trade no activity names; nothing
    where no activity is for a trade.
    """
    spelled = spellings_of(activities)
    if not spelled:
        return
    those: dict[str, list[Record]] = {}
    for person in people:
        said = person.values.get(_COLUMN, ERASE)
        those.setdefault("" if said == ERASE else str(said), []).append(person)
    for_all = any(not _trades(one) and one.values.get("wajib") is not False for one in activities)
    unknown = [
        (trade, rows)
        for trade, rows in those.items()
        if (_alike(trade) not in spelled if trade else not for_all)
    ]
    had = {_alike(trade) for trade in those}
    idle = [one for one in activities if (own := _trades(one)) and had.isdisjoint(map(_alike, own))]
    if idle:
        yield Words(
            "{rows}: bidang yang tidak dipunyai pendaftar mana pun, jadi tidak seorang pun "
            "memerlukan kegiatan itu. Ejaannya sama dengan kolom bidang di tabel pendaftar?",
            "{rows}: a trade that no registrant has, so nobody needs the activity. Is it spelt as "
            "in column bidang of table pendaftar?",
        ).fill(rows=rows_of_records(idle, _COLUMN))
    yield from _unnamed(unknown, spelled, _FOR_ALL_ONLY if for_all else _NOTHING_AT_ALL)


def _unnamed(
    unknown: Sequence[tuple[str, Sequence[Record]]], spelled: Mapping[str, str], so: Words
) -> Iterator[Words]:
    for trade, rows in unknown[:MOST]:
        said = Words(
            "{rows}: bidang yang tidak disebut kegiatan mana pun: {trade}. {advice}",
            "{rows}: a trade that no activity names: {trade}. {advice}",
        )
        without = Words("{rows}: tanpa bidang. {advice}", "{rows}: without a trade. {advice}")
        left = so.fill(n=len(rows))
        yield (said if trade else without).fill(
            rows=rows_of_records(rows, _COLUMN),
            trade=trade,
            advice=nearest(trade, spelled.values(), left) if trade else left,
        )
    if len(unknown) > MOST:
        yield Words(
            "{n} bidang lagi tidak disebut kegiatan mana pun.",
            "{n} more trades that no activity names.",
        ).fill(n=len(unknown) - MOST)
