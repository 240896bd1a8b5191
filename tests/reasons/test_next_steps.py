"""A planner who asked why knows what to do next: rows by name and date, ways out that fit the
causes, and *not finished* where the search is not.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from okoce_opt.commands import why
from okoce_opt.domain.words import Words
from okoce_opt.instance import Instance
from okoce_opt.options import WHY_SECONDS
from okoce_opt.reasons.answer import SHORT, WhyNot
from okoce_opt.reasons.causes import Cause, LeftOver
from okoce_opt.reasons.court import Court
from okoce_opt.reasons.levers import Scope
from okoce_opt.reasons.ways import Ways, all_levers
from okoce_opt.reasons.why_not import why_not
from okoce_opt.scenario import digest_of
from okoce_opt.verify import verify
from tests.reasons.stories import MONDAY, plain, too_few_days

README = Path(__file__).parents[2] / "README.md"


def short_of_seats(*said, **rows):
    """A story that may leave people over."""
    story = plain(*said)
    del story.rules["everyone_placed"]
    story.levels.insert(0, "most_placed")
    story.tables |= rows
    return story


def team_on_leave():
    """Twelve people, four at a time, and the only team is there on the first day alone."""
    away = {
        "jenis": "tim",
        "id": "T1",
        "dari": MONDAY + timedelta(1),
        "sampai": MONDAY + timedelta(4),
    }
    team = {
        "id": "T1",
        "jenis": "mitra",
        "nama": "Tim Mitra",
        "hari": "senin, selasa, kamis, jumat",
    }
    story = short_of_seats("cuti", 1, 12, 4, 5, "P", halangan=[away], tim=[team])
    story.tables["kegiatan"][0]["tim"] = "mitra"
    return story


def test_a_team_on_leave_is_named_with_its_days_and_row_and_may_come_back_sooner():
    found = why_not(team_on_leave().made())
    assert (found.status, found.left.proved) == (SHORT, 8)
    said = [line.en for line in found.lines()]
    [row] = [line for line in said if "- Tim Mitra is away" in line]
    assert "6 January 2026" in row
    assert "halangan" in row
    ways = {way.kind: way for way in found.ways}
    assert {"team_there", "team_sooner", "another_team"} <= ways.keys()
    assert "Tim Mitra is there again from Thursday, 8 January 2026" in ways["team_sooner"].words.en
    for way in found.ways:
        changed = way.change.tried(Instance(found.problem, team_on_leave().made().rules))
        assert not verify(changed.problem, changed.rules, way.plan)
        assert way.price.measures["most_placed"] == 0


def test_a_team_back_sooner_and_another_team_are_written_as_they_were_tried():
    scenario = team_on_leave().made()
    levers = all_levers(Instance(scenario.problem, scenario.rules), Scope.of(scenario.problem, ()))
    mine = [one for one in levers if one.kind in ("team_sooner", "another_team")]
    assert len(mine) == 2
    for lever in mine:
        change = lever.change(2)
        changed = change.tried(scenario.instance)
        written = scenario.what_if(**change.given(scenario.rules))
        assert written.digest == digest_of(changed, scenario.draw_seed)


def at_weekends():
    """Two days of four seats for twelve people, and two more who can only come at weekends."""
    story = short_of_seats("akhir pekan", 1, 14, 4, 2, "P")
    for row in story.tables["pendaftar"][:2]:
        row["hari"] = "sabtu, minggu"
    return story


def test_who_cannot_be_helped_does_not_hide_what_helps_all_others():
    scenario = at_weekends().made()
    found = why_not(scenario)
    [later] = [way for way in found.ways if way.kind == "later_end"]
    assert later.but == ("K1-0000", "K1-0001")
    assert (later.amount, later.is_least) == (1, True)
    assert later.price.measures["most_placed"] == 2
    [saturday] = [way for way in found.ways if way.kind == "longer_with_saturday"]
    assert saturday.but == ()
    assert saturday.price.measures["most_placed"] == 0
    assert found.ways.index(saturday) < found.ways.index(later)
    # they are named once, not in each of the ways
    (named,) = [line.en for line in found.lines_of_ways() if "K1-0001" in line.en]
    assert named.startswith("For all but 2 people who cannot come to any session")
    assert any(". For all but 2 people: 1 more working day" in line.en for line in found.lines())
    for way in (later, saturday):
        changed = way.change.tried(replace(scenario.instance, problem=found.problem))
        assert not verify(changed.problem, changed.rules, way.plan)
        written = scenario.what_if(**way.change.given(scenario.rules))
        assert written.digest == digest_of(changed, scenario.draw_seed)


def test_where_only_those_are_short_nothing_is_a_way_out_for_the_others():
    """Four days are enough for the twelve: a longer programme would change nothing."""
    story = at_weekends()
    story.program["selesai"] = MONDAY + timedelta(3)
    found = why_not(story.made())
    assert found.left.proved == 2
    assert all(way.but == () for way in found.ways)


def test_a_hall_smaller_than_the_least_session_is_said_and_answered():
    """Nobody looks at kelurahan first: there is no session in which they could be."""
    story = plain("aula", 1, 12, 2, 3, "P")
    story.tables["kegiatan"][0] |= {"min": 3, "maks": 6}
    story.rules["every_kelurahan_present"] = {"at_least": 1}
    found = why_not(story.made())
    assert found.status == "impossible"
    assert "min 3" in found.shortfalls[0].words.en
    assert "more_seats" in {way.kind for way in found.ways}


@pytest.mark.parametrize(("answer", "open_still"), [(None, True), (False, False)])
def test_what_could_not_be_settled_is_not_called_useless(answer, open_still):
    scenario = too_few_days().made()
    problem = scenario.problem
    search = Ways(Instance(problem, scenario.rules), Court(2.0))
    with mock.patch.object(Court, "has_plan", return_value=answer):
        assert not list(search.found(Scope.of(problem, ())))
    kinds = {
        one.kind for one in all_levers(Instance(problem, scenario.rules), Scope.of(problem, ()))
    }
    assert search.unsettled == (kinds if open_still else set())


@pytest.mark.parametrize("open_still", [{"untried": 3}, {"unsettled": 3}, {}])
def test_a_cause_that_alone_keeps_people_out_is_said_beside_no_way(open_still):
    """*No single change is enough* is said only where all were tried, and never without a word
    about the cause that gives back every seat.
    """
    problem = too_few_days().made().problem
    one = Cause((), Words("banyaknya kursi", "the seats of halls"), 5, 5)
    found = WhyNot(SHORT, problem, left=LeftOver(5, 5), causes=(one,), **open_still)
    said = "\n".join(line.en for line in found.lines())
    assert ("not finished" in said) is bool(open_still)
    assert ("No single change" in said) is (not open_still)
    assert "Without this cause alone everyone gets a seat: the seats of halls" in said


def test_how_long_ways_out_are_looked_for_stands_in_the_help_and_in_the_readme():
    parser = argparse.ArgumentParser()
    why.arguments(parser, "en")
    assert f"{WHY_SECONDS:.0f} seconds" in " ".join(parser.format_help().split())
    assert f"{WHY_SECONDS:.0f} seconds" in README.read_text(encoding="utf-8")


def test_a_team_on_leave_and_its_weekdays_are_mended_together():
    """One of the twelve can come on Wednesdays alone, when the team works nowhere: without the
    leave eleven sit, with the team on Wednesdays none more than before.
    """
    story = team_on_leave()
    story.tables["pendaftar"][0]["hari"] = "rabu"
    scenario = story.made()
    found = why_not(scenario)
    assert found.left.proved == 8
    together = {way.kind for way in found.ways if "_and_" in way.kind}
    assert together
    assert all("team_days_more" in kind for kind in together)
    assert any("team_there" in kind or "team_sooner" in kind for kind in together)
    for way in found.ways:
        changed = way.change.tried(replace(scenario.instance, problem=found.problem))
        assert not verify(changed.problem, changed.rules, way.plan)
        assert way.price.measures["most_placed"] == 0


def test_a_quota_is_one_cause() -> None:
    """It was told twice, as a rule and as its rows, with the same figure."""
    quota = {"kegiatan": "P", "kecamatan": "K1", "orang": 6}
    story = short_of_seats("jatah", 1, 8, 4, 5, "P", jatah=[quota])
    story.rules["quota"] = True
    (cause,) = why_not(story.made(), ways=False).causes
    assert (cause.items[0].table, cause.at_least) == ("jatah", 2)
