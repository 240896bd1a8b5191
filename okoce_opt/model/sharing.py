"""What kecamatan share, found in the rows themselves: build the model with nobody in it and see which rows tie whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from okoce_opt.domain.problem import Problem
from okoce_opt.model.columns import Columns
from okoce_opt.model.strata import Stratum
from okoce_opt.rules.rule import Rule


def skeleton(problem: Problem, rules: Sequence[Rule]) -> Columns:
    """The columns that the rules make when nobody is registered: which sessions are closed, and rows among sessions."""
    return skeleton_with(problem, rules, ())


def skeleton_with(problem: Problem, rules: Sequence[Rule], strata: Sequence[Stratum]) -> Columns:
    """The columns that the rules make for these strata: what they bar and close."""
    columns = Columns(problem, strata)
    for rule in rules:
        rule.encode(problem, columns)
    return columns


def tied(problem: Problem, columns: Columns) -> bool:
    """Whether any row ties sessions of different kecamatan together, or a city session is open to several."""
    if len(problem.kecamatan) < 2:
        return False
    if any(not columns.is_closed(session) for session in problem.sessions_in[""]):
        return True
    owner: dict[int, str] = {column: problem.sessions[sid].kecamatan for sid, column in columns.held_columns.items()}
    parent = list(range(len(columns.rows.names)))

    def root(column: int) -> int:
        while parent[column] != column:
            parent[column] = parent[parent[column]]
            column = parent[column]
        return column

    for row in range(len(columns.rows.row_lo)):
        members = [root(column) for _, column in columns.rows.terms_of(row)]
        for member in members[1:]:
            parent[root(member)] = root(members[0])
    first: dict[int, str] = {}
    return any(first.setdefault(root(column), code) != code for column, code in owner.items())


def offer_days(problem: Problem, columns: Columns, at_most: int) -> frozenset[str]:
    """Sessions left to each kecamatan when days are dealt out so that at most `at_most` can meet on any.

    Those with the fewest days offered so far, for what they need, come first. A session told to be
    held keeps its day.
    """
    open_sessions = [s for s in problem.sessions.values() if not columns.is_closed(s)]
    by_day: dict[date, dict[str, list[str]]] = {}
    for session in open_sessions:
        for day in session.days if session.kecamatan else ():
            by_day.setdefault(day, {}).setdefault(session.kecamatan, []).append(session.id)
    bound = {
        problem.sessions[sid].first_day: set[str]() for sid, held in problem.told.items() if held and sid in problem.sessions
    }
    for sid, held in problem.told.items():
        if held and sid in problem.sessions:
            bound[problem.sessions[sid].first_day].add(problem.sessions[sid].kecamatan)
    people = {code: max(1, len(those)) for code, those in problem.people_of.items()}
    offered = dict.fromkeys(problem.kecamatan, 0)
    refused: set[str] = set()
    for day, sessions in sorted(by_day.items()):
        asking = sorted(sessions, key=lambda code: (code not in bound.get(day, ()), offered[code] / people[code], code))
        for place, code in enumerate(asking):
            if place < at_most:
                offered[code] += 1
            else:
                refused.update(sessions[code])
    return frozenset(s.id for s in open_sessions) - refused
