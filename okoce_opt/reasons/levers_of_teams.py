"""Teams: on more days, in more places at once, for more people."""

from __future__ import annotations

from collections.abc import Iterator

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.reasons.change import ERASE, Change
from okoce_opt.reasons.levers import Lever, Scope, more_weekdays, once


def levers_of_teams(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Teams on more days, in more places at once, for more people, in every kecamatan."""
    kinds = {problem.activities[name].team for name in scope.activities} - {""}
    carriers = [t for t in problem.teams.values() if t.people is not None]
    teams = [t for t in problem.teams.values() if t.kind in kinds]
    for team in teams:
        name = team.name or team.id
        if team.weekdays is not None:
            text = Words("tim {name} bertugas juga hari {days}", "team {name} works on {days} too")
            said = text.fill(name=name, days="{days}")
            yield from more_weekdays("team_days_more", "tim", team.id, said, team.weekdays, problem)
        text = Words("tim {name} di {n} sesi sekaligus", "team {name} in {n} sessions at once")
        yield Lever(
            "team_at_once",
            len(problem.kecamatan),
            lambda n, t=team: Change({"tim": [{"id": t.id, "sekaligus": t.at_once + n}]}),  # type: ignore[misc]
            lambda n, t=team, text=text, name=name: text.fill(name=name, n=t.at_once + n),  # type: ignore[misc]
        )
        if team.kecamatan:
            text = Words("tim {name} ke semua kecamatan", "team {name} to every kecamatan")
            rows = [{"id": team.id, "kecamatan": ERASE}]
            yield once("team_everywhere", {"tim": rows}, text.fill(name=name))
    if carriers:
        text = Words("setiap pendamping membawa {n} orang lagi", "each mentor carries {n} more")
        yield Lever(
            "team_people",
            len(problem.registrants),
            lambda n: Change(
                {"tim": [{"id": t.id, "orang": (t.people or 0) + n} for t in carriers]}
            ),
            lambda n: text.fill(n=n),
        )
