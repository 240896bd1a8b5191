"""What lists say of people: name, dates, and what is the same for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.people import Registrant
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.seats import activity_columns, seat_words
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.papers.subject import Printed


def hours_and_halls(printed: Printed, people: Sequence[Registrant]) -> list[str]:
    """For each activity a line of what is the same for these people and not in the table of dates:
    the hours, the hall, what to bring. Hours of several parts of the day are all said; the table
    says the part.
    """
    mine = [session for one in people for session in printed.sessions(one)]
    parts = printed.problem.calendar.parts
    lines = []
    for activity, title in activity_columns(printed.problem):
        sessions = [session for session in mine if session.activity == activity.id]
        hours = {
            session.part: session_words(printed.problem, session)[labels.HOURS]
            for session in sorted(sessions, key=lambda session: min(session.halves))
        }
        several = len(activity.parts or parts) > 1
        said = [f"{part} {hour}" if several else hour for part, hour in hours.items()]
        halls = {session_words(printed.problem, session)[labels.PLACE] for session in sessions}
        said += halls if len(halls) == 1 else []
        said += [f"{labels.BRING.lower()}: {activity.notes}"] if activity.notes else []
        if sessions:
            lines.append(f"{title}: {', '.join(said)}")
    return lines


def name_of(printed: Printed, registrant: Registrant) -> str:
    """A person's name, or the number where there is none."""
    return printed.person(registrant).name or registrant.id


def dates_of(printed: Printed, registrant: Registrant) -> list[object]:
    """What stands under each activity."""
    mine = printed.sessions(registrant)
    return [
        "; ".join(seat_words(printed.problem, s) for s in mine if s.activity == activity.id)
        or (
            labels.NOT_SEATED
            if activity in printed.problem.needed(registrant)
            else labels.NOT_NEEDED
        )
        for activity, _ in activity_columns(printed.problem)
    ]
