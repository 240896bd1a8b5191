"""A year played week by week: sheets go out, are filled in by hand and come back, changes are heard
of, and the plan goes on.

What it comes to is held against what any plan could have come to that had known everything
beforehand (`beforehand`), and its sessions against the fewest that their people need, were nobody
ever away.
"""

from __future__ import annotations

import math
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from okoce_opt import planning
from okoce_opt.bench.year.beforehand import at_most_finished
from okoce_opt.bench.year.hands import through_hands, told
from okoce_opt.bench.year.happening import comes, events_of
from okoce_opt.bench.year.played import Week, Year
from okoce_opt.change import change_of
from okoce_opt.domain.attended import Attendance, Mark, Presence, days_of
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.may_change import changing_of
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.plan import Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.states import Freedom
from okoce_opt.domain.words import Words
from okoce_opt.io import OpenScenario
from okoce_opt.moves.forced import lost_seats
from okoce_opt.options import Options
from okoce_opt.replanning.figures import figures_of_change
from okoce_opt.replanning.rows import Change
from okoce_opt.replanning.today import scenario_today
from okoce_opt.status.standing import find_standings
from okoce_opt.verify import verify

WEEK = timedelta(weeks=1)


def play(
    scenario: OpenScenario,
    options: Options,
    seed: int,
    tell: Callable[[Week], None] = lambda week: None,
) -> Year:
    """Play the year of a scenario; `tell` hears of each week.

    Each plan has been verified before it is used (`planning.plan`); a week in which no plan is
    found is counted in `refused` and goes on with the plan before. Raises ValueError where the
    first plan cannot be made.
    """
    first = planning.plan(scenario, options)
    if not isinstance(first, Planned):
        raise ValueError("no plan to begin the year with")
    with tempfile.TemporaryDirectory(prefix="okoce_") as place:
        game = _Game(scenario, first, options, seed, Path(place))
        weeks = []
        while game.today <= scenario.problem.calendar.last:
            weeks.append(game.week())
            tell(weeks[-1])
    return game.ended(weeks, at_most_finished(scenario, events_of(scenario.problem, seed), seed))


def _is_known(problem: Problem, sid: SessionId) -> bool:
    """Whether people are told of their seats in a session by now."""
    return changing_of(problem, sid).freedom is not Freedom.FREE


class _Game:
    """The state of the year on a day."""

    def __init__(
        self, scenario: OpenScenario, first: Planned, options: Options, seed: int, place: Path
    ) -> None:
        self.scenario, self.plan, self.options, self.seed = scenario, first, options, seed
        self.place, self.dice = place, random.Random(f"{seed} hands")
        self.events = list(events_of(scenario.problem, seed))
        self.attendance = Attendance()
        self.today = scenario.problem.calendar.first
        self.refused = 0
        self.held: set[SessionId] = set()
        self.announced, self.moved = set[Seat](), set[Seat]()
        self.read = self.asked = self.wrong = 0
        self.verified = int(not verify(scenario.problem, scenario.rules, first.plan))

    def week(self) -> Week:
        """Let a week pass, then go on from what is known on its last day."""
        since, self.today = self.today, self.today + WEEK
        marks = list(self._marks(since))
        self.held |= {mark.session for mark in marks}
        asked = self._sheets_back(marks) if marks else 0
        heard = [event.change for event in self.events if event.day < self.today]
        self.events = self.events[len(heard) :]
        on = min(self.today, self.scenario.problem.calendar.last)
        known = self._known(replace(self.scenario.problem, today=on))
        self.announced |= known
        went_on = self._go_on(heard, known) if heard or marks else {}
        came = sum(mark.presence is Presence.CAME for mark in marks)
        left = self.left()
        return Week(
            self.today,
            came,
            len(marks) - came,
            asked,
            len(heard),
            sum(session_name(sid).first_day >= on for _, sid in known),
            went_on.get("moved", 0),
            went_on.get("of_others", 0),
            went_on.get("make_ups", 0),
            sum(not activities for activities in left.values()),
            len(left),
        )

    def _sheets_back(self, marks: Sequence[Mark]) -> int:
        """Read what has come back, filled in by hand; the office is telephoned where a sheet leaves
        it open. How many people were asked about.
        """
        truth = {(one.person, one.session): one.presence is Presence.CAME for one in marks}
        on_list = self.scenario.problem.registrants
        single = {pair: came for pair, came in truth.items() if pair[0] in on_list}
        with tempfile.TemporaryDirectory(dir=self.place) as week:
            back = through_hands(
                *(self.scenario, self.plan.plan, single, self.attendance, Path(week), self.dice)
            )
        days: dict[SessionId, set[date]] = {}
        for mark in marks:
            days.setdefault(mark.session, set()).add(mark.day)
        spoken = list(told(single, days, back.attendance))
        sheets = {(mark.session, mark.day) for mark in marks}
        self.attendance = back.attendance.taking(Attendance.of(spoken, sheets))
        self.read += back.read
        self.wrong += back.wrong
        self.asked += len(spoken)
        return len(spoken)

    def _marks(self, since: date) -> Iterator[Mark]:
        """Who came since then, as the sheets say that are back today."""
        problem = self.scenario.problem
        for person, sid in sorted(self.plan.plan.seats):
            if person in problem.registrants:
                for day in days_of(problem, sid):
                    if since <= day < self.today:
                        here = comes(self.seed, person, day)
                        said = Presence.CAME if here else Presence.MISSED
                        yield Mark(person, sid, day, said, sid)

    def _known(self, problem: Problem) -> set[Seat]:
        """Seats of which people have been told on the day of the problem."""
        return {seat for seat in self.plan.plan.seats if _is_known(problem, seat[1])}

    def _go_on(self, changes: Sequence[Change], known: set[Seat]) -> dict[str, int]:
        """Plan on from what is known today; what differs from the plan before, whose `known` seats
        people were told of.
        """
        on = min(self.today, self.scenario.problem.calendar.last)
        self.scenario = scenario_today(self.scenario, self.plan, self.attendance, changes, on)
        if self.today > on:
            # the year is over: a seat that is planned now would be on a day that has passed
            return {}
        following = change_of(self.scenario, self.plan)
        outcome = planning.plan(following, self.options)
        if not isinstance(outcome, Planned):
            self.refused += 1
            return {}
        before, self.plan, problem = self.plan.plan, outcome, following.problem
        moved = known & {*lost_seats(problem, outcome.plan)}
        self.moved |= moved
        self.verified += not verify(problem, following.rules, outcome.plan)
        return {
            **figures_of_change(problem, before, outcome.plan),
            "moved": len(moved),
            "of_others": sum(not problem.registrants[person].missed for person, _ in moved),
        }

    def left(self) -> dict[PersonId, set[str]]:
        """Person on the list -> required activities that they have yet to do."""
        problem = self.scenario.problem
        done = self.attendance.finished(problem)
        return {
            person: {a.id for a in problem.needed(one) if (person, a.id) not in done}
            for person, one in problem.registrants.items()
        }

    def ended(self, weeks: Sequence[Week], knowing: int) -> Year:
        """What the year came to, where at most `knowing` people could have finished."""
        problem = self.scenario.problem
        required = [a for a in problem.activities.values() if a.required]
        left = self.left()
        people = {code: len(those) for code, those in problem.people_of.items()}
        fewest = sum(
            math.ceil(n / max(1, problem.largest_session(code, activity.id)))
            for code, n in people.items()
            for activity in required
            if n
        )
        return Year(
            tuple(weeks),
            Counter(len(required) - len(those) for those in left.values()),
            len(required),
            len(self.held),
            fewest,
            self.refused,
            len(self.announced),
            len(self.moved),
            *(self.read, self.asked, self.wrong, self.verified, knowing),
            tuple(self._reasons()),
        )

    def _reasons(self) -> list[tuple[Words, int]]:
        """Why people on the list have not finished, the most frequent first."""
        last = self.scenario.problem.calendar.last + timedelta(1)
        standings = find_standings(self.scenario, self.plan.plan, self.attendance, last)
        counted = Counter(one.why for one in standings if len(one.done) < one.needed)
        return counted.most_common()
