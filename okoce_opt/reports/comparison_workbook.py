"""The comparison of two plans as a workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from okoce_opt.domain.announced import Printed
from okoce_opt.domain.difference import DATE, HALL, HOUR, LOST
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Person
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import date_words
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.reports.comparison import Comparison, compare, readable
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.content.seats import mentor_words, seat_words
from okoce_opt.reports.content.sessions import day_words
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import Table, plain_table
from okoce_opt.scenario import Scenario

KINDS = {
    DATE: "ke tanggal lain",
    HALL: "ke tempat lain, tanggal sama",
    HOUR: "ke bagian hari lain, tempat sama",
    LOST: "hilang",
}
"""What has become of a seat."""


def write_comparison(scenario: Scenario, old: PlanFolder, new: PlanFolder, path: Path) -> None:
    """Write the comparison as a workbook."""
    found = compare(scenario, old, new)
    problem = scenario.problem
    person = [labels.REGISTRANT, labels.NAME, "Kecamatan"]
    about = f"Perbandingan {old.path.name} dan {new.path.name}"
    with Book(path, f"Perbandingan {scenario.title}", problem.calendar.first) as book:
        _table(
            book,
            about,
            "Angka",
            ["Angka", f"Lama ({old.path.name})", f"Baru ({new.path.name})"],
            [260, 190, 190],
            _figures(found),
        )
        offices: list[list[object]] = [
            [problem.kecamatan[code].name, *counts] for code, *counts in found.offices
        ]
        _table(
            book,
            about,
            "Kecamatan",
            [
                "Kecamatan",
                "Sesi berubah",
                "Kursi pindah",
                "Orang diberi tahu",
                "Kursi tetap, lembarnya lain",
            ],
            [220, 110, 110, 130, 220],
            offices,
        )
        _table(
            book,
            about,
            "Sesi pindah",
            ["Kecamatan", "Kegiatan", "Lama", "Baru"],
            [180, 200, 330, 330],
            _moved_sessions(problem, found),
        )
        _table(
            book,
            about,
            "Pindah",
            [*person, "Kursi lama", "Kursi baru"],
            [80, 210, 150, 330, 330],
            _moved_people(scenario, found),
        )
        _table(
            book,
            about,
            "Kursi tetap",
            [*person, "Di lembar lama", "Di lembar baru"],
            [80, 210, 150, 330, 330],
            _printed_otherwise(scenario, found),
        )
        if old.plan.mentors or new.plan.mentors:
            _table(
                book,
                about,
                "Pendamping",
                [*person, "Pendamping lama", "Pendamping baru"],
                [80, 210, 150, 330, 330],
                _other_mentors(scenario, found),
            )


def _table(
    book: Book,
    about: str,
    name: str,
    titles: list[str],
    widths: list[int],
    rows: Sequence[list[object]],
) -> None:
    notes = [] if rows else ["Tidak ada yang berubah."]
    sheet = titled_sheet(
        book, name, name, *notes, about=f"{name}; {about}", landscape=sum(widths) > 760
    )
    plain_table(book, sheet, 2, Table(titles, widths, rows))


def _figures(found: Comparison) -> list[list[object]]:
    """What the plans reach, old and new, and how much has changed."""
    return [
        *(
            [name.id, figure_cell(before), figure_cell(after)]
            for name, before, after in found.figures
        ),
        ["Kursi pindah", "", found.seats_moved],
        *([f"  {name}", "", found.by_kind[kind]] for kind, name in KINDS.items()),
        ["Orang yang perlu diberi tahu", "", len(found.told)],
        ["Kursi tetap, lembarnya lain (jam, hari, nama)", "", len(found.same_seat)],
    ]


def figure_cell(text: str) -> object:
    """A figure as a number or a date as sheets write them."""
    value = readable(text)
    return date_words(value, "id") if isinstance(value, date) else value


def _moved_sessions(problem: Problem, found: Comparison) -> list[list[object]]:
    """Dropped and added sessions of one kecamatan and activity side by side, the k-th with the
    k-th.
    """
    groups: dict[tuple[str, str], tuple[list[Printed], list[Printed]]] = {}
    sides_of = ((found.difference.dropped, found.was), (found.difference.added, found.now))
    for side, (ids, printed) in enumerate(sides_of):
        for one in (printed[sid] for sid in ids if sid in printed):
            key = (one.session.kecamatan, one.session.activity)
            groups.setdefault(key, ([], []))[side].append(one)
    rows: list[list[object]] = []
    for (code, _), sides in sorted(groups.items()):
        before, after = (sorted(x, key=lambda p: (p.session.starts, p.session.id)) for x in sides)
        for n in range(max(len(before), len(after))):
            pair = [place_words(side[n]) if n < len(side) else "-" for side in (before, after)]
            rows.append([office_name(problem, code), (before or after)[0].activity, *pair])
    return rows


def place_words(one: Printed) -> str:
    """Day, hall and part of a session."""
    return f"{day_words(one.session)}, {one.venue}, {one.session.part}"


def office_name(problem: Problem, code: str) -> str:
    """The kecamatan's name; of an empty code the city's."""
    return problem.kecamatan[code].name if code in problem.kecamatan else code or "Kota"


def _moved_people(scenario: Scenario, found: Comparison) -> list[list[object]]:
    rows = []
    for person in found.told:
        changes = found.difference.changes[person]
        kinds = {change.kind for change in changes}
        before = [found.was[change.old] for change in changes if change.old in found.was]
        after = [found.now[change.new] for change in changes if change.new in found.now]
        words = [seats_words(scenario.problem, side, kinds) for side in (before, after)]
        rows.append([*_who(scenario, person), *words])
    return rows


def _printed_otherwise(scenario: Scenario, found: Comparison) -> list[list[object]]:
    """Who keeps the seat and finds something else on the sheet, by number."""
    rows = []
    for person in found.same_seat:
        ids = found.difference.reprinted[person]
        sides = ([printed[sid] for sid in ids] for printed in (found.was, found.now))
        words = ["; ".join(_whole(one) for one in side) for side in sides]
        rows.append([*_who(scenario, person), *words])
    return rows


def _who(scenario: Scenario, person: PersonId) -> list[object]:
    registrant = scenario.problem.registrants.get(person)
    office = office_name(scenario.problem, registrant.kecamatan) if registrant else ""
    return [person, scenario.people.get(person, Person()).name, office]


def seats_words(
    problem: Problem, those: Iterable[Printed], kinds: Collection[str], between: str = "; "
) -> str:
    """Seats as one reads them, with hall and hours where these are what changes."""
    said = []
    for one in sorted(those, key=lambda one: one.session.starts):
        there = problem.session(one.session.id)
        words = short_date(one.session.first_day) if there is None else seat_words(problem, there)
        more = [one.venue] * (HALL in kinds and one.venue not in words)
        more += [one.hours or one.session.part] * (HOUR in kinds)
        said.append(" ".join([f"{one.activity}: {words}", *more]))
    return between.join(said) or "-"


def _whole(one: Printed) -> str:
    brought = [f"membawa {one.notes}"] if one.notes else []
    return ", ".join([f"{one.activity}: {day_words(one.session)}", one.venue, one.hours, *brought])


def _other_mentors(scenario: Scenario, found: Comparison) -> list[list[object]]:
    """Everyone who has another mentor, by number."""
    problem = scenario.problem
    rows: list[list[object]] = []
    for person, mentors in found.difference.mentors.items():
        said = (mentor_words(problem, mentor) for mentor in mentors)
        rows.append([*_who(scenario, person), *said])
    return rows
