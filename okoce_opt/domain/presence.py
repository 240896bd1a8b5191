"""Which kelurahan are to be in which sessions, and which cannot be in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words


@dataclass(frozen=True, slots=True)
class Exemption:
    """A kelurahan that cannot be in all sessions of an activity, or is not asked to any more.

    `people` of it need the activity, `reach` sessions they can come to, `sessions` (H0) are needed.
    `held` = sessions that have been held there, where hardly anybody of the kecamatan has not had a
    seat yet (else 0): what is left are make-ups.
    """

    activity: str
    kelurahan: str
    people: int
    reach: int
    sessions: int
    held: int = 0


def exemptions(problem: Problem, at_least: int, activities: Sequence[str]) -> list[Exemption]:
    """Kelurahan that cannot have `at_least` people in every session of an activity, or need not any
    more, by activity and kelurahan.

    Venues of one kelurahan are not looked at; whoever may go to one need not be in any other
    session.
    """
    found = []
    for activity, kecamatan, homes in homes_in_need(problem, activities):
        largest = problem.largest_session(kecamatan, activity, for_all=True)
        sessions = problem.open_to(kecamatan, activity)
        common = [session for session in sessions if problem.is_for_all(session)]
        served = {problem.venues[session.venue].kelurahan for session in sessions}
        there = sum(len(people) for kelurahan, people in homes.items() if kelurahan not in served)
        needed = -(-there // largest) if largest else 0
        held = count_held_if_over(problem, kecamatan, activity, at_least)
        for kelurahan, people in homes.items():
            reach = _reach(problem, common, people, at_least)
            if len(people) < at_least * needed or reach < needed:
                found.append(Exemption(activity, kelurahan, len(people), reach, needed))
            elif held:
                found.append(Exemption(activity, kelurahan, len(people), reach, needed, held))
    return found


def count_held_if_over(problem: Problem, kecamatan: str, activity: str, at_least: int) -> int:
    """How many sessions of the activity have been held in the kecamatan, where fewer of its people
    have never had a seat in it than a session of theirs alone needs (its least number, and
    `at_least` of each kelurahan); else 0. Who registered after the last of them asks for nobody
    beside those who make up.
    """
    sessions = (problem.session(sid) for sid in problem.past.sessions)
    held = [
        s
        for s in sessions
        if s is not None
        and (s.kecamatan, s.activity) == (kecamatan, activity)
        and problem.is_for_all(s)
    ]
    if not held:
        return 0
    last, meant = max(s.last_day for s in held), problem.activities[activity]
    mine = [one for one in problem.people_of.get(kecamatan, ()) if problem.is_for(one, meant)]
    never = sum(
        (one.registered is None or one.registered <= last)
        and all(name != activity for name, _ in one.missed)
        and not problem.past.attended(one, activity)
        for one in mine
        if one.done_on(activity) is None
    )
    homes = {one.kelurahan for one in mine}
    return len(held) if never < max(meant.min_people, at_least * len(homes)) else 0


def exemption_words(problem: Problem, case: Exemption, at_least: int) -> Words:
    """Why a kelurahan that cannot be in all sessions is let off, in numbers."""
    few = case.people < at_least * case.sessions
    words = Words(
        "{home} tidak dituntut hadir di setiap sesi {activity}: {people} orang untuk {sessions} "
        "sesi",
        "{home} need not be present in each session of {activity}: {people} people for {sessions} "
        "sessions",
    )
    if not few:
        words = Words(
            "{home} tidak dituntut hadir di setiap sesi {activity}: {people} orangnya hanya bisa "
            "datang ke {reach} sesi, sedangkan yang diperlukan {sessions}",
            "{home} need not be present in each session of {activity}: its {people} people can "
            "come to {reach} sessions only, and {sessions} are needed",
        )
    return words.fill(
        home=problem.kelurahan[case.kelurahan].name,
        activity=problem.activities[case.activity].title,
        people=case.people,
        reach=case.reach,
        sessions=case.sessions,
    )


def exemption_complaint(problem: Problem, case: Exemption, at_least: int) -> Complaint:
    """The same as a mistake in the input, where a rule lets nobody off."""
    home = problem.kelurahan[case.kelurahan]
    few = case.people < at_least * case.sessions
    have, most = case.reach, case.reach
    allowed = Words(
        "bisa hadir di {h} atau lebih (sekarang {have})",
        "able to come to {h} or more (now {have})",
    )
    if few:
        have, most = case.people, case.people // at_least
        allowed = Words(
            "{n} peserta atau lebih untuk {h} (sekarang {have})",
            "{n} people or more for {h} (now {have})",
        )
    title = problem.activities[case.activity].title
    sessions = Words("{n} sesi {title}", "{n} sessions of {title}")
    advice = Words(
        "Sesi terbesar menampung {largest} orang, maka perlu sebanyak itu. Jaminan terbaik: hadir "
        "di {most} sesi. Untuk mengecualikannya tulis "
        "<aturan.every_kelurahan_present.where_possible = true>.",
        "The largest session holds {largest} people, so that many are needed. Best guarantee: "
        "present in {most} sessions. To exempt it write "
        "<aturan.every_kelurahan_present.where_possible = true>.",
    )
    largest = problem.largest_session(home.kecamatan, case.activity, for_all=True)
    return Complaint(
        "kelurahan_too_small" if few else "kelurahan_seldom_free",
        *("kelurahan", home.code, "nama", home.name),
        allowed.fill(
            n=at_least * case.sessions, h=sessions.fill(n=case.sessions, title=title), have=have
        ),
        advice.fill(most=most, largest=largest),
        is_fact=True,
    )


def homes_in_need(
    problem: Problem, activities: Sequence[str]
) -> Iterator[tuple[str, str, dict[str, list[Registrant]]]]:
    """Activity (of those named, or every required own one), kecamatan, and its kelurahan with the
    people who need it.

    Those who have attended it in a settled session need it no more. Kelurahan without any people
    are left out.
    """
    for activity in problem.activities.values():
        if (
            activity.required
            and not activity.city
            and (not activities or activity.id in activities)
        ):
            for code in problem.kecamatan:
                homes: dict[str, list[Registrant]] = {}
                still = (
                    r
                    for r in problem.needing(code, activity.id)
                    if not problem.past.attended(r, activity.id)
                )
                for registrant in sorted(still, key=lambda r: r.kelurahan):
                    homes.setdefault(registrant.kelurahan, []).append(registrant)
                yield activity.id, code, homes


def _reach(
    problem: Problem, sessions: Iterable[Session], people: Sequence[Registrant], at_least: int
) -> int:
    """How many sessions one after the other, at most, have `at_least` of these people who can
    come.
    """
    missed = Counter(problem.missed_by(r) for r in people)
    halves: dict[tuple[str, date], set[frozenset[int]]] = {}
    enough: dict[tuple[date, ...], bool] = {}
    for session in (session for session in sessions if not problem.past.is_over(session)):
        if session.days not in enough:
            come = sum(n for those, n in missed.items() if session.days not in those)
            enough[session.days] = come >= at_least
        if enough[session.days]:
            halves.setdefault((session.venue, session.first_day), set()).add(session.halves)
    return sum(
        2 if frozenset({0}) in those and frozenset({1}) in those else 1 for those in halves.values()
    )
