"""A sub-problem is a problem: what it keeps of the whole."""

from __future__ import annotations

import random

from okoce_opt.domain.narrowing import narrowed
from tests.oracle import random_world


def test_a_part_keeps_what_its_people_can_see() -> None:
    """In order, and of the absences those of its people and halls alone; programme and teams are
    closed for it as before.
    """
    away = 0
    for seed in range(60):
        whole = random_world(random.Random(seed), people=5).problem
        for code in whole.kecamatan:
            part = narrowed(whole, [code])
            assert list(part.registrants.values()) == [
                r for r in whole.registrants.values() if r.kecamatan == code
            ]
            assert list(part.sessions.values()) == [
                s for s in whole.sessions.values() if s.kecamatan in (code, "")
            ]
            seen = {"pendaftar": part.registrants, "tempat": part.venues}
            theirs = [o for o in whole.obstacles if o.kind not in seen or o.id in seen[o.kind]]
            assert list(part.obstacles) == theirs
            away += len(theirs) < len(whole.obstacles)
            for person in part.registrants.values():
                assert part.missed_by(person) == whole.missed_by(person)
        assert narrowed(whole, whole.kecamatan) == whole
    assert away > 5
