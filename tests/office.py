"""An invented office with a finished plan, for the tests of workbooks and plan files. All people
are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Calendar, CalendarDay, Part
from okoce_opt.domain.outcome import Planned, SettledLevel
from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_id
from okoce_opt.domain.tables import Tables
from okoce_opt.scenario import Papers, Scenario, Signer

LONG = "Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo Pu"
CAMAT_1, CAMAT_2 = "Drs. Contoh Satu", "Dra. Contoh Dua"
DAYS = {"pelatihan": date(2018, 3, 14), "perizinan": date(2018, 4, 4)}
PARTS = {
    "sehari": Part("sehari", frozenset({0, 1}), "08.00-15.00"),
    "pagi": Part("pagi", frozenset({0}), "08.00-12.00"),
    "siang": Part("siang", frozenset({1}), "13.00-16.00"),
}
LETTERHEAD = ("PEMERINTAH PROVINSI", "DINAS KOPERASI", "Jalan Contoh No. 1")


def office(
    people: int = 12,
    batch: int = 6,
    *,
    signers: int = 2,
    paper: str = "A4",
    titles: Sequence[str] = ("Pelatihan", "Perizinan"),
    parts: Sequence[str] = ("sehari",),
    days: int = 1,
    name: str = "Tambora",
    names: Sequence[str] = ("ahmad", "Budi", "CITRA", LONG, "=1+1", "+62", "@x", "-y"),
) -> tuple[Scenario, Planned]:
    """Two kecamatan, the first with `people` in batches of `batch`, the second with four people in
    one.
    """
    problem = _problem(people, titles, parts, days, name)
    seats = _seats(problem, batch, parts[0])
    known = {
        person: Person(
            names[n] if n < len(names) else f"Orang {n:03}",
            f"31739901019{n:05}",
            f"+62812{n:07}",
        )
        for n, person in enumerate(problem.registrants)
    }
    blocks = (Signer("Camat {kecamatan}", "{camat}", "{nip}"), Signer("Panitia", "Contoh Tiga", ""))
    papers = Papers(LETTERHEAD, blocks[:signers], "Jakarta", "1", date(2018, 4, 18), paper)
    said = ("kantor", Path("kantor"), "Pelatihan contoh", "")
    scenario = Scenario(*said, problem, (), (), "7", "d" * 64, known, papers)
    level = SettledLevel({"most_placed": 0}, 0, 0)
    strata = {
        "1/P00001": tuple(r.id for r in problem.people_of["1"]),
        "2": tuple(r.id for r in problem.people_of["2"]),
    }
    return scenario, Planned(Plan.of(seats), (level,), {("2", seats[-1][1]): 4}, strata)


def _problem(
    people: int, titles: Sequence[str], parts: Sequence[str], days: int, name: str
) -> Problem:
    """The office's two kecamatan, the first called `name`, with a hall each."""
    homes = [
        Kelurahan("1.01", "Duri Utara", "1"),
        Kelurahan("1.02", "Tongke-Tongke II", "1"),
        Kelurahan("2.01", "Duri Kepa", "2"),
    ]
    registrants = [Registrant(f"P{n:05}", "1", homes[n % 2].code) for n in range(1, people + 1)]
    registrants += [Registrant(f"P{n:05}", "2", "2.01") for n in range(people + 1, people + 5)]
    friday = date(2018, 3, 30)
    return Problem.of(
        Tables(
            kecamatan=[
                Kecamatan("1", name, "2", CAMAT_1, "199406212017011001"),
                Kecamatan("2", "Kebon Jeruk", "1", CAMAT_2),
            ],
            kelurahan=homes,
            venues=[Venue("aula-1", "1", "Aula Satu", 100), Venue("aula-2", "2", "Aula Dua", 100)],
            activities=[
                Activity("pelatihan", titles[0], days=days, notes="KTP asli"),
                Activity("perizinan", titles[1], days=days),
            ],
            calendar=Calendar(
                date(2018, 3, 12),
                date(2018, 5, 31),
                frozenset(range(5)),
                {friday: CalendarDay(friday, False, note="Wafat Isa Almasih")},
                {part: PARTS[part] for part in parts},
            ),
            registrants=registrants,
            orders=[Order("perizinan", "pelatihan", 5)],
        )
    )


def _seats(problem: Problem, batch: int, part: str) -> list[Seat]:
    """Everybody in both activities, a batch a week."""
    return [
        (person, session_id(activity, hall, first + timedelta(weeks=n // batch), part))
        for kecamatan, hall in (("1", "aula-1"), ("2", "aula-2"))
        for activity, first in DAYS.items()
        for n, person in enumerate(one.id for one in problem.people_of[kecamatan])
    ]


def with_published(scenario: Scenario, old: Plan) -> Scenario:
    """The scenario as a change of `old`."""
    return replace(scenario, problem=replace(scenario.problem, announced=Announced.of(old.seats)))
