"""A plan drawn by hand, written as okoce writes it, and workbooks changed afterwards as a person
would change them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.domain.outcome import Planned, SettledLevel
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.options import Options
from okoce_opt.reports.content import labels
from okoce_opt.verify import measures

TOML = """\
title = "Dunia kecil"
story = "Satu aturan saja."
draw_seed = "kecil"
mulai = {first}
selesai = {last}
hari_kerja = [{weekdays}]
tingkat = {levels}

[bagian]
{parts}

{rules}
"""
PARTS = {"sehari": "08.00-15.00", "pagi": "08.00-12.00", "siang": "13.00-16.00"}
TABLES = {
    "kecamatan": "kode,nama,kelompok\nK1,Satu,1\nK2,Dua,2",
    "kelurahan": "kode,nama,kecamatan\na,Anggrek,K1\nb,Bakung,K1\nc,Cempaka,K2",
    "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,4\nbalai,K1,Balai "
    "Satu,4\ngedung,K2,Gedung Dua,4",
    "kegiatan": "id,nama,maks\nP,Pelatihan,4",
}


def small_story(
    folder: Path,
    people: str,
    *,
    rules: Iterable[str] = (),
    first: str = "2026-01-05",
    last: str = "2026-01-16",
    weekdays: str = "senin, selasa, rabu, kamis, jumat",
    parts: Iterable[str] = ("sehari",),
    levels: str = '[["most_placed"]]',
    papers: str = "",
    **tables: str,
) -> Path:
    """A folder scenario: two kecamatan, January 2026 from Monday 5 to Friday 16, activity P; tables
    given replace its own.
    """
    folder.mkdir(parents=True)
    text = TOML.format(
        first=first,
        last=last,
        weekdays=", ".join(f'"{day.strip()}"' for day in weekdays.split(",")),
        levels=levels,
        parts="\n".join(f'{part} = "{PARTS[part]}"' for part in parts),
        rules="\n".join(
            f"[aturan.{name}]\n{said}" for name, _, said in (rule.partition("\n") for rule in rules)
        ),
    )
    (folder / "scenario.toml").write_text(text + papers, encoding="utf-8")
    for name, rows in {**TABLES, "pendaftar": people, **tables}.items():
        (folder / f"{name}.csv").write_text(rows + "\n", encoding="utf-8")
    return folder


def written(
    story: Path,
    seats: Iterable[Seat],
    out: Path,
    *,
    old: Path | None = None,
    options: Options | None = None,
    teams: Mapping[str, str] | None = None,
    reserves: Iterable[str] = (),
    mentors: Mapping[str, str] | None = None,
) -> Path:
    """The folder of the plan with these seats and reserve sessions, which must stand."""
    scenario = planning.read_scenario(story, old)
    taken = list(seats)
    plan = Plan.of(taken, {*reserves, *(session for _, session in taken)}, teams, mentors)
    measured = measures(scenario.problem, scenario.goals, plan)
    levels = tuple(
        SettledLevel(
            {p.goal.kind: measured[p.goal.kind] for p in level},
            sum(p.price * measured[p.goal.kind] for p in level),
            0,
        )
        for level in scenario.levels
    )
    planning.write(scenario, Planned(plan, levels), out, options)
    verdict = planning.verify(out)
    assert verdict.violations == (), verdict.violations
    return out


@dataclass(frozen=True)
class Sheet:
    """An open attendance sheet: the cells that people change by hand."""

    file: str
    sheet: Any

    @property
    def session(self) -> str:
        """The session that its small code names."""
        codes = [
            str(cell.value)
            for cell in self.sheet["A"]
            if str(cell.value or "").startswith(labels.CODE)
        ]
        return codes[0].removeprefix(labels.CODE).strip()

    def head(self, label: str) -> Any:
        """The cell behind a label of the head."""
        row = next(cell.row for cell in self.sheet["A"] if cell.value == label)
        return self.sheet.cell(row, 3)

    @property
    def ids(self) -> list[Any]:
        """The cells of the column No. Peserta, those of the blank rows too."""
        top = next(
            cell.row
            for cell in self.sheet["B"]
            if str(cell.value).casefold() == labels.REGISTRANT.casefold()
        )
        rows = range(top + 1, self.sheet.max_row + 1)
        return [
            self.sheet.cell(row, 2)
            for row in rows
            if str(self.sheet.cell(row, 1).value or "").isdecimal()
        ]

    def person(self, registrant: str) -> Any:
        """The cell of a No. Peserta."""
        return next(cell for cell in self.ids if cell.value == registrant)

    def mentor(self, registrant: str) -> Any:
        """The cell of a person's mentor, on the office's list of people."""
        top = next(cell.row for cell in self.sheet["A"] if cell.value == labels.REGISTRANT)
        column = next(cell.column for cell in self.sheet[top] if cell.value == labels.MENTOR)
        return next(
            self.sheet.cell(cell.row, column)
            for cell in self.sheet["A"]
            if cell.value == registrant
        )

    @property
    def blank(self) -> Any:
        """The cell No. Peserta of the first blank row."""
        return next(cell for cell in self.ids if not cell.value)


def change(folder: Path, session: str, edit: Callable[[Sheet], Mapping[Any, object]]) -> list[str]:
    """Open the sheet of `session` (empty: the list of people), give cells other values, save; the
    addresses of the cells.
    """
    for path in sorted((folder / labels.FOLDER).glob("*.xlsx")):
        book = load_workbook(path)
        for sheet in book.worksheets:
            page = Sheet(path.name, sheet)
            if sheet.title == (labels.PEOPLE if not session else "") or (
                sheet.title not in (labels.SUMMARY, labels.PEOPLE) and page.session == session
            ):
                changed = []
                for cell, value in edit(page).items():
                    cell.value = value
                    changed.append(f"{path.name} [{sheet.title}] {cell.coordinate}")
                book.save(path)
                return changed
    raise LookupError(session)
