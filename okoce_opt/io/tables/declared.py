"""Each table of a scenario, declared once: its columns, how their cells are read, what must be
there, what is the key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.words import Words
from okoce_opt.io.tables import english as en
from okoce_opt.io.tables import parsers as p
from okoce_opt.io.tables import times as t
from okoce_opt.io.tables.cells import Cell, clean, shown
from okoce_opt.io.tables.shape import Column as Column
from okoce_opt.io.tables.shape import Table as Table

FREE = ("camat", "nip", "golongan", "keterangan", "alasan", "catatan")
"""Columns of text for people; all other text is an id, but for the names of regions."""
REGIONS = ("kecamatan", "kelurahan")


def _said(header: str) -> Callable[[Cell], object]:
    if header == "nama":
        return p.title
    return p.text if header in (*FREE, *REGIONS) else p.ident


def _must(header: str, parse: Callable[[Cell], object] | None = None) -> Column:
    return Column(header, parse or _said(header), required=True)


def _may(header: str, parse: Callable[[Cell], object] = p.text, default: object = None) -> Column:
    return Column(header, parse, default=default)


def _text(header: str) -> Column:
    return Column(header, _said(header), default="")


def _about(header: str, parse: Callable[[Cell], object] = p.text, *aliases: str) -> Column:
    return Column(header, parse, default="", aliases=aliases, private=True)


_POINT = (_may("lintang", p.degrees), _may("bujur", p.degrees))

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "kecamatan",
            (_must("kode"), _must("nama"), _text("kelompok"), _text("camat"), _text("nip")),
            ("kode",),
            required=True,
        ),
        Table(
            "kelurahan",
            (_must("kode"), _must("nama"), _must("kecamatan"), *_POINT),
            ("kode",),
            required=True,
        ),
        Table(
            "tempat",
            (
                *(_must("id"), _text("kecamatan"), _must("nama"), _must("kursi", p.whole)),
                *(_may("hari", t.suiting), *_POINT, _may("sewa", p.whole, 0)),
                *(_may("kegiatan", p.idents, ()), _text("kelurahan")),
            ),
            ("id",),
            required=True,
        ),
        Table(
            "kegiatan",
            (
                *(
                    _must("id"),
                    _must("nama"),
                    _may("wajib", p.yes_no, True),
                    _may("min", p.whole, 1),
                    _must("maks", p.whole),
                ),
                *(_may("lama", p.up_to(366), 1), _may("bagian", t.parts, ()), _text("tim")),
                *(
                    _may(
                        "lingkup",
                        p.one_of("kecamatan", "kota", "semua", english=en.SCOPES),
                        "kecamatan",
                    ),
                    _may("kali", p.up_to(1_000), 1),
                ),
                *(
                    _may("bidang", p.idents, ()),
                    _text("catatan"),
                    _may("per_kursi", p.up_to(1_000), 1),
                ),
                *(
                    _may("hari", t.suiting),
                    _may(
                        "irama",
                        p.one_of(
                            "harian", "mingguan", english={"daily": "harian", "weekly": "mingguan"}
                        ),
                        "harian",
                    ),
                ),
                *(
                    _may("lanjut", p.yes_no, True),
                    _text("cadangan_untuk"),
                    _may("hanya_sesi", p.yes_no, False),
                    _may("cukup_hari", p.up_to(366)),
                ),
            ),
            ("id",),
            required=True,
        ),
        Table(
            "urutan",
            (
                _must("kegiatan"),
                _must("sesudah"),
                _may("jeda_min", p.up_to(3_660), 0),
                _may("jeda_maks", p.up_to(3_660)),
            ),
            ("kegiatan", "sesudah"),
        ),
        Table(
            "kalender",
            (
                *(
                    _must("tanggal", t.day),
                    _may(
                        "status",
                        p.one_of("buka", "tutup", english={"open": "buka", "closed": "tutup"}),
                    ),
                    _text("golongan"),
                ),
                *(
                    _may("lunak", p.yes_no, False),
                    _may("giliran", t.turn, ""),
                    _text("keterangan"),
                    _may("bagian", t.parts, ()),
                ),
            ),
            ("tanggal",),
        ),
        Table(
            "halangan",
            (
                *(
                    _must(
                        "jenis", p.one_of("program", "tempat", "pendaftar", "tim", english=en.KINDS)
                    ),
                    _text("id"),
                ),
                *(_must("dari", t.day), _must("sampai", t.day), _text("alasan")),
            ),
            ("jenis", "id", "dari"),
        ),
        Table(
            "tim",
            (
                *(
                    _must("id"),
                    _must("jenis"),
                    _may("sekaligus", p.whole, 1),
                    _may("orang", p.whole),
                ),
                *(_may("hari", t.suiting), _may("kecamatan", p.idents, ()), _text("nama")),
            ),
            ("id",),
        ),
        Table(
            "kehadiran",
            (
                *(_must("kegiatan"), _text("kecamatan")),
                Column("persen", p.per_thousand, required=True, write=p.percent),
                _may("luber_sekali_dari", p.whole, 0),
            ),
            ("kegiatan", "kecamatan"),
        ),
        Table(
            "jatah",
            (_must("kegiatan"), _must("kecamatan"), _text("kelurahan"), _must("orang", p.whole)),
            ("kegiatan", "kecamatan", "kelurahan"),
        ),
        Table(
            "keluarga",
            (
                _must("id", p.person_id),
                _must("cara", p.one_of("bersama", "sebisanya", "bergantian", english=en.MANNERS)),
            ),
            ("id",),
        ),
        Table(
            "perjalanan",
            (_must("dari", p.person_id), _must("tempat"), _must("harga", p.whole)),
            ("dari", "tempat"),
        ),
        Table(
            "pendaftar",
            (
                Column(
                    *("no_peserta", p.person_id, True, None),
                    ("nomor_peserta", "no._peserta", "nomor"),
                ),
                _about("nama", p.text, "nama_lengkap"),
                _about("nik", p.nik, "no_ktp"),
                _about("telepon", p.phone, "hp", "no_hp", "telp"),
                *(_must("kecamatan"), _must("kelurahan"), _may("hari", t.suiting)),
                *(
                    _may("suka", t.wishes, (frozenset(), frozenset())),
                    _text("bidang"),
                    _may("keluarga", p.person_id, ""),
                    _may("daftar", t.day),
                ),
                Column("tanggal_lahir", t.day, private=True),
                *(_about("jenis_kelamin", p.sex), _about("alamat"), _about("rt"), _about("rw")),
            ),
            ("no_peserta",),
            required=True,
            families={"selesai_": t.day, "absen_": t.day, "pin_": t.pin},
        ),
        Table(
            "ubah",
            (
                _must("keadaan", p.one_of("draf", "diumumkan", "diadakan", english=en.STATES)),
                _may("dalam_hari", p.whole),
                _must(
                    "boleh",
                    p.one_of("tidak", "terpaksa", "harga", "bebas", english=en.FREEDOMS),
                ),
                *(_may("harga_tanggal", p.whole, 100), _may("harga_tempat", p.whole, 2)),
            ),
            ("keadaan", "dalam_hari"),
        ),
        Table(
            "sesi",
            (
                *(
                    _must("kegiatan"),
                    _must("tempat"),
                    _must("tanggal", t.day),
                    _must("bagian", t.part),
                ),
                _must("status", p.one_of("dipakai", "tidak", english=en.TOLD)),
            ),
            ("kegiatan", "tempat", "tanggal", "bagian"),
        ),
    )
}
"""In the order in which a planner fills them in."""


def table_named(name: str) -> str | None:
    """The table that the name of a file or sheet means, in Indonesian or English; None if none."""
    said = clean(name).casefold()
    return said if said in TABLES else en.TABLES.get(said)


def given_twice(said: str, first: str, file: str) -> Complaint:
    """One table under two names, an Indonesian and an English one say: neither counts for the
    other.
    """
    advice = Words(
        "Tabel itu sudah ada di {first}; gabungkan, atau hapus salah satu.",
        "That table is there already, as {first}; put them together, or remove one.",
    ).fill(first=shown(first))
    return Complaint("duplicate_table", "program", "", "", shown(said), NOTHING, advice, file)
