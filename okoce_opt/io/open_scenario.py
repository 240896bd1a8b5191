"""A scenario that knows its cells: made from frames or read from files, it can be asked what if."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Person
from okoce_opt.domain.problem import Problem
from okoce_opt.errors import InputError, NoPlanOfIt, PlanFilesError
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.io.files.layers import FRAME, Layer, read_layers
from okoce_opt.io.files.saving import save_layers
from okoce_opt.io.replaced import FILES_CHANGED, PART_REPLACED, parts_beside
from okoce_opt.io.scenario.loading import load, scenario_of
from okoce_opt.io.scenario.merging import merge
from okoce_opt.io.tables.declared import TABLES, table_named
from okoce_opt.io.tables.records import Record, read_records
from okoce_opt.options import path_of
from okoce_opt.rules import RULE_BOOK
from okoce_opt.scenario import Scenario

if TYPE_CHECKING:
    from okoce_opt.io.frames.given import Goals, Levels, Rules
    from okoce_opt.io.frames.grids import Tabular

BOOKS = (RULE_BOOK, GOAL_BOOK)


@dataclass(frozen=True, repr=False)
class OpenScenario(Scenario):
    """A scenario with where its cells are: the files at `base`, if any, and above them `layers`
    that stand in no file, the lowest first. `of_cells` is the digest of what was read from them,
    `beside` what else was read: title, story, people and papers.
    """

    base: Path | None = None
    layers: tuple[Layer, ...] = field(default=(), compare=False)
    of_cells: str = field(default="", compare=False)
    beside: tuple[object, ...] = field(default=(), compare=False)

    @classmethod
    def from_frames(
        cls,
        *,
        program: Mapping[str, object],
        rules: Rules | None = None,
        goals: Goals | None = None,
        levels: Levels | None = None,
        name: str = "skenario",
        **tables: Tabular | None,
    ) -> OpenScenario:
        """The scenario in these tables, without any file: `kecamatan=frame, pendaftar=frame, ...`.

        Each table is a DataFrame (or a mapping of columns, rows as mappings, or one row as a
        mapping) with the headers of the file form, in Indonesian or English; a table that the file
        form may leave out may be left out. NaN, NA and None are empty cells; dates may be
        Timestamps or text. `program` is a mapping built like `scenario.toml`:
        `{"mulai": ..., "selesai": ..., "hari_kerja": [...]}`. `rules` names the rules that are not
        always on with their parameters (`{"simultaneous_phase": {"at_most": 4}}`), or holds rules;
        `levels` the goals level by level (`["most_placed", {"few_sessions": 200}]`, with prices),
        `goals` their other parameters. `name` is what the scenario is called.

        Raises InputError with every complaint at once: frame, row label and column, what was found,
        what is allowed and what to do.
        """
        complaints: list[Complaint] = []
        given = (tables, program, rules, goals, levels)
        layers = (_layer_given(FRAME, complaints, *given),)
        return _opened(scenario_of(layers, complaints, BOOKS, name), None, layers)

    @classmethod
    def of(
        cls,
        problem: Problem,
        rules: Rules | None = None,
        levels: Levels | None = None,
        *,
        people: Mapping[str, Person] | None = None,
        draw_seed: str = "1",
        program: Mapping[str, object] | None = None,
        goals: Goals | None = None,
        name: str = "skenario",
    ) -> OpenScenario:
        """The scenario of a problem made of entities: it is planned, saved, changed and verified
        like one that was read.

        Rules that are always on are added; kecamatan with groups take turns as in files where the
        calendar has none. `people` are names, NIK and phones by registrant id; `program` says what
        else a `scenario.toml` would (title, papers). The rest as in `from_frames`.

        Raises InputError as `from_frames` does; ValueError for what no scenario can say: a problem
        narrowed to some sessions, or one that changes an announced plan (`plan(..., old=...)`).
        """
        # pandas is loaded only where tables are given
        from okoce_opt.io.frames.problem_tables import lost_in_tables, program_of, tables_of

        said = {**program_of(problem), "draw_seed": draw_seed, **(program or {})}
        tables = tables_of(problem, people or {})
        made = cls.from_frames(
            program=said, rules=rules, goals=goals, levels=levels, name=name, **tables
        )
        if lost := lost_in_tables(problem, made.problem):
            raise ValueError(f"no scenario can say this of a problem: {', '.join(lost)}")
        return made

    def what_if(
        self,
        *,
        program: Mapping[str, object] | None = None,
        rules: Rules | None = None,
        goals: Goals | None = None,
        levels: Levels | None = None,
        name: str | None = None,
        **tables: Tabular | None,
    ) -> OpenScenario:
        """The scenario as it would be with these changes; this one stays as it is.

        A table states only what differs, its rows by key (id, number, date): the same key changes
        the cells that are filled in, `-` empties one, a true value in a column `hapus` takes the
        row away, a new key adds a row. Rules, goals and settings merge by name (a rule that is
        `False` is dropped); `levels` are replaced whole.

        Raises InputError as `from_frames` does, PlanFilesError when the files that this scenario
        was read from have changed since.
        """
        self._refuse_replaced()
        given = (tables, program, rules, goals, levels)
        return self._changed(self._below(), name, *given)

    def what_ifs(self) -> Callable[..., OpenScenario]:
        """A `what_if` for many changes of this scenario: its files are read, and looked at whether
        they have changed, once, now. Raises as `what_if` does.
        """
        self._refuse_replaced()
        below = self._below()

        def what_if(*, name: str | None = None, **said: Any) -> OpenScenario:
            settings = [said.pop(one, None) for one in ("program", "rules", "goals", "levels")]
            return self._changed(below, name, said, *settings)

        return what_if

    def rows(self, table: str) -> list[Record]:
        """The rows of a table, those of the base with the changes above it. Kecamatan and kelurahan
        are called as they are written there. Raises ValueError for a table that there is not.
        """
        known = table_named(table)
        if known is None:
            raise ValueError(f"there is no table {table!r}: {did_you_mean(table, TABLES).en}")
        table = known
        layers = [] if self.base is None else read_layers(self.base, [])
        grids = [layer.grids.get(table) for layer in (*layers, *self.layers)]
        read = [
            read_records(TABLES[table], grid, number > 0, []).records if grid else []
            for number, grid in enumerate(grids)
        ]
        return merge(TABLES[table], read, [])

    def _changed(self, below: Sequence[Layer], name: str | None, *given: Any) -> OpenScenario:
        complaints: list[Complaint] = []
        before = sum(layer.form != FRAME for layer in self.layers)
        called = f"{FRAME} (what_if{f' {before + 1}' if before else ''})"
        own = _layer_given(called, complaints, *given, changes=True)
        made = scenario_of([*below, own], complaints, BOOKS, name or f"{self.name}_what_if")
        return _opened(made, self.base, (*self.layers, own))

    def without(self, number: int) -> OpenScenario:
        """The scenario without one of its `layers`, by its number from 0: what that said never was.

        Raises InputError where a later layer needs it, IndexError where there is none of that
        number, PlanFilesError as `what_if` does.
        """
        if not 0 <= number < len(self.layers):
            raise IndexError(f"layers are 0 to {len(self.layers) - 1}: there is no {number}")
        below = self._below()
        base = len(below) - len(self.layers)
        layers = (*self.layers[:number], *self.layers[number + 1 :])
        complaints: list[Complaint] = []
        made = scenario_of([*below[:base], *layers], complaints, BOOKS, self.name)
        return _opened(made, self.base, layers)

    def save(self, target: Path | str, *, whole: bool = False) -> Path:
        """Write the scenario to a new folder, or to a workbook if `target` ends in .xlsx; its path.

        What was made from frames is written with names, NIK and phones as they were given. A
        what-if states only what differs and names its base: the files it was read from or, with
        `whole` or where there are none, a copy in the folder (`dasar`) or beside the workbook.
        Raises PlanFilesError when there is something at `target`.
        """
        self._refuse_replaced()
        return self.save_without(frozenset(), target, whole=whole)

    def save_without(self, columns: frozenset[str], target: Path | str, *, whole: bool) -> Path:
        """The same, less some columns of people (`nik`, `telepon`)."""
        path = path_of(target)
        layers = self._below()
        if self.layers and not whole:
            save_layers(self.layers, path, self.base, columns)
        else:
            save_layers(layers, path, None, columns)
        return path

    def save_apart(self, folder: Path, but: Collection[int] = ()) -> list[Path]:
        """Write each layer into a folder of its own in `folder`, the base first: their paths. The
        last one is the scenario. Layers `but` these are left to others to write.
        """
        paths: list[Path] = []
        for number, layer in enumerate(self._below()):
            paths.append(folder / layer_name(number))
            if number not in but:
                save_layers((layer,), paths[-1], paths[-2] if number else None)
        return paths

    def reduce_sent(self) -> tuple[Any, ...]:
        """Other processes get the scenario without its cells (`processes.pool.pickled`)."""
        return Scenario, tuple(getattr(self, one.name) for one in fields(Scenario))

    def _refuse_replaced(self) -> None:
        """What is in the cells is saved and changed: a part that was replaced would be lost."""
        pairs = zip(self.beside, parts_beside(self), strict=False)
        if not (self.layers or self.base) or any(old is not new for old, new in pairs):
            raise PlanFilesError(PART_REPLACED)

    def _below(self) -> list[Layer]:
        """All layers, which must still be what this scenario was made of."""
        if self.base is None and self.digest is self.of_cells:
            # cells that stand in no file cannot change, and no part was replaced
            return [*self.layers]
        complaints: list[Complaint] = []
        layers = [] if self.base is None else read_layers(self.base, complaints)
        if complaints:
            raise InputError(complaints)
        try:
            now = scenario_of([*layers, *self.layers], complaints, BOOKS, self.name)
        except NoPlanOfIt as error:
            now = cast("Scenario", error.scenario)
        if now.digest != self.digest:
            why = FILES_CHANGED if self.base is not None else PART_REPLACED
            raise PlanFilesError(why.fill(path=str(self.base)))
        return [*layers, *self.layers]


def load_scenario(path: Path) -> OpenScenario:
    """The scenario at `path`: a folder of plain text, a workbook, or a folder that holds exactly
    one.

    Raises `InputError` with every complaint at once, each with file, row and column; `NoPlanOfIt`
    where all of them are facts.
    """
    try:
        made = load(path, *BOOKS)
    except NoPlanOfIt as error:
        read = _opened(error.scenario, error.scenario.path, ())
        raise NoPlanOfIt(error.complaints, read) from None
    return _opened(made, made.path, ())


def layer_name(number: int) -> str:
    """What the folder of a layer is called where each has its own; the base is number 0."""
    return f"lapis_{number:03}"


def lift_scenario(path: Path, name: str) -> OpenScenario:
    """The scenario at `path` with all its cells in memory, called `name`: it stands in no file, and
    those that it was read from may go.

    Raises `InputError` as `load_scenario` does.
    """
    complaints: list[Complaint] = []
    layers = read_layers(path, complaints, with_folders=False)
    if not layers:
        raise InputError(complaints)
    return _opened(scenario_of(layers, complaints, BOOKS, name), None, tuple(layers))


def _layer_given(
    called: str, complaints: list[Complaint], *said: Any, changes: bool = False
) -> Layer:
    # pandas is loaded only where frames are given
    from okoce_opt.io.frames.given import Given, layer_given

    tables, program, rules, goals, levels = said
    given = Given(tables, program, rules, goals, levels, changes)
    return layer_given(given, called, complaints)


def _opened(made: Scenario, base: Path | None, layers: tuple[Layer, ...]) -> OpenScenario:
    said = {one.name: getattr(made, one.name) for one in fields(Scenario)}
    return OpenScenario(
        **said, base=base, layers=layers, of_cells=made.digest, beside=parts_beside(made)
    )
