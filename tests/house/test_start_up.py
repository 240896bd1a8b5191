"""What is loaded when: nothing heavy to read a command line, no solver to verify."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.exported import small_story, written

HEAVY = (
    "numpy",
    "pandas",
    "ortools",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "multiprocessing",
)


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_signals_are_heard_before_anything_else_is_loaded() -> None:
    """What is loaded before `program` sets its handlers is time in which Ctrl-C is a traceback."""
    code = "import sys\nbefore = {*sys.modules}\nimport {name}\nprint(*{*sys.modules} - before)"
    ours = set(_python(code.replace("{name}", "okoce_opt.__main__")).split())
    python = set(_python(code.replace("{name}", "signal, contextlib, importlib")).split())
    assert ours - python == {"okoce_opt", "okoce_opt.signals", "okoce_opt.__main__", "__future__"}


def test_reading_the_command_line_loads_nothing_heavy() -> None:
    loaded = _python(
        "import sys\nfrom okoce_opt.__main__ import main\n"
        "try:\n    main(['plan', '--help'])\nexcept SystemExit:\n    print('loaded', *sys.modules)"
    ).rpartition("loaded ")[2]
    assert not set(loaded.split()) & set(HEAVY)


def test_the_shelf_fetches_nothing_before_it_is_asked() -> None:
    loaded = set(_python("import sys, okoce_opt\nprint(*sys.modules)").split())
    assert not loaded & set(HEAVY)
    assert not {name for name in loaded if name.startswith("okoce_opt.")}


def test_a_process_that_plans_loads_no_frames() -> None:
    """The solver's upper layer loads pandas, half of the time that a child takes to start."""
    loaded = _python("import sys, okoce_opt.model.search.finding\nprint(*sys.modules)").split()
    assert "ortools.sat.python.cp_model_helper" in loaded
    assert "pandas" not in loaded


BLOCKED = """
import sys
class NoSolver:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "ortools":
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, NoSolver())
"""


@pytest.mark.parametrize(
    "name",
    [
        "okoce_opt.verify",
        "okoce_opt.certificate",
        "okoce_opt.rules",
        "okoce_opt.goals",
        "okoce_opt.counting",
        "okoce_opt.io",
        "okoce_opt.reports.plan_reader",
    ],
)
def test_nothing_that_verifies_needs_the_solver(name: str) -> None:
    _python(f"{BLOCKED}\nimport {name}")


def test_the_commands_check_and_verify_start_without_the_solver() -> None:
    """`planning` is imported by both; it reaches for the solver only when it plans."""
    _python(f"{BLOCKED}\nimport okoce_opt.planning")


def test_why_somebody_sits_there_loads_no_solver(tmp_path: Path) -> None:
    """The plan is there; it is read, and nothing is planned."""
    people = "no_peserta,kecamatan,kelurahan\nX,K1,a"
    story = small_story(tmp_path / "dunia", people)
    plan = written(story, [("X", "P|aula|2026-01-05|sehari")], tmp_path / "hasil")
    said, _, loaded = _python(
        "import sys\nfrom okoce_opt.__main__ import main\n"
        f"assert main(['why', {str(plan)!r}, '--person', 'X']) == 0\n"
        "print('loaded', *sys.modules)"
    ).rpartition("loaded ")
    assert "Senin, 5 Januari 2026" in said
    assert "okoce_opt.handmade.here" in loaded.split()
    assert not {"ortools", "okoce_opt.planning"} & set(loaded.split())
