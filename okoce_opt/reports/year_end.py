"""The report at the end of a year, and who gets a certificate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.words import Words, date_words
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.swap import replace_folder
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.content.people import by_name
from okoce_opt.reports.content.seats import activities_in_order
from okoce_opt.reports.papers.subject import tab
from okoce_opt.reports.status_words import PEOPLE, SHARE, STATES, WHY
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.paper import is_folio
from okoce_opt.reports.style.tables import Table, plain_table
from okoce_opt.status.standing import Standing, State
from okoce_opt.status.year import YearStatus

TAKEN = Words(
    "{name} sudah ada isinya. Pilih folder lain; tidak ada yang ditimpa.",
    "{name} holds something already. Choose another folder; nothing is overwritten.",
)
REPORT = "LaporanAkhirTahun.xlsx"
_ALL = Words("Selesai semua", "Finished all")
_TITLE = Words("Laporan akhir tahun", "Year-end report")
_AS_OF = Words(
    "Keadaan pada {day}: {finished} dari {people} orang selesai semua kegiatan wajibnya.",
    "As of {day}: {finished} of {people} people have finished all that is required of them.",
)


def write_year_end(status: YearStatus, out: Path, lang: str) -> list[str]:
    """Write the report in `lang` and, for each office, the lists of those who get a certificate,
    into a new folder; the names of the files.

    Raises `PlanFilesError` where there is something at `out`.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PlanFilesError(TAKEN.fill(name=str(out)))

    def fill(folder: Path) -> list[str]:
        _Report(status, lang).write(folder / REPORT)
        names = [REPORT]
        for code, name in file_names(status.scenario.problem).items():
            path = folder / name.replace("DaftarHadir_", "Sertifikat_")
            if _certificates(status, code, path):
                names.append(path.name)
        return names

    return replace_folder(out, fill)


class _Report:
    """The report's workbook."""

    def __init__(self, status: YearStatus, lang: str) -> None:
        self.status, self.lang = status, lang
        self.problem = status.scenario.problem
        self.activities = [
            a for a in activities_in_order(self.problem) if a.required and not a.reserve_for
        ]

    def write(self, path: Path) -> None:
        """By kecamatan, by kelurahan, and who has not finished, with the reason."""
        problem = self.problem
        born = problem.calendar.first
        with Book(path, self.status.scenario.title, born) as book:
            self._groups(book, labels.KECAMATAN, lambda r: problem.kecamatan[r.kecamatan].name)
            self._groups(
                book,
                labels.KELURAHAN,
                lambda r: (
                    f"{problem.kecamatan[r.kecamatan].name}: {problem.kelurahan[r.kelurahan].name}"
                ),
            )
            self._unfinished(book)

    def _sheet(self, book: Book, name: str) -> Any:
        finished = sum(one.state is State.FINISHED for one in self.status.standings)
        said = _AS_OF.fill(
            day=self.status.today, finished=finished, people=len(self.status.standings)
        )
        return titled_sheet(
            *(book, name, f"{_TITLE.said(self.lang)}: {self.status.scenario.title}"),
            said.said(self.lang),
            about=f"{_TITLE.said(self.lang)}, {name}",
            folio=is_folio(self.status.scenario.papers.paper),
            lang=self.lang,
        )

    def _groups(self, book: Book, name: str, group: Callable[[Registrant], str]) -> None:
        groups: dict[str, list[Standing]] = {}
        for one in self.status.standings:
            groups.setdefault(group(self.problem.registrants[one.person]), []).append(one)
        titles = [name, PEOPLE.said(self.lang), *(a.title for a in self.activities)]
        titles += [_ALL.said(self.lang), SHARE.said(self.lang)]
        rows = [self._row(said, those) for said, those in sorted(groups.items())]
        if len(rows) > 1:
            total = Words("Jumlah", "Total").said(self.lang)
            rows.append(self._row(total, self.status.standings))
        widths = [220, 80, *(130 for _ in self.activities), 110, 90]
        plain_table(book, self._sheet(book, name), 3, Table(titles, widths, rows), filtered=False)

    def _row(self, said: str, those: Sequence[Standing]) -> list[object]:
        done = Counter(name for one in those for name in one.done)
        finished = sum(one.state is State.FINISHED for one in those)
        counts = (done[a.id] for a in self.activities)
        return [said, len(those), *counts, finished, finished / max(1, len(those))]

    def _unfinished(self, book: Book) -> None:
        those = [one for one in self.status.standings if one.state is not State.FINISHED]
        rows: list[list[object]] = []
        for one in those:
            registrant = self.problem.registrants[one.person]
            rows.append(
                [
                    one.person,
                    self.status.scenario.people.get(one.person, Person()).name,
                    self.problem.kecamatan[registrant.kecamatan].name,
                    self.problem.kelurahan[registrant.kelurahan].name,
                    f"{len(one.done)}/{one.needed}",
                    STATES[one.state].said(self.lang),
                    one.why.said(self.lang),
                ]
            )
        name = Words("Belum selesai", "Not finished").said(self.lang)
        titles = [labels.REGISTRANT, labels.NAME, labels.KECAMATAN, labels.KELURAHAN]
        titles += [Words("Selesai", "Done").said(self.lang)]
        titles += [Words("Keadaan", "Standing").said(self.lang), WHY.said(self.lang)]
        widths = [80, 180, 140, 140, 65, 150, 380]
        plain_table(book, self._sheet(book, name), 3, Table(titles, widths, rows))


def _certificates(status: YearStatus, code: str, path: Path) -> bool:
    """The lists of one office: who has finished everything, then each activity. Whether there is
    anybody on them.
    """
    scenario, problem = status.scenario, status.scenario.problem
    mine = [one for one in status.standings if problem.registrants[one.person].kecamatan == code]
    mine.sort(key=lambda one: by_name(scenario, problem.registrants[one.person]))
    if not any(one.done for one in mine):
        return False
    office = problem.kecamatan[code].name
    with Book(path, office, problem.calendar.first) as book:
        finished = [one for one in mine if one.state is State.FINISHED and one.done]
        days = {one.person: max(one.done.values()) for one in finished}
        if finished:
            _list(
                status, book, "Selesai semua", office, [(one, days[one.person]) for one in finished]
            )
        titled: list[Activity] = [a for a in activities_in_order(problem) if a.required]
        for n, activity in enumerate(titled, start=1):
            those = [(one, one.done[activity.id]) for one in mine if activity.id in one.done]
            if those:
                _list(status, book, tab(n, activity.title), office, those)
    return True


def _list(
    status: YearStatus, book: Book, name: str, office: str, people: Sequence[tuple[Standing, Any]]
) -> None:
    problem = status.scenario.problem
    rows: list[list[object]] = []
    for number, (one, day) in enumerate(people, start=1):
        home = problem.kelurahan[problem.registrants[one.person].kelurahan].name
        who = status.scenario.people.get(one.person, Person()).name or one.person
        when = date_words(day, "id", weekday=False)
        rows.append([number, one.person, who, home, when, "", ""])
    sheet = titled_sheet(
        *(book, name, f"Daftar sertifikat, Kecamatan {office}"),
        f"{status.scenario.title}; {name.lstrip('0123456789 ')}",
        about=f"Sertifikat, Kecamatan {office}",
        folio=is_folio(status.scenario.papers.paper),
    )
    titles = [labels.NUMBER, labels.REGISTRANT, "Nama di sertifikat", labels.KELURAHAN]
    titles += ["Selesai pada", "No. sertifikat", "Tanda terima"]
    plain_table(book, sheet, 3, Table(titles, [40, 75, 230, 140, 140, 130, 130], rows))
