"""`plan` and `check` around a stand-in planner: answers, exit numbers, signals, what is kept
private.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.outcome import Ended, Impossible, Outcome, RanOut, SettledLevel
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, InternalDisagreement, PlanFilesError, Stopped
from tests.commands.stand_in import NIK, PLANNED, SCENARIO, stand_in

SHORT = Shortfall(
    "seats", Words("19 hari x 4 = 76 sesi < 80", "19 days x 4 = 76 sessions < 80"), hard=True
)


def _answers(outcome: Outcome) -> Callable:
    return lambda scenario, options, progress, stop: outcome


def _raises(error: Exception) -> Callable:
    def plan(*_: object) -> Outcome:
        raise error

    return plan


def test_planned_is_told_with_levels_gap_and_what_to_open(okoce: Callable, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    ran = okoce("plan", "s", "--out", out, planning=stand_in())
    assert ran.code == 0
    assert f"Buka dulu {out / 'jadwal.xlsx'}" in ran.out
    assert "Tingkat 1: nilai 0" in ran.out
    assert "terbukti terbaik" in ran.out
    assert "16 dari 16 orang terlayani" in ran.out.splitlines()[-1]
    assert (out / "rencana.json").is_file()


@pytest.mark.parametrize(
    ("value", "bound", "ended", "advised"),
    [
        (40, 0, Ended.BUDGET, True),
        (40, 0, Ended.NOTHING_LEFT, False),
        (40, 0, Ended.TIME, False),
        (1_004, 1_000, Ended.BUDGET, False),
        (7, 7, Ended.PROVED, False),
    ],
)
def test_a_longer_search_is_advised_where_there_is_much_to_win(
    okoce: Callable, tmp_path: Path, value: int, bound: int, ended: Ended, advised: bool
) -> None:
    """And where the budget ended it, not the clock, or that nothing was left to try."""
    made = replace(
        PLANNED, levels=(SettledLevel({"most_placed": value}, value, bound),), ended=ended
    )
    ran = okoce(
        "plan", "s", "--out", tmp_path / "hasil", "--budget", 40, planning=stand_in(_answers(made))
    )
    assert ("--budget 200" in ran.out) == advised
    assert ended.words.id in ran.out


def test_an_older_plan_of_ours_is_said_to_be_replaced(okoce: Callable, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    first, second = (okoce("plan", "s", "--out", out, planning=stand_in()).out for _ in range(2))
    assert "diganti" not in first
    assert f"Rencana lama di {out} (kantor) diganti." in second.splitlines()


def test_off_a_terminal_progress_is_one_clean_line(okoce: Callable, tmp_path: Path) -> None:
    ran = okoce("plan", "s", "--out", tmp_path / "hasil", planning=stand_in())
    assert ran.err == "1 dtk | cari | terbaik 12 | batas 10 | selisih 16,67 %\n"


def test_planned_in_json_has_the_figures_of_the_contract(okoce: Callable, tmp_path: Path) -> None:
    ran = okoce(
        "plan",
        "s",
        "--out",
        tmp_path / "hasil",
        "--json",
        "--seed",
        7,
        "--workers",
        2,
        planning=stand_in(_answers(replace(PLANNED, ended=Ended.PROVED))),
    )
    answer = ran.answer
    expected = {
        "outcome": "planned",
        "registrants": 16,
        "placed": 16,
        "unplaced": 0,
        "seed": 7,
        "workers": 2,
        "gap": 0.0,
        "ended": "proved",
    }
    assert expected.items() <= answer.items()
    assert {
        "scenario",
        "sessions",
        "meeting_days",
        "first_day",
        "last_day",
        "levels",
        "seconds",
        "reproducible",
    } <= answer.keys()
    assert {"problem_digest", "plan_digest", "version", "solver", "files"} <= answer.keys()
    assert answer["levels"] == [
        {
            "goals": {"most_placed": 0},
            "value": 0,
            "bound": 0,
            "floor": 0,
            "gap": 0.0,
            "gap_above_floor": 0.0,
        }
    ]
    assert "Pencarian selesai: setiap tingkat terbukti terbaik." in ran.err
    assert "Buka dulu" in ran.err


def test_options_reach_the_planner(okoce: Callable, tmp_path: Path) -> None:
    seen = []

    def plan(scenario: object, options: object, progress: object, stop: object) -> Outcome:
        seen.append(options)
        return PLANNED

    okoce(
        *(
            "plan",
            "s",
            "--out",
            tmp_path / "h",
            "--budget",
            "5",
            "--time-limit",
            "9.5",
            "--dengan-nik",
            "--dengan-telepon",
        ),
        planning=stand_in(plan),
    )
    assert (seen[0].budget, seen[0].time_limit, seen[0].show_nik, seen[0].show_phone) == (
        5.0,
        9.5,
        True,
        True,
    )


def test_counting_that_proves_impossible_spares_the_solver(okoce: Callable, tmp_path: Path) -> None:
    planning = stand_in(_raises(AssertionError("the solver was asked")), shortfalls=[SHORT])
    ran = okoce("plan", "s", "--out", tmp_path / "h", planning=planning)
    assert ran.code == 1
    assert "19 hari x 4 = 76 sesi < 80" in ran.out
    answer = okoce(
        "plan", "s", "--out", tmp_path / "h", "--json", "--lang", "en", planning=planning
    ).answer
    assert answer["outcome"] == "impossible"
    assert answer["reason"] == "19 days x 4 = 76 sessions < 80"
    assert not (tmp_path / "h").exists()


@pytest.mark.parametrize(
    ("plan", "code", "outcome"),
    [
        (_answers(Impossible([Words("aturan bertentangan", "rules clash")])), 1, "impossible"),
        (_answers(RanOut((SettledLevel({"most_placed": 0}, None, 3),))), 3, "ran_out"),
        (_raises(Stopped(signal.SIGTERM)), 143, "stopped"),
        (_raises(Stopped(signal.SIGINT)), 130, "stopped"),
        (_raises(InternalDisagreement([Violation("turns", "x")], Path("bukti"))), 70, "fault"),
        (_raises(InputError([Complaint("unknown", "pendaftar")])), 2, "wrong_input"),
        (_raises(PlanFilesError(Words("folder", "folder"))), 2, "wrong_input"),
        (_raises(ZeroDivisionError("x")), 70, "fault"),
        (_raises(KeyboardInterrupt()), 130, "stopped"),
    ],
)
def test_every_other_answer_has_its_number_and_writes_nothing(
    okoce: Callable, tmp_path: Path, plan: Callable, code: int, outcome: str
) -> None:
    ran = okoce("plan", "s", "--out", tmp_path / "h", "--json", planning=stand_in(plan))
    assert ran.code == code
    assert ran.answer["outcome"] == outcome
    assert "Traceback" not in ran.err
    assert not (tmp_path / "h").exists()


def test_a_disagreement_names_both_sides_and_the_evidence(okoce: Callable, tmp_path: Path) -> None:
    error = InternalDisagreement([Violation("turns", "x")], Path("bukti"))
    ran = okoce("plan", "s", "--out", tmp_path / "h", planning=stand_in(_raises(error)))
    assert "turns" in ran.err
    assert "bukti" in ran.err


def test_complaints_are_told_one_by_one_with_a_count(okoce: Callable, tmp_path: Path) -> None:
    complaints = [
        Complaint(
            "unknown_kelurahan", "pendaftar", "P00003", "kelurahan", "Duri Selatn",
            Words("kelurahan yang ada", "a known kelurahan"),
            Words("Maksud Anda Duri Selatan?", "Did you mean Duri Selatan?"),
            "pendaftar.csv", 4,
        ),
        Complaint("nik_as_id", "pendaftar", NIK, "no_peserta", NIK, file="pendaftar.csv", row=5),
    ]  # fmt: skip
    planning = stand_in(_raises(InputError(complaints)))
    ran = okoce("plan", "s", "--out", tmp_path / "h", planning=planning)
    first, second, count = ran.err.splitlines()
    assert first == (
        "pendaftar.csv, baris 4, kolom kelurahan, P00003: tertulis 'Duri Selatn'; "
        "seharusnya kelurahan yang ada. Maksud Anda Duri Selatan?"
    )
    assert "*" * 12 + NIK[-4:] in second
    assert NIK not in ran.err
    assert count.startswith("2 hal harus diperbaiki")
    answer = okoce("plan", "s", "--out", tmp_path / "h", "--json", planning=planning).answer
    assert answer["complaints"][0]["row"] == 4
    assert {"code", "file", "row", "column", "found", "allowed"} <= answer["complaints"][0].keys()
    assert NIK not in json.dumps(answer)


def test_a_fault_says_its_kind_and_place_and_nothing_of_people(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planning = stand_in(_raises(ValueError(f"bad row: {NIK} Siti")))
    ran = okoce("plan", "s", "--out", tmp_path / "h", planning=planning)
    assert ran.code == 70
    assert "ValueError" in ran.err
    assert NIK not in ran.err
    assert "Siti" not in ran.err
    monkeypatch.setenv("OKOCE_DEBUG", "1")
    assert "Traceback" in okoce("plan", "s", "--out", tmp_path / "h", planning=planning).err


def test_a_full_disk_is_no_fault_of_ours(okoce: Callable, tmp_path: Path) -> None:
    planning = stand_in(_raises(OSError(28, "No space left on device", "hasil/jadwal.xlsx")))
    ran = okoce("plan", "s", "--out", tmp_path / "h", planning=planning)
    assert ran.code == 2
    assert "hasil/jadwal.xlsx" in ran.err


def test_nothing_of_a_person_is_printed_when_planning(okoce: Callable, tmp_path: Path) -> None:
    ran = okoce("plan", "s", "--out", tmp_path / "h", "--dengan-nik", planning=stand_in())
    for person in SCENARIO.people.values():
        for secret in (person.nik, person.phone):
            assert secret
            assert secret not in ran.out + ran.err


def test_check_counts_and_has_its_numbers(okoce: Callable) -> None:
    assert okoce("check", "s", planning=stand_in()).code == 0
    soft = Shortfall("seats", Words("12 orang tersisa", "12 people left over"), hard=False)
    ran = okoce("check", "s", planning=stand_in(shortfalls=[soft]))
    assert ran.code == 0
    assert "KURANG: 12 orang tersisa" in ran.out
    ran = okoce(
        "check",
        "s",
        "--json",
        planning=stand_in(shortfalls=[SHORT], notes=[Words("sepi", "quiet")]),
    )
    assert ran.code == 1
    assert ran.answer["outcome"] == "impossible"
    assert ran.answer["shortfalls"][0]["hard"] is True
    assert ran.answer["notes"] == ["sepi"]


CHILD = """
import signal, sys, time
# a test run in the background of a shell has inherited an ignored Ctrl-C
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from okoce_opt.__main__ import main
from okoce_opt.errors import Stopped
from tests.commands.stand_in import PLANNED, install, stand_in

def plan(scenario, options, progress, stop):
    Path(sys.argv[2]).touch()
    deadline = time.monotonic() + 30
    while not stop.is_set() and time.monotonic() < deadline:
        time.sleep(0.01)
    if sys.argv[3] == "empty":
        raise Stopped(stop.signum)
    if sys.argv[3] == "deaf":
        time.sleep(30)
    return PLANNED

install(stand_in(plan))
sys.exit(main(["plan", "s", "--out", sys.argv[1]]))
"""


def _interrupted(
    tmp_path: Path, number: int, mood: str, *, again: bool = False
) -> tuple[int, str, Path]:
    out, ready = tmp_path / "hasil", tmp_path / "ready"
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(out), str(ready), mood],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    deadline = time.monotonic() + 30
    while not ready.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    if again:
        time.sleep(0.5)
        process.send_signal(number)
    text, _ = process.communicate(timeout=30)
    return process.returncode, text, out


@pytest.mark.skipif(os.name == "nt", reason="signals are sent in another way there")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_keeps_the_best_plan_and_says_so(tmp_path: Path, number: int, code: int) -> None:
    ended, text, out = _interrupted(tmp_path, number, "best")
    assert ended == code, text
    assert (out / "jadwal.xlsx").is_file()
    assert "Dihentikan lebih awal" in text
    assert "Traceback" not in text


@pytest.mark.skipif(os.name == "nt", reason="signals are sent in another way there")
def test_a_signal_before_the_first_plan_writes_nothing(tmp_path: Path) -> None:
    ended, text, out = _interrupted(tmp_path, signal.SIGTERM, "empty")
    assert ended == 143, text
    assert not out.exists()
    assert "sebelum ada rencana" in text


@pytest.mark.skipif(os.name == "nt", reason="signals are sent in another way there")
def test_what_nohup_ignores_stays_ignored(tmp_path: Path) -> None:
    from okoce_opt.options import StopSwitch
    from okoce_opt.signals import stopping

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        stop = StopSwitch()
        with stopping(stop, "id"):
            os.kill(os.getpid(), signal.SIGHUP)
        assert not stop.is_set()
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent in another way there")
def test_a_second_ctrl_c_gives_up(tmp_path: Path) -> None:
    ended, text, out = _interrupted(tmp_path, signal.SIGINT, "deaf", again=True)
    assert ended == 130, text
    assert not out.exists()
    assert "Tidak ada yang ditulis" in text
    assert "Traceback" not in text


def test_who_stops_reading_still_gets_the_plan(tmp_path: Path) -> None:
    """`okoce plan ... | head -1`: the files are complete, and there is no traceback."""
    code = CHILD.replace("while not stop.is_set()", "while False")
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "hasil"), str(tmp_path / "ready"), "best"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) == 0, error
    assert "Traceback" not in error
    assert (tmp_path / "hasil" / "rencana.json").is_file()
