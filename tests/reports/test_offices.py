"""Offices apart: what each needs of a plan is enough for its workbook, wherever that is written."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from xlsxwriter.exceptions import FileCreateError

from okoce_opt import planning
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import session_id
from okoce_opt.domain.teams import Team
from okoce_opt.options import Options
from okoce_opt.plan_files.record import RECORD
from okoce_opt.processes.pool import ChildPool, WorkerDied
from okoce_opt.reports import plan_folder
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import Office, held_in, office_of
from okoce_opt.reports.office_workbooks import write_office, write_rosters
from okoce_opt.reports.reading.workbook import read_workbook
from okoce_opt.scenario import Scenario
from tests.office import DAYS, office


def moved() -> tuple[Scenario, Plan]:
    """Two offices; the first person of the first sits in a session of the second too, where they
    lived before.
    """
    scenario, made = office()
    sid = session_id("pelatihan", "aula-2", DAYS["pelatihan"], "sehari")
    seats = {*made.plan.seats, ("P00001", sid)} - {
        ("P00001", next(iter(made.plan.sessions_of["P00001"])))
    }
    # someone who has left the list, and a session on a day that is no candidate any more
    closed = session_id("perizinan", "aula-1", DAYS["perizinan"].replace(day=8), "sehari")
    return scenario, Plan.of({*seats, ("X", sid), ("P00002", closed)})


def with_mentors() -> tuple[Scenario, Plan]:
    """Everyone of the first office has a mentor, nobody of the second: they have nothing left to
    do.
    """
    scenario, made = office()
    problem = scenario.problem
    mentors = {
        "M1": Team("M1", "mentor", "Ibu Contoh", "1"),
        "M2": Team("M2", "mentor", "Pak Contoh", "1"),
    }
    theirs = {person.id: f"M{n % 2 + 1}" for n, person in enumerate(problem.people_of["1"])}
    scenario = replace(scenario, problem=replace(problem, teams=mentors))
    return scenario, replace(made.plan, mentors=theirs, teams={next(iter(made.plan.held)): "M1"})


def with_bazaar() -> tuple[Scenario, Plan]:
    """One of the sessions is the city's, with people of both offices, and one that nobody of the
    second office sits in.
    """
    scenario, made = office()
    problem = scenario.problem
    activities = {
        **problem.activities,
        "perizinan": replace(problem.activities["perizinan"], city=True),
    }
    venues = {**problem.venues, "alun-alun": Venue("alun-alun", "", "Alun-alun", 100)}
    scenario = replace(scenario, problem=replace(problem, activities=activities, venues=venues))
    first, second = (
        session_id("perizinan", "alun-alun", day, "sehari")
        for day in (DAYS["perizinan"], DAYS["perizinan"].replace(day=11))
    )
    kept = {seat for seat in made.plan.seats if seat[1].startswith("pelatihan")}
    seats = {(person, first) for person in problem.registrants if person != "P00002"} | {
        ("P00002", second)
    }
    return scenario, Plan.of(kept | seats)


class _Deadly(Executor):
    """Every process dies."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(WorkerDied(-9))
        return future


def read(paths: list[Path]) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.parametrize("story", [moved, with_bazaar, with_mentors])
def test_the_same_bytes_whether_written_here_or_in_processes(
    story: Callable[[], tuple[Scenario, Plan]], tmp_path: Path
) -> None:
    scenario, plan = story()
    here = read(write_rosters(scenario, plan, tmp_path / "sini"))
    pool = ChildPool(2)
    try:
        there = read(write_rosters(scenario, plan, tmp_path / "sana", executor=pool))
    finally:
        pool.shutdown()
    assert list(there) == list(here)
    assert there == here


DIGEST = "9f3a2c"


@pytest.mark.parametrize("story", [moved, with_bazaar, with_mentors])
def test_an_office_shows_what_the_whole_plan_shows_there(
    story: Callable[[], tuple[Scenario, Plan]], tmp_path: Path
) -> None:
    scenario, plan = story()
    for path, code in zip(
        write_rosters(scenario, plan, tmp_path, digest=DIGEST),
        scenario.problem.kecamatan,
        strict=True,
    ):
        whole = tmp_path / f"{code}.xlsx"
        apart = office_of(scenario, plan, code, held_in(scenario.problem, plan), digest=DIGEST)
        office = Office(
            *(scenario, plan, scenario.problem.kecamatan[code], bool(plan.mentors)), code=apart.code
        )
        write_office(office, whole, False, False)
        assert path.read_bytes() == whole.read_bytes()


def test_a_workbook_whose_process_dies_is_written_here(tmp_path: Path) -> None:
    scenario, plan = moved()
    assert read(write_rosters(scenario, plan, tmp_path / "a", executor=_Deadly())) == read(
        write_rosters(scenario, plan, tmp_path / "b")
    )


def test_an_office_is_given_its_own_people_only() -> None:
    """What is sent to another process holds no name or NIK of an office that has nothing to do with
    it.
    """
    scenario, made = office()
    for code in scenario.problem.kecamatan:
        mine = office_of(scenario, made.plan, code, held_in(scenario.problem, made.plan))
        own = {r.id for r in scenario.problem.people_of[code]}
        assert mine.scenario.people.keys() == own
        assert mine.plan.sessions_of.keys() == own
    scenario, plan = moved()
    theirs = office_of(scenario, plan, "2", held_in(scenario.problem, plan))
    assert theirs.scenario.people.keys() == {"P00001"} | {
        r.id for r in scenario.problem.people_of["2"]
    }


def test_every_office_of_a_plan_with_mentors_has_their_column(tmp_path: Path) -> None:
    scenario, plan = with_mentors()
    for path in write_rosters(scenario, plan, tmp_path):
        rows = next(cells.rows for cells in read_workbook(path) if cells.name == labels.PEOPLE)
        assert any(labels.MENTOR in row for row in rows)


def test_nothing_more_is_written_once_it_is_over(tmp_path: Path) -> None:
    scenario, plan = moved()
    over = Event()
    over.set()
    assert not any(path.exists() for path in write_rosters(scenario, plan, tmp_path, over=over))
    write_rosters(scenario, plan, tmp_path, executor=_Deadly(), over=over)
    assert list((tmp_path / labels.FOLDER).iterdir()) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_beside_the_offices_ends_them_and_leaves_nothing(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario, made = office()
    monkeypatch.setattr(planning, "MANY", 0)
    begun = []

    def fails(*_: object) -> None:
        raise MemoryError

    def slow(*args: object, over: Event, **_: object) -> None:
        begun.append(over.wait(30))

    monkeypatch.setattr(plan_folder, "write_schedule", fails)
    monkeypatch.setattr(plan_folder, "write_rosters", slow)
    with pytest.raises(MemoryError):
        planning.write(scenario, made, tmp_path / "hasil", Options(workers=workers))
    assert begun == ([True] if workers == 2 else [])
    assert list(tmp_path.iterdir()) == []


def test_a_plan_is_written_the_same_by_one_and_by_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario, made = office()
    monkeypatch.setattr(planning, "MANY", 0)
    folders = []
    for workers in (1, 2):
        out = tmp_path / str(workers) / "hasil"
        names = planning.write(scenario, made, out, Options(workers=workers))
        assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()) == names
        assert [p.name for p in out.parent.iterdir()] == ["hasil"]
        folders.append({name: (out / name).read_bytes() for name in names if name != RECORD})
    assert folders[0] == folders[1]


def test_an_error_in_another_process_is_told_here(tmp_path: Path) -> None:
    scenario, plan = moved()
    (tmp_path / "daftar_hadir" / "DaftarHadir_KebonJeruk.xlsx").mkdir(parents=True)
    pool = ChildPool(2)
    try:
        with pytest.raises(FileCreateError, match="KebonJeruk"):
            write_rosters(scenario, plan, tmp_path, executor=pool)
    finally:
        pool.shutdown()
