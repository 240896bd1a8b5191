"""The notebooks run from top to bottom on small stories; what is kept of their last run is fit to
be shown.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

HOME = Path(__file__).parents[2]
NOTEBOOKS = sorted((HOME / "notebooks").glob("*.ipynb"))
TWINS = {
    "01_rencana_pertama": "01_first_plan",
    "02_bagaimana_jika": "02_what_if",
    "03_mengapa_tidak": "03_why_not",
    "04_seratus_masa_depan": "04_hundred_futures",
    "05_menulis_aturan": "05_writing_a_rule",
}
"""Each notebook and its English twin, which runs the same cells."""

MANY_PLANS = ("04_seratus_masa_depan",)
"""Notebooks that plan a score of times, and so run on the smallest story only."""

SIZE = 200_000
"""Bytes of a notebook with its pictures."""


@pytest.fixture
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The kernel imports this checkout and leaves its own files in the test's folder."""
    monkeypatch.setenv(
        "PYTHONPATH",
        os.pathsep.join([str(HOME), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    )
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("OKOCE_USAHA", "1")


@pytest.mark.notebook
@pytest.mark.usefixtures("_surroundings")
@pytest.mark.filterwarnings(
    "ignore"
)  # the kernel's plumbing warns of its own future, on some platforms
@pytest.mark.parametrize(
    ("path", "story"),
    [
        *((HOME / "notebooks" / f"{name}.ipynb", "kecil") for name in TWINS),
        *(
            pytest.param(
                HOME / "notebooks" / f"{name}.ipynb", "dua_kecamatan", marks=pytest.mark.slow
            )
            for name in TWINS
            if name not in MANY_PLANS
        ),
    ],
)
def test_runs_on_a_small_story(path: Path, story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKOCE_CERITA", story)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    pictures = [
        o
        for cell in notebook.cells
        for o in cell.get("outputs", ())
        if "image/png" in o.get("data", {})
    ]
    assert pictures


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_kept_is_fit_to_be_shown(path: Path) -> None:
    """Every code cell has run, in order, without an error; nothing of a person, nothing of a
    machine.
    """
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < SIZE
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell.outputs]
    assert not [
        output
        for output in outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    words = json.dumps(
        [
            {k: v for k, v in o.get("data", {"text": o.get("text")}).items() if k != "image/png"}
            for o in outputs
        ]
    )
    assert not re.search(r"\b\d{16}\b", words), "a NIK"
    assert not re.search(r"(\+62|\b0)8\d{7,}", words), "a phone number"
    assert not re.search(r"\bP\d{5}\b", words), "a registrant"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert not [cell for cell in code if cell.metadata]


def test_there_are_those_that_readme_names() -> None:
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    assert {path.stem for path in NOTEBOOKS} == {*TWINS, *TWINS.values()}
    for path in NOTEBOOKS:
        assert path.name in readme


@pytest.mark.parametrize("name", TWINS)
def test_a_twin_differs_in_its_language_only(name: str) -> None:
    """The same code cell by cell but for the language, and as many words between them."""
    ours, twin = (
        nbformat.read(HOME / "notebooks" / f"{one}.ipynb", as_version=4)
        for one in (name, TWINS[name])
    )
    assert [cell.cell_type for cell in ours.cells] == [cell.cell_type for cell in twin.cells]
    code = [
        [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        for notebook in (ours, twin)
    ]
    assert 'speak("id")' in code[0][0]
    assert [text.replace('speak("id")', 'speak("en")') for text in code[0]] == code[1]


def test_readme_shows_both_pictures_and_they_are_small() -> None:
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    for name in ("kalender.png", "lembar_hadir.png"):
        picture = Path("notebooks") / "pictures" / name
        assert f"({picture.as_posix()})" in readme
        assert (HOME / picture).stat().st_size < SIZE
