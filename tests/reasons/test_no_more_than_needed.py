"""Ways out change no more than they need to, and what several changes together would do is offered
where few single ones do.
"""

from __future__ import annotations

from datetime import timedelta

from okoce_opt.reasons.answer import WhyNot
from okoce_opt.reasons.levers import LEFT_OVER
from okoce_opt.reasons.why_not import why_not
from tests.reasons.stories import MONDAY, Story, plain


def said_of_ways(story: Story) -> tuple[WhyNot, dict[str, str]]:
    """The answer, and by kind what each way out does."""
    found = why_not(story.made())
    return found, {way.kind: way.words.en for way in found.ways}


def test_a_hall_that_is_large_enough_is_left_as_it_is() -> None:
    """The city's hall is too small for the bazaar, which comes after what the others are for."""
    story = plain("kota", 2, 6, 6, 4, "P")
    bazaar = {"id": "B", "nama": "Bazar", "min": 1, "maks": 8, "lingkup": "kota"}
    hall = {"id": "balai", "kecamatan": "", "nama": "Balai", "kursi": 8, "hari": "rabu"}
    story.tables["kegiatan"].append(bazaar)
    story.tables["tempat"].append(hall)
    story.tables["urutan"] = [{"kegiatan": "B", "sesudah": "P"}]
    _, said = said_of_ways(story)
    assert said["more_seats"] == "4 more seats (Balai 8 -> 12), and maks of B 12"
    assert said["another_hall"] == "1 more hall like Balai"


def test_two_changes_are_offered_beside_a_single_one() -> None:
    """Three who come in turns have two days, and there are not days enough: a longer programme is
    the only single change that does.
    """
    story = plain("giliran", 1, 9, 3, 5)
    story.tables["keluarga"] = [{"id": "Sari", "cara": "bergantian"}]
    for row in story.tables["pendaftar"][:3]:
        row |= {"keluarga": "Sari", "hari": "senin, selasa"}
    found, said = said_of_ways(story)
    assert found.status == "impossible"
    assert "later_end" in said
    two = said["another_hall_and_household"]
    assert two == "two changes: 1 more hall like Aula K1, and household Sari without its wish"
    assert len(said.keys() - {LEFT_OVER}) >= 3


def test_the_people_who_are_away_and_the_one_quota_are_named() -> None:
    story = plain("jatah", 2, 8, 4, 5, "P")
    story.rules, story.levels = {"quota": True}, ["most_placed", "few_sessions"]
    story.tables["jatah"] = [
        {"kegiatan": "P", "kecamatan": code, "orang": people}
        for code, people in (("K1", 6), ("K2", 8))
    ]
    story.tables["halangan"] = [
        {"jenis": "pendaftar", "id": f"K2-000{i}", "dari": MONDAY, "sampai": MONDAY + timedelta(4)}
        for i in (0, 1)
    ]
    _, said = said_of_ways(story)
    two = said["person_there_and_quota"]
    assert "2 registrants are not away (K2-0000, K2-0001)" in two
    assert two.endswith("quota of Kecamatan K1: 2 more")


def test_a_weekday_more_is_the_one_that_helps() -> None:
    """Steps that are not each looser than the one before were halved as if they were: Wednesday
    came along for nothing.
    """
    story = plain("hari", 1, 12, 4, 10, "P")
    story.rules, story.levels = {}, ["most_placed", "finish_early"]
    story.tables["tempat"][0]["hari"] = "senin, kamis"
    for i, row in enumerate(story.tables["pendaftar"]):
        row["hari"] = "selasa, sabtu" if i in (1, 2, 3) else "kamis"
    _, said = said_of_ways(story)
    two = said["hall_days_and_another_hall"]
    assert two == "two changes: Aula K1 in use on Tuesday too, and 1 more hall like Aula K1"


def test_one_more_mentor_is_a_way_out() -> None:
    story = plain("pendamping", 1, 10, 10, 5, "P")
    story.rules["mentors"] = {"team": "dampingi"}
    mentor = {"id": "M1", "jenis": "dampingi", "nama": "Ibu Ratna", "orang": 8}
    story.tables["tim"] = [mentor | {"kecamatan": "K1"}]
    found, said = said_of_ways(story)
    assert said["another_team"] == "1 more mentor like Ibu Ratna"
    assert not any("Team Ibu" in line.en or "Tim Ibu" in line.id for line in found.lines())
