"""The answer to *why not*: what was found, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.complaint_lines import complaint_lines
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.html import bullets, paragraph
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import LANGUAGES, Words, capital, date_words, same
from okoce_opt.goals.goal import Goal
from okoce_opt.reasons.causes import Cause, LeftOver
from okoce_opt.reasons.conflict import Conflict
from okoce_opt.reasons.item import Item
from okoce_opt.reasons.way_words import lines_of
from okoce_opt.reasons.ways import Way

IMPOSSIBLE, POSSIBLE, OPEN = "impossible", "possible", "unsettled"
SHORT = "short"
"""It can be planned, and not everyone gets a seat."""
REFUSED = "refused"
"""Nothing can be planned of it before a fact that stands in the way is another."""

_HEADS = {
    IMPOSSIBLE: Words(
        "Mustahil: tidak ada rencana yang menepati semua aturan.",
        "Impossible: no plan keeps every rule.",
    ),
    POSSIBLE: Words(
        "Ini dapat direncanakan, jadi tidak ada yang perlu dijelaskan.",
        "This can be planned, so there is nothing to explain.",
    ),
    SHORT: Words(
        "Ini dapat direncanakan, tetapi tidak semua orang mendapat kursi.",
        "This can be planned, but not everyone gets a seat.",
    ),
    REFUSED: Words(
        "Seperti ini belum bisa direncanakan. Yang menghalangi:",
        "As it stands this cannot be planned. What stands in the way:",
    ),
    OPEN: Words(
        "Belum terjawab: dalam waktu yang ada tidak ditemukan rencana, dan tidak terbukti "
        "mustahil. Beri waktu lebih dengan --time-limit.",
        "Not settled: no plan was found in the time given, nor was it proved impossible. Give it "
        "more time with --time-limit.",
    ),
}
_BY_COUNTING = Words("Dari hitungan saja:", "By counting alone:")
_TOGETHER = Words(
    "Yang tidak bisa berlaku bersama (lepaskan satu saja, sisanya bisa):",
    "What cannot hold together (leave out any one, and the rest can):",
)
_TOGETHER_AT_MOST = Words(
    "Yang tidak bisa berlaku bersama (waktu habis sebelum terbukti bahwa semuanya perlu):",
    "What cannot hold together (time was up before each was proved to be needed):",
)
_DAYS = Words(
    "{place}, {activity}: untuk itu ada {n} hari{days}.",
    "{place}, {activity}: days that there are for it: {n}{days}.",
)
_ALSO = Words(
    "Sendiri pun tidak ada rencana juga di: {names}. Jalan keluar yang ditawarkan berlaku untuk "
    "semuanya.",
    "By themselves there is no plan in {names} either. Ways out that are offered are for all of "
    "them.",
)
_PROVED = Words(
    "{n} kursi kurang, dan itu terbukti tidak terhindarkan.",
    "{n} seats are short, and that is proved unavoidable.",
)
_NOT_PROVED = Words(
    "Kurang {found} kursi di rencana terbaik yang ditemukan: {n} terbukti tidak terhindarkan, "
    "{more} lagi tidak terbukti tidak terhindarkan.",
    "{found} seats are short in the best plan found: {n} are proved unavoidable, of {more} more "
    "that is not proved.",
)
_CAUSES = Words(
    "Sebabnya; angkanya kursi yang didapat bila sebab itu saja hilang (dihitung ulang; sebab "
    "saling tumpang tindih, jangan dijumlahkan):",
    "The causes; the figures are seats won where that cause alone is gone (solved again; causes "
    "overlap, do not add them up):",
)
_CAUSE = Words("{what}: {n} kursi{most}", "{what}: {n} seats{most}")
_UP_TO = Words(" (paling banyak {n})", " (at most {n})")
RULES = "aturan"
SHOWN_ROWS = 3
"""Rows of a cause that are named; of more only their number."""
SHOWN_DAYS = 6
"""Days that are named; of more the first and the last."""


@dataclass(frozen=True)
class WhyNot:
    """Why a scenario has no plan.

    `status` is `impossible` (proved), `possible` (a plan was found and verified), `short` (the
    same, with people left over: `left`, and the `causes`), `refused` (`complaints`: facts of the
    input of which no plan can be) or `unsettled`.
    `shortfalls` are what counting alone says, `conflict` what cannot live together (of kecamatan;
    those in `also` have no plan either, though they share nothing), `ways` what would help, the
    best first. `places` says where rows stand, `goals` are those of the ways'
    prices; `untried` levers were left when time was up, of `unsettled` more nobody could say
    whether they would do; `folders` are the ways as scenarios.
    """

    status: str
    problem: Problem = field(repr=False)
    shortfalls: tuple[Shortfall, ...] = ()
    conflict: Conflict | None = None
    places: Mapping[tuple[str, str], tuple[str, int]] = field(default_factory=dict, repr=False)
    ways: tuple[Way, ...] = ()
    goals: tuple[Goal, ...] = field(default=(), repr=False)
    untried: int = 0
    unsettled: int = 0
    left: LeftOver | None = None
    causes: tuple[Cause, ...] = ()
    folders: tuple[Path, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    also: frozenset[str] = frozenset()

    def sections(self) -> tuple[Words, Words, list[Words]]:
        """The head, the title of what counting says, and what cannot hold together."""
        return _HEADS[self.status], _BY_COUNTING, list(self._of_conflict())

    def lines(self) -> Iterator[Words]:
        """All of it in sentences."""
        head, counted, together = self.sections()
        yield head
        if self.shortfalls:
            yield counted
        yield from (_bullet(shortfall.words) for shortfall in self.shortfalls)
        yield from together
        yield from self.lines_of_ways()

    def lines_of_ways(self) -> Iterator[Words]:
        """The ways out, numbered, each with how little of it does and what it costs."""
        if self.status not in (IMPOSSIBLE, SHORT, REFUSED):
            return
        left = self.left
        alone = [
            cause.words
            for cause in (self.causes if left is not None and left.found == left.proved else ())
            if left is not None and cause.at_least >= left.proved
        ]
        yield from lines_of(
            self.ways,
            self.goals,
            of_all=self.status == SHORT,
            open_still=(self.untried, self.unsettled),
            alone=alone,
        )

    def _of_left_over(self, left: LeftOver) -> Iterator[Words]:
        if left.found is not None and left.found > left.proved:
            yield _NOT_PROVED.fill(n=left.proved, found=left.found, more=left.found - left.proved)
        else:
            yield _PROVED.fill(n=left.proved)
        if self.causes:
            yield _CAUSES
        for cause in self.causes:
            most = "" if cause.at_most in (None, cause.at_least) else _UP_TO.fill(n=cause.at_most)
            rules = [item for item in cause.items if item.table == RULES]
            what = self._placed(rules) if rules else capital(cause.words)
            yield _bullet(_CAUSE.fill(what=what, n=cause.at_least, most=most))
            if len(cause.items) <= SHOWN_ROWS and not any(item.pieces for item in cause.items):
                yield from (
                    Words("    {row}", "    {row}").fill(row=_bullet(self._placed([item])))
                    for item in cause.items
                    if item.table != RULES
                )

    def _of_conflict(self) -> Iterator[Words]:
        said = (complaint_lines(self.complaints, lang) for lang in LANGUAGES)
        yield from (_bullet(Words(*pair)) for pair in zip(*said, strict=True))
        if self.left is not None:
            yield from self._of_left_over(self.left)
        if self.conflict is None:
            return
        yield _TOGETHER if self.conflict.irreducible else _TOGETHER_AT_MOST
        yield from (_bullet(words) for words in self.named())
        yield from self._days_left()
        if self.also:
            names = sorted(self.problem.kecamatan[code].name for code in self.also)
            yield _ALSO.fill(names=names)

    def named(self) -> list[Words]:
        """Each item of the conflict: what it says, and where; people of one need together."""
        items = () if self.conflict is None else self.conflict.items
        return [self._placed(group) for group in grouped(items)]

    def _placed(self, group: Sequence[Item]) -> Words:
        one = group[0]
        said = one.words if len(group) == 1 else _together(group, self.problem)
        return Words("{said} [{where}]", "{said} [{where}]").fill(
            said=capital(said), where=self.where(one)
        )

    @staticmethod
    def address(item: Item) -> tuple[str, str, str]:
        """Table, row and column in which a planner would change the item."""
        return (RULES, item.rule, "") if item.rule else (item.table, item.row, item.column)

    def where(self, item: Item) -> Words:
        """File, row and column of an item, or table and key where it stands in no file."""
        table, row, column = self.address(item)
        key = f"{item.row}|{_pin_of(item)}" if _pin_of(item) else row
        spot = self.places.get((table, key))
        place = (
            Words("{file} baris {n}", "{file} row {n}").fill(file=spot[0], n=str(spot[1]))
            if spot is not None and spot[1]
            else Words("tabel {table}, {row}", "table {table}, {row}").fill(table=table, row=row)
        )
        if table == RULES:
            rule = f"{RULES}.{row}" + f": {column}" * bool(column)
            known = spot is not None and spot[1]
            return (
                Words("{place}, {rule}", "{place}, {rule}").fill(place=place, rule=rule)
                if known
                else same(rule)
            )
        cell = Words("{place}, kolom {column}", "{place}, column {column}")
        return cell.fill(place=place, column=column) if column else place

    def _days_left(self) -> Iterator[Words]:
        conflict = self.conflict
        if conflict is None or not conflict.needs:
            return
        days = conflict.days
        named = Words("", "")
        if len(days) > SHOWN_DAYS:
            named = Words(" ({first} s.d. {last})", " ({first} to {last})")
            named = named.fill(first=_short(days[0]), last=_short(days[-1]))
        elif days:
            each = [_short(day) for day in days]
            named = Words(" ({days})", " ({days})").fill(days=each)
        places = sorted({self.problem.kecamatan[code].name for code, _ in conflict.needs})
        titles = sorted({self.problem.activities[name].title for _, name in conflict.needs})
        yield _DAYS.fill(place=places, activity=titles, n=len(days), days=named)

    def __repr__(self) -> str:
        said = (len(self.shortfalls), len(self.causes), len(self.ways))
        return "WhyNot({}: {} shortfalls, {} causes, {} ways out)".format(self.status, *said)

    def _repr_html_(self) -> str:
        head, *rest = self.lines()
        plain = (Words(line.id.lstrip(" -"), line.en.lstrip(" -")) for line in rest)
        return paragraph(head) + bullets(plain)

    def __str__(self) -> str:
        return "\n".join(str(line) for line in self.lines())


def _pin_of(item: Item) -> str:
    pinned = item.table == "pendaftar" and item.column.startswith("pin_")
    return item.words.id.rpartition(" ")[2] if pinned else ""


def grouped(items: Sequence[Item]) -> list[list[Item]]:
    """The items, those that ask seats for people in the same activity side by side as one."""
    groups: dict[object, list[Item]] = {}
    for item in items:
        key = (item.rule, *item.row.split("/")[:2]) if item.rule else item
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def _together(group: Sequence[Item], problem: Problem) -> Words:
    code, name, *_ = group[0].row.split("/")
    ids = sorted({person for item in group for person in item.persons})
    who = Words("{n} orang {place} ({ids})", "{n} people of {place} ({ids})").fill(
        n=len(ids), place=problem.kecamatan[code].name, ids=ids
    )
    words = Words(
        "{who} harus mendapat kursi di {activity}", "{who} must have a seat in {activity}"
    )
    return words.fill(who=who, activity=problem.activities[name].title)


def _short(day: date) -> Words:
    return Words(*(date_words(day, lang, weekday=False) for lang in LANGUAGES))


def _bullet(words: Words) -> Words:
    return Words("  - {words}", "  - {words}").fill(words=words)
