"""Rules that okoce does not ship, added to the book from this file: planned, bounded, verified,
broken and explained like any other, in child processes and on a cluster. Nothing else is touched.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest

from okoce_opt import planning
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.options import Options
from okoce_opt.rows.linear import Terms
from okoce_opt.rules import RULE_BOOK, add_rule
from okoce_opt.rules.rule import Rule
from tests.clusters import cluster
from tests.commands.processes import environment
from tests.exported import small_story


@dataclass(frozen=True)
class Rest(Rule):
    """So many days lie between any two seats of a person."""

    days: int

    kind: ClassVar[str] = "rest"
    title: ClassVar[Words] = Words("Istirahat", "Rest")
    sentence: ClassVar[Words] = Words(
        "Di antara dua sesi seseorang ada sekian hari.",
        "So many days lie between any two sessions of a person.",
    )

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        return registrant.id

    def encode(self, problem: Problem, columns: Any) -> None:
        for stratum in columns.strata:
            on: dict[date, Terms] = {}
            for session in columns.options(stratum):
                first = session.first_day - timedelta(self.days - 1)
                for n in range((session.last_day - first).days + 1):
                    seats = columns.seats(stratum, session)
                    on.setdefault(first + timedelta(n), []).extend(seats)
            for day, seats in sorted(on.items()):
                if len(seats) > 1:
                    name = f"{stratum.id}|{day}"
                    columns.require(seats, hi=stratum.size, rule=self.kind, subject=name)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        for person, ids in plan.sessions_of.items():
            mine = sorted((s for s in map(problem.session, ids) if s), key=lambda s: s.starts)
            for one, other in pairwise(mine):
                gap = (other.first_day - one.last_day).days
                if gap < self.days:
                    yield Violation(
                        self.kind, person, gap, self.days, (one.id, other.id), (person,)
                    )

    def explain(self, violation: Violation) -> Words:
        return Words(
            "{who}: jarak {n} hari, paling sedikit {least}.",
            "{who}: {n} days apart, at least {least}.",
        ).fill(who=violation.subject, n=violation.found, least=violation.allowed)


@dataclass(frozen=True)
class NeverTogether(Rule):
    """Two kecamatan never meet on one day (they share one van)."""

    one: str
    other: str

    kind: ClassVar[str] = "never_together"
    title: ClassVar[Words] = Words("Tidak sehari", "Never together")
    sentence: ClassVar[Words] = Words(
        "Dua kecamatan tidak pernah bertemu pada hari yang sama.",
        "Two kecamatan never meet on one day.",
    )

    def encode(self, problem: Problem, columns: Any) -> None:
        on = [
            {d for s in problem.sessions_in[code] if not columns.is_closed(s) for d in s.days}
            for code in (self.one, self.other)
        ]
        for day in sorted(on[0] & on[1]):
            both = [
                *columns.meets(self.one, day, self.kind),
                *columns.meets(self.other, day, self.kind),
            ]
            columns.require(both, hi=1, rule=self.kind, subject=day.isoformat())

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        seen: dict[date, dict[str, str]] = {}
        for sid in sorted(plan.held):
            session = problem.session(sid)
            if session is not None and session.kecamatan in (self.one, self.other):
                for day in session.days:
                    seen.setdefault(day, {})[session.kecamatan] = sid
        for day, met in sorted(seen.items()):
            if len(met) == 2:
                yield Violation(self.kind, day.isoformat(), 2, 1, tuple(sorted(met.values())))

    def explain(self, violation: Violation) -> Words:
        return Words("{day}: keduanya bertemu.", "{day}: both meet.").fill(
            day=date.fromisoformat(violation.subject)
        )


@dataclass(frozen=True)
class HallMonth(Rule):
    """A hall has so many sessions a month at most."""

    at_most: int

    kind: ClassVar[str] = "hall_month"
    title: ClassVar[Words] = Words("Aula sebulan", "Hall a month")
    sentence: ClassVar[Words] = Words(
        "Sebuah aula dipakai paling banyak sekian kali sebulan.",
        "A hall is used no more than so many times a month.",
    )
    ids: ClassVar[dict[str, str]] = {"subject": "venues"}

    def encode(self, problem: Problem, columns: Any) -> None:
        months: dict[tuple[str, int], Terms] = {}
        for session in problem.sessions.values():
            if not columns.is_closed(session):
                key = session.venue, session.first_day.month
                months.setdefault(key, []).extend(columns.held(session))
        for (venue, month), held in months.items():
            columns.require(held, hi=self.at_most, rule=self.kind, subject=f"{venue}|{month}")

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        used: dict[tuple[str, int], list[str]] = {}
        for sid in sorted(plan.held):
            if (session := problem.session(sid)) is not None:
                used.setdefault((session.venue, session.first_day.month), []).append(sid)
        for (venue, _), ids in sorted(used.items()):
            if len(ids) > self.at_most:
                yield Violation(self.kind, venue, len(ids), self.at_most, tuple(ids))

    def explain(self, violation: Violation) -> Words:
        return Words(
            "{hall}: {n} sesi sebulan, paling banyak {most}.",
            "{hall}: {n} sessions a month, at most {most}.",
        ).fill(hall=violation.subject, n=violation.found, most=violation.allowed)


OWN = (Rest, NeverTogether, HallMonth)
PEOPLE = "\n".join(
    ["no_peserta,nama,kecamatan,kelurahan"]
    + [
        f"{code}{n},Orang {n},{code},{home}"
        for code, home in (("K1", "a"), ("K2", "c"), ("K3", "d"))
        for n in range(8)
    ]
)
TABLES = {
    "kecamatan": "kode,nama,kelompok\nK1,Satu,1\nK2,Dua,2\nK3,Tiga,1",
    "kelurahan": "kode,nama,kecamatan\na,Anggrek,K1\nc,Cempaka,K2\nd,Dahlia,K3",
    "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula,4\ngedung,K2,Gedung,4\nbalai,K3,Balai,4",
    "kegiatan": "id,nama,maks\nP,Pelatihan,4\nZ,Perizinan,4",
}
RULES = ("rest\ndays = 3", 'never_together\none = "K1"\nother = "K2"', "hall_month\nat_most = 4")


@pytest.fixture
def book() -> Iterator[None]:
    """The book with three rules more, for as long as a test takes."""
    before = list(RULE_BOOK)
    for rule in OWN:
        add_rule(rule)
    yield
    RULE_BOOK[:] = before


@pytest.fixture
def story(book: None, tmp_path: Path) -> Path:
    """Three kecamatan of eight people, two activities of four seats each: four sessions a hall."""
    levels = '[["most_placed"], ["few_sessions"]]'
    return small_story(tmp_path / "cerita", PEOPLE, rules=RULES, levels=levels, **TABLES)


def settled(story: Path, options: Options) -> Planned:
    scenario = planning.read_scenario(story)
    assert [rule.kind for rule in scenario.rules][-3:] == [rule.kind for rule in OWN]
    outcome = planning.plan(scenario, options)
    assert isinstance(outcome, Planned)
    return outcome


def test_planned_bounded_and_verified_in_child_processes(story: Path, tmp_path: Path) -> None:
    """All 48 seats and 12 sessions, and proved: no plan has more people or fewer sessions."""
    outcome = settled(story, Options(workers=2, budget=20))
    assert [(level.value, level.bound) for level in outcome.levels] == [(0, 0), (12, 12)]
    planning.write(planning.read_scenario(story), outcome, tmp_path / "hasil")
    verdict = planning.verify(tmp_path / "hasil")
    assert verdict.stands
    assert verdict.proved


def test_planned_apart_kecamatan_that_a_rule_ties_together_as_one(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a large problem would be: K1 and K2 share days, K3 shares nothing."""
    from functools import partial

    from okoce_opt.model.search import finding
    from okoce_opt.model.search.decomposition import search
    from okoce_opt.model.sharing.shared_days import deal_shared_days

    scenario = planning.read_scenario(story)
    offer = deal_shared_days(scenario.problem, scenario.rules)
    assert offer is not None
    assert offer.ties == (frozenset({"K1", "K2"}),)
    monkeypatch.setattr(finding, "search", partial(search, small=0))
    outcome = settled(story, Options(workers=2, budget=20))
    assert [level.value for level in outcome.levels] == [0, 12]
    assert [level.bound for level in outcome.levels] == [0, 12]


def test_a_short_budget_has_an_answer_all_the_same(story: Path) -> None:
    """Nothing but the quick plan: every rule was asked, and most people sit."""
    from okoce_opt.model.days.quick_plan import greedy, standing
    from okoce_opt.verify import verify

    scenario = planning.read_scenario(story)
    problem, rules = scenario.problem, scenario.rules
    plan = standing(problem, rules, greedy(problem, rules))
    assert verify(problem, rules, plan) == []
    assert len(plan.seats) >= 32
    outcome = planning.plan(scenario, Options(workers=1, budget=0.01, time_limit=0.01))
    assert isinstance(outcome, Planned)


def test_broken_and_explained(story: Path) -> None:
    scenario = planning.read_scenario(story)
    days = [f"2026-01-{n:02}" for n in (5, 6, 7, 8, 9)]
    seats = {("K10", f"P|aula|{days[0]}|sehari"), ("K10", f"Z|aula|{days[1]}|sehari")}
    seats |= {("K20", f"P|gedung|{days[0]}|sehari")}
    seats |= {(f"K1{n}", f"P|aula|{day}|sehari") for n, day in enumerate(days[2:], start=1)}
    said = [
        rule.explain(violation).en
        for rule in scenario.rules
        for violation in rule.verify(scenario.problem, Plan.of(seats))
    ]
    assert said == [
        "K10: 1 day apart, at least 3.",
        "Monday, 5 January 2026: both meet.",
        "aula: 5 sessions a month, at most 4.",
    ]


def test_on_a_cluster(story: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    folder = tmp_path / "klaster"
    folder.mkdir()
    with cluster(folder, 1) as made:
        outcome = settled(story, Options(workers=1, budget=20, address=made.address))
    assert [level.value for level in outcome.levels] == [0, 12]


def test_the_book_takes_what_is_a_rule_and_says_what_is_missing(book: None) -> None:
    class NoDataclass(Rest):
        pass

    @dataclass(frozen=True)
    class Deadline(Rest):
        kind: ClassVar[str] = "deadline"

    @dataclass(frozen=True)
    class Half(Rule):
        kind: ClassVar[str] = "half"
        title: ClassVar[Words] = Words("Setengah", "Half")

    @dataclass(frozen=True)
    class Again(Rest):
        pass

    for entry, says in (
        (NoDataclass, "write @dataclass"),
        (Half, "does not say its sentence"),
        (Counter, "is no class of Rule"),
    ):
        with pytest.raises(TypeError, match=says):
            add_rule(entry)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="deadline is a rule of okoce"):
        add_rule(Deadline)
    length = len(RULE_BOOK)
    # the cell has been run again
    assert add_rule(Again) is Again
    assert len(RULE_BOOK) == length
    assert Rest not in RULE_BOOK


CELL = """
import sys
from dataclasses import dataclass
from okoce_opt import Options, plan, read_scenario
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.words import Words
from okoce_opt.rules import add_rule
from okoce_opt.rules.rule import Rule


@add_rule
@dataclass(frozen=True)
class Few(Rule):
    most: int
    kind = "few"
    title = Words("Sedikit", "Few")
    sentence = Words("Sedikit sesi.", "Few sessions.")

    def encode(self, problem, columns):
        for code in problem.kecamatan:
            held = [t for s in problem.sessions_in[code] for t in columns.held(s)]
            columns.require(held, hi=self.most, rule=self.kind, subject=code)

    def verify(self, problem, plan):
        for code in problem.kecamatan:
            ids = tuple(sid for sid in plan.held if problem.session(sid).kecamatan == code)
            if len(ids) > self.most:
                yield Violation(self.kind, code, len(ids), self.most, ids)

    def explain(self, violation):
        return Words("terlalu banyak", "too many")


outcome = plan(read_scenario(sys.argv[1]), Options(workers=2, budget=5))
print([(level.value, level.bound) for level in outcome.levels])
"""


def test_a_rule_of_a_notebook_cell_reaches_the_processes_that_plan(tmp_path: Path) -> None:
    """Defined in `__main__`: three sessions of four in each of three kecamatan seat 36 of 48."""
    levels = '[["most_placed"]]'
    folder = small_story(
        tmp_path / "cerita", PEOPLE, rules=["few\nmost = 3"], levels=levels, **TABLES
    )
    script = tmp_path / "sel.py"
    script.write_text(CELL, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(script), str(folder)],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert ran.stdout.strip() == "[(12, 12)]", ran.stderr
