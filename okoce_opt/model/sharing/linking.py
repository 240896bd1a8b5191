"""What kecamatan share, found in the rows themselves: build the model with nobody in it and see
which rows tie whom.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.rows.columns import Columns
from okoce_opt.rows.linear import Terms
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule


def skeleton(problem: Problem, rules: Sequence[Rule]) -> Columns:
    """The columns that the rules make when nobody is registered: which sessions are closed, and
    rows among sessions.
    """
    columns = Columns(problem, ())
    for rule in rules:
        rule.encode(problem, columns)
    return columns


def closed_sessions(problem: Problem, rules: Sequence[Rule]) -> frozenset[SessionId]:
    """The candidates that the rules close."""
    columns = _openings(problem, rules, ())
    return frozenset(
        session.id for session in problem.sessions.values() if columns.is_closed(session)
    )


def options_of(problem: Problem, rules: Sequence[Rule]) -> Mapping[PersonId, frozenset[SessionId]]:
    """Registrant id -> the sessions that the rules leave open to the person.

    What has happened is known where somebody who was there lives: a session of the city that is
    over may be among the options of the others.
    """
    found: dict[PersonId, frozenset[SessionId]] = {}
    # most people have the same options as others: each is kept once
    known: dict[frozenset[SessionId], frozenset[SessionId]] = {}
    groups = find_groups(problem)
    # one group of kecamatan after the other: who is barred where takes more room than what is left
    # open
    for codes in groups:
        part = problem if len(groups) == 1 else narrowed(problem, codes)
        strata = stratify(Instance(part, rules))
        columns = _openings(part, rules, strata)
        for stratum in strata:
            options = frozenset(
                session.id
                for activity in part.activities
                for session in columns.options(stratum, activity)
            )
            found.update(dict.fromkeys(stratum.members, known.setdefault(options, options)))
    return found


def _openings(problem: Problem, rules: Sequence[Rule], strata: Sequence[Stratum]) -> Columns:
    """What the rules leave open to these strata: who is barred where and what is closed, without
    the rows.
    """
    columns = _Openings(problem, strata)
    for rule in rules:
        rule.encode(problem, columns)
    return columns


class _Openings(Columns):
    """Columns that only remember what is barred and closed."""

    def seats(self, stratum: Stratum, session: Session) -> Terms:
        return []

    def attendance(self, session: Session) -> Terms:
        return []

    def held(self, session: Session) -> Terms:
        return []

    def number(self, *name: str, lo: int, hi: int) -> Terms:
        return []

    def require(
        self,
        terms: Iterable[tuple[int, int]],
        *,
        rule: str,
        subject: str,
        lo: int | None = None,
        hi: int | None = None,
    ) -> None:
        pass


def with_people(problem: Problem, rules: Sequence[Rule]) -> Columns:
    """`skeleton` with one person of each field of each kecamatan: rows among seats show too.

    Whom a pin or a household may tie to elsewhere is taken last: `find_groups` knows of those.
    """
    people = sorted(problem.registrants.values(), key=lambda r: (r.pins, r.household), reverse=True)
    one_each = {(r.kecamatan, r.field): r for r in people}
    columns = Columns(
        problem, [Stratum(f"{r.kecamatan}/{r.id}", r, (r.id,)) for r in one_each.values()]
    )
    for rule in rules:
        rule.encode(problem, columns)
    return columns


def are_tied(
    problem: Problem,
    columns: Columns,
    dealt: Collection[str] = (),
    *,
    choices: bool = True,
) -> list[frozenset[str]]:
    """Kecamatan that some row ties together, in groups; the city, where it is tied, is the empty
    code. For seats in the city's sessions see `city_seats`.

    Rows of the rules `dealt` are passed over, and rows through the rules' own `choices` (teams,
    mentors) are looked at only if asked for.
    """
    if len(problem.kecamatan) < 2:
        return []
    owner = {
        column: problem.sessions[sid].kecamatan for sid, column in columns.held_columns.items()
    }
    homes = {stratum.id: stratum.one.kecamatan for stratum in columns.strata}
    apart: set[int] = set()
    for (stratum, sid), column in columns.seat_columns.items():
        if problem.sessions[sid].kecamatan:
            owner[column] = homes[stratum]
        else:
            apart.add(column)
    owner |= columns.meets_at
    if choices:
        owner |= columns.chosen_at
    else:
        apart.update(columns.chosen_at)

    roots = columns.rows.roots(apart, dealt)
    together: dict[int, set[str]] = {}
    for column, code in owner.items():
        together.setdefault(roots[column], set()).add(code)
    return merged(together.values())


def merged(groups: Iterable[Collection[str]]) -> list[frozenset[str]]:
    """Groups of several, those that have a member in common made one."""
    found: list[set[str]] = []
    for group in groups:
        if len(group) > 1:
            touching = [other for other in found if other & {*group}]
            found = [other for other in found if not other & {*group}]
            found.append({*group}.union(*touching))
    return [frozenset(group) for group in found]


def city_sessions(problem: Problem, columns: Columns) -> bool:
    """Whether any session of the city can be held."""
    return any(not columns.is_closed(session) for session in problem.sessions_in[""])


def find_groups(problem: Problem, ties: Iterable[Collection[str]] = ()) -> list[tuple[str, ...]]:
    """The kecamatan in groups between which nobody has moved house, no household lives and there
    are no `ties`, the group with most people first.

    A seat kept in a kecamatan that one has left counts there, and belongs to a person here.
    """
    group = {code: {code} for code in problem.kecamatan}

    def link(home: str, other: str) -> None:
        if other in group and group[other] is not group[home]:
            group[home] |= group[other]
            group.update(dict.fromkeys(group[other], group[home]))

    for tie in ties:
        for code in tie:
            link(min(tie), code)
    for members in problem.members_of.values():
        for registrant in members:
            link(members[0].kecamatan, registrant.kecamatan)
    for registrant in problem.registrants.values():
        for pin in registrant.pins:
            link(registrant.kecamatan, problem.sessions[pin].kecamatan)
    groups = {tuple(sorted(codes)) for codes in group.values()}
    return sorted(
        groups, key=lambda codes: (-sum(len(problem.people_of[code]) for code in codes), codes)
    )


def seat_columns(problem: Problem, columns: Columns, strata: Sequence[Stratum]) -> int:
    """At most how many seat columns the whole model has."""
    usable = {
        code: sum(not columns.is_closed(s) for s in those)
        for code, those in problem.sessions_in.items()
    }
    return sum(usable[stratum.one.kecamatan] + usable[""] for stratum in strata)


def must_be_held(problem: Problem) -> frozenset[SessionId]:
    """Candidates that are told to be held or that someone is pinned to."""
    pinned = {pin for registrant in problem.registrants.values() for pin in registrant.pins}
    return (
        frozenset(pinned | {sid for sid, held in problem.told.items() if held})
        & problem.sessions.keys()
    )
