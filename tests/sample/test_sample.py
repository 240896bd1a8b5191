"""`okoce sample`: the same bytes everywhere, nobody who exists, and the shares that the recipe asks
for.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from okoce_opt.errors import InputError
from okoce_opt.io import load_scenario
from okoce_opt.sample.draw import largest_remainder
from okoce_opt.sample.registrants import NIK_REGION, sample

HOME = Path(__file__).parents[2] / "scenarios"
BIG = HOME / "jakarta_barat_2018"
RECIPES = sorted(path.parent for path in HOME.glob("*/sampel.toml"))


def _absences(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sample(folder)["halangan.csv"].decode())))


def _changed(tmp_path: Path, old: str, new: str, file: str = "sampel.toml") -> Path:
    """A file of a copy of `dua_kecamatan` in which `old` stands no more."""
    folder = tmp_path / "story"
    shutil.copytree(HOME / "dua_kecamatan", folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def people():
    return list(csv.DictReader(io.StringIO(sample(BIG)["pendaftar.csv"].decode())))


@pytest.mark.parametrize("folder", RECIPES, ids=lambda path: path.name)
def test_committed_registrants_are_the_samples(folder):
    for name, made in sample(folder).items():
        assert made == (folder / name).read_bytes(), name


def test_largest_remainder():
    """10 by weights 5, 3, 1: 5.56, 3.33, 1.11 -> the one left over goes to the first."""
    assert largest_remainder([5, 3, 1], 10) == [6, 3, 1]
    assert largest_remainder([1, 1, 1], 2) == [1, 1, 0]


def test_every_nik_is_synthetic_unique_and_a_date(people):
    seen = Counter(person["nik"] for person in people)
    assert max(seen.values()) == 1
    women = 0
    for nik in seen:
        assert re.fullmatch(NIK_REGION + r"\d{10}", nik)
        day, month, year, serial = int(nik[6:8]), int(nik[8:10]), int(nik[10:12]), int(nik[12:])
        women += day > 40
        assert 18 <= 2018 - date(1900 + year, month, day - 40 * (day > 40)).year <= 60
        assert serial >= 1
    assert 3700 < women < 4300


def test_phones_are_nobodys(people):
    assert len({person["telepon"] for person in people}) == len(people)
    assert all(re.fullmatch(r"0840\d{8}", person["telepon"]) for person in people)


def test_shares_are_those_of_the_recipe(people):
    """Within four standard deviations of 8,000 draws."""
    days = Counter(person["hari"] for person in people)
    assert abs(days[""] - 3600) < 180
    assert abs(days["senin, selasa"] - 560) < 95
    assert all(not p["suka"] or not p["hari"] or p["suka"] in p["hari"].split(", ") for p in people)
    unbound = [p for p in people if not p["hari"]]
    assert abs(sum(not p["suka"] for p in unbound) / len(unbound) - 0.5) < 0.04
    absences = _absences(BIG)
    assert len({a["id"] for a in absences}) == len(absences)
    assert all(abs(n - 800) < 110 for n in Counter(a["dari"] for a in absences).values())


def test_kecamatan_may_differ_in_size(tmp_path):
    """`orang` by code instead of one number: that many people each, and the smallest kelurahan
    still has its share.
    """
    folder = _changed(tmp_path, "orang = 120", "").parent
    with (folder / "sampel.toml").open("a", encoding="utf-8") as recipe:
        recipe.write('\n[orang]\n"31.73.03" = 43\n"31.73.05" = 130\n')
    people = list(csv.DictReader(io.StringIO(sample(folder)["pendaftar.csv"].decode())))
    assert Counter(person["kecamatan"] for person in people) == {
        "Taman Sari": 43,
        "Kebon Jeruk": 130,
    }
    text = (folder / "sampel.toml").read_text(encoding="utf-8").replace('"31.73.05" = 130', "")
    (folder / "sampel.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        sample(folder)
    assert {(c.code, c.column, c.found) for c in refused.value.complaints} == {
        ("missing_key", "orang", "31.73.05")
    }


def test_single_days_are_drawn_for_each_person():
    """5 % of 39 turns, drawn for each of 8,000 people: none that the base has already, all on days
    of the own turn.
    """
    base = load_scenario(BIG).problem
    days = [(o["id"], date.fromisoformat(o["dari"])) for o in _absences(HOME / "absen_acak")]
    assert len(set(days)) == len(days)
    for person, day in days:
        kecamatan = base.kecamatan[base.registrants[person].kecamatan]
        assert base.calendar.turn(day) == kecamatan.group
        assert not any(away.covers(day) for away in base.absences.get(person, ()))
    known = sum(
        any(away.covers(day) for away in base.absences.get(person.id, ()))
        for person in base.registrants.values()
        for day in base.calendar.open_days
        if base.calendar.turn(day) == base.kecamatan[person.kecamatan].group
    )
    # within four standard deviations
    drawn = 39 * 8000 - known
    assert abs(len(days) - drawn * 0.05) < 4 * (drawn * 0.05 * 0.95) ** 0.5


@pytest.mark.parametrize(("file", "key"), [("sampel.toml", "benih"), ("scenario.toml", "extends")])
def test_single_days_need_a_seed_and_a_base(tmp_path, file, key):
    folder = tmp_path / "story"
    shutil.copytree(HOME / "absen_acak", folder)
    path = folder / file
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"{key} =", f"title_{key} ="), encoding="utf-8"
    )
    with pytest.raises(InputError) as refused:
        sample(folder)
    assert [(c.file, c.column) for c in refused.value.complaints] == [(file, key)]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("sampel.toml", "persen = 70", "persen = 60", "out_of_range"),
        ("sampel.toml", "benih", "bnih", "missing_key"),
        ("sampel.toml", '"31.73.03.1001"', '"31.73.03.9999"', "missing_key"),
        ("sampel.toml", '"jumat"', '"jumaat"', "bad_weekday"),
        ("sampel.toml", "[[hari]]", "[[hari", "bad_toml"),
    ],
)
def test_faulty_recipe_is_refused(tmp_path, file, old, new, code):
    path = _changed(tmp_path, old, new, file)
    with pytest.raises(InputError) as refused:
        sample(path.parent)
    assert code in {c.code for c in refused.value.complaints}


@pytest.mark.parametrize("file", ["sampel.toml", "kelurahan.csv"])
def test_missing_file_is_named(tmp_path, file):
    folder = tmp_path / "story"
    shutil.copytree(HOME / "dua_kecamatan", folder)
    (folder / file).unlink()
    with pytest.raises(InputError) as refused:
        sample(folder)
    assert [c.file for c in refused.value.complaints] == [file]


def test_households_of_the_recipe(tmp_path):
    """Ten per cent in couples of one kelurahan, half of them in turns, and a cooperative of 30 in
    the first kecamatan.
    """
    asks = "[keluarga]\npasangan = 10\nbergantian = 50\nkoperasi = 30\n\n[bobot]"
    folder = _changed(tmp_path, "[bobot]", asks).parent
    made = sample(folder)
    before = sample(HOME / "dua_kecamatan")
    rows = list(csv.DictReader(io.StringIO(made["pendaftar.csv"].decode())))
    plain = list(csv.DictReader(io.StringIO(before["pendaftar.csv"].decode())))
    assert [{k: v for k, v in row.items() if k != "keluarga"} for row in rows] == plain
    ways = {
        row["id"]: row["cara"] for row in csv.DictReader(io.StringIO(made["keluarga.csv"].decode()))
    }
    members: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        if row["keluarga"]:
            members.setdefault(row["keluarga"], []).append(row)
    assert members.keys() == ways.keys()
    together = members.pop("KOP1")
    assert (len(together), {row["kecamatan"] for row in together}) == (30, {rows[0]["kecamatan"]})
    assert all(
        len(those) == 2 and len({row["kelurahan"] for row in those}) == 1
        for those in members.values()
    )
    assert 0.07 * len(rows) < 2 * len(members) <= 0.1 * len(rows)
    assert 0.2 < sum(way == "bergantian" for way in ways.values()) / len(ways) < 0.8
    assert sample(folder) == made
    wrong = _changed(
        tmp_path / "b", "[bobot]", "[keluarga]\npasangan = 110\npasagan = 1\n\n[bobot]"
    ).parent
    with pytest.raises(InputError) as refused:
        sample(wrong)
    assert [(c.code, c.column) for c in refused.value.complaints] == [
        ("out_of_range", "keluarga.pasangan"),
        ("unknown_key", "keluarga.pasagan"),
    ]
