"""Households that cannot sit together, whatever is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words


def is_meant(problem: Problem, registrant: Registrant, activity: Activity) -> bool:
    """Whether the activity is for the person, and they have neither done nor attended it."""
    to_do = activity in problem.still_to_do(registrant)
    return to_do and not problem.past.attended(registrant, activity.id)


def complaints_about_households(problem: Problem) -> Iterator[Complaint]:
    """People of two kecamatan who need an activity of which each has only its own sessions; people
    who are all or nobody and more than any session of an activity holds.
    """
    for name, members in problem.members_of.items():
        if problem.households[name].together:
            yield from _far_apart(problem, name, members)
            if problem.households[name].whole:
                yield from _too_many(problem, name, members)


def _far_apart(problem: Problem, name: str, members: Iterable[Registrant]) -> Iterator[Complaint]:
    for activity in problem.activities.values():
        whole = problem.households[name].whole
        of = problem.still_to_do if whole else problem.needed
        homes = {r.kecamatan: r for r in members if activity in of(r)}
        if len(homes) > 1 and not activity.city:
            advice = Words(
                "{a} diadakan di tiap kecamatan, jadi anggotanya tidak dapat duduk bersama: "
                "pisahkan keluarga ini.",
                "{a} is held in each kecamatan, so its people cannot sit together: divide this "
                "household.",
            ).fill(a=activity.title)
            there = Words("{h}: satu kecamatan", "{h}: one kecamatan").fill(h=name)
            one = next(r for r in members if r.kecamatan == max(homes))
            found = problem.kecamatan[one.kecamatan].name
            yield Complaint(
                *("household_far_apart", "pendaftar", one.id, "keluarga", found, there, advice),
                is_fact=True,
            )
            return


def _too_many(problem: Problem, name: str, members: Sequence[Registrant]) -> Iterator[Complaint]:
    for activity in problem.activities.values():
        meant = [person for person in members if is_meant(problem, person, activity)]
        rooms = [s.seats for s in problem.open_to(members[0].kecamatan, activity.id)]
        if rooms and len(meant) > max(rooms):
            allowed = Words(
                "paling banyak {most} orang, sebanyak kursi di sesi terbesar {a}",
                "at most {most} people, as the largest session of {a} has seats",
            )
            yield Complaint(
                "household_too_large",
                "keluarga",
                name,
                "cara",
                f"bersama ({len(meant)})",
                allowed.fill(most=max(rooms), a=activity.title),
                _DIVIDE,
                is_fact=True,
            )


_DIVIDE = Words(
    "Bagi keluarga ini di tabel pendaftar, atau tulis cara sebisanya.",
    "Divide this household in the table pendaftar, or write sebisanya as cara.",
)
