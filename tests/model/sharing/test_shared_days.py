"""Days of teams dealt out to kecamatan: none twice, each its turn, and none of a team that is still
at work elsewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.teams import Team
from okoce_opt.model.sharing.linking import are_tied, find_groups, skeleton
from okoce_opt.model.sharing.shared_days import deal_shared_days, offer_teams
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from tests.hands import day, sid, world
from tests.worlds import ALWAYS_ON

CODES = ("K1", "K2", "K3")


def shared(teams: list[Team], people: int = 2, days: int = 1, **said: object) -> Problem:
    """P needs a team of `mitra`; three kecamatan of a hall each, ten days from Monday 5."""
    rows: dict[str, object] = dict(
        kecamatan=[Kecamatan(code, code) for code in CODES],
        kelurahan=[Kelurahan(code.lower(), code, code) for code in CODES],
        venues=[Venue(f"aula{code}", code, "Aula", 60) for code in CODES],
        activities=[Activity("P", "Pengemasan", max_people=60, team="mitra", days=days)],
        registrants=[
            Registrant(f"{code}x{n}", code, code.lower()) for code in CODES for n in range(people)
        ],
        teams=teams,
    )
    return world(**{**rows, **said})


def test_no_day_of_a_team_is_given_twice_and_all_get_alike() -> None:
    problem = shared([Team("t1", "mitra")])
    given = offer_teams(problem, skeleton(problem, ALWAYS_ON))
    taken = Counter(one for those in given.values() for one in those)
    assert set(taken.values()) == {1}
    assert len(taken) == 10
    assert sorted(len(those) for those in given.values()) == [3, 3, 4]


def test_a_team_that_can_do_two_at_once_goes_to_two() -> None:
    problem = shared([Team("t1", "mitra", at_once=2)])
    given = offer_teams(problem, skeleton(problem, ALWAYS_ON))
    assert set(Counter(one for those in given.values() for one in those).values()) == {2}


def test_who_must_hold_a_session_has_the_team_that_day() -> None:
    told = sid("P", "5", venue="aulaK3")
    problem = shared([Team("t1", "mitra")], told=[(told, True)])
    given = offer_teams(problem, skeleton(problem, ALWAYS_ON))
    assert ("t1", day("5")) in given["K3"]


def test_a_class_that_has_begun_keeps_its_team_from_the_others() -> None:
    begun = sid("P", "5", venue="aulaK3")
    problem = shared([Team("t1", "mitra")], days=2, told=[(begun, True)], today=day("6"))
    people = {
        r.id: replace(r, pins=(begun,)) if r.kecamatan == "K3" else r
        for r in problem.registrants.values()
    }
    problem = replace(problem, registrants=people, announced=Announced(teams={begun: "t1"}))
    given = offer_teams(problem, skeleton(problem, ALWAYS_ON))
    assert not any(("t1", day("6")) in those for those in given.values())


def test_parts_share_nothing_any_more_and_each_keeps_to_its_days() -> None:
    problem = shared([Team("t1", "mitra")])
    columns = skeleton(problem, ALWAYS_ON)
    assert are_tied(problem, columns)
    offer = deal_shared_days(problem, ALWAYS_ON)
    assert offer is not None
    assert offer.problem is problem
    assert len(find_groups(offer.problem)) == 3
    for code in CODES:
        part = offer.part([code])
        open_days = {s.first_day for s in part.sessions.values() if part.able_teams(s)}
        assert open_days == {on for _, on in offer.given[code]}


def test_a_class_of_several_days_has_the_team_on_all_of_them() -> None:
    """Dealt day by day no kecamatan had the team on two days running, and nobody any class."""
    problem = shared([Team("t1", "mitra")], days=3)
    given = offer_teams(problem, skeleton(problem, ALWAYS_ON))
    assert set(Counter(one for those in given.values() for one in those).values()) == {1}
    offer = deal_shared_days(problem, ALWAYS_ON)
    assert offer is not None
    for code in CODES:
        part = offer.part([code])
        assert any(part.able_teams(session) for session in part.sessions.values())


@pytest.mark.parametrize(("days", "at_most", "most"), [(4, 1, 2), (4, 2, 4), (3, 2, 6), (1, 1, 10)])
def test_whoever_meets_for_a_class_meets_on_all_of_its_days(
    days: int, at_most: int, most: int
) -> None:
    """Ten days for `at_most` kecamatan: of classes that begin with a day of one's own, `most`."""
    problem = shared([], activities=[Activity("P", "P", max_people=60, days=days)])
    deal = deal_shared_days(problem, (*ALWAYS_ON, SimultaneousPhase(at_most)))
    assert deal is not None
    meeting: Counter[object] = Counter()
    classes = 0
    for code in CODES:
        own = [s for s in deal.problem.sessions.values() if s.kecamatan == code]
        meeting.update({on for session in own for on in session.days})
        ended = None
        for session in sorted(own, key=lambda s: s.first_day):
            if ended is None or session.first_day > ended:
                ended, classes = session.last_day, classes + 1
    assert set(meeting.values()) <= set(range(at_most + 1))
    assert classes == most


def test_a_class_that_must_be_held_keeps_its_days_whatever_begins_before() -> None:
    told = sid("P", "7", venue="aulaK3")
    activities = [Activity("P", "P", max_people=60, days=4)]
    problem = shared([], activities=activities, told=[(told, True)])
    deal = deal_shared_days(problem, (*ALWAYS_ON, SimultaneousPhase(1)))
    assert deal is not None
    assert told in deal.problem.sessions
