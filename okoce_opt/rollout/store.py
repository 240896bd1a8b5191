"""`Rollout`: the folder of a year, which keeps versions, reads them back and knows the current."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from okoce_opt.domain.attended import Attendance, attendance_bytes
from okoce_opt.domain.words import Words
from okoce_opt.io import OpenScenario
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.plan_files.record import PlanFolder
from okoce_opt.rollout import kept_plan, kept_scenario, people
from okoce_opt.rollout.backup import back_up
from okoce_opt.rollout.forgetting import Forgotten, forget
from okoce_opt.rollout.objects import put, put_tree
from okoce_opt.rollout.reading import Kept
from okoce_opt.rollout.refusals import RolloutError
from okoce_opt.rollout.schema import FILE, create
from okoce_opt.rollout.version import BACKUP, INIT, KEEP, PUBLISH, UNDO, Publication, Version

_HOLD_LATER = Words(
    "Versi {n} adalah revisi {revision}, tetapi {offices} sudah memegang yang lebih baru. "
    "Kembalilah dulu ke versi itu (okoce rollout undo {folder} --to {n}): itu menjadi revisi baru.",
    "Version {n} is revision {revision}, but {offices} hold a later one. Go back to it first "
    "(okoce rollout undo {folder} --to {n}): that makes a new revision.",
)


class Rollout(Kept):
    """A year: every version of its lists, plan and attendance, and which of them is current.

    Several processes may have it open. Where the disk is full, or somebody was faster, a
    `RolloutError` says so and nothing has changed.
    """

    @classmethod
    def init(
        cls,
        folder: Path | str,
        scenario: OpenScenario,
        *,
        note: str = "",
        at: datetime | None = None,
    ) -> Rollout:
        """Begin a year in a new folder with this scenario. Raises `RolloutError` where there is
        something already.
        """
        home = Path(os.path.realpath(folder))
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            words = Words(
                "{folder} sudah ada dan tidak kosong. Pilih nama lain.",
                "{folder} is there and not empty. Choose another name.",
            )
            raise RolloutError(words.fill(folder=str(folder)))
        home.parent.mkdir(parents=True, exist_ok=True)
        # built beside its place: it is there whole or not at all
        part = home.with_name(f".{home.name}.part-{os.getpid()}")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        try:
            with cls(part, create(part / FILE)) as begun:
                begun._commit((scenario, None, None), INIT, note, None, at)
            if home.exists():
                home.rmdir()
            os.rename(part, home)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return cls.open(home)

    def commit(
        self,
        *,
        what: str,
        expected: Version,
        scenario: OpenScenario | None = None,
        plan: PlannedScenario | PlanFolder | None = None,
        attendance: Attendance | None = None,
        note: str = "",
        at: datetime | None = None,
    ) -> Version:
        """Make a version from `expected`, with what is given in the place of what that has; it is
        current from then on. `what` is a word for what was done, `at` is now if not given.

        Raises `Overtaken` when another version is current: then somebody else has worked on the
        year since `expected` was read.
        """
        return self._commit((scenario, plan, attendance), what, note, expected, at)

    def undo(
        self,
        *,
        expected: Version,
        to: Version | None = None,
        note: str = "",
        at: datetime | None = None,
    ) -> Version:
        """Go back to the version that `expected`, the current one, was made from, or to any other;
        the version that is current then. Doing so again goes back further, never forth.

        Where a version that was published would be left, a new one is made that says the same as
        the older: what was sent stays, and what is sent next is a new revision. Raises
        `RolloutError` where there is nothing to go back to, `Overtaken` as `commit` does.
        """
        target = to
        if target is None:
            target = self._ledger.before(expected)
        if target is None or target.number == expected.number:
            words = Words(
                "Tidak ada yang dapat dibatalkan: versi {n} adalah yang pertama, atau sudah "
                "berlaku.",
                "There is nothing to take back: version {n} is the first, or current already.",
            )
            raise RolloutError(words.fill(n=expected.number))
        ledger, number = self._ledger, target.number
        with ledger.changing(expected):
            left = ledger.line_of(expected) - ledger.line_of(target)
            if left & {one.version for one in self.publications()}:
                known = people.known_at(self._db, number)
                parts = (target.scenario, target.plan, target.attendance)
                number = ledger.add_version(parts, known, UNDO, note, expected, at)
            else:
                ledger.add_step(at, UNDO, str(expected.number), number, note)
        return self.version(number)

    def publish(
        self, version: Version, offices: Sequence[str], on: date, *, at: datetime | None = None
    ) -> int:
        """Record that these offices were given the plan of a version on a day; its revision.

        Raises `RolloutError` where it has no plan, or an office holds a later revision.
        """
        self.plan(version)
        given, ledger = sorted({*offices}), self._ledger
        with ledger.changing():
            before = ledger.publications()
            known = {one.version: one.revision for one in before}
            revision = known.get(version.number, len({*known}) + 1)
            if later := sorted({o.office for o in before if o.revision > revision} & {*given}):
                said = {"n": version.number, "revision": revision, "offices": later}
                raise RolloutError(_HOLD_LATER.fill(**said, folder=str(self.folder)))
            holds = {one.office for one in before if one.revision == revision}
            for office in sorted({*given} - holds):
                ledger.add_publication(Publication(version.number, revision, office, on))
            subject = f"{version.number} r{revision}: {' '.join(given)}"
            ledger.add_step(at, PUBLISH, subject, ledger.current().number)
        return revision

    def forget(self, persons: Sequence[str], *, at: datetime | None = None) -> Forgotten:
        """Erase personal data for good, here and in the folder's backups; see `forgetting`."""
        return forget(self._ledger, persons, at)

    def keep_until(self, day: date, *, at: datetime | None = None) -> None:
        """Say until which day people's personal data are kept; a later word replaces it."""
        with self._ledger.changing():
            self._ledger.add_step(at, KEEP, day.isoformat(), self.current.number)

    def backup(self, out: Path | None = None, *, at: datetime | None = None) -> Path:
        """Make a safe copy, in the folder or at `out`, while others may work; its path."""
        moment = at or datetime.now().astimezone()
        path = back_up(self._ledger, out, moment)
        with self._ledger.changing():
            subject = path.name if out is None else str(path)
            self._ledger.add_step(moment, BACKUP, subject, self.current.number)
        return path

    def _commit(
        self,
        given: tuple[OpenScenario | None, PlannedScenario | PlanFolder | None, Attendance | None],
        what: str,
        note: str,
        expected: Version | None,
        at: datetime | None,
    ) -> Version:
        scenario, plan, attendance = given
        # whatever may be wrong with what is given is told before anything is begun
        layers = None if scenario is None else kept_scenario.files_of(scenario, self._written)
        planned = None if plan is None else kept_plan.files_of(plan)
        db, parts = self._db, ["", "", ""]
        known: dict[str, people.Cells] = {}
        with self._ledger.changing(expected):
            if expected is not None:
                parts = [expected.scenario, expected.plan, expected.attendance]
                known = people.known_at(db, expected.number)
            if scenario is not None and layers is not None:
                bare, known = people.take_out(layers)
                if expected is not None:
                    gone = self.forgotten()
                    known = {who: cells for who, cells in known.items() if who not in gone}
                parts[0] = put_tree(db, *_as_tree(bare, scenario.name))
            if planned is not None:
                parts[1] = put_tree(db, {}, planned)
            if attendance is not None:
                parts[2] = put(db, attendance_bytes(attendance))
            number = self._ledger.add_version(parts, known, what, note, expected, at)
        return self.version(number)


def _as_tree(
    layers: Sequence[dict[str, bytes]], name: str
) -> tuple[dict[str, object], dict[str, bytes]]:
    """The files of a scenario by layer and name, and what is said about them."""
    files = {f"{n}/{file}": data for n, one in enumerate(layers) for file, data in one.items()}
    return {"name": name, "layers": len(layers)}, files
