"""Every kelurahan in each session: that many chairs there must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.presence import Exemption, exemption_words, exemptions, homes_in_need
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words

KIND = "kelurahan_against_session"


def count_presence(
    ground: Ground, at_least: int, activities: Collection[str], exempt: Iterable[Exemption]
) -> Iterable[Shortfall]:
    """A session with `at_least` people of each kelurahan has room for them, or it cannot be
    held.
    """
    excused: dict[str, list[str]] = {}
    for case in exempt:
        excused.setdefault(case.activity, []).append(case.kelurahan)
    for (place, name), crowds in ground.needs.items():
        if not place or (activities and name not in activities):
            continue
        people = ground.problem.needing(place, name)
        largest = ground.problem.largest_session(place, name, for_all=True)
        # whoever may go to a venue of their own kelurahan need not come to any of these sessions
        missing = sum(
            c.size
            for c in crowds
            if all(ground.problem.is_for_all(ground.usable[i]) for i in c.free[name])
        )
        past = ground.problem.past
        home = Counter(one.kelurahan for one in people if not past.attended(one, name))
        for kelurahan in excused.get(name, ()):
            home.pop(kelurahan, None)
        if largest and missing and at_least * len(home) > largest:
            yield Shortfall(
                KIND,
                Words(
                    "{place}, {activity}: {n} kelurahan x {least} orang = {needed} > {largest} "
                    "kursi dalam sesi terbesar.",
                    "{place}, {activity}: {n} kelurahan x {least} people = {needed} > {largest} "
                    "seats in the largest session.",
                ).fill(
                    place=ground.name(place),
                    activity=ground.title(name),
                    n=len(home),
                    least=at_least,
                    needed=at_least * len(home),
                    largest=largest,
                ),
                ground.everyone,
                missing,
                place,
                name,
            )


def note_presence(
    problem: Problem, at_least: int, activities: tuple[str, ...], *, exempt: bool
) -> Iterator[Words]:
    """Kelurahan that are not asked to be present, and why."""
    nobody: dict[tuple[str, str], list[str]] = {}
    for activity, code, homes in homes_in_need(problem, activities):
        for home in problem.kelurahan.values():
            if homes and home.kecamatan == code and home.code not in homes:
                nobody.setdefault((code, home.name), []).append(problem.activities[activity].title)
    for (code, name), titles in sorted(nobody.items()):
        yield Words(
            "{place}: kelurahan {home} tidak punya peserta yang perlu {activities}, jadi tidak "
            "dituntut hadir.",
            "{place}: nobody of kelurahan {home} needs {activities}, so it need not be present.",
        ).fill(place=problem.kecamatan[code].name, home=name, activities=titles)
    if exempt:
        rest: dict[tuple[str, str], int] = {}
        for case in exemptions(problem.unnarrowed, at_least, activities):
            code = problem.kelurahan[case.kelurahan].kecamatan
            if case.held:
                rest[code, case.activity] = case.held
                continue
            yield Words("{place}: {words}.", "{place}: {words}.").fill(
                place=problem.kecamatan[code].name, words=exemption_words(problem, case, at_least)
            )
        for (code, name), held in rest.items():
            yield Words(
                "{place}: {held} sesi {activity} sudah diadakan, dan yang belum pernah mendapat "
                "kursi (tanpa yang mendaftar sesudahnya) terlalu sedikit untuk satu sesi; sisanya "
                "susulan, dan kelurahan tidak dituntut hadir di setiap sesinya.",
                "{place}: {held} sessions of {activity} were held, and those who have never had a "
                "seat (without those who registered afterwards) are too few for a session; the "
                "rest are make-ups, and kelurahan need not be present in each.",
            ).fill(
                place=problem.kecamatan[code].name,
                held=held,
                activity=problem.activities[name].title,
            )
