"""The state of the year, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.attended import Attendance
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.scenario import Scenario
from okoce_opt.status.forecast import SEED, Forecast, Seen, forecast, turnout_seen
from okoce_opt.status.standing import Standing, find_standings, sheets_missing


@dataclass(frozen=True)
class YearStatus:
    """How far the year has come as of `today`: everyone's standing, sessions whose sheets never
    came back, turnout seen so far, and how many will finish (None where nothing is known of
    turnout).
    """

    scenario: Scenario
    today: date
    standings: tuple[Standing, ...]
    missing: tuple[SessionId, ...]
    seen: tuple[Seen, ...]
    forecast: Forecast | None

    def __repr__(self) -> str:
        return f"YearStatus({self.today}: {len(self.standings)} people)"


def status_of(
    scenario: Scenario, plan: Plan, attendance: Attendance, today: date, *, seed: int = SEED
) -> YearStatus:
    """The state of a year of which this plan holds and this attendance is known."""
    problem = scenario.problem
    return YearStatus(
        scenario,
        today,
        find_standings(scenario, plan, attendance, today),
        tuple(sheets_missing(problem, plan, attendance, today)),
        turnout_seen(problem, plan, attendance),
        forecast(problem, plan, attendance, today, seed=seed),
    )
