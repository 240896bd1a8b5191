"""Equal for what means the same, different for what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Calendar, Part
from okoce_opt.domain.digest import canonical, problem_digest
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from tests import hands

LEVELS = [
    {"most_placed": {"harga": 1}},
    {"few_sessions": {"harga": 200}, "kelurahan_share": {"harga": 50, "share_percent": 50}},
]
RULES = {"turns": {}, "simultaneous_phase": {"at_most": 4}}


def problem(**change) -> Problem:
    rows = {
        "kecamatan": [Kecamatan("1", "Cengkareng", camat="A"), Kecamatan("2", "Palmerah")],
        "kelurahan": [Kelurahan("11", "Kapuk", "1"), Kelurahan("21", "Slipi", "2")],
        "venues": [Venue("a", "1", "Aula", 10), Venue("b", "2", "Balai", 10)],
        "activities": [Activity("p", "Pelatihan")],
        "calendar": Calendar(
            date(2026, 1, 5),
            date(2026, 1, 9),
            frozenset({0, 1, 2}),
            parts={"pagi": Part("pagi", frozenset({0}))},
        ),
        "registrants": [
            Registrant("P1", "1", "11", weekdays=frozenset({2, 0})),
            Registrant("P2", "2", "21"),
        ],
    }
    return hands.world(**{**rows, **change})


BASE = problem_digest(problem(), RULES, LEVELS, "seed")


def test_it_is_sha256_in_hex():
    assert len(BASE) == 64
    assert problem_digest(problem(), RULES, LEVELS, "seed") == BASE


def test_order_of_rows_rules_and_goals_of_a_level_does_not_matter():
    p = problem()
    turned = problem(
        **{
            name: list(reversed(list(getattr(p, name).values())))
            for name in ("kecamatan", "venues", "registrants")
        }
    )
    level = dict(reversed(list(LEVELS[1].items())))
    assert (
        problem_digest(turned, dict(reversed(RULES.items())), [LEVELS[0], level], " seed ") == BASE
    )


def test_camat_and_published_seats_are_no_part_of_it():
    other = replace(
        problem(
            kecamatan=[Kecamatan("1", "Cengkareng", camat="B", nip="9"), Kecamatan("2", "Palmerah")]
        )
    )
    assert problem_digest(other, RULES, LEVELS, "seed") == BASE
    assert (
        problem_digest(
            replace(problem(), announced=Announced.of({("P1", "x")})), RULES, LEVELS, "seed"
        )
        == BASE
    )


@pytest.mark.parametrize(
    "digest",
    [
        lambda: problem_digest(
            problem(venues=[Venue("a", "1", "Aula", 11), Venue("b", "2", "Balai", 10)]),
            RULES,
            LEVELS,
            "seed",
        ),
        lambda: problem_digest(problem(today=date(2026, 1, 6)), RULES, LEVELS, "seed"),
        lambda: problem_digest(
            problem(told=[("p|a|2026-01-05|pagi", True)]), RULES, LEVELS, "seed"
        ),
        lambda: problem_digest(problem(), RULES | {"turns": {"x": 1}}, LEVELS, "seed"),
        lambda: problem_digest(problem(), RULES, LEVELS[::-1], "seed"),
        lambda: problem_digest(problem(), RULES, LEVELS, "seed2"),
    ],
)
def test_what_decides_plans_changes_it(digest):
    assert digest() != BASE


def test_text_is_composed_and_trimmed():
    assert canonical(" e\u0301 ") == "é"
    assert canonical({"b": {date(2026, 1, 5)}, "a": (3, 1)}) == {"b": ["2026-01-05"], "a": [1, 3]}
