"""What a misspelt name may have been meant for: by meaning, not by letters alone."""

from __future__ import annotations

import pytest

from okoce_opt.domain.likeness import nearest_of

NAMES = [
    *("Kota Bambu Utara", "Duri Kepa", "Kedoya Utara", "Kedoya Selatan", "Sukabumi Selatan"),
    *("Kebon Jeruk", "Cengkareng Barat", "Cengkareng Timur", "Slipi", "Tongke-Tongke II"),
]


@pytest.mark.parametrize(
    "written",
    [
        *("Kota Bambu Selatan", "Kota Bambu Selatn", "KOTA BAMBU SLT", "Sukabumi Utara"),
        *("Kedoya Timur", "Duri Utara", "Tongke-Tongke III", "Utara", "Cengkareng Pusat"),
    ],
)
def test_a_neighbour_is_no_slip_of_the_pen(written):
    """Only *Kota Bambu Utara* is in the table: a plan with people of *Selatan* moved there is worse
    than no advice.
    """
    assert nearest_of(written, NAMES) == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("KOTA BAMBU UTR", "Kota Bambu Utara"), ("KEC. KEBON JERUK", "Kebon Jeruk")),
        *(("Kebun Jeruk", "Kebon Jeruk"), ("KB. JERUK", "Kebon Jeruk"), ("Kel. Slipi", "Slipi")),
        *(("kedoya_utr", "Kedoya Utara"), ("Sukabumi Slt.", "Sukabumi Selatan")),
        *(("Tongke Tongke 2", "Tongke-Tongke II"), ("KOTABAMBUUTARA", "Kota Bambu Utara")),
        *(("Kota Bamboo Utara", "Kota Bambu Utara"), ("Slippi", "Slipi")),
    ],
)
def test_a_slip_or_an_abbreviation_gets_its_name(written, meant):
    assert nearest_of(written, NAMES) == (meant,)


def test_where_no_side_is_written_every_side_is_named():
    assert nearest_of("Cengkareng", NAMES) == ("Cengkareng Barat", "Cengkareng Timur")


def test_numbers_may_be_words_and_names_may_stop_early():
    """*Kelapa 2* is *Kelapa Dua*; *Grogol* is short for the one name that begins so; a header of
    three letters is not meant by a word that only holds them.
    """
    names = ["Kelapa Dua", "Grogol Petamburan", "Duri Kepa"]
    assert nearest_of("Kelapa 2", names) == ("Kelapa Dua",)
    assert nearest_of("Kelapa III", names) == ()
    assert nearest_of("Grogol", names) == ("Grogol Petamburan",)
    assert nearest_of("alamat", ["lat", "kursi"]) == ()
