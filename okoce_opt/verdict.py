"""Is a written plan still what it was? Its workbooks are read again: every rule, every value, every
bound, without any solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from okoce_opt import certificate
from okoce_opt.certificate import Checked
from okoce_opt.change import change_of
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.html import bullets, paragraph
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import Words, number_words, same
from okoce_opt.errors import PlanFilesError
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.io import load_scenario
from okoce_opt.options import path_of
from okoce_opt.plan_files.announced import LEFT_OVER, announce
from okoce_opt.plan_files.proofs import proved_levels
from okoce_opt.plan_files.record import RECORD, PlanFolder, figures, read_plan
from okoce_opt.reports.plan_reader import read_rosters
from okoce_opt.reports.reading.evidence import NotCompared
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures
from okoce_opt.verify import verify as violations_of

NO_CERTIFICATE = Words(
    "Rencana ini dibuat oleh okoce yang lebih lama, tanpa sertifikat; batasnya tidak diperiksa "
    "ulang.",
    "An older okoce made this plan, without a certificate; its bounds are not checked again.",
)
UNREADABLE = Words(
    "Sertifikat di {name} tidak terbaca; berkas itu disunting sejak ditulis.",
    "The certificate in {name} cannot be read; the file has been edited since it was written.",
)

_STANDS = Words("Rencana berlaku: semua aturan ditepati.", "The plan stands: every rule is kept.")
_BROKEN = Words(
    "Rencana TIDAK berlaku: {n} pelanggaran.", "The plan does NOT stand: {n} violations."
)
_MOST = 20
"""Violations that a table names."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading the workbooks of a plan again came to.

    `violations` name rule, sheet and cell; `notices` are no violations; `values` pairs each level's
    goals, counted again, with the value on record; `differs` says who has lost a seat since
    and in which figures the plan is no longer that of its record; `unknown` are columns of people
    of which the list of registrants says nothing, `aside` is what stands on sheets: neither was
    compared. `edits` are those of the violations that people made on attendance sheets, each with
    the violations that follow from it. `bounds` are the
    levels' bounds on record, proved again by the plan's certificate; none for a plan that has no
    certificate.
    """

    scenario: Scenario
    plan: Plan
    violations: tuple[Violation, ...]
    notices: tuple[Words, ...]
    values: tuple[tuple[dict[str, int], int, int], ...]
    unknown: tuple[str, ...] = ()
    bounds: tuple[Checked, ...] = ()
    differs: tuple[Words, ...] = ()
    aside: NotCompared = field(default_factory=NotCompared)
    edits: tuple[tuple[Violation, tuple[Violation, ...]], ...] = ()

    def __repr__(self) -> str:
        bounds = f"{sum(bound.holds for bound in self.bounds)} of {len(self.bounds)}"
        return f"Verdict({len(self.violations)} violations, {bounds} bounds proved)"

    def _repr_html_(self) -> str:
        said = _STANDS if self.stands else _BROKEN.fill(n=len(self.violations))
        rules = {rule.kind: rule for rule in self.scenario.rules}
        lines = [
            rules[v.rule].explain(v) if v.rule in rules else same(f"{v.rule}: {v.subject}")
            for v in self.violations[:_MOST]
        ]
        return paragraph(said) + bullets([*self.differs, *lines, *self.notices])

    @property
    def stands(self) -> bool:
        """Whether every rule is kept."""
        return not self.violations

    @property
    def proved(self) -> bool:
        """Whether every bound on record holds as far as its proof goes."""
        return all(bound.holds for bound in self.bounds)

    @property
    def as_recorded(self) -> bool:
        """Whether people, seats and values are those of the plan's record."""
        return not self.differs


def verify(
    folder: Path | str,
    scenario_path: Path | str | None = None,
    papers: Path | str | None = None,
) -> Verdict:
    """Read the attendance sheets of a plan again and prove every rule on them, and its bounds,
    without any solver. With `papers`, what `okoce papers` has printed is read in their place.

    Raises PlanFilesError or InputError when the folder or its scenario cannot be read, or is
    another problem's.
    """
    folder = path_of(folder)
    files = read_plan(folder)
    scenario = planned_scenario(files, folder, scenario_path)
    # a plan changed for people who have all left the list has no old seats, and yet a level for
    # them
    keeps = any(KeepThePlan.kind in entry["goals"] for entry in files.record.get("levels", []))
    if keeps or files.old is not None:
        scenario = change_of(scenario, files.before or Announced())
    reading = read_rosters(scenario, folder, None if papers is None else path_of(papers))
    broken = list(violations_of(scenario.problem, scenario.rules, reading.plan))
    changed = Words(
        "{name}: isinya berubah sejak ditulis.",
        "{name}: its bytes have changed since it was written.",
    )
    gone = Words("{name}: berkasnya tidak ada.", "{name}: the file is missing.")
    told = {violation.subject for violation in reading.files}
    edits, rest = reading.by_edit(scenario.problem, broken)
    with_edits = (one for edit, those in edits for one in (edit, *those))
    notices = [
        (gone if name in files.missing else changed).fill(name=name)
        for name in files.changed
        if name not in told
    ]
    bounds = _bounds(scenario, files)
    if bounds is None:
        notices.append(NO_CERTIFICATE)
    return Verdict(
        scenario,
        reading.plan,
        (*reading.files, *with_edits, *rest),
        (*_presence(reading.attended.values()), *reading.notices, *notices),
        # a plan of which a part cannot be read has no values
        () if reading.unread else _values(scenario, files, reading.plan),
        reading.unknown,
        bounds or (),
        () if reading.unread else tuple(_differences(scenario, files, reading.plan)),
        reading.aside,
        tuple((edit, tuple(those)) for edit, those in edits),
    )


def planned_scenario(files: PlanFolder, folder: Path, scenario_path: Path | str | None) -> Scenario:
    """The scenario of a plan as it was planned. Raises PlanFilesError when it is gone or has
    changed since.
    """
    path = files.scenario_path if scenario_path is None else path_of(scenario_path)
    if path is None or not path.exists():
        raise PlanFilesError(
            Words(
                "Skenario rencana ini tidak ditemukan di {path}; tunjukkan dengan --scenario.",
                "This plan's scenario is not at {path}; name it with --scenario.",
            ).fill(path=str(path))
        )
    scenario = load_scenario(path)
    if scenario.digest != files.problem_digest:
        raise PlanFilesError(
            Words(
                "{path} sudah bukan persoalan yang direncanakan di {folder}: isinya berubah sejak "
                "itu. "
                "Rencanakan ulang, atau tunjukkan skenario yang lama dengan --scenario.",
                "{path} is no longer the problem planned in {folder}: it has changed since. "
                "Plan again, or name the old scenario with --scenario.",
            ).fill(path=str(path), folder=folder.name)
        )
    return scenario


def _presence(marks: Iterable[str]) -> Iterator[Words]:
    """What sheets that have been filled in say, in one sentence."""
    if counted := Counter(marks):
        said = [f"{number_words(n, 'id')} {word}" for word, n in sorted(counted.items())]
        yield _CAME.fill(said=said)


_CAME = Words("Kehadiran yang sudah diisi: {said}.", "Attendance filled in so far: {said}.")


def _bounds(scenario: Scenario, files: PlanFolder) -> tuple[Checked, ...] | None:
    """The bounds on record, proved again; None if the plan is older than certificates."""
    try:
        levels = proved_levels(files.record)
        return None if levels is None else certificate.check(scenario, levels)
    except ValueError as error:
        raise PlanFilesError(UNREADABLE.fill(name=RECORD)) from error


def _values(
    scenario: Scenario, files: PlanFolder, read: Plan
) -> tuple[tuple[dict[str, int], int, int], ...]:
    measured = measures(scenario.problem, scenario.goals, read)
    recorded = {
        frozenset(entry["goals"]): entry["value"] for entry in files.record.get("levels", [])
    }
    goals = [{p.goal.kind: measured[p.goal.kind] for p in level} for level in scenario.levels]
    values = [sum(p.price * measured[p.goal.kind] for p in level) for level in scenario.levels]
    return tuple(
        (kinds, value, recorded[frozenset(kinds)])
        for kinds, value in zip(goals, values, strict=True)
        if frozenset(kinds) in recorded
    )


def _differences(scenario: Scenario, files: PlanFolder, read: Plan) -> Iterator[Words]:
    """In what the plan as it is read is not the one that was made: seats lost since, figures, and
    values.
    """
    record = files.record
    if LEFT_OVER in record:
        problem = scenario.problem
        lost = sorted(announce(problem, read).left_over - files.announced.left_over)
        for person, activity in lost:
            yield _LOST.fill(person=person, activity=problem.activities[activity].title)
    now = figures(scenario.problem, read)
    for key, name in _COUNTED.items():
        if key in record and record[key] != now[key]:
            yield _FIGURE.fill(name=name, recorded=record[key], now=now[key])
    for number, (_, value, recorded) in enumerate(_values(scenario, files, read), start=1):
        if value != recorded:
            yield _VALUE.fill(n=number, recorded=recorded, now=value)


_LOST = Words(
    "Peserta {person} tidak lagi punya kursi {activity}; saat rencana dibuat masih ada.",
    "Registrant {person} has no seat in {activity} any more; when the plan was made they had one.",
)
_COUNTED = {
    "placed": Words("Orang dengan semua kursi", "People with all their seats"),
    "seats": Words("Kursi", "Seats"),
    "sessions": Words("Sesi", "Sessions"),
}
_FIGURE = Words(
    "{name}: tercatat {recorded}, sekarang {now}.", "{name}: {recorded} on record, {now} now."
)
_VALUE = Words(
    "Nilai tingkat {n}: tercatat {recorded}, sekarang {now}.",
    "Value of level {n}: {recorded} on record, {now} now.",
)
