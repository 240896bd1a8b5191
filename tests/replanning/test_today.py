"""A rollout goes on: who came is done, who missed gets a make-up, and the rest stays where it is.

Class P (two days), then licence Z; four people in K1 with halls of four, January 2026 from the
5th, a Monday.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.plan import Plan
from okoce_opt.io import OpenScenario, load_scenario
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from okoce_opt.replanning.others import Trade
from okoce_opt.replanning.rows import Change
from okoce_opt.replanning.today import next_scenario, scenario_today
from okoce_opt.scenario import parameters
from okoce_opt.verify import verify
from tests.exported import small_story, written
from tests.oracle import HerePool

FIRST, SECOND = "P|aula|2026-01-05|sehari", "P|aula|2026-01-07|sehari"
AFTER = "Z|balai|2026-01-08|sehari"
PEOPLE = "no_peserta,kecamatan,kelurahan\n" + "\n".join(f"X{n},K1,a" for n in range(4))
KEGIATAN = "id,nama,maks,lama,cukup_hari\nP,Pelatihan,4,2,\nZ,Perizinan,4,,"
SEATS = [
    *((f"X{n}", FIRST) for n in (0, 1, 2)),
    ("X3", SECOND),
    *((f"X{n}", AFTER) for n in (0, 1, 2)),
    ("X3", "Z|aula|2026-01-09|sehari"),
]
TODAY = date(2026, 1, 7)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return small_story(
        tmp_path / "cerita",
        PEOPLE,
        kegiatan=KEGIATAN,
        urutan="kegiatan,sesudah\nZ,P",
    )


@pytest.fixture
def old(story: Path, tmp_path: Path) -> Path:
    return written(story, [(PersonId(p), SessionId(s)) for p, s in SEATS], tmp_path / "lama")


def marks(said: str, session: str = FIRST, days: Iterable[int] = (5, 6)) -> Attendance:
    """Sheets of a session that came back: `"0 H H"` is somebody with their marks, day by day."""
    days = [date(2026, 1, n) for n in days]
    return Attendance.of(
        [
            Mark(PersonId(f"X{who}"), SessionId(session), day, Presence(mark), "lembar")
            for who, *each in (line.split() for line in said.split(","))
            for day, mark in zip(days, each, strict=True)
        ],
        [(SessionId(session), day) for day in days],
    )


def planned(scenario: OpenScenario, old: Path, came: Attendance, *changes: Change) -> Planned:
    """The next plan, which keeps every rule."""
    following = next_scenario(scenario, old, came, changes, TODAY)
    outcome = planning.plan(following, Options(workers=1, budget=20))
    assert isinstance(outcome, Planned), outcome
    assert not verify(following.problem, following.rules, outcome.plan)
    return outcome


def test_who_missed_goes_first_where_there_is_room(story: Path, old: Path) -> None:
    """X2 was there on one of two days: they join X3's class, which has room, and go on later."""
    came = marks("0 H H, 1 H H, 2 H A".replace(", ", ","))
    scenario = load_scenario(story)
    people = scenario_today(scenario, old, came, (), TODAY).problem.registrants
    assert people[PersonId("X0")].done == (("P", date(2026, 1, 6)),)
    assert people[PersonId("X2")].missed == (("P", date(2026, 1, 5)),)
    plan = planned(scenario, old, came).plan
    mine = plan.sessions_of[PersonId("X2")]
    assert mine[0] == SECOND
    assert mine[1].split("|")[2] >= "2026-01-09"
    others = {seat for seat in plan.seats if seat[0] != "X2"}
    assert others == {(p, s) for p, s in SEATS if p != "X2"}
    assert plan.held == {FIRST, SECOND, AFTER, "Z|aula|2026-01-09|sehari"}


def test_of_a_sheet_that_never_came_back_nothing_is_known(story: Path, old: Path) -> None:
    nothing = Attendance()
    people = scenario_today(load_scenario(story), old, nothing, (), TODAY).problem.registrants
    assert not [one for one in people.values() if one.done or one.missed]
    assert planned(load_scenario(story), old, nothing).plan.seats == {*SEATS}


def test_a_sheet_of_one_of_two_days_says_nothing_yet(story: Path, old: Path) -> None:
    first = marks("0 H,1 A,2 H", days=(5,))
    assert planned(load_scenario(story), old, first).plan.seats == {*SEATS}


def test_enough_days_are_enough(tmp_path: Path, old: Path) -> None:
    """With `cukup_hari` 1, one of the two days will do."""
    enough = small_story(
        tmp_path / "cukup",
        PEOPLE,
        kegiatan=KEGIATAN.replace("4,2,", "4,2,1"),
        urutan="kegiatan,sesudah\nZ,P",
    )
    came = marks("0 H H,1 H H,2 H A")
    assert planned(load_scenario(enough), old, came).plan.seats == {*SEATS}


def test_a_corrected_sheet_takes_back_what_the_first_one_said(story: Path, old: Path) -> None:
    scenario = scenario_today(load_scenario(story), old, marks("0 A A,1 H H,2 H H"), (), TODAY)
    assert scenario.problem.registrants[PersonId("X0")].missed
    right = scenario_today(scenario, old, marks("0 H H,1 A A,2 H H"), (), TODAY)
    people = right.problem.registrants
    assert (people[PersonId("X0")].missed, people[PersonId("X1")].done) == ((), ())
    assert people[PersonId("X1")].missed == (("P", date(2026, 1, 5)),)
    again = scenario_today(right, old, marks("0 H H,1 A A,2 H H"), (), TODAY)
    assert again.digest == right.digest


def test_somebody_who_came_on_another_day_needs_no_seat(story: Path, old: Path) -> None:
    """X3, who is to come on Wednesday, walked in on Monday."""
    came = marks("0 H H,1 H H,2 H H,3 H H")
    plan = planned(load_scenario(story), old, came).plan
    assert not [sid for sid in plan.sessions_of[PersonId("X3")] if sid.startswith("P")]


def test_a_session_called_off_is_missed_by_all_when_its_day_has_gone(
    story: Path, old: Path
) -> None:
    """It was called off before anybody planned again; it was refused as held."""
    off = scenario_today(
        load_scenario(story), old, Attendance(), [Change("batal", SECOND)], date(2026, 1, 6)
    )
    assert off.problem.told == {SECOND: False}
    later = next_scenario(off, old, marks("0 H H,1 H H,2 H H"), (), date(2026, 1, 9))
    assert later.problem.registrants[PersonId("X3")].missed == (("P", date(2026, 1, 7)),)
    outcome = planning.plan(later, Options(workers=1, budget=20))
    assert isinstance(outcome, Planned), outcome
    assert SECOND not in outcome.plan.held
    assert [sid > "P|aula|2026-01-08" for sid in outcome.plan.sessions_of[PersonId("X3")]] == [
        True,
        True,
    ]


def test_what_is_next_can_be_saved_and_read_again(story: Path, old: Path, tmp_path: Path) -> None:
    """A version of the lists: the same problem from the files, and the same change of the plan."""
    made = scenario_today(
        load_scenario(story), old, marks("0 H H,1 H H,2 A A"), [Change("mundur", "X3")], TODAY
    )
    made.save(tmp_path / "berikut", whole=True)
    again = load_scenario(tmp_path / "berikut")
    assert again.digest == made.digest
    assert change_of(again, old).problem == change_of(made, old).problem


def test_reserve_seats_are_not_kept_for_those_who_came(tmp_path: Path) -> None:
    """Half were expected to stay away, so a reserve was held ready; now it is known who did, and
    their make-up takes its hall, the only one.
    """
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\nX0,K1,a\nX1,K1,a",
        kegiatan="id,nama,wajib,maks,cadangan_untuk\nP,Pelatihan,ya,4,\nS,Susulan,tidak,4,P",
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula Satu,4",
        kehadiran="kegiatan,kecamatan,persen,luber_sekali_dari\nP,Satu,50,",
        rules=["make_up"],
        levels='[["most_placed"]]',
        last="2026-01-08",
    )
    first, reserve = SessionId("P|aula|2026-01-06|sehari"), SessionId("S|aula|2026-01-07|sehari")
    seats = [(PersonId("X0"), first), (PersonId("X1"), first)]
    old = written(story, seats, tmp_path / "lama", reserves=[reserve])
    came = marks("0 H,1 A", first, days=(6,))
    plan = planned(load_scenario(story), old, came).plan
    (mine,) = plan.sessions_of[PersonId("X1")]
    assert mine in ("P|aula|2026-01-07|sehari", "P|aula|2026-01-08|sehari")
    assert plan.sessions_of[PersonId("X0")] == (first,)


@pytest.mark.parametrize(
    ("least", "homes", "away", "came"),
    [(1, "aaaaaabb", (0, 1, 2), (6,)), (2, "aaaabbbb", (0, 1), (4, 5))],
)
def test_a_kelurahan_of_which_too_few_are_left_is_not_asked_to_be_everywhere(
    tmp_path: Path, least: int, homes: str, away: tuple[int, ...], came: tuple[int, ...]
) -> None:
    """Two sessions of four are needed for those who are left, and b has not enough for both."""
    people = "".join(f"X{n},K1,{home}\n" for n, home in enumerate(homes))
    folder = small_story(
        tmp_path / "cerita",
        f"no_peserta,kecamatan,kelurahan\n{people}",
        rules=[f"every_kelurahan_present\nat_least = {least}"],
    )
    story, sid, day = load_scenario(folder), SessionId(FIRST), date(2026, 1, 5)
    plan = Plan.of((PersonId(f"X{n}"), sid) for n in (*away, *came))
    marks = [
        *(Mark(PersonId(f"X{n}"), sid, day, Presence.MISSED) for n in away),
        *(Mark(PersonId(f"X{n}"), sid, day, Presence.CAME) for n in came),
    ]

    def asked(attendance: Attendance) -> list[object]:
        scenario = scenario_today(story, plan, attendance, (), date(2026, 1, 6))
        return [parameters(rule)["where_possible"] for rule in scenario.rules if not rule.always_on]

    assert asked(Attendance.of(marks, {(sid, day)})) == [True]
    assert asked(Attendance()) == [False]


def test_others_move_by_themselves_where_no_fewer_gain_a_seat() -> None:
    first, second = (("X", "P|aula|2026-01-05|sehari"), ("Y", "P|aula|2026-01-05|sehari"))
    assert Trade((first, second), (("Z", "P"), ("W", "P"))).pays
    assert Trade((first, (first[0], "Q|aula|2026-01-07|sehari")), (("Z", "P"),)).pays
    assert not Trade((first, second), (("Z", "P"), ("Z", "Q"))).pays
