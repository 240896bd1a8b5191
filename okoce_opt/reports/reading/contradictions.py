"""A place on a sheet that contradicts the attendance sheets or the lists, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.words import Words

DISAGREE, FILE = "sheets_disagree", "plan_file"


TITLES = {
    DISAGREE: Words("Lembar tidak sepakat", "Sheets disagree"),
    FILE: Words("Berkas rencana", "Files of the plan"),
}


NOTHING, HELD = Words("kosong", "nothing"), Words("dipakai", "held")


# how a contradiction is said; `about` is what the cell is about, a column say
SHEETS_SAY = Words(
    "{subject}{about}: tertulis \u201c{found}\u201d, sedangkan daftar hadir: "
    "\u201c{allowed}\u201d.",
    "{subject}{about}: reads \u201c{found}\u201d where the attendance sheets say "
    "\u201c{allowed}\u201d.",
)


LIST_SAYS = Words(
    "{subject}{about}: tertulis \u201c{found}\u201d, sedangkan daftar pendaftar: "
    "\u201c{allowed}\u201d.",
    "{subject}{about}: reads \u201c{found}\u201d where the list of registrants says "
    "\u201c{allowed}\u201d.",
)


LIST_HAS_ANOTHER = Words(
    "{subject}{about}: tidak sama dengan daftar pendaftar.",
    "{subject}{about}: not as on the list of registrants.",
)


NOT_ON_THE_LIST = Words(
    "{subject} tidak ada di daftar pendaftar.", "{subject} is not on the list of registrants."
)


NAMELESS = Words(
    "{subject}: ada nama tanpa No. peserta; orang itu tidak terhitung.",
    "{subject}: a name without No. peserta; it is not counted.",
)


ANOTHER_PLAN = Words(
    "{subject}{about}: \u201c{found}\u201d, lembar dari rencana lain; kode rencana ini mulai "
    "dengan \u201c{allowed}\u201d.",
    "{subject}{about}: \u201c{found}\u201d, a sheet of another plan; this plan's codes begin "
    "with \u201c{allowed}\u201d.",
)


TWICE = Words(
    "{subject} tercatat dua kali di sesi yang sama.", "{subject} is in the same session twice."
)


NO_SUCH = Words(
    "{subject}{about}: \u201c{found}\u201d tidak dikenal; dipakai kode kecil di atas tabel.",
    "{subject}{about}: \u201c{found}\u201d is not known; the small code above the table is used.",
)


NO_TEAM = Words(
    "{subject}{about}: \u201c{found}\u201d bukan tim yang dikenal.",
    "{subject}{about}: \u201c{found}\u201d is no known team.",
)


NOT_HERE = Words(
    "{subject} tidak tercantum di lembar \u201c{found}\u201d.",
    "{subject} is not listed on the sheet \u201c{found}\u201d.",
)


NO_SHEET = Words(
    "{subject}: lembar \u201c{found}\u201d tidak ada lagi di buku kerja ini.",
    "{subject}: the sheet \u201c{found}\u201d is no longer in this workbook.",
)


GONE = Words(
    "{subject} tidak ada. Orang dan sesi di dalamnya tidak dapat diperiksa; kembalikan berkasnya, "
    "atau susun ulang rencananya.",
    "{subject} is missing. Its people and sessions cannot be verified; bring the file back, or "
    "plan again.",
)


NO_TABLE = Words(
    "{subject} tidak ada; daftar hadir diperiksa tanpa berkas itu.",
    "{subject} is missing; the rosters were verified without it.",
)


NO_SUCH_SHEET = Words(
    "{subject}: lembar ini dihapus; isinya tidak dapat diperiksa. Kembalikan lembarnya, atau tulis "
    "ulang rencananya.",
    "{subject}: the sheet has been deleted; what it said cannot be verified. Bring it back, or "
    "write the plan again.",
)


NOT_OURS = Words(
    "{subject} bukan berkas rencana ini dan tidak dibaca; pindahkan ke folder lain.",
    "{subject} is a file not of this plan and was not read; move it to another folder.",
)


@dataclass(frozen=True, slots=True)
class Disagreement(Violation):
    """A place that contradicts the attendance sheets or the lists; `sentence` says how, `about` in
    which respect.
    """

    sentence: Words = SHEETS_SAY
    about: str = ""


def explain(violation: Disagreement) -> Words:
    """The sentence of a contradiction; its cells are told beside it."""
    about = f", {violation.about}" if violation.about else ""
    return violation.sentence.fill(
        subject=violation.subject, about=about, found=violation.found, allowed=violation.allowed
    )
