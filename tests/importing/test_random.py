"""Random people in random layouts: everyone comes back exactly once, or is asked about."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings

from okoce_opt.importing.importer import Import
from tests.importing.lists import balanced, book, folder, imported
from tests.importing.lists import people as some
from tests.importing.random_lists import Case, cases, write

_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


def _everyone_is_back(case: Case, made: Import) -> None:
    assert balanced(made)
    assert not made.unreadable
    taken = [str(entry.values["nama"]) for entry in made.outcome.added]
    assert sorted(taken) == sorted(case.people.keys() - case.asked)
    for entry in made.outcome.added:
        number, home = case.people[str(entry.values["nama"])]
        assert (entry.values.get("nik"), entry.values["kelurahan"]) == (number, home)
    waiting = [entry for account in made.accounts for entry in account.entries if entry.waits]
    assert sorted(str(entry.values["nama"]) for entry in waiting) == sorted(case.asked)


def _check(case: Case, tmp_path: Path) -> None:
    into = tmp_path / "rencana"
    if not into.exists():
        folder(into)
    _everyone_is_back(case, imported(into, write(case, tmp_path / "acak.xlsx")))


@seed(20181313)
@settings(max_examples=60, deadline=None, suppress_health_check=_QUIET, database=None)
@given(case=cases())
def test_everyone_comes_back_once_or_is_asked(case: Case, tmp_path: Path) -> None:
    _check(case, tmp_path)


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None, suppress_health_check=_QUIET, database=None)
@given(case=cases())
def test_everyone_comes_back_once_or_is_asked_in_many_more(case: Case, tmp_path: Path) -> None:
    _check(case, tmp_path)


def _mutants(tmp_path: Path, seeds: range) -> None:
    """A good file with a few bytes changed is read exactly, or refused in words; never more."""
    into = folder(tmp_path / "rencana")
    header = ("No", "Nama", "NIK", "No HP", "Kelurahan", "Kecamatan")
    data = book(tmp_path / "baik.xlsx", S=[header, *some(1, 6)]).read_bytes()
    whole = {str(row[1]) for row in some(1, 6)}
    path = tmp_path / "rusak.xlsx"
    for n in seeds:
        dice = random.Random(n)
        made = bytearray(data)
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(made))
            how = dice.randrange(3)
            if how == 0:
                made[at] ^= 1 << dice.randrange(8)
            elif how == 1:
                made[at:at] = bytes([dice.randrange(256)])
            else:
                del made[at]
        path.write_bytes(made)
        found = imported(into, path)
        assert balanced(found), n
        taken = {str(entry.values["nama"]) for entry in found.outcome.added}
        assert taken == whole or found.unreadable or found.questions or not taken, n


def test_a_file_with_a_few_bytes_changed(tmp_path: Path) -> None:
    _mutants(tmp_path, range(60))


@pytest.mark.slow
def test_two_thousand_files_with_a_few_bytes_changed(tmp_path: Path) -> None:
    _mutants(tmp_path, range(2_000))
