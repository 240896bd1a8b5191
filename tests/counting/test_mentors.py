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
    assert short.words.id == "K1: pendamping 2 x 40 = 80 < 100: 20 tanpa pendamping. Tambah pendamping, atau orang di tabel tim."
    assert short.hard
    assert told([mentor("A", 50), mentor("B", 50)]) == []
    assert told([mentor("A", 40), mentor("B", None)]) == []


def test_each_kecamatan_and_all_together():
    """K1 has 60 places of its own and shares 100 with K2: 160 < 200 for both; nobody else serves K2: 100 = 100."""
    short = [s.words.en for s in told([mentor("A", 60, "K1"), mentor("B", 100)], "11")]
    assert len(short) == 1
    assert short[0].startswith("The whole city: mentors 1 x 100 + 1 x 60 = 160 < 200: 40 without a mentor. ")
    # the whole city is short of the same 100: said once
    (alone,) = told([mentor("A", 150, "K1")], "11")
    assert alone.words.en == "K2: mentors 0 = 0 < 100: 100 without a mentor. Add mentors, or to their column orang in table tim."
