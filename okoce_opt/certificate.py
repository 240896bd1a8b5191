"""The certificate of a plan: each printed bound proved again, in whole numbers and without a
solver.

A bound says of a level: no plan that keeps the rules, and stays at the values reached on the levels
before it or below, comes to less. It is proved in one of three ways (`domain.proof`).

**Counting.** The floors of the level's goals, counted again from the tables.

**Rows.** Rules and goals write linear rows over whole-number columns; they are written again here,
  by the
same rules and goals. Let c x be the level's value, lo <= A x <= hi the rows, lower <= x <= upper
the limits of the columns. For any multipliers y, and d = c - A'y, every x that meets them has

    c x  =  y A x + d x  >=  sum_i y_i (lo_i if y_i > 0 else hi_i)  +  sum_j min(d_j lower_j, d_j
    upper_j)

(weak duality; Neumaier and Shcherbina, Safe bounds in linear and mixed-integer linear programming,
2004). The value is a whole number, so this is rounded up. Any multipliers prove something; where
one would need a side of its row that is not there, it is refused.

**Parts.** Kecamatan without a city session in common, and between which nobody moved house, share
  nothing
that could help. A plan cut down to the people and sessions of some of them keeps the rows of those,
and the level's value is their sum (or their maximum), so the bounds of parts come together in the
same way. Of an earlier level a part uses no more than what is left of the value reached when the
others are at their bounds.

**Search.** The solver has gone through all cases. That is not proved again; what rows prove of it
  is.

That the rows mean the rules is not shown here: the laws in `tests/law` do that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.proof import COUNTING, SEARCH, UNIT, Multipliers, PartProof
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Level
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.coarse import coarse_model, keep_level
from okoce_opt.model.formulation.floors import floors_of
from okoce_opt.model.formulation.links import LINK_CUT, add_links
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.sharing.joint import join_bounds, levels_of_part, room_left
from okoce_opt.model.sharing.linking import city_sessions, find_groups, skeleton
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows
from okoce_opt.scenario import Scenario

Bounds = Mapping[tuple[str, ...], int]
"""Kecamatan of a part -> its bound, checked."""


class Refused(Exception):
    """A proof that is none; `words` say why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class Checked:
    """A level's bound as it is printed, and what came of going through its proof again.

    `proved` is what the proof comes to, `floors` what counting says of each goal; `refused` says
    why the proof does not hold for the printed bound (None: it does, as far as it goes).
    """

    printed: int
    by: str
    proved: int
    floors: Mapping[str, int] = field(default_factory=dict)
    refused: Words | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against the bound."""
        return self.refused is None


def check(scenario: Scenario, levels: Sequence[SettledLevel]) -> tuple[Checked, ...]:
    """Go through the proofs of a plan's levels as they are on record, in the scenario's order.

    Raises ValueError when these are not the scenario's levels.
    """
    if len(levels) != len(scenario.levels):
        raise ValueError(f"{len(levels)} levels instead of {len(scenario.levels)}")
    reached = [level.value or 0 for level in levels]
    earlier: list[Bounds] = []
    checked = []
    for number, level in enumerate(levels):
        proof = level.proof
        floors = floors_of(scenario.instance, number, reached)
        counted = sum(priced.price * floors[priced.goal.kind] for priced in scenario.levels[number])
        bounds: Bounds = {}
        refused = None
        try:
            # a level that counting bounds may have parts too: later levels rest on them
            bounds = _parts(scenario, number, proof.parts, reached, earlier)
        except Refused as error:
            refused = error.words
        proved = (
            counted
            if proof.by == COUNTING
            else max(counted, join_bounds(scenario.levels[number], list(bounds.values())))
        )
        if refused is None and proved < level.bound and proof.by != SEARCH:
            refused = TOO_LOW.fill(proved=proved, printed=level.bound)
        if refused is None and proved > reached[number]:
            refused = TOO_HIGH.fill(proved=proved, value=reached[number])
        earlier.append(bounds)
        checked.append(Checked(level.bound, proof.by, proved, floors, refused))
    return tuple(checked)


def proved_by(rows: Rows, objective: Priced, multipliers: Multipliers) -> int:
    """The least whole number that multipliers leave to the objective. Raises `Refused` for a wrong
    name or sign.
    """
    numbers = {name: row for row, name in enumerate(rows.single_names())}
    rest = [0] * len(rows.names)
    for coefficient, column in objective.terms:
        rest[column] += coefficient * UNIT
    total = objective.constant * UNIT
    for name, y in multipliers.items():
        if name not in numbers:
            raise Refused(NO_ROW.fill(name=" ".join(name)))
        row = numbers[name]
        side = rows.row_lo[row] if y > 0 else rows.row_hi[row]
        if abs(side) >= NO_LIMIT:
            raise Refused(WRONG_SIGN.fill(name=" ".join(name)))
        total += y * side
        for coefficient, column in rows.terms_of(row):
            rest[column] -= y * coefficient
    total += sum(
        min(d * lower, d * upper)
        for d, lower, upper in zip(rest, rows.lower, rows.upper, strict=True)
    )
    return -(-total // UNIT)


def _parts(
    scenario: Scenario,
    number: int,
    parts: Sequence[PartProof],
    reached: Sequence[int],
    earlier: Sequence[Bounds],
) -> Bounds:
    """What the multipliers of each part prove. Raises `Refused` where it is less than a part says
    of itself.
    """
    _apart(scenario, [part.kecamatan for part in parts])
    bounds: dict[tuple[str, ...], int] = {}
    for part in parts:
        rooms = [
            room_left(
                scenario.levels[n],
                reached[n],
                [b for codes, b in earlier[n].items() if not set(codes) & set(part.kecamatan)],
            )
            for n in range(number)
        ]
        # no goal is ever below 0
        bounds[part.kecamatan] = max(0, _proved(scenario, part, number, rooms))
        if bounds[part.kecamatan] < part.bound:
            names = [scenario.problem.kecamatan[code].name for code in part.kecamatan]
            raise Refused(PART.fill(names=names, proved=bounds[part.kecamatan], bound=part.bound))
    return bounds


def _proved(scenario: Scenario, part: PartProof, number: int, rooms: Sequence[int]) -> int:
    """What a part's multipliers prove of level `number`, each earlier level at most at its room:
    by the rows of all levels, or by those that look at no later one.
    """
    try:
        model = _model(scenario, part, scenario.levels)
        for n, room in enumerate(rooms):
            keep_level(model, model.rows, n, room)
        return proved_by(model.rows, model.objectives[number], part.multipliers)
    except Refused:
        if number or not part.coarse:
            raise
    model = _model(scenario, part, scenario.levels[:1])
    add_links(model, (subject for rule, subject in part.multipliers if rule == LINK_CUT))
    return proved_by(model.rows, model.objectives[0], part.multipliers)


def _model(scenario: Scenario, part: PartProof, seen: Sequence[Level]) -> Model:
    """The rows that the rules and goals of the levels `seen` write for a part."""
    problem = narrowed(scenario.problem, part.kecamatan)
    # a part says nothing of what holds kecamatan against one another
    levels = (
        seen if set(part.kecamatan) == set(scenario.problem.kecamatan) else levels_of_part(seen)
    )
    instance = Instance(problem, scenario.rules, levels)
    return coarse_model(instance) if part.coarse else build(instance, stratify(instance))


def _apart(scenario: Scenario, parts: Sequence[tuple[str, ...]]) -> None:
    """Raises `Refused` when parts overlap or share what could help: a city session, someone who
    moved house.
    """
    problem: Problem = scenario.problem
    named = [code for codes in parts for code in codes]
    if len(set(named)) < len(named) or not set(named) <= set(problem.kecamatan):
        raise Refused(OVERLAP)
    if all(set(codes) == set(problem.kecamatan) for codes in parts):
        return
    groups = [set(group) for group in find_groups(problem)]
    if any(group & set(codes) not in (set(), group) for codes in parts for group in groups):
        raise Refused(OVERLAP)
    if city_sessions(problem, skeleton(problem, scenario.rules)):
        raise Refused(OVERLAP)


TOO_LOW = Words(
    "yang terbukti hanya {proved}, bukan {printed}", "only {proved} is proved, not {printed}"
)
TOO_HIGH = Words(
    "yang terbukti {proved}, lebih dari nilai rencana itu sendiri, {value}",
    "{proved} is proved, more than the plan's own value, {value}",
)
NO_ROW = Words("tidak ada baris bernama {name}", "there is no row named {name}")
WRONG_SIGN = Words(
    "tanda pengali baris {name} salah", "the multiplier of row {name} has the wrong sign"
)
PART = Words(
    "{names}: yang terbukti hanya {proved}, bukan {bound}",
    "{names}: only {proved} is proved, not {bound}",
)
OVERLAP = Words("bagian-bagiannya tidak terpisah", "its parts are not apart")
