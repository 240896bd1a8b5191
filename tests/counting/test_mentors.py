"""Places of mentors against people, counted by hand."""

from __future__ import annotations

from okoce_opt.counting import count
from okoce_opt.domain.teams import Team
from okoce_opt.rules.mentors import Mentors
from tests.counting.small import everywhere, world


def told(teams, groups="1", each=100):
    problem = world(everywhere(groups, each), halls=(500,), groups=groups, teams=teams)
    return [s for s in count(problem, [Mentors()]) if s.kind == "mentor_places"]


def mentor(name, people, *kecamatan):
    return Team(name, "pendamping", people=people, kecamatan=frozenset(kecamatan))


def test_c21_two_of_forty_for_a_hundred():
    (short,) = told([mentor("A", 40), mentor("B", 40)])
    assert short.words.id == (
        "K1: pendamping 2 x 40 = 80 < 100: 20 tanpa pendamping. Tambah pendamping, atau "
        "orang di tabel tim."
    )
    assert short.hard
    assert told([mentor("A", 50), mentor("B", 50)]) == []
    assert told([mentor("A", 40), mentor("B", None)]) == []


def test_each_kecamatan_and_all_together():
    """K1 has 60 places of its own and shares 100 with K2: 160 < 200 for both; nobody else serves
    K2: 100 = 100.
    """
    short = [s.words.en for s in told([mentor("A", 60, "K1"), mentor("B", 100)], "11")]
    assert len(short) == 1
    assert short[0].startswith(
        "The whole city: mentors 1 x 100 + 1 x 60 = 160 < 200: 40 without a mentor. "
    )
    # the whole city is short of the same 100: said once
    (alone,) = told([mentor("A", 150, "K1")], "11")
    assert alone.words.en == (
        "K2: mentors 0 = 0 < 100: 100 without a mentor. Add mentors, or to their column "
        "orang in table tim."
    )


def test_the_whole_is_told_where_more_is_short_than_in_its_parts():
    """70 and 30 places of their own: 30 and 70 short, and the whole 100, which says nothing new.

    30 of K1's own and 60 for anyone: 10 and 40 short, but the whole 90 < 200 is 110 short.
    """
    short = told([mentor("A", 70, "K1"), mentor("B", 30, "K2")], "11")
    assert [s.words.en[:40] for s in short] == [
        "K1: mentors 1 x 70 = 70 < 100: 30 withou",
        "K2: mentors 1 x 30 = 30 < 100: 70 withou",
    ]
    shared = told([mentor("A", 30, "K1"), mentor("B", 60)], "11")
    assert [s.words.en.split(":")[0] for s in shared] == ["K1", "K2", "The whole city"]
