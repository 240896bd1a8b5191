"""Cells as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from okoce_opt.io.tables import parsers as p
from okoce_opt.io.tables import times as t
from okoce_opt.io.tables.cells import is_blank
from okoce_opt.io.tables.declared import FREE, REGIONS, TABLES


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2026-08-05",
            "05/08/2026",
            "5/8/2026",
            "05-08-2026",
            "5.8.2026",
            "5 Agustus 2026",
            "05 AGUSTUS 2026",
        ),
        *("5 Agu 2026", "5 Agt. 2026", "5-Agu-2026", "5-Aug-2026", "5 August 2026"),
    ],
)
def test_a_date_in_every_usual_form(written):
    assert t.day(written) == date(2026, 8, 5)


@pytest.mark.parametrize("written", ["5 Mei 2026", "5 May 2026", "5-mei-2026"])
def test_a_month_of_three_letters(written):
    assert t.day(written) == date(2026, 5, 5)


@pytest.mark.parametrize(
    "written", ["Rabu, 5 Agustus 2026", "wednesday 5/8/2026", "Rab. 2026-08-05", "Ahad, 9-8-2026"]
)
def test_a_date_may_have_its_weekday_as_okoce_writes_it(written):
    """What okoce itself prints was refused when it was typed."""
    assert t.day(written).day in (5, 9)


def test_a_date_that_has_another_weekday_is_asked_about():
    with pytest.raises(p.Unreadable) as caught:
        t.day("Kamis, 5 Agustus 2026")
    assert "Rabu, 5 Agustus 2026: hari dan tanggalnya tidak cocok" in caught.value.advice.id


@pytest.mark.parametrize(
    "written",
    [
        *(
            "05-08-26",
            "5/8/26",
            "8/2026",
            "2026-8",
            "Agustus 2026",
            "5 Agusto 2026",
            "5-8.2026",
            "5 08 2026",
            "besok",
            "46239",
        ),
        *("12/31/2026", "31-04-2026", "29 Februari 2026", "00/01/2026", "2026-02-30"),
    ],
)
def test_a_date_that_may_be_another_or_none_is_refused(written):
    with pytest.raises(p.Unreadable) as caught:
        t.day(written)
    assert caught.value.code == "not_a_date"


@pytest.mark.parametrize(
    "written",
    ["Rabu, Kamis", "Rabu; Kamis", "rabu/kamis", "Rabu dan Kamis", "rab & KAM", "Rabu-Kamis"],
)
def test_two_weekdays_in_a_cell(written):
    assert t.weekdays(written) == {2, 3}


@pytest.mark.parametrize(
    "written",
    [
        "Senin-Kamis",
        "senin - kamis",
        "Senin s/d Kamis",
        "Senin s.d. Kamis",
        "sen sampai kam",
        "Senin \u2013 Kamis",
    ],
)
def test_a_range_of_weekdays(written):
    assert t.weekdays(written) == {0, 1, 2, 3}
    assert t.weekdays(f"{written}, Sabtu") == {0, 1, 2, 3, 5}
    assert t.wishes(f"{written}; pagi") == ({0, 1, 2, 3}, {"pagi"})


def test_a_range_over_the_end_of_the_week():
    assert t.weekdays("Jum'at-Senin") == {4, 5, 6, 0}


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("snin", "Maksud Anda senin?"),
        ("snin, rabu", "Maksud Anda senin, rabu?"),
        ("rabu kamis", "Maksud Anda rabu, kamis?"),
        ("senin-rabu-jumat", "Maksud Anda senin, rabu, jumat?"),
        ("rabu kamiss", "Tulis satu per satu, dipisah koma: senin, selasa."),
        ("hari selain rabu", "Tulis satu per satu, dipisah koma: senin, selasa."),
    ],
)
def test_the_hint_loses_no_weekday(written, advice):
    with pytest.raises(p.Unreadable) as caught:
        t.weekdays(written)
    assert caught.value.code == "unknown_weekday"
    assert caught.value.advice.id == advice


def test_parts_of_the_day_are_joined_alike():
    assert t.parts("pagi/siang") == t.parts("pagi dan siang") == ("pagi", "siang")
    with pytest.raises(p.Unreadable) as caught:
        t.parts("pagi-siang")
    assert caught.value.advice.id == "Maksud Anda pagi, siang?"


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("semua hari", set(range(7))),
        ("Setiap hari", set(range(7))),
        ("bebas", set(range(7))),
        ("every day", set(range(7))),
        ("kecuali Jumat", {0, 1, 2, 3, 5, 6}),
        ("semua hari kecuali Jumat dan Sabtu", {0, 1, 2, 3, 6}),
        ("Senin-Jumat kecuali Rabu", {0, 1, 3, 4}),
        ("selain rabu", {0, 1, 3, 4, 5, 6}),
        ("every day except Fri", {0, 1, 2, 3, 5, 6}),
        ("Monday to Thursday", {0, 1, 2, 3}),
    ],
)
def test_all_days_and_all_but_some(written, days):
    assert t.weekdays(written) == days


def test_every_weekday_is_no_limit_and_no_wish():
    """The digest of a list must not depend on whether people wrote `bebas` or nothing."""
    assert t.suiting("semua hari") is None is t.suiting("senin-minggu")
    assert t.suiting("kecuali jumat") == {0, 1, 2, 3, 5, 6}
    assert t.wishes("bebas") == (frozenset(), frozenset())


@pytest.mark.parametrize("written", [",", " / ", ";,", "dan", "&"])
def test_a_list_without_a_word_is_no_list_of_no_days(written):
    """Somebody whose cell held a comma could come on no day at all, and was left over."""
    for read in (t.weekdays, t.suiting, t.wishes, t.parts):
        with pytest.raises(p.Unreadable):
            read(written)


@pytest.mark.parametrize("written", ["kecuali", "kecuali semua hari", "senin kecuali rabu"])
def test_an_exception_that_leaves_nothing_to_guess_is_refused(written):
    with pytest.raises(p.Unreadable):
        t.weekdays(written)


@pytest.mark.parametrize(
    ("unseen", "also"),
    [
        *((0x200E, 0xFEFF), (0x202A, 0x202C), (0x2066, 0x2069), (0xAD, 0x3164), (0x61C, 0xFE0F)),
        *((0x200B, 0xE0041), (0x180E, 0x7), (0x9D, 0x2064), (0x1D173, 0x115F), (0xFFF9, 0x34F)),
    ],
)
def test_what_nobody_sees_is_dropped(unseen, also):
    """F21: marks of direction pasted with a name made another kelurahan and another person."""
    text = f"{chr(unseen)}Duri{chr(also)} {chr(unseen)}Kepa{chr(also)}"
    assert p.text(text) == "Duri Kepa"
    assert p.lines(text) == "Duri Kepa"
    assert is_blank(chr(unseen) + chr(also))


def test_what_is_seen_as_a_blank_is_one():
    assert p.text("Duri\u2800Kepa") == p.text("Duri\u3000 Kepa") == "Duri Kepa"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", " =", "\u200e="])
def test_an_id_is_no_formula(sign):
    """F10: such ids stood raw in `penempatan.csv`, where a spreadsheet computes them."""
    for parse in (p.ident, p.person_id, p.idents):
        with pytest.raises(p.Unreadable) as caught:
            parse(f"{sign}P1")
        assert caught.value.code == "formula_as_id"
    with pytest.raises(p.Unreadable):
        p.ident(-2)


@pytest.mark.parametrize(
    "number",
    [
        "3173990101900017",
        3173990101900017.0,
        "3173 9901 0190 0017",
        "KK-3173990101900017",
        "3173990101900017/2",
        "081299900017",
        "0812-9990-0017",
    ],
)
def test_an_id_is_no_number_of_a_person(number):
    """F7: a household's id of 16 digits, a family card, was printed whole."""
    for parse in (p.ident, p.person_id, p.idents):
        with pytest.raises(p.Unreadable) as caught:
            parse(number)
        assert caught.value.code in ("nik_as_id", "phone_as_id")
    with pytest.raises(p.Unreadable):
        p.person_id(81299900017.0)


@pytest.mark.parametrize(
    "name", ["Aula (Pak Budi 0812-9990-0017)", "Aula 3173990101900017", "Aula 021-555 12 34"]
)
def test_a_name_that_messages_say_holds_no_number_of_a_person(name):
    with pytest.raises(p.Unreadable) as caught:
        p.title(name)
    assert caught.value.code == "number_in_name"
    assert p.title("Gedung 45, lantai 2") == "Gedung 45, lantai 2"


@pytest.mark.parametrize("good", ["P00001", "31.73.01.1001", "8171031001", "a-b", "K1", "0012"])
def test_ids_as_offices_give_them_are_read(good):
    assert p.ident(good) == good
    assert p.ident("A, B") == "A, B"
    assert p.idents("A, B") == ("A", "B")


def test_every_column_of_ids_refuses_them():
    """Of each table, whatever holds no text for people and is not chosen from a few words."""
    for table in TABLES.values():
        for column in table.columns:
            if (
                column.private
                or column.header in (*FREE, *REGIONS)
                or column.parse in (p.degrees, p.per_thousand)
            ):
                continue
            # a name may begin as a formula does: it is text wherever it goes
            for bad in ("3173990101900017", *(["=P1"] if column.parse is not p.title else [])):
                with pytest.raises(p.Unreadable):
                    column.parse(bad)


@pytest.mark.parametrize("cell", ["87,7", "87.7", "87,7%", "87.7 %", 87.7])
def test_a_percentage_may_have_its_sign(cell):
    assert p.per_thousand(cell) == 877


@pytest.mark.parametrize("cell", ["banyak", "80 persen", "80-90", True, "87,77", 0.63, "%"])
def test_what_is_no_percentage_is_told_as_one(cell):
    """What was allowed was told as "a number like -6.1754"."""
    with pytest.raises(p.Unreadable) as told:
        p.per_thousand(cell)
    assert told.value.allowed.en == "a percentage like 63 or 87.7"
    assert told.value.advice.en == (
        "Did you mean 63 %? Write 63, without a percentage's format." if cell == 0.63 else ""
    )


@pytest.mark.parametrize(
    ("cell", "much", "little"), [(0.8, "80", "0.8"), ("0,8", "80", "0.8"), (1, "100", "1")]
)
def test_a_part_of_one_is_asked_for(cell, much, little):
    """80 % stands as 0.8 in a spreadsheet's cell; it was taken for 0.8 %, and all were invited."""
    with pytest.raises(p.Unreadable) as told:
        p.per_thousand(cell)
    assert f"Did you mean {much} %?" in told.value.advice.en
    assert f"Write {little}%." in told.value.advice.en
    assert p.percent(p.per_thousand(f"{little}%")) == f"{little}%"


def test_yes_and_no_as_offices_write_them():
    assert [p.yes_no(cell) for cell in ("iya", "Ya ", "y", "tdk", "TIDAK", "n")] == [True] * 3 + [
        False
    ] * 3
    with pytest.raises(p.Unreadable):
        p.yes_no("t")  # tidak, or true?
