"""A scenario as the files that a version keeps, and back: one folder of plain text a layer."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from okoce_opt.io import OpenScenario, layer_name, lift_scenario
from okoce_opt.io.files.layers import EXTENDS, PROGRAM


def files_of(scenario: OpenScenario) -> list[dict[str, bytes]]:
    """The files of each layer, the base first, with personal data.

    Raises PlanFilesError when the files that it was read from have changed since.
    """
    with tempfile.TemporaryDirectory(prefix="okoce_") as place:
        folders = scenario.save_apart(Path(place))
        return [
            {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
            for folder in folders
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
