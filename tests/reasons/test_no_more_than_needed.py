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


def test_only_the_hall_that_must_grow_grows() -> None:
    """Three kecamatan take turns with classes of a week, two of them with two classes: one class
    less is enough. Each of the three halls was to be enlarged, also the one that is large enough.
    """
    story = plain("kelas", 3, 8, 4, 20, "P")
    story.tables["kegiatan"][0] |= {"lama": 4, "lanjut": "tidak", "maks": 9}
    story.tables["tempat"][2]["kursi"] = 8
    story.rules["simultaneous_phase"] = {"at_most": 1}
    _, said = said_of_ways(story)
    assert said["more_seats"] == "4 more seats (Aula K1 4 -> 8)"
    assert said["another_hall"] == "1 more hall like Aula K1"


def test_a_deadline_before_the_end_is_moved_and_not_the_end() -> None:
    """A longer programme was offered, with a deadline two weeks later where three days do."""
    story = plain("tenggat", 1, 8, 4, 15)
    story.rules["deadline"] = {"day": MONDAY + timedelta(2)}
    _, said = said_of_ways(story)
    assert "later_end" not in said
    assert said["deadline"].endswith("Wednesday, 7 January 2026 -> Thursday, 8 January 2026")


def test_a_quota_that_is_to_be_reached_may_be_smaller_and_others_are_left_alone() -> None:
    """Two days of four seats, and two kelurahan of K1 are promised five each: the hall of K2 was
    to be enlarged too, and a smaller promise was no way out.
    """
    story = plain("janji", 2, 12, 4, 2, "P")
    story.rules, story.levels = {"quota": {"at_least": True}}, ["most_placed"]
    story.tables["jatah"] = [
        {"kegiatan": "P", "kecamatan": "K1", "kelurahan": "K1.a", "orang": 5},
        {"kegiatan": "P", "kecamatan": "K1", "kelurahan": "K1.b", "orang": 4},
    ]
    found, said = said_of_ways(story)
    assert found.status == "impossible"
    assert said["more_seats"] == "1 more seat (Aula K1 4 -> 5), and maks of P 5"
    assert said["smaller_quota"] == "quota of Desa K1 a: 1 less"
    assert said["quota"] == "the rule Quota: at_least true -> false"


def test_a_series_of_sessions_gets_one_more() -> None:
    """An expo of the city has the sessions alone that are written in table sesi: more of them was
    no way out, only a larger hall, or people without a seat.
    """
    story = plain("expo", 2, 6, 6, 4, "P")
    expo = {"id": "B", "nama": "Expo", "min": 1, "maks": 6, "lingkup": "kota", "hanya_sesi": "ya"}
    hall = {"id": "balai", "kecamatan": "", "nama": "Balai", "kursi": 6, "kegiatan": "B"}
    story.tables["kegiatan"].append(expo)
    story.tables["tempat"].append(hall)
    story.tables["urutan"] = [{"kegiatan": "B", "sesudah": "P"}]
    told = {"kegiatan": "B", "tempat": "balai", "bagian": "sehari", "status": "dipakai"}
    story.tables["sesi"] = [{**told, "tanggal": MONDAY + timedelta(2)}]
    found, said = said_of_ways(story)
    assert found.status == "impossible"
    assert said["another_date"] == "Expo on Tuesday, 6 January 2026 in Balai too (table sesi)"


def test_of_two_pins_that_are_at_odds_one_is_taken_out() -> None:
    story = plain("pin", 1, 4, 4, 5)
    story.tables["urutan"][0]["jeda_min"] = 2
    story.tables["pendaftar"][0] |= {
        f"pin_{name}": f"{name}|aula-K1|2026-01-0{day}|sehari" for name, day in (("P", 7), ("Z", 8))
    }
    _, said = said_of_ways(story)
    assert said["pin"] == "registrant K1-0000 without pin_P"
    assert said["gap"] == "Perizinan 1 day after Pelatihan (jeda_min)"


def test_quotas_of_nobody_may_be_larger() -> None:
    """Two quotas of nobody stood in the way, and larger ones were tried each by itself alone."""
    story = plain("nol", 1, 6, 6, 2, "P")
    story.rules["quota"] = True
    story.tables["jatah"] = [
        {"kegiatan": "P", "kecamatan": "K1", "kelurahan": home, "orang": 0}
        for home in ("K1.a", "K1.b")
    ]
    _, said = said_of_ways(story)
    assert said["quota"] == "quota of Desa K1 a, Desa K1 b: 3 more each"


def test_of_very_many_people_only_the_halls_that_counting_names_grow() -> None:
    """From 1,500 people on every hall of every kecamatan was to be enlarged, where two are too
    small, or where one of a kecamatan's two is large enough.
    """
    story = plain("besar", 4, 380, 100, 4, "P")
    for n in (1, 3):
        story.tables["tempat"][n]["kursi"] = 80
    story.tables["tempat"].append({"id": "balai", "kecamatan": "K2", "nama": "Balai", "kursi": 1})
    _, said = said_of_ways(story)
    assert said["more_seats"] == "15 more seats in each hall (Aula K2 80 -> 95, Aula K4 80 -> 95)"
    assert said["another_hall"] == "1 more hall beside each of Aula K2, Aula K4"


def test_seats_are_written_as_every_other_number_is() -> None:
    """Beside 2,400 people a hall grew to 1200."""
    _, said = said_of_ways(plain("ribu", 1, 2400, 1000, 2, "P"))
    assert said["more_seats"] == "200 more seats (Aula K1 1,000 -> 1,200), and maks of P 1,200"
