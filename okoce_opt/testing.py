"""For tests: a plan must stand, and the laws that rules and goals live under.

*Law 1*: with every registrant a stratum of their own and decisions fixed, the rows of a rule can be
  met
exactly when its `verify` is silent. *Law 2*: with merged strata, counts meet the rows exactly when
some naming of them is silent. *Goals*: the least value of the expression is the best measure over
namings. Auxiliary columns are found without a solver: every row narrows their limits until nothing
changes, and then their least values must do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.columns import Columns
from okoce_opt.rows.linear import Rows
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import verify

Counts = Mapping[tuple[str, SessionId], int]
"""(stratum id, session id) -> people."""


def assert_plan_stands(problem: Problem, rules: Sequence[Rule], plan: Plan) -> None:
    """AssertionError with every violation as a sentence, unless the plan keeps all rules."""
    said = [
        rule.explain(violation).en for rule in rules for violation in rule.verify(problem, plan)
    ]
    assert not said, "\n".join(said)


def everyone_apart(problem: Problem) -> tuple[Stratum, ...]:
    """Every registrant a stratum of their own."""
    return tuple(Stratum(f"{r.kecamatan}/{r.id}", r, (r.id,)) for r in problem.registrants.values())


def counts_of(plan: Plan, strata: Sequence[Stratum]) -> dict[tuple[str, SessionId], int]:
    """How many of each stratum sit in each session."""
    home = {member: stratum.id for stratum in strata for member in stratum.members}
    counts: dict[tuple[str, SessionId], int] = {}
    for person, session in sorted(plan.seats):
        if person in home:
            counts[home[person], session] = counts.get((home[person], session), 0) + 1
    return counts


def choices_of(problem: Problem, rules: Sequence[Rule], plan: Plan) -> dict[tuple[str, ...], int]:
    """The choices of a plan beside seats and held, as these rules name them: teams of sessions,
    mentors of people.
    """
    return {name: n for rule in rules for name, n in rule.chosen(problem, plan).items()}


class Decided:
    """Rows of rules (and a goal) with all decisions fixed: `values` of all columns, or None if no
    values meet the rows.
    """

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        strata: Sequence[Stratum],
        counts: Counts,
        held: Sequence[SessionId] | frozenset[SessionId],
        *,
        goal: Goal | None = None,
        choices: Mapping[tuple[str, ...], int] | None = None,
    ) -> None:
        columns = Columns(problem, strata)
        for rule in rules:
            rule.encode(problem, columns)
        self._priced = goal.encode(problem, columns) if goal is not None else None
        self.rows = columns.rows
        fixed = _decisions(problem, columns, counts, held, choices or {})
        self.values = None if fixed is None else least_values(columns.rows, fixed)

    @property
    def met(self) -> bool:
        """Whether some values of the auxiliary columns meet every row."""
        return self.values is not None

    @property
    def value(self) -> int:
        """The least value of the goal's measure."""
        assert self._priced is not None
        assert self.values is not None
        return self._priced.constant + sum(c * self.values[j] for c, j in self._priced.terms)


def _decisions(
    problem: Problem,
    columns: Columns,
    counts: Counts,
    held: Sequence[SessionId] | frozenset[SessionId],
    choices: Mapping[tuple[str, ...], int],
) -> dict[int, int] | None:
    """Every decision column's value; None when a decision has no column: it is barred, closed or no
    candidate.
    """
    strata = {stratum.id: stratum for stratum in columns.strata}
    fixed: dict[int, int] = {}
    for (stratum_id, session_id), count in counts.items():
        session = problem.sessions.get(session_id)
        if session is None or session not in columns.options(strata[stratum_id]):
            return None
        fixed[columns.seats(strata[stratum_id], session)[0][1]] = count
    for session_id in held:
        session = problem.sessions.get(session_id)
        if session is None or columns.is_closed(session):
            return None
        fixed[columns.held(session)[0][1]] = 1
    for name, value in choices.items():
        if name not in columns.choice_columns:
            return None
        fixed[columns.choice_columns[name]] = value
    decisions = (
        *columns.seat_columns.values(),
        *columns.held_columns.values(),
        *columns.choice_columns.values(),
    )
    return {column: fixed.get(column, 0) for column in decisions}


def least_values(rows: Rows, fixed: Mapping[int, int]) -> list[int] | None:
    """Values of all columns, the free ones as small as the rows let them be; None if those do not
    meet every row.
    """
    lo, hi = list(rows.lower), list(rows.upper)
    for column, value in fixed.items():
        if not lo[column] <= value <= hi[column]:
            return None
        lo[column] = hi[column] = value
    spans = [(rows.terms_of(r), rows.row_lo[r], rows.row_hi[r]) for r in range(len(rows.row_lo))]
    free = [span for span in spans if any(lo[j] < hi[j] for _, j in span[0])]
    changed = True
    while changed:
        changed = False
        for terms, low, high in free:
            least = sum(c * (lo[j] if c > 0 else hi[j]) for c, j in terms)
            most = sum(c * (hi[j] if c > 0 else lo[j]) for c, j in terms)
            for c, j in terms:
                # what the others leave for c * x is [rest_low, rest_high]
                own_least, own_most = (c * lo[j], c * hi[j]) if c > 0 else (c * hi[j], c * lo[j])
                rest_high, rest_low = high - (least - own_least), low - (most - own_most)
                new_hi = min(hi[j], rest_high // c if c > 0 else rest_low // c)
                new_lo = max(lo[j], -(-rest_low // c) if c > 0 else -(-rest_high // c))
                if new_lo > new_hi:
                    return None
                if (new_lo, new_hi) != (lo[j], hi[j]):
                    lo[j], hi[j] = new_lo, new_hi
                    changed = True
                    break
    return None if rows.broken_by(lo) else lo


def namings(
    strata: Sequence[Stratum],
    counts: Counts,
    held: Sequence[SessionId] | frozenset[SessionId],
    most: int,
    also: Plan | None = None,
) -> Iterator[Plan] | None:
    """Every plan that has these counts (with the teams and mentors of `also`); None if there are
    more than `most`.
    """
    choices: list[list[tuple[Seat, ...]]] = []
    number = 1
    for stratum in strata:
        for (owner, session), count in sorted(counts.items()):
            if owner == stratum.id:
                choices.append(
                    [
                        tuple((m, session) for m in those)
                        for those in combinations(stratum.members, count)
                    ]
                )
                number *= len(choices[-1])
                if number > most:
                    return None
    teams, mentors = (None, None) if also is None else (also.teams, also.mentors)
    return (
        Plan.of((seat for seats in chosen for seat in seats), held, teams, mentors)
        for chosen in product(*choices)
    )


def silent_namings(
    problem: Problem,
    rules: Sequence[Rule],
    strata: Sequence[Stratum],
    counts: Counts,
    held: frozenset[SessionId],
    *,
    most: int,
    also: Plan | None = None,
) -> list[Plan] | None:
    """The namings of these counts that keep every rule; None if there are too many namings to look
    at.
    """
    plans = namings(strata, counts, held, most, also)
    return None if plans is None else [plan for plan in plans if not verify(problem, rules, plan)]
