"""A plan with the scenario it was made for: what a notebook asks of it, one call each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.difference import Difference, difference
from okoce_opt.domain.html import bullets, paragraph
from okoce_opt.domain.outcome import Ended, Impossible, Outcome, Planned, RanOut
from okoce_opt.domain.words import Words
from okoce_opt.notebook.html import levels_html
from okoce_opt.plan_files.announced import announce
from okoce_opt.plan_files.record import figures
from okoce_opt.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_SUMMARY = Words(
    "{placed} dari {registrants} orang mendapat semua kursinya, dalam {sessions} sesi pada "
    "{meeting_days} hari.",
    "{placed} of {registrants} people have all their seats, in {sessions} sessions on "
    "{meeting_days} days.",
)


@dataclass(frozen=True, repr=False)
class PlannedScenario(Planned):
    """A plan that stands, with the `scenario` it was made for (as a change of an older plan, where
    it is one). Frames hold ids, places and days; no name, NIK or phone.
    """

    scenario: Scenario = field(kw_only=True)
    belonging: tuple[object, ...] = field(default=(), kw_only=True, compare=False)

    def __post_init__(self) -> None:
        """Plan, values, counts and the problem that they are of go together: where one of them was
        replaced alone, the others would be another plan's.
        """
        of = self.scenario
        parts = (
            *(self.plan, self.levels, self.counts, self.strata),
            *(of.problem, of.rules, of.levels, of.draw_seed),
        )
        if any(old is not new for old, new in zip(self.belonging, parts, strict=False)):
            raise ValueError(
                "plan, levels, counts, strata and scenario belong together and cannot be replaced. "
                "Plan again with plan(scenario, old=...), or judge a plan of your own with "
                "okoce_opt.verify.verify(scenario.problem, scenario.rules, plan)."
            )
        object.__setattr__(self, "belonging", parts)

    def seats(self) -> pd.DataFrame:
        """One row a seat, by registrant and time; see `seats_frame`."""
        from okoce_opt.notebook.plan_frames import seats_frame

        return seats_frame(self.scenario, self.plan)

    def sessions(self) -> pd.DataFrame:
        """One row a held session, in order of time; see `sessions_frame`."""
        from okoce_opt.notebook.plan_frames import sessions_frame

        return sessions_frame(self.scenario, self.plan)

    def calendar(self) -> pd.DataFrame:
        """One row a kecamatan, one column a day: the activities that meet there, "" where none
        does, NA on closed days.
        """
        from okoce_opt.notebook.plan_frames import calendar_frame

        return calendar_frame(self.scenario, self.plan)

    def left_over(self) -> pd.DataFrame:
        """One row for each required activity that somebody has no seat in, with the reason."""
        from okoce_opt.notebook.plan_frames import left_over_frame

        return left_over_frame(self.scenario, self.plan)

    def goals(self) -> pd.DataFrame:
        """One row a goal: its measure, and value, bound and gap of its level."""
        from okoce_opt.notebook.plan_frames import goals_frame

        return goals_frame(self.scenario, self.levels)

    def changes_from(self, old: Planned) -> Difference:
        """What must be told to people when this plan replaces `old`."""
        if not isinstance(old, Planned):
            raise TypeError(f"a plan, not {type(old).__name__}")
        return difference(old.plan, self.plan)

    def told(self, old: Planned) -> pd.DataFrame:
        """One row for each person whose seats differ from those in `old`: which go, which come."""
        from okoce_opt.notebook.plan_frames import told_frame

        return told_frame(self.scenario, self.changes_from(old))

    def beside(self, others: Mapping[str, Outcome], name: str = "") -> pd.DataFrame:
        """One row a plan, this one first, `others` by their names: figures, what each goal
        measures, and how many must be told if it replaces this one; NA where there is no plan.
        """
        from okoce_opt.notebook.plan_frames import beside_frame

        return beside_frame(
            {
                title: self._figures(one) if isinstance(one, Planned) else {}
                for title, one in self._with(others, name).items()
            }
        )

    def _with(self, others: Mapping[str, Outcome], name: str) -> dict[str, Outcome]:
        """This plan and others by name. Raises TypeError for other than a mapping of what
        `plan` returned, ValueError where one of them is called like this one.
        """
        if not isinstance(others, Mapping):
            such = "a mapping such as {'one hall more': other}"
            raise TypeError(f"others: {such}, not {type(others).__name__}")
        for title, one in others.items():
            if not isinstance(one, Planned | Impossible | RanOut):
                such = "what plan() returned"
                raise TypeError(f"others[{title!r}]: {such}, not {type(one).__name__}")
        mine = name or self.scenario.title
        if mine in others:
            raise ValueError(f"two plans are called {mine!r}: give this one another name=")
        return {mine: self, **others}

    def _figures(self, one: Planned) -> dict[str, object]:
        """Figures and measures of `one`, and how many people's seats differ from those here."""
        scenario = one.scenario if isinstance(one, PlannedScenario) else self.scenario
        return {
            **figures(scenario.problem, one.plan),
            **{kind: n for level in one.levels for kind, n in level.measures.items()},
            "told": len(difference(self.plan, one.plan).changes),
        }

    def plot_calendar(self) -> Figure:
        """Kecamatan by day, one colour an activity (extra `notebook`)."""
        from okoce_opt.notebook.pictures import calendar_picture

        return calendar_picture(self.scenario, self.plan)

    def colours(self) -> dict[str, str]:
        """The colour of each activity (its title) in `plot_calendar`."""
        from okoce_opt.notebook.pictures import colours_of

        activities = self.scenario.problem.activities
        found = colours_of(self.scenario, self.plan)
        return {activities[one].title: colour for one, colour in found.items()}

    def plot_levels(self, others: Mapping[str, Outcome] | None = None, name: str = "") -> Figure:
        """Value and bound of each level, beside those of `others` by their names (extra
        `notebook`); what is impossible is named.
        """
        from okoce_opt.notebook.pictures import levels_picture

        levels = {
            title: () if isinstance(one, Impossible) else one.levels
            for title, one in self._with(others or {}, name).items()
        }
        return levels_picture(self.scenario, levels)

    def announce(self) -> Announced:
        """The plan as people will know it when it is changed."""
        return announce(self.scenario.problem, self.plan)

    def _repr_html_(self) -> str:
        said = figures(self.scenario.problem, self.plan)
        summary = paragraph(_SUMMARY.fill(**said))
        # the table says of each level that it is proved
        ended = () if self.ended in (None, Ended.PROVED) else (self.ended.words,)
        notes = bullets((*ended, *self.scenario.notices, *self.notes))
        return summary + levels_html(self.scenario, self.levels) + notes


def planned_for(scenario: Scenario, planned: Planned) -> PlannedScenario:
    """The plan with its scenario."""
    known = {one.name: getattr(planned, one.name) for one in fields(Planned)}
    return PlannedScenario(**known, scenario=scenario)
