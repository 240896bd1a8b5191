"""Sessions in sentences, as people say them: `Pelatihan, Rabu 27 Januari 2027, Aula Satu (sehari)`
for a code that only machines love.
"""

from __future__ import annotations

import re
from functools import lru_cache

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import SEPARATOR, is_session_id, session_name
from okoce_opt.domain.words import Words, date_words, weekday_words


def session_said(problem: Problem, sid: str) -> Words:
    """A session by its activity, weekday, date, hall and part; the text itself when it is no
    session's code. What is in no table any more is said by its code.
    """
    if not is_session_id(sid):
        return Words(sid, sid)
    name = session_name(sid)
    activity, venue = problem.activities.get(name.activity), problem.venues.get(name.venue)
    what = (activity.title if activity else "") or name.activity
    where = (venue.name if venue else "") or name.venue
    said = {}
    for lang in ("id", "en"):
        weekday = weekday_words(name.first_day.weekday(), lang)
        day = date_words(name.first_day, lang, weekday=False)
        said[lang] = f"{what}, {weekday} {day}, {where} ({name.part})"
    return Words(said["id"], said["en"])


def with_names(problem: Problem, text: str, lang: str) -> str:
    """A sentence with the names of sessions for their codes. What stands in quotation marks stays:
    it is there to be typed.
    """
    if SEPARATOR not in text:
        return text
    codes = _codes(tuple(problem.activities), tuple(problem.calendar.parts))
    return codes.sub(lambda found: session_said(problem, found[0]).said(lang), text)


@lru_cache(maxsize=4)
def _codes(activities: tuple[str, ...], parts: tuple[str, ...]) -> re.Pattern[str]:
    """What a session's code looks like among these activities and parts of the day."""
    first, last = (
        "|".join(map(re.escape, sorted(some, reverse=True))) for some in (activities, parts)
    )
    bar = re.escape(SEPARATOR)
    return re.compile(
        rf"(?<![\w'\"`\u201c{bar}])(?:{first}){bar}[^{bar}'\"\s]+{bar}\d{{4}}-\d\d-\d\d{bar}"
        rf"(?:{last})(?![\w{bar}'\"`\u201d])"
    )
