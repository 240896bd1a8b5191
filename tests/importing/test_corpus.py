"""The corpus against the command: how it ends, what it says, that nothing leaks or is lost."""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from okoce_opt.__main__ import main
from okoce_opt.bench.used import CAN_TELL, used_by
from tests.importing.corpus import Case
from tests.importing.corpus_cells import CELLS
from tests.importing.corpus_files import FILES
from tests.importing.corpus_forms import FORMS
from tests.importing.corpus_heavy import HEAVY
from tests.importing.lists import folder

CASES: Mapping[str, Callable[[], Case]] = {**FILES, **CELLS, **FORMS, **HEAVY}
_LONG = re.compile(r"(?<!\d)\d{11,}(?!\d)")


def _laid_out(case: Case, path: Path) -> None:
    folder(path / "rencana")
    (path / "kiriman").mkdir()
    (path / "sementara").mkdir()
    for name, data in case.files.items():
        (path / "kiriman" / name).write_bytes(data)


def _judge(case: Case, path: Path, code: int, out: str) -> None:
    """What must be so after an import of a case, whatever it is."""
    answer = json.loads(out)
    files = answer["files"]
    assert (code, answer["added"], sum(one["questioned"] for one in files)) == (
        case.code,
        case.taken,
        case.asked,
    )
    for one in files:
        assert one["read"] == one["taken"] + one["questioned"] + one["ignored"]
    said = _said(answer).casefold()
    assert all(words.casefold() in said for words in case.says)
    assert not _LONG.search(out), "a NIK or a telephone number in full"
    sent = {one.name: one.read_bytes() for one in (path / "kiriman").iterdir()}
    assert sent == dict(case.files)
    left = [*(path / "sementara").iterdir(), *path.rglob("*.part")]
    assert not left


def _said(value: Any) -> str:
    """All that an answer says, as one text."""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}\n{_said(inner)}" for key, inner in value.items())
    return "\n".join(map(_said, value)) if isinstance(value, list) else str(value)


COMMAND = ("import", "kiriman", "--into", "rencana", "--out", "laporan", "--json")


@pytest.mark.parametrize("name", [name for name in CASES if name not in HEAVY])
def test_each_bad_input_gets_what_it_must(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]()
    _laid_out(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "sementara"))
    code = main([*COMMAND])
    _judge(case, tmp_path, code, capsys.readouterr().out)


@pytest.mark.slow
@pytest.mark.skipif(not CAN_TELL, reason="the system does not say what a child used")
@pytest.mark.parametrize("name", CASES)
def test_none_takes_three_seconds_or_400_megabytes(name: str, tmp_path: Path) -> None:
    """The command itself, in a process of its own; seconds of the processor, all children too."""
    case = CASES[name]()
    _laid_out(case, tmp_path)
    began = time.monotonic()
    used = used_by(COMMAND, tmp_path, tmp_path / "out", {"TMPDIR": str(tmp_path / "sementara")})
    assert time.monotonic() - began < 60
    _judge(case, tmp_path, used.code, (tmp_path / "out").read_text())
    assert used.seconds < 3 + case.seconds
    assert used.megabytes < 400
