"""A team is out on at most `at_most` days of a week, a month or in all (*hari tim*).

Unit: days on which it is in a session, wherever; several sessions on one day are one day, each day
of a longer session counts. What has begun counts, and where it is more than the number no day is
added. Source: `[aturan.team_days] at_most`, `per` (`minggu`, `bulan`, `semua`), `team` (the kind of
team; empty: all). When to modify: if each team has a number of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.teams import count_days_of_teams
from okoce_opt.domain.checks import at_least
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same
from okoce_opt.rows.linear import Terms, times
from okoce_opt.rules.faces import Filling, Sharing
from okoce_opt.rules.rule import ENGLISH, Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns

PERIODS = {
    "minggu": Words("seminggu", "a week"),
    "bulan": Words("sebulan", "a month"),
    "semua": Words("seluruhnya", "in all"),
}
"""Values of `per` and how they are said."""
_PERIODS_IN_ENGLISH = {"week": "minggu", "month": "bulan", "all": "semua"}


@dataclass(frozen=True, slots=True)
class TeamDays(Rule):
    """Few enough days of a team."""

    at_most: int
    per: str = field(default="minggu", metadata={ENGLISH: _PERIODS_IN_ENGLISH})
    team: str = ""

    kind: ClassVar[str] = "team_days"
    title: ClassVar[Words] = Words("Hari tugas tim", "Team days")
    sentence: ClassVar[Words] = Words(
        "Sebuah tim bertugas paling banyak sekian hari seminggu, sebulan, atau seluruhnya.",
        "A team is out on no more than so many days a week, a month, or in all.",
    )
    ids: ClassVar[Mapping[str, str]] = {"subject": "teams"}

    @classmethod
    def samples(cls) -> Sequence[Rule]:
        """One day in all or a week, two a month."""
        return cls(1, "semua"), cls(1), cls(2, "bulan", "mitra")

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """A number, a period and a kind of team that there are."""
        kinds = sorted({team.kind for team in problem.teams.values()})
        yield from at_least("aturan", self.kind, "at_most", self.at_most, 1)
        if self.per not in PERIODS:
            known = same(", ".join(PERIODS))
            yield Complaint("unknown_value", "aturan", self.kind, "per", self.per, known)
        if self.team and self.team not in kinds:
            known = same(", ".join(kinds))
            yield Complaint("unknown_id", "aturan", self.kind, "team", self.team, known)

    def encode(self, problem: Problem, columns: Columns) -> None:
        """A team's flag of a day >= each session it is chosen for that day; in each period new days
        <= what is left.
        """
        busy: dict[str, dict[date, Terms]] = {}
        for (what, *names), column in sorted(columns.choice_columns.items()):
            if what == "team" and self._judges(problem, names[1]):
                for day in problem.sessions[SessionId(names[0])].days:
                    busy.setdefault(names[1], {}).setdefault(day, []).append((1, column))
        begun = _begun(problem)
        for team, days in sorted(busy.items()):
            periods: dict[tuple[int, ...], list[date]] = {}
            for day in sorted(days.keys() - begun.get(team, set())):
                periods.setdefault(self._period(day), []).append(day)
            for period, new in periods.items():
                had = sum(self._period(day) == period for day in begun.get(team, ()))
                left = max(0, self.at_most - had)
                out: Terms = []
                for day in new if len(new) > left else ():
                    flag = columns.flag("out", team, day.isoformat())
                    for term in days[day]:
                        row = [*flag, *times(-1, [term])]
                        columns.require(row, lo=0, rule=self.kind, subject=f"{team}|{day}")
                    out += flag
                if out:
                    name = f"{team}|{'-'.join(map(str, period))}"
                    columns.require(out, hi=left, rule=self.kind, subject=name)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Write down for every team the days on which it is out, period by period."""
        out: dict[str, dict[tuple[int, ...], dict[date, SessionId]]] = {}
        old: dict[str, dict[tuple[int, ...], set[date]]] = {}
        for session_id in sorted(plan.held | problem.past.sessions):
            session = problem.session(session_id)
            past = session_id in problem.past.sessions
            team = (problem.announced.teams if past else plan.teams).get(session_id, "")
            if session is None or team not in problem.teams:
                continue
            if self.team in ("", problem.teams[team].kind):
                for day in session.days:
                    when = _named_period(self.per, day)
                    out.setdefault(team, {}).setdefault(when, {})[day] = session_id
                    if past:
                        old.setdefault(team, {}).setdefault(when, set()).add(day)
        for team, periods in sorted(out.items()):
            for when, days in sorted(periods.items()):
                allowed = max(self.at_most, len(old.get(team, {}).get(when, ())))
                if len(days) > allowed:
                    found = DAYS.fill(n=len(days), first=min(days), last=max(days))
                    where = tuple(sorted(set(days.values())))
                    yield Violation(self.kind, team, found, allowed, where)

    def notes(self, problem: Problem) -> Iterable[Words]:
        """That no activity needs such a team."""
        sent = {activity.team for activity in problem.activities.values() if activity.team}
        if not sent or (self.team and self.team not in sent):
            yield Words(
                "Aturan {rule} tidak berpengaruh: tidak ada kegiatan yang memerlukan tim{kind} "
                "(kolom tim di tabel kegiatan).",
                "Rule {rule} is without effect: no activity needs a team{kind} (column tim of "
                "table kegiatan).",
            ).fill(rule=self.kind, kind=self.team and f" {self.team}")

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """One day more, and so on."""
        days = len(problem.calendar.open_days)
        yield [replace(self, at_most=n) for n in range(self.at_most + 1, days + 1)]

    def explain(self, violation: Violation) -> Words:
        """Which team is out on how many days of which period."""
        return Words(
            "Tim {subject}: bertugas {found}, paling banyak {allowed} hari {per}.",
            "Team {subject}: out on {found}, at most {allowed} days {per}.",
        ).fill(
            subject=violation.subject,
            found=violation.found,
            allowed=violation.allowed,
            per=PERIODS[self.per],
        )

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """Days that sessions need against days of teams."""

        def most(team: str, days: Collection[date]) -> int:
            had, periods = _begun(ground.problem).get(team, set()), [*map(self._period, days)]
            olds = [*map(self._period, had)]
            return sum(
                min(periods.count(period), max(self.at_most, olds.count(period)))
                for period in set(periods)
            )

        kinds = {team.kind for team in ground.problem.teams.values()}
        return count_days_of_teams(
            ground, {self.team} & kinds if self.team else kinds, most, self.title
        )

    def shares(self, problem: Problem) -> Sharing:
        """Days of teams, no more of them than a team may be out."""
        return _DaysOut(self, problem)

    def fill(self, problem: Problem) -> Filling:
        """Where each team is sent."""
        return _Sent(_DaysOut(self, problem), problem)

    def _judges(self, problem: Problem, team: str) -> bool:
        return self.team in ("", problem.teams[team].kind)

    def _period(self, day: date) -> tuple[int, ...]:
        week, month = day.isocalendar()[:2], (day.year, day.month)
        return {"minggu": week, "bulan": month}.get(self.per, ())


DAYS = Words("{n} hari ({first} sampai {last})", "{n} days ({first} to {last})")


def _named_period(per: str, day: date) -> tuple[int, ...]:
    """The period of a day, for `verify` alone: weeks are counted from the first Monday ever."""
    if per == "minggu":
        return ((day.toordinal() - 1) // 7,)
    return (day.year * 12 + day.month,) if per == "bulan" else (0,)


def _begun(problem: Problem) -> dict[str, set[date]]:
    """Team -> days on which it is out with what has begun."""
    begun: dict[str, set[date]] = {}
    for session in map(problem.session, problem.past.sessions):
        if session is not None and (team := problem.announced.teams.get(session.id, "")):
            begun.setdefault(team, set()).update(session.days)
    return begun


class _DaysOut(Sharing):
    def __init__(self, rule: TeamDays, problem: Problem) -> None:
        self._rule, self._problem = rule, problem
        self.begun = _begun(problem)

    def may_send(self, team: str, days: Collection[date]) -> bool:
        if not self._rule._judges(self._problem, team):
            return True
        old = self.begun.get(team, set())
        had = [*map(self._rule._period, old)]
        now = [*map(self._rule._period, {*days, *old})]
        return all(now.count(p) <= max(self._rule.at_most, had.count(p)) for p in set(now))


class _Sent(Filling):
    def __init__(self, days: _DaysOut, problem: Problem) -> None:
        self._days = days
        self._out: dict[str, set[date]] = {team: set(those) for team, those in days.begun.items()}

    def may_send(self, team: str, session: Session) -> bool:
        return self._days.may_send(team, self._out.get(team, set()) | {*session.days})

    def sent(self, team: str, session: Session) -> None:
        self._out.setdefault(team, set()).update(session.days)
