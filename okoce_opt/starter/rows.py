"""What stands in the starter workbook: a small invented story, and a word on every column.
Indonesian, as a planner reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

Row = Sequence[str | int | date | None]

PROGRAM: Sequence[tuple[str, str | int | date | None, str]] = (
    ("title", "Contoh: 24 peserta di dua kecamatan", "Judul di layar dan di jadwal."),
    (
        "story",
        "Cerita kecil untuk dicoba; semua orang di dalamnya rekaan.",
        "Catatan Anda sendiri.",
    ),
    ("draw_seed", "contoh 2027", "Kata kunci undian. Umumkan sebelum pendaftaran ditutup."),
    ("mulai", date(2027, 1, 11), "Hari pertama program."),
    ("selesai", date(2027, 2, 12), "Hari terakhir program."),
    (
        "hari_ini",
        None,
        "Kosong sampai pelatihan mulai; lalu tanggal hari ini, dengan --from rencana lama: yang "
        "lewat tetap.",
    ),
    ("hari_kerja", "senin, selasa, rabu, kamis, jumat", "Hari yang dipakai, dipisah koma."),
    ("bagian.sehari", "08.00-15.00", "Jam kegiatan. Boleh juga bagian.pagi dan bagian.siang."),
    ("aturan.turns", None, "Kelompok kecamatan bergiliran hari. Hapus baris ini bila tidak perlu."),
    (
        "aturan.simultaneous_phase.at_most",
        1,
        "Paling banyak sekian kecamatan bertemu pada satu hari.",
    ),
    (
        "aturan.every_kelurahan_present.at_least",
        1,
        "Paling sedikit sekian peserta dari tiap kelurahan di tiap sesi.",
    ),
    ("aturan.deadline.day", date(2027, 2, 12), "Sesi wajib berakhir paling lambat hari ini."),
    ("tingkat.1", "most_placed", "Yang terpenting: sebanyak mungkin orang mendapat tempat."),
    (
        "tingkat.2",
        "few_sessions, kelurahan_share, preferred_days, soft_days",
        "Sesudah itu, ditimbang menurut harga di bawah.",
    ),
    ("sasaran.few_sessions.harga", 200, "Harga satu sesi."),
    ("sasaran.kelurahan_share.harga", 50, "Harga satu orang kurang dari bagian kelurahannya."),
    ("sasaran.preferred_days.harga", 3, "Harga satu kehadiran di luar hari kesukaan."),
    ("sasaran.soft_days.harga", 5, "Harga satu kehadiran di hari lunak."),
    (
        "surat.kop.1",
        "PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA",
        "Kop daftar hadir, baris 1.",
    ),
    ("surat.kop.2", "KOTA ADMINISTRASI JAKARTA BARAT", "Kop daftar hadir, baris 2."),
    ("surat.kota", "Jakarta", "Kota di atas tanda tangan."),
    ("surat.kertas", "A4", "A4 atau F4."),
    ("surat.penanda_tangan.1.pengantar", "Mengetahui,", "Penanda tangan kiri."),
    (
        "surat.penanda_tangan.1.jabatan",
        "Camat {kecamatan}",
        "{kecamatan}, {camat}, {nip} diisi dari lembar kecamatan.",
    ),
    ("surat.penanda_tangan.1.nama", "{camat}", ""),
    ("surat.penanda_tangan.1.nip", "{nip}", ""),
    ("surat.penanda_tangan.2.jabatan", "Penanggung Jawab Kegiatan", "Penanda tangan kanan."),
)

_NAMES = (
    *(
        "Ade Surya",
        "Budi Hartono",
        "Citra Lestari",
        "Dedi Kurnia",
        "Eka Wulandari",
        "Fajar Nugroho",
        "Gita Permata",
    ),
    *(
        "Hendra Wijaya",
        "Indah Sari",
        "Joko Susilo",
        "Kartika Dewi",
        "Lukman Hakim",
        "Maya Anggraini",
        "Nanang Prasetyo",
    ),
    *(
        "Oki Setiawan",
        "Putri Maharani",
        "Rahmat Hidayat",
        "Sri Rahayu",
        "Tono Wibowo",
        "Umi Kalsum",
        "Vina Oktavia",
    ),
    *("Wawan Gunawan", "Yuni Astuti", "Zainal Abidin"),
)
_KELURAHAN = (
    ("31.73.07.1001", "Palmerah", "Palmerah"),
    ("31.73.07.1002", "Slipi", "Palmerah"),
    ("31.73.07.1003", "Kota Bambu Utara", "Palmerah"),
    ("31.73.05.1005", "Duri Kepa", "Kebon Jeruk"),
    ("31.73.05.1006", "Kedoya Utara", "Kebon Jeruk"),
    ("31.73.05.1003", "Sukabumi Selatan", "Kebon Jeruk"),
)
_SUITS = {
    1: "senin, rabu, jumat",
    8: "selasa, kamis",
    14: "senin, selasa, rabu, kamis",
    19: "selasa, rabu, kamis, jumat",
}
_LIKES = {2: "senin", 5: "rabu", 11: "jumat", 16: "kamis", 22: "selasa"}


def _person(i: int) -> Row:
    """Person number `i`: four of each kelurahan, the NIK of a region that does not exist."""
    _, kelurahan, kecamatan = _KELURAHAN[i // 4]
    nik = f"317399{1 + i:02d}{1 + i % 12:02d}90{1 + i:04d}"
    done = date(2026, 12, 10) if i == 6 else None
    return (
        f"P{i + 1:03d}",
        _NAMES[i],
        nik,
        f"0812000000{i + 1:02d}",
        kecamatan,
        kelurahan,
        _SUITS.get(i),
        _LIKES.get(i),
        done,
    )


TABLES: dict[str, tuple[Sequence[str], Sequence[Row]]] = {
    "kecamatan": (
        ("kode", "nama", "kelompok", "camat", "nip"),
        (
            ("31.73.07", "Palmerah", "1", "Nama Camat Palmerah", "000000000000000001"),
            ("31.73.05", "Kebon Jeruk", "2", "Nama Camat Kebon Jeruk", "000000000000000002"),
        ),
    ),
    "kelurahan": (
        ("kode", "nama", "kecamatan"),
        _KELURAHAN,
    ),
    "tempat": (
        ("id", "kecamatan", "nama", "kursi", "hari"),
        (
            ("aula_palmerah", "Palmerah", "Aula Kantor Camat Palmerah", 10, None),
            ("aula_kebon_jeruk", "Kebon Jeruk", "Aula Kantor Camat Kebon Jeruk", 10, None),
        ),
    ),
    "kegiatan": (
        ("id", "nama", "wajib", "min", "maks"),
        (
            ("pelatihan", "Pelatihan Kewirausahaan", "ya", 4, 10),
            ("perizinan", "Pendampingan Perizinan", "ya", 4, 10),
        ),
    ),
    "urutan": (("kegiatan", "sesudah", "jeda_min"), (("perizinan", "pelatihan", 5),)),
    "kalender": (
        ("tanggal", "status", "golongan", "lunak", "giliran", "keterangan"),
        (
            (date(2027, 2, 5), "tutup", "cuti bersama", "tidak", None, "Tahun Baru Imlek"),
            *(
                (date(2027, 2, d), None, None, "ya", None, "Ramadan (perkiraan)")
                for d in range(8, 13)
            ),
        ),
    ),
    "halangan": (
        ("jenis", "id", "dari", "sampai", "alasan"),
        (
            ("tempat", "aula_palmerah", date(2027, 1, 20), date(2027, 1, 22), "Aula dicat"),
            ("pendaftar", "P004", date(2027, 1, 11), date(2027, 1, 15), "Ke luar kota"),
        ),
    ),
    "pendaftar": (
        (
            "no_peserta",
            "nama",
            "nik",
            "telepon",
            "kecamatan",
            "kelurahan",
            "hari",
            "suka",
            "selesai_pelatihan",
        ),
        tuple(_person(i) for i in range(24)),
    ),
}

NOTES: dict[str, str] = {
    "nama": "Seperti yang akan dicetak.",
    "golongan": "Misalnya libur nasional atau cuti bersama. Boleh kosong.",
    "keterangan": "Untuk pembaca; muncul di kalender. Boleh kosong.",
    "alasan": "Untuk pembaca. Boleh kosong.",
    "kode": "Kode wilayah, sebagai teks. Tidak boleh kembar.",
    "kelompok": "Kecamatan sekelompok bertemu pada hari giliran yang sama: 1, 2, ...",
    "camat": "Nama camat untuk tanda tangan.",
    "nip": "NIP camat, sebagai teks.",
    "kecamatan": "Nama atau kode dari lembar kecamatan.",
    "kelurahan": "Nama atau kode dari lembar kelurahan.",
    "kursi": "Banyaknya kursi.",
    "hari": "Hari yang bisa, dipisah koma: senin, rabu. Kosong = semua hari.",
    "wajib": "ya atau tidak.",
    "min": "Peserta paling sedikit dalam satu sesi.",
    "maks": "Peserta paling banyak dalam satu sesi.",
    "sesudah": "Kegiatan yang harus diikuti lebih dahulu.",
    "jeda_min": "Jarak paling sedikit, dalam hari kalender. 5: selesai Senin 11 Januari, boleh "
    "mulai Sabtu 16 Januari.",
    "tanggal": "Hanya hari yang perlu keterangan.",
    "status": "tutup atau buka; kosong = seperti hari kerja biasa.",
    "lunak": "ya = sebaiknya dihindari (misalnya Ramadan).",
    "giliran": "Nomor kelompok, atau bebas. Kosong = bergiliran sendiri.",
    "jenis": "Di lembar halangan: program, tempat, pendaftar, atau tim. Di lembar tim: jenis "
    "timnya, misalnya mitra.",
    "id": "Pengenal pendek, tidak boleh kembar. Di lembar halangan: id tempat atau no_peserta.",
    "dari": "Hari pertama.",
    "sampai": "Hari terakhir, ikut dihitung.",
    "no_peserta": "Nomor peserta seperti P001. Jangan memakai NIK.",
    "nik": "16 angka sebagai teks (boleh kosong). Hanya untuk daftar hadir.",
    "telepon": "Sebagai teks (boleh kosong). Tidak dicetak bila tidak diminta.",
    "suka": "Hari yang lebih disukai. Kosong = tidak ada.",
    "selesai_pelatihan": "Tanggal bila sudah ikut kegiatan pelatihan. Kolom lain: selesai_<id "
    "kegiatan>.",
    "kegiatan": "id dari lembar kegiatan.",
}
