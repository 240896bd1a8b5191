"""Teams: on more days, in more places at once, for more people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import WEEKDAYS, Words
from okoce_opt.reasons.change import ERASE, LIKE, Change, Row
from okoce_opt.reasons.levers import Lever, Scope, more_weekdays, once

TEAMS = 3
"""Teams more beside each, at most."""


def levers_of_teams(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Teams on more days, in more places at once, for more people, in every kecamatan."""
    kinds = {problem.activities[name].team for name in scope.activities} - {""}
    carriers = [t for t in problem.teams.values() if t.people is not None]
    teams = [t for t in problem.teams.values() if t.kind in kinds]
    for team in teams:
        name = team.called
        if team.weekdays is not None:
            text = Words("{name} bertugas juga hari {days}", "{name} works on {days} too")
            said = text.fill(name=name, days="{days}")
            yield from more_weekdays("team_days_more", "tim", team.id, said, team.weekdays, problem)
        text = Words("{name} di {n} sesi sekaligus", "{name} in {n} sessions at once")
        yield Lever(
            "team_at_once",
            len(problem.kecamatan),
            lambda n, t=team: Change({"tim": [{"id": t.id, "sekaligus": t.at_once + n}]}),  # type: ignore[misc]
            lambda n, t=team, text=text, name=name: text.fill(name=name, n=t.at_once + n),  # type: ignore[misc]
        )
    for team in (*teams, *(one for one in carriers if one.kind not in kinds)):
        name = team.called
        yield _another_team(team)
        if team.kecamatan:
            text = Words("{name} ke semua kecamatan", "{name} to every kecamatan")
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


def _another_team(team: Team) -> Lever:
    """Teams more that are like this one, and not away when it is."""
    name = team.name or team.id

    def row(n: int) -> Row:
        found: dict[str, Any] = {LIKE: team.id, "id": f"{team.id}-tambahan-{n}"}
        found |= {"jenis": team.kind, "nama": f"{name} tambahan {n}", "sekaligus": team.at_once}
        if team.people is not None:
            found["orang"] = team.people
        if team.weekdays is not None:
            found["hari"] = ", ".join(WEEKDAYS["id"][day] for day in sorted(team.weekdays))
        if team.kecamatan:
            found["kecamatan"] = ", ".join(sorted(team.kecamatan))
        return found

    text = Words("{n} {teams} lagi seperti {name}", "{n} more {teams} like {name}")
    one, several = Words("tim", "team"), Words("tim", "teams")
    if team.people is not None:
        one, several = Words("pendamping", "mentor"), Words("pendamping", "mentors")
    return Lever(
        "another_team",
        TEAMS,
        lambda n: Change({"tim": [row(k) for k in range(1, n + 1)]}),
        lambda n: text.fill(n=n, name=name, teams=one if n == 1 else several),
    )
