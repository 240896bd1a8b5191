"""What stands on the sheet *BACA SAYA* of a new workbook: kind of line and its text."""

from __future__ import annotations

from collections.abc import Sequence

GUIDE: Sequence[tuple[str, str]] = (
    ("judul", "Rencana pelatihan Anda dalam satu buku kerja"),
    (
        "teks",
        "Contoh kecil ini sudah bisa direncanakan. Ganti isinya dengan data Anda, simpan, lalu "
        "jalankan okoce.",
    ),
    ("bagian", "Tiga langkah"),
    (
        "butir",
        "1. Ganti baris contoh di tiap lembar, mulai dari lembar program. Baris judul kolom "
        "(baris 1) jangan diubah.",
    ),
    ("butir", "2. Simpan, tutup Excel, lalu periksa:   okoce check {folder}"),
    ("butir", "3. Bila tidak ada keluhan, rencanakan:   okoce plan {folder} --out {out}"),
    ("bagian", "Lembar-lembarnya, menurut urutan mengisi"),
    (
        "lembar",
        "program|Tanggal, jam, aturan, sasaran, dan kop surat. Kolom keterangan menjelaskan tiap "
        "baris.",
    ),
    ("lembar", "kecamatan|Satu baris tiap kecamatan; kelompok menentukan gilirannya."),
    ("lembar", "kelurahan|Satu baris tiap kelurahan, dengan kecamatannya."),
    ("lembar", "tempat|Aula yang dapat dipakai dan banyaknya kursi."),
    ("lembar", "kegiatan|Apa yang diikuti peserta; min dan maks peserta satu sesi."),
    ("lembar", "urutan|Kegiatan mana sesudah kegiatan mana, dan jarak harinya."),
    ("lembar", "kalender|Hari libur dan hari yang sebaiknya dihindari."),
    (
        "lembar",
        "halangan|Aula yang tidak bisa dipakai, peserta yang berhalangan, atau seluruh program "
        "libur.",
    ),
    ("lembar", "pendaftar|Daftar peserta, satu baris satu orang."),
    ("bagian", "Cara menulis"),
    (
        "butir",
        "Tanggal: tanggal Excel, 11/01/2027, 11 Januari 2027 (hari dahulu), atau 2027-01-11.",
    ),
    (
        "butir",
        "Hari: senin, selasa, ... dipisah koma, atau senin-kamis, semua hari, semua hari kecuali "
        "jumat. Ya dan tidak: ya, tidak.",
    ),
    (
        "butir",
        "NIK dan telepon sebagai teks, agar angkanya tidak hilang. Kolomnya sudah diformat Teks: "
        "pakai Tempel Nilai.",
    ),
    ("butir", "Sel kosong berarti: semua hari bisa, tidak ada kesukaan, belum ikut apa pun."),
    (
        "butir",
        "Arahkan tetikus ke judul kolom untuk penjelasannya. Lembar dan kolom yang namanya "
        "diawali _ tidak dibaca.",
    ),
    ("bagian", "Lain-lain"),
    (
        "butir",
        "Pilih satu: most_placed di tingkat.1 (sebanyak mungkin orang), atau "
        "aturan.everyone_placed (semua harus).",
    ),
    (
        "butir",
        "Aula yang harus diisi lebih dahulu: kolom sewa di lembar tempat (1, 2, 3), dan venue_rent "
        "di salah satu tingkat.",
    ),
    ("butir", "Daftar semua aturan dan sasaran:   okoce rules"),
    (
        "butir",
        "NIK dan telepon tidak pernah masuk ke perhitungan, dan NIK dicetak empat angka "
        "terakhirnya saja.",
    ),
)
