"""`verify` on the screen: what is broken by sheet, in plain words, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from okoce_opt import planning
from tests.exported import change, small_story, written

SESSION = "P|aula|2026-01-05|sehari"


def test_the_command_ends_with_what_to_do(okoce: Callable, tmp_path: Path) -> None:
    people = "no_peserta,nama,kecamatan,kelurahan\n1,Xenia,K1,a\n3,Lina,K2,c"
    story = small_story(tmp_path / "cerita", people)
    out = written(story, [("1", SESSION)], tmp_path / "hasil")
    change(out, SESSION, lambda sheet: {sheet.person("1"): "3"})
    ran = okoce("verify", out)
    lines = ran.out.splitlines()
    assert lines[0] == "DaftarHadir_Satu.xlsx [01 Pelatihan 05-01]"
    assert lines[1].startswith("  Kecamatan sendiri: Peserta 3 (Lina) dari kecamatan Dua duduk di kecamatan Satu. [B")
    assert lines[-2].startswith("Rencana TIDAK berlaku: ")
    assert lines[-1].endswith(f" plan {story} --out {out}_2 --from {out}")
    (raw,) = (v for v in okoce("verify", out, "--json").answer["violations"] if v["rule"] == "own_kecamatan")
    assert (raw["subject"], raw["found"], raw["allowed"], raw["sessions"]) == ("3", "K1", "K2", [SESSION])


def test_a_missing_roster_is_said_first(okoce: Callable, tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", "no_peserta,kecamatan,kelurahan\nX,K1,a\nL,K2,c")
    out = written(story, [("X", SESSION), ("L", "P|gedung|2026-01-05|sehari")], tmp_path / "hasil")
    (out / "daftar_hadir" / "DaftarHadir_Satu.xlsx").rename(out / "daftar_hadir" / "Salinan.xlsx")
    ran = okoce("verify", out)
    assert ran.code == 1
    first, second, verdict, _ = ran.out.splitlines()
    assert first.startswith("Berkas rencana: daftar_hadir/DaftarHadir_Satu.xlsx tidak ada.")
    assert second.startswith("Berkas rencana: daftar_hadir/Salinan.xlsx bukan berkas rencana ini dan tidak dibaca;")
    assert verdict == "Rencana TIDAK berlaku: 2 pelanggaran."


def test_what_the_list_does_not_know_is_not_compared_and_said(okoce: Callable, tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", "no_peserta,kecamatan,kelurahan\nX,K1,a")
    out = written(story, [("X", SESSION)], tmp_path / "hasil")
    assert planning.verify(out).unknown == ()
    change(out, SESSION, lambda sheet: {sheet.sheet.cell(sheet.person("X").row, 3): "Xenia"})
    verdict = planning.verify(out)
    assert verdict.stands
    assert verdict.unknown == ("Nama",)
    last = okoce("verify", out).out.splitlines()[-1]
    assert last.startswith("Rencana berlaku: semua aturan ditepati. (Tidak diperiksa: ")
    assert last.endswith("; juga Nama yang kosong di daftar pendaftar.)")
