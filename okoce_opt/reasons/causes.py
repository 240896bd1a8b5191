"""Why so many are left over: what each cause, taken away alone, would seat; each solved again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from okoce_opt.counting import count
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.lexicographic import settle
from okoce_opt.reasons.court import LARGE, QUICK, Court
from okoce_opt.reasons.draft import Draft
from okoce_opt.reasons.item import Item
from okoce_opt.reasons.items import items_of
from okoce_opt.rules.rule import Rule


@dataclass(frozen=True)
class LeftOver:
    """Seats that are missing: `found` in the best plan, `proved` in every plan."""

    found: int | None
    proved: int


@dataclass(frozen=True)
class Cause:
    """What stands in the way, and how many seats more there are without it alone: at least
    `at_least`, at most `at_most` (None: nobody could say). Causes overlap: these do not add up.
    """

    items: tuple[Item, ...]
    words: Words
    at_least: int
    at_most: int | None


MOST_PLACED = ((PricedGoal(MostPlaced()),),)


def least_left_over(problem: Problem, rules: Sequence[Rule], court: Court) -> LeftOver:
    """How many seats are missing at least, by counting and by solving."""
    counted = max((one.missing for one in count(problem, rules) if not one.hard), default=0)
    instance = Instance(problem, rules, MOST_PLACED)
    strata = stratify(instance)
    if len(strata) * len(problem.sessions) > LARGE or court.is_over:
        return LeftOver(_quick(problem, rules, court), counted)
    settled = settle(build(instance, strata), Effort(court.deterministic), court.clock())
    if settled.values is None:
        return LeftOver(None, counted)
    return LeftOver(settled.reached[0], max(counted, settled.bounds[0]))


def _quick(problem: Problem, rules: Sequence[Rule], court: Court) -> int | None:
    if len(problem.registrants) < QUICK or not court.is_solved(problem, rules):
        return None
    return None if court.plan is None else MostPlaced().measure(problem, court.plan)


def find_causes(
    problem: Problem,
    rules: Sequence[Rule],
    base: LeftOver,
    court: Court,
    tell: Callable[[Words], None],
) -> tuple[list[Cause], int]:
    """The causes that seat somebody, those that seat most first, and how many were not tried."""
    found, untried = [], 0
    for words, items in _groups(problem, rules):
        if court.is_over:
            untried += 1
            continue
        draft = Draft.of(problem, list(rules))
        for item in items:
            item.leave_out(draft)
        without = least_left_over(*draft.made(), court)
        if without.found is None or base.proved <= without.found:
            continue
        most = None if base.found is None else base.found - without.proved
        found.append(Cause(items, words, base.proved - without.found, most))
        tell(words)
    return sorted(found, key=lambda cause: -cause.at_least), untried


_TITLES = {
    ("tempat", "kursi"): Words("banyaknya kursi di tempat", "the seats of halls"),
    ("tempat", "hari"): Words("hari pakai tempat", "the weekdays of halls"),
    ("tempat", "kegiatan"): Words("kegiatan yang boleh di tempat", "the activities of halls"),
    ("tempat", "kelurahan"): Words("tempat milik satu kelurahan", "halls of one kelurahan"),
    ("kegiatan", "min"): Words("isi minimum sesi", "the least size of sessions"),
    ("kegiatan", "maks"): Words("isi maksimum sesi", "the greatest size of sessions"),
    ("kegiatan", "hari"): Words("hari kegiatan", "the weekdays of activities"),
    ("kegiatan", "tim"): Words("sesi yang perlu tim", "that sessions need a team"),
    ("urutan", ""): Words("urutan dan jeda kegiatan", "the order and gaps of activities"),
    ("kalender", "status"): Words("hari yang ditutup di kalender", "days closed in kalender"),
    ("halangan", ""): Words("halangan", "obstacles"),
    ("tim", "hari"): Words("hari tugas tim", "the weekdays of teams"),
    ("tim", "kecamatan"): Words("kecamatan yang dilayani tim", "the kecamatan of teams"),
    ("tim", "orang"): Words("kesanggupan pendamping", "what mentors can carry"),
    ("tim", "sekaligus"): Words("sesi sekaligus per tim", "the sessions of a team at once"),
    ("jatah", "orang"): Words("jatah", "quotas"),
    ("sesi", "status"): Words("ketetapan di tabel sesi", "what table sesi orders"),
    ("keluarga", "cara"): Words("permintaan keluarga", "the wishes of households"),
    ("pendaftar", "hari"): Words("hari yang bisa bagi peserta", "the days that suit people"),
}
_PINS = Words("kursi yang dipatok", "pinned seats")
_ROWS = Words("{what} (tabel {table}, {n} baris)", "{what} (table {table}, {n} {rows})")


def _groups(problem: Problem, rules: Sequence[Rule]) -> Iterator[tuple[Words, tuple[Item, ...]]]:
    """Each rule by itself, but for one that is no more than its rows; rows and cells that say the
    same kind of thing together.
    """
    groups: dict[tuple[str, str], list[Item]] = {}
    as_rows = {rule.kind for rule in rules if rule.table}
    for item in items_of(problem, rules):
        if item.table == "aturan":
            if item.row not in as_rows:
                yield item.words, (item,)
        elif not item.rule:
            pins = item.column.startswith("pin_")
            groups.setdefault((item.table, "pin_" if pins else item.column), []).append(item)
    for (table, column), items in groups.items():
        n = sum(len(item.pieces) or 1 for item in items)
        what = _TITLES.get((table, column), _PINS)
        rows = Words("baris", "row" if n == 1 else "rows")
        yield _ROWS.fill(what=what, table=table, n=n, rows=rows), tuple(items)
