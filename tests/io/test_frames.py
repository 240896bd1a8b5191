"""A problem from DataFrames: as people have them, with the complaints that files get."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from okoce_opt import InputError, PlanFilesError, Scenario, complaints_frame, read_scenario
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.io.frames.grids import cell_of
from okoce_opt.processes.pool import pickled
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.scenario import Scenario as PlainScenario

KECIL = Path(__file__).parents[2] / "scenarios" / "kecil"
PROGRAM = {
    **{"mulai": date(2026, 1, 5), "selesai": "2026-01-09", "draw_seed": 7},
    **{"hari_kerja": ["senin", "selasa", "rabu", "kamis", "jumat"]},
    **{"bagian": {"sehari": "08.00-15.00"}},
}


def tables() -> dict[str, pd.DataFrame]:
    """One kecamatan, one hall, six people."""
    return {
        "kecamatan": pd.DataFrame({"kode": ["K1"], "nama": ["Satu"]}),
        "kelurahan": pd.DataFrame(
            {"kode": ["1.1", "1.2"], "nama": ["Utara", "Selatan"], "kecamatan": "Satu"}
        ),
        "tempat": pd.DataFrame(
            {"id": ["aula"], "kecamatan": ["Satu"], "nama": ["Aula"], "kursi": [4]}
        ),
        "kegiatan": pd.DataFrame({"id": ["P"], "nama": ["Pelatihan"], "maks": [4]}),
        "pendaftar": pd.DataFrame(
            {
                "no_peserta": [f"A{n}" for n in range(6)],
                "kecamatan": "Satu",
                "kelurahan": ["Utara", "Selatan"] * 3,
            }
        ),
    }


def made(**changes: object) -> Scenario:
    """The scenario of these tables, some of them others."""
    said = {"program": PROGRAM, "levels": ["most_placed"], **tables(), **changes}
    return Scenario.from_frames(**said)


def complaints_of(**changes: object) -> str:
    """What is said against the scenario."""
    with pytest.raises(InputError) as caught:
        made(**changes)
    return str(caught.value)


def test_frames_mean_what_the_files_mean() -> None:
    """The same cells, the same scenario: digest, people, rules and goals."""
    read = {path.stem: pd.read_csv(path, dtype=str) for path in KECIL.glob("*.csv")}
    told = read_scenario(KECIL)
    program = {
        "mulai": pd.Timestamp("2018-01-08"),
        "selesai": np.datetime64("2018-01-19").item(),
        "hari_kerja": "senin-jumat",
        "bagian": {"sehari": "08.00-15.00"},
        "draw_seed": "dua belas",
    }
    rules = {
        **{"simultaneous_phase": {"at_most": np.int64(1)}, "turns": True, "quota": False},
        **{"every_kelurahan_present": {"at_least": 1}, "deadline": {"day": "19/01/2018"}},
    }
    prices = {"few_sessions": 200, "kelurahan_share": 50, "preferred_days": 3}
    said = Scenario.from_frames(
        program=program,
        rules=rules,
        goals={"kelurahan_share": {"share_percent": 50}},
        levels=["most_placed", prices],
        **read,
    )
    assert said.digest == told.digest
    assert said.people == told.people
    assert said.path is None


def test_a_rule_of_ones_own_may_seat_everyone() -> None:
    """Whoever's rule leaves nobody over needs no goal that seats most: `everyone_placed` was asked
    for by name.
    """

    @dataclass(frozen=True)
    class Nobody(EveryonePlaced):
        kind = "nobody_left"

    before = [*RULE_BOOK]
    RULE_BOOK.append(Nobody)
    try:
        chosen = made(rules={"nobody_left": True}, levels=["few_sessions"])
        assert "nobody_left" in [rule.kind for rule in chosen.rules]
        assert "most_placed" in complaints_of(rules={"nobody_left": True})
    finally:
        RULE_BOOK[:] = before


def test_rules_and_goals_may_be_given_as_they_are() -> None:
    chosen = made(rules=[Deadline(date(2026, 1, 8)), EveryonePlaced], levels=[[FewSessions()]])
    named = made(
        rules={"deadline": {"day": "2026-01-08"}, "everyone_placed": True},
        levels=["few_sessions"],
    )
    assert chosen.digest == named.digest


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("hari", [None, np.nan, pd.NA, "senin", "monday", ["senin", "rabu"]]),
        ("hari", pd.Series(["senin", None] * 3, dtype="string")),
        ("hari", pd.Categorical(["senin", None] * 3)),
        ("selesai_P", [pd.Timestamp("2026-01-02"), pd.NaT] * 3),
        ("selesai_P", pd.to_datetime(["2026-01-02", None] * 3).tz_localize("Asia/Jakarta")),
        ("selesai_P", pd.PeriodIndex(["2026-01-02"] * 6, freq="D")),
        ("nik", [3173990101900001, None] * 3),
        ("nik", pd.Series([3173990101900001, None] * 3, dtype="Int64")),
    ],
)
def test_what_people_have_in_their_frames_is_read(column: str, values: object) -> None:
    people = tables()["pendaftar"].assign(**{column: values})
    scenario = made(pendaftar=people)
    first, second = (scenario.problem.registrants[person] for person in ("A0", "A1"))
    if column == "nik":
        assert scenario.people["A0"].nik == "3173990101900001"
        assert scenario.people["A1"].nik == ""
    elif column == "selesai_P":
        assert first.done_on("P") == date(2026, 1, 2)
        assert second.done_on("P") in (None, date(2026, 1, 2))
    else:
        assert second.weekdays is None
        assert {r.weekdays for r in scenario.problem.registrants.values()} >= {frozenset({0})} or (
            scenario.problem.registrants["A3"].weekdays == frozenset({0})
        )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (np.bool_(True), True),
        (np.float64("nan"), None),
        (np.int32(3), 3),
        (Decimal("4.5"), 4.5),
        (Decimal("sNaN"), None),
        (b"W01", "W01"),
        (pd.Series(["pagi", "siang"]), "pagi, siang"),
        (float("inf"), "inf"),
        (np.array(["pagi", "siang"]), "pagi, siang"),
        (pd.Timestamp("2026-01-05"), date(2026, 1, 5)),
        (pd.Timestamp("2026-01-05", tz="Asia/Jayapura"), date(2026, 1, 5)),
        # midnight of the fifth in Jakarta, as it is kept in UTC
        (pd.Timestamp("2026-01-04T17:00Z"), date(2026, 1, 5)),
        (pd.Period("2026-01-05", "h"), date(2026, 1, 5)),
        (pd.Period("2026-01", "M"), "2026-01"),
        (pd.NaT, None),
        (pd.NA, None),
    ],
)
def test_values_become_cells(value: object, cell: object) -> None:
    found = cell_of(value)
    assert found == cell
    assert type(found) is type(cell)


def test_a_complaint_names_frame_row_label_and_column() -> None:
    people = tables()["pendaftar"].set_index("no_peserta")
    said = complaints_of(
        pendaftar=people.assign(kelurahan=["Utara"] * 5 + ["Utaro"]),
        tempat=tables()["tempat"].rename(columns={"kursi": "seats"}).assign(seats="empat"),
    )
    assert "pendaftar, baris A5, kolom kelurahan: tertulis 'Utaro'" in said
    assert "Maksud Anda Utara?" in said
    assert "tempat, baris 0, kolom seats: tertulis 'empat'" in said


def test_rows_are_told_in_the_order_of_the_frame() -> None:
    people = tables()["pendaftar"]
    people.index = pd.Index([9, 10, 2, 30, 4, 50])
    with pytest.raises(InputError) as caught:
        made(pendaftar=people.assign(kelurahan=[f"x{n}" for n in range(6)]))
    assert [str(c.row) for c in caught.value.complaints] == ["9", "10", "2", "30", "4", "50"]
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_label_that_is_a_person_is_not_told() -> None:
    people = tables()["pendaftar"].assign(nama="Siti Contoh", kelurahan="x")
    for column in ("nama", "nik"):
        said = complaints_of(
            pendaftar=people.assign(nik=[f"317399010190{n:04}" for n in range(6)]).set_index(column)
        )
        assert "Siti" not in said
        assert "317399" not in said
        assert "baris 0, 1, 2, 3, 4, 5, kolom kelurahan" in said


def test_names_nobody_knows_are_told_with_what_was_meant() -> None:
    assert "Maksud Anda pendaftar?" in complaints_of(pendaftr=tables()["pendaftar"])
    assert "Maksud Anda mulai?" in complaints_of(program={**PROGRAM, "muali": 1})
    assert "most_placed" in complaints_of(levels=["most_plased"])
    assert "what_if" in complaints_of(program={**PROGRAM, "extends": "x"})
    assert "kecamatan: seharusnya" in complaints_of(kecamatan=None)
    with pytest.raises(TypeError, match="tempat: a DataFrame, not int"):
        made(tempat=3)


def test_one_thing_under_two_names_is_one_too_many() -> None:
    """One of the two was taken, and nobody told which."""
    assert "venues: tertulis 'venues'" in complaints_of(venues=tables()["tempat"])
    said = complaints_of(program={**PROGRAM, "start": "2026-01-06", "parts": {"whole_day": "x"}})
    assert "mulai: tertulis 'start'; seharusnya satu kali saja. Sudah ada: mulai" in said
    assert "'parts.whole_day'" in said
    said = complaints_of(program={**PROGRAM, "tingkat": ["few_sessions"]}, levels=["most_placed"])
    assert "'tingkat.1'" in said


def test_a_key_nobody_knows_is_told_with_those_in_both_languages() -> None:
    said = complaints_of(program={**PROGRAM, "staart": 1})
    assert "mulai (start)" in said
    assert "Maksud Anda start?" in said


def test_rules_and_levels_may_be_said_in_short() -> None:
    day = date(2026, 1, 8)
    long = made(rules={"deadline": {"day": day}, "quota": False}, levels=[["most_placed"]])
    for rules in ({"deadline": day}, [{"deadline": "2026-01-08"}], [Deadline(day)], Deadline(day)):
        assert made(rules=rules, levels="most_placed").digest == long.digest
    for levels in ({"most_placed": 1}, MostPlaced(), MostPlaced, np.array(["most_placed"])):
        assert made(levels=levels).digest == made(levels="most_placed").digest
    priced = made(levels=["most_placed", {"few_sessions": 200}]).levels[1]
    assert [one.price for one in priced] == [200]
    assert [one.price for one in made(levels={"most_placed": 3}).levels[0]] == [3]


def test_the_few_words_of_a_parameter_may_be_english() -> None:
    """`per = "week"` was refused though a whole scenario may be English."""
    said = made(rules={"team_days": {"at_most": 1, "per": "minggu"}})
    for per in ("week", "Week", "minggu"):
        assert made(rules={"team_days": {"at_most": 1, "per": per}}).digest == said.digest
    told = complaints_of(rules={"team_days": {"at_most": 1, "per": "mingu"}})
    assert "minggu / bulan / semua" in told
    assert "Maksud Anda minggu?" in told


def test_what_is_no_rule_of_the_book_is_told() -> None:
    own = type("Own", (), {"kind": "own_rule"})
    for rules in ("own_rule", ["own_rule"], [own()], {"own_rule": 3}):
        assert "aturan.own_rule" in complaints_of(rules=rules)
    for program in (["mulai"], pd.Series({"mulai": "2026-01-05"})):
        with pytest.raises(TypeError, match="program: a mapping"):
            made(program=program)
    with pytest.raises(TypeError, match="levels: one item a level"):
        made(levels={"most_placed": 1, "few_sessions": 200})


def test_rows_of_frames_that_were_put_together_are_told_apart() -> None:
    people = tables()["pendaftar"]
    said = complaints_of(pendaftar=pd.concat([people, people.iloc[:1]]))
    assert "pendaftar, baris 0 (iloc 6), kolom no_peserta" in said
    assert "Sudah ada di baris 0 (iloc 0)" in said


def test_english_tables_headers_and_words() -> None:
    people = tables()["pendaftar"].rename(columns={"no_peserta": "registrant"})
    english = Scenario.from_frames(
        program={
            **{"start": date(2026, 1, 5), "end": date(2026, 1, 9), "draw_seed": 7},
            **{"weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"]},
            "parts": {"whole_day": "08.00-15.00"},
        },
        levels=["most_placed"],
        kecamatan=tables()["kecamatan"].rename(columns={"kode": "code", "nama": "name"}),
        kelurahan=tables()["kelurahan"].rename(columns={"kode": "code", "nama": "name"}),
        venues=tables()["tempat"].rename(columns={"nama": "name", "kursi": "seats"}),
        activities=tables()["kegiatan"].rename(columns={"nama": "name", "maks": "max"}),
        registrants=people.assign(weekdays=None),
    )
    assert english.digest == made().digest


def test_a_what_if_states_only_what_differs() -> None:
    base = made()
    changed = base.what_if(
        tempat=pd.DataFrame({"kursi": [6]}, index=pd.Index(["aula"], name="id")),
        pendaftar=pd.DataFrame(
            {"no_peserta": ["A1", "A2"], "hapus": [True, False], "hari": "senin"}
        ),
        kalender=pd.DataFrame({"tanggal": [date(2026, 1, 6)], "status": "tutup"}),
        rules={"deadline": {"day": "2026-01-08"}},
        program={"title": "Lain"},
        levels=["most_placed", "few_sessions"],
    )
    assert changed.problem.venues["aula"].seats == 6
    assert sorted(changed.problem.registrants) == ["A0", "A2", "A3", "A4", "A5"]
    assert changed.problem.registrants["A2"].weekdays == frozenset({0})
    assert not changed.problem.calendar.is_open(date(2026, 1, 6))
    assert changed.title == "Lain"
    assert [len(level) for level in changed.levels] == [1, 1]
    smaller = pd.DataFrame({"id": ["aula"], "kursi": [4]})
    with pytest.raises(InputError, match=r"tempat \(what_if 2\), baris 0"):
        changed.what_if(tempat=pd.DataFrame({"id": ["aula"], "kursi": ["x"]}))
    again = changed.what_if(rules={"deadline": False}, tempat=smaller)
    assert again.problem.venues["aula"].seats == 4
    assert not any(rule.kind == "deadline" for rule in again.rules)
    assert base.digest == made().digest != changed.digest


def test_a_complaint_about_a_what_if_says_so() -> None:
    with pytest.raises(InputError) as caught:
        made().what_if(tempat=pd.DataFrame({"id": ["aula"], "kursi": ["x"]}))
    assert "tempat (what_if), baris 0, kolom kursi" in str(caught.value)


def test_where_no_row_is_left_none_is_suggested() -> None:
    """Every kecamatan taken away: "Yang dikenal: ." stood behind each row that named one."""
    rows = [{"kode": code, "hapus": True} for code in tables()["kecamatan"]["kode"]]
    with pytest.raises(InputError) as told:
        made().what_if(kecamatan=rows)
    said = str(told.value)
    assert "paling sedikit satu baris" in said
    assert "dikenal: ." not in said
    assert not [c for c in told.value.complaints if str(c.advice) != str(c.advice).rstrip()]


def test_a_what_if_of_files_that_have_changed_since_is_refused(tmp_path: Path) -> None:
    for file in KECIL.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    scenario = read_scenario(tmp_path)
    venue = pd.DataFrame({"id": ["aula-tambora"], "kursi": [6]})
    assert scenario.what_if(tempat=venue).problem.venues["aula-tambora"].seats == 6
    venues = tmp_path / "tempat.csv"
    venues.write_text(venues.read_text("utf-8").replace(",4,", ",5,"), encoding="utf-8")
    with pytest.raises(PlanFilesError, match="berubah sejak dibaca"):
        scenario.what_if(tempat=venue)


def test_another_process_gets_the_scenario_without_its_cells() -> None:
    scenario = made()
    sent = pickle.loads(pickled(scenario))
    assert type(sent) is PlainScenario
    assert (sent.problem, sent.digest) == (scenario.problem, scenario.digest)


@pytest.mark.parametrize("again", [lambda one: pickle.loads(pickle.dumps(one)), deepcopy, copy])
def test_a_scenario_that_was_kept_can_be_asked_what_if(
    again: Callable[[Scenario], Scenario], tmp_path: Path
) -> None:
    """Kept in a pickle until tomorrow, or copied, it had lost `what_if` and `save`, and its plan
    was written without its scenario.
    """
    scenario = made()
    kept = again(scenario)
    assert kept == scenario
    assert kept.what_if(program={"draw_seed": "2"}) == scenario.what_if(program={"draw_seed": "2"})
    assert read_scenario(kept.save(tmp_path / "lagi")).problem == scenario.problem
    assert [one.spot for one in kept.rows("venues")] == [
        one.spot for one in scenario.rows("tempat")
    ]


def test_one_row_may_be_given_as_it_is() -> None:
    """A mapping of cells was "a DataFrame, not dict", though mappings are allowed."""
    scenario = made()
    other = scenario.what_if(tempat={"id": "aula", "kursi": 3})
    assert other.problem == scenario.what_if(tempat=[{"id": "aula", "kursi": 3}]).problem
    hall = {"id": "aula", "kecamatan": "Satu", "nama": "Aula", "kursi": 4}
    assert made(tempat=hall).problem == scenario.problem
    assert made(tempat={name: iter([cell]) for name, cell in hall.items()}).problem == (
        scenario.problem
    )
    with pytest.raises(TypeError, match="of one length, not of several: id 2, kecamatan 1"):
        made(tempat={"id": ["a", "b"], "kecamatan": ["Satu"], "nama": "Aula", "kursi": 4})
    for path in ("pendaftar.csv", Path("pendaftar.csv")):
        with pytest.raises(TypeError, match="read it first"):
            made(pendaftar=path)


def test_advice_is_of_python_and_in_the_words_that_were_used() -> None:
    """It spoke of lines of scenario.toml, and of headers that the frame does not have."""
    said = complaints_of(program=PROGRAM | {"bagian": ["08.00-15.00"]})
    assert '\'08.00-15.00\'; seharusnya misalnya program["bagian"]["sehari"] = ' in said
    assert "scenario.toml" not in said
    hall = tables()["kegiatan"].rename(columns={"maks": "max"}).assign(max=None)
    assert "kolom max" in (said := complaints_of(kegiatan=hall))
    assert "Isi kolom max." in said
    done = tables()["pendaftar"].assign(done_x="2026-01-05")
    assert "pendaftar, kolom done_x: tertulis 'done_x'" in complaints_of(pendaftar=done)
    with pytest.raises(InputError, match=r"Tulis program=\{'end': \.\.\.\}"):
        made().what_if(end="2026-01-09")
    with pytest.raises(InputError, match="kelurahan, hapus"):
        made().what_if(tempat={"id": "aula", "delete": True})
    with pytest.raises(InputError, match="dasarnya tidak ada; hapus ini"):
        made().what_if(rules={"deadline": False})


def test_a_column_that_is_there_is_not_what_another_was_meant_for() -> None:
    said = complaints_of(pendaftar=tables()["pendaftar"].assign(catatan="x"))
    assert "kolom catatan" in said
    assert "Maksud Anda" not in said
    nobody = tables()["pendaftar"].rename(columns={"kecamatan": "kecamatn"})
    assert "Maksud Anda kecamatan?" in complaints_of(pendaftar=nobody)


def test_a_column_in_the_place_of_another_is_not_a_line_a_row() -> None:
    """A list of 8,000 with its columns shifted was 8,000 lines, each true."""
    many = pd.concat([tables()["pendaftar"]] * 20, ignore_index=True)
    wrong = many.assign(
        no_peserta=[f"A{n:03}" for n in range(120)], kelurahan=[f"x{n}y{n}" for n in range(120)]
    )
    with pytest.raises(InputError) as caught:
        made(pendaftar=wrong.assign(hari="entah"))
    lines = str(caught.value).splitlines()
    assert len([line for line in lines if "kolom kelurahan" in line]) == 11
    rest = "baris 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 dan 100 baris lagi, kolom kelurahan"
    assert f"pendaftar, {rest}: 110 isian lain di kolom ini salah" in str(caught.value)
    assert any("kolom hari: tertulis 'entah'" in line for line in lines)
    assert lines[-1].startswith("240 hal")
    assert len(complaints_frame(caught.value)) == 240
    assert "isian lain" not in complaints_of(pendaftar=wrong.iloc[:30])


def test_what_is_not_there_is_told_by_name() -> None:
    scenario = made()
    with pytest.raises(ValueError, match="no table 'tempt': Did you mean tempat"):
        scenario.rows("tempt")
    with pytest.raises(IndexError, match="0 to 0"):
        scenario.without(1)


def test_a_scenario_whose_parts_were_replaced_is_not_changed() -> None:
    """Cells in memory are not read again before a what-if; that they are still those of the
    scenario is known all the same.
    """
    base = made()
    assert base.what_if(name="lain").name == "lain"
    fewer = {who: one for who, one in list(base.problem.registrants.items())[1:]}
    other = replace(base, problem=replace(base.problem, registrants=fewer))
    with pytest.raises(PlanFilesError, match="what_if"):
        other.what_if(name="lain")
