"""What entities made in Python may be called: ids stand in every table that goes out."""

from __future__ import annotations

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.places import Kecamatan, Venue
from okoce_opt.errors import InputError
from tests.hands import people, world

NIK = "3173990101900001"
GIVEN = {
    "a person": {"registrants": people("=P1")},
    "a person's NIK": {"registrants": people(NIK)},
    "a hall": {"venues": [Venue("@aula", "K1", "Aula", 10)]},
    "an activity": {"activities": [Activity("+P", "Pelatihan", max_people=10)]},
    "a kecamatan": {"kecamatan": [Kecamatan("K1", "Satu"), Kecamatan("-K2", "Dua")]},
}


@pytest.mark.parametrize("what", GIVEN)
def test_ids_that_are_formulas_or_personal_numbers_are_refused(what: str) -> None:
    """As they are in files; `Problem.of` once let them through into `penempatan.csv`."""
    with pytest.raises(InputError) as refused:
        world(**GIVEN[what])
    codes = {complaint.code for complaint in refused.value.complaints}
    assert codes == {"nik_as_id" if what.endswith("NIK") else "formula_as_id"}
    assert NIK not in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        {"kecamatan": [Kecamatan("K1", "Satu 0812-9990-0017")]},
        {"venues": [Venue("aula", "K1", f"Aula {NIK}", 10)]},
        {"activities": [Activity("P", "Pelatihan (081299900017)", max_people=10)]},
    ],
)
def test_names_that_hold_a_personal_number_are_refused(given: dict) -> None:
    """Messages and file names say them; the telephone of a hall's keeper was echoed whole."""
    with pytest.raises(InputError) as refused:
        world(**given)
    (complaint,) = refused.value.complaints
    assert complaint.code == "number_in_name"
    assert not any(number in str(refused.value) for number in (NIK, "9990-0017", "99900017"))
