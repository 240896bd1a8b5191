"""The words of the dashboard and of the year-end report, and how their figures are said."""

from __future__ import annotations

from okoce_opt.domain.words import Words
from okoce_opt.status.forecast import Range
from okoce_opt.status.standing import State

STATES = {
    State.FINISHED: Words("Selesai semua", "Finished"),
    State.ON_TIME: Words("Sesuai jadwal", "On time"),
    State.LATE: Words("Terlambat", "Late"),
    State.UNKNOWN: Words("Presensi belum kembali", "Sheet not back"),
    State.CANNOT: Words("Tidak dapat selesai tahun ini", "Cannot finish this year"),
}
PEOPLE = Words("Orang", "People")
DONE = Words("{n} kegiatan", "{n} activities")
EXPECTED = Words("Perkiraan selesai", "Expected to finish")
AS_PLANNED = Words(
    "Perkiraan selesai dengan sesi yang sudah ada, tanpa susulan yang masih akan direncanakan",
    "Expected to finish in the sessions there are, without make-ups that are still to be planned",
)
FROM, TO = Words("paling sedikit", "at least"), Words("paling banyak", "at most")
SHARE = Words("Bagian selesai", "Share finished")
WHY = Words("Sebab", "Why")
METHOD = Words(
    "Perkiraan: {runs} kali diundi dari kehadiran di {n} sesi yang presensinya sudah kembali; "
    "9 dari 10 undian jatuh di antara kedua angka. Sesi baru tidak diperhitungkan.",
    "Expected: drawn {runs} times from the turnout of {n} sessions whose sheets are back; 9 of 10 "
    "draws lie between the two figures. New sessions are not reckoned with.",
)
NO_FORECAST = Words(
    "Belum ada presensi yang kembali, jadi belum ada perkiraan.",
    "No sheet is back yet, so nothing can be expected.",
)


def range_words(found: Range) -> Words:
    """`6.910 (6.840 s.d. 6.990)`."""
    words = Words("{middle} ({low} s.d. {high})", "{middle} ({low} to {high})")
    return words.fill(middle=found.middle, low=found.low, high=found.high)
