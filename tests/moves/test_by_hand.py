"""A move that is chosen becomes a plan that verifies; edited rosters too; nothing else does."""

from __future__ import annotations

from datetime import date

import pytest

from okoce_opt import PlanFilesError, planning
from okoce_opt.commands.run import run
from okoce_opt.handmade.here import why_here
from okoce_opt.handmade.pinned import overlay_of
from okoce_opt.moves import finding
from okoce_opt.plan_files.record import read_plan
from tests.exported import change, small_story, written

MON = "P|aula|2026-01-05|sehari"
TUE = "P|aula|2026-01-06|sehari"
PEOPLE = """no_peserta,kecamatan,kelurahan,hari
X,Satu,Anggrek,
Y,Satu,Anggrek,
Z,Satu,Bakung,
V,Satu,Bakung,senin
W,Satu,Bakung,
U,Satu,Bakung,senin
"""


@pytest.fixture
def folder(tmp_path):
    """Monday: X, Y, Z, V, which is full; Tuesday: W, U has no seat and can come on Monday only."""
    story = small_story(tmp_path / "cerita", PEOPLE)
    seats = [("X", MON), ("Y", MON), ("Z", MON), ("V", MON), ("W", TUE)]
    return written(story, seats, tmp_path / "hasil")


def test_a_move_is_written_as_pins_beside_a_plan_that_verifies(folder, tmp_path):
    found = planning.suggest(folder, person="X")
    assert found.effects[0].move[0].new == TUE
    out = tmp_path / "baru"
    assert not planning.apply(found, 1, folder, None, out)
    verdict = planning.verify(out)
    assert verdict.stands
    assert verdict.proved
    assert ("X", TUE) in read_plan(out).plan.seats
    assert TUE in (overlay_of(out) / "pendaftar.csv").read_text(encoding="utf-8")
    assert any("Dipindah tangan" in note["id"] for note in read_plan(out).record["notes"])
    with pytest.raises(PlanFilesError):
        planning.apply(found, 1, folder, None, out)
    # the seat is pinned now
    assert not planning.suggest(out, person="X").effects


def test_who_has_no_seat_gets_one_when_somebody_else_moves(folder):
    found = planning.suggest(folder, person="U")
    best = found.effects[0]
    assert best.after < best.before
    assert [step.new for step in best.move] == [MON, TUE]
    said = [str(line) for line in why_here(folder, person="U").lines()]
    assert any("penuh" in line for line in said)
    assert any("Kursi didapat dengan" in line for line in said)


def test_a_search_that_was_cut_says_so(folder, monkeypatch):
    """As many steps as may be looked at are looked at, and no move is denied then."""
    assert planning.suggest(folder, person="U").whole
    monkeypatch.setattr(finding, "LOOKED_AT", 1)
    assert not planning.suggest(folder, person="U").whole


def test_there_is_no_such_move_because(folder, tmp_path):
    """V can come on Monday only."""
    found = planning.suggest(folder, person="V")
    assert not found.effects
    assert any("tidak cocok bagi peserta" in why.id for why in found.why)
    with pytest.raises(PlanFilesError):
        planning.apply(found, 1, folder, None, tmp_path / "x")
    with pytest.raises(PlanFilesError):
        planning.suggest(folder, person="nobody")
    assert not planning.suggest(folder, person="X", to="2026-01-07").effects
    # what is no day, activity, hall or session was told as if nothing were held there
    with pytest.raises(PlanFilesError, match="Budi"):
        planning.suggest(folder, person="X", to="Budi")


def test_a_plan_whose_seats_were_edited_and_break_a_rule_is_refused(folder):
    """Somebody else without a seat was the reason why X could not move."""
    seats = folder / "penempatan.csv"
    head, first, *rest = seats.read_text(encoding="utf-8").splitlines()
    seats.write_text("\n".join([head, first, first, *rest]) + "\n", encoding="utf-8")
    planning.suggest(folder, person="X")
    twice = first.replace(MON, TUE) if MON in first else first.replace(TUE, MON)
    seats.write_text("\n".join([head, first, twice, *rest]) + "\n", encoding="utf-8")
    for ask in (planning.suggest, why_here):
        with pytest.raises(PlanFilesError, match="okoce verify"):
            ask(folder, person="X")


def test_a_day_on_which_nothing_can_be_says_why(folder):
    """The eve of the programme and its Saturday were both *closed in kalender*."""

    def said(on: str) -> str:
        return "\n".join(str(line) for line in why_here(folder, day=date.fromisoformat(on)).lines())

    assert "di luar program" in said("2026-01-04")
    assert "bukan hari kerja program" in said("2026-01-10")


def test_a_session_moves_with_all_its_people(folder):
    found = planning.suggest(folder, session=TUE)
    assert found.effects
    assert all(step.old == TUE for effect in found.effects for step in effect.move)
    # on Tuesday two of Monday's people cannot come
    assert not planning.suggest(folder, session=MON, to="2026-01-07").effects


def test_edits_that_verify_are_adopted_and_others_are_refused(folder, tmp_path):
    change(folder, MON, person_in_place_of("X", "W", "Bakung"))
    change(folder, TUE, person_in_place_of("W", "X", "Anggrek"))
    files = [next((folder / "daftar_hadir").glob("*Satu*"))]
    out = tmp_path / "diambil"
    found = planning.adopt(folder, files, None, out)
    assert found.stands
    assert {(s.person, s.new) for s in found.steps} == {("X", TUE), ("W", MON)}
    assert planning.verify(out).stands
    # now V is written on Tuesday's sheet, where V cannot come
    change(folder, TUE, person_in_place_of("X", "V", "Bakung"))
    other = tmp_path / "ditolak"
    found = planning.adopt(folder, files, None, other)
    assert not found.stands
    assert not other.exists()
    assert not overlay_of(other).exists()


def test_a_row_of_somebody_else_is_refused(folder, tmp_path):
    """The number is W's, and the kelurahan still that of X: who is meant?"""
    change(folder, MON, lambda sheet: {sheet.person("X"): "W"})
    change(folder, TUE, person_in_place_of("W", "X", "Anggrek"))
    files = [next((folder / "daftar_hadir").glob("*Satu*"))]
    assert not planning.adopt(folder, files, None, tmp_path / "baru").stands


def person_in_place_of(old, new, kelurahan):
    """The row of a person written over with another's number and kelurahan."""

    def edit(sheet):
        cell = sheet.person(old)
        return {cell: new, sheet.sheet.cell(cell.row, 5): kelurahan}

    return edit


def test_why_somebody_sits_there(folder):
    said = "\n".join(str(line) for line in why_here(folder, person="X").lines())
    assert "duduk pada Senin, 5 Januari 2026" in said
    assert "Undian" in said
    assert list(why_here(folder, session=MON).lines())
    (line,) = why_here(folder, kecamatan="Satu", day=read_plan(folder).announced.days.first).lines()
    assert "Pelatihan" in str(line)
    with pytest.raises(PlanFilesError):
        why_here(folder, kecamatan="Nowhere")


def test_the_commands_say_it(folder, tmp_path, capsys):
    assert run(["why", str(folder), "--person", "U"]) == 0
    assert "tanpa kursi" in capsys.readouterr().out
    out = str(tmp_path / "baru")
    assert run(["suggest", str(folder), "--person", "U", "--apply", "1", "--out", out]) == 0
    assert "Rencana baru" in capsys.readouterr().out
    assert run(["suggest", str(folder)]) == 64
    assert run(["adopt", str(folder), "none.xlsx", "--out", out]) == 2
