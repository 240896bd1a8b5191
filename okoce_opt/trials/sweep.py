"""`sweep`: many what-ifs of one scenario, each a scenario of its own, all in one table."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from okoce_opt.domain.complaint_lines import complaint_lines
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import LANGUAGES, Words, same
from okoce_opt.errors import InputError, PlanFilesError
from okoce_opt.io import OpenScenario
from okoce_opt.io.files.saving import save_layers
from okoce_opt.io.tables.cells import plain
from okoce_opt.notebook.progress import telling
from okoce_opt.options import Options, StopSwitch, options_of, path_of
from okoce_opt.scenario import Scenario
from okoce_opt.trials.answer import Sweep, Trial
from okoce_opt.trials.asked import Asked, Listed, asked_by, asked_in, place_of
from okoce_opt.trials.changes import Editor, Edits
from okoce_opt.trials.result import WRONG, Result
from okoce_opt.trials.running import RESULTS, Run, Runs
from okoce_opt.trials.workbook import BOOK, write_trials

RECORD = "sweep.json"
"""What a folder of a sweep says of itself, so that another one is not written over it."""
FORMAT = 1
BASE = "coba_00"

Tell = Callable[[Words], None]


@dataclass(frozen=True)
class Change:
    """What one trial changes: as `what_if` takes it, as a sentence, as address and value; `seed`
    where the search begins elsewhere, `called` where the planner gave it a name.
    """

    given: Mapping[str, Any]
    words: Words
    values: Mapping[str, str] = field(default_factory=dict)
    seed: int | None = None
    called: str = ""


def sweep(
    scenario: Scenario,
    vary: str | Sequence[str] | Mapping[str, Sequence[object]] | None = None,
    out: Path | str | None = None,
    options: Options | None = None,
    *,
    file: Path | str | None = None,
    one_at_a_time: bool = False,
    tell: Tell | None = None,
    stop: StopSwitch | None = None,
    **chosen: Any,
) -> Sweep:
    """Plan a scenario as it is and as it would be: `vary={"tempat.kursi": [80, 100, 120]}` (or
    texts as the command line takes them), all against all or `one_at_a_time`. No rosters.

    Without `vary` the `sweep.toml` or the sheet `coba` beside the scenario says what to try, or
    `file`. With `out` each trial is written there as a scenario, what is finished is kept (the same
    call goes on after a stop), and a workbook says it all. `tell` hears each result; single options
    may be given by name.

    A trial that no scenario can be is a row with its complaints. Raises InputError with every
    complaint about what was typed before anything is planned, PlanFilesError when `out`
    holds anything else or nothing says what to try, `Stopped` when a stop came before the scenario
    as it is was planned.
    """
    base, how = opened(scenario), options_of(options, chosen)
    if vary is not None:
        asked = asked_by(vary, one_at_a_time)
    else:
        place = scenario.path and place_of(scenario.path) if file is None else path_of(file)
        if place is None:
            raise PlanFilesError(_NOTHING_TO_TRY)
        asked = asked_in(place, one_at_a_time)
    folder = None if out is None else path_of(out)
    found = tried(base, changes_of(base, asked), how, folder, tell, stop)
    found = replace(found, variations=asked.variations, manner=asked.manner)
    if folder is not None and found.is_whole:
        write_trials(found, folder)
        found = replace(found, book=folder / BOOK)
    return found


_NOTHING_TO_TRY = Words(
    "Tidak ada yang dicoba: beri --vary tempat.kursi=80,100,120, atau tulis sweep.toml di samping "
    "skenario, atau lembar coba di buku kerjanya.",
    "There is nothing to try: give --vary tempat.kursi=80,100,120, or write sweep.toml beside the "
    "scenario, or a sheet coba in its workbook.",
)


def tried(
    base: OpenScenario,
    changes: Sequence[Change],
    options: Options,
    out: Path | None,
    tell: Tell | None,
    stop: StopSwitch | None,
    *,
    only_possible: bool = False,
) -> Sweep:
    """The scenario and each of the changes, planned; with `only_possible` those that no scenario
    can have are left out in place of an InputError.
    """
    trials = _made(base, changes, options.seed, only_possible)
    if out is not None:
        _open_folder(base, trials, out)
    said = {trial.name: trial.words for trial in trials}

    def heard(run: Run, result: Result, done: int, of: int) -> None:
        words = Words("{n} dari {of}: {what}: {answer}", "{n} of {of}: {what}: {answer}")
        hear(words.fill(n=done, of=of, what=said[run.name], answer=result.words))

    first = Run(BASE, base, options.seed)
    with (
        telling(tell, stop, stops=True) as (hear, switch),
        TemporaryDirectory(prefix="okoce_") as memory,
    ):
        hear(_BASE)
        runs = Runs(options, out, Path(memory), heard, switch)
        result = runs.base(first)
        those = [Run(t.name, t.scenario, t.seed) for t in trials if t.result is None]
        results = runs.trials(first, result, those)
    done = tuple(replace(t, result=results.get(t.name, t.result)) for t in trials)
    return Sweep(base, result, done, folder=out)


_BASE = Words("menyusun rencana skenario apa adanya", "planning the scenario as it is")
_NOT_OPEN = Words(
    "Skenario ini tidak dibaca dari berkas atau tabel; perubahannya tidak dapat dicoba.",
    "This scenario was not read from files or tables; changes of it cannot be tried.",
)


def opened(scenario: Scenario) -> OpenScenario:
    """The scenario, which must know its cells. Raises PlanFilesError, TypeError for no scenario."""
    if not isinstance(scenario, Scenario):
        raise TypeError(f"a Scenario, not {type(scenario).__name__}; read_scenario(path) reads one")
    if not isinstance(scenario, OpenScenario):
        raise PlanFilesError(_NOT_OPEN)
    return scenario


def changes_of(base: OpenScenario, asked: Asked) -> list[Change]:
    """What each trial that was asked for changes. Raises InputError with every complaint."""
    editor, complaints = Editor(base), list[Complaint]()
    found = []
    for listed in asked.trials():
        edits = Edits()
        for address, value in listed.changes:
            editor.edit(address, value, edits, listed.spot, complaints)
        found.append(
            Change(
                edits.given(),
                _said(listed),
                {a.said: plain(v) for a, v in listed.changes},
                edits.seed,
                listed.name,
            )
        )
    if complaints:
        raise InputError([*dict.fromkeys(complaints)])
    return found


def _said(listed: Listed) -> Words:
    pairs = ", ".join(f"{address.said} = {plain(value)}" for address, value in listed.changes)
    if listed.name:
        return same(f"{listed.name} ({pairs})" if pairs else listed.name)
    return same(pairs)


def _made(
    base: OpenScenario, changes: Sequence[Change], seed: int, only_possible: bool
) -> list[Trial]:
    """Each change as a scenario; one that no scenario can have is a trial with its complaints, or
    left out with `only_possible`. Raises InputError where that is so of all of them.
    """
    what_if = base.what_ifs()
    digits = max(2, len(str(len(changes))))
    trials: list[Trial] = []
    complaints: list[Complaint] = []
    for number, change in enumerate(changes, start=1):
        name = f"coba_{number:0{digits}}"
        given = dict(change.given)
        program = {
            **given.pop("program", {}),
            "title": f"{base.title}: {change.words}",
            "story": str(change.words),
        }
        try:
            made = what_if(name=name, program=program, **given)
        except InputError as error:
            complaints += [
                replace(c, file=f"{name}: {c.file or c.table}") for c in error.complaints
            ]
            if not only_possible:
                wrong = Result(WRONG, reasons=tuple(_lines(error.complaints)))
                said = (name, change.words, change.values)
                trials.append(Trial(*said, base, seed, wrong, called=change.called))
            continue
        seed_here = seed if change.seed is None else change.seed
        said = (name, change.words, change.values)
        trials.append(Trial(*said, made, seed_here, called=change.called))
    if complaints and all(trial.result is not None for trial in trials):
        raise InputError(complaints)
    return trials


def _lines(complaints: Sequence[Complaint]) -> Iterator[Words]:
    """The complaints as sentences."""
    said = (complaint_lines(complaints, lang) for lang in LANGUAGES)
    yield from (Words(*pair) for pair in zip(*said, strict=True))


def _open_folder(base: OpenScenario, trials: Sequence[Trial], out: Path) -> None:
    """Write the scenarios of the trials that are not there yet. Raises PlanFilesError when `out`
    holds anything but this very sweep.
    """
    record = {
        "format": FORMAT,
        "base": base.digest,
        "trials": [[trial.name, trial.scenario.digest, trial.seed] for trial in trials],
    }
    text = json.dumps(record, ensure_ascii=False) + "\n"
    place = out / RECORD
    if out.exists() and not out.is_dir():
        raise _refused(Words("sebuah berkas, bukan folder", "a file, not a folder"), out)
    if place.is_file():
        if place.read_text(encoding="utf-8") != text:
            raise _refused(Words("isinya percobaan lain", "it holds another sweep"), out)
    elif out.is_dir() and any(out.iterdir()):
        raise _refused(Words("sudah ada dan tidak kosong", "it is there and not empty"), out)
    (out / RESULTS).mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")
    for trial in trials:
        if trial.result is None and not (out / trial.name).exists():
            # a folder that is there is whole: it gets its name last
            part = out / f".{trial.name}.{os.getpid()}"
            shutil.rmtree(part, ignore_errors=True)
            if base.layers:
                trial.scenario.save(part)
            else:
                save_layers(trial.scenario.layers, part, base.base)
            part.rename(out / trial.name)


def _refused(why: Words, out: Path) -> PlanFilesError:
    words = Words(
        "--out ditolak: {name}: {why}. Pilih folder lain.",
        "--out refused: {name}: {why}. Choose another folder.",
    )
    return PlanFilesError(words.fill(name=str(out), why=why))
