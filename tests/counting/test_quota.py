"""Numbers of table `jatah` against people, pins and seats, counted by hand."""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.counting import count
from okoce_opt.domain.shares import Share
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.quota import Quota
from tests.counting.small import everywhere, said, world


def test_people_above_the_quota_are_left_over():
    """50 need P, 40 may: 10. Where everyone is to be placed that is impossible; without the rule
    nothing is said.
    """
    problem = world(everywhere("1", 50), shares=[Share("P", "K1", "", 40)])
    assert said(problem, Quota()) == [
        "K1, P: 50 people need it, its quota is 40: 10 are left over."
    ]
    assert [(s.hard, s.missing) for s in count(problem, [Quota()])] == [(False, 10)]
    assert [s.hard for s in count(problem, [Quota(), EveryonePlaced()])] == [True]
    assert said(problem) == []


def test_a_number_that_is_to_be_reached_needs_seats():
    """Two days of a hall of 60 hold 120; 130 are promised to 130 people. Without at_least only the
    people are too many.
    """
    problem = world(everywhere("1", 130), shares=[Share("P", "K1", "", 130)])
    assert [(s.kind, s.hard) for s in count(problem, [Quota()])] == [
        ("seats_against_people", False)
    ]
    assert "K1, P: a quota of 130 is to be reached, 120 can get a seat." in said(
        problem, Quota(True)
    )
    assert any(s.hard for s in count(problem, [Quota(True)]))
    few = world(everywhere("1", 40), shares=[Share("P", "K1", "K1a", 130)])
    assert said(few, Quota(True)) == []


def test_a_kecamatan_and_its_kelurahan_that_cannot_both_be_reached_are_named():
    """1 for the kecamatan and 3 for its kelurahan, or 9 and 3 where all live in kelurahan with a
    row: two solves proved it impossible, and nothing said why.
    """
    people = everywhere("1", 5)
    for whole, inner, words in (
        (1, 3, "the quota of the kecamatan is 1, those of its kelurahan must come to 3 up to 3"),
        (9, 3, "the quota of the kecamatan is 9, those of its kelurahan must come to 3 up to 3"),
        (3, 3, ""),
        (5, 9, ""),
    ):
        problem = world(
            people, shares=[Share("P", "K1", "", whole), Share("P", "K1", "K1a", inner)]
        )
        told = [s for s in count(problem, [Quota(True)]) if s.hard and "up to" in s.words.en]
        assert [words in s.words.en for s in told] == ([True] if words else []), (whole, inner)
        assert not [s for s in count(problem, [Quota()]) if s.hard]


def test_who_cannot_come_is_not_one_of_those_who_can_be_seated():
    """30 of 60 can come on neither Monday nor Tuesday."""
    problem = world([None] * 30 + [frozenset({4})] * 30, shares=[Share("P", "K1", "", 40)])
    assert "K1, P: a quota of 40 is to be reached, 30 can get a seat." in said(problem, Quota(True))


def test_more_pins_than_the_quota():
    people = [replace(one, pins=("P|hall-K1-0|2026-01-05|sehari",)) for one in everywhere("1", 30)]
    problem = world(people, shares=[Share("P", "K1", "", 20)])
    assert "K1, P: quota 20, 30 seats are pinned." in said(problem, Quota())


def test_places_without_a_row_and_rows_without_the_rule_are_noted():
    problem = world(everywhere("12", 30), groups="12", shares=[Share("P", "K1", "", 20)])
    assert [note.en for note in Quota().notes(problem)] == [
        "P: without a row in jatah, so not limited: K2."
    ]
    assert [note.en for note in Quota.unused(problem)] == [
        "jatah: without aturan.quota its rows are without effect on required activities (P)."
    ]
    assert list(Quota.unused(replace(problem, shares=()))) == []


def test_what_kelurahan_of_one_kecamatan_are_promised_is_counted_together():
    """Two days of a hall of 60: 70 can be reached in either kelurahan, not in both. Nothing was
    said, and check took it for a scenario that can be planned.
    """
    problem = world(
        [replace(one, kelurahan=f"K1{'ab'[n % 2]}") for n, one in enumerate(everywhere("1", 140))],
        kelurahan=2,
        shares=[Share("P", "K1", "K1a", 70), Share("P", "K1", "K1b", 70)],
    )
    together = (
        "K1, P: the quotas of its kelurahan are together 140 to be reached, 120 can get a seat."
    )
    assert together in said(problem, Quota(True))
    assert any(short.hard for short in count(problem, [Quota(True)]))
    enough = replace(problem, shares=(Share("P", "K1", "K1a", 70), Share("P", "K1", "K1b", 50)))
    assert said(enough, Quota(True)) == said(enough, Quota())
