"""`okoce rollout change` and `replan`: a year goes on, and what was recorded can be taken back."""

from __future__ import annotations

import math
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from okoce_opt import planning
from okoce_opt.commands import replan_choice
from okoce_opt.commands.rollout_publish import _offices
from okoce_opt.domain.attended import Attendance, Mark, Presence
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.outcome import RanOut
from okoce_opt.model.search import finding
from okoce_opt.options import StopSwitch
from okoce_opt.replanning.numbers import next_number
from okoce_opt.rollout.store import Rollout
from tests.exported import small_story
from tests.oracle import HerePool

PEOPLE = "no_peserta,nama,kecamatan,kelurahan\n" + "\n".join(
    f"X{n},Orang {n},K1,a" for n in range(6)
)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


@pytest.fixture
def year(okoce: Callable, tmp_path: Path) -> Path:
    """A year of six people in halls of four, planned."""
    levels = '[["most_placed"], ["few_sessions"]]'
    story = small_story(tmp_path / "cerita", PEOPLE, levels=levels)
    home = tmp_path / "tahun"
    assert okoce("rollout", "init", home, "--scenario", story).code == 0
    ran = okoce("rollout", "replan", home, "--budget", "5", "--json")
    assert (ran.code, ran.answer["version"], ran.answer["sessions"]) == (0, 2, 2)
    return home


def test_someone_missed_and_someone_withdrew(okoce: Callable, year: Path) -> None:
    """One of the first session stayed away; the second has room for them: nobody else is told."""
    with Rollout.open(year) as rollout:
        version = rollout.current
        plan = rollout.plan(version).plan
        first, second = sorted(plan.held, key=lambda sid: sid.split("|")[2])
        day = date.fromisoformat(first.split("|")[2])
        people = plan.people[first]
        gone, marks = people[0], []
        for person in people:
            said = Presence.MISSED if person == gone else Presence.CAME
            marks.append(Mark(PersonId(person), SessionId(first), day, said, "lembar"))
        came = Attendance.of(marks, [(first, day)])
        rollout.commit(what="attendance", expected=version, attendance=came)
    stays = plan.people[second][0]
    ran = okoce("rollout", "change", year, "mundur", stays, "--reason", "bekerja", "--json")
    assert (ran.code, ran.answer) == (0, {"outcome": "ok", "version": 4, "changes": 1})
    # the second session is this morning's, and they can be reached by phone
    now_too = ("replan", year, "--budget", "5", "--notice", "0", "--json")
    ran = okoce("rollout", *now_too)
    assert ran.code == 0, ran.err
    said = {name: ran.answer[name] for name in ("version", "moved", "make_ups", "people")}
    assert said == {"version": 5, "moved": 0, "make_ups": 1, "people": 1}
    with Rollout.open(year) as rollout:
        now = rollout.plan(rollout.current).plan
        assert now.people[second] == tuple(sorted({*plan.people[second], gone} - {stays}))
        assert set(now.people[first]) == {*people} - {gone}
    assert (ran.answer["unknown"], ran.answer["forced"]) == ([], [])
    history = okoce("rollout", "history", year).out
    assert f"(dari versi 3): mundur {stays}" in history
    # and it was a mistake: they are on the list again, with their name, and get a seat
    taken = okoce("rollout", "change", year, "--take-back", "4", "--json")
    assert (taken.code, taken.answer["version"]) == (0, 6)
    assert okoce("rollout", *now_too).answer["unplaced"] == 0
    with Rollout.open(year) as rollout:
        assert rollout.scenario(rollout.current).people[stays].name.startswith("Orang")
        assert rollout.plan(rollout.current).plan.sessions_of[stays] == (second,)


def test_a_sheet_of_changes_is_taken_whole_or_not_at_all(
    okoce: Callable, year: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "perubahan.csv"
    sheet.write_text("apa,siapa,dari,ke\nmundur,X0,,\nlibur,,2026-01-99,\n")
    ran = okoce("rollout", "change", year, "--file", sheet)
    assert ran.code == 2
    assert "perubahan.csv, baris 3, kolom dari" in ran.err
    with Rollout.open(year) as rollout:
        assert rollout.current.number == 2
    sheet.write_text("apa,siapa,dari,ke\nmundur,X0,,\nlibur,,2026-01-09,\n")
    assert okoce("rollout", "change", year, "--file", sheet, "--json").answer["changes"] == 2


def test_what_forced_a_move_and_which_sheets_are_not_back_is_said(
    okoce: Callable, year: Path
) -> None:
    with Rollout.open(year) as rollout:
        first, second = sorted(
            rollout.plan(rollout.current).plan.held, key=lambda sid: sid.split("|")[2]
        )
    day = second.split("|")[2]
    hall = second.split("|")[1]
    change = ("--from", day, "--reason", "kebakaran")
    assert okoce("rollout", "change", year, "tempat tutup", hall, *change).code == 0
    today = date.fromisoformat(first.split("|")[2]) + timedelta(days=1)
    if today.isoformat() > day:
        today = date.fromisoformat(day)
    ran = okoce("rollout", "replan", year, "--today", today.isoformat(), "--budget", "5", "--json")
    assert ran.code == 0, ran.err
    assert {one["seat"] for one in ran.answer["forced"]} == {second}
    assert all("(kebakaran)" in one["why"] for one in ran.answer["forced"])
    assert ran.answer["unknown"] == ([first] if first.split("|")[2] < today.isoformat() else [])
    assert ran.answer["moved"] == len(ran.answer["forced"]) == 2


def test_what_cannot_be_taken_back_is_said(okoce: Callable, year: Path) -> None:
    assert okoce("rollout", "change", year, "--take-back", "2").code == 2
    assert okoce("rollout", "change", year).code == 64
    assert okoce("rollout", "change", year, "mundr", "X0").code == 2


def test_each_step_says_what_comes_next(okoce: Callable, year: Path, tmp_path: Path) -> None:
    """What has changed is printed while the offices hold the old revision, then all is published;
    offices are named as people name them.
    """
    out = tmp_path / "terbit"
    published = okoce("rollout", "publish", year, "--to", "semua", "--out", out).out
    with Rollout.open(year) as rollout:
        names = [one.name for one in rollout.scenario(rollout.current).problem.kecamatan.values()]
    assert all(name in published for name in names)
    assert "rollout attendance" in published
    okoce("rollout", "change", year, "mundur", "X0")
    early = okoce("rollout", "publish", year, "--to", "semua")
    assert "rencana versi 2" in early.err
    assert "rollout replan" in early.err
    planned = okoce("rollout", "replan", year, "--budget", "5").out
    papers, publish = planned.index("rollout papers"), planned.index("rollout publish")
    assert papers < publish
    assert "Catatan" not in okoce("rollout", "publish", year, "--to", "semua").err


def test_who_has_no_seat_is_named(okoce: Callable, year: Path) -> None:
    """`Without 2 seats`, and nobody knew whose."""
    days = ("--from", "2026-01-05", "--to", "2026-01-16")
    away = okoce("rollout", "change", year, "berhalangan", "X0", *days)
    assert away.code == 0, away.err
    ran = okoce("rollout", "replan", year, "--budget", "5")
    assert (ran.code, "1 orang (X0)" in ran.out) == (0, True), ran.err
    assert "--person X0" in ran.out


def test_a_plan_is_not_taken_back_as_if_it_were_a_change(okoce: Callable, year: Path) -> None:
    """It took the day and the facts of the replan out of the lists, and said it had gone well."""
    okoce("rollout", "change", year, "mundur", "X0")
    assert okoce("rollout", "replan", year, "--budget", "5").code == 0
    refused = okoce("rollout", "change", year, "--take-back", "4")
    assert (refused.code, "direncanakan ulang" in refused.err) == (2, True)
    assert "--to 3" in refused.err
    with Rollout.open(year) as rollout:
        assert rollout.current.number == 4
    assert okoce("rollout", "change", year, "--take-back", "3").code == 0


def test_the_folder_of_a_year_or_of_a_plan_is_no_scenario(
    okoce: Callable, year: Path, tmp_path: Path
) -> None:
    """`why` read the sheets of jadwal.xlsx as tables of a scenario, and complained nine times."""
    plan = tmp_path / "hasil"
    assert okoce("rollout", "export", year, "--plan", plan).code == 0
    for command in ("check", "why"):
        refused = okoce(command, plan)
        assert (refused.code, "folder hasil" in refused.err) == (2, True)
        assert "1 hal" in refused.err
    for words in (("check", year), ("why", year, "--person", "X0")):
        refused = okoce(*words)
        assert (refused.code, "rollout export tahun" in refused.err) == (2, True)


def test_words_need_no_quotation_marks(okoce: Callable, year: Path) -> None:
    """A change, or the name of a place, of two words; what nothing takes is told with its name."""
    ran = okoce("rollout", "change", year, "tempat", "tutup", "aula", "--from", "2026-01-08")
    assert (ran.code, "tempat tutup: Aula Satu, pada Kamis, 8 Januari 2026" in ran.out) == (0, True)
    left = okoce("rollout", "change", year, "pindah", "X1", "--to", "Kebon", "Jeruk")
    assert (left.code, 'tanda kutip: "Kebon Jeruk"' in left.err) == (64, True), left.err
    with Rollout.open(year) as rollout:
        names = {
            one.code: one.name
            for one in rollout.scenario(rollout.current).problem.kecamatan.values()
        }
    names |= {"K8": "Kebon Jeruk", "K9": "Kebon"}
    assert _offices(["kebon", "jeruk", "K1"], names) == ["K1", "K8"]
    assert _offices(["kebon", "K1"], names) == ["K1", "K9"]


def test_what_was_recorded_is_said(okoce: Callable, year: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "perubahan.csv"
    sheet.write_text("apa,siapa,dari,ke,alasan\nmundur,x0,,,bekerja\nlibur,,2026-01-09,,\n")
    out = okoce("rollout", "change", year, "--file", sheet).out
    assert "  mengundurkan diri: X0 (bekerja)" in out
    assert "  hari libur, pada Jumat, 9 Januari 2026" in out
    bare = okoce("rollout", "change", year)
    assert (bare.code, "mundur, meninggal" in bare.err) == (64, True)
    assert "rollout change" in bare.err


def test_a_number_is_nobody_elses_after_its_holder_has_left(okoce: Callable, year: Path) -> None:
    """X5 is neither on the list nor in the plan any more, and stands on sheets that were sent."""
    assert okoce("rollout", "change", year, "mundur", "X5").code == 0
    assert okoce("rollout", "replan", year, "--budget", "1").code == 0
    with Rollout.open(year) as rollout:
        assert "X5" not in rollout.scenario(rollout.current).problem.registrants
        assert next_number(rollout.numbers()) == "X6"
    ran = okoce("rollout", "change", year, "daftar", "X0", "--to", "a")
    assert (ran.code, "Misalnya X6." in ran.err) == (2, True), ran.err
    other = ("rollout", "change", year, "daftar", "X5", "--to", "a", "--name")
    ran = okoce(*other, "Orang Lain")
    assert (ran.code, "sudah keluar" in ran.err) == (2, True), ran.err
    assert okoce(*other, "orang  5").code == 0


def test_going_back_twice_goes_back_two_steps(okoce: Callable, year: Path) -> None:
    """Where what is undone was published, going back makes a version of its own; going back again
    does not go forth to what was undone.
    """
    for person in ("X0", "X1"):
        okoce("rollout", "change", year, "mundur", person)
    okoce("rollout", "publish", year, "--to", "semua")
    with Rollout.open(year) as rollout:
        states = [one.scenario for one in rollout.history()]
    for state in (states[2], states[1]):
        assert okoce("rollout", "undo", year).code == 0
        with Rollout.open(year) as rollout:
            assert rollout.current.scenario == state


def test_marks_that_do_not_count_any_more_are_said(okoce: Callable, year: Path) -> None:
    """A planner went back to the first plan, and who had come was forgotten without a word."""
    with Rollout.open(year) as rollout:
        mark = Mark(
            PersonId("X0"), SessionId("P|aula|2026-01-05|sehari"), date(2026, 1, 5), Presence.CAME
        )
        came = Attendance.of([mark], [])
        rollout.commit(what="attendance", expected=rollout.current, attendance=came)
    ran = okoce("rollout", "undo", year)
    assert "1 tanda hadir" in ran.out
    assert "tanda hadir" not in okoce("rollout", "undo", year).out


def test_history_and_notes_say_what_is_new(okoce: Callable, year: Path, tmp_path: Path) -> None:
    """The first plan is not one that was taken; what was told when the year began is not told with
    each plan of it.
    """
    assert "rencana pertama dibuat" in okoce("rollout", "history", year).out
    people = PEOPLE + ",3173994101900007\nX6,Lain,K1,a,3173994101900007"
    people = people.replace("kelurahan\n", "kelurahan,nik\n", 1)
    story = small_story(tmp_path / "dua", people, levels='[["most_placed"]]')
    other = tmp_path / "lain"
    begun = okoce("rollout", "init", other, "--scenario", story)
    assert "NIK yang sama" in begun.err
    for _ in range(2):
        ran = okoce("rollout", "replan", other, "--budget", "1")
        assert (ran.code, "NIK yang sama" in ran.err) == (0, False), ran.err


def test_two_figures_of_moved_seats_are_said_as_what_they_are(okoce: Callable, year: Path) -> None:
    """Somebody has done the activity elsewhere: their seat is given up, and nobody moves."""
    with Rollout.open(year) as rollout:
        version = rollout.current
        plan = rollout.plan(version).plan
        first, second = sorted(plan.held, key=lambda sid: sid.split("|")[2])
        day = date.fromisoformat(first.split("|")[2])
        early = plan.people[second][0]
        marks = [
            Mark(PersonId(who), SessionId(first), day, Presence.CAME, "lembar")
            for who in (*plan.people[first], early)
        ]
        came = Attendance.of(marks, [(SessionId(first), day)])
        rollout.commit(what="attendance", expected=version, attendance=came)
    ran = okoce("rollout", "replan", year, "--budget", "1")
    assert ran.code == 0, ran.err
    assert "0 pindah, 1 dilepas karena pemegangnya sudah menyelesaikan kegiatannya" in ran.out


@pytest.fixture
def one_more(okoce: Callable, tmp_path: Path) -> Path:
    """A year whose six were told their dates; a seventh can come on the last day alone, and fewer
    than three are no session.
    """
    kegiatan = "id,nama,min,maks\nP,Pelatihan,3,4"
    levels = '[["most_placed"], ["few_sessions"]]'
    story = small_story(
        tmp_path / "cerita", PEOPLE, levels=levels, last="2026-01-14", kegiatan=kegiatan
    )
    home = tmp_path / "tahun"
    assert okoce("rollout", "init", home, "--scenario", story).code == 0
    assert okoce("rollout", "replan", home, "--budget", "5").code == 0
    assert okoce("rollout", "publish", home, "--to", "semua").code == 0
    late = ("change", home, "daftar", "X9", "--to", "a")
    assert okoce("rollout", *late).code == 0
    with Rollout.open(home) as rollout:
        held = rollout.plan(rollout.current).plan.held
    free = max(
        {date(2026, 1, n) for n in (12, 13, 14)}
        - {date.fromisoformat(sid.split("|")[2]) for sid in held}
    )
    before, after = free - timedelta(1), free + timedelta(1)
    for start, end in ((date(2026, 1, 5), before), (after, date(2026, 1, 14))):
        if start <= end:
            days = ("--from", start.isoformat(), "--to", end.isoformat())
            assert okoce("rollout", "change", home, "berhalangan", "X9", *days).code == 0
    return home


def test_one_seat_does_not_move_three_others_unasked(okoce: Callable, one_more: Path) -> None:
    """A make-up for one moved ten others, and it was said when the version was there already."""
    ran = okoce("rollout", "replan", one_more, "--budget", "5")
    assert ran.code == 0, ran.err
    assert "Supaya X9 mendapat semua kursinya, 3 kursi yang sudah diketahui orang" in ran.out
    assert f"okoce rollout replan {one_more} --move-others" in ran.out
    kept = okoce("rollout", "replan", one_more, "--budget", "5", "--json").answer
    assert (kept["moved"], kept["unplaced"], kept["others"]["seated"]) == (0, 1, ["X9"])
    assert (len(kept["others"]["moved"]), kept["others"]["move"]) == (3, False)
    moved = okoce("rollout", "replan", one_more, "--budget", "5", "--move-others", "--json").answer
    assert (moved["moved"], moved["unplaced"], moved["others"]) == (3, 0, None)
    kept = okoce("rollout", "replan", one_more, "--budget", "5", "--keep-others", "--json").answer
    assert (kept["moved"], kept["unplaced"]) == (0, 1)
    # and the plan is still what it was made for when it is written and read again
    assert okoce("rollout", "export", one_more, "--plan", one_more.parent / "hasil").code == 0
    assert okoce("verify", one_more.parent / "hasil").code == 0


def test_the_planner_is_asked_before_anything_is_kept(
    okoce: Callable, one_more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def answer() -> str:
        with Rollout.open(one_more) as rollout:
            asked.append(rollout.current.number)
        return "mungkin" if len(asked) == 1 else "ya"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    with Rollout.open(one_more) as rollout:
        before = rollout.current.number
    ran = okoce("rollout", "replan", one_more, "--budget", "5")
    assert (ran.code, asked) == (0, [before, before])
    assert "Pindahkan mereka? ya / tidak (Enter saja: tidak)" in ran.err
    with Rollout.open(one_more) as rollout:
        assert len(rollout.plan(rollout.current).plan.sessions_of["X9"]) == 1


@pytest.mark.parametrize("how", ["ran out", "cut short", "no time"])
def test_without_the_plan_that_moves_nobody_nothing_is_kept(
    okoce: Callable, one_more: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The plan without moving anyone was not ready, and the one that moves them was kept unasked,
    beside `nothing was written`.
    """
    calls: list[float | None] = []
    plan = planning.plan

    def cut(scenario: Any, options: Any, progress: Any, stop: Any) -> Any:
        calls.append(options.time_limit)
        if len(calls) == 1:
            found = plan(scenario, replace(options, time_limit=None), progress, stop)
            if how == "no time":
                monkeypatch.setattr(replan_choice, "monotonic", lambda: math.inf)
            return found
        if how == "ran out":
            return RanOut(())
        stop.set(signal.SIGTERM)
        return plan(scenario, replace(options, time_limit=None), progress, StopSwitch())

    monkeypatch.setattr(planning, "plan", cut)
    with Rollout.open(one_more) as rollout:
        before = rollout.current.number
    limits = ("--budget", "5", "--time-limit", "500")
    ran = okoce("rollout", "replan", one_more, *limits, "--json")
    assert (ran.code, len(ran.out.splitlines())) == (3, 1), ran.out
    assert "belum selesai dihitung" in ran.err
    assert "--move-others" in ran.err
    assert "--keep-others" in ran.err
    if how == "no time":
        assert calls == [500]
    else:
        first, second = calls
        assert (first, second is not None and 0 < second < 500) == (500, True)
    with Rollout.open(one_more) as rollout:
        assert rollout.current.number == before


def test_ctrl_c_at_the_question_gives_up(
    okoce: Callable, one_more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It only asked the search to stop, which was over: the question stayed."""
    usual = signal.getsignal(signal.SIGINT)

    def answer() -> str:
        # the search no longer listens, so that Ctrl-C breaks off what is read
        assert signal.getsignal(signal.SIGINT) is usual
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    with Rollout.open(one_more) as rollout:
        before = rollout.current.number
    with suppress(KeyboardInterrupt):
        assert okoce("rollout", "replan", one_more, "--budget", "5").code == 130
    with Rollout.open(one_more) as rollout:
        assert rollout.current.number == before


def test_three_who_fill_a_session_of_their_own_move_nobody(okoce: Callable, one_more: Path) -> None:
    for n in (7, 8):
        assert okoce("rollout", "change", one_more, "daftar", f"X{n}", "--to", "a").code == 0
    ran = okoce("rollout", "replan", one_more, "--budget", "5", "--json")
    assert (ran.answer["unplaced"], ran.answer["moved"]) == (0, 0), ran.answer["others"]


def test_what_is_wrong_in_the_year_is_told_with_the_way_to_change_it(
    okoce: Callable, year: Path
) -> None:
    """`Write it in scenario.toml`: a year has none that one could open."""
    ran = okoce("rollout", "replan", year, "--notice", "9999")
    assert ran.code == 2
    assert f"okoce rollout export {year} --scenario salinan" in ran.err
    assert "pemberitahuan_hari" in ran.err


def test_a_revision_that_was_handed_out_is_not_written_over(
    okoce: Callable, year: Path, tmp_path: Path
) -> None:
    """The folder of revision 1 became that of another plan, without a word."""
    sent = ("--to", "semua", "--out", tmp_path / "terbit")
    assert okoce("rollout", "publish", year, *sent).code == 0
    assert okoce("rollout", "publish", year, *sent).code == 0
    held = (tmp_path / "terbit" / "penempatan.csv").read_bytes()
    assert okoce("rollout", "change", year, "mundur", "X0").code == 0
    assert okoce("rollout", "replan", year, "--budget", "1").code == 0
    ran = okoce("rollout", "publish", year, *sent)
    assert (ran.code, "berisi rencana lain" in ran.err) == (2, True)
    assert (tmp_path / "terbit" / "penempatan.csv").read_bytes() == held
    # the same plan as another version: its sheets would bear another number
    assert okoce("rollout", "undo", year).code == 0
    ran = okoce("rollout", "publish", year, *sent)
    assert (ran.code, "berisi lembar revisi 1" in ran.err) == (2, True), ran.err
    assert (tmp_path / "terbit" / "penempatan.csv").read_bytes() == held
    with Rollout.open(year) as rollout:
        assert {one.revision for one in rollout.publications()} == {1}
    (tmp_path / "kosong").mkdir()
    assert (
        "Apakah foldernya kosong?" in okoce("rollout", "attendance", year, tmp_path / "kosong").out
    )


def test_seats_after_which_no_day_is_left_are_told(okoce: Callable, tmp_path: Path) -> None:
    """The year's plan filled the last days: whoever stayed away in August had no day any more."""
    people = "no_peserta,kecamatan,kelurahan,pin_P\n" + "\n".join(
        f"X{n},K1,a,P|aula|2026-01-0{8 if n < 4 else 9}|sehari" for n in range(6)
    )
    levels = '[["most_placed"], ["few_sessions"]]'
    story = small_story(tmp_path / "cerita", people, levels=levels, last="2026-01-09")
    home = tmp_path / "tahun"
    assert okoce("rollout", "init", home, "--scenario", story).code == 0
    ran = okoce("rollout", "replan", home, "--budget", "1")
    levels = '[["most_placed"], ["finish_early"], ["few_sessions"]]'
    assert "2 dari 6 kursi, mulai Jumat, 9 Januari 2026" in ran.out
    assert f"tulis tingkat = {levels} di scenario.toml" in ran.out
    ran = okoce("rollout", "replan", home, "--budget", "1", "--json")
    assert (ran.answer["without_make_up"], "finish_early" in ran.err) == (2, False)


def test_a_late_registrant_of_a_small_kelurahan_stops_nothing(
    okoce: Callable, tmp_path: Path
) -> None:
    """One person cannot be in both sessions: that is told with a way out, and can be taken back."""
    story = small_story(
        tmp_path / "cerita",
        PEOPLE,
        rules=["every_kelurahan_present\nat_least = 1"],
        kelurahan="kode,nama,kecamatan\na,A,K1\nb,B,K1\nc,C,K2",
    )
    home = tmp_path / "tahun"
    assert okoce("rollout", "init", home, "--scenario", story).code == 0
    assert okoce("rollout", "replan", home, "--budget", "1").code == 0
    late = ("rollout", "change", home, "daftar", "X6", "--to", "b")
    ran = okoce(*late)
    assert (ran.code, "ulangi perintah ini dengan --where-possible" in ran.err) == (2, True)
    assert okoce("rollout", "change", home, "daftar", "X0", "--to", "b").err.count("--where") == 0
    assert okoce(*late, "--where-possible").code == 0
    ran = okoce("rollout", "replan", home, "--budget", "1", "--json")
    assert (ran.code, ran.answer["levels"][0]["value"]) == (0, 0)
    assert okoce("rollout", "change", home, "--take-back", "3").code == 0


def test_what_is_recorded_already_makes_no_version(okoce: Callable, year: Path) -> None:
    """A clerk who was interrupted typed the holiday again: `libur` with the date where it is
    looked for first.
    """
    holiday = ("rollout", "change", year, "libur", "2026-01-12", "--json")
    assert okoce(*holiday).answer == {"outcome": "ok", "version": 3, "changes": 1}
    again = okoce(*holiday)
    assert again.answer == {"outcome": "ok", "version": 3, "changes": 0}
    ran = okoce(
        "rollout", "change", year, "libur pindah", "--from", "2026-01-13", "--to", "2026-01-14"
    )
    assert "Yang tutup: Senin, 12 Januari 2026." in ran.err
