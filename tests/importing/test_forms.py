"""Every kind of file that offices send, good and bad: read, or refused in words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from okoce_opt.importing.importer import Import
from tests.gate import books
from tests.importing.lists import HEADER, balanced, book, folder, imported, nik
from tests.importing.lists import people as some

ROWS = [HEADER, *some(1, 3)]


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


def _text(sign: str, end: str = "\r\n") -> str:
    return end.join(sign.join(map(str, row)) for row in ROWS) + end


@pytest.mark.parametrize(
    "data",
    [
        _text(",").encode(),
        _text(";").encode("utf-8-sig"),
        _text("\t").encode("utf-16"),
        _text(";").encode("utf-16-le"),
        ("sep=;\r\n" + _text(";")).encode(),
        _text(";", "\r").encode(),
        _text("|").encode(),
        ("Kecamatan Kebon Jeruk, Jakarta\r\n;;\r\n" + _text(";")).encode("cp1252"),
        _text(",").replace(str(nik(1)), f'="{nik(1)}"').encode(),
        _text(",").replace(ROWS[1][1], '"Budi, S.Pd"').encode(),
    ],
)
def test_text_of_any_kind(tmp_path: Path, into: Path, data: bytes) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(data)
    made = imported(into, path)
    assert [e.values["nik"] for e in made.outcome.added] == [nik(n) for n in (1, 2, 3)]
    assert not made.questions
    assert balanced(made)


def _cells(row: tuple[object, ...]) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row>{''.join(cell.format(value) for value in row)}</table:table-row>"


def test_open_document_and_wrong_names(tmp_path: Path, into: Path) -> None:
    data = books.open_document("".join(map(_cells, ROWS)))
    for name in ("a.ods", "a.xlsx", "a.csv"):
        (tmp_path / name).write_bytes(data)
        made = imported(into, tmp_path / name)
        assert len(made.outcome.added) == 3
        assert "dicoret" in made.accounts[0].notes[0].id
    good = book(tmp_path / "b.xlsx", S=ROWS)
    good.rename(tmp_path / "b.csv")
    assert len(imported(into, tmp_path / "b.csv").outcome.added) == 3


def test_folders_and_archives_are_gone_through(tmp_path: Path, into: Path) -> None:
    sent = tmp_path / "kiriman"
    (sent / "Kel. Slipi").mkdir(parents=True)
    rows = [("Nama", "NIK"), *(row[1:3] for row in some(1, 2))]
    book(sent / "Kel. Slipi" / "data.xlsx", Sheet1=rows)
    book(sent / "b.xlsx", S=[HEADER, *some(3, 2)])
    (sent / ".~lock.b.xlsx#").write_text("x")
    made = imported(into, sent)
    assert len(made.outcome.added) == 4
    assert made.outcome.added[0].values["kelurahan"] == "31.73.07.1002"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for path in sorted(sent.rglob("*.xlsx")):
            file.write(path, f"../../{path.relative_to(sent)}")
        file.writestr("__MACOSX/._b.xlsx", b"x")
        file.writestr("baca.pdf", b"%PDF-1.5")
    (tmp_path / "kiriman.zip").write_bytes(packed.getvalue())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    made = imported(into, tmp_path / "kiriman.zip")
    assert len(made.outcome.added) == 4
    assert balanced(made)
    assert [one.fault for one in made.lists.passed] == [False, True]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_one_file_given_twice_is_read_once(tmp_path: Path, into: Path) -> None:
    path = book(tmp_path / "a.xlsx", S=ROWS)
    made = imported(into, path, tmp_path / "a.xlsx")
    assert (len(made.accounts), len(made.outcome.added)) == (1, 3)


BAD = {
    "empty": b"",
    "zeros": bytes(2_000),
    "pdf": b"%PDF-1.4\n...",
    "picture": b"\x89PNG\r\n" + bytes(50),
    "rtf": b"{\\rtf1 daftar}",
    "web page": b"<html><table><tr><td>Nama</td></tr></table></html>",
    "old head only": b"\xd0\xcf\x11\xe0" + bytes(600),
    "cut off": books.book(books.ROW)[:300],
    "bent": books.bent(books.book(books.ROW * 200), books.SHEET),
    "password": books.says_encrypted(books.book(books.ROW)),
    "no workbook": books.packed({"[Content_Types].xml": "<Types/>", "a.txt": "x"}),
    "letter": books.packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}),
    "stray": books.book(
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(900_000, 900_030))
    ),
    "quotes": b'Nama,NIK\r\n"Orang Satu,1\r\nOrang Dua,2\r\n',
    "binary": bytes(range(1, 32)) * 100,
    "doctype": books.packed(
        {**books.PARTS, books.SHEET: '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'}
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_words_and_the_good_one_beside_it_is_taken(
    tmp_path: Path, into: Path, kind: str
) -> None:
    path = tmp_path / "buruk.xlsx"
    path.write_bytes(BAD[kind])
    made = imported(into, path, book(tmp_path / "b.xlsx", S=ROWS))
    assert len(made.outcome.added) == 3
    (passed,) = made.lists.passed
    assert passed.fault
    assert len(passed.why.id) > 10
    assert path.read_bytes() == BAD[kind]


def _sheet(made: Import) -> tuple[int, int, int, int]:
    (account,) = made.accounts
    assert account.balanced
    return account.read, account.taken, account.questioned, len(account.ignored)


def _number(n: int, cell: str) -> str:
    texts = (("A", f"Orang {'ABCDEFGH'[n]}"), ("C", "Slipi"))
    said = "".join(f'<c r="{c}{n}" t="inlineStr"><is><t>{t}</t></is></c>' for c, t in texts)
    return f'<row r="{n}">{said[: said.index("<c", 2)]}{cell}{said[said.index("<c", 2) :]}</row>'


HEAD = (
    '<row r="1"><c r="A1" t="str"><v>Nama</v></c><c r="B1" t="str"><v>NIK</v></c>'
    '<c r="C1" t="str"><v>Kelurahan</v></c></row>'
)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" t="e"><v>#N/A</v></c>',
        '<c r="B2" t="e"><v>#REF!</v></c>',
        '<c r="B2"><f>1+1</f></c>',
        '<c r="B2"><v>3.17399E+15</v></c>',
        '<c r="B2"><v>91234567890123456</v></c>',
        '<c r="B2" t="inlineStr"><is><t>31739901O1900001</t></is></c>',
    ],
)
def test_a_cell_that_holds_no_value_holds_back_its_row_alone(
    tmp_path: Path, into: Path, cell: str
) -> None:
    good = f'<c r="B3" t="str"><v>{nik(5)}</v></c>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(books.book(HEAD + _number(2, cell) + _number(3, good)))
    made = imported(into, path)
    assert _sheet(made) == (3, 1, 1, 1)
    (question,) = made.questions
    assert "baris 2" in question.words.id


def test_a_list_of_nobody_is_no_fault(tmp_path: Path, into: Path) -> None:
    made = imported(into, book(tmp_path / "a.xlsx", S=[HEADER]))
    assert _sheet(made) == (1, 0, 0, 1)
    assert not made.waits


def test_formatted_rows_without_end_are_nothing(tmp_path: Path, into: Path) -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(4, 3_000))
    good = f'<c r="B2" t="str"><v>{nik(5)}</v></c>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(books.book(HEAD + _number(2, good) + empty))
    assert _sheet(imported(into, path)) == (2, 1, 0, 1)
