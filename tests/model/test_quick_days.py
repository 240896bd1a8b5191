"""A search with too little budget for calendars keeps the days of a quick plan, and does not fall back on the whole model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Calendar, Part
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model import split
from okoce_opt.model.pool import ChildPool
from okoce_opt.model.strata import stratify
from okoce_opt.model.to_cpsat import Effort
from okoce_opt.rules import RULE_BOOK


def two_kecamatan() -> Problem:
    return Problem.of(
        kecamatan=[Kecamatan(code, code, "1") for code in ("K1", "K2")],
        kelurahan=[Kelurahan(f"{code}a", "A", code) for code in ("K1", "K2")],
        venues=[Venue(f"aula{code}", code, "Aula", 2) for code in ("K1", "K2")],
        activities=[Activity("P", "Pelatihan", max_people=2)],
        calendar=Calendar(
            date(2026, 1, 5), date(2026, 1, 9), frozenset(range(5)), {}, {"sehari": Part("sehari", frozenset({0, 1}), "")}
        ),
        registrants=[Registrant(f"{code}{n}", code, f"{code}a") for code in ("K1", "K2") for n in range(3)],
    )


@pytest.mark.parametrize("with_plan", [True, False])
def test_days_of_a_plan_that_stands_come_before_the_whole_model(monkeypatch: pytest.MonkeyPatch, with_plan: bool) -> None:
    problem = two_kecamatan()
    rules = [kind() for kind in RULE_BOOK if kind.always_on]
    levels = [(PricedGoal(MostPlaced()),), (PricedGoal(FewSessions()),)]
    strata = stratify(problem, rules, [p.goal for level in levels for p in level])
    held = [f"P|aula{code}|2026-01-0{day}|sehari" for code in ("K1", "K2") for day in (6, 8)]
    seen = []
    whole, nothing_found = split._whole, split._take
    monkeypatch.setattr(split, "_whole", lambda *args: (seen.append("whole"), whole(*args)))

    def without_counts(name, part, state):
        # as when no calendar was found within the share
        first = name == "K2" and "K2" not in state.bounds
        nothing_found(name, replace(part, counts=None) if first else part, state)

    monkeypatch.setattr(split, "_take", without_counts)
    pool = ChildPool(1)
    try:
        monkeypatch.setattr(split, "_listen", lambda *args: None)
        state = split.search(
            *(problem, rules, levels, strata, pool, Effort(deterministic=5.0)),
            small=0,
            quick=lambda: held if with_plan else None,
        )
    finally:
        pool.shutdown()
    if with_plan:
        assert seen == []
        assert sorted(state.parts) == ["K1", "K2"]
        assert set(state.parts["K2"].held) == {sid for sid in held if "K2" in sid}
        assert state.parts["K2"].values == (0, 2)
    else:
        assert seen == ["whole"]
        assert split.WHOLE in state.parts
