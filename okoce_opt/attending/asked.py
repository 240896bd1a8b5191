"""What is asked back: a cell of somebody's file, what was found there, what is allowed, what to
do.
"""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.domain.words import Words
from okoce_opt.gate.addresses import address


@dataclass(frozen=True)
class Asked:
    """A question about a cell (row and column from 0, as the file has them) of a file's sheet.

    `words` say what was found, what is allowed and what to do; nothing of a person but the number.
    `is_blank` = nothing was found, and the question is what that means.
    """

    file: str
    sheet: str
    row: int
    column: int
    words: Words
    is_blank: bool = False

    @property
    def where(self) -> str:
        """The address that a person finds: `Tambora.xlsx [01 Pelatihan 13-03] F17`."""
        return f"{self.file} [{self.sheet}] {address(self.row, self.column)}"


# about a sheet as a whole
NOTHING = Words("kosong", "nothing")
NO_TABLE = Words(
    "Lembar ini berkode daftar hadir okoce, tetapi judul tabelnya (No. peserta, Nama, Hadir, Tanda "
    "tangan) tidak ada lagi. Salin baris judul itu dari berkas asli, lalu kirim kembali.",
    "This sheet has the code of an attendance sheet, but its table's header (No. peserta, Nama, "
    "Hadir, Tanda tangan) is gone. Copy that row from the original file, then send it again.",
)
OWN_COLUMN = Words(
    "Kolom ini bukan kolom okoce, dan kolom Hadir kosong. Bila di sini ditulis siapa yang hadir, "
    "salin isinya ke kolom Hadir.",
    "This column is none of okoce's, and the column Hadir is empty. If this says who came, copy it "
    "to the column Hadir.",
)
NO_SESSION = Words(
    "Kode sesi di atas tabel tidak terbaca: \u201c{found}\u201d. Yang dapat dibaca: lembar yang "
    "dikirim okoce, dengan barisnya \u201cKode sesi: ...\u201d. Salin baris itu dari berkas asli "
    "ke sini, lalu kirim kembali.",
    "The session code above the table cannot be read: \u201c{found}\u201d. What can: a sheet that "
    "okoce sent, with its line \u201cKode sesi: ...\u201d. Copy that line from the original file, "
    "then send it again.",
)
OTHER_PLAN = Words(
    "Lembar {code} berasal dari rencana yang tidak dikenal di sini. Yang dapat dibaca: lembar "
    "rencana yang pernah diterbitkan. Periksa apakah berkas ini milik program lain; bila bukan, "
    "isi lembar dari rencana yang berlaku.",
    "Sheet {code} is of a plan that is not known here. What can be read: sheets of plans that were "
    "published. See whether this file is of another programme; if not, fill in a sheet of the plan "
    "that holds.",
)
NOT_HELD = Words(
    "Sesi {session} tidak ada di rencana yang disebut kode lembar ini. Salin kode sesi dari "
    "berkas asli, lalu kirim kembali.",
    "Session {session} is not in the plan that this sheet's code names. Copy the session code from "
    "the original file, then send it again.",
)
OTHER_DAY = Words(
    "Kepala lembar menyebut \u201c{found}\u201d, sedangkan sesi ini {day}. Bila sesinya memang "
    "pindah hari, catat dulu perubahannya; bila tidak, tulis kembali tanggalnya.",
    "The head says \u201c{found}\u201d, but this session is on {day}. If it was moved to another "
    "day, record that change first; if not, write its date again.",
)

# about files as they come back
PICTURE = Words(
    "Lembar ini hanya berisi gambar (hasil pindai?), yang tidak dapat dibaca. Isi lembar Excel "
    "aslinya dengan Hadir, Izin, Sakit atau Alpa, lalu kirim kembali.",
    "This sheet has a picture only (a scan?), which cannot be read. Fill in the original Excel "
    "sheet with Hadir, Izin, Sakit or Alpa, and send it again.",
)
NO_SHEET = Words(
    "tidak ada lembar daftar hadir okoce di dalamnya (yang memuat Kode sesi dan No. peserta)",
    "no attendance sheet of okoce in it (one with its session code and No. peserta)",
)
NOT_PRINTED = Words(
    "{who}: punya kursi di {session} ({day}), tetapi tidak tercetak di lembar yang kembali; belum "
    "diketahui hadir atau tidak. Tanyakan, lalu catat dengan okoce rollout mark.",
    "{who}: with a seat in {session} ({day}), but not printed on the sheet that came back; nobody "
    "knows whether they came. Ask, then record it with okoce rollout mark.",
)
CALLED_OFF = Words(
    "{session} tercatat batal, tetapi daftar hadirnya kembali terisi ({n} hadir); yang tertulis di "
    "situ dihitung. Bila sesinya memang batal, perbaiki lembarnya; bila berlangsung, batalkan "
    "catatan batalnya (okoce rollout change --take-back).",
    "{session} is recorded as called off, but its sheet is back filled in ({n} came); what it says "
    "counts. If the session was called off, mend the sheet; if it was held, take the record of it "
    "back (okoce rollout change --take-back).",
)
STILL = Words(
    "{where}: {n} orang tanpa jawaban di sini tetap seperti dibaca sebelumnya.",
    "{where}: {n} people without an answer here stay as they were read before.",
)
NOT_YET = Words(
    "Lembar ini sudah diisi untuk {day}, sedangkan hari ini {today}. Kirim setelah sesinya "
    "berlangsung, atau betulkan tanggal hari ini (--today).",
    "This sheet is filled in for {day}, but today is {today}. Send it once the session has been, "
    "or correct today's date (--today).",
)
TWO_SHEETS = Words(
    "Di sini lain daripada di {at} ({word}). Sisakan satu berkas yang benar, atau samakan isinya.",
    "Not as in {at} ({word}). Keep the one file that is right, or make them agree.",
)
EARLIER = Words(
    "{person}: lembar {code} sebelumnya mengatakan {word}. Bila yang ini benar, tetapkan dengan "
    "`okoce rollout mark`; bila tidak, betulkan sel ini.",
    "{person}: sheet {code} said {word} before. If this one is right, say so with `okoce rollout "
    "mark`; if not, correct this cell.",
)
SAID_OTHERWISE = Words(
    "{where}: {person} {word}, tetapi sudah ditetapkan dengan tangan: {said}; itu yang dipakai.",
    "{where}: {person} {word}, but it was given by hand as {said}, which is used.",
)
