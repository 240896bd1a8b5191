"""The fixed words of sheets: names of files, sheets, lines and columns, for writers and readers.

Whatever a writer prints and a reader looks for is defined here and nowhere else, so that the two
cannot drift apart.
"""

from __future__ import annotations

FOLDER = "daftar_hadir"


SCHEDULE = "jadwal.xlsx"


TITLE = "DAFTAR HADIR"


SUMMARY, PEOPLE = "Ringkasan", "Peserta"


CALENDAR, SESSIONS, VENUES, UNSEATED, GOALS, ORIGIN = (
    "Kalender",
    "Sesi",
    "Tempat",
    "Tanpa kursi",
    "Sasaran",
    "Asal-usul",
)


ACTIVITY, DAY, HOURS, PLACE = "Kegiatan", "Hari / Tanggal", "Jam", "Tempat"


TEAM = "Tim"


BATCH, HEADCOUNT, PRESENT, REVISION, BRING = (
    "Angkatan",
    "Jumlah peserta",
    "Hadir",
    "Revisi",
    "Harap dibawa",
)


CODE, KECAMATAN = "Kode sesi:", "Kecamatan"
SHEET_CODE = "Kode lembar:"
"""In small letters above an attendance table, and at the foot of each of its pages."""


NUMBER, REGISTRANT, NAME, NIK_TITLE, KELURAHAN, PHONE, SIGNATURE = (
    "No.",
    "No. peserta",
    "Nama",
    "NIK",
    "Kelurahan",
    "No. HP",
    "Tanda tangan",
)


BORN = "Lahir tgl."
MENTOR, MENTORS = "Pendamping", "pendamping"


SHEET, REGISTERED = "Lembar daftar hadir", "Pendaftar"


STALLS, CITY = "bazar", "Kota"


STALL, STALLS_USED, STALL_SHEET, FIELD = "No. lapak", "Lapak", "Lembar lapak", "Bidang usaha"


INVITED, RESERVED, RESERVE_TITLE = "Undangan", "Kursi susulan", "DAFTAR HADIR SUSULAN"


NOT_SEATED, NOT_NEEDED = "belum", "-"
