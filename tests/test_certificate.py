"""The certificate against every plan there is: what it proves is never above the least value,
whatever is done to it.

`pytest tests/test_certificate.py -m slow` looks at some thousand worlds.
"""

from __future__ import annotations

import functools
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt import certificate
from okoce_opt.certificate import Refused, proved_by
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.outcome import Planned, SettledLevel
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.proof import COUNTING, ROWS, SEARCH, UNIT, PartProof, Proof
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.search import decomposition as split
from okoce_opt.model.search import finding
from okoce_opt.model.search.relaxed_bounds import bound_part
from okoce_opt.model.sharing.joint import resting_on, room_left
from okoce_opt.model.solvers.relaxation import name_multipliers, relax
from okoce_opt.options import Options, StopSwitch
from okoce_opt.plan_files.proofs import certificate_record, proved_levels
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows
from okoce_opt.rules.everyone_placed import EveryonePlaced
from tests.hands import people, sid, world
from tests.house.test_start_up import BLOCKED
from tests.model.small_rows import least, random_rows
from tests.oracle import HerePool, World, crowded, every_plan, moved_house, random_world
from tests.scenarios.planned import Stories
from tests.worlds import ALWAYS_ON

MOST_PLANS = 2_000
KINDS = ("whole", "apart", "crowded", "moved")


def planned(those: World, kind: str, monkeypatch: pytest.MonkeyPatch) -> Planned | None:
    monkeypatch.setattr(finding, "ChildPool", HerePool)
    monkeypatch.setattr(
        finding,
        "search",
        functools.partial(split.search, small=split.SMALL if kind == "whole" else 0),
    )
    options = Options(workers=1, budget=10)
    outcome = finding.find_plan(those.scenario, options, lambda progress: None, StopSwitch())
    return outcome if isinstance(outcome, Planned) else None


def worlds(kind: str, rng: random.Random) -> World | None:
    those: World | None = random_world(rng, people=rng.choice([3, 4, 5]))
    if kind != "whole" and len(those.problem.kecamatan) < 2:
        return None
    # a bound of two parts needs something to do in both
    if kind == "apart" and not all(
        any(map(those.problem.needed, p)) for p in those.problem.people_of.values()
    ):
        return None
    if kind == "crowded":
        return crowded(those)
    return moved_house(those, rng) if kind == "moved" else those


def changed(rng: random.Random, level: SettledLevel) -> SettledLevel:
    """The level with a proof that someone has meddled with, and no claim but what the proof comes
    to.
    """

    def meddled(part: PartProof) -> PartProof:
        multipliers = dict(part.multipliers)
        for name in multipliers:
            if rng.random() < 0.3:
                multipliers[name] = rng.choice([-1, 1, 1, 2, 0]) * multipliers[name] + rng.choice(
                    [0, rng.randint(-UNIT, UNIT)]
                )
        codes = (
            part.kecamatan[: rng.randint(0, len(part.kecamatan))]
            if rng.random() < 0.1
            else part.kecamatan
        )
        return PartProof.of(codes, part.coarse, 0, multipliers)

    parts = [meddled(part) for part in level.proof.parts if rng.random() < 0.9]
    if parts and rng.random() < 0.1:
        parts.append(parts[0])
    return replace(level, bound=0, proof=Proof(rng.choice([ROWS, SEARCH]), tuple(parts)))


def look(kind: str, number: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    rng = random.Random(f"certificate {kind}")
    seen: Counter[str] = Counter()
    while seen["worlds"] < number:
        those = worlds(kind, rng)
        plans = None if those is None else every_plan(those, MOST_PLANS)
        outcome = planned(those, kind, monkeypatch) if those and plans else None
        if those is None or not plans or outcome is None:
            continue
        seen["worlds"] += 1
        seen["levels"] += len(outcome.levels)
        scenario = those.scenario
        record = {
            "levels": [
                {"goals": {}, "value": level.value, "bound": level.bound}
                for level in outcome.levels
            ],
            "certificate": certificate_record(outcome.levels),
        }
        levels = proved_levels(record)
        assert levels is not None
        possible = [those.values(plan) for plan in plans]
        reached = [level.value for level in levels]
        smallest = [
            min(v[n] for v in possible if all(v[m] <= reached[m] for m in range(n)))
            for n in range(len(levels))
        ]
        for number_of, checked in enumerate(certificate.check(scenario, levels)):
            assert checked.holds, (checked, those)
            assert checked.proved <= smallest[number_of], (checked, those)
            assert checked.by == SEARCH or checked.proved >= levels[number_of].bound
            seen[checked.by] += 1
            seen["parts"] += len(levels[number_of].proof.parts) > 1
        for _ in range(4):
            for number_of, checked in enumerate(
                certificate.check(scenario, [changed(rng, level) for level in levels])
            ):
                assert checked.proved <= smallest[number_of], (checked, those)
                seen["refused"] += not checked.holds
                seen["lower"] += checked.holds and checked.proved < levels[number_of].bound
    return seen


@pytest.mark.parametrize("kind", KINDS)
def test_never_above_the_least_value_whatever_is_done_to_it(kind, monkeypatch):
    # counting proves most first levels of worlds taken apart: of more of them some need rows
    number = 60 if kind == "apart" else 12
    seen = look(kind, number, monkeypatch)
    assert seen[ROWS] >= number // 6
    assert seen[COUNTING] >= number // 3
    assert seen[SEARCH] < seen["levels"] // 4
    assert seen["refused"] >= number // 6
    assert seen["lower"] >= number // 6
    assert kind != "apart" or seen["parts"] >= 2


def forced_apart(those: World, reached: list[int]) -> list[SettledLevel]:
    """Levels with proofs of each kecamatan by itself, whatever they share; made with the solver as
    the planner makes them.
    """
    problem = those.problem
    bounds: dict[str, list[int]] = {code: [] for code in problem.kecamatan}
    levels = []
    for number, value in enumerate(reached):
        proofs = []
        for code in problem.kecamatan:
            others = [[b[n] for other, b in bounds.items() if other != code] for n in range(number)]
            rooms = [room_left(those.levels[n], reached[n], others[n]) for n in range(number)]
            proofs.append(
                bound_part(
                    Instance(narrowed(problem, [code]), those.rules, those.levels), number, rooms
                )[1]
            )
        for code, proof in zip(problem.kecamatan, proofs, strict=True):
            bounds[code].append(proof.bound)
        levels.append(SettledLevel({}, value, 0, proof=Proof(ROWS, tuple(proofs))))
    return levels


@pytest.mark.parametrize("number", [15, pytest.param(60, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["apart", "crowded", "moved"])
def test_kecamatan_taken_apart_by_force_are_refused_or_prove_no_more_than_there_is(kind, number):
    rng = random.Random(f"by force {kind}")
    seen: Counter[str] = Counter()
    while seen["worlds"] < number:
        those = worlds(kind, rng)
        plans = None if those is None else every_plan(those, MOST_PLANS)
        if those is None or not plans:
            continue
        seen["worlds"] += 1
        possible = [those.values(plan) for plan in plans]
        reached = list(rng.choice(possible))
        for n, checked in enumerate(
            certificate.check(those.scenario, forced_apart(those, reached))
        ):
            assert checked.proved <= min(
                v[n] for v in possible if all(v[m] <= reached[m] for m in range(n))
            ), (checked, those)
            seen["holds" if checked.holds else "refused"] += 1
    assert seen["holds"] + seen["refused"] > number
    assert seen["refused"] > number // 12
    assert kind == "moved" or seen["holds"] > number // 2


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_of_each(kind, monkeypatch):
    print(kind, dict(look(kind, 1000, monkeypatch)))


def test_exact_arithmetic_on_small_rows():
    """Any whole multipliers whose sides are there prove no more than the least value; the solver's
    own prove its bound.
    """
    rng = random.Random("exact")
    seen: Counter[str] = Counter()
    for _ in range(400):
        rows, objective = random_rows(rng)
        best = least(rows, objective)
        relaxed = relax(rows, objective)
        if relaxed.bound is not None and best is not None:
            assert (
                relaxed.bound <= proved_by(rows, objective, name_multipliers(rows, relaxed)) <= best
            )
            seen["solved"] += 1
        for scale in (1, UNIT // 3, 10 * UNIT):
            multipliers = {name: rng.randint(-scale, scale) for name in rows.single_names()}
            infinite = any(
                (y > 0 and lo <= -NO_LIMIT) or (y <= 0 and hi >= NO_LIMIT)
                for y, lo, hi in zip(multipliers.values(), rows.row_lo, rows.row_hi, strict=True)
            )
            try:
                bound = proved_by(rows, objective, multipliers)
                assert not infinite
                assert best is None or bound <= best
                seen["proved"] += 1
            except Refused:
                assert infinite
                seen["refused"] += 1
    assert min(seen["solved"], seen["proved"], seen["refused"]) > 100


def one_row() -> tuple[Rows, Priced]:
    """x in 0..9 with 3 x >= 10: x costs 2, so 8 at least; fractions come to 20/3."""
    rows = Rows()
    x = rows.column(("x",), 0, 9)
    rows.require([(3, x)], 10, None, "rule", "row")
    rows.require([(1, x)], None, 9, "rule", "row")
    return rows, Priced([(2, x)])


def test_a_bound_is_rounded_up_and_rows_of_one_name_are_numbered():
    rows, objective = one_row()
    assert rows.single_names() == [("rule", "row"), ("rule", "row#2")]
    third = UNIT * 2 // 3
    assert proved_by(rows, objective, {("rule", "row"): third}) == 7
    assert proved_by(rows, objective, {}) == 0
    assert proved_by(rows, objective, {("rule", "row"): third, ("rule", "row#2"): -UNIT}) < 7


@pytest.mark.parametrize("name", ["row", "row#2"])
def test_a_sign_that_needs_a_side_which_is_not_there_is_refused(name):
    rows, objective = one_row()
    with pytest.raises(Refused, match="wrong sign"):
        proved_by(rows, objective, {("rule", name): -UNIT if name == "row" else UNIT})


def test_a_row_that_nobody_wrote_is_refused():
    with pytest.raises(Refused, match="no row named"):
        proved_by(*one_row(), {("rule", "other"): UNIT})


def test_a_level_bounded_by_counting_says_what_was_counted(monkeypatch):
    """Five people, two to a session: three sessions at 10 each."""
    problem = world(
        registrants=people(*"12345"),
        venues=[Venue("aula", "K1", "Aula", 2)],
        activities=[Activity("P", "P", max_people=60)],
    )
    those = World(
        problem, ALWAYS_ON, ((PricedGoal(MostPlaced()),), (PricedGoal(FewSessions(), 10),))
    )
    outcome = planned(those, "whole", monkeypatch)
    assert outcome is not None
    assert outcome.levels[1].proof == Proof(COUNTING)
    checked = certificate.check(those.scenario, outcome.levels)[1]
    assert (checked.by, checked.printed, checked.proved, checked.floors) == (
        COUNTING,
        30,
        30,
        {"few_sessions": 3},
    )
    higher = replace(outcome.levels[1], bound=31, value=31)
    assert not certificate.check(those.scenario, [outcome.levels[0], higher])[1].holds


def town(*, city: bool) -> World:
    """Two kecamatan with a hall each, one person in each; and perhaps a bazaar of the city that
    needs both.
    """
    bazaar = [Activity("B", "Bazar", min_people=2, max_people=60, city=True)] if city else []
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
        venues=[
            Venue("aula", "K1", "Aula", 9),
            Venue("balai", "K2", "Balai", 9),
            Venue("kota", "", "Kota", 9),
        ],
        registrants=[Registrant("X", "K1", "a"), Registrant("Y", "K2", "b")],
        activities=[Activity("P", "P", max_people=60), *bazaar],
    )
    return World(problem, ALWAYS_ON, ((PricedGoal(MostPlaced()),),))


@pytest.mark.parametrize(
    ("codes", "apart"),
    [
        ([("K1", "K2")], True),
        ([("K1",)], False),
        ([("K1",), ("K2",)], False),
        ([("K1", "K2"), ("K2",)], None),
        ([("K2",), ("K2",)], None),
        ([("K3",)], None),
    ],
)
def test_parts_that_share_something_are_refused(codes, apart):
    """Nobody of K1 alone makes a bazaar of two. Without the bazaar they are apart; but nothing is
    counted twice (None).
    """
    proof = Proof(ROWS, tuple(PartProof.of(each, True, 0, {}) for each in codes))
    for city in (True, False):
        (checked,) = certificate.check(
            town(city=city).scenario, [SettledLevel({}, 0, 0, proof=proof)]
        )
        assert checked.holds == (apart is not None and (apart or not city))


def test_nothing_of_an_earlier_level_is_taken_off_twice():
    """A chair and two people in each kecamatan, a session told to be held in each: two sessions
    leave two without.
    """
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
        venues=[Venue("aula", "K1", "Aula", 1), Venue("balai", "K2", "Balai", 1)],
        registrants=[
            Registrant("W", "K1", "a"),
            Registrant("X", "K1", "a"),
            Registrant("Y", "K2", "b"),
            Registrant("Z", "K2", "b"),
        ],
        told=[(sid("P", "5"), True), (sid("P", "5", venue="balai"), True)],
    )
    levels = ((PricedGoal(FewSessions()),), (PricedGoal(MostPlaced()),))
    those = World(problem, ALWAYS_ON, levels)
    each = tuple(
        bound_part(Instance(narrowed(problem, [code]), those.rules, levels), 0, [])[1]
        for code in ("K1", "K2")
    )
    assert [part.bound for part in each] == [1, 1]
    both = bound_part(Instance(problem, those.rules, levels), 1, [2])[1]
    assert both.bound == 2
    proofs = (Proof(ROWS, each), Proof(ROWS, (replace(both, bound=0),)))
    for reached, proved in [(4, 0), (3, 1), (2, 2)]:
        said = [
            SettledLevel({}, reached, 0, proof=proofs[0]),
            SettledLevel({}, 2, 0, proof=proofs[1]),
        ]
        assert [checked.proved for checked in certificate.check(those.scenario, said)] == [
            2,
            proved,
        ]


def test_of_a_maximum_only_the_greatest_part_is_kept():
    parts = [
        PartProof.of((code,), True, bound, {}) for code, bound in (("K1", 3), ("K2", 0), ("K3", 5))
    ]
    assert resting_on((PricedGoal(FewSessions()),), parts) == (parts[0], parts[2])
    assert resting_on((PricedGoal(FinishEarly()),), parts) == (parts[2],)


def test_more_than_the_plan_itself_has_is_refused():
    """A value below what is proved is no plan's: someone has changed it, or the rows do not mean
    the rules.
    """
    problem = world(registrants=people(*"12345"), venues=[Venue("aula", "K1", "Aula", 2)])
    those = World(problem, (*ALWAYS_ON, EveryonePlaced()), ((PricedGoal(FewSessions(), 10),),))
    for value, holds in [(30, True), (29, False)]:
        (checked,) = certificate.check(those.scenario, [SettledLevel({}, value, 0)])
        assert checked.holds == holds


PART = {"kecamatan": ["K1"], "rows": "all", "bound": 1, "multipliers": {"r": {"s": 1}}}
SOUND: dict[str, object] = {"by": ROWS, "parts": [PART]}
LEVEL = {"goals": {"few_sessions": 1}, "value": 1, "bound": 1}


def spoiled(**said: object) -> dict[str, object]:
    return {**SOUND, "parts": [{**PART, **said}]}


@pytest.mark.parametrize(
    "levels",
    [
        [],
        None,
        [{}],
        ["x"],
        [{**SOUND, "by": "word of honour"}],
        [{**SOUND, "parts": 3}],
        [spoiled(rows="other")],
        [spoiled(bound=1.5)],
        [spoiled(bound=True)],
        [spoiled(kecamatan=None)],
        [spoiled(multipliers=[])],
        [spoiled(multipliers={"r": {"s": "1"}})],
    ],
)
def test_what_is_no_certificate_is_told_as_such(levels):
    record = {"levels": [LEVEL], "certificate": {"unit": f"1/{UNIT}", "levels": levels}}
    with pytest.raises(ValueError):  # noqa: PT011
        proved_levels(record)


def test_a_certificate_is_read_as_it_was_written():
    record = {"levels": [LEVEL], "certificate": {"unit": f"1/{UNIT}", "levels": [SOUND]}}
    levels = proved_levels(record)
    assert levels is not None
    assert levels[0].proof == Proof(ROWS, (PartProof.of(("K1",), False, 1, {("r", "s"): 1}),))
    assert certificate_record(levels) == record["certificate"]
    assert proved_levels({"levels": [LEVEL]}) is None
    with pytest.raises(ValueError, match="1/7"):
        proved_levels({**record, "certificate": {"unit": "1/7", "levels": [SOUND]}})


def test_verifying_rules_knows_no_certificate_and_the_certificate_no_solver(stories: Stories):
    """The whole of `okoce verify`, with the solver out of reach."""
    out = stories.folder("kecil")
    code = (
        f"{BLOCKED}\nfrom okoce_opt.__main__ import main\ncode = main(['verify', {str(out)!r}])\n"
    )
    code += "assert 'ortools' not in sys.modules\nsys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Batas tingkat 2 diperiksa ulang: 1.615, dari baris aturan dan sasaran." in done.stdout
    source = Path(certificate.__file__).with_name("verify.py").read_text(encoding="utf-8")
    assert "certificate" not in source
