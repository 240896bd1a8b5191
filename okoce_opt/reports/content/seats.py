"""What a table of people says of a person: the seat in each activity, mentor, masked NIK."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.content.sessions import team_words


def mentor_words(problem: Problem, mentor: str) -> str:
    """A person's mentor as printed; the text itself where that is nobody's id."""
    team = problem.teams.get(mentor)
    return mentor if team is None else team_words(team)


def mentor_named(problem: Problem, text: str) -> str:
    """The id of the mentor that is printed so, or has that name alone; the text itself where nobody
    is.
    """
    wanted = " ".join(text.split()).casefold()
    for said in (mentor_words, lambda problem, mentor: problem.teams[mentor].name):
        alike = [
            mentor
            for mentor in problem.teams
            if " ".join(said(problem, mentor).split()).casefold() == wanted
        ]
        if len(alike) == 1:
            return alike[0]
    return text


def seat_words(problem: Problem, session: Session, lang: str = "id") -> str:
    """A seat in a table of people: the date, with part and place where the date alone leaves a
    doubt.
    """
    activity = problem.activities[session.activity]
    words = [short_date(session.first_day, lang)]
    if len(activity.parts or problem.calendar.parts) > 1:
        words.append(session.part)
    rivals = [
        v for v in problem.venues.values() if v.kecamatan == session.kecamatan and v.hosts(activity)
    ]
    if len(rivals) > 1 or not session.kecamatan:
        words.append(problem.venues[session.venue].name)
    return " ".join(words)


def seats_words(
    problem: Problem,
    registrant: Registrant,
    activity: Activity,
    sessions: Sequence[Session],
    words_of: Callable[[Session], str],
) -> str:
    """What a table of people says of one person and activity; `words_of` is `seat_words` of the
    problem, remembered.
    """
    if sessions:
        return "; ".join(
            words_of(session) for session in sorted(sessions, key=lambda s: (s.starts, s.id))
        )
    done = registrant.done_on(activity.id)
    if done is not None:
        return f"selesai {done:%d-%m-%Y}"
    return (
        labels.NOT_SEATED
        if problem.is_for(registrant, activity) and activity.required
        else labels.NOT_NEEDED
    )


def activities_in_order(problem: Problem) -> tuple[Activity, ...]:
    """Activities as people go through them: what comes before stands before, else by id."""
    before = {a: {o.after for o in problem.orders if o.activity == a} for a in problem.activities}
    placed: list[str] = []
    while len(placed) < len(problem.activities):
        placed.append(
            min(a for a in problem.activities if a not in placed and before[a] <= set(placed))
        )
    return tuple(problem.activities[a] for a in placed)


def activity_columns(problem: Problem) -> tuple[tuple[Activity, str], ...]:
    """Each activity with the title of its column in a table of people; alike titles get the id
    added.

    A reserve has no column: it is for nobody by name.
    """
    ordered = [a for a in activities_in_order(problem) if not a.reserve_for]
    titles = [a.title for a in ordered]
    return tuple(
        (a, a.title if titles.count(a.title) == 1 else f"{a.title} ({a.id})") for a in ordered
    )


_FEMALE = 40
"""What a woman's NIK adds to the day of birth."""


def day_of_birth(person: Person) -> str:
    """What a printed list shows in the place of a NIK: the day of the month of birth, `17`, from
    the NIK, else from the date of birth in the lists; nothing where neither tells it.

    The door has to tell two people of one name apart, identity card in hand. The first six digits
    (where somebody was first registered) are the same for nearly all of a kecamatan and point at
    those who came from elsewhere; the last four are 0001 for nearly all, so they tell nobody apart.
    Day, month and year together are a date of birth. The day alone stands on the card, tells 29 of
    30 namesakes apart, and says neither age nor sex nor origin; too little to guess a NIK from.
    """
    nik, digits = person.nik, person.nik[6:8]
    if len(nik) != 16 or not nik.isdecimal() or not 1 <= int(digits) % _FEMALE <= 31:
        return f"{person.born:%d}" if person.born else ""
    return f"{int(digits) % _FEMALE:02d}"


def earlier_mask(nik: str) -> str:
    """What lists of earlier versions show of a NIK: its last four digits."""
    return f"...{nik[-4:]}" if nik else ""
