"""People against the places of mentors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import Words, same

KIND = "mentor_places"


def count_mentor_places(ground: Ground, kind: str) -> Iterable[Shortfall]:
    """Everyone who still has something to do has a mentor, a team of that kind who serves their
    kecamatan. Hard under any goal.
    """
    problem = ground.problem
    mentors = [team for team in problem.teams.values() if team.kind == kind]
    people = Counter(r.kecamatan for r in problem.registrants.values() if problem.still_to_do(r))
    shared = {tuple(sorted(t.kecamatan)) for t in mentors if len(t.kecamatan) > 1}
    told: Counter[tuple[str, ...]] = Counter()
    for places in dict.fromkeys(
        [*((code,) for code in sorted(people)), *sorted(shared), tuple(sorted(people))]
    ):
        those = [team for team in mentors if any(team.serves(code) for code in places)]
        needed, there = (
            sum(people[code] for code in places),
            sum(team.people or 0 for team in those),
        )
        # of the whole only what is short beyond its parts is news
        known = sum(n for part, n in told.items() if {*part} <= {*places})
        if all(team.people is not None for team in those) and needed - there > known:
            told[places] = needed - there
            everywhere = Words("Seluruh kota", "The whole city")
            name = (
                same(", ".join(problem.kecamatan[code].name for code in places))
                if set(places) != set(people)
                else everywhere
            )
            words = Words(
                "{place}: pendamping {sum} = {there} < {people}: {short} tanpa pendamping. "
                "Tambah pendamping, atau orang di tabel tim.",
                "{place}: mentors {sum} = {there} < {people}: {short} without a mentor. "
                "Add mentors, or to their column orang in table tim.",
            ).fill(
                place=ground.name(places[0]) if len(places) == 1 else name,
                sum=_sum(those),
                there=there,
                people=needed,
                short=needed - there,
            )
            yield Shortfall(KIND, words, hard=True, kecamatan=places[0] if len(places) == 1 else "")


def _sum(mentors: list[Team]) -> str:
    """`2 x 40 + 1 x 30`."""
    sizes = Counter(team.people or 0 for team in mentors)
    return (
        " + ".join(f"{count} x {people}" for people, count in sorted(sizes.items(), reverse=True))
        or "0"
    )
