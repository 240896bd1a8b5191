"""A scenario as the files that a version keeps, and back: one folder of plain text a layer."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from okoce_opt.io import OpenScenario, layer_name, lift_scenario
from okoce_opt.io.files.layers import EXTENDS, PROGRAM, Layer

Files = Mapping[str, bytes]
"""Of a layer, by name."""


class Written:
    """The files of layers that were read before: a year's next version has most of them again, and
    they need not be written anew.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Layer, Files]] = {}

    def remember(self, scenario: OpenScenario, files: Sequence[Files]) -> None:
        """The layers of a scenario were made of these files; earlier ones are let go."""
        # with the layer itself, so that no other can have its id
        self._known = {
            (number, id(layer)): (layer, some)
            for number, (layer, some) in enumerate(zip(scenario.layers, files, strict=True))
        }

    def of(self, scenario: OpenScenario) -> dict[int, Files]:
        """The files of those of its layers that are known, by number."""
        if scenario.base is not None:
            return {}
        places = ((number, id(layer)) for number, layer in enumerate(scenario.layers))
        return {place[0]: self._known[place][1] for place in places if place in self._known}


def files_of(scenario: OpenScenario, written: Written) -> list[Files]:
    """The files of each layer, the base first, with personal data.

    Raises PlanFilesError when the files that it was read from have changed since.
    """
    known = written.of(scenario)
    with tempfile.TemporaryDirectory(prefix="okoce_") as place:
        folders = scenario.save_apart(Path(place), known)
        return [
            known[number]
            if number in known
            else {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
            for number, folder in enumerate(folders)
        ]


def write_files(layers: Sequence[Mapping[str, bytes]], folder: Path) -> None:
    """Write them into a folder, that then is the scenario; layers below stand in folders in it."""
    *_, top = layers
    folder.mkdir(parents=True, exist_ok=True)
    if len(layers) == 1:
        _write(top, folder)
        return
    for number, files in enumerate(layers):
        _write(files, folder / layer_name(number))
    # what the planner changes in this folder stands above all layers
    text = f'{EXTENDS} = "{layer_name(len(layers) - 1)}"\n'
    (folder / PROGRAM).write_text(text, encoding="utf-8", newline="\n")


def scenario_in(layers: Sequence[Mapping[str, bytes]], name: str) -> OpenScenario:
    """The scenario in these files, called `name`; it stands in no file."""
    with tempfile.TemporaryDirectory(prefix="okoce_") as place:
        for number, files in enumerate(layers):
            _write(files, Path(place) / layer_name(number))
        return lift_scenario(Path(place) / layer_name(len(layers) - 1), name)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
