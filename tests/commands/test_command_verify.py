"""`verify` on the screen: what is broken by sheet, in plain words, and what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from okoce_opt import planning
from okoce_opt.certificate import Checked
from okoce_opt.commands.verify import bound_line
from okoce_opt.domain.proof import COUNTING, ROWS, SEARCH, UNIT
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.plan_files.record import RECORD
from tests.exported import change, small_story, written
from tests.scenarios.planned import Stories

SESSION = "P|aula|2026-01-05|sehari"


def test_the_command_ends_with_what_to_do(okoce: Callable, tmp_path: Path) -> None:
    people = "no_peserta,nama,kecamatan,kelurahan\n1,Xenia,K1,a\n3,Lina,K2,c"
    story = small_story(tmp_path / "cerita", people)
    out = written(story, [("1", SESSION)], tmp_path / "hasil")
    change(out, SESSION, lambda sheet: {sheet.person("1"): "3"})
    ran = okoce("verify", out)
    lines = ran.out.splitlines()
    assert lines[0] == "DaftarHadir_Satu.xlsx [01 Pelatihan 05-01]"
    # what somebody did comes first, what it breaks stands under it
    assert lines[1].startswith("  3 (Lina) tertulis di lembar")
    assert lines[2] == (
        "    Kecamatan sendiri: Peserta 3 (Lina) dari kecamatan Dua duduk di kecamatan Satu."
    )
    assert lines[-2].startswith("Rencana TIDAK berlaku: ")
    assert lines[-1].endswith(f" plan {story} --out {out}_2 --from {out}")
    (raw,) = (
        v
        for v in okoce("verify", out, "--json").answer["violations"]
        if v["rule"] == "own_kecamatan"
    )
    assert (raw["subject"], raw["found"], raw["allowed"], raw["sessions"]) == (
        "3",
        "K1",
        "K2",
        [SESSION],
    )


def test_a_missing_roster_is_said_first(okoce: Callable, tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", "no_peserta,kecamatan,kelurahan\nX,K1,a\nL,K2,c")
    out = written(story, [("X", SESSION), ("L", "P|gedung|2026-01-05|sehari")], tmp_path / "hasil")
    rosters = out / "daftar_hadir"
    (rosters / "DaftarHadir_Satu.xlsx").unlink()
    # its codes are of the other office, so it is not the missing one under another name
    shutil.copy(rosters / "DaftarHadir_Dua.xlsx", rosters / "Salinan.xlsx")
    ran = okoce("verify", out)
    assert ran.code == 1
    first, second, bound, verdict, _ = ran.out.splitlines()
    assert first.startswith("Berkas rencana: daftar_hadir/DaftarHadir_Satu.xlsx tidak ada.")
    assert second.startswith(
        "Berkas rencana: daftar_hadir/Salinan.xlsx bukan berkas rencana ini dan tidak dibaca;"
    )
    assert bound == "Batas tingkat 1 diperiksa ulang: 0, dari hitungan."
    assert verdict == "Rencana TIDAK berlaku: 2 pelanggaran."


def test_what_the_list_does_not_know_is_not_compared_and_said(
    okoce: Callable, tmp_path: Path
) -> None:
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


def test_a_seat_lost_since_the_plan_was_made_is_said_first(okoce: Callable, tmp_path: Path) -> None:
    """Y's only seat is taken out of roster, lists and table alike: no rule minds, and yet somebody
    has lost a seat.
    """
    people = "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K1,a\nV,K1,b"
    story = small_story(tmp_path / "cerita", people)
    out = written(story, [("X", SESSION), ("Y", SESSION)], tmp_path / "hasil")
    assert okoce("verify", out).code == 0
    made, fewer = json.loads((out / RECORD).read_text(encoding="utf-8")), tmp_path / "kurang"
    written(story, [("X", SESSION)], fewer)
    record = json.loads((fewer / RECORD).read_text(encoding="utf-8"))
    for key in ("levels", "left_over", "placed", "unplaced", "seats"):
        record[key] = made[key]
    (fewer / RECORD).write_text(json.dumps(record), encoding="utf-8")
    ran, raw = okoce("verify", fewer), okoce("verify", fewer, "--json")
    assert (ran.code, raw.code, raw.answer["outcome"]) == (1, 1, "differs")
    assert ran.out.splitlines()[:4] == [
        "Peserta Y tidak lagi punya kursi Pelatihan; saat rencana dibuat masih ada.",
        "Orang dengan semua kursi: tercatat 2, sekarang 1.",
        "Kursi: tercatat 2, sekarang 1.",
        "Nilai tingkat 1: tercatat 1, sekarang 2.",
    ]
    assert "Rencana berlaku" not in ran.out
    assert "BUKAN lagi rencana yang dibuat" in ran.out


def bound_higher(record: Any) -> None:
    record["levels"][1]["bound"] += 1


def bound_lower(record: Any) -> None:
    record["levels"][1]["bound"] -= 1


def value_lower(record: Any) -> None:
    record["levels"][1]["value"] = record["levels"][1]["bound"] = 1500


def multipliers(record: Any) -> Any:
    (part,) = record["certificate"]["levels"][1]["parts"]
    return part["multipliers"]


def multiplier_changed(record: Any) -> None:
    cuts = multipliers(record)["session_cut"]
    cuts[min(cuts)] -= 7 * UNIT


def multiplier_gone(record: Any) -> None:
    del multipliers(record)["session_cut"]


def sign_changed(record: Any) -> None:
    cuts = multipliers(record)["session_cut"]
    cuts[min(cuts)] *= -1


def row_renamed(record: Any) -> None:
    those = multipliers(record)
    those["session_size"] = those.pop("session_cut")


def only_counted(record: Any) -> None:
    record["certificate"]["levels"][1]["by"] = "counting"


@pytest.mark.parametrize(
    ("tamper", "why"),
    [
        (bound_higher, "yang terbukti hanya 1.615, bukan 1.616"),
        (value_lower, "yang terbukti 1.615, lebih dari nilai rencana itu sendiri, 1.500"),
        (multiplier_changed, "yang terbukti hanya "),
        (multiplier_gone, "yang terbukti hanya "),
        (sign_changed, "tanda pengali baris session_cut "),
        (row_renamed, "tidak ada baris bernama session_size "),
        (only_counted, "yang terbukti hanya 1.600, bukan 1.615"),
        (bound_lower, None),
    ],
)
def test_a_bound_that_its_certificate_does_not_prove(
    okoce: Callable, stories: Stories, tmp_path: Path, tamper: Any, why: Any
):
    out = stories.copy("kecil", tmp_path / "hasil")
    record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    assert record["levels"][1]["bound"] == 1615
    tamper(record)
    (out / RECORD).write_text(json.dumps(record), encoding="utf-8")
    ran, raw = okoce("verify", out), okoce("verify", out, "--json")
    bounds = [line for line in ran.out.splitlines() if line.startswith("Batas tingkat 2")]
    assert RECORD in ran.err
    if why is None:
        assert (ran.code, raw.answer["outcome"]) == (0, "stands")
        assert bounds == ["Batas tingkat 2 diperiksa ulang: 1.614, dari baris aturan dan sasaran."]
        return
    assert (ran.code, raw.code, raw.answer["outcome"]) == (1, 1, "not_proved")
    assert len(bounds) == 1
    assert "TIDAK terbukti: " in bounds[0]
    assert why in bounds[0]
    assert why in raw.answer["bounds"][1]["refused"]
    assert ran.out.splitlines()[-1].startswith(
        "Semua aturan ditepati, tetapi batas yang tercatat TIDAK terbukti: "
    )


def test_a_plan_from_before_certificates_and_one_that_cannot_be_read(
    okoce: Callable, stories: Stories, tmp_path: Path
) -> None:
    out = stories.copy("kecil", tmp_path / "hasil")
    record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    certificate = record.pop("certificate")
    (out / RECORD).write_text(json.dumps(record), encoding="utf-8")
    ran = okoce("verify", out)
    assert ran.code == 0
    assert "tanpa sertifikat" in ran.err
    assert "Batas" not in ran.out
    certificate["levels"].pop()
    (out / RECORD).write_text(json.dumps({**record, "certificate": certificate}), encoding="utf-8")
    ran = okoce("verify", out)
    assert ran.code == 2
    assert "Sertifikat di rencana.json tidak terbaca" in ran.err


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (Checked(50, SEARCH, 47), "Bound of level 2, 50, is from search; checked again up to 47."),
        (
            Checked(50, ROWS, 50),
            "Bound of level 2 checked again: 50, by the rows of rules and goals.",
        ),
        (
            Checked(600, COUNTING, 600, {"few_sessions": 3}),
            "Bound of level 2 checked again: 600, by counting (at least 3 sessions).",
        ),
    ],
)
def test_a_bound_says_how_it_is_proved(bound: Checked, said: str) -> None:
    assert bound_line(2, bound, {goal.kind: goal() for goal in GOAL_BOOK}).en == said


def test_a_seat_lost_since_is_said_first(okoce: Callable, tmp_path: Path) -> None:
    """Off the sheet and out of the table of seats too: eight lines about other sheets came before
    the one that says who has lost a seat.
    """
    people = "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a\nY,Yanti,K1,b"
    out = written(
        small_story(tmp_path / "cerita", people), [("X", SESSION), ("Y", SESSION)], tmp_path / "out"
    )
    change(
        out,
        SESSION,
        lambda sheet: {
            sheet.person("X"): None,
            sheet.sheet.cell(sheet.person("X").row, 3): None,
        },
    )
    seats = out / "penempatan.csv"
    kept = [r for r in seats.read_text().splitlines(keepends=True) if not r.startswith("X,")]
    seats.write_text("".join(kept))
    ran = okoce("verify", out)
    assert ran.code == 1
    first, *rest = ran.out.splitlines()
    assert first == "Peserta X tidak lagi punya kursi Pelatihan; saat rencana dibuat masih ada."
    assert any("tidak sepakat" in line for line in rest)
