"""What follows from who came: who has finished, who has missed, of what nobody knows."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.attended import (
    SAID,
    Attendance,
    Mark,
    Presence,
    attendance_bytes,
    attendance_of,
)
from okoce_opt.domain.calendar import Calendar, Part
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_id
from okoce_opt.errors import InputError
from tests import hands

CAME, ILL, MISSED = Presence.CAME, Presence.ILL, Presence.MISSED
MONDAY = date(2026, 1, 5)
DAYS = [MONDAY + timedelta(n) for n in range(4)]
CLASS, TALK, SECOND = (session_id(a, "aula", MONDAY, "sehari") for a in ("K", "T", "S"))
ANI, BUDI = PersonId("P1"), PersonId("P2")


def problem(**of_class) -> Problem:
    activities = [
        replace(Activity("K", "Kelas", days=4), **of_class),
        Activity("T", "Temu"),
        Activity("S", "Susulan", days=1, required=False, reserve_for="K"),
    ]
    return hands.world(
        kecamatan=[Kecamatan("1", "Tambora", "1")],
        kelurahan=[Kelurahan("1.1", "Duri", "1")],
        venues=[Venue("aula", "1", "Aula", 20)],
        activities=activities,
        calendar=Calendar(
            MONDAY,
            MONDAY + timedelta(30),
            frozenset(range(5)),
            parts={"sehari": Part("sehari", frozenset({0, 1}))},
        ),
        registrants=[Registrant(p, "1", "1.1") for p in (ANI, BUDI)],
    )


def attended(person, session, said, source="AAAAAA-R1-1-01") -> list[Mark]:
    """A letter a day; a dot is nothing said."""
    return [
        Mark(person, session, day, Presence(letter), source)
        for day, letter in zip(DAYS, said, strict=False)
        if letter != "."
    ]


def back(session, days):
    return [(session, day) for day in DAYS[:days]]


@pytest.mark.parametrize(
    ("said", "enough", "done"),
    [
        ("HHHH", None, DAYS[3]),
        ("HHAH", None, None),
        ("HHAH", 3, DAYS[3]),
        ("HHHA", 3, DAYS[2]),
        ("SHH.", 3, None),
        (".HI.", 1, DAYS[1]),
    ],
)
def test_a_class_is_done_on_the_day_that_makes_enough(said, enough, done):
    here = Attendance.of(attended(ANI, CLASS, said))
    assert here.finished(problem(enough_days=enough)).get((ANI, "K")) == done


def test_days_of_two_classes_do_not_make_one():
    other = session_id("K", "aula", DAYS[2], "sehari")
    marks = [*attended(ANI, CLASS, "HH"), Mark(ANI, other, DAYS[2], CAME, "x")]
    assert not Attendance.of(marks).finished(problem(enough_days=3))


def test_who_came_to_the_reserve_has_done_what_it_is_for():
    assert Attendance.of(attended(ANI, SECOND, "H")).finished(problem()) == {(ANI, "K"): MONDAY}


@pytest.mark.parametrize(
    ("said", "returned", "is_missed"),
    [
        ("HHHH", 4, False),
        ("HAHH", 4, True),
        ("HAHH", 3, True),  # the last day's sheet is out, but of her it is known
        ("HA..", 2, False),  # two days are still to come
        ("H.HH", 4, False),  # a question that nobody has answered
        ("A.AA", 4, True),
    ],
)
def test_a_seat_is_missed_only_when_every_day_is_known_of(said, returned, is_missed):
    here = Attendance.of(attended(ANI, CLASS, said), back(CLASS, returned))
    plan = Plan.of([(ANI, CLASS), (BUDI, TALK)])
    assert here.missed(problem(enough_days=4), plan) == ({(ANI, CLASS)} if is_missed else set())


def test_a_session_without_its_sheet_is_unknown_and_nobody_missed_it():
    plan = Plan.of([(ANI, TALK), (BUDI, CLASS)], held={TALK, CLASS, SECOND})
    nothing, world = Attendance(), problem()
    assert nothing.unknown(plan, world, MONDAY) == set()
    assert nothing.unknown(plan, world, DAYS[1]) == {TALK, CLASS, SECOND}
    assert nothing.missed(world, plan) == set()
    some = Attendance.of(attended(ANI, TALK, "A", SAID), [(SECOND, MONDAY), (CLASS, MONDAY)])
    assert some.unknown(plan, world, DAYS[1]) == set()
    assert some.unknown(plan, world, DAYS[2]) == {CLASS}
    assert some.missed(world, plan) == {(ANI, TALK)}


def test_today_is_the_day_after_the_last_sheet():
    assert Attendance().today is None
    said = Attendance.of(attended(ANI, CLASS, "HHHH", SAID), back(CLASS, 2))
    assert said.today == DAYS[2]


def test_a_corrected_sheet_is_taken_whole_and_the_phone_outranks_it():
    first = Attendance.of(
        [*attended(ANI, TALK, "H"), *attended(BUDI, TALK, "A")], back(TALK, 1), {"f1"}
    )
    assert first.taking(first) == first
    corrected = Attendance.of(attended(ANI, TALK, "S"), back(TALK, 1), {"f2"})
    assert first.taking(corrected).marks.keys() == corrected.marks.keys()
    assert first.taking(corrected).files == {"f1", "f2"}
    by_phone = Attendance.of(attended(BUDI, TALK, "I", SAID))
    both = first.taking(by_phone)
    assert both.marks[BUDI, TALK, MONDAY].presence is Presence.EXCUSED
    assert both.taking(first) == both
    again = both.taking(Attendance.of(attended(BUDI, TALK, "H", SAID)))
    assert again.marks[BUDI, TALK, MONDAY].presence is CAME


def test_a_sheet_of_another_day_or_office_leaves_the_rest_alone():
    first = Attendance.of(attended(ANI, CLASS, "H."))
    second = Attendance.of(attended(ANI, CLASS, ".A"))
    other = Attendance.of(attended(BUDI, CLASS, "H", "AAAAAA-R1-2-01"))
    assert len(first.taking(second).taking(other).marks) == 3


def test_bytes_are_the_same_in_any_order_and_read_back():
    marks = [*attended(ANI, CLASS, "HISA"), *attended(BUDI, TALK, "H", SAID)]
    wanted = attendance_bytes(Attendance.of(marks, back(CLASS, 4), {"b", "a"}))
    for seed in range(5):
        random.Random(seed).shuffle(marks)
        found = Attendance.of(marks, back(CLASS, 4)[::-1], ["a", "b"])
        assert attendance_bytes(found) == wanted
    assert attendance_of(wanted) == Attendance.of(marks, back(CLASS, 4), {"a", "b"})
    assert attendance_of(attendance_bytes(Attendance())) == Attendance()


@pytest.mark.parametrize(
    ("one", "other"), [(b'"H"', b'"X"'), (b"2026-01-05", b"2026-01-55"), (b"|", b"/"), (b"{", b"")]
)
def test_changed_bytes_are_refused(one, other):
    data = attendance_bytes(Attendance.of(attended(ANI, TALK, "H"), back(TALK, 1)))
    with pytest.raises(ValueError, match="no attendance"):
        attendance_of(data.replace(one, other))


@pytest.mark.parametrize("enough", [0, 5])
def test_enough_days_are_from_one_to_all(enough):
    with pytest.raises(InputError) as refused:
        problem(enough_days=enough)
    (complaint,) = refused.value.complaints
    assert (complaint.code, complaint.column) == ("out_of_range", "cukup_hari")
    assert complaint.allowed.id == "1 sampai lama, 4"
