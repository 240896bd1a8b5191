"""A problem and its rules with something left out: fields are changed here, and the problem is
made again once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.ids import PersonId, SessionId, VenueId
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.shares import Share
from okoce_opt.domain.teams import Team
from okoce_opt.reasons.needs import Need, SeatsFor
from okoce_opt.rules.rule import Rule


@dataclass
class Draft:
    """The tables of a problem, to be changed, with the rules and whose seats are asked."""

    problem: Problem
    rules: list[Rule]
    needs: set[Need]
    persons: dict[Need, frozenset[PersonId]]
    venues: dict[VenueId, Venue]
    activities: dict[str, Activity]
    orders: list[Order]
    days: dict[date, CalendarDay]
    obstacles: list[Obstacle]
    teams: dict[str, Team]
    registrants: dict[PersonId, Registrant]
    told: dict[SessionId, bool]
    households: dict[str, Household]
    shares: list[Share]

    @classmethod
    def of(cls, problem: Problem, rules: list[Rule]) -> Draft:
        """All of a problem, under its rules; where nobody may be left over, everybody's needs."""
        everyone = any(rule.seats_everyone for rule in rules)
        needs = {
            (registrant.kecamatan, activity.id)
            for registrant in (problem.registrants.values() if everyone else ())
            for activity in problem.needed(registrant)
        }
        return cls(
            problem,
            [rule for rule in rules if not rule.seats_everyone],
            *(needs, {}, dict(problem.venues), dict(problem.activities), list(problem.orders)),
            *(dict(problem.calendar.days), list(problem.obstacles), dict(problem.teams)),
            *(dict(problem.registrants), dict(problem.told), dict(problem.households)),
            list(problem.shares),
        )

    def change(self, table: str, key: str, **fields: Any) -> None:
        """Put other values into a row of `venues`, `activities`, `teams` or `registrants`."""
        rows = getattr(self, table)
        rows[key] = replace(rows[key], **fields)

    def made(self) -> tuple[Problem, list[Rule]]:
        """The problem with what was changed, and its rules."""
        calendar = self.problem.calendar
        if self.days != calendar.days:
            calendar = replace(calendar, days=self.days)
        problem = replace(
            self.problem,
            venues=self.venues,
            activities=self.activities,
            orders=tuple(self.orders),
            calendar=calendar,
            obstacles=tuple(self.obstacles),
            teams=self.teams,
            registrants=self.registrants,
            told=self.told,
            households=self.households,
            shares=tuple(self.shares),
        )
        asked = SeatsFor(frozenset(self.needs), dict(self.persons))
        return problem, [*self.rules, asked] if self.needs else list(self.rules)
