"""Can this person come, this team work that day? The one place that answers it, but for the
verifier's own; asked through `Problem.can_come`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.teams import Team


def can_come(registrant: Registrant, absences: Iterable[Obstacle], day: date) -> bool:
    """Whether the weekday suits and none of the person's absences covers the day."""
    suits = registrant.weekdays is None or day.weekday() in registrant.weekdays
    return suits and not any(absence.covers(day) for absence in absences)


def can_work(team: Team, absences: Iterable[Obstacle], day: date) -> bool:
    """Whether the team works that weekday and none of its absences covers the day."""
    works = team.weekdays is None or day.weekday() in team.weekdays
    return works and not any(absence.covers(day) for absence in absences)


def days_known_by(registrant: Registrant, absences: Iterable[Obstacle]) -> Hashable:
    """What `can_come` looks at in a person: equal for people who can come on the same days."""
    return registrant.weekdays, tuple((absence.first, absence.last) for absence in absences)
