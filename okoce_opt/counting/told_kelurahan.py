"""Sessions that must be held, against the people of each kelurahan that is to be in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from okoce_opt.counting.forced_sessions import KIND, ForcedSession, all_of, find_forced_sessions
from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.presence import Exemption
from okoce_opt.domain.words import Words


def without_a_kelurahan(
    ground: Ground, at_least: int, activities: Collection[str], exemptions: Iterable[Exemption]
) -> Iterator[Shortfall]:
    """Where so many of every kelurahan are to be present, each can send them to what must be
    held.
    """
    problem = ground.problem
    needed: dict[tuple[str, str], list[ForcedSession]] = {}
    there: dict[tuple[str, str], int] = {}
    index = {session.id: i for i, session in enumerate(ground.usable)}
    exempt = {(case.activity, case.kelurahan) for case in exemptions}
    for one in find_forced_sessions(ground):
        session, name = one.session, one.session.activity
        activity = problem.activities[name]
        judged = activity.required and not activity.city and problem.is_for_all(session)
        if not judged or (activities and name not in activities):
            continue
        crowds = ground.needs.get((session.kecamatan, name), ())
        i = index.get(session.id)
        people: Counter[str] = Counter()
        able: Counter[str] = Counter()
        for crowd in crowds if i is not None else ():
            for person in crowd.people:
                home = problem.registrants[person].kelurahan
                people[home] += 1
                able[home] += i in crowd.after[name]
        for home in sorted(people):
            if (name, home) not in exempt:
                needed.setdefault((name, home), []).append(one)
                there[name, home] = people[home]
            if able[home] < at_least and (name, home) not in exempt:
                yield Shortfall(
                    KIND,
                    Words(
                        "Sesi {sid} harus diadakan, tetapi dari kelurahan {home} hanya {can} orang "
                        "bisa datang, paling sedikit {least} (aturan.every_kelurahan_present).",
                        "Session {sid} is to be held, but of kelurahan {home} only {can} people "
                        "can come, at least {least} must (aturan.every_kelurahan_present).",
                    ).fill(
                        sid=one.said,
                        home=problem.kelurahan[home].name,
                        can=able[home],
                        least=at_least,
                    ),
                    hard=True,
                    kecamatan=session.kecamatan,
                    activity=name,
                )
    for (name, home), those in sorted(needed.items()):
        people_needed = at_least * len(those)
        if problem.activities[name].times == 1 and there[name, home] < people_needed:
            yield Shortfall(
                KIND,
                Words(
                    "Sesi {sessions} harus diadakan, masing-masing dengan {least} orang dari "
                    "kelurahan {home}; yang ada {there} (aturan.every_kelurahan_present).",
                    "Sessions {sessions} are to be held, each with {least} people of kelurahan "
                    "{home}; there are {there} (aturan.every_kelurahan_present).",
                ).fill(
                    sessions=all_of(one.said for one in those),
                    least=at_least,
                    home=problem.kelurahan[home].name,
                    there=there[name, home],
                ),
                hard=True,
                kecamatan=problem.kelurahan[home].kecamatan,
                activity=name,
            )
