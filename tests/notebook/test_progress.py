"""The live line of a notebook and its stop button."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from okoce_opt import example, sweep, why
from okoce_opt.domain.words import Words
from okoce_opt.notebook import progress as live
from okoce_opt.options import Progress, StopSwitch

_LOOSE = {"every_kelurahan_present": {"where_possible": True}}


class Line:
    """Stands in for the line that IPython would show."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, told: Progress) -> None:
        self.said.append(live.line_of(told, told.value, told.bound))

    def say(self, words: Words) -> None:
        self.said.append(str(words))

    def clear(self) -> None:
        self.said.append("")


def test_the_line_says_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKOCE_LANG", "id")
    told = Progress(12.3, Words("hari", "days"))
    assert live.line_of(told, None, None) == "12 dtk | hari"
    assert live.line_of(told, 48_000, 47_000) == "12 dtk | hari | terbaik 48.000 | batas 47.000"
    monkeypatch.setenv("OKOCE_LANG", "en")
    assert live.line_of(told, 48_000, None) == "12 s | days | best 48,000"


def test_outside_a_notebook_nothing_is_shown() -> None:
    assert not live.in_notebook()
    stop = StopSwitch()
    with live.watching(None, stop) as (tell, switch):
        tell(Progress(1.0, Words("a", "b")))
        assert switch is stop


def test_the_stop_button_keeps_the_best_plan_and_pressed_again_breaks_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = Line()
    monkeypatch.setenv("OKOCE_LANG", "en")
    monkeypatch.setattr(live, "in_notebook", lambda: True)
    monkeypatch.setattr(live, "NotebookLine", lambda: line)
    before = signal.getsignal(signal.SIGINT)
    with live.watching(None, None) as (tell, switch):
        tell(Progress(1.0, Words("a", "a")))
        os.kill(os.getpid(), signal.SIGINT)
        assert switch.is_set()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert [text.rpartition(" ")[2] for text in line.said] == ["a", "kept.", ""]
    assert signal.getsignal(signal.SIGINT) is before


def test_work_that_tells_sentences_has_a_live_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """`why` and `sweep` were silent in a notebook, for as long as 90 seconds and more."""
    line = Line()
    monkeypatch.setattr(live, "in_notebook", lambda: True)
    monkeypatch.setattr(live, "NotebookLine", lambda: line)
    kecil = example("kecil")
    tight = kecil.what_if(tempat={"id": ["aula-tambora"], "kursi": [2]}, rules=_LOOSE)
    why(tight.what_if(rules={"everyone_placed": True}, levels=["few_sessions"]), 1)
    assert line.said[-1] == ""
    assert len(line.said) > 1
    line.said.clear()
    sweep(kecil, {"tempat.kursi": [4]}, budget=0.1, workers=1)
    assert any("1" in text for text in line.said[1:-1])
    line.said.clear()
    heard: list[Words] = []
    with live.telling(heard.append) as (hear, _):
        hear(Words("satu", "one"))
    assert heard
    assert not line.said


@pytest.fixture
def _as_in_a_kernel() -> Iterator[None]:
    """Ctrl-C as Python has it, whatever commands that ran in this process before have left."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_as_in_a_kernel")
def test_the_stop_button_keeps_what_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line()
    monkeypatch.setenv("OKOCE_LANG", "en")
    monkeypatch.setattr(live, "in_notebook", lambda: True)
    monkeypatch.setattr(live, "NotebookLine", lambda: line)
    with live.telling(None, stops=True) as (hear, switch):
        hear(Words("satu", "one"))
        os.kill(os.getpid(), signal.SIGINT)
        assert switch.is_set()
    with pytest.raises(KeyboardInterrupt), live.telling(None):
        os.kill(os.getpid(), signal.SIGINT)
    assert line.said == ["one", "Stopping: what is finished already is kept.", "", ""]
