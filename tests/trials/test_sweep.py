"""A sweep: each trial is what planning it alone gives, killed and resumed it comes to the same
workbook, and what cannot be planned is a row with its reason.
"""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from okoce_opt import InputError, PlanFilesError, planning
from okoce_opt.domain.outcome import Planned
from okoce_opt.io import load_scenario
from okoce_opt.options import Options, StopSwitch
from okoce_opt.trials import running
from okoce_opt.trials.result import DIED, Result, keep, kept
from okoce_opt.trials.workbook import BOOK
from tests.commands.processes import okoce, started, wait_until
from tests.exported import small_story

PEOPLE = "no_peserta,kecamatan,kelurahan,suka\n" + "\n".join(
    f"P{n:02},{'K1' if n < 7 else 'K2'},{'ab'[n % 2] if n < 7 else 'c'},"
    f"{('senin', 'selasa', '')[n % 3]}"
    for n in range(12)
)
LEVELS = '[["most_placed"], ["few_sessions"], ["preferred_days"]]'
VARY = ["tempat.kursi=2,3,5", "aturan.deadline.day=2026-01-06,2026-01-16"]
QUICK = Options(workers=1, budget=3.0)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    rules = ["simultaneous_phase\nat_most = 1", "deadline\nday = 2026-01-16", "everyone_placed"]
    levels = '[["few_sessions"], ["preferred_days"]]'
    return small_story(tmp_path / "cerita", PEOPLE, rules=rules, levels=levels)


def words(*vary: str) -> list[str]:
    return [word for one in vary for word in ("--vary", one)]


def test_killed_and_resumed_it_is_the_same_workbook_byte_for_byte(
    story: Path, tmp_path: Path
) -> None:
    line = [
        "sweep",
        story,
        *words("tempat.kursi=3,5,6,7", VARY[1]),
        "--workers",
        "1",
        "--budget",
        "3",
        "--out",
    ]
    done = okoce(*line, tmp_path / "utuh")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "terputus"
    process = started(*line, folder)
    wait_until(lambda: len([*folder.glob("hasil/coba_0[1-9].json")]) >= 2)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not (folder / BOOK).exists()
    # as if killed in the middle of writing the last one
    (folder / "hasil" / "coba_04.json").unlink(missing_ok=True)
    (folder / "hasil" / ".coba_04.json.99").write_text('{"format"', encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in folder.glob("hasil/*.json")}
    again = okoce(*line, folder)
    assert again.returncode == 0, again.stderr
    assert all(path.stat().st_mtime_ns == when for path, when in before.items())
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    assert Path(BOOK) in files
    assert sum(path.suffix == ".png" for path in files) > 3
    for path in files:
        assert (folder / path).read_bytes() == (tmp_path / "utuh" / path).read_bytes(), path


def test_each_trial_is_a_scenario_that_comes_to_the_same_alone(story: Path, tmp_path: Path) -> None:
    found = planning.sweep(load_scenario(story), VARY[:1], tmp_path / "d", QUICK)
    assert found.is_whole
    said = json.loads((tmp_path / "d" / "hasil" / "coba_01.json").read_text(encoding="utf-8"))
    assert said["seats"] == []
    for trial in found.trials:
        alone = load_scenario(tmp_path / "d" / trial.name)
        assert alone.digest == trial.scenario.digest
        outcome = planning.plan(alone, QUICK)
        if trial.result.status != "planned":
            assert not isinstance(outcome, Planned)
            continue
        assert [(one.value, one.bound) for one in outcome.levels] == [
            (one.value, one.bound) for one in trial.result.levels
        ]


def test_a_trial_is_called_as_the_planner_calls_it(story: Path, tmp_path: Path) -> None:
    """The name stood among what is changed, on another sheet; the table of all trials had none."""
    trials = 'nama = "aula besar"\n"tempat.kursi" = 9\n[[coba]]\n"tempat.kursi" = 8\n'
    (tmp_path / "sweep.toml").write_text(f"[[coba]]\n{trials}", encoding="utf-8")
    found = planning.sweep(load_scenario(story), file=tmp_path / "sweep.toml", options=QUICK)
    assert [row[0] for row in found.lines()[1:]] == ["coba_01: aula besar", "coba_02"]


def test_what_is_impossible_is_a_row_with_its_reason(story: Path, tmp_path: Path) -> None:
    found = planning.sweep(load_scenario(story), VARY, tmp_path / "d", QUICK)
    no = [trial for trial in found.trials if trial.result.status == "impossible"]
    assert no
    assert all(trial.result.reasons for trial in no)
    frame = found.frame()
    assert len(frame) == 1 + len(found.trials)
    assert frame["tempat.kursi"].tolist()[1:] == ["2", "2", "3", "3", "5", "5"]
    book = load_workbook(found.book)
    assert book.sheetnames == ["Percobaan", "Sasaran", "Satu arah", "Dua arah"]
    rows = [*book["Percobaan"].iter_rows(values_only=True)]
    assert any("mustahil" in row for row in rows)
    assert all(len(book[name]._charts) for name in ("Percobaan", "Satu arah"))
    assert book["Dua arah"].conditional_formatting


def test_what_says_the_same_as_the_scenario_is_not_solved_again(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(running.Runs, "_solve", lambda self, waiting, *rest: asked.append(waiting))
    found = planning.sweep(load_scenario(story), ["tempat.kursi=4"], None, QUICK)
    assert asked == []
    assert found.trials[0].result.moved == 0
    assert found.trials[0].result.levels == found.base.levels


def test_the_plan_as_it_is_stands_for_a_trial_only_where_counting_proves_it_best(
    story: Path,
) -> None:
    scenario = load_scenario(story)
    base = planning.plan(scenario, QUICK)
    assert isinstance(base, Planned)
    looser = scenario.what_if(rules={"simultaneous_phase": {"at_most": 2}})
    proved = running.proved_by(looser, base.plan)
    if proved is not None:
        alone = planning.plan(looser, QUICK)
        assert [(o.value, o.bound) for o in proved.levels] == [
            (o.value, o.bound) for o in alone.levels
        ]
    larger = scenario.what_if(
        tempat=[{"id": "gedung", "kursi": 12}], kegiatan=[{"id": "P", "maks": 12}]
    )
    assert running.proved_by(larger, base.plan) is None
    tighter = scenario.what_if(tempat=[{"id": "gedung", "kursi": 1}])
    assert running.proved_by(tighter, base.plan) is None


def test_another_sweep_or_anything_else_is_never_written_over(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "d"
    out.mkdir()
    (out / "milik_saya.txt").write_text("penting", encoding="utf-8")
    with pytest.raises(PlanFilesError):
        planning.sweep(load_scenario(story), ["tempat.kursi=4"], out, QUICK)
    assert [path.name for path in out.iterdir()] == ["milik_saya.txt"]
    planning.sweep(load_scenario(story), ["tempat.kursi=4"], tmp_path / "e", QUICK)
    with pytest.raises(PlanFilesError):
        planning.sweep(load_scenario(story), ["tempat.kursi=5"], tmp_path / "e", QUICK)


def test_a_trial_that_no_scenario_can_be_is_a_row_with_its_complaints(
    story: Path, tmp_path: Path
) -> None:
    """Found when a sweep over people left a kelurahan with too few for a rule: one such trial
    refused all the others. Where all are so, there is nothing to try.
    """
    what = ["kegiatan.min=1,9"]
    found = planning.sweep(load_scenario(story), what, tmp_path / "d", QUICK)
    assert [trial.result.status for trial in found.trials] == ["planned", "wrong"]
    assert found.trials[1].result.reasons
    assert found.is_whole
    assert not (tmp_path / "d" / "coba_02").exists()
    with pytest.raises(InputError) as raised:
        planning.sweep(load_scenario(story), ["kegiatan.min=9"], None, QUICK)
    assert all("coba_01" in complaint.file for complaint in raised.value.complaints)


def test_a_result_is_read_back_whole_and_only_for_the_same_trial(tmp_path: Path) -> None:
    result = Result("planned", unplaced=1, last_day="2026-01-06", seats=(("P", "s"),), held=("s",))
    keep(result, "k", tmp_path / "a.json")
    assert kept(tmp_path / "a.json", "k") == result
    assert kept(tmp_path / "a.json", "other") is None
    (tmp_path / "a.json").write_text('{"format": 1', encoding="utf-8")
    assert kept(tmp_path / "a.json", "k") is None


def test_a_stop_keeps_what_is_done_and_the_next_call_goes_on(story: Path, tmp_path: Path) -> None:
    stop = StopSwitch()
    heard = []

    def tell(line) -> None:
        heard.append(line)
        if len(heard) == 3:
            stop.set(2)

    vary = ["tempat.kursi=2,3,5,6,7,8"]
    some = planning.sweep(load_scenario(story), vary, tmp_path / "d", QUICK, tell=tell, stop=stop)
    assert not some.is_whole
    done = {path.name for path in (tmp_path / "d" / "hasil").iterdir()}
    assert 2 < len(done) < 7
    whole = planning.sweep(load_scenario(story), vary, tmp_path / "d", QUICK)
    assert whole.is_whole


def test_a_process_that_dies_is_a_row_that_is_tried_again(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "carry_out", _die)
    found = planning.sweep(load_scenario(story), ["tempat.kursi=3"], tmp_path / "d", QUICK)
    assert found.trials[0].result.status == DIED
    assert found.trials[0].result.reasons
    monkeypatch.undo()
    found = planning.sweep(load_scenario(story), ["tempat.kursi=3"], tmp_path / "d", QUICK)
    assert found.trials[0].result.status == "planned"


def _die(*given: object) -> None:
    import os

    os._exit(3)
