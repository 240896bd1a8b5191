"""A year played week by week: sheets go out, are filled in by hand and come back, changes are heard
of, and the plan goes on.

What it comes to is held against a plan that had known everything beforehand (`beforehand`), and its
sessions against the fewest that their people need, were nobody ever away.
"""

from __future__ import annotations

import math
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from okoce_opt import planning
from okoce_opt.bench.year.beforehand import known_beforehand
from okoce_opt.bench.year.hands import through_hands, told
from okoce_opt.bench.year.happening import comes, events_of
from okoce_opt.change import change_of
from okoce_opt.domain.attended import Attendance, Mark, Presence, days_of
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.plan import Seat
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.domain.words import Words
from okoce_opt.io import OpenScenario
from okoce_opt.moves.forced import lost_seats
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.options import Options
from okoce_opt.replanning.figures import figures_of_change
from okoce_opt.replanning.rows import Change
from okoce_opt.replanning.today import scenario_today
from okoce_opt.status.standing import find_standings
from okoce_opt.verify import verify

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Week:
    """What was done on one Monday: people who came and who stayed away in the week before, those of
    them whose sheet had to be asked about, changes heard of, seats that had been announced and not
    used yet, how many of those moved, make-up seats given, people who have finished so far and who
    are on the list.
    """

    day: date
    came: int
    away: int
    asked: int
    changes: int
    announced: int
    moved: int
    make_ups: int
    finished: int
    on_list: int


@dataclass(frozen=True)
class Year:
    """A year as it was played. `done` maps a number of required activities to the people on the
    list at the end who have done so many; `fewest` are the sessions that they need at least.

    `announced` are all seats that people were ever told of, `ever_moved` those of them that were
    taken away again; `read`, `asked` and `wrong` marks of attendance; `verified` the plans that
    kept every rule before the judge. `knowing` is what a plan that had known everything comes to:
    people who finish, and sessions (None where it was not made). `reasons` are why others have not
    finished, with their number.
    """

    weeks: tuple[Week, ...]
    done: Counter[int]
    needed: int
    sessions: int
    fewest: int
    refused: int
    announced: int
    ever_moved: int
    read: int
    asked: int
    wrong: int
    verified: int
    reasons: tuple[tuple[Words, int], ...] = ()
    knowing: tuple[int, int] | None = None

    @property
    def against_knowing(self) -> float | None:
        """Finished, of those who finish in the plan that had known everything; None without it."""
        return None if self.knowing is None else self.finished / max(1, self.knowing[0])

    @property
    def regret(self) -> int | None:
        """Sessions held beyond those of that plan."""
        return None if self.knowing is None else self.sessions - self.knowing[1]

    @property
    def on_list(self) -> int:
        """People on the list at the end."""
        return sum(self.done.values())

    @property
    def finished(self) -> int:
        """Those of them who have done every required activity that is for them."""
        return self.done[self.needed]

    @property
    def share(self) -> float:
        """Finished of all on the list at the end, 0 to 1."""
        return self.finished / max(1, self.on_list)

    @property
    def moved(self) -> int:
        """Announced seats that were moved, over the whole year."""
        return sum(week.moved for week in self.weeks)


def play(
    scenario: OpenScenario,
    options: Options,
    seed: int,
    tell: Callable[[Week], None] = lambda week: None,
    *,
    knowing: bool = True,
) -> Year:
    """Play the year of a scenario; `tell` hears of each week. `knowing` = make the plan that had
    known everything beforehand too.

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
    year = game.ended(weeks)
    return replace(year, knowing=_knowing(scenario, options, seed)) if knowing else year


def _knowing(scenario: OpenScenario, options: Options, seed: int) -> tuple[int, int] | None:
    """People who finish, and sessions, had everything been known; None where no plan is found."""
    events = events_of(scenario.problem, seed)
    outcome = planning.plan(known_beforehand(scenario, events, seed), options)
    if not isinstance(outcome, PlannedScenario):
        return None
    problem, plan = outcome.scenario.problem, outcome.plan
    placed = sum(
        {a.id for a in problem.needed(one)} <= {*map(activity_of, plan.sessions_of.get(who, ()))}
        for who, one in problem.registrants.items()
    )
    return placed, len(plan.held)


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
        self.announced, self.moved = {*first.plan.seats}, set[Seat]()
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
        ahead = sum(session_name(sid).first_day >= self.today for _, sid in self.plan.plan.seats)
        went_on = self._go_on(heard) if heard or marks else {}
        came = sum(mark.presence is Presence.CAME for mark in marks)
        left = self.left()
        return Week(
            self.today,
            came,
            len(marks) - came,
            asked,
            len(heard),
            ahead,
            went_on.get("moved", 0),
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

    def _go_on(self, changes: Sequence[Change]) -> dict[str, int]:
        """Plan on from what is known today; what differs from the plan before."""
        on = min(self.today, self.scenario.problem.calendar.last)
        self.scenario = scenario_today(self.scenario, self.plan, self.attendance, changes, on)
        following = change_of(self.scenario, self.plan)
        outcome = planning.plan(following, self.options)
        if not isinstance(outcome, Planned):
            self.refused += 1
            return {}
        before, self.plan = self.plan.plan, outcome
        self.moved |= {*lost_seats(following.problem, outcome.plan)}
        self.announced |= outcome.plan.seats
        self.verified += not verify(following.problem, following.rules, outcome.plan)
        return figures_of_change(following.problem, before, outcome.plan)

    def left(self) -> dict[PersonId, set[str]]:
        """Person on the list -> required activities that they have yet to do."""
        problem = self.scenario.problem
        done = self.attendance.finished(problem)
        return {
            person: {a.id for a in problem.needed(one) if (person, a.id) not in done}
            for person, one in problem.registrants.items()
        }

    def ended(self, weeks: Sequence[Week]) -> Year:
        """What the year came to."""
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
            *(self.read, self.asked, self.wrong, self.verified),
            tuple(self._reasons()),
        )

    def _reasons(self) -> list[tuple[Words, int]]:
        """Why people on the list have not finished, the most frequent first."""
        last = self.scenario.problem.calendar.last + timedelta(1)
        standings = find_standings(self.scenario, self.plan.plan, self.attendance, last)
        counted = Counter(one.why for one in standings if len(one.done) < one.needed)
        return counted.most_common()
