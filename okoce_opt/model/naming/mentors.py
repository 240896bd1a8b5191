"""Names for counted mentors, and mentors for a quick plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from okoce_opt.domain.problem import Problem
from okoce_opt.rules.rule import Rule

MENTOR = "mentor"
"""What the choices of the rule `mentors` are named: (`mentor`, kelurahan, old mentor or empty,
mentor) -> people.
"""


def name_mentors(
    problem: Problem, choices: Mapping[tuple[str, ...], int], drawn: Sequence[str]
) -> dict[str, str]:
    """Person -> mentor. `drawn` are the people in the order of the draw; those who keep their
    mentor are named first.
    """
    waiting: dict[tuple[str, str], list[str]] = {}
    for person in drawn:
        if problem.still_to_do(problem.registrants[person]):
            key = (problem.registrants[person].kelurahan, problem.announced.mentors.get(person, ""))
            waiting.setdefault(key, []).append(person)
    named: dict[str, str] = {}
    counts = [(name, people) for name, people in choices.items() if name[0] == MENTOR]
    for (_, home, old, mentor), people in sorted(
        counts, key=lambda item: (item[0][2] != item[0][3], item[0])
    ):
        those = waiting.get((home, old), [])
        named.update(dict.fromkeys(those[:people], mentor))
        del those[:people]
    return dict(sorted(named.items()))


def mentors_counted(problem: Problem, mentors: Mapping[str, str]) -> dict[tuple[str, ...], int]:
    """A plan's mentors as the rule's choices."""
    people = (
        (problem.registrants[person].kelurahan, person, mentor)
        for person, mentor in mentors.items()
        if mentor
    )
    return dict(
        sorted(
            Counter(
                (MENTOR, home, problem.announced.mentors.get(person, ""), mentor)
                for home, person, mentor in people
            ).items()
        )
    )


def quick_mentors(problem: Problem, rules: Sequence[Rule]) -> dict[str, str]:
    """Old mentors where they can stay, then each kelurahan, the largest first, where it fits best;
    some may get none.
    """
    kind = next((rule.team for rule in rules if rule.kind == "mentors"), None)  # type: ignore[attr-defined]
    if kind is None:
        return {}
    mentors = {t.id: t for t in problem.teams.values() if t.kind == kind}
    room = {
        t.id: len(problem.registrants) if t.people is None else t.people for t in mentors.values()
    }
    named: dict[str, str] = {}
    homes: dict[str, list[str]] = {}
    for person, registrant in problem.registrants.items():
        old = problem.announced.mentors.get(person, "")
        if not problem.still_to_do(registrant):
            continue
        if old in mentors and mentors[old].serves(registrant.kecamatan) and room[old] > 0:
            named[person] = old
            room[old] -= 1
        else:
            homes.setdefault(registrant.kelurahan, []).append(person)
    for home, people in sorted(homes.items(), key=lambda item: (-len(item[1]), item[0])):
        able = [t.id for t in mentors.values() if t.serves(problem.kelurahan[home].kecamatan)]
        while people and (free := [name for name in able if room[name] > 0]):
            best = min(
                free,
                key=lambda name: (room[name] < len(people), abs(room[name] - len(people)), name),
            )
            taken = people[: room[best]]
            named.update(dict.fromkeys(taken, best))
            room[best] -= len(taken)
            people = people[len(taken) :]
    return named
